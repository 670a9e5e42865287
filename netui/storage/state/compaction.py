"""Fresh snapshots, and a fresh journal when the old one is full; never on the way of a save.

A crash may follow every step:
1. the new snapshots are written next to the old ones and synced: no one reads them yet;
2. a `snapshots` line with their checksums is appended to the journal and synced: old and new files are both
   good from here on, for the journal replays what either lacks;
3. they are renamed into place, and the folder is synced.
Before 1 and 3 the old files are looked at: one that netui didn't write was edited by hand and stays as it is.
For a new journal, in addition:
4. every snapshot is made sure to hold all transactions;
5. the old journal is compressed into `history`; were it to grow again, the next attempt replaces that file;
6. a journal whose only line is a header takes the place of the old one. Sessions that have the old one open
   read it to its end, see that the path leads to another file, and go on there.
"""

from datetime import datetime
from math import inf
from pathlib import Path
from time import monotonic

from netui.domain.errors import StoreDamagedError, StoreError
from netui.plain_file import NotAFileError
from netui.storage.base.files import discard, put_in_place, read_file, write_next_to
from netui.storage.changes.archive import Archive
from netui.storage.changes.file import AppendError, create_journal
from netui.storage.changes.lines import HeaderLine, SnapshotMark, SnapshotsLine
from netui.storage.changes.snapshots import encode_snapshot, file_name, mark_of
from netui.storage.state.seen_files import Seen
from netui.storage.state.state import State

SMALL = 1 << 20
QUICK = 16 << 20
"""What is read, written and compressed in well under a second."""
_SHARE = 8


def worth_writing(state: State, *, limit: int = SMALL, most: int | None = None) -> tuple[list[str], bool]:
    """Return the collections whose snapshots should be written now, and whether the journal is full.

    Small ones always, so that the plain files are current; large ones when the journal has grown to a good
    part of them, and all that is `most` bytes at most.
    """
    if state.journal is None:
        return [], False
    dirty = [name for name in state.collections if _is_dirty(state, name)]
    sizes = {name: state.on_disk[name].size if name in state.on_disk else 0 for name in dirty}
    uncovered = state.journal.size
    everything = sum(sizes.values())
    full = uncovered > max(limit, everything // _SHARE)
    if full and (most is None or uncovered + everything <= most):
        return dirty, all(name in state.collections for name in state.changed_at)
    chosen: list[str] = []
    total = 0
    for name in sorted(dirty, key=lambda each: sizes[each]):
        total += sizes[name]
        if total >= limit:
            break
        chosen.append(name)
    return chosen, False


def compact(
    state: State,
    archive: Archive,
    now: datetime,
    *,
    limit: int = SMALL,
    most: int | None = None,
    until: float = inf,
) -> None:
    """Write what is worth writing; under the lock, caught up. Raises OSError and AppendError.

    `until` is a reading of `time.monotonic`: what is not begun by then can wait, on a disk that is slow.
    """
    chosen, full = worth_writing(state, limit=limit, most=most)
    if full:
        chosen += [name for name in state.collections if name not in chosen and not is_on_disk(state, name)]
    if chosen:
        full = _write_snapshots(state, chosen, now, until) and full
    if full and monotonic() < until:
        _turn_over(state, archive, now)


def write_dirty(state: State, now: datetime) -> None:
    """Make every snapshot hold all transactions; under the lock, caught up. Raises OSError, AppendError."""
    dirty = [name for name in state.collections if _is_dirty(state, name) or not is_on_disk(state, name)]
    if dirty:
        _write_snapshots(state, dirty, now)


def _is_dirty(state: State, name: str) -> bool:
    mark = state.on_disk.get(name)
    changed = state.changed_at.get(name, 0)
    return changed > 0 and (mark is None or mark.seq < changed)


def is_on_disk(state: State, name: str) -> bool:
    """Whether the file is the snapshot that was announced last: a crash may have come before the rename."""
    mark = state.on_disk.get(name)
    path = state.folder / file_name(name)
    if mark is None:
        return not path.is_file()
    try:
        return mark_of(read_file(path), mark.seq) == mark
    except (FileNotFoundError, NotAFileError):
        return False


def _write_snapshots(state: State, names: list[str], now: datetime, until: float = inf) -> bool:
    """Write the snapshots of collections; return whether the time was enough for all."""
    assert state.journal is not None
    written: dict[str, tuple[Path, Path, SnapshotMark]] = {}
    try:
        for name in names:
            if monotonic() >= until:
                break
            documents = state.collections[name].documents
            _refuse_if_edited(state, name)
            chunks = list(encode_snapshot(name, documents, schema=state.schema, seq=state.seq))
            path = state.folder / file_name(name)
            mark = mark_of(b"".join(chunks), state.seq)
            written[name] = (write_next_to(path, chunks, linked=True), path, mark)
        if not written:
            return False
        marks = {name: mark for name, (_, _, mark) in written.items()}
        state.journal.append(SnapshotsLine(prev=state.journal.cursor.crc, at=now, snapshots=marks))
        for name, (temporary, path, mark) in written.items():
            state.marks[name][mark.crc] = mark
            _refuse_if_edited(state, name)
            seen = Seen.of(temporary)
            put_in_place(temporary, path, linked=True)
            state.seen.note(name, seen, wholly=True)
            state.on_disk[name] = mark
    except (OSError, AppendError, StoreError):
        for temporary, _, _ in written.values():
            discard(temporary)  # a full disk needs the room
        raise
    return len(written) == len(names)


def _refuse_if_edited(state: State, name: str) -> None:
    """Raise StoreDamagedError if a file isn't one that netui wrote: an edit by hand is never replaced."""
    state.check(name, wholly=True)
    if state.damage is not None:
        raise StoreDamagedError(f"{state.damage}; nothing is written until then")


def next_header(state: State, now: datetime) -> HeaderLine:
    """Return the header of the journal that follows the present one."""
    assert state.journal is not None
    old = state.journal.header
    assert old is not None
    return HeaderLine(
        store=old.store,
        generation=old.generation + 1,
        schema=state.schema,
        seq=state.seq,
        last_id=state.last_id,
        at=now,
        snapshots=dict(state.on_disk),
    )


def _turn_over(state: State, archive: Archive, now: datetime) -> None:
    header = next_header(state, now)
    archive.keep(state.journal_path, header.generation - 1)
    create_journal(state.journal_path, header)
    state.absorb()
