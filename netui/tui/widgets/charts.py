"""Small pictures of numbers as spans: progress bars, sparklines; and a month."""

from calendar import Calendar, monthrange
from collections.abc import Collection, Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from netui.domain.time.calendar_ends import days_after
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span
from netui.tui.widgets.lines import LineWidget

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_CELL = 4
_FIRST_YEAR, _LAST_YEAR = 1900, 9998
"""As far as the calendar leads: the weeks of December 9999 have no end."""


def bar(done: float, total: float, width: int, glyphs: Glyphs, tone: str = "accent") -> list[Span]:
    """Return a progress bar of `width` cells; full is in the success tone."""
    share = 0.0 if total <= 0 else max(0.0, min(1.0, done / total))
    full = int(share * width)
    if share > 0 and full == 0:
        full = 1
    return [
        Span(glyphs.full * full, "success" if share >= 1 else tone),
        Span(glyphs.empty * (width - full), "dim"),
    ]


def sparkline(values: Sequence[float], glyphs: Glyphs, tone: str = "primary") -> Span:
    """Return one cell for each value, scaled from zero to the highest."""
    if not values:
        return Span("")
    top = max(*values, 1.0) if len(values) > 1 else max(values[0], 1.0)
    levels = glyphs.levels
    return Span("".join(levels[round(max(0.0, v) / top * (len(levels) - 1))] for v in values), tone)


class MonthCalendar(LineWidget, can_focus=True):
    """A month in a grid with a cursor; today stands out, marked days carry a dot.

    `week_start` counts from Monday = 0. A click chooses a day and leaves the keys where they are.
    """

    FOCUS_ON_CLICK: ClassVar[bool] = False
    KEYS_TITLE: ClassVar[str] = "In the month"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "this day", id="month.choose"),
        Binding("left", "days(-1)", "previous day", show=False, id="month.previous-day"),
        Binding("right", "days(1)", "next day", show=False, id="month.next-day"),
        Binding("up", "days(-7)", "previous week", show=False, id="month.previous-week"),
        Binding("down", "days(7)", "next week", show=False, id="month.next-week"),
        Binding("less_than_sign", "months(-1)", "previous month", id="month.previous-month"),
        Binding("greater_than_sign", "months(1)", "next month", id="month.next-month"),
        Binding("home", "today", "today", show=False, id="month.today"),
    ]

    class Moved(Message):
        """The cursor came to another day."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    class Chosen(Moved):
        """A day was chosen."""

    DEFAULT_CSS = """
    MonthCalendar { height: auto; width: 1fr; }
    """

    def __init__(
        self,
        today: date,
        marks: Collection[date] = (),
        *,
        week_start: int = 0,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._today = today
        self._month = today.replace(day=1)
        self.cursor = today
        self.marks_read = True
        self._marks = frozenset(marks)
        self._week_start = week_start

    @property
    def month(self) -> date:
        """The first day of the month that is shown."""
        return self._month

    def show(
        self,
        today: date,
        marks: Collection[date],
        month: date | None = None,
        *,
        week_start: int | None = None,
    ) -> None:
        """Show a month (today's, unless another is given) with its marks."""
        before = len(self._weeks())
        self._today, self._marks, self.marks_read = today, frozenset(marks), True
        self._week_start = self._week_start if week_start is None else week_start
        self._month = (month or today).replace(day=1)
        if not _same_month(self.cursor, self._month):
            self.cursor = today if _same_month(today, self._month) else self._month
        self.refresh(layout=before != len(self._weeks()))

    def action_days(self, count: int) -> None:
        """Go to another day."""
        self._move(days_after(self.cursor, count))

    def action_months(self, count: int) -> None:
        """Go to the same day of another month, or its last."""
        year, month = divmod(self.cursor.year * 12 + self.cursor.month - 1 + count, 12)
        day = min(self.cursor.day, monthrange(year, month + 1)[1])
        self._move(date(year, month + 1, day))

    def action_today(self) -> None:
        """Go back to today."""
        self._move(self._today)

    def action_choose(self) -> None:
        """Choose the day under the cursor."""
        self.post_message(self.Chosen(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Choose the day under the mouse."""
        weeks, place = self._weeks(), event.get_content_offset(self)
        if place is None or not 1 <= place.y <= len(weeks) or place.x >= 7 * _CELL:
            return
        day = weeks[place.y - 1][place.x // _CELL]
        if _same_month(day, self._month):
            self._move(day)
            self.post_message(self.Chosen(day))

    def _move(self, day: date) -> None:
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            return
        if not _same_month(day, self._month):
            before = len(self._weeks())
            self._month, self._marks, self.marks_read = day.replace(day=1), frozenset(), False
            self.refresh(layout=before != len(self._weeks()))
        self.cursor = day
        self.refresh()
        self.post_message(self.Moved(day))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """Return one row for the names of the days and one for each week."""
        return 1 + len(self._weeks())

    def _weeks(self) -> list[list[date]]:
        return Calendar(self._week_start).monthdatescalendar(self._month.year, self._month.month)

    def render_line(self, y: int) -> Strip:
        """Paint the names, or one week."""
        width = self.size.width
        weeks = self._weeks()
        if y == 0:
            names = [_DAYS[(self._week_start + day) % 7] for day in range(7)]
            return self.paint_line(Line([Span(f"{name:<{_CELL}}", "dim") for name in names]), width)
        spans = [span for day in weeks[y - 1] for span in self._day(day)] if y <= len(weeks) else []
        return self.paint_line(Line(spans), width)

    def _day(self, day: date) -> list[Span]:
        if day.month != self._month.month:
            return [Span(" " * _CELL)]
        number = f"{day.day:>2}"
        mark = Span(self.glyphs.bullet if day in self._marks else " ", "accent")
        if day == self.cursor and self.has_focus:
            return [Span(number, "on-primary"), mark, Span(" ")]
        if day == self._today:
            return [Span(number, "on-accent"), mark, Span(" ")]
        tone = "" if day > self._today else "dim"
        return [Span(number, tone), mark, Span(" ")]


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)
