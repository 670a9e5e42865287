"""Importing people: planned without a write, applied as one transaction that one undo reverts."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, groupby
from pathlib import Path
from types import MappingProxyType
from typing import Protocol
from uuid import uuid4

from msgspec import Struct, field

from netui.domain.counted import count_people, counted
from netui.domain.errors import ImportFileError, InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.check_in import cadence_of, with_next_due
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.people.importing import (
    FORMATS,
    ColumnMapping,
    Extras,
    GuessedColumn,
    ImportedPerson,
    Messages,
    RejectedRow,
)
from netui.domain.people.typed_fields import TypedFields
from netui.domain.values import replace
from netui.services.people.collecting import CollectPlan, CollectService
from netui.services.people.import_facts import Edit, Options, apply_facts
from netui.services.people.import_planning import Place, Planner, Rows, named_in, with_first_check_ins
from netui.services.people.ledger import Ledger, left_out
from netui.services.people.milestones import notice_new_job
from netui.services.people.named_people import NamedPeople
from netui.services.people.packed_rows import PackedRows
from netui.services.ports import ExportReader, PeopleReader, Store, TableReader
from netui.services.present import Present

Row = ImportedPerson | RejectedRow
Batches = tuple[tuple[str, Rows], ...]
Progress = Callable[[int, int | None], None]
"""Told (rows done, rows in all or None while that is not known)."""

TABLE = "csv"
"""The format of any table."""
_NO_MAPPING: ColumnMapping = MappingProxyType({})
_BEAT = 256


class OwnTexts(Protocol):
    """Where what the user says about themselves is kept, by platform and name of the field."""

    def empty_fields(self, platform: str, texts: Mapping[str, str]) -> list[str]:
        """Return which of these texts `fill` would write."""

    def fill(self, platform: str, texts: Mapping[str, str]) -> None:
        """Write texts into the fields that are empty."""


class Read(Struct, frozen=True):
    """What was read: for each file the name of its format and its rows, and what else there was."""

    batches: Batches = ()
    extras: tuple[Extras, ...] = ()
    messages: Messages = Messages.NONE


class ImportPlan(Ledger, frozen=True, kw_only=True, dict=True):
    """What an import would do; nothing is written until it is applied.

    `read` is kept to be matched again if the network changed in the meantime; `collected` are the entries for
    the log; `seen` is the network they were matched with. `gone` are the rows of people who have gone since
    the user saw a plan, and `named` who the rows of new people name.
    """

    label: str = "Import nothing"
    options: Options = field(default_factory=Options)
    read: Read = field(default_factory=Read)
    collected: CollectPlan | None = None
    seen: Sequence[ContactRow] = ()
    additions: Iterable[Contact] = ()
    edits: tuple[Edit, ...] = ()
    named: Mapping[int, TypedFields] = MappingProxyType({})
    new_ids: Sequence[int] = ()
    gone: frozenset[Place] = frozenset()


class ImportService:
    """Imports people from other programs' files.

    `readers` are the formats by name; `detect` names the format of a file, or raises ImportFileError;
    `backup` is called before an import that writes. `collecting` logs messages and invitations, and
    `own_texts` keeps what is about the user; without them these stay out.
    """

    def __init__(  # noqa: PLR0917 - one argument for each thing it works with
        self,
        store: Store,
        present: Present,
        readers: Mapping[str, PeopleReader] | None = None,
        detect: Callable[[Path], str] | None = None,
        backup: Callable[[], None] | None = None,
        collecting: Callable[[], CollectService] | None = None,
        own_texts: Callable[[], OwnTexts] | None = None,
    ) -> None:
        self._collecting = collecting
        self._own_texts = own_texts
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
        messages: Messages = Messages.NONE,
    ) -> ImportPlan:
        """Read files and plan their import; raise ImportFileError for a file that cannot be read.

        `instead_of` is the plan the user has seen: who has gone since doesn't come in again. `mapping` says
        what columns of a table hold, `messages` what of messages comes into the log.
        """
        batches: list[tuple[str, Rows]] = []
        extras: list[Extras] = []
        read = count(1)
        for path in paths:
            source, reader = self._reader_of(path, format, mapping)
            found = _by_file(source, _with_beats(reader.read(path), read, progress))
            batches += found or ((source, PackedRows()),)
            if isinstance(reader, ExportReader) and self._collecting is not None:
                extras.append(reader.extras(path, messages, self._collecting().mine()))
        return self._plan(
            Read(tuple(batches), tuple(extras), messages),
            Options.of(tags, every),
            progress,
            self._gone_since(instead_of),
        )

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
        return self._plan(Read(_by_file(source, people)), Options.of(tags, every), progress)

    def apply(self, plan: ImportPlan, *, progress: Progress | None = None) -> Ledger:
        """Import what was planned, as one transaction; return the ledger of what was really done.

        What other sessions changed since the plan was made is matched again first; someone known who was
        deleted or forgotten since doesn't come in again.
        """
        if self._backup and plan.brings_something:
            self._backup()
        with self._store.transaction(plan.label):
            rows = self._store.contacts.rows()
            if rows is not plan.seen and list(rows) != list(plan.seen):
                plan = self._plan(plan.read, plan.options, None, self._gone_since(plan))
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
        read: Read,
        options: Options,
        progress: Progress | None,
        gone: frozenset[Place] = frozenset(),
    ) -> ImportPlan:
        seen = self._store.contacts.rows()
        planner = Planner(self._store, seen, options, self._present.today(), gone)
        total = sum(len(rows) for _, rows in read.batches)
        done = 0
        for source, rows in read.batches:
            for _ in planner.take(source, rows):
                done += 1
                if progress and (done % _BEAT == 0 or done == total):
                    progress(done, total)
        traces = [trace for one in read.extras for trace in one.traces]
        collected = None
        if traces and self._collecting is not None:
            collected = self._collecting().propose(traces, planner.everyone())
        own = self._own_texts() if self._own_texts is not None else None
        names = [
            f"{platform} {', '.join(fields)}"
            for one in read.extras
            for platform, texts in one.own.items()
            if own is not None and (fields := own.empty_fields(platform, texts))
        ]
        logged = len(collected.proposals) if collected is not None else 0
        return ImportPlan(
            rows=planner.rows,
            label=_label(planner, {source for source, _ in read.batches}, logged, own=bool(names)),
            files=tuple(file for one in read.extras for file in one.files),
            logged=logged,
            left=left_out(collected),
            own=tuple(names),
            collected=collected,
            options=options,
            read=read,
            seen=seen,
            additions=planner.additions,
            edits=planner.edits,
            named=planner.named,
            new_ids=planner.new_ids,
            gone=gone,
        ).looked_through()

    def _write(self, plan: ImportPlan, progress: Progress | None) -> Ledger:
        now, today = self._present.now(), self._present.today()
        rules = self._store.preferences.load().rules
        known = self._store.contacts.get_many(edit.contact_id for edit in plan.edits)
        facts = {edit.contact_id: edit.facts for edit in plan.edits}
        edited = [
            replace(apply_facts(before, facts[before.id], plan.options, today)[0], updated_at=now)
            for before in known
        ]
        for before, after in zip(known, edited, strict=True):
            notice_new_job(self._store, self._present, before, after)
        rhythmless = {before.id for before in known if cadence_of(before, rules) is None}
        fresh = [person for person in edited if person.id in rhythmless]
        total, ids = plan.added + len(edited), array("q")
        settled = chain(
            with_first_check_ins(lambda: chain(plan.additions, fresh), rules, today),
            (with_next_due(person, rules) for person in edited if person.id not in rhythmless),
        )
        for done, person in enumerate(settled, start=1):
            if person.id > 0:
                self._store.contacts.save(person)
            else:
                ids.append(self._store.new_id())
                new = replace(person, id=ids[-1], uid=str(uuid4()), reviewed_on=today)
                self._store.contacts.add(replace(new, created_at=now, updated_at=now))
            if progress and (done % _BEAT == 0 or done == total):
                progress(done, total)
        named = {ids[-new_id - 1]: typed for new_id, typed in plan.named.items()}
        for contact_id, several in facts.items():
            named[contact_id] = tuple(one for fact in several for one in named_in(fact.person))
        NamedPeople(self._store, self._present).put(named)
        logged = self._log(plan, ids, progress)
        for one in plan.read.extras:
            for platform, texts in one.own.items():
                if self._own_texts is not None:
                    self._own_texts().fill(platform, texts)
        rows = zip(plan.rows, plan.new_ids, strict=True)
        return Ledger(
            files=plan.files,
            logged=logged,
            left=plan.left,
            own=plan.own,
            rows=PackedRows(
                replace(row, contact_id=ids[-new_id - 1]) if new_id else row for row, new_id in rows
            ),
        ).looked_through()

    def _log(self, plan: ImportPlan, ids: Sequence[int], progress: Progress | None) -> int:
        """Log what the export says of contact with people; those who are new have their ids now."""
        if plan.collected is None or self._collecting is None:
            return 0
        proposals = [
            replace(each, contact_ids=tuple(ids[-one - 1] if one < 0 else one for one in each.contact_ids))
            for each in plan.collected.proposals
        ]
        total = len(proposals)
        beat = None if progress is None else lambda done: progress(done, total)
        return self._collecting().log(proposals, plan.collected.window, beat)


def _with_beats(rows: Iterable[Row], read: Iterator[int], progress: Progress | None) -> Iterator[Row]:
    """Yield rows, and tell now and then how many were read, of all files."""
    for row in rows:
        done = next(read)
        if progress and done % _BEAT == 0:
            progress(done, None)
        yield row


def _by_file(source: str, rows: Iterable[Row]) -> Batches:
    return tuple((source, PackedRows(group)) for _, group in groupby(rows, key=lambda row: row.file))


def _label(planner: Planner, sources: set[str], logged: int, *, own: bool) -> str:
    added, edited = len(planner.additions), len(planner.edits)
    many = added or edited
    if logged and not many:
        return f"Log {counted(logged, 'entry', 'entries')} from {_source(sources)}"
    if own and not many:
        return f"Fill in your own bio from {_source(sources)}"
    done = f"{'Import' if added else 'Update'} {count_people(many)}" + (
        f" and update {edited:,}" if added and edited else ""
    )
    return f"{done} from {_source(sources)}"


def _source(sources: set[str]) -> str:
    return FORMATS.get(next(iter(sources)), "a file") if len(sources) == 1 else "several files"
