"""Exports: people, what is due with them, or everything, as text for other programs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, Protocol, assert_never

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.journal.calendar import WHOLE_CALENDAR, CalendarChoice, CalendarEntry
from netui.domain.journal.exporting import CardVersion, Columns, ExportFormat, FolderWritten, MadeFile
from netui.domain.people.contact import Contact
from netui.domain.people.field_values import Names
from netui.domain.values import replace
from netui.services.journal.calendar import CalendarService
from netui.services.journal.person_pages import PagePorts, PersonPages
from netui.services.people.people import require_contact
from netui.services.people.search import ContactSearch
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.week.agenda import AgendaService
from netui.typed_path import is_folder, real_path, typed_path

_AT_ONCE = 500


class Writers(Protocol):
    """Makes texts of people and of what is due."""

    def csv(self, people: Iterable[Contact], names: Names, *, raw: bool, columns: Columns) -> Iterator[str]:
        """Yield the rows of people as CSV; `raw` as they are stored, else safe in a spreadsheet.

        The people are gone through twice.
        """

    def vcard(
        self, people: Iterable[Contact], names: Names, *, notes: bool, version: CardVersion
    ) -> Iterator[str]:
        """Yield the vCard of each person; `notes` says whether what is private goes in."""

    def ics(self, entries: Iterable[CalendarEntry]) -> str:
        """Return a calendar as one file."""

    def ics_files(self, entries: Iterable[CalendarEntry]) -> Mapping[str, str]:
        """Return a file for each entry of a calendar, by its name."""

    def made_ics(self, name: str, file: IO[bytes]) -> bytes | None:
        """Return what a file of a folder holds, if it is an entry of a calendar as netui writes it."""


class ExportPorts(PagePorts, Protocol):
    """What writing exports needs from outside."""

    def save(self, path: Path, text: str | Iterable[str]) -> None:
        """Write a file from a text or from pieces of one, and never over one of netui's own."""

    def save_folder(self, folder: Path, files: Mapping[str, str], made: MadeFile) -> FolderWritten:
        """Make the files that netui keeps in a folder these; nothing else in it is touched."""
        ...


class Export(Struct, frozen=True, kw_only=True):
    """A text, and how many people or entries are in it; `left_out` counts people who are archived.

    The text is written piece by piece as it is read; each call of `pieces` begins from the start.

    A file of it begins with a byte order mark where it is `marked`, for spreadsheets know UTF-8 by that.
    `folder` says what became of a folder of files, whose text it doesn't hold.
    """

    format: ExportFormat
    pieces: Callable[[], Iterable[str]] = tuple
    count: int
    left_out: int = 0
    marked: bool = False
    folder: FolderWritten | None = None

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.pieces())

    @property
    def words(self) -> str:
        """What is in it: "41 people", "1 entry"."""
        return counted(self.count, *self.format.counted)


class _Found:
    """People, read a few hundred at a time whenever they are gone through."""

    def __init__(self, store: Store, ids: Sequence[int]) -> None:
        self._store = store
        self._ids = ids

    def __iter__(self) -> Iterator[Contact]:
        for start in range(0, len(self._ids), _AT_ONCE):
            yield from self._store.contacts.get_many(self._ids[start : start + _AT_ONCE])


