"""due, done, snooze, skip, follow-up."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Netui

At = Callable[[str], None]


@pytest.fixture
def week(netui: Netui, at: At) -> Netui:
    """Tom is late by his cadence, Dana was promised something."""
    at("2026-09-01T09:00:00+02:00")
    netui("add", "Tom Weiss", "--company", "ETH", "--every", "6 weeks")
    netui("log", "tom", "coffee", "--kind", "coffee")
    at("2026-11-20T09:00:00+01:00")
    netui("add", "Dana Okafor")
    netui("follow-up", "dana", "send eBPF article", "--due", "fri")
    netui("follow-up", "dana", "pay the bill", "--due", "today")
    return netui


def test_due_in_sentences_has_no_columns_and_no_ids(week: Netui) -> None:
    week("follow-up", "dana", "ask whether it came?", "--due", "sat")
    assert week("due", "--plain").out.splitlines() == [
        "38 days late: check-in Tom Weiss, ETH, every 6 weeks.",
        "Today: follow-up Dana Okafor, pay the bill.",
        "Saturday 21 November: follow-up Dana Okafor, ask whether it came?",
        "Friday 27 November: send Dana Okafor, send eBPF article.",
    ]


def test_a_script_hears_by_the_exit_code_whether_something_is_due(week: Netui, at: At) -> None:
    assert week.any("due", "--exit-code", "--prompt").code == 1
    week("done", "pay the bill")
    assert week.any("due", "--exit-code").code == 1
    week("done", "Tom")
    assert week("due", "--exit-code").out, "what is due later is not yet due"
    at("2026-11-27T09:00:00+01:00")
    assert week.any("due", "--exit-code", "--json").code == 1


def test_due(week: Netui) -> None:
    rows = week.json("due")
    assert [(row["kind"], row["state"]) for row in rows] == [
        ("check-in", "overdue"),
        ("other", "today"),
        ("send", "later"),
    ]
    assert set(rows[0]) == {"id", "kind", "contact", "text", "due_on", "due_at", "state", "why", "items"}
    assert rows[0]["id"] == f"checkin:{rows[0]['contact']['id']}"
    assert rows[0]["contact"]["name"] == "Tom Weiss"
    assert rows[0]["due_on"] == "2026-10-13"
    assert rows[0]["why"].startswith("every 6 weeks; last: coffee on Tue 1 Sep")
    assert rows[2]["due_at"] is None
    assert [row["kind"] for row in week.json("due", "--days", "6")] == ["check-in", "other"]


def test_due_in_words(week: Netui) -> None:
    lines = week("due").lines
    assert lines[0] == "OVERDUE"
    assert "Tom Weiss · ETH" in lines[1]
    assert "38 days late" in lines[1]
    assert lines[2] == "TODAY  Friday 20 November"


def test_a_row_about_no_one_says_what_it_is_about(netui: Netui, at: At) -> None:
    at("2026-11-28T09:00:00+01:00")
    netui("goal", "add", "Two talks", "--measure", "talks", "--target", "2", "--per", "month")
    assert [row["text"] for row in netui.json("due")] == ["Two talks: 2 more to go"]


def test_due_reaches_to_the_end_of_next_week_as_the_screen_does(week: Netui) -> None:
    week("follow-up", "dana", "read the paper", "--due", "29 nov")
    week("follow-up", "dana", "write the talk", "--due", "30 nov")
    lines = week("due").lines
    assert lines.index("NEXT WEEK") < next(i for i, line in enumerate(lines) if "read the paper" in line)
    assert not any("write the talk" in line for line in lines)
    assert "LATER" in week("due", "--days", "20").lines


def test_nothing_due(netui: Netui) -> None:
    assert netui.json("due") == []
    done = netui("due")
    assert (done.out, done.err) == ("", "Nothing is due.\n")
    assert not netui.store.exists()


def test_done_answers_with_what_was_changed(week: Netui) -> None:
    follow_up = week.json("done", "bill")
    assert (follow_up["state"], follow_up["text"]) == ("done", "pay the bill")
    tom = week.json("done", "tom", "--kind", "call")
    assert (tom["name"], tom["last_contact_on"]) == ("Tom Weiss", "2026-11-20")
    assert week.json("show", "tom")["timeline"][0]["kind"] == "call"
    assert [row["kind"] for row in week.json("due")] == ["send"]


def test_items_go_by_their_id(week: Netui) -> None:
    rows = {row["kind"]: row["id"] for row in week.json("due")}
    assert week.json("skip", rows["check-in"])["next_due_on"] == "2027-01-01"
    assert week.json("snooze", rows["send"], "in 3 weeks")["snoozed_until"] == "2026-12-11"
    assert [row["kind"] for row in week.json("due")] == ["other"]


def test_a_skip_names_the_next_check_in(week: Netui) -> None:
    row = next(one for one in week.json("due") if one["kind"] == "check-in")
    done = week("skip", row["id"]).lines
    assert done == ["Skipped: check-in Tom Weiss, every 6 weeks. Next check-in: Fri 1 Jan 2027, in 42 days"]


def test_snooze_echoes_the_day(week: Netui) -> None:
    assert "until Mon 23 Nov 2026, in 3 days" in week("snooze", "tom", "mon").out
    week("snooze", "bill", "yesterday", code=2)
    week("snooze", "bill", "whenever", code=2)


def test_a_birthday_row_answers_with_itself(netui: Netui) -> None:
    netui("add", "Omar Aziz", "--birthday", "1990-11-22", "--every", "year")
    [row] = netui.json("due")
    assert row["kind"] == "birthday"
    later = netui.json("snooze", row["id"], "mon")
    assert later["state"] == "later"
    assert (later["id"], later["due_on"]) == (row["id"], "2026-11-23")
    assert netui.json("done", row["id"])["kind"] == "birthday"
    assert netui.json("due") == []


@pytest.mark.parametrize("command", [("done",), ("skip",), ("snooze", "1 week")], ids=lambda words: words[0])
def test_a_number_that_no_row_has_is_not_looked_for_in_their_words(
    netui: Netui, command: tuple[str, ...]
) -> None:
    netui("add", "Dana Okafor")
    netui("follow-up", "Dana", "send 3 papers", "--due", "today")
    before = netui("export", "json").out
    assert "nothing due goes by “3”" in netui(command[0], "3", *command[1:], code=3).err
    assert netui("export", "json").out == before


def test_an_item_that_is_not_there_or_not_one(week: Netui) -> None:
    assert "`netui due` shows what is" in week("done", "nothing like it", code=3).err
    week("follow-up", "dana", "call her", "--due", "today")
    err = week("skip", "dana", code=3).err
    assert "send eBPF article" in err
    assert "pay the bill" in err
    assert "Fri 20  check-in  Dana Okafor call her" in err


def test_of_several_the_one_that_is_due_is_meant(week: Netui) -> None:
    assert "Skipped: follow-up Dana Okafor: pay the bill" in week("skip", "dana").out


def test_follow_up(week: Netui) -> None:
    made = week.json("follow-up", "tom", "introduce Ana", "--due", "in 2 weeks", "--repeat", "month")
    assert (made["due_on"], made["repeats"], made["state"]) == ("2026-12-04", "month", "open")
    assert made["contact"]["name"] == "Tom Weiss"
    assert "due Fri 27 Nov 2026, in 7 days" in week("follow-up", "tom", "x", "--due", "fri").out
    week("follow-up", "tom", "x", code=2)
    week("follow-up", "tom", "x", "--due", "32 may", code=2)
    assert "update" in week("follow-up", "tom", "x", "--due", "fri", "--kind", "nag", code=2).err


def test_the_preparation_of_an_interview_is_one_row(netui: Netui) -> None:
    netui("add", "Dana Okafor")
    netui("interview", "add", "dana", "--at", "wed 14:00")
    [prep] = [row for row in netui.json("due") if row["kind"] == "prep"]
    interview = prep["id"].removeprefix("prep:")
    assert (prep["text"], prep["why"].partition(" up ")[0]) == ("0 of 10, 3 due", "next: Read")
    assert prep["items"][0] == {
        "id": f"prep:{interview}:1",
        "text": "Read up on Dana Okafor: path, present role, talks and articles",
        "due_on": "2026-11-20",
        "state": "today",
    }
    assert len(prep["items"]) == 10
    assert "10 items are folded" in netui("skip", prep["id"], code=2).err
    assert "Done: prep Dana Okafor: Read up on Dana" in netui("done", prep["id"]).out
    assert "nothing due goes by" in netui("done", "dial tone", code=3).err
    assert netui.json("skip", f"prep:{interview}:4")["prep_total"] == 9
    assert netui.json("done", "introduction aloud")["prep_done"] == 2
    assert [row["text"] for row in netui.json("due") if row["kind"] == "prep"] == ["2 of 9, 2 due"]


def test_ideas_come_last_and_are_no_part_of_what_is_due(week: Netui, at: At) -> None:
    at("2028-01-10T09:00:00+01:00")
    week("snooze", "tom", "2028-06-01")
    for words in ("eBPF", "pay"):
        week("done", words)
    done = week("due")
    assert done.err == "Nothing is due.\n"
    assert done.lines[0] == "IDEAS"
    assert "are the details still right?" in done.lines[1]
    (idea,) = week.json("due")
    assert (idea["kind"], idea["state"]) == ("review", "idea")
    assert week("due", "--prompt").out.strip() == ""
    assert week.json("due", "--prompt") == {"overdue": 0, "today": 0}
    week("done", idea["id"])
    assert week.json("due") == []


def test_a_follow_up_may_wait_for_a_conversation(week: Netui, at: At) -> None:
    week("add", "Mei Chen")
    done = week("follow-up", "dana", "tell her how it went", "--after", "talking to Mei")
    assert done.out == "Promised Dana Okafor: tell her how it went, once you talk to Mei Chen\n"
    made = week.json("follow-up", "tom", "tell him once I talked to mei", "--due", "24 dec")
    mei = {"id": made["after"]["id"], "name": "Mei Chen"}
    assert (made["text"], made["due_on"], made["after"]) == ("tell him", "2026-12-24", mei)
    other = week.json("follow-up", "tom", "send it after meeting Mei")
    assert (other["due_on"], other["after"], other["after_on"]) == (None, mei, None)
    assert all("how it went" not in (row["text"] or "") for row in week.json("due", "--days", "3000"))
    assert "how it went" not in week("export", "ics").out
    assert "  once you talk to Mei Chen  update     tell her how it went" in week("show", "dana").lines
    assert "  once you talk to Mei Chen  update  tell her how it went" in week("show", "mei").lines
    assert {one["id"] for one in week.json("show", "mei")["follow_ups"]} >= {made["id"], other["id"]}
    assert "  Dana Okafor: tell her how it went, once you talk to Mei Chen" in week("review").lines
    assert week.json("review")["waiting"][1] == {
        "id": other["id"],
        "text": "Tom Weiss: send it, once you talk to Mei Chen",
    }
    at("2026-11-23T09:00:00+01:00")
    week("log", "mei", "compilers", "--kind", "coffee")
    row = next(one for one in week.json("due") if one["text"] == "tell her how it went")
    assert row["due_on"] == "2026-11-25"
    assert row["why"] == "promised Fri 20; you talked with Mei Chen on Mon 23"
    assert "how it went" in week("export", "ics").out
    assert week.json("done", row["id"])["after_on"] == "2026-11-23"
    week("undo")
    week("undo")
    assert next(one for one in week.json("show", "dana")["follow_ups"] if one["after"])["due_on"] is None
    assert week("doctor").code == 0


def test_what_a_follow_up_waits_for_is_asked_about_in_doubt(week: Netui) -> None:
    assert "by when" in week("follow-up", "dana", "tell her", code=2).err
    assert "no one is called “Zoe”" in week("follow-up", "dana", "tell her once I talked to Zoe", code=3).err
    assert "no one is called “Zoe”" in week("follow-up", "dana", "x", "--after", "talking to Zoe", code=3).err
    assert (
        "again and again" in week("follow-up", "dana", "x", "--after", "tom", "--repeat", "month", code=2).err
    )
    assert "is it due on mon" in week("follow-up", "dana", "x once I talked to Tom on mon", code=2).err
    done = week("log", "dana", "lunch", "--follow-up", "tell her once I talked to Tom")
    assert done.lines[1] == "Promised: tell her, once you talk to Tom Weiss"
    assert week.json("follow-up", "dana", "send it by fri")["due_on"] == "2026-11-27"


def test_a_follow_up_that_waits_goes_with_everything_else(week: Netui, tmp_path: Path) -> None:
    week("add", "Mei Chen")
    week("follow-up", "dana", "tell her how it went", "--after", "Mei")
    week("export", "json", "-o", str(tmp_path / "all.json"))
    week("backup", str(tmp_path / "all.zip"))
    shown = week("show", "dana").out
    other = Netui(tmp_path / "other", week._capsys)
    other("restore", str(tmp_path / "all.json"), "--yes")
    assert "once you talk to Mei Chen" in other("show", "dana").out
    week("log", "mei", "x", "--kind", "call")
    week("restore", str(tmp_path / "all.zip"), "--yes")
    assert week("show", "dana").out == shown


def test_an_entry_names_the_promised_check_in_and_closes_it_if_you_say_so(
    week: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    week("follow-up", "tom", "call Tom about robots", "--due", "fri", "--kind", "check-in")
    still_open = "Still open: call Tom about robots, due Fri 27 Nov 2026, in 7 days\n"
    for words in (["log", "tom", "robots"], ["log", "tom", "robots", "--json"]):
        assert week(*words).err == still_open
    monkeypatch.setattr("netui.cli.questions.can_ask", lambda: True)
    for typed, left in (("\n", True), ("y\n", False), ("", False)):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        done = week("log", "tom", "robots")
        assert (still_open in done.err) is left
        assert ("Done: call Tom about robots" in done.out) is (typed == "y\n")
        assert ("[y/N]" in done.err) is bool(typed)
    assert len(week.json("show", "tom")["timeline"]) == 6


def test_what_they_promised_is_done_by_an_entry_that_says_so_or_stays_open(week: Netui) -> None:
    week("quick", "Tom promised to send the deck and a map by fri")
    may_be = week("log", "tom", "got the deck")
    assert "Still open: Tom promised to send the deck and a map" in may_be.err
    assert "Done: Tom promised" in week("log", "tom", "got the deck and the map").out


def test_what_an_entry_with_several_owes_names_each(week: Netui) -> None:
    week("add", "Mei Chen")
    out = week("log", "tom,mei", "met", "--follow-up", "send slides by fri").out
    for name in ("Tom Weiss", "Mei Chen"):
        assert f"Promised {name}: send slides, due Fri 27 Nov 2026" in out
    shape = week.json("log", "tom,mei", "met", "--follow-up", "send Mei slides by fri")
    assert [one["contact"]["name"] for one in shape["follow_ups"]] == ["Mei Chen"]


def test_what_an_entry_asked_for_is_recorded_if_you_say_so(
    week: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "asked for an interview"
    command = 'netui interview add "Tom Weiss" --status asked'
    assert week("log", "tom", text).err.endswith(
        f"Interview with Tom Weiss: asked for: to record that too, {command}\n"
    )
    monkeypatch.setattr("netui.cli.questions.can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert "Recorded: interview with Tom Weiss: asked for" in week("log", "tom", text).out
    assert week("log", "tom", text).err == ""


def test_a_follow_up_that_repeats_says_so(netui: Netui) -> None:
    netui("add", "Dana Okafor")
    made = netui("follow-up", "Dana", "send news every friday")
    assert made.lines == ["Promised Dana Okafor: send news, due Fri 27 Nov 2026, in 7 days, then every week"]
    netui("done", "send news")
    assert netui.json("show", "Dana")["follow_ups"][0]["due_on"] == "2026-12-04"
