"""Puts the lines that a damaged journal lost back into it, from what this machine and others kept of it."""

from collections import Counter
from pathlib import Path

from netui.storage.base.owned import HISTORY, is_kept, own_files
from netui.storage.changes.lines import (
    Ending,
    Fault,
    HeaderLine,
    Line,
    SnapshotsLine,
    TransactionLine,
    encode_line,
)
from netui.storage.changes.recovery import Recovered
from netui.storage.meeting.two_histories import RECENT, identity_of, read_lines


def put_back_lost(journal: Recovered, folder: Path, generation: int) -> Counter[str]:
    """Put lost lines back; return how many came from each file.

    A line comes back where it follows one that is there. A journal of which nothing is left, which was of
    this `generation` by the old ones, is what such a file says it was.
    """
    came: Counter[str] = Counter()
    fault = journal.fault
    if fault is None or fault.ending is Ending.ALTERED:
        return came
    before = len(journal.lines)
    names = [name for name in own_files(folder, HISTORY) if is_kept(name)]
    for name in sorted(names, key=lambda name: not name.startswith(RECENT)):
        try:
            lines = read_lines(folder / HISTORY / name)
        except OSError:
            continue
        came[name] += _take(journal, lines, generation)
    if came := +came:
        journal.fault = Fault(Ending.BROKEN, fault.line, fault.offset, fault.what)
        journal.lines.sort(key=_order)
        journal.lost = max(0, journal.lost - (len(journal.lines) - before))
    return came


def _take(journal: Recovered, lines: list[Line], generation: int) -> int:
    header = lines[0] if lines and isinstance(lines[0], HeaderLine) else None
    if header is None:
        return 0
    all_gone = journal.header is None
    if journal.header is None:
        if journal.lines or header.generation < generation:
            return 0
        journal.header = header
        journal.lines.append(header)
    elif header.store != journal.header.store:
        return 0
    came = _replace_unproven(journal, lines)
    there = {line.seq for line in journal.transactions}
    known = {encode_line(line)[1] for line in journal.lines}
    for line in lines:
        if not isinstance(line, TransactionLine) or line.seq in there or line.seq <= journal.header.seq:
            continue
        if all_gone or line.prev in known:
            journal.lines.append(line)
            there.add(line.seq)
            known.add(encode_line(line)[1])
            came += 1
    return came


def _replace_unproven(journal: Recovered, lines: list[Line]) -> int:
    """Take the line that was written for one that was changed since; return how many."""
    kept = {identity_of(line): line for line in lines if isinstance(line, TransactionLine)}
    if any(line.erases for line in journal.transactions):
        return 0  # a file from elsewhere may still know who was forgotten
    came = 0
    seqs = {seq: number for number, seq in journal.unproven.items()}
    for at, line in enumerate(journal.lines):
        if isinstance(line, TransactionLine) and line.seq in seqs and identity_of(line) in kept:
            journal.lines[at] = kept[identity_of(line)]
            del journal.unproven[seqs[line.seq]]
            came += 1
    return came


def _order(line: Line) -> tuple[int, int]:
    if isinstance(line, SnapshotsLine):
        return (max((mark.seq for mark in line.snapshots.values()), default=0), 2)
    return (line.seq, 1 if isinstance(line, HeaderLine) else 0)
