"""Each command has its arguments, its function, its family and the shape it prints."""

import argparse
import re
import shlex
import sys
from datetime import date
from pathlib import Path

import pytest

from netui import cli as netui_cli
from netui.cli.arguments import Parser
from netui.cli.examples import EXAMPLES
from netui.cli.main import _COMMANDS, _READING, _WRITING, _function
from netui.cli.output import wants_colour
from netui.cli.parser import build_parser
from netui.cli.shapes_help import SHAPES
from netui.cli.topics import PAGES
from netui.cli.words import TOPICS, in_order
from netui.domain.people.fields import CONTACT_FIELDS
from netui.domain.search.terms import _TERMS, TERM_HELP, Setting
from netui.domain.search.terms import test_of as read_term
from tests.cli.conftest import Netui

WITHOUT_A_STORE = {"schema", "demo", "path", "man", "completion"}
WITHOUT_A_SHAPE = {"help"}


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
    assert known == _COMMANDS.keys() | WITHOUT_A_STORE | WITHOUT_A_SHAPE
    assert known == SHAPES.keys() | WITHOUT_A_SHAPE
    assert _READING.keys().isdisjoint(_WRITING)
    assert all(callable(_function(command)) for command in _COMMANDS)


@pytest.mark.parametrize("name", sorted({command.partition(" ")[0] for command in SHAPES}))
def test_a_command_is_read_without_the_other_families(name: str) -> None:
    known = commands_of(build_parser(name))
    assert name in {command.partition(" ")[0] for command in known}
    assert len(known) < 12


def test_every_argument_has_a_word_of_help() -> None:
    parser = build_parser()
    parsers = [parser, *verbs_of(parser).values()]
    parsers += [verb for each in parsers[1:] for verb in verbs_of(each).values()]  # type: ignore[arg-type]
    without = [
        (each.prog, action.option_strings or action.dest)
        for each in parsers
        for action in each._actions
        if not action.help and not isinstance(action, argparse._SubParsersAction)
    ]
    assert without == []


def test_every_command_has_examples_that_it_understands() -> None:
    assert EXAMPLES.keys() == commands_of(build_parser())
    for command, examples in EXAMPLES.items():
        assert 2 <= len(examples) <= 3, command
        for example in examples:
            words = shlex.split(re.split(" [|<>] ", example)[0])
            assert words[: 1 + len(command.split())] == ["netui", *command.split()]
            if command != "help":
                build_parser(words[1]).parse_args(in_order(words[1:]))


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("lst", "there is no command lst; did you mean list? (see: netui --help)"),
        ("search tom", "there is no command search; did you mean find? (see: netui --help)"),
        ("interview lst", "there is no command interview lst; did you mean list?"),
        ("config", "there is no command config; did you mean settings? (see: netui --help)"),
        ("version", "there is no command version; did you mean --version? (see: netui --help)"),
        ("goal new", "there is no command goal new; did you mean add? (see: netui goal --help)"),
        ("goal remove", "there is no command goal remove (see: netui goal --help)"),
        ("goal version", "there is no command goal version (see: netui goal --help)"),
        ("interview check", "there is no command interview check (see: netui interview --help)"),
        ("xyzzy", "there is no command xyzzy (see: netui --help)"),
        ("add Bo --titel SRE", "there is no option --titel; did you mean --title? (see: netui add --help)"),
        ("add Bo Li", "Li is one word too many: put what belongs together in quotes"),
        ("export xml", "FORMAT can't be xml; use one of csv, vcard, ics, json, markdown, portfolio"),
        ("export vcart", "FORMAT can't be vcart; did you mean vcard?"),
        ("edit Bo --company X", "there is no option --company; did you mean --set company=...?"),
        ("edit Bo --email=b@x.example", "there is no option --email; did you mean --set emails=...?"),
        ("list --color blue", "WHEN can't be blue; use one of auto, always, never"),
        ("edit Bo --set tittle=x", "a contact has no field “tittle”; did you mean title?"),
        ("add Bo --stage activ", "“activ” is no stage; did you mean active?"),
        ("goal add x --target y", "--target needs a whole number, not “y”"),
        ("goal add x --per", "--per needs a value"),
        ("log a b --gave --received", "--received and --gave don't go together"),
        ("--json=3 list", "--json takes no value"),
        ("add", "what is missing: name"),
    ],
)
def test_a_mistyped_word_is_answered_with_what_was_meant(netui: Netui, typed: str, answer: str) -> None:
    netui("add", "Bo Ray")
    assert answer in netui(*typed.split(), code=2).err


def takes_text(action: argparse.Action) -> bool:
    return action.nargs != 0 and action.type is None and not isinstance(action, argparse._SubParsersAction)


