"""The names that are netui's: in a store, in a backup and next to the settings. Nothing else is ever touched.

A name counts only for a file of the right type. A link is never followed to something that would be deleted
or looked into, but for the three folders of a store: those may be on another disk.
"""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from netui.domain.errors import InvalidValueError
from netui.domain.text import clean
from netui.plain_file import MOST_IN_SETTINGS, MOST_IN_TEMPLATE, name_of_type, open_file
from netui.storage.base.files import discard
from netui.storage.base.registry import KINDS
from netui.typed_path import home_folder, is_there, real_path

HISTORY, DRAFTS, BACKUPS, ASIDE = "history", "drafts", "backups", "backups/aside"
STORE, BESIDE = "store", "beside"
SUFFIX, TEXT, ABOUT = ".edit", "note.md", "lent.json"
"""A text lent to an editor: the end of its folder, the text, and what it is."""
TEMPORARY, DAMAGED = ".tmp", ".damaged"

_TOP = ""
_STAMP = r"\d{8}T\d{6}"
_SESSION = r"[A-Za-z0-9]+-\d+-[0-9a-f]{8}"
_KINDS = "|".join(kind.name for kind in KINDS)
_STATE = rf"journal\.jsonl|(?:{_KINDS})\.json"
_OLD = (
    rf"journal-\d{{6,12}}\.jsonl\.gz(?:\.damaged)?|torn-\d{{6,12}}-\d{{1,18}}\.jsonl"
    rf"|damaged-\d{{6,12}}-{_STAMP}\.jsonl\.damaged"
)
_KEPT = rf"(?:recent|apart)-[A-Za-z0-9]+-[0-9a-f]{{8}}(?:-{_STAMP})?\.jsonl"
_DRAFT = rf"[0-9a-f]{{20}}--{_SESSION}\.draft"
_LENT = rf"[0-9a-f]{{20}}--{_SESSION}{re.escape(SUFFIX)}"
_CLIPBOARD = r"clipboard\.txt|\.clipboard\.txt\.\w{8}"
_BACKUP = rf"(?:daily|by-hand|before-[a-z]+|netui)-{_STAMP}Z(?:-\d{{1,6}})?\.zip"
_NAMES = {
    where: re.compile(pattern)
    for where, pattern in {
        _TOP: rf"(?:{_STATE})(?:\.tmp)?|lock",
        HISTORY: rf"(?:{_OLD}|{_KEPT})(?:\.tmp)?",
        DRAFTS: rf"{_DRAFT}(?:\.damaged)?(?:\.tmp)?|session-{_SESSION}\.lock|{_CLIPBOARD}",
        BACKUPS: rf"{_BACKUP}(?:\.damaged|\.(?:\d+\.)?tmp)?",
        ASIDE: rf"{_STAMP}-(?:[^/]+\.json|(?:{_KINDS}|journal|recent|apart)[^/]*)(?:\.tmp)?",
    }.items()
}
FOLDERS = (HISTORY, DRAFTS, BACKUPS)
_UNPACKED = re.compile(r"\.restore-\w{8}")
_OWN_FOLDERS = {
    BACKUPS: re.compile(rf"aside|{_UNPACKED.pattern}"),
    DRAFTS: re.compile(_LENT),
}
_NOTHING = frozenset({"lost+found"})

_SETTINGS = ("config.toml", "checklists.toml", "questions.toml", "prompts.toml", "person.md")
_TEMPLATE = re.compile(
    r"templates/[^./\\\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]{0,200}\.md|templates/[^./\\\x00-\x1f\x7f]\.md"
)
_IN_BACKUP = re.compile(
    rf"{STORE}/(?:{_STATE}|{HISTORY}/(?:{_OLD})|{DRAFTS}/(?:{_DRAFT}|{_LENT}/(?:{re.escape(TEXT)}|{re.escape(ABOUT)})))"
)
_TAKEN_ALONG = re.compile(
    rf"{STORE}/(?:[^/]+\.json|{HISTORY}/[^/]+|{DRAFTS}/[^/]+\.draft)|{BESIDE}/(?:templates|hooks)/.+"
)
_LONGEST = 1000

_HEAD = 1 << 16
_JOURNAL_BEGINS = b'{"crc":"'
_MOST_NAMED = 3


def is_ours(where: str, name: str) -> bool:
    """Whether a file of this name in a folder of a store (“” for the store itself) is netui's."""
    return _NAMES[where].fullmatch(name) is not None


