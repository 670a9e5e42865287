"""What each command prints with --json is of the shapes that its schema is made of."""

import json
from pathlib import Path

import pytest

from netui.cli.main import _COMMANDS
from netui.cli.plan_sections import SECTIONS
from netui.cli.shape_table import keys_of, shape_types
from tests.cli.conftest import Netui, hold_to_schema
from tests.cli.test_commands import WITHOUT_A_STORE

SHAPELESS = {"schema"}
"""What it prints is a schema itself."""
MESSAGE = """\
From: Dana Okafor <dana@fastly.example>
To: me@home.example
Date: Tue, 17 Nov 2026 10:00:00 +0100
Message-ID: <1@x>

Hi
"""

STORY: tuple[tuple[str, ...], ...] = (
    ("add", "Dana Okafor", "--company", "Fastly", "--email", "dana@fastly.example", "--every", "6 weeks"),
    ("add", "Tom Weiss", "--role", "mentor", "--introduced-by", "Dana", "--birthday", "22 nov"),
    ("add", "Tom Weis"),
    ("quick", "coffee with Dana yesterday, send the article by mon", "--dry-run"),
    ("quick", "coffee with Dana yesterday, send the article by mon"),
    ("edit", "Dana", "--set", "title=SRE", "--set", "custom.pet=cat"),
    ("tag", "Dana,Tom Weiss", "+linkers"),
    ("archive", "Dana"),
    ("archive", "Dana", "--back"),
    ("merge",),
    ("list",),
    ("find", "dana"),
    ("email", "dana"),
    ("show", "Dana"),
    ("log", "Dana", "call about builds", "--kind", "call", "--follow-up", "send slides by fri"),
    ("introduce", "Dana", "Tom Weiss"),
    ("introduce", "Tom Weis", "--by", "Dana", "--asked"),
    ("follow-up", "Dana", "ask how it went", "--due", "mon"),
    ("due",),
    ("due", "--prompt"),
    ("done", "slides"),
    ("snooze", "article", "1 dec"),
    ("skip", "ask how it went"),
    ("interview", "add", "Dana", "--at", "mon 14:00", "--goal", "compilers"),
    ("interview", "list"),
    ("interview", "set", "Dana", "--place", "room 1"),
    ("interview", "item", "Dana", "bring the sketch", "--add"),
    ("interview", "question"),
    ("interview", "question", "Dana", "What surprised you?", "--add"),
    ("interview", "show", "Dana"),
    ("interview", "done", "Dana", "--insight", "on call is a habit", "--action", "read it by fri"),
    ("interview", "insights"),
    ("cadence",),
    ("cadence", "Dana", "--every", "2 months"),
    ("cadence", "--tag", "linkers", "--every", "1 month"),
    ("settings",),
    ("settings", "check_ins_per_week", "12"),
    ("done", "thank", "--kind", "email"),
    ("note",),
    ("note", "Dana"),
    ("note", "Dana", "--eml", "note.eml"),
    ("note", "--news"),
    ("goal", "add", "Two talks", "--target", "2"),
    ("goal", "list"),
    ("reflect", "--text", "I ask better"),
    ("reflect",),
    ("review",),
    ("map", "--path-to", "Dana"),
    ("export", "csv"),
    ("export", "ics", "-o", "calendar/"),
    ("export", "markdown", "-o", "pages/"),
    ("export", "portfolio", "-o", "portfolio/"),
    ("import", "people.csv"),
    ("collect", "mbox"),
    ("undo",),
    ("redo",),
    ("history",),
    ("backup", "b.zip"),
    ("backup",),
    ("doctor",),
    ("merge", "Tom Weiss", "Tom Weis"),
    ("undo",),
    ("delete", "Tom Weiss"),
    ("undo",),
    ("interview", "delete", "Dana"),
    ("undo",),
    ("restore", "b.zip", "--yes"),
    ("forget", "Dana", "--yes"),
    ("path",),
    ("man",),
    ("completion", "bash"),
    ("completion", "people", "t"),
    ("demo", "--into", "demo"),
)
"""A day of commands, each with --json; the plan has tests of its own sections."""


def test_every_command_prints_what_its_schema_says(
    netui: Netui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("calendar", "pages", "portfolio"):
        (tmp_path / folder).mkdir()
    (tmp_path / "people.csv").write_text("name,email\nMia Chen,mia@x.example\n", encoding="utf-8")
    (tmp_path / "mbox").write_text(MESSAGE, encoding="utf-8")
    (tmp_path / "config.toml").write_text('addresses = ["me@home.example"]\n', encoding="utf-8")
    tried = set()
    for words in STORY:
        tried.add(command_of(words))
        hold_to_schema(command_of(words), netui(*words, "--json").json)
    assert tried | {one for one in shape_types() if one.startswith("plan ")} == shape_types().keys()


def command_of(words: tuple[str, ...]) -> str:
    return " ".join(words[:2]) if words[0] in {"interview", "goal", "plan"} else words[0]


def test_every_command_with_json_has_a_schema() -> None:
    assert shape_types().keys() == (_COMMANDS.keys() | WITHOUT_A_STORE) - SHAPELESS


@pytest.mark.parametrize("command", [*sorted(shape_types()), "plan add skills", "plan list favours"])
def test_a_schema_is_printed(netui: Netui, command: str) -> None:
    schema = json.loads(netui("schema", *command.split()).out)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert "$defs" in schema
    assert not netui.store.exists()


def test_a_list_of_a_section_is_printed_by_its_keys(netui: Netui) -> None:
    netui("plan", "add", "skills", "Rust", "--set", "wanted=4")
    assert netui("plan", "list", "skills", "--format", "{section}: {name} {wanted}").out == "skills: Rust 4\n"
    head, row = netui("plan", "list", "skills", "--tsv").lines
    assert head.split("\t")[:3] == ["section", "id", "name"]
    assert row.split("\t")[2] == "Rust"
    assert "name one" in netui("plan", "list", "--tsv", code=2).err
    for section in SECTIONS:
        assert keys_of(f"plan list {section}")[:3] == ("section", "id", "name")
