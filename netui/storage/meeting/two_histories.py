"""Noticing that another copy of the store took the place of this one: changes made here are gone from it.

What a machine wrote last is in its own file in `history`, named by the machine and the folder, so that
a copy of the store from elsewhere doesn't replace it: `recent-HOST-FOLDER.jsonl` holds the first line of the
journal that was in force, and the lines that were written. Where the store no longer holds the last of them,
two histories met: then the file is put apart, as `apart-...`, until a repair has merged what it knows.
"""

import os
import platform
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path

from netui.domain.errors import StoreError
from netui.storage.base.files import discard, make_folder, read_file, read_if_there, replace_file
from netui.storage.base.owned import HISTORY, is_kept, own_files
from netui.storage.base.problems import Problem
from netui.storage.changes.archive import archive_name, generation_of
from netui.storage.changes.file import JOURNAL, RewrittenError, read_backwards
from netui.storage.changes.lines import (
    BrokenLineError,
    Decode,
    HeaderLine,
    Line,
    TransactionLine,
    decode_line,
    decode_outline,
    decode_whole,
    encode_line,
)
from netui.storage.changes.recovery import Recovered, recover, recover_archive
from netui.storage.state.state import State
from netui.storage.state.transactions import Transactions

RECENT, APART = "recent-", "apart-"
REMEDY = "run `netui doctor --repair`, which brings in what only it knows"
_MOST_BYTES = 1 << 20
_LARGE_ARCHIVE = 1 << 22
Identity = tuple[int, str, str]


def identity_of(line: TransactionLine) -> Identity:
    """Return what tells one change from all others, whatever was forgotten of it since."""
    return (line.seq, line.at.isoformat(), line.session)


def read_kept(path: Path) -> list[TransactionLine]:
    """Return the changes that such a file holds."""
    return _changes(read_lines(path))


def read_lines(path: Path) -> list[Line]:
    """Return the first line of the journal that such a file goes with, and the changes after it."""
    return _lines(read_file(path))


def read_all(folder: Path, decode: Decode = decode_whole) -> Iterator[Recovered]:
    """Yield the old journals of a store and its journal, as far as they can be read."""
    for name in (*own_files(folder, HISTORY), ""):
        if name and not generation_of(name):
            continue
        try:
            found = (
                recover_archive(read_file(folder / HISTORY / name), decode)
                if name
                else recover(read_file(folder / JOURNAL), decode)
            )
        except OSError:
            continue
        yield found


def missing_of_kept(folder: Path) -> dict[str, list[TransactionLine]]:
    """Return, by file, the changes that machines kept and that the store doesn't hold."""
    files = {name: read_kept(folder / HISTORY / name) for name in own_files(folder, HISTORY) if is_kept(name)}
    return _missing(folder, files)


def settle(folder: Path) -> None:
    """Discard what was put apart and is in the store again, wherever in its history that is."""
    paths = [folder / HISTORY / name for name in own_files(folder, HISTORY) if name.startswith(APART)]
    files = {path: (data, _lines(data)) for path in paths if (data := read_if_there(path)) is not None}
    missing = _missing(folder, {path.name: _changes(lines) for path, (_, lines) in files.items()})
    for path, (data, lines) in files.items():
        if path.name not in missing and _is_readable(data, lines):
            discard(path)


def look_for_another(state: State, *, now: str | None) -> list[Problem]:
    """Say whether another history took the place of ours; `now` is given where files may be written.

    Of a file that was put apart no more than the journal is asked whether it holds all of it: the old
    journals are read only where what this machine wrote last seems to be gone, and in a repair.
    """
    folder = state.folder / HISTORY
    try:
        names = [name for name in os.listdir(folder) if is_kept(name)]
    except OSError:
        return []
    found = []
    for name in (name for name in names if name.startswith(APART)):
        changes = _gone_apart(state, folder / name, write=now is not None)
        if changes is not None:
            found.append(_problem(name, changes))
    mine = _own_name(state.folder)
    if mine in names and state.damage is None:
        missing = _missing_of_mine(state, folder / mine, write=now is not None)
        if missing:
            place = mine if now is None else _put_apart(folder, mine, now)
            found.append(_problem(place, missing))
    return found


def _missing(folder: Path, files: dict[str, list[TransactionLine]]) -> dict[str, list[TransactionLine]]:
    there = read_all(folder, decode_outline) if any(files.values()) else ()
    known = {identity_of(line) for each in there for line in each.transactions}
    missing = {
        name: [line for line in lines if identity_of(line) not in known] for name, lines in files.items()
    }
    return {name: lines for name, lines in missing.items() if lines}


def _gone_apart(state: State, path: Path, *, write: bool) -> list[TransactionLine] | None:
    """Return the changes of a file that was put apart, none where it can't be read.

    If the journal holds them all, the file is discarded, and None is returned.
    """
    try:
        data = read_file(path)
    except OSError:
        return []
    lines = _lines(data, decode_outline)
    changes = _changes(lines)
    if changes and (state.damage is not None or not _holds(state, changes)):
        return changes
    if write and state.journal is not None and _is_readable(data, lines):
        with suppress(OSError):
            discard(path)
    return None


def _holds(state: State, changes: Sequence[TransactionLine]) -> bool:
    """Whether the journal in force holds all of some changes; it is read no further than it can."""
    left = sorted(set(map(identity_of, changes)))
    try:
        for line in read_backwards(state.journal_path, decode_outline):
            if not isinstance(line, TransactionLine):
                continue
            if not left or line.seq < left[-1][0]:
                break
            if identity_of(line) == left[-1]:
                left.pop()
    except OSError:
        return False
    return not left


