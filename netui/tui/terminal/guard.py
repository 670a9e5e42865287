"""Drafts survive, and the terminal is restored, no matter how the program ends.

A thread waits on the descriptor that the C signal handler writes to, because the main thread may hang in a
write to a line that no one reads. It touches plain values only: strings, descriptors, saved settings.
"""

import contextlib
import json
import os
import select
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from netui.domain.errors import StoreError
from netui.domain.people.forgotten import Forgotten, subjects_of
from netui.services.ports import Drafts

FLUSH_SECONDS = 0.5
RESTORE_SECONDS = 0.5
_SETTLE_SECONDS = 0.1
"""The letter typed last may be painted already, and still on its way to the mirror."""
RESTORE = (
    b"\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2048l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"
)
_FATAL = (signal.SIGHUP, signal.SIGTERM)
ENDING = threading.Event()
"""Set once a signal has asked the program to end."""


_BASE, _TEXT = "began from", "typed"
"""The names in a draft that began from a text; any other is the plain text."""


def typed_from(kept: str) -> tuple[str, str]:
    """Return what a draft holds, and the text that its typing began from."""
    try:
        held = json.loads(kept) if kept.startswith(f'{{"{_BASE}":') else {}
    except (ValueError, RecursionError):  # someone typed that
        held = {}
    text, base = held.get(_TEXT), held.get(_BASE)
    if len(held) == 2 and isinstance(text, str) and isinstance(base, str):
        return text, base
    return kept, ""


class DraftMirror:
    """What is being typed, as plain strings; kept up by editors, written to the drafts within a second."""

    def __init__(self, drafts: Drafts | None = None) -> None:
        self._drafts = drafts
        self._texts: dict[str, str] = {}
        self._dirty: set[str] = set()
        self._lock = threading.Lock()
        self._forgotten = Forgotten()

    @property
    def forgotten(self) -> Forgotten:
        """All who were forgotten since the program began."""
        return self._forgotten

    def keep(self, key: str, text: str, base: str = "") -> None:
        """Note the present text of an editor, and what it began from; cheap, called at every key."""
        text = json.dumps({_BASE: base, _TEXT: text}, ensure_ascii=False) if base else text
        with self._lock:
            if self._texts.get(key) != text and subjects_of(key).isdisjoint(self._forgotten.ids):
                self._texts[key] = text
                self._dirty.add(key)

    def load(self, key: str) -> str | None:
        """Return what was typed under a key, in this session or in one that ended."""
        return self.load_with_base(key)[0]

    def load_with_base(self, key: str) -> tuple[str | None, str]:
        """Return what was typed under a key, and the text that its typing began from."""
        with self._lock:
            kept = self._texts.get(key)
        if kept is None and self._drafts is not None:
            kept = self._drafts.load(key)
        return (None, "") if kept is None else typed_from(kept)

    def kept(self) -> list[str]:
        """Return the keys of what was typed in this session and not used yet, the last first."""
        with self._lock:
            return [*reversed(self._texts)]

    def discard(self, key: str) -> None:
        """Discard a text that was used."""
        with self._lock:
            self._texts.pop(key, None)
            self._dirty.discard(key)
            if self._drafts is not None:
                self._drafts.discard(key)

    def forget(self, forgotten: Forgotten) -> None:
        """Keep nothing of a forgotten person, here or on the disk; from now on nothing of what was theirs.

        A name that is typed again is meant: someone may have been added under it.
        """
        with self._lock:
            self._forgotten |= forgotten
            for key in [key for key in self._texts if forgotten.is_about(key)]:
                self._texts.pop(key)
                self._dirty.discard(key)
                if self._drafts is not None:
                    self._drafts.discard(key)
            for key, text in self._texts.items():
                if (left := forgotten.without_in_draft(text)) != text:
                    self._texts[key] = left
                    self._dirty.add(key)

    def flush(self, *, every: bool = False) -> str | None:
        """Write what changed; return why it could not be written, or None. What failed is tried again.

        With `every` what was written is looked for, and written again where it is gone, perhaps with the
        store. Writing all of it again could take long: each text waits for the disk.
        """
        problem = None
        with self._lock:
            if every and self._drafts is not None:
                self._dirty |= {key for key in self._texts if not self._drafts.is_kept(key)}
            for key in sorted(self._dirty):
                try:
                    if self._drafts is not None:
                        self._drafts.save(key, self._texts[key])
                except (OSError, StoreError) as error:
                    problem = str(error)
                else:
                    self._dirty.discard(key)
        return problem


