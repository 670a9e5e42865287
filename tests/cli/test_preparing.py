"""The checklist, the questions and the insights of interviews, as commands."""

import pytest

from tests.cli.conftest import Netui


@pytest.fixture
def run(netui: Netui) -> Netui:
    netui("add", "Dana Okafor", "--company", "Fastly")
    netui("interview", "add", "Dana", "--at", "wed 14:00")
    return netui


def test_an_item_is_added_ticked_moved_and_removed(run: Netui) -> None:
    def items(*words: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = run.json("interview", "item", "Dana", *words)["items"]
        return found

    def one(*words: str) -> dict[str, str]:
        return next(each for each in items(*words) if "drawing" in each["text"])

    count = len(items("bring the sketch", "--add", "--due", "mon"))
    assert one("sketch", "--text", "bring the drawing")["due_on"] == "2026-11-23"
    assert one("drawing", "--due", "tue")["due_on"] == "2026-11-24"
    before = [each["text"] for each in items("drawing", "--done")]
    moved = [each["text"] for each in items("drawing", "--move", "-1")]
    assert moved.index("bring the drawing") == before.index("bring the drawing") - 1
    assert one("drawing", "--open")["state"] == "open"
    assert one("drawing", "--skip")["state"] == "skipped"
    assert len(items("drawing", "--delete")) == count - 1
    run("undo")
    assert len(run.json("interview", "show", "Dana")["items"]) == count
    assert "give one of --due" in run("interview", "item", "Dana", "drawing", code=2).err
    assert "no item goes by" in run("interview", "item", "Dana", "cake", "--done", code=3).err


def test_questions_are_chosen_asked_and_answered(run: Netui) -> None:
    bank = run.json("interview", "question")
    run("interview", "question", "Dana", bank[0]["id"], "--add")
    run("interview", "question", "Dana", "What surprised you?", "--add", "--theme", "own")

    def second(*words: str) -> dict[str, object]:
        changed = run.json("interview", "question", "Dana", "surprised", *words)
        found: dict[str, object] = changed["questions"][1]
        return found

    assert second("--asked")["asked"] is True
    assert second("--not-asked")["asked"] is False
    assert second("--answer", "how much is on call")["answer"] == "how much is on call"
    assert second("--text", "What surprised you most?")["text"] == "What surprised you most?"
    moved = run.json("interview", "question", "Dana", "surprised", "--move", "-1")["questions"]
    assert moved[1]["text"] == bank[0]["text"]
    left = run.json("interview", "question", "Dana", bank[0]["text"], "--delete")["questions"]
    assert [one["text"] for one in left] == ["What surprised you most?"]
    assert "which question?" in run("interview", "question", "Dana", code=2).err


def test_notes_a_rehearsal_and_a_second_try_are_kept(run: Netui) -> None:
    noted = run.json("interview", "set", "Dana", "--notes", "asks about Rust")
    assert noted["talk_notes"] == "asks about Rust"
    assert run.json("interview", "set", "Dana", "--rehearsed", "20")["rehearsed_at"] is not None
    assert run.json("plan", "list", "practice")[0]["minutes"] == 20
    assert "give it alone" in run("interview", "set", "Dana", "--no-show", "--place", "x", code=2).err
    run("add", "Tom Weiss")
    run("interview", "add", "Tom", "--status", "asked")
    run("interview", "set", "Tom", "--also-asked")
    run("interview", "set", "Tom", "--second-try")
    second, first = (one["label"] for one in run.json("history", "--limit", "2"))
    assert second.startswith("Second try")
    assert first.startswith("Asked someone else too")


def test_a_debrief_grows_and_its_insights_are_found(run: Netui) -> None:
    run("interview", "done", "Dana", "--insight", "on call is a habit", "--trend", "edge compute")
    number = run.json("interview", "list")[0]["id"]
    more = run("interview", "done", number, "--insight", "write it down", "--json").json
    assert more["insights"] == ["on call is a habit", "write it down"]
    found = run.json("interview", "insights", "edge")
    assert ("trend", "edge compute") in [(one["kind"], one["text"]) for one in found]
    assert "write it down" in run("interview", "insights").out
    lines = run("interview", "insights", "habit", "--format", "{contact}: {text}").lines
    assert lines == ["Dana Okafor: on call is a habit"]


def test_an_interview_is_deleted_and_undone(run: Netui) -> None:
    run("interview", "delete", "Dana")
    assert run.json("interview", "list") == []
    run("undo")
    assert len(run.json("interview", "list")) == 1


def test_people_met_at_an_event_are_new_or_known(run: Netui) -> None:
    run("plan", "add", "events", "Linker evening", "--set", "on=2026-11-20")
    met = ("--met", "Dana Okafor", "--met", "Mia Chen, SRE at Fly, send slides")
    done = run("plan", "done", "events", "linker", *met, "--json").json
    assert [one["name"] for one in done["contacts"]] == ["Dana Okafor", "Mia Chen"]
    assert run.json("show", "Mia")["company"] == "Fly"
    assert "slides" in run("due").out
    run("undo")
    assert run("find", "Mia", "--json").json == []


def test_a_brief_gathers_what_to_know_and_what_to_ask(run: Netui) -> None:
    run("edit", "Dana", "--set", "interests=climbing, caches", "--set", "avoid=layoffs")
    run("log", "Dana", "coffee about edge caches", "--kind", "coffee", "--on", "tue")
    run("follow-up", "Dana", "send the article", "--due", "fri")
    run("interview", "question", "Dana", "What surprised you?", "--add")
    shown = run("show", "Dana", "--brief").out
    for words in (
        "Dana Okafor, Fastly\n",
        "climbing\n",
        "caches\n",
        "layoffs\n",
        "Tue 17 Nov, coffee: coffee about edge caches\n",
        "send the article, due",
        "scheduled, Wed 25 Nov 2026 14:00",
        "What surprised you?",
    ):
        assert words in shown, shown
