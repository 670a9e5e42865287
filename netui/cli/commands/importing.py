"""import."""

import sys
from argparse import Namespace
from collections.abc import Collection
from contextlib import ExitStack

from netui.cli.context import Context
from netui.cli.streams import on_disk
from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.importing import LedgerAction, LedgerRow, Messages, mapping_lines
from netui.services.people.ledger import Ledger

_TOLD = (LedgerAction.FAILED, LedgerAction.UPDATED, LedgerAction.ADDED)
_MOST_LINES = 50
_LOOKED_THROUGH = 2_000
_HINT = "- reads the file from stdin: netui import - < people.vcf"


def take(args: Namespace, context: Context) -> None:
    """Import people, or with --dry-run say what would happen."""
    service = context.services.imports
    every = Cadence.parse(args.every) if args.every else None
    mapping = context.services.settings.mapping(args.map)
    if args.save_map and not mapping:
        raise InvalidValueError("--save-map keeps what --map says: give at least one --map COLUMN=FIELD")
    with ExitStack() as kept:
        plan = service.preview(
            [kept.enter_context(on_disk(file, hint=_HINT)) for file in args.files],
            format=args.format,
            tags=tuple(args.tag),
            every=every,
            progress=_progress if sys.stderr.isatty() else None,
            mapping=mapping,
            messages=Messages(args.messages),
        )
    if args.save_map:
        context.services.settings.save_mapping(args.save_map, mapping_lines(mapping))
    done = None if args.dry_run else service.apply(plan)
    ledger = done or plan
    rows = ledger.rows
    counts = ledger.counts
    shape = {
        **{action.value: counts[action] for action in LedgerAction},
        "kept": ledger.kept,
        "logged": ledger.logged,
        "left": {reason.value: count for reason, count in ledger.left.items()},
        "files": [{"file": one.file, "what": one.words, "read": one.read} for one in ledger.files],
        "rows": [context.shapes.ledger_row(row) for row in rows if context.as_json],
    }
    words = _words(ledger, dry_run=args.dry_run)
    context.answer(shape, [*words[:-1], *ledger.other_lines("--messages dates"), words[-1]])
    if rows and counts[LedgerAction.FAILED] == len(rows):
        context.say("netui: no row could be read: nothing is imported")
        context.exit_code = 1
    if counts[LedgerAction.ADDED] and not (args.dry_run or args.json):
        context.say(_next_steps(every))
    if done is not None and done.added_ids and not args.json:
        _tell_twice(context, done.added_ids)


def _tell_twice(context: Context, added: Collection[int]) -> None:
    """Say who may be here twice now; among very many the screen looks for them in the background."""
    if context.services.contacts.count() > _LOOKED_THROUGH:
        context.say("netui looks for possible duplicates in the background: see Upkeep in the plan.")
        return
    duplicates = context.services.duplicates
    duplicates.find()
    if pairs := duplicates.count_among(added):
        context.say(f"{counted(pairs, 'possible duplicate')}: compare them under Upkeep in the plan.")


def _progress(done: int, total: int | None) -> None:
    end = "\n" if done == total else ""
    rows = f"{done:,} of {counted(total, 'row')}" if total else counted(done, "row")
    print(f"\r{rows}", end=end, file=sys.stderr, flush=True)


def _words(ledger: Ledger, *, dry_run: bool) -> list[str]:
    rows, counts = ledger.rows, ledger.counts
    listed = [row for row in rows if dry_run or (row.reason and row.action in _TOLD)]
    listed.sort(key=lambda row: _TOLD.index(row.action) if row.action in _TOLD else len(_TOLD))
    most = len(listed) if dry_run else _MOST_LINES
    lines = [f"{row.file} line {row.line}: {_ledger_words(row)}" for row in listed[:most]]
    if len(listed) > most:
        lines.append(f"... and {len(listed) - most:,} more; --json lists every row")
    summary = ", ".join(f"{counts[action]:,} {action}" for action in LedgerAction)
    if ledger.kept:
        summary = f"{summary}; {ledger.kept:,} kept as you changed them by hand"
    lines.append(f"Dry run, nothing changed: {summary}" if dry_run else summary)
    return lines


def _ledger_words(row: LedgerRow) -> str:
    what = " ".join(filter(None, (row.action, row.name)))
    return f"{what}: {row.reason}" if row.reason else what


def _next_steps(every: Cadence | None) -> str:
    if every is None:
        return "No one is due until you choose who to keep up with: in netui, press 2, then r."
    return f"First check-ins, every {every}, are spread from tomorrow on; a week shows the most pressing ones"
