"""What is kept of a talk, and what follows from it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from netui.domain.folding import fold
from netui.domain.follow_up import FollowUpKind
from netui.domain.interview import Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """What the user took home; `ended_at` is the talk's real end where it differs from the agreed one."""

    insights: tuple[str, ...] = ()
    trends: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    influence: str = ""
    ask_next: tuple[str, ...] = ()
    ended_at: datetime | None = None


class InsightKind(StrEnum):
    """What a line learned in a talk is."""

    INSIGHT = "insight"
    TREND = "trend"


@dataclass(frozen=True, slots=True)
class Insight:
    """One line learned in a talk."""

    interview: Interview
    kind: InsightKind
    text: str


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """A follow-up that an action line asks for."""

    kind: FollowUpKind
    text: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Lead:
    """A person to ask next, as named in a talk."""

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
    """Return every insight and trend of some talks, in their order."""
    return [
        Insight(talk, kind, text)
        for talk in interviews
        for kind, texts in ((InsightKind.INSIGHT, talk.insights), (InsightKind.TREND, talk.trends))
        for text in texts
    ]


_VERBS = {
    "send": FollowUpKind.SEND,
    "share": FollowUpKind.SEND,
    "forward": FollowUpKind.SEND,
    "introduce": FollowUpKind.INTRODUCTION,
    "congratulate": FollowUpKind.CONGRATULATE,
    "tell": FollowUpKind.UPDATE,
    "update": FollowUpKind.UPDATE,
}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DUE = re.compile(
    r"[\s,;]+(?:by |on |until |before |due )?(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})|(?P<word>today|tonight|tomorrow|next week|next month)|"
    r"(?:next )?(?P<day>mon|tue|wed|thu|fri|sat|sun)[a-z]*|"
    r"(?:in|within) (?P<count>\d{1,3}|a|one|two|three) (?P<unit>day|week|month)s?)[.!]?$",
    re.IGNORECASE,
)
_WORD_DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "next week": 7, "next month": 30}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30}
_WITHIN = timedelta(days=7)


def plan_action(line: str, today: date) -> PlannedAction:
    """Return the follow-up of an action line: "send the CV by Friday" is a SEND, due on Friday.

    Without a day at its end it is due within a week; a day that is over counts as today.
    """
    match = _DUE.search(line)
    due_on = _named_day(match, today) if match else None
    text = line[: match.start()].rstrip(" ,;") if match and due_on else line.strip()
    verb = re.match(r"(?:to |please |i will |i'll )?([a-z]+)", text, re.IGNORECASE)
    kind = _VERBS.get(verb[1].casefold(), FollowUpKind.OTHER) if verb else FollowUpKind.OTHER
    return PlannedAction(kind, text, max(due_on, today) if due_on else today + _WITHIN)


def _named_day(match: re.Match[str], today: date) -> date | None:
    if match["iso"]:
        try:
            return date.fromisoformat(match["iso"])
        except ValueError:
            return None
    if match["word"]:
        return today + timedelta(days=_WORD_DAYS[match["word"].casefold()])
    if match["day"]:
        ahead = (_DAYS.index(match["day"].casefold()) - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    count = match["count"].casefold()
    days = (_COUNTS.get(count) or int(count)) * _UNIT_DAYS[match["unit"].casefold()]
    return today + timedelta(days=days)


# fmt: off
_NO_NAMES = frozenset({
    "a", "an", "the", "any", "anyone", "anybody", "someone", "somebody", "people", "person", "their",
    "his", "her", "my", "our", "your", "ask", "one", "two", "he", "she", "they", "who", "whoever",
    "maybe", "perhaps", "recruiters", "engineers", "colleagues", "friends",
})
# fmt: on
_APART = re.compile(r"\s*[,;:(\[|/]\s*|\s+(?:-|–|—|at|from|of|@|who|about|for)\s+")


def lead(line: str) -> Lead | None:
    """Return the person a line names ("Ana Silva, Stripe", "Bo Lind at ETH"), or None where it names none."""
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
