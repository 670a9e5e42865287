"""Insights and trends of all interviews, with a line to search them."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from netui.domain.counted import counted
from netui.domain.time.dates import short_day
from netui.domain.week.debrief import Insight, InsightKind
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.messages import GoToArea
from netui.tui.look.text import Line, Span
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import SafeInput
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.panel import Panel


class InsightsScreen(AreaScreen):
    """What the interviews taught, the newest first; enter goes to the interview."""

    KEYS_TITLE: ClassVar[str] = "Insights"

    DEFAULT_CSS = """
    InsightsScreen SafeInput { padding: 0 2; width: 100%; margin-bottom: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "search", id="insights.search"),
        Binding("escape", "back", "back", id="insights.back"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def compose_body(self) -> ComposeResult:
        """Yield the search line and the list."""
        with Panel(title="Insights and trends of all interviews"), Vertical():
            yield SafeInput(placeholder="search: words of the line, the name, the company or the goal")
            yield LineList(self._paint, key=lambda row: row[0], row_height=2)

    def on_mount(self) -> None:
        """Start in the list."""
        self.query_one(LineList).focus()

    def reload(self, change: Change | None) -> None:
        """Show the lines that fit the search."""
        if change is None or change.touched.keys() & {"interviews", "contacts"}:
            self._show(keep=True)

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Search while the user types."""
        self._show(keep=False)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go on in the list."""
        self.query_one(LineList).focus()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Go to the interview the line is from."""
        insight: Insight = event.row[1]
        self.go_back()
        self.app.post_message(GoToArea("interviews", str(insight.interview.id)))

    def on_line_list_highlighted(self, _event: LineList.Highlighted) -> None:
        """Let the keys follow the cursor."""
        self.refresh_bindings()

    def current_contact_ids(self) -> tuple[int, ...]:
        """Return who the interview was with."""
        row = self.query_one(LineList).cursor_row if self.is_mounted else None
        contact_id = row[1].interview.contact_id if row is not None else None
        return () if contact_id is None else (contact_id,)

    def action_search(self) -> None:
        """Go to the search line; typing takes the place of what was searched for before."""
        self.query_one(SafeInput).take_over()

    def action_back(self) -> None:
        """Leave the search line, then its words, then the screen."""
        search = self.query_one(SafeInput)
        if search.has_focus:
            self.query_one(LineList).focus()
        elif search.value:
            search.value = ""
        else:
            self.go_back()

    def _show(self, *, keep: bool) -> None:
        words = self.query_one(SafeInput).value
        found = self._services.interviews.insights_of_all(words)
        lines = self.query_one(LineList)
        lines.set_empty(
            f"Nothing learned holds “{words}”."
            if words.strip()
            else "Wrapping up an interview (c) writes the first."
        )
        lines.set_rows(list(enumerate(found)), keep=keep)
        self.query_one(Panel).set_subtitle(counted(len(found), "line"))

    def _paint(self, row: tuple[int, Insight], _width: int) -> tuple[Line, Line]:
        _, insight = row
        interview, present = insight.interview, self._services.present
        instant = interview.ended_at or interview.at
        day = "" if instant is None else short_day(present.local(instant).date(), present.today())
        trend = insight.kind is InsightKind.TREND
        glyphs = self.query_one(LineList).glyphs
        glyph = Span(glyphs.up, "accent") if trend else Span(glyphs.dot, "dim")
        name = self._services.interviews.name_of(interview)
        who = f" {glyphs.dot} ".join(part for part in (name, interview.company) if part)
        return (
            Line((Span(insight.text),), (Span("trend" if trend else "insight", "dim"),), glyph),
            Line((Span(who, "dim"),), (Span(day, "dim"),)),
        )
