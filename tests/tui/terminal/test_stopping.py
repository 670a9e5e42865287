"""A stop and a continue that come together, in whichever order Python runs their handlers."""

import os
import signal
import sys
import termios
from collections.abc import Iterator
from threading import Event, Thread
from typing import cast

import pytest
from textual.drivers._writer_thread import WriterThread

from netui.tui.terminal import stopping
from netui.tui.terminal.stopping import StoppingDriver

_SIGNALS = (signal.SIGTSTP, signal.SIGCONT)


class _Driver(StoppingDriver):
    """A driver that takes no terminal."""

    def __init__(self) -> None: ...

    def __repr__(self) -> str:
        return "a driver"


@pytest.fixture
def stops(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The stops of a driver whose terminal is an editor's."""
    found: list[str] = []
    monkeypatch.setattr(stopping, "_stop_now", lambda: found.append("stopped"))
    driver = _Driver()
    earlier = [
        signal.signal(signal.SIGTSTP, driver._sigtstp_application),
        signal.signal(signal.SIGCONT, driver._sigcont_application),
    ]
    yield found
    for number, handler in zip(_SIGNALS, earlier, strict=True):
        signal.signal(number, handler)


def _raise_together(*numbers: signal.Signals) -> None:
    """Have signals wait together for the main thread: it gets no turn until the other has ended."""
    interval = sys.getswitchinterval()

    def send() -> None:
        for number in numbers:
            signal.raise_signal(number)

    thread = Thread(target=send)
    sys.setswitchinterval(60)
    try:
        thread.start()
        thread.join()
    finally:
        sys.setswitchinterval(interval)


def test_a_continue_after_a_stop_wins_in_an_editor(stops: list[str]) -> None:
    _raise_together(signal.SIGTSTP, signal.SIGCONT)
    assert stops == []
    signal.raise_signal(signal.SIGTSTP)
    assert stops == ["stopped"]
    signal.raise_signal(signal.SIGCONT)
    assert stops == ["stopped"]


def test_a_stop_alone_stops_in_an_editor(stops: list[str]) -> None:
    _raise_together(signal.SIGTSTP)
    assert stops == ["stopped"]


class _Writer:
    """What writes to a terminal, and whether ctrl+s would have kept it from doing so."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self.could_be_kept: list[bool] = []

    def write(self, text: str) -> None:
        self.could_be_kept.append(self.stops_on_ctrl_s())

    def flush(self) -> None: ...

    def stop(self) -> None:
        self.write("what waited")

    def stops_on_ctrl_s(self) -> bool:
        return bool(termios.tcgetattr(self._terminal)[0] & termios.IXON)


def test_ctrl_s_typed_ahead_does_not_keep_an_editor_from_its_terminal() -> None:
    outside, terminal = os.openpty()
    writer = _Writer(terminal)
    assert writer.stops_on_ctrl_s()
    driver = _Driver()
    driver.fileno = terminal
    driver.attrs_before = termios.tcgetattr(terminal)
    driver.exit_event = Event()
    driver._mouse = driver._in_band_window_resize = False
    driver._key_thread = None
    driver._writer_thread = cast(WriterThread, writer)
    earlier = termios.tcgetattr(terminal)
    raw = termios.tcgetattr(terminal)
    raw[0] = StoppingDriver._patch_iflag(raw[0])
    raw[3] = StoppingDriver._patch_lflag(raw[3])
    termios.tcsetattr(terminal, termios.TCSANOW, raw)
    driver.suspend_application_mode()
    assert len(writer.could_be_kept) > 1
    assert not any(writer.could_be_kept)
    assert termios.tcgetattr(terminal) == earlier
    os.close(outside)
    os.close(terminal)
