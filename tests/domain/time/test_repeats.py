"""The days of a rule are those that dateutil finds, and no rule takes long."""

from datetime import date, datetime, time

import pytest
from dateutil.rrule import rrulestr
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from netui.domain.time.repeats import Repeats, read_repeats

FIRST, LAST = date(2025, 11, 20), date(2026, 11, 20)
DAYS = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), max_size=3, unique=True)
NTH = st.sampled_from(["", "1MO", "-1FR", "3WE,-2SU", "TU", "5SA", "MO,TH"])


def parts(rule: str) -> dict[str, list[object]]:
    pairs = (part.split("=") for part in rule.split(";"))
    found: dict[str, list[object]] = {name: list(value.split(",")) for name, value in pairs}
    if "UNTIL" in found:
        found["UNTIL"] = [datetime.strptime(str(found["UNTIL"][0]), "%Y%m%d").date()]  # noqa: DTZ007
    return found


def days(rule: str, start: date) -> list[date]:
    read = read_repeats(parts(rule))
    assert read is not None
    return list(read.days(start, FIRST, LAST))


def oracle(rule: str, start: date) -> list[date]:
    found = rrulestr(rule, dtstart=datetime.combine(start, time()))
    between = found.between(datetime.combine(FIRST, time()), datetime.combine(LAST, time()), inc=True)
    return [each.date() for each in between]


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    rule = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 4))}"]
    if frequency in {"DAILY", "WEEKLY"}:
        chosen = draw(DAYS) if rule[1] == "INTERVAL=1" or frequency == "WEEKLY" else []
        rule += [f"BYDAY={','.join(chosen)}"] if chosen else []
    elif frequency == "MONTHLY":
        nth = draw(NTH)
        rule += [f"BYDAY={nth}"] if nth else draw(st.sampled_from([[], ["BYMONTHDAY=-1,15"]]))
    else:
        rule += draw(st.sampled_from([[], ["BYMONTH=3,11"], ["BYMONTH=10;BYDAY=-1SU"]]))
    rule += draw(st.sampled_from([[], ["COUNT=7"], ["UNTIL=20260601"]]))
    return ";".join(rule)


@settings(max_examples=60, phases=(Phase.explicit, Phase.generate))
@given(rules(), st.dates(date(2024, 1, 1), date(2026, 10, 1)))
def test_days_are_those_of_dateutil(rule: str, start: date) -> None:
    assert days(rule, start) == oracle(rule, start)


@pytest.mark.parametrize(
    "rule",
    [
        *("FREQ=SECONDLY", "FREQ=HOURLY;INTERVAL=2", "FREQ=YEARLY;BYWEEKNO=20", "FREQ=MONTHLY;BYSETPOS=-1"),
        *("INTERVAL=2", "FREQ=DAILY;INTERVAL=x", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;COUNT="),
    ],
)
def test_what_is_not_followed(rule: str) -> None:
    assert read_repeats(parts(rule)) is None


def test_a_rule_that_never_fits_ends() -> None:
    assert days("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", date(1, 1, 1)) == []
    assert days("FREQ=DAILY;COUNT=99999999", date(1, 1, 1)) == []
    ever = read_repeats({"FREQ": ["DAILY"]})
    assert isinstance(ever, Repeats)
    assert list(ever.days(date.max, date.max, date.max)) == [date.max]
