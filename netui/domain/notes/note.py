"""A note to send: its template, its gaps, its length."""

import re
from enum import StrEnum

from msgspec import Struct

GAP_OPEN, GAP_CLOSE = "[[", "]]"
_OWN = "your note: "
_NO_BRACKETS = str.maketrans("[]", "()")
_GAP = re.compile(r"\[\[([^\[\]\n]*)\]\]")


class NoteTemplate(Struct, frozen=True, kw_only=True):
    """A note template, read from a plain file.

    `fits` are the moments it is offered for (see `Moment`); `limit` is a platform's limit in characters;
    `closes` is the kind of follow-up that sending it closes.
    """

    name: str
    title: str
    subject: str = ""
    body: str
    fits: tuple[str, ...] = ()
    closes: str = ""
    limit: int | None = None
    path: str = ""
    built_in: bool = True


class Gap(Struct, frozen=True):
    """A place in a note that still has to be filled; offsets count characters.

    `text` is what it is filled with in advance, from the user's own notes: to be reworded or kept.
    """

    start: int
    end: int
    label: str
    text: str = ""


class Note(Struct, frozen=True, kw_only=True):
    """A rendered note; copying takes the body alone.

    `contact_id` is the person it goes to, `about_id` the one an update to an introducer is about;
    `interview_id` and `follow_up_id` are the interview it speaks of and the follow-up that sending it keeps.
    """

    template: str
    contact_id: int | None
    interview_id: int | None = None
    follow_up_id: int | None = None
    about_id: int | None = None
    to: str = ""
    address: str = ""
    subject: str = ""
    body: str = ""
    limit: int | None = None


def gap(label: object) -> str:
    """Write a gap to fill."""
    clean = re.sub(r"[\[\]\n]+", " ", str(label)).strip() or "?"
    return f"{GAP_OPEN}{clean}{GAP_CLOSE}"


def own_note(text: str) -> str:
    """Write a gap that is filled in advance with words of the user's own notes."""
    return gap(_OWN + " ".join(text.split()).translate(_NO_BRACKETS))


def gaps(text: str) -> tuple[Gap, ...]:
    """Find the gaps left in a text, in order."""
    found = []
    for match in _GAP.finditer(text):
        label = match[1].strip()
        filled = label.removeprefix(_OWN).strip() if label.startswith(_OWN) else ""
        found.append(Gap(match.start(), match.end(), label, filled))
    return tuple(found)


NEWS_GAP = "your news, in one line"
"""The label of the gap for what the user has to tell: the same in each note of a round."""


def typed_in_gap(fresh: str, text: str, label: str) -> str:
    """Return what was typed in place of a gap, on the line it was on; "" where that line is another."""
    asked = next((line for line in fresh.splitlines() if gap(label) in line), "")
    before, _, after = asked.partition(gap(label))
    for line in text.splitlines() if asked else ():
        is_whole = len(line) > len(before) + len(after)
        if is_whole and line.startswith(before) and line.endswith(after) and not gaps(line):
            return line[len(before) : len(line) - len(after)].strip()
    return ""


def word_count(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())


_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON_WORDS = """
about after again also because been before being could does doing down during each from have having here just
more most much only other over same should some such than that their them then there these they this those
through time under until very were what when where which while will with would your talk talked thank thanks
thing things really people work working know good great make take think
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def quotes_something(body: str, points: tuple[str, ...]) -> bool:
    """Whether a note names anything specific from the conversation.

    Two telling words of one point count, or the only one of a short point.
    """
    words = {word.casefold() for word in _WORD.findall(body)}
    for point in points:
        telling = {word.casefold() for word in _WORD.findall(point)} - _COMMON
        if telling and len(telling & words) >= min(2, len(telling)):
            return True
    return False


class Moment(StrEnum):
    """What a note is for, from the pressing to the possible."""

    TALK_DONE = "talk-done"
    CONFIRM = "confirm"
    SECOND_TRY = "second-try"
    INTRODUCED = "introduced"
    UPDATE = "update"
    SEND = "send"
    ASK_WHETHER = "ask-whether"
    REMIND_INTRODUCTION = "remind-introduction"
    INTRODUCE = "introduce"
    CONGRATULATE = "congratulate"
    NEW_JOB = "new-job"
    ANNIVERSARY = "anniversary"
    BIRTHDAY = "birthday"
    EVENT = "event"
    HELPED = "helped"
    CONNECT = "connect"
    REQUEST = "request"
    RESCHEDULE = "reschedule"
    CHECK_IN = "check-in"
    OFFER = "offer"
    ASK_INTRODUCTION = "ask-introduction"
    NEWS = "news"


TO_INTRODUCER = frozenset({Moment.INTRODUCED, Moment.UPDATE})
"""Notes for these moments go to the person who made an introduction, about the one met through it."""
