"""What is kept of an interview, and what follows from it."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.text import fold
from netui.domain.time.calendar_ends import days_after
from netui.domain.time.date_grammar import WEEKDAYS, Reading, read_day
from netui.domain.values import replace


class Debrief(Struct, frozen=True, kw_only=True):
    """What the user took home; `ended_at` is the interview's real end if it differs from the agreed one."""

    insights: tuple[str, ...] = ()
    trends: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    influence: str = ""
    ask_next: tuple[str, ...] = ()
    ended_at: datetime | None = None


class InsightKind(StrEnum):
    """What a line learned in an interview is."""

    INSIGHT = "insight"
    TREND = "trend"


class Insight(Struct, frozen=True):
    """One line learned in an interview."""

    interview: Interview
    kind: InsightKind
    text: str


class PlannedAction(Struct, frozen=True):
    """A follow-up that an action line asks for."""

    kind: FollowUpKind
    text: str
    due_on: date


class Lead(Struct, frozen=True):
    """A person to ask next, as named in an interview."""

    name: str
    company: str = ""


def tidy_debrief(debrief: Debrief) -> Debrief:
    """Return a debrief with one entry a line, without blanks and doubles."""
    return replace(
        debrief,
        insights=_lines(debrief.insights),
        trends=_lines(debrief.trends),
        actions=_lines(debrief.actions),
        ask_next=_lines(debrief.ask_next),
        influence=debrief.influence.strip(),
    )


def insights_of(interviews: Iterable[Interview]) -> list[Insight]:
    """Return every insight and trend of some interviews, in their order."""
    return [
        Insight(interview, kind, text)
        for interview in interviews
        for kind, texts in ((InsightKind.INSIGHT, interview.insights), (InsightKind.TREND, interview.trends))
        for text in texts
    ]


_DUE_STARTS = frozenset(
    {"by", "before", "due", "in", "next", "on", "this", "till", "today", "tomorrow", "until", *WEEKDAYS}
)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLEDGE = re.compile(r"(?:to|please|i will|i'll|will)\s+", re.IGNORECASE)
_LONGEST_DAY = 6
_WITHIN = 7


def plan_action(line: str, today: date, *, week_start: int = 0) -> PlannedAction:
    """Return the follow-up of an action line: "send the CV by Friday" is a SEND, due on Friday.

    Only a day at the end of the line counts, as no one reviews this before it is saved. Without one it
    is due within a week; a day that is over is none to be due on.
    """
    # The grammar of typed lines is needed when an interview is completed, not when netui starts.
    from netui.domain.week.quick_add import follow_up_kind

    text, due_on = _split_off_day(line.strip(), Reading(today, past=False, week_start=week_start))
    kind = follow_up_kind(_PLEDGE.sub("", text, count=1) if _PLEDGE.match(text) else text)
    # Doing a thank-you of an interview counts as having thanked the person talked to, which this does not.
    kind = FollowUpKind.OTHER if kind is FollowUpKind.THANK_YOU else kind
    return PlannedAction(kind, text, due_on or days_after(today, _WITHIN))


def _split_off_day(line: str, reading: Reading) -> tuple[str, date | None]:
    """Return an action and the day its last words name, the longest such tail first."""
    words = line.rstrip(".!").split()
    for start in range(max(len(words) - _LONGEST_DAY, 1), len(words)):
        first = words[start].casefold()
        if first in _DUE_STARTS or _ISO_DAY.fullmatch(first):
            tail = words[start + 1 :] if first == "before" else words[start:]
            try:
                due_on = read_day(" ".join(tail), reading)
            except InvalidValueError:
                continue
            if due_on is not None and due_on >= reading.today:
                return " ".join(words[:start]).rstrip(" ,;"), due_on
    return line, None


# fmt: off
_NO_NAMES = frozenset({
    "a", "an", "the", "any", "anyone", "anybody", "someone", "somebody", "people", "person", "their",
    "his", "her", "my", "our", "your", "ask", "one", "two", "he", "she", "they", "who", "whoever",
    "maybe", "perhaps", "recruiters", "engineers", "colleagues", "friends",
})
# fmt: on
_APART = re.compile(r"\s*[,;:(\[|/]\s*|\s+(?:-|–|—|at|from|of|@|who)\s+")


def lead(line: str) -> Lead | None:
    """Return the person a line names ("Ana Silva, Stripe", "Bo Lind at ETH"), or None if it names none."""
    name, *rest = _APART.split(line.strip(), maxsplit=1)
    words = name.split()
    if not 1 <= len(words) <= 5 or words[0].casefold() in _NO_NAMES:
        return None
    if not all(_may_start_a_name(word) for word in (words[0], words[-1])):
        return None
    return Lead(" ".join(words), rest[0].strip(" )].") if rest else "")


def _may_start_a_name(word: str) -> bool:
    first = word[0]
    return first.isalpha() and not first.islower()


def _lines(entries: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for entry in entries:
        for line in entry.splitlines():
            words = " ".join(line.split()).removeprefix("- ").removeprefix("• ")
            if words:
                found.setdefault(fold(words), words)
    return tuple(found.values())
