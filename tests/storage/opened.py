"""Opening stores in tests, and looking at what they hold."""

from pathlib import Path

import pytest

from netui.domain.people.contact import Contact
from netui.services.safety.safekeeping import Health
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.opening import open_store
from netui.storage.store.store import TinyDBStore
from tests.factories import make_contact
from tests.fakes import FakeClock


def opened(
    folder: Path, session: str = "here", *, read_only: bool = False, daily: bool = False
) -> TinyDBStore:
    """Open a store; with `daily` the session ends as a real one: with a backup, and what it wrote kept."""
    store = open_store(folder, clock=FakeClock(), session=session, read_only=read_only)
    store.daily = daily
    return store


def add_contact(store: TinyDBStore, name: str, **over: object) -> Contact:
    with store.transaction(f"Add {name}"):
        contact = make_contact(id=store.new_id(), name=name, **over)
        store.contacts.add(contact)
    return contact


def names(store: TinyDBStore) -> list[str]:
    return [contact.name for contact in store.contacts.all()]


def raw_state(store: TinyDBStore) -> dict[str, dict[int, bytes]]:
    """Every document, byte for byte."""
    return {
        name: {document_id: bytes(raw) for document_id, raw in collection.documents.items()}
        for name, collection in store.collections.items()
    }


def abandon(store: TinyDBStore) -> None:
    """Leave a store as a killed process does: nothing is compacted, nothing is tidied."""
    store._state.close()
    store._transactions._lock.close()
    store._live.release()


def turn_over(store: TinyDBStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the journal be full, so that it goes into history."""
    with monkeypatch.context() as patch:
        patch.setattr("netui.storage.store.store.SMALL", 1)
        store.compact()


def examine(folder: Path) -> Health:
    """Say what a doctor finds."""
    store = opened(folder, read_only=True)
    try:
        return safekeeping_of(store).examine()
    finally:
        store.close()


def repair(folder: Path) -> Health:
    """Repair a store in a session of its own."""
    store = opened(folder)
    try:
        return safekeeping_of(store).repair()
    finally:
        store.close()


def people(folder: Path) -> list[str]:
    """Return the names of everyone in a store, as a session reads it."""
    store = opened(folder, read_only=True)
    try:
        return names(store)
    finally:
        store.close()


def labels(folder: Path) -> list[str]:
    """Return the labels of all changes, the newest first."""
    store = opened(folder, read_only=True)
    try:
        return [entry.label for entry in store.history()]
    finally:
        store.close()
