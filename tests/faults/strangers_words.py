"""Words that strangers wrote, on every screen of the real program: none of it steers the terminal."""

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from netui.domain import one_line
from netui.domain.interviews.interview import ChosenQuestion, InterviewStatus, Item
from netui.domain.people.contact import Position
from netui.domain.people.follow_up import FollowUpKind
from netui.storage.store.store import TinyDBStore
from tests.factories import (
    HOSTILE,
    TODAY,
    hostile_contact,
    make_contact,
    make_follow_up,
    make_goal,
    make_interaction,
    make_interview,
)
from tests.fakes import NOON
from tests.faults.experiment import Experiment, Tally
from tests.faults.programs import ROOT, arguments, environment, program, settle
from tests.storage.opened import opened
from tests.terminal.pty_driver import ESCAPE, PtyProgram

SHOWN = "qzq"
PAYLOADS: dict[str, str] = {
    "colour": "\x1b[38;5;199m",
    "clipboard": "\x1b]52;c;cXpx\x07",
    "title": "\x1b]0;",
    "device control": "\x1bPqzq\x1b\\",
    "application command": "\x1b_qzq\x1b\\",
    "other screen": "\x1b[?47h",
    "C1 control sequence": "\x9b38;5;199m",
    "C1 operating system command": "\x9d52;c;cXpx\x9c",
    "nul": "\0",
    "delete": "\x7f",
    "bidi override": "\u202e",
    "bidi isolate": "\u2067",
    "tag character": "\U000e0041",
}
FORBIDDEN: dict[str, bytes] = {
    **{name: text.encode() for name, text in PAYLOADS.items() if not name.startswith("C1")},
    "clipboard, whatever it holds": b"\x1b]52",
    "a C1 control": b"\xc2\x9b",
    "another C1 control": b"\xc2\x9d",
    "end of string": b"\xc2\x9c",
    "bell and backspace": b"\x07\x08",
}
WORDS = f"{SHOWN}{''.join(PAYLOADS.values())}{HOSTILE['closing markup']}{HOSTILE['action markup']}{SHOWN}"

WALKS = (
    "1",
    "2",
    "3",
    "1l",
    "1f",
    "1n",
    "1 ",
    "1s",
    "1/q",
    "1e",
    "1?",
    "1:q",
    "2/qzq\r",
    "2S",
    "2t",
    "2r",
    "2y",
    "2.",
    "2I",
    "2b",
    "2i",
    "2a",
    "2W",
    "2'",
    "2e",
    "2d",
    "2\r",
    "2\r]]]]",
    "2\re",
    "2\rd",
    "2n\x1bt",
    "2n\x1bp",
    "2n\x0e",
    "3v",
    "3s",
    "3e",
    "3p",
    "3c",
    "3T\t\t",
    "3V",
    "3\r",
    "3l",
    "3d",
    "3a",
    ":history\r",
    ":history\r\r",
    ":import\r",
    ":goal\r",
)
"""Keys that lead from an area to every screen and every question."""
_FIRST = ("1l", "2y", "2\r]", "2n\x1bp", "3T", ":history\r")
_SIZES = ((120, 40), (60, 20), (80, 24), (200, 60))


def hostile_store(folder: Path) -> Path:
    """Make a store where every text was written by someone who means harm."""
    store = opened(folder)
    older = patch.object(one_line, "LONGEST_LINE", 10_000)  # an older netui took in longer lines
    with older, store.transaction(f"Import {WORDS}"):
        for text in (WORDS, *HOSTILE.values()):
            _add(store, text)
        store.contacts.add(hostile_contact(id=store.new_id()))
    store.close()
    return folder


def _add(store: TinyDBStore, text: str) -> None:
    person, interview = store.new_id(), store.new_id()
    store.contacts.add(
        make_contact(
            id=person,
            name=text,
            pronunciation=text,
            positions=(Position(title=text, company=text),),
            emails=(text,),
            phones=(text,),
            links=(text,),
            location=text,
            tags=(text,),
            met=text,
            why=text,
            interests=(text,),
            avoid=(text,),
            notes=text,
            custom={text: text},
            next_due_on=TODAY,
        )
    )
    for number in range(2):
        store.interactions.add(
            make_interaction(
                id=store.new_id(), contact_ids=(person,), text=text, on=TODAY - timedelta(days=number)
            )
        )
    store.follow_ups.add(
        make_follow_up(id=store.new_id(), contact_id=person, kind=FollowUpKind.SEND, text=text)
    )
    store.interviews.add(
        make_interview(
            id=interview,
            contact_id=person,
            contact_name=text,
            goal=text,
            place=text,
            items=(Item(id=1, text=text, due_on=TODAY),),
            questions=(ChosenQuestion(id=1, text=text, theme=text),),
            talk_notes=text,
            company=text,
            title=text,
        )
    )
    store.interviews.add(
        make_interview(
            id=store.new_id(),
            contact_id=person,
            status=InterviewStatus.DONE,
            at=NOON - timedelta(days=30),
            ended_at=NOON - timedelta(days=30),
            insights=(text,),
            trends=(text,),
            actions=(text,),
            influence=text,
            ask_next=(text,),
        )
    )
    store.goals.add(make_goal(id=store.new_id(), title=text))


