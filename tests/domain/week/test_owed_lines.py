"""What is owed by a line: days that no calendar has, what comes again, and several things at once."""

from datetime import date

import pytest

from netui.domain.people.cadence import Cadence, Unit
from netui.domain.time.date_grammar import Reading
from netui.domain.week.promises import parse_follow_up
from netui.domain.week.quick_add import parse_quick_add
from netui.domain.week.quick_line import Entry, QuickAdd
from netui.domain.week.quick_words import describe

TODAY = date(2026, 11, 20)
WEEKLY = Cadence(1, Unit.WEEKS)


def read(line: str) -> QuickAdd:
    return parse_quick_add(line, Reading(TODAY))


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("follow up with Tom on feb 29 2027", "February 2027 has no day 29"),
        ("coffee with Tom on 29 feb 2026", "February 2026 has no day 29"),
        ("coffee with Tom on 30 feb", "February has no day 30"),
        ("coffee with Tom, send deck by 29 feb 2027", "“by 29 feb 2027”: February 2027 has no day 29"),
        ("send Tom the deck by feb 30", "“by feb 30”: February has no day 30"),
        ("interview Mei feb 30 14:00", "February has no day 30"),
        ("interview Mei feb 29 2027 14:00", "February 2027 has no day 29"),
        ("met Tom fri 19 nov", "is “Tom fri 19 nov” a name?"),
        ("met Tom fri 27 nov", "Fri 27 Nov 2026, in 7 days: the log is for what has been"),
        ("asked Tom to introduce me to Mei by fri", "what is due by fri?"),
        ("Tom introduced me to Mei by next week", "what is due by next week?"),
    ],
)
def test_a_day_that_cannot_be_meant_is_never_cut_down_to_one_that_can(line: str, question: str) -> None:
    assert read(line).doubts[0].startswith(question)


@pytest.mark.parametrize(
    ("line", "text", "repeats", "first"),
    [
        ("follow up with Tom every 2 weeks", "follow up", Cadence(2, Unit.WEEKS), date(2026, 12, 4)),
        (
            "follow up with Tom every month on the 31st",
            "follow up",
            Cadence(1, Unit.MONTHS),
            date(2026, 12, 31),
        ),
        ("send Tom the report every friday", "send Tom the report", WEEKLY, date(2026, 11, 27)),
        ("send Tom the report every fri from 4 dec", "send Tom the report", WEEKLY, date(2026, 12, 4)),
        (
            "send Tom the report by tue, every 2 weeks",
            "send Tom the report",
            Cadence(2, Unit.WEEKS),
            date(2026, 11, 24),
        ),
        ("ping Tom every other tue", "ping Tom", Cadence(2, Unit.WEEKS), date(2026, 11, 24)),
        ("send Tom news every friday", "send Tom news", WEEKLY, date(2026, 11, 27)),
        ("send Tom news every month by fri", "send Tom news", Cadence(1, Unit.MONTHS), date(2026, 11, 27)),
        ("call Tom every day", "call Tom", Cadence(1, Unit.DAYS), date(2026, 11, 21)),
        ("remind me every monday to ping Tom", "ping Tom", WEEKLY, date(2026, 11, 23)),
    ],
)
def test_what_comes_again_says_how_often(line: str, text: str, repeats: Cadence, first: date) -> None:
    found = read(line)
    assert (found.entry, found.names, found.doubts) == (Entry.FOLLOW_UP, ("Tom",), ())
    [owed] = found.follow_ups
    assert (owed.text, owed.repeats, owed.due_on) == (text, repeats, first)
    assert f"every {repeats}, first by " in describe(found)


@pytest.mark.parametrize(
    "line",
    [
        "coffee with Tom every friday",
        "send Tom news twice a month",
        "send Tom the report every last friday",
        "met Tom every week",
    ],
)
def test_what_comes_again_in_another_way_is_asked_about(line: str) -> None:
    assert read(line).doubts


def test_each_is_no_repeat_where_the_line_has_its_day() -> None:
    assert parse_follow_up("send each author fri", Reading(TODAY)).repeats is None
    assert parse_follow_up("thank each speaker by fri", Reading(TODAY)).text == "thank each speaker"
    assert read("coffee with Tom, he runs every morning").text == "he runs every morning"


def test_two_things_due_on_two_days_are_two() -> None:
    found = read("coffee with Tom, send slides by tue and book a room by wed")
    assert [(one.text, one.due_on) for one in found.follow_ups] == [
        ("send slides", date(2026, 11, 24)),
        ("book a room", date(2026, 11, 25)),
    ]
    assert "two things are due" in read("send Tom slides by tue and Mei the deck by wed").doubts[0]
    found = read("coffee with Tom, send slides by fri and call him every week")
    assert [(one.text, one.repeats) for one in found.follow_ups] == [
        ("send slides", None),
        ("call him", WEEKLY),
    ]
    assert [one.text for one in read("coffee with Tom, send mon and tue slides by fri").follow_ups] == [
        "send mon and tue slides"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "add Zed Ray, send him the deck by fri",
        "add Zed Ray and send him the deck by fri",
        "add Zed Ray. Send him the deck by fri",
        "add Zed Ray, met yesterday, every 2 months, introduced by Dana, send him the deck by fri",
    ],
)
def test_what_is_owed_to_a_new_person_is_no_note(line: str) -> None:
    found = read(line)
    assert (found.entry, found.names, found.text, found.doubts) == (Entry.PERSON, ("Zed Ray",), "", ())
    [owed] = found.follow_ups
    assert (owed.text.casefold(), owed.due_on) == ("send him the deck", date(2026, 11, 27))
    assert describe(found).endswith("the deck” by Fri 27 Nov 2026, in 7 days")


@pytest.mark.parametrize(
    ("line", "goal"),
    [
        ("interview Mei mon 14:00, send her my CV by fri", ""),
        ("interview Mei mon 14:00 about rust and send her my CV by fri", "rust"),
    ],
)
def test_what_is_owed_before_an_interview_is_no_goal_of_it(line: str, goal: str) -> None:
    found = read(line)
    assert (found.entry, found.names, found.text, found.doubts) == (Entry.INTERVIEW, ("Mei",), goal, ())
    assert [(one.text, one.due_on) for one in found.follow_ups] == [("send her my CV", date(2026, 11, 27))]


def test_the_full_stop_of_a_junior_ends_no_sentence() -> None:
    found = read("coffee with Tom Weiss Jr. yesterday")
    assert (found.names, found.on, found.text) == (("Tom Weiss Jr",), date(2026, 11, 19), "")


@pytest.mark.parametrize(
    ("line", "title", "text"),
    [
        ("add Zed Ray, call centre lead at Acme", "call centre lead", ""),
        ("add Zed Ray, Book editor at Reed, met 12 mar", "Book editor", ""),
        ("add Zed Ray, note: send deck by fri", "", "send deck by fri"),
    ],
)
def test_a_title_or_a_note_is_not_owed(line: str, title: str, text: str) -> None:
    found = read(line)
    assert (found.title, found.text, found.follow_ups, found.doubts) == (title, text, (), ())


def test_what_is_sent_needs_no_article() -> None:
    assert read("send Tom slides by fri").names == ("Tom",)
    assert read("give Dana Okafor feedback by fri").names == ("Dana Okafor",)
    assert read("send Tom and Mei the deck by fri").names == ("Tom", "Mei")
    assert read("send Friday slides by mon").names == ()


def test_who_something_is_owed_to_is_named() -> None:
    assert read("promise Tom to send the deck by fri").names == ("Tom",)
    assert read("I promise Tom the deck by fri").names == ("Tom",)
