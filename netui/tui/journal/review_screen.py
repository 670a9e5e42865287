"""One review: a week or a month, each line of which leads to what it is about."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netui.domain.plan.goal import Period
from netui.domain.plan.periods import span_of
from netui.domain.week.agenda import AgendaRow, Lead, ToArea, ToScreen
from netui.services.journal.review import Review
from netui.services.journal.review_lines import ReviewLine, review_lines, span_title
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.journal.reflecting import reflect
from netui.tui.journal.reviews import wrapped
from netui.tui.look.messages import GoToArea, Open
from netui.tui.look.text import Line, Span
from netui.tui.sections.agenda_keys import AgendaKeys
from netui.tui.shell.area import AreaScreen
from netui.tui.terminal.closing import unless_closing
from netui.tui.widgets.line_list import BLANK, Heading, LineList
from netui.tui.widgets.panel import Panel

_NARROWEST = 40


class _Row(Struct, frozen=True):
    """A part of a line that fits into a row, with its number and where the line leads."""

    id: int
    text: str
    leads: Lead | AgendaRow | None


class ReviewScreen(AreaScreen):
    """The lines of a review; enter opens what one is about."""

    KEYS_TITLE = "Review"
    PERSON_KEYS = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "reflect", "reflect", id="review.reflect"),
        Binding("X", "portfolio", "portfolio", id="review.portfolio"),
        Binding("escape", "app.close", "back", id="review.back"),
    ]

    def __init__(self, services: Services, span: str) -> None:
        """Take the span as "week 2026-11-16": its period and its first day."""
        super().__init__()
        self._services = services
        self._agenda_keys = AgendaKeys(services, self)
        period, first = span.split()
        self._span = span_of(Period(period), date.fromisoformat(first), services.present.week_start)

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        title = span_title(self._span, self._services.present.today())
        with Panel(title=title, classes="first"):
            yield LineList(_paint, key=lambda row: row.id, empty="Looking back ...")

    def on_mount(self) -> None:
        """Start in the list."""
        self.query_one(LineList).focus()

    def reload(self, change: Change | None) -> None:  # noqa: ARG002
        """Look back again, away from the screen."""
        self.host.in_background(lambda: self._services.reviews.review(self._span), self._show)

    def _show(self, review: Review) -> bool:
        if self.is_attached:
            with unless_closing(self):
                lines = self.query_one(LineList)
                room = max(lines.size.width - 4, _NARROWEST)
                lines.set_rows(_rows(list(review_lines(review, self._services.present.today())), room))
        return False

    def action_reflect(self) -> None:
        """Reflect on what was read."""
        reflect(self._services, self.host)

    def action_portfolio(self) -> None:
        """Export the portfolio, as everywhere in the journal: also while a review is still open."""
        self.post_message(Open("portfolio", 0))

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Go where the line leads."""
        leads = event.row.leads
        if isinstance(leads, AgendaRow):
            self._agenda_keys.open(leads)
        elif isinstance(leads, ToArea):
            self.post_message(GoToArea(*leads))
        elif isinstance(leads, ToScreen):
            self.post_message(Open(*leads))
        else:
            self.host.say("There is nothing to open on this line.")


def _rows(lines: Sequence[ReviewLine], width: int) -> list[Any]:
    rows: list[Any] = []
    for line in lines:
        if not line.text:
            rows.append(BLANK)
        elif line.is_heading:
            rows.append(Heading(line.text.upper()))
        else:
            for text in wrapped(line.text.removeprefix("  "), width):
                rows.append(_Row(len(rows), text, line.leads))
    return rows


def _paint(row: _Row, _width: int) -> Line:
    return Line((Span(row.text, "" if row.leads is not None else "dim"),))
