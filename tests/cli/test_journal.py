"""reflect, export portfolio."""

import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Netui


@pytest.fixture
def run(netui: Netui) -> Netui:
    netui("add", "Dana Okafor", "--title", "SRE", "--company", "Fastly", "--email", "dana@fastly.example")
    netui("add", "Tom Weiss", "--title", "Researcher", "--company", "ETH")
    netui("edit", "Tom", "--set", "naming=yes")
    netui("interview", "add", "Dana", "--at", "2026-11-19T10:00", "--goal", "How is on call?")
    netui(
        "interview", "done", "Dana", "--insight", "Dana keeps a diary", "--influence", "Ask Tom Weiss as well"
    )
    netui("reflect", "--text", "Dana was kind. Her mail is dana@fastly.example")
    netui("reflect", "--text", "Only for me", "--private")
    return netui


def test_a_reflection_is_kept_and_listed(netui: Netui) -> None:
    made = netui.json("reflect", "--text", "Well", "--kind", "star")
    assert (made["kind"], made["on"], made["about"]) == ("star", "2026-11-20", None)
    assert made["parts"] == [{"part": "situation", "text": "Well"}]
    assert netui.json("reflect") == [made]
    assert netui("reflect").lines == ["2026-11-20  STAR  Well"]
    assert "still to write" in netui("reflect", "--text", "Hard", "--kind", "check").out
    netui("undo")
    assert len(netui.json("reflect")) == 1


def test_a_week_and_a_month_are_looked_back_on(run: Netui) -> None:
    lines = run("review").lines
    assert lines[:3] == ["Week of 16 Nov", "", "What was done"]
    assert "  interviews held        1  (week before: 0)" in lines
    assert any("thank-you Dana Okafor" in line for line in lines)
    month = run.json("review", "--month", "--back", "1")
    assert (month["period"], month["from"], month["to"]) == ("month", "2026-10-01", "2026-10-31")
    assert (month["done"]["talks"], month["due"], month["changed"]) == (0, [], [])
    done = run.json("review")["done"]
    assert (done["met"], done["added"]) == (1, 1)
    assert run("review", "--back", "99").lines[0] == "Week of 23 Dec 2024"
    run("review", "--back", "-1", code=2)


def test_bad_input_is_one_line(netui: Netui) -> None:
    netui("reflect", "--text", " ", code=2)
    netui("reflect", "--text", "x", "--kind", "poem", code=2)
    netui("export", "portfolio", "-o", str(netui.folder / "p.pdf"), code=2)
    netui("export", "portfolio", "-o", "-", "--without", "all", code=2)
    assert netui.json("reflect") == []


def test_the_portfolio_is_written_with_no_one_named_who_did_not_agree(run: Netui) -> None:
    folder = run.folder / "out"
    folder.mkdir()
    shape = run.json("export", "portfolio", "-o", str(folder))
    assert shape["files"] == [str(folder / "portfolio.html"), str(folder / "portfolio.md")]
    assert [(one["text"], one["hidden"], one["shown_as"]) for one in shape["names"]] == [
        ("Dana", True, "an SRE at Fastly"),
        ("Tom Weiss", False, "Tom Weiss"),
    ]
    for name in shape["files"]:
        text = Path(name).read_text(encoding="utf-8")
        assert stat.S_IMODE(Path(name).stat().st_mode) == 0o600
        assert "Tom Weiss" in text
        assert "An SRE at Fastly" in text
        assert "The SRE keeps a diary" in text
        for hidden in ("Dana", "Okafor", "dana@", "Only for me"):
            assert hidden not in text


def test_for_ones_own_eyes_the_portfolio_names_everyone(run: Netui) -> None:
    done = run("export", "portfolio", "--named", "-o", "-")
    assert done.err == "Everyone is named: keep it to yourself.\n"
    assert done.out.startswith("# Network portfolio (with all names, for your own eyes)\n")
    assert "Dana Okafor" in done.out
    assert "Dana Okafor" not in run("export", "portfolio", "-o", "-").out
    run("export", "csv", "--named", code=2)


def test_names_are_listed_first_and_may_be_allowed(run: Netui) -> None:
    done = run("export", "portfolio", "-o", "-")
    assert "Name in free text: Dana (2) is shown as “an SRE at Fastly”" in done.err
    assert "netui can miss the names of other people: read the portfolio" in done.err
    assert "An SRE at Fastly was kind" in done.out
    assert "Dana was kind" in run("export", "portfolio", "-o", "-", "--allow", "dana").out
    run("export", "portfolio", "-o", "-", "--allow", "Zoe", code=2)
    without = run("export", "portfolio", "-o", "-", "--without", "talks", "--without", "map").out
    assert "Informational" not in without
    assert "## Reflections" in without


def test_names_of_people_who_are_no_contacts_are_listed_and_may_be_hidden(run: Netui) -> None:
    run("reflect", "--text", "Talked to Rosa Klein of Fastly. Rosa knows more")
    done = run("export", "portfolio", "-o", "-")
    assert "May be names of people netui doesn't know: Rosa Klein (1). --hide NAME hides one." in done.err
    assert "Talked to Rosa Klein of Fastly" in done.out
    hidden = run("export", "portfolio", "-o", "-", "--hide", "Rosa Klein")
    assert "May be names" not in hidden.err
    assert "Talked to someone of Fastly. Someone knows more" in hidden.out
    shape = run.json("export", "portfolio", "-o", str(run.folder / "p.md"))
    assert {"text": "Rosa Klein", "may_mean": "", "count": 1, "hidden": False, "shown_as": "Rosa Klein"} in (
        shape["names"]
    )


def test_who_is_forgotten_leaves_the_journal_too(run: Netui) -> None:
    run("reflect", "--text", "I owe Dana Okafor a lunch")
    run("forget", "Dana", "--yes")
    assert "Okafor" not in run("reflect").out
    assert "Okafor" not in run("export", "portfolio", "-o", "-").out
