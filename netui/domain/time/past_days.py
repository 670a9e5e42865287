"""Days to look back on, as people write them: "12 oct to 3 nov", "august", "since 2 weeks ago"."""

import calendar
import re
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.time.date_grammar import Reading
from netui.domain.time.dates import full_day, parse_date
from netui.domain.values import replace

_SPAN = re.compile(r"^(?:from\s+)?(?P<first>.+?)\s+(?:to|until|till|–|—)\s+(?P<last>.+)$", re.IGNORECASE)
_MONTHS = {
    name.casefold(): month
    for names in (calendar.month_name, calendar.month_abbr)
    for month, name in enumerate(names)
    if name
}
_MONTH = re.compile(r"^(?P<month>[^\W\d]+)(?:\s+(?P<year>\d{4}))?$")


def past_days(text: str, reading: Reading) -> tuple[date, date]:
    """Read the first and the last of some days, none of them to come; raise InvalidValueError.

    One day alone means since then; a month is all of it, up to today.
    """
    words = " ".join(text.split())
    reading = replace(reading, past=True)
    today = reading.today
    month = _month(words, today)
    if month is not None:
        first, last = month
    elif (match := _SPAN.match(words)) is not None:
        last = parse_date(match["last"], reading)
        first = parse_date(match["first"], replace(reading, today=last))
    else:
        since = re.sub(r"^since\s+", "", words, flags=re.IGNORECASE)
        first, last = parse_date(since, reading), today
    if first > today:
        raise InvalidValueError(f"{full_day(first)} is still to come")
    last = min(last, today)
    if first > last:
        raise InvalidValueError(f"{full_day(first)} is after {full_day(last)}: write the earlier day first")
    return first, last


def _month(words: str, today: date) -> tuple[date, date] | None:
    """Return a month that is named, the latest such one where its year is not."""
    match = _MONTH.match(words.casefold())
    month = _MONTHS.get(match["month"]) if match is not None else None
    if match is None or month is None:
        return None
    year = int(match["year"]) if match["year"] else today.year - (month > today.month)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
