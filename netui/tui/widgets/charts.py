"""Small pictures of numbers as spans: progress bars, sparklines; and a month."""

from calendar import Calendar
from collections.abc import Collection, Sequence
from datetime import date

from textual.strip import Strip

from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span
from netui.tui.widgets.lines import LineWidget

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_CELL = 4


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


class MonthCalendar(LineWidget):
    """A month in a grid; today stands out, marked days carry a dot. `week_start` counts from Monday = 0."""

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
        self._marks = frozenset(marks)
        self._week_start = week_start

    def show(self, today: date, marks: Collection[date], month: date | None = None) -> None:
        """Show a month (today's, unless another is given) with its marks."""
        before = len(self._weeks())
        self._today, self._marks = today, frozenset(marks)
        self._month = (month or today).replace(day=1)
        self.refresh(layout=before != len(self._weeks()))

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
        if day == self._today:
            return [Span(number, "on-accent"), mark, Span(" ")]
        tone = "" if day > self._today else "dim"
        return [Span(number, tone), mark, Span(" ")]
