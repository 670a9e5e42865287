"""A cached answer follows every change of what it was computed from."""

from datetime import date
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from netui.bootstrap.wiring import build_store
from netui.domain.people.contact import ContactRow
from netui.domain.values import replace
from netui.services.ports import Store
from netui.services.remembered import PerContact, Remembered
from tests.factories import make_contact, make_follow_up
from tests.fakes import FakeClock, InMemoryStore


def test_it_is_worked_out_once_and_again_after_a_change_that_concerns_it() -> None:
    store, asked = InMemoryStore(), list[int]()
    day = [date(2026, 11, 20)]

    def work() -> int:
        asked.append(1)
        return len(store.contacts.rows())

    count = Remembered(store, work, "contacts", by=lambda: day[0])

    def state() -> tuple[bool, int, int, int]:
        return count.is_known, count(), count(), len(asked)

    assert state() == (False, 0, 0, 1)
    assert state() == (True, 0, 0, 1)
    with store.transaction("Add"):
        store.contacts.add(make_contact())
    assert state() == (False, 1, 1, 2)
    with store.transaction("Promise"):
        store.follow_ups.add(make_follow_up())
    assert state() == (True, 1, 1, 2)
    day[0] = date(2026, 11, 21)
    assert state() == (False, 1, 1, 3)


def test_what_changes_while_it_is_worked_out_is_not_missed() -> None:
    store = InMemoryStore()

    def work() -> int:
        found = len(store.contacts.rows())
        if not found:  # as another thread may, at the same time
            with store.transaction("Add"):
                store.contacts.add(make_contact())
        return found

    count = Remembered(store, work, "contacts")
    assert [count(), count()] == [0, 1]


Steps = list[tuple[str, int]]
_STEPS = st.lists(st.tuples(st.sampled_from(["add", "rename", "remove", "other day"]), st.integers(0, 9)))


@given(_STEPS)
def test_what_is_known_of_each_contact_follows_the_store(steps: Steps) -> None:
    _walk(InMemoryStore(), steps)


def test_a_store_that_keeps_its_rows_is_asked_for_those_who_changed_alone(tmp_path: Path) -> None:
    random = Random(7)
    steps = [(random.choice(["add", "add", "rename", "remove", "other day"]), n % 10) for n in range(120)]
    store = build_store(tmp_path / "store", FakeClock(), session="test")
    try:
        asked = _walk(store, steps)
    finally:
        store.close()
    assert max(count for count, is_other_day in asked if not is_other_day) == 1
    assert max(count for count, is_other_day in asked if is_other_day) > 5


def _walk(store: Store, steps: Steps) -> list[tuple[int, bool]]:
    """Return how many people were looked at in each step, and whether all had to be."""
    people = [make_contact(name=f"person {n}") for n in range(10)]
    asked, counts = list[int](), list[tuple[int, bool]]()

    def derive(row: ContactRow, by: int) -> str | None:
        asked.append(row.id)
        return None if row.name.endswith("3") else f"{row.name} on {by}"

    def expect(known: PerContact[int, str], by: int) -> None:
        asked.clear()
        found = dict(known(by))
        counts.append((len(asked), by != before))
        everybody = ((row.id, derive(row, by)) for row in store.contacts.rows())
        assert found == {contact_id: message for contact_id, message in everybody if message is not None}

    known, by, before = PerContact(store, derive), 0, -1
    for step, which in steps:
        person = people[which]
        here = store.contacts.get(person.id)
        with store.transaction(step):
            if step == "add" and here is None:
                store.contacts.add(person)
            elif step == "rename" and here is not None:
                store.contacts.save(replace(here, name=f"{here.name}{which}"))
            elif step == "remove" and here is not None:
                store.contacts.remove(person.id)
            expect(known, by)  # a transaction sees what it wrote
        before = by
        by += step == "other day"
        expect(known, by)
        before = by
    return counts
