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
    ],
)
def test_what_only_looks_like_news(line: str) -> None:
    assert not parse_quick_add(line, Reading(TODAY)).is_news


@pytest.mark.parametrize("line", ["event rust meetup tonight", "event: Rust meetup", "event"])
def test_an_event_without_anyone_is_asked_about(line: str) -> None:
    assert parse_quick_add(line, Reading(TODAY)).doubts[0].startswith("who did you meet?")


def test_an_event_with_someone_is_logged() -> None:
    found = parse_quick_add("event with Ana at the Rust meetup yesterday", Reading(TODAY))
    assert (found.names, found.doubts) == (("Ana",), ())
