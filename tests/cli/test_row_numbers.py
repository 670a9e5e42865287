"""The numbers of the rows of `netui due`, kept for a terminal."""

import os
import pty
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from netui.cli import row_numbers
from netui.cli.row_numbers import number_rows, numbered, refuse_if_changed
from netui.domain.errors import NotFoundError
from netui.domain.week.agenda import AgendaRow, CheckIn, RowKind

ROWS = [
    AgendaRow(
        id=f"checkin:{number}", kind=RowKind.CHECK_IN, subject=CheckIn(number), due_on=date.max, text=text
    )
    for number, text in ((7, "call"), (8, "write"))
]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as stream:
        streams = SimpleNamespace(stdin=None, stdout=stream, stderr=None)
        monkeypatch.setattr(row_numbers, "sys", streams)  # pytest puts its own stdout back before the test
        yield
    os.close(ours)


@pytest.mark.usefixtures("terminal")
def test_a_number_leads_to_the_id_and_what_was_shown(tmp_path: Path) -> None:
    assert number_rows(ROWS, tmp_path)
    row_id, shown = numbered("2", tmp_path) or ("", "")
    assert row_id == "checkin:8"
    refuse_if_changed("2", ROWS[1], shown)
    with pytest.raises(NotFoundError, match="row 2 has changed"):
        refuse_if_changed("2", ROWS[0], shown)
    for text in ("0", "3", "12345", "two", "\u0662"):
        assert numbered(text, tmp_path) is None


@pytest.mark.usefixtures("terminal")
def test_the_oldest_are_removed_and_one_that_is_gone_is_no_fault(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"due-{number}").touch()
    (tmp_path / "due-gone").symlink_to("nowhere")
    assert number_rows(ROWS, tmp_path)
    (tmp_path / "due-gone").unlink()
    assert number_rows(ROWS, tmp_path)
    assert len(list(tmp_path.iterdir())) == 20


@pytest.mark.usefixtures("terminal")
def test_the_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert number_rows(ROWS, tmp_path)
    found = numbered("2", tmp_path)
    assert number_rows(ROWS[:1], tmp_path)  # another `netui due` comes between
    monkeypatch.delattr(row_numbers, "_lines")
    refuse_if_changed("2", ROWS[1], found[1] if found else "")


@pytest.mark.usefixtures("terminal")
def test_what_cannot_be_kept_has_no_number(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert not number_rows(ROWS, file)
    assert numbered("1", file) is None
