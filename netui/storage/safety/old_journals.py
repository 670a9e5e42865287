"""The old journals of a store in a repair: what can be read of them, and making them whole."""

import gzip
import secrets
from pathlib import Path

from netui.domain.counted import counted
from netui.domain.errors import ImportFileError
from netui.domain.values import replace
from netui.storage.backups.backup_files import BackupFile
from netui.storage.backups.backups import Backups
from netui.storage.base.files import make_folder, read_file, read_if_there, replace_file
from netui.storage.base.owned import DAMAGED, HISTORY, STORE, foreign, own_files
from netui.storage.changes.archive import archive_name, generation_of
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.lines import TransactionLine
from netui.storage.changes.recovery import (
    Recovered,
    invented_header,
    recoded,
    recover,
    recover_archive,
    whole_again,
)


class OldJournals:
    """The files in `history` of one store."""

    def __init__(
        self, folder: Path, *, schema: int, backups: Backups, known: dict[str, tuple[bytes, Recovered]]
    ) -> None:
        self._folder = folder
        self._schema = schema
        self._backups = backups
        self._new_identity = secrets.token_hex(16)
        self._known = known
        self._read_now: set[str] = set()

    def identity(self) -> str:
        """Return the name the store goes by: its journal's, its history's, its backups', or a new one."""
        header = self._present().header
        if header is not None:
            return header.store
        _, stored = self.end()
        for path in reversed(self._backups.paths()):
            if stored:
                break
            try:
                with BackupFile(path) as backup:
                    stored = backup.manifest.store
            except ImportFileError:
                continue
        return stored or self._new_identity

    def names(self) -> list[str]:
        """Return the files, the oldest first."""
        return [name for name in own_files(self._folder, HISTORY) if generation_of(name)]

    def _recovered(self, name: str) -> Recovered:
        if name not in self._read_now:
            data = read_file(self._folder / HISTORY / name)
            if name not in self._known or self._known[name][0] != data:
                self._known[name] = data, recover_archive(data)
            self._read_now.add(name)
        return self._known[name][1]

    def lines(self, before: int) -> list[TransactionLine]:
        """Return what can be read of the generations below `before`, the oldest first."""
        return [
            line
            for generation, (_, found) in sorted(self._by_generation().items())
            if generation < before
            for line in found.transactions
        ]

    def end(self) -> tuple[int, str]:
        """Return the last change they hold, and the name of the store."""
        ended, stored = 0, ""
        for name in self.names():
            found = self._recovered(name)
            if found.header is not None:
                stored = found.header.store
                ended = max(ended, found.header.seq)
            ended = max([ended, *(line.seq for line in found.transactions)])
        return ended, stored

    def repair(self, before: int) -> list[str]:
        """Make every old journal whole, from a backup or with what is lost named; return what was done."""
        done: list[str] = []
        ended, at_hand = 0, self._by_generation()
        for generation in range(1, before):
            name = archive_name(generation)
            place, found = at_hand.get(generation, ("", Recovered()))
            if (
                found.header is not None
                and found.fault is None
                and found.header.seq == ended
                and place == name
            ):
                ended = max((line.seq for line in found.transactions), default=ended)
                continue
            if found.header is None or found.is_broken or found.header.seq != ended:
                found = self._archive_in_backups(name) or found
            _, after = at_hand.get(generation + 1, ("", None))
            end = self._start_of(after, generation + 1 == before)
            seqs = [line.seq for line in found.transactions]
            end = max([ended, *seqs]) if end is None else end
            header = found.header or invented_header(self.identity(), generation, ended, self._schema)
            header = replace(header, seq=ended)
            whole = whole_again(header, [line for line in found.lines if _within(line, end)], end)
            old = read_if_there(self._folder / f"{HISTORY}/{name}")
            if old is not None:
                replace_file(self._folder / HISTORY / f"{name}{DAMAGED}", [old])
            make_folder(self._folder / HISTORY)
            replace_file(self._folder / HISTORY / name, [gzip.compress(recoded(whole), 6, mtime=0)])
            self._read_now.discard(name)
            lost = end - ended - len([seq for seq in seqs if ended < seq <= end])
            done.append(f"{HISTORY}/{name}: {counted(len(seqs), 'change')} kept, {lost} lost")
            ended = end
        return done

    def _by_generation(self) -> dict[int, tuple[str, Recovered]]:
        """Return the files by the generation that each holds, whatever its name says, with their names."""
        found: dict[int, tuple[str, Recovered]] = {}
        for name in self.names():
            read = self._recovered(name)
            generation = generation_of(name) if read.header is None else read.header.generation
            if generation not in found or name == archive_name(generation):
                found[generation] = (name, read)
        for name in foreign(self._folder):  # unpacked by hand
            generation = generation_of(f"{name.removeprefix(f'{HISTORY}/')}.gz")
            if generation and generation not in found:
                found[generation] = (name, recover(read_if_there(self._folder / name) or b""))
        return found

    def _start_of(self, after: Recovered | None, is_last: bool) -> int | None:
        if is_last:
            after = self._present()
        return after.header.seq if after is not None and after.header is not None else None

    def _archive_in_backups(self, name: str) -> Recovered | None:
        for path in reversed(self._backups.paths()):
            try:
                with BackupFile(path) as backup:
                    if (
                        f"{STORE}/{HISTORY}/{name}" in backup.names
                        and backup.manifest.store == self.identity()
                    ):
                        found = recover_archive(backup.read(f"{STORE}/{HISTORY}/{name}"))
                        if found.header is not None and found.fault is None:
                            return found
            except ImportFileError:
                continue
        return None

    def _present(self) -> Recovered:
        return recover(read_if_there(self._folder / JOURNAL) or b"")


def _within(line: object, end: int) -> bool:
    return not isinstance(line, TransactionLine) or line.seq <= end
