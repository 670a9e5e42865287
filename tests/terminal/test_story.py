"""The main job from end to end, by keys alone, in a real tmux of 80 columns and 24 rows."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.needs import needs
from tests.terminal.tmux import NETUI, TmuxProgram

SAMPLE = Path(__file__).parent.parent / "exchange" / "samples" / "linkedin"
NOW = "2026-11-20T18:00:00+01:00"


def run_json(store: Path, *arguments: str) -> object:
    done = subprocess.run(
        [sys.executable, "-m", "netui", "--store", str(store), *arguments, "--json"],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(store.parent), "NETUI_NOW": NOW, "TZ": "Europe/Zurich"},
    )
    return json.loads(done.stdout)


@needs("tmux")
def test_from_import_to_the_thank_you_and_back_again(tmp_path: Path) -> None:
    export = next(SAMPLE.glob("*.zip"))
    shutil.copy(export, tmp_path / "export.zip")
    store = tmp_path / "store"
    environment = {"NETUI_NOW": NOW, "TZ": "Europe/Zurich", "NETUI_STORE": str(store)}
    with TmuxProgram(NETUI, folder=tmp_path, environment=environment) as tmux:
        tmux.wait_for("Welcome to netui")
        tmux.keys("i")
        tmux.wait_for("Import people")
        tmux.type("~/export.zip")
        tmux.keys("Enter")
        tmux.wait_for("10 new", "2 hidden", "Nothing is changed yet")
        tmux.keys("Enter")
        tmux.wait_for("What it brought")
        tmux.keys("Escape")
        tmux.wait_for("NOTHING DUE THIS WEEK")

        tmux.keys("2")
        tmux.wait_for("Name", "Company")
        tmux.keys("/")
        tmux.type("zoe")
        tmux.wait_for("Zoë Brânză", gone=["Maren"])
        tmux.keys("Enter", "i")
        tmux.wait_for("New interview with Zoë Brânză")
        tmux.type("what is Delta like?")
        tmux.keys("Tab")
        tmux.type("today 17:50")
        tmux.wait_for("Fri 20 Nov 2026 17:50")
        tmux.keys("C-s")
        tmux.wait_for("Interview with Zoë Brânză: ")

        tmux.keys("3")
        tmux.wait_for("UPCOMING", "1/10")
        tmux.keys("Tab")
        tmux.wait_for("Read up on Zoë")
        tmux.keys("Space")
        tmux.wait_for("2 of 10")
        tmux.keys("T")
        tmux.wait_for("/ 30 min")
        tmux.type("she reads incident reviews first")
        tmux.keys("C-s")
        tmux.wait_for("Wrap up the interview with Zoë")
        tmux.type("Read the incident reviews before the code")
        tmux.keys("C-s")
        tmux.wait_for("Thank you, Zoë", "24 h left of 24")

        tmux.keys("C-n")
        tmux.type("I begin with the public ones.")
        tmux.keys("C-n")
        tmux.type("Sasha")
        tmux.wait_for("no gaps left", "quotes something")
        tmux.keys("C-y")
        tmux.wait_for("into the tmux buffer")
        note = tmux.buffer()
        assert note.startswith("Hi Zoë,\n")
        assert "Read the incident reviews before the code." in note
        assert note.endswith("Sasha")
        tmux.keys("C-g")
        tmux.wait_for("Keep in touch with Zoë", "1-6 0 pick", gone=["Keep this as your name?"])
        tmux.keys("2")
        tmux.wait_for("Keep this as your name?", gone=["Keep in touch with Zoë"])
        tmux.keys("Enter")
        tmux.wait_for("thanked today", gone=["Keep this as your name?"])
        tmux.keys("1")
        tmux.wait_for("NOTHING DUE THIS WEEK", gone=["thank-you"])

        tmux.keys("2")
        tmux.wait_for("Zoë Brânză")
        tmux.keys("Enter")
        tmux.wait_for("Timeline 3", "Message", "Interview")
        tmux.keys("u")
        tmux.wait_for("Timeline 3", gone=["every month"])
        tmux.keys("u")
        tmux.wait_for("Timeline 2", "Undo: Send a thank-you to Zoë")
        for label in (
            "Wrap up interview",
            "Notes of the interview",
            "Tick an item",
            "Add interview",
            "Import 10 people",
        ):
            tmux.keys("u")
            tmux.wait_for(f"Undo: {label}")
        tmux.keys("C-q")
    assert run_json(store, "list") == []
    assert run_json(store, "due") == []


@needs("tmux")
def test_the_first_screen_is_one_key_from_the_demo(tmp_path: Path) -> None:
    environment = {"NETUI_NOW": NOW, "TZ": "Europe/Zurich"}
    with TmuxProgram(NETUI, folder=tmp_path, environment=environment) as tmux:
        tmux.wait_for("Welcome to netui")
        tmux.keys("d")
        tmux.wait_for("DEMO, not kept", "OVERDUE")
