"""Milestones: noted by hand, noticed when a job changes, derived from how long a job is held."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from netui.domain.counted import counted
from netui.domain.people.check_in import cadence_of
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.people.milestone import (
    GRACE,
    MILESTONE_TEMPLATES,
    MILESTONE_WORDS,
    Milestone,
    MilestoneKind,
    WorkAnniversary,
    check_milestone,
    falls_on,
    job_words,
    new_job,
    next_first,
    work_anniversary,
)
from netui.domain.time.calendar_ends import days_after
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, MilestoneDay, RowKind, day_words
from netui.services.agenda_source import AgendaSource
from netui.services.entries import Entries, new_identity
from netui.services.people.people import name_of, require_contact
from netui.services.ports import Store
from netui.services.present import Present

_CONGRATULATE = "congratulations"
_WEEKS_AHEAD = 14
"""How many days ahead of a day a note may be about it."""


class MilestoneService(AgendaSource[MilestoneDay]):
    """Keeps milestones, and puts those of people with a cadence on the agenda."""

    subjects = (MilestoneDay,)

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present
        self._entries = Entries(store, present, Milestone, "milestone", self.words, _tidy)
        self.get = self._entries.get
        self.edit = self._entries.edit
        self.remove = self._entries.remove
        self.list = self._entries.all

    def of_contact(self, contact_id: int) -> Sequence[Milestone]:
        """Return what is noted of a person: yearly days by the calendar, then news, the newest first."""
        mine = [one for one in self._entries.all() if one.contact_id == contact_id]
        yearly = sorted((one for one in mine if one.yearly), key=lambda one: (one.on, one.id))
        news = sorted((one for one in mine if not one.yearly), key=lambda one: (_day(one), one.id))
        return [*yearly, *reversed(news)]

    def words(self, milestone: Milestone) -> str:
        """Return whose it is and what: "Ana Ruiz, award"."""
        return f"{name_of(self._store, milestone.contact_id)}, {MILESTONE_WORDS[milestone.kind]}"

    def add(
        self, contact_id: int, kind: MilestoneKind, on: PartialDate, *, yearly: bool = False, text: str = ""
    ) -> Milestone:
        """Note a milestone; raise InvalidValueError for one without its year, or without words."""
        require_contact(self._store, contact_id)
        return self._entries.add(
            Milestone(id=0, uid="", contact_id=contact_id, kind=kind, on=on, yearly=yearly, text=text)
        )

    # On the agenda

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield what falls on a day up to `last`: of each kind one row a person."""
        today, rules = self._present.today(), self._store.preferences.load().rules
        taken: set[tuple[int, MilestoneKind]] = set()
        days = ((one, falls_on(one, today) or self._snoozed_to(one, today)) for one in self._entries.all())
        near = [(one, on) for one, on in days if on is not None and on <= last]
        near.sort(key=lambda pair: (_day(pair[0]), pair[0].id), reverse=True)
        for milestone, on in near:
            row = self._store.contacts.row(milestone.contact_id) if milestone.contact_id else None
            if row is None or cadence_of(row, rules) is None or (row.id, milestone.kind) in taken:
                continue
            taken.add((row.id, milestone.kind))
            yield _noted(milestone, row, on, today)
        # Years in a job are listed on the first of a month: on most days none is near, and no one is
        # examined.
        if next_first(days_after(today, -GRACE)) > last:
            return
        for row in self._store.contacts.rows():
            # People with a cadence are due some day; to ask for that day is much cheaper than for the
            # cadence.
            if row.next_due_on is None or (row.id, MilestoneKind.WORK_ANNIVERSARY) in taken:
                continue
            anniversary = work_anniversary(row, today)
            if anniversary is not None and anniversary.on <= last and cadence_of(row, rules) is not None:
                yield _anniversary(anniversary, row)

    def _snoozed_to(self, milestone: Milestone, today: date) -> date | None:
        """Return today for news that is no longer fresh, but was snoozed to one of these days."""
        later = self._store.preferences.load().snoozed.get(milestone_row(milestone, today))
        return today if later is not None and later >= days_after(today, -GRACE) else None


