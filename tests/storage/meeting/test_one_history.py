"""What isn't a second history: whatever someone does to one store, netui speaks of no other."""

import shutil
from pathlib import Path

import pytest

from netui.services.safety.safekeeping import Person
from netui.storage.safety.safekeeping import safekeeping_of
from tests.storage.meeting.test_two_histories import add, examined, kept, problems, repaired
from tests.storage.opened import add_contact, names


def _restored(folder: Path) -> Path:
    store = kept(folder)
    made = safekeeping_of(store).back_up("by-hand").path
    store.close()
    add(folder, "Lost")
    store = kept(folder)
    safekeeping_of(store).restore_file(made)
    store.close()
    return folder


def _undone(folder: Path) -> Path:
    add(folder, "Undone")
    store = kept(folder)
    store.undo(store.seq)
    store.undo(store.seq)
    store.undo(store.seq)
    store.close()
    return folder


def _forgotten(folder: Path) -> Path:
    add(folder, "Gone Person")
    store = kept(folder)
    add_contact(store, "Stays", uid="stays")
    person = next(each for each in store.contacts.all() if each.name == "Gone Person")
    safekeeping_of(store).forget(Person(id=person.id, name=person.name))
    store.close()
    return folder


def _compacted(folder: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("netui.storage.store.store.SMALL", 1)
        add(folder, "Compacted")
    return folder


def _fixed(folder: Path) -> Path:
    add(folder, "Edited")
    path = folder / "contacts.json"
    path.write_text(path.read_text("utf-8").replace('"Edited"', '"By hand"'), "utf-8")
    assert repaired(folder).ok
    return folder


def _fixed_journal(folder: Path) -> Path:
    add(folder, "Damaged", "After")
    path = folder / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Add Damaged", b"Xdd Damaged"))
    assert repaired(folder).ok
    return folder


def _moved(folder: Path) -> Path:
    return folder.rename(folder.with_name(f"{folder.name}-m"))


def _copied(folder: Path) -> Path:
    place = folder.with_name(f"{folder.name}-c")
    shutil.copytree(folder, place)
    add(folder, "Only In The Original")
    return place


def _copied_back(folder: Path) -> Path:
    place = folder.with_name(f"{folder.name}-{len(list(folder.parent.iterdir()))}")
    shutil.copytree(folder, place)
    add(place, "Added Elsewhere", session="elsewhere")
    shutil.copytree(place, folder, dirs_exist_ok=True)
    return folder


def _other_machine(folder: Path) -> Path:
    """Go on with the same folder as another machine does, which has a file of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("platform.node", lambda: "laptop")
        add(folder, "From The Laptop", session="laptop")
        assert problems(folder) == problems(folder, read_only=False) == []
    return folder


STEPS = (
    _restored,
    _undone,
    _forgotten,
    _compacted,
    _fixed,
    _fixed_journal,
    _moved,
    _copied,
    _copied_back,
    _other_machine,
)


def _sound(folder: Path) -> None:
    assert problems(folder) == []
    health = examined(folder)
    assert health.ok, health.problems
    assert problems(folder, read_only=False) == []


@pytest.mark.parametrize("further", [0, 1, 3, 7])
@pytest.mark.parametrize("first", range(len(STEPS)), ids=lambda number: STEPS[number].__name__)
def test_one_store_has_one_history(tmp_path: Path, first: int, further: int) -> None:
    folder = tmp_path / "store"
    add(folder, "Ann", "Bob")
    for step in (STEPS[first], STEPS[(first + further) % len(STEPS)]):
        folder = step(folder)
        _sound(folder)
    add(folder, "Last")
    _sound(folder)
    store = kept(folder, read_only=True)
    assert "Last" in names(store)
    store.close()


def _forget(folder: Path, name: str) -> None:
    store = kept(folder)
    (person,) = [each for each in store.contacts.all() if each.name == name]
    safekeeping_of(store).forget(Person(id=person.id, name=name))
    store.close()


def _turn_over_by_repair(folder: Path) -> None:
    """Damage the last line of the journal, and have it repaired, which begins a new journal."""
    path = folder / "journal.jsonl"
    before, mark, after = path.read_bytes().rpartition(b'"at":"2')
    path.write_bytes(b"".join((before, mark.replace(b"2", b"3"), after)))
    assert repaired(folder).ok


@pytest.mark.parametrize("steps", ["rrf", "rff", "frf", "rfr", "ffr", "brf", "bfr"])
def test_repairs_and_forgettings_one_after_another_are_one_history(tmp_path: Path, steps: str) -> None:
    folder = tmp_path / "store"
    add(folder, "Ann", "Bob", "Cem", "Dan")
    gone = iter(("Ann", "Bob", "Cem"))
    for step in steps:
        if step == "f":
            _forget(folder, next(gone))
        elif step == "r":
            _turn_over_by_repair(folder)
        else:
            _restored(folder)
        _sound(folder)


def test_a_file_put_apart_whose_changes_are_all_here_is_no_other_history(tmp_path: Path) -> None:
    folder, copy = tmp_path / "store", tmp_path / "copy"
    add(folder, "Ann")
    shutil.copytree(folder, copy)
    add(folder, "Bob")
    journal = (folder / "journal.jsonl").read_bytes()
    contacts = (folder / "contacts.json").read_bytes()
    for name in ("journal.jsonl", "contacts.json"):
        shutil.copy(copy / name, folder / name)
    assert any("two histories met" in each for each in problems(folder, read_only=False))
    (folder / "journal.jsonl").write_bytes(journal)
    (folder / "contacts.json").write_bytes(contacts)
    _sound(folder)
    assert [*(folder / "history").glob("apart-*")] == []
