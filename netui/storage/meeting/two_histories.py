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
from netui.storage.base.files import discard, make_folder, read_file, replace_file
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
    return [line for line in read_lines(path) if isinstance(line, TransactionLine)]


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
    there = read_all(folder, decode_outline) if any(files.values()) else ()
    known = {identity_of(line) for each in there for line in each.transactions}
    missing = {
        name: [line for line in lines if identity_of(line) not in known] for name, lines in files.items()
    }
    return {name: lines for name, lines in missing.items() if lines}


def look_for_another(state: State, *, now: str | None) -> list[Problem]:
    """Say whether another history took the place of ours; `now` is given where files may be written.

    What only looks like one at a glance is judged as `missing_of_kept` judges it.
    """
    folder = state.folder / HISTORY
    try:
        names = [name for name in os.listdir(folder) if is_kept(name)]
        mine = _own_name(state.folder)
        doubtful = [name for name in names if name.startswith(APART)]
        header = None if state.damage is not None or state.journal is None else state.journal.header
        write = now is not None
        if mine in names and state.damage is None and not _is_there(state, folder / mine, write=write):
            doubtful.append(mine)
        missing = missing_of_kept(state.folder) if doubtful else {}
    except OSError:
        return []
    found = []
    for name in doubtful:
        if name not in missing and now is not None and header is not None:
            with suppress(OSError):
                _settle(folder / name, header, mine=name == mine)
        if name in missing:
            place = _put_apart(folder, name, now) if name == mine and now is not None else name
            found.append(Problem(file=f"{HISTORY}/{place}", what=_what(missing[name]), remedy=REMEDY))
    return found


def _settle(path: Path, header: HeaderLine, *, mine: bool) -> None:
    """Let a file whose changes are all in the store no longer be looked at closely."""
    data = read_file(path)
    if mine:
        _go_with(path, header, data)
    elif len(_lines(data)) == sum(1 for line in data.split(b"\n") if line.strip()):
        discard(path)


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


def _is_there(state: State, path: Path, *, write: bool) -> bool:
    """Whether the last change that was written here is in the store; large old journals are not opened."""
    try:
        data = read_file(path)
    except OSError:
        return True
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


def _lines(data: bytes) -> list[Line]:
    found = []
    for text in data.split(b"\n"):
        try:
            found.append(decode_line(text)[0])
        except BrokenLineError:
            continue
    return found


def _what(missing: Sequence[TransactionLine]) -> str:
    last = max(line.at for line in missing)
    when = f", the last on {last:%Y-%m-%d at %H:%M} UTC,"
    return f"two histories met: changes made on this machine{when} are no longer in the store"


def _own_name(folder: Path) -> str:
    host = re.sub(r"[^A-Za-z0-9]+", "", platform.node())[:20] or "host"
    return f"{RECENT}{host}-{zlib.crc32(os.fsencode(folder)):08x}.jsonl"
