"""The folder of a demo network: removed when its session ends.

A session holds a lock on its folder. The folder of a session that was killed is removed by the next demo, or
named by it where something was added.
"""

import fcntl
import os
import shlex
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from netui.domain.errors import NetuiError
from netui.user_file import temporary_folder

_PREFIX = "netui-demo-"
_STORE, _SETTINGS = "store", "settings"
_MADE = frozenset({_STORE, _SETTINGS})


@contextmanager
def demo_folder() -> Iterator[Path]:
    """Make a private folder for one session, lock it, and remove it at the end."""
    base = temporary_folder()
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
        lock = _locked(folder)
        if lock is not None or folder.exists():  # else another demo took it for one that was left
            break
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def store_in(folder: Path) -> Path:
    """Return where the demo network is in its folder."""
    return folder / _STORE


def settings_in(folder: Path) -> Path:
    """Return the file of its settings: not in the folder itself, which is locked as long as it is open."""
    return folder / _SETTINGS / "config.toml"


def remove_left() -> str:
    """Remove the folders of killed sessions where nothing was added; name the newest other one."""
    kept: list[tuple[float, Path, str]] = []
    for folder in temporary_folder().glob(f"{_PREFIX}*"):
        lock = _locked(folder)
        if lock is None:
            continue
        with suppress(OSError):
            if _is_demo(folder) and (words := remove_unless_added(folder, sessions=0)):
                kept.append((folder.stat().st_mtime, folder, words))
        os.close(lock)
    if not kept:
        return ""
    _, folder, words = max(kept)
    store, whole = shlex.quote(str(store_in(folder))), shlex.quote(str(folder))
    ways = f"Open it: netui --store {store}  Remove it: rm -r {whole}"
    return f"An earlier demo still has what you added ({words}). {ways}"


def _is_demo(folder: Path) -> bool:
    """Whether a folder holds nothing but what a demo makes: someone may have given their own such a name."""
    from netui.storage.base.owned import foreign

    names = {entry.name for entry in folder.iterdir()}
    store = store_in(folder)
    return not names or (names <= _MADE and store.is_dir() and not store.is_symlink() and not foreign(store))


def remove_unless_added(folder: Path, *, sessions: int) -> str:
    """Remove a demo, unless something was added, or more than so many sessions have it open.

    Return what was added, in words; "" where nothing was.
    """
    store = store_in(folder)
    if store.is_dir():
        from netui.bootstrap.wiring import build_store, session_name
        from netui.clock import SystemClock
        from netui.services.safety.demo_keeping import DemoKeeping

        try:
            opened = build_store(store, SystemClock(), session=session_name("demo"), read_only=True)
        except NetuiError:
            return "it can't be read"
        try:
            if opened.sessions() > sessions + 1:
                return ""
            if words := DemoKeeping(opened).added():
                return words
        finally:
            opened.close()
    shutil.rmtree(folder, ignore_errors=True)
    return ""


def _locked(folder: Path) -> int | None:
    """Lock a folder of the user's own; None if a session holds it, or it is gone or not a demo's."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        found = os.fstat(descriptor)
        if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) == stat.S_IRWXU and folder.is_dir():
            return descriptor
    os.close(descriptor)
    return None
