"""history, undo, redo."""

import sys
from argparse import Namespace

from netui.cli.columns import table
from netui.cli.context import Context
from netui.cli.shapes import Shape
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview
from netui.domain.people.contact import Contact
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import Interaction
from netui.domain.plan.goal import Goal
from netui.services.ports import Change


def history(args: Namespace, context: Context) -> None:
    """Show what was changed, the newest first."""
    if args.limit < 0:
        raise InvalidValueError("--limit is 0 (all) or the number of changes to show")
    entries = context.services.history.entries(min(args.limit, sys.maxsize) or None)
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
        () if context.as_json else table(rows, (6, 16, 28), least=(0, 0, 0, 40), spare=(2,)),
    )
    if not entries:
        context.say_empty("Nothing was changed yet.")


def undo(args: Namespace, context: Context) -> None:
    """Take a change back: the one with that number, or the last."""
    _answer(context.services.history.undo(args.seq, any_session=True), context)


def redo(args: Namespace, context: Context) -> None:
    """Redo an undone change: the one with that number, or the last one undone."""
    _answer(context.services.history.redo(args.seq, any_session=True), context)


def _answer(change: Change, context: Context) -> None:
    """Answer with the object that was changed, and the change itself."""
    entry = context.services.history.entry(change.seq)
    assert entry is not None
    context.answer(
        {
            **_object(change, context),
            **context.shapes.history_entry(entry),
            "undoes": entry.undoes,
            "changed": {name: [str(one) for one in sorted(ids)] for name, ids in change.touched.items()},
        },
        change.label,
    )


def _object(change: Change, context: Context) -> Shape:
    """Return what the change was about as it is now."""
    shapes = context.shapes
    match context.services.history.subject(change):
        case _, Interview() as interview:
            return shapes.interview_page(interview)
        case _, FollowUp() as follow_up:
            return shapes.follow_up(follow_up)
        case _, Goal() as goal:
            return shapes.goal(goal)
        case _, Interaction() as interaction:
            return shapes.interaction(interaction)
        case _, Contact() as contact:
            return shapes.contact(contact)
        case gone_id, None:
            return {"id": str(gone_id), "removed": True}
        case _:
            return {}