class SignalGuard:
    """A thread that writes drafts while the user types, and ends the program well on a hang-up or a kill."""

    def __init__(
        self,
        mirror: DraftMirror,
        *,
        on_problem: Callable[[str], None] | None = None,
        terminal: int = 2,
        at_end: Callable[[], object] = lambda: None,
    ) -> None:
        self._mirror = mirror
        self._on_problem = on_problem
        self._terminal = terminal
        self._at_end = at_end
        self._settings: list[Any] | None = None
        self._read_end, self._write_end = -1, -1
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._reported: str | None = None
        self._end_at: float | None = None

    def start(self, *, signals: bool) -> None:
        """Begin to watch; `signals` is False without a terminal (tests)."""
        self._read_end, self._write_end = os.pipe()
        os.set_blocking(self._write_end, False)
        os.set_blocking(self._read_end, False)
        if signals:
            with contextlib.suppress(termios.error):
                self._settings = self._before(
                    termios.tcgetattr(sys.__stdin__.fileno() if sys.__stdin__ else 0)
                )
            signal.set_wakeup_fd(self._write_end, warn_on_full_buffer=False)
            for number in _FATAL:
                if signal.getsignal(number) is not signal.SIG_IGN:
                    signal.signal(number, _wait_for_guard)
        self._thread = threading.Thread(target=self._watch, args=(signals,), daemon=True, name="netui-guard")
        self._thread.start()

    def use_settings(self, settings: list[Any] | None) -> None:
        """Give the terminal settings to restore: the ones from the time before application mode."""
        if settings is not None:
            self._settings = settings

    def stop(self) -> None:
        """Write what is left and stop."""
        if self._thread is None:
            return
        self._stopping.set()
        with contextlib.suppress(OSError):
            os.write(self._write_end, b"\0")
        self._thread.join(timeout=2)
        self._thread = None
        if threading.current_thread() is threading.main_thread():
            with contextlib.suppress(ValueError):
                if signal.set_wakeup_fd(-1) != self._write_end:
                    pass
        self._mirror.flush()
        os.close(self._read_end)
        os.close(self._write_end)

    @staticmethod
    def _before(settings: list[Any]) -> list[Any]:
        return settings

    def _watch(self, signals: bool) -> None:
        while not self._stopping.is_set():
            ready, _, _ = select.select([self._read_end], [], [], self._pause())
            if ready:
                with contextlib.suppress(BlockingIOError):
                    for number in os.read(self._read_end, 64):
                        if number in _FATAL and signals:
                            time.sleep(_SETTLE_SECONDS)
                            self.leave(128 + number)
            if self._stopping.is_set():
                return
            self._flush()
            if signals and self._end_at is not None and time.monotonic() >= self._end_at:
                self.leave(0)
            if signals and terminal_gone(0):
                self.leave(128 + signal.SIGHUP)

    def end_within(self, seconds: float | None) -> None:
        """End the program after a while even where its loop is stuck; None lets it run on."""
        self._end_at = None if seconds is None else time.monotonic() + seconds
        if self._thread is not None:
            os.write(self._write_end, b"\0")

    def _pause(self) -> float:
        if self._end_at is None:
            return FLUSH_SECONDS
        return max(0.0, min(FLUSH_SECONDS, self._end_at - time.monotonic()))

    def _flush(self) -> None:
        problem = self._mirror.flush()
        if problem != self._reported:
            self._reported = problem
            if problem is not None and self._on_problem is not None:
                self._on_problem(problem)

    def leave(self, code: int) -> None:
        """Save, give the terminal back without waiting for it, and end the process now."""
        try:
            self._mirror.flush()
        finally:
            self._restore()
            try:
                self._at_end()
            finally:
                os._exit(code)

    def _restore(self) -> None:
        if is_in_background(0):
            return  # a stop gave the terminal back, and another program has it
        with contextlib.suppress(OSError):
            terminal = os.dup(self._terminal)
            # The painter may be in the middle of a frame: what it still writes must not follow this.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._terminal)
            os.set_blocking(terminal, False)
            _write_within(terminal, RESTORE, RESTORE_SECONDS)
            os.set_blocking(terminal, True)
        if self._settings is not None:
            with contextlib.suppress(OSError, termios.error):
                termios.tcsetattr(0, termios.TCSANOW, self._settings)


def _write_within(descriptor: int, data: bytes, seconds: float) -> None:
    """Write as soon as the terminal takes it, and give up on a line that is stalled."""
    end = time.monotonic() + seconds
    while data and time.monotonic() < end:
        try:
            data = data[os.write(descriptor, data) :]
        except BlockingIOError:
            select.select([], [descriptor], [], 0.02)


def terminal_gone(descriptor: int) -> bool:
    """Tell whether the terminal behind a descriptor was closed."""
    poller = select.poll()
    poller.register(descriptor, select.POLLHUP | select.POLLERR)
    events = poller.poll(0)
    return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in events)


def is_in_background(descriptor: int) -> bool:
    """Tell whether the terminal behind a descriptor is another program's for now."""
    with contextlib.suppress(OSError):
        return os.tcgetpgrp(descriptor) != os.getpgrp()
    return False


def _wait_for_guard(_number: int, _frame: FrameType | None) -> None:
    """Leave the end to the guard: the default action would end the program before it has saved."""
    ENDING.set()
