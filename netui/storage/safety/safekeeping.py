"""The port `services.safety.safekeeping.Safekeeping` over one open store."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Raw

from netui.domain.errors import StoreError, StoreReadOnlyError
from netui.domain.values import replace
from netui.services.safety.safekeeping import Backup, Erasure, Finding, Health, Person, Restoration
from netui.storage.backups.backups import Backups
from netui.storage.backups.only_backups import only_backups
from netui.storage.base.files import file_of, read_file
from netui.storage.base.lock import LOCK
from netui.storage.base.owned import foreign
from netui.storage.base.unwritable import unwritable
from netui.storage.drafts.stray import remove_draft
from netui.storage.safety.doctor import Doctor
from netui.storage.safety.forgetting import Forgetting
from netui.storage.safety.hand_edits import Checked
from netui.storage.safety.restoring import Restoring, Sift
from netui.storage.safety.store_text import chosen, is_store_text, store_text
from netui.storage.safety.text_restoring import TextRestoring
from netui.storage.safety.uid_text import uid_text
from netui.storage.store.opening import open_store
from netui.storage.store.parts import Parts
from netui.typed_path import is_folder

if TYPE_CHECKING:
    from netui.storage.store.store import TinyDBStore
    from netui.user_file import IsOwn


def safekeeping_of(
    store: "TinyDBStore",
    settings: Path | None = None,
    sift: Sift = lambda data: (data, []),
    is_own: "IsOwn" = lambda _: False,
    zone: tzinfo = UTC,
    *,
    erase_cached: Callable[[], None] = lambda: None,
) -> "StoreSafekeeping":
    """Return what takes care of the files of a store; `sift` is for the `settings` in a backup.

    `is_own` tells which files a backup never replaces. Times in words are on the clock of `zone`.
    `erase_cached` removes what the cache holds of people.
    """
    return StoreSafekeeping(store, store.parts, settings, sift, is_own, zone, erase_cached=erase_cached)


class StoreSafekeeping:
    """Backups, restoring, examining, repairing and forgetting; `settings` is the settings file."""

    def __init__(  # noqa: PLR0917 - one argument for each thing it is made of
        self,
        store: "TinyDBStore",
        parts: "Parts",
        settings: Path | None,
        sift: Sift,
        is_own: "IsOwn",
        zone: tzinfo,
        *,
        erase_cached: Callable[[], None],
    ) -> None:
        self._store = store
        self._parts = parts
        self._checked = Checked()
        self._backups = Backups(parts.state.folder, parts.clock, settings, is_own)
        self._restoring = Restoring(
            parts, self._backups, settings=settings, sift=sift, run=self._run, zone=zone
        )
        self._texts = TextRestoring(parts, self._run)
        self._forgetting = Forgetting(parts, self._backups, store.session, erase_cached)
        self._erase_cached = erase_cached

    def back_up(self, kind: str) -> Backup:
        """Put a backup of the store into its own folder, and delete those that are too many."""
        self._refuse_if_for_reading()
        return self._backups.take(kind, damaged=self._parts.state.damage is not None)

    def write_backup(self, target: Path, *, replace: bool) -> Backup:
        """Write store, settings, templates and drafts into one file."""
        from netui.user_file import refuse_to_replace

        if is_folder(target):
            target /= f"netui-{self._parts.clock.now():%Y%m%dT%H%M%SZ}.zip"
        if not replace:
            refuse_to_replace([target])
        try:
            return self._backups.write(target, damaged=self._parts.state.damage is not None)
        except OSError as error:
            if Path(file_of(error)) == self._parts.state.folder / LOCK:
                target = self._parts.state.folder / LOCK
            raise StoreError(
                f"{target} cannot be written ({error.strerror or error}): check the folder and the disk"
            ) from error

    def backups(self) -> list[Backup]:
        """Return the backups in the store's own folder, the newest first."""
        return self._backups.all()

    def plan_file(self, source: Path) -> Restoration:
        """Say what restoring a file would do."""
        return (self._texts.plan if is_store_text(source) else self._restoring.plan_file)(source)

    def restore_file(self, source: Path) -> Restoration:
        """Make the state that of a backup, or of a text."""
        self._refuse_if_for_reading()
        restore = self._texts.restore if is_store_text(source) else self._restoring.restore_file
        try:
            return restore(source)
        finally:
            self._erase_cached()

    def text(self, people: frozenset[int] | None, *, uids: bool = False) -> Iterator[str]:
        """Yield the whole store as JSON, or some people with all that is about no one else.

        With `uids` it is a text to compare with that of another machine.
        """
        state = self._parts.state
        documents = {each.name: each.documents for each in state.collections.values()}
        whole = people is None
        held = documents if people is None else chosen(documents, people)
        return (uid_text if uids else store_text)(held, schema=state.own_schema, whole=whole)

    def plan_instant(self, at: datetime, after: int | None = None) -> Restoration:
        """Say what going back to an instant would do; with `after`, to right after that change."""
        return self._restoring.plan_instant(at, after)

    def restore_instant(self, at: datetime, after: int | None = None) -> Restoration:
        """Make the state that of an instant, or right after a change, as one transaction."""
        try:
            return self._restoring.restore_instant(at, after)
        finally:
            self._erase_cached()

    def examine(self) -> Health:
        """Look at every file; nothing is written."""
        return self._with_strays(self._doctor().examine())

    def _with_strays(self, health: Health) -> Health:
        if self._parts.state.damage is not None:
            return health
        strays = tuple(
            Finding(
                file=str(path.relative_to(self._parts.state.folder)),
                what="this draft belongs to someone who was forgotten",
                remedy="run `netui doctor --repair`, which removes it",
            )
            for path in self._forgetting.strays()
        )
        return replace(health, findings=(*health.findings, *strays))

    def repair(self) -> Health:
        """Back everything up, fix what can be fixed, and check again."""
        try:
            return self._repair()
        finally:
            self._erase_cached()

    def _repair(self) -> Health:
        from netui.storage.meeting.two_histories import settle
        from netui.storage.safety.repair import Commit, Repair

        self._refuse_if_for_reading()
        state = self._parts.state
        for refused in unwritable(state.folder):
            raise StoreReadOnlyError(f"{refused}; nothing was repaired")
        if state.damage is None and self._parts.transactions.read_only is None:
            self._forgetting.finish()
        strays = [] if state.damage is not None else list(self._forgetting.strays())
        for path in strays:
            remove_draft(path)
        if not strays and not self._doctor().is_hurt():
            before = self.examine()
            if before.ok or (len(before.problems) == 1 and only_backups(self._backups) is not None):
                if self._parts.transactions.read_only is None:
                    settle(state.folder)
                return before
        repair = Repair(
            state.folder,
            schema=state.own_schema,
            clock=self._parts.clock,
            backups=self._backups,
            checked=self._checked,
        )
        found = repair.repair_files()
        store = open_store(state.folder, clock=self._parts.clock, session=self._store.session)
        try:
            if store.read_only is None:

                def write(label: str, documents: dict[tuple[str, int], Raw | None]) -> None:
                    with store.transaction(label):
                        for (name, document_id), document in documents.items():
                            store.put(name, document_id, document)

                repair.take_in(found, Commit(lambda: dict(store.collections), lambda: store.last_id, write))
                after = self._with_strays(self._doctor().examine_held(store.parts.state))
            else:
                after = self.examine()
        finally:
            store.close()
        return replace(after, done=tuple(repair.done), lost=repair.lost, hurt=tuple(found.hurt))

    def people_gone(self) -> list[Person]:
        """Return those who were deleted but are still told of in history."""
        return self._forgetting.gone()

    def people_in_drafts(self, name: str) -> list[Person]:
        """Return those who are only told of in drafts that name them."""
        wanted = name.casefold().encode()
        found = {
            subject: Person(id=subject, name=name)
            for path, subject in self._forgetting.strays().items()
            for file in ([path] if path.is_file() else sorted(path.glob("*")))
            if file.is_file() and wanted in read_file(file).decode("utf-8", "replace").casefold().encode()
        }
        return list(found.values())

    def foreign(self) -> list[str]:
        """Name what is in the store's folders and isn't netui's; raise StoreDamagedError if in the way."""
        self._forgetting.refuse_if_in_the_way()
        return foreign(self._parts.state.folder)

    def unsearchable(self) -> int:
        """Count the files that a forgetting deletes because no one can be looked for in them."""
        return self._forgetting.unsearchable()

    def finish_forgetting(self) -> bool:
        """Finish what was cut off after someone was taken out of the store; False if nothing was."""
        with self._parts.transactions.explained():
            return self._forgetting.finish()

    def merged_into(self, person: Person) -> list[Person]:
        """Return the records that were merged into a person's and are still told of in history."""
        return self._forgetting.merged_into(person)

    def forget(self, person: Person) -> Erasure:
        """Erase one person everywhere, for good, with the records that were merged into theirs."""
        self._forgetting.refuse_if_in_the_way()
        self.finish_forgetting()
        return self._forgetting.forget(person)

    def _run(self, label: str, body: Callable[[], None]) -> int | None:
        """Run a body as a transaction; return its number, or None if it changed nothing."""
        made: list[int] = []
        stop = self._store.subscribe(lambda change: made.append(change.seq) if change.ours else None)
        try:
            with self._store.transaction(label):
                body()
        finally:
            stop()
        return made[-1] if made else None

    def _doctor(self) -> Doctor:
        return Doctor(
            self._parts.state.folder,
            schema=self._parts.state.own_schema,
            backups=self._backups,
            checked=self._checked,
        )

    def _refuse_if_for_reading(self) -> None:
        refusal = self._parts.transactions.refusal
        if refusal is not None:
            raise StoreReadOnlyError(refusal)
