"""The order of the agenda: how late each row is, then the most pressing first."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from netui.domain.time.calendar_ends import days_after
from netui.domain.week.agenda import AgendaRow, RowKind, RowState, runs_out_at

_RANK = {
    RowKind.THANK_YOU: 0,
    RowKind.OUTCOME: 1,
    RowKind.INTERVIEW: 2,
    RowKind.UPDATE: 3,
    RowKind.SEND: 3,
    RowKind.INTRODUCTION: 3,
    RowKind.CONGRATULATE: 3,
    RowKind.OTHER: 3,
    RowKind.PREP: 4,
    RowKind.BIRTHDAY: 5,
    RowKind.REQUEST: 6,
    RowKind.EVENT: 2,
    RowKind.GROUP: 2,
    RowKind.MENTORING: 3,
    RowKind.ACTION: 4,
    RowKind.MILESTONE: 5,
    RowKind.CHECK_IN: 7,
    RowKind.GOAL: 8,
    RowKind.REVIEW: 9,
    RowKind.DUPLICATE: 9,
}


def week_end(today: date, week_start: int) -> date:
    """Return the last day of the week that holds `today`; `week_start` counts from Monday = 0."""
    return days_after(today, (week_start - today.weekday() - 1) % 7)


def state_of(row: AgendaRow, now: datetime, today: date, week_start: int) -> RowState:
    """Return how late a row is: overdue is what is really late, a running thank-you clock is today's."""
    if row.is_idea:
        return RowState.IDEA
    runs_out = runs_out_at(row)
    if runs_out is not None and row.due_on >= today:
        if runs_out < now:
            return RowState.OVERDUE
        if runs_out - now <= timedelta(hours=24):
            return RowState.TODAY
    return state_on(row.due_on, today, week_start)


def state_on(due_on: date, today: date, week_start: int) -> RowState:
    """Return how late something due on a day is, at any hour."""
    if due_on < today:
        return RowState.OVERDUE
    if due_on == today:
        return RowState.TODAY
    return RowState.WEEK if due_on <= week_end(today, week_start) else RowState.LATER


def order(rows: Sequence[AgendaRow]) -> tuple[AgendaRow, ...]:
    """Return rows by state, then the most pressing first."""
    states = list(RowState)

    def key(row: AgendaRow) -> tuple[object, ...]:
        first = 0 if row.kind is RowKind.THANK_YOU else 1
        late = row.due_on if row.state is not RowState.TODAY else date.min
        clock = row.due_at.timestamp() if row.due_at is not None else float("inf")
        since = row.since or date.max
        rank = _RANK[row.kind]
        return (states.index(row.state), first, late, rank, since, clock, -row.weight, row.who, row.id)

    return tuple(sorted(rows, key=key))
