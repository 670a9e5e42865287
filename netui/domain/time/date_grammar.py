"""The words netui reads as a day; what it cannot read it never guesses."""

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime

from msgspec import Struct

from netui.domain.errors import InvalidValueError, NoSuchDayError
from netui.domain.time.date_order import DateOrder
from netui.domain.time.date_words import COUNTS, DAY_NAMES, MONTH_NAMES, MONTHS, UNITS, WEEKDAYS
from netui.domain.time.working_days import add_working_days

_LONGEST = 60
_DOTTED = re.compile(r"(?:^|\s)\d{1,2}\.\d{1,2}\.$")
"""A day whose last dot says that it is one: "12.3." is the 12th of March, 12.3 is a number."""


class Reading(Struct, frozen=True):
    """What a day is read against: today, which way to look, and the person's settings.

    `week_start` counts from Monday = 0; `order` is that of figures with slashes or dashes between them.
    """

    today: date
    past: bool = False
    week_start: int = 0
    order: DateOrder = DateOrder.UNSAID

    @property
    def week(self) -> date:
        """The first day of the week it is."""
        return _moved(self.today, days=-((self.today.weekday() - self.week_start) % 7))


def folded(text: str) -> str:
    """Return text as the grammar compares it."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    words = " ".join(text.replace(",", " ").split())
    return words if _DOTTED.search(words) else words.rstrip(".")


def read_day(text: str, reading: Reading) -> date | None:
    """Return the day a text names, or None; raise InvalidValueError for two, NoSuchDayError for 30 feb."""
    words = folded(text)
    if not words or len(words) > _LONGEST:
        return None
    words = re.sub(r"^(?:on|by|until|till|due|before)\s+(?=\S)", "", words)
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
        raise NoSuchDayError(f"{MONTH_NAMES[month - 1]} {year} has no day {day}") from error


def _named(match: re.Match[str], reading: Reading) -> date:
    offsets = {"tomorrow": 1, "tmrw": 1, "day after tomorrow": 2, "yesterday": -1, "day before yesterday": -2}
    return _moved(reading.today, days=offsets.get(match[1], 0))


def _part_of_day(match: re.Match[str], reading: Reading) -> date:
    """ "This morning", "end of day", "last night": the day they are on; the night is that of its evening."""
    return _moved(reading.today, days=-1 if match[0] == "last night" else 0)


def _on_part(match: re.Match[str], reading: Reading) -> date:
    return _required(match[1] or match[2], reading)


def _required(words: str, reading: Reading) -> date:
    """Return the day of a part of a phrase; raise InvalidValueError where it is none."""
    day = read_day(words, reading)
    if day is None:
        raise InvalidValueError(f"“{words}” is no day")
    return day


def _from_day(match: re.Match[str], reading: Reading) -> date:
    """ "A week from tomorrow", "2 weeks after 3 mar", "3 days before mon"."""
    number, unit, where, base = match.groups()
    count = COUNTS[number] if number in COUNTS else int(number or 1)
    day = _required(base, Reading(reading.today, False, reading.week_start, reading.order))
    return _by(day, -count if where == "before" else count, _unit(unit))


def _week_after(match: re.Match[str], reading: Reading) -> date:
    """ "Monday week" is a week after the coming Monday."""
    base = _required(match[1], Reading(reading.today, False, reading.week_start, reading.order))
    return _moved(base, weeks=2 if match[2] == "fortnight" else 1)


def _weekday_of_month(match: re.Match[str], reading: Reading) -> date:
    """ "First Monday of January", "last Friday of the month", "2nd Tue in March 2027"."""
    which, weekday, *of = match.groups()

    def in_month(first: date) -> date:
        from dateutil.relativedelta import relativedelta
        from dateutil.relativedelta import weekday as day_of_week

        number = _WHICH[which]
        start = first if number > 0 else first + relativedelta(day=31)
        found: date = start + relativedelta(weekday=day_of_week(WEEKDAYS[weekday], number))
        if found.month != first.month:
            raise InvalidValueError(f"{MONTH_NAMES[first.month - 1]} {first.year} has no {which} of these")
        return found

    return _in_month_of(of, reading, in_month)


def _day_of_month(match: re.Match[str], reading: Reading) -> date:
    """ "The 12th of next month", "last day of February", "mid January", "beginning of March"."""
    which, *of = match.groups()

    def in_month(first: date) -> date:
        if which == "last":
            return _moved(first, day=31)
        return _day(first.year, first.month, _DAYS.get(which) or int(which[:-2]))

    return _in_month_of(of, reading, in_month)


def _in_month_of(of: Sequence[str | None], reading: Reading, in_month: Callable[[date], date]) -> date:
    """Return the day that `in_month` finds in the month named by (step, month, year)."""
    step, month, year = of
    if month is None:
        steps = {"next": 1, "last": -1, "past": -1}
        return in_month(_moved(reading.today.replace(day=1), months=steps.get(step or "", 0)))
    if year is not None:
        return in_month(_day(int(year), MONTHS[month], 1))
    return _nearest(reading, lambda candidate: in_month(date(candidate, MONTHS[month], 1)))


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
    count = COUNTS[number] if number in COUNTS else int(number or 1)
    back = before == "-" or after == "ago" or (not before and not after and reading.past)
    return _by(reading.today, -count if back else count, _unit(unit))


def _half_a_year(match: re.Match[str], reading: Reading) -> date:
    before, after = match.groups()
    return _moved(reading.today, months=-6 if after == "ago" or (not before and reading.past) else 6)


def _unit(word: str) -> str:
    return UNITS[word.removesuffix("s") or word]


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
    if match[2] == "quarter":
        return _moved(_quarter(reading.today), months=3 * step)
    return _moved(reading.today.replace(month=1, day=1), years=step)


def _end(match: re.Match[str], reading: Reading) -> date:
    shorts = {"w": "week", "m": "month", "q": "quarter", "y": "year"}
    which, period = match[1], shorts.get(match[2], match[2])
    step = {"next": 1, "last": -1}.get(which or "", 0)
    if period == "week":
        return _moved(reading.week, days=7 * step + 6)
    if period == "month":
        return _moved(reading.today, months=step, day=31)
    if period == "quarter":
        return _moved(_quarter(reading.today), months=3 * step + 2, day=31)
    return _moved(reading.today, years=step, month=12, day=31)


def _quarter(day: date) -> date:
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


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
        full = int(year) if len(year) == 4 else 2000 + int(year)
        return _checked(_day(full, month, day), groups["weekday"])
    if not 1 <= day <= calendar.monthrange(2000, month)[1]:
        raise NoSuchDayError(f"{MONTH_NAMES[month - 1]} has no day {day}")
    found, weekday = _nearest(reading, lambda candidate: date(candidate, month, day)), groups["weekday"]
    if weekday and WEEKDAYS[weekday] != found.weekday():
        other_way = Reading(reading.today, past=not reading.past)
        other = _nearest(other_way, lambda candidate: date(candidate, month, day))
        is_nearer = abs(other - reading.today) < abs(found - reading.today)
        found = other if is_nearer and WEEKDAYS[weekday] == other.weekday() else found
    return _checked(found, weekday)


def _checked(day: date, weekday: str | None) -> date:
    if weekday and WEEKDAYS[weekday] != day.weekday():
        typed, true = DAY_NAMES[WEEKDAYS[weekday]], DAY_NAMES[day.weekday()]
        raise NoSuchDayError(f"{day} is a {true}, not a {typed}: correct one of them")
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


def _dots(match: re.Match[str], reading: Reading) -> date:
    """Between dots the day comes first: "12.3.2027", "12.3." """
    return _in_figures(int(match[1]), int(match[2]), match[3], reading)


def _numbers(match: re.Match[str], reading: Reading) -> date:
    """A day in figures whose order is not sure is refused, unless both orders name the same day."""
    first, second, year = int(match[1]), int(match[2]), match[3]
    unsure = 0 < first <= 12 and 0 < second <= 12 and first != second
    if unsure and reading.order is DateOrder.UNSAID:
        one, other = MONTH_NAMES[second - 1], MONTH_NAMES[first - 1]
        named = f"{first} {one[:3].casefold()}{f' {year}' if year else ''}"
        raise InvalidValueError(
            f"“{match[0]}” can be {first} {one} or {second} {other}: write {named}, "
            "or set date_order in the settings"
        )
    month_first = reading.order is DateOrder.MONTH_FIRST if unsure else second > 12
    return _in_figures(*((second, first) if month_first else (first, second)), year, reading)


def _in_figures(day: int, month: int, year: str | None, reading: Reading) -> date:
    if year:
        return _day(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    _day(2000, month, day)  # says what is wrong with it
    return _nearest(reading, lambda candidate: date(candidate, month, day))


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
_C, _U = _alternatives(COUNTS), _alternatives(UNITS)
BARE_COUNT = re.compile(rf"(?:\d{{1,5}}|{_C})[ -]?(?:{_U})s?", re.IGNORECASE)
"""A count without a direction: "3 week", "3d"."""
_WHICH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_WHICH |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_DAYS = {"first": 1, "beginning": 1, "start": 1, "mid": 15, "middle": 15}
_OF_MONTH = rf"(?:of|in) (?:(?:the |this |(next|last|past) )?month|({_M})(?: (\d{{4}}))?)"
_DAY_FIRST = rf"(?:the )?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?(?: of)? ?(?P<m1>{_M})\.?"
_MONTH_FIRST = rf"(?P<m2>{_M})\.? (?:the )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?"
_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (
            r"(?:the )?(today|tonight|now|yesterday|tomorrow|tmrw|day before yesterday|day after tomorrow)",
            _named,
        ),
        (r"this (?:morning|afternoon|evening)|last night|eod|(?:the )?end of (?:the )?day", _part_of_day),
        (r"(?:just|right|earlier) (now|today|this \w+)|(\S.*) (?:morning|afternoon|evening|night)", _on_part),
        (rf"(?:the )?(?:(\d{{1,3}}|{_C}) )?({_U})s? (from|after|before|on) (\S.*)", _from_day),
        (rf"({_W}|today|tomorrow) (week|fortnight)", _week_after),
        (rf"(?:the )?({_alternatives(_WHICH)}) ({_W}) {_OF_MONTH}", _weekday_of_month),
        (rf"(?:the )?(first|last) day {_OF_MONTH}", _day_of_month),
        (rf"(?:the )?(\d{{1,2}}(?:st|nd|rd|th)|first|beginning|start|middle) {_OF_MONTH}", _day_of_month),
        (rf"(mid)(?:[ -]()({_M})(?: (\d{{4}}))?)", _day_of_month),
        (rf"(?:(this|next|last|past|coming) )?({_W})\.?", _weekday),
        (r"(?:(?:the|this|(next|last)) )?weekend", _weekend),
        (
            rf"(in |within |\+|-)?(\d{{1,5}}|{_C}) ?({_U})(?:s'?|'s)?(?: ?(ago|from now|later|time))?",
            _distance,
        ),
        (r"(in |within )?half a year(?: (ago|from now))?", _half_a_year),
        (r"(next|last) (week|month|quarter|year)", _period),
        (r"(?:the )?end of (?:(?:the|this|(next|last)) )?(week|month|quarter|year)", _end),
        (r"()eo([wmqy])", _end),
        (rf"(?:the )?end of ({_M})(?: (\d{{4}}))?", _end_of_month),
        (
            rf"(?:(?P<weekday>{_W})\.? )?(?:{_DAY_FIRST}|{_MONTH_FIRST})(?: '?(?P<year>\d{{4}}|\d\d))?",
            _day_month,
        ),
        (r"(?:the )?(\d{1,2})(?:st|nd|rd|th)", _ordinal),
        (r"(\d{4})(?P<mark>[-/.])(\d{1,2})(?P=mark)(\d{1,2})", _iso),
        (r"(\d{4})()(\d\d)(\d\d)", _iso),
        (r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)?", _dots),
        (r"(?!24/7$)(\d{1,2})/(\d{1,2})(?:/(\d{4}))?", _numbers),
        (r"(\d{1,2})-(\d{1,2})-(\d{4})", _numbers),
    )
)
