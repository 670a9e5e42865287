"""What is kept of an interview, and what follows from it."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.text import fold
from netui.domain.time.calendar_ends import days_after
from netui.domain.values import replace

if TYPE_CHECKING:
    from netui.domain.time.date_grammar import Reading


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
    """A follow-up that an action line asks for; one that waits for a conversation may have no day."""

    kind: FollowUpKind
    text: str
    due_on: date | None


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
        ask_next=_lines(name for line in debrief.ask_next for name in line.split(";")),
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


_PLEDGE = re.compile(r"(?:to|please|i will|i'll|will)\s+", re.IGNORECASE)
_WITHIN = 7


def plan_action(line: str, reading: "Reading", *, waits: bool = False) -> PlannedAction:
    """Return the follow-up of an action line: "send the CV by Friday" is a SEND, due on Friday.

    Only a day at the end of the line counts. Without one it is due within a week, unless it `waits`. Raises
    InvalidValueError for a day that is over, or that there is none of, as in "by 30 feb".
    """
    from netui.domain.time.dates import echo
    from netui.domain.week.line_parts import unreadable_due

    text, due_on = _split_off_day(line, reading)
    if due_on is None and (problem := unreadable_due(text, reading)):
        raise InvalidValueError(f"“{text}”: {problem}")
    if due_on is not None and due_on < reading.today:
        raise InvalidValueError(f"“{line.strip()}”: {echo(due_on, reading.today)}: by when is it due?")
    if due_on is None and not waits:
        due_on = days_after(reading.today, _WITHIN)
    return PlannedAction(action_kind(text), text, due_on)


def action_text(line: str, reading: "Reading") -> str:
    """Return what is to be done by an action line, without the day."""
    return _split_off_day(line, reading)[0]


def thing_to_send(text: str, name: str) -> str:
    """Return what "send Priya the slides" sends, where it says so of the person of that name or no one."""
    first, *more = text.split(maxsplit=1)
    if not more or action_kind(first) is not FollowUpKind.SEND:
        return text
    someone, *rest = more[0].split(maxsplit=1)
    named = someone.casefold() in {"him", "her", "them"} or someone.casefold() in name.casefold().split()
    return rest[0] if named and rest else more[0]


def action_kind(text: str) -> FollowUpKind:
    """Return the kind an action is of by how it begins."""
    # The grammar of typed lines is needed when an interview is completed, not when netui starts.
    from netui.domain.week.promises import follow_up_kind

    kind = follow_up_kind(_PLEDGE.sub("", text, count=1) if _PLEDGE.match(text) else text)
    # Doing a thank-you of an interview counts as having thanked the person talked to, which this does not.
    return FollowUpKind.OTHER if kind is FollowUpKind.THANK_YOU else kind


def _split_off_day(line: str, reading: "Reading") -> tuple[str, date | None]:
    from netui.domain.time.date_grammar import BARE_COUNT
    from netui.domain.week.line_parts import day_at_end, day_reader, words_of

    found = day_at_end(words_of(line.strip().rstrip(".!")), day_reader(reading))
    if found is None or not found.before or BARE_COUNT.fullmatch(found.phrase):  # "learn 3d" has no day
        return line.strip(), None
    return found.rest, found.day


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
    return Lead(" ".join(words), _unbracketed(rest[0]) if rest else "")


def _unbracketed(company: str) -> str:
    """Return a company without the end of the brackets that it was in; its own brackets stay."""
    bare = company.strip(" .")
    return bare if "(" in bare or "[" in bare else bare.strip(" )].")


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