def is_kept(name: str) -> bool:
    """Whether a file in `history` holds what one machine wrote last; see `two_histories`."""
    return name.startswith(("recent-", "apart-")) and is_ours(HISTORY, name)


def own_files(store: Path, where: str = _TOP) -> list[str]:
    """Return the names of netui's own files in a folder of a store, sorted; no link is one."""
    folder = store / where
    if where == ASIDE and folder.is_symlink():
        return []
    return sorted(
        entry.name
        for entry in _entries(folder)
        if is_ours(where, entry.name) and entry.is_file(follow_symlinks=False)
    )


def own_folders(store: Path, where: str) -> list[Path]:
    """Return the folders in a folder of a store that are netui's as a whole, sorted; no link is one."""
    return sorted(Path(entry.path) for entry in _entries(store / where) if _is_own_folder(where, entry))


def own_paths(store: Path, *, also_folders: bool = False) -> Iterator[Path]:
    """Yield every file of a store that is netui's, and with `also_folders` its folders before them."""
    for where in (_TOP, *FOLDERS, ASIDE):
        folder = store / where
        if folder.is_dir() and not (where and folder.is_symlink()) and also_folders:
            yield folder
        yield from (folder / name for name in own_files(store, where))


def foreign(store: Path) -> list[str]:
    """Name what is in a store's folders and isn't netui's, with its type."""
    found = [_named(_TOP, entry) for entry in _entries(store) if not _belongs(entry)]
    for where in (*FOLDERS, ASIDE):
        if where == ASIDE and (store / where).is_symlink():
            continue
        for entry in _entries(store / where):
            own_folder = _is_own_folder(where, entry)
            if not own_folder and not (is_ours(where, entry.name) and entry.is_file(follow_symlinks=False)):
                found.append(_named(where, entry))
    return sorted(found)


def refuse_if_leads_nowhere(folder: Path) -> None:
    """Raise InvalidValueError if a folder, or one above it, is a link to nothing or to itself.

    The folder would be made where the link leads: perhaps a disk that isn't mounted now.
    """
    whole = folder.absolute()
    for place in (whole, *whole.parents):
        if place.is_symlink() and not is_there(place):
            raise InvalidValueError(
                f"{place} is a link that leads nowhere; nothing was changed: "
                "make the folder it names, mount its disk, or give another folder with --store"
            )


