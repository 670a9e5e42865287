"""Details that may have gone stale, and those that are missing."""

from collections.abc import Iterable
from datetime import date

from dateutil.relativedelta import relativedelta

from netui.domain.people.contact import ContactRow


def stale_since(today: date, months: int) -> date | None:
    """Return the last day a look at somebody's details is stale by today; None for 0 months: none is."""
    return today - relativedelta(months=months) if months > 0 else None


def is_stale(row: ContactRow, latest: date) -> bool:
    """Tell whether nobody looked over a person's details after a day."""
    return row.archived_at is None and (row.reviewed_on is None or row.reviewed_on <= latest)


def stale(rows: Iterable[ContactRow], today: date, months: int) -> list[ContactRow]:
    """Return whose details nobody looked over for `months`, the longest ago first; 0 months: nobody's."""
    latest = stale_since(today, months)
    found = [row for row in rows if latest is not None and is_stale(row, latest)]
    return sorted(found, key=lambda row: (row.reviewed_on or date.min, row.id))


def missing_details(row: ContactRow) -> tuple[str, ...]:
    """Return in words what one needs of a person and does not have."""
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
    return f"{months} month{'s' * (months != 1)} ago"
