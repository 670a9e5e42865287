"""Lists as scripts want them, and the schemas of what commands print."""

import json

import pytest

from tests.cli.conftest import Netui
from tests.factories import HOSTILE


@pytest.fixture
def run(netui: Netui) -> Netui:
    netui("add", "Ana Ruiz", "--company", "Fastly", "--email", "a@x.example", "--email", "b@x.example")
    netui("add", f"Ben{HOSTILE['clipboard write']}\tIto", "--tag", "a b", "--introduced-by", "Ana")
    return netui


def test_a_format_makes_the_lines(run: Netui) -> None:
    assert run("list", "--format", "{name}\\t{emails}", "ana").out == "Ana Ruiz\ta@x.example, b@x.example\n"
    (line,) = run("find", "ben", "--format", "{{{introduced_by}}} {tags} {archived_at}.").lines
    assert line == "{Ana Ruiz} a b ."
    assert run("list", "--first", "--format", "{name}").lines == ["Ana Ruiz"]
    for wrong in ("{nmae}", "{name.x}", "{name!r}", "{name:>9}", "{", "{0}", "{}"):
        run("list", "--format", wrong, code=2)
    run("list", "--format", "{name}", "--tsv", code=2)
    run("list", "--tsv", "--json", code=2)


def test_tabs_part_as_many_columns_in_every_row(run: Netui) -> None:
    head, *rows = (line.split("\t") for line in run("list", "--tsv").lines)
    assert head[:3] == ["id", "name", "pronouns"]
    assert [len(row) for row in rows] == [len(head)] * 2
    assert rows[0][head.index("company")] == "Fastly"
    assert not any("\x1b" in cell for row in rows for cell in row)
    run("goal", "add", "One talk")
    assert run("goal", "list", "--tsv").lines[1].split("\t")[1:3] == ["One talk", "talks"]
    run("interview", "add", "Ana", "--at", "mon 14:00")
    assert run("interview", "list", "--format", "{contact}: {status}").lines == ["Ana Ruiz: scheduled"]


def test_a_schema_names_every_key_and_the_words_there_are(netui: Netui) -> None:
    person = json.loads(netui("schema", "show").out)["$defs"]["ContactPageShape"]
    assert {"id", "emails", "cadence", "timeline"} <= set(person["required"])
    assert person["properties"]["met_on"]["anyOf"][0] == {"type": "string", "format": "date"}
    assert "did you mean list?" in netui("schema", "lst", code=2).err
