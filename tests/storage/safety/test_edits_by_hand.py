"""An edit of a file by hand while a session is open is never written over, and a repair takes it in."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from netui.domain.errors import StoreDamagedError, StoreError
from netui.services.safety.safekeeping import Person
from netui.storage.base import files
from netui.storage.changes.file import JOURNAL
from netui.storage.safety import repair, restoring
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.safety.survey import Found, Survey
from netui.storage.state import compaction
from netui.storage.store.store import TinyDBStore
from tests.factories import make_goal, make_interview
from tests.storage.opened import add_contact, names, opened

CONTACTS = "contacts.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    store = opened(folder)
    for name in ("Ann", "Bob"):
        add_contact(store, name, location="Oslo")
    store.close()
    return folder


def edited(folder: Path) -> bytes:
    return (folder / CONTACTS).read_bytes().replace(b'"Oslo"', b'"Rome"', 1)


def in_place(folder: Path) -> None:
    (folder / CONTACTS).write_bytes(edited(folder))


def replaced(folder: Path) -> None:
    new = folder / "new"
    new.write_bytes(edited(folder))
    new.replace(folder / CONTACTS)


def longer(folder: Path) -> None:
    (folder / CONTACTS).write_bytes(edited(folder).replace(b'"Rome"', b'"Reykjavik"'))


def places(store: TinyDBStore) -> list[str]:
    return [contact.location for contact in store.contacts.all()]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("edit", [in_place, replaced, longer])
def test_an_edit_in_an_open_session_outlives_its_end(
    folder: Path, edit: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch, *, large: bool
) -> None:
    if large:
        monkeypatch.setattr("netui.storage.state.state._SMALL", 10)
    store = opened(folder)
    names(store)
    edit(folder)
    by_hand = (folder / CONTACTS).read_bytes()
    add_contact(store, "Eva", location="Bonn")
    store.close()
    assert (folder / CONTACTS).read_bytes() == by_hand
    store = opened(folder)
    assert "contacts.json: it was changed outside netui" in (store.read_only or "") or large
    store.close()
    keeping = safekeeping_of(store := opened(folder))
    health = keeping.repair()
    store.close()
    assert health.ok, health.problems
    store = opened(folder)
    assert sorted(names(store)) == ["Ann", "Bob", "Eva"]
    assert places(store) == ["Reykjavik" if edit is longer else "Rome", "Oslo", "Bonn"]
    store.close()


def test_an_edit_while_the_new_file_is_written_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(folder)
    add_contact(store, "Eva")
    write = files.write_next_to

    def then_edited(path: Path, *args: object, **more: object) -> Path:
        made: Path = write(path, *args, **more)  # type: ignore[arg-type]
        in_place(folder)
        return made

    monkeypatch.setattr(compaction, "write_next_to", then_edited)
    store.close()
    assert b"Rome" in (folder / CONTACTS).read_bytes()
    assert not (folder / f"{CONTACTS}.tmp").exists()


def test_a_full_journal_writes_over_no_edit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new journal needs every file, those too that nothing was saved to."""
    store = opened(folder)
    names(store)
    monkeypatch.setattr("netui.storage.store.store.SMALL", 1)
    in_place(folder)
    with store.transaction("Plan"):
        store.goals.add(make_goal(id=store.new_id()))
    store.close()
    assert b"Rome" in (folder / CONTACTS).read_bytes()


def _forget(store: TinyDBStore) -> None:
    person = next(each for each in store.contacts.all() if each.name == "Bob")
    safekeeping_of(store).forget(Person(id=person.id, name=person.name))


def _undo(store: TinyDBStore) -> None:
    store.undo(store.seq)
    store.close()


def _restore_instant(store: TinyDBStore) -> None:
    safekeeping_of(store).restore_instant(store.history()[-1].at)
    store.close()


@pytest.mark.parametrize("act", [_forget, _undo, _restore_instant])
def test_no_other_act_writes_over_an_edit(folder: Path, act: Callable[[TinyDBStore], None]) -> None:
    store = opened(folder)
    names(store)
    add_contact(store, "Eva")
    in_place(folder)
    try:
        act(store)
    except StoreDamagedError as error:
        assert "contacts.json: it was changed outside netui" in str(error)  # noqa: PT017
    store.close()
    assert b"Rome" in (folder / CONTACTS).read_bytes()


def test_a_session_says_that_a_file_was_edited_and_goes_on_when_it_is_taken_in(folder: Path) -> None:
    store = opened(folder)
    names(store)
    assert (store.catch_up(), store.read_only) == (0, None)
    in_place(folder)
    store.catch_up()
    assert "it was changed outside netui" in (store.read_only or "")
    other = opened(folder)
    assert store.read_only == other.read_only
    assert safekeeping_of(other).repair().ok
    other.close()
    assert store.catch_up()
    assert (store.read_only, store.file_problems, places(store)) == (None, [], ["Rome", "Oslo"])
    add_contact(store, "Eva")
    store.close()
    store = opened(folder, read_only=True)
    assert sorted(names(store)) == ["Ann", "Bob", "Eva"]
    store.close()


