"""The status at the right of the top bar, with trouble, which is also shown once as a toast."""

import re

from netui.domain.errors import StoreLockedError
from netui.tui.look.text import Span
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.wiring import Shell
from netui.tui.terminal.app import TerminalApp

LOCKED_SECONDS = 10
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LOCKED = "READ-ONLY: "
_FOLDERS = re.compile(r"(?<!\S)/(?:[^/:;]*/)*(?=[^/\s])")
_COMMAND = re.compile(r"run `([^`]+)`.*")


class Status:
    """Counts what is late and who has the store open; shows it with the day and whether all is kept."""

    def __init__(self, app: TerminalApp, shell: Shell) -> None:
        self._app = app
        self._shell = shell
        self._overdue = 0
        self._sessions = 1
        self.today = shell.present.today()
        self.problem = ""

    def spans(self) -> list[Span]:
        """Say the day, what is late, and whether all is kept, one span each; trouble comes first."""
        parts: list[Span] = []
        read_only = self._shell.session.read_only
        if self.problem:
            parts.append(Span(self.problem, "error strong"))
        elif read_only:
            parts.append(Span(f"{_LOCKED}{in_short(read_only)}", "error strong"))
        day = self.today
        parts.append(Span(f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}", "dim"))
        if self._overdue:
            parts.append(Span(f"{self._overdue} overdue", "error"))
        if self._shell.demo:
            parts.append(Span("DEMO, not kept", "accent"))
        elif self._sessions > 1:
            parts.append(Span(f"{self._sessions} sessions", "accent"))
        elif not self.problem and not read_only:
            parts.append(Span("saved", "dim"))
        return parts

    def warn_if_read_only(self) -> None:
        """Say that nothing can be saved, before something is typed."""
        if read_only := self._shell.session.read_only:
            self._app.say(f"No change can be saved. {_LOCKED}{in_short(read_only)}", "error")

    def show(self) -> None:
        """Show it on the screens that are seen."""
        for screen in self._app.screen_stack:
            if isinstance(screen, AreaScreen):
                screen.show_status()

    def count_sessions(self) -> None:
        """Count who has the store open."""
        sessions = self._shell.session.count()
        if sessions != self._sessions:
            self._sessions = sessions
            self.show()

    def count_overdue(self) -> None:
        """Count what is late."""
        self._overdue = self._shell.overdue()
        self.show()

    def set_problem(self, text: str, *, say: bool = True) -> None:
        """Show trouble, or "" for none; new trouble is shown as a toast as well."""
        if text != self.problem:
            self.problem = text
            self.show()
            if text and say:
                self._app.say(text, "error")

    def show_lock(self, error: StoreLockedError) -> None:
        """Show for a while who holds the store."""
        self.set_problem(f"{_LOCKED}{error.holder}", say=False)
        self._app.set_timer(LOCKED_SECONDS, self._look_at_lock_again)

    def _look_at_lock_again(self) -> None:
        if self.problem.startswith(_LOCKED):
            self.set_problem("")


def in_short(reason: str) -> str:
    """Return why the store is read-only for one line: files by their names, the first command that helps."""
    words = _COMMAND.sub(r"\1", _FOLDERS.sub("", reason, count=1), count=1)
    return words.replace(": it ", " ", 1)
