"""Rows of the agenda from the plan and the journal: goals, events, texts to review, the network check."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from netui.domain.errors import NotFoundError
from netui.domain.journal.reflection import CHECK_EVERY, Reflection, ReflectionKind, Start, next_check_on
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.brand import Bio, DueReview, Pitch, due_reviews
from netui.domain.plan.event import Event
from netui.domain.plan.group import Group
from netui.domain.week.agenda import (
    AgendaRow,
    EventDay,
    GoalPeriod,
    GroupMeets,
    Lead,
    NetworkCheck,
    RowKind,
    TextReview,
    ToArea,
    ToDialog,
    ToScreen,
    Verb,
    day_words,
)
from netui.services.agenda_source import AgendaSource
from netui.services.plan.goals import GoalService
from netui.services.ports import Store
from netui.services.present import Present

if TYPE_CHECKING:
    from netui.services.plan.brand import BrandService
    from netui.services.plan.events import EventService
    from netui.services.plan.groups import GroupService


class GoalAgenda(AgendaSource[GoalPeriod]):
    """Goals that are not reached, on the last day of their period."""

    subjects = (GoalPeriod,)

    def __init__(self, store: Store, goals: GoalService) -> None:
        self._store = store
        self._goals = goals

    def leads(self, verb: Verb, _row: AgendaRow, _subject: GoalPeriod) -> Lead | None:
        """Ask what to do with the goal."""
        return None if verb is Verb.DONE else ToDialog("goal")

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the goals whose period ends by a day."""
        for progress in self._goals.progress_of_all():
            goal = progress.goal
            if not progress.met and progress.last <= last:
                yield AgendaRow(
                    id=f"goal:{goal.id}:{progress.last:%Y-%m-%d}",
                    kind=RowKind.GOAL,
                    subject=GoalPeriod(goal.id),
                    due_on=progress.last,
                    text=f"{goal.target - progress.done} more to go",
                    who=goal.title,
                    why=f"{progress.done} of {goal.target} {goal.per_words}",
                )


