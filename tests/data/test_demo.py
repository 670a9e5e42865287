"""The demo network: alive on every day of the year, and the same each time."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from netui.data.demo import DEMO_NAME, build_demo
from netui.data.demo_teller import read_part
from netui.data.demo_time import Calendar
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.interviews.rules import RequestStep, request_step
from netui.domain.people.contact import Contact, Stage
from netui.domain.text import fold
from netui.domain.week.agenda import AgendaRow, RowKind, RowState
from netui.services.plan.goals import GoalService
from netui.services.present import Present
from netui.services.services import Services
from netui.services.week.agenda import AgendaService
from tests.fake_ports import FakePorts
from tests.fakes import FakeClock, InMemoryStore

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 20, 15, 14, tzinfo=BERLIN)
PER_WEEK = 10

NOWS = [
    *(
        pytest.param(FRIDAY + timedelta(days=days), id=f"{FRIDAY + timedelta(days=days):%A}")
        for days in range(7)
    ),
    pytest.param(datetime(2027, 1, 31, 9, tzinfo=BERLIN), id="31 January"),
    pytest.param(datetime(2028, 2, 29, 12, tzinfo=BERLIN), id="29 February"),
    pytest.param(datetime(2028, 2, 27, 12, tzinfo=BERLIN), id="birthday on 29 February"),
    pytest.param(datetime(2027, 3, 28, 3, 30, tzinfo=BERLIN), id="clocks go forward"),
    pytest.param(datetime(2027, 10, 31, 2, 30, fold=1, tzinfo=BERLIN), id="clocks go back"),
    pytest.param(datetime(2026, 12, 31, 23, 59, tzinfo=BERLIN), id="last minute of the year"),
    pytest.param(datetime(2027, 1, 1, 0, 1, tzinfo=BERLIN), id="first minute of the year"),
    pytest.param(datetime(2026, 11, 20, 8, tzinfo=ZoneInfo("Pacific/Auckland")), id="Auckland"),
    pytest.param(datetime(2026, 11, 20, 8, tzinfo=ZoneInfo("Pacific/Honolulu")), id="Honolulu"),
    pytest.param(datetime(2026, 11, 20, 8, tzinfo=UTC), id="UTC"),
]


class Built(NamedTuple):
    store: InMemoryStore
    present: Present
    agenda: AgendaService
    now: datetime


def build(now: datetime) -> Built:
    assert now.tzinfo is not None
    clock = FakeClock(now.astimezone(UTC))
    store = InMemoryStore(clock)
    build_demo(store, now.astimezone(UTC), now.tzinfo)
    present = Present(clock, now.tzinfo)
    return Built(store, present, Services(FakePorts(store, present)).agenda, clock.now())


@pytest.fixture(scope="module")
def friday() -> Built:
    return build(FRIDAY)


def person(built: Built, name: str) -> Contact:
    return next(contact for contact in built.store.contacts.all() if contact.name == name)


def interview_with(built: Built, name: str) -> Interview:
    return next(one for one in built.store.interviews.all() if one.contact_name == name)


def rows(built: Built, state: RowState, kind: RowKind) -> list[AgendaRow]:
    return [row for row in built.agenda.week().of(state) if row.kind is kind]


@pytest.mark.parametrize("now", NOWS)
def test_it_is_alive_on_every_day(now: datetime) -> None:
    built = build(now)
    today = built.present.today()
    week = built.agenda.week()

    assert 55 <= built.store.contacts.count() <= 70
    assert {one.status for one in built.store.interviews.all()} == set(InterviewStatus)
    assert week.of(RowState.OVERDUE)
    assert week.of(RowState.TODAY)
    sunday = today.weekday() == 6
    assert week.of(RowState.LATER if sunday else RowState.WEEK)
    assert week.more_check_ins == 0
    assert 1 <= sum(row.kind is RowKind.CHECK_IN for row in week.rows) <= PER_WEEK
    assert all(entry.on <= today for entry in built.store.interactions.all())
    assert all((entry.created_at or built.now) <= built.now for entry in built.store.interactions.all())


@pytest.mark.parametrize("now", NOWS)
def test_what_is_due_is_due_whatever_day_it_is(now: datetime) -> None:
    built = build(now)
    today = built.present.today()
    week = built.agenda.week()

    def row(kind: RowKind, who: str) -> AgendaRow:
        return next(one for one in week.rows if one.kind is kind and one.who == who)

    late = row(RowKind.CHECK_IN, "Tom Weiss")
    assert today - late.due_on == timedelta(days=12)
    assert row(RowKind.SEND, "Mika Ito").state is RowState.TODAY
    assert row(RowKind.OUTCOME, "Giulia Ferrante").state is RowState.TODAY
    assert row(RowKind.INTERVIEW, "Tariq Rahman").due_on == today + timedelta(days=1)
    assert row(RowKind.INTERVIEW, "Dana Okafor").due_on == today + timedelta(days=3)
    assert row(RowKind.BIRTHDAY, "Omar Aziz").due_on == today + timedelta(days=2)
    assert "Priya" in row(RowKind.UPDATE, "Ana Ruiz").text
    thanks = row(RowKind.THANK_YOU, "Priya Raman")
    assert thanks.due_at is not None
    assert timedelta(hours=6) <= thanks.due_at - built.now <= timedelta(hours=6, minutes=15)


@pytest.mark.parametrize("now", NOWS)
def test_unanswered_requests_wait_for_each_next_step(now: datetime) -> None:
    built = build(now)
    today = built.present.today()

    assert request_step(interview_with(built, "Sofía Paredes"), today) is RequestStep.NONE
    assert request_step(interview_with(built, "Mei Chen"), today) is RequestStep.ASK_ELSE
    assert request_step(interview_with(built, "Marcus Bell"), today) is RequestStep.RESEND
    assert interview_with(built, "Marcus Bell").also_asked_on is not None
    assert request_step(interview_with(built, "Arjun Menon"), today) is RequestStep.NONE
    assert interview_with(built, "Arjun Menon").second_try_on is not None


@pytest.mark.parametrize("now", NOWS)
def test_the_network_has_grown_healthier_over_the_year(now: datetime) -> None:
    built = build(now)

    over_time = [one.in_touch for one in built.agenda.health_over_time()]
    health = built.agenda.health()

    assert over_time[-1] > 2 * over_time[0]
    assert sum(later >= before for before, later in pairwise(over_time)) >= 8
    assert health.in_touch > 4 * (health.slipping + health.out)
    assert health.slipping
    assert health.out


def test_building_twice_gives_the_same_network(friday: Built) -> None:
    again = build(FRIDAY)

    def summary(built: Built) -> list[tuple[object, ...]]:
        people = [(one.id, one.name, one.stage, one.next_due_on) for one in built.store.contacts.all()]
        log = [(one.id, one.at, one.contact_ids, one.text) for one in built.store.interactions.all()]
        owed = [(one.id, one.text, one.due_on, one.state) for one in built.store.follow_ups.all()]
        return [*people, *log, *owed]

    assert summary(again) == summary(friday)


def test_it_is_built_in_few_transactions(friday: Built) -> None:
    history = friday.store.history()

    assert len(history) <= 30
    assert all(entry.label.startswith("Demo network: ") for entry in history)


def test_the_dashboard_of_the_friday(friday: Built) -> None:
    check_ins = {row.who for row in rows(friday, RowState.OVERDUE, RowKind.CHECK_IN)}

    assert len(check_ins) == 4
    assert "Tom Weiss" in check_ins
    assert interview_with(friday, "Dana Okafor").prep_done == 5
    assert interview_with(friday, "Dana Okafor").prep_total == 7
    assert {row.who for row in rows(friday, RowState.TODAY, RowKind.PREP)} == {"Dana Okafor", "Tariq Rahman"}


def test_a_late_mentoring_meeting_is_the_check_in_too(friday: Built) -> None:
    nadia = person(friday, "Nadia Benali")
    shown = [row for row in friday.agenda.week().rows if row.contact_id == nadia.id]

    assert nadia.next_due_on == friday.present.today() - timedelta(days=9)
    assert [(row.kind, row.state) for row in shown] == [(RowKind.MENTORING, RowState.OVERDUE)]
    assert shown[0].why.endswith("it is the check-in too")


def test_interviews_of_the_year_are_completed_and_thanked(friday: Built) -> None:
    done = [one for one in friday.store.interviews.all() if one.status is InterviewStatus.DONE]
    thanked = [one for one in done if one.thanked_at is not None]

    assert len(thanked) >= 10
    assert [one.contact_name for one in done if one.thanked_at is None] == ["Priya Raman"]
    for one in done:
        assert one.insights
        assert one.trends
        assert one.actions
        assert one.influence
        assert one.ended_at is not None
        assert all(question.asked for question in one.questions)
    for one in thanked:
        assert one.ended_at is not None
        assert one.thanked_at is not None
        assert timedelta() < one.thanked_at - one.ended_at < timedelta(hours=24)
        assert not any(follow_up.is_open for follow_up in friday.store.follow_ups.for_interview(one.id))


def test_the_goal_is_one_interview_a_month_and_mostly_met(friday: Built) -> None:
    goals = GoalService(friday.store, friday.present)

    progress, *_ = (goals.progress(goal) for goal in goals.list())

    assert progress.goal.title == "One talk a month"
    assert progress.met
    assert sum(past.met for past in progress.past) >= 9


def test_people_are_many_and_differ(friday: Built) -> None:
    people = friday.store.contacts.all()

    assert len({fold(one.name) for one in people}) == len(people)
    assert all(one.function and one.industry and one.seniority for one in people)
    assert all(one.location and one.time_zone and one.met for one in people)
    assert len({one.time_zone.split("/")[0] for one in people}) >= 6
    for script in ("[А-я]", "[ء-ي]", "[一-龥]", "[가-힣]", "[À-ž]"):
        assert any(re.search(script, one.name) for one in people), script
    companies = [one.company for one in people]
    for company in ("Stripe", "ETH Zürich", "Fastly", "Sony", "Arm", "Halcyon Silicon", "Baobab Pay"):
        assert companies.count(company) >= 2
    assert sum(one.stage is Stage.POTENTIAL for one in people) >= 4
    assert sum(one.archived_at is not None for one in people) == 2
    assert sum(one.paused for one in people) == 3
    assert any(one.avoid for one in people)
    assert sum(bool(one.pronunciation) for one in people) >= 15


def test_every_address_belongs_to_no_one(friday: Built) -> None:
    for one in friday.store.contacts.all():
        assert all(email.endswith(".example") for email in one.emails)
        assert all(re.match(r"https://[a-z.]+\.example/", link) for link in one.links)


def test_introductions_form_chains(friday: Built) -> None:
    lengths = []
    for one in friday.store.contacts.all():
        length, introducer = 0, one.introduced_by
        while introducer is not None:
            length += 1
            introducer = _by(friday, introducer)
        lengths.append(length)

    assert sum(length >= 1 for length in lengths) >= 25
    assert max(lengths) >= 3


def _by(built: Built, contact_id: int) -> int | None:
    contact = built.store.contacts.get(contact_id)
    return contact.introduced_by if contact is not None else None


def test_a_person_named_in_an_interview_is_the_one_met_later(friday: Built) -> None:
    sofia = person(friday, "Sofía Paredes")

    assert sofia.introduced_by == person(friday, "يوسف المنصوري").id
    assert sofia.emails == ("sofia.paredes@condor.example",)
    assert sofia.stage is Stage.REACHED_OUT


def test_a_new_job_keeps_the_old_one(friday: Built) -> None:
    kai = person(friday, "Kai Lin")

    assert kai.title == "Compiler Team Lead"
    assert [position.until is None for position in kai.positions] == [True, False]


def test_the_log_is_as_long_as_a_year_makes_it(friday: Built) -> None:
    log = friday.store.interactions.all()
    first = min(entry.on for entry in log)

    assert 200 <= len(log) <= 300
    assert timedelta(days=395) < friday.present.today() - first < timedelta(days=435)
    assert all(entry.text for entry in log)
    assert any(len(entry.contact_ids) > 1 for entry in log)
    with_cadence = [row for row in friday.store.contacts.rows() if row.next_due_on is not None]
    assert all(row.last_contact_on is not None for row in with_cadence)


def test_everyone_in_the_story_is_known() -> None:
    known = set(read_part("people"))
    log = read_part("log")

    assert {one["who"] for one in read_part("talks")["talk"]} <= known
    assert {who for part in ("log", "promises") for who in log[part]} <= known
    assert sum(len(lines) for part in ("log", "promises") for lines in log[part].values()) > 200


def test_the_user_of_the_demo_has_a_name() -> None:
    assert DEMO_NAME == "Jo"


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, "2026-11-19"), ("-4wd", "2026-11-16"), ("-5wd", "2026-11-13"), (3, "2026-11-23")],
)
def test_days_count_from_today(days: int | str, expected: str) -> None:
    assert Calendar(FRIDAY, BERLIN).day(days).isoformat() == expected


def test_long_ago_a_workday_is_never_at_a_weekend() -> None:
    calendar = Calendar(FRIDAY, BERLIN)

    assert all(calendar.workday(-days).weekday() < 5 for days in range(90, 120))
    assert calendar.workday(-6) == calendar.day(-6)
    assert calendar.workday(-6, exact_from=-5) == calendar.day(-7)


@pytest.mark.parametrize(
    ("years", "expected"), [(0, "2026"), (3, "2023"), (0.5, "2026-05"), (2.25, "2024-08"), (0.9, "2025-12")]
)
def test_positions_count_in_years(years: float, expected: str) -> None:
    assert Calendar(FRIDAY, BERLIN).month(years) == expected


def test_a_birthday_on_a_leap_day_has_a_leap_year() -> None:
    calendar = Calendar(datetime(2028, 2, 27, 12, tzinfo=BERLIN), BERLIN)

    assert str(calendar.birthday("+2d 1991")) == "1988-02-29"
    assert str(calendar.birthday("1984-07-01")) == "1984-07-01"
    with pytest.raises(InvalidValueError):
        calendar.birthday("July")


@pytest.mark.parametrize("now", NOWS[:2])
def test_everyone_who_introduced_someone_was_thanked(now: datetime) -> None:
    built = build(now)
    received = Services(FakePorts(built.store, built.present)).introduction_views.received()
    made = [one for one in received if one.record is not None and one.is_made]
    assert len(made) > 20
    assert all(one.thanked_on is not None for one in made)
    assert [one.contact.name for one in made if one.is_open and one.contact] == ["Priya Raman"]
