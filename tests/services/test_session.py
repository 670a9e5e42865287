"""This session on the store: its state, and what it hears."""

from netui.services.ports import Change
from netui.services.session import StoreSession
from tests.services.conftest import Core


def test_it_tells_who_it_is_and_whether_the_store_can_be_written(core: Core) -> None:
    session = StoreSession(core.store)
    assert (session.name, session.read_only, session.count(), session.catch_up()) == ("here", None, 1, 0)
    core.store.read_only = "opened for reading"
    assert session.read_only == "opened for reading"


def test_it_warns_of_the_files_of_a_store_that_can_be_written(core: Core) -> None:
    session = StoreSession(core.store)
    assert session.warnings == []
    core.store.file_problems = ["contacts.json: two copies", "goals.json: a copy"]
    assert session.warnings == ["contacts.json: two copies.", "goals.json: a copy."]
    core.store.read_only = "opened for reading"
    assert session.warnings == []


def test_it_tells_whether_something_of_the_store_cannot_be_read(core: Core) -> None:
    session = StoreSession(core.store)
    core.store.file_problems = ["contacts.json: two copies"]
    found = [session.has_unread]
    core.store.read_only = "contacts.json: it is missing"
    found.append(session.has_unread)
    core.store.file_problems = []
    found.append(session.has_unread)
    assert found == [False, True, False]


def test_a_listener_hears_of_every_change_until_it_leaves(core: Core) -> None:
    heard: list[Change] = []
    leave = StoreSession(core.store).subscribe(heard.append)
    core.contacts.add(core.contacts.blank("Ann"))
    with core.store.elsewhere("Add Bob"):
        core.contacts.add(core.contacts.blank("Bob"))
    leave()
    core.contacts.add(core.contacts.blank("Cem"))
    assert [(one.label, one.ours) for one in heard] == [("Add Ann", True), ("Add Bob", False)]


def test_it_holds_an_id_of_any_kind_until_that_is_deleted(core: Core) -> None:
    session = StoreSession(core.store)
    ann = core.contacts.add(core.contacts.blank("Ann"))
    assert session.holds(ann.id)
    core.contacts.delete([ann.id])
    assert not session.holds(ann.id)
