"""What doctor and its repair say of damage is true."""

from pathlib import Path

import pytest

from netui.storage.changes.file import JOURNAL
from tests.factories import make_interaction
from tests.storage.opened import add_contact, examine, labels, opened, people, repair

CONTACTS = "contacts.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    store = opened(folder)
    ann = add_contact(store, "Ann")
    with store.transaction("Log"):
        store.interactions.add(make_interaction(id=store.new_id(), contact_ids=(ann.id,)))
    store.close()
    return folder


@pytest.mark.parametrize("data", [b"", b'{"_meta'])
def test_what_refers_into_a_file_that_cannot_be_read_is_not_called_wrong(folder: Path, data: bytes) -> None:
    (folder / CONTACTS).write_bytes(data)
    assert {each.file for each in examine(folder).problems} == {CONTACTS}
    done = repair(folder).done
    assert not any("older version" in each for each in done), done


def test_a_merge_mark_in_the_journal_is_named(folder: Path) -> None:
    path = folder / JOURNAL
    first, rest = path.read_bytes().split(b"\n", 1)
    path.write_bytes(first + b"\n<<<<<<< HEAD\n" + rest)
    (found,) = examine(folder).problems
    assert found.what.startswith("a merge left its conflict mark here")


def test_of_a_journal_that_was_cut_the_other_file_is_not_blamed(folder: Path) -> None:
    path = folder / JOURNAL
    path.write_bytes(path.read_bytes()[:-20])
    assert {each.what for each in examine(folder).problems} == {
        f"it is newer than {JOURNAL}, whose end was cut off"
    }


@pytest.mark.parametrize("lost", [b'"kind"', b'"kind":"snapshots"', b'"seq":2'])
def test_of_a_damaged_journal_the_other_file_is_not_blamed(folder: Path, lost: bytes) -> None:
    path = folder / JOURNAL
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(b"#\n" if lost in line else line for line in lines))
    before = people(folder)
    found = {each.what for each in examine(folder).problems if each.file == "contacts.json"}
    assert found == {f"it is newer than what can be read of {JOURNAL}"}
    done = repair(folder)
    assert done.hurt == (f"{JOURNAL} was damaged",)
    assert not any("edit" in each for each in (*done.done, *labels(folder)))
    assert people(folder) == before


def test_what_happened_to_each_file_is_named_once(folder: Path) -> None:
    contacts = folder / "contacts.json"
    contacts.write_text(contacts.read_text().replace("Ann", "Anna"))
    assert repair(folder).hurt == ("contacts.json was changed outside netui",)
    (folder / JOURNAL).unlink()
    contacts.write_text(contacts.read_text().replace('"name"', "name"))
    assert repair(folder).hurt == (f"{JOURNAL} was missing", "contacts.json was damaged")