def strangers_words(folder: Path, size: int, tally: Tally) -> None:
    """Walk to every screen: some in one size of terminal where `size` is 0, else all in `size` sizes."""
    place = hostile_store(folder / "store")
    for columns, rows in _SIZES[: max(1, size)]:
        with program(place, size=(columns, rows)) as running:
            running.wait_for("week")
            settle(running)
            for walk in WALKS if size else _FIRST:
                tally.tried()
                _walk(running, walk, f"{walk!r} at {columns}x{rows}", tally)
            tally.check(SHOWN.encode() in running.output, "nothing of it was ever shown")
            running.send("\x11")
            tally.check(running.wait_exit() == 0, f"exit code {running.exit_code}")
    _through_tmux(place, tally)


def _walk(running: PtyProgram, walk: str, what: str, tally: Tally) -> None:
    start = len(running.output)
    keys = list(walk)
    if walk.startswith(":"):
        keys = [":", walk[1 : walk.index("\r")], *walk[walk.index("\r") :]]
    for key in keys:
        running.send(key)
        settle(running)
    for _ in range(3):
        running.send(ESCAPE)
        settle(running)
    painted = running.output[start:]
    for name, payload in FORBIDDEN.items():
        tally.check(payload not in painted, f"{what}: {name} reached the terminal")
    tally.check(running.poll() is None, f"{what}: the program ended with {running.exit_code}")


def _through_tmux(place: Path, tally: Tally) -> None:
    """Show the same inside tmux: its buffers and the title of its window stay as they were."""
    if shutil.which("tmux") is None:
        tally.note("without tmux")
        return
    with _tmux(place) as call:
        _wait_for_pane(call, "Contacts")
        for key, text in (("2", "Preview"), ("Enter", "Card"), ("Escape", "Preview"), ("3", "Interviews")):
            call("send-keys", key)
            _wait_for_pane(call, text)
        tally.tried()
        tally.check(not call("list-buffers").strip(), f"tmux holds a copy: {call('list-buffers')!r}")
        title = call("display-message", "-p", "#{pane_title}")
        tally.check("owned" not in title and SHOWN not in title, f"the title is {title!r}")


_OUTER = frozenset({"TMUX", "COLUMNS", "LINES"})
"""What the terminal around the tests says of itself, and no program inside tmux may believe."""


class _Call:
    """Runs commands of one tmux server."""

    def __init__(self, name: str, home: dict[str, str]) -> None:
        self._name = name
        self._home = home

    def __call__(self, *words: str) -> str:
        """Return what a command prints."""
        command = ["tmux", "-L", self._name, "-f", os.devnull, *words]
        values = {**{key: value for key, value in os.environ.items() if key not in _OUTER}, **self._home}
        result = subprocess.run(command, check=False, capture_output=True, text=True, env=values)
        return result.stdout


@contextmanager
def _tmux(place: Path) -> Iterator[_Call]:
    call = _Call(f"netui-faults-{os.getpid()}", {**environment(place), "LANG": "C.UTF-8"})
    words = [sys.executable, "-m", "netui", *arguments(place)]
    call(
        "new-session",
        "-d",
        "-x",
        "120",
        "-y",
        "40",
        "-c",
        str(ROOT),
        *words,
        ";",
        "set",
        "-s",
        "set-clipboard",
        "on",
    )
    try:
        yield call
    finally:
        call("kill-server")


def _wait_for_pane(call: _Call, text: str) -> None:
    end = time.monotonic() + 20
    while text not in (shown := call("capture-pane", "-p")):
        if time.monotonic() >= end:
            message = f"{text!r} was not shown in tmux:\n{shown}"
            raise AssertionError(message)
        select.select([], [], [], 0.02)


HOSTILE_WORDS = Experiment(
    "hostile-words",
    "no words of strangers steer the terminal, on any screen",
    strangers_words,
    fast=0,
    middle=1,
    long=4,
    minutes=8,
)
