"""What can become of a talk, and saying so."""

from collections.abc import Callable, Mapping

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.services.interviews.service import InterviewService
from netui.services.interviews.views import TalkRow
from netui.tui.modals.choose import Choice

_OPEN = (InterviewStatus.IDEA, InterviewStatus.ASKED, InterviewStatus.SCHEDULED)
_REACHED_BY: Mapping[str, tuple[InterviewStatus, ...]] = {
    "held": (InterviewStatus.SCHEDULED,),
    "moved": (InterviewStatus.SCHEDULED,),
    "no-show": (InterviewStatus.SCHEDULED,),
    "asked": (
        InterviewStatus.IDEA,
        InterviewStatus.ASKED,
        InterviewStatus.DECLINED,
        InterviewStatus.NO_ANSWER,
        InterviewStatus.CANCELLED,
    ),
    "also-asked": (InterviewStatus.ASKED,),
    "second-try": (InterviewStatus.ASKED,),
    "no-answer": (InterviewStatus.ASKED,),
    "declined": (*_OPEN, InterviewStatus.NO_ANSWER),
    "cancelled": _OPEN,
}
_LABELS = {
    "held": ("it was held: complete it", "h"),
    "moved": ("it has another date", "m"),
    "no-show": ("they did not come", "w"),
    "asked": ("asked today", "a"),
    "also-asked": ("someone else asked as well", "e"),
    "second-try": ("second try sent", "t"),
    "no-answer": ("no answer: close it", "n"),
    "declined": ("declined", "d"),
    "cancelled": ("cancelled", "c"),
}
STATUS_KEYS = frozenset(_LABELS) - {"held", "moved"}


def status_choices(row: TalkRow) -> list[Choice[str]]:
    """Return what can become of a talk from where it stands."""
    return [
        Choice(verb, label, key=key)
        for verb, (label, key) in _LABELS.items()
        if row.interview.status in _REACHED_BY[verb] and (verb != "no-show" or row.needs_outcome)
    ]


def change_status(talks: InterviewService, row: TalkRow, verb: str) -> str:
    """Note what became of a talk; return a line that says so, and what may come next."""
    ways: dict[str, tuple[Callable[[int], Interview], str]] = {
        "asked": (talks.ask, "asked today; you hear from this page when to follow up."),
        "also-asked": (talks.also_asked, "someone else is asked as well."),
        "second-try": (talks.second_try, "second try noted."),
        "no-answer": (talks.no_answer, "closed without an answer."),
        "declined": (talks.decline, "declined. A kind word back keeps the door open: n."),
        "cancelled": (talks.cancel, "cancelled; what was left to prepare is closed."),
        "no-show": (talks.no_show, "cancelled; a follow-up offers another time."),
    }
    if verb not in ways:
        raise InvalidValueError(f"a talk cannot become {verb!r}")
    change, said = ways[verb]
    change(row.interview.id)
    return f"{row.name}: {said}"
