"""Which reader takes in which file of people."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from netui.domain.errors import ImportFileError
from netui.exchange.reading.linkedin import LinkedInReader
from netui.services.ports import PeopleReader
from netui.storage.safety.store_text import is_store_text


class FileReader(PeopleReader, Protocol):
    """A reader that also knows its files."""

    def recognises(self, path: Path) -> bool:
        """Whether a file is surely of this format; False too where it cannot be read."""


READERS: Mapping[str, FileReader] = {"linkedin": LinkedInReader()}
"""The readers by the name of their format, in the order in which they are asked: the strictest first."""


def format_of(path: Path) -> str:
    """Return the name of the reader a file is for; raise ImportFileError if there is none."""
    if is_store_text(path):
        raise ImportFileError(f"{path.name} is JSON: `netui restore FILE` reads what netui exported")
    for name, reader in READERS.items():
        if reader.recognises(path):
            return name
    # It says what is wrong with a file that holds no people.
    next(iter(READERS["linkedin"].read(path)), None)
    raise ImportFileError(
        f"{path.name} does not look like a LinkedIn export: give the ZIP or its Connections.csv, "
        "or say --format linkedin"
    )
