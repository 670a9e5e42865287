"""Writing so that it is on the disk: private files, whole writes, replacement in one step."""

import errno
import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from netui.plain_file import NotAFileError, name_of_type, open_file

FILE_MODE = 0o600
FOLDER_MODE = 0o700
NOT_WRITABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
MOST_IN_JOURNAL = 1 << 28
"""No journal is larger: it is put away at a megabyte, or at an eighth of the snapshots."""
_MOST_IN_FILE = 1 << 30
_READ_STEP = 1 << 24


def most_in(path: Path) -> int:
    """Return how large a file of a store may be: what is larger isn't ours, or has holes, and isn't read."""
    return MOST_IN_JOURNAL if path.suffix == ".jsonl" else _MOST_IN_FILE


def _find_sync() -> Callable[[int], None]:
    """Return what really reaches the disk: macOS keeps fsync in the drive's own cache."""
    try:
        from fcntl import F_FULLFSYNC, fcntl  # type: ignore[attr-defined, unused-ignore]
    except ImportError:
        return lambda fd: os.fdatasync(fd) if hasattr(os, "fdatasync") else os.fsync(fd)

    def full_sync(fd: int) -> None:
        try:
            fcntl(fd, F_FULLFSYNC)
        except OSError:
            os.fsync(fd)

    return full_sync


sync_data = _find_sync()


def read_file(path: Path) -> bytes:
    """Return the content of a file; raise OSError, for what isn't a file or is too large too."""
    with open(open_file(path, most_in(path)), "rb") as file:
        return file.read()


def read_if_there(path: Path) -> bytes | None:
    """Return the content of a file, or None where there is none; raise OSError if it can't be read."""
    try:
        return read_file(path)
    except (FileNotFoundError, NotADirectoryError, NotAFileError):
        return None


def file_of(error: OSError) -> str:
    """Return the file the disk refused to write, of a rename the one to be replaced; “” if unknown."""
    found = error.filename2 or error.filename
    return os.fsdecode(found).removesuffix(".tmp") if isinstance(found, str | bytes) else ""


def refuse_if_taken(path: Path, *, linked: bool = False) -> None:
    """Raise NotAFileError if something that isn't a file is in its place; `linked`: it may be a link."""
    try:
        mode = path.stat().st_mode if linked else path.lstat().st_mode
    except OSError:
        return
    if not stat.S_ISREG(mode):
        raise NotAFileError(path, mode)


def give_to_owner(made: int | Path, folder: Path) -> None:
    """Let what root made belong to the owner of its folder, who could not open it any more.

    They may put a link in its place at any moment: what that leads to stays root's.
    """
    if os.geteuid() == 0 and (owner := folder.stat()).st_uid:
        with suppress(OSError):
            there = os.fstat(made) if isinstance(made, int) else made.lstat()
            if there.st_nlink <= 1 or stat.S_ISDIR(there.st_mode):
                os.chown(made, owner.st_uid, owner.st_gid, follow_symlinks=isinstance(made, int))


def make_folder(folder: Path) -> list[Path]:
    """Create a folder, and those above it, that no one else can look into; return what was not there."""
    made = [] if folder.parent.is_dir() else make_folder(folder.parent)
    try:
        folder.mkdir(FOLDER_MODE)
    except FileExistsError:
        if folder.is_dir():
            return made
        what = f"it is {name_of_type(folder.lstat().st_mode)}, not a folder"
        raise NotADirectoryError(errno.ENOTDIR, what, str(folder)) from None
    give_to_owner(folder, folder.parent)
    sync_folder(folder.parent)
    return [*made, folder]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def write_at(fd: int, data: bytes | bytearray, offset: int) -> None:
    """Write all of `data`, however many calls it takes."""
    view = memoryview(data)
    while view:
        written = os.pwrite(fd, view, offset)
        view = view[written:]
        offset += written


def read_from(fd: int, offset: int, size: int) -> bytes:
    """Read up to `size` bytes; less only where the file ends."""
    parts = []
    while size > 0:
        part = os.pread(fd, min(size, _READ_STEP), offset)
        if not part:
            break
        parts.append(part)
        offset += len(part)
        size -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def write_next_to(path: Path, chunks: Iterable[bytes], *, linked: bool = False) -> Path:
    """Write and sync a private temporary file next to where `path` really is; return it.

    The name is fixed, so that one left behind by a crash is written over: one writer at a time. With
    `linked`, for journal and snapshots, what a link leads to is replaced; else a link is refused.
    """
    refuse_if_taken(path, linked=linked)
    target = Path(os.path.realpath(path))
    temporary = target.with_name(target.name + ".tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK
    fd = os.open(temporary, flags, FILE_MODE)
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        raise NotAFileError(temporary, os.lstat(temporary).st_mode)
    try:
        os.ftruncate(fd, 0)
        os.fchmod(fd, FILE_MODE)
        give_to_owner(fd, target.parent)
        offset = 0
        for chunk in chunks:
            write_at(fd, chunk, offset)
            offset += len(chunk)
        os.fsync(fd)
    except BaseException:
        os.close(fd)
        discard(temporary)
        raise
    os.close(fd)
    return temporary


def put_in_place(temporary: Path, path: Path, *, linked: bool = False) -> None:
    """Let a file written by `write_next_to` take the place of `path`, durably."""
    refuse_if_taken(path, linked=linked)
    target = Path(os.path.realpath(path))
    temporary.replace(target)
    sync_folder(target.parent)


def replace_file(path: Path, chunks: Iterable[bytes], *, linked: bool = False) -> None:
    """Give a file new content in one step: after a crash it is all old or all new."""
    temporary = write_next_to(path, chunks, linked=linked)
    try:
        put_in_place(temporary, path, linked=linked)
    except OSError:
        discard(temporary)
        raise


def keep_also_as(path: Path, place: Path) -> None:
    """Keep what a file holds under a second name, private and durable: as a link, or as a copy."""
    try:
        os.link(os.path.realpath(path), place)
        place.chmod(FILE_MODE)
        with open(open_file(place, most_in(place)), "rb") as file:
            os.fsync(file.fileno())
    except OSError:  # there is a file, the disk has no links, or the file is someone else's
        replace_file(place, [read_file(path)])
    else:
        sync_folder(place.parent)


def discard(path: Path) -> None:
    """Remove a file if that is possible; what stays is written over next time."""
    try:
        path.unlink()
    except OSError:
        return
