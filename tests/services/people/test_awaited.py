"""Follow-ups that wait for a conversation: "tell Elif, once I talked to Mei". Today is Fri 20 Nov 2026."""

from datetime import date, timedelta
from typing import Any

import pytest

from netui.domain.errors import AmbiguousError, InvalidValueError, NotFoundError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.cadence import Cadence
from netui.domain.people.follow_up import FollowUp, FollowUpKind, FollowUpState
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.event import MetLine
from netui.domain.plan.goal import Period
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow
from netui.domain.week.debrief import Debrief
from netui.services.plan.events import MetPerson
from netui.services.services import Services
from tests.factories import TODAY, make_contact, make_event, make_interview
from tests.services.conftest import Core

ELIF = make_contact(id=11, name="Elif Demir")
MEI = make_contact(id=12, name="Mei Chen")
TWIN = make_contact(id=13, name="M. Chen")
A_DAY = timedelta(days=1)


@pytest.fixture
def services(core: Core) -> Services:
    core.store.seed(ELIF, MEI, TWIN)
    return core.services


def owe(core: Core, **fields: Any) -> FollowUp:
    values: dict[str, Any] = {"kind": FollowUpKind.UPDATE, "text": "tell her", "due_on": None}
    return core.follow_ups.add(**{"contact_id": ELIF.id, "after_id": MEI.id, **values, **fields})


def converse(core: Core, who: int = MEI.id, on: date | None = None, **fields: Any) -> int:
    kind = fields.pop("kind", InteractionKind.COFFEE)
    return core.log.log(contact_ids=(who,), kind=kind, on=on or core.present.today(), **fields).id


def due(core: Core) -> list[AgendaRow]:
    return [row for row in core.services.agenda.until(date.max).rows if row.follow_up_id is not None]


def test_it_is_in_no_list_until_the_conversation_and_then_due_with_its_reason(
    core: Core, services: Services
) -> None:
    made = owe(core)
    assert (due(core), core.follow_ups.open()) == ([], [])
    assert services.agenda_sources.owed() == {}
    assert core.follow_ups.waiting() == [made]
    assert core.follow_ups.due_words(made) == "once you talk to Mei Chen"
    assert ELIF.id in {row.id for row in services.agenda.reach_out()}, "what waits does not come by itself"
    core.clock.advance(5 * A_DAY)
    converse(core)
    (row,) = due(core)
    assert (row.who, row.text, row.due_on) == ("Elif Demir", "tell her", date(2026, 11, 27))
    assert row.why == "promised Fri 20; you talked with Mei Chen on Wed 25"
    assert core.follow_ups.waiting() == []
    core.history.undo()
    assert (due(core), core.follow_ups.waiting()) == ([], [made])
    core.history.redo()
    assert due(core) == [row]


@pytest.mark.parametrize(
    ("entry", "is_due"),
    [
        ({"kind": InteractionKind.MESSAGE, "direction": Direction.RECEIVED}, True),
        ({"kind": InteractionKind.MESSAGE, "direction": Direction.GAVE}, False),
        ({"kind": InteractionKind.SOCIAL}, False),
        ({"template": "check-in", "direction": Direction.GAVE}, False),
        ({"template": "check-in", "direction": Direction.BOTH}, True),  # and they answered on that day
        ({"who": ELIF.id}, False),
        ({"on": TODAY - A_DAY}, False),
        ({"on": TODAY}, True),
    ],
)
def test_only_a_conversation_with_that_person_since_counts(
    core: Core, services: Services, entry: dict[str, Any], is_due: bool
) -> None:
    del services
    owe(core)
    core.clock.advance(A_DAY)
    converse(core, **({"on": TODAY + A_DAY} | entry))
    assert bool(due(core)) is is_due


