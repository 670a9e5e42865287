"""Small pictures of numbers."""

from datetime import date

import pytest
from textual.app import App, ComposeResult

from netui.tui.look.glyphs import ASCII, UNICODE
from netui.tui.look.text import Line
from netui.tui.widgets.charts import MonthCalendar, bar, sparkline
from netui.tui.widgets.lines import Lines
from tests.tui.conftest import picture


@pytest.mark.parametrize(
    ("done", "total", "shown"),
    [
        (0, 7, "▱▱▱▱▱▱▱"),
        (4, 7, "▰▰▰▰▱▱▱"),
        (7, 7, "▰▰▰▰▰▰▰"),
        (9, 7, "▰▰▰▰▰▰▰"),
        (1, 100, "▰▱▱▱▱▱▱"),
        (1, 0, "▱" * 7),
    ],
)
def test_a_bar_shows_the_share(done: int, total: int, shown: str) -> None:
    assert "".join(span.text for span in bar(done, total, 7, UNICODE)) == shown


def test_a_sparkline_has_a_cell_for_each_value() -> None:
    assert sparkline([0, 1, 2, 4, 8], UNICODE).text == "▁▂▃▅█"
    assert sparkline([], UNICODE).text == ""
    assert sparkline([0, 0], ASCII).text == "__"


class MonthApp(App[None]):
    def __init__(self, month: MonthCalendar) -> None:
        super().__init__()
        self.month = month

    def compose(self) -> ComposeResult:
        yield self.month
        yield Lines([Line([])])


async def test_a_month_starts_where_the_user_wants_and_marks_days() -> None:
    month = MonthCalendar(date(2026, 11, 20), {date(2026, 11, 23)})
    app = MonthApp(month)
    async with app.run_test(size=(40, 12)) as pilot:
        lines = picture(app)
        assert lines[0] == "Mo  Tu  We  Th  Fr  Sa  Su"
        assert lines[1] == " " * 24 + " 1"
        assert lines[5].startswith("23• 24")
        month.show(date(2026, 2, 3), (), None)
        await pilot.pause()
        assert picture(app)[1].startswith(" " * 24 + " 1")


async def test_a_week_may_start_on_sunday() -> None:
    app = MonthApp(MonthCalendar(date(2026, 11, 20), week_start=6))
    async with app.run_test(size=(40, 12)):
        assert picture(app)[0].startswith("Su  Mo")
        assert picture(app)[1].startswith(" 1   2")


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        (date(2026, 1, 31), ["greater_than_sign"], date(2026, 2, 28)),
        (date(2028, 2, 29), ["less_than_sign"] * 12, date(2027, 2, 28)),
        (date(2026, 12, 31), ["right"], date(2027, 1, 1)),
        (date(2026, 3, 1), ["up"], date(2026, 2, 22)),
        (date(9998, 12, 31), ["right", "greater_than_sign", "down"], date(9998, 12, 31)),
        (date(1900, 1, 1), ["left", "less_than_sign", "up"], date(1900, 1, 1)),
    ],
)
async def test_the_cursor_of_a_month_stays_in_the_calendar(start: date, keys: list[str], end: date) -> None:
    month = MonthCalendar(start)
    async with MonthApp(month).run_test(size=(40, 12)) as pilot:
        month.focus()
        await pilot.press(*keys)
        assert month.cursor == end
        assert month.month == end.replace(day=1)
