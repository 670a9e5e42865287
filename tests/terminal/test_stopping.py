"""Stops and continues in any order and number: the program comes back whole, or ends well."""

import os
import signal
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.needs import skip_without
from tests.terminal.pty_driver import PtyProgram

ROOT = Path(__file__).resolve().parents[2]
AT_REST = {termios.ECHO, termios.ICANON, termios.ISIG}
BEGINS_TO_LEAVE, HAS_LEFT = b"\x1b[?7h", b"\x1b[?1049l"
ENVIRONMENT = {"PYTHONPATH": str(ROOT)}
STOP, CONTINUE = signal.SIGTSTP, signal.SIGCONT


def typing_program(folder: Path) -> list[str]:
    return [sys.executable, "-m", "tests.terminal.typing_program", str(folder)]


@pytest.fixture
def program(tmp_path: Path) -> Iterator[PtyProgram]:
    with PtyProgram(typing_program(tmp_path), columns=80, rows=24, environment=ENVIRONMENT) as running:
        running.wait_for("saved")
        yield running


def still_works(program: PtyProgram) -> None:
    """See that keys arrive, and that the program ends with the terminal given back."""
    program.wait_until(lambda: termios.ECHO not in program.modes)
    program.wait_until(lambda: typed_and_shown(program, "?"))  # what comes before the last stop is lost
    program.send("Hello")
    program.wait_for("Hello")
    program.send("\x11")
    assert program.wait_exit() == 0
    assert program.output.rfind(HAS_LEFT) > program.output.rfind(b"\x1b[?1049h")
    assert set(program.modes) == AT_REST


def typed_and_shown(program: PtyProgram, text: str) -> bool:
    program.send(text)
    return text in program.text


def wait_for_bytes(program: PtyProgram, data: bytes, start: int) -> None:
    program.wait_until(lambda: data in program.output[start:])


def stop(program: PtyProgram) -> None:
    program.signal(STOP)
    program.wait_until(program.is_stopped)


def test_it_gives_the_terminal_back_while_it_is_stopped(program: PtyProgram) -> None:
    program.signal(CONTINUE)
    program.send("First ")
    program.wait_for("First")
    stop(program)
    assert set(program.modes) == AT_REST
    start = len(program.output)
    program.signal(CONTINUE)
    wait_for_bytes(program, b"First", start)
    still_works(program)


def test_a_burst_of_stops_is_one_stop(program: PtyProgram) -> None:
    start = len(program.output)
    program.signal(STOP)
    wait_for_bytes(program, BEGINS_TO_LEAVE, start)
    for _ in range(5):
        program.signal(STOP)
    program.wait_until(program.is_stopped)
    for _ in range(3):
        program.signal(STOP)
        program.signal(CONTINUE)
    still_works(program)


def test_a_continue_that_overtakes_the_stop_takes_it_back(program: PtyProgram) -> None:
    start = len(program.output)
    program.signal(STOP)
    wait_for_bytes(program, BEGINS_TO_LEAVE, start)
    program.signal(CONTINUE)
    wait_for_bytes(program, b"\x1b[?1049h", start)
    still_works(program)


@pytest.mark.parametrize(
    ("method", "before"),
    [("__init__", False), ("start_application_mode", True), ("start_application_mode", False)],
    ids=["driver made", "before it is up", "just up"],
)
def test_a_stop_during_the_start_does_no_harm(method: str, before: bool, tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from textual.drivers.linux_driver import LinuxDriver\n"
        "from tests.terminal import typing_program\n"
        f"real = LinuxDriver.{method}\n"
        "def patched(*args, **more):\n"
        f"    LinuxDriver.{method} = real\n"
        f"    if {before}: os.kill(os.getpid(), signal.SIGTSTP)\n"
        "    real(*args, **more)\n"
        f"    if not {before}: os.kill(os.getpid(), signal.SIGTSTP)\n"
        "patched.__wrapped__ = real\n"
        f"LinuxDriver.{method} = patched\n"
        "sys.exit(typing_program.main())\n"
    )
    arguments = [sys.executable, "-c", script, str(tmp_path)]
    with PtyProgram(arguments, columns=80, rows=24, environment=ENVIRONMENT) as program:
        program.wait_until(program.is_stopped)
        assert set(program.modes) == AT_REST
        program.signal(CONTINUE)
        program.wait_for("saved")
        still_works(program)


