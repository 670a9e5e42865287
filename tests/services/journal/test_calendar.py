"""A calendar over time: what changed, what was cancelled, and that all else stays as it was."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest

from netui.domain.errors import NetuiError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.journal.calendar import CalendarChoice, CalendarEntry, CalendarKind
from netui.domain.journal.exporting import ExportFormat
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.plan.event import Event, EventState
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.services.journal.calendar import CalendarService
from tests.factories import make_contact
from tests.services.conftest import FRIDAY, Core

MONDAY = FRIDAY + timedelta(days=3)


def entries(core: Core, *kinds: CalendarKind, people: tuple[int, ...] | None = None) -> list[CalendarEntry]:
    calendar = CalendarService(core.store, core.present, lambda: core.services.agenda)
    choice = CalendarChoice(kinds=frozenset(kinds or CalendarKind))
    return calendar.entries(people, choice)


def interviews(core: Core) -> list[CalendarEntry]:
    return entries(core, CalendarKind.INTERVIEWS)


@pytest.fixture
def interview(core: Core) -> int:
    dana = core.contacts.add(make_contact(id=0, name="Dana Okafor"))
    return core.services.interviews.add(dana.id, at=MONDAY).id


def test_a_sequence_grows_with_what_shows_and_with_nothing_else(core: Core, interview: int) -> None:
    (new,) = interviews(core)
    assert (new.sequence, new.changed_at, new.alarm) == (0, FRIDAY, -timedelta(hours=1))
    core.clock.advance(timedelta(hours=1))
    with core.store.transaction("Type"):
        core.store.interviews.save(replace(core.services.interviews.get(interview), talk_notes="typed"))
    assert interviews(core) == [new]
    moved_at = core.clock.advance(timedelta(hours=1))
    core.services.interviews.move(interview, MONDAY + timedelta(days=1))
    (moved,) = interviews(core)
    assert (moved.uid, moved.sequence, moved.changed_at) == (new.uid, 1, moved_at)
    core.history.undo()
    (undone,) = interviews(core)
    assert (undone.start, undone.sequence) == (new.start, 2)


def test_another_name_is_a_change_of_the_entry(core: Core, interview: int) -> None:
    core.clock.advance(timedelta(days=1))
    person = core.services.contacts.get(core.services.interviews.get(interview).contact_id or 0)
    with core.store.transaction("Log"):
        core.store.contacts.save(replace(person, last_contact_on=date(2026, 11, 21)))
    assert interviews(core)[0].changed_at == FRIDAY
    with core.store.transaction("Edit"):
        core.store.contacts.save(replace(person, name="Dana Weiss"))
    (entry,) = interviews(core)
    assert (entry.summary, entry.changed_at) == ("Talk with Dana Weiss", core.clock.now())


@pytest.mark.parametrize("how", ["cancel", "decline", "ask", "delete"])
def test_what_is_called_off_stays_for_thirty_days_marked(core: Core, interview: int, how: str) -> None:
    (new,) = interviews(core)
    core.clock.advance(timedelta(hours=1))
    if how == "ask":
        with core.store.transaction("Ask"):
            asked = replace(core.services.interviews.get(interview), status=InterviewStatus.ASKED, at=None)
            core.store.interviews.save(asked)
    else:
        getattr(core.services.interviews.closing, how)(interview)
    (gone,) = interviews(core)
    assert gone == replace(new, cancelled=True, alarm=None, sequence=1, changed_at=core.clock.now())
    core.clock.advance(timedelta(days=30))
    assert interviews(core) == [gone]
    core.clock.advance(timedelta(days=1))
    assert interviews(core) == []


def test_what_is_on_again_is_no_longer_cancelled(core: Core, interview: int) -> None:
    core.services.interviews.closing.cancel(interview)
    core.services.interviews.schedule(interview, MONDAY)
    (entry,) = interviews(core)
    assert (entry.cancelled, entry.sequence) == (False, 2)


def test_an_event_you_skip_is_cancelled_too(core: Core) -> None:
    event = Event(id=50, uid="e", title="Meetup", on=date(2026, 11, 26), created_at=FRIDAY)
    with core.store.transaction("Add"):
        core.store.of(Event).add(event)
    assert [one.cancelled for one in entries(core, CalendarKind.EVENTS)] == [False]
    with core.store.transaction("Skip"):
        core.store.of(Event).save(replace(event, state=EventState.SKIPPED))
    (entry,) = entries(core, CalendarKind.EVENTS)
    assert (entry.cancelled, entry.sequence, entry.summary) == (True, 1, "Meetup")
    assert entries(core, CalendarKind.EVENTS, people=(7,)) == []


def test_everybody_has_one_birthday_entry_for_all_years(core: Core) -> None:
    for name, birthday in (("Ana", PartialDate(2, 29)), ("Bo", PartialDate(7, 1, 1984)), ("Cy", None)):
        core.contacts.add(make_contact(id=0, name=name, birthday=birthday, birthday_imported=True))
    old = core.contacts.add(make_contact(id=0, name="Di", birthday=PartialDate(1, 1)))
    core.contacts.archive([old.id])
    bo, ana = entries(core, CalendarKind.BIRTHDAYS)
    assert (bo.summary, bo.start, bo.yearly, bo.alarm) == (
        *("birthday: Bo (1984)", date(1984, 7, 1), True, timedelta(hours=9)),
    )
    assert (ana.summary, ana.start) == ("birthday: Ana", date(2024, 2, 29))
    core.clock.advance(timedelta(days=400))
    assert entries(core, CalendarKind.BIRTHDAYS) == [bo, ana]


def test_what_is_late_moves_with_the_day_and_nothing_else_does(core: Core) -> None:
    dana = core.contacts.add(make_contact(id=0, name="Dana Okafor"))
    for days in (1, 40):
        core.follow_ups.add(
            contact_id=dana.id, kind=FollowUpKind.SEND, text="Slides", due_on=FRIDAY.date() + timedelta(days)
        )
    soon, later = entries(core, CalendarKind.FOLLOW_UPS)
    assert (soon.start, soon.sequence, soon.alarm) == (date(2026, 11, 21), 0, timedelta(hours=9))
    core.clock.advance(timedelta(hours=5))
    assert entries(core) == [soon, later]
    core.clock.advance(timedelta(days=20))
    late, same = entries(core)
    assert same == later
    assert (late.uid, late.start, late.alarm) == (soon.uid, date(2026, 12, 10), None)
    assert late.summary == f"{soon.summary} (since Sat 21 Nov)"
    assert late.changed_at == datetime.fromisoformat("2026-12-10T00:00+01:00")
    core.clock.advance(timedelta(days=1))
    assert entries(core)[0].sequence > late.sequence > 0
    before = entries(core)[0].sequence
    core.follow_ups.snooze(int(soon.uid), date(2026, 12, 24))
    assert entries(core)[0].sequence >= before


def test_kinds_alarms_and_days_are_chosen(core: Core, interview: int) -> None:
    dana = core.services.interviews.get(interview).contact_id
    core.follow_ups.add(contact_id=dana, kind=FollowUpKind.SEND, text="Slides", due_on=date(2026, 12, 20))
    kinds = {one.kind for one in entries(core)}
    assert kinds == {CalendarKind.INTERVIEWS, CalendarKind.PREPARATION, CalendarKind.FOLLOW_UPS}
    assert {one.kind for one in entries(core, CalendarKind.FOLLOW_UPS)} == {CalendarKind.FOLLOW_UPS}
    quiet = core.services.exports.of(ExportFormat.ICS, None, calendar=CalendarChoice(days=7, alarms=False))
    assert "VALARM" not in quiet.text
    assert "Slides" not in quiet.text
    assert "TRIGGER:-PT1H" in core.services.exports.of(ExportFormat.ICS, None).text


def test_what_was_snoozed_says_when(core: Core, interview: int) -> None:
    row = next(one for one in core.services.agenda.week().rows if one.id.startswith("prep:"))
    first = row.items[0] if row.items else row
    snoozed_at = core.clock.advance(timedelta(hours=1))
    core.services.actions.snooze(first, date(2026, 11, 22))
    (entry,) = (one for one in entries(core, CalendarKind.PREPARATION) if one.uid == first.id)
    assert (entry.start, entry.changed_at) == (date(2026, 11, 22), snoozed_at)


@pytest.mark.parametrize("seed", range(6))
def test_a_sequence_never_goes_back_and_says_every_change(core: Core, interview: int, seed: int) -> None:
    dice = random.Random(seed)
    dana = core.services.interviews.get(interview).contact_id
    follow_up = core.follow_ups.add(
        contact_id=dana, kind=FollowUpKind.SEND, text="Slides", due_on=FRIDAY.date() + timedelta(2)
    )
    interviews, closing = core.services.interviews, core.services.interviews.closing
    acts: tuple[Callable[[], object], ...] = (
        lambda: interviews.schedule(interview, MONDAY + timedelta(hours=dice.randrange(400))),
        lambda: closing.cancel(interview),
        lambda: interviews.ask(interview),
        lambda: core.follow_ups.snooze(follow_up.id, core.present.today() + timedelta(dice.randrange(1, 9))),
        core.history.undo,
        core.history.redo,
        lambda: core.clock.advance(timedelta(hours=dice.randrange(40))),
    )
    known: dict[str, CalendarEntry] = {}
    for _ in range(40):
        with suppress(NetuiError):
            dice.choice(acts)()
        core.clock.advance(timedelta(minutes=1))
        for entry in entries(core, CalendarKind.INTERVIEWS, CalendarKind.FOLLOW_UPS):
            before = known.get(entry.uid, entry)
            undated = replace(before, sequence=entry.sequence, changed_at=entry.changed_at)
            assert (entry.sequence > before.sequence) or entry == before
            assert undated == entry or entry.changed_at != before.changed_at
            known[entry.uid] = entry
