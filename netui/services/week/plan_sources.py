"""Events on the agenda: those to come, and the question of what became of those that are over."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from netui.domain.plan.event import Event
from netui.domain.week.agenda import AgendaRow, RowKind, day_words
from netui.services.ports import Store
from netui.services.present import Present

if TYPE_CHECKING:
    from netui.services.plan.events import EventService


class EventAgenda:
    """Puts planned events on the agenda, and asks of those that are over what became of them."""

    kinds: frozenset[RowKind] = frozenset({RowKind.EVENT})

    def __init__(self, store: Store, present: Present, events: Callable[[], "EventService"]) -> None:
        """Take the service as it is called for: the agenda alone does without it."""
        self._store = store
        self._present = present
        self._events = events

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the events up to a day."""
        today = self._present.today()
        for event in self._store.of(Event).all():
            if not event.is_planned or event.on > last:
                continue
            if event.on < today:
                yield AgendaRow(
                    id=f"event-told:{event.id}",
                    kind=RowKind.EVENT,
                    due_on=today,
                    text="were you there, and whom did you meet?",
                    who=event.title,
                    why=f"it was on {day_words(event.on, today)}: what became of it?",
                )
                continue
            goal = event.goals.splitlines()[0] if event.goals else ""
            yield AgendaRow(
                id=f"event:{event.id}",
                kind=RowKind.EVENT,
                due_on=event.on,
                due_at=self._present.local(event.at) if event.at is not None else None,
                text=goal or event.place,
                who=event.title,
                about=event.place,
                why="; ".join(
                    part for part in (event.place, f"what you want: {goal}" if goal else "") if part
                )
                or "you planned to go",
            )

    def done(self, row: AgendaRow) -> bool:
        """Note that one was there; raise InvalidValueError before its day."""
        event_id = event_of(row)
        if event_id is None:
            return False
        self._events().attended(event_id)
        return True

    def skip(self, row: AgendaRow) -> bool:
        """Note that one does not go, or did not."""
        event_id = event_of(row)
        if event_id is None:
            return False
        self._events().skipped(event_id)
        return True


def event_of(row: AgendaRow) -> int | None:
    """Return the id of the event a row of the agenda is about."""
    name, _, number = row.id.partition(":")
    return int(number) if name in {"event", "event-told"} and number.isdigit() else None
