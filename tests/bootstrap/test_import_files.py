"""Each format of people has a name, a reader and sample files, which its reader alone takes in."""

from contextlib import suppress
from pathlib import Path

import pytest

from netui.bootstrap.import_files import READERS, format_of
from netui.domain.errors import ImportFileError
from netui.domain.people.importing import FORMATS

SAMPLES = Path(__file__).parent.parent / "exchange" / "samples"


def test_each_format_has_a_name_and_a_reader() -> None:
    assert READERS.keys() == FORMATS.keys()


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_has_samples_and_takes_them_in(name: str) -> None:
    taken_in = set()
    for path in (SAMPLES / name).rglob("*"):
        with suppress(ImportFileError):
            taken_in.add(format_of(path))
    assert taken_in == {name}
