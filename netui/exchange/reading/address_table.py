"""Address books that are tables: rows of cells under a line of heads, from any program, alone or in a ZIP.

What a column holds follows from its head, in eight languages; what the heads leave open the person says with
a mapping. No row stops a file: one that can't be a person is reported with its line.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Self

from msgspec import Struct

from netui.domain.errors import ImportFileError
from netui.domain.people.importing import ColumnMapping, GuessedColumn, ImportedPerson, RejectedRow
from netui.domain.text import clean
from netui.domain.values import replace
from netui.exchange.reading.code_page import code_page
from netui.exchange.reading.csv_text import (
    DELIMITERS,
    CsvRow,
    decode,
    physical_lines,
    read_bytes,
    read_rows,
    split_line,
)
from netui.exchange.reading.export_archive import HEAD_BYTES, ExportArchive
from netui.exchange.reading.foreign_kinds import foreign_kind
from netui.exchange.reading.heads import GROUPS, group_of, is_foreign, normal
from netui.exchange.reading.loose_dates import SLASHED, day_comes_first
from netui.exchange.reading.table_columns import (
    Column,
    columns_of,
    field_meaning,
    is_of_people,
    mapped,
    names_someone,
    seen,
    understood,
)
from netui.exchange.reading.table_person import PersonReader

_HEADER_WITHIN = 20
_SAMPLES = 2
_SAMPLED_ROWS = 50
_LONGEST_SAMPLE = 60
_MOST_HEADS = 12
_NO_MAPPING: ColumnMapping = MappingProxyType({})
# Tables with names that hold no one to know: LinkedIn's other files, and what a browser keeps.
_OTHERS = tuple(
    frozenset(heads.split())
    for heads in (
        "connectedon",
        "conversationid",
        "maidenname headline",
        "confirmed primary",
        "creationdate text",
        "sentat direction",
        "password",
        "loginpassword",
    )
)


class Program(Struct, frozen=True):
    """A program whose tables are recognised; `marks` says whether columns are surely its own."""

    name: str
    marks: Callable[[Sequence[Column]], bool]


class _Table(Struct, frozen=True):
    """Where the rows of a table begin in the text of a member, and the heads over them."""

    member: str
    page: str
    start: int
    line: int
    delimiter: str
    heads: tuple[str, ...]

    @property
    def has_heads(self) -> bool:
        """Whether the cells of the line can be heads: the address of someone can't."""
        return not any("@" in head.strip("@ ") for head in self.heads)

    def rows(self, text: str, archive: ExportArchive) -> Iterator[CsvRow]:
        """Yield the rows under the heads."""
        name = archive.label(self.member)
        return read_rows(text, self.delimiter, name=name, start=self.start, line=self.line)


class AddressTableReader:
    """Reads the address books of one program, or of any; a mapping says what columns hold."""

    def __init__(self, program: Program, mapping: ColumnMapping = _NO_MAPPING) -> None:
        self._program = program
        self._mapping = mapping

    def with_mapping(self, mapping: ColumnMapping) -> Self:
        """Return a reader that takes a person's word for some columns: {"Mail": "email", 3: "skip"}.

        Raises InvalidValueError for a word that is nearly that of a field.
        """
        for word in mapping.values():
            field_meaning(word)
        return type(self)(self._program, mapping)

    def recognises(self, path: Path) -> bool:
        """Whether a file is surely an address book of this program; False too where it can't be read.

        Stricter than `read`: a table with names may be about anything.
        """
        try:
            return not foreign_kind(path) and bool(self._tables(ExportArchive(path), strictly=True))
        except ImportFileError:
            return False

    def read(self, path: Path) -> Iterator[ImportedPerson | RejectedRow]:
        """Yield each row in order; raise ImportFileError for a file that isn't a table of people."""
        if kind := foreign_kind(path):
            raise ImportFileError(kind)
        archive = ExportArchive(path)
        tables = self._tables(archive, strictly=archive.zipped)
        if not tables:
            raise ImportFileError(self._why_not(path, archive))
        for table in tables:
            if isinstance(found := archive.read_or_reject(table.member), RejectedRow):
                yield found
            else:
                yield from self._people(decode(found, table.page), table, archive)

    def columns(self, path: Path) -> tuple[GuessedColumn, ...]:
        """Return the columns of a file as guessed and mapped; raise ImportFileError if it isn't a table."""
        if kind := foreign_kind(path):
            raise ImportFileError(kind)
        archive = ExportArchive(path)
        if archive.zipped:
            table = next(iter(self._tables(archive, strictly=True)), None)
        else:
            table = self._table("", read_bytes(path))
        if table is None and archive.zipped:
            raise ImportFileError(
                f"{archive.name} holds several files: to say what columns hold, unpack it and read one"
            )
        if table is None:
            raise ImportFileError(self._why_not(path, archive))
        text = decode(archive.read(table.member)[:HEAD_BYTES], table.page)
        rows = [row.cells for row in islice(table.rows(text, archive), _SAMPLED_ROWS)]
        return tuple(
            GuessedColumn(column.at + 1, column.head, column.field, _samples(rows, column.at))
            for column in self._columns(table, archive, text)
        )

    def _tables(self, archive: ExportArchive, *, strictly: bool) -> list[_Table]:
        found = (self._table(member, head) for member, head in archive.heads())
        taken = [table for table in found if table is not None and self._takes(table, strictly=strictly)]
        return sorted(taken, key=lambda table: table.member)

    def _table(self, member: str, head: bytes) -> _Table | None:
        """Return the table that the first bytes of a file begin, or None for a file without text."""
        page = code_page(head)
        return _find_table(member, page, decode(head[:HEAD_BYTES], page), self._mapping)

    def _takes(self, table: _Table, *, strictly: bool) -> bool:
        columns = columns_of(table.heads, self._mapping)
        if strictly:
            heads = {normal(head) for head in table.heads}
            other = any(others <= heads for others in _OTHERS)
            return not other and is_of_people(columns) and self._program.marks(columns)
        lone_emails = any(column.kind == "email" for column in columns)
        return names_someone(columns) and (understood(columns) > 1 or lone_emails or bool(self._mapping))

    def _columns(self, table: _Table, archive: ExportArchive, text: str) -> tuple[Column, ...]:
        for key in self._mapping:
            if not mapped(table.heads, key):
                file = archive.label(table.member)
                raise ImportFileError(f"{file} has no column “{key}”: it has {_listed(table.heads)}")
        columns = columns_of(table.heads, self._mapping)
        by_user = {at for key in self._mapping for at in mapped(table.heads, key)}
        return seen(columns, islice(table.rows(text, archive), _SAMPLED_ROWS), but=by_user)

    def _people(
        self, text: str, table: _Table, archive: ExportArchive
    ) -> Iterator[ImportedPerson | RejectedRow]:
        columns = self._columns(table, archive, text)
        days = [column.at for column in columns if column.kind in {"birthday", "birth_day", "day"}]
        day_first = False
        if days and SLASHED.search(text, table.start):
            # The whole column can show whether 2/8/84 is in August, else the language of the heads does.
            cells = (row.cell(at) for row in table.rows(text, archive) if not row.problem for at in days)
            day_first = day_comes_first(cells, otherwise=any(map(is_foreign, table.heads)))
        reader = PersonReader(columns, archive.label(table.member), day_first=day_first)
        heads = [head.strip() for head in table.heads if table.has_heads]
        for row in table.rows(text, archive):
            if row.cells[0].strip() in heads[:1] and [cell.strip() for cell in row.cells] == heads:
                continue  # files that were joined repeat the heads
            yield reader.read(row)

    def _why_not(self, path: Path, archive: ExportArchive) -> str:
        if archive.zipped:
            return f"{archive.name} holds no address book: unpack it and import the file with the contacts"
        table = self._table("", read_bytes(path))
        if table is None:
            return f"{archive.name} is empty: export your contacts again"
        if not table.has_heads:
            return (
                f"{archive.name} has no line of heads such as Name, Email: add one, or say what the columns"
                ' hold (ctrl+o on the import screen, or --map "1=name" --map "2=email")'
            )
        return (
            f"{archive.name}: its heads are {_listed(table.heads)}, which don't name a person and how to"
            ' reach them; say what a column holds (ctrl+o on the import screen, or --map "COLUMN=name")'
        )