@pytest.mark.usefixtures("services")
def test_what_was_logged_before_counts_only_if_it_was_on_a_later_day(core: Core) -> None:
    converse(core)
    assert owe(core).waits, "the conversation of this morning is not the one to come"
    _, (late,) = core.follow_ups.log_with_follow_ups(
        [core.follow_ups.reading.follow_up("tell her more once I talked to Mei")],
        contact_ids=[ELIF.id],
        kind=InteractionKind.COFFEE,
        on=TODAY - A_DAY,
    )
    assert (late.promised_on, late.after_on, late.due_on) == (TODAY - A_DAY, TODAY, TODAY + 2 * A_DAY)


@pytest.mark.usefixtures("services")
def test_it_is_due_by_its_own_day_in_any_case(core: Core) -> None:
    made = owe(core, due_on=date(2026, 12, 1))
    (row,) = due(core)
    assert row.why == "promised Fri 20; due by this day, or once you talk to Mei Chen"
    assert core.follow_ups.due_words(made) == "due Tue 1 Dec 2026, in 11 days, or once you talk to Mei Chen"
    core.follow_ups.snooze(made.id, date(2026, 12, 9))
    entry = converse(core)
    assert [row.due_on for row in due(core)] == [date(2026, 11, 22)]
    core.log.remove(entry)
    assert [row.due_on for row in due(core)] == [date(2026, 12, 1)]
    soon = owe(core, due_on=TODAY)
    converse(core)
    assert core.follow_ups.get(soon.id).due_on == TODAY


@pytest.mark.usefixtures("services")
def test_it_waits_again_where_the_conversation_was_none(core: Core) -> None:
    made = owe(core)
    entry = core.log.get(converse(core, kind=InteractionKind.CALL))
    elsewhere = core.log.edit(replace(entry, contact_ids=(TWIN.id,)))
    assert core.follow_ups.waiting() == [made]
    core.log.edit(replace(elsewhere, contact_ids=(MEI.id,)))
    assert core.follow_ups.get(made.id).after_on == TODAY
    core.log.remove(entry.id)
    assert core.follow_ups.waiting() == [made]


@pytest.mark.usefixtures("services")
def test_a_merge_is_followed(core: Core) -> None:
    made = owe(core, after_id=TWIN.id)
    core.services.duplicates.merge(MEI.id, TWIN.id)
    assert [one.after_id for one in core.follow_ups.waiting()] == [MEI.id]
    converse(core)
    assert core.follow_ups.get(made.id).after_on == TODAY
    core.history.undo()
    core.history.undo()
    assert core.follow_ups.waiting() == [made]


@pytest.mark.usefixtures("services")
def test_a_conversation_with_one_is_one_with_both_after_a_merge(core: Core) -> None:
    made = owe(core, after_id=TWIN.id)
    converse(core, MEI.id)
    assert core.follow_ups.waiting() == [made]
    core.services.duplicates.merge(MEI.id, TWIN.id)
    assert core.follow_ups.get(made.id).after_on == TODAY


def test_nothing_owed_is_lost_with_the_person_it_waits_for(core: Core, services: Services) -> None:
    made = owe(core)
    core.clock.advance(5 * A_DAY)
    services.contacts.delete([MEI.id])
    (row,) = due(core)
    assert (row.text, row.due_on, row.why) == ("tell her", date(2026, 11, 25), "promised Fri 20")
    core.history.undo()
    assert core.follow_ups.waiting() == [made]
    services.contacts.delete([ELIF.id])
    assert core.follow_ups.get(made.id).state is FollowUpState.DROPPED


def test_what_was_due_already_keeps_its_day_when_the_person_is_deleted(
    core: Core, services: Services
) -> None:
    owe(core)
    converse(core)
    services.contacts.delete([MEI.id])
    assert [row.due_on for row in due(core)] == [TODAY + 2 * A_DAY]


