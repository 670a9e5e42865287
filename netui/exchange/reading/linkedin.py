"""LinkedIn's data export of any year: the ZIP, the folder, or one of its files.

The people are those of Connections, with what Notes says of them; `extras` has what else there is. Exports
begin with the heads, or with a few lines of notes; columns come in any order; spreadsheets save them again
with other delimiters, encodings and dates.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct

from netui.domain.errors import ImportFileError
from netui.domain.one_line import LONGEST_LINE, line_problem
from netui.domain.people.importing import Extras, ImportedPerson, Messages, RejectedRow
from netui.domain.people.matching import profile_key, profile_link
from netui.domain.text import clean, fold
from netui.domain.values import replace
from netui.exchange.reading.csv_text import CsvRow
from netui.exchange.reading.linkedin_extras import read_extras
from netui.exchange.reading.linkedin_files import Export, ExportFile, Head, Kind
from netui.exchange.reading.loose_dates import day_comes_first, read_day
from netui.exchange.reading.person_names import tidy_name

_SHOWN = 40
_LONGEST_NOTE = 4_000
_DETAILS = {"url": "profile address", "emailaddress": "email", "company": "company", "position": "position"}
_EMAIL = re.compile(r"^[^\s@<>]+@[^\s@<>]+$")
_FIGURES = re.compile(r"\d[/-]\d{1,2}[/-]\d")
_HIDDEN = "LinkedIn withholds this member's details"


class _Note(Struct, frozen=True):
    """A note of the user's on a connection."""

    file: str
    line: int
    name: str
    profile: str
    text: str


class LinkedInReader:
    """Reads a LinkedIn export: people, and what else it holds (`services.ports.ExportReader`)."""

    def recognises(self, path: Path) -> bool:
        """Whether a path leads to a file or more of an export; False too where it cannot be read.

        Stricter than `read`: names with a job alone could come from any spreadsheet.
        """
        try:
            return bool(Export(path).kinds)
        except ImportFileError:
            return False

    def read(self, path: Path) -> Iterator[ImportedPerson | RejectedRow]:
        """Yield each row in order; raise ImportFileError for anything but an export."""
        export = Export(path, maybe=True)
        shut = [member for member in export.archive.unread if "connection" in member.casefold()]
        if shut and Kind.CONNECTIONS not in export.kinds.values():
            raise ImportFileError(
                f"{export.archive.label(shut[0])} cannot be unpacked, as it is damaged or encrypted: download"
                " the export again, or unpack it and import the CSV"
            )
        if not export.kinds:
            raise ImportFileError(
                f"{export.name} is no LinkedIn export: no line with First Name, Last Name, Connected On was"
                " found; ask LinkedIn for Connections under Settings > Data privacy > Get a copy of your data"
            )
        notes = _Notes(note for file in export.files(Kind.NOTES, problems={}) for note in _read_notes(file))
        for file in export.files(Kind.CONNECTIONS):
            for row in _read_people(file):
                yield notes.on(row) if isinstance(row, ImportedPerson) else row
        yield from notes.left()

    def extras(self, path: Path, messages: Messages, mine: Collection[str]) -> Extras:
        """Return what else there is; `mine` are the keys of the user's profile, as far as known."""
        return read_extras(Export(path, maybe=True), messages, mine)


class _Notes:
    """The notes of an export, each given to its connection once."""

    def __init__(self, notes: Iterator[_Note]) -> None:
        self._left: dict[str, list[_Note]] = {}
        for note in notes:
            self._left.setdefault(note.profile or fold(note.name), []).append(note)

    def on(self, person: ImportedPerson) -> ImportedPerson:
        """Return a connection with the notes on them."""
        if not self._left:
            return person
        found = self._left.pop(person.profile, None) or self._left.pop(fold(person.name), None) or []
        return replace(person, note=_joined(found)) if found else person

    def left(self) -> Iterator[ImportedPerson]:
        """Yield the notes on people who aren't connections in the same export."""
        for notes in self._left.values():
            first = notes[0]
            yield ImportedPerson(
                file=first.file,
                line=first.line,
                name=first.name,
                profile=first.profile,
                note=_joined(notes),
                known_only=True,
            )


