"""Exports are written as they are read: never all people, and never all of the text, at once."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.journal.exporting import ExportFormat
from netui.domain.people.contact import Contact
from netui.user_file import write_text
from tests.factories import make_contact
from tests.services.conftest import Core

MANY = 1_100


@pytest.fixture
def asked(core: Core, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many people were asked for at once, in order."""
    core.store.seed(*(make_contact(name=f"Person {number}") for number in range(MANY)))
    counts: list[int] = []
    get_many = core.store.contacts.get_many

    def counted(ids: Iterable[int]) -> list[Contact]:
        found = get_many(ids)
        counts.append(len(found))
        return found

    monkeypatch.setattr(core.store.contacts, "get_many", counted)
    return counts


@pytest.mark.parametrize(("wanted", "times"), [(ExportFormat.VCARD, 1), (ExportFormat.CSV, 2)])
def test_people_are_read_a_few_hundred_at_a_time(
    core: Core, asked: list[int], wanted: ExportFormat, times: int
) -> None:
    made = core.services.exports.of(wanted, None)
    assert (made.count, asked) == (MANY, [])
    pieces = iter(made.pieces())
    next(pieces)
    assert asked == ([500] if times == 1 else [500, 500, 100])  # a table needs all of its heads first
    assert "Person 1099" in "".join(pieces)
    assert asked == [500, 500, 100] * times
    assert "Person 1099" in made.text  # which begins from the start


def test_a_file_is_written_whole_or_not_at_all_when_a_piece_fails(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("old")

    def pieces() -> Iterator[str]:
        yield "new"
        raise InvalidValueError("the rest can't be made")

    with pytest.raises(InvalidValueError):
        write_text(path, pieces())
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("people.csv", "old")]
    write_text(path, iter(("\ufeff", "a", "b")))
    assert path.read_text(encoding="utf-8") == "\ufeffab"
