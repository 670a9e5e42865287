"""Which reader takes in which file of people."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from netui.domain.errors import ImportFileError
from netui.exchange.reading.address_table import ANY, GOOGLE, OUTLOOK, THUNDERBIRD, AddressTableReader
from netui.exchange.reading.export_archive import ExportArchive, is_zip
from netui.exchange.reading.foreign_kinds import foreign_kind
from netui.exchange.reading.ldif import LdifReader
from netui.exchange.reading.linkedin import LinkedInReader
from netui.exchange.reading.vcard import SUFFIXES, VCardReader
from netui.services.ports import PeopleReader


class FileReader(PeopleReader, Protocol):
    """A reader that also knows its files."""

    def recognises(self, path: Path) -> bool:
        """Whether a file is surely of this format; False too where it cannot be read."""


READERS: Mapping[str, FileReader] = {
    "linkedin": LinkedInReader(),
    "vcard": VCardReader(),
    "ldif": LdifReader(),
    "google": AddressTableReader(GOOGLE),
    "outlook": AddressTableReader(OUTLOOK),
    "thunderbird": AddressTableReader(THUNDERBIRD),
    "csv": AddressTableReader(ANY),
}
"""The readers by the name of their format, in the order in which they are asked: the strictest first."""


def format_of(path: Path) -> str:
    """Return the name of the reader a file is for; raise ImportFileError if there is none."""
    if (archive := ExportArchive(path)).folder:
        archive.files()  # once, before each reader looks through the whole of a disk
    for name, reader in READERS.items():
        if reader.recognises(path):
            return name
    # A reader says what is wrong with a file that it can't take.
    packed = is_zip(path) and not foreign_kind(path)
    tables = packed and any(name.lower().endswith(".csv") for name, _ in ExportArchive(path).members())
    likely = "vcard" if path.suffix.lower() in SUFFIXES else "linkedin" if tables else "csv"
    next(iter(READERS[likely].read(path)), None)
    raise ImportFileError(f"{path.name} may not be about people: say --format csv if it is")
