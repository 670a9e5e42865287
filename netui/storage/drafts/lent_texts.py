"""Texts lent to an editor: each is in a private folder inside drafts/, and is a draft at once.

`<digest of the key>--<session>.edit/` holds `note.md`, which the editor opens, `lent.json`, which says what
it is, `lock`, and whatever the editor puts next to its file (a swap file, a backup): the folder is netui's as
a whole. netui holds the lock, and so does the editor, which inherits it: no one else takes the text then.
"""

import fcntl
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from netui.domain.errors import InvalidValueError, StoreError
from netui.domain.people.forgotten import each_field
from netui.plain_file import NotAFileError
from netui.services.lending import LentText
from netui.storage.base.decoding import decoder
from netui.storage.base.files import (
    FILE_MODE,
    FOLDER_MODE,
    discard,
    give_to_owner,
    read_file,
    read_from,
    replace_file,
    sync_folder,
)
from netui.storage.base.owned import ABOUT, SUFFIX, TEXT
from netui.storage.base.sessions import Session

if TYPE_CHECKING:
    from netui.storage.changes.erasing import Eraser

_LOCK = "lock"
_MOST = 1_000_000


class Lent(msgspec.Struct, frozen=True):
    """What a text is lent for, and how it was when the editor got it."""

    key: str
    text: str


_decode: Callable[[bytes], Lent] = decoder(Lent)


