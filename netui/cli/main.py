"""Runs one command: parse, open, do, and turn every error into one line and an exit code."""

import codecs
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from netui.cli.output import Output, put, say, to_stdout, wants_colour
from netui.cli.prompt import Sources, drop_output
from netui.cli.words import HELP, command_of, in_order
from netui.domain.counted import counted
from netui.domain.errors import (
    AmbiguousError,
    InvalidValueError,
    NetuiError,
    NotFoundError,
    ReaderGoneError,
    StoreDamagedError,
    StoreError,
    StoreLockedError,
    StoreReadOnlyError,
    StoreTooNewError,
)
from netui.typed_path import is_there

if TYPE_CHECKING:
    from netui.config import Places
    from netui.services.services import Services
    from netui.storage.store.store import TinyDBStore

_EXIT_CODES: tuple[tuple[type[NetuiError], int], ...] = (
    (InvalidValueError, 2),
    (NotFoundError, 3),
    (AmbiguousError, 3),
    (StoreLockedError, 4),
    (StoreReadOnlyError, 4),
    (StoreTooNewError, 4),
    (StoreDamagedError, 5),
)
_DAMAGED = 5
_INTERRUPTED = 130
_READABLE = "netui.readable"

# Command (and verb) to module and function; a module is imported when its command is run.
_READING = {
    "list": "people:listing",
    "find": "people:listing",
    "email": "mail:addresses",
    "show": "people:show",
    "due": "agenda:due",
    "interview list": "interviews:listing",
    "interview show": "interviews:show",
    "interview insights": "preparing:insights",
    "settings": "settings:settings",
    "goal list": "goals:listing",
    "plan list": "planning:listing",
    "plan show": "planning:show",
    "map": "network:show_map",
    "review": "journal:review",
    "export": "exporting:export",
    "history": "history:history",
    "backup": "safety:backup",
}
"""The commands that change nothing: the store is opened without a trace."""

_WRITING = {
    "add": "people:add",
    "quick": "quick:quick",
    "log": "people:log",
    "introduce": "introductions:introduce",
    "edit": "editing:edit",
    "tag": "people:tag",
    "archive": "people:archive",
    "delete": "people:delete",
    "merge": "merging:merge",
    "done": "agenda:done",
    "snooze": "agenda:snooze",
    "skip": "agenda:skip",
    "follow-up": "agenda:follow_up",
    "interview add": "interviews:add",
    "interview set": "interviews:change",
    "interview done": "interviews:done",
    "interview item": "preparing:item",
    "interview question": "preparing:question",
    "interview delete": "preparing:delete",
    "cadence": "cadences:cadence",
    "note": "notes:note",
    "goal add": "goals:add",
    "plan add": "planning:add",
    "plan set": "planning:change",
    "plan done": "planning:done",
    "plan delete": "planning:delete",
    "reflect": "journal:reflect",
    "import": "importing:take",
    "collect": "collecting:collect",
    "undo": "history:undo",
    "redo": "history:redo",
    "restore": "safety:restore",
    "doctor": "safety:doctor",
    "forget": "forgetting:forget",
}
"""The commands that change the store, at least with some options (see `_only_reads`)."""

