"""Snapshots and compaction: plain files that are current, replaced in one step, checked when read."""

import errno
import gzip
import json
import os
import stat
from contextlib import suppress
from pathlib import Path

import pytest
from tinydb import TinyDB

from netui.domain.errors import StoreDamagedError, StoreError, StoreTooNewError
from netui.storage.base.owned import HISTORY
from netui.storage.changes.archive import Archive, archive_name
from netui.storage.changes.file import JOURNAL, AppendError, JournalFile
from netui.storage.state import compaction
from netui.storage.store.store import TinyDBStore
from tests.factories import make_goal
from tests.storage.opened import abandon, add_contact, names, opened


def test_stock_tinydb_opens_a_snapshot_and_sees_every_document(tmp_path: Path) -> None:
    store = opened(tmp_path)
    made = [add_contact(store, name) for name in ("Ann", "Bob", "Zoë [/b]")]
    store.close()
    with TinyDB(tmp_path / "contacts.json") as db:
        found = {document.doc_id: document["name"] for document in db.table("contacts")}
        assert found == {contact.id: contact.name for contact in made}
        assert db.table("_meta").get(doc_id=1) == {"schema": 1, "seq": 3}


def test_everything_is_private(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = opened(tmp_path / "deep" / "store")
        add_contact(store, "Ann")
        store.drafts.save("note:1", "text")
        for path in [tmp_path / "deep", *(tmp_path / "deep").rglob("*")]:
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600), path
        store.close()
        for path in (tmp_path / "deep").rglob("*"):
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600), path
    finally:
        os.umask(before)


def test_opening_for_reading_writes_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path / "none", read_only=True)
    assert store.contacts.all() == []
    assert store.history() == []
    store.close()
    assert not (tmp_path / "none").exists()
    opened(tmp_path, read_only=True).close()
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for read_only in (True, False):
        with pytest.raises(StoreError, match="is a file"):
            opened(tmp_path / "file", read_only=read_only)


def test_a_folder_that_cannot_be_written_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")
    store.close()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    store = opened(tmp_path)
    assert store.read_only is not None
    assert "cannot be written" in store.read_only
    assert names(store) == ["Ann"]
    store.close()


def test_a_hand_edit_is_shown_and_nothing_is_written(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")
    store.close()
    path = tmp_path / "contacts.json"
    path.write_text(path.read_text().replace("Ann", "Eve"))
    store = opened(tmp_path)
    assert store.read_only is not None
    assert "contacts.json: it was changed outside netui" in store.read_only
    assert "doctor" in store.read_only
    assert names(store) == ["Eve"]
    with pytest.raises(StoreDamagedError):
        add_contact(store, "Bob")
    store.close()
    assert json.loads(path.read_text())["contacts"]


@pytest.mark.parametrize(
    ("edit", "what", "shown"),
    [
        (lambda text: text.replace("}\n}}", "},\n}}"), "isn't JSON", ["Ann", "Bob", "Cy"]),
        (lambda text: "\ufeff" + text, "byte order mark", ["Ann", "Bob", "Cy"]),
        (lambda text: text.replace('"name":"Bob"', '"name":Bob'), "can't be read", ["Ann", "Cy"]),
        (lambda text: text.replace('"name":"Bob"', '"name":"X","name":"Bob"'), "twice", ["Ann", "Bob", "Cy"]),
        (lambda text: text.replace('"contacts": {', '"contacts": {\n<<<<<<< ours'), "isn't JSON", None),
        (lambda text: text.replace('"name":"Bob"', '"name":7'), "cannot be read", ["Ann", "Cy"]),
        (lambda text: text[: text.index('"name":"Cy"')], "isn't JSON", ["Ann", "Bob"]),
    ],
)
def test_what_an_edit_broke_is_named_and_the_rest_is_shown(
    tmp_path: Path, edit: object, what: str, shown: list[str] | None
) -> None:
    store = opened(tmp_path)
    for name in ("Ann", "Bob", "Cy"):
        add_contact(store, name)
    store.close()
    path = tmp_path / "contacts.json"
    assert callable(edit)
    path.write_text(edit(path.read_text()), "utf-8")
    store = opened(tmp_path)
    assert names(store) == (shown or ["Ann", "Bob", "Cy"])
    assert any(what in str(problem) for problem in store.problems), store.problems
    assert store.read_only is not None
    store.close()


def test_a_missing_snapshot_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "SMALL", 100)
    monkeypatch.setattr("netui.storage.store.store.SMALL", 100)
    store = opened(tmp_path)
    add_contact(store, "Ann")
    store.close()
    (tmp_path / "contacts.json").unlink()
    store = opened(tmp_path)
    assert store.read_only is not None
    assert "contacts.json: it is missing" in store.read_only
    store.close()


