"""Exports: one dialog for what is written, for which program, and where."""

from collections.abc import Callable
from pathlib import Path

from netui.domain.journal.calendar import DAYS_AHEAD, MOST_DAYS, CalendarChoice, CalendarKind, read_kinds
from netui.domain.journal.exporting import CardVersion, Columns, ExportFormat
from netui.services.people.people import named
from netui.services.services import Services
from netui.tui.modals.file import replaces
from netui.tui.modals.form import Ask, FormModal
from netui.tui.modals.host import Host
from netui.tui.sections.answers import number
from netui.typed_path import new_file, typed_path

_PAGES = "pages"
_YES, _NO = "yes", "no"
_FORMATS = (
    (ExportFormat.CSV.value, "spreadsheet (CSV)"),
    (ExportFormat.VCARD.value, "address book (vCard), with your notes"),
    (ExportFormat.ICS.value, "calendar (iCalendar)"),
    (ExportFormat.JSON.value, "JSON, complete, for netui restore"),
    (_PAGES, "Markdown, a page for each person"),
)
_COLUMNS = (
    (Columns.NETUI.value, "netui's own"),
    (Columns.GOOGLE.value, "those of Google Contacts"),
    (Columns.OUTLOOK.value, "those of Outlook"),
)
_VERSIONS = ((CardVersion.THREE.value, "3.0, for phones"), (CardVersion.FOUR.value, "4.0"))


def export(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Ask what is written and where, and write these people; none means everything there is."""
    people = ids or None
    who = "everything" if people is None else named(services.contacts.name_of(one) for one in ids)
    report = ""

    def write(values: dict[str, str]) -> None:
        nonlocal report
        report = _written(services, people, values)

    form = FormModal(f"Export {who}", _asks(services), about=ids, start="format", use=write)
    host.ask(form, lambda _: host.say(report))


def _asks(services: Services) -> list[Ask]:
    """Return the questions; those of a format are asked while it is chosen."""
    csv, card, ics, json = (("format", one.value) for one in ExportFormat)
    asks = [
        Ask("format", "Format", ExportFormat.CSV.value, _FORMATS),
        Ask("columns", "Columns", Columns.NETUI.value, _COLUMNS, when=csv),
        Ask("raw", "Cells", _NO, ((_NO, "safe in a spreadsheet"), (_YES, "exactly as stored")), when=csv),
        Ask("version", "Version", CardVersion.THREE.value, _VERSIONS, when=card),
        Ask("kinds", "Kinds", check=_known_kinds, placeholder="all", hint=", ".join(CalendarKind), when=ics),
        Ask("days", "Days ahead", str(DAYS_AHEAD), check=number(0, MOST_DAYS), overtype=True, when=ics),
        Ask("alarms", "Alarms", _YES, ((_YES, "it rings"), (_NO, "nothing rings")), when=ics),
        Ask("uids", "Ids", _NO, ((_NO, "as here"), (_YES, "uids, to compare two machines")), when=json),
    ]
    for wanted in ExportFormat:
        hint = "a file; FOLDER/ makes a file for each entry" if wanted is ExportFormat.ICS else ""
        asks.append(_ask_path(wanted.value, f"~/{wanted.file_name}", _replaces(services, wanted), hint))
    return [*asks, _ask_path(_PAGES, "~/people/", None, "a folder; pages changed by hand stay")]


def _ask_path(wanted: str, path: str, check: Callable[[str], str] | None, hint: str) -> Ask:
    return Ask(
        f"path-{wanted}",
        "Write to",
        path,
        check=check,
        hint=hint,
        required=True,
        needed="a file or a folder is needed",
        when=("format", wanted),
    )


def _known_kinds(text: str) -> str:
    read_kinds(text)
    return ""


def _replaces(services: Services, wanted: ExportFormat) -> Callable[[str], str]:
    """Return what checks a path, and says which file it takes the place of."""

    def check(text: str) -> str:
        if wanted is ExportFormat.ICS and text.strip().endswith("/"):
            services.exports.target(wanted, new_file(text))
            return "A file for each entry; only what changed is written."
        return replaces(services.exports.target(wanted, new_file(text)))

    return check


def _written(services: Services, people: tuple[int, ...] | None, values: dict[str, str]) -> str:
    """Write what was asked for; return what was written, and where."""
    exports = services.exports
    text = values[f"path-{values['format']}"]
    if values["format"] == _PAGES:
        folder = typed_path(text)
        done = exports.pages.write("", folder) if people is None else exports.pages.write_of(people, folder)
        remarks = done.remarks("delete one to have it written again")
        return ". ".join([f"Wrote {done.words} to {folder}", *remarks])
    wanted = ExportFormat(values["format"])
    calendar = CalendarChoice(
        kinds=read_kinds(values["kinds"]),
        days=int(values["days"] or DAYS_AHEAD),
        alarms=values["alarms"] != _NO,
    )
    if wanted is ExportFormat.ICS and text.endswith("/"):
        made = exports.write_calendar_of(new_file(text), people, calendar)
        assert made.folder is not None
        left = ", ".join(made.folder.left)
        more = f"; left as they are, not netui's: {left}" if left else ""
        return f"{made.words} in {new_file(text)}: {made.folder.words}{more}"
    made = exports.of(
        wanted,
        people,
        raw=values["raw"] == _YES,
        calendar=calendar,
        version=CardVersion(values["version"] or CardVersion.THREE),
        columns=Columns(values["columns"] or Columns.NETUI),
        uids=values["uids"] == _YES,
    )
    return f"Wrote {made.words} to {exports.write(made, Path(text))}"
