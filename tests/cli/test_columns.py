"""Columns: whole for a pipe, within the screen on a terminal."""

import pytest

from netui.cli.columns import cell_width, labelled, table
from tests.factories import HOSTILE

ROWS = (
    ("1", "Ana Ruiz", "Engineering Manager", "#mentor #connector"),
    ("22", "佐々木 歩美", "Principal Engineer", ""),
    ("3", "".join(HOSTILE.values()), "[/b]", "#x"),
)


def laid_out(room: int) -> list[str]:
    return table(ROWS, (4, 60, 24), least=(0, 8, 6), spare=(3, 0), room=room)


def test_a_pipe_gets_whole_rows() -> None:
    lines = table(ROWS, (4, 12, 24))
    assert lines[0] == "1   Ana Ruiz      Engineering Manager  #mentor #connector"
    assert lines[1] == "22  佐々木 歩美   Principal Engineer"
    assert table((), (4, 12)) == []


def test_a_pipe_gets_whole_cells() -> None:
    rows = (("1", "Ana Ruiz", "Distributed Systems"), ("2", "Bo", "SRE"))
    assert table(rows, (4, 3, 6)) == ["1  Ana Ruiz  Distributed Systems", "2  Bo   SRE"]


@pytest.mark.parametrize("room", [60, 44, 30, 24, 17])
def test_no_line_is_wider_than_the_screen(room: int) -> None:
    lines = laid_out(room)
    assert len(lines) == 3
    assert all(cell_width(line) <= room for line in lines)
    assert "\x1b" not in "".join(lines)


def test_the_widest_gives_way_first_and_what_is_spare_is_left_out() -> None:
    assert laid_out(44)[0] == "1   Ana Ruiz   Engineer…  #mentor #connector"
    assert laid_out(30)[0] == "1   Ana Ruiz      Engineering…"
    assert laid_out(17)[0] == "Ana Ruiz  Engine…"


def test_a_long_value_goes_on_below_its_label_and_whole_in_a_pipe() -> None:
    value = "compilers, distributed systems, observability"
    lines = labelled("Shared interests", value, room=40)
    assert lines == [
        "Shared interests  compilers, distributed",
        " " * 18 + "systems, observability",
    ]
    assert labelled("Why", value, room=0) == [f"Why               {value}"]
    assert labelled("A label longer than that", "x", room=0) == ["A label longer than that x"]
