"""The copy menu, opening a link, and exports: what leaves the program about a person."""

import webbrowser
from pathlib import Path

from netui.domain.errors import InvalidValueError
from netui.domain.journal.exporting import CardVersion, Columns, ExportFormat
from netui.domain.people.contact import Contact
from netui.services.people.people import named
from netui.services.services import Services
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import Host
from netui.typed_path import is_there, new_file

_OPENED = ("http://", "https://", "mailto:")
_Format = tuple[ExportFormat, bool, CardVersion, Columns]
"""A format, whether it is written exactly as stored, and the version of vCards."""


def copy_menu(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Offer what can be copied of a person, and copy it."""
    contact = services.contacts.get(ids[0])
    options = [Choice(value, value, label) for label, value in _copyable(contact)]
    options.append(Choice(services.exports.card(contact.id), "the card, without your notes", "vCard"))

    def copy(value: str) -> None:
        host.say(services.notes.copy_text(value).message)

    host.ask(ChoiceModal(f"Copy of {contact.name}", options, filterable=False), copy)


def open_link(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Open a person's link in the browser; over SSH, where none is, copy it."""
    contact = services.contacts.get(ids[0])
    links = [_with_scheme(link) for link in contact.links]
    links = [link for link in links if link.startswith(_OPENED)]
    if not links:
        raise InvalidValueError(f"{contact.name} has no link: e adds one")

    def show(link: str) -> None:
        if _has_browser() and webbrowser.open(link):
            host.say(f"Opened {link}")
        else:
            host.say(f"No browser here. {services.notes.copy_text(link).message}")

    if len(links) == 1:
        show(links[0])
    else:
        host.ask(ChoiceModal(f"Links of {contact.name}", [Choice(link, link) for link in links]), show)


def _has_browser() -> bool:
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    # A browser in the terminal would paint over the screen.
    return not isinstance(browser, webbrowser.GenericBrowser) or isinstance(
        browser, webbrowser.BackgroundBrowser
    )


def _with_scheme(link: str) -> str:
    return link if "://" in link or link.startswith("mailto:") else f"https://{link}"


def _copyable(contact: Contact) -> list[tuple[str, str]]:
    found = [("name", contact.name)]
    found += [("email", email) for email in contact.emails]
    found += [("phone", phone) for phone in contact.phones]
    found += [("link", link) for link in contact.links]
    if contact.location:
        found.append(("location", contact.location))
    line = ", ".join(part for part in (contact.name, contact.title, contact.company) if part)
    return [*found, ("name and job", line)]


def _choices(people: tuple[int, ...] | None) -> list[Choice[_Format]]:
    whole = "everything there is" if people is None else "these people and what is theirs alone"
    three, four, ours = CardVersion.THREE, CardVersion.FOUR, Columns.NETUI
    return [
        Choice((ExportFormat.CSV, False, three, ours), "spreadsheet (CSV)", "formulas made harmless"),
        Choice((ExportFormat.CSV, True, three, ours), "CSV, exactly as stored", "for programs"),
        Choice((ExportFormat.VCARD, False, three, ours), "address book (vCard 3.0)", "with your notes"),
        Choice((ExportFormat.ICS, False, three, ours), "calendar (.ics)", "talks, events, what is due"),
        Choice((ExportFormat.JSON, False, three, ours), "JSON, for netui restore", whole),
        Choice(
            (ExportFormat.VCARD, False, four, ours), "address book (vCard 4.0)", "for programs that want it"
        ),
        Choice((ExportFormat.CSV, False, three, Columns.GOOGLE), "CSV for Google Contacts", "labels kept"),
        Choice((ExportFormat.CSV, False, three, Columns.OUTLOOK), "CSV for Outlook", "labels kept"),
    ]


def export(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Ask for a format and a file, and write these people into it; none means everything there is."""
    people = ids or None
    who = "everything" if people is None else named(services.contacts.name_of(one) for one in ids)

    def chosen(answer: _Format) -> None:
        wanted, raw, version, columns = answer
        report = ""

        def write(text: str) -> None:
            nonlocal report
            made = services.exports.of(wanted, people, raw=raw, version=version, columns=columns)
            report = f"Wrote {made.words} to {services.exports.write(made, Path(text))}"

        prompt = PromptModal(
            f"Write {who} to",
            value=f"~/{wanted.file_name}",
            hint="A file for your eyes alone; a folder works too.",
            validate=lambda text: _replaces(services, wanted, text),
            about=ids,
            use=write,
        )
        host.ask(prompt, lambda _: host.say(report))

    host.ask(ChoiceModal(f"Export {who}", _choices(people), filterable=False), chosen)


def _replaces(services: Services, wanted: ExportFormat, text: str) -> str:
    target = services.exports.target(wanted, new_file(text))
    return f"It takes the place of {target}, which is there." if is_there(target) else ""
