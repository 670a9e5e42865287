"""Who was forgotten and comes back with a restore is named; the history is read once for that."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from netui.domain.people.contact import Contact
from netui.services.safety.safekeeping import Person
from netui.storage.changes.lines import Decode, decode_whole
from netui.storage.changes.recovery import Recovered
from netui.storage.meeting.two_histories import read_all
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.store import TinyDBStore
from tests.storage.opened import add_contact, opened


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose history was read, once for each time."""
    found: list[Path] = []

    def reading(folder: Path, decode: Decode = decode_whole) -> Iterator[Recovered]:
        found.append(folder)
        return read_all(folder, decode)

    monkeypatch.setattr("netui.storage.safety.returning.read_all", reading)
    return found


def forget(store: TinyDBStore, person: Contact) -> None:
    safekeeping_of(store).forget(Person(id=person.id, name=person.name))


def test_a_restore_reads_the_history_once(tmp_path: Path, reads: list[Path]) -> None:
    store = opened(tmp_path / "store")
    ann = add_contact(store, "Ann")
    keeping = safekeeping_of(store)
    backup = keeping.write_backup(tmp_path / "backup.zip", replace=False).path
    forget(store, ann)
    assert keeping.plan_file(backup).forgotten == ("Ann",)
    assert keeping.restore_file(backup).forgotten == ("Ann",)
    assert reads == [tmp_path / "store"]
    store.close()


def test_who_another_session_forgets_in_between_is_named(tmp_path: Path) -> None:
    store = opened(tmp_path / "store")
    ann, bob = add_contact(store, "Ann"), add_contact(store, "Bob")
    keeping = safekeeping_of(store)
    backup = keeping.write_backup(tmp_path / "backup.zip", replace=False).path
    forget(store, ann)
    assert keeping.plan_file(backup).forgotten == ("Ann",)
    other = opened(tmp_path / "store", "other")
    forget(other, bob)
    other.close()
    assert keeping.restore_file(backup).forgotten == ("Ann", "Bob")
    store.close()
