"""Drafts survive their session, and are offered to the next one."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.people.forgotten import Forgotten
from netui.services.ports import Change, KeptDraft
from netui.services.safety.safekeeping import Person
from netui.storage.base.owned import DRAFTS
from netui.storage.base.sessions import Session
from netui.storage.changes.erasing import Eraser
from netui.storage.drafts.drafts import FileDrafts
from netui.storage.safety.files_next_to_store import Cleaned, FilesNextToStore
from netui.storage.safety.safekeeping import safekeeping_of
from tests.storage.opened import abandon, add_contact, opened


def test_a_draft_is_kept_and_let_go_of(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.drafts.save("note:1", "Dear Ann")
    store.drafts.save("note:1", "Dear Ann, “thank” you\n")
    assert store.drafts.load("note:1") == "Dear Ann, “thank” you\n"
    assert store.drafts.load("note:2") is None
    assert store.drafts.orphans() == []
    store.drafts.discard("note:1")
    assert store.drafts.load("note:1") is None
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_a_list_tells_when_each_draft_was_written_and_takes_none_over(tmp_path: Path) -> None:
    gone, live, store = opened(tmp_path), opened(tmp_path), opened(tmp_path)
    gone.drafts.save("note:1", "Dear Ann")
    abandon(gone)
    live.drafts.save("note:3", "of another session")
    store.drafts.save("note:2", "Dear Ben")
    (path,) = (path for path in (tmp_path / "drafts").glob("*.draft") if b"note:1" in path.read_bytes())
    written = datetime(2026, 11, 17, 9, tzinfo=UTC)
    os.utime(path, (written.timestamp(), written.timestamp()))
    assert [(each.key, each.text) for each in store.drafts.listed()] == [
        ("note:2", "Dear Ben"),
        ("note:1", "Dear Ann"),
    ]
    assert store.drafts.listed()[1].written_at == written
    assert path.exists()
    store.drafts.load("note:1")  # which takes it over: it is still there to be found
    assert store.drafts.listed()[1] == KeptDraft(key="note:1", text="Dear Ann", written_at=written)
    lent = store.drafts.lend("note:4", "as it was")
    assert [each.key for each in store.drafts.listed()] == ["note:2", "note:1"]
    lent.path.write_text("from the editor")
    os.close(lent.lock)
    assert ("note:4", "from the editor") in [(each.key, each.text) for each in store.drafts.listed()]


def test_a_live_session_keeps_its_drafts_to_itself(tmp_path: Path) -> None:
    one, two = opened(tmp_path), opened(tmp_path)
    one.drafts.save("note:1", "mine")
    assert two.drafts.orphans() == []
    assert two.drafts.load("note:1") is None
    two.drafts.discard("note:1")
    assert one.drafts.load("note:1") == "mine"
    one.close()
    assert two.drafts.orphans() == ["note:1"]
    two.close()


def test_what_a_dead_session_left_is_adopted_once(tmp_path: Path) -> None:
    dead = Session(tmp_path)
    FileDrafts(dead).save("note:1", "half a thought")
    dead.release()
    one, two = opened(tmp_path), opened(tmp_path)
    assert one.drafts.load("note:1") == "half a thought"
    assert two.drafts.orphans() == []
    assert two.drafts.load("note:1") is None
    one.drafts.discard("note:1")
    assert two.drafts.orphans() == []
    one.close()
    two.close()


def test_two_texts_left_behind_under_one_key_are_both_offered(tmp_path: Path) -> None:
    for text in ("older", "newer"):
        dead = Session(tmp_path)
        FileDrafts(dead).save("note:1", text)
        dead.release()
    store = opened(tmp_path)
    assert store.drafts.load("note:1") == "newer"
    assert store.drafts.orphans() == ["note:1"]
    store.drafts.discard("note:1")
    assert store.drafts.load("note:1") == "older"
    store.drafts.discard("note:1")
    assert store.drafts.load("note:1") is None
    store.close()


def test_a_draft_that_cannot_be_read_is_no_draft(tmp_path: Path) -> None:
    dead = Session(tmp_path)
    FileDrafts(dead).save("note:1", "text")
    dead.release()
    next((tmp_path / DRAFTS).glob("*.draft")).write_bytes(b'{"key": "note:1", "te')
    store = opened(tmp_path)
    assert store.drafts.orphans() == []
    assert store.drafts.load("note:1") is None
    store.close()


def test_live_sessions_are_counted(tmp_path: Path) -> None:
    one, two = opened(tmp_path), opened(tmp_path)
    reader = opened(tmp_path, read_only=True)
    assert one.sessions() == two.sessions() == 2
    assert reader.sessions() == 3
    two.close()
    assert one.sessions() == 1
    one.close()


def test_no_draft_is_kept_for_someone_another_session_just_forgot(tmp_path: Path) -> None:
    one, two = opened(tmp_path), opened(tmp_path)
    ann = add_contact(one, "Ann Lee", emails=("ann@lee.example",))
    two.catch_up()
    two.contacts.rows()
    two.drafts.save(f"note:{ann.id}:thank-you", "Dear Ann")
    heard: list[Change] = []
    two.subscribe(heard.append)
    safekeeping_of(one).forget(Person(id=ann.id, name="Ann Lee"))
    two.drafts.save(f"note:{ann.id}:thank-you", "Dear Ann, this was typed before two heard of it")
    assert list((tmp_path / DRAFTS).glob("*.draft")) == []
    two.catch_up()
    forgotten = heard[-1].forgotten
    assert forgotten is not None
    assert forgotten.names == {"Ann Lee"}
    assert forgotten.addresses == {"ann@lee.example"}
    assert ann.id in forgotten.ids
    two.drafts.save(f"contact-form:{ann.id}", "{}")
    assert list((tmp_path / DRAFTS).glob("*.draft")) == []
    one.close()
    two.close()


def test_a_draft_on_someone_deleted_is_kept_for_undo(tmp_path: Path) -> None:
    one, two = opened(tmp_path), opened(tmp_path)
    ann = add_contact(one, "Ann")
    two.catch_up()
    with one.transaction("Delete Ann"):
        one.contacts.remove(ann.id)
    two.catch_up()
    two.drafts.save(f"note:{ann.id}:thank-you", "Dear Ann")
    two.close()
    assert one.drafts.load(f"note:{ann.id}:thank-you") == "Dear Ann"
    one.close()


def test_a_draft_left_by_someone_forgotten_is_found_and_swept(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ann, ben = add_contact(store, "Ann Lee"), add_contact(store, "Ben Ito")
    with store.transaction("Delete Ben"):
        store.contacts.remove(ben.id)
    safekeeping_of(store).forget(Person(id=ann.id, name="Ann Lee"))
    for contact_id in (ann.id, ben.id, 0):
        dead = Session(tmp_path)
        FileDrafts(dead).save(f"note:{contact_id}:thank-you", "Dear Ann Lee")
        dead.release()
    keeping = safekeeping_of(store)
    assert [person.id for person in keeping.people_in_drafts("ann lee")] == [ann.id]
    assert [finding.what for finding in keeping.examine().problems] == [
        "this draft belongs to someone who was forgotten"
    ]
    assert keeping.repair().ok
    assert sorted(store.drafts.orphans()) == sorted([f"note:{ben.id}:thank-you", "note:0:thank-you"])
    FileDrafts(dead).save(f"note:{ann.id}:thank-you", "Dear Ann Lee")
    dead.release()
    assert keeping.forget(keeping.people_in_drafts("Ann Lee")[0]).drafts == 1
    assert keeping.examine().ok
    store.close()


def test_a_draft_written_while_its_person_is_forgotten_goes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path)
    ann = add_contact(store, "Ann Lee")
    clean = FilesNextToStore.clean_small

    def clean_and_be_late(self: FilesNextToStore, eraser: Eraser, done: Cleaned) -> None:
        clean(self, eraser, done)
        dead = Session(tmp_path)
        FileDrafts(dead).save(f"ask:{ann.id}:Log with Ann Lee", "on her move")
        dead.release()

    monkeypatch.setattr(FilesNextToStore, "clean_small", clean_and_be_late)
    safekeeping_of(store).forget(Person(id=ann.id, name="Ann Lee"))
    assert list((tmp_path / DRAFTS).glob("*.draft")) == []
    store.close()


def test_a_draft_is_let_go_of_where_its_person_was_forgotten_while_it_was_written(tmp_path: Path) -> None:
    session, answers = Session(tmp_path), iter((Forgotten(), *[Forgotten(frozenset({5000}))] * 2))
    FileDrafts(session, lambda: next(answers)).save("note:5000:thank-you", "Dear Ann")
    assert list((tmp_path / DRAFTS).glob("*.draft")) == []
    session.release()


def test_opening_a_store_sweeps_what_a_session_that_died_left_of_someone_forgotten(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ann = add_contact(store, "Ann Lee")
    safekeeping_of(store).forget(Person(id=ann.id, name="Ann Lee"))
    store.close()
    for key in (f"note:{ann.id}:thank-you", f"ask:{ann.id}:Change this entry", "company:5000"):
        dead = Session(tmp_path)
        FileDrafts(dead).save(key, "her move")
        dead.release()
    store = opened(tmp_path)
    assert store.drafts.orphans() == ["company:5000"]
    assert safekeeping_of(store).examine().ok
    store.close()


UNREAD = {"latin-1": "caf\xe9 words".encode("latin-1"), "too large": b"x" * 1_000_001}


@pytest.mark.parametrize("saved", UNREAD.values(), ids=UNREAD)
def test_what_an_editor_saved_and_could_not_be_read_is_what_it_opens_next(
    tmp_path: Path, saved: bytes
) -> None:
    store = opened(tmp_path)
    lent = store.drafts.lend("notes:1", "old")
    lent.path.write_bytes(saved)
    os.close(lent.lock)
    with pytest.raises(InvalidValueError):
        store.drafts.returned("notes:1")
    store.drafts.take_back("notes:1")  # as where the editor can't be started the next time
    again = store.drafts.lend("notes:1", "old")
    assert again.path.read_bytes() == saved
    os.close(again.lock)
    abandon(store)

    store = opened(tmp_path)
    assert store.drafts.orphans() == ["notes:1"]
    assert store.drafts.load("notes:1") is None
    again = store.drafts.lend("notes:1", "old")
    assert again.path.read_bytes() == saved
    again.path.write_bytes(b"well saved")
    os.close(again.lock)
    assert store.drafts.returned("notes:1") == "well saved"
    store.drafts.discard("notes:1")
    assert store.drafts.orphans() == []
    store.close()
    assert not [*(tmp_path / DRAFTS).glob("*.edit")]


def test_what_a_failed_editor_saved_is_not_written_over(tmp_path: Path) -> None:
    store = opened(tmp_path)
    lent = store.drafts.lend("note:1", "as typed")
    lent.path.write_text("saved in the editor")
    os.close(lent.lock)
    again = store.drafts.lend("note:1", "typed on here")
    assert again.path.read_text() == "saved in the editor"
    os.close(again.lock)
    abandon(store)

    store = opened(tmp_path)
    left = store.drafts.load("note:1")
    assert left == "saved in the editor"
    os.close(store.drafts.lend("note:1", left).lock)
    abandon(store)  # the line drops again before the editor saves anything

    store = opened(tmp_path)
    assert store.drafts.orphans() == ["note:1"]
    assert store.drafts.load("note:1") == "saved in the editor"
    store.close()
