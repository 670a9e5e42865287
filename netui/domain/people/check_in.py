"""When a person is due for a check-in, and how pressing that is."""

from collections.abc import Sequence
from datetime import date

from netui.domain.people.cadence import Cadence, CadenceRule, effective_cadence
from netui.domain.people.contact import Contact, ContactRow, Stage
from netui.domain.values import replace

_CLOSENESS = {
    Stage.ACTIVE: 1.0,
    Stage.CONNECTED: 0.7,
    Stage.DORMANT: 0.5,
    Stage.REACHED_OUT: 0.4,
    Stage.POTENTIAL: 0.3,
}


def cadence_of(contact: Contact | ContactRow, rules: Sequence[CadenceRule]) -> Cadence | None:
    """Return the cadence that counts for a person now, or None while paused or archived."""
    if contact.paused or contact.archived_at is not None:
        return None
    own = contact.cadence
    return own if own is not None or not rules else effective_cadence(own, contact.tags, contact.stage, rules)


def next_check_in(contact: Contact, rules: Sequence[CadenceRule]) -> date | None:
    """Return the day of the next check-in: one cadence after the last contact or skip, or the snooze.

    Before the first contact the interval runs from the day the cadence was chosen.
    """
    cadence = cadence_of(contact, rules)
    since = max((day for day in (contact.last_contact_on, contact.skipped_on) if day), default=None)
    since = since or contact.cadence_from
    if cadence is None or since is None:
        return None
    due = cadence.after(since)
    return max(due, contact.snoozed_until) if contact.snoozed_until else due


def with_next_due(contact: Contact, rules: Sequence[CadenceRule]) -> Contact:
    """Return the contact with `next_due_on` updated."""
    due = next_check_in(contact, rules)
    return contact if due == contact.next_due_on else replace(contact, next_due_on=due)


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