def notice_new_job(store: Store, present: Present, before: Contact, after: Contact) -> Milestone | None:
    """Note, in the transaction that is open, that a person changed jobs, where a change says so."""
    today = present.today()
    position = new_job(before.positions, after.positions, today)
    if position is None:
        return None
    milestone = Milestone(
        **new_identity(store, present),
        contact_id=after.id,
        kind=MilestoneKind.NEW_JOB,
        on=PartialDate(today.month, today.day, today.year),
        text=job_words(position),
    )
    store.of(Milestone).add(milestone)
    return milestone


def news_of(
    store: Store, contact_id: int, today: date, kinds: Collection[MilestoneKind] = ()
) -> Milestone | None:
    """Return what is to be congratulated on now: the newest news, or a day of these weeks.

    Of several, one of the `kinds` comes before the others.
    """
    fresh = [
        one
        for one in store.of(Milestone).all()
        if one.contact_id == contact_id
        and (on := falls_on(one, today)) is not None
        and abs((on - today).days) <= _WEEKS_AHEAD
    ]
    return max(fresh, key=lambda one: (one.kind in kinds, _day(one), one.id), default=None)


def anniversary_of(contact: Contact, today: date) -> WorkAnniversary | None:
    """Return the anniversary at work that a note written now would be about."""
    found = work_anniversary(contact, today)
    return found if found is not None and (found.on - today).days <= _WEEKS_AHEAD else None


def milestone_row(milestone: Milestone, on: date) -> str:
    """Return the id of the agenda's row about a milestone on the day it falls on."""
    return f"milestone:{milestone.id}:{on.year}" if milestone.yearly else f"milestone:{milestone.id}"


def anniversary_row(contact_id: int, anniversary: WorkAnniversary) -> str:
    """Return the id of the agenda's row about an anniversary at work."""
    return f"work-anniversary:{contact_id}:{anniversary.on.year}"


def _noted(milestone: Milestone, row: ContactRow, on: date, today: date) -> AgendaRow:
    what = MILESTONE_WORDS[milestone.kind] if milestone.kind is not MilestoneKind.OTHER else ""
    text = ": ".join(part for part in (what, milestone.text) if part)
    year = milestone.on.year
    if milestone.yearly and year is not None and on.year > year:
        text = f"{text}, {counted(on.year - year, 'year')}"
    known = "" if milestone.yearly or year is None else f" since {day_words(_day(milestone), today)}"
    news = f"known{known}" if known else f"on {on:%A} {on.day} {on:%B}"
    return AgendaRow(
        id=milestone_row(milestone, on),
        kind=RowKind.MILESTONE,
        subject=MilestoneDay(row.id),
        due_on=on,
        text=text,
        contact_id=row.id,
        who=row.name,
        about=row.company,
        why=f"{text}; {news}; a note template is ready",
        template=MILESTONE_TEMPLATES.get(milestone.kind, _CONGRATULATE),
    )


def _anniversary(anniversary: WorkAnniversary, row: ContactRow) -> AgendaRow:
    text, position = anniversary.words, anniversary.position
    return AgendaRow(
        id=anniversary_row(row.id, anniversary),
        kind=RowKind.MILESTONE,
        subject=MilestoneDay(row.id),
        due_on=anniversary.on,
        text=text,
        contact_id=row.id,
        who=row.name,
        about=row.company,
        why=f"{text} in {anniversary.on:%B}, since {position.since}; a note template is ready",
        template=MILESTONE_TEMPLATES[MilestoneKind.WORK_ANNIVERSARY],
    )


def _day(milestone: Milestone) -> date:
    return milestone.on.in_year(milestone.on.year or date.min.year)


def _tidy(milestone: Milestone) -> Milestone:
    tidy = replace(milestone, text=" ".join(milestone.text.split()))
    check_milestone(tidy)
    return tidy
