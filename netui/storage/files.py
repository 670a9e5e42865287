"""Writing so that it is on the disk: private files, whole writes, replacement in one step."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_READ_STEP = 1 << 24


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


def make_folder(folder: Path) -> None:
    """Create a folder, and those above it, that nobody else can look into; what is there is left alone."""
    if not folder.parent.is_dir():
        make_folder(folder.parent)
    try:
        folder.mkdir(FOLDER_MODE)
    except FileExistsError:
        return
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def write_at(fd: int, data: bytes, offset: int) -> None:
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


def write_beside(path: Path, chunks: Iterable[bytes]) -> Path:
    """Write and sync a private temporary file next to where `path` really is; return it.

    The name is fixed, so that one left behind by a crash is written over: one writer at a time.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(target.name + ".tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    fd = os.open(temporary, flags, FILE_MODE)
    try:
        os.fchmod(fd, FILE_MODE)
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


def put_in_place(temporary: Path, path: Path) -> None:
    """Let a file written by `write_beside` take the place of `path`, durably."""
    target = Path(os.path.realpath(path))
    temporary.replace(target)
    sync_folder(target.parent)


def replace_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Give a file new content in one step: after a crash it is all old or all new."""
    temporary = write_beside(path, chunks)
    try:
        put_in_place(temporary, path)
    except OSError:
        discard(temporary)
        raise


def discard(path: Path) -> None:
    """Remove a file if that is possible; what stays is written over next time."""
    try:
        path.unlink()
    except OSError:
        return