def test_it_is_kept_before_the_conversation_too_and_is_not_late_then(core: Core, services: Services) -> None:
    made = owe(core)
    core.clock.advance(5 * A_DAY)
    core.follow_ups.done(made.id)
    converse(core)
    assert (due(core), core.follow_ups.get(made.id).state) == ([], FollowUpState.DONE)
    month = services.reviews.review(services.reviews.spans(Period.MONTH, 1)[0])
    assert (month.figures.kept, month.figures.late) == (1, 0)


@pytest.mark.usefixtures("services")
def test_what_can_not_wait_is_refused(core: Core) -> None:
    with pytest.raises(InvalidValueError, match="a day it is due, or someone to talk to"):
        owe(core, after_id=None)
    with pytest.raises(InvalidValueError, match="again and again"):
        owe(core, repeats=Cadence.parse("1 month"))
    with pytest.raises(InvalidValueError, match="owe to a person"):
        owe(core, contact_id=None)
    with pytest.raises(NotFoundError):
        owe(core, after_id=99)
    with pytest.raises(InvalidValueError, match="due once you talk to Mei Chen"):
        core.follow_ups.snooze(owe(core).id, TODAY + A_DAY)


@pytest.mark.usefixtures("services")
def test_an_edit_gives_it_a_day_another_person_or_both(core: Core) -> None:
    made = owe(core)
    core.clock.advance(5 * A_DAY)
    today = core.present.today()
    by_day = core.follow_ups.edit(made.moved(TODAY + 9 * A_DAY, None, today), made)
    assert [row.due_on for row in due(core)] == [TODAY + 9 * A_DAY]
    converse(core, TWIN.id, on=today - A_DAY)
    twin = core.follow_ups.edit(by_day.moved(None, TWIN.id, today), by_day)
    converse(core, TWIN.id, on=today - 2 * A_DAY)
    assert core.follow_ups.waiting() == [twin], "it waits for a talk after the change"
    core.clock.advance(A_DAY)
    converse(core, TWIN.id)
    came = core.follow_ups.get(made.id)
    assert came.after_on == today + A_DAY
    later = core.follow_ups.edit(came.moved(date(2026, 12, 24), None, today + A_DAY), came)
    assert (later.after_on, [row.due_on for row in due(core)]) == (today + A_DAY, [date(2026, 12, 24)])


def test_the_update_to_an_introducer_is_one(core: Core, services: Services) -> None:
    services.introductions.received(ELIF.id, MEI.id, TODAY - 3 * A_DAY)
    (update,) = core.follow_ups.waiting()
    assert (update.text, update.after_id) == ("Tell Elif how it went with Mei", MEI.id)
    assert services.introduction_views.between(ELIF.id, MEI.id).tell is None
    converse(core, on=TODAY - A_DAY)
    (update,) = [one for one in core.follow_ups.open() if one.kind is FollowUpKind.UPDATE]
    assert (update.due_on, update.after_on) == (TODAY + 2 * A_DAY, TODAY - A_DAY)
    core.history.undo()
    services.introductions.remove(services.introduction_views.pairs()[ELIF.id, MEI.id].id)  # type: ignore[union-attr]
    assert core.follow_ups.waiting() == []


def test_an_introduction_of_an_older_store_brings_its_update_too(core: Core, services: Services) -> None:
    services.introductions.received(ELIF.id, MEI.id)
    (update,) = core.follow_ups.waiting()
    with core.store.transaction("As it was stored before"):
        core.store.follow_ups.remove(update.id)
    converse(core)
    assert [one.due_on for one in core.follow_ups.open() if one.kind is FollowUpKind.UPDATE] == [
        TODAY + 2 * A_DAY
    ]


def test_a_note_to_the_person_it_is_owed_to_keeps_it_and_is_about_who_was_talked_to(
    core: Core, services: Services
) -> None:
    made = owe(core)
    assert "update" not in [one.name for one in services.notes.templates_for(ELIF.id)[0]]
    converse(core)
    note = services.notes.compose(ELIF.id, None, follow_up_id=made.id)
    assert (note.contact_id, note.about_id, note.follow_up_id) == (ELIF.id, MEI.id, made.id)
    services.notes.mark_sent(note)
    assert core.follow_ups.get(made.id).state is FollowUpState.DONE


