"""What a follow-up may wait for: a conversation, at the end of what is typed. Today is Fri 20 Nov 2026."""

from datetime import date

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.time.date_grammar import Reading
from netui.domain.week.awaited import conversation_with, split_off_conversation
from netui.domain.week.promises import NewFollowUp, parse_follow_up
from netui.domain.week.quick_add import parse_quick_add
from netui.domain.week.quick_line import Entry
from netui.domain.week.quick_words import describe

TODAY = Reading(date(2026, 11, 20))
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "rest", "name"),
    [
        ("tell her how it went once I talked to Mei", "tell her how it went", "Mei"),
        ("tell Elif, once I talked to Mei Chen.", "tell Elif", "Mei Chen"),
        ("send it, but only after I’ve finally spoken with Mei", "send it", "Mei"),
        ("send it after talking to Mei", "send it", "Mei"),
        ("send it as soon as we have met Jean-Luc", "send it", "Jean-Luc"),
        ("send notes from the chat after lunch with Mei", "send notes from the chat", "Mei"),
        ("tell her after my call with Mei by fri", "tell her by fri", "Mei"),
        ("send it by fri, or once I heard back from Mei", "send it by fri", "Mei"),
        ("tell her once Mei has got back to me", "tell her", "Mei"),
        ('tell her once I met "Mei Sun"', "tell her", "Mei Sun"),
        ("after lunch with Ana tell her once I met Bo", "after lunch with Ana tell her", "Bo"),
        ("AFTER TALKING TO #12", "", "#12"),
    ],
)
def test_a_conversation_at_the_end(text: str, rest: str, name: str) -> None:
    assert split_off_conversation(text, TODAY) == (rest, name)


@pytest.mark.parametrize(
    "text",
    [
        "look after Mei",
        "tell Elif how it went after Mei",
        "ask Ana when I met Tom",
        "recall the call with Mei",
        "send what I once talked about",
        "once upon a time",
        "once I talked to all of the people of the team there",
        "tell her once I talked to",
    ],
)
def test_other_words_are_no_conversation(text: str) -> None:
    assert split_off_conversation(text, TODAY) == (text, "")


def test_a_day_that_may_be_that_of_the_conversation_is_asked_about() -> None:
    asked = "is it due on fri, or once you talk to Mei. Write “by fri”".replace(".", r"\?")
    for text in ("tell her once I talked to Mei on fri", "tell her once I talked to Mei fri"):
        with pytest.raises(InvalidValueError, match=asked):
            split_off_conversation(text, TODAY)
    (doubt,) = parse_quick_add("send slides to Elif once I talked to Mei on fri", TODAY).doubts
    assert doubt.startswith("is it due on fri, or once you talk to Mei?")


def test_words_for_the_conversation_alone() -> None:
    for text in (
        "Mei Chen",
        "talking to Mei Chen",
        "I met Mei Chen",
        "once I talked to Mei Chen",
        "after Mei Chen",
    ):
        assert conversation_with(text, TODAY) == "Mei Chen"


def test_a_follow_up_may_have_a_day_a_conversation_or_both() -> None:
    update = FollowUpKind.UPDATE
    waits = parse_follow_up("I'll tell her how it went once I talked to Mei", TODAY)
    assert waits == NewFollowUp(update, "tell her how it went", None, "Mei")
    assert waits.due_words(TODAY.today) == "once you talk to Mei"
    both = parse_follow_up("tell her by fri, or once I talked to Mei", TODAY)
    assert both[:4] == (update, "tell her", FRIDAY, "Mei")
    assert both.due_words(TODAY.today) == "by Fri 27 Nov 2026, in 7 days, or once you talk to Mei"
    finance = parse_follow_up("send the report after the meeting with finance by fri", TODAY)
    assert finance.after == "finance"
    whole = "send the report after the meeting with finance"
    assert finance.otherwise == NewFollowUp(FollowUpKind.SEND, whole, FRIDAY)
    for text in ("once I talked to Mei", "tell her by 30 feb once I talked to Mei"):
        with pytest.raises(InvalidValueError):
            parse_follow_up(text, TODAY)


@pytest.mark.parametrize(
    ("line", "entry", "names", "owed"),
    [
        (
            "tell Elif how it went once I talked to Mei",
            Entry.FOLLOW_UP,
            ("Elif",),
            "update: “tell Elif how it went” once you talk to Mei",
        ),
        (
            "tell Elif, once I talked to Mei",
            Entry.FOLLOW_UP,
            ("Elif",),
            "update: “tell Elif” once you talk to Mei",
        ),
        (
            "tell Elif Demir about the job by fri",
            Entry.FOLLOW_UP,
            ("Elif Demir",),
            "update: “tell Elif Demir about the job” by Fri 27 Nov 2026, in 7 days",
        ),
        (
            "coffee with Elif yesterday, tell her how it went once I talked to Mei",
            Entry.LOG,
            ("Elif",),
            "update: “tell her how it went” once you talk to Mei",
        ),
        (
            "coffee with Tom and send him the slides after meeting Mei",
            Entry.LOG,
            ("Tom",),
            "send: “send him the slides” once you talk to Mei",
        ),
        (
            "lunch with Tom. I'll tell him once I spoke to Mei",
            Entry.LOG,
            ("Tom",),
            "update: “tell him” once you talk to Mei",
        ),
        (
            "follow up with Elif about the job once I talked to Mei",
            Entry.FOLLOW_UP,
            ("Elif",),
            "check-in: “follow up about the job” once you talk to Mei",
        ),
        (
            "send the slides to Elif by fri, or once I talked to Mei",
            Entry.FOLLOW_UP,
            ("Elif",),
            "send: “send the slides to Elif” by Fri 27 Nov 2026, in 7 days, or once you talk to Mei",
        ),
    ],
)
def test_a_line_says_what_a_follow_up_waits_for(
    line: str, entry: Entry, names: tuple[str, ...], owed: str
) -> None:
    found = parse_quick_add(line, TODAY).settled()
    assert (found.entry, found.names) == (entry, names)
    assert describe(found).endswith(f" · {owed}")
