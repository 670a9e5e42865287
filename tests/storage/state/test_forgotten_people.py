"""What open sessions and drafts hold of someone who is forgotten elsewhere goes; what is of others stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from netui.domain.errors import NotFoundError
from netui.domain.values import replace
from netui.services.ports import Change
from netui.services.safety.safekeeping import Person
from netui.storage.base.owned import DRAFTS
from netui.storage.base.sessions import Session
from netui.storage.drafts.drafts import FileDrafts
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.store import TinyDBStore
from tests.storage.opened import add_contact, opened


@pytest.fixture
def here(tmp_path: Path) -> Iterator[TinyDBStore]:
    store = opened(tmp_path, "here")
    yield store
    store.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[TinyDBStore]:
    store = opened(tmp_path, "elsewhere")
    yield store
    store.close()


def _forget(store: TinyDBStore, contact_id: int, name: str) -> None:
    safekeeping_of(store).forget(Person(id=contact_id, name=name))


def _left_by_a_dead_session(folder: Path, *keys: str) -> None:
    dead = Session(folder)
    for key in keys:
        FileDrafts(dead).save(key, "on the move")
    dead.release()


def test_a_former_name_leaves_what_is_typed(here: TinyDBStore, elsewhere: TinyDBStore) -> None:
    ann = add_contact(elsewhere, "Ann Lee", emails=("ann@lee.example",))
    with elsewhere.transaction("Rename"):
        elsewhere.contacts.save(replace(ann, name="Ann Bell", emails=()))
    here.catch_up()
    here.contacts.rows()
    heard: list[Change] = []
    here.subscribe(heard.append)
    _forget(elsewhere, ann.id, "Ann Bell")
    here.drafts.save("reflection:new-star:text", "Ann Bell, once Ann Lee, ann@lee.example")
    assert here.drafts.load("reflection:new-star:text") == "someone, once someone, someone"
    here.catch_up()
    assert heard[-1].forgotten is not None
    assert heard[-1].forgotten.names >= {"Ann Lee"}
    here.drafts.discard("reflection:new-star:text")


def test_open_sessions_hear_of_someone_who_was_deleted_before(
    here: TinyDBStore, elsewhere: TinyDBStore
) -> None:
    ann = add_contact(elsewhere, "Ann Lee")
    with elsewhere.transaction("Delete Ann"):
        elsewhere.contacts.remove(ann.id)
    here.catch_up()
    heard: list[Change] = []
    here.subscribe(heard.append)
    _forget(elsewhere, ann.id, "Ann Lee")
    here.drafts.save(f"note:{ann.id}:thank-you", "Dear Ann")
    assert here.drafts.load(f"note:{ann.id}:thank-you") is None
    here.catch_up()
    assert heard[-1].forgotten is not None
    assert ann.id in heard[-1].forgotten.ids
    assert "Ann Lee" in heard[-1].forgotten.names


def test_a_name_and_an_address_that_someone_else_has_too_stay(
    here: TinyDBStore, elsewhere: TinyDBStore
) -> None:
    ann = add_contact(elsewhere, "Ann Lee", phones=("+49 30 1", "112"), emails=("ann@lee.example",))
    add_contact(elsewhere, "ANN LEE", phones=("+49 30 1",))
    here.catch_up()
    here.contacts.rows()
    _forget(elsewhere, ann.id, "Ann Lee")
    here.drafts.save("reflection:new-star:text", "Ann Lee, +49 30 1, 112 pages, ann@lee.example")
    assert here.drafts.load("reflection:new-star:text") == "Ann Lee, +49 30 1, 112 pages, someone"
    here.drafts.discard("reflection:new-star:text")


def test_drafts_on_several_people_go_and_those_on_a_namesake_stay(
    tmp_path: Path, elsewhere: TinyDBStore
) -> None:
    ann, other = add_contact(elsewhere, "Ann Lee"), add_contact(elsewhere, "Ann Bell")
    stay = [f"ask:{other.id}:Log with Ann Bell", f"ask:{other.id}:Milestone of Ann"]
    _left_by_a_dead_session(tmp_path, *stay, f"ask:{ann.id},{other.id}:Log with 2 people")
    lent = FileDrafts(Session(tmp_path)).lend(stay[0], "Dear Ann")
    lent.path.write_text("Dear Ann Bell")
    _forget(elsewhere, ann.id, "Ann Lee")
    assert sorted(elsewhere.drafts.orphans()) == sorted(stay)
    assert lent.path.read_text() == "Dear Ann Bell"


def test_what_a_dead_session_typed_about_several_is_swept_once_one_of_them_is_forgotten(
    tmp_path: Path, elsewhere: TinyDBStore
) -> None:
    ann, other = add_contact(elsewhere, "Ann Lee"), add_contact(elsewhere, "Ben Ito")
    _forget(elsewhere, ann.id, "Ann Lee")
    _left_by_a_dead_session(tmp_path, f"ask:{ann.id},{other.id}:Log with 2 people")
    assert not safekeeping_of(elsewhere).examine().ok
    assert safekeeping_of(elsewhere).repair().ok
    assert elsewhere.drafts.orphans() == []


def test_a_text_that_an_editor_saves_about_someone_forgotten_goes(
    tmp_path: Path, here: TinyDBStore, elsewhere: TinyDBStore
) -> None:
    ann = add_contact(elsewhere, "Ann Lee")
    here.catch_up()
    key = f"note:{ann.id}:thank-you"
    lent = here.drafts.lend(key, "Dear Ann")
    _forget(elsewhere, ann.id, "Ann Lee")
    lent.path.parent.mkdir(exist_ok=True)
    lent.path.write_text("Dear Ann, saved later")
    with pytest.raises(NotFoundError, match="was forgotten in another session"):
        here.drafts.returned(key)
    assert not list((tmp_path / DRAFTS).glob("*.edit"))
