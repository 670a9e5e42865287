"""A record that was merged into someone's is that person: forgetting them forgets it too."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from netui.domain.errors import ConflictError
from netui.domain.people.contact import Contact
from netui.services.safety.safekeeping import Person
from netui.services.services import Services
from netui.storage.safety.files_next_to_store import FilesNextToStore
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.opening import open_store
from netui.storage.store.store import TinyDBStore
from tests.factories import make_contact
from tests.fakes import FakeClock
from tests.storage.safety.test_forget import everything
from tests.tui.services_builder import build

_TRACES = (b"zyla", b"quist", b"her secret")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(tmp_path: Path, clock: FakeClock) -> TinyDBStore:
    return open_store(tmp_path, clock=clock, session="here")


@pytest.fixture
def services(store: TinyDBStore, clock: FakeClock) -> Services:
    return build(store, clock=clock, keeping=lambda: safekeeping_of(store))


def _add(services: Services, clock: FakeClock, name: str, **fields: object) -> Contact:
    clock.advance(timedelta(minutes=1))
    return services.contacts.add(make_contact(id=0, name=name, **fields))


def _merge(services: Services, clock: FakeClock, keep: Contact, other: Contact) -> None:
    clock.advance(timedelta(minutes=1))
    services.duplicates.merge(keep.id, other.id)


def _traces(folder: Path) -> list[str]:
    found = [(name, data.lower(), trace) for name, data in everything(folder) for trace in _TRACES]
    return [
        f"{name}: {data[max(0, data.find(trace) - 80) : data.find(trace) + 40]!r}"
        for name, data, trace in found
        if trace in data
    ]


def test_what_was_merged_into_someone_is_forgotten_with_them(
    tmp_path: Path, store: TinyDBStore, services: Services, clock: FakeClock
) -> None:
    first = _add(services, clock, "Zyla Quist")
    second = _add(services, clock, "Z. Quist-Berg", notes="her secret")
    third = _add(services, clock, "Zyla Berg", emails=("zyla@quist.example",))
    friend = _add(services, clock, "Tom Weld", introduced_by=third.id)
    _merge(services, clock, second, third)
    services.history.undo()
    services.history.redo()
    _merge(services, clock, first, second)
    merge = store.seq
    asked: list[str] = []

    def confirm(question: str) -> bool:
        asked.append(question)
        return True

    done = services.safety.forget(Person(id=first.id, name="Zyla Quist"), confirm)
    assert asked[0].startswith("Erase Zyla Quist, with what was merged into them (Zyla Berg),")
    assert done is not None
    assert (done.name, done.removed["contacts"]) == ("Zyla Quist", 1)
    with suppress(ConflictError):
        services.history.undo(merge)
    assert [row.name for row in store.contacts.rows()] == [friend.name]
    store.close()
    assert _traces(tmp_path) == []


def test_a_merge_by_another_session_is_forgotten_with_them(
    tmp_path: Path, store: TinyDBStore, services: Services, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _add(services, clock, "Zyla Quist")
    second = _add(services, clock, "Z. Quist-Berg", notes="her secret")
    other = open_store(tmp_path, clock=clock, session="there")
    clean = FilesNextToStore.clean

    def interrupted(self: FilesNextToStore, *arguments: Any) -> None:
        clean(self, *arguments)
        monkeypatch.undo()
        _merge(build(other, clock=clock), clock, first, second)

    monkeypatch.setattr(FilesNextToStore, "clean", interrupted)
    services.safety.forget(Person(id=first.id, name="Zyla Quist"), lambda _: True)
    other.close()
    store.close()
    assert _traces(tmp_path) == []


def test_who_is_here_apart_again_or_was_deleted_is_someone_else(
    store: TinyDBStore, services: Services, clock: FakeClock
) -> None:
    first, second = (_add(services, clock, name) for name in ("Zyla Quist", "Zyla Berg"))
    _merge(services, clock, first, second)
    services.history.undo()
    keeping = safekeeping_of(store)
    person = Person(id=first.id, name="Zyla Quist")
    assert keeping.merged_into(person) == []
    services.contacts.delete([second.id])
    assert keeping.merged_into(person) == []
    keeping.forget(person)
    assert [gone.name for gone in keeping.people_gone()] == ["Zyla Berg"]
