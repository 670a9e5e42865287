"""Where the keys of a text in TOML are, and how long it may take to say so."""

import time
from contextlib import suppress

import pytest

from netui.domain.errors import ConfigError
from netui.domain.text import shown_value
from netui.toml_file import parse_toml
from tests.waiting import HANG_SECONDS

TEXT = '''\
name = "a = 1"  # b = 2
headline = """
[no.header]
c = "x"
"""
'single' = 1
list = [
  1, # d = 3
  2,
]
[a."b.c"]
d . e = {f = 1, g = [1.5, 2.5]}
[[many]]
one = 1
[[many]]
'''


def test_each_key_is_found_with_its_lines() -> None:
    found, lines = parse_toml(TEXT, "a.toml")
    assert lines == {
        "name": (1, 1),
        "headline": (2, 5),
        "single": (6, 6),
        "list": (7, 10),
        "a.b.c": (11, 11),
        "a.b.c.d.e": (12, 12),
        "many": (13, 13),
        "many.one": (14, 14),
    }
    assert len(found["many"]) == 2


@pytest.mark.parametrize(
    "text",
    [
        'a = """\n' + "a." * 120_000 + '\n"""',
        'a = """\n[' + " " * 240_000 + '\n"""',
        'a = """\n' + '\\"""\n' * 50_000,
        "'''" * 80_000,
        '"' * 240_000,
        "\n".join(f"searches.s{number} = 'x'" for number in range(9_000)),
    ],
    ids=["dots in a text", "spaces in a text", "never closed", "quotes", "double quotes", "searches"],
)
def test_what_a_text_costs_grows_with_its_length_alone(text: str) -> None:
    started = time.process_time()
    with suppress(ConfigError):
        parse_toml(text, "a.toml")
    assert time.process_time() - started < HANG_SECONDS / 4  # with the square of its length it takes minutes


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "true"),
        ("x" * 50, f"“{'x' * 40}…”"),
        ([1], "a list"),
        ({}, "a table"),
        (1.5, "1.5"),
    ],
)
def test_a_value_in_a_message(value: object, shown: str) -> None:
    assert shown_value(value) == shown


def test_a_number_that_python_refuses_to_write_out() -> None:
    assert shown_value(1 << 40_000) == "a number too long to show"
