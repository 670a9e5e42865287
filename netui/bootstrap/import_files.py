"""Which reader takes in which file of people."""

from collections.abc import Mapping
from pathlib import Path

from netui.domain.errors import ImportFileError
from netui.exchange.linkedin import LinkedInReader
from netui.services.ports import PeopleReader
from netui.storage.safety.store_text import is_store_text

READERS: Mapping[str, PeopleReader] = {"linkedin": LinkedInReader()}


def format_of(path: Path) -> str:
    """Return the name of the reader a file is for; raise ImportFileError if there is none."""
    if is_store_text(path):
        raise ImportFileError(f"{path.name} is JSON: `netui restore FILE` reads what netui exported")
    linkedin = LinkedInReader()
    if linkedin.recognises(path):
        return "linkedin"
    next(iter(linkedin.read(path)), None)  # which says what is wrong with a file that holds no people
    raise ImportFileError(
        f"{path.name} does not look like a LinkedIn export: give the ZIP or its Connections.csv, "
        "or say --format linkedin"
    )
