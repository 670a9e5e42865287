"""Every form and dialog has a row in the table; a sample of the rows in a real terminal.

`python -m tests.faults --long dialogs` tries all of them, key by key too, and on a busy machine.
"""

from pathlib import Path

import pytest

from tests.terminal.dialogs.found import found
from tests.terminal.dialogs.row import Pace, build_origin, keys_of, try_row
from tests.terminal.dialogs.table import ROWS, SAMPLE, WITHOUT_ROW

TRIED = [(name, Pace.BURST) for name in SAMPLE] + [("keep in touch", Pace.TYPED)]
BY_NAME = {row.name: row for row in ROWS}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_origin(tmp_path_factory.mktemp("dialogs") / "origin")


def test_every_form_and_dialog_has_a_row() -> None:
    there = {one.name for one in found()}
    tried = {name for row in ROWS for name in row.at}
    missing = sorted(there - tried - WITHOUT_ROW.keys())
    assert not missing, f"give it a row in tests/terminal/dialogs: {missing}"
    gone = sorted((tried | WITHOUT_ROW.keys()) - there)
    assert not gone, f"no such dialog is in netui/tui any more: {gone}"
    assert not tried & WITHOUT_ROW.keys()


def test_every_row_says_what_must_come_of_it() -> None:
    assert len(BY_NAME) == len(ROWS)
    assert [row.name for row in ROWS if not row.shown and not row.stored] == []


def test_a_key_is_sent_with_its_whole_sequence() -> None:
    assert keys_of("a\x1b[6~\x1b[Fb\r") == ["a", "\x1b[6~", "\x1b[F", "b", "\r"]


@pytest.mark.parametrize(("name", "pace"), TRIED)
def test_what_is_typed_lands_in_the_form(name: str, pace: Pace, origin: Path, tmp_path: Path) -> None:
    try_row(BY_NAME[name], origin, tmp_path, pace)
