"""The words netui reads as a day; what it cannot read it never guesses."""

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.time.working_days import add_working_days

_LONGEST = 60

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = {
    name.casefold()[:length]: number
    for number, name in enumerate(DAY_NAMES)
    for length in (3, 4, 5, len(name))
    if length <= len(name)
} | {"weds": 2}
MONTHS = {
    name.casefold()[:length]: number
    for number, name in enumerate(MONTH_NAMES, start=1)
    for length in (3, 4, len(name))
    if length <= len(name)
}
_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_COUNTS = {"a": 1, "an": 1, "a couple of": 2, "couple of": 2}
_COUNTS |= {word: number for number, word in enumerate(_NUMBER_WORDS.split(), start=1)}
_UNITS = {
    "d": "days",
    "day": "days",
    "w": "weeks",
    "wk": "weeks",
    "week": "weeks",
    "fortnight": "fortnights",
    "m": "months",
    "mo": "months",
    "month": "months",
    "y": "years",
    "yr": "years",
    "year": "years",
    "working day": "working days",
    "weekday": "working days",
    "business day": "working days",
}


class Reading(Struct, frozen=True):
    """What a day is read against: today, which way to look, and the first day of the week."""

    today: date
    past: bool
    week_start: int = 0

    @property
    def week(self) -> date:
        """The first day of the week it is."""
        return _moved(self.today, days=-((self.today.weekday() - self.week_start) % 7))


