"""netui quick, tag, delete and -q."""

import pytest

from tests.cli.conftest import Netui


def test_a_line_is_done_and_echoed(netui: Netui) -> None:
    netui("add", "Priya Raman")
    done = netui("quick", "coffee", "with", "Priya", "yesterday,", "send", "the", "article", "by", "fri")
    assert done.out == (
        "Logged coffee with Priya Raman: Thu 19 Nov 2026, yesterday · "
        "send: “send the article” by Fri 27 Nov 2026, in 7 days\n"
    )
    page = netui.json("show", "Priya")
    assert [one["kind"] for one in page["timeline"]] == ["coffee"]
    assert [one["text"] for one in page["follow_ups"]] == ["send the article"]
    made = netui.json("quick", "call with Priya about visas")
    assert (made["done"], made["contacts"]) == (True, [{"id": page["id"], "name": "Priya Raman"}])


def test_a_dry_run_shows_how_a_line_is_read_and_changes_nothing(netui: Netui) -> None:
    netui("add", "Dana Okafor")
    before = netui.json("history")
    read = netui("quick", "Dana introduced me to elif kaya", "--dry-run")
    assert read.lines == [
        "Dana introduced you to Elif Kaya: Fri 20 Nov 2026, today; no one is called “Elif Kaya” yet"
    ]
    assert netui.json("quick", "add Jo Li at Arm", "--dry-run")["done"] is False
    assert netui.json("history") == before


def test_unknown_names_are_added_only_after_a_yes(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = netui("quick", "met sam lee at rustfest", code=3)
    assert "no one is called “Sam Lee” yet. Nothing was changed: say --yes" in refused.err
    asked: list[str] = []

    def yes(question: str) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr("netui.cli.questions.can_ask", lambda: True)
    monkeypatch.setattr("netui.cli.questions.ask", yes)
    netui("quick", "met sam lee at rustfest")
    assert asked == ["no one is called “Sam Lee” yet. Add this person too?"]
    monkeypatch.undo()
    assert [one["text"] for one in netui.json("show", "Sam Lee")["timeline"]] == ["at rustfest"]


def test_a_name_of_several_people_and_a_namesake_are_refused(netui: Netui) -> None:
    netui("add", "Ana Silva", "--company", "Arm")
    netui("add", "Ana Ruiz")
    unclear = netui("quick", "coffee with Ana", code=3)
    assert "“Ana” can be several people" in unclear.err
    assert "Ana Silva · Arm" in unclear.err
    assert "say --again" in netui("quick", "add Ana Ruiz at Arm", code=2).err
    netui("quick", "add Ana Ruiz at Arm", "--again")
    assert len(netui.json("list", "Ana Ruiz")) == 2
    assert "by when?" in netui("quick", "follow up with Ana Silva", code=2).err


def test_tags_are_given_and_taken(netui: Netui) -> None:
    netui("add", "Dana Okafor", "--tag", "recruiter")
    netui("add", "Tom Weiss")
    assert netui("tag", "Dana,Tom", "+mentor", "-recruiter").lines == [
        "Dana Okafor: #mentor",
        "Tom Weiss: #mentor",
    ]
    assert netui.json("tag", "Tom", "-mentor")[0]["tags"] == []
    assert "“mentor” is no tag: write +mentor to give it" in netui("tag", "Tom", "mentor", code=2).err


def test_a_deleted_person_comes_back_by_undo(netui: Netui) -> None:
    netui("add", "Dana Okafor")
    assert netui("delete", "Dana").lines == ["Deleted Dana Okafor. `netui undo` brings them back"]
    assert netui.json("list") == []
    netui("undo")
    assert [one["name"] for one in netui.json("list")] == ["Dana Okafor"]


def test_quiet_leaves_data_and_errors_alone(netui: Netui) -> None:
    made = netui("-q", "add", "Dana Okafor")
    assert (made.out, made.err) == ("", "")
    assert netui("list", "-q").lines
    assert netui("list", "zzq", "-q").err == ""
    assert netui("show", "Quentin", "-q", code=3).err.startswith("netui: no one is called “Quentin”")
    assert netui.json("add", "Tom Weiss", "-q")["name"] == "Tom Weiss"


def test_thanks_that_were_logged_close_the_thank_you_that_is_owed(netui: Netui) -> None:
    netui("add", "Dana Okafor")
    netui("follow-up", "Dana", "thank her for the article", "--due", "mon")
    logged = netui("log", "Dana", "thanks for the article", "--kind", "email", "--gave")
    assert logged.lines[1:] == ["Done: thank her for the article"]
    netui("undo")
    done = netui("quick", "thanked Dana by email")
    assert done.out.endswith(" · done: “thank her for the article”\n")
    assert [one["state"] for one in netui.json("show", "Dana")["follow_ups"]] == ["done"]
