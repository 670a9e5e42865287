"""The files of a LinkedIn export that are known, found by their heads: one alone, or in a ZIP or a folder."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from pathlib import Path, PurePosixPath

from msgspec import Struct

from netui.domain.errors import ImportFileError
from netui.exchange.reading.csv_text import DELIMITERS, CsvRow, decode, physical_lines, read_rows, split_line
from netui.exchange.reading.export_archive import HEAD_BYTES, ExportArchive
from netui.exchange.reading.heads import meaning_of, normal

_HEAD_WITHIN = 20
_LONGEST_HEAD = 80
_ROBOTS = ("guide", "learning", "coach")
"""How the files begin that hold what was said to programs of LinkedIn, with the heads of messages."""


class Kind(StrEnum):
    """What the rows of a file are."""

    CONNECTIONS = "connections"
    MESSAGES = "messages"
    INVITATIONS = "invitations"
    NOTES = "notes"
    ENDORSED_BY = "endorsements received"
    ENDORSED = "endorsements given"
    POSITIONS = "positions"
    PROFILE = "profile"


_NEEDED: Mapping[Kind, frozenset[str]] = {
    Kind.MESSAGES: frozenset({"conversationid", "from", "to", "date"}),
    Kind.INVITATIONS: frozenset({"from", "to", "sentat", "direction"}),
    Kind.NOTES: frozenset({"connectionfirstname", "connectionlastname", "note"}),
    Kind.ENDORSED_BY: frozenset({"skillname", "endorserfirstname", "endorserlastname"}),
    Kind.ENDORSED: frozenset({"skillname", "endorseefirstname", "endorseelastname"}),
    Kind.POSITIONS: frozenset({"companyname", "title", "startedon"}),
    Kind.PROFILE: frozenset({"firstname", "lastname", "headline", "summary"}),
    Kind.CONNECTIONS: frozenset({"firstname", "lastname", "connectedon"}),
}
_MAYBE_CONNECTIONS = frozenset({"firstname", "lastname", "company", "position"})
_OTHER_NAMES = {
    **dict.fromkeys(("profileurl", "publicprofileurl", "linkedinurl"), "url"),
    "email": "emailaddress",
}
_MEANT = {"first": "firstname", "last": "lastname", "email": "emailaddress", "company": "company"}
_MEANT |= {"title": "position", "link": "url"}
_CONNECTED = frozenset(
    map(
        normal,
        (
            *("Verbunden am", "Verknüpft am", "Vernetzt am", "Kontakt seit"),
            *("Connecté le", "Date de connexion", "En relation depuis"),
            *("Conectado el", "Fecha de conexión", "Contacto desde"),
            *("Collegato il", "In contatto dal", "Data di collegamento"),
            *("Verbonden op", "Gekoppeld op", "Connectie sinds"),
            *("Conectado em", "Ligado em", "Data de conexão", "Data da conexão"),
            *("つながり日", "つながった日", "接続日"),
        ),
    )
)
"""How the day of connecting is headed in other languages."""


class Head(Struct, frozen=True):
    """Where the rows of a table begin, and which column holds what, by the normal form of the head."""

    kind: Kind
    start: int
    line: int
    delimiter: str
    cells: list[str]
    columns: dict[str, int]

    @property
    def width(self) -> int:
        """How many cells it has."""
        return len(self.cells)

    def cell(self, row: CsvRow, name: str) -> str:
        """Return a cell of a row; empty for a column that isn't there."""
        return row.cell(self.columns.get(name))

    def rows(self, text: str, name: str) -> Iterator[CsvRow]:
        """Yield the rows of the text that the head was found in."""
        return read_rows(text, self.delimiter, name=name, start=self.start, line=self.line)


class ExportFile(Struct, frozen=True):
    """One file of an export, read: its name in messages, where its rows begin, and its text."""

    name: str
    head: Head
    text: str

    def rows(self) -> Iterator[CsvRow]:
        """Yield its rows."""
        return self.head.rows(self.text, self.name)


def find_head(text: str, *, maybe: bool = False) -> Head | None:
    """Return the first head of a known kind; with `maybe`, names with a job are connections too."""
    for number, start, line in physical_lines(text, _HEAD_WITHIN):
        for delimiter in DELIMITERS:
            if delimiter in line:
                cells = split_line(line, delimiter)
                columns = columns_of(cells)
                kind = _kind_of(columns.keys(), maybe=maybe)
                if kind is not None:
                    return Head(kind, start + len(line) + 1, number + 1, delimiter, cells, columns)
    return None


def columns_of(cells: Sequence[str]) -> dict[str, int]:
    """Return the first column of each head, and of the English name that a head stands for."""
    names = [normal(cell[:_LONGEST_HEAD]) for cell in cells]
    columns = {name: at for at, name in reversed(list(enumerate(names))) if name}
    for at, name in enumerate(names):
        columns.setdefault(_english(name, cells[at]), at)
    columns.pop("", None)
    return columns


def _english(name: str, head: str) -> str:
    if name in _OTHER_NAMES:
        return _OTHER_NAMES[name]
    if name in _CONNECTED:
        return "connectedon"
    meaning = meaning_of(head[:_LONGEST_HEAD])
    return _MEANT.get(meaning.kind, "") if meaning is not None else ""


def _kind_of(names: AbstractSet[str], *, maybe: bool) -> Kind | None:
    found = next((kind for kind, needed in _NEEDED.items() if names >= needed), None)
    return Kind.CONNECTIONS if found is None and maybe and names >= _MAYBE_CONNECTIONS else found


class Export:
    """An export opened for reading: which of its files are known, and the names of the others."""

    def __init__(self, path: Path, *, maybe: bool = False) -> None:
        """Look at the heads; raise ImportFileError if it can't be read."""
        self.archive = ExportArchive(path)
        self.kinds: dict[str, Kind] = {}
        self.unknown: list[str] = []
        self._maybe = maybe
        for member, data in self.archive.heads():
            head = find_head(decode(data[:HEAD_BYTES]), maybe=maybe)
            robots = normal(PurePosixPath(member).name).startswith(_ROBOTS)
            if head is None or (robots and head.kind is Kind.MESSAGES):
                self.unknown.append(self.archive.label(member))
            else:
                self.kinds[member] = head.kind

    @property
    def name(self) -> str:
        """Its name in messages."""
        return self.archive.name

    @property
    def several(self) -> bool:
        """Whether it can hold more than one file."""
        return self.archive.folder or self.archive.zipped

    def files(self, *kinds: Kind, problems: dict[str, str] | None = None) -> Iterator[ExportFile]:
        """Yield the files of some kinds by name.

        What is wrong with one that is damaged or too large is put into `problems`; without these it raises
        ImportFileError.
        """
        for member in sorted(member for member, kind in self.kinds.items() if kind in kinds):
            try:
                text = decode(self.archive.read(member))
            except ImportFileError as error:
                if problems is None:
                    raise
                label = self.archive.label(member)
                problems[label] = str(error).removeprefix(label).strip()
                continue
            head = find_head(text, maybe=self._maybe)
            if head is not None:
                yield ExportFile(self.archive.label(member), head, text)
