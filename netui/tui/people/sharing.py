"""The copy menu and opening a link: what leaves the program about one person."""

import webbrowser

from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import Contact
from netui.services.services import Services
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import Host

_OPENED = ("http://", "https://", "mailto:")


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
