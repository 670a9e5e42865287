"""The days a group meets on: by a weekday of the month or of the week, or an interval after its last."""

import re
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.time.calendar_ends import days_after
from netui.domain.time.date_words import WEEKDAYS

_PLACES = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 0,
}
_OF_MONTH = re.compile(
    rf"^(?:every |each |the )*(?P<place>{'|'.join(_PLACES)}) (?P<day>[a-z]+)"
    r"(?: (?:of|in) (?:the |each |every |a )?month)?$"
)
_OF_WEEK = re.compile(r"^(?:on )?(?:every |each )?(?P<day>[a-z]+?)s?$")


def next_meeting_day(every: str, last: date | None, today: date, first: date | None = None) -> date | None:
    """Return the next day of a cadence, from today on and after the last meeting; None if there is none.

    "First Thursday", "last friday of the month" and "every Tuesday" need no meeting to count from; an
    interval such as "every 2 weeks" does. It goes on from the `first` meeting as long as the last kept to
    it: every month from the 31st is the 31st again after February.
    """
    start = today if last is None else max(today, days_after(last, 1))
    words = " ".join(every.casefold().split())
    if (found := _OF_MONTH.match(words)) and found["day"] in WEEKDAYS:
        return _in_month(_PLACES[found["place"]], WEEKDAYS[found["day"]], start)
    if (found := _OF_WEEK.match(words)) and found["day"] in WEEKDAYS:
        return days_after(start, (WEEKDAYS[found["day"]] - start.weekday()) % 7)
    if last is None:
        return None
    try:
        cadence = Cadence.parse(every)
    except InvalidValueError:
        return None
    start = cadence.start_of_series(first or last, last)
    return cadence.first_from(max(today, days_after(last, 1)), start)


def is_cadence(text: str) -> bool:
    """Whether days follow from a cadence."""
    return next_meeting_day(text, date(2000, 1, 1), date(2000, 1, 1)) is not None


def _in_month(place: int, weekday: int, start: date) -> date:
    """Return the first such day from `start` on; place 0 is the last of its month."""
    first = start.replace(day=1)
    while True:
        following = days_after(first, 32).replace(day=1)
        if place:
            day = days_after(first, (weekday - first.weekday()) % 7 + 7 * (place - 1))
        else:
            eve = days_after(following, -1)
            day = days_after(eve, -((eve.weekday() - weekday) % 7))
        if day >= start:
            return day
        if following <= first:  # the calendar ends
            return date.max
        first = following
