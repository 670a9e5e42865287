"""History: every change, the newest first; each can be undone, also another session's."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netui.domain.counted import counted
from netui.domain.week.agenda import day_words
from netui.services.ports import Change, HistoryEntry
from netui.services.services import Services
from netui.tui.look.text import Line, Span
from netui.tui.modals.ask import ConfirmModal, PromptModal
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.row_finding import find_row
from netui.tui.widgets.line_list import BLANK, Heading, LineList
from netui.tui.widgets.panel import Panel

PAGE = 500
_SESSION_SHOWN = 24
_OLDER = "older"


class _Older(Struct, frozen=True):
    """The line that stands for older changes."""

    seq: str = _OLDER


class HistoryScreen(AreaScreen):
    """What was changed, when, by which session, and whether it was undone."""

    KEYS_TITLE = "History"
    PERSON_KEYS = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo_this", "undo this", id="history.undo"),
        Binding("ctrl+r", "redo_this", "redo this", id="history.redo"),
        Binding("slash", "find", "search", show=False, id="history.find"),
        Binding("t", "go_back", "go back to a time", id="history.go-back"),
        Binding("escape", "app.close", "back", id="history.back"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._limit = PAGE

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        with Panel(title="History", classes="first"):
            yield LineList(
                self._paint,
                key=lambda row: row.seq,
                empty="Nothing was changed yet: all you do is listed here.",
            )

    def on_mount(self) -> None:
        """Start in the list."""
        self._list.focus()

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    @property
    def _entry(self) -> HistoryEntry | None:
        row = self._list.cursor_row if self.is_mounted else None
        return row if isinstance(row, HistoryEntry) else None

    def action_find(self) -> None:
        """Go to a change by some of its letters."""
        find_row(self.host, self._list, "Find in history")

    def reload(self, change: Change | None) -> None:  # noqa: ARG002
        """Read the list again; the cursor stays on its change."""
        entries = self._services.history.entries(self._limit + 1)
        self._list.set_rows(self._rows(entries))
        count = len(entries)
        words = f"the newest {self._limit:,}" if count > self._limit else counted(count, "change")
        self.query_one(Panel).set_subtitle(words if entries else "")

    def _rows(self, entries: Sequence[HistoryEntry]) -> list[Any]:
        present = self._services.present
        today = present.today()
        rows: list[Any] = []
        shown: date | None = None
        for entry in entries[: self._limit]:
            day = present.local(entry.at).date()
            if day != shown:
                rows += [BLANK] if shown is not None else []
                note = day_words(day, today)
                rows.append(Heading("TODAY", note, "accent") if day == today else Heading(note))
                shown = day
            rows.append(entry)
        return [*rows, BLANK, _Older()] if len(entries) > self._limit else rows

    def _paint(self, row: HistoryEntry | _Older, _width: int) -> Line:
        if isinstance(row, _Older):
            return Line((Span("older changes: enter", "dim"),))
        at: datetime = self._services.present.local(row.at)
        tone = "struck dim" if row.undone else ""
        left = [Span(f"{at:%H:%M}  ", "dim"), Span(row.label, tone)]
        right = [Span("undone", "warning")] if row.undone else []
        if row.session != self._services.session.name:
            gap = [Span("  ")] if right else []
            right = [*right, *gap, Span(row.session[:_SESSION_SHOWN], "dim")]
        return Line(left, right)

    def on_line_list_highlighted(self, _event: LineList.Highlighted) -> None:
        """Say what can be done with this change."""
        self.refresh_bindings()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Undo the change, or show older ones."""
        if isinstance(event.row, _Older):
            self._limit += PAGE
            self.reload(None)
        elif event.row.undone:
            self.host.say(f"{_UNDONE}.", "warning")
        else:
            self.action_undo_this()

    def describe_binding(self, binding_id: str) -> str | None:
        """Say what enter does here."""
        if binding_id == "list.open" and self.is_mounted:
            return "undo" if self._entry is not None else "show older"
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim undo on what is undone, and redo on what is not."""
        if action in {"undo_this", "redo_this"}:
            return True if self.why_not(action) is None else None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Say why a change can't be undone or redone."""
        if action not in {"undo_this", "redo_this"}:
            return super().why_not(action)
        entry = self._entry
        if entry is None:
            return "There is no change under the cursor."
        if action == "undo_this":
            return f"{_UNDONE}." if entry.undone else None
        return None if entry.undone else "Only what was undone can be brought back: u undoes this change."

    def action_undo_this(self) -> None:
        """Undo the change under the cursor, by any session."""
        if self._entry is not None:
            self.host.say(self._services.history.undo(self._entry.seq).label)

    def action_redo_this(self) -> None:
        """Redo the change under the cursor."""
        if self._entry is not None:
            self.host.say(self._services.history.redo(self._entry.seq).label)

    def action_go_back(self) -> None:
        """Ask for a time, and restore the store as it was then: a change like any other."""
        entry, safety, present = self._entry, self._services.safety, self._services.present

        def instant(text: str) -> datetime:
            return safety.past_instant(text) if text.strip() or entry is None else entry.at

        def chosen(text: str) -> None:
            at = instant(text)
            after = None if text.strip() or entry is None else entry.seq
            plan = safety.keeping.plan_instant(at, after)
            if not plan.touched:
                self.host.say("Nothing was different then.")
                return
            counts = f"{plan.counts}. u undoes it."
            words = f"{plan.about_clock}. {counts}" if plan.about_clock else counts
            question = ConfirmModal(f"{plan.label}?", words)
            self.host.ask_unasked(question, lambda agreed: self._go_back(at, after) if agreed else None)

        here = f"empty: just after “{entry.label}”" if entry is not None else ""
        self.host.ask(
            PromptModal(
                "Back to the state of when?",
                placeholder="monday 9:00, 3 days ago",
                hint=here,
                validate=lambda text: present.full_moment(instant(text)),
                required=entry is None,
                about=(),
            ),
            chosen,
        )

    def _go_back(self, at: datetime, after: int | None) -> None:
        self.host.say(f"{self._services.safety.keeping.restore_instant(at, after).label}. u undoes it.")
        self.reload(None)
        self._list.action_first()


_UNDONE = "This change is undone already: ctrl+r brings it back"
