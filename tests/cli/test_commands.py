"""Each command has its arguments, its function, its family and the shape it prints."""

import argparse

import pytest

from netui.cli.arguments import Parser
from netui.cli.main import _COMMANDS, _READING, _WRITING, _function
from netui.cli.parser import build_parser
from netui.cli.shapes_help import SHAPES

WITHOUT_A_STORE = {"demo", "path", "completion"}


def verbs_of(parser: Parser) -> dict[str, argparse.ArgumentParser]:
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return {name: verb for group in groups for name, verb in group.choices.items()}


def commands_of(parser: Parser) -> set[str]:
    """Return the commands a parser knows, each with its verb."""
    found = set()
    for name, verb in verbs_of(parser).items():
        assert isinstance(verb, Parser)
        found |= {f"{name} {one}" for one in verbs_of(verb)} or {name}
    return found


def test_each_command_has_a_function_and_a_shape() -> None:
    known = commands_of(build_parser())
    assert known == _COMMANDS.keys() | WITHOUT_A_STORE
    assert known == SHAPES.keys()
    assert _READING.keys().isdisjoint(_WRITING)
    assert all(callable(_function(command)) for command in _COMMANDS)


@pytest.mark.parametrize("name", sorted({command.partition(" ")[0] for command in SHAPES}))
def test_a_command_is_read_without_the_other_families(name: str) -> None:
    known = commands_of(build_parser(name))
    assert name in {command.partition(" ")[0] for command in known}
    assert len(known) < 10
