"""Backups hold one moment, are verified and rotated; they come back, and so does any earlier time."""

import contextlib
import errno
import os
import stat
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from netui.domain.errors import ConflictError, ImportFileError, InvalidValueError
from netui.domain.values import replace
from netui.services.safety.safekeeping import Person
from netui.storage.backups.backup_files import MANIFEST, BackupFile
from netui.storage.backups.backups import Backups, check_state
from netui.storage.base.owned import TEXT
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.opening import open_store
from netui.storage.store.store import TinyDBStore
from tests.factories import make_contact, make_goal
from tests.fakes import NOON, FakeClock
from tests.storage.opened import add_contact, names, opened, raw_state, turn_over
from tests.waiting import HANG_SECONDS


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def with_clock(folder: Path, clock: FakeClock) -> TinyDBStore:
    return open_store(folder, clock=clock, session="here")


def rename(store: TinyDBStore, contact_id: int, name: str) -> None:
    contact = store.contacts.get(contact_id)
    assert contact is not None
    with store.transaction(f"Rename to {name}"):
        store.contacts.save(replace(contact, name=name))


def test_a_backup_holds_everything_and_comes_back_into_an_empty_store(tmp_path: Path) -> None:
    settings = tmp_path / "config" / "config.toml"
    (settings.parent / "templates").mkdir(parents=True)
    settings.write_text('name = "Jo"\n')
    (settings.parent / "templates" / "mine.md").write_text("title: Mine\n---\nHi\n")
    store = opened(tmp_path / "one")
    add_contact(store, "Ann")
    add_contact(store, "Zoë 李")
    store.drafts.save("note:1", "half a word")
    made = safekeeping_of(store, settings).write_backup(tmp_path / "moved.zip", replace=False)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert made.seq == 2
    before = raw_state(store)
    store.close()

    other = opened(tmp_path / "two")
    outside = tmp_path / "elsewhere" / "config.toml"
    keeping = safekeeping_of(other, outside)
    assert keeping.plan_file(made.path).whole
    done = keeping.restore_file(made.path)
    assert set(done.settings) == {"config.toml", "templates/mine.md"}
    other.close()
    other = opened(tmp_path / "two")
    assert raw_state(other) == before
    assert [entry.label for entry in other.history()] == ["Add Zoë 李", "Add Ann"]
    assert other.drafts.orphans() == ["note:1"]
    assert other.drafts.load("note:1") == "half a word"
    other.undo(2)
    assert names(other) == ["Ann"]
    assert outside.read_text() == 'name = "Jo"\n'
    assert safekeeping_of(other, outside).examine().ok
    other.close()


def test_settings_that_are_there_are_kept(tmp_path: Path) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('name = "Jo"\n')
    store = opened(tmp_path / "one")
    add_contact(store, "Ann")
    made = safekeeping_of(store, settings).write_backup(tmp_path / "moved.zip", replace=False)
    settings.write_text('name = "Kim"\n')
    other = opened(tmp_path / "two")
    assert safekeeping_of(other, settings).restore_file(made.path).kept == ("config.toml",)
    assert settings.read_text() == 'name = "Kim"\n'
    store.close()
    other.close()


def test_a_restored_backup_is_one_change_that_can_be_undone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ann = add_contact(store, "Ann")
    keeping = safekeeping_of(store)
    backup = keeping.back_up("daily")
    then = raw_state(store)
    rename(store, ann.id, "Anna")
    add_contact(store, "Bob")
    with store.transaction("Set a goal"):
        store.goals.add(make_goal(id=store.new_id()))
    now = raw_state(store)
    plan = keeping.plan_file(backup.path)
    assert (plan.added, plan.changed, plan.removed, plan.whole) == (0, 1, 2, False)
    assert raw_state(store) == now
    done = keeping.restore_file(backup.path)
    assert raw_state(store) == then
    assert done.seq == 5
    store.undo(5)
    assert raw_state(store) == now
    store.close()


