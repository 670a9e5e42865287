"""One typed line and what it asks for. Today is Friday 20 November 2026."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Medium
from netui.domain.people.cadence import Cadence, Unit
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.week.line_parts import find_day
from netui.domain.week.quick_add import (
    Entry,
    NewFollowUp,
    QuickAdd,
    describe,
    follow_up_kind,
    parse_follow_up,
    parse_quick_add,
)

TODAY = date(2026, 11, 20)


def read(line: str) -> QuickAdd:
    return parse_quick_add(line, TODAY)


def test_a_coffee_and_what_was_promised() -> None:
    found = read("coffee with Priya yesterday, send eBPF article by fri")
    assert found == QuickAdd(
        today=TODAY,
        entry=Entry.LOG,
        kind=InteractionKind.COFFEE,
        names=("Priya",),
        on=date(2026, 11, 19),
        follow_ups=(NewFollowUp(FollowUpKind.SEND, "send eBPF article", date(2026, 11, 27)),),
    )
    assert found.settled() is found
    assert describe(found) == (
        "Log coffee with Priya: Thu 19 Nov 2026, yesterday · "
        "send: “send eBPF article” by Fri 27 Nov 2026, in 7 days"
    )


@pytest.mark.parametrize(
    ("line", "kind", "names", "on", "text"),
    [
        (
            "call with Tom and Ana 12 mar about the compiler job",
            "call",
            "Tom|Ana",
            "2026-03-12",
            "the compiler job",
        ),
        ("coffee with priya, tom & ana", "coffee", "priya|tom|ana", "2026-11-20", ""),
        ("Lunch with Ana Silva on monday re: funding", "meeting", "Ana Silva", "2026-11-16", "funding"),
        (
            "met Zoë Brânză 3 days ago talked about Rust",
            "meeting",
            "Zoë Brânză",
            "2026-11-17",
            "talked about Rust",
        ),
        ("yesterday coffee with Priya", "coffee", "Priya", "2026-11-19", ""),
        ("call with Tom about the review yesterday", "call", "Tom", "2026-11-19", "the review"),
        ("email to Ana about plans for next week", "email", "Ana", "2026-11-20", "plans for next week"),
        ("coffee with April 12 mar", "coffee", "April", "2026-03-12", ""),
        ('coffee with "Tom Sun" and Ana sun', "coffee", "Tom Sun|Ana", "2026-11-15", ""),
        ('coffee with "Bo at the Booth", Ana', "coffee", "Bo at the Booth|Ana", "2026-11-20", ""),
        ("coffee with Ana and ana and Ana", "coffee", "Ana|ana", "2026-11-20", ""),
        ("interview with Ana yesterday about compilers", "interview", "Ana", "2026-11-19", "compilers"),
    ],
)
def test_what_has_been(line: str, kind: str, names: str, on: str, text: str) -> None:
    found = read(line).settled()
    assert found.entry is Entry.LOG
    assert found.kind is InteractionKind(kind)
    assert found.names == tuple(names.split("|"))
    assert found.on == date.fromisoformat(on)
    assert found.text == text


def test_who_wrote_to_who() -> None:
    assert read("email from Ana").direction is Direction.RECEIVED
    assert read("email to Ana").direction is Direction.GAVE
    assert read("call from Ana").direction is Direction.BOTH
    assert describe(read("email from Ana")) == "Log email from Ana: Fri 20 Nov 2026, today"


def test_several_follow_ups() -> None:
    found = read("lunch with Ana; will send her the book, signed, by mon, introduce Ana to Tom by 1 dec")
    assert found.follow_ups == (
        NewFollowUp(FollowUpKind.SEND, "send her the book, signed", date(2026, 11, 23)),
        NewFollowUp(FollowUpKind.INTRODUCTION, "introduce Ana to Tom", date(2026, 12, 1)),
    )


def test_a_new_person() -> None:
    found = read(
        "add Dana Okafor, SRE at Fastly #alumni #go-lang dana@fastly.example every 6 weeks"
    ).settled()
    assert found == QuickAdd(
        today=TODAY,
        entry=Entry.PERSON,
        names=("Dana Okafor",),
        title="SRE",
        company="Fastly",
        tags=("alumni", "go-lang"),
        emails=("dana@fastly.example",),
        cadence=Cadence(6, Unit.WEEKS),
    )
    assert describe(found) == (
        "Add Dana Okafor · SRE at Fastly · #alumni #go-lang · every 6 weeks · dana@fastly.example"
    )


def test_a_new_person_by_company_alone() -> None:
    found = read("add Ana Silva at Acme https://example.org/ana monthly").settled()
    assert (found.names, found.title, found.company) == (("Ana Silva",), "", "Acme")
    assert found.links == ("https://example.org/ana",)
    assert describe(found) == "Add Ana Silva · at Acme · every month · https://example.org/ana"


@pytest.mark.parametrize(
    ("line", "names", "kind", "text", "due"),
    [
        (
            "follow up with Ana in 2 weeks about the review",
            "Ana",
            "check-in",
            "follow up about the review",
            "2026-12-04",
        ),
        (
            "follow-up with Ana about the review by fri",
            "Ana",
            "check-in",
            "follow-up about the review",
            "2026-11-27",
        ),
        ("check in with Raj Patel next month", "Raj Patel", "check-in", "check in", "2026-12-01"),
        ("thank Ana tomorrow for the review", "Ana", "thank-you", "thank you for the review", "2026-11-21"),
        ("send the article to Ana by fri", "Ana", "send", "send the article to Ana", "2026-11-27"),
        ("introduce Ana to Tom by fri", "Ana|Tom", "introduction", "introduce Ana to Tom", "2026-11-27"),
    ],
)
def test_a_follow_up_alone(line: str, names: str, kind: str, text: str, due: str) -> None:
    found = read(line).settled()
    assert found.entry is Entry.FOLLOW_UP
    assert found.names == tuple(names.split("|"))
    assert found.follow_ups == (NewFollowUp(FollowUpKind(kind), text, date.fromisoformat(due)),)
    assert describe(found).startswith("Follow up with " + " and ".join(found.names))


def test_an_interview() -> None:
    found = read("interview Raj Patel mon 14:00 30m video").settled()
    assert (found.entry, found.names) == (Entry.INTERVIEW, ("Raj Patel",))
    assert found.when == datetime.fromisoformat("2026-11-23 14:00")
    assert (found.minutes, found.medium) == (30, Medium.VIDEO)
    assert (
        describe(found) == "Interview with Raj Patel: Mon 23 Nov 2026, in 3 days, at 14:00 · 30 min · video"
    )


def test_an_interview_without_all_of_it() -> None:
    assert describe(read("interview with Ana")) == "Interview with Ana: no date yet"
    found = read("interview Ana tomorrow 1h by phone about compilers").settled()
    assert (found.when, found.minutes, found.medium) == (date(2026, 11, 21), 60, Medium.PHONE)
    assert found.text == "compilers"


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("", "start with what it is"),
        ("hello there", "start with what it is"),
        ("coffee", "with whom?"),
        ("coffee with yesterday about x", "is “yesterday” a name?"),
        ("coffee with Priya tomorrow", "the log is for what has been"),
        ("coffee with Priya yesterday, send article", "by when: “send article”?"),
        ("met Ana and Bo at the booth", "is “Bo at the booth” a name?"),
        ('coffee with ""', "with whom?"),
        ("coffee with Ana 12", "is “Ana 12” a name?"),
        ("follow up with Ana", "by when?"),
        ("follow up with Ana on 8.2.2027", "can be 8 February or 2 August"),
        ("add", "who?"),
        ("add Ana every blue moon", "is no rhythm"),
        ("interview Ana 1m", "1 minutes is no length"),
    ],
)
def test_doubt_is_shown_and_stops(line: str, doubt: str) -> None:
    found = read(line)
    assert doubt in describe(found)
    with pytest.raises(InvalidValueError):
        found.settled()


@pytest.mark.parametrize(
    ("text", "follow_up"),
    [
        ("send article by fri", NewFollowUp(FollowUpKind.SEND, "send article", date(2026, 11, 27))),
        ("I'll update Tom in 2 weeks", NewFollowUp(FollowUpKind.UPDATE, "update Tom", date(2026, 12, 4))),
        ("by mon thank Ana", NewFollowUp(FollowUpKind.THANK_YOU, "thank Ana", date(2026, 11, 23))),
        ("water the plants 1 dec", NewFollowUp(FollowUpKind.OTHER, "water the plants", date(2026, 12, 1))),
    ],
)
def test_follow_ups(text: str, follow_up: NewFollowUp) -> None:
    assert parse_follow_up(text, TODAY) == follow_up


@pytest.mark.parametrize(
    ("text", "message"), [("send article", "by when"), ("by fri", "what is promised"), ("", "by when")]
)
def test_a_follow_up_says_what_and_when(text: str, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        parse_follow_up(text, TODAY)


LINES = st.lists(
    st.sampled_from(
        [
            *(
                "coffee",
                "call",
                "add",
                "interview",
                "follow up",
                "send",
                "with",
                "to",
                "and",
                ",",
                "about",
                "by",
            ),
            *(
                "Ana",
                '"Tom Sun"',
                '"',
                "fri",
                "12 mar",
                "14:00",
                "30m",
                "video",
                "#tag",
                "every",
                "6 weeks",
                "at",
            ),
        ]
    ),
    max_size=9,
).map(" ".join)


@given(st.text(max_size=40) | LINES, st.dates())
@settings(max_examples=100, deadline=None)
def test_any_line_is_understood_or_in_doubt(line: str, today: date) -> None:
    found = parse_quick_add(line, today)
    assert describe(found)
    assert found.doubts or found.names


def test_the_kind_of_a_follow_up_is_in_its_first_words() -> None:
    assert follow_up_kind("Send the article") is FollowUpKind.SEND
    assert follow_up_kind("sender unknown") is FollowUpKind.OTHER
    assert follow_up_kind("") is FollowUpKind.OTHER


def test_a_long_text_is_not_read_for_a_day_word_by_word() -> None:
    tried: list[str] = []

    def read(text: str) -> date:
        tried.append(text)
        raise InvalidValueError("no day")

    pasted = ["word"] * 20_000
    assert find_day(pasted, read) == (pasted, None, [])
    assert tried == []


def test_a_follow_up_too_long_to_read_says_so() -> None:
    with pytest.raises(InvalidValueError, match=r"too long to find a day in: 2,007 letters"):
        parse_follow_up(f"{'x' * 2_000} by fri", TODAY)