def test_no_argument_takes_nothing_for_a_value_but_those_that_it_clears() -> None:
    taking = {
        (name, verb, option)
        for name, parser in verbs_of(build_parser()).items()
        for verb, one in {"": parser, **(verbs_of(parser) if isinstance(parser, Parser) else {})}.items()
        for action in one._actions
        for option in (action.option_strings[:1] or [action.dest])
        if takes_text(action)
    }
    queries = {(name, "", "query") for name in ("list", "find", "email", "export")}
    clearing = {("interview", "set", option) for option in ("--place", "--goal", "--notes")}
    others = {("interview", "insights", "query"), ("settings", "", "value")}
    assert taking == queries | clearing | others


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["add", "X", "--email", ""], "--email is empty: give it a value, or leave it out"),
        (["add", "X", "--every", " "], "--every is empty"),
        (["add", ""], "name is empty: write what is meant"),
        (["log", "Ana", ""], "text is empty: write what is meant"),
        (["log", "Ana", "x", "--follow-up="], "--follow-up is empty"),
        (["follow-up", "Ana", "send it", "--due", ""], "--due is empty"),
        (["note", "Ana", "--template", ""], "--template is empty"),
        (["goal", "add", "x", "--until", ""], "--until is empty"),
        (["import", ""], "FILE is empty"),
        (["map", "--path-to", ""], "--path-to is empty"),
        (["due", "--days", ""], "--days needs a whole number"),
    ],
)
def test_an_empty_value_is_refused_and_changes_nothing(netui: Netui, typed: list[str], answer: str) -> None:
    netui("add", "Ana Ruiz")
    before = netui.json("history")
    assert f"netui: {answer}" in netui(*typed, code=2).err
    assert netui.json("history") == before


def test_an_empty_value_clears_where_something_is_changed(netui: Netui) -> None:
    netui("add", "Ana Ruiz", "--title", "CTO", "--email", "ana@x.example")
    ana = netui.json("edit", "Ana", "--set", "title=", "--set", "emails=")
    assert (ana["title"], ana["emails"]) == (None, [])
    netui("interview", "add", "Ana", "--at", "mon 14:00", "--goal", "compilers", "--place", "room 1")
    changed = netui.json("interview", "set", "Ana", "--goal", "", "--place", "")
    assert (changed["goal"], changed["place"]) == (None, None)


def test_no_pattern_is_compiled_before_it_is_needed() -> None:
    """What is compiled on import costs each command and each prompt."""
    found = [
        (path.name, line)
        for path in sorted(Path(netui_cli.__file__).parent.rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "re.compile(" in line
    ]
    assert found == []


def test_help_and_the_version_by_their_other_names(netui: Netui) -> None:
    assert netui("help").out == netui("--help").out
    assert netui("help", "interview", "add").out == netui("interview", "add", "--help").out
    assert netui("help", "help").out == netui("--help").out
    assert netui("-V").out == netui("--version").out
    assert "there is no command nothing" in netui("help", "nothing", code=2).err


def test_a_topic_is_found_by_other_words_too(netui: Netui) -> None:
    assert netui("help", "date").out == netui("help", "dates").out
    assert netui("help", "query").out == netui("help", "search").out
    assert netui("help", "--json", "field").out == netui("help", "fields").out


def test_what_is_late_is_red_where_colour_is_wanted(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    netui("add", "Bo Ray")
    netui("follow-up", "Bo", "send it", "--due", "fri")
    monkeypatch.setenv("NETUI_NOW", "2026-12-05T09:00:00+01:00")
    plain = netui("due").out
    assert plain.startswith("OVERDUE\n")
    assert "8 days late" in plain
    assert netui("--color", "never", "due").out == plain
    coloured = netui("due", "--color", "always").lines
    assert coloured[0] == "\x1b[1mOVERDUE\x1b[0m"
    assert coloured[1].startswith("\x1b[31m")
    assert coloured[1].endswith("\x1b[0m")


@pytest.mark.parametrize(
    ("choice", "is_terminal", "environment", "wanted"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {}, False),
    ],
)
def test_colour_is_for_a_terminal(
    choice: str,
    is_terminal: bool,
    environment: dict[str, str],
    wanted: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with monkeypatch.context() as stdout:
        stdout.setattr(sys.stdout, "isatty", lambda: is_terminal)
        assert wants_colour(choice) == wanted


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_has_its_page(netui: Netui, topic: str) -> None:
    assert PAGES.keys() == set(TOPICS)
    shown = netui("help", topic).out
    assert max(map(len, shown.splitlines())) <= 110
    assert topic in netui("--help").out.partition("netui help COMMAND")[2]
    assert not netui.store.exists()


def test_the_pages_hold_what_netui_reads(netui: Netui) -> None:
    dates = netui("help", "dates").out
    assert "  next fri                  Fri 27 Nov 2026\n" in dates
    assert "  mon 14:00                 Mon 23 Nov 2026 14:00\n" in dates
    assert "  ET                        America/New_York\n" in dates
    assert "  1h30                      90 minutes\n" in dates
    search = netui("help", "search").out
    assert TERM_HELP.keys() == _TERMS.keys()
    assert all(f"\n  {name}:" in search for name in _TERMS)
    fields = netui("help", "fields").out
    assert all(f"\n  {row.name}" in fields for row in CONTACT_FIELDS)


VALUES = [
    (name, value)
    for name, words in TERM_HELP.items()
    if ", " in words
    for value in words.rpartition(": ")[2].split(", ")
]


@pytest.mark.parametrize(("name", "value"), VALUES)
def test_a_value_named_on_the_page_is_read(name: str, value: str) -> None:
    setting = Setting(date(2026, 11, 20), 0, lambda _: None, {})
    assert read_term(name, value, setting) is not None