def test_an_early_note_about_the_person_keeps_what_waits_and_one_about_someone_else_does_not(
    core: Core, services: Services
) -> None:
    services.introductions.received(ELIF.id, MEI.id)
    for about, left in ((TWIN.id, 1), (MEI.id, 0)):
        note = services.notes.compose(ELIF.id, "introducer-update", about_id=about)
        services.notes.mark_sent(note)
        assert len(core.follow_ups.waiting()) == left


def test_names_are_found_where_a_follow_up_is_typed(core: Core, services: Services) -> None:
    reading = core.follow_ups.reading
    found = reading.follow_up("tell her how it went once I talked to mei")
    assert (found.after, found.after_id, found.due_on) == ("Mei Chen", MEI.id, None)
    due_words = reading.echo(reading.due("by fri, or after talking to Mei"))
    assert due_words == "Fri 27 Nov 2026, in 7 days, or once you talk to Mei Chen"
    assert reading.due("once I met Mei")[0] is None
    with pytest.raises(NotFoundError, match="no one is called “Zoe”"):
        reading.follow_up("tell her once I talked to Zoe")
    with pytest.raises(AmbiguousError):
        reading.due("once I talked to Chen")
    finance = reading.follow_up("send the report after the meeting with finance by fri")
    assert (finance.text, finance.after) == ("send the report after the meeting with finance", "")
    assert reading.split("send it once I talked to Zoe") == ("send it once I talked to Zoe", None)
    assert services.quick.echo("tell elif how it went once I talked to mei") == (
        "Follow up with Elif Demir · update: “tell elif how it went” once you talk to Mei Chen"
    )
    services.quick.add("tell elif how it went once I talked to mei")
    assert [(one.contact_id, one.after_id) for one in core.follow_ups.waiting()] == [(ELIF.id, MEI.id)]


def test_a_stranger_that_a_line_waits_for_is_added_with_it(core: Core, services: Services) -> None:
    line = "coffee with Elif, tell her how it went once I talked to Zoe Lund"
    with pytest.raises(InvalidValueError, match="Zoe Lund"):
        services.quick.echo(line)
    assert services.quick.strangers(line) == ("Zoe Lund",)
    services.quick.add(line, strangers=True)
    zoe = services.contacts.find("Zoe").id
    assert [(one.contact_id, one.after_id) for one in core.follow_ups.waiting()] == [(ELIF.id, zoe)]


def test_an_action_of_a_debrief_and_a_line_of_an_event_may_wait(core: Core, services: Services) -> None:
    interview = make_interview(contact_id=ELIF.id, status=InterviewStatus.SCHEDULED, at=core.present.now())
    core.store.seed(interview)
    core.clock.advance(timedelta(hours=2))
    services.interviews.closing.complete(
        interview.id,
        Debrief(actions=("send her the notes once I talked to Mei", "read on after meeting nobody")),
    )
    event = services.events.add(make_event(title="RustFest", on=TODAY))
    line = MetLine(name="Elif Demir", follow_up="send her the slides once I talked to Mei")
    services.events.finish(event.id, [MetPerson(line, contact_id=ELIF.id)])
    assert [one.text for one in core.follow_ups.waiting()] == [
        "send her the notes",
        "Write to Elif after RustFest: send her the slides",
    ]
    assert "read on after meeting nobody" in {one.text for one in core.follow_ups.open()}


def test_the_brief_names_what_follows(core: Core, services: Services) -> None:
    made = owe(core)
    assert services.briefs.of(MEI.id).then == ((made, "Elif Demir"),)
    assert services.briefs.owed(ELIF.id) == (made,)
    assert core.follow_ups.around(MEI.id) == [made]
    assert services.favours.ideas(ELIF.id) == []
