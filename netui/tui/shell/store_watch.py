"""Tells the screens what this and other sessions change, and that a new day has begun."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from time import monotonic

from textual.signal import Signal

from netui.domain.errors import NetuiError
from netui.services.ports import Change
from netui.tui.shell.area import read_all_again
from netui.tui.shell.gone import forget_typed, let_go_of_gone
from netui.tui.shell.status import Status
from netui.tui.shell.undo_offer import UndoOffer
from netui.tui.shell.wiring import Shell
from netui.tui.terminal.app import TerminalApp
from netui.tui.terminal.guard import DraftMirror


class StoreWatch:
    """Listens to the store from any thread; screens hear of several changes at once."""

    def __init__(
        self, app: TerminalApp, shell: Shell, status: Status, mirror: DraftMirror, changed: Signal[Change]
    ) -> None:
        self._app = app
        self._present = shell.present
        self._session = shell.session
        self._status = status
        self._mirror = mirror
        self._changed = changed
        self._pending: deque[Change] = deque()
        self._problem = ""
        self._read_only = shell.session.read_only
        self._overtaken: list[str] = []
        self._has_shown_backup_problem = False
        self._deleted_here: set[int] = set()
        self.last_change_at = 0.0
        self._undo_offer = UndoOffer(app)
        self._unsubscribe: Callable[[], None] = lambda: None

    def begin(self) -> None:
        """Listen."""
        self._unsubscribe = self._session.subscribe(self._on_store_change)

    def end(self) -> None:
        """Listen no more."""
        self._unsubscribe()

    def poll(self) -> None:
        """Take in a new day and what other sessions wrote."""
        self._look_at_day()
        try:
            self._session.catch_up()
        except NetuiError as error:
            self._problem = str(error)
            self._status.set_problem(self._problem)
            return
        if self._session.backup_problem and not self._has_shown_backup_problem:
            self._has_shown_backup_problem = True
            self._app.say(self._session.backup_problem, "error")
        if self._session.read_only != self._read_only:
            self._read_only = self._session.read_only
            self._status.show()
        if self._problem:
            self._problem = ""
            self._status.set_problem("")

    def let_go_of_gone(self, change: Change | None = None) -> None:
        """Leave what is about someone another session deleted or forgot, and say so."""
        let_go_of_gone(self._app, self._session, self._mirror.forgotten, change, self._deleted_here)

    def with_overtaken(self, line: str) -> str:
        """Return a line with, once, what other sessions had made of what this one has just saved."""
        words, self._overtaken = ", ".join(self._overtaken), []
        return f"{line.rstrip('.')}; meanwhile {words}: undo restores it" if words else line

    def _look_at_day(self) -> None:
        """Have every screen read again on a new day, so that its rows and the day above them agree."""
        today = self._present.today()
        if today == self._status.today:
            return
        self._status.today = today
        read_all_again(self._app)
        self._status.count_overdue()

    def _on_store_change(self, change: Change) -> None:
        for ids in change.touched.values():
            self._deleted_here -= ids
            if change.ours:
                self._deleted_here.update(one for one in ids if not self._session.holds(one))
        if change.overtaken:
            self._overtaken.append(change.overtaken)
        self._pending.append(change)
        self._app.call_later(self._publish)

    def _publish(self) -> None:
        self._look_at_day()
        changes: list[Change] = []
        while self._pending:
            changes.append(self._pending.popleft())
        if not changes:
            return
        self.last_change_at = monotonic()
        change = _as_one(changes)
        self._status.problem = ""
        if change.forgotten is not None:
            self._mirror.forget(change.forgotten)
            forget_typed(self._app, change.forgotten)
        if not change.ours:
            self.let_go_of_gone(change)
        self._changed.publish(change)
        if self._overtaken:
            self._app.say("Saved")  # no line of the screen has shown it
        if change.ours:
            self._undo_offer.begin()
        self._mirror.flush()
        self._status.show()
        self._app.call_after_refresh(self._status.count_overdue)  # what changed is seen first


def _as_one(changes: Sequence[Change]) -> Change:
    """Return one change that touched all that these touched."""
    if len(changes) == 1:
        return changes[0]
    touched: dict[str, frozenset[int]] = {}
    for change in changes:
        for collection, ids in change.touched.items():
            touched[collection] = touched.get(collection, frozenset()) | ids
    last = changes[-1]
    gone = [change.forgotten for change in changes if change.forgotten is not None]
    return Change(
        seq=last.seq,
        at=last.at,
        session=last.session,
        label=last.label,
        ours=all(change.ours for change in changes),
        touched=touched,
        forgotten=reduce(or_, gone) if gone else None,
    )