class LentTexts:
    """The texts lent to editors in one folder of drafts."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._drafts = session.folder

    def lend(self, folder: Path, key: str, text: str) -> LentText:
        """Put a text where an editor may work on it; raise StoreError if that cannot be written.

        What an editor saved there and netui has not used stays, and the editor opens that: it failed, or what
        it saved could not be read.
        """
        try:
            self._session.hold()
            is_saved = self._is_saved(folder)
            if folder.is_symlink() or not folder.is_dir():
                folder.mkdir(FOLDER_MODE)
                give_to_owner(folder, self._drafts)
            if not is_saved or about(folder) is None:
                replace_file(folder / ABOUT, [msgspec.json.encode(Lent(key, text))])
            if not is_saved:
                replace_file(folder / TEXT, [text.encode("utf-8", "replace")])
            sync_folder(self._drafts)
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, FILE_MODE)
            give_to_owner(lock, folder)
        except OSError as error:
            if not self._drafts.is_dir():
                raise gone(self._drafts) from error
            raise StoreError(
                f"{folder} can't be written: {error.strerror}. Make room, then open the editor again."
            ) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            raise StoreError(f"{folder} can't be locked: {error.strerror}") from error
        return LentText(path=folder / TEXT, lock=lock)

    def returned(self, folder: Path) -> str:
        """Return what the editor saved; raise InvalidValueError if that isn't a text to work with."""
        path = folder / TEXT
        try:
            fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            raise InvalidValueError("The editor removed the file.") from None
        except OSError as error:
            raise InvalidValueError(f"{path} can't be read: {error.strerror}.") from error
        try:
            is_file = stat.S_ISREG(os.fstat(fd).st_mode)
            data = read_from(fd, 0, _MOST + 1) if is_file else b""
        finally:
            os.close(fd)
        if not is_file:
            raise InvalidValueError(f"{path} isn't a file any more.")
        if len(data) > _MOST:
            raise InvalidValueError(f"{path} is larger than 1 MB. Shorten it there.")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise InvalidValueError(f"{path}, line {line}: not UTF-8. Save it as UTF-8.") from None
        lent = about(folder)
        text = text.replace("\r\n", "\n")
        # editors end the last line of a file
        return text.removesuffix("\n") if lent is not None and not lent.text.endswith("\n") else text

    def written(self, folder: Path) -> Lent | None:
        """Return what was written in an editor; None if nothing was, or where it can't be read."""
        lent = about(folder)
        try:
            text = self.returned(folder)
        except InvalidValueError:
            return None
        return None if lent is None or text == lent.text else Lent(lent.key, text)

    def take_back(self, folder: Path) -> None:
        """Discard a text that was used; where an editor is still at work on it, it stays, as it is now.

        What could not be read was not used, and stays too.
        """
        if not self.is_in_use(folder):
            if not self._is_unread(folder):
                remove_lent(folder)
            return
        with suppress(OSError, InvalidValueError):
            replace_file(folder / ABOUT, [msgspec.json.encode(self._as_it_is(folder))])

    def _as_it_is(self, folder: Path) -> Lent:
        lent = about(folder)
        return Lent("" if lent is None else lent.key, self.returned(folder))

    def _is_saved(self, folder: Path) -> bool:
        return self.written(folder) is not None or self._is_unread(folder)

    def _is_unread(self, folder: Path) -> bool:
        """Whether an editor saved something there that isn't a text to work with, as in another encoding."""
        try:
            self.returned(folder)
        except InvalidValueError:
            with suppress(OSError):
                return stat.S_ISREG((folder / TEXT).lstat().st_mode)
        return False

    def is_in_use(self, folder: Path) -> bool:
        """Whether netui or an editor holds the text."""
        try:
            fd = os.open(folder / _LOCK, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(fd)
        return False

    def ours(self, pattern: str) -> Iterator[tuple[int, Path]]:
        """Yield (when it was written, folder) of what this session's editor saved and netui has not used."""
        for folder in self._drafts.glob(f"{pattern}{SUFFIX}"):
            token = folder.name.partition("--")[2].removesuffix(SUFFIX)
            if token == self._session.token and not folder.is_symlink() and self._is_saved(folder):
                yield written_at(folder), folder

    def left_behind(self, pattern: str) -> Iterator[tuple[int, Path]]:
        """Yield (when it was written, folder) of what no session and no editor holds any more."""
        live = self._session.live()
        for folder in self._drafts.glob(f"{pattern}{SUFFIX}"):
            token = folder.name.partition("--")[2].removesuffix(SUFFIX)
            if token == self._session.token or token in live or folder.is_symlink():
                continue
            if not self.is_in_use(folder) and self._is_saved(folder):
                yield written_at(folder), folder


def gone(drafts: Path) -> StoreError:
    """Return what to say where the folder of drafts, and the store with it, is no longer there."""
    return StoreError(f"{drafts} was deleted, moved or unmounted: copy what you typed, or bring it back")


def written_at(folder: Path) -> int:
    """Return when a lent text was written, in nanoseconds; 0 if it is gone."""
    try:
        return (folder / TEXT).stat().st_mtime_ns
    except OSError:
        return 0


def about(folder: Path) -> Lent | None:
    """Return what was lent there."""
    try:
        return _decode(read_file(folder / ABOUT))
    except (OSError, msgspec.MsgspecError):
        return None


def clean_lent(folder: Path, eraser: "Eraser") -> bool:
    """Take a person out of a lent text; return whether there was anything of them.

    Where it is about them all of it goes. Else the text stays without them; an editor's own files go.
    """
    lent, found = about(folder), False
    if folder.is_symlink() or not folder.is_dir():
        return False
    if lent is None or eraser.is_draft_of_them(lent.key):
        remove_lent(folder)
        return True
    for path in [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]:
        with suppress(FileNotFoundError, NotAFileError):  # an editor removes its files when it likes
            text = read_file(path).decode("utf-8", "replace")
            if path.name not in (TEXT, ABOUT):
                if eraser.names_them(text):
                    discard(path)
                    found = True
            elif (left := _without(path.name, text, eraser)) != text:
                replace_file(path, [left.encode()])
                found = True
    return found


def lent_without(name: str, data: bytes, about_it: bytes, eraser: "Eraser") -> bytes | None:
    """Return the file `name` of a lent text without a person; None if the text is about them."""
    try:
        key = _decode(about_it).key
    except msgspec.MsgspecError:
        return None
    if eraser.is_draft_of_them(key):
        return None
    return _without(name, data.decode("utf-8", "replace"), eraser).encode()


def _without(name: str, text: str, eraser: "Eraser") -> str:
    return each_field(text, eraser.text) if name == ABOUT else eraser.text(text)


def remove_lent(folder: Path) -> None:
    """Remove a folder of a lent text with all that an editor put there; never through a link."""
    if not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)
