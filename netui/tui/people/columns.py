"""The contact list as columns: which of them fit, what is in them, and their heads."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from msgspec import Struct
from textual.strip import Strip

from netui.domain.people.contact import ContactRow, Stage
from netui.domain.search.sorting import SortOrder
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span, fit
from netui.tui.widgets.line_list import GUTTER
from netui.tui.widgets.lines import LineWidget

_GAP = 2
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Column(Struct, frozen=True):
    """One column: `rank` says how early it is given up room, `share` how much of the spare room it takes."""

    head: str
    least: int
    rank: int
    share: int = 0
    right: bool = False
    sorts: SortOrder | None = None


NAME = Column("Name", 20, 0, share=3, sorts=SortOrder.NAME)
TITLE = Column("Title", 14, 4, share=3)
COMPANY = Column("Company", 14, 2, share=3, sorts=SortOrder.COMPANY)
TAGS = Column("Tags", 14, 5, share=2)
LAST = Column("Last", 8, 3, right=True, sorts=SortOrder.LAST_CONTACT)
DUE = Column("Due", 10, 1, right=True, sorts=SortOrder.NEXT_DUE)
_COLUMNS = (NAME, TITLE, COMPANY, TAGS, LAST, DUE)
_MOST = {NAME: 34, TITLE: 40, COMPANY: 32, TAGS: 60}


@lru_cache(maxsize=64)
def columns_in(width: int) -> tuple[tuple[Column, int], ...]:
    """Return the columns that fit in `width` cells, in their order, each with its width."""
    chosen: list[Column] = []
    taken = -_GAP
    for column in sorted(_COLUMNS, key=lambda one: one.rank):
        if taken + _GAP + column.least > width and chosen:
            break
        chosen.append(column)
        taken += _GAP + column.least
    widths = {column: min(column.least, max(1, width)) for column in chosen}
    spare = width - taken
    growing = [column for column in chosen if column.share]
    while spare > 0 and growing:
        for column in growing:
            more = min(column.share, spare, _MOST[column] - widths[column])
            widths[column] += more
            spare -= more
        growing = [column for column in growing if widths[column] < _MOST[column]]
    return tuple((column, widths[column]) for column in _COLUMNS if column in widths)


def stage_glyph(row: ContactRow, glyphs: Glyphs) -> Span:
    """Return the sign of a stage; archived people are separate."""
    if row.archived_at is not None:
        return Span(glyphs.skipped, "ghost")
    return {
        Stage.POTENTIAL: Span(glyphs.to_meet, "ghost"),
        Stage.REACHED_OUT: Span(glyphs.arrow, "primary"),
        Stage.CONNECTED: Span(glyphs.dot, "dim"),
        Stage.ACTIVE: Span(glyphs.disc, "success"),
        Stage.DORMANT: Span(glyphs.down, "dim"),
    }[row.stage]


def short_past(day: date | None, today: date) -> str:
    """Return a past day as "14 Sep", or "Sep 2024" where it is long ago."""
    if day is None:
        return ""
    month = _MONTHS[day.month - 1]
    return f"{day.day} {month}" if (today - day).days < 300 else f"{month} {day.year:04d}"


def due_words(row: ContactRow, due: date | None, today: date) -> Span:
    """Return when something is owed to a person in at most ten cells, or why there is nothing."""
    if row.archived_at is not None:
        return Span("archived", "ghost")
    if due is None:
        return Span("paused" if row.paused else "", "dim")
    days = (due - today).days
    if days < 0:
        return Span(f"{-days} d late", "error")
    near = {0: "today", 1: "tomorrow"}.get(days) or (f"in {days} d" if days < 7 else "")
    if near:
        return Span(near, "warning" if days == 0 else "")
    month = _MONTHS[due.month - 1]
    later = f"{due.day} {month}" if due.year == today.year else f"{month} {due.year:04d}"
    return Span(later, "dim")


_TEXTS: dict[Column, Callable[[ContactRow, date], Span]] = {
    NAME: lambda row, _: Span(row.name),
    TITLE: lambda row, _: Span(row.title, "dim"),
    COMPANY: lambda row, _: Span(row.company),
    TAGS: lambda row, _: Span(" ".join(f"#{tag}" for tag in row.tags), "dim"),
    LAST: lambda row, today: Span(short_past(row.last_contact_on, today), "dim"),
}


def contact_line(row: ContactRow, due: date | None, width: int, today: date, glyphs: Glyphs) -> Line:
    """Return one row of the contact list; `due` is the day of the earliest thing owed."""
    spans: list[Span] = []
    for column, room in columns_in(width):
        text, tone = due_words(row, due, today) if column is DUE else _TEXTS[column](row, today)
        if spans:
            spans.append(Span(" " * _GAP))
        spans.append(Span(fit(text, room, ellipsis=glyphs.ellipsis, right=column.right), tone))
    return Line(spans, glyph=stage_glyph(row, glyphs))


class ColumnHeads(LineWidget):
    """The heads of the columns, the one sorted by marked."""

    DEFAULT_CSS = """
    ColumnHeads { height: 1; width: 1fr; }
    """

    def __init__(self, order: SortOrder = SortOrder.NAME) -> None:
        super().__init__()
        self._order = order

    def show(self, order: SortOrder) -> None:
        """Mark the column sorted by."""
        if order != self._order:
            self._order = order
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Paint the heads above the columns."""
        width = self.size.width
        spans = [Span(" " * GUTTER)]
        for index, (column, room) in enumerate(columns_in(max(0, width - GUTTER - 1))):
            text = column.head
            sorted_by = column.sorts is self._order
            if sorted_by:
                text = f"{text} {self.glyphs.down}"
            spans.append(Span(" " * _GAP if index else ""))
            spans.append(Span(fit(text, room, right=column.right), "primary" if sorted_by else "dim"))
        return self.paint_line(Line(spans), width)
