"""Where the rows of the agenda come from; and two of the sources: follow-ups and birthdays."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from netui.domain.people.check_in import cadence_of, is_check_in_too
from netui.domain.people.contact import ContactRow
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import InteractionKind
from netui.domain.people.milestone import GRACE
from netui.domain.people.written_to import channel_of_notes
from netui.domain.plan.introduction import Introduction
from netui.domain.plan.mentoring import Mentoring
from netui.domain.preferences import Preferences
from netui.domain.time.calendar_ends import days_after
from netui.domain.time.partial_date import PartialDate
from netui.domain.week.agenda import (
    AgendaRow,
    BirthdayOf,
    FollowUpDue,
    InterviewAhead,
    InterviewOver,
    IntroductionAsked,
    Lead,
    MeetingDue,
    MentorAsked,
    RequestWaiting,
    RowKind,
    ToArea,
    ToDialog,
    ToScreen,
    Verb,
    day_words,
)
from netui.services.agenda_source import AgendaSource, RowVerbs, shown_rows
from netui.services.notes.note_occasions import birthday_of_row, birthday_row
from netui.services.people.cadences import CadenceService
from netui.services.people.check_ins import CheckInQueue
from netui.services.people.follow_ups import FollowUpService
from netui.services.people.interactions import InteractionService
from netui.services.ports import Change, Store
from netui.services.present import Present
from netui.services.remembered import PerContact, Remembered

_MEETINGS_AHEAD = 7
_OWED = frozenset(
    {
        *(FollowUpDue, InterviewAhead, InterviewOver, RequestWaiting, IntroductionAsked),
        *(MeetingDue, MentorAsked),
    }
)
"""What is owed to a person; not what is only good to know, such as a birthday, or to prepare."""


class AgendaSources:
    """Makes agenda rows, not yet placed against today, and knows the source of each.

    `due_at` is given on the user's own clock.
    """

    def __init__(
        self,
        store: Store,
        present: Present,
        sources: Sequence[AgendaSource[Any]],
        *,
        cadences: CadenceService,
        log: InteractionService,
    ) -> None:
        self._store = store
        self._present = present
        self._sources = tuple(sources)
        self._decisive: frozenset[int | None] = frozenset()
        self.owed: Callable[[], Mapping[int, date]] = Remembered(
            store,
            self._owed,
            "follow_ups",
            "interviews",
            "introductions",
            "mentoring",
            "preferences",
            by=present.today,
            also=self._changes_owed,
        )
        """The day of the earliest thing owed to each person, by id, but for check-ins; not to be changed."""
        self.check_ins = CheckInQueue(store, present, self._meetings, cadences=cadences, log=log)
        self._by_subject: dict[type[Any], RowVerbs[Any]] = {
            subject: source for source in (self.check_ins, *sources) for subject in source.subjects
        }

    def of(self, row: AgendaRow) -> RowVerbs[Any]:
        """Return the source of a row, which knows what can be done with it."""
        return self._by_subject[type(row.subject)]

    def others(self, preferences: Preferences, last: date) -> Iterator[AgendaRow]:
        """Return every row but check-ins; `last` limits those that come back each year."""
        return shown_rows((row for source in self._sources for row in source.rows(last)), preferences)

    def _changes_owed(self, change: Change) -> bool:
        """Whether a change is of someone whose stage, last contact or archiving says what is owed."""
        return not self._decisive.isdisjoint(change.touched.get("contacts", ()))

    def _owed(self) -> Mapping[int, date]:
        self._decisive = frozenset(one.contact_id for one in self._store.of(Mentoring).all()).union(
            *((one.contact_id, one.by_id) for one in self._store.of(Introduction).all())
        )
        days: dict[int, date] = {}
        preferences = self._store.preferences.load()
        for source in self._sources:
            if _OWED.isdisjoint(source.subjects):
                continue
            for row in shown_rows(source.rows(date.max), preferences):
                if row.contact_id is not None and type(row.subject) in _OWED:
                    day = row.since or row.due_on
                    days[row.contact_id] = min(day, days.get(row.contact_id, day))
        return days

    def _meetings(self, preferences: Preferences, last: date) -> dict[int, date]:
        """Return who you are to be in touch with about then, and when: that may be their check-in.

        It is a meeting of a mentoring, or a follow-up that says so.
        """
        until = days_after(last, _MEETINGS_AHEAD)
        days: dict[int, date] = {}
        for one in self._store.follow_ups.open():
            who = one.checks_in_with
            if who is not None and one.shown_on <= until:
                days[who] = min(one.shown_on, days.get(who, one.shown_on))
        for source in self._sources:
            if MeetingDue in source.subjects:
                for row in shown_rows(source.rows(until), preferences):
                    if row.contact_id is not None and isinstance(row.subject, MeetingDue):
                        days[row.contact_id] = min(row.due_on, days.get(row.contact_id, row.due_on))
        return days


class FollowUpAgenda(AgendaSource[FollowUpDue]):
    """What was promised, until it is kept."""

    subjects = (FollowUpDue,)

    def __init__(
        self, store: Store, present: Present, follow_ups: FollowUpService, cadences: CadenceService
    ) -> None:
        self._store = store
        self._present = present
        self._follow_ups = follow_ups
        self._cadences = cadences

    def rows(self, last: date) -> Iterator[AgendaRow]:  # noqa: ARG002
        """Yield the open follow-ups."""
        return map(self._row, self._store.follow_ups.open())

    def done(
        self, _row: AgendaRow, subject: FollowUpDue, kind: InteractionKind | None = None, text: str = ""
    ) -> FollowUp:
        """Complete the follow-up; thanks and check-ins are logged, these with what they were about."""
        return self._follow_ups.done(subject.follow_up_id, kind=kind, about=text)

    def skip(self, _row: AgendaRow, subject: FollowUpDue) -> FollowUp:
        """Drop the follow-up, and skip the check-in that it is too."""
        with self._store.transaction(f"Skip: {self._follow_ups.get(subject.follow_up_id).text}"):
            follow_up = self._follow_ups.get(subject.follow_up_id)
            if (person := self._checked_in_by(follow_up)) is not None:
                self._cadences.skip(person.id)
            return self._follow_ups.drop(follow_up.id)

    def delete(self, _row: AgendaRow, subject: FollowUpDue) -> FollowUp:
        """Delete the follow-up alone: the check-in comes back."""
        return self._follow_ups.drop(subject.follow_up_id)

    def snooze(self, _row: AgendaRow, subject: FollowUpDue, until: date) -> FollowUp:
        """Move the follow-up, and the check-in that it is too, to a day to come."""
        words = self._follow_ups.get(subject.follow_up_id).text
        with self._store.transaction(f"Snooze until {self._present.short_day(until)}: {words}"):
            follow_up = self._follow_ups.get(subject.follow_up_id)
            person = self._checked_in_by(follow_up)
            if person is not None and person.next_due_on is not None and person.next_due_on < until:
                self._cadences.snooze(person.id, until)
            return self._follow_ups.snooze(follow_up.id, until)

    def leads(self, verb: Verb, row: AgendaRow, subject: FollowUpDue) -> Lead | None:
        """Show the person, the company or the group it is about, or ask for other words."""
        if verb is Verb.EDIT:
            return ToDialog("follow-up")
        if verb is Verb.DONE and row.kind is RowKind.CHECK_IN and row.contact_id is not None:
            return ToDialog("channel")
        if verb is Verb.DONE and row.kind is RowKind.THANK_YOU and not self._knows_channel(row.contact_id):
            return ToDialog("sent-by")
        if verb is Verb.DONE or row.contact_id is not None:
            return super().leads(verb, row, subject)
        from netui.domain.plan.group import Group

        follow_up = self._store.follow_ups.get(subject.follow_up_id)
        if follow_up is not None and follow_up.company:
            return ToScreen("company", follow_up.company)
        groups = (one.id for one in self._store.of(Group).all() if subject.follow_up_id in one.action_ids)
        return next((ToArea("plan", f"groups:{group_id}") for group_id in groups), None)

    def why_not(self, verb: Verb, row: AgendaRow, subject: FollowUpDue) -> str:
        """Say that a follow-up is about no one; all else can be done."""
        if verb is Verb.OPEN and self.leads(verb, row, subject) is None:
            return "This is about no one in particular. e changes it."
        return ""

    def done_word(self, row: AgendaRow, _subject: FollowUpDue) -> str:
        """A thank-you is sent."""
        return "sent" if row.kind is RowKind.THANK_YOU else ""

    def _knows_channel(self, contact_id: int | None) -> bool:
        """Whether it is known how a note reaches a person, or there is no one to ask about."""
        person = self._store.contacts.get(contact_id) if contact_id is not None else None
        return person is None or (
            channel_of_notes(person, self._store.interactions.for_contact(person.id)) is not None
        )

    def _checked_in_by(self, follow_up: FollowUp) -> ContactRow | None:
        """Return the person whose check-in the follow-up is too."""
        who, today = follow_up.checks_in_with, self._present.today()
        person = self._store.contacts.row(who) if who is not None else None
        is_too = person is not None and is_check_in_too(follow_up.shown_on, person.next_due_on, today)
        return person if is_too else None

    def _row(self, follow_up: FollowUp) -> AgendaRow:
        row = self._store.contacts.row(follow_up.contact_id) if follow_up.contact_id else None
        today = self._present.today()
        if follow_up.kind is FollowUpKind.THANK_YOU and follow_up.due_at is not None:
            why = "the interview is over: a thank-you counts most within 24 hours"
        elif follow_up.promised_on is not None:
            why = f"promised {day_words(follow_up.promised_on, today)}"
        else:
            why = "promised"
        about = self._store.contacts.row(follow_up.about_id) if follow_up.about_id else None
        if about is not None:
            why = f"{why}; about {about.name}"
        awaited = self._store.contacts.row(follow_up.after_id) if follow_up.after_id else None
        if awaited is not None and follow_up.after_on is not None:
            why = f"{why}; you talked with {awaited.name} on {day_words(follow_up.after_on, today)}"
        elif awaited is not None:
            why = f"{why}; due by this day, or once you talk to {awaited.name}"
        if follow_up.company:
            why = f"{why}; owed to {follow_up.company}"
        if follow_up.repeats is not None:
            why = f"{why}; again every {follow_up.repeats}"
        if self._checked_in_by(follow_up) is not None:
            why = f"{why}; it is the check-in too"
        return AgendaRow(
            id=str(follow_up.id),
            kind=RowKind(follow_up.kind.value),
            subject=FollowUpDue(follow_up.id, follow_up.interview_id),
            due_on=follow_up.shown_on,
            due_at=self._present.local(follow_up.due_at) if follow_up.due_at else None,
            text=follow_up.text,
            contact_id=row.id if row else None,
            who=row.name if row else follow_up.company,
            about=row.company if row else "",
            why=why,
        )


class BirthdayAgenda(AgendaSource[BirthdayOf]):
    """Birthdays, each year on their day."""

    subjects = (BirthdayOf,)

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present
        self._days_of_the_year = PerContact(store, _day_of_the_year)

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the birthdays up to a day; an imported one is for the calendar only, unless you keep up."""
        preferences = self._store.preferences.load()
        for contact_id, day in self._days(preferences, last):
            row = self._store.contacts.row(contact_id)
            birthday = row.birthday if row is not None else None
            if row is None or birthday is None:
                continue
            if day > last or row.archived_at is not None:
                continue
            age = f"turns {day.year - birthday.year}" if birthday.year else "birthday"
            born = " (born on the 29th)" if (day.month, day.day) != (birthday.month, birthday.day) else ""
            yield AgendaRow(
                id=birthday_row(row.id, day),
                kind=RowKind.BIRTHDAY,
                subject=BirthdayOf(row.id),
                due_on=day,
                text=age,
                contact_id=row.id,
                who=row.name,
                about=row.company,
                why=f"{age} on {day:%A} {day.day} {day:%B}{born}; a note template is ready",
                template="birthday",
                calendar_only=row.birthday_imported and cadence_of(row, preferences.rules) is None,
            )

    def _days(self, preferences: Preferences, last: date) -> Iterator[tuple[int, date]]:
        """Yield whose birthday is near, and when; a snoozed one is as near as the day it comes back."""
        first = days_after(self._present.today(), -GRACE)
        near = _days_of_the_year(first, last)
        known = self._days_of_the_year(None)
        for contact_id, day_of_the_year in known.items():
            if day_of_the_year in near:
                yield contact_id, PartialDate(*day_of_the_year).next_on_or_after(first)
        for row_id, later in preferences.snoozed.items():
            contact_id, year = birthday_of_row(row_id) if later >= first else (0, 0)
            if contact_id in known and (day := PartialDate(*known[contact_id]).in_year(year)) < first:
                yield contact_id, day


def about_person(row: ContactRow) -> str:
    """Return what a person does and where, as it is shown after a name."""
    return " · ".join(part for part in (row.title, row.company) if part)


def _days_of_the_year(first: date, last: date) -> set[tuple[int, int]]:
    """Return (month, day) of the days from first to last, and 29 February, which may be kept on the 28th."""
    count = min((last - first).days + 1, 366)
    days = (days_after(first, index) for index in range(count))
    return {(2, 29), *((day.month, day.day) for day in days)}


def _day_of_the_year(row: ContactRow, _by: None) -> tuple[int, int] | None:
    birthday = row.birthday
    return None if birthday is None else (birthday.month, birthday.day)