class ExportService:
    """Writes out what is stored; nothing stored is changed.

    `whole` yields the store as JSON, of everybody (None) or of some people, with
    uids for ids where they are asked for; `ports.folder` is the store's own
    folder, into which no export is written. `pages` writes a page for each person.
    """

    def __init__(
        self,
        store: Store,
        present: Present,
        search: ContactSearch,
        *,
        agenda: Callable[[], AgendaService],
        names: Names,
        writers: Writers,
        whole: Callable[[frozenset[int] | None, bool], Iterator[str]],
        ports: ExportPorts,
    ) -> None:
        self._store = store
        self._search = search
        self._calendar = CalendarService(store, present, agenda)
        self._names = names
        self._writers = writers
        self._whole = whole
        self._ports = ports
        self._inside = ports.folder
        self.pages = PersonPages(store, search, names, ports)

    def query(
        self,
        wanted: ExportFormat,
        query: str,
        *,
        raw: bool = False,
        calendar: CalendarChoice = WHOLE_CALENDAR,
        version: CardVersion = CardVersion.THREE,
        columns: Columns = Columns.NETUI,
        uids: bool = False,
    ) -> Export:
        """Export those a query fits, in the order of their names; an empty one fits all but the archived.

        JSON, and a calendar, hold everything where the query is empty. Raises InvalidValueError.
        """
        people = self._chosen(wanted, query)
        left_out = 0
        if not query.strip() and people is not None:
            left_out = self._store.contacts.count() - len(people)
        made = self.of(
            wanted, people, raw=raw, calendar=calendar, version=version, columns=columns, uids=uids
        )
        return replace(made, left_out=left_out)

    def _chosen(self, wanted: ExportFormat, query: str) -> list[int] | None:
        """Return who a query fits; None for everything."""
        if not query.strip() and not wanted.is_of_people:
            return None
        return [row.id for row in self._search.search(query)]

    def of(
        self,
        wanted: ExportFormat,
        people: Sequence[int] | None,
        *,
        raw: bool = False,
        calendar: CalendarChoice = WHOLE_CALENDAR,
        version: CardVersion = CardVersion.THREE,
        columns: Columns = Columns.NETUI,
        uids: bool = False,
    ) -> Export:
        """Export these people; None means everyone, and also what is about no one."""
        if wanted is ExportFormat.ICS:
            entries = self._calendar.entries(people, calendar)
            return Export(format=wanted, pieces=lambda: (self._writers.ics(entries),), count=len(entries))
        if wanted is ExportFormat.JSON:
            count = self._store.contacts.count() if people is None else len(people)
            chosen = None if people is None else frozenset(people)
            return Export(format=wanted, pieces=lambda: self._whole(chosen, uids), count=count)
        ids = [row.id for row in self._store.contacts.rows()] if people is None else [*people]
        found, names = _Found(self._store, ids), self._names
        if wanted is ExportFormat.CSV:
            marked = not raw and columns is not Columns.GOOGLE  # whose import takes the mark for a letter
            rows = partial(self._writers.csv, found, names, raw=raw, columns=columns)
            return Export(format=wanted, pieces=rows, count=len(ids), marked=marked)
        if wanted is ExportFormat.VCARD:
            cards = partial(self._writers.vcard, found, names, notes=True, version=version)
            return Export(format=wanted, pieces=cards, count=len(ids))
        assert_never(wanted)

    def card(self, contact_id: int) -> str:
        """Return a person's vCard to hand on: without the notes on them."""
        person = require_contact(self._store, contact_id)
        return "".join(self._writers.vcard([person], self._names, notes=False, version=CardVersion.THREE))

    def target(self, wanted: ExportFormat, path: Path) -> Path:
        """Return the file an export goes to, for a file or a folder; raise InvalidValueError."""
        target = typed_path(path)
        if is_folder(target):
            target /= wanted.file_name
        if not is_folder(target.parent):
            raise InvalidValueError(f"there is no folder {target.parent}: make it, or choose another")
        if self._inside is not None and real_path(target).is_relative_to(real_path(self._inside)):
            raise InvalidValueError(f"{target} lies in the store's own folder: choose another")
        return target

    def write_calendar(self, folder: Path, query: str, calendar: CalendarChoice) -> Export:
        """Write a calendar of those a query fits into a folder, as `write_calendar_of` does."""
        return self.write_calendar_of(folder, self._chosen(ExportFormat.ICS, query), calendar)

    def write_calendar_of(
        self, folder: Path, people: Sequence[int] | None, calendar: CalendarChoice
    ) -> Export:
        """Write a calendar into a folder, a file for each entry (a vdir): only what changed is written.

        What is no longer in it is removed; files that netui didn't write stay. Raises InvalidValueError.
        """
        target = self.target(ExportFormat.ICS, folder).parent
        entries = self._calendar.entries(people, calendar)
        files = self._writers.ics_files(entries)
        written = self._ports.save_folder(target, files, self._writers.made_ics)
        return Export(format=ExportFormat.ICS, count=len(entries), folder=written)

    def write(self, made: Export, path: Path) -> Path:
        """Write an export, readable by the user alone, whole or not at all; return the file."""
        target = self.target(made.format, path)
        self._ports.save(target, chain(("\ufeff",) if made.marked else (), made.pieces()))
        return target
