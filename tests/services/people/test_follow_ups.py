"""Follow-ups: done, snoozed, deleted, and opened again."""

from datetime import UTC, date, datetime, time

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.follow_up import FollowUp, FollowUpKind, FollowUpState
from netui.domain.people.interaction import InteractionKind
from netui.domain.values import replace
from netui.domain.week.promises import NewFollowUp
from tests.services.conftest import Core


def add_one(core: Core, **fields: object) -> FollowUp:
    values: dict[str, object] = {
        "contact_id": None,
        "kind": FollowUpKind.SEND,
        "text": "send the article",
        "due_on": date(2026, 11, 13),
    }
    return core.follow_ups.add(**{**values, **fields})  # type: ignore[arg-type]


def test_done_closes_it_once(core: Core) -> None:
    made = add_one(core)
    assert core.follow_ups.done(made.id).state is FollowUpState.DONE
    assert core.follow_ups.open() == []
    with pytest.raises(InvalidValueError, match="done already"):
        core.follow_ups.done(made.id)
    core.history.undo()
    assert core.follow_ups.open() == [made]


def test_a_form_that_was_open_does_not_open_it_again(core: Core) -> None:
    made = add_one(core)
    core.follow_ups.done(made.id)
    edited = core.follow_ups.edit(replace(made, text="send both articles"), made)
    assert (edited.state, edited.text) == (FollowUpState.DONE, "send both articles")
    assert core.follow_ups.open() == []


def test_a_recurring_follow_up_opens_again_after_today(core: Core) -> None:
    made = add_one(core, repeats=Cadence.parse("weekly"))
    core.follow_ups.done(made.id)
    assert [one.due_on for one in core.follow_ups.open()] == [date(2026, 11, 27)]
    core.follow_ups.drop(core.follow_ups.open()[0].id)
    assert [one.due_on for one in core.follow_ups.open()] == [date(2026, 12, 4)]


def test_a_series_keeps_the_day_it_began_with(core: Core) -> None:
    core.clock.set(datetime(2027, 1, 31, 9, tzinfo=UTC))
    made = add_one(core, due_on=date(2027, 1, 31), repeats=Cadence.parse("1 month"))
    due = []
    for _ in range(3):
        core.follow_ups.done(made.id)
        made = core.follow_ups.open()[0]
        due.append(f"{made.due_on:%d %b}")
        core.clock.set(datetime.combine(made.due_on, time(9), UTC))
    assert due == ["28 Feb", "31 Mar", "30 Apr"]
    moved = core.follow_ups.edit(replace(made, due_on=date(2027, 5, 5)), made)
    core.follow_ups.done(moved.id)
    assert core.follow_ups.open()[0].due_on == date(2027, 6, 5)


def test_a_yearly_series_comes_back_to_the_leap_day(core: Core) -> None:
    core.clock.set(datetime(2028, 2, 29, 9, tzinfo=UTC))
    made = add_one(core, due_on=date(2028, 2, 29), repeats=Cadence.parse("yearly"))
    due = []
    for _ in range(4):
        core.follow_ups.done(made.id)
        made = core.follow_ups.open()[0]
        due.append(made.due_on.isoformat())
        core.clock.set(datetime.combine(made.due_on, time(9), UTC))
    assert due == ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]


def test_what_is_promised_in_the_log_was_promised_that_day(core: Core) -> None:
    ann = core.contacts.add(core.contacts.blank("Ann"))
    wanted = core.follow_ups.reading.follow_up("send the article by friday")
    _, made = core.follow_ups.log_with_follow_ups(
        [wanted], contact_ids=[ann.id], kind=InteractionKind.COFFEE, on=date(2026, 11, 19)
    )
    assert [one.promised_on for one in made] == [date(2026, 11, 19)]


def test_a_promised_check_in_marked_done_is_logged(core: Core) -> None:
    ann = core.contacts.add(core.contacts.blank("Ann"))
    for kind, logged in ((None, InteractionKind.MESSAGE), (InteractionKind.CALL, InteractionKind.CALL)):
        made = add_one(core, contact_id=ann.id, kind=FollowUpKind.CHECK_IN, text="catch up")
        core.follow_ups.done(made.id, kind=kind)
        entry = core.log.for_contact(ann.id)[0]
        assert (entry.kind, entry.text, entry.real) == (logged, "catch up", True)
    core.follow_ups.done(add_one(core, contact_id=ann.id, kind=FollowUpKind.CHECK_IN).id, logged=True)
    core.follow_ups.done(add_one(core, contact_id=ann.id, kind=FollowUpKind.OTHER).id)
    assert len(core.log.for_contact(ann.id)) == 2