def test_going_back_to_an_instant_crosses_old_journals_and_restarts(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    states: list[tuple[datetime, dict[str, dict[int, bytes]]]] = []
    store = with_clock(tmp_path, clock)
    for step in range(24):
        clock.advance(timedelta(hours=1))
        if step % 3 == 2:
            contact = store.contacts.all()[step // 3]
            with store.transaction(f"Change {step}"):
                store.contacts.save(replace(contact, notes=f"note {step}", tags=(f"t{step}",)))
        elif step % 7 == 6:
            with store.transaction(f"Remove {step}"):
                store.contacts.remove(store.contacts.all()[-1].id)
        else:
            add_contact(store, f"N{step}")
        states.append((clock.now(), raw_state(store)))
        if step % 8 == 5:
            turn_over(store, monkeypatch)
            store.close()
            store = with_clock(tmp_path, clock)
    assert len(list((tmp_path / "history").glob("*.gz"))) == 3
    clock.advance(timedelta(hours=1))
    last = raw_state(store)
    for at, state in reversed(states):
        done = safekeeping_of(store).restore_instant(at + timedelta(minutes=30))
        assert raw_state(store) == state, at
        if done.seq is not None:
            store.undo(done.seq)
        assert raw_state(store) == last
    safekeeping_of(store).restore_instant(NOON)
    assert names(store) == []
    store.close()


def test_an_instant_before_a_lost_journal_is_refused(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = with_clock(tmp_path, clock)
    add_contact(store, "Ann")
    turn_over(store, monkeypatch)
    clock.advance(timedelta(hours=2))
    add_contact(store, "Bob")
    for path in (tmp_path / "history").glob("*"):
        path.unlink()
    with pytest.raises(ConflictError, match="history begins with change 2"):
        safekeeping_of(store).restore_instant(NOON)
    assert names(store) == ["Ann", "Bob"]
    store.close()


def test_undo_and_redo_reach_across_old_journals_and_restarts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path)
    ann = add_contact(store, "Ann")
    rename(store, ann.id, "Anna")
    turn_over(store, monkeypatch)
    store.close()
    store = opened(tmp_path, "later")
    add_contact(store, "Bob")
    turn_over(store, monkeypatch)
    store.undo(2)
    store.close()
    store = opened(tmp_path, "last")
    assert names(store) == ["Ann", "Bob"]
    store.undo(3)
    store.redo(2)
    store.redo(3)
    assert names(store) == ["Anna", "Bob"]
    assert [entry.seq for entry in store.history()] == [7, 6, 5, 4, 3, 2, 1]
    store.close()


def test_ten_days_and_four_weeks_are_kept(tmp_path: Path, clock: FakeClock) -> None:
    store = with_clock(tmp_path, clock)
    add_contact(store, "Ann")
    backups = Backups(tmp_path, clock)
    for _ in range(70):
        assert backups.is_due()
        backups.take("daily")
        assert not backups.is_due()
        clock.advance(timedelta(days=1))
    days = [backup.at for backup in backups.all()]
    assert len(days) == 14
    newest = NOON + timedelta(days=69)
    assert days[:10] == [newest - timedelta(days=back) for back in range(10)]
    weeks = [day.isocalendar()[:2] for day in days[10:]]
    assert len(set(weeks)) == 4
    assert min(days) >= newest - timedelta(weeks=6)
    for _ in range(12):
        clock.advance(timedelta(minutes=1))
        backups.take("before-import")
    assert len([each for each in backups.all() if each.kind == "before-import"]) == 10
    assert len(backups.all()) == 24
    store.close()


def test_the_first_change_of_a_day_is_followed_by_a_backup_at_the_end(
    tmp_path: Path, clock: FakeClock
) -> None:
    for _ in range(2):
        store = with_clock(tmp_path, clock)
        store.daily = True
        store.close()
    assert not (tmp_path / "backups").exists()
    for day in range(3):
        for _ in range(2):
            store = with_clock(tmp_path, clock)
            store.daily = True
            add_contact(store, f"N{day}")
            store.close()
        assert len(Backups(tmp_path, clock).all()) == day + 1
        clock.advance(timedelta(days=1))


def test_why_a_daily_backup_cannot_be_made_is_known_until_it_is_made(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    store = with_clock(tmp_path, clock)
    store.daily = True
    add_contact(store, "Ann")
    with monkeypatch.context() as patch:
        patch.setattr(Backups, "_write", refused)
        store._backup.make()
    assert store.backup_problem == (
        f"Today's backup is missing. {tmp_path / 'backups'}: no backup could be written "
        "(Operation not permitted): check its owner and mode, then try again"
    )
    store.close()
    assert store.backup_problem == ""
    assert len(Backups(tmp_path, clock).all()) == 1


def test_a_backup_while_others_write_is_a_state_there_was(tmp_path: Path) -> None:
    one, two = opened(tmp_path, "one"), opened(tmp_path, "two")
    for number in range(10):
        add_contact(one, f"A{number}")
        backup = safekeeping_of(one).back_up("before-import")
        add_contact(two, f"B{number}")
        check_state(backup.path)
        assert backup.seq == 2 * number + 1
    one.close()
    two.close()


def test_every_damaged_byte_of_a_backup_is_found_and_nothing_is_touched(tmp_path: Path) -> None:
    store = opened(tmp_path / "one")
    add_contact(store, "Ann")
    keeping = safekeeping_of(store)
    made = keeping.write_backup(tmp_path / "good.zip", replace=False)
    add_contact(store, "Bob")
    before = raw_state(store)
    good = made.path.read_bytes()
    bad = tmp_path / "bad.zip"
    refused = 0
    for position in range(0, len(good), 7):
        bad.write_bytes(good[:position] + bytes([good[position] ^ 0x41]) + good[position + 1 :])
        with contextlib.suppress(ImportFileError):
            # A byte that carries nothing, such as a time stamp in the list of files, does no harm.
            assert keeping.plan_file(bad).removed == 1
            refused -= 1
        refused += 1
    assert refused > len(good) // 7 // 2
    for size in range(0, len(good), 97):
        bad.write_bytes(good[:size])
        with pytest.raises(ImportFileError):
            keeping.restore_file(bad)
    assert raw_state(store) == before
    store.close()


def test_what_is_no_backup_is_refused_in_one_line(tmp_path: Path) -> None:
    store = opened(tmp_path / "one")
    add_contact(store, "Ann")
    keeping = safekeeping_of(store)
    text = tmp_path / "text.zip"
    text.write_text("hello")
    strange = tmp_path / "strange.zip"
    with zipfile.ZipFile(strange, "w") as packed:
        packed.writestr("a.txt", "x")
    outside = tmp_path / "outside.zip"
    with zipfile.ZipFile(outside, "w") as packed:
        packed.writestr("../escaped", "x")
        packed.writestr(
            MANIFEST,
            '{"format":1,"kind":"x","at":"2026-01-01T00:00:00Z","store":"","schema":1,"generation":0,"seq":0,'
            '"files":[{"name":"store/../../escaped","size":1,"sha256":""}]}',
        )
    for file in (text, strange, outside, tmp_path / "missing.zip", tmp_path):
        with pytest.raises(ImportFileError):
            keeping.plan_file(file)
    assert not (tmp_path.parent / "escaped").exists()
    store.close()


def test_the_backup_of_another_store_is_not_mixed_in(tmp_path: Path) -> None:
    one, two = opened(tmp_path / "one"), opened(tmp_path / "two")
    add_contact(one, "Ann")
    add_contact(two, "Bob")
    made = safekeeping_of(two).write_backup(tmp_path / "two.zip", replace=False)
    with pytest.raises(ConflictError, match="another store"):
        safekeeping_of(one).restore_file(made.path)
    assert names(one) == ["Ann"]
    one.close()
    two.close()


def test_a_damaged_store_gets_its_files_back_and_keeps_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = opened(folder)
    add_contact(store, "Ann")
    backup = safekeeping_of(store).back_up("daily")
    before = raw_state(store)
    add_contact(store, "Bob")
    store.close()
    journal = (folder / "journal.jsonl").read_bytes()
    (folder / "journal.jsonl").write_bytes(journal.replace(b"Ann", b"Axn"))
    store = opened(folder)
    assert store.read_only
    done = safekeeping_of(store).restore_file(backup.path)
    assert done.damaged
    store.close()
    store = opened(folder)
    assert raw_state(store) == before
    assert store.read_only is None
    (kept,) = [each for each in Backups(folder, FakeClock()).all() if each.kind == "before-restore"]
    with BackupFile(kept.path) as file:
        assert b"Axn" in file.read("store/journal.jsonl")
    store.close()


def test_a_file_that_is_there_is_not_written_over_unasked(tmp_path: Path) -> None:
    store = opened(tmp_path / "one")
    add_contact(store, "Ann")
    (tmp_path / "b.zip").write_text("mine")
    with pytest.raises(InvalidValueError, match="there already"):
        safekeeping_of(store).write_backup(tmp_path / "b.zip", replace=False)
    assert (tmp_path / "b.zip").read_text() == "mine"
    safekeeping_of(store).write_backup(tmp_path / "b.zip", replace=True)
    made = safekeeping_of(store).write_backup(tmp_path, replace=False)
    assert made.path.parent == tmp_path
    assert made.at == datetime(2026, 11, 20, 12, tzinfo=UTC)
    store.close()


def test_keys_no_one_knows_come_back_too(tmp_path: Path) -> None:
    store = opened(tmp_path)
    with store.transaction("Add"):
        contact = make_contact(id=store.new_id(), name="Ann")
        store.contacts.add(contact)
    store.table("contacts").update({"shoe": 38}, doc_ids=[contact.id])
    backup = safekeeping_of(store).back_up("daily")
    state = raw_state(store)
    with store.transaction("Remove"):
        store.contacts.remove(contact.id)
    safekeeping_of(store).restore_file(backup.path)
    assert raw_state(store) == state
    store.close()


def test_a_text_open_in_an_editor_comes_along_and_is_a_draft_after_a_restore(tmp_path: Path) -> None:
    store = opened(tmp_path / "one")
    ann, ben = add_contact(store, "Ann Lee"), add_contact(store, "Ben Ito")
    for contact in (ann, ben):
        lent = store.drafts.lend(f"notes:{contact.id}", "")
        lent.path.write_text(f"written in the editor on {contact.name}, and Ann Lee\n")
        lent.path.with_name(".note.md.swp").write_text("swap")
        os.close(lent.lock)
    made = safekeeping_of(store).write_backup(tmp_path / "moved.zip", replace=False)
    inside = safekeeping_of(store).back_up("by-hand")
    other = opened(tmp_path / "two")
    safekeeping_of(other).restore_file(made.path)
    other.close()
    other = opened(tmp_path / "two")
    assert sorted(other.drafts.orphans()) == sorted(f"notes:{one.id}" for one in (ann, ben))
    assert other.drafts.load(f"notes:{ben.id}") == "written in the editor on Ben Ito, and Ann Lee"
    assert not list((tmp_path / "two").rglob("*.swp"))
    assert safekeeping_of(other).examine().ok
    other.close()

    safekeeping_of(store).forget(Person(id=ann.id, name="Ann Lee"))
    with BackupFile(inside.path) as backup:
        words = {name: backup.read(name) for name in backup.names if name.endswith(TEXT)}
    assert [text.decode() for text in words.values()] == ["written in the editor on Ben Ito, and someone\n"]
    store.close()


def test_who_quits_does_not_wait_for_a_large_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, began = Event(), Event()
    taken = []

    def slow(_: Backups, kind: str) -> None:
        taken.append(kind)
        began.set()
        go_on.wait(HANG_SECONDS)

    monkeypatch.setattr(Backups, "take", slow)
    store = opened(tmp_path)
    store.daily = True
    store.stay_open()
    add_contact(store, "Ann")
    store.catch_up()
    assert began.wait(HANG_SECONDS)
    closing = Thread(target=store.close)
    closing.start()
    closing.join(HANG_SECONDS)
    ended = not closing.is_alive()
    go_on.set()
    assert ended
    assert taken == ["daily"]


def test_what_a_process_that_was_ended_left_of_a_backup_is_swept(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add_contact(store, "Ann")
    keeping = safekeeping_of(store)
    first = keeping.back_up("daily")
    left = first.path.with_name(f"{first.path.name}.999999999.tmp")
    other = first.path.with_name(f"{first.path.name}.{os.getpid()}.tmp")
    for path in (left, other):
        path.write_bytes(b"PK")
    keeping.back_up("before-import")
    assert not left.exists()
    assert other.exists()
    store.close()
