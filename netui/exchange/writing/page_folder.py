"""A folder of pages, one file a person: only what changed is written, and what isn't netui's is left alone.

A file is netui's if its second line names a person; the checksum there tells whether someone else has changed
the file since. A file keeps its name as long as it is there, also when the person gets another. Of several
about one person the one with netui's name counts, or the shortest: the others are copies that someone made.
"""

import os
import re
import stat
import zlib
from collections.abc import Iterable
from pathlib import Path

from netui.domain.errors import InvalidValueError, NetuiError
from netui.domain.journal.person_page import file_stem, free_stem, own_stems, same_file
from netui.plain_file import MOST_IN_PAGE, read_small
from netui.services.journal.person_pages import NamedPage, PagesWritten
from netui.typed_path import is_folder, is_there, real_path
from netui.user_file import IsOwn, UserFile

_HEAD = re.compile(r'---\r?\nnetui: "?([\w-]{1,64}) ([0-9a-f]{8})"?\r?\n')
"""As netui writes it, and as programs do that write YAML or line ends in their own way."""
_LONGEST_HEAD = 128
_MOST_BYTES = 4 * MOST_IN_PAGE + (64 << 10)
"""A page has as many characters, of up to four bytes, after its fields."""
_ENDING = ".md"
_OWN_NAMES = ("person.md", "any.md")
"""Names of which one is netui's own in each folder it keeps files in: asking of every page takes long."""


class PageFolder:
    """Writes pages into a folder of the user's; `is_own` says which files are netui's own."""

    def __init__(self, folder: Path, *, is_own: IsOwn) -> None:
        self._folder = folder
        self._is_own = is_own
        self._files: dict[str, list[str]] = {}
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
            gone=tuple(sorted(name for uid in left for name in self._files[uid])),
            foreign=tuple(sorted(self._foreign)),
        )

    def _open(self) -> None:
        if is_there(self._folder) and not is_folder(self._folder):
            raise InvalidValueError(f"{self._folder} is a file: name a folder for the pages")
        if any(self._is_own(real_path(self._folder) / name) for name in _OWN_NAMES):
            raise InvalidValueError(f"{self._folder} holds netui's own files: choose another folder")
        if not is_folder(self._folder.parent):
            raise InvalidValueError(f"there is no folder {self._folder.parent}: make it, or choose another")
        with UserFile(self._folder / ".netui", is_own=self._is_own):
            pass  # refused before the folder is made
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            found = sorted(os.scandir(self._folder), key=lambda one: one.name)
        except OSError as error:
            raise NetuiError(f"{self._folder} can't be read ({error.strerror}): choose another") from error
        for entry in found:
            stem = entry.name.removesuffix(_ENDING)
            self._taken.add(same_file(stem))
            is_page = stem != entry.name and _is_file(entry)
            head = _HEAD.match(self._read(entry.name, _LONGEST_HEAD)) if is_page else None
            if head is not None:
                self._files.setdefault(head[1], []).append(entry.name)
            elif not entry.name.startswith("."):
                self._foreign.append(entry.name)

    def _name_of(self, page: NamedPage) -> str:
        stem = file_stem(page.name)
        if known := self._files.get(page.uid):
            own = {f"{one}{_ENDING}" for one in own_stems(stem, page.uid)}
            first, *copies = sorted(known, key=lambda name: (name not in own, len(name), name))
            self._foreign += copies
            return first
        stem = free_stem(stem, page.uid, self._taken)
        self._taken.add(same_file(stem))
        return f"{stem}{_ENDING}"

    def _read(self, name: str, most: int = _MOST_BYTES) -> str:
        try:
            return read_small(self._folder / name, most).decode("utf-8", "replace")
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
    """Return the checksum of a page, whatever its line ends are: git may change those."""
    data = text.replace("\r\n", "\n").encode("utf-8", "replace")
    return f"{zlib.crc32(data):08x}"