_COMMANDS = {**_READING, **_WRITING}
_PATHS = ("store", "config", "into", "file", "files", "out", "eml")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run netui with these arguments, and return the exit code."""
    codecs.register_error(_READABLE, _replacement)
    os.umask(0o077)  # whatever it creates, and the folders above that, is for its user alone
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_READABLE)
    try:
        words = in_order(sys.argv[1:] if arguments is None else arguments)
        try:
            code = _run(_parsed(words))
        except SystemExit as stop:  # argparse has said all there is to say
            code = stop.code if isinstance(stop.code, int) else 1
        with to_stdout():
            if sys.stdout is not None:
                sys.stdout.flush()
    except ReaderGoneError:
        drop_output()
        return 0
    except NetuiError as error:
        return _failed(error)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`netui list | head`): nothing is wrong, and nothing more can be printed.
        drop_output()
        return 0
    except OSError as error:
        drop_output()
        if isinstance(error, FileNotFoundError) and error.filename is None:
            say("netui: the folder you are in is gone: go to another one with cd, then try again")
            return 1
        where = f"{error.filename}: " if error.filename else ""
        say(f"netui: {where}{error.strerror or error}: check the path, its mode and the room on the disk")
        return 1
    return code


def _replacement(error: UnicodeError) -> tuple[str, int]:
    from netui.cli.stand_ins import replacement

    return replacement(error)


def _parsed(words: Sequence[str]) -> Namespace:
    if not words:  # the full screen, whose start should not wait for a parser of all commands
        return Namespace(
            store=None, config=None, read_only=False, json=False, quiet=False, color="auto", command=None
        )
    from netui.cli.parser import build_parser

    return build_parser(command_of(words)).parse_args(words)


def _run(args: Namespace) -> int:
    if args.command == HELP:
        from netui.cli.topics import PAGES

        for line in PAGES[args.topic]():
            put(line)
        return 0
    from netui.config import Places

    places = Places.find(store=args.store, config=args.config)
    if args.config and args.command != "restore" and not is_there(places.config):  # which may write it
        raise InvalidValueError(f"there is no settings file {places.config}: check the path after --config")
    _make_storable(args)
    if args.command in {None, "demo"}:
        _colour_screen(args.color)
        from netui.cli.full_screen import full_screen

        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a screen needs one cell for each character
        return full_screen(args, places)
    if args.command == "path":
        from netui.cli.commands.places import path

        path(places, Output(as_json=args.json))
        return 0
    if args.command == "schema":
        from netui.cli.commands.schemas import schema

        schema(args, Output(as_json=True))
        return 0
    if args.command == "man":
        from netui.cli.man_page import man_page

        Output(as_json=args.json).answer({"page": man_page()}, man_page().splitlines())
        return 0
    if args.command == "completion":
        from netui.cli.commands.completing import completion

        completion(args, Output(as_json=args.json))
        return 0
    return _run_on_store(args, places)


def _colour_screen(choice: str) -> None:
    """Have the full screen shown with colours, or without, whatever NO_COLOR says."""
    if choice == "never":
        os.environ["NO_COLOR"] = "1"
    elif choice == "always":
        os.environ.pop("NO_COLOR", None)


def _run_on_store(args: Namespace, places: "Places") -> int:
    from netui.cli.context import Context
    from netui.storage.changes.file import JOURNAL

    verb = getattr(args, "verb", None)
    command = f"{args.command} {verb}" if verb else str(args.command)
    sources = Sources.now(str(places.store / JOURNAL), str(places.config))
    run = _function(command)
    only_reads = _only_reads(command, args)
    with _opened(places, read_only=args.read_only or only_reads) as (services, store):
        colour = wants_colour(args.color)
        context = Context(services, store, sources, places.cache, as_json=args.json, colour=colour)
        if args.quiet:
            context.keep_quiet(data=only_reads)
        try:
            run(args, context)
        except NotFoundError as error:
            if not context.problems():
                raise
            say(f"netui: {error}")  # and, below, why it may be there all the same
        if context.exit_code is not None:
            return context.exit_code
        problems = context.problems()
    if problems:
        more = len(problems) - 1
        others = f"; and {counted(more, 'more problem')}: see netui doctor" if more else ""
        say(f"netui: {places.store}: {problems[0]}{others}")
    return _DAMAGED if problems else 0


@contextmanager
def _opened(places: "Places", *, read_only: bool) -> "Iterator[tuple[Services, TinyDBStore]]":
    """Open the store; raise StoreReadOnlyError if it cannot be opened at all."""
    import gc

    from netui.bootstrap.change_hook import ChangeHook
    from netui.bootstrap.wiring import build_services, build_store, session_name
    from netui.clock import SystemClock
    from netui.config import load_config

    gc.disable()  # what one command makes is freed with the process
    clock, config = SystemClock(), load_config(places.config)
    if places.store.exists() and not places.store.is_dir():
        raise InvalidValueError(f"{places.store} is a file: give the folder of a store with --store")
    try:
        opened = build_store(
            places.store, clock, session=session_name("netui"), read_only=read_only, state=places.state
        )
    except StoreError as error:
        raise StoreReadOnlyError(str(error)) if type(error) is StoreError else error from error
    hook = ChangeHook(places.store, places.config)
    opened.subscribe(hook.changed)
    try:
        yield build_services(opened, opened.drafts, places, clock, config=config), opened
    finally:
        opened.close()
        hook.finish()
        for problem in (opened.backup_problem, hook.problem):
            if problem:
                say(f"netui: {problem}")


def _only_reads(command: str, args: Namespace) -> bool:
    """Whether a command leaves the store alone, so that it is opened without a trace."""
    if command == "note":
        return not (args.copy or args.sent or args.send)
    if command == "collect":
        return not args.yes
    if command == "doctor":
        return not args.repair
    if command == "reflect":
        return args.text is None
    if command == "merge":
        return args.one is None
    if command == "interview question":
        return args.name is None
    if command == "cadence":
        return not (args.every or args.pause or args.resume or args.away or args.back)
    return command in _READING or bool(getattr(args, "dry_run", False))


def _function(command: str) -> Callable[..., None]:
    module, _, name = _COMMANDS[command].partition(":")
    function: Callable[..., None] = getattr(import_module(f"netui.cli.commands.{module}"), name)
    return function


def _make_storable(args: Namespace) -> None:
    """Put U+FFFD in the place of bytes that are not UTF-8; paths keep theirs."""
    for name, value in vars(args).items():
        if name in _PATHS:
            continue
        if isinstance(value, str):
            setattr(args, name, _whole(value))
        elif isinstance(value, list):
            setattr(args, name, [_whole(one) for one in value])


def _whole(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _failed(error: NetuiError) -> int:
    say(f"netui: {error}")
    if isinstance(error, AmbiguousError):
        for line in error.candidates:
            say(f"  {line}")
    return next((code for kind, code in _EXIT_CODES if isinstance(error, kind)), 1)
