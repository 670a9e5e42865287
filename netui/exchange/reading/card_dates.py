"""Days as vCards write them: with or without year, day, dashes and time of day."""

import calendar
import re

from netui.domain.errors import InvalidValueError
from netui.domain.text import clean
from netui.domain.time.partial_date import PartialDate
from netui.exchange.reading.content_lines import ContentLine, unescape

_DAY = re.compile(r"(\d{4}|-)(?:-?(\d\d)-?(\d\d)|-(\d\d?)-(\d\d?))(?:[T ].*)?", re.ASCII | re.IGNORECASE)
_MONTH = re.compile(r"(\d{4}|-)-(\d\d)-?", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_LONGEST = 60
_NO_YEAR = 1604
"""The year that Apple writes for none, the first leap year of its calendar; others write 1 or 0."""


def day_of(line: ContentLine) -> PartialDate | None:
    """Return the day a property names, or None for part of one and for any other text."""
    text = date_text(line)
    try:
        if found := _DAY.fullmatch(text):
            year = int(found[1]) if found[1] != "-" else 0
            left_out = line.parameters.given.get("X-APPLE-OMIT-YEAR", "") == found[1]
            known = year > _NO_YEAR and not left_out
            month, day = found[2] or found[4], found[3] or found[5]
            return PartialDate(int(month), int(day), year if known else None)
        return PartialDate.read(text)
    except InvalidValueError:
        return None


def date_words(line: ContentLine) -> str:
    """Return in words what a property says of a day: "8 Aug 2009", "Apr 1985", "1985", or nothing."""
    if (day := day_of(line)) is not None:
        return day.words
    text = date_text(line)
    if (found := _MONTH.fullmatch(text)) and 1 <= int(found[2]) <= 12:
        year = "" if found[1] == "-" else f" {found[1]}"
        return f"{calendar.month_abbr[int(found[2])]}{year}"
    return text if _YEAR.fullmatch(text) or line.parameters.given.get("VALUE", "").lower() == "text" else ""


def words_of_day(text: str) -> str:
    """Return a day in words, and any other text as it is."""
    try:
        return PartialDate.read(text).words
    except InvalidValueError:
        return text


def date_text(line: ContentLine) -> str:
    """Return the value of a date as one short line."""
    return " ".join(clean(unescape(line.value[:_LONGEST])).split())
