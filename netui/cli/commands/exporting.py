"""export."""

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from netui.cli.context import Context
from netui.cli.output import to_stdout
from netui.domain.errors import InvalidValueError
from netui.domain.journal.calendar import DAYS_AHEAD, MOST_DAYS, CalendarChoice, read_kinds
from netui.domain.journal.exporting import CardVersion, Columns, ExportFormat
from netui.typed_path import new_file, typed_path
from netui.user_file import refuse_to_replace, write_stream

_PORTFOLIO = "portfolio"
_MARKDOWN = "markdown"
_STREAM = "-"


def export(args: Namespace, context: Context) -> None:
    """Write something for another program."""
    _refuse_what_does_not_fit(args)
    if args.what == _PORTFOLIO:
        from netui.cli.commands.journal import export_portfolio

        export_portfolio(args, context)
    elif args.what == _MARKDOWN:
        _export_pages(args, context)
    else:
        _export(ExportFormat(args.what), args, context)


def _export(wanted: ExportFormat, args: Namespace, context: Context) -> None:
    exports = context.services.exports
    if wanted is ExportFormat.ICS and args.out is not None and args.out.endswith("/"):
        _export_calendar(args, context)
        return
    to_file = args.out not in {None, _STREAM}
    if to_file:  # before the work, so that a mistyped folder costs none
        target = exports.target(wanted, new_file(args.out))
        if not args.yes:
            refuse_to_replace([target], named=typed_path(args.out))
    version = CardVersion(args.vcard or CardVersion.THREE)
    columns = Columns(args.columns or Columns.NETUI)
    query = " ".join(args.query)
    chosen = _calendar(args)
    made = exports.query(
        wanted, query, raw=args.raw, calendar=chosen, version=version, columns=columns, uids=args.uids
    )
    path = exports.write(made, Path(args.out)) if to_file else None
    if context.as_json:
        shape = {"format": wanted.value, "file": str(path) if path else None, "count": made.count}
        context.answer({**shape, "text": None if path else made.text}, "")
    elif path is not None:
        context.wrote(path, {}, [f"Wrote {made.words} to {path}"])
    else:
        _print(made.pieces())
    _say_left_out(made.left_out, context)


def _export_pages(args: Namespace, context: Context) -> None:
    if args.out in {None, _STREAM}:
        raise InvalidValueError("markdown is a file for each person: name the folder, -o DIR/")
    folder = typed_path(args.out)
    done = context.services.exports.pages.write(" ".join(args.query), folder, over=args.yes)
    shape = {"format": _MARKDOWN, "folder": str(folder), "written": done.written, "same": done.same}
    left = {"changed": [*done.changed], "gone": [*done.gone], "foreign": [*done.foreign]}
    written, also, same = done.words.partition("; ")
    context.answer({**shape, **left}, f"Wrote {written} to {folder}{also}{same}")
    for line in done.remarks("--yes replaces them"):
        context.say(line)
    _say_left_out(done.left_out, context)


def _say_left_out(count: int, context: Context) -> None:
    if count:
        context.say(f"Archived people left out: {count:,} (the query is:archived has them)")


def _export_calendar(args: Namespace, context: Context) -> None:
    """Write a file for each entry into a folder."""
    folder = new_file(args.out)
    made = context.services.exports.write_calendar(folder, " ".join(args.query), _calendar(args))
    done = made.folder
    assert done is not None
    shape = {"format": made.format.value, "file": str(folder), "count": made.count, "text": None}
    counts = {"written": done.written, "unchanged": done.unchanged, "removed": done.removed}
    context.answer({**shape, **counts, "left": list(done.left)}, f"{made.words} in {folder}: {done.words}")
    for name in done.left:
        context.say(f"{folder / name} isn't netui's, or was changed by another program: left as it is")


def _calendar(args: Namespace) -> CalendarChoice:
    return CalendarChoice(
        kinds=read_kinds(args.only or ""),
        days=DAYS_AHEAD if args.days is None else args.days,
        alarms=not args.no_alarms,
    )


def _print(pieces: Iterable[str]) -> None:
    """Write a text to stdout as the bytes a file would have; a terminal is not steered by what is in it."""
    if sys.stdout is None:
        raise InvalidValueError("stdout is closed: name a file with -o")
    with to_stdout():
        sys.stdout.flush()
        write_stream(sys.stdout.buffer, pieces)


def _refuse_what_does_not_fit(args: Namespace) -> None:
    fits = {
        "--raw": (args.raw, ExportFormat.CSV),
        "--columns": (args.columns is not None, ExportFormat.CSV),
        "--uids": (args.uids, ExportFormat.JSON),
        "--vcard": (args.vcard is not None, ExportFormat.VCARD),
        "--days": (args.days is not None, ExportFormat.ICS),
        "--only": (args.only is not None, ExportFormat.ICS),
        "--no-alarms": (args.no_alarms, ExportFormat.ICS),
        "--without": (args.without, _PORTFOLIO),
        "--named": (args.named, _PORTFOLIO),
        "--allow": (args.allow, _PORTFOLIO),
        "--hide": (args.hide, _PORTFOLIO),
    }
    for option, (given, what) in fits.items():
        if given and args.what != what:
            raise InvalidValueError(f"{option} goes with netui export {what}, not with {args.what}")
    if args.query and args.what == _PORTFOLIO:
        raise InvalidValueError(
            "the portfolio takes no query: --without PART, --allow NAME and --hide NAME choose what is in"
        )
    if args.days is not None and not 0 <= args.days <= MOST_DAYS:
        raise InvalidValueError(f"--days {args.days} is no number of days from 0 to {MOST_DAYS}")
