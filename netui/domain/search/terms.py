"""What the terms of a search line ask of a contact: `stage:active`, `due:<7d`, `has:email` and the like."""

from collections.abc import Callable

from netui.domain.errors import InvalidValueError
from netui.domain.folding import fold
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import ContactRow, Role, Stage
from netui.domain.search.query_days import after, due, last, met, next_due, on_or_before
from netui.domain.search.query_setting import Setting, Test, chosen_from, one_of
from netui.domain.time.calendar_ends import days_after


def test_of(field: str, value: str, setting: Setting) -> Test | None:
    """Return the test of one term, or None while it is not finished; raise InvalidValueError if it is bad."""
    build = _TERMS.get(field)
    if build is None:
        possible = ", ".join(f"{name}:" for name in _TERMS)
        raise InvalidValueError(f'"{field}:" is nothing to search by: use {possible} or "quote the words"')
    return build(value, setting) if fold(value).strip() else None


def is_archived(row: ContactRow) -> bool:
    """Whether a person was put aside."""
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
    today = setting.today
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