class EventAgenda(AgendaSource[EventDay]):
    """Puts planned events on the agenda, and asks of those that are over what became of them."""

    subjects = (EventDay,)

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
                    id=f"event-told:{event.id}:{event.on:%Y-%m-%d}",
                    kind=RowKind.EVENT,
                    subject=EventDay(event.id),
                    due_on=today,
                    since=event.on,
                    text="did you go? who did you meet?",
                    who=event.title,
                    why=f"it was on {day_words(event.on, today)}: did you go, and who did you meet?",
                )
                continue
            goal = event.goals.splitlines()[0] if event.goals else ""
            yield AgendaRow(
                id=f"event:{event.id}",
                kind=RowKind.EVENT,
                subject=EventDay(event.id),
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

    def done(self, _row: AgendaRow, subject: EventDay, _kind: InteractionKind | None = None) -> None:
        """Note that you were there."""
        self._events().attended(subject.event_id)

    def skip(self, _row: AgendaRow, subject: EventDay) -> None:
        """Note that you don't go, or didn't."""
        self._events().skipped(subject.event_id)

    def leads(self, verb: Verb, row: AgendaRow, subject: EventDay) -> Lead | None:
        """Show the event in the plan until its day; then ask whether you went, or who you met."""
        begun = row.due_on <= self._present.today()
        if verb is Verb.OPEN:
            event_id = subject.event_id
            return ToScreen("event", event_id) if begun else ToArea("plan", f"events:{event_id}")
        return ToDialog("event") if verb is Verb.DONE and begun else None

    def why_not(self, verb: Verb, row: AgendaRow, subject: EventDay) -> str:
        """Say on which day an event to come is, where it can't be done yet, and that it stays there."""
        if verb is Verb.SNOOZE and row.since is None:
            day = day_words(row.due_on, self._present.today())
            return f"{row.who} can't be snoozed: it is on {day}. x skips it."
        if verb is not Verb.DONE:
            return super().why_not(verb, row, subject)
        event = self._store.of(Event).get(subject.event_id)
        return "" if event is None else self._events().why_not_attended(event)


class GroupAgenda(AgendaSource[GroupMeets]):
    """Puts the next meeting of each group on the agenda."""

    subjects = (GroupMeets,)
    done_words = "was there"

    def __init__(self, store: Store, present: Present, groups: Callable[[], "GroupService"]) -> None:
        """Take the service as it is called for: the agenda alone does without it."""
        self._store = store
        self._present = present
        self._groups = groups

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the meetings up to a day."""
        today = self._present.today()
        events = {(one.group_id, one.on) for one in self._store.of(Event).all()}
        for group in self._store.of(Group).all():
            day = group.next_meeting_on(today)
            if day is None or day > last or (group.id, day) in events:
                continue
            before = f"; you last met on {day_words(group.meetings[-1].on, today)}" if group.meetings else ""
            yield AgendaRow(
                id=f"group:{group.id}:{day:%Y-%m-%d}",
                kind=RowKind.GROUP,
                subject=GroupMeets(group.id),
                due_on=day,
                text="meets",
                who=group.name,
                why=f"meets {group.rhythm}{before}",
            )

    def done(self, _row: AgendaRow, subject: GroupMeets, _kind: InteractionKind | None = None) -> None:
        """Note today's meeting."""
        self._groups().log_meeting(subject.group_id)

    def leads(self, verb: Verb, _row: AgendaRow, subject: GroupMeets) -> Lead | None:
        """Show the group in the plan."""
        return None if verb is Verb.DONE else ToArea("plan", f"groups:{subject.group_id}")

    def why_not(self, verb: Verb, row: AgendaRow, subject: GroupMeets) -> str:
        """Say on which day a meeting to come is."""
        today = self._present.today()
        if verb is Verb.DONE and row.due_on > today:
            return f"{row.who} meets on {day_words(row.due_on, today)}. Log the meeting then."
        if verb is Verb.SNOOZE:
            return f"{row.who} can't be snoozed: it meets on {day_words(row.due_on, today)}. x skips it."
        return super().why_not(verb, row, subject)


class BrandAgenda(AgendaSource[TextReview]):
    """Offers what is due for a review: at most one row, the one that waits longest."""

    subjects = (TextReview,)
    done_words = "reviewed"

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
            id=f"brand:{first.what.id}:{first.due_on:%Y-%m-%d}",
            kind=RowKind.REVIEW,
            subject=TextReview(first.what.id),
            due_on=max(first.due_on, today),
            since=first.due_on,
            text="does it still say who you are?",
            who=first.name,
            why=f"last reviewed {months} ago{more}",
        )

    def done(self, _row: AgendaRow, subject: TextReview, _kind: InteractionKind | None = None) -> None:
        """Note that it was reviewed."""
        self._brand().reviewed(self._meant(subject))

    def skip(self, _row: AgendaRow, subject: TextReview) -> None:
        """Skip it until it is due again."""
        self._brand().review_skipped(self._meant(subject))

    def leads(self, verb: Verb, _row: AgendaRow, subject: TextReview) -> Lead | None:
        """Show the text in the plan."""
        return ToArea("plan", f"brand:{subject.text_id}") if verb is Verb.OPEN else None

    def _meant(self, subject: TextReview) -> Pitch | Bio:
        found = next((due.what for due in self._due(date.max) if due.what.id == subject.text_id), None)
        if found is None:
            raise NotFoundError("this text was removed, or reviewed, in the meantime")
        return found

    def _due(self, last: date) -> list[DueReview]:
        return due_reviews((*self._store.of(Pitch).all(), *self._store.of(Bio).all()), last)


def _months(since: date, today: date) -> str:
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    return "a month" if months <= 1 else f"{months} months"


_ID = "network-check:"


class NetworkCheckAgenda(AgendaSource[NetworkCheck]):
    """Offers the network check a month after the last one; when skipped, again a month later."""

    subjects = (NetworkCheck,)
    done_words = "write it"

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
                subject=NetworkCheck(),
                due_on=max(due_on, self._present.today()),
                since=due_on,
                text="what is hard, what do I want, how do I measure it?",
                who="network check",
                why=f"comes round every {CHECK_EVERY}",
            )

    def leads(self, verb: Verb, _row: AgendaRow, _subject: NetworkCheck) -> Lead | None:
        """Write the check: that is how it is done on the screen."""
        return None if verb is Verb.EDIT else ToScreen("reflection", str(Start(kind=ReflectionKind.CHECK)))
