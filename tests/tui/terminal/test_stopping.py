"""A stop and a continue that come together, in whichever order Python runs their handlers."""

import signal
import sys
from collections.abc import Iterator
from threading import Thread

import pytest

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
