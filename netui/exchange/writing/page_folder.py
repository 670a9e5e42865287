"""A folder of pages, one file a person: only what changed is written, and what isn't netui's is left alone.

A file is netui's if its second line names a person; the checksum there tells whether someone else has changed
the file since. A file keeps its name as long as it is there, also when the person gets another.
"""

import os
import re
import stat
import zlib
from collections.abc import Iterable
from pathlib import Path

from netui.domain.errors import InvalidValueError, NetuiError
from netui.domain.journal.person_page import file_stem, free_stem, same_file
from netui.plain_file import MOST_IN_PAGE, read_small
from netui.services.journal.person_pages import NamedPage, PagesWritten
from netui.typed_path import is_folder, is_there, real_path
from netui.user_file import IsOwn, UserFile

_HEAD = re.compile(r'---\nnetui: "([\w-]{1,64}) ([0-9a-f]{8})"\n')
_ENDING = ".md"
_OWN_NAMES = ("person.md", "any.md")
"""Names of which one is netui's own in each folder it keeps files in: asking of every page takes long."""


class PageFolder:
    """Writes pages into a folder of the user's; `is_own` says which files are netui's own."""

    def __init__(self, folder: Path, *, is_own: IsOwn) -> None:
        self._folder = folder
        self._is_own = is_own
        self._files: dict[str, str] = {}
        self._taken: set[str] = set()
        self._foreign: list[str] = []

    def write(self, pages: Iterable[NamedPage], known: Iterable[str], *, over: bool) -> PagesWritten:
        """Write what changed; `known` are the uids of everyone there is, `over` replaces changed files too.

        Raises InvalidValueError for what isn't a folder, NetuiError for one that can't be written.
        """
        self._open()
        written, same, changed = 0, 0, []
        left = set(self._files)
        for page in pages:
            name = self._name_of(page)
            text = f'---\nnetui: "{page.uid} {_sum(page.text)}"\n{page.text}'
            before = self._read(name) if page.uid in self._files else None
            if before == text:
                same += 1
            elif before is not None and not over and not _is_untouched(before):
                changed.append(name)
            else:
                with UserFile(self._folder / name, is_own=_never) as file:
                    file.write(text, durably=False)
                written += 1
            left.discard(page.uid)
        left = left.difference(known) if left else left
        return PagesWritten(
            written=written,
            same=same,
            changed=tuple(sorted(changed)),
            gone=tuple(sorted(self._files[uid] for uid in left)),
            foreign=tuple(sorted(self._foreign)),
        )

    def _open(self) -> None:
        if is_there(self._folder) and not is_folder(self._folder):
            raise InvalidValueError(f"{self._folder} is a file: name a folder for the pages")
        if any(self._is_own(real_path(self._folder) / name) for name in _OWN_NAMES):
            raise InvalidValueError(f"{self._folder} holds netui's own files: choose another folder")
        if not is_folder(self._folder.parent):
            raise InvalidValueError(f"there is no folder {self._folder.parent}: make it, or choose another")
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            found = sorted(os.scandir(self._folder), key=lambda one: one.name)
        except OSError as error:
            raise NetuiError(f"{self._folder} can't be read ({error.strerror}): choose another") from error
        for entry in found:
            stem = entry.name.removesuffix(_ENDING)
            self._taken.add(same_file(stem))
            head = _HEAD.match(self._read(entry.name)) if stem != entry.name and _is_file(entry) else None
            if head is not None and head[1] not in self._files:
                self._files[head[1]] = entry.name
            elif not entry.name.startswith("."):
                self._foreign.append(entry.name)

    def _name_of(self, page: NamedPage) -> str:
        known = self._files.get(page.uid)
        if known is not None:
            return known
        stem = free_stem(file_stem(page.name), page.uid, self._taken)
        self._taken.add(same_file(stem))
        return f"{stem}{_ENDING}"

    def _read(self, name: str) -> str:
        try:
            return read_small(self._folder / name, MOST_IN_PAGE + 1024).decode("utf-8", "replace")
        except OSError:
            return ""


def _never(_: Path) -> bool:
    return False


def _is_file(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a file itself, and no link to one elsewhere."""
    try:
        return stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode)
    except OSError:
        return False


def _is_untouched(text: str) -> bool:
    head = _HEAD.match(text)
    return head is not None and _sum(text[head.end() :]) == head[2]


def _sum(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8', 'replace')):08x}"
