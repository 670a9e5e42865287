"""due --prompt: counts alone, kept until they can change."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from netui.cli.prompt import asked, cache_folder, cached_line
from netui.config import Places
from tests.cli.conftest import Netui

At = Callable[[str], None]


def arguments(netui: Netui, *more: str) -> list[str]:
    return ["--store", str(netui.store), "due", "--prompt", *more]


def kept(netui: Netui) -> str | None:
    return cached_line(arguments(netui))


def line(netui: Netui) -> str:
    """Have the line made again, and see that it is kept."""
    made = netui("due", "--prompt").out
    assert made == f"{kept(netui)}\n"
    return made.removesuffix("\n")


@pytest.fixture
def due(netui: Netui) -> Netui:
    netui("add", "Dana Okafor")
    netui("follow-up", "dana", "send article", "--due", "today")
    return netui


def test_nothing_due_is_an_empty_line(netui: Netui) -> None:
    assert netui("due", "--prompt").out == "\n"
    assert kept(netui) == ""
    assert not netui.store.exists()


def test_counts_and_no_names(due: Netui, at: At) -> None:
    assert line(due) == "1 today"
    at("2026-11-21T09:00:00+01:00")
    due("follow-up", "dana", "call", "--due", "today")
    assert line(due) == "1 overdue · 1 today"
    assert due.json("due", "--prompt") == {"overdue": 1, "today": 1}


def test_it_is_kept_in_a_private_file(due: Netui) -> None:
    line(due)
    [file] = Path(cache_folder()).iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert "Dana" not in file.read_text()
    assert Path(cache_folder()) == Places.find().cache


def test_a_change_makes_it_again(due: Netui) -> None:
    line(due)
    due("done", "send article")
    assert kept(due) is None
    assert line(due) == ""
    due("undo")
    assert line(due) == "1 today"


def test_midnight_makes_it_again(due: Netui, at: At) -> None:
    line(due)
    at("2026-11-20T23:59:59+01:00")
    assert kept(due) == "1 today"
    at("2026-11-21T00:00:00+01:00")
    assert kept(due) is None
    assert line(due) == "1 overdue"


def test_a_clock_put_back_makes_it_again(due: Netui, at: At) -> None:
    line(due)
    at("2026-11-20T08:59:59+01:00")
    assert kept(due) is None


def test_thanks_and_interviews_change_it_during_the_day(netui: Netui, at: At) -> None:
    netui("add", "Dana Okafor")
    netui("interview", "add", "dana", "--at", "2026-11-20 14:00", "--minutes", "30")
    line(netui)
    at("2026-11-20T14:30:00+01:00")
    assert kept(netui) is None
    assert line(netui) == "1 today"  # what became of the interview?
    netui("interview", "done", "dana", "--insight", "x")
    assert line(netui) == "1 today"
    at("2026-11-21T10:00:00+01:00")
    assert line(netui) == "1 today"
    at("2026-11-21T14:30:01+01:00")
    assert kept(netui) is None
    assert line(netui) == "1 overdue"


def test_settings_and_zone_make_it_again(due: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    line(due)
    due.config.write_text('time_zone = "Pacific/Auckland"\n')
    assert kept(due) is None
    line(due)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert kept(due) is None


def test_other_questions_have_their_own_line(due: Netui) -> None:
    line(due)
    assert cached_line(arguments(due, "--days", "30")) is None
    assert cached_line(["due", "--prompt"]) is None


def test_what_is_in_the_cache_is_not_trusted(due: Netui) -> None:
    line(due)
    [file] = Path(cache_folder()).iterdir()
    text = file.read_text()
    for spoiled in ("", "x\n" * 8, text + "\nmore", text + "\x1b[2J", text.replace("1", "9")):
        file.write_text(spoiled)
        assert kept(due) is None


def test_a_cache_that_cannot_be_written_is_no_error(due: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(due.config))
    due.config.write_text("")
    assert due("due", "--prompt").out == "1 today\n"
    assert kept(due) is None


@pytest.mark.parametrize(
    "words",
    [
        ["due"],
        ["due", "--prompt", "--json"],
        ["due", "--prompt", "--days"],
        ["list", "--prompt"],
        ["--store", "", "due", "--prompt"],
        ["due", "--prompt", "x"],
        [],
    ],
    ids=" ".join,
)
def test_anything_else_is_left_to_the_parser(words: list[str]) -> None:
    assert asked(words) is None


def test_options_are_read_in_any_position() -> None:
    first = asked(["--store=/s", "--read-only", "due", "--prompt", "--days", "3"])
    assert first is not None
    assert first == asked(["due", "--days=3", "--prompt", "--store", "/s"])
