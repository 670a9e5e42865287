"""Whatever ends the program, what was typed is kept and the terminal is given back."""

import select
import signal
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.pty_driver import PtyProgram
from tests.terminal.typing_program import SECRET

ROOT = Path(__file__).resolve().parents[2]
LEFT_ALTERNATE_SCREEN, SHOWN_CURSOR = b"\x1b[?1049l", b"\x1b[?25h"


@pytest.fixture
def program(tmp_path: Path) -> Iterator[PtyProgram]:
    with PtyProgram(
        [sys.executable, "-m", "tests.terminal.typing_program", str(tmp_path)],
        columns=80,
        rows=24,
        environment={"PYTHONPATH": str(ROOT)},
    ) as running:
        running.wait_for("saved")
        yield running


def terminal_is_given_back(program: PtyProgram) -> bool:
    tail = program.output[program.output.rfind(b"Hello") :]
    return LEFT_ALTERNATE_SCREEN in tail and SHOWN_CURSOR in tail


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_saves_what_was_typed(program: PtyProgram, number: signal.Signals, tmp_path: Path) -> None:
    program.send("Hello")
    program.wait_for("Hello")
    program.signal(number)
    assert program.wait_exit() == 128 + number
    assert (tmp_path / "draft").read_text() == "Hello"
    assert terminal_is_given_back(program)
    assert set(program.modes) == {termios.ECHO, termios.ICANON, termios.ISIG}


def test_a_dropped_line_saves_what_was_typed(program: PtyProgram, tmp_path: Path) -> None:
    program.send("Hello")
    program.wait_for("Hello")
    program.hang_up()
    assert program.wait_exit() == 128 + signal.SIGHUP
    assert (tmp_path / "draft").read_text() == "Hello"


def test_a_line_that_no_one_reads_does_not_hold_the_program(program: PtyProgram, tmp_path: Path) -> None:
    program.send("Hello")
    program.wait_for("Hello")
    for size in range(60, 160):
        program.resize(size, 24 + size % 20)
        select.select([], [], [], 0.01)  # let it paint, and fill the line
    program.signal(signal.SIGTERM)
    program.wait_exit_unread()
    assert program.exit_code == 128 + signal.SIGTERM
    assert (tmp_path / "draft").read_text() == "Hello"


def test_a_draft_is_written_while_one_types(program: PtyProgram, tmp_path: Path) -> None:
    program.send("Hello")
    program.wait_for("Hello")
    program.wait_until(lambda: (tmp_path / "draft").exists() and (tmp_path / "draft").read_text() == "Hello")
    program.signal(signal.SIGKILL)
    assert program.wait_exit() == 128 + signal.SIGKILL


def test_a_bug_ends_with_a_report_that_holds_no_ones_data(program: PtyProgram) -> None:
    program.send("Hello")
    program.wait_for("Hello")
    program.send("\x1b[20~")
    assert program.wait_exit() == 1
    assert terminal_is_given_back(program)
    assert b"KeyError" in program.output
    assert b"typing_program.py" in program.output
    assert SECRET.encode() not in program.output
    assert set(program.modes) == {termios.ECHO, termios.ICANON, termios.ISIG}


@pytest.mark.parametrize(
    ("environment", "plain"),
    [
        ({"TERM": "xterm"}, False),
        ({"TERM": "screen-256color", "TMUX": "/nowhere,1,0"}, False),
        ({"TERM": "tmux-256color", "NO_COLOR": "1"}, False),
        ({"TERM": "linux"}, True),
        ({"TERM": "xterm-256color", "LANG": "C"}, True),
        ({"TERM": "xterm-256color", "LC_ALL": "POSIX"}, True),
    ],
)
def test_it_starts_in_every_terminal(environment: dict[str, str], plain: bool, tmp_path: Path) -> None:
    with PtyProgram(
        [sys.executable, "-m", "tests.terminal.typing_program", str(tmp_path)],
        columns=60,
        rows=20,
        environment={"PYTHONPATH": str(ROOT), **environment},
    ) as program:
        shown = program.wait_for("saved")
        assert shown.isascii() is plain
        program.resize(300, 100)
        program.send("Hello")
        program.wait_for("Hello")
        program.send("\x11")
        assert program.wait_exit() == 0


def test_a_program_whose_loop_hangs_ends_all_the_same() -> None:
    script = (
        "import sys, time, asyncio\n"
        "from netui.tui.terminal.guard import DraftMirror, SignalGuard\n"
        "async def main():\n"
        "    guard = SignalGuard(DraftMirror())\n"
        "    guard.start(signals=True)\n"
        "    guard.end_within(3600)\n"
        "    guard.end_within(None)\n"
        "    guard.end_within(0.05)\n"
        "    time.sleep(3600)\n"
        "asyncio.run(main())\n"
    )
    with PtyProgram([sys.executable, "-c", script], environment={"PYTHONPATH": str(ROOT)}) as program:
        assert program.wait_exit() == 0


def test_what_is_left_is_cleared_away_on_a_kill() -> None:
    script = (
        "import os, signal, asyncio\n"
        "from netui.tui.terminal.guard import DraftMirror, SignalGuard\n"
        "async def main():\n"
        "    SignalGuard(DraftMirror(), at_end=lambda: os.write(1, b'cleared')).start(signals=True)\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    await asyncio.sleep(3600)\n"
        "asyncio.run(main())\n"
    )
    with PtyProgram([sys.executable, "-c", script], environment={"PYTHONPATH": str(ROOT)}) as program:
        program.wait_for("cleared")
        assert program.wait_exit() == 128 + signal.SIGTERM
