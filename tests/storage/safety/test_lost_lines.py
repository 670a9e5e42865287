"""A journal that was lost comes back from what the machine kept of it: what was undone stays undone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from netui.services.safety.safekeeping import Person
from netui.storage.base.owned import HISTORY
from netui.storage.changes.file import JOURNAL
from netui.storage.safety.safekeeping import safekeeping_of
from tests.storage.opened import add_contact, labels, opened, people, repair


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of one person; another was added and undone, each in a session of its own."""
    folder = tmp_path / "store"
    for name in ("Ann", "Bob"):
        store = opened(folder, daily=True)
        add_contact(store, name, uid=name)
        store.close()
    undo(folder)
    return folder


def undo(folder: Path) -> None:
    store = opened(folder, daily=True)
    store.undo(store.seq)
    store.close()


def gone(folder: Path) -> None:
    (folder / JOURNAL).unlink()


def emptied(folder: Path) -> None:
    (folder / JOURNAL).write_bytes(b"")


def all_gone(folder: Path) -> None:
    for path in (folder / JOURNAL, *folder.glob("*.json")):
        path.unlink()


def changed_words(folder: Path) -> None:
    path = folder / JOURNAL
    path.write_bytes(path.read_bytes().replace(b"Add Bob", b"#####").replace(b'"Undo: #', b"#"))


def cut(folder: Path) -> None:
    path = folder / JOURNAL
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"Undo")])


@pytest.mark.parametrize("lose", [gone, emptied, all_gone, changed_words, cut])
def test_what_was_undone_stays_undone(folder: Path, lose: Callable[[Path], None]) -> None:
    before = labels(folder)
    lose(folder)
    health = repair(folder)
    assert (health.ok, health.lost) == (True, 0), health.problems
    assert people(folder) == ["Ann"]
    assert labels(folder) == before
    assert any("came back from history/" in each for each in health.done), health.done
    assert not any("both sides" in each for each in health.done), health.done


@pytest.mark.parametrize("lose", [gone, emptied, all_gone, changed_words])
def test_who_was_deleted_stays_deleted(folder: Path, lose: Callable[[Path], None]) -> None:
    store = opened(folder, daily=True)
    eva = add_contact(store, "Eva", uid="Eva")
    with store.transaction("Delete Eva"):
        store.contacts.remove(eva.id)
    store.close()
    before = labels(folder)
    lose(folder)
    assert repair(folder).ok
    assert people(folder) == ["Ann"]
    assert labels(folder) == before


@pytest.mark.parametrize("lose", [gone, emptied, all_gone])
def test_who_was_forgotten_stays_forgotten(folder: Path, lose: Callable[[Path], None]) -> None:
    """A file that another machine kept, and a file-sync program copies here, still tells of her."""
    store = opened(folder, daily=True)
    eva = add_contact(store, "Eva")
    store.close()
    (mine,) = (folder / HISTORY).glob("recent-*")
    kept = mine.read_bytes()
    assert b"Eva" in kept
    store = opened(folder)
    safekeeping_of(store).forget(Person(id=eva.id, name=eva.name))
    store.close()
    assert not any(b"Eva" in path.read_bytes() for path in (folder / HISTORY).glob("recent-*"))
    (folder / HISTORY / "recent-there-01234567.jsonl").write_bytes(kept)
    lose(folder)
    assert repair(folder).ok
    assert people(folder) == ["Ann"]


def test_what_another_history_deleted_again_does_not_come_in(folder: Path, tmp_path: Path) -> None:
    """Two histories: the one that is gone added Bob and undid that, which this one never knew."""
    other = tmp_path / "other"
    store = opened(other, session="there")
    add_contact(store, "Cem", uid="Cem")
    store.close()
    gone(folder)
    (folder / "contacts.json").write_bytes((other / "contacts.json").read_bytes())
    (folder / JOURNAL).write_bytes((other / JOURNAL).read_bytes())
    assert repair(folder).ok
    assert sorted(people(folder)) == ["Ann", "Cem"]
