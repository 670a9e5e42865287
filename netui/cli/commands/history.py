"""history, undo, redo."""

import sys
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from netui.cli.columns import table
from netui.cli.context import Context
from netui.cli.shapes import Shape
from netui.domain.errors import InvalidValueError
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
        context.say("Nothing was changed yet.")


def undo(args: Namespace, context: Context) -> None:
    """Take a change back: the one with that number, or the last."""
    _answer(context.services.history.undo(args.seq, any_session=True), context)


def redo(args: Namespace, context: Context) -> None:
    """Bring an undone change back: the one with that number, or the last one undone."""
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
    """Return what the change was about as it is now: a talk before its promises, those before the log."""
    store, shapes = context.services.store, context.shapes
    makers = (
        ("interviews", store.interviews, shapes.interview_page),
        ("follow_ups", store.follow_ups, shapes.follow_up),
        ("goals", store.goals, shapes.goal),
        ("interactions", store.interactions, shapes.interaction),
        ("contacts", store.contacts, shapes.contact),
    )
    gone: Shape = {}
    for name, repository, shape_of in makers:
        for entity_id in sorted(change.touched.get(name, ())):
            entity: Any = repository.get(entity_id)
            if entity is not None:
                make: Callable[[Any], Shape] = shape_of
                return make(entity)
            gone = gone or {"id": str(entity_id), "removed": True}
    return gone
