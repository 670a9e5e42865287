"""Stop like any program on SIGTSTP, with the terminal given back, and come back whole on SIGCONT."""

import contextlib
import os
import signal
import termios
from collections.abc import Callable, Iterator
from typing import Any

from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from netui.tui.terminal.app import TerminalApp
from netui.tui.terminal.early import taken_over
from netui.tui.terminal.guard import ENDING
from netui.tui.terminal.private_textual import Part, is_whole

_OF_KEYS = (signal.SIGINT, signal.SIGQUIT)
_MODES = "\x1b[?1049h\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l"


class StoppingDriver(LinuxDriver):
    """Textual's driver with stops of its own, which signals in any order and number can't confuse.

    Leaving and entering application mode joins threads and writes to the terminal, so both happen in a turn
    of the event loop, never in a handler: a handler that came in the midst of a write waited for itself for
    ever, and one that came in the midst of another entered twice and left two readers of keys.
    """

    _is_up = False
    _is_entering = False
    _is_leaving = False
    _stop_asked = False
    _is_continuing = False
    _continued = 0
    _raw: list[Any] | None = None

    def start_application_mode(self) -> None:
        """Take the terminal; in the background Textual stops instead, so try again once continued."""
        self._is_entering = True
        writer = self._writer_thread
        while True:
            continued = self._continued
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if self._writer_thread is not writer or continued == self._continued or ENDING.is_set():
                break
        if (earlier := taken_over()) is not None:
            self.attrs_before = earlier
        with contextlib.suppress(termios.error):
            self._raw = termios.tcgetattr(self.fileno)
        self._is_up, self._is_entering = True, False

    def stop_application_mode(self) -> None:
        """Give the terminal back; from here on a stop is a plain one, and ctrl+c cuts nothing off.

        Keys send signals again, and what has to be closed is closed after this.
        All but ctrl+s, which stops output where a terminal takes it as XOFF: a ctrl+s typed ahead would keep
        the last that is written here, and who waits for it, until ctrl+q. `close` gives that back as well.
        """
        _ignore_interrupts()
        earlier = self.attrs_before
        if earlier is not None:
            self.attrs_before = [earlier[0] & ~termios.IXON, *earlier[1:]]
        super().stop_application_mode()
        self.attrs_before = earlier
        self._is_up = False

    def close(self) -> None:
        """Write what is left to be written; then the terminal is as it was found."""
        super().close()
        if self.attrs_before is not None and not self._is_up:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def suspend_application_mode(self) -> None:
        """Give the terminal to another program; stop now if that was asked for in the meantime."""
        super().suspend_application_mode()
        if self._stop_asked:
            self._stop_asked = False
            _stop_now()

    def _sigtstp_application(self, *_: object) -> None:
        """Stop in the next turn of the event loop, or now where the terminal isn't netui's."""
        if self._is_leaving or self._stop_asked or self._is_continuing:
            return
        if not self._is_up and not self._is_entering:
            _stop_now()
            return
        self._stop_asked = True
        self._loop.call_soon_threadsafe(self._stop_in_turn)

    def _sigcont_application(self, *_: object) -> None:
        """Cancel a stop that has not happened; see to the screen after one that no handler saw.

        Python runs handlers by number, so that of a stop that came first may still wait: it runs in here, as
        a signal of our own has all that wait run at once.
        """
        if self._is_continuing:
            return
        self._is_continuing = True
        try:
            signal.raise_signal(signal.SIGCONT)
        finally:
            self._is_continuing = False
        self._continued += 1
        self._stop_asked = False
        if self._is_up and not self._is_leaving:
            self._loop.call_soon_threadsafe(self._take_up)

    def stop_for_shell(self) -> bool:
        """Stop as on ctrl+z in any program, with all that the shell started; return whether it did."""
        continued = self._continued
        self._stop_asked = True
        self._stop_in_turn(_stop_as_a_job)
        return continued != self._continued or ENDING.is_set()

    def _stop_in_turn(self, stop: Callable[[], None] | None = None) -> None:
        if not self._stop_asked or not self._is_up:
            return
        self._stop_asked, self._is_leaving = False, True
        continued = self._continued
        with without_interrupts():
            self.suspend_application_mode()
            if continued == self._continued:
                (stop or _stop_now)()
            self._is_leaving = False
            if ENDING.is_set():
                return  # the guard ends the program in a moment, and the terminal may be someone else's
            self._must_signal_resume = True
            self.resume_application_mode()
        repaint(self._app)

    def _take_up(self) -> None:
        """Set the terminal as netui needs it and paint all: SIGSTOP leaves no time to give it back."""
        if not self._is_up or ENDING.is_set():
            return
        if self._raw is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw)
        self.write(_MODES)
        self._enable_mouse_support()
        repaint(self._app)


@contextlib.contextmanager
def without_interrupts() -> Iterator[None]:
    """Let no ctrl+c end netui while another program has the terminal, or is about to have it.

    Keys then send signals to every program in front. A handler, for what is ignored an editor inherits.
    """
    handlers = _ignore_interrupts()
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _ignore_interrupts() -> dict[signal.Signals, Any]:
    return {number: signal.signal(number, lambda *_: None) for number in _OF_KEYS}


def that_stops(driver: type[Driver]) -> type[Driver]:
    """Return netui's driver in place of Textual's, where that has all it builds on."""
    if driver is LinuxDriver and is_whole(Part.PASTING):
        from netui.tui.terminal.pasting import take_pastes_whole

        take_pastes_whole()
    return StoppingDriver if driver is LinuxDriver and is_whole(Part.STOPPING) else driver


def _stop_now() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def _stop_as_a_job() -> None:
    """Stop all that the shell started together; where no shell waits, the system does nothing."""
    handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        os.killpg(os.getpgrp(), signal.SIGTSTP)
    finally:
        signal.signal(signal.SIGTSTP, handler)


def repaint(app: App[Any]) -> None:
    """Paint the whole screen, over what another program left."""
    if isinstance(app, TerminalApp):
        app.forget_frame()
    for screen in app.screen_stack:
        for widget in (screen, *screen.query("*")):
            widget.refresh()