def test_a_newer_schema_is_not_touched(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")
    store.close()
    journal = tmp_path / JOURNAL
    from netui.storage.changes.lines import HeaderLine, decode_line, encode_line

    header, _ = decode_line(journal.read_bytes().splitlines()[0])
    assert isinstance(header, HeaderLine)
    newer = HeaderLine(
        store=header.store, generation=1, schema=99, seq=0, last_id=0, at=header.at, snapshots={}
    )
    journal.write_bytes(encode_line(newer)[0] + b"\n")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(StoreTooNewError, match="update netui"):
        opened(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def small(monkeypatch: pytest.MonkeyPatch, limit: int = 600) -> None:
    """Let the journal count as full after a few commits."""
    monkeypatch.setattr("netui.storage.store.store.SMALL", limit)


def test_an_old_journal_is_read_in_pieces_as_in_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path)
    for name in ("Ann", "Bob", "Cyd", "Zoë [/b]"):
        add_contact(store, name)
    whole = (tmp_path / JOURNAL).read_bytes()
    abandon(store)
    cut = [whole[:end] for end in range(0, len(whole) + 1, 41)]
    flipped = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 37)]
    path = tmp_path / HISTORY / archive_name(1)
    path.parent.mkdir(exist_ok=True)
    good = []
    for content in (whole, whole[:-1], *cut, *flipped):
        path.write_bytes(gzip.compress(content))
        read = []
        for piece in (1 << 20, 100, 7):
            monkeypatch.setattr("netui.storage.changes.archive._PIECE", piece)
            archive = Archive(tmp_path)
            read.append(([line.seq for line in archive.transactions(path.name)], archive.problems))
        assert read[0] == read[1] == read[2]
        good.append(len(read[0][0]))
    assert good[:2] == [4, 4]
    assert set(good) == {0, 1, 2, 3, 4}


def test_a_full_journal_becomes_history_and_undo_reaches_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(monkeypatch)
    for name in ("Ann", "Bob", "Cy", "Dee", "Eve"):
        store = opened(tmp_path)
        add_contact(store, name)
        add_contact(store, name + " II")
        store.close()
    kept = sorted((tmp_path / "history").glob("journal-*.jsonl.gz"))
    assert kept
    assert gzip.decompress(kept[0].read_bytes()).count(b'"transaction"') >= 2
    store = opened(tmp_path)
    assert [entry.seq for entry in store.history()] == list(range(10, 0, -1))
    store.undo(1)
    assert "Ann" not in names(store)
    store.close()
    store = opened(tmp_path)
    assert store.history()[-1].undone
    store.redo(1)
    assert names(store)[0] == "Ann"
    assert store.problems == []
    store.close()


def test_an_open_session_follows_into_the_next_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(monkeypatch)
    watcher = opened(tmp_path, "watcher")
    for round_number in range(3):
        store = opened(tmp_path, "writer")
        for number in range(3):
            add_contact(store, f"{round_number}.{number}")
        store.close()
        if round_number != 1:
            assert watcher.catch_up() > 0
            assert watcher.catch_up() == 0
            assert len(watcher.contacts.rows()) == watcher.contacts.count() == 3 * (round_number + 1)
    assert len(list((tmp_path / "history").iterdir())) == 3
    add_contact(watcher, "last")
    watcher.close()
    store = opened(tmp_path)
    assert len(names(store)) == 10
    assert store.problems == []
    store.close()


class StopHereError(Exception):
    """Stands for a kill at this step."""


