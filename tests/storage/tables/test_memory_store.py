"""The fake store keeps to the same contract as the real one."""

import pytest

from netui.domain.errors import StoreReadOnlyError
from netui.services.ports import Change, Store
from tests.factories import make_contact
from tests.fakes import InMemoryStore
from tests.storage.contract import StoreContract


class TestInMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> Store:
        return InMemoryStore()


def test_a_seed_is_no_history() -> None:
    store = InMemoryStore()
    contact = make_contact(id=5000)
    store.seed(contact)
    assert store.contacts.all() == [contact]
    assert store.history() == []
    with store.transaction("Id"):
        assert store.new_id() > contact.id


def test_another_session_is_announced_as_such() -> None:
    store = InMemoryStore()
    heard: list[Change] = []
    store.subscribe(heard.append)
    with store.elsewhere("Add Ann"):
        store.contacts.add(make_contact())
    assert [(change.ours, change.session) for change in heard] == [(False, "elsewhere")]


def test_read_only_means_nothing_is_written() -> None:
    store = InMemoryStore()
    with store.transaction("Add"):
        store.contacts.add(make_contact())
    store.read_only = "opened with --read-only"
    with pytest.raises(StoreReadOnlyError, match="--read-only"), store.transaction("Add"):
        store.contacts.add(make_contact())
    with pytest.raises(StoreReadOnlyError):
        store.undo(1)
    assert store.contacts.count() == 1