def _joined(notes: list[_Note]) -> str:
    return "\n".join(dict.fromkeys(note.text for note in notes))


def _read_notes(file: ExportFile) -> Iterator[_Note]:
    for row in file.rows():
        first, last, url, note = (
            file.head.cell(row, name)
            for name in ("connectionfirstname", "connectionlastname", "connectionprofileurl", "note")
        )
        name, _ = tidy_name(first, last)
        text = clean(note, newlines=True, limit=_LONGEST_NOTE).strip()
        if name and text and not row.problem:
            yield _Note(file.name, row.line, name, profile_key(url), text)


def _read_people(file: ExportFile) -> Iterator[ImportedPerson | RejectedRow]:
    head = file.head
    day_first = _FIGURES.search(file.text) is not None and day_comes_first(
        head.cell(row, "connectedon") for row in file.rows() if not row.problem
    )  # which way round the days are is seen only in the whole file
    for row in file.rows():
        if row.cells == head.cells:
            continue  # exports that were joined repeat the head
        read = _read_row(row, head, file.name, day_first=day_first)
        if read is not None:
            yield read


def _read_row(row: CsvRow, head: Head, file: str, *, day_first: bool) -> ImportedPerson | RejectedRow | None:
    name, taken = tidy_name(head.cell(row, "firstname"), head.cell(row, "lastname"))
    problem = row.problem or _wrong_width(row, head) or _too_long(row, head)
    if problem:
        return RejectedRow(file=file, line=row.line, reason=problem, name=clean(name, limit=_SHOWN))
    details = [head.cell(row, field) for field in _DETAILS]
    if not any(details) and name in {"", "LinkedIn Member"}:
        return RejectedRow(file=file, line=row.line, reason=_HIDDEN, hidden=True)
    if not name:
        return RejectedRow(file=file, line=row.line, reason="the row has no name")
    url, email, company, position = (_field(text) for text in details)
    key = profile_key(url)
    day = head.cell(row, "connectedon")
    connected_on = read_day(day, day_first=day_first)
    unread = [f"“{_shown(email)}” is no email address"] if email and not _EMAIL.match(email) else []
    unread += [f"“{_shown(day)}” is no date I can read"] if day and connected_on is None else []
    return ImportedPerson(
        file=file,
        line=row.line,
        name=name,
        profile=key,
        link=profile_link(key) if key else _other_link(url),
        emails=(email,) if _EMAIL.match(email) else (),
        company=company,
        title=position,
        connected_on=connected_on,
        notes=f"On LinkedIn: {taken}" if taken else "",
        remark="; ".join(unread),
    )


def _wrong_width(row: CsvRow, head: Head) -> str:
    count = len(row.cells)
    if count > head.width and any(cell.strip() for cell in row.cells[head.width :]):
        return f"{count} cells where the header has {head.width}: a cell that holds a delimiter needs quotes"
    if count <= min(head.columns["firstname"], head.columns["lastname"]) or (count == 1 and head.width > 2):
        return f"only {count} of the header's {head.width} cells"
    return ""


def _too_long(row: CsvRow, head: Head) -> str:
    if sum(map(len, row.cells)) <= LONGEST_LINE:
        return ""
    values = {"name": f"{head.cell(row, 'firstname')} {head.cell(row, 'lastname')}"}
    values |= {words: head.cell(row, field) for field, words in _DETAILS.items()}
    problems = (line_problem(" ".join(text.split()), field) for field, text in values.items())
    return next((problem for problem in problems if problem), "")


def _field(text: str) -> str:
    return clean(" ".join(text.split()), limit=LONGEST_LINE).strip()


def _shown(text: str) -> str:
    shown = clean(" ".join(text.split()))
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"


def _other_link(url: str) -> str:
    return url if url.lower().startswith(("https://", "http://")) and " " not in url else ""
