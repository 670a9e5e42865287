"""Who comes back with a restore although they were forgotten in this store."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Raw

from netui.domain.text import clean
from netui.storage.backups.backup_files import BackupFile
from netui.storage.base.owned import STORE
from netui.storage.base.registry import KINDS
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.recovery import recover
from netui.storage.changes.snapshots import Snapshot, decode_snapshot, file_name
from netui.storage.meeting.two_histories import read_all
from netui.storage.state.collection import Pending, brought_up

_PEOPLE = "contacts"
_MOST_LETTERS = 80


def forgotten_among(folder: Path, contacts: Mapping[int, Raw]) -> tuple[str, ...]:
    """Return the names of those who were forgotten in a store, among people who are to be added to it."""
    gone = {
        contact_id
        for each in (read_all(folder) if contacts else ())
        for line in each.transactions
        if line.erases
        for contact_id, change in line.changes.get(_PEOPLE, {}).items()
        if bytes(change.remove)
    }
    return tuple(_name(raw) for contact_id, raw in contacts.items() if contact_id in gone)


def forgotten_in(folder: Path, backup: BackupFile) -> tuple[str, ...]:
    """Return the same for all people of a backup, which isn't unpacked: it may be restored on a full disk."""
    snapshot, journal = f"{STORE}/{file_name(_PEOPLE)}", f"{STORE}/{JOURNAL}"
    start = Snapshot(0, 0, {})
    if snapshot in backup.names:
        start = decode_snapshot(_PEOPLE, backup.read(snapshot))
    lines = recover(backup.read(journal)).transactions if journal in backup.names else []
    later = [Pending(line) for line in lines if _PEOPLE in line.changes]
    kind = next(kind for kind in KINDS if kind.name == _PEOPLE)
    people = brought_up(kind, start, later)
    return forgotten_among(folder, people)


def _name(contact: Raw) -> str:
    name = msgspec.json.decode(contact, type=dict[str, object]).get("name")
    return clean(str(name or ""), limit=_MOST_LETTERS)
