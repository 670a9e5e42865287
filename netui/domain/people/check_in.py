"""When a person is due for a check-in, and how pressing that is."""

from collections.abc import Mapping, Sequence
from datetime import date

from netui.domain.people.cadence import Cadence, CadenceRule, effective_cadence
from netui.domain.people.contact import Contact, ContactRow, Stage
from netui.domain.time.calendar_ends import days_after
from netui.domain.values import replace

_CLOSENESS = {
    Stage.ACTIVE: 1.0,
    Stage.CONNECTED: 0.7,
    Stage.DORMANT: 0.5,
    Stage.REACHED_OUT: 0.4,
    Stage.POTENTIAL: 0.3,
}
_SOON = 7


def cadence_of(contact: Contact | ContactRow, rules: Sequence[CadenceRule]) -> Cadence | None:
    """Return the cadence that counts for a person now, or None while paused or archived."""
    if contact.paused or contact.archived_at is not None:
        return None
    own = contact.cadence
    return own if own is not None or not rules else effective_cadence(own, contact.tags, contact.stage, rules)


def next_check_in(contact: Contact, rules: Sequence[CadenceRule]) -> date | None:
    """Return the day of the next check-in: one cadence after the last contact, skip or choice of the cadence.

    The latest of them counts: no one is late for a time before the cadence was chosen. A snooze came after
    the choice and counts instead of it.
    """
    cadence = cadence_of(contact, rules)
    met = [day for day in (contact.last_contact_on, contact.skipped_on) if day is not None]
    chosen = [contact.cadence_from] if contact.cadence_from is not None else []
    since = max(met if met and contact.snoozed_until else met + chosen, default=None)
    if cadence is None or since is None:
        return None
    due = cadence.after(since)
    return max(due, contact.snoozed_until) if contact.snoozed_until else due


def chosen_cadence(contact: Contact, rules: Sequence[CadenceRule]) -> Cadence | None:
    """Return the cadence chosen for a person, by their own or by a default, also while they are paused."""
    return effective_cadence(contact.cadence, contact.tags, contact.stage, rules)


def chosen_on(today: date, contact: Contact, cadence: Cadence | None) -> Contact:
    """Return a contact whose cadence, or none, was chosen today: the first interval runs from today."""
    return replace(contact, cadence_from=None if cadence is None else today, snoozed_until=None)


def earliest_due(contact: Contact | ContactRow, owed: Mapping[int, date]) -> date | None:
    """Return the day of the next check-in, or of what else is owed to a person where that is earlier."""
    due, other = contact.next_due_on, owed.get(contact.id)
    return other if due is None or (other is not None and other < due) else due


def with_next_due(contact: Contact, rules: Sequence[CadenceRule]) -> Contact:
    """Return the contact with `next_due_on` updated."""
    due = next_check_in(contact, rules)
    return contact if due == contact.next_due_on else replace(contact, next_due_on=due)


def with_first_due_on(contact: Contact, day: date, start: date, rules: Sequence[CadenceRule]) -> Contact:
    """Return a contact whose first interval began on `start`, so that it is due on a day or after it."""
    begun = with_next_due(replace(contact, cadence_from=start), rules)
    if begun.next_due_on is not None and begun.next_due_on >= day:
        return begun
    # No interval ends on this day (a month before 31 March).
    return with_next_due(replace(begun, snoozed_until=day), rules)


def is_check_in(day: date, check_in: date, today: date) -> bool:
    """Return whether being in touch on a day makes a check-in needless: before it, or within a week after."""
    return day <= days_after(max(check_in, today), _SOON)


def is_check_in_too(day: date, check_in: date | None, today: date) -> bool:
    """Return whether being in touch on a day is the check-in as well: the two are within a week."""
    return (
        check_in is not None
        and is_check_in(day, check_in, today)
        and check_in <= days_after(max(day, today), _SOON)
    )


def pressing(row: ContactRow, cadence: Cadence, today: date) -> float:
    """Return how much a check-in presses: lateness in intervals, more for the closer relations."""
    if row.next_due_on is None:
        return float("-inf")
    late = (today - row.next_due_on).days / cadence.days
    return late * _CLOSENESS[row.stage] if late > 0 else late


def spread(count: int, first: date, last: date) -> list[date]:
    """Return `count` days spread evenly from `first` to `last`, both included."""
    days = max((last - first).days, 0)
    return [
        date.fromordinal(first.toordinal() + (index * (days + 1)) // max(count, 1)) for index in range(count)
    ]
