"""Goals: set, and counted from what is in the store."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.one_line import required_line
from netui.domain.plan.goal import Goal, Measure, Period
from netui.domain.plan.periods import Span, span_before, span_of
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.services.entries import Entries
from netui.services.plan.goal_counting import Gives, GoalCounting
from netui.services.ports import Store
from netui.services.present import Present

_MOST_PAST = 12


class PastPeriod(Struct, frozen=True):
    """How a goal came out in a period that is over."""

    label: str
    first: date
    last: date
    done: int
    met: bool


class GoalProgress(Struct, frozen=True, kw_only=True):
    """The progress of a goal in the present period; `past` holds the periods before, the newest first."""

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

    @property
    def so_far(self) -> str:
        """How far it is, in words: "1 of 2 in November 2026", "3 of 10 from 2 Nov 2026 until 30 Mar 2027"."""
        return f"{self.done} of {self.target} {self.counted_over}"

    @property
    def counted_over(self) -> str:
        """The days it counts, in words: "in the week of 16 Nov", "from 2 Nov 2026 until 30 Mar 2027"."""
        match self.goal.period:
            case Period.ONCE:
                return f"from {self.first.day} {self.first:%b %Y} {self.label}"
            case Period.WEEK:
                return f"in the {self.label}"
            case _:
                return f"in {self.label}"


class GoalService:
    """Keeps the goals; `gives` knows of what the log does not."""

    def __init__(self, store: Store, present: Present, gives: Gives | None = None) -> None:
        self._store = store
        self._present = present
        self._counting = GoalCounting(store, present, gives)
        self._entries = Entries(
            store, present, Goal, "goal", lambda one: one.title, self._checked, verb="Set"
        )
        self.get = self._entries.get
        self.add = self._entries.add
        self.edit = self._entries.edit
        self.remove = self._entries.remove
        self.let_log_come = self._counting.let_log_come

    def list(self, *, closed: bool = False) -> list[Goal]:
        """Return the goals in the order they were set; with `closed` also paused goals."""
        return [goal for goal in self._store.goals.all() if closed or goal.closed_on is None]

    def count_by_hand(self, goal_id: int, on: date | None = None) -> Goal:
        """Count one more today, or on a day that is over; raise InvalidValueError for what counts itself."""
        day = on or self._present.today()
        if day > self._present.today():
            raise InvalidValueError(f"{full_day(day)} is still to come: count what happened")
        with self._store.transaction(f"One more: {self.get(goal_id).title}"):
            goal = self.get(goal_id)
            if goal.measure is not Measure.BY_HAND:
                raise InvalidValueError(
                    f"“{goal.title}” is counted from the store ({goal.measure}), not by hand"
                )
            changed = replace(goal, counted=tuple(sorted((*goal.counted, day))))
            self._store.goals.save(changed)
        return changed

    def count_less(self, goal_id: int) -> Goal:
        """Take the last one counted by hand away."""
        with self._store.transaction(f"One less: {self.get(goal_id).title}"):
            goal = self.get(goal_id)
            if not goal.counted:
                raise InvalidValueError(f"nothing was counted by hand for “{goal.title}”")
            changed = replace(goal, counted=goal.counted[:-1])
            self._store.goals.save(changed)
        return changed

    def close(self, goal_id: int) -> Goal:
        """Put a goal aside; it is no longer counted."""
        return self._set_closed(goal_id, "Close goal", self._present.today())

    def reopen(self, goal_id: int) -> Goal:
        """Take a goal up again."""
        return self._set_closed(goal_id, "Take up goal", None)

    def progress(self, goal: Goal, *, past: bool = True) -> GoalProgress:
        """Count a goal in the present period, and with `past` in up to 12 before it since it was set."""
        span = self._span(goal)
        return GoalProgress(
            goal=goal,
            done=len(self._counting.days(goal, span.first, span.last)),
            target=goal.target,
            label=span.label,
            first=span.first,
            last=span.last,
            past=tuple(self._past(goal, span)) if past else (),
        )

    @property
    def are_at_hand(self) -> bool:
        """Whether every goal can be counted, with its past, without reading the log or everybody."""
        return all(
            self._counting.is_at_hand(goal, first, last)
            for goal in self.list()
            if self._counting.takes_long(goal)
            for first, last in self._ranges(goal)
        )

    def progress_of_all(self) -> Sequence[GoalProgress]:
        """Count every goal that is not closed and can be counted, in the present period alone."""
        return [self.progress(goal, past=False) for goal in self.list() if not self._counting.must_wait(goal)]

    def put_aside(self) -> Sequence[Goal]:
        """Return the closed goals, the latest first; they are not counted, there may be many."""
        closed = [goal for goal in self._store.goals.all() if goal.closed_on is not None]
        return sorted(closed, key=lambda goal: (goal.closed_on or date.min, goal.id), reverse=True)

    def stood(self, goal: Goal) -> GoalProgress | None:
        """Count a closed goal as of then, or return None until the log is read."""
        return None if self._counting.must_wait(goal) else self.progress(goal)

    @property
    def are_waiting(self) -> bool:
        """Whether there are goals that cannot be counted yet."""
        return any(self._counting.must_wait(goal) for goal in self.list())

    def _span(self, goal: Goal) -> Span:
        day = goal.closed_on or self._present.today()
        if goal.period is Period.ONCE:
            last = goal.until or day
            return Span(goal.period, min(self._set_on(goal) or last, last), last)
        return span_of(goal.period, day, self._present.week_start)

    def _set_on(self, goal: Goal) -> date | None:
        return self._present.day_of(goal.created_at)

    def _past(self, goal: Goal, span: Span) -> Sequence[PastPeriod]:
        spans = self._spans_before(goal, span)
        days = sorted(self._counting.days(goal, spans[-1].first, spans[0].last)) if spans else ()
        counts = [bisect_right(days, one.last) - bisect_left(days, one.first) for one in spans]
        return [
            PastPeriod(one.label, one.first, one.last, done, done >= goal.target)
            for one, done in zip(spans, counts, strict=True)
        ]

    def _spans_before(self, goal: Goal, span: Span) -> Sequence[Span]:
        set_on = self._set_on(goal)
        spans: list[Span] = []
        while set_on is not None and goal.period is not Period.ONCE and span.first > set_on:
            span = span_before(span, self._present.week_start)
            spans.append(span)
            if len(spans) == _MOST_PAST:
                break
        return spans

    def _ranges(self, goal: Goal) -> Iterator[tuple[date, date]]:
        """Yield the days a goal is counted in: those of the present period, and of the previous ones."""
        span = self._span(goal)
        yield span.first, span.last
        if before := self._spans_before(goal, span):
            yield before[-1].first, before[0].last

    def _checked(self, goal: Goal) -> Goal:
        tidy = replace(
            goal,
            title=required_line(goal.title, "a goal needs a title: what is it that you want to do?"),
            target=_target(goal.target),
            query=" ".join(goal.query.split()),
            aspiration=goal.aspiration.strip(),
            motive=goal.motive.strip(),
        )
        if tidy.period is Period.ONCE and tidy.until is None:
            raise InvalidValueError("a goal for once needs the day until when: say it, as in 31 dec")
        if tidy.period is not Period.ONCE and tidy.until is not None:
            raise InvalidValueError(
                f"a goal for every {tidy.period} has no last day: leave the day out, or choose “once”"
            )
        if tidy.query and tidy.measure is not Measure.PEOPLE:
            raise InvalidValueError(
                f"which people goes with a count of {Measure.PEOPLE}, not of {tidy.measure}: leave it out"
            )
        if tidy.query:
            from netui.domain.search.query import parse

            parse(tidy.query, self._present.today(), week_start=self._present.week_start)
        return tidy

    def _set_closed(self, goal_id: int, what: str, closed_on: date | None) -> Goal:
        with self._store.transaction(f"{what}: {self.get(goal_id).title}"):
            changed = replace(self.get(goal_id), closed_on=closed_on)
            self._store.goals.save(changed)
        return changed


def _target(target: int) -> int:
    if target < 1:
        raise InvalidValueError(f"a target of {target} is none: write 1 or more")
    return target
