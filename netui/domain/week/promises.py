"""What was promised, and by when: "send the article by fri"."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time
from typing import NamedTuple

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence, Unit
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.person_name import name_words
from netui.domain.text import shortened
from netui.domain.time.date_grammar import Reading
from netui.domain.time.date_words import WEEKDAYS
from netui.domain.time.dates import echo
from netui.domain.week.awaited import awaited_words, split_off_conversation
from netui.domain.week.line_parts import (
    DUE_LATE,
    LONGEST_LINE,
    day_at_end,
    day_reader,
    due_day,
    plain,
    unreadable_due,
    when_reader,
    words_of,
)

PROMISES = (
    (
        (
            r"(?:send|write|mail|email)\s+(?:[^\s,;]+\s+)?(?:(?:an?|my|the)\s+)?thank(?:s|[ -]you)"
            r"(?=\s*$|[,.]|\s(?:note|card|letter|message|e?-?mail|for|to|by|on)\b)"
        ),
        FollowUpKind.THANK_YOU,
    ),
    (r"send|share|forward|lend|give|mail|email", FollowUpKind.SEND),
    (r"introduce|intro|connect", FollowUpKind.INTRODUCTION),
    (r"thank", FollowUpKind.THANK_YOU),
    (r"check in|catch up|follow[ -]up|ping|call|meet|reply", FollowUpKind.CHECK_IN),
    (r"update|tell|report back", FollowUpKind.UPDATE),
    (r"congratulate|congrats", FollowUpKind.CONGRATULATE),
    (r"ask|remind|read|review|look|find|write|invite|book|buy|return|try|apply", FollowUpKind.OTHER),
)
PLEDGE = re.compile(r"(?:(?:i )?promised(?: to)?|i'?ll|i will|will|to ?do:?|then|and)\s+", re.IGNORECASE)

_EVERY = re.compile(
    r"(?P<what>\S.*?)[\s,]+(?:(?:once\s+)?(?:every|each)\s+(?P<every>(?:\S+\s+)?\S+?)"
    r"(?:,?\s+(?:on|by|from|starting(?:\s+on)?|beginning(?:\s+on)?)\s+(?P<first>\S.*))?)",
    re.IGNORECASE,
)
"""Something that comes again and again: "send news every 2 weeks", "call Tom every month on the 31st"."""
_WHICH = re.compile(r"other|last|first|second|third|fourth|\d\w*", re.IGNORECASE)
_OF_THEIRS = (
    r"(?:has\s+|have\s+|just\s+)*(?:promised|offered|agreed|volunteered)\s+(?:me\s+)?(?:to\s|that\s|an?\s|the\s)"
    r"|(?:will|['’]ll|is\s+going\s+to|wants\s+to|plans\s+to|needs|wants|expects)\s"
    r"|said\s+(?:that\s+)?(?:he|she|they)(?:['’](?:ll|d)|\s+(?:will|would|can|could|is\s+going\s+to))\s"
    r"|owes\s+(?:me|us)\s"
)
THEIRS = re.compile(
    rf"(?P<to>(?!(?:i|we|to)(?:['’]|\s))[^\W\d_][^\s,;:]*?(?:\s+[^\s,;:]+?){{0,3}}?)(?:\s+|(?=['’]))(?:{_OF_THEIRS}).+",
    re.IGNORECASE,
)
"""What someone else is to do: "Tom promised to send me his deck"."""


class NewFollowUp(NamedTuple):
    """What was promised, and by when.

    It may wait for a conversation with someone: `after` is their name as typed, `after_id` is set once that
    is known; `due_on` is the day it is due in any case, or None, and the first day of what `repeats`.
    `otherwise` is how the text reads where no one has that name.
    """

    kind: FollowUpKind
    text: str
    due_on: date | None
    after: str = ""
    after_id: int | None = None
    otherwise: "NewFollowUp | None" = None
    repeats: Cadence | None = None

    def due_words(self, today: date) -> str:
        """Return when it is due: "by Fri 27 Nov 2026, in 7 days", "once you talk to Mei"."""
        by = f"by {echo(self.due_on, today)}" if self.due_on is not None else ""
        by = f"every {self.repeats}, first {by}" if self.repeats is not None else by
        return ", or ".join(part for part in (by, awaited_words(self.after) if self.after else "") if part)


def parse_follow_up(text: str, reading: Reading) -> NewFollowUp:
    """Read "send the article by fri"; raise InvalidValueError if it does not say what, or by when.

    The day at the end counts, else the one it begins with, else the only one after "by". A day that is
    over is asked about, and so is an hour. "once I talked to Mei" at the end says what it waits for.
    """
    if len(each_due(text, reading)) > 1:
        raise InvalidValueError(f"“{shortened(text)}” is due on two days: write one thing at a time")
    text, repeats = split_off_repeat(text, reading)
    if repeats is not None:
        return _parse(text, reading)._replace(repeats=repeats)
    rest, name = split_off_conversation(text, reading)
    if not name:
        return _parse(text, reading)
    otherwise = None
    if (found := _parse(rest, reading, waits=True)).due_on is not None:
        with suppress(InvalidValueError):
            otherwise = _parse(text, reading)
    return found._replace(after=name, otherwise=otherwise)


def _parse(text: str, reading: Reading, *, waits: bool = False) -> NewFollowUp:
    if len(text) > LONGEST_LINE:
        raise InvalidValueError(
            f"This is too long to find a day in: {counted(len(text), 'letter')}. "
            f"Shorten it to {LONGEST_LINE:,}."
        )
    text = PLEDGE.sub("", " ".join(text.split()), count=1) if PLEDGE.match(text.strip()) else text
    words = words_of(text)
    if hour := hour_in_day(words, reading):
        raise InvalidValueError(hour)
    found = due_day(words, day_reader(reading))
    if found is None and (problem := unreadable_due(text, reading)):
        raise InvalidValueError(problem)
    if found is None and not waits:
        what = shortened(DUE_LATE.sub("", text) or text)
        raise InvalidValueError(f'by when: “{shortened(text)}”? Add a day, as in "{what} by fri"')
    if found is not None and found.day < reading.today:
        raise InvalidValueError(f"“{found.phrase}” is {echo(found.day, reading.today)}: by when is it due?")
    rest = plain(words) if found is None else found.rest
    what = re.sub(r"\s+(?:by|on|until|till|due)$", "", rest, flags=re.IGNORECASE).strip(" ,.;")
    if not what:
        raise InvalidValueError('what is promised? Write it before the day, as in "send the article by fri"')
    return NewFollowUp(follow_up_kind(what), what, None if found is None else found.day)


def each_due(text: str, reading: Reading) -> list[str]:
    """Return "send slides by tue" and "book a room by wed" of a text that joins them."""
    read = day_reader(reading)
    for joined in re.finditer(r"\s+and\s+", text, re.IGNORECASE):
        head, tail = text[: joined.start()], text[joined.end() :]
        late, other = day_at_end(words_of(head), read), due_day(words_of(tail), read)
        is_due = late is not None and DUE_LATE.fullmatch(late.phrase) is not None
        is_other_due = other is not None and bool(other.before)
        if (is_due or _repeats(head, reading)) and (is_other_due or _repeats(tail, reading)):
            return [head, *each_due(tail, reading)]
    return [text]


def _repeats(text: str, reading: Reading) -> bool:
    try:
        return split_off_repeat(text, reading)[1] is not None
    except InvalidValueError:
        return False


def split_off_repeat(text: str, reading: Reading) -> tuple[str, Cadence | None]:
    """Return "send news by 2026-12-04" and 2 weeks for "send news every 2 weeks".

    The day is the first one. Raises InvalidValueError where it isn't clear how often, or from when.
    """
    found = _EVERY.fullmatch(text.strip().rstrip(".!"))
    if found is None:
        return text, None
    what, every, first = found["what"], found["every"], found["first"]
    read = day_reader(reading)
    which, _, weekday = re.sub(r"(?<=day)s$", "", every.casefold()).rpartition(" ")
    if weekday in WEEKDAYS and which in {"", "other"}:
        repeats, first = Cadence(2 if which else 1, Unit.WEEKS), first or weekday
    else:
        try:
            repeats = Cadence.parse(every)
        except InvalidValueError:
            if not _WHICH.fullmatch(which) and due_day(words_of(text), read) is not None:
                return text, None  # "send each author fri" has its day
            raise
    if due_day(words_of(what), read) is not None:
        return what, repeats
    return f"{what} by {first or repeats.after(reading.today)}", repeats


def hour_in_day(words: list[str], reading: Reading) -> str:
    """Say that what is due has a day only, where words end in a day with an hour; else ""."""
    timed = day_at_end(words, when_reader(datetime.combine(reading.today, time.min), reading))
    if timed is None or not isinstance(timed.day, datetime):
        return ""
    day = f"{timed.day:%a} {timed.day.day} {timed.day:%b}".casefold()
    return f"“{timed.phrase}” has an hour: a promise has a day only, as in “by {day}”"


def follow_up_kind(text: str) -> FollowUpKind:
    """Return the kind a follow-up is of by how it begins: "send ..." is one to send; else it is another."""
    return begins_as(text) or FollowUpKind.OTHER


def is_owed_by_them(text: str) -> bool:
    """Whether a text says what someone else is to do: "he'll send me his deck"."""
    return THEIRS.fullmatch(text) is not None


def begins_as(text: str) -> FollowUpKind | None:
    """Return the kind of follow-up a text begins like, or None."""
    for pattern, kind in PROMISES:
        if re.match(rf"(?:{pattern})\b", text, re.IGNORECASE):
            return kind
    return None


def owed_to(owed: NewFollowUp, names: Sequence[str]) -> tuple[int, ...]:
    """Return which of several people a follow-up is with, by their places: those it names, or else each.

    An introduction, or what one of them is to do, is one follow-up: with the first, if it names no one.
    """
    known = [set(name_words(name)) for name in names]
    own = [words - set[str]().union(*known[:at], *known[at + 1 :]) for at, words in enumerate(known)]
    text = set(name_words(re.sub(r"['’]s\b", "", owed.text)))
    named = tuple(at for at, words in enumerate(own) if not words.isdisjoint(text))
    is_one = owed.kind is FollowUpKind.INTRODUCTION or is_owed_by_them(owed.text)
    places = named or tuple(range(len(names)))
    return places[:1] if is_one else places
