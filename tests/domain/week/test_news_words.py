"""Lines that tell news of someone, and lines that only look so."""

from datetime import date

import pytest

from netui.domain.people.interaction import ONE_SIDED
from netui.domain.time.date_grammar import Reading
from netui.domain.week.quick_add import parse_quick_add
from netui.domain.week.quick_line import Entry
from netui.domain.week.quick_words import describe

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("line", "names", "text"),
    [
        ("Priya got promoted", ("Priya",), "got promoted"),
        ("priya raman was promoted to staff engineer.", ("priya raman",), "was promoted to staff engineer"),
        ("Priya moved to Berlin", ("Priya",), "moved to Berlin"),
        ("Tom Weiss has joined Acme as CTO", ("Tom Weiss",), "has joined Acme as CTO"),
        ("Tom left Google", ("Tom",), "left Google"),
        ("Ana is leaving Arm", ("Ana",), "is leaving Arm"),
        ("Priya had a baby", ("Priya",), "had a baby"),
        ("Tom just got engaged", ("Tom",), "just got engaged"),
        ("Tom and Ana got married", ("Tom", "Ana"), "got married"),
        ("Ana started at Arm", ("Ana",), "started at Arm"),
        ("Tom got a new job", ("Tom",), "got a new job"),
        ("Ana graduated from ETH", ("Ana",), "graduated from ETH"),
        ("Priya won the Turing Award", ("Priya",), "won the Turing Award"),
        ("Tom changed jobs", ("Tom",), "changed jobs"),
        ("Tom has a new job at Acme", ("Tom",), "has a new job at Acme"),
        ("Tom finished his PhD", ("Tom",), "finished his PhD"),
        ("Priya is now VP at Stripe", ("Priya",), "is now VP at Stripe"),
        ("Priya Raman and Tom Weiss founded Acme", ("Priya Raman", "Tom Weiss"), "founded Acme"),
        ("Tom’s wife had a baby", ("Tom",), "wife had a baby"),
        ("Saw that Priya got promoted", ("Priya",), "got promoted"),
        ("heard Priya got promoted", ("Priya",), "got promoted"),
        ("LinkedIn says Priya joined Acme", ("Priya",), "joined Acme"),
        ("Priya starts at Acme on monday", ("Priya",), "starts at Acme on monday"),
        ("Priya is joining Acme on 1 feb", ("Priya",), "is joining Acme on 1 feb"),
        ("Tom is retiring 20 oct", ("Tom",), "is retiring 20 oct"),
    ],
)
def test_news_of_someone(line: str, names: tuple[str, ...], text: str) -> None:
    found = parse_quick_add(line, Reading(TODAY))
    assert (found.entry, found.names, found.text, found.doubts) == (Entry.LOG, names, text, ())
    assert found.is_news
    assert found.kind in ONE_SIDED
    assert describe(found).startswith(f"Log news of {' and '.join(names)}: Fri 20 Nov 2026, today · “")


@pytest.mark.parametrize(
    "line",
    [
        "call with Tom, he got promoted",
        "tell Elif I joined Acme by fri",
        "ask Tom how he got promoted by fri",
        "congratulate Priya, she got promoted",
        "Tom left me a message",
        "Tom left a voicemail",
        "Tom joined us for lunch",
        "Priya joined the call",
        "Priya got back to me",
        "my boss got promoted",
        "I got promoted",
        "remind me that Priya moved to Berlin tomorrow",
        "Priya said Tom got promoted",
        "nobody got promoted",
        "saw Priya yesterday, she got promoted",
    ],
)
def test_what_only_looks_like_news(line: str) -> None:
    assert not parse_quick_add(line, Reading(TODAY)).is_news


@pytest.mark.parametrize(
    ("line", "on"),
    [
        ("yesterday Priya got promoted", date(2026, 11, 19)),
        ("Priya moved to Berlin on 12 nov", date(2026, 11, 12)),
        ("Tom started a new job on monday, congratulate him by fri", date(2026, 11, 16)),
        ("Tom starts a new job on monday, congratulate him by fri", TODAY),
    ],
)
def test_news_is_of_the_day_it_names_where_that_has_been(line: str, on: date) -> None:
    found = parse_quick_add(line, Reading(TODAY))
    assert (found.is_news, found.on, found.doubts) == (True, on, ())
    assert [one.due_on for one in found.follow_ups] == ([date(2026, 11, 27)] if "by fri" in line else [])


@pytest.mark.parametrize("line", ["event rust meetup tonight", "event: Rust meetup", "event"])
def test_an_event_without_anyone_is_asked_about(line: str) -> None:
    assert parse_quick_add(line, Reading(TODAY)).doubts[0].startswith("who did you meet?")


def test_an_event_with_someone_is_logged() -> None:
    found = parse_quick_add("event with Ana at the Rust meetup yesterday", Reading(TODAY))
    assert (found.names, found.doubts) == (("Ana",), ())
