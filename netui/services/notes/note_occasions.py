"""Days and news a note is written for: what the agenda need not ask for again once it was sent."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from netui.domain.notes.note import Moment, NoteTemplate
from netui.domain.people.contact import Contact
from netui.domain.people.milestone import GRACE, MilestoneKind, falls_on
from netui.domain.time.calendar_ends import days_after
from netui.services.notes.moments import moment_of_news
from netui.services.people.milestones import anniversary_of, anniversary_row, milestone_row, news_of
from netui.services.ports import Store

_BIRTHDAY_AHEAD = timedelta(days=14)


def birthday_row(contact_id: int, day: date) -> str:
    """Return the id of the agenda's row about a birthday."""
    return f"birthday:{contact_id}:{day.year}"


def birthday_of_row(row_id: str) -> tuple[int, int]:
    """Return the person and the year of a row about a birthday; zeros for any other row."""
    kind, _, rest = row_id.partition(":")
    contact_id, _, year = rest.partition(":")
    is_one = kind == "birthday" and contact_id.isdecimal() and year.isdecimal()
    return (int(contact_id), int(year)) if is_one else (0, 0)


def news_row(contact_id: int, day: date) -> str:
    """Return the id by which the agenda remembers that a person has had news up to a day.

    The day is one number, so that no part of it is read as the id of someone.
    """
    return f"news:{contact_id}:{day:%Y%m%d}"


def news_day_of_row(row_id: str) -> tuple[int, date]:
    """Return the person of such an id and the day; 0 and the first of all days for any other row."""
    kind, _, rest = row_id.partition(":")
    contact_id, _, day = rest.partition(":")
    with suppress(ValueError):
        if kind == "news" and contact_id.isdecimal():
            return int(contact_id), date.fromisoformat(day)
    return 0, date.min


def news_kinds(template: NoteTemplate) -> frozenset[MilestoneKind]:
    """Return the kinds of news a note is first of all about."""
    first = template.fits[:1]
    return frozenset(kind for kind in MilestoneKind if moment_of_news(kind) in first)


def occasions(store: Store, contact: Contact, template: NoteTemplate, today: date) -> Iterator[str]:
    """Yield the ids of the agenda's rows that a note to a person, sent today, was written for."""
    if Moment.NEWS in template.fits:
        yield news_row(contact.id, today)
    if Moment.BIRTHDAY in template.fits and contact.birthday is not None:
        day = contact.birthday.next_on_or_after(days_after(today, -GRACE))
        if day - today <= _BIRTHDAY_AHEAD:
            yield birthday_row(contact.id, day)
    news = news_of(store, contact.id, today, news_kinds(template))
    if news is not None and {moment_of_news(news.kind), Moment.CONGRATULATE} & set(template.fits):
        on = falls_on(news, today)
        assert on is not None, "news is never of a day that is over"
        yield milestone_row(news, on)
    elif Moment.ANNIVERSARY in template.fits and (near := anniversary_of(contact, today)) is not None:
        yield anniversary_row(contact.id, near)
