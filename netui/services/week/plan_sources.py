"""Events on the agenda: those to come, and the question of what became of those that are over."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from netui.domain.journal.reflection import CHECK_EVERY, Reflection, next_check_on
from netui.domain.plan.brand import Bio, DueReview, Pitch, due_reviews
from netui.domain.plan.event import Event
from netui.domain.week.agenda import AgendaRow, RowKind, day_words
from netui.services.ports import Store
from netui.services.present import Present

if TYPE_CHECKING:
    from netui.services.plan.brand import BrandService
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


class BrandAgenda:
    """Offers what is due for a review: at most one row, the one that waits longest."""

    kinds: frozenset[RowKind] = frozenset({RowKind.REVIEW})

    def __init__(self, store: Store, present: Present, brand: Callable[[], "BrandService"]) -> None:
        """Take the service as it is called for: the agenda alone does without it."""
        self._store = store
        self._present = present
        self._brand = brand

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the one row."""
        due = self._due(last)
        if not due:
            return
        first, today = due[0], self._present.today()
        more = f"; {len(due) - 1} more after it" if len(due) > 1 else ""
        months = _months(first.what.reviewed_on or today, today)
        yield AgendaRow(
            id=_row_id(first),
            kind=RowKind.REVIEW,
            due_on=max(first.due_on, today),
            text="does it still say who you are?",
            who=first.name,
            why=f"looked over {months} ago{more}",
        )

    def done(self, row: AgendaRow) -> bool:
        """Note that it was looked over."""
        return self._on(row, lambda what: self._brand().reviewed(what))

    def skip(self, row: AgendaRow) -> bool:
        """Pass over it until it is due again."""
        return self._on(row, lambda what: self._brand().review_skipped(what))

    def _on(self, row: AgendaRow, act: Callable[[Pitch | Bio], None]) -> bool:
        for due in self._due(date.max):
            if _row_id(due) == row.id:
                act(due.what)
                return True
        return False

    def _due(self, last: date) -> list[DueReview]:
        return due_reviews((*self._store.of(Pitch).all(), *self._store.of(Bio).all()), last)


def brand_of(row: AgendaRow) -> int | None:
    """Return the id of the pitch or bio a row of the agenda is about."""
    name, _, rest = row.id.partition(":")
    number = rest.partition(":")[0]
    return int(number) if name == "brand" and number.isdigit() else None


def _row_id(due: DueReview) -> str:
    return f"brand:{due.what.id}:{due.due_on:%Y-%m-%d}"


def _months(since: date, today: date) -> str:
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    return "a month" if months <= 1 else f"{months} months"


_ID = "network-check:"


class NetworkCheckAgenda:
    """Offers the network check a month after the last one; put away, it comes round a month later."""

    kinds: frozenset[RowKind] = frozenset({RowKind.REVIEW})

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the one row."""
        reflections = self._store.of(Reflection)
        due_on = next_check_on(reflections.all()) if reflections.count() else None
        if due_on is None:
            return
        put_away = self._store.preferences.load().dismissed
        while f"{_ID}{due_on:%Y-%m-%d}" in put_away and due_on < date.max:
            due_on = CHECK_EVERY.after(due_on)
        if due_on <= last:
            yield AgendaRow(
                id=f"{_ID}{due_on:%Y-%m-%d}",
                kind=RowKind.REVIEW,
                due_on=max(due_on, self._present.today()),
                text="what is hard, what do I want, how do I measure it?",
                who="network check",
                why=f"comes round every {CHECK_EVERY}",
            )

    def done(self, row: AgendaRow) -> bool:  # noqa: ARG002
        """Leave it to the agenda: it is done by writing the check, done here it is only put away."""
        return False

    def skip(self, row: AgendaRow) -> bool:  # noqa: ARG002
        """Leave it to the agenda to remember."""
        return False


def is_network_check(row: AgendaRow) -> bool:
    """Tell whether a row of the agenda is the network check."""
    return row.id.startswith(_ID)