def folded(text: str) -> str:
    """Return text as the grammar compares it."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return " ".join(text.replace(",", " ").split()).rstrip(".")


def read_day(text: str, reading: Reading) -> date | None:
    """Return the day a text names, None if it names none; raise InvalidValueError if it names two."""
    words = folded(text)
    if not words or len(words) > _LONGEST:
        return None
    words = re.sub(r"^(?:on|by|until|till|due)\s+(?=\S)", "", words)
    for pattern, rule in _RULES:
        match = pattern.fullmatch(words)
        if match:
            return rule(match, reading)
    return _read_full_date(words)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _moved(start: date, /, **by: int) -> date:
    from dateutil.relativedelta import relativedelta

    try:
        return start + relativedelta(**by)  # type: ignore[arg-type]
    except (OverflowError, ValueError) as error:
        raise InvalidValueError("that day is in no calendar: years go from 1 to 9999") from error


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        if not 1 <= month <= 12:
            raise InvalidValueError(f"there is no month {month}: write the day as 2026-11-23") from error
        if not 1 <= year <= 9999:
            raise InvalidValueError(f"there is no year {year}: years go from 1 to 9999") from error
        raise InvalidValueError(f"{MONTH_NAMES[month - 1]} {year} has no day {day}") from error


def _named(match: re.Match[str], reading: Reading) -> date:
    offsets = {"tomorrow": 1, "tmrw": 1, "day after tomorrow": 2, "yesterday": -1, "day before yesterday": -2}
    return _moved(reading.today, days=offsets.get(match[1], 0))


def _weekday(match: re.Match[str], reading: Reading) -> date:
    """A bare weekday is never today; "this" is in this week, "next" and "last" see `parse_date`."""
    which, wanted = match[1], WEEKDAYS[match[2]]
    in_week = (wanted - reading.week_start) % 7
    if which == "this":
        return _moved(reading.week, days=in_week)
    if which == "next":
        return _moved(reading.week, days=7 + in_week)
    if which in {"last", "past"} or (which is None and reading.past):
        return _moved(reading.today, days=-((reading.today.weekday() - wanted - 1) % 7 + 1))
    return _moved(reading.today, days=(wanted - reading.today.weekday() - 1) % 7 + 1)


def _weekend(match: re.Match[str], reading: Reading) -> date:
    saturday = (5 - reading.week_start) % 7
    if match[1] in {"next", "last"}:
        return _moved(reading.week, days=saturday + (7 if match[1] == "next" else -7))
    today = reading.today
    if reading.past:
        return _moved(today, days=-((today.weekday() - 5 - 1) % 7 + 1))
    return _moved(today, days=(5 - today.weekday() - 1) % 7 + 1)


def _distance(match: re.Match[str], reading: Reading) -> date:
    before, number, unit, after = match.groups()
    count = _COUNTS[number] if number in _COUNTS else int(number or 1)
    back = before == "-" or after == "ago" or (not before and not after and reading.past)
    return _by(reading.today, -count if back else count, _UNITS[unit.removesuffix("s") or unit])


def _by(day: date, count: int, unit: str) -> date:
    if unit == "working days":
        return add_working_days(day, count)
    if unit == "fortnights":
        return _moved(day, weeks=2 * count)
    return _moved(day, **{unit: count})


def _period(match: re.Match[str], reading: Reading) -> date:
    """The first day of the next or the last week, month or year."""
    step = 1 if match[1] == "next" else -1
    if match[2] == "week":
        return _moved(reading.week, days=7 * step)
    if match[2] == "month":
        return _moved(reading.today.replace(day=1), months=step)
    return _moved(reading.today.replace(month=1, day=1), years=step)


def _end(match: re.Match[str], reading: Reading) -> date:
    which, period = match[1], {"w": "week", "m": "month", "y": "year"}.get(match[2], match[2])
    step = {"next": 1, "last": -1}.get(which or "", 0)
    if period == "week":
        return _moved(reading.week, days=7 * step + 6)
    if period == "month":
        return _moved(reading.today, months=step, day=31)
    return _moved(reading.today, years=step, month=12, day=31)


def _end_of_month(match: re.Match[str], reading: Reading) -> date:
    month, year = MONTHS[match[1]], match[2]
    if year:
        return _moved(_day(int(year), month, 1), day=31)
    return _nearest(reading, lambda candidate: _moved(date(candidate, month, 1), day=31))


def _day_month(match: re.Match[str], reading: Reading) -> date:
    groups = match.groupdict()
    day = int(groups["d1"] or groups["d2"])
    month = MONTHS[groups["m1"] or groups["m2"]]
    year = groups["year"]
    if year:
        return _checked(
            _day(int(year) if len(year) == 4 else 2000 + int(year), month, day), groups["weekday"]
        )
    if groups["weekday"]:
        return _checked(_nearest(reading, lambda y: date(y, month, day)), groups["weekday"])
    if not 1 <= day <= calendar.monthrange(2000, month)[1]:
        raise InvalidValueError(f"{MONTH_NAMES[month - 1]} has no day {day}")
    return _nearest(reading, lambda candidate: date(candidate, month, day))


def _checked(day: date, weekday: str | None) -> date:
    if weekday and WEEKDAYS[weekday] != day.weekday():
        typed, true = DAY_NAMES[WEEKDAYS[weekday]], DAY_NAMES[day.weekday()]
        raise InvalidValueError(f"{day} is a {true}, not a {typed}: correct one of them")
    return day


def _nearest(reading: Reading, in_year: Callable[[int], date]) -> date:
    """Return the first such day from today on, or the last up to today; years without one are skipped."""
    step = -1 if reading.past else 1
    for year in range(reading.today.year, reading.today.year + 10 * step, step):
        try:
            day = in_year(year)
        except ValueError:
            continue
        if (day <= reading.today) if reading.past else (day >= reading.today):
            return day
    raise InvalidValueError("that day is in none of the years around: write it with its year")


def _ordinal(match: re.Match[str], reading: Reading) -> date:
    """ "The 12th": of this month, or of the nearest month that has one."""
    day = int(match[1])
    if not 1 <= day <= 31:
        raise InvalidValueError(f"no month has a day {day}")
    first = reading.today.replace(day=1)
    for step in range(4):
        month = _moved(first, months=-step if reading.past else step)
        if day > calendar.monthrange(month.year, month.month)[1]:
            continue
        found = month.replace(day=day)
        if (found <= reading.today) if reading.past else (found >= reading.today):
            return found
    raise InvalidValueError("that day is in no calendar: years go from 1 to 9999")


def _iso(match: re.Match[str], _reading: Reading) -> date:
    return _day(int(match[1]), int(match[3]), int(match[4]))


def _numbers(match: re.Match[str], _reading: Reading) -> date:
    """A date in figures whose order is not sure is refused, unless both orders name the same day."""
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if first <= 12 and second <= 12 and first != second and first and second:
        one, other = MONTH_NAMES[second - 1], MONTH_NAMES[first - 1]
        raise InvalidValueError(
            f"“{match[0]}” can be {first} {one} or {second} {other}: "
            f"write {first} {one[:3].casefold()} {year} or {year:04d}-{second:02d}-{first:02d}"
        )
    return _day(year, first, second) if second > 12 else _day(year, second, first)


def _read_full_date(words: str) -> date | None:
    """Let dateutil read a date in another order, if it has a day, a month by name and a year, and no more."""
    known = {*MONTHS, *WEEKDAYS, "sept", "st", "nd", "rd", "th", "of", "on"}
    numbers = re.findall(r"\d+", words)
    if not re.fullmatch(r"[a-z\d .,/'-]+", words) or not set(re.findall(r"[a-z]+", words)) <= known:
        return None
    months = [word for word in re.findall(r"[a-z]+", words) if word in MONTHS]
    if len(months) != 1 or sorted(map(len, numbers)) not in ([1, 4], [2, 4]):
        return None
    from dateutil import parser

    try:
        day, other = (
            parser.parse(words, default=default, ignoretz=True)
            for default in (datetime(1904, 3, 4, tzinfo=UTC), datetime(2011, 8, 23, 1, tzinfo=UTC))
        )
    except (ValueError, OverflowError, ArithmeticError):
        return None
    if day.date() != other.date() or day.time() == other.time():
        return None
    weekdays = [word for word in re.findall(r"[a-z]+", words) if word in WEEKDAYS]
    return _checked(day.date(), weekdays[0] if weekdays else None)


_Rule = Callable[[re.Match[str], Reading], date]
_W, _M = _alternatives(WEEKDAYS), _alternatives(MONTHS)
_C, _U = _alternatives(_COUNTS), _alternatives(_UNITS)
_DAY_FIRST = rf"(?:the )?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?(?: of)? ?(?P<m1>{_M})\.?"
_MONTH_FIRST = rf"(?P<m2>{_M})\.? (?:the )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?"
_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (
            r"(?:the )?(today|tonight|now|yesterday|tomorrow|tmrw|day before yesterday|day after tomorrow)",
            _named,
        ),
        (rf"(?:(this|next|last|past|coming) )?({_W})\.?", _weekday),
        (r"(?:(?:the|this|(next|last)) )?weekend", _weekend),
        (rf"(in |\+|-)?(\d{{1,5}}|{_C}) ?({_U})s?(?: ?(ago|from now|later))?", _distance),
        (r"(next|last) (week|month|year)", _period),
        (r"(?:the )?end of (?:(?:the|this|(next|last)) )?(week|month|year)", _end),
        (r"()eo([wmy])", _end),
        (rf"(?:the )?end of ({_M})(?: (\d{{4}}))?", _end_of_month),
        (
            rf"(?:(?P<weekday>{_W})\.? )?(?:{_DAY_FIRST}|{_MONTH_FIRST})(?: '?(?P<year>\d{{4}}|\d\d))?",
            _day_month,
        ),
        (r"(?:the )?(\d{1,2})(?:st|nd|rd|th)", _ordinal),
        (r"(\d{4})(?P<mark>[-/.])(\d{1,2})(?P=mark)(\d{1,2})", _iso),
        (r"(\d{4})()(\d\d)(\d\d)", _iso),
        (r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", _numbers),
    )
)