@pytest.mark.parametrize("step", range(9))
def test_compaction_may_stop_at_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    small(monkeypatch)
    store = opened(tmp_path)
    for name in ("Ann", "Bob", "Cy"):
        add_contact(store, name)
    with store.transaction("Goal"):
        store.goals.add(make_goal(id=store.new_id(), title="Meet people"))
    calls = iter(range(100))

    def stopping(real: object) -> object:
        def wrapped(*args: object, **kwargs: object) -> object:
            if next(calls) == step:
                raise StopHereError
            assert callable(real)
            return real(*args, **kwargs)

        return wrapped

    with monkeypatch.context() as patch:
        for name in ("replace", "fsync"):
            patch.setattr(os, name, stopping(getattr(os, name)))
        patch.setattr(Path, "replace", stopping(Path.replace))
        with suppress(StopHereError):
            store.compact()
    abandon(store)
    for _ in range(2):
        store = opened(tmp_path)
        assert store.problems == []
        assert names(store)[:3] == ["Ann", "Bob", "Cy"]
        assert [goal.title for goal in store.goals.all()] == ["Meet people"]
        add_contact(store, "More")
        store.close()
        assert not list(tmp_path.glob("*.tmp"))
    _all_good(opened(tmp_path, read_only=True), 5)


def test_a_session_ends_fast_and_the_next_writes_what_it_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(monkeypatch, 10)
    monkeypatch.setattr("netui.storage.store.store.QUICK", 100)
    store = opened(tmp_path)
    store.stay_open()
    for number in range(20):
        add_contact(store, f"Ann {number}")
    store.close()
    journal = (tmp_path / "journal.jsonl").read_bytes()
    assert journal.count(b"Ann") >= 20  # no fresh one was begun

    store = opened(tmp_path)
    store.stay_open()
    assert (tmp_path / "journal.jsonl").read_bytes() == journal  # the first paint waits for none of it
    store.compact()
    assert b"Ann" not in (tmp_path / "journal.jsonl").read_bytes()
    assert (tmp_path / "contacts.json").read_bytes().count(b"Ann") >= 20
    assert store.contacts.count() == 20
    store.close()
    monkeypatch.setattr("netui.storage.store.store.QUICK", 1 << 20)
    monkeypatch.setattr("netui.storage.state.compaction.monotonic", lambda: 0.0)
    store = opened(tmp_path)
    store.stay_open()
    add_contact(store, "Bo")
    store.close()
    assert b"Bo" not in (tmp_path / "journal.jsonl").read_bytes()


@pytest.mark.parametrize("begun", range(3))
def test_what_is_not_begun_in_time_is_left_to_the_next_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: int
) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")
    with store.transaction("Goal"):
        store.goals.add(make_goal(id=store.new_id(), title="Meet people"))
    looks = iter([0.0] * begun)
    with monkeypatch.context() as patch:
        patch.setattr("netui.storage.store.store.monotonic", lambda: 0.0)
        patch.setattr("netui.storage.state.compaction.monotonic", lambda: next(looks, 2.0))
        store.compact(seconds=1)
    files = [path.read_text("utf-8") for path in tmp_path.glob("*.json")]
    assert sum("Ann" in text or "Meet" in text for text in files) == begun
    abandon(store)
    store = opened(tmp_path)
    assert names(store) == ["Ann"]
    assert [goal.title for goal in store.goals.all()] == ["Meet people"]
    assert store.problems == []
    store.close()


def _all_good(store: TinyDBStore, count: int) -> None:
    assert store.contacts.count() == count
    assert store.problems == []
    assert len(store.history()) == count + 1
    store.close()


def test_a_rotated_store_covers_a_snapshot_that_was_only_announced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")

    def stop(*args: object, **kwargs: object) -> None:
        raise StopHereError

    with monkeypatch.context() as patch:
        patch.setattr("netui.storage.state.compaction.put_in_place", stop)
        with pytest.raises(StopHereError):
            store.compact()
    abandon(store)
    small(monkeypatch, 10)
    store = opened(tmp_path)
    with store.transaction("Goal"):
        store.goals.add(make_goal(id=store.new_id()))
    store.close()
    assert list((tmp_path / "history").iterdir())
    store = opened(tmp_path)
    assert names(store) == ["Ann"]
    assert store.problems == []
    store.close()


def test_a_snapshot_that_the_journal_has_no_room_for_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")

    def full(_: JournalFile, line: object) -> None:
        raise AppendError(OSError(errno.ENOSPC, "No space left on device"), clean=True, synced=True)

    monkeypatch.setattr(JournalFile, "append", full)
    store.close()
    assert not list(tmp_path.glob("*.tmp"))
