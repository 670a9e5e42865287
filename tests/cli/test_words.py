"""Arguments in an order argparse can read."""

import pytest

from netui.cli.words import in_order


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ([], []),
        (["due", "--prompt"], ["due", "--prompt"]),
        (["list", "-tag:x"], ["list", "--", "-tag:x"]),
        (["list", "a", "--json", "-bo", "c"], ["list", "--json", "--", "a", "-bo", "c"]),
        (["find", "--sort", "name", "x"], ["find", "--sort", "name", "--", "x"]),
        (["find", "--sort=name", "--", "--x"], ["find", "--sort=name", "--", "--x"]),
        (["--store", "list", "--json", "list", "-xy"], ["--store", "list", "--json", "list", "--", "-xy"]),
        (
            ["export", "csv", "-tag:x", "-o", "-", "--raw", "y"],
            ["export", "-o", "-", "--raw", "--", "csv", "-tag:x", "y"],
        ),
        (["list", "-n", "3"], ["list", "-n", "--", "3"]),
        (["list", "-h"], ["list", "-h", "--"]),
        (["add", "A", "--birthday", "--02-29"], ["add", "A", "--birthday=--02-29"]),
        (["help", "add"], ["add", "--help"]),
        (["help", "interview", "add"], ["interview", "add", "--help"]),
        (["--json", "help", "dates"], ["--json", "help", "dates"]),
        (["help", "add", "dates"], ["add", "dates", "--help"]),
        (["log", "list", "-x"], ["log", "list", "-x"]),
    ],
)
def test_in_order(typed: list[str], read: list[str]) -> None:
    assert in_order(typed) == read
