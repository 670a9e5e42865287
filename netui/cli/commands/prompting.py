"""due --prompt: made from the agenda, and kept until its counts can change."""

from argparse import Namespace
from datetime import datetime, time, timedelta

from netui.cli.context import Context
from netui.cli.prompt import Asked, keep_line, shown
from netui.domain.time.calendar_ends import days_after, time_after
from netui.domain.week.agenda import Agenda, RowState

_A_DAY = timedelta(hours=24)


def print_prompt(args: Namespace, agenda: Agenda, context: Context) -> None:
    """Print one line for a shell prompt, and keep it in the cache; a damaged store is looked at each time."""
    line = prompt_line(agenda)
    if not context.problems():
        keep_line(
            Asked(args.store, args.config, str(args.days)),
            line,
            context.sources,
            expires_at=_fresh_until(context).timestamp(),
        )
    if context.as_json:
        counts = {state.value: agenda.counts[state] for state in (RowState.OVERDUE, RowState.TODAY)}
        context.print_json(counts)
    else:
        print(shown(line))


def prompt_line(agenda: Agenda) -> str:
    """Return the counts, without names; empty when nothing is due."""
    overdue, today = agenda.counts[RowState.OVERDUE], agenda.counts[RowState.TODAY]
    parts = [f"{overdue} overdue" if overdue else "", f"{today} today" if today else ""]
    return " · ".join(part for part in parts if part)


def _fresh_until(context: Context) -> datetime:
    """Return when the counts change by themselves: at midnight, as thanks grow late, as a talk ends."""
    present, store = context.services.present, context.services.store
    now = present.now()
    moments = [datetime.combine(days_after(present.today(), 1), time.min, tzinfo=present.zone)]
    for promise in store.follow_ups.open():
        if promise.due_at is not None:
            moments += [time_after(promise.due_at, -_A_DAY), time_after(promise.due_at, timedelta(seconds=1))]
    moments += [talk.ends_at for talk in store.interviews.all() if talk.ends_at is not None]
    return min((moment for moment in moments if moment > now), default=now)
