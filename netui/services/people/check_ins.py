"""Check-ins: whose is due, the most pressing first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from heapq import nsmallest

from netui.domain.people.cadence import CadenceRule
from netui.domain.people.check_in import cadence_of, is_check_in, pressing
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.people.interaction import InteractionKind
from netui.domain.preferences import Preferences
from netui.domain.time.calendar_ends import days_after
from netui.domain.week.agenda import AgendaRow, CheckIn, Lead, RowKind, RowState, ToDialog, Verb
from netui.services.agenda_source import RowVerbs
from netui.services.people.cadences import CadenceService
from netui.services.people.interactions import InteractionService
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.remembered import PerContact

_HORIZON = 38
"""How many days ahead check-ins are kept: this week, the next one, and the month next to them."""

Pressing = tuple[float, date]
"""How much a check-in presses, the most the least, and the day it is due."""


class CheckInQueue(RowVerbs[CheckIn]):
    """Makes the agenda's rows of check-ins.

    `meetings` returns who the user is in touch with up to a day anyway, and when: that may be their check-in.
    """

    subjects = (CheckIn,)

    def __init__(
        self,
        store: Store,
        present: Present,
        meetings: Callable[[Preferences, date], Mapping[int, date]],
        *,
        cadences: CadenceService,
        log: InteractionService,
    ) -> None:
        self._store = store
        self._present = present
        self._meetings = meetings
        self._cadences = cadences
        self._log = log
        self._pressing = PerContact(store, _pressing)
        self._met = PerContact(store, _met)

    def rows(
        self,
        preferences: Preferences,
        last: date,
        most: int | None = None,
        *,
        state: Callable[[date], RowState],
    ) -> tuple[list[AgendaRow], int]:
        """Return the most pressing check-ins due up to a day, and how many more there are.

        `state` says how late one due on a day is.
        """
        due = self._due(preferences, last)
        left = 0
        if most is not None and most < len(due):
            left = len(due) - most
            least = nsmallest(most, due.values())[-1:]
            due = {one: pressing for one, pressing in due.items() if [pressing] <= least}
        people = (row for row in map(self._store.contacts.row, due) if row is not None)
        found = sorted(people, key=lambda row: (*due[row.id], row.name.casefold(), row.id))
        states = {day: state(day) for day in {day for _, day in due.values()}}
        rows = [
            _check_in(row, *due[row.id], preferences.rules, states[due[row.id][1]]) for row in found[:most]
        ]
        return rows, left

    def done_since(self, preferences: Preferences, first: date) -> int:
        """Count the people with a cadence that the user was in touch with from a day on."""
        return len(self._met((first, tuple(preferences.rules))))

    def days(self, preferences: Preferences, last: date) -> Iterator[date]:
        """Yield the day of every check-in due up to a day."""
        for _, day in self._due(preferences, last).values():
            yield day

    def done(
        self, _row: AgendaRow, subject: CheckIn, kind: InteractionKind | None = None, text: str = ""
    ) -> Contact | None:
        """Log that you were in touch today, by message where no channel is given, and what it was about."""
        contact_id = subject.contact_id
        self._log.log(
            contact_ids=(contact_id,),
            kind=kind or InteractionKind.MESSAGE,
            on=self._present.today(),
            text=text,
        )
        return self._store.contacts.get(contact_id)

    def skip(self, _row: AgendaRow, subject: CheckIn) -> Contact:
        """Start the interval again today."""
        return self._cadences.skip(subject.contact_id)

    def snooze(self, _row: AgendaRow, subject: CheckIn, until: date) -> Contact:
        """Move the check-in to a day to come."""
        return self._cadences.snooze(subject.contact_id, until)

    def leads(self, verb: Verb, row: AgendaRow, subject: CheckIn) -> Lead | None:
        """Ask for the channel before it is done."""
        return ToDialog("channel") if verb is Verb.DONE else super().leads(verb, row, subject)

    def _due(self, preferences: Preferences, last: date) -> dict[int, Pressing]:
        today = self._present.today()
        horizon = max(last, days_after(today, _HORIZON))
        everybody = self._pressing((today, horizon, tuple(preferences.rules)))
        due = {one: pressing for one, pressing in everybody.items() if pressing[1] <= last}
        for contact_id, meeting in self._meetings(preferences, max(last, today)).items():
            if contact_id in due and is_check_in(meeting, due[contact_id][1], today):
                del due[contact_id]
        return due


def _pressing(row: ContactRow, by: tuple[date, date, Sequence[CadenceRule]]) -> Pressing | None:
    (today, last, rules), due = by, row.next_due_on
    if due is None or due > last:
        return None
    cadence = cadence_of(row, rules)
    return None if cadence is None else (-pressing(row, cadence, today), due)


def _met(row: ContactRow, by: tuple[date, Sequence[CadenceRule]]) -> date | None:
    (first, rules), day = by, row.last_contact_on
    return None if day is None or day < first or cadence_of(row, rules) is None else day


def _check_in(
    row: ContactRow, late: float, due: date, rules: Sequence[CadenceRule], state: RowState
) -> AgendaRow:
    every = f"every {cadence_of(row, rules)}"
    snoozed = "; snoozed" if row.snoozed_until == due else ""
    return AgendaRow(
        id=f"checkin:{row.id}",
        kind=RowKind.CHECK_IN,
        subject=CheckIn(row.id),
        due_on=due,
        state=state,
        text=every,
        contact_id=row.id,
        who=row.name,
        about=row.company,
        why=f"{every}{snoozed}",
        template="check-in",
        weight=-late,
    )
