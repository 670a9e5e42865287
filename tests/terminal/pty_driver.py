"""A real terminal for a program: a pty and a terminal emulator, so that tests read a screen."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from tests.waiting import HANG_SECONDS

ENTER, ESCAPE, TAB = "\r", "\x1b", "\t"
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
END, HOME, PAGE_UP, PAGE_DOWN = "\x1b[F", "\x1b[H", "\x1b[5~", "\x1b[6~"

_KEPT_BYTES = 100_000
_ANSWERS = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
)
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP.*?\x1b\\", re.DOTALL)


class PtyProgram:
    """A program on a pty of its own; every wait has a deadline and is over as soon as the thing is there."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        drawn: bool = True,
        typed: str = "",
    ) -> None:
        """Start the program; `environment` is added to a small one of a UTF-8 terminal.

        Without `drawn` no screen can be read, and only the last of the output is kept: for long runs.
        What is `typed` is at the terminal before the program starts.
        """
        self.columns, self.rows = columns, rows
        self._drawn = drawn
        self.output = b""
        self.exit_code: int | None = None
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._pending = b""
        values = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": os.environ.get("HOME", "/"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            **(environment or {}),
        }
        gate, go = os.pipe()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            try:
                os.read(gate, 1)
                for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
                    signal.signal(number, signal.SIG_DFL)  # as a login shell hands them on, also under nohup
                _set_size(0, columns, rows)
                if cwd is not None:
                    os.chdir(cwd)
                os.execvpe(arguments[0], list(arguments), values)
            finally:
                os._exit(127)
        self.send(typed)
        os.write(go, b".")
        os.close(go)
        os.close(gate)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def lines(self) -> list[str]:
        """What the screen shows, trailing blanks cut."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """What the screen shows, as one text."""
        return "\n".join(self.lines)

    @property
    def modes(self) -> list[int]:
        """The terminal's local modes as termios gives them: echo, canonical input and the like."""
        flags: int = termios.tcgetattr(self._terminal)[3]
        return [flag for flag in (termios.ECHO, termios.ICANON, termios.ISIG) if flags & flag]

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._terminal, keys.encode())

    def type(self, keys: str, patience: float) -> bool:
        """Press keys and read at the same time what is painted; give up on a program that takes none for so
        long.
        """
        data, end = keys.encode(), time.monotonic() + patience
        os.set_blocking(self._terminal, False)
        try:
            while data and time.monotonic() < end and self.poll() is None:
                with contextlib.suppress(BlockingIOError, OSError):
                    written = os.write(self._terminal, data[:1024])
                    data = data[written:]
                    end = time.monotonic() + patience
                self.read(0.01 if data else 0.0)
        finally:
            os.set_blocking(self._terminal, True)
        return not data

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.columns, self.rows = columns, rows
        _set_size(self._terminal, columns, rows)
        if self._drawn:
            self._screen.resize(rows, columns)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as a dropped line does."""
        os.close(self._terminal)
        self._terminal = -1

    def read(self, timeout: float) -> bool:
        """Take in what the program writes within `timeout` seconds; return whether it wrote."""
        ready, _, _ = select.select([self._terminal], [], [], max(0.0, timeout))
        if not ready:
            return False
        try:
            data = os.read(self._terminal, 65_536)
        except OSError:
            return False
        self.output = self.output + data if self._drawn else (self.output + data)[-_KEPT_BYTES:]
        for question, answer in _ANSWERS:
            if question.search(data):
                os.write(self._terminal, answer)
        if self._drawn:
            self._feed(data)
        return bool(data)

    def wait_for(self, text: str, timeout: float = HANG_SECONDS) -> str:
        """Read until the screen shows a text; return the screen, or fail with what it showed."""
        end = time.monotonic() + timeout
        while text not in self.text:
            left = end - time.monotonic()
            if left <= 0 or (not self.read(left) and self.poll() is not None and text not in self.text):
                message = f"{text!r} was not shown; exit code {self.exit_code}; the screen:\n{self.text}"
                raise AssertionError(message)
        return self.text

    def wait_gone(self, text: str, timeout: float = HANG_SECONDS) -> str:
        """Read until the screen no longer shows a text; return the screen."""
        end = time.monotonic() + timeout
        while text in self.text:
            left = end - time.monotonic()
            if left <= 0:
                message = f"{text!r} is still shown:\n{self.text}"
                raise AssertionError(message)
            self.read(left)
        return self.text

    def poll(self) -> int | None:
        """Return the exit code if the program has ended (128 + n for a signal), else None."""
        if self.exit_code is None:
            try:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:
                return self.exit_code
            if pid:
                code = os.waitstatus_to_exitcode(status)
                self.exit_code = 128 - code if code < 0 else code
        return self.exit_code

    def wait_exit(self, timeout: float = HANG_SECONDS) -> int:
        """Read until the program has ended; return its exit code, or fail."""
        end = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() >= end:
                message = f"the program did not end; the screen:\n{self.text}"
                raise AssertionError(message)
            if self._terminal < 0:
                select.select([], [], [], 0.01)
            else:
                self.read(0.05)
        while self._terminal >= 0 and self.read(0.0):
            pass
        return self.exit_code if self.exit_code is not None else -1

    def wait_exit_unread(self, timeout: float = HANG_SECONDS) -> int:
        """Wait until the program has ended while no one reads its output, as on a stalled line."""
        end = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() >= end:
                message = "the program did not end while nobody read its output"
                raise AssertionError(message)
            select.select([], [], [], 0.01)
        return self.exit_code if self.exit_code is not None else -1

    def wait_until(self, condition: Callable[[], bool], timeout: float = HANG_SECONDS) -> None:
        """Read until a condition holds."""
        end = time.monotonic() + timeout
        while not condition():
            if time.monotonic() >= end:
                message = f"it did not come about; the screen:\n{self.text}"
                raise AssertionError(message)
            self.read(0.02)

    def is_stopped(self) -> bool:
        """Tell whether the program is stopped, as by ctrl+z in a shell."""
        pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
        return pid != 0 and os.WIFSTOPPED(status)

    def close(self) -> None:
        """End the program if it still runs, and close the terminal."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self._terminal >= 0:
            os.close(self._terminal)
            self._terminal = -1

    def _feed(self, data: bytes) -> None:
        data = self._pending + data
        cut = data.rfind(b"\x1b", max(0, len(data) - 64))
        complete = cut < 0 or re.match(rb"\x1b(\[[0-9;?<>=$ ]*[@-~]|[^\[P\]])", data[cut:]) is not None
        self._pending = b"" if complete else data[cut:]
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data if complete else data[:cut]))


def _set_size(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