def _find_table(member: str, page: str, text: str, mapping: ColumnMapping) -> _Table | None:
    """Return the table under the first line whose cells are heads of people, else under the first line."""
    by_head: dict[str | int, str] = {
        key: word for key, word in mapping.items() if isinstance(key, str) and not key.isdecimal()
    }
    first = None
    for number, start, line in physical_lines(text, _HEADER_WITHIN):
        if not line.strip() or line[:4].lower() == "sep=":
            continue
        cuts = [(one, split_line(line, one)) for one in DELIMITERS if one in line] or [(",", [line])]
        columns, delimiter = max(
            ((columns_of(cells, by_head), one) for one, cells in cuts),
            key=lambda cut: (understood(cut[0]), len(cut[0])),
        )
        heads = tuple(dict(cuts)[delimiter])
        table = _Table(member, page, start + len(line) + 1, number + 1, delimiter, heads)
        if names_someone(columns) and (understood(columns) > 1 or len(columns) == 1):
            return table
        if first is None:
            first = table if table.has_heads else replace(table, start=start, line=number)
    return first


def _samples(rows: Sequence[list[str]], at: int) -> tuple[str, ...]:
    values = (" ".join(cells[at].split()) for cells in rows if at < len(cells))
    return tuple(clean(value, limit=_LONGEST_SAMPLE) for value in islice(filter(None, values), _SAMPLES))


def _listed(heads: Sequence[str]) -> str:
    shown = [f"“{clean(' '.join(head.split()), limit=40)}”" for head in heads if head.strip()]
    more = f" and {len(shown) - _MOST_HEADS} more" if len(shown) > _MOST_HEADS else ""
    return ", ".join(shown[:_MOST_HEADS]) + more


def _is_google(columns: Sequence[Column]) -> bool:
    heads = {normal(column.head) for column in columns}
    numbered = any((group := group_of(column.head)) and normal(group[0]) in GROUPS for column in columns)
    return numbered or "phoneticfirstname" in heads or heads >= {"givenname", "groupmembership"}


def _is_outlook(columns: Sequence[Column]) -> bool:
    labels = {column.label for column in columns if column.kind == "phone"}
    return len(labels & {"callback", "company", "tty", "telex", "radio", "car"}) > 2


def _is_thunderbird(columns: Sequence[Column]) -> bool:
    kinds = {column.kind for column in columns}
    messenger = any(column.label == "Messenger" for column in columns)
    return messenger and kinds >= {"birth_year", "birth_month", "name"}


GOOGLE = Program("Google Contacts", _is_google)
OUTLOOK = Program("Outlook", _is_outlook)
THUNDERBIRD = Program("Thunderbird", _is_thunderbird)
ANY = Program("a CSV file", lambda _: True)
