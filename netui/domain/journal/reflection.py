"""Reflections: what one thinks about on paper, freely or led by questions."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence, Unit

CHECK_EVERY = Cadence(1, Unit.MONTHS)
"""How often the network check comes round, once a first one was made."""


class ReflectionKind(StrEnum):
    """How a reflection is led."""

    FREE = "free"
    CHECK = "check"
    STAR = "star"


KIND_WORDS = {
    ReflectionKind.FREE: "free reflection",
    ReflectionKind.CHECK: "network check",
    ReflectionKind.STAR: "STAR",
}

PARTS: dict[ReflectionKind, tuple[str, ...]] = {
    ReflectionKind.FREE: ("text",),
    ReflectionKind.CHECK: ("hard", "wanted", "measure"),
    ReflectionKind.STAR: ("situation", "task", "action", "result"),
}
"""The parts a reflection of each kind is written in, in their order."""


class Prompt(Struct, frozen=True):
    """What a part asks: its title, and questions of which one is shown at a time."""

    kind: ReflectionKind
    part: str
    title: str
    questions: tuple[str, ...]

    def question(self, day: date) -> str:
        """Return the question for a day: another one each week, so that people keep reading it."""
        return self.questions[day.toordinal() // 7 % len(self.questions)]


class Written(Struct, frozen=True):
    """The text of one part."""

    part: str
    text: str = ""


class Reflection(Struct, frozen=True, kw_only=True):
    """One reflection, tied to an interview, an event or a goal where it is about one.

    `first` and `last` are the days a STAR looks back on. A `private` one is never published.
    """

    id: int
    uid: str
    kind: ReflectionKind
    on: date
    written: tuple[Written, ...] = ()
    first: date | None = None
    last: date | None = None
    interview_id: int | None = None
    event_id: int | None = None
    goal_id: int | None = None
    private: bool = False
    created_at: datetime | None = None

    def text_of(self, part: str) -> str:
        """Return the text of a part, "" if it has none."""
        return next((one.text for one in self.written if one.part == part), "")

    @property
    def opening(self) -> str:
        """Its first line, which is how it is listed."""
        for one in self.written:
            for line in one.text.splitlines():
                if line.strip():
                    return line.strip()
        return ""


def in_order(kind: ReflectionKind, texts: dict[str, str]) -> tuple[Written, ...]:
    """Return the parts of a kind with their texts, without empty ones; raise InvalidValueError if all are."""
    written = tuple(Written(part, text) for part in PARTS[kind] if (text := texts.get(part, "").strip()))
    if not written:
        raise InvalidValueError("nothing is written yet: one sentence is enough")
    return written


class Start(Struct, frozen=True, kw_only=True):
    """How a reflection is begun; as text it can be handed from screen to screen."""

    kind: ReflectionKind = ReflectionKind.FREE
    first: date | None = None
    last: date | None = None
    interview_id: int | None = None
    event_id: int | None = None
    goal_id: int | None = None

    def __str__(self) -> str:
        days = [day.isoformat() if day else "" for day in (self.first, self.last)]
        ids = [str(one or "") for one in (self.interview_id, self.event_id, self.goal_id)]
        return "/".join([self.kind.value, *days, *ids])

    @classmethod
    def read(cls, text: str) -> "Start":
        """Read what `str` wrote."""
        kind, first, last, *ids = text.split("/")
        interview_id, event_id, goal_id = (int(one) if one else None for one in ids)
        return cls(
            kind=ReflectionKind(kind),
            first=date.fromisoformat(first) if first else None,
            last=date.fromisoformat(last) if last else None,
            interview_id=interview_id,
            event_id=event_id,
            goal_id=goal_id,
        )


def newest_first(reflections: Iterable[Reflection]) -> Sequence[Reflection]:
    """Return reflections, the newest first."""
    return sorted(reflections, key=lambda one: (one.on, one.id), reverse=True)


def next_check_on(reflections: Iterable[Reflection]) -> date | None:
    """Return the day the network check comes round again, or None if none was ever made."""
    days = [one.on for one in reflections if one.kind is ReflectionKind.CHECK]
    return CHECK_EVERY.after(max(days)) if days else None
