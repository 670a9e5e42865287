"""Who comes back with a restore although they were forgotten in this store."""

from collections.abc import Mapping

import msgspec
from msgspec import Raw

from netui.domain.text import clean
from netui.storage.backups.backup_files import BackupFile
from netui.storage.base.owned import STORE
from netui.storage.base.registry import KINDS
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.lines import HeaderLine, decode_erasing
from netui.storage.changes.recovery import recover
from netui.storage.changes.snapshots import Snapshot, decode_snapshot, file_name
from netui.storage.meeting.two_histories import read_all
from netui.storage.state.collection import Pending, brought_up
from netui.storage.state.state import State

_PEOPLE = "contacts"
_MOST_LETTERS = 80


class Returning:
    """Tells who was forgotten in an open store; its history is read again only after a change.

    So what a plan has read isn't read once more under the lock, unless another session wrote in between.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._read_at: tuple[int, HeaderLine | None] | None = None
        self._gone: frozenset[int] = frozenset()

    def among(self, contacts: Mapping[int, Raw]) -> tuple[str, ...]:
        """Return the names of those who were forgotten, among people who are to be added."""
        gone = self._forgotten() if contacts else ()
        return tuple(_name(raw) for contact_id, raw in contacts.items() if contact_id in gone)

    def in_backup(self, backup: BackupFile) -> tuple[str, ...]:
        """Return the same for all people of a backup, which isn't unpacked: the disk may be full."""
        snapshot, journal = f"{STORE}/{file_name(_PEOPLE)}", f"{STORE}/{JOURNAL}"
        start = Snapshot(0, 0, {})
        if snapshot in backup.names:
            start = decode_snapshot(_PEOPLE, backup.read(snapshot))
        lines = recover(backup.read(journal)).transactions if journal in backup.names else []
        later = [Pending(line) for line in lines if _PEOPLE in line.changes]
        kind = next(kind for kind in KINDS if kind.name == _PEOPLE)
        return self.among(brought_up(kind, start, later))

    def _forgotten(self) -> frozenset[int]:
        state = self._state
        now = (state.seq, None if state.journal is None else state.journal.header)
        if now != self._read_at or state.damage is not None:
            self._gone = frozenset(
                contact_id
                for each in read_all(state.folder, decode_erasing)
                for line in each.transactions
                for contact_id in line.erased.get(_PEOPLE, ())
            )
            self._read_at = now
        return self._gone


def _name(contact: Raw) -> str:
    name = msgspec.json.decode(contact, type=dict[str, object]).get("name")
    return clean(str(name or ""), limit=_MOST_LETTERS)
