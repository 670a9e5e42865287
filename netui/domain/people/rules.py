"""What a contact has to be before it is stored, and which details of people are missing or stale."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.values import field_names, replace

_EMAIL = re.compile(r"^[^\s@<>]+@[^\s@<>]+$")


def tidy(contact: Contact) -> Contact:
    """Return the contact without stray blanks, empty entries and doubled ones."""
    changes: dict[str, Any] = {
        "name": " ".join(contact.name.split()),
        "tags": _distinct(tag.lstrip("#") for tag in contact.tags),
        "roles": tuple(dict.fromkeys(contact.roles)),
        "relations": tuple(dict.fromkeys(contact.relations)),
        "positions": tuple(p for p in contact.positions if p.title or p.company),
        "corrected_jobs": tuple(dict.fromkeys(contact.corrected_jobs)),
        "custom": {key.strip(): value for key, value in contact.custom.items() if key.strip()},
    }
    for name in field_names(contact):
        value = getattr(contact, name)
        if isinstance(value, tuple) and name not in changes:
            changes[name] = _distinct(value)
    held = (*changes["emails"], *changes["phones"], *changes["links"])
    changes["labels"] = {one: contact.labels[one] for one in held if contact.labels.get(one)}
    return replace(contact, **changes)


def check(contact: Contact, introducer_of: Callable[[int], int | None]) -> None:
    """Raise InvalidValueError for a contact that cannot be stored.

    `introducer_of` returns who introduced a person, so that a circle of introducers is refused.
    """
    for name in _RULES:
        check_field(contact, name)
    seen = {contact.id}
    introducer = contact.introduced_by
    while introducer is not None:
        if introducer in seen:
            who = "themself" if introducer == contact.introduced_by else "someone they introduced"
            raise InvalidValueError(f"{contact.name} cannot be introduced by {who}")
        seen.add(introducer)
        introducer = introducer_of(introducer)


def check_field(contact: Contact, name: str) -> None:
    """Raise InvalidValueError for one field that cannot be stored, whatever the others are."""
    rule = _RULES.get(name)
    if rule is not None:
        rule(contact)


def _check_name(contact: Contact) -> None:
    if not contact.name:
        raise InvalidValueError("a contact needs a name")


def _check_emails(contact: Contact) -> None:
    for email in contact.emails:
        if not _EMAIL.match(email):
            raise InvalidValueError(f"“{email}” is no email address: write name@host")


def _check_time_zone(contact: Contact) -> None:
    if contact.time_zone:
        check_zone(contact.time_zone)


def _check_relations(contact: Contact) -> None:
    if any(one.contact_id == contact.id for one in contact.relations):
        raise InvalidValueError(f"{contact.name} can't be related to themself: name someone else")


_RULES: dict[str, Callable[[Contact], None]] = {
    "name": _check_name,
    "emails": _check_emails,
    "time_zone": _check_time_zone,
    "relations": _check_relations,
}


def check_zone(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name; raise InvalidValueError, with the nearest, for any other."""
    from netui.domain.time.zones import named_zone

    return named_zone(name)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple({value.casefold(): value for value in (one.strip() for one in values) if value}.values())


def stale_since(today: date, months: int) -> date | None:
    """Return the last day on which a review of details is stale by today; None for 0 months."""
    return today - relativedelta(months=months) if months > 0 else None


def stale_from(reviewed_on: date, months: int) -> date:
    """Return the first day on which a review of details is stale."""
    return reviewed_on + relativedelta(months=months)


def is_stale(row: ContactRow, latest: date) -> bool:
    """Tell whether a person's details weren't reviewed after a day."""
    return row.archived_at is None and (row.reviewed_on is None or row.reviewed_on <= latest)


def stale(rows: Iterable[ContactRow], today: date, months: int) -> list[ContactRow]:
    """Return the people whose details weren't reviewed for `months`, the longest ago first; 0: no one."""
    latest = stale_since(today, months)
    found = [row for row in rows if latest is not None and is_stale(row, latest)]
    return sorted(found, key=lambda row: (row.reviewed_on or date.min, row.id))


def missing_details(row: ContactRow) -> tuple[str, ...]:
    """Return in words what is needed about a person and missing."""
    missing = []
    if not (row.emails or row.phones or row.links):
        missing.append("no way to reach them")
    if not (row.title or row.company):
        missing.append("no title or company")
    return tuple(missing)


def months_words(since: date | None, today: date) -> str:
    """Return how long ago a day was: "14 months ago", "3 years ago", "never"."""
    if since is None:
        return "never"
    gone = relativedelta(today, since)
    months = gone.years * 12 + gone.months
    if months >= 24:
        return f"{gone.years} years ago"
    return f"{counted(months, 'month')} ago"


def reviewed_words(on: date | None, today: date) -> str:
    """Return when details were last reviewed: "reviewed 14 months ago", "never reviewed"."""
    return f"reviewed {months_words(on, today)}" if on is not None else "never reviewed"