def test_a_session_says_that_an_older_journal_was_put_in_place(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = opened(folder)
    add_contact(store, "Ann")
    older = (folder / JOURNAL).read_bytes()
    store.close()
    store = opened(folder)
    (folder / "new").write_bytes(older)
    (folder / "new").replace(folder / JOURNAL)
    store.catch_up()
    fresh = opened(folder)
    assert "contacts.json" in (fresh.read_only or "")
    assert store.read_only == fresh.read_only
    fresh.close()
    store.close()


def test_a_session_opened_on_damage_goes_on_after_a_repair(folder: Path) -> None:
    path = folder / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Add Ann", b"Add Xnn"))
    store = opened(folder)
    store.catch_up()
    assert "checksum" in str(store.read_only)
    other = opened(folder)
    assert safekeeping_of(other).repair().ok
    other.close()
    store.catch_up()
    assert not store.read_only
    assert names(store) == ["Ann", "Bob"]
    add_contact(store, "Eva")
    store.close()


def test_a_file_that_looks_the_same_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(folder)
    monkeypatch.delattr("netui.storage.state.state.read_file")
    assert store.catch_up() == 0
    store.close()


def test_a_poll_looks_at_the_files_that_are_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(folder)
    store.catch_up()
    looked_at: list[str] = []
    stat = Path.stat

    def counted(path: Path) -> os.stat_result:
        looked_at.append(path.name)
        return stat(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", counted)
        store.catch_up()
    assert looked_at == ["store", CONTACTS]
    (folder / "goals.json").write_bytes(b"{}")
    store.catch_up()
    assert "goals.json: it was changed outside netui" in (store.read_only or "")
    store.close()


def test_a_file_that_can_no_longer_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(folder)
    add_contact(store, "Eva")
    in_place(folder)

    def refused(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    with monkeypatch.context() as patched:
        patched.setattr("netui.storage.state.state.read_file", refused)
        with pytest.raises(StoreError, match=rf"{CONTACTS} cannot be read: Permission denied"):
            store.catch_up()
        store.compact()
    assert not list(folder.glob("*.tmp"))
    store.catch_up()
    assert "it was changed outside netui" in (store.read_only or "")
    store.close()


def test_a_repair_writes_nothing_over_what_changes_all_the_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place(folder)
    store = opened(folder)
    look = Survey.look

    def then_edited(self: Survey) -> Found:
        found = look(self)
        path = folder / CONTACTS
        path.write_bytes(path.read_bytes() + b"\n")
        return found

    monkeypatch.setattr(Survey, "look", then_edited)
    with pytest.raises(StoreError, match=r"contacts\.json changes all the time; nothing was repaired"):
        safekeeping_of(store).repair()
    store.close()
    assert (folder / CONTACTS).read_bytes().endswith(b"\n\n")


def _repair(store: TinyDBStore, _: Path) -> None:
    safekeeping_of(store).repair()


def _restore(store: TinyDBStore, backup: Path) -> None:
    safekeeping_of(store).restore_file(backup)


@pytest.mark.parametrize(("act", "module"), [(_repair, repair), (_restore, restoring)])
@pytest.mark.parametrize("name", [CONTACTS, JOURNAL])
def test_an_edit_while_files_are_made_whole_stays(
    folder: Path,
    act: Callable[[TinyDBStore, Path], None],
    module: ModuleType,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = opened(folder)
    backup = safekeeping_of(store).back_up("daily").path
    store.close()
    path = folder / JOURNAL
    path.write_bytes(path.read_bytes().replace(b"Add Ann", b"Add Xnn"))
    edit = b"edited\n"
    write = files.write_next_to

    def then_edited(target: Path, *args: object, **more: object) -> Path:
        made: Path = write(target, *args, **more)  # type: ignore[arg-type]
        if target.name == name:
            target.write_bytes(edit)
        return made

    store = opened(folder)
    with monkeypatch.context() as patched:
        for where in (files, module):
            patched.setattr(where, "write_next_to", then_edited)
        with pytest.raises(StoreError, match=rf"{name} was changed in the meantime and stays as it is"):
            act(store, backup)
    store.close()
    assert (folder / name).read_bytes() == edit
    assert not list(folder.glob("*.tmp"))
    store = opened(folder)
    act(store, backup)
    store.close()
    store = opened(folder)
    assert (sorted(names(store)), store.read_only) == (["Ann", "Bob"], None)
    store.close()


def test_one_repair_takes_out_what_needs_a_person_who_was_cut_out(folder: Path) -> None:
    store = opened(folder)
    ann = next(each for each in store.contacts.all() if each.name == "Ann")
    with store.transaction("Add an interview"):
        store.interviews.add(make_interview(id=store.new_id(), contact_id=ann.id))
    store.close()
    lines = (folder / CONTACTS).read_text("utf-8").splitlines(keepends=True)
    (folder / CONTACTS).write_text("".join(line for line in lines if '"Ann"' not in line), "utf-8")
    store = opened(folder)
    health = safekeeping_of(store).repair()
    assert health.ok, health.problems
    assert names(store) == ["Bob"]
    assert list(store.interviews.all()) == []
    store.close()
