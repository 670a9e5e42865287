"""How often to keep in touch, time away, saved searches and the settings, as commands."""

import pytest

from tests.cli.conftest import Netui


@pytest.fixture
def run(netui: Netui) -> Netui:
    netui("add", "Dana Okafor", "--tag", "mentor")
    netui("add", "Tom Weiss")
    return netui


def test_people_get_a_cadence_pause_and_go_on(run: Netui) -> None:
    both = run.json("cadence", "Dana,Tom", "--every", "6 weeks")
    assert [one["cadence"] for one in both] == ["6 weeks", "6 weeks"]
    (paused,) = run.json("cadence", "Tom", "--pause")
    assert (paused["paused"], paused["next_due_on"]) == (True, None)
    assert run.json("cadence", "Tom", "--resume")[0]["next_due_on"] is not None
    assert "Tom Weiss: no check-ins" in run("cadence", "Tom", "--every", "none").out
    run("undo")
    assert run.json("show", "Tom")["cadence"] == "6 weeks"


def test_a_tag_has_a_default_and_time_away_is_over_again(run: Netui) -> None:
    made = run.json("cadence", "--tag", "mentor", "--every", "1 month")
    assert made["defaults"] == [{"scope": "tag", "value": "mentor", "every": "month"}]
    assert run.json("show", "Dana")["next_due_on"] is not None
    assert run.json("cadence", "--away", "2026-12-27")["away_until"] == "2026-12-27"
    assert run.json("show", "Dana")["next_due_on"] >= "2026-12-27"
    assert run.json("cadence", "--back")["away_until"] is None
    assert run("cadence", "--back").lines[-1] == "You are back: check-ins are due as before."
    assert run.json("cadence", "--tag", "mentor", "--every", "none")["defaults"] == []


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Tom", "people take --every CADENCE, --pause or --resume"),
        ("Tom --away fri", "people take --every"),
        ("--pause", "who? netui cadence NAME --pause"),
        ("--tag x", "how often?"),
        ("--every month", "who for?"),
        ("--stage old --every month", "“old” is no stage"),
        ("--away 2026-11-01", "is over"),
        ("--away 2026-12-01 --back", "don't go together"),
        ("Tom --every sometimes", "sometimes"),
    ],
)
def test_what_is_wrong_changes_nothing(run: Netui, typed: str, answer: str) -> None:
    before = run("export", "json").out
    assert answer in run("cadence", *typed.split(), code=2).err
    assert run("export", "json").out == before


def test_a_search_is_saved_used_and_taken_away(run: Netui) -> None:
    run("settings", "searches.mentors", "tag:mentor")
    assert run("list", "--saved", "mentors", "--format", "{name}").lines == ["Dana Okafor"]
    assert run.json("list", "--saved", "mentors", "tom") == []
    assert "did you mean mentors?" in run("list", "--saved", "mentor", code=2).err
    assert "stage" in run("settings", "searches.bad", "stage:old", code=2).err
    assert run("settings", "searches.mentors", "").out == "searches.mentors is empty\n"
    assert "mentors" not in run.config.read_text(encoding="utf-8")


def test_settings_are_shown_changed_and_given_back_their_default(run: Netui) -> None:
    assert run.json("settings", "check_ins_per_week", "12")["value"] == 12
    assert run.json("settings", "check_ins_per_week", "--default")["value"] == 10
    assert run.json("settings", "mouse", "false")["value"] is False
    assert run("settings", "mouse").out == "mouse = false\n"
    both = ["a@x.example", "b@x.example"]
    assert run.json("settings", "addresses", ", ".join(both))["value"] == both
    assert run.json("settings", "keymap.app.undo", "U")["value"] == "U"
    names = {one["name"] for one in run.json("settings")}
    assert {"check_ins_per_week", "keymap.app.undo"} <= names
    assert "a@x.example, b@x.example" in run("settings").out
    before = run.config.read_text(encoding="utf-8")
    for typed, answer in (
        (("check_ins_per_week", "0"), "from 1 to 500"),
        (("check_ins", "3"), "did you mean check_ins_per_week?"),
        (("mouse", "true", "--default"), "don't go together"),
        (("theme", "netui-dya"), "there is no theme “netui-dya”; did you mean netui-day?"),
        (("theme", ""), "use one of netui-night, netui-day, "),
        (("clipboard", "tmx"), "clipboard can't be “tmx”; did you mean tmux?"),
        (("date_order", "no"), "date_order can't be “no”; use one of "),
        (("week_start", "sonday"), "week_start can't be “sonday”; did you mean sunday?"),
    ):
        assert answer in run("settings", *typed, code=2).err
    run("--read-only", "settings", "mouse", "true", code=4)
    assert run.config.read_text(encoding="utf-8") == before


def test_details_are_reviewed(run: Netui) -> None:
    assert run.json("edit", "Dana", "--reviewed")["reviewed_on"] == "2026-11-20"
    assert "leave --set out" in run("edit", "Dana", "--reviewed", "--set", "title=x", code=2).err
