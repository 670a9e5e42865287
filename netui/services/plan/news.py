"""What became of it: news to everyone who gave me something, one after another, about once a quarter."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netui.domain.counted import counted
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.cadence import Cadence, Unit
from netui.domain.people.contact import ContactRow
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.favour import Favour, FavourEntry, FavourKind, FavourSource, most_telling
from netui.domain.plan.introduction import Introduction, Way
from netui.domain.preferences import Preferences
from netui.domain.time.calendar_ends import days_after
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, Lead, NewsToGivers, RowKind, ToDialog, Verb, day_words
from netui.services.agenda_source import AgendaSource
from netui.services.notes.note_occasions import news_day_of_row, news_row
from netui.services.people.people import require_contact
from netui.services.ports import Store
from netui.services.present import Present

if TYPE_CHECKING:
    from netui.services.plan.favour_ledger import FavourLedger

_ROW = "news"
_EVERY = Cadence(3, Unit.MONTHS)
_LOOKS_BACK = 365
_FEW_ENTRIES, _FEW_PEOPLE = 500, 2_000
"""Of more, the agenda leaves out what the log alone says, which would take long to read."""
_MOST_NAMED = 3
_NO_GIFTS = frozenset({FavourKind.ENGAGED, FavourKind.CONGRATULATION})
"""What asks for no news."""


class Giver(NamedTuple):
    """Someone who gave me something and has had no news since, with what that was, the oldest first."""

    row: ContactRow
    gave: tuple[FavourEntry, ...]


class NewsService(AgendaSource[NewsToGivers]):
    """Says who is to have news, and offers the round of them as one idea.

    Those who were sent news, or skipped, are left out until they give something again; the agenda remembers
    that by the id of a row for each. What was given more than a year ago is left out, too.
    """

    subjects = (NewsToGivers,)
    done_words = "write to them"

    def __init__(self, store: Store, present: Present, ledger: Callable[[], "FavourLedger"]) -> None:
        """Take the ledger as it is called for: the agenda alone does without it."""
        self._store = store
        self._present = present
        self._ledger = ledger

    @property
    def is_quick(self) -> bool:
        """Whether `people` can be asked without reading a long log."""
        store = self._store
        return store.contacts.count() <= _FEW_PEOPLE and store.interactions.has_at_most(_FEW_ENTRIES)

    def people(self) -> list[Giver]:
        """Return who is to have news, those who have waited the longest first."""
        return self._givers(entry for found in self._ledger().by_person().values() for entry in found)

    def given(self, contact_id: int) -> FavourEntry | None:
        """Return what news to a person is about: the most telling thing they gave since, else the newest."""
        row = self._store.contacts.row(contact_id)
        entries = self._ledger().of(contact_id) if row is not None else []
        found = self._givers(entries)
        received = (one for one in entries if one.direction is Direction.RECEIVED)
        return most_telling(found[0].gave) if found else next(received, None)

    def skip_person(self, contact_id: int) -> None:
        """Send no news to a person until they give something again."""
        name = require_contact(self._store, contact_id).name
        with self._store.transaction(f"Skip news to {name}"):
            self._settle([contact_id])

    # On the agenda

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the one row, a quarter after the first who has had no news gave something."""
        today, preferences = self._present.today(), self._store.preferences.load()
        if today > last or preferences.snoozed.get(_ROW, today) > today:
            return
        givers = self.people() if self.is_quick else self._givers(self._surely_given(), preferences)
        if not givers or (due_on := _EVERY.after(_since(givers))) > today:
            return
        names = ", ".join(one.row.name for one in givers[:_MOST_NAMED])
        more = f" and {len(givers) - _MOST_NAMED:,} more" if len(givers) > _MOST_NAMED else ""
        yield AgendaRow(
            id=_ROW,
            kind=RowKind.UPDATE,
            subject=NewsToGivers(),
            due_on=today,
            since=due_on,
            text=f"what became of it: news for {counted(len(givers), 'person', 'people')}",
            why=f"gave you something since {day_words(_since(givers), today)}: {names}{more}",
        )

    def done(self, _row: AgendaRow, _subject: NewsToGivers, _kind: InteractionKind | None = None) -> None:
        """Note that all of them have had news."""
        with self._store.transaction("Done: news to those who gave something"):
            self._settle(one.row.id for one in self.people())

    def skip(self, row: AgendaRow, subject: NewsToGivers) -> None:
        """Offer it again in a quarter, with the same people and those who give something by then."""
        self.snooze(row, subject, _EVERY.after(self._present.today()))

    def leads(self, verb: Verb, _row: AgendaRow, _subject: NewsToGivers) -> Lead | None:
        """Write to one after another: that is how it is done on the screen."""
        return None if verb is Verb.EDIT else ToDialog("news")

    def _settle(self, contact_ids: Iterable[int]) -> None:
        """Remember that people have had news up to today."""
        before, today = self._store.preferences.load(), self._present.today()
        rows = (news_row(contact_id, today) for contact_id in contact_ids)
        dismissed = tuple(dict.fromkeys((*before.dismissed, *rows)))
        self._store.preferences.save(replace(before, dismissed=dismissed))

    def _givers(self, entries: Iterable[FavourEntry], preferences: Preferences | None = None) -> list[Giver]:
        today = self._present.today()
        first = days_after(today, -_LOOKS_BACK)
        had_news = _days_of_news(preferences or self._store.preferences.load())
        gave: dict[int, list[tuple[date, FavourEntry]]] = {}
        for entry in entries:
            after = max(first, had_news.get(entry.contact_id, first))
            if _asks_for_news(entry) and entry.on is not None and after < entry.on <= today:
                gave.setdefault(entry.contact_id, []).append((entry.on, entry))
        found = []
        for contact_id, given in gave.items():
            row = self._store.contacts.row(contact_id)
            if row is not None and row.archived_at is None:
                given.sort(key=lambda one: (one[0], one[1].id))
                found.append(Giver(row, tuple(entry for _, entry in given)))
        return sorted(found, key=lambda one: (one.gave[0].on, one.row.name.casefold(), one.row.id))

    def _surely_given(self) -> Iterator[FavourEntry]:
        """Yield what is known without the log: favours noted, introductions to me, interviews."""
        for favour in self._store.of(Favour).all():
            if favour.contact_id is not None and favour.direction is Direction.RECEIVED:
                yield _entry(favour.id, favour.contact_id, favour.kind, favour.on)
        for one in self._store.of(Introduction).all():
            if one.way is Way.RECEIVED and one.by_id is not None and one.on is not None:
                yield _entry(one.id, one.by_id, FavourKind.INTRODUCTION, one.on)
        for interview in self._store.interviews.all():
            day = self._present.day_of(interview.at)
            if interview.status is InterviewStatus.DONE and interview.contact_id is not None and day:
                yield _entry(interview.id, interview.contact_id, FavourKind.TIME, day)


def _asks_for_news(entry: FavourEntry) -> bool:
    return entry.direction is Direction.RECEIVED and entry.kind not in _NO_GIFTS


def _entry(entity_id: int, contact_id: int, kind: FavourKind, on: date) -> FavourEntry:
    return FavourEntry(
        id=entity_id,
        contact_id=contact_id,
        direction=Direction.RECEIVED,
        kind=kind,
        source=FavourSource.NOTED,
        on=on,
    )


def _since(givers: list[Giver]) -> date:
    """Return the day from which on the first of them gave something."""
    return givers[0].gave[0].on or date.max


def _days_of_news(preferences: Preferences) -> Mapping[int, date]:
    """Return up to which day people have had news, by id."""
    days: dict[int, date] = {}
    for row_id in preferences.dismissed:
        contact_id, day = news_day_of_row(row_id)
        if contact_id:
            days[contact_id] = max(day, days.get(contact_id, day))
    return days