def test_after_a_freeze_the_terminal_is_set_and_painted_once_more(program: PtyProgram) -> None:
    program.send("Frozen ")
    program.wait_for("Frozen")
    program.signal(signal.SIGSTOP)
    program.wait_until(program.is_stopped)
    settings = termios.tcgetattr(program._terminal)
    settings[3] |= termios.ECHO | termios.ICANON
    termios.tcsetattr(program._terminal, termios.TCSANOW, settings)
    start = len(program.output)
    program.signal(CONTINUE)
    wait_for_bytes(program, b"Frozen", start)
    still_works(program)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_it_while_it_is_stopped_saves(
    program: PtyProgram, number: signal.Signals, tmp_path: Path
) -> None:
    program.send("Hello")
    program.wait_for("Hello")
    stop(program)
    program.signal(number)
    program.signal(STOP)
    program.signal(CONTINUE)
    assert program.wait_exit() == 128 + number
    assert (tmp_path / "draft").read_text() == "Hello"
    assert set(program.modes) == AT_REST


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[PtyProgram]:
    """Return a shell with the program in front, to which something was typed."""
    skip_without("bash")
    arguments = ["bash", "--norc", "--noediting", "-i"]
    own = {**ENVIRONMENT, "PS1": "ready> ", "HOME": str(tmp_path)}
    with PtyProgram(arguments, columns=100, rows=24, environment=own, cwd=ROOT) as running:
        running.wait_for("ready>")
        running.send(" ".join(typing_program(tmp_path)) + "\n")
        running.wait_for("saved")
        running.send("Hello")
        running.wait_for("Hello")
        yield running


def stop_in_shell(shell: PtyProgram) -> None:
    start = len(shell.output)
    os.killpg(os.tcgetpgrp(shell._terminal), STOP)
    wait_for_bytes(shell, b"Stopped", start)
    wait_for_bytes(shell, b"ready>", start)


def test_put_in_the_background_it_waits_and_comes_back_in_front(shell: PtyProgram) -> None:
    stop_in_shell(shell)
    start = len(shell.output)
    shell.send("bg; until jobs | grep Stopped; do :; done\n")
    wait_for_bytes(shell, b"Stopped", start + 60)
    start = len(shell.output)
    shell.send("fg\n")
    wait_for_bytes(shell, b"\x1b[?1049h", start)
    shell.wait_until(lambda: termios.ECHO not in shell.modes)
    shell.send(" once more")
    shell.wait_for("Hello once more")
    start = len(shell.output)
    shell.send("\x11")
    wait_for_bytes(shell, b"ready>", start)


def test_ended_in_the_background_it_saves_and_leaves_the_shell_alone(
    shell: PtyProgram, tmp_path: Path
) -> None:
    stop_in_shell(shell)
    start = len(shell.output)
    shell.send("kill %1; until jobs | grep Exit; do :; done\n")
    wait_for_bytes(shell, b"Exit 143", start)
    assert (tmp_path / "draft").read_text() == "Hello"
    assert b"\x1b[?1049" not in shell.output[start:]


def test_ctrl_c_typed_while_netui_ends_cuts_nothing_off(tmp_path: Path) -> None:
    """What is closed after the terminal was given back was interrupted, and netui ended with a traceback."""
    script = (
        "import signal\n"
        "from tests.terminal.typing_program import main\n"
        "main()\n"
        "signal.raise_signal(signal.SIGINT)\n"
        "signal.raise_signal(signal.SIGQUIT)\n"
        "print('all is closed')\n"
    )
    with PtyProgram([sys.executable, "-c", script, str(tmp_path)], environment=ENVIRONMENT) as running:
        running.wait_for("saved")
        running.send("\x11")
        assert running.wait_exit() == 0
        assert b"all is closed" in running.output
