"""How often the user wants to be in touch, and when the next check-in falls due."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Self

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.time.calendar_ends import days_after


class Unit(StrEnum):
    """The unit a cadence counts in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


_MOST = 999
_NEAR = 100
_DAYS_IN = {Unit.DAYS: 1.0, Unit.WEEKS: 7.0, Unit.MONTHS: 30.4375, Unit.YEARS: 365.25}
_UNITS = {
    "d": Unit.DAYS,
    "day": Unit.DAYS,
    "days": Unit.DAYS,
    "w": Unit.WEEKS,
    "wk": Unit.WEEKS,
    "week": Unit.WEEKS,
    "weeks": Unit.WEEKS,
    "m": Unit.MONTHS,
    "mo": Unit.MONTHS,
    "month": Unit.MONTHS,
    "months": Unit.MONTHS,
    "y": Unit.YEARS,
    "year": Unit.YEARS,
    "years": Unit.YEARS,
}
_NAMED = {
    "daily": (1, Unit.DAYS),
    "weekly": (1, Unit.WEEKS),
    "fortnightly": (2, Unit.WEEKS),
    "biweekly": (2, Unit.WEEKS),
    "monthly": (1, Unit.MONTHS),
    "quarterly": (3, Unit.MONTHS),
    "half-yearly": (6, Unit.MONTHS),
    "yearly": (1, Unit.YEARS),
    "annually": (1, Unit.YEARS),
}
_WORDS = {"a": 1, "one": 1, "other": 2, "two": 2, "three": 3, "four": 4, "six": 6, "twelve": 12}
_PATTERN = re.compile(r"^(?:every\s+)?(?:(\d{1,3}|a|one|other|two|three|four|six|twelve)\s*)?([a-z]+)$")


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
        folded = " ".join(text.casefold().split())
        if folded in _NAMED:
            return cls(*_NAMED[folded])
        match = _PATTERN.match(folded)
        unit = _UNITS.get(match[2]) if match else None
        if match is None or unit is None:
            raise InvalidValueError(f'“{text}” is no rhythm: write "every 6 weeks", "3 months" or "monthly"')
        every = 1 if match[1] is None else _WORDS.get(match[1]) or int(match[1])
        if every < 1:
            raise InvalidValueError(f"“{text}” is no rhythm: it has to be one day or more")
        return cls(every, unit)

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
