"""The terminal after the program: as it was, whatever ended it, with no process left behind."""

import os
import re
import resource
import signal
import termios
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.experiment import Experiment, Tally
from tests.faults.programs import copied, demo_store, fresh_settings, program
from tests.terminal.pty_driver import PtyProgram

_END_SECONDS = 2.0
_CPU_SECONDS = 4.0
"""Far above what a start costs, far below what a thread that spins for the rest of a test would."""
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_AT_REST = {b"25": b"h", b"7": b"h"}
_MODES = (b"1049", b"1000", b"1002", b"1003", b"1004", b"1006", b"1015", b"1016", b"2004", b"2026", b"2048")


def _quit(running: PtyProgram) -> int:
    running.send("\x11")
    return 0


def _quit_by_letter(running: PtyProgram) -> int:
    running.send("q")
    return 0


def _terminate(running: PtyProgram) -> int:
    running.signal(signal.SIGTERM)
    return 128 + signal.SIGTERM


def _hang_up(running: PtyProgram) -> int:
    running.signal(signal.SIGHUP)
    return 128 + signal.SIGHUP


def _freeze_and_stop(running: PtyProgram) -> int:
    """Freeze it, wake it, stop it as a shell does, wake it, and see that it still works."""
    running.signal(signal.SIGSTOP)
    running.wait_until(running.is_stopped)
    running.signal(signal.SIGCONT)
    running.send("2")
    running.wait_for("Preview")
    running.signal(signal.SIGTSTP)
    running.wait_until(running.is_stopped)
    _wait_for_echo(running, shown=True)
    running.signal(signal.SIGCONT)
    _wait_for_echo(running, shown=False)
    running.send("3")
    running.wait_for("Preparation")
    running.send("\x11")
    return 0


def _wait_for_echo(running: PtyProgram, *, shown: bool) -> None:
    running.wait_until(lambda: (termios.ECHO in running.modes) is shown)


def _fail(running: PtyProgram) -> int:
    running.send("?")
    return 1


def _close_window(running: PtyProgram) -> int:
    running.hang_up()
    return 128 + signal.SIGHUP


ENDS: dict[str, Callable[[PtyProgram], int]] = {
    "quit": _quit,
    "quit by letter": _quit_by_letter,
    "TERM": _terminate,
    "HUP": _hang_up,
    "STOP and CONT": _freeze_and_stop,
    "exception": _fail,
    "closed window, HUP ignored": _close_window,
}


def endings(folder: Path, size: int, tally: Tally) -> None:
    """End the program in every way, `size` times, and look at the terminal and at what is left behind."""
    origin = demo_store(folder / "origin")
    settings = fresh_settings()
    for _ in range(size):
        for name, end in ENDS.items():
            place = copied(origin, folder / "place")
            tally.tried()
            try:
                _end(place, name, end, settings, tally)
            except AssertionError as error:
                tally.check(False, f"{name}: {str(error)[:400]}")


def _end(
    place: Path, name: str, end: Callable[[PtyProgram], int], settings: list[object], tally: Tally
) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    module = "tests.faults.program_with_a_bug" if end is _fail else "netui"
    ignoring = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh") if "ignored" in name else ()
    with program(place, module=module, before=ignoring) as running:
        running.wait_for("This week")
        code = end(running)
        started = time.monotonic()
        window_closed = end is _close_window
        found = running.wait_exit_unread(10) if window_closed else running.wait_exit(10)
        seconds = time.monotonic() - started
        tally.check(seconds <= _END_SECONDS, f"{name}: it took {seconds:.1f} s to end")
        tally.check(found == code, f"{name}: exit code {found}, not {code}")
        if not window_closed:
            found_settings = termios.tcgetattr(running._terminal)
            tally.check(found_settings == settings, f"{name}: the settings of the terminal are others")
            _check_modes(name, running.output, tally)
        tally.check(not _is_alive(running.pid), f"{name}: a process is left behind")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    tally.check(cpu <= _CPU_SECONDS, f"{name}: {cpu:.1f} s of processor time")


def _check_modes(name: str, output: bytes, tally: Tally) -> None:
    last: dict[bytes, bytes] = {}
    for numbers, state in _MODE.findall(output):
        for number in numbers.split(b";"):
            last[number] = state
    tally.check(last.get(b"1049") == b"l", f"{name}: the alternate screen was not entered and left: {last}")
    for number in (*_MODES, *_AT_REST):
        wanted = _AT_REST.get(number, b"l")
        tally.check(
            last.get(number, wanted) == wanted, f"{name}: mode {number.decode()} is {last.get(number)!r}"
        )
    pushed, popped = output.rfind(b"\x1b[>1u"), output.rfind(b"\x1b[<u")
    tally.check(pushed <= popped, f"{name}: the keyboard is left in another mode")


def _is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


SIGNALS = Experiment(
    "signals",
    "the terminal is given back, no process and no spin is left",
    endings,
    fast=1,
    middle=20,
    long=100,
    minutes=15,
)
