"""The README's table of guarantees tells of no failure."""

from pathlib import Path

from tests.faults.catalogue import CATALOGUE
from tests.faults.outcomes import Outcome, rows_of, with_outcome

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


WITHOUT_ROW = {"monkey"}
"""Experiments whose long form has not been written into the README yet."""


def test_each_experiment_has_a_row_with_its_claim() -> None:
    rows = {name: row.split(" | ")[1] for name, row in rows_of(README).items()}
    claims = {each.name: each.claim for each in CATALOGUE if each.name not in WITHOUT_ROW}
    assert rows == claims, "python -m tests.faults --long --readme NAME writes a row"


def test_no_row_tells_of_a_failure_or_of_nothing() -> None:
    for name, row in rows_of(README).items():
        tried, failed = row.split(" | ")[2:4]
        assert tried != "0", name
        assert failed == "0", name


def test_an_outcome_takes_the_place_of_the_old_one() -> None:
    last = CATALOGUE[-1]
    new = Outcome(last.name, last.claim, 12_345, 0, 1.0, "7 kills", [])
    assert Outcome.read(new.written()) == new
    written = with_outcome(README, new)
    assert rows_of(written) == {**rows_of(README), last.name: new.row()}
    assert f"| `{last.name}` | {last.claim} | 12,345 | 0 | 7 kills |\n" in written
    assert with_outcome(written, new) == written
