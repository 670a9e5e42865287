"""history, undo, redo."""

from tests.cli.conftest import Netui


def test_history_is_newest_first(netui: Netui) -> None:
    assert netui.json("history") == []
    netui("add", "Ana Silva")
    netui("add", "Tom Weiss")
    entries = netui.json("history")
    assert [entry["label"] for entry in entries] == ["Add Tom Weiss", "Add Ana Silva"]
    assert set(entries[0]) == {"seq", "at", "session", "label", "undone"}
    assert entries[0]["at"] == "2026-11-20T09:00:00+01:00"
    assert entries[0]["undone"] is False
    assert len(netui.json("history", "--limit", "1")) == 1
    assert "Add Tom Weiss" in netui("history").lines[0]
    assert len(netui.json("history", "--limit", "9" * 30)) > 1
    netui("history", "--limit", "-1", code=2)


def test_undo_answers_with_the_object_as_it_is_now(netui: Netui) -> None:
    netui("add", "Ana Silva", "--company", "Acme")
    netui("edit", "ana", "--set", "company=Stripe")
    undone = netui.json("undo")
    assert (undone["name"], undone["company"]) == ("Ana Silva", "Acme")
    assert undone["label"] == "Undo: Edit Ana Silva"
    assert undone["undoes"] == 2
    assert undone["changed"] == {"contacts": [undone["id"]]}
    assert netui.json("redo")["company"] == "Stripe"


def test_undo_of_what_was_added(netui: Netui) -> None:
    made = netui.json("add", "Ana Silva")
    undone = netui.json("undo")
    assert (undone["id"], undone["removed"]) == (made["id"], True)
    assert netui.json("list") == []
    assert [entry["undone"] for entry in netui.json("history")] == [False, True]
    assert netui.json("redo")["name"] == "Ana Silva"


def test_undo_by_number_and_what_cannot_be_undone(netui: Netui) -> None:
    netui("undo", code=1)
    netui("redo", code=1)
    netui("add", "Ana Silva")
    netui("add", "Tom Weiss")
    assert netui("undo", "1").out == "Undo: Add Ana Silva\n"
    assert [one["name"] for one in netui.json("list")] == ["Tom Weiss"]
    netui("undo", "1", code=1)
    netui("undo", "77", code=3)
    netui("undo", "x", code=2)


def test_undoing_an_interview_gives_the_interview(netui: Netui) -> None:
    netui("add", "Dana Okafor")
    interview = netui.json("interview", "add", "dana", "--status", "asked")
    netui("interview", "done", "dana", "--insight", "Start small")
    undone = netui.json("undo")
    assert (undone["id"], undone["status"], undone["insights"]) == (interview["id"], "asked", [])
    assert set(undone["changed"]) >= {"interviews", "follow_ups", "interactions", "contacts"}
