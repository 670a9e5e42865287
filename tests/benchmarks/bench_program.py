"""Measure the program itself, in a terminal of its own: `python -m tests.benchmarks.bench_program [1k|30k]`.

A start is timed from the making of the process to the first full list on the terminal, next to an app of bare
Textual in the same run. A key is timed from its writing to the terminal to the frame that comes back; the
bytes are all it painted. Nothing here is a test: machines differ, so the table shows times and the goal.
"""

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

from tests.benchmarks.network import NOW, build

SIZES = {"1k": (1_000, 10_000), "30k": (30_000, 300_000)}
COLUMNS, ROWS = 120, 40
STARTS = 11
WARM_SECONDS = 4.0
QUIET_SECONDS = 0.06
PATIENCE_SECONDS = 60.0
LIST = b"OVERDUE"
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("OVERDUE")
Bare().run()
"""
_SYNCHRONIZED = re.compile(rb"\x1b\[\?2026\$p")
_ANSWER = b"\x1b[?2026;2$y"
PAGE_DOWN, PAGE_UP, END, HOME, DOWN, UP = "\x1b[6~", "\x1b[5~", "\x1b[F", "\x1b[H", "\x1b[B", "\x1b[A"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table: what was measured, the goal, and whether it is met."""

    what: str
    measured: str
    goal: str = ""
    met: bool = True


class Running:
    """A program on a terminal whose output is timed and counted, not drawn."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self.started = perf_counter()
        self.bytes = 0
        self._tail = b""
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                os.execvpe(arguments[0], list(arguments), dict(environment))
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGTERM)
        end = perf_counter() + 5
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            if perf_counter() > end:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                break
            self._read(0.02)
        os.close(self._terminal)

    def first(self, text: bytes) -> float:
        """Return the milliseconds from the start of the process to a text on the terminal."""
        while text not in self._tail:
            if perf_counter() - self.started > PATIENCE_SECONDS:
                message = f"{text!r} was never painted; the last that was: {self._tail[-400:]!r}"
                raise AssertionError(message)
            self._read(0.5)
        return (perf_counter() - self.started) * 1000

    def settle(self, seconds: float) -> None:
        """Read until nothing was painted for so long."""
        while self._read(seconds):
            pass

    def press(self, keys: str, quiet: float = QUIET_SECONDS) -> tuple[float, int]:
        """Return the milliseconds from keys to the frame they lead to, and the bytes of all they paint."""
        before = self.bytes
        start = perf_counter()
        os.write(self._terminal, keys.encode())
        painted = self._read(2.0)
        taken = (perf_counter() - start) * 1000
        if painted:
            self.settle(quiet)
        return taken, self.bytes - before

    def peak_megabytes(self) -> float:
        """Return the most memory the process ever held."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def _read(self, timeout: float) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], timeout)
        if not ready:
            return False
        try:
            data = os.read(self._terminal, 65_536)
        except OSError:
            return False
        if _SYNCHRONIZED.search(data):
            os.write(self._terminal, _ANSWER)
        self.bytes += len(data)
        self._tail = (self._tail + data)[-100_000:]
        return bool(data)