def test_a_thank_you_marked_done_is_logged_as_sent(core: Core) -> None:
    ann = core.contacts.add(core.contacts.blank("Ann"))
    made = add_one(core, contact_id=ann.id, kind=FollowUpKind.THANK_YOU, text="thank Ann")
    core.follow_ups.done(made.id)
    logged = core.log.for_contact(ann.id)
    assert [(one.template, one.on) for one in logged] == [("thank-you", date(2026, 11, 20))]
    assert core.contacts.get(ann.id).last_contact_on == date(2026, 11, 20)


def test_snooze_keeps_the_due_day(core: Core) -> None:
    made = add_one(core)
    later = core.follow_ups.snooze(made.id, date(2026, 11, 23))
    assert (later.due_on, later.snoozed_until) == (date(2026, 11, 13), date(2026, 11, 23))
    with pytest.raises(InvalidValueError, match="not to come"):
        core.follow_ups.snooze(made.id, date(2026, 11, 20))


def test_a_follow_up_needs_words(core: Core) -> None:
    with pytest.raises(InvalidValueError, match="few words"):
        add_one(core, text="  ")


def test_what_was_promised_is_logged_and_undone_with_what_happened(core: Core) -> None:
    ann, bob = (core.contacts.add(core.contacts.blank(name)) for name in ("Ann", "Bob"))
    article = NewFollowUp(FollowUpKind.SEND, "send the article", date(2026, 11, 27))
    book = NewFollowUp(FollowUpKind.OTHER, "return the book", date(2026, 12, 1))
    logged, made = core.follow_ups.log_with_follow_ups(
        [article, book], contact_ids=[ann.id, bob.id], kind=InteractionKind.COFFEE, on=date(2026, 11, 20)
    )
    assert core.log.for_contact(bob.id) == [logged]
    assert [(one.contact_id, one.text, one.due_on) for one in made] == [
        (ann.id, "send the article", date(2026, 11, 27)),
        (bob.id, "send the article", date(2026, 11, 27)),
        (ann.id, "return the book", date(2026, 12, 1)),
        (bob.id, "return the book", date(2026, 12, 1)),
    ]
    assert core.follow_ups.open() == made
    assert core.history.entries()[0].label == "Log coffee with Ann and Bob"
    core.history.undo()
    assert (core.log.for_contact(ann.id), core.follow_ups.open()) == ([], [])


def test_nothing_is_logged_where_a_follow_up_has_no_words(core: Core) -> None:
    ann = core.contacts.add(core.contacts.blank("Ann"))
    empty = NewFollowUp(FollowUpKind.OTHER, " ", date(2026, 11, 27))
    with pytest.raises(InvalidValueError, match="needs a few words"):
        core.follow_ups.log_with_follow_ups(
            [empty], contact_ids=[ann.id], kind=InteractionKind.CALL, on=date(2026, 11, 20)
        )
    assert core.log.for_contact(ann.id) == []


def test_several_follow_ups_to_one_person_are_one_change(core: Core) -> None:
    wanted = [NewFollowUp(FollowUpKind.OTHER, text, date(2026, 11, 27)) for text in ("one", "two")]
    assert [one.text for one in core.follow_ups.add_all(None, wanted)] == ["one", "two"]
    assert [entry.label for entry in core.history.entries()] == ["Promise: one; two"]


def test_the_same_follow_up_to_several_people_is_one_change(core: Core) -> None:
    people = [core.contacts.add(core.contacts.blank(name)).id for name in ("Ann", "Bob")]
    made = core.follow_ups.add_for_each(
        people,
        kind=FollowUpKind.SEND,
        text=" send the slides ",
        due_on=date(2026, 11, 27),
        repeats=Cadence.parse("weekly"),
    )
    assert [(one.contact_id, one.text) for one in made] == [(one, "send the slides") for one in people]
    assert core.history.entries()[0].label == "Promise: send the slides"
    core.history.undo()
    assert core.follow_ups.open() == []


def test_the_open_follow_ups_of_an_interview(core: Core) -> None:
    first, second = add_one(core, interview_id=7), add_one(core, interview_id=7)
    add_one(core, interview_id=8)
    core.follow_ups.done(first.id)
    assert core.follow_ups.open_from_interview(7) == [second]