def _missing_of_mine(state: State, path: Path, *, write: bool) -> list[TransactionLine]:
    """Return what this machine wrote last and the store no longer holds."""
    try:
        data = read_file(path)
        if _is_there(state, path, data, write=write):
            return []
        missing = _missing(state.folder, {path.name: _changes(_lines(data))}).get(path.name, [])
        if not missing and write and state.journal is not None and state.journal.header is not None:
            _go_with(path, state.journal.header, data)
    except OSError:
        return []
    return missing


def _is_readable(data: bytes, lines: Sequence[Line]) -> bool:
    """Whether `lines` are all that there is in a file: otherwise it isn't discarded."""
    return len(lines) == sum(1 for line in data.split(b"\n") if line.strip())


def _go_with(path: Path, header: HeaderLine, data: bytes) -> None:
    """Note the journal in which the changes of a file were last seen."""
    replace_file(path, [encode_line(header)[0], b"\n", data[data.find(b"\n") + 1 :]])


def _put_apart(folder: Path, name: str, now: str) -> str:
    """Give a file a name that nothing replaces; return the name it has."""
    try:
        stem = name.removeprefix(RECENT).rpartition("-")[0]
        apart = f"{APART}{stem}-{zlib.crc32(read_file(folder / name)):08x}-{now}.jsonl"
        (folder / name).replace(folder / apart)
    except OSError:
        return name
    return apart


def keep_what_was_written(state: State, transactions: Transactions, wait: float) -> None:
    """Keep what this session wrote where another copy of the store doesn't replace it, if that can be done.

    The lock is waited for `wait` seconds at most.
    """
    recent = transactions.recent
    if not recent or transactions.is_moved:
        return
    hold = nullcontext() if transactions.read_only else transactions.exclusive(wait)
    with suppress(OSError, RewrittenError, StoreError), hold:
        if not state.forgotten.known.ids:  # who was forgotten must not come back by it
            keep_recent(state.folder, recent[-1][0], [line for _, line in recent])


def keep_recent(folder: Path, header: HeaderLine, written: Sequence[TransactionLine]) -> None:
    """Keep what this session wrote, after what was kept before; raise OSError."""
    path = folder / HISTORY / _own_name(folder)
    try:
        old = read_kept(path)
    except OSError:
        old = []
    known = {identity_of(line) for line in old}
    lines = [*old, *(line for line in written if identity_of(line) not in known)]
    texts: list[bytes] = []
    size = 0
    for line in reversed(lines):
        text = encode_line(line)[0]
        size += len(text)
        if texts and size > _MOST_BYTES:
            break
        texts.append(text)
    if lines:
        make_folder(path.parent)
        replace_file(path, [b"\n".join((encode_line(header)[0], *reversed(texts))), b"\n"])


def _is_there(state: State, path: Path, data: bytes, *, write: bool) -> bool:
    """Whether the last change that was written here is in the store; large old journals are not opened."""
    lines = _lines(data[: data.find(b"\n") + 1] + data[data.rstrip(b"\n").rfind(b"\n") + 1 :])
    header, last = lines[0] if lines else None, lines[-1] if lines else None
    if not isinstance(header, HeaderLine) or not isinstance(last, TransactionLine):
        return True
    now = None if state.journal is None else state.journal.header
    wanted = identity_of(last)
    if now is None or now.store != header.store or now.generation < header.generation:
        return False
    if last.seq > now.seq:
        return wanted in _newest(state.journal_path, last.seq)
    if now == header:
        return True
    archive = state.folder / HISTORY / archive_name(header.generation)
    try:
        packed = b"" if archive.stat().st_size > _LARGE_ARCHIVE else read_file(archive)
    except OSError:
        return False
    if packed:
        old = recover_archive(packed, decode_outline)
        # what is older than the journal that was noted was there when it was noted
        if last.seq <= header.seq:
            if old.header != header:
                return False
        elif wanted not in {identity_of(each) for each in old.transactions}:
            return False
    if write:
        _go_with(path, now, data)
    return True


def _newest(journal: Path, down_to: int) -> set[Identity]:
    found = set()
    for line in read_backwards(journal, decode_outline):
        if isinstance(line, TransactionLine):
            if line.seq < down_to:
                break
            found.add(identity_of(line))
    return found


def _lines(data: bytes, decode: Decode = decode_whole) -> list[Line]:
    found = []
    for text in data.split(b"\n"):
        try:
            found.append(decode_line(text, decode)[0])
        except BrokenLineError:
            continue
    return found


def _changes(lines: Sequence[Line]) -> list[TransactionLine]:
    return [line for line in lines if isinstance(line, TransactionLine)]


def _problem(name: str, changes: Sequence[TransactionLine]) -> Problem:
    last = max((line.at for line in changes), default=None)
    when = "" if last is None else f", the last on {last:%Y-%m-%d at %H:%M} UTC,"
    what = f"two histories met: changes made on this machine{when} are no longer in the store"
    return Problem(file=f"{HISTORY}/{name}", what=what, remedy=REMEDY)


def _own_name(folder: Path) -> str:
    host = re.sub(r"[^A-Za-z0-9]+", "", platform.node())[:20] or "host"
    return f"{RECENT}{host}-{zlib.crc32(os.fsencode(folder)):08x}.jsonl"