def refuse_if_foreign(folder: Path) -> None:
    """Raise InvalidValueError for a folder that is neither a store nor empty; dot-names count as none.

    The home folder and those above it are refused even when empty: they hold dot-names of other programs, and
    backups someone keeps there don't make a store of them.
    """
    if _begins_as_ours(folder / "journal.jsonl"):
        return
    files = [entry.name for entry in _entries(folder) if _belongs(entry) and entry.is_file()]
    looks = {name: looks_ours(folder / name, name) for name in files if not name.endswith(TEMPORARY)}
    if any(looks.values()):
        return
    home = real_path(Path(home_folder()))
    if folder in (home, *home.parents):
        raise InvalidValueError(
            f"{folder} {'is' if folder == home else 'holds'} your home folder: "
            "give a folder for netui alone with --store"
        )
    others = [name for name, ours in looks.items() if ours is False]
    if not others:
        if any(is_ours(where, name) for where in FOLDERS for name in _telling(folder, where)):
            return
        others = [name for name in foreign(folder) if not _counts_as_nothing(name)]
    if others:
        more = len(others) - _MOST_NAMED
        held = ", ".join(sorted(others)[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
        raise InvalidValueError(
            f"{folder} isn't a store of netui: it holds {held}; nothing was changed: "
            "give an empty or a new folder with --store"
        )


def holds_store(folder: Path) -> bool:
    """Whether a folder holds a store that was written to: a journal or a snapshot."""
    return any(re.fullmatch(_STATE, entry.name) and _belongs(entry) for entry in _entries(folder))


def remove_unpacked(backups: Path) -> None:
    """Remove what a crash left of a backup that was unpacked to be compared; foreign files in it stay."""
    for entry in _entries(backups):
        if _UNPACKED.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
            place = Path(entry.path)
            lent = own_folders(place, DRAFTS)
            for path in (*own_paths(place), *(folder / name for folder in lent for name in (TEXT, ABOUT))):
                discard(path)
            for folder in (*lent, place / HISTORY, place / DRAFTS, place):
                if folder.is_dir() and not folder.is_symlink() and not _entries(folder):
                    folder.rmdir()


def belongs_in_backup(name: str) -> bool | None:
    """Whether a member of a backup is netui's; None for what may be there, but is never restored.

    That are hooks, and what was in a store or among the templates when an older netui backed it up.
    """
    if len(name) > _LONGEST or any(part in {"", ".", ".."} or "\\" in part for part in name.split("/")):
        return False
    folder, _, place = name.partition("/")
    if (folder == BESIDE and (place in _SETTINGS or _TEMPLATE.fullmatch(place))) or _IN_BACKUP.fullmatch(
        name
    ):
        return True
    return None if "\0" not in name and _TAKEN_ALONG.fullmatch(name) else False


def most_next_to_settings(name: str) -> int:
    """Return how large a file may be that a backup keeps next to the settings: netui reads no larger one."""
    return MOST_IN_TEMPLATE if name.startswith(f"{BESIDE}/templates/") else MOST_IN_SETTINGS


def settings_place(settings: Path, place: str) -> Path:
    """Return where a file that a backup keeps next to the settings belongs, for this settings file."""
    return settings if place == _SETTINGS[0] else settings.parent / place


def settings_files(settings: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name in a backup, and the path, of each file next to the settings that is netui's."""
    for name in _SETTINGS:
        yield name, settings_place(settings, name)
    templates = settings.parent / "templates"
    for name in sorted(entry.name for entry in _entries(templates)):
        if _TEMPLATE.fullmatch(f"templates/{name}"):
            yield f"templates/{name}", templates / name


def is_free(settings: Path, place: str) -> bool:
    """Whether a file may be put there: nothing, not even a broken link, is in its place, nor a link above."""
    target = settings_place(settings, place)
    if os.path.lexists(target):
        return False
    above = target.parent
    return (
        PurePosixPath(place).parent == PurePosixPath()
        or not os.path.lexists(above)
        or (above.is_dir() and not above.is_symlink())
    )


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _belongs(entry: os.DirEntry[str]) -> bool:
    """Whether something in the store itself is netui's; journal and snapshots may be links to files."""
    if entry.name in FOLDERS:
        return entry.is_dir()
    if not is_ours(_TOP, entry.name):
        return False
    return entry.is_file(follow_symlinks=re.fullmatch(_STATE, entry.name) is not None)


def _is_own_folder(where: str, entry: os.DirEntry[str]) -> bool:
    pattern = _OWN_FOLDERS.get(where)
    return pattern is not None and entry.is_dir(follow_symlinks=False) and bool(pattern.fullmatch(entry.name))


def _named(where: str, entry: os.DirEntry[str]) -> str:
    name = clean(f"{where}/{entry.name}" if where else entry.name, limit=120)
    mode = entry.stat(follow_symlinks=False).st_mode
    if stat.S_ISDIR(mode):
        return f"{name}/"
    return name if stat.S_ISREG(mode) else f"{name} ({name_of_type(mode)})"


def _counts_as_nothing(name: str) -> bool:
    return name.startswith(".") or name.rstrip("/") in _NOTHING


def _telling(folder: Path, where: str) -> list[str]:
    """Return the files of a folder that tell that it is one of a store's: old journals, drafts, backups."""
    return [name for name in own_files(folder, where) if not name.endswith((TEMPORARY, ".lock", ".txt"))]


def _begins_as_ours(journal: Path) -> bool:
    return _head(journal).startswith(_JOURNAL_BEGINS)


def looks_ours(path: Path, name: str) -> bool | None:
    """Whether the content of a file with a name of ours is ours; None if it tells nothing."""
    head = _head(path)
    if not head.strip(b"\0"):
        return None
    if name == "lock":
        return None if re.fullmatch(rb"\d+ [^\n]*", head) else False
    plain = head.replace(b"\0", b"")  # UTF-16 and UTF-32 too
    if name.endswith(".jsonl"):
        return _JOURNAL_BEGINS.startswith(head) or (b'"crc":' in plain and b'"kind":' in plain)
    return b'"_meta"' in plain or b'"_meta"' in _tail(path).replace(b"\0", b"")


def _head(path: Path, offset: int = 0) -> bytes:
    try:
        fd = open_file(path)
    except OSError:
        return b""
    try:
        return os.pread(fd, _HEAD, offset)
    finally:
        os.close(fd)


def _tail(path: Path) -> bytes:
    return _head(path, max(path.stat().st_size - _HEAD, 0))
