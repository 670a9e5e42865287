"""Days to look back on, as they are typed."""

from datetime import date

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.time.date_grammar import Reading
from netui.domain.time.past_days import past_days

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("august", "2026-08-01", "2026-08-31"),
        ("Dec", "2025-12-01", "2025-12-31"),
        ("november", "2026-11-01", "2026-11-20"),
        ("feb 2024", "2024-02-01", "2024-02-29"),
        ("12 oct to 3 nov", "2026-10-12", "2026-11-03"),
        ("from 1 dec until 3 jan", "2025-12-01", "2026-01-03"),
        ("2026-10-01 – 2026-12-31", "2026-10-01", "2026-11-20"),
        ("since 2 weeks ago", "2026-11-06", "2026-11-20"),
        ("1 oct", "2026-10-01", "2026-11-20"),
    ],
)
def test_days(text: str, first: str, last: str) -> None:
    assert [day.isoformat() for day in past_days(text, Reading(TODAY))] == [first, last]


@pytest.mark.parametrize(
    "text", ["", "soonish", "december 2026", "1 dec 2026", "2026-11-03 to 2026-11-01", "x 0000"]
)
def test_other_words_are_explained(text: str) -> None:
    with pytest.raises(InvalidValueError):
        past_days(text, Reading(TODAY))
