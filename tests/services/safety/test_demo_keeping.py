"""What the user added to a demo goes into their store; who is made up stays behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from netui.domain.preferences import Preferences
from netui.services.ports import Store
from netui.services.safety.demo_keeping import DemoKeeping
from tests.factories import TODAY, make_contact, make_follow_up, make_interaction
from tests.fakes import FakeClock, InMemoryStore

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
DEMO, OTHER, MINE, FRIEND = 1 << 50, (1 << 50) + 1, (1 << 50) + 2, (1 << 50) + 3


def _demo() -> InMemoryStore:
    demo = InMemoryStore(FakeClock(NOON))
    with demo.elsewhere("Build the demo"):
        demo.contacts.add(make_contact(id=DEMO, name="Made Up"))
        demo.contacts.add(make_contact(id=OTHER, name="Made Up Too"))
        demo.preferences.save(Preferences(away_until=TODAY))
    return demo


def _keeping(demo: Store, own: Store) -> DemoKeeping:
    @contextmanager
    def opened() -> Iterator[Store]:
        yield own

    return DemoKeeping(demo, opened)


def test_what_is_about_ones_own_people_is_kept_and_nothing_else() -> None:
    demo, own = _demo(), InMemoryStore(FakeClock(NOON))
    with demo.transaction("Play"):
        demo.contacts.add(make_contact(id=MINE, name="[b]Real", introduced_by=DEMO))
        demo.contacts.add(make_contact(id=FRIEND, name="Friend", introduced_by=MINE))
        demo.contacts.save(make_contact(id=OTHER, name="Renamed"))
        demo.interactions.add(make_interaction(id=MINE + 10, contact_ids=(DEMO, MINE, FRIEND), text="lunch"))
        demo.interactions.add(make_interaction(id=MINE + 11, contact_ids=(DEMO,)))
        demo.follow_ups.add(make_follow_up(id=MINE + 12, contact_id=MINE, interview_id=MINE + 40))
        demo.follow_ups.add(make_follow_up(id=MINE + 13, contact_id=MINE, about_id=DEMO))
    keeping = _keeping(demo, own)
    assert keeping.added() == "2 people, 1 entry in the log, 1 follow-up"
    assert "2 people" in keeping.keep()

    people = {one.name: one for one in own.contacts.all()}
    assert set(people) == {"[b]Real", "Friend"}
    real, friend = people["[b]Real"], people["Friend"]
    assert (real.introduced_by, friend.introduced_by) == (None, real.id)
    assert [one.contact_ids for one in own.interactions.all()] == [(real.id, friend.id)]
    assert [one.contact_id for one in own.follow_ups.all()] == [real.id]
    assert {real.id, friend.id}.isdisjoint({MINE, FRIEND})

    own.undo(own.history()[0].seq)
    assert (own.contacts.all(), own.interactions.all()) == ([], [])


def test_a_look_around_leaves_nothing_to_keep() -> None:
    demo = _demo()
    with demo.transaction("Log coffee with Made Up"):
        demo.interactions.add(make_interaction(id=MINE, contact_ids=(DEMO, OTHER)))
    assert _keeping(demo, InMemoryStore(FakeClock(NOON))).added() == ""
