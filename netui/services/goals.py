"""Goals: set, and counted from what is in the store."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from netui.domain.errors import AmbiguousError, InvalidValueError, NotFoundError
from netui.domain.folding import fold
from netui.domain.goal import Goal, Measure, Period
from netui.domain.interview import InterviewStatus
from netui.domain.periods import Span, span_before, span_of
from netui.services.ports import Store
from netui.services.present import Present

_MOST_PAST = 12


@dataclass(frozen=True, slots=True)
class PastPeriod:
    """How a goal came out in a period that is over."""

    label: str
    first: date
    last: date
    done: int
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalProgress:
    """How a goal stands in the present period; `past` holds the periods before, the newest first."""

    goal: Goal
    done: int
    target: int
    label: str
    first: date
    last: date
    past: tuple[PastPeriod, ...] = ()

    @property
    def met(self) -> bool:
        """Whether the target of this period is reached."""
        return self.done >= self.target


class GoalService:
    """Keeps the goals of the user; `week_start` counts from Monday = 0."""

    def __init__(self, store: Store, present: Present, week_start: int = 0) -> None:
        self._store = store
        self._present = present
        self._week_start = week_start

    def get(self, goal_id: int) -> Goal:
        """Return a goal; raise NotFoundError where there is none."""
        goal = self._store.goals.get(goal_id)
        if goal is None:
            raise NotFoundError(f"there is no goal with the id {goal_id}; it may have been deleted")
        return goal

    def list(self, *, closed: bool = False) -> list[Goal]:
        """Return the goals in the order they were set; with `closed` also those put aside."""
        return [goal for goal in self._store.goals.all() if closed or goal.closed_on is None]

    def find(self, text: str) -> Goal:
        """Return the one goal meant by an id or a part of its title."""
        wanted = fold(" ".join(text.split()))
        goals = self._store.goals.all()
        by_id = [goal for goal in goals if str(goal.id) == wanted]
        by_title = [goal for goal in goals if fold(goal.title) == wanted]
        found = by_id or by_title or [goal for goal in goals if wanted and wanted in fold(goal.title)]
        if not found:
            raise NotFoundError(f"no goal goes by {text!r}")
        if len(found) > 1:
            lines = tuple(f"{goal.id}  {goal.title}" for goal in found)
            raise AmbiguousError(f"{len(found)} goals go by {text!r}: write the id of one", lines)
        return found[0]

    def add(
        self,
        title: str,
        *,
        measure: Measure | str = Measure.TALKS,
        target: int = 1,
        period: Period | str = Period.MONTH,
    ) -> Goal:
        """Set a goal; raise InvalidValueError for an empty title or what cannot be counted."""
        wanted = _title(title)
        counted, span = _measure(measure), _period(period)
        with self._store.transaction(f"Set goal: {wanted}"):
            goal = Goal(
                id=self._store.new_id(),
                uid=str(uuid4()),
                title=wanted,
                measure=counted,
                target=_target(target),
                period=span,
                created_at=self._present.now(),
            )
            self._store.goals.add(goal)
        return goal

    def edit(
        self,
        goal_id: int,
        *,
        title: str | None = None,
        measure: Measure | str | None = None,
        target: int | None = None,
        period: Period | str | None = None,
    ) -> Goal:
        """Change what is given."""
        with self._store.transaction(f"Change goal: {self.get(goal_id).title}"):
            goal = self.get(goal_id)
            changed = replace(
                goal,
                title=goal.title if title is None else _title(title),
                measure=goal.measure if measure is None else _measure(measure),
                target=goal.target if target is None else _target(target),
                period=goal.period if period is None else _period(period),
            )
            self._store.goals.save(changed)
        return changed

    def close(self, goal_id: int) -> Goal:
        """Put a goal aside; it is no longer counted."""
        return self._set_closed(goal_id, "Close goal", self._present.today())

    def reopen(self, goal_id: int) -> Goal:
        """Take a goal up again."""
        return self._set_closed(goal_id, "Take up goal", None)

    def remove(self, goal_id: int) -> None:
        """Remove a goal."""
        with self._store.transaction(f"Remove goal: {self.get(goal_id).title}"):
            self._store.goals.remove(goal_id)

    def progress(self, goal: Goal) -> GoalProgress:
        """Count a goal in the present period, and in up to 12 before it since it was set."""
        days = self._days(goal.measure)
        day = goal.closed_on or self._present.today()
        span = span_of(goal.period, day, self._week_start)
        return GoalProgress(
            goal=goal,
            done=_count(days, span),
            target=goal.target,
            label=span.label,
            first=span.first,
            last=span.last,
            past=tuple(self._past(goal, span, days)),
        )

    def progress_of_all(self) -> Sequence[GoalProgress]:
        """Count every goal that is not closed."""
        return [self.progress(goal) for goal in self.list()]

    def _past(self, goal: Goal, span: Span, days: Sequence[date]) -> Sequence[PastPeriod]:
        if goal.created_at is None:
            return []
        set_on = self._present.local(goal.created_at).date()
        past: tuple[PastPeriod, ...] = ()
        while span.first > set_on and len(past) < _MOST_PAST:
            span = span_before(span, self._week_start)
            done = _count(days, span)
            past = (*past, PastPeriod(span.label, span.first, span.last, done, done >= goal.target))
        return past

    def _days(self, measure: Measure) -> Sequence[date]:
        """Return the user's days on which something counted for a measure."""
        match measure:
            case Measure.TALKS:
                talks = (t for t in self._store.interviews.all() if t.status is InterviewStatus.DONE)
                ends = (talk.ended_at or talk.ends_at for talk in talks)
                return [self._present.local(end).date() for end in ends if end is not None]

    def _set_closed(self, goal_id: int, what: str, closed_on: date | None) -> Goal:
        with self._store.transaction(f"{what}: {self.get(goal_id).title}"):
            changed = replace(self.get(goal_id), closed_on=closed_on)
            self._store.goals.save(changed)
        return changed


def _count(days: Sequence[date], span: Span) -> int:
    return sum(1 for day in days if day in span)


def _title(title: str) -> str:
    words = " ".join(title.split())
    if not words:
        raise InvalidValueError("a goal needs a title: what is it that you want to do?")
    return words


def _target(target: int) -> int:
    if target < 1:
        raise InvalidValueError(f"a target of {target} is none: write 1 or more")
    return target


def _measure(measure: Measure | str) -> Measure:
    try:
        return Measure(measure)
    except ValueError as error:
        raise InvalidValueError(f"{measure!r} cannot be counted; there is: {', '.join(Measure)}") from error


def _period(period: Period | str) -> Period:
    try:
        return Period(period)
    except ValueError as error:
        raise InvalidValueError(f"{period!r} is no period; there are: {', '.join(Period)}") from error
