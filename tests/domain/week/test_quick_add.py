"""One typed line and what it asks for. Today is Friday 20 November 2026."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Medium
from netui.domain.people.cadence import Cadence, Unit
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.time.date_grammar import Reading
from netui.domain.time.date_order import DateOrder
from netui.domain.week.line_parts import day_after_names, day_at_end, due_day
from netui.domain.week.promises import NewFollowUp, follow_up_kind, parse_follow_up
from netui.domain.week.quick_add import parse_quick_add
from netui.domain.week.quick_line import Entry, QuickAdd
from netui.domain.week.quick_words import describe

TODAY = date(2026, 11, 20)


def read(line: str) -> QuickAdd:
    return parse_quick_add(line, Reading(TODAY))


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
        ("met Jo at the meetup about rust", "meeting", "Jo", "2026-11-20", "at the meetup: rust"),
        ("met Jo at Acme on Friday", "meeting", "Jo", "2026-11-13", "at Acme"),
        ("met Jo on Friday at Acme", "meeting", "Jo", "2026-11-13", "at Acme"),
        ("met Jo from Acme in Bern yesterday", "meeting", "Jo", "2026-11-19", "from Acme in Bern"),
        ("call with Ana via Zoom about caches", "call", "Ana", "2026-11-20", "via Zoom: caches"),
        ("met Ana and Bo at RustFest yesterday", "meeting", "Ana|Bo", "2026-11-19", "at RustFest"),
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
        "New: Dana Okafor · title SRE · company Fastly · every 6 weeks · #alumni · #go-lang"
        " · dana@fastly.example"
    )


def test_a_new_person_by_company_alone() -> None:
    found = read("add Ana Silva at Acme https://example.org/ana monthly").settled()
    assert (found.names, found.title, found.company) == (("Ana Silva",), "", "Acme")
    assert found.links == ("https://example.org/ana",)
    assert describe(found) == "New: Ana Silva · company Acme · every month · https://example.org/ana"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Jo Li at Acme on Friday", "company Acme · met on Fri 13 Nov 2026, 7 days ago"),
        ("Jo Li at Acme fri", "company Acme · met on Fri 13 Nov 2026, 7 days ago"),
        ("Jo Li at Acme 12 mar", "company Acme · met on Thu 12 Mar 2026, 253 days ago"),
        ("Jo Li yesterday at Acme", "company Acme · met on Thu 19 Nov 2026, yesterday"),
        ("Jo Li at Acme in Bern", "company Acme · location Bern"),
        ("Jo Li SRE in New York", "title SRE · location New York"),
        ("Jo Li at the meetup about rust", "met at the meetup about rust"),
        ("Jo Li at the meetup in Bern today", "met at the meetup in Bern on Fri 20 Nov 2026, today"),
        ("Jo Li at PyCon 2026", "met at PyCon 2026"),
        ("Jo Li, met at RustFest", "met at RustFest"),
        ("Jo Li, met on Friday at RustFest", "met at RustFest on Fri 13 Nov 2026, 7 days ago"),
        ("Jo Li SRE at Fastly met through Ana", "title SRE · company Fastly · met through Ana"),
        ("Jo Li, SRE at Fastly, met at the meetup", "title SRE · company Fastly · met at the meetup"),
        ("Jo Li at The Economist", "company The Economist"),
        ("Jo Li, SRE at the University of Bern", "title SRE · company the University of Bern"),
        ("Jo Li at Acme, Inc.", "company Acme, Inc."),
        ("Jo Li at Acme, SRE", "title SRE · company Acme"),
        ("Jo Li at Studio 12", "company Studio 12"),
        ('Jo Li at "Ruby Tuesday"', "company Ruby Tuesday"),
        ('Jo Li at "Women in Tech"', "company Women in Tech"),
    ],
)
def test_the_company_the_city_and_where_and_when_someone_was_met(line: str, words: str) -> None:
    assert describe(read(f"add {line} #rust").settled()) == f"New: Jo Li · {words} · #rust"


@pytest.mark.parametrize("name", ["Tom Sun", "tom sun", "April May", "Ana Friday"])
def test_a_name_that_is_a_day_is_a_name(name: str) -> None:
    assert describe(read(f"add {name}").settled()) == f"New: {name.title()}"


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
        ("keep in touch with Ana every 6 weeks", "press r on someone to choose how often"),
        ("coffee", "who with?"),
        ("coffee with yesterday about x", "is “yesterday” a name?"),
        ("coffee with Priya tomorrow", "the log is for what has been"),
        ("coffee with Priya yesterday, send article", "by when: “send article”?"),
        ("met at the booth", "who with? “at the booth” is a place"),
        ("met Ana in March", "which day is “in March”? Write one, as in “1 mar”"),
        ("coffee with Ana at 10", "is “Ana at 10” a name?"),
        ("add Ana at Fastly about caches", "is “Fastly about caches” a company?"),
        ("add Ana Silva at Acme Friday", "is “Acme Friday” a company? Write “on Friday” for the day"),
        ("add Ana Silva at Acme tomorrow", "Sat 21 Nov 2026, tomorrow: when did you meet?"),
        ("add Ana Silva from Acme", "is “Acme” a company or a city?"),
        ("add at Acme", "who?"),
        ('coffee with ""', "who with?"),
        ("coffee with Ana 12", "is “Ana 12” a name?"),
        ("follow up with Ana", "by when?"),
        ("follow up with Ana on 8/2/2027", "can be 8 February or 2 August"),
        ("add", "who?"),
        ("add Ana every blue moon", "write “6 weeks”, “3 months” or “monthly”: “every blue moon”"),
        ("interview Ana 1m", "an interview takes 5 to 480 minutes, not 1"),
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
    assert parse_follow_up(text, Reading(TODAY)) == follow_up


@pytest.mark.parametrize(
    ("text", "message"), [("send article", "by when"), ("by fri", "what is promised"), ("", "by when")]
)
def test_a_follow_up_says_what_and_when(text: str, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        parse_follow_up(text, Reading(TODAY))


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
    found = parse_quick_add(line, Reading(today))
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
    assert (day_at_end(pasted, read), day_after_names(pasted, read)) == (None, None)
    assert due_day(pasted, read) is None
    assert tried == []


def test_a_follow_up_too_long_to_read_says_so() -> None:
    with pytest.raises(InvalidValueError, match=r"too long to find a day in: 2,007 letters"):
        parse_follow_up(f"{'x' * 2_000} by fri", Reading(TODAY))


@pytest.mark.parametrize(
    ("text", "due", "what"),
    [
        ("send the 12 month plan by fri", "2026-11-27", "send the 12 month plan"),
        ("I promised to send the 12 month plan by fri", "2026-11-27", "send the 12 month plan"),
        ("share the 2 year roadmap by 30 nov", "2026-11-30", "share the 2 year roadmap"),
        ("send notes of last week by mon", "2026-11-23", "send notes of last week"),
        ("send Friday slides by mon", "2026-11-23", "send Friday slides"),
        ("send slides from today by mon", "2026-11-23", "send slides from today"),
        ("send the 2nd draft by mon", "2026-11-23", "send the 2nd draft"),
        ("send Ana's Monday notes tomorrow", "2026-11-21", "send Ana's Monday notes"),
        ("by fri send it", "2026-11-27", "send it"),
        ("tomorrow: send the slides", "2026-11-21", "send the slides"),
        ("send slides by fri to Ana", "2026-11-27", "send slides to Ana"),
        ("call in 2 weeks", "2026-12-04", "call"),
        ("reply within 3 days", "2026-11-23", "reply"),
        ("book a room by the first monday of january", "2027-01-04", "book a room"),
    ],
)
def test_the_day_at_the_end_is_when_it_is_due(text: str, due: str, what: str) -> None:
    found = parse_follow_up(text, Reading(TODAY))
    assert (found.due_on, found.text) == (date.fromisoformat(due), what)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("send notes of last week", "by when: “send notes of last week”"),
        ("send it for monday", "by when: “send it for monday”"),
        ("send it by 30 feb", "“by 30 feb”: February has no day 30"),
        ("send it by this mon", "“by this mon” is Mon 16 Nov 2026, 4 days ago: by when is it due?"),
        (
            "send it by fri 15:00",
            "“by fri 15:00” has an hour: a promise has a day only, as in “by fri 27 nov”",
        ),
        ("send it by fri, no, by mon, or soon", "by when: "),
    ],
)
def test_a_day_in_doubt_is_asked_about(text: str, message: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_follow_up(text, Reading(TODAY))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("line", "on", "text"),
    [
        ("coffee with Tom about the 3 week plan yesterday", "2026-11-19", "the 3 week plan"),
        ("coffee with Tom yesterday about the 3 week plan", "2026-11-19", "the 3 week plan"),
        ("coffee with Tom last tuesday about what he did on monday", "2026-11-17", "what he did on monday"),
        ("coffee with Tom about the launch next week", "2026-11-20", "the launch next week"),
        ("coffee with Tom this morning", "2026-11-20", ""),
        ("coffee with Tom just now", "2026-11-20", ""),
        ("rang Tom earlier today", "2026-11-20", ""),
        ("coffee with Tom the day before yesterday", "2026-11-18", ""),
        ("coffee with Tom at 10am yesterday", "2026-11-19", "at 10am"),
        ("breakfast with Tom at 8:30 today about the plan", "2026-11-20", "at 8:30: the plan"),
        ("coffee w/ Tom", "2026-11-20", ""),
        ("call with Tom 12 mar the compiler job", "2026-03-12", "the compiler job"),
    ],
)
def test_the_day_of_an_entry(line: str, on: str, text: str) -> None:
    found = read(line).settled()
    assert (found.names, str(found.on), found.text) == (("Tom",), on, text)


@pytest.mark.parametrize(
    "line",
    [
        "coffee with Elif yesterday, send her the article by mon",
        "coffee with Elif yesterday. send her the article by mon",
        "coffee with Elif yesterday - send her the article by mon",
        "coffee with Elif yesterday and send her the article by mon",
        "coffee with Elif yesterday\nsend her the article by mon",
        "coffee with Elif yesterday; I promised to send her the article by mon",
    ],
)
def test_what_was_promised_follows_in_many_ways(line: str) -> None:
    found = read(line).settled()
    assert (found.names, found.text, str(found.on)) == (("Elif",), "", "2026-11-19")
    assert found.follow_ups == (NewFollowUp(FollowUpKind.SEND, "send her the article", date(2026, 11, 23)),)


@pytest.mark.parametrize(
    ("line", "names", "day", "text"),
    [
        ("coffee with Tom: he likes the 2 year plan", ("Tom",), 20, "he likes the 2 year plan"),
        ("coffee with Tom - he likes Go", ("Tom",), 20, "he likes Go"),
        ("coffee with Tom. He likes Go", ("Tom",), 20, "He likes Go"),
        ("coffee with Tom, Ana yesterday: we talked about Go", ("Tom", "Ana"), 19, "we talked about Go"),
        ("coffee with Dr. Eva Lind yesterday", ("Dr. Eva Lind",), 19, ""),
        (
            "coffee with Prof. Dr. med. Eva Lind. She likes Go",
            ("Prof. Dr. med. Eva Lind",),
            20,
            "She likes Go",
        ),
        ("coffee with J. Smith", ("J. Smith",), 20, ""),
        ("coffee with Tom about Go: the runtime", ("Tom",), 20, "Go: the runtime"),
        ("coffee with Tom yesterday he said: no", ("Tom",), 19, "he said: no"),
    ],
)
def test_what_it_was_about_follows_the_names_in_many_ways(
    line: str, names: tuple[str, ...], day: int, text: str
) -> None:
    found = read(line).settled()
    assert (found.names, found.on, found.text) == (names, date(2026, 11, day), text)


@pytest.mark.parametrize("line", ["coffee with Dana by mon", "coffee with Dana about caches by mon"])
def test_by_a_day_with_nothing_due_is_asked_about(line: str) -> None:
    assert "what is due by mon? Write it after a comma" in read(line).doubts[0]


@pytest.mark.parametrize(
    "line",
    [
        "interview with Mei Chen moved to fri 10:00",
        "interview Mei rescheduled to mon 9am",
        "interview Mei cancelled",
    ],
)
def test_an_interview_that_changed_is_no_new_one(line: str) -> None:
    assert read(line).doubts[0].startswith("is it planned already?")


@pytest.mark.parametrize(
    ("line", "when", "zone", "minutes", "goal"),
    [
        ("interview Raj about compilers mon 14:00", "2026-11-23 14:00", "", None, "compilers"),
        ("interview Raj mon 14:00 ET 30m", "2026-11-23 14:00", "America/New_York", 30, ""),
        ("interview with Raj at Arm mon 14:00 for 45 mins", "2026-11-23 14:00", "", 45, "at Arm"),
        ("interview Raj mon 14:00 UTC", "2026-11-23 14:00", "UTC", None, ""),
        ("interview Raj mon 2pm Europe/London about Go", "2026-11-23 14:00", "Europe/London", None, "Go"),
        ("interview Raj mon 14:00 1h30", "2026-11-23 14:00", "", 90, ""),
        ("interview Raj mon 14:00 1h 30m", "2026-11-23 14:00", "", 90, ""),
        ("interview Raj mon 14:00, 45 minutes, ask about Go", "2026-11-23 14:00", "", 45, "ask about Go"),
        ("interview Raj mon 14:00, video, 1h, Go", "2026-11-23 14:00", "", 60, "Go"),
        ("interview Raj mon 14:00 - 15:00", "2026-11-23 14:00", "", 60, ""),
        ("interview Raj mon 14:00 half an hour", "2026-11-23 14:00", "", 30, ""),
        ("interview Raj about Go tomorrow 9 45 min", "2026-11-21 09:00", "", 45, "Go"),
        ("interview Raj 12 jul 14:00 EDT", "2027-07-12 14:00", "America/New_York", None, ""),
        ("interview Raj mon 9h30", "2026-11-23 09:30", "", None, ""),
        ("interview Raj mon 2pm-3pm", "2026-11-23 14:00", "", 60, ""),
        ("interview Raj mon 2-3:30pm", "2026-11-23 14:00", "", 90, ""),
        ("interview Raj 11am-1 mon about Go", "2026-11-23 11:00", "", 120, "Go"),
        ("interview Raj mon 14:00 New York time", "2026-11-23 14:00", "America/New_York", None, ""),
        ("interview Raj mon 2pm Pacific time 30m", "2026-11-23 14:00", "America/Los_Angeles", 30, ""),
        ("interview Raj mon 14:00 UTC+5:30", "2026-11-23 14:00", "Asia/Kolkata", None, ""),
        ("interview Raj mon 14:00 +0200", "2026-11-23 14:00", "Etc/GMT-2", None, ""),
        ("interview Raj mon 14:00 SRE at work", "2026-11-23 14:00", "", None, "SRE at work"),
        ("interview Raj mon 14:00 3 questions on Go", "2026-11-23 14:00", "", None, "3 questions on Go"),
        ("interview Raj mon 14:00 about 3pm slots", "2026-11-23 14:00", "", None, "3pm slots"),
    ],
)
def test_when_an_interview_is(line: str, when: str, zone: str, minutes: int | None, goal: str) -> None:
    found = read(line).settled()
    assert found.names == ("Raj",)
    assert (str(found.when)[:16], found.zone, found.minutes, found.text) == (when, zone, minutes, goal)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("interview Raj mon 14:00 berlin", "is “berlin” a time zone? Write it like “Europe/Berlin”"),
        ("interview Raj mon 2pm New York 30m", "is “New York” a time zone? Write it like “America/New_York”"),
        ("interview Raj mon 2pm Pacific", "is “Pacific” a time zone? Write it like “PT”, or “about Pacific”"),
        ("interview Raj mon 14:00 MSK video", "is “MSK” a time zone?"),
        ("interview Raj mon 14:00 tokyo about Go", "is “tokyo” a time zone?"),
        ("interview Raj about Go mon 14:00 tokyo", "is “tokyo” a time zone?"),
        ("interview Raj mon 2pm her time", "“her time” is no time zone: write one like ET or Europe/Zurich"),
        ("interview Raj mon 2pm UTC+13:45", "“UTC+13:45” is no time zone"),
        ("interview Raj mon 2pm UTC+25", "“UTC+25” is no time zone"),
        ("interview Raj mon 3", "what time is “3”? Write one like “mon 14:00”"),
        ("interview Raj mon 14.00", "what time is “14.00”?"),
        ("interview Raj mon 14-15", "what time is “14-15”?"),
        ("interview Raj mon 14pm-15pm", "what time is “14pm-15pm”?"),
        ("interview Raj mon 14:00Z", "what time is “14:00Z”?"),
        ("interview Raj mon or tue 14:00", "what time is “or tue 14:00”?"),
        ("interview Raj in 2 hours", "at what time? Write it like “today 16:00”"),
        ("interview Raj in 45 min about Go", "at what time?"),
        ("interview mon 14:00", "is “mon” a name?"),
    ],
)
def test_a_time_or_a_zone_that_is_not_read_is_asked_about(line: str, question: str) -> None:
    assert read(line).doubts[0].startswith(question)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("follow up with Ana tomorrow 9", "“tomorrow 9” has an hour: a promise has a day only"),
        ("follow up with Ana fri 3pm about the review", "“fri 3pm” has an hour"),
        ("coffee with Dana. The book is due mon", "what is due by mon? Write it after a comma"),
        (
            "coffee with Dana, send it by soon",
            'by when: “send it by soon”? Add a day, as in "send it by fri"',
        ),
    ],
)
def test_a_day_that_is_not_read_is_asked_about_in_its_own_words(line: str, question: str) -> None:
    assert read(line).doubts[0].startswith(question)


def test_an_interview_elsewhere_is_shown_on_both_clocks() -> None:
    zurich = ZoneInfo("Europe/Zurich")
    assert "Mon 23 Nov 2026, in 3 days, at 20:00 (14:00 in New York)" in describe(
        read("interview Raj mon 14:00 ET"), zurich
    )
    assert "at 13:00 (14:00 UTC+2)" in describe(read("interview Raj mon 14:00 UTC+2"), zurich)
    assert "in 3 days, at 15:00 (14:00 UTC)" in describe(read("interview Raj mon 14:00 UTC"), zurich)
    assert read("interview Raj mon 14:00 EDT").doubts[0].startswith("EDT isn't said on 23 Nov")
    assert read("interview Raj 12 jul 14:00 EST").doubts[0].startswith("EST isn't said on 12 Jul")
    assert "IST can be India" in read("interview Raj mon 14:00 IST").doubts[0]


@pytest.mark.parametrize(
    ("line", "name", "title", "company", "phones"),
    [
        ("add Ben Okafor SRE at Fastly", "Ben Okafor", "SRE", "Fastly", ()),
        ("add Ben Okafor, SRE at Fastly", "Ben Okafor", "SRE", "Fastly", ()),
        ("add Ben Okafor Senior Engineer at Fastly", "Ben Okafor", "Senior Engineer", "Fastly", ()),
        ("add Ben Okafor +41 79 123 45 67", "Ben Okafor", "", "", ("+41 79 123 45 67",)),
        ("add Ben Okafor SRE at Fastly 079 123 45 67", "Ben Okafor", "SRE", "Fastly", ("079 123 45 67",)),
        (
            "add Ben Okafor, +41 79 123 45 67, SRE at Fastly",
            *("Ben Okafor", "SRE", "Fastly", ("+41 79 123 45 67",)),
        ),
        (
            "add Ben Okafor, SRE at Fastly, 079 123 45 67, b@x.example",
            "Ben Okafor",
            "SRE",
            "Fastly",
            ("079 123 45 67",),
        ),
        ("add Maria del Mar Lopez at Arm", "Maria del Mar Lopez", "", "Arm", ()),
        ("add Ludwig van Beethoven", "Ludwig van Beethoven", "", "", ()),
        ("add Henry Ford II at Ford", "Henry Ford II", "", "Ford", ()),
    ],
)
def test_a_new_person_in_one_line(
    line: str, name: str, title: str, company: str, phones: tuple[str, ...]
) -> None:
    found = read(line).settled()
    assert (found.names, found.title, found.company, found.phones) == ((name,), title, company, phones)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("add Jo Li friday at Acme", "is “friday” when you met? Write it last: “, met friday”"),
        ("add Jo Li march at Acme", "is “march” when you met? Write it last: “, met in march”"),
        ("add Jo Li in March", "is “in March” when you met? Write it last: “, met in March”"),
        ("add Jo Li in march 2024", "is “in march 2024” when you met?"),
        ("add Jo Li in 2024", "is “in 2024” when you met? Write it last: “, met in 2024”"),
        ("add Jo Li at Acme in March", "is “in March” when you met?"),
        ("add Jo Li last summer", "is “last summer” when you met? Write it last: “, met last summer”"),
    ],
)
def test_a_day_in_the_place_of_a_title_or_a_city_is_asked_about(line: str, question: str) -> None:
    assert read(line).doubts[0].startswith(question)


@pytest.mark.parametrize(
    ("line", "met", "met_on"),
    [
        ("add Jo Li met yesterday at RustFest", "at RustFest", date(2026, 11, 19)),
        ("add Jo Li, met 3 nov at PyCon", "at PyCon", date(2026, 11, 3)),
        ("add Jo Li, met friday", "", date(2026, 11, 13)),
        ("add Jo Li, met in March", "in March", None),
        ("add Jo Li, met last summer", "last summer", None),
    ],
)
def test_the_day_of_a_first_meeting_can_come_before_its_place(
    line: str, met: str, met_on: date | None
) -> None:
    found = read(line).settled()
    assert (found.names, found.title, found.company) == (("Jo Li",), "", "")
    assert (found.met, found.met_on) == (met, met_on)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("engineer, introduced by Dana", "title engineer · introduced by Dana"),
        ("engineer at Arm introduced by Dana Lee", "title engineer · company Arm · introduced by Dana Lee"),
        ("recommended by Tom Weiss", "introduced by Tom Weiss"),
        ("(introduced via Dana), engineer", "title engineer · introduced by Dana"),
        ("at Arm, Dana introduced us", "company Arm · introduced by Dana"),
        ("birthday 3 may", "birthday 3 May"),
        ("born 3 May 1990, engineer", "title engineer · birthday 3 May 1990"),
        ("birthday may 3, 1990, engineer at Arm", "title engineer · company Arm · birthday 3 May 1990"),
        ("birthday 12.3.1990", "birthday 12 Mar 1990"),
        ("works at Arm", "company Arm"),
        ("works for Arm as a designer", "title designer · company Arm"),
        ("who works at Arm in Zurich", "company Arm · location Zurich"),
        ("working as an SRE at Arm", "title SRE · company Arm"),
        ("is a designer at Arm", "title designer · company Arm"),
        ("as designer at Arm", "title designer · company Arm"),
        ("designer @ Arm", "title designer · company Arm"),
        ("@Arm", "company Arm"),
        ("of Arm", "company Arm"),
        ("CTO of Arm", "title CTO · company Arm"),
        (
            "VP of Engineering at Acme, Inc., Zurich",
            "title VP of Engineering · company Acme, Inc. · location Zurich",
        ),
        ("machine learning at Arm", "title machine learning · company Arm"),
        (
            "hiring manager at Arm, met at GTC in March",
            "title hiring manager · company Arm · met at GTC in March",
        ),
        ("designer, Threema, Zurich", "title designer · company Threema · location Zurich"),
        (
            "- Engineering Manager - Spotify - Stockholm",
            "title Engineering Manager · company Spotify · location Stockholm",
        ),
        ("at Arm, Berlin, Germany", "company Arm · location Berlin, Germany"),
        ("lives in Berlin", "location Berlin"),
        ("active", "stage active"),
        ("dormant, at Arm", "company Arm · stage dormant"),
        ("an old friend", "role friend"),
        ("tag recruiter", "#recruiter"),
        ("at Arm, tagged gpu and alumni", "company Arm · #gpu · #alumni"),
        ("every 2 months engineer at Arm", "title engineer · company Arm · every 2 months"),
        ("every 6 wks, engineer", "title engineer · every 6 weeks"),
        ("(she/her), plumber", "pronouns she/her · title plumber"),
        ("likes hiking", "kept as a note: “likes hiking”"),
        ("now at Arm, ex Stripe", "company Arm · kept as a note: “ex Stripe”"),
        ("in sales at Arm", "title sales · company Arm"),
        (
            "she works at Arm as a coder and likes Go",
            "title coder · company Arm · kept as a note: “likes Go”",
        ),
        (
            "coder at Arm; wants CVs by friday",
            "title coder · company Arm · kept as a note: “wants CVs by friday”",
        ),
        (
            "coder at Arm. Hiring for platform",
            "title coder · company Arm · kept as a note: “Hiring for platform”",
        ),
        ("who is interested in Rust", "kept as a note: “who is interested in Rust”"),
        ("told me about their talk at KubeCon", "kept as a note: “told me about their talk at KubeCon”"),
        ("at Arm, used to work at Google", "company Arm · kept as a note: “used to work at Google”"),
        (
            "engineer, note: back from leave, call in May",
            "title engineer · kept as a note: “back from leave, call in May”",
        ),
    ],
)
def test_each_piece_of_a_new_person_goes_where_it_belongs(line: str, words: str) -> None:
    comma = " " if line.startswith(("-", "@", "of", "as", "is", "wh", "wo", "(")) else ", "
    for joined in (f"Ana Ruiz{comma}{line}", f"Ana Ruiz {line}"):
        assert describe(read(f"add {joined}").settled()) == f"New: Ana Ruiz · {words}"


@pytest.mark.parametrize(
    ("line", "name", "words"),
    [
        ("add Tom Weiss, PhD, engineer at Arm", "Tom Weiss, PhD", " · title engineer · company Arm"),
        ("add Tom Weiss PhD student at ETH", "Tom Weiss", " · title PhD student · company ETH"),
        ("add Prof. Dr. med. Eva Lind at Charité", "Prof. Dr. med. Eva Lind", " · company Charité"),
        ("add Tom MSc student at ETH", "Tom", " · title MSc student · company ETH"),
        ("add Tom Weiss PhD engineer at Arm", "Tom Weiss PhD", " · title engineer · company Arm"),
        ("add Pat Vogel, Threema, Zurich", "Pat Vogel", " · company Threema · location Zurich"),
        ("add Vincent van 't Hoff at TU Delft", "Vincent van 't Hoff", " · company TU Delft"),
        ("add Ana Ruiz, MBA, consultant at BCG", "Ana Ruiz, MBA", " · title consultant · company BCG"),
        ("add Tom Weiss (SRE)", "Tom Weiss", " · title SRE"),
        ("add Tom Weiss: SRE at Arm", "Tom Weiss", " · title SRE · company Arm"),
        (
            "add Prof. Tom Weiss. Engineer at Arm. He likes Go",
            "Prof. Tom Weiss",
            " · title Engineer · company Arm · kept as a note: “He likes Go”",
        ),
        ("add Tom Weiss linkedin.com/in/tom", "Tom Weiss", " · https://linkedin.com/in/tom"),
        ("add Jan van der Berg engineer", "Jan van der Berg", " · title engineer"),
        ("add Sean O'Neil of Arm", "Sean O'Neil", " · company Arm"),
        ("add Mary-Jane d'Angelo, SRE at Arm", "Mary-Jane d'Angelo", " · title SRE · company Arm"),
        ("add ana ruiz engineer at arm", "Ana Ruiz", " · title engineer · company arm"),
        ("add ana maria ruiz", "Ana Maria Ruiz", ""),
        ("add jo miller", "Jo Miller", ""),
        ("add Ana engineer at Arm", "Ana", " · title engineer · company Arm"),
        ("add new contact Ana Ruiz", "Ana Ruiz", ""),
        ("new person: Ana Ruiz", "Ana Ruiz", ""),
    ],
)
def test_the_name_of_a_new_person_ends_where_the_rest_begins(line: str, name: str, words: str) -> None:
    assert describe(read(line).settled()) == f"New: {name}{words}"


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("add Ana Ruiz, Threema", "is “Threema” a company or a city? Write “at” or “in” before it, or “as”"),
        ("add Ana Ruiz, IBM", "is “IBM” a company or a city?"),
        ("add Ana Ruiz, CTO, ex-Google, Nube", "is “Nube” a company or a city?"),
        ("add Ana Ruiz in Berlin, Germany", "is “Germany” a company or a city?"),
        ("add Okafor, Dana", "is “Dana” a first name or a company? Write “Dana Okafor”, or “at Dana”"),
        ("add Ana Ruiz birthday 30 feb", "February has no day 30"),
        ("add Ana Ruiz birthday 29 feb 1999", "February 1999 has no day 29"),
        ("add Ana Ruiz birthday 3/5/1990", "write 3 May or 5 Mar: “3/5” can be both"),
        ("add Ana Ruiz birthday 3 may 2030", "3 May 2030 is still to come"),
    ],
)
def test_a_piece_that_may_be_two_things_is_asked_about(line: str, question: str) -> None:
    assert read(line).doubts[0].startswith(question)


def test_a_birthday_in_figures_is_read_in_the_order_of_the_settings() -> None:
    found = parse_quick_add("add Ana Ruiz birthday 3/5/1990", Reading(TODAY, order=DateOrder.MONTH_FIRST))
    assert str(found.birthday) == "1990-03-05"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("talked to Tom", "meeting with Tom"),
        ("I talked to Tom", "meeting with Tom"),
        ("talked with Tom about rust", "meeting with Tom | rust"),
        ("we talked about rust with Tom", "meeting with Tom | rust"),
        ("spoke to Tom and Ana", "meeting with Tom and Ana"),
        ("spoke on the phone with Tom", "call with Tom"),
        ("met up with Tom", "meeting with Tom"),
        ("met with Tom", "meeting with Tom"),
        ("met Tom for coffee", "coffee with Tom"),
        ("caught up with Tom over lunch", "meeting with Tom | over lunch"),
        ("ran into Tom at the airport", "meeting with Tom | at the airport"),
        ("had lunch with Tom", "meeting with Tom"),
        ("had a coffee with Tom", "coffee with Tom"),
        ("Had a really good talk with Tom", "meeting with Tom"),
        ("coffee: Tom", "coffee with Tom"),
        ("called Tom but he was busy", "call with Tom | but he was busy"),
        ("I just had a quick call with Tom about the role", "call with Tom | the role"),
        ("grabbed drinks w/ Tom this evening", "coffee with Tom"),
        ("video call with Tom", "call with Tom"),
        ("1:1 with Tom", "meeting with Tom"),
        ("zoom with Tom", "call with Tom"),
        ("called Tom about the offer", "call with Tom | the offer"),
        ("messaged Tom", "message to Tom"),
        ("texted Tom: running late", "message to Tom | running late"),
        ("emailed Tom", "email to Tom"),
        ("wrote to Tom", "email to Tom"),
        ("sent Tom a message", "message to Tom"),
        ("wrote a letter to Tom", "letter to Tom"),
        ("got an email from Tom", "email from Tom"),
        ("heard back from Tom", "message from Tom"),
        ("Tom emailed me about the role", "email from Tom | the role"),
        ("Tom called me", "call with Tom"),
        ("coffee with Tom, he is hiring", "coffee with Tom | he is hiring"),
        (
            "met Tom at KubeCon, told me about the talk",
            "meeting with Tom | at KubeCon: told me about the talk",
        ),
        ("coffee with Tom, works at Stripe", "coffee with Tom | works at Stripe"),
        ("met Tom, leads the infra team", "meeting with Tom | leads the infra team"),
        ("coffee with Tom, Will", "coffee with Tom and Will"),
        (
            "saw Jan van der Berg at PyCon, he's at Arm",
            "meeting with Jan van der Berg | at PyCon: he's at Arm",
        ),
        ("met Elif through Dana", "meeting with Elif | through Dana"),
        ("spoke to Tom for 30 mins about visas", "meeting with Tom | for 30 mins: visas"),
        ("zoom with Tom re: visas", "call with Tom | visas"),
    ],
)
def test_what_happened_can_be_written_in_many_ways(line: str, words: str) -> None:
    what, _, text = words.partition(" | ")
    about = f" · “{text}”" if text else ""
    assert describe(read(line).settled()) == f"Log {what}: Fri 20 Nov 2026, today{about}"


@pytest.mark.parametrize(
    "line",
    ["yesterday I talked to Tom, send him the CV by fri", "spoke with Tom yesterday. Send him the CV by fri"],
)
def test_what_happened_has_its_day_and_its_follow_up_however_it_begins(line: str) -> None:
    found = read(line).settled()
    assert (found.names, str(found.on), found.text) == (("Tom",), "2026-11-19", "")
    assert [one.due_on for one in found.follow_ups] == [date(2026, 11, 27)]


@pytest.mark.parametrize(
    ("line", "names", "text", "due"),
    [
        ("remind me to call Priya tomorrow", "Priya", "call Priya", "2026-11-21"),
        ("remind me tomorrow to call Priya", "Priya", "call Priya", "2026-11-21"),
        ("remind me in 2 weeks to email Tom about it", "Tom", "email Tom about it", "2026-12-04"),
        ("remind me about Priya in 2 weeks", "Priya", "follow up", "2026-12-04"),
        ("remind me to send the deck to Priya on friday", "Priya", "send the deck to Priya", "2026-11-27"),
        ("remind me to send Priya the deck by fri", "Priya", "send Priya the deck", "2026-11-27"),
        ("remind me to thank Dana for the intro by mon", "Dana", "thank you for the intro", "2026-11-23"),
        ("remind me on 3 dec to ask Elif about Mei", "Elif", "ask Elif about Mei", "2026-12-03"),
        ("don't forget to call Ana and Tom by fri", "Ana|Tom", "call Ana and Tom", "2026-11-27"),
        ("I need to write to Tom by fri", "Tom", "write to Tom", "2026-11-27"),
        ("todo: call Ana back by mon", "Ana", "call Ana back", "2026-11-23"),
        ("I'll send Ana the slides by fri", "Ana", "send Ana the slides", "2026-11-27"),
        ("follow up with Ana at Arm by fri about it", "Ana", "follow up about it (at Arm)", "2026-11-27"),
        ("call Priya by fri", "Priya", "call Priya", "2026-11-27"),
        ("call Priya tomorrow", "Priya", "call Priya", "2026-11-21"),
        ("meet Tom next week", "Tom", "meet Tom", "2026-11-23"),
    ],
)
def test_a_reminder_is_a_follow_up_with_who_it_is_about(line: str, names: str, text: str, due: str) -> None:
    found = read(line).settled()
    assert (found.entry, found.names) == (Entry.FOLLOW_UP, tuple(names.split("|")))
    (owed,) = found.follow_ups
    assert (owed.text, str(owed.due_on)) == (text, due)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("remind me to call Priya", "by when? Add a day"),
        ("remind me to buy milk tomorrow", "who is it for? Write a name"),
        ("send her the article by fri", "who is “her”? Write their name"),
        ("coffee with me", "who is “me”? Write their name"),
        ("call with Tom tomorrow", "Sat 21 Nov 2026, tomorrow: the log is for what has been"),
        ("spoke at RustFest", "start with what it is"),
    ],
)
def test_a_line_that_names_no_one_or_no_day_is_asked_about(line: str, question: str) -> None:
    assert read(line).doubts[0].startswith(question)
