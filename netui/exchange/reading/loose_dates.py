"""Days as exports and spreadsheets write them."""

import re
from collections.abc import Iterable
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.time.partial_date import PartialDate

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_LONGEST = 40
_YOUNGEST = 2013
_NO_YEAR, _NO_DAY = 1604, 4501
"""What address books write for an unknown year, and for no day at all."""
_TIME = r"(?:[t ,]+\d{1,2}:\d{2}.*)?$"
_DAY_MONTH = re.compile(r"^(\d{1,2})\.?[ ./-]+([a-z]{3,9})\.?[ ,./-]+(\d{4}|\d{2})" + _TIME, re.ASCII)
_MONTH_DAY = re.compile(r"^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _TIME, re.ASCII)
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME, re.ASCII)
_DOTTED = re.compile(r"^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})" + _TIME, re.ASCII)
_NUMBERS = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})" + _TIME, re.ASCII)
SLASHED = re.compile(r"(?<!\d)[1-9]\d?[/-][1-9]\d?[/-]\d\d")
"""A day of which one has to know whether the day or the month is first."""


def day_comes_first(texts: Iterable[str], *, otherwise: bool = False) -> bool:
    """Whether days like 02/08/23 of one file have the day first: only numbers over 12 can show it.

    `otherwise` is the answer where none does.
    """
    day_first = month_first = 0
    for text in texts:
        match = _NUMBERS.match(text.strip()[:_LONGEST])
        if match:
            day_first += int(match[1]) > 12
            month_first += int(match[2]) > 12
    return otherwise if day_first == month_first else day_first > month_first


def read_day(text: str, *, day_first: bool = False) -> date | None:
    """Return the day a text names, or None; years of two digits are of this century."""
    text = text.strip()[:_LONGEST].lower()
    if match := _DAY_MONTH.match(text):
        return _day(match[3], _MONTHS.get(match[2][:3]), match[1])
    if match := _ISO.match(text):
        return _day(match[1], int(match[2]), match[3])
    if match := _NUMBERS.match(text):
        first, second = int(match[1]), int(match[2])
        day, month = (first, second) if day_first else (second, first)
        return _day(match[3], month, str(day)) or _day(match[3], day, str(month))
    if match := _DOTTED.match(text):
        return _day(match[3], int(match[2]), match[1])
    if match := _MONTH_DAY.match(text):
        return _day(match[3], _MONTHS.get(match[1][:3]), match[2])
    return None


def read_birthday(text: str, *, day_first: bool = False) -> PartialDate | None:
    """Return the birthday a text names, with or without a year, or None.

    Years of two digits are of the last century, but for the first few. 1604 stands for no year, 4501 and
    zeros for no day.
    """
    text = text.strip()[:_LONGEST]
    for sign, dash in zip("年月日", "-- ", strict=True):
        text = text.replace(sign, dash)
    text = text.strip()
    day = read_day(text, day_first=day_first)
    if day is None:
        try:
            return PartialDate.read(text)
        except InvalidValueError:
            return None
    if day.year == _NO_DAY:
        return None
    year = day.year
    if year >= _YOUNGEST and str(year) not in text:
        year -= 100
    try:
        return PartialDate(day.month, day.day, None if year == _NO_YEAR else year)
    except InvalidValueError:  # 29 February of a year before that has none
        return None


def _day(year: str, month: int | None, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month or 0, int(day))
    except ValueError:
        return None
