"""The doctor names file, line and column in plain words; the repair takes edits in and keeps what is good."""

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netui.domain.values import replace
from netui.services.safety.safekeeping import Finding, Health
from netui.storage.backups.backup_files import BackupFile
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.recovery import LOST
from netui.storage.safety.safekeeping import safekeeping_of
from tests.factories import make_contact, make_follow_up, make_interaction
from tests.storage.opened import (
    abandon,
    add_contact,
    examine,
    names,
    opened,
    people,
    raw_state,
    repair,
    turn_over,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with three people in a snapshot, and a fourth in the journal alone."""
    store = opened(tmp_path / "store")
    for name in ("Ann", "Bob", "Cem"):
        add_contact(store, name)
    store.close()
    store = opened(tmp_path / "store")
    add_contact(store, "Dana")
    abandon(store)
    return tmp_path / "store"


def edit(folder: Path, change: Callable[[str], str], name: str = "contacts.json") -> bytes:
    path = folder / name
    data = change(path.read_text("utf-8")).encode()
    path.write_bytes(data)
    return data


def found(health: Health, words: str) -> Finding:
    (finding,) = [each for each in health.problems if words in each.what]
    return finding


def test_a_sound_store_is_well_and_nothing_is_written(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    health = examine(folder)
    assert health.ok
    assert health.findings == ()
    assert health.good == {"contacts": 4}
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert examine(folder.parent / "nothing").ok


EDITS: list[tuple[str, Callable[[str], str], str, int, int | None]] = [
    ("comma", lambda text: text.replace("\n}}", ",\n}}"), "a comma too many", 5, 161),
    ("mark", lambda text: "\ufeff" + text, "byte order mark", 1, 1),
    (
        "conflict",
        lambda text: text.replace('\n"', '\n<<<<<<< mine\n"', 2).replace("<<<<<<< mine\n", "", 1),
        "conflict mark",
        3,
        1,
    ),
    ("key", lambda text: text.replace('"name":"Bob"', '"name":"Bob","name":"Rob"'), "name twice", 4, None),
    ("type", lambda text: text.replace('"name":"Bob"', '"name":7'), "“name” cannot be used", 4, 1),
    ("table", lambda text: text.replace("\n}}", '\n},\n"friends": {}}'), "doesn't know the table", 7, 1),
    ("quote", lambda text: text.replace('"Cem"', '"Cem'), "it isn't JSON", 5, None),
]


@pytest.mark.parametrize(
    ("change", "words", "line", "column"), [each[1:] for each in EDITS], ids=[e[0] for e in EDITS]
)
def test_each_fault_of_an_edit_is_named_with_its_place_and_fixed(
    folder: Path, change: Callable[[str], str], words: str, line: int, column: int | None
) -> None:
    edited = edit(folder, change)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    health = examine(folder)
    problem = next(each for each in health.problems if words in each.what)
    assert (problem.file, problem.line) == ("contacts.json", line)
    if column is not None:
        assert problem.column is not None
        assert column in (problem.column, 161)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert {"Ann", "Dana"} <= set(people(folder))
    fixed = repair(folder)
    assert fixed.ok, fixed.problems
    assert len(people(folder)) == 4
    assert {"Ann", "Cem", "Dana"} <= set(people(folder))
    kept = [path.read_bytes() for path in (folder / "backups" / "aside").iterdir()]
    assert kept == [edited]
    (backup,) = (folder / "backups").glob("before-repair-*")
    with BackupFile(backup) as file:
        assert file.read("store/contacts.json") == edited


def test_an_edit_becomes_a_change_that_can_be_undone(folder: Path) -> None:
    store = opened(folder, read_only=True)
    before = raw_state(store)
    store.close()
    tables = json.loads((folder / "contacts.json").read_text())
    ids = list(tables["contacts"])
    tables["contacts"][ids[0]]["notes"] = "from vim"
    del tables["contacts"][ids[1]]
    tables["contacts"]["77"] = {"name": "Eva", "uid": "e"}
    edit(folder, lambda _: json.dumps(tables, indent=1))
    assert "netui doctor --repair" in found(examine(folder), "changed outside").remedy
    health = repair(folder)
    assert health.ok
    store = opened(folder)
    assert names(store) == ["Eva", "Ann", "Cem", "Dana"]
    ann = store.contacts.get(int(ids[0]))
    assert ann is not None
    assert ann.notes == "from vim"
    assert store.history()[0].label == "Take in the edit of contacts.json"
    assert store.history()[0].touched == {"contacts": frozenset({77, int(ids[0]), int(ids[1])})}
    store.undo(5)
    assert raw_state(store) == before
    store.close()


def test_an_edit_meets_what_was_saved_since_field_by_field(folder: Path) -> None:
    store = opened(folder)
    ann = store.contacts.all()[0]
    with store.transaction("Move"):
        store.contacts.save(replace(ann, location="Oslo"))
    abandon(store)
    edit(folder, lambda text: text.replace('"name":"Ann"', '"name":"Ann","notes":"by hand"'))
    assert repair(folder).ok
    store = opened(folder)
    again = store.contacts.get(ann.id)
    assert again is not None
    assert (again.location, again.notes) == ("Oslo", "by hand")
    store.close()


def test_without_history_an_edit_is_taken_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(folder)
    turn_over(store, monkeypatch)
    store.close()
    shutil.rmtree(folder / "history")
    edit(folder, lambda text: text.replace("Ann", "Anna"))
    health = repair(folder)
    assert health.ok
    assert people(folder) == ["Anna", "Bob", "Cem", "Dana"]


def test_a_line_with_one_word_changed_is_kept_and_named(folder: Path) -> None:
    journal = (folder / JOURNAL).read_bytes()
    lines = journal.split(b"\n")
    number = next(at for at, line in enumerate(lines) if b"Bob" in line)
    lines[number] = lines[number].replace(b"Bob", b"Bxb")
    (folder / JOURNAL).write_bytes(b"\n".join(lines))
    problem = found(examine(folder), "checksum")
    assert (problem.file, problem.line) == (JOURNAL, number + 1)
    health = repair(folder)
    assert health.ok, health.problems
    assert any(
        f"{JOURNAL}, line {number + 1}: its words differ from what was written" in each
        for each in health.done
    )
    assert people(folder) == ["Ann", "Bob", "Cem", "Dana"]
    store = opened(folder)
    assert "Add Bxb" in [entry.label for entry in store.history()]
    assert [entry.seq for entry in store.history()] == [4, 3, 2, 1]
    add_contact(store, "Eva")
    store.close()
    (aside,) = (folder / "history").glob("*.damaged")
    assert aside.read_bytes() == b"\n".join(lines)


def test_a_journal_that_a_program_reordered_is_complete(folder: Path) -> None:
    path = folder / "journal.jsonl"
    lines = [json.dumps(json.loads(line), sort_keys=True) for line in path.read_text().splitlines()]
    path.write_text("".join(f"{line}\n" for line in lines))
    changes = sum('"changes"' in line for line in lines)
    what = found(examine(folder), "checksum does not match").what
    assert what.endswith(f"changed outside netui, but everything in it ({changes} changes) can be read")
    before = people(folder)
    assert repair(folder).ok
    assert people(folder) == before


def test_a_journal_that_is_gone_is_made_again(folder: Path) -> None:
    (folder / JOURNAL).unlink()
    assert found(examine(folder), "missing").file == JOURNAL
    assert repair(folder).ok
    assert people(folder) == ["Ann", "Bob", "Cem"]
    store = opened(folder)
    assert store.read_only is None
    add_contact(store, "Eva")
    assert store.seq > 3
    store.close()


def test_a_snapshot_that_is_gone_or_empty_comes_back_from_history(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(folder)
    turn_over(store, monkeypatch)
    store.close()
    (folder / "contacts.json").unlink()
    assert found(examine(folder), "missing").file == "contacts.json"
    assert repair(folder).ok
    assert people(folder) == ["Ann", "Bob", "Cem", "Dana"]
    (folder / "contacts.json").write_bytes(b"")
    assert not examine(folder).ok
    assert repair(folder).ok
    assert people(folder) == ["Ann", "Bob", "Cem", "Dana"]


def test_a_torn_end_is_no_damage(folder: Path) -> None:
    data = (folder / JOURNAL).read_bytes()
    (folder / JOURNAL).write_bytes(data[:-20])
    health = examine(folder)
    assert health.ok
    assert "cut off" in health.notes[0].what
    assert people(folder) == ["Ann", "Bob", "Cem"]


def test_a_missing_old_journal_comes_from_a_backup_or_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(folder)
    turn_over(store, monkeypatch)
    add_contact(store, "Eva")
    turn_over(store, monkeypatch)
    safekeeping_of(store).back_up("daily")
    store.close()
    first, second = sorted((folder / "history").glob("*.gz"))
    whole = first.read_bytes()
    first.unlink()
    assert "part of history is lost" in found(examine(folder), "missing").what
    assert repair(folder).ok
    assert gzip.decompress(first.read_bytes()) == gzip.decompress(whole)
    for path in (folder / "backups").glob("*.zip"):
        path.unlink()
    second.write_bytes(second.read_bytes()[:40])
    assert found(examine(folder), "").file == "history/journal-000002.jsonl.gz"
    health = repair(folder)
    assert health.ok, health.problems
    store = opened(folder)
    assert [entry.seq for entry in store.history()] == [5, 4, 3, 2, 1]
    assert store.history()[0].label == LOST
    assert "Eva" in names(store)
    store.close()


def test_modes_leftovers_strangers_and_drafts(folder: Path) -> None:
    (folder / "contacts.json").chmod(0o644)
    folder.chmod(0o755)
    (folder / "friends.json").write_text("{}")
    (folder / "interviews.json.tmp").write_text("half")
    draft = "drafts/0123456789abcdef0123--host-1-0123abcd.draft"
    (folder / draft).write_text("nonsense")
    for name in ("friends.json", "interviews.json.tmp", draft):
        (folder / name).chmod(0o600)
    health = examine(folder)
    assert sorted(each.file for each in health.problems) == [
        ".",
        "contacts.json",
        draft,
    ]
    assert [each.file for each in health.notes] == ["friends.json", "interviews.json.tmp"]
    health = repair(folder)
    assert health.ok
    assert (folder / "friends.json").read_text() == "{}"
    assert not (folder / "interviews.json.tmp").exists()
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.rglob("*"))


def test_unusable_documents_and_dangling_references(folder: Path) -> None:
    store = opened(folder)
    broken = store.table("contacts").insert({"name": 7})
    with store.transaction("Log"):
        entry = make_interaction(id=store.new_id(), contact_ids=(store.contacts.all()[0].id, 4711))
        store.interactions.add(entry)
        waits = make_follow_up(id=store.new_id(), after_id=4712)
        store.follow_ups.add(waits)
    store.close()
    health = examine(folder)
    assert found(health, "after_id names 4712").file == "follow_ups.json"
    assert f"document {broken}" in found(health, "cannot be used").what
    assert found(health, "4711").file == "interactions.json"
    assert repair(folder).ok
    store = opened(folder)
    kept = store.interactions.get(entry.id)
    assert kept is not None
    assert 4711 not in kept.contact_ids
    assert store.follow_ups.open() == [replace(waits, after_id=None)], "what it waits for is gone: it is due"
    assert store.contacts.count() == 4
    store.undo(store.seq)
    store.undo(store.seq - 2)
    assert store.contacts.count() == 5
    store.close()


def test_a_damaged_backup_is_put_aside(folder: Path) -> None:
    store = opened(folder)
    made = safekeeping_of(store).back_up("daily")
    store.close()
    made.path.write_bytes(made.path.read_bytes()[:100])
    assert found(examine(folder), "").file == f"backups/{made.path.name}"
    assert repair(folder).ok
    assert made.path.with_name(made.path.name + ".damaged").exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_byte_is_damaged_the_repair_ends_well_and_loses_at_most_that_line(
    folder: Path, data: Any
) -> None:
    copy = folder.parent / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    name = data.draw(st.sampled_from([JOURNAL, "contacts.json"]))
    good = (copy / name).read_bytes()
    at = data.draw(st.integers(0, len(good) - 1))
    if data.draw(st.booleans()):
        (copy / name).write_bytes(
            good[:at] + bytes([good[at] ^ data.draw(st.integers(1, 255))]) + good[at + 1 :]
        )
    else:
        (copy / name).write_bytes(good[:at])
    repair(copy)
    health = examine(copy)
    assert health.ok, health.problems
    store = opened(copy)
    assert store.read_only is None
    assert len(set(names(store)) & {"Ann", "Bob", "Cem", "Dana"}) >= 3
    with store.transaction("Go on"):
        store.contacts.add(make_contact(id=store.new_id(), name="Eva"))
    store.close()
