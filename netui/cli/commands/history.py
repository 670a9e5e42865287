"""history, undo, redo."""

from argparse import Namespace

from netui.cli.context import Context, table
from netui.services.ports import Change


def history(args: Namespace, context: Context) -> None:
    """Show what was changed, the newest first."""
    entries = context.services.history.entries(args.limit or None)
    rows = (
        (
            str(entry.seq),
            f"{context.services.present.local(entry.at):%Y-%m-%d %H:%M}",
            entry.session,
            f"{entry.label}{'  (undone)' if entry.undone else ''}",
        )
        for entry in entries
    )
    context.answer(
        [context.shapes.history_entry(entry) for entry in entries],
        () if context.as_json else table(rows, (6, 16, 28)),
    )
    if not entries:
        context.say("Nothing was changed yet.")


def undo(args: Namespace, context: Context) -> None:
    """Take a change back: the one with that number, or the last."""
    _answer(context.services.history.undo(args.seq, any_session=True), context)


def redo(args: Namespace, context: Context) -> None:
    """Bring an undone change back: the one with that number, or the last one undone."""
    _answer(context.services.history.redo(args.seq, any_session=True), context)


def _answer(change: Change, context: Context) -> None:
    shape = {
        "seq": change.seq,
        "label": change.label,
        "changed": {name: [str(one) for one in sorted(ids)] for name, ids in change.touched.items()},
    }
    context.answer(shape, change.label)
