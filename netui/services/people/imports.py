"""Importing people: planned without a write, applied as one transaction that one undo reverts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

from msgspec import Struct, field

from netui.domain.counted import count_people
from netui.domain.errors import ImportFileError, InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.check_in import cadence_of, with_next_due
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.people.importing import (
    FORMATS,
    ColumnMapping,
    GuessedColumn,
    ImportedPerson,
    LedgerAction,
    LedgerRow,
    RejectedRow,
)
from netui.domain.people.typed_fields import TypedFields
from netui.domain.values import replace
from netui.services.people.import_planning import (
    Edit,
    Options,
    Place,
    Planner,
    apply_facts,
    with_first_check_ins,
)
from netui.services.people.milestones import notice_new_job
from netui.services.people.named_people import NamedPeople
from netui.services.ports import PeopleReader, Store, TableReader
from netui.services.present import Present

Row = ImportedPerson | RejectedRow
Rows = tuple[Row, ...]
Batches = tuple[tuple[str, Rows], ...]
Progress = Callable[[int, int | None], None]
"""Told (rows done, rows in all or None while that is not known)."""

KEPT = "kept"
TABLE = "csv"
"""The format of any table."""
_NO_MAPPING: ColumnMapping = MappingProxyType({})
_BEAT = 256


class Ledger(Struct, frozen=True, kw_only=True, dict=True):
    """What became of every row, in the order of the files."""

    rows: tuple[LedgerRow, ...] = ()

    @cached_property
    def counts(self) -> Mapping[LedgerAction, int]:
        """How many rows there are of each action."""
        counts = dict.fromkeys(LedgerAction, 0)
        for row in self.rows:
            counts[row.action] += 1
        return counts

    def only(self, which: str) -> Sequence[LedgerRow]:
        """Return the rows of an action, those where something is `KEPT`, or all for ""."""
        if which == KEPT:
            return [row for row in self.rows if row.kept]
        return [row for row in self.rows if row.action == which] if which else self.rows

    @cached_property
    def kept(self) -> int:
        """How many rows have something else than what was changed by hand, which stays."""
        return len(self.only(KEPT))

    @property
    def added(self) -> int:
        """How many people are new."""
        return self.counts[LedgerAction.ADDED]

    @property
    def updated(self) -> int:
        """How many rows say something new about someone known."""
        return self.counts[LedgerAction.UPDATED]

    @property
    def added_ids(self) -> tuple[int, ...]:
        """The contacts that were added; empty in a plan."""
        ids = (row.contact_id for row in self.rows if row.action is LedgerAction.ADDED)
        return tuple(contact_id for contact_id in ids if contact_id is not None)


class ImportPlan(Ledger, frozen=True, kw_only=True, dict=True):
    """What an import would do; nothing is written until it is applied.

    `batches` are the rows as they were read, by the name of their format, kept to be matched again if the
    network changed in the meantime; `seen` is the network they were matched with. `gone` are the rows of
    people who have gone since the user saw a plan, and `named` what the rows of new people say of others.
    """

    label: str = "Import nothing"
    options: Options = field(default_factory=Options)
    batches: Batches = ()
    seen: Sequence[ContactRow] = ()
    additions: tuple[Contact, ...] = ()
    edits: tuple[Edit, ...] = ()
    named: Mapping[int, TypedFields] = MappingProxyType({})
    new_ids: tuple[int | None, ...] = ()
    gone: frozenset[Place] = frozenset()


class ImportService:
    """Imports people from other programs' files.

    `readers` are the formats by name; `detect` names the format of a file, or raises ImportFileError;
    `backup` is called before an import that writes.
    """

    def __init__(
        self,
        store: Store,
        present: Present,
        *,
        readers: Mapping[str, PeopleReader] | None = None,
        detect: Callable[[Path], str] | None = None,
        backup: Callable[[], None] | None = None,
    ) -> None:
        self._store = store
        self._present = present
        self._readers = dict(readers or {})
        self._detect = detect
        self._backup = backup

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of the formats that can be read, without "auto"."""
        return tuple(self._readers)

    def preview(
        self,
        paths: Iterable[Path],
        format: str = "auto",  # noqa: A002  named as the option people type
        *,
        tags: Iterable[str] = (),
        every: Cadence | None = None,
        progress: Progress | None = None,
        instead_of: ImportPlan | None = None,
        mapping: ColumnMapping = _NO_MAPPING,
    ) -> ImportPlan:
        """Read files and plan their import; raise ImportFileError for a file that cannot be read.

        `instead_of` is the plan the user has seen: who has gone since doesn't come in again. `mapping` says
        what columns of a table hold.
        """
        batches: list[tuple[str, Rows]] = []
        read = 0
        for path in paths:
            source, reader = self._reader_of(path, format, mapping)
            rows: list[Row] = []
            for row in reader.read(path):
                rows.append(row)
                read += 1
                if progress and read % _BEAT == 0:
                    progress(read, None)
            batches.append((source, tuple(rows)))
        return self._plan(tuple(batches), Options.of(tags, every), progress, self._gone_since(instead_of))

    def plan(
        self,
        people: Iterable[Row],
        *,
        source: str = "linkedin",
        tags: Iterable[str] = (),
        every: Cadence | None = None,
        progress: Progress | None = None,
    ) -> ImportPlan:
        """Match people with the network and say what importing them would do; nothing is written."""
        return self._plan(((source, tuple(people)),), Options.of(tags, every), progress)

    def apply(self, plan: ImportPlan, *, progress: Progress | None = None) -> Ledger:
        """Import what was planned, as one transaction; return the ledger of what was really done.

        What other sessions changed since the plan was made is matched again first; someone known who was
        deleted or forgotten since doesn't come in again.
        """
        if self._backup and (plan.additions or plan.edits):
            self._backup()
        with self._store.transaction(plan.label):
            rows = self._store.contacts.rows()
            if rows is not plan.seen and list(rows) != list(plan.seen):
                plan = self._plan(plan.batches, plan.options, None, self._gone_since(plan))
                self._store.relabel(plan.label)
            return self._write(plan, progress)

    def newest(self, ids: Iterable[int]) -> list[ContactRow]:
        """Return the imported people who are still here, the latest connection first, to go through."""
        wanted = set(ids)
        rows = [row for row in self._store.contacts.rows() if row.id in wanted and row.archived_at is None]
        # Days are turned into numbers so that those without one come last and equal days keep their order.
        return sorted(rows, key=lambda row: -row.met_on.toordinal() if row.met_on else 0)

    def columns(self, path: Path, mapping: ColumnMapping = _NO_MAPPING) -> Sequence[GuessedColumn]:
        """Return the columns of a table, as they are guessed; raise ImportFileError for another file."""
        _, reader = self._reader_of(path, TABLE, mapping)
        return reader.columns(path) if isinstance(reader, TableReader) else ()

    def _reader_of(self, path: Path, wanted: str, mapping: ColumnMapping) -> tuple[str, PeopleReader]:
        """Return the reader of a file, which goes by the mapping; what none knows is a table then."""
        if not mapping:
            source = self._format_of(path, wanted)
            return source, self._readers[source]
        try:
            source = self._format_of(path, wanted)
        except ImportFileError:
            source = TABLE
        reader = self._readers.get(source)
        if not isinstance(reader, TableReader):
            raise InvalidValueError(f"{path.name} isn't a table: a mapping is for the columns of one")
        return source, reader.with_mapping(mapping)

    def _format_of(self, path: Path, wanted: str) -> str:
        source = self._detect(path) if wanted == "auto" and self._detect else wanted
        if source not in self._readers:
            raise InvalidValueError(f"“{source}” is no format: it is one of {', '.join(self._readers)}")
        return source

    def _gone_since(self, plan: ImportPlan | None) -> frozenset[Place]:
        """Return the rows of people who were known when a plan was made, and have gone since."""
        if plan is None:
            return frozenset()
        return plan.gone.union(
            (row.file, row.line)
            for row in plan.rows
            if row.contact_id is not None and self._store.contacts.row(row.contact_id) is None
        )

    def _plan(
        self,
        batches: Batches,
        options: Options,
        progress: Progress | None,
        gone: frozenset[Place] = frozenset(),
    ) -> ImportPlan:
        seen = self._store.contacts.rows()
        planner = Planner(self._store, seen, options, self._present.today(), gone)
        total = sum(len(rows) for _, rows in batches)
        done = 0
        for source, rows in batches:
            for _, group in groupby(rows, key=lambda row: row.file):
                for _ in planner.take(source, list(group)):
                    done += 1
                    if progress and (done % _BEAT == 0 or done == total):
                        progress(done, total)
        return ImportPlan(
            rows=tuple(planner.rows),
            label=_label(planner, {source for source, _ in batches}),
            options=options,
            batches=batches,
            seen=seen,
            additions=planner.additions,
            edits=planner.edits,
            named=planner.named,
            new_ids=tuple(planner.new_ids),
            gone=gone,
        )

    def _write(self, plan: ImportPlan, progress: Progress | None) -> Ledger:
        now, today = self._present.now(), self._present.today()
        rules = self._store.preferences.load().rules
        new = [
            replace(
                person,
                id=self._store.new_id(),
                uid=str(uuid4()),
                created_at=now,
                updated_at=now,
                reviewed_on=today,
            )
            for person in plan.additions
        ]
        ids = {draft.id: person.id for draft, person in zip(plan.additions, new, strict=True)}
        known = self._store.contacts.get_many(edit.contact_id for edit in plan.edits)
        facts = {edit.contact_id: edit.facts for edit in plan.edits}
        edited = [
            replace(apply_facts(before, facts[before.id], plan.options, today)[0], updated_at=now)
            for before in known
        ]
        for before, after in zip(known, edited, strict=True):
            notice_new_job(self._store, self._present, before, after)
        rhythmless = {before.id for before in known if cadence_of(before, rules) is None}
        fresh = [*new, *(person for person in edited if person.id in rhythmless)]
        settled = [*with_first_check_ins(fresh, rules, today)]
        settled += [with_next_due(person, rules) for person in edited if person.id not in rhythmless]
        for done, person in enumerate(settled, start=1):
            if person.id in facts:
                self._store.contacts.save(person)
            else:
                self._store.contacts.add(person)
            if progress and (done % _BEAT == 0 or done == len(settled)):
                progress(done, len(settled))
        named = {ids[new_id]: typed for new_id, typed in plan.named.items()}
        for contact_id, several in facts.items():
            named[contact_id] = tuple(one for fact in several for one in fact.person.typed)
        NamedPeople(self._store, self._present).put(named)
        rows = zip(plan.rows, plan.new_ids, strict=True)
        return Ledger(
            rows=tuple(
                row if new_id is None else replace(row, contact_id=ids[new_id]) for row, new_id in rows
            )
        )


def _label(planner: Planner, sources: set[str]) -> str:
    added, edited = len(planner.additions), len(planner.edits)
    count = added or edited
    done = f"{'Import' if added else 'Update'} {count_people(count)}" + (
        f" and update {edited:,}" if added and edited else ""
    )
    source = FORMATS.get(next(iter(sources)), "a file") if len(sources) == 1 else "several files"
    return f"{done} from {source}"
