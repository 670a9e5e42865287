"""A folder of pages, one file a person: only what changed is written, and what isn't netui's is left alone.

A file is netui's if its second line names a person; the checksum there tells whether someone else has changed
the file since. A file keeps its name as long as it is there, also when the person gets another. Of several
about one person the one with netui's name counts, or the shortest: the others are copies that someone made.
"""

import re
import zlib
from collections.abc import Iterable
from pathlib import Path

from netui.domain.errors import InvalidValueError
from netui.domain.journal.person_page import file_stem, free_stem, own_stems, same_file
from netui.plain_file import MOST_IN_PAGE
from netui.services.journal.person_pages import NamedPage, PagesWritten
from netui.typed_path import is_folder, is_there, real_path
from netui.user_file import IsOwn, reported
from netui.user_folder import UserFolder

_HEAD = re.compile(rb'---\r?\nnetui: "?([\w-]{1,64}) ([0-9a-f]{8})"?\r?\n')
"""As netui writes it, and as programs do that write YAML or line ends in their own way."""
_LONGEST_HEAD = 128
_MOST_BYTES = 4 * MOST_IN_PAGE + (64 << 10)
"""A page has as many characters, of up to four bytes, after its fields."""
_ENDING = ".md"
_OWN_NAMES = ("person.md", "any.md")
"""Names of which one is netui's own in each folder it keeps files in: asking of every page takes long."""


class PageFolder:
    """Writes pages into a folder of the user's; `is_own` says which files are netui's own."""

    def __init__(self, path: Path, *, is_own: IsOwn) -> None:
        self._path = path
        self._is_own = is_own
        self._files: dict[str, list[str]] = {}
        self._taken: set[str] = set()
        self._foreign: list[str] = []

    def write(self, pages: Iterable[NamedPage], known: Iterable[str], *, over: bool) -> PagesWritten:
        """Write what changed; `known` are the uids of everyone there is, `over` replaces changed files too.

        Raises InvalidValueError for what isn't a folder, NetuiError for one that can't be written.
        """
        same, changed = 0, []
        with self._opened() as folder:
            self._look(folder)
            left = set(self._files)
            for page in pages:
                name = self._name_of(page)
                data = f'---\nnetui: "{page.uid} {_sum(page.text)}"\n{page.text}'.encode("utf-8", "replace")
                before = folder.read(name, _MOST_BYTES) if page.uid in self._files else None
                if before == data:
                    same += 1
                elif before is not None and not over and not _is_untouched(before):
                    changed.append(name)
                else:
                    folder.put(name, data, before)
                left.discard(page.uid)
            folder.settle()
        left = left.difference(known) if left else left
        return PagesWritten(
            written=folder.written,
            same=same,
            changed=tuple(sorted((*changed, *folder.left))),
            gone=tuple(sorted(name for uid in left for name in self._files[uid])),
            foreign=tuple(sorted(self._foreign)),
        )

    def _opened(self) -> UserFolder:
        """Return the folder, which is made where it isn't there."""
        if is_there(self._path) and not is_folder(self._path):
            raise InvalidValueError(f"{self._path} is a file: name a folder for the pages")
        if any(self._is_own(real_path(self._path) / name) for name in _OWN_NAMES):
            raise InvalidValueError(f"{self._path} holds netui's own files: choose another folder")
        if not is_folder(self._path.parent):
            raise InvalidValueError(f"there is no folder {self._path.parent}: make it, or choose another")
        folder = UserFolder(self._path, is_own=self._is_own)  # refused before it is made
        with reported(self._path):
            self._path.mkdir(mode=0o700, exist_ok=True)
        return folder

    def _look(self, folder: UserFolder) -> None:
        """Find out what is in the folder."""
        for name, is_file in folder.entries():
            stem = name.removesuffix(_ENDING)
            self._taken.add(same_file(stem))
            is_page = stem != name and is_file
            head = _HEAD.match(folder.read(name, _LONGEST_HEAD) or b"") if is_page else None
            if head is not None:
                self._files.setdefault(head[1].decode(), []).append(name)
            elif not name.startswith("."):
                self._foreign.append(name)

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


def _is_untouched(page: bytes) -> bool:
    head = _HEAD.match(page)
    return head is not None and _sum(page[head.end() :].decode("utf-8", "replace")) == head[2].decode()


def _sum(text: str) -> str:
    """Return the checksum of a page, whatever its line ends are: git may change those."""
    data = text.replace("\r\n", "\n").encode("utf-8", "replace")
    return f"{zlib.crc32(data):08x}"
