"""No task of a first hour takes more keys than it may, each stores what it is for, and README is right."""

from collections.abc import Sequence
from pathlib import Path

from tests.terminal.first_hour import BEGINNING, INTERVIEW, Sitting, known_home, new_home, table_row, walk_all

_README = Path(__file__).parent.parent.parent / "README.md"


def walk(home: Path, sittings: Sequence[Sitting]) -> None:
    readme = _README.read_text(encoding="utf-8")
    for task, pressed in walk_all(home, sittings):
        assert pressed <= task.most, f"{task.name}: {pressed} keys"
        row = table_row(task, pressed)
        assert row in readme, f"stale: run python -m tests.terminal.first_hour; {row} is not in README.md"


def test_the_tasks_of_a_first_day_take_few_keys(tmp_path: Path) -> None:
    walk(new_home(tmp_path / "home"), BEGINNING)


def test_an_interview_and_what_is_around_it_take_few_keys(tmp_path: Path) -> None:
    walk(known_home(tmp_path / "home"), INTERVIEW)
