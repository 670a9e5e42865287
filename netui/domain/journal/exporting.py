"""The formats in which what is stored leaves the program."""

from collections.abc import Callable
from enum import StrEnum
from typing import IO

from msgspec import Struct

MadeFile = Callable[[str, IO[bytes]], bytes | None]
"""What an opened file of this name holds, if netui wrote it for its user; None for a foreign one."""


class ExportFormat(StrEnum):
    """A format people and what is due are written in."""

    CSV = "csv"
    VCARD = "vcard"
    ICS = "ics"
    JSON = "json"

    @property
    def file_name(self) -> str:
        """How a file of this format is called where no name was given."""
        return _FILE_NAMES[self]

    @property
    def counted(self) -> tuple[str, str]:
        """What is counted in it, in words: one, and many."""
        return _COUNTED.get(self, ("person", "people"))

    @property
    def is_of_people(self) -> bool:
        """Whether it holds people alone, so that those who are archived are asked for by a query."""
        return self not in _COUNTED


class Columns(StrEnum):
    """Whose columns a table of people has."""

    NETUI = "netui"
    GOOGLE = "google"
    OUTLOOK = "outlook"


class CardVersion(StrEnum):
    """A version of vCard: phones and address books take the first, and few programs the other."""

    THREE = "3.0"
    FOUR = "4.0"


class FolderWritten(Struct, frozen=True, kw_only=True):
    """What became of a folder with a file for each thing; `left` are files in the way that aren't netui's."""

    written: int
    unchanged: int
    removed: int
    left: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What became of them: "3 written, 12 unchanged, 0 removed"."""
        return f"{self.written:,} written, {self.unchanged:,} unchanged, {self.removed:,} removed"


_FILE_NAMES = {
    ExportFormat.CSV: "contacts.csv",
    ExportFormat.VCARD: "contacts.vcf",
    ExportFormat.ICS: "netui.ics",
    ExportFormat.JSON: "netui.json",
}
_COUNTED = {
    ExportFormat.ICS: ("entry", "entries"),
    ExportFormat.JSON: ("person, with all about them,", "people, with all about them,"),
}
