"""Exports: people, what is due with them, or everything, as text for other programs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol, assert_never

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.journal.exporting import DAYS_AHEAD, CalendarEntry, CardVersion, Columns, ExportFormat
from netui.domain.people.contact import Contact
from netui.domain.people.field_values import Names
from netui.domain.plan.event import Event, EventState
from netui.domain.time.calendar_ends import days_after, time_after
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, RowKind, RowState, day_words
from netui.services.journal.person_pages import PagePorts, PersonPages
from netui.services.people.people import require_contact
from netui.services.people.search import ContactSearch
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.week.agenda import AgendaService
from netui.typed_path import is_folder, real_path, typed_path

_TALKS = frozenset({InterviewStatus.SCHEDULED, InterviewStatus.DONE})
_OWN_ENTRIES = frozenset({RowKind.INTERVIEW, RowKind.EVENT})
"""Rows of the agenda that stand in a calendar as talks and events already."""


class Writers(Protocol):
    """Makes texts of people and of what is due."""

    def csv(self, people: Iterable[Contact], names: Names, *, raw: bool, columns: Columns) -> str:
        """Return people as CSV; `raw` as they are stored, else safe in a spreadsheet."""

    def vcard(self, people: Iterable[Contact], names: Names, *, notes: bool, version: CardVersion) -> str:
        """Return people as vCards; `notes` says whether what is private goes in."""

    def ics(self, entries: Iterable[CalendarEntry], written_at: datetime) -> str:
        """Return days and interviews as iCalendar."""


class Export(Struct, frozen=True, kw_only=True):
    """A text, and how many people or entries are in it; `left_out` counts people who are archived.

    A file of it begins with a byte order mark where it is `marked`, for spreadsheets know UTF-8 by that.
    """

    format: ExportFormat
    text: str
    count: int
    left_out: int = 0
    marked: bool = False

    @property
    def words(self) -> str:
        """What is in it: "41 people", "1 entry"."""
        return counted(self.count, *self.format.counted)


class ExportService:
    """Writes out what is stored; nothing stored is changed.

    `whole` yields the store as JSON, of everybody (None) or of some people; `ports.folder` is the store's own
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
        whole: Callable[[frozenset[int] | None], Iterator[str]],
        save: Callable[[Path, str], None],
        ports: PagePorts,
    ) -> None:
        self._store = store
        self._present = present
        self._search = search
        self._agenda = agenda
        self._names = names
        self._writers = writers
        self._whole = whole
        self._save = save
        self._inside = ports.folder
        self.pages = PersonPages(store, search, names, ports)

    def query(
        self,
        wanted: ExportFormat,
        query: str,
        *,
        raw: bool = False,
        days: int = DAYS_AHEAD,
        version: CardVersion = CardVersion.THREE,
        columns: Columns = Columns.NETUI,
    ) -> Export:
        """Export those a query fits, in the order of their names; an empty one fits all but the archived.

        JSON, and a calendar, hold everything where the query is empty. Raises InvalidValueError.
        """
        rows = self._search.search(query)
        left_out = 0
        if not query.strip() and wanted.is_of_people:
            left_out = self._store.contacts.count() - len(rows)
        people = [row.id for row in rows] if query.strip() or wanted.is_of_people else None
        made = self.of(wanted, people, raw=raw, days=days, version=version, columns=columns)
        return replace(made, left_out=left_out)

    def of(
        self,
        wanted: ExportFormat,
        people: Sequence[int] | None,
        *,
        raw: bool = False,
        days: int = DAYS_AHEAD,
        version: CardVersion = CardVersion.THREE,
        columns: Columns = Columns.NETUI,
    ) -> Export:
        """Export these people; None means everyone, and also what is about no one."""
        if wanted is ExportFormat.ICS:
            chosen = None if people is None else frozenset(people)
            entries = sorted(self._entries(chosen, days), key=lambda one: (self._day(one.start), one.uid))
            text = self._writers.ics(entries, self._present.now())
            return Export(format=wanted, text=text, count=len(entries))
        if wanted is ExportFormat.JSON:
            count = self._store.contacts.count() if people is None else len(people)
            pieces = self._whole(None if people is None else frozenset(people))
            return Export(format=wanted, text="".join(pieces), count=count)
        ids = [row.id for row in self._store.contacts.rows()] if people is None else people
        found = self._store.contacts.get_many(ids)
        if wanted is ExportFormat.CSV:
            text = self._writers.csv(found, self._names, raw=raw, columns=columns)
            marked = not raw and columns is not Columns.GOOGLE  # whose import takes the mark for a letter
            return Export(format=wanted, text=text, count=len(found), marked=marked)
        if wanted is ExportFormat.VCARD:
            text = self._writers.vcard(found, self._names, notes=True, version=version)
            return Export(format=wanted, text=text, count=len(found))
        assert_never(wanted)

    def card(self, contact_id: int) -> str:
        """Return a person's vCard to hand on: without the notes on them."""
        person = require_contact(self._store, contact_id)
        return self._writers.vcard([person], self._names, notes=False, version=CardVersion.THREE)

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

    def write(self, made: Export, path: Path) -> Path:
        """Write an export, readable by the user alone, whole or not at all; return the file."""
        target = self.target(made.format, path)
        self._save(target, f"\ufeff{made.text}" if made.marked else made.text)
        return target

    # Calendar

    def _entries(self, people: frozenset[int] | None, days: int) -> Iterator[CalendarEntry]:
        yield from (self._interview(one) for one in self._store.interviews.all() if _is_held(one, people))
        yield from (self._event(one) for one in self._store.of(Event).all() if _is_met(one, people))
        today = self._present.today()
        for row in self._agenda().until(days_after(today, days), calendar=True).rows:
            if row.kind not in _OWN_ENTRIES and (people is None or row.contact_id in people):
                for one in row.items or (row,):
                    yield _due(one, today)

    def _interview(self, interview: Interview) -> CalendarEntry:
        row = self._store.contacts.row(interview.contact_id) if interview.contact_id is not None else None
        company = interview.company or (row.company if row else "")
        who = " · ".join(part for part in (row.name if row else interview.contact_name, company) if part)
        assert interview.at is not None
        return CalendarEntry(
            uid=interview.uid,
            summary=f"Talk with {who or 'someone'}",
            start=interview.at,
            end=interview.ends_at,
            description=interview.goal,
            location=interview.place or interview.medium.value,
        )

    def _event(self, event: Event) -> CalendarEntry:
        return CalendarEntry(
            uid=event.uid,
            summary=event.title,
            start=event.at or event.on,
            end=time_after(event.at, timedelta(hours=2)) if event.at else None,
            description=event.goals,
            location=event.place,
        )

    def _day(self, start: date | datetime) -> date:
        return self._present.local(start).date() if isinstance(start, datetime) else start


def _is_held(interview: Interview, people: frozenset[int] | None) -> bool:
    wanted = people is None or interview.contact_id in people
    return wanted and interview.at is not None and interview.status in _TALKS


def _is_met(event: Event, people: frozenset[int] | None) -> bool:
    wanted = people is None or not people.isdisjoint(event.contact_ids)
    return wanted and event.state is not EventState.SKIPPED


def _due(row: AgendaRow, today: date) -> CalendarEntry:
    """Return a row of the agenda as a day; what is late is put on today, where it is seen."""
    late = row.state is RowState.OVERDUE and row.due_on < today
    since = f" (since {day_words(row.due_on, today)})" if late else ""
    about = " · ".join(part for part in (row.who, row.about) if part)
    words = ": ".join(part for part in (row.kind.word, about, row.text) if part)
    return CalendarEntry(
        uid=row.id, summary=f"{words}{since}", start=max(row.due_on, today), description=row.why
    )
