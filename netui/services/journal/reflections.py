"""Reflections: written, kept, tied to what they are about, compared over time."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.journal.reflection import (
    KIND_WORDS,
    PARTS,
    Prompt,
    Reflection,
    ReflectionKind,
    Start,
    in_order,
    newest_first,
)
from netui.domain.plan.event import Event
from netui.domain.time.dates import short_day
from netui.domain.values import replace
from netui.services.entries import Entries
from netui.services.people.people import name_of
from netui.services.ports import Store
from netui.services.present import Present

_MOST_TIES = 40


class LoggedEntry(Struct, frozen=True):
    """One thing that happened in the days a STAR looks back on; `what` is its kind in a word."""

    id: int
    on: date
    what: str
    who: str
    text: str

    @property
    def sentence(self) -> str:
        """It as a line that can be written on from."""
        head = f"{self.on.day} {self.on:%b}: {self.what}"
        head += f" with {self.who}" if self.who else ""
        return f"{head}. {self.text}".rstrip()


class Tie(Struct, frozen=True):
    """Something a reflection can be about; `kind` is interview, event or goal."""

    kind: str
    id: int
    label: str
    note: str = ""


class ReflectionService:
    """Keeps reflections; `prompts` is what each part asks."""

    def __init__(self, store: Store, present: Present, prompts: Sequence[Prompt]) -> None:
        self._store = store
        self._present = present
        self._prompts = tuple(prompts)
        self._entries = Entries(
            store, present, Reflection, "reflection", _name, verb="Write", parts={"written": "part"}
        )
        self.get = self._entries.get
        self.remove = self._entries.remove

    def list(self) -> Sequence[Reflection]:
        """Return the reflections, the newest first."""
        return newest_first(self._entries.all())

    def count(self) -> int:
        """Return how many there are."""
        return self._store.of(Reflection).count()

    def prompts(self, kind: ReflectionKind) -> Sequence[Prompt]:
        """Return what the parts of a kind ask, in their order."""
        return [prompt for prompt in self._prompts if prompt.kind is kind]

    def add(self, start: Start, texts: Mapping[str, str], *, private: bool = False) -> Reflection:
        """Keep a reflection of today, `private` out of all that is published.

        Raises InvalidValueError if nothing is written.
        """
        self._check_days(start.first, start.last)
        draft = Reflection(
            id=0,
            uid="",
            kind=start.kind,
            on=self._present.today(),
            written=in_order(start.kind, dict(texts)),
            first=start.first,
            last=start.last,
            interview_id=start.interview_id,
            event_id=start.event_id,
            goal_id=start.goal_id,
            private=private,
        )
        return self._entries.add(draft)

    def write(self, held: Reflection, texts: Mapping[str, str], tie: Tie | None) -> Reflection:
        """Rewrite a reflection, from what it was when the edit began, and say what it is about.

        Parts that are not given stay as they are.
        """
        merged = {part: texts.get(part, held.text_of(part)) for part in PARTS[held.kind]}
        changed = replace(held, written=in_order(held.kind, merged), **tied(tie))
        with self._store.transaction("Write reflection"):
            saved = self._entries.save(changed, base=held)
            ordered = in_order(saved.kind, {one.part: one.text for one in saved.written})
            return self._entries.save(replace(saved, written=ordered))

    def tie(self, reflection_id: int, tie: Tie | None) -> Reflection:
        """Say what a reflection is about, or that it is about nothing in particular."""
        return self._entries.save(replace(self.get(reflection_id), **tied(tie)))

    def set_private(self, reflection_id: int, private: bool) -> Reflection:
        """Keep a reflection out of all that is published, or let it in again."""
        held = self.get(reflection_id)
        word = "Keep private" if private else "Let be published"
        return self._entries.save(replace(held, private=private), f"{word}: {_name(held)}")

    def before(self, kind: ReflectionKind, reflection: Reflection | None = None) -> Sequence[Reflection]:
        """Return the reflections of a kind that were written before one (or up to now), the newest first."""
        found = [one for one in self.list() if one.kind is kind]
        if reflection is None:
            return found
        return [one for one in found if (one.on, one.id) < (reflection.on, reflection.id)]

    def happened(self, first: date, last: date) -> Sequence[LoggedEntry]:
        """Return what was logged and talked over in some days, the oldest first."""
        names = self._store.contacts
        found = []
        entries = self._store.interactions.between(first, last)
        for entry in entries:
            rows = [row for one in entry.contact_ids if (row := names.row(one)) is not None]
            who = ", ".join([*(row.name for row in rows), *entry.gone])
            found.append(LoggedEntry(entry.id, entry.on, entry.kind.value, who, entry.text.strip()))
        logged = {entry.interview_id for entry in entries}
        for interview in self._store.interviews.all():
            ended = interview.held_until
            if ended is None or interview.id in logged:
                continue
            day = self._present.local(ended).date()
            if first <= day <= last:
                text = interview.insights[0] if interview.insights else interview.goal
                found.append(LoggedEntry(interview.id, day, "interview", interview.contact_name, text))
        return sorted(found, key=lambda one: (one.on, one.id))

    def ties(self) -> Sequence[Tie]:
        """Return what a reflection can be about: held interviews and events, the newest first, and goals."""
        today = self._present.today()
        interviews: list[tuple[date, Tie]] = []
        for interview in self._store.interviews.all():
            if (ended := interview.held_until) is not None:
                day = self._present.local(ended).date()
                note = f"interview, {short_day(day, today)}"
                interviews.append(
                    (day, Tie("interview", interview.id, self._interview_name(interview.id), note))
                )
        interviews += [
            (event.on, Tie("event", event.id, event.title, f"event, {short_day(event.on, today)}"))
            for event in self._store.of(Event).all()
            if event.on <= today
        ]
        interviews.sort(key=lambda one: one[0], reverse=True)
        goals = [Tie("goal", goal.id, goal.title, "goal") for goal in self._store.goals.all()]
        return [*(one for _, one in interviews[:_MOST_TIES]), *goals]

    def tie_of(self, held: Reflection | Start) -> Tie | None:
        """Return what a reflection is about, or None; what was deleted since is None as well."""
        if held.interview_id is not None and (name := self._interview_name(held.interview_id)):
            return Tie("interview", held.interview_id, name, "interview")
        if held.event_id is not None and (event := self._store.of(Event).get(held.event_id)) is not None:
            return Tie("event", event.id, event.title, "event")
        if held.goal_id is not None and (goal := self._store.goals.get(held.goal_id)) is not None:
            return Tie("goal", goal.id, goal.title, "goal")
        return None

    def contact_of(self, reflection: Reflection) -> int | None:
        """Return the id of the person the interview it is about was with, or None."""
        interview = self._store.interviews.get(reflection.interview_id) if reflection.interview_id else None
        return interview.contact_id if interview is not None else None

    def _interview_name(self, interview_id: int) -> str:
        interview = self._store.interviews.get(interview_id)
        if interview is None:
            return ""
        return f"interview with {name_of(self._store, interview.contact_id, interview.contact_name)}"

    def _check_days(self, first: date | None, last: date | None) -> None:
        if first is not None and last is not None and first > last:
            raise InvalidValueError(f"{first} is after {last}: the days run from the first to the last")


def tied(tie: Tie | None) -> dict[str, Any]:
    """Return a tie as the fields of a reflection or its start."""
    return {
        f"{kind}_id": tie.id if tie is not None and tie.kind == kind else None
        for kind in ("interview", "event", "goal")
    }


def _name(reflection: Reflection) -> str:
    words = " ".join(reflection.opening.split()[:8])
    return f"{KIND_WORDS[reflection.kind]}, {words}"
