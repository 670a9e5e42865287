"""What the terms of a search line ask of a contact: `stage:active`, `due:<7d`, `has:email` and the like."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct

from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.check_in import earliest_due
from netui.domain.people.contact import Contact, ContactRow, Role, Stage
from netui.domain.text import fold
from netui.domain.time.calendar_ends import days_after

Test = Callable[[ContactRow], bool]


class Setting(Struct, frozen=True):
    """What a query is read against; `week_start` is 0 for Monday."""

    today: date
    week_start: int
    contact_of: Callable[[int], Contact | None]
    owed: Mapping[int, date]

    @property
    def week_end(self) -> date:
        """The last day of the week that holds today."""
        return days_after(self.today, (self.week_start - self.today.weekday() - 1) % 7)


def chosen_from(field: str, value: str, options: Iterable[str], more: str = "") -> list[str]:
    """Return the option meant, or all that begin so; raise InvalidValueError if none does."""
    options = list(options)
    start = fold(value)
    if start in options:
        return [start]
    chosen = [option for option in options if option.startswith(start)]
    if not chosen:
        known = [*options, *([more] if more else [])]
        raise InvalidValueError(f"“{field}:{value}” finds no one{did_you_mean(value, known)}")
    return chosen


def one_of(field: str, value: str, tests: dict[str, Test], more: str = "") -> Test:
    """Return the test that goes by this word or its beginning; `more` names what else may be written."""
    chosen = [tests[name] for name in chosen_from(field, value, tests, more)]
    return chosen[0] if len(chosen) == 1 else lambda row: any(test(row) for test in chosen)


Day = Callable[[ContactRow], date | None]


def due(value: str, setting: Setting) -> Test | None:
    """Test when the earliest of what is owed falls due; `<7d` has the overdue in it."""
    today, next_due = setting.today, _next_due(setting)
    words: dict[str, Test] = {
        "overdue": on_or_before(next_due, days_after(today, -1)),
        "today": _between(next_due, today, today),
        "tomorrow": _between(next_due, days_after(today, 1), days_after(today, 1)),
        "week": on_or_before(next_due, setting.week_end),
        "none": lambda row: next_due(row) is None,
    }
    spans: dict[str, Callable[[int], Test]] = {
        "<": lambda days: on_or_before(next_due, days_after(today, days)),
        ">": lambda days: after(next_due, days_after(today, days)),
    }
    return _by_day("due", value, next_due, words, spans, more="<7d, >2w or 2026-11")


def last(value: str, setting: Setting) -> Test | None:
    """Test when the last contact was."""
    today = setting.today
    yesterday = days_after(today, -1)
    words: dict[str, Test] = {
        "never": lambda row: row.last_contact_on is None,
        "today": _between(last_contact, today, today),
        "yesterday": _between(last_contact, yesterday, yesterday),
    }
    spans: dict[str, Callable[[int], Test]] = {
        "<": lambda days: after(last_contact, days_after(yesterday, -days)),
        ">": lambda days: on_or_before(last_contact, days_after(yesterday, -days)),
    }
    return _by_day("last", value, last_contact, words, spans, more=">90d, <2w or 2026-11")


def met(value: str, _: Setting) -> Test | None:
    """Test when one met."""
    return _within("met", value, lambda row: row.met_on)


_SPAN = re.compile(r"([<>])=?\s*(?:(\d{1,5})\s*(?:(d|w|m|y)(?:ays?|ks?|eeks?|o|os|onths?|rs?|ears?)?)?)?$")
_DAYS_IN = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}


def _by_day(
    field: str,
    value: str,
    read: Day,
    words: dict[str, Test],
    spans: Mapping[str, Callable[[int], Test]],
    *,
    more: str,
) -> Test | None:
    """Return the test of a date, of a span such as `<7d`, or of a word; a span without a number has none."""
    if value[0].isdigit():
        return _within(field, value, read)
    if value[0] not in spans:
        return one_of(field, value, words, more)
    match = _SPAN.match(fold(value))
    if match is None:
        possible = ", ".join([*words, more])
        raise InvalidValueError(f"“{field}:{value}” isn't a number of days; use one of {possible}")
    return spans[match[1]](int(match[2]) * _DAYS_IN[match[3] or ""]) if match[2] else None


def _next_due(setting: Setting) -> Day:
    owed = setting.owed
    return lambda row: earliest_due(row, owed)


def last_contact(row: ContactRow) -> date | None:
    """Return the day of the last contact."""
    return row.last_contact_on


def on_or_before(read: Day, edge: date) -> Test:
    """Test for a known day that is not after `edge`."""
    return lambda row: (day := read(row)) is not None and day <= edge


def after(read: Day, edge: date) -> Test:
    """Test for a known day after `edge`."""
    return lambda row: (day := read(row)) is not None and day > edge


def _between(read: Day, first: date, last: date) -> Test:
    return lambda row: (day := read(row)) is not None and first <= day <= last


_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})?)?(?:-(\d{1,2})?)?$")


def _within(field: str, value: str, read: Day) -> Test | None:
    """Test for a year, a month or a day; a number too short to be a year is not finished yet."""
    if value.isdigit() and len(value) < 4:
        return None
    match = _DATE.match(value)
    remedy = f"“{field}:{value}” isn't a date; write {field}:2025, {field}:2025-03 or {field}:2025-03-14"
    if match is None:
        raise InvalidValueError(remedy)
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError as error:
        raise InvalidValueError(remedy) from error
    if day:
        return _between(read, first, first)
    last_month = month or 12
    return _between(read, first, date(year, last_month, monthrange(year, last_month)[1]))


def test_of(field: str, value: str, setting: Setting) -> Test | None:
    """Return the test of one term, or None while it is not finished; raise InvalidValueError if it is bad."""
    build = _TERMS.get(field)
    if build is None:
        meant = did_you_mean(field, _TERMS)
        quoted = "" if meant.endswith("?") else ", or put it in quotes"
        raise InvalidValueError(f"“{field}:” isn't something to search by{meant}{quoted}")
    return build(value, setting) if fold(value).strip() else None


def is_term(field: str) -> bool:
    """Whether there is something to search by of that name."""
    return field in _TERMS


def is_archived(row: ContactRow) -> bool:
    """Whether a person is archived."""
    return row.archived_at is not None


class _Verdicts(dict[str, bool]):
    """Which texts fit, each judged once: companies, places and tags repeat over thousands of people."""

    def __init__(self, judge: Callable[[str], bool]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, text: str) -> bool:
        verdict = self[text] = self._judge(fold(text))
        return verdict


def _name(value: str, _: Setting) -> Test:
    wanted = fold(value)
    return lambda row: wanted in fold(row.name)


def _company(value: str, _: Setting) -> Test:
    wanted = fold(value)
    fits = _Verdicts(lambda text: wanted in text)
    return lambda row: fits[row.company]


def _title(value: str, _: Setting) -> Test:
    wanted = fold(value)
    fits = _Verdicts(lambda text: wanted in text)
    return lambda row: fits[row.title]


def _location(value: str, _: Setting) -> Test:
    wanted = fold(value)
    fits = _Verdicts(lambda text: wanted in text)
    return lambda row: fits[row.location]


def _tag(value: str, _: Setting) -> Test:
    wanted = fold(value.lstrip("#"))
    start = wanted.removesuffix("*")
    fits = _Verdicts((lambda tag: tag == wanted) if start == wanted else (lambda tag: tag.startswith(start)))

    def test(row: ContactRow) -> bool:
        for tag in row.tags:  # noqa: SIM110 - a generator for each of 30,000 rows costs more than the test
            if fits[tag]:
                return True
        return False

    return test


def _email(value: str, _: Setting) -> Test:
    wanted = fold(value)
    return lambda row: any(wanted in fold(email) for email in row.emails)


def _stage(value: str, _: Setting) -> Test:
    stages = frozenset(chosen_from("stage", value, Stage))
    return lambda row: row.stage in stages


def _role(value: str, _: Setting) -> Test:
    roles = frozenset(chosen_from("role", value, Role))
    return lambda row: not roles.isdisjoint(row.roles)


def _introduced_by(value: str, setting: Setting) -> Test:
    wanted = fold(value)
    known: dict[int, bool] = {}

    def test(row: ContactRow) -> bool:
        who = row.introduced_by
        if who is None:
            return False
        if who not in known:
            introducer = setting.contact_of(who)
            known[who] = introducer is not None and wanted in fold(introducer.name)
        return known[who]

    return test


def _has(value: str, setting: Setting) -> Test:
    def has_notes(row: ContactRow) -> bool:
        contact = setting.contact_of(row.id)
        return contact is not None and bool(contact.notes)

    tests: dict[str, Test] = {
        "email": lambda row: bool(row.emails),
        "phone": lambda row: bool(row.phones),
        "link": lambda row: bool(row.links),
        "birthday": lambda row: row.birthday is not None,
        "cadence": lambda row: row.cadence is not None,
        "tags": lambda row: bool(row.tags),
        "roles": lambda row: bool(row.roles),
        "notes": has_notes,
        "company": lambda row: bool(row.company),
        "title": lambda row: bool(row.title),
        "location": lambda row: bool(row.location),
        "met": lambda row: row.met_on is not None,
        "introducer": lambda row: row.introduced_by is not None,
    }
    plural = fold(value)
    return one_of("has", plural.removesuffix("s") if plural.removesuffix("s") in tests else plural, tests)


def _every(value: str, _: Setting) -> Test | None:
    text = fold(value)
    if text == "none":
        return lambda row: row.cadence is None
    sign = text[0] if text[0] in "<>" else ""
    text = text.removeprefix(sign).strip()
    if not text or text.isdigit():
        return None
    days = Cadence.parse(text).days
    if sign == "<":
        return lambda row: row.cadence is not None and row.cadence.days < days
    if sign == ">":
        return lambda row: row.cadence is not None and row.cadence.days > days
    return lambda row: row.cadence is not None and row.cadence.days == days


def _is(value: str, setting: Setting) -> Test:
    today, next_due = setting.today, _next_due(setting)
    tests: dict[str, Test] = {
        "archived": is_archived,
        "paused": lambda row: row.paused,
        "due": on_or_before(next_due, today),
        "overdue": on_or_before(next_due, days_after(today, -1)),
        "snoozed": after(lambda row: row.snoozed_until, today),
    }
    return one_of("is", value, tests)


_TERMS: dict[str, Callable[[str, Setting], Test | None]] = {
    "name": _name,
    "company": _company,
    "title": _title,
    "in": _location,
    "email": _email,
    "tag": _tag,
    "stage": _stage,
    "role": _role,
    "by": _introduced_by,
    "due": due,
    "last": last,
    "met": met,
    "every": _every,
    "has": _has,
    "is": _is,
}

TERM_HELP = {
    "name": "a part of the name",
    "company": "a part of the company",
    "title": "a part of the title",
    "in": "a part of the location: in:berlin",
    "email": "a part of an address",
    "tag": "a whole tag; comp* is any that begins so",
    "stage": ", ".join(Stage),
    "role": ", ".join(Role),
    "by": "who introduced them: a part of a name",
    "due": "next check-in: overdue, today, tomorrow, week, none, <7d, >2w, 2026-11",
    "last": "last contact: never, today, yesterday, >90d, <2w, 2026-11",
    "met": "when you met: 2025, 2025-03, 2025-03-14",
    "every": "how often you keep in touch: 6w, <3m, >1y, none",
    "has": "email, phone, link, birthday, cadence, tags, roles, notes, company, title, location, met, "
    "introducer",
    "is": "archived, paused, due, overdue, snoozed",
}
"""What can follow each of them, for the help."""
