"""This week: what is on it, in which order, why, and what one key does."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from netui.domain.config import Config
from netui.domain.errors import AmbiguousError, InvalidValueError, NotFoundError
from netui.domain.interviews.interview import InterviewStatus, ItemState
from netui.domain.journal.reflection import ReflectionKind, Start
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import InteractionKind
from netui.domain.people.milestone import MilestoneKind
from netui.domain.plan.goal import Period
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.domain.week.agenda import (
    AgendaRow,
    DetailsReview,
    NetworkCheck,
    RequestWaiting,
    RowKind,
    RowState,
    TextReview,
    Verb,
    when_words,
)
from netui.domain.week.debrief import Debrief
from netui.services.interviews.service import InterviewService
from netui.services.plan.goals import GoalService
from netui.services.present import Present
from netui.services.week.actions import AgendaActions
from netui.services.week.agenda import AgendaService
from netui.services.week.sources import AgendaSources
from tests.factories import make_event, make_goal
from tests.services.conftest import Core

TODAY = date(2026, 11, 20)  # a Friday
WEEKLY = Cadence.parse("weekly")


@dataclass(frozen=True)
class Week:
    core: Core
    agenda: AgendaService
    actions: AgendaActions
    interviews: InterviewService
    goals: GoalService
    sources: AgendaSources

    def person(self, name: str, **fields: object) -> Contact:
        return self.core.contacts.add(replace(self.core.contacts.blank(name), **fields))  # type: ignore[arg-type]

    def row(self, row_id: str) -> AgendaRow:
        return next(row for row in self.agenda.week().rows if row.id == row_id)

    def ids(self, state: RowState | None = None) -> list[str]:
        week = self.agenda.week()
        return [row.id for row in (week.rows if state is None else week.of(state))]


@pytest.fixture
def week(core: Core) -> Week:
    one = core.services
    return Week(core, one.agenda, one.actions, one.interviews, one.goals, one.agenda_sources)


def late(week: Week, name: str, days: int, cadence: Cadence = WEEKLY) -> Contact:
    ann = week.person(name, cadence=cadence, cadence_from=date(2015, 1, 1))
    on = TODAY - timedelta(days=days + round(cadence.days))
    week.core.log.log(contact_ids=[ann.id], kind=InteractionKind.COFFEE, on=on, text="compilers")
    return ann


def test_an_empty_network_has_an_empty_week(week: Week) -> None:
    assert week.agenda.week().rows == ()
    assert week.agenda.next_interview() is None
    assert week.agenda.health().total == 0


def test_a_check_in_says_how_late_and_why(week: Week) -> None:
    tom = late(week, "Tom", 12)
    row = week.row(f"checkin:{tom.id}")
    assert (row.state, row.kind, row.who) == (RowState.OVERDUE, RowKind.CHECK_IN, "Tom")
    assert when_words(row, week.core.present.now(), TODAY) == "12 days late"
    assert week.agenda.explain(row) == "every week; last: coffee on Sun 1 Nov: compilers"


def test_the_agenda_never_floods(week: Week) -> None:
    for index in range(25):
        late(week, f"P{index:02}", days=index + 1)
    agenda = week.agenda.week()
    assert len(agenda.rows) == 10
    assert agenda.more_check_ins == 15
    assert agenda.rows[0].who == "P24"


def test_a_calendar_has_the_check_ins_of_the_week_and_all_to_come(week: Week) -> None:
    for index in range(12):
        late(week, f"Late {index:02}", days=index + 1)
        late(week, f"Soon {index:02}", days=-index - 1, cadence=Cadence.parse("month"))
    asked = {row.who for row in week.agenda.until(date(2026, 12, 20)).rows}
    rows = week.agenda.until(date(2026, 12, 20), calendar=True).rows
    assert asked == {f"Late {index:02}" for index in range(2, 12)}
    assert {row.who for row in rows} == asked | {f"Soon {index:02}" for index in range(12)}


def test_a_week_has_an_end(week: Week) -> None:
    for number in range(42):
        late(week, f"P{number:02}", number, Cadence.parse("month"))
    assert week.agenda.week().more_words == "32 more could be due"
    for done in range(1, 11):
        row = next(row for row in week.agenda.week().rows if row.kind is RowKind.CHECK_IN)
        week.actions.done(row, InteractionKind.CALL)
        shown = [row for row in week.agenda.week().rows if row.kind is RowKind.CHECK_IN]
        assert len(shown) == 10 - done
    assert week.agenda.week().more_words == "10 of 10 check-ins done this week. 32 more"
    assert len(week.agenda.week(all_check_ins=True).rows) == 32
    week.core.clock.set(datetime(2026, 11, 23, 9, tzinfo=UTC))  # the next Monday
    assert len([row for row in week.agenda.week().rows if row.kind is RowKind.CHECK_IN]) == 10


def test_a_running_thank_you_is_first_today_and_late_after_its_hours(week: Week) -> None:
    core = week.core
    priya = week.person("Priya", birthday=PartialDate(11, 20), cadence=Cadence.parse("yearly"))
    interview = week.interviews.add(priya.id, at=datetime(2026, 11, 19, 16, 30, tzinfo=UTC))
    week.interviews.closing.complete(interview.id, Debrief(insights=("read the incident reviews first",)))
    first = week.agenda.week().of(RowState.TODAY)[0]
    assert first.kind is RowKind.THANK_YOU
    assert when_words(first, core.present.now(), TODAY) == "6 h left of 24"
    core.clock.set(datetime(2026, 11, 20, 18, tzinfo=UTC))
    late_row = week.agenda.week().of(RowState.OVERDUE)[0]
    assert late_row.kind is RowKind.THANK_YOU
    assert when_words(late_row, core.present.now(), TODAY) == "1 h over 24"


def test_weeks_end_where_the_user_says(week: Week) -> None:
    week.core.follow_ups.add(
        contact_id=None, kind=FollowUpKind.SEND, text="on sunday", due_on=date(2026, 11, 22)
    )
    assert week.agenda.week().rows[0].state is RowState.WEEK
    present = Present(week.core.clock, week.core.present.zone, week_start=6)
    sunday_first = AgendaService(week.core.store, present, week.sources, Config)
    assert sunday_first.week().rows[0].state is RowState.LATER


def test_prep_items_interviews_and_outcomes_have_rows(week: Week) -> None:
    dana = week.person("Dana")
    interview = week.interviews.add(dana.id, at=datetime(2026, 11, 23, 18, tzinfo=UTC), goal="edge work?")
    interview = week.interviews.preparation.add_item(interview.id, "Research Fastly", due_on=TODAY)
    prep = week.row(f"prep:{interview.id}")
    assert (prep.kind, prep.state, prep.who) == (RowKind.PREP, RowState.TODAY, "Dana")
    coming = week.row(str(interview.id))
    assert when_words(coming, week.core.present.now(), TODAY) == "Mon 23 19:00"
    following = week.agenda.next_interview()
    assert following is not None
    assert (following.who, f"{following.starts_at:%H:%M}") == ("Dana", "19:00")
    week.core.clock.set(datetime(2026, 11, 23, 19, tzinfo=UTC))
    assert week.ids(RowState.TODAY) == [f"outcome:{interview.id}:2026-11-23"]


def prepared(week: Week) -> int:
    """Add an interview with three open items, two of them due; return its id."""
    at = datetime(2026, 11, 27, 18, tzinfo=UTC)
    interview = week.interviews.add(week.person("Dana").id, at=at, checklist="")
    for text, days in (("Confirm the time", 4), ("Write the goal", 0), ("Research Fastly", 0)):
        week.interviews.preparation.add_item(interview.id, text, due_on=TODAY + timedelta(days=days))
    return interview.id


def test_the_preparation_of_an_interview_is_one_row(week: Week) -> None:
    interview_id = prepared(week)
    prep = week.row(f"prep:{interview_id}")
    assert (prep.text, prep.about, prep.why) == ("0 of 3, 2 due", "for Fri 27", "next: Write the goal")
    assert [(item.id.rpartition(":")[2], item.text, item.state) for item in prep.items] == [
        ("2", "Write the goal", RowState.TODAY),
        ("3", "Research Fastly", RowState.TODAY),
        ("1", "Confirm the time", RowState.LATER),
    ]
    week.actions.done(prep)
    prep = week.row(f"prep:{interview_id}")
    assert (prep.text, prep.why) == ("1 of 3, 1 due", "next: Research Fastly")
    week.actions.snooze(prep.items[0], TODAY + timedelta(days=5))
    prep = week.row(f"prep:{interview_id}")
    assert (prep.text, prep.due_on, prep.why) == ("1 of 3", date(2026, 11, 24), "next: Confirm the time")
    assert [item.due_on.day for item in prep.items] == [24, 25]
    assert sorted(week.agenda.marks(TODAY)) == [date(2026, 11, day) for day in (24, 25, 27)]


def test_several_items_are_not_put_off_by_one_key_but_the_last_one_is(week: Week) -> None:
    interview_id = prepared(week)
    for act in (week.actions.skip, lambda row: week.actions.snooze(row, TODAY + timedelta(days=1))):
        with pytest.raises(
            InvalidValueError, match=f"3 items .* `netui (skip|snooze) prep:{interview_id}:2`"
        ):
            act(week.row(f"prep:{interview_id}"))
    for item_id in ("2", "1"):
        week.actions.skip(week.actions.find(f"prep:{interview_id}:{item_id}"))
    assert week.row(f"prep:{interview_id}").text == "0 of 1, 1 due"
    week.actions.snooze(week.row(f"prep:{interview_id}"), TODAY + timedelta(days=2))
    assert week.row(f"prep:{interview_id}").state is RowState.WEEK
    week.actions.skip(week.row(f"prep:{interview_id}"))
    assert f"prep:{interview_id}" not in week.ids()


def test_an_item_is_found_by_its_words_where_no_row_has_them(week: Week) -> None:
    interview_id = prepared(week)
    assert week.actions.find("research").id == f"prep:{interview_id}:3"
    assert week.actions.find("prep").id == f"prep:{interview_id}"


def test_what_is_never_late_says_since_when_it_waits(week: Week) -> None:
    def when(row_id: str) -> str:
        return when_words(week.row(row_id), week.core.present.now(), TODAY)

    ann = week.person("Ann")
    old = week.interviews.add(ann.id, at=datetime(2026, 11, 2, 9, tzinfo=UTC))
    earlier = week.interviews.add(ann.id, at=datetime(2026, 11, 20, 7, tzinfo=UTC))
    assert when(f"outcome:{old.id}:2026-11-02") == "was Mon 2 Nov"
    assert when(f"outcome:{earlier.id}:2026-11-20") == ""


def test_what_is_over_the_longest_is_asked_about_first(week: Week) -> None:
    days = {"Ann": 17, "Bea": 2, "Cleo": 9}
    ids = {
        name: week.interviews.add(week.person(name).id, at=datetime(2026, 11, day, 9, tzinfo=UTC)).id
        for name, day in days.items()
    }
    assert week.ids(RowState.TODAY) == [
        f"outcome:{ids[name]}:2026-11-{days[name]:02}" for name in ("Bea", "Cleo", "Ann")
    ]


def test_unanswered_requests_ask_for_the_next_step(week: Week) -> None:
    mei = week.person("Mei")
    interview = week.interviews.add(mei.id, status=InterviewStatus.ASKED)
    assert week.ids() == []
    week.core.clock.set(datetime(2026, 11, 25, 11, tzinfo=UTC))
    week.actions.done(week.row(f"request:{interview.id}:ask-else:{TODAY}"))
    assert week.ids() == []
    week.core.clock.set(datetime(2026, 12, 1, 11, tzinfo=UTC))
    week.actions.done(week.row(f"request:{interview.id}:resend:{TODAY}"))
    week.core.clock.set(datetime(2026, 12, 11, 11, tzinfo=UTC))
    week.actions.done(week.row(f"request:{interview.id}:close:{TODAY}"))
    assert week.interviews.get(interview.id).status is InterviewStatus.NO_ANSWER


def test_what_was_asked_for_can_be_closed_though_the_reminder_was_skipped(week: Week) -> None:
    mei, ben = week.person("Mei"), week.person("Ben")
    interview = week.interviews.add(mei.id, status=InterviewStatus.ASKED)
    asked = week.core.services.introductions.asking.ask(ben.id, mei.id, TODAY)
    week.core.clock.set(datetime(2026, 12, 1, 11, tzinfo=UTC))
    week.actions.skip(week.row(f"request:{interview.id}:resend:{TODAY}"))
    week.actions.skip(week.row(f"introduction:{asked.id}:resend"))
    week.core.clock.set(datetime(2026, 12, 9, 11, tzinfo=UTC))
    assert week.ids() == []
    week.core.clock.set(datetime(2026, 12, 10, 11, tzinfo=UTC))
    request = week.row(f"request:{interview.id}:close:{TODAY}")
    introduction = week.row(f"introduction:{asked.id}:close")
    assert (request.text, introduction.text) == ("no answer: close it", "no introduction to Mei: close it")
    week.actions.done(request)
    week.actions.done(introduction)
    assert week.ids() == []


def test_what_was_put_away_for_one_day_is_asked_for_another(week: Week) -> None:
    ann = week.person("Ann")
    held = week.interviews.add(ann.id, at=datetime(2026, 11, 20, 7, tzinfo=UTC))
    asked = week.interviews.add(ann.id, status=InterviewStatus.ASKED)
    event = week.core.services.events.add(make_event(title="RustFest", on=date(2026, 11, 19)))
    week.actions.snooze(week.row(f"outcome:{held.id}:2026-11-20"), date(2026, 12, 20))
    week.actions.snooze(week.row(f"event-told:{event.id}:2026-11-19"), date(2026, 12, 20))
    week.interviews.move(held.id, datetime(2026, 11, 24, 9, tzinfo=UTC))
    week.core.services.events.edit(replace(event, on=date(2026, 11, 24)))
    week.core.clock.set(datetime(2026, 11, 25, 11, tzinfo=UTC))
    week.actions.skip(week.row(f"request:{asked.id}:ask-else:{TODAY}"))
    assert [row.due_on.day for row in week.agenda.week().rows if row.is_over] == [25, 25]
    week.interviews.closing.no_answer(asked.id)
    week.interviews.ask(asked.id)
    week.core.clock.set(datetime(2026, 11, 30, 11, tzinfo=UTC))
    assert [row.subject.step for row in week.agenda.week().rows if isinstance(row.subject, RequestWaiting)]


def test_an_item_that_is_snoozed_comes_before_an_interview_that_moves(week: Week) -> None:
    interview = week.interviews.add(week.person("Ann").id, at=datetime(2026, 11, 27, 9, tzinfo=UTC))
    item = week.row(f"prep:{interview.id}").items[0]

    def day() -> int:
        return week.actions.get(item.id).due_on.day

    week.actions.snooze(item, date(2026, 11, 26))
    assert day() == 26
    week.interviews.move(interview.id, datetime(2026, 11, 28, 9, tzinfo=UTC))
    assert day() == 26
    week.interviews.move(interview.id, datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert day() == TODAY.day
    with pytest.raises(InvalidValueError, match="prepares the interview of Tue 24 Nov"):
        week.actions.snooze(week.actions.get(item.id), date(2026, 11, 25))
    week.actions.snooze(week.actions.get(item.id), date(2026, 11, 24))
    refused = week.actions.why_not(Verb.SNOOZE, week.actions.get(item.id))
    assert refused.endswith("is for the day of the interview. Tick it or skip it.")
    week.core.clock.set(datetime(2026, 11, 24, 11, tzinfo=UTC))
    week.interviews.closing.complete(interview.id, Debrief())
    assert [row.kind for row in week.agenda.week().rows] == [RowKind.THANK_YOU]


def test_a_typed_birthday_is_on_the_agenda_and_an_imported_one_where_chosen(week: Week) -> None:
    born = PartialDate(11, 22)
    typed = week.person("Typed", birthday=born)
    imported = week.person("Imported", birthday=born, birthday_imported=True)
    chosen = week.person("Chosen", birthday=born, birthday_imported=True, cadence=Cadence.parse("yearly"))
    gone = week.person("Archived", birthday=born)
    week.core.contacts.archive([gone.id])
    assert week.ids() == [f"birthday:{one.id}:2026" for one in (chosen, typed)]
    assert week.agenda.marks(TODAY) == {date(2026, 11, 22): 3}
    days = [row.id for row in week.agenda.until(date(2026, 12, 20), calendar=True).rows]
    assert set(days) == {f"birthday:{one.id}:2026" for one in (typed, imported, chosen)}
    week.core.contacts.edit(imported, replace(imported, birthday=PartialDate(11, 23)))
    assert week.row(f"birthday:{imported.id}:2026").due_on == date(2026, 11, 23)


def test_a_birthday_is_done_snoozed_and_skipped(week: Week) -> None:
    omar = week.person("Omar", birthday=PartialDate(11, 22, 1990), cadence=Cadence.parse("yearly"))
    row = week.row(f"birthday:{omar.id}:2026")
    assert (row.text, row.state) == ("turns 36", RowState.WEEK)
    assert len(week.ids()) == 1
    week.actions.snooze(row, date(2026, 11, 24))
    assert week.row(row.id).due_on == date(2026, 11, 24)
    week.actions.skip(row)
    assert week.ids() == []


def test_a_birthday_that_is_snoozed_comes_back_on_that_day(week: Week) -> None:
    omar = week.person("Omar", birthday=PartialDate(11, 20), cadence=Cadence.parse("yearly"))
    week.actions.snooze(week.row(f"birthday:{omar.id}:2026"), date(2026, 12, 1))
    week.core.clock.set(datetime(2026, 12, 1, 9, tzinfo=UTC))
    row = week.row(f"birthday:{omar.id}:2026")
    assert (row.due_on, row.state) == (date(2026, 12, 1), RowState.TODAY)
    week.core.clock.set(datetime(2026, 12, 5, 9, tzinfo=UTC))
    assert week.ids() == []


def test_news_that_is_snoozed_comes_back_on_that_day(week: Week) -> None:
    omar = week.person("Omar", cadence=Cadence.parse("yearly"))
    award = week.core.services.milestones.add(omar.id, MilestoneKind.AWARD, PartialDate(11, 20, 2026))
    week.actions.snooze(week.row(f"milestone:{award.id}"), date(2026, 12, 20))
    assert week.ids() == []
    week.core.clock.set(datetime(2026, 12, 20, 9, tzinfo=UTC))
    assert week.ids(RowState.TODAY) == [f"milestone:{award.id}"]
    week.core.clock.set(datetime(2026, 12, 24, 9, tzinfo=UTC))
    assert week.ids() == []


def test_what_was_snoozed_is_due_on_that_day_and_late_after_it(week: Week) -> None:
    dana = week.person("Dana")
    interview = week.interviews.add(dana.id, at=datetime(2026, 12, 8, 18, tzinfo=UTC))
    interview = week.interviews.preparation.add_item(interview.id, "Research Fastly", due_on=TODAY)
    added = next(one for one in interview.items if one.text == "Research Fastly")
    item = f"prep:{interview.id}:{added.id}"
    week.actions.snooze(week.actions.get(item), date(2026, 11, 24))
    for day, state in ((24, RowState.TODAY), (25, RowState.OVERDUE)):
        week.core.clock.set(datetime(2026, 11, day, 9, tzinfo=UTC))
        row = week.actions.get(item)
        assert (row.due_on, row.state) == (date(2026, 11, 24), state)


def test_a_thank_you_that_is_snoozed_leaves_until_that_day(week: Week) -> None:
    priya = week.person("Priya")
    interview = week.interviews.add(priya.id, at=datetime(2026, 11, 18, 16, tzinfo=UTC))
    week.interviews.closing.complete(interview.id, Debrief())
    (row,) = week.agenda.week().of(RowState.OVERDUE)
    week.actions.snooze(row, date(2026, 11, 22))
    later = week.row(row.id)
    assert later.state is RowState.WEEK
    assert when_words(later, week.core.present.now(), TODAY) == "Sun 22"
    week.core.clock.set(datetime(2026, 11, 22, 9, tzinfo=UTC))
    assert week.row(row.id).state is RowState.TODAY


def test_a_birthday_on_29_february_is_kept_on_the_28th_where_there_is_none(week: Week) -> None:
    leap = week.person("Leap", birthday=PartialDate(2, 29), cadence=Cadence.parse("yearly"))
    week.core.clock.set(datetime(2027, 2, 24, 11, tzinfo=UTC))
    row = week.row(f"birthday:{leap.id}:2027")
    assert (row.due_on, row.text) == (date(2027, 2, 28), "birthday")
    assert "born on the 29th" in row.why
    week.core.clock.set(datetime(2028, 2, 24, 11, tzinfo=UTC))
    row = week.row(f"birthday:{leap.id}:2028")
    assert row.due_on == date(2028, 2, 29)
    assert "born" not in row.why


def test_a_goal_is_at_the_end_of_its_period(week: Week) -> None:
    goal = week.goals.add(make_goal(title="One talk a month"))
    week.core.clock.set(datetime(2026, 11, 24, 11, tzinfo=UTC))
    row = week.row(f"goal:{goal.id}:2026-11-30")
    assert (row.due_on, row.text) == (date(2026, 11, 30), "1 more to go")
    dana = week.person("Dana")
    interview = week.interviews.add(dana.id, at=datetime(2026, 11, 24, 9, tzinfo=UTC))
    week.interviews.closing.complete(interview.id, Debrief())
    assert f"goal:{goal.id}:2026-11-30" not in week.ids()


def test_done_snooze_and_skip_each_take_one_row_away_and_undo_brings_it_back(week: Week) -> None:
    tom = late(week, "Tom", 12, Cadence.parse("monthly"))
    follow_up = week.core.follow_ups.add(
        contact_id=tom.id, kind=FollowUpKind.SEND, text="eBPF article", due_on=TODAY
    )
    dana = week.person("Dana")
    interview = week.interviews.add(dana.id, at=datetime(2027, 3, 1, 18, tzinfo=UTC), checklist="")
    interview = week.interviews.preparation.add_item(interview.id, "Research", due_on=TODAY)
    prep = f"prep:{interview.id}"
    before = week.ids()
    for row_id in (f"checkin:{tom.id}", str(follow_up.id), prep):
        for act in (
            week.actions.done,
            week.actions.skip,
            lambda row: week.actions.snooze(row, date(2027, 3, 1)),
        ):
            act(week.row(row_id))
            assert row_id not in week.ids()
            week.core.history.undo()
            assert week.ids() == before
    week.actions.done(week.row(prep))
    assert week.interviews.get(interview.id).items[0].state is ItemState.DONE
    for act in (week.actions.done, week.actions.skip):
        with pytest.raises(InvalidValueError):
            act(week.actions.get(str(interview.id)))


def test_a_check_in_done_is_a_logged_contact(week: Week) -> None:
    tom = late(week, "Tom", 12)
    week.actions.done(week.row(f"checkin:{tom.id}"), InteractionKind.CALL)
    assert week.core.log.for_contact(tom.id)[0].kind is InteractionKind.CALL
    assert week.core.contacts.get(tom.id).next_due_on == TODAY + timedelta(days=7)


def test_rows_are_found_by_id_or_words(week: Week) -> None:
    tom, tomas = late(week, "Tom", 3), late(week, "Tomas", 4)
    assert week.actions.find("tomas").contact_id == tomas.id
    assert week.actions.find(f"checkin:{tom.id}").contact_id == tom.id
    with pytest.raises(AmbiguousError) as several:
        week.actions.find("check-in")
    assert len(several.value.candidates) == 2
    with pytest.raises(NotFoundError, match="nothing due"):
        week.actions.find("nobody")


def test_time_away_hides_check_ins_and_nothing_else(week: Week) -> None:
    late(week, "Tom", 12)
    week.core.follow_ups.add(contact_id=None, kind=FollowUpKind.OTHER, text="renew", due_on=TODAY)
    week.core.cadences.away(date(2026, 12, 7))
    agenda = week.agenda.week()
    assert [row.kind for row in agenda.rows] == [RowKind.OTHER]
    assert agenda.away_until == date(2026, 12, 7)


def test_an_empty_week_names_those_out_of_contact_longest_who_do_not_come_up_by_themselves(
    week: Week,
) -> None:
    core = week.core

    def spoken(name: str, on: date, **fields: object) -> Contact:
        person = week.person(name, **fields)
        core.log.log(contact_ids=[person.id], kind=InteractionKind.CALL, on=on)
        return person

    spoken("Long ago", date(2024, 1, 9))
    spoken("Longer ago", date(2023, 1, 9))
    spoken("Lately", date(2026, 11, 9))
    spoken("Rhythm", date(2022, 1, 9), cadence=Cadence.parse("10 years"))
    promised, asked = spoken("Promised", date(2022, 1, 9)), spoken("Asked", date(2022, 1, 9))
    core.follow_ups.add(
        contact_id=promised.id, kind=FollowUpKind.SEND, text="Send the slides", due_on=date(2027, 6, 1)
    )
    week.interviews.add(asked.id, at=datetime(2027, 6, 1, 9, tzinfo=UTC))
    week.person("New import", met_on=date(2026, 1, 2))
    week.person("Old import", met_on=date(2012, 1, 2))
    week.person("No day known")
    waiting, introducer, to_meet = (week.person(f"Waited for {number}") for number in range(3))
    week.interviews.ask(week.interviews.add(waiting.id).id)
    core.services.introductions.asking.ask(introducer.id, to_meet.id, TODAY)
    names = [row.name for row in week.agenda.reach_out(9)]
    assert names == ["Longer ago", "Long ago", "Old import", "New import", "No day known"]
    assert [row.name for row in week.agenda.reach_out(2)] == names[:2]


def test_after_midnight_the_same_store_shows_the_new_day(week: Week) -> None:
    week.core.follow_ups.add(contact_id=None, kind=FollowUpKind.SEND, text="article", due_on=TODAY)
    assert week.agenda.week().rows[0].state is RowState.TODAY
    week.core.clock.set(datetime(2026, 11, 20, 23, 30, tzinfo=UTC))  # half past midnight in Zurich
    assert week.agenda.week().rows[0].state is RowState.OVERDUE


def test_health_now_and_over_time(week: Week) -> None:
    for name, days in (("in", -3), ("slipping", 5), ("out", 30)):
        late(week, name, days)
    health = week.agenda.health()
    assert (health.in_touch, health.slipping, health.out) == (1, 1, 1)
    over_time = week.agenda.health_over_time(3)
    assert [(one.in_touch, one.slipping, one.out) for one in over_time][-1] == (1, 1, 1)
    assert [one.in_touch for one in over_time] == [0, 0, 1]
    week.core.cadences.skip(week.core.contacts.find("slipping").id)
    health = week.agenda.health()
    assert (health.in_touch, health.slipping, health.out) == (1, 1, 1)


def test_marks_of_a_month(week: Week) -> None:
    week.core.follow_ups.add(contact_id=None, kind=FollowUpKind.SEND, text="a", due_on=date(2026, 11, 30))
    week.core.follow_ups.add(contact_id=None, kind=FollowUpKind.SEND, text="b", due_on=date(2026, 12, 1))
    assert week.agenda.marks(TODAY) == {date(2026, 11, 30): 1}


def test_the_agenda_changes_by_itself_at_midnight_as_thanks_grow_late_and_as_an_interview_ends(
    week: Week,
) -> None:
    midnight = datetime(2026, 11, 20, 23, tzinfo=UTC)  # in Zurich
    assert week.agenda.changes_at() == midnight
    due_at = datetime(2026, 11, 21, 20, tzinfo=UTC)
    week.core.follow_ups.add(
        contact_id=None, kind=FollowUpKind.THANK_YOU, text="thank Ann", due_on=TODAY, due_at=due_at
    )
    assert week.agenda.changes_at() == due_at - timedelta(hours=24)
    dana = week.person("Dana")
    week.interviews.add(dana.id, at=datetime(2026, 11, 20, 13, tzinfo=UTC), minutes=30)
    assert week.agenda.changes_at() == datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
    week.core.clock.set(due_at)
    assert week.agenda.changes_at() == due_at + timedelta(seconds=1)


def promised_check_in(week: Week, who: Contact, due_on: date) -> AgendaRow:
    made = week.core.follow_ups.add(
        contact_id=who.id, kind=FollowUpKind.CHECK_IN, text="ask about the move", due_on=due_on
    )
    return week.row(str(made.id))


def test_a_promised_check_in_and_the_one_that_is_due_are_one_row(week: Week) -> None:
    tom = late(week, "Tom", 12)
    row = promised_check_in(week, tom, TODAY + timedelta(days=1))
    assert week.ids() == [row.id]
    assert row.why == "promised Fri 20; it is the check-in too"
    assert week.agenda.marks(TODAY) == {TODAY + timedelta(days=1): 1}
    week.actions.done(row, InteractionKind.CALL)
    logged = week.core.log.for_contact(tom.id)[0]
    assert (logged.kind, logged.on, logged.text) == (InteractionKind.CALL, TODAY, "ask about the move")
    assert week.core.contacts.get(tom.id).next_due_on == TODAY + timedelta(days=7)
    assert week.ids() == [f"checkin:{tom.id}"]  # that of next week
    week.core.history.undo()
    assert week.ids() == [row.id]
    week.actions.check_in(row, InteractionKind.COFFEE, "the move to Oslo")
    assert week.core.log.for_contact(tom.id)[0].text == "the move to Oslo"
    news = week.person("Ann")
    thanks = week.core.follow_ups.add(
        contact_id=news.id, kind=FollowUpKind.SEND, text="send the paper", due_on=TODAY
    )
    with pytest.raises(InvalidValueError, match="no check-in"):
        week.actions.check_in(week.row(str(thanks.id)), InteractionKind.CALL, "")


def test_skipping_and_snoozing_are_for_both_and_deleting_for_the_follow_up(week: Week) -> None:
    tom = late(week, "Tom", 12)
    row = promised_check_in(week, tom, TODAY)
    week.actions.delete(row)
    assert week.ids() == [f"checkin:{tom.id}"]
    assert week.core.contacts.get(tom.id).next_due_on == date(2026, 11, 8)
    week.core.history.undo()
    week.actions.skip(row)
    assert week.core.contacts.get(tom.id).next_due_on == TODAY + timedelta(days=7)
    assert week.core.contacts.get(tom.id).last_contact_on == date(2026, 11, 1)
    week.core.history.undo()
    week.actions.snooze(row, TODAY + timedelta(days=8))
    assert week.core.contacts.get(tom.id).next_due_on == TODAY + timedelta(days=8)
    assert [(one.id, one.due_on) for one in week.agenda.week().rows] == [
        (row.id, TODAY + timedelta(days=8)),
    ]


def test_a_follow_up_long_before_or_after_a_check_in_is_not_it(week: Week) -> None:
    ann, bob = week.person("Ann", cadence=Cadence.parse("yearly")), late(week, "Bob", 3)
    due = week.core.contacts.get(ann.id).next_due_on
    early, after = (
        promised_check_in(week, ann, TODAY),
        promised_check_in(week, bob, TODAY + timedelta(days=8)),
    )
    assert f"checkin:{bob.id}" in week.ids()
    for row in (early, after):
        assert row.why == "promised Fri 20"
        week.actions.skip(row)
    assert week.core.contacts.get(ann.id).next_due_on == due
    assert week.ids() == [f"checkin:{bob.id}"]


def test_an_idea_is_never_late_and_falls_on_no_day(week: Week) -> None:
    services, tom = week.core.services, late(week, "Tom", 12)
    with week.core.store.transaction("Then"):
        week.core.store.contacts.save(replace(week.core.contacts.get(tom.id), reviewed_on=date(2025, 1, 1)))
    services.brand.add_pitch("In the lift", "I make compilers small.")
    services.reflections.add(Start(kind=ReflectionKind.CHECK), {"hard": "Writing first"})
    far = TODAY + timedelta(days=400)
    assert [row.kind for row in week.agenda.until(far).rows if row.is_idea] == [RowKind.REVIEW]
    week.core.clock.set(datetime(2027, 12, 20, 9, tzinfo=UTC))
    ideas = week.agenda.week().of(RowState.IDEA)
    assert {type(row.subject) for row in ideas} == {TextReview, NetworkCheck, DetailsReview}
    assert week.agenda.week().rows[-3:] == ideas
    assert week.agenda.overdue() == 1
    assert week.agenda.marks(date(2027, 12, 20)) == {}
    assert not [row for row in week.agenda.until(date(2028, 2, 1), calendar=True).rows if row.is_idea]
    due = services.reviews.review(services.reviews.spans(Period.WEEK, 1)[0]).due
    assert [one.row.kind for one in due] == [RowKind.CHECK_IN]
