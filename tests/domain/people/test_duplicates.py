"""Duplicates: several signals, reasons in words, never a name alone."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.domain.people.company import companies_of, company_key
from netui.domain.people.contact import ContactRow, Position
from netui.domain.people.duplicates import Duplicate, find_duplicates, pair_key
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace


def row(number: int, name: str, company: str = "", title: str = "", **over: Any) -> ContactRow:
    jobs = (Position(title, company),) if company or title else ()
    return ContactRow(id=number, name=name, **{"positions": jobs, **over})


def pairs(*rows: ContactRow) -> list[Duplicate]:
    return find_duplicates(rows)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (row(1, "Tom Weiss", "Acme"), row(2, "tom weiß".replace("ß", "ss"), "ACME Inc."), "same name"),
        (row(1, "Tom Weiss", emails=("t@x.org",)), row(2, "Thomas Weiss", emails=("T@X.org",)), "same email"),
        (row(1, "Weiss, Tom", "Acme"), row(2, "Dr. Tom Weiss", "Acme"), "same name"),
        (row(1, "Sean O’Neil", "Acme"), row(2, "Sean O'Neil", "Acme"), "same name"),
        (row(1, "Anna‑Lena Wu", "Acme"), row(2, "Anna Lena Wu", "Acme"), "same name"),
        (row(1, "Weiss Tom", "Acme"), row(2, "Tom Weiss", "Acme"), "same name, the other way round"),
        (
            row(1, "Dr. Tom Weiss", phones=("+41 79 123 45 67",)),
            row(2, "Tom Weiss", phones=("0041791234567",)),
            "same phone",
        ),
        (
            row(1, "Ann Lee", links=("https://linkedin.com/in/ann",)),
            row(2, "Ann Brown", links=("http://www.linkedin.com/in/ANN/",)),
            "same profile address",
        ),
        (
            row(1, "Tom Wiess", "Acme", "CTO"),
            row(2, "Tom Weiss", "Acme", "CTO"),
            "nearly the same name",
        ),
        (
            row(1, "T. Weiss", "Acme", "CTO"),
            row(2, "Tom Weiss", "Acme", "CTO"),
            "one name shortens the other",
        ),
        (
            row(1, "Zoë Brânză", birthday=PartialDate(2, 29, 1988)),
            row(2, "Zoe Branza", birthday=PartialDate(2, 29, 1988)),
            "same birthday",
        ),
        (
            row(1, "Tom Weiss", met_on=date(2026, 1, 2)),
            row(2, "Tom Weiss", met_on=date(2026, 1, 2)),
            "met on the same day",
        ),
    ],
)
def test_what_two_records_share_is_shown(one: ContactRow, other: ContactRow, reason: str) -> None:
    (found,) = pairs(one, other)
    assert reason in found.reasons
    assert (found.one_id, found.other_id) == (1, 2)
    assert 60 <= found.score <= 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (row(1, "Tom Weiss"), row(2, "Tom Weiss")),
        (
            row(1, "Tom Weiss", "Acme", "CTO", location="Bern"),
            row(2, "Tom Weiss", "Beta", "CTO", location="Bern"),
        ),
        (row(1, "Ann Lee", emails=("info@acme.org",)), row(2, "Bob Ray", emails=("info@acme.org",))),
        (row(1, "Ann Lee", phones=("+41791234567",)), row(2, "Ben Lee", phones=("+41791234567",))),
        (
            row(1, "Ann Lee", "Acme", links=("https://linkedin.com/in/a",)),
            row(2, "Ann Lee", "Acme", links=("https://linkedin.com/in/b",)),
        ),
        (
            row(1, "Ann Lee", "Acme", birthday=PartialDate(1, 2)),
            row(2, "Ann Lee", "Acme", birthday=PartialDate(3, 4)),
        ),
        (row(1, ""), row(2, "")),
        (row(1, "   ", "Acme"), row(2, ".", "Acme")),
    ],
)
def test_too_little_or_something_against_it_suggests_no_one(one: ContactRow, other: ContactRow) -> None:
    assert pairs(one, other) == []


def test_pairs_marked_as_different_and_archived_people_are_left_out() -> None:
    one, other = row(1, "Tom Weiss", "Acme"), row(2, "Tom Weiss", "Acme")
    assert find_duplicates([one, other], {pair_key(2, 1)}) == []
    gone = replace(other, archived_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert find_duplicates([one, gone]) == []


def test_the_surest_pair_comes_first() -> None:
    found = pairs(
        row(1, "Tom Weiss", "Acme"),
        row(2, "Tom Weiss", "Acme"),
        row(3, "Ann Lee", "Acme", emails=("a@x.org",)),
        row(4, "Ann Lee", "Acme", emails=("a@x.org",)),
    )
    assert [(one.one_id, one.other_id) for one in found] == [(3, 4), (1, 2)]


_TEXT = st.text(max_size=12)


@given(st.lists(st.tuples(_TEXT, _TEXT, st.lists(_TEXT, max_size=2)), max_size=8))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_compared(people: list[tuple[str, str, list[str]]]) -> None:
    rows = [
        row(index, name, company, emails=tuple(texts), phones=tuple(texts), links=tuple(texts))
        for index, (name, company, texts) in enumerate(people, start=1)
    ]
    for found in find_duplicates(rows):
        assert found.one_id < found.other_id
        assert found.reasons


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Acme, Inc.", "acme"),
        ("ACME", "acme"),
        ("Société Générale S.A.", "societe generale s a"),
        ("Inc", "inc"),
        ("Müller GmbH & Co. KG", "muller"),
        ("山田", "山田"),
        ("!!!", "!!!"),
        ("  ", ""),
    ],
)
def test_a_company_is_known_by_any_spelling(name: str, key: str) -> None:
    assert company_key(name) == key


def test_everyone_at_a_company_now_and_before() -> None:
    people = [
        row(1, "Zed", "Acme Inc."),
        row(2, "Ann", "ACME"),
        row(3, "Bob", positions=(Position("x", "Beta"), Position("y", "Acme Inc.", "2019", "2020"))),
        row(4, "Cy", positions=(Position("x", "Acme"), Position("y", "Acme", None, "2020"))),
    ]
    found = companies_of(people, ["Gamma"])
    assert found["acme"].name == "Acme Inc."
    assert [one.name for one in found["acme"].now] == ["Ann", "Cy", "Zed"]
    assert [one.name for one in found["acme"].before] == ["Bob"]
    assert found["gamma"].now == ()
