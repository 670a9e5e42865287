"""Connections from a LinkedIn data export: the CSV alone, or inside the ZIP, of any year.

The header is found by what it says, not by its position: exports begin with it, or with a few lines of
notes; they have an address column or none; columns come in any order; spreadsheets save them again with
other delimiters, encodings and dates.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from netui.domain.errors import ImportFileError
from netui.domain.one_line import LONGEST_LINE, line_problem
from netui.domain.people.importing import ImportedPerson, RejectedRow
from netui.domain.people.matching import profile_key, profile_link
from netui.domain.text import clean
from netui.exchange.reading.csv_text import DELIMITERS, CsvRow, decode, physical_lines, read_rows, split_line
from netui.exchange.reading.export_archive import HEAD_BYTES, ExportArchive
from netui.exchange.reading.loose_dates import day_comes_first, read_day
from netui.exchange.reading.person_names import tidy_name

_HEADER_WITHIN = 20
_SHOWN = 40
_DETAILS = ("url", "email", "company", "position")
_COLUMNS = {
    "firstname": "first",
    "lastname": "last",
    "url": "url",
    "profileurl": "url",
    "publicprofileurl": "url",
    "linkedinurl": "url",
    "emailaddress": "email",
    "email": "email",
    "company": "company",
    "position": "position",
    "connectedon": "connected",
}
_NAME = frozenset({"first", "last"})
_JOB = frozenset({"company", "position"})
_EMAIL = re.compile(r"^[^\s@<>]+@[^\s@<>]+$")
_HIDDEN = "LinkedIn withholds this member's details"


class _Header(Struct, frozen=True):
    """Where the people begin, and which column holds what."""

    start: int
    line: int
    delimiter: str
    width: int
    columns: dict[str, int]

    def get(self, row: CsvRow, field: str) -> str:
        return row.cell(self.columns.get(field))


class LinkedInReader:
    """Reads the connections of a LinkedIn export, a CSV or a ZIP."""

    def recognises(self, path: Path) -> bool:
        """Whether a file holds connections as LinkedIn exports them; False too where it cannot be read.

        Stricter than `read`: names with a job alone could come from any spreadsheet.
        """
        try:
            return any("connected" in header.columns for _, header in _members(ExportArchive(path)))
        except ImportFileError:
            return False

    def read(self, path: Path) -> Iterator[ImportedPerson | RejectedRow]:
        """Yield each row in order; raise ImportFileError for a file that holds no connections."""
        archive = ExportArchive(path)
        members = sorted(member for member, _ in _members(archive))
        shut = [member for member in archive.unread if "connection" in member.casefold()]
        if not members and shut:
            raise ImportFileError(
                f"{archive.label(shut[0])} cannot be unpacked, as it is damaged or encrypted: download the"
                " export again, or unpack it and import the CSV"
            )
        if not members:
            raise ImportFileError(
                f"{archive.name} is no LinkedIn export: no line with First Name, Last Name, Connected On was"
                " found; ask LinkedIn for Connections under Settings > Data privacy > Get a copy of your data"
            )
        for member in members:
            text = decode(archive.read(member))
            header = _find_header(text)
            if header is not None:
                yield from _read_people(text, header, archive.label(member))


def _members(archive: ExportArchive) -> list[tuple[str, _Header]]:
    found = ((member, _find_header(decode(head[:HEAD_BYTES]))) for member, head in archive.heads())
    return [(member, header) for member, header in found if header is not None]


def _find_header(text: str) -> _Header | None:
    for number, start, line in physical_lines(text, _HEADER_WITHIN):
        for delimiter in DELIMITERS:
            cells = split_line(line, delimiter) if delimiter in line else []
            columns = _columns(cells)
            if columns.keys() >= _NAME and ("connected" in columns or columns.keys() >= _JOB):
                return _Header(start + len(line) + 1, number + 1, delimiter, len(cells), columns)
    return None


def _columns(cells: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(cells):
        field = _COLUMNS.get("".join(ch for ch in cell[:80].casefold() if ch.isalnum()))
        if field is not None:
            columns.setdefault(field, index)
    return columns


def _read_people(text: str, header: _Header, file: str) -> Iterator[ImportedPerson | RejectedRow]:
    rows = list(
        read_rows(text, header.delimiter, name=file, start=header.start, line=header.line)
    )  # all at once: which way round the days are is seen only in the whole file
    day_first = day_comes_first(header.get(row, "connected") for row in rows if not row.problem)
    for row in rows:
        if header.get(row, "first")[:5].lower() == "first" and _columns(row.cells) == header.columns:
            continue  # exports that were joined repeat the header
        read = _read_row(row, header, file, day_first=day_first)
        if read is not None:
            yield read


def _read_row(
    row: CsvRow, header: _Header, file: str, *, day_first: bool
) -> ImportedPerson | RejectedRow | None:
    name, taken = tidy_name(header.get(row, "first"), header.get(row, "last"))
    problem = row.problem or _wrong_width(row, header) or _too_long(row, header)
    if problem:
        return RejectedRow(file=file, line=row.line, reason=problem, name=clean(name, limit=_SHOWN))
    details = [header.get(row, field) for field in _DETAILS]
    if not any(details) and name in {"", "LinkedIn Member"}:
        return RejectedRow(file=file, line=row.line, reason=_HIDDEN, hidden=True)
    if not name:
        return RejectedRow(file=file, line=row.line, reason="the row has no name")
    url, email, company, position = (_field(text) for text in details)
    key = profile_key(url)
    day = header.get(row, "connected")
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


def _wrong_width(row: CsvRow, header: _Header) -> str:
    count = len(row.cells)
    if count > header.width and any(cell.strip() for cell in row.cells[header.width :]):
        return (
            f"{count} cells where the header has {header.width}: a cell that holds a delimiter needs quotes"
        )
    if count <= min(header.columns["first"], header.columns["last"]) or (count == 1 and header.width > 2):
        return f"only {count} of the header's {header.width} cells"
    return ""


def _too_long(row: CsvRow, header: _Header) -> str:
    values = {"name": f"{header.get(row, 'first')} {header.get(row, 'last')}"}
    values |= {"profile address" if field == "url" else field: header.get(row, field) for field in _DETAILS}
    problems = (line_problem(" ".join(text.split()), field) for field, text in values.items())
    return next((problem for problem in problems if problem), "")


def _field(text: str) -> str:
    return clean(" ".join(text.split()), limit=LONGEST_LINE).strip()


def _shown(text: str) -> str:
    shown = clean(" ".join(text.split()))
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"


def _other_link(url: str) -> str:
    return url if url.lower().startswith(("https://", "http://")) and " " not in url else ""
