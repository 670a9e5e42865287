"""Runs one command: parse, open, do, and turn every error into one line and an exit code."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module

from netui.cli.parser import build_parser
from netui.domain.errors import (
    AmbiguousError,
    InvalidValueError,
    NetuiError,
    NotFoundError,
    StoreDamagedError,
    StoreLockedError,
    StoreReadOnlyError,
    StoreTooNewError,
)
from netui.domain.safe_text import clean

_EXIT_CODES: tuple[tuple[type[NetuiError], int], ...] = (
    (InvalidValueError, 2),
    (NotFoundError, 3),
    (AmbiguousError, 3),
    (StoreLockedError, 4),
    (StoreReadOnlyError, 4),
    (StoreTooNewError, 4),
    (StoreDamagedError, 5),
)
_INTERRUPTED = 130

# Command (and verb) to module and function; a module is imported when its command is run.
_COMMANDS = {
    "add": "people:add",
    "log": "people:log",
    "list": "people:listing",
    "find": "people:listing",
    "show": "people:show",
    "edit": "people:edit",
    "archive": "people:archive",
    "due": "agenda:due",
    "done": "agenda:done",
    "snooze": "agenda:snooze",
    "skip": "agenda:skip",
    "follow-up": "agenda:follow_up",
    "interview add": "interviews:add",
    "interview list": "interviews:listing",
    "interview show": "interviews:show",
    "interview done": "interviews:done",
    "note": "notes:note",
    "goal add": "goals:add",
    "goal list": "goals:listing",
    "import": "importing:take",
    "history": "history:history",
    "undo": "history:undo",
    "redo": "history:redo",
    "path": "places:path",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run netui with these arguments, and return the exit code."""
    args = build_parser().parse_args(arguments)
    try:
        return _run(args)
    except NetuiError as error:
        print(f"netui: {clean(str(error))}", file=sys.stderr)
        if isinstance(error, AmbiguousError):
            for line in error.candidates:
                print(f"  {clean(line)}", file=sys.stderr)
        return next((code for kind, code in _EXIT_CODES if isinstance(error, kind)), 1)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`netui list | head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(args: Namespace) -> int:
    from netui.bootstrap.services import open_services
    from netui.config import Places

    places = Places.find(store=args.store, config=args.config)
    if args.command in {None, "demo"}:
        from netui.cli.full_screen import run_demo, run_full_screen

        return run_demo(args, places) if args.command else run_full_screen(args, places)
    from netui.cli.context import Context

    with open_services(places, program="netui", read_only=args.read_only) as services:
        run = _command(args)
        run(args, Context(services, places, as_json=args.json))
    return 0


def _command(args: Namespace) -> Callable[..., None]:
    verb = getattr(args, "verb", None)
    module, _, name = _COMMANDS[f"{args.command} {verb}" if verb else args.command].partition(":")
    function: Callable[..., None] = getattr(import_module(f"netui.cli.commands.{module}"), name)
    return function
