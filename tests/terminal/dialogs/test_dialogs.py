"""Every form and dialog has a row in the table, and one is typed key by key in a real terminal.

The experiment `dialogs` tries a sample all at once, and its long form all of them, on a busy machine too.
"""

import json
import shutil
from pathlib import Path

import pytest

from tests.faults.programs import settle
from tests.terminal.dialogs.found import found
from tests.terminal.dialogs.row import Pace, entries_of, keys_of, start_for, try_row
from tests.terminal.dialogs.table import ROWS, WITHOUT_ROW
from tests.terminal.dialogs.world import build_world

BY_NAME = {row.name: row for row in ROWS}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_world(tmp_path_factory.mktemp("dialogs") / "origin")


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


@pytest.mark.parametrize("first", sorted({row.first for row in ROWS}))
def test_no_row_waits_for_what_is_shown_before_any_key(first: str, origin: Path, tmp_path: Path) -> None:
    rows = [row for row in ROWS if row.first == first and row.options != ("demo",)]
    shutil.copytree(origin, tmp_path / "store")
    with start_for(rows[0], tmp_path / "store", tmp_path / "made") as running:
        running.wait_for(first)
        settle(running)
        early = [(row.name, text) for row in rows for text in row.shown if text in running.text]
    assert early == []


def test_only_what_is_new_counts_as_stored() -> None:
    change = {"set": {"text": "new", "on": ["x", {"deep": 1}]}, "was": {"text": "old"}}
    line = json.dumps({"changes": {"notes": {"1": change, "2": {"remove": {"text": "gone"}}}}})
    added = json.dumps({"changes": {"notes": {"3": {"add": {"text": "added"}}}}})
    assert entries_of([line, added, "{}"]) == [change["set"], {"deep": 1}, {"text": "added"}]


def test_what_is_typed_key_by_key_lands_in_the_dialog(origin: Path, tmp_path: Path) -> None:
    try_row(BY_NAME["keep in touch"], origin, tmp_path, Pace.TYPED)
