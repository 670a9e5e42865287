"""due --prompt: made from the agenda, and kept until its counts can change."""

from argparse import Namespace

from netui.cli.context import Context
from netui.cli.output import put
from netui.cli.prompt import Asked, keep_line, shown
from netui.domain.week.agenda import Agenda, RowState


def print_prompt(args: Namespace, agenda: Agenda, context: Context) -> None:
    """Print one line for a shell prompt, and keep it in the cache; a damaged store is looked at each time."""
    line = prompt_line(agenda)
    if not context.problems():
        keep_line(
            Asked(args.store, args.config, "" if args.days is None else str(args.days)),
            line,
            context.sources,
            expires_at=context.services.agenda.changes_at().timestamp(),
        )
    if context.as_json:
        counts = {state.value: agenda.counts[state] for state in (RowState.OVERDUE, RowState.TODAY)}
        context.print_json(counts)
    else:
        put(shown(line))


def prompt_line(agenda: Agenda) -> str:
    """Return the counts, without names; empty when nothing is due."""
    overdue, today = agenda.counts[RowState.OVERDUE], agenda.counts[RowState.TODAY]
    parts = [f"{overdue} overdue" if overdue else "", f"{today} today" if today else ""]
    return " · ".join(part for part in parts if part)