def start(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[float, int]:
    """Return the milliseconds to the first full list, and the bytes painted until it is quiet."""
    with Running(arguments, environment) as program:
        taken = program.first(LIST)
        program.settle(0.3)
        return taken, program.bytes


def figures(store: Path, home: Path) -> list[Figure]:
    """Measure the program over one store."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "NETUI_STORE": str(store),
        "NETUI_NOW": NOW.isoformat(),
    }
    netui = [sys.executable, "-m", "netui"]
    small = len(list(store.glob("*"))) > 0 and (store / "contacts.json").stat().st_size < 5_000_000
    found = _starting(netui, environment, small=small)
    with Running(netui, environment) as program:
        program.first(LIST)
        stall = _longest_wait(program, WARM_SECONDS)
        program.settle(0.5)
        memory, goal = program.peak_megabytes(), 45 if small else 80
        found.append(_figure("peak memory on the first screen", memory, goal, "MB"))
        found.append(_figure("longest wait for a key while it warms up", stall, 30, "ms"))
        found += _keys_in_the_list(program)
        found += _pages(program)
    return found


def _starting(netui: Sequence[str], environment: Mapping[str, str], *, small: bool) -> list[Figure]:
    bare_times, times, sizes = [], [], []
    bare = [sys.executable, "-c", BARE]
    for _ in range(STARTS):
        bare_times.append(start(bare, environment)[0])
        taken, painted = start(netui, environment)
        times.append(taken)
        sizes.append(painted)
    floor, taken = statistics.median(bare_times[1:]), statistics.median(times[1:])
    goal = 1.15 if small else 1.35
    ratio = taken / floor
    words = f"{taken:.0f} ms = {ratio:.2f} x bare Textual ({floor:.0f} ms)"
    return [
        Figure("start to the first full list", words, f"<= {goal} x", ratio <= goal),
        _figure("painted at the start", statistics.median(sizes) / 1000, 20, "kB"),
    ]


def _longest_wait(program: Running, seconds: float) -> float:
    end, longest, turn = perf_counter() + seconds, 0.0, 0
    while perf_counter() < end:
        longest = max(longest, program.press((DOWN, UP)[turn % 2], quiet=0.004)[0])
        turn += 1
    return longest


def _keys_in_the_list(program: Running) -> list[Figure]:
    program.press("2", quiet=1.5)
    for _ in range(3):
        program.press(DOWN)
    found = [*_key_figures(program, "Down", [DOWN] * 80, 4, 12, 600)]
    found += _key_figures(program, "PgDn", [PAGE_DOWN] * 30, 10, 30, 10_000)
    found += _key_figures(program, "End, Home", [END, HOME] * 15, 10, 30, 10_000)
    program.press("/")
    found += _key_figures(
        program, "a search key", [*"stripe", *["\x7f"] * 6, *"engin", *["\x7f"] * 5] * 3, 20, 40
    )
    program.press("\x1b", quiet=0.3)
    program.press("\x1b", quiet=0.3)
    return found


def _pages(program: Running) -> list[Figure]:
    program.press(HOME)
    times = []
    for _ in range(21):
        times.append(program.press("\r", quiet=0.15)[0])
        program.press("\x1b", quiet=0.15)
        program.press(DOWN)
    first, others = times[0], times[1:]
    return [
        Figure("open a contact page, the first", f"{first:.1f} ms"),
        Figure(
            "open a contact page",
            f"p50 {statistics.median(others):.1f} ms, worst of {len(others)} {max(others):.1f} ms",
            "p99 <= 25 ms",
            max(others) <= 25,
        ),
    ]


def _key_figures(
    program: Running, what: str, keys: Sequence[str], p50: float, p99: float, size: int | None = None
) -> list[Figure]:
    taken, painted = zip(*(program.press(key) for key in keys), strict=True)
    middle, last = statistics.median(taken), sorted(taken)[int(len(taken) * 0.99) - 1]
    found = [
        Figure(
            what,
            f"p50 {middle:.1f} ms, p99 {last:.1f} ms",
            f"p50 <= {p50:g} ms, p99 <= {p99:g} ms",
            middle <= p50 and last <= p99,
        )
    ]
    if size is not None:
        each = statistics.median(painted)
        found.append(Figure(f"{what}, painted", f"{each:,.0f} bytes", f"<= {size:,} bytes", each <= size))
    return found


def _figure(what: str, measured: float, goal: float, unit: str) -> Figure:
    return Figure(what, f"{measured:.1f} {unit}", f"<= {goal:g} {unit}", measured <= goal)


def main() -> None:
    """Print one table for each size."""
    for name in sys.argv[1:] or list(SIZES):
        people, entries = SIZES[name]
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            build(home / "store", people, entries)
            print(f"\n{people:,} contacts, {entries:,} interactions; {COLUMNS}x{ROWS}\n", flush=True)
            for row in figures(home / "store", home):
                print(f"{row.what:42}{row.measured:50}{row.goal:28}{'' if row.met else 'missed'}", flush=True)


if __name__ == "__main__":
    main()
