from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.interviews.interview import Interview
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.time.date_grammar import Reading
from netui.domain.week.debrief import (
    Debrief,
    Insight,
    InsightKind,
    Lead,
    insights_of,
    lead,
    plan_action,
    tidy_debrief,
)

FRIDAY = date(2026, 11, 20)
IN_A_WEEK = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("line", "kind", "text", "due_on"),
    [
        ("Read the SRE book", FollowUpKind.OTHER, "Read the SRE book", IN_A_WEEK),
        ("send the CV by Monday", FollowUpKind.SEND, "send the CV", date(2026, 11, 23)),
        ("Send my notes tomorrow.", FollowUpKind.SEND, "Send my notes", date(2026, 11, 21)),
        ("Share the eBPF talk, by 2026-12-01", FollowUpKind.SEND, "Share the eBPF talk", date(2026, 12, 1)),
        (
            "introduce Tom to Ana in 2 weeks",
            FollowUpKind.INTRODUCTION,
            "introduce Tom to Ana",
            date(2026, 12, 4),
        ),
        ("Tell Ana the news fri", FollowUpKind.UPDATE, "Tell Ana the news", date(2026, 11, 27)),
        (
            "congratulate Bo before Wednesday",
            FollowUpKind.CONGRATULATE,
            "congratulate Bo",
            date(2026, 11, 25),
        ),
        ("I'll forward the paper", FollowUpKind.SEND, "I'll forward the paper", IN_A_WEEK),
        ("thank Bo", FollowUpKind.OTHER, "thank Bo", IN_A_WEEK),
        ("redo the talk of 2026-01-05", FollowUpKind.OTHER, "redo the talk of 2026-01-05", IN_A_WEEK),
        ("find out what is next", FollowUpKind.OTHER, "find out what is next", IN_A_WEEK),
        ("prepare for 99 days off", FollowUpKind.OTHER, "prepare for 99 days off", IN_A_WEEK),
        ("learn 3d", FollowUpKind.OTHER, "learn 3d", IN_A_WEEK),
        ("Call Bo 2026-11-30", FollowUpKind.CHECK_IN, "Call Bo", date(2026, 11, 30)),
        ("Friday", FollowUpKind.OTHER, "Friday", IN_A_WEEK),
    ],
)
def test_an_action_becomes_a_follow_up(line: str, kind: FollowUpKind, text: str, due_on: date) -> None:
    planned = plan_action(line, Reading(FRIDAY))
    assert (planned.kind, planned.text, planned.due_on) == (kind, text, due_on)


@pytest.mark.parametrize(("week_start", "day"), [(0, 29), (6, 22)])
def test_the_week_of_an_action_begins_on_the_users_day(week_start: int, day: int) -> None:
    planned = plan_action("send the CV by next sun", Reading(FRIDAY, week_start=week_start))
    assert planned.due_on == date(2026, 11, day)


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1))
def test_no_action_is_ever_lost_or_due_before_today(line: str) -> None:
    planned = plan_action(line, Reading(FRIDAY))
    assert planned.due_on is not None
    assert planned.due_on >= FRIDAY
    assert bool(planned.text) == bool(line.strip())
    lead(line)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Ana Silva", Lead("Ana Silva")),
        ("  Ana   Silva, Stripe ", Lead("Ana Silva", "Stripe")),
        ("Bo Lind at ETH", Lead("Bo Lind", "ETH")),
        ("Bo Lind (ETH Zürich)", Lead("Bo Lind", "ETH Zürich")),
        ("Bo Lind, Acme (Berlin)", Lead("Bo Lind", "Acme (Berlin)")),
        ("Maria van der Berg - Shell", Lead("Maria van der Berg", "Shell")),
        ("王小明", Lead("王小明")),
        ("Priya", Lead("Priya")),
        ("someone in the compiler team", None),
        ("Her former boss", None),
        ("the people at ETH", None),
        ("ask around", None),
        ("Look for anyone who has moved from research", None),
        ("", None),
        ("(ETH)", None),
        ("42", None),
    ],
)
def test_a_person_is_taken_from_a_line_that_names_one(line: str, found: Lead | None) -> None:
    assert lead(line) == found


def test_entries_are_one_a_line_without_blanks_and_doubles() -> None:
    reported = tidy_debrief(
        Debrief(insights=("- Rust grows\n\nrust  GROWS", " "), trends=("• eBPF",), influence=" Much \n")
    )
    assert reported.insights == ("Rust grows",)
    assert reported.trends == ("eBPF",)
    assert reported.influence == "Much"


def test_a_semicolon_parts_people_to_ask_next() -> None:
    assert tidy_debrief(Debrief(ask_next=("Ana Silva, Stripe; Mei Schmid;",))).ask_next == (
        "Ana Silva, Stripe",
        "Mei Schmid",
    )


def test_insights_and_trends_are_listed_with_their_interview() -> None:
    interview = Interview(id=1, uid="u", contact_id=2, insights=("a", "b"), trends=("c",))
    assert insights_of([interview]) == [
        Insight(interview, InsightKind.INSIGHT, "a"),
        Insight(interview, InsightKind.INSIGHT, "b"),
        Insight(interview, InsightKind.TREND, "c"),
    ]
