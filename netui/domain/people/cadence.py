"""How often the user wants to be in touch, and when the next check-in falls due."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Self

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.text import shortened
from netui.domain.time.calendar_ends import days_after
from netui.domain.time.date_words import COUNTS, UNITS


class Unit(StrEnum):
    """The unit a cadence counts in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


_MOST = 999
_NEAR = 100
_DAYS_IN = {Unit.DAYS: 1.0, Unit.WEEKS: 7.0, Unit.MONTHS: 30.4375, Unit.YEARS: 365.25}
_NAMED = {
    "daily": (1, Unit.DAYS),
    "weekly": (1, Unit.WEEKS),
    "fortnightly": (2, Unit.WEEKS),
    "biweekly": (2, Unit.WEEKS),
    "fortnight": (2, Unit.WEEKS),
    "monthly": (1, Unit.MONTHS),
    "quarterly": (3, Unit.MONTHS),
    "quarter": (3, Unit.MONTHS),
    **dict.fromkeys(("half-yearly", "half a year", "half year", "twice a year"), (6, Unit.MONTHS)),
    "yearly": (1, Unit.YEARS),
    "annually": (1, Unit.YEARS),
}
_COUNTS = COUNTS | {"other": 2, "second": 2}
_EVERY = re.compile(r"(?:once )?every |once (?=an? )|each ")
_PATTERN = re.compile(rf"(?:(\d{{1,3}}|{'|'.join(_COUNTS)})[ -]?)?([a-z]+)")


class Cadence(Struct, frozen=True):
    """An interval such as "every 6 weeks"."""

    every: int
    unit: Unit

    def __post_init__(self) -> None:
        """Raise ValueError for what no interval is, as a document changed by hand may hold."""
        if not 1 <= self.every <= _MOST:
            raise ValueError(f"an interval is from 1 to {_MOST} {self.unit}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "every 6 weeks", "6w", "monthly", "every other month"; raise InvalidValueError otherwise."""
        folded = " ".join(text.casefold().split()).rstrip(".")
        words = _EVERY.sub("", folded, count=1) if _EVERY.match(folded) else folded
        if words in _NAMED:
            return cls(*_NAMED[words])
        match = _PATTERN.fullmatch(words)
        unit = UNITS.get(match[2]) or UNITS.get(match[2].removesuffix("s")) if match else None
        if match is None or unit not in _DAYS_IN:
            raise InvalidValueError(f"write “6 weeks”, “3 months” or “monthly”: {_not_one(text)}")
        every = 1 if match[1] is None else _COUNTS.get(match[1]) or int(match[1])
        if every < 1:
            raise InvalidValueError(f"write one day or more, as in “6 weeks”: {_not_one(text)}")
        return cls(every, Unit(unit))

    @property
    def days(self) -> float:
        """The length in days; months and years count with their mean."""
        return self.every * _DAYS_IN[self.unit]

    def after(self, day: date) -> date:
        """Return the day one interval later; the 31st becomes the last day of a shorter month.

        It never leaves the calendar: its last day is as far as an interval goes.
        """
        return self._moved(day, 1)

    def first_from(self, day: date, start: date) -> date:
        """Return `start`, or the day so many intervals after it that it is no longer before `day`.

        Each is counted from `start`: after 31 Jan and 28 Feb comes 31 Mar.
        """
        times = max(0, int((day - start).days / self.days) - _NEAR)
        while (found := self._moved(start, times)) < day:
            times += 1
        return found

    def keeps(self, start: date, day: date) -> bool:
        """Whether a day is one of the series that began on `start`."""
        return self.first_from(day, start) == day

    def start_of_series(self, first: date, last: date) -> date:
        """Return the day a series is counted from: its first, or the last if that isn't one of it."""
        return first if self.keeps(first, last) else last

    def begun_by(self, day: date) -> date:
        """Return the last day on which an interval can begin that is over by a day."""
        following = self.after(day)
        start = self._moved(day, -1) if following == date.max else days_after(day, (day - following).days)
        while self.after(start) > day and start > date.min:
            start = days_after(start, -1)
        return start

    def _moved(self, day: date, times: int) -> date:
        from dateutil.relativedelta import relativedelta

        try:
            return day + relativedelta(**{self.unit.value: self.every * times})  # type: ignore[arg-type]
        except (OverflowError, ValueError):
            return date.max if times > 0 else date.min

    def __str__(self) -> str:
        if self.every == 1:
            return self.unit.value.removesuffix("s")
        return f"{self.every} {self.unit.value}"


def _not_one(text: str) -> str:
    return f"“{shortened(text.strip())}” doesn't say how often"


class RuleScope(StrEnum):
    """What a default cadence hangs on."""

    TAG = "tag"
    STAGE = "stage"


class CadenceRule(Struct, frozen=True):
    """A default cadence for everyone with a tag or in a stage."""

    scope: RuleScope
    value: str
    cadence: Cadence


def effective_cadence(
    own: Cadence | None, tags: Iterable[str], stage: str, rules: Sequence[CadenceRule]
) -> Cadence | None:
    """Return the own cadence, else the shortest of the tags' defaults, else the stage's, else None."""
    if own is not None or not rules:
        return own
    folded = {tag.casefold() for tag in tags}
    by_tag = [
        rule.cadence for rule in rules if rule.scope is RuleScope.TAG and rule.value.casefold() in folded
    ]
    if by_tag:
        return min(by_tag, key=lambda cadence: cadence.days)
    return next((r.cadence for r in rules if r.scope is RuleScope.STAGE and r.value == stage), None)
