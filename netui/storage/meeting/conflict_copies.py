"""Names that file-sync programs, git, editors and copies give to another version of one of netui's files.

| who | name |
| --- | --- |
| Syncthing | `contacts.sync-conflict-20261129-101500-ABCDEF1.json` |
| Dropbox, Nextcloud, Google Drive | `contacts (conflicted copy 2026-11-29 101500).json`, `contacts (Jo's conflicted copy 2026-11-29).json` |
| ownCloud | `contacts_conflict-20261129-101500.json`, `contacts_conf(1).json` |
| OneDrive, iCloud, Finder, Explorer | `contacts-LAPTOP.json`, `contacts 2.json`, `contacts (1).json`, `contacts copy.json`, `contacts - Copy.json` |
| git's mergetool | `contacts_BACKUP_4711.json`, `contacts.REMOTE.4711.json` |
| git, patch, rsync, editors | `contacts.json.orig`, `contacts.json.theirs`, `contacts.json.bak`, `contacts.json~` |
"""  # noqa: E501  (a name is shown as it is)

import re
from pathlib import Path

from msgspec import Struct

from netui.storage.base.owned import looks_ours
from netui.storage.base.registry import KINDS
from netui.storage.changes.file import JOURNAL

REMEDY = "run `netui doctor --repair`, which brings in what only it knows and puts it aside"
_FILES = "journal|" + "|".join(kind.name for kind in KINDS)
_MIDDLE = (
    r"\.sync-conflict-[^/]*"
    r"| \([^()/]*conflict[^/]*\)"
    r"|[ _.-]conf(?:lict)?[^/]*"
    r"| ?\(\d{1,3}\)| \d{1,2}| copy(?: \d{1,2})?| - Copy(?: \(\d{1,3}\))?"
    r"|[_.](?:BACKUP|BASE|LOCAL|REMOTE)[_.]\d+"
    r"|-[A-Za-z0-9][A-Za-z0-9-]{0,40}"
)
_AFTER = r"(?:\.(?:orig|bak|backup|old|save|mine|ours|theirs|r\d+)|~(?:\d+~)?)"
_OTHER_VERSION = re.compile(
    rf"(?P<file>{_FILES})(?:(?:{_MIDDLE})\.(?:jsonl|json){_AFTER}?|\.(?:jsonl|json){_AFTER})", re.IGNORECASE
)
_UNFINISHED = re.compile(
    rf"\.syncthing\.(?:{_FILES})\.jsonl?\.tmp|~syncthing~(?:{_FILES})\.jsonl?\.tmp"
    rf"|\.(?:{_FILES})\.jsonl?\.[A-Za-z0-9]{{6}}|(?:{_FILES})\.jsonl?\.(?:part|partial|crdownload)"
)


class ConflictCopy(Struct, frozen=True):
    """Another version of a file in a store; of an `unfinished` transfer nothing is read."""

    name: str
    file: str
    unfinished: bool = False

    @property
    def what(self) -> str:
        """What it is, in words."""
        if self.unfinished:
            return f"a transfer of {self.file} that isn't finished"
        return f"another version of {self.file}, left by a file-sync program, git or a copy"


def conflict_copies(store: Path, names: list[str]) -> list[ConflictCopy]:
    """Return which of the names of the files in a store are other versions of netui's."""
    found = []
    for name in sorted(names):
        match = _OTHER_VERSION.fullmatch(name)
        unfinished = match is None and _UNFINISHED.fullmatch(name) is not None
        path = store / name
        if (match is None and not unfinished) or path.is_symlink() or not path.is_file():
            continue
        stem = match["file"].lower() if match else next(each for each in _FILES.split("|") if each in name)
        file = JOURNAL if stem == "journal" else f"{stem}.json"
        if unfinished or looks_ours(path, file):
            found.append(ConflictCopy(name, file, unfinished))
    return found
