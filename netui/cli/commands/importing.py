"""import."""

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from netui.cli.context import Context
from netui.domain.cadence import Cadence
from netui.domain.errors import InvalidValueError
from netui.domain.importing import LedgerAction, LedgerRow

_TOLD = (LedgerAction.FAILED, LedgerAction.UPDATED, LedgerAction.ADDED)
_MOST_LINES = 50
_STREAM = "-"
_MOST_BYTES = 1024**3
_PIECE = 1024**2


def take(args: Namespace, context: Context) -> None:
    """Import people, or with --dry-run say what would happen."""
    service = context.services.imports
    every = Cadence.parse(args.every) if args.every else None
    with _on_disk(args.files) as paths:
        plan = service.preview(
            paths,
            format=args.format,
            tags=tuple(args.tag),
            every=every,
            progress=_progress if sys.stderr.isatty() else None,
        )
    rows = plan.rows if args.dry_run else service.apply(plan).rows
    counts = Counter(row.action for row in rows)
    shape = {
        **{action.value: counts[action] for action in LedgerAction},
        "rows": [context.shapes.ledger_row(row) for row in rows],
    }
    context.answer(shape, _words(rows, counts, dry_run=args.dry_run))
    if counts[LedgerAction.ADDED] and not (args.dry_run or args.json):
        context.say(_next_steps(every))


@contextmanager
def _on_disk(files: Sequence[str]) -> Iterator[list[Path]]:
    """Give the files as paths; what comes through stdin or a pipe stands in a private file meanwhile."""
    if _STREAM in files and (sys.stdin is None or sys.stdin.isatty()):
        raise InvalidValueError("- reads the file from stdin: netui import - < Connections.csv")
    with ExitStack() as kept:
        paths = []
        for name in files:
            path = Path(name)
            if name == _STREAM or path.is_fifo():  # which can be read only once
                stream = sys.stdin.buffer if name == _STREAM else kept.enter_context(path.open("rb"))
                folder = kept.enter_context(TemporaryDirectory(prefix="netui-import-"))
                path = Path(folder) / ("stdin" if name == _STREAM else path.name)
                _keep(stream, path)
            paths.append(path)
        yield paths


def _keep(stream: BinaryIO, path: Path) -> None:
    left = _MOST_BYTES
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := stream.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise InvalidValueError(f"{path.name} is over 1 GB: import Connections.csv alone")
            file.write(piece)


def _progress(done: int, total: int | None) -> None:
    end = "\n" if done == total else ""
    share = f" of {total:,}" if total else ""
    print(f"\r{done:,}{share} rows", end=end, file=sys.stderr, flush=True)


def _words(rows: Sequence[LedgerRow], counts: Counter[LedgerAction], *, dry_run: bool) -> list[str]:
    told = [row for row in rows if row.reason and row.action in _TOLD]
    told.sort(key=lambda row: _TOLD.index(row.action))
    lines = [
        " ".join((f"{row.file} line {row.line}:", *filter(None, (row.action, f"{row.name}:", row.reason))))
        for row in told[:_MOST_LINES]
    ]
    if len(told) > _MOST_LINES:
        lines.append(f"... and {len(told) - _MOST_LINES:,} more; --json lists every row")
    summary = ", ".join(f"{counts[action]:,} {action}" for action in LedgerAction)
    lines.append(f"Dry run, nothing changed: {summary}" if dry_run else summary)
    return lines


def _next_steps(every: Cadence | None) -> str:
    if every is None:
        return "Nobody falls due by themselves: choose whom to keep up with in netui (2, then r)"
    return f"First check-ins, every {every}, are spread from tomorrow on; a week shows the most pressing ones"
