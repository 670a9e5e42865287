"""The right column of This week: the next talk, the month, the goals, the network."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from netui.domain.people.health import Health
from netui.services.plan.goals import GoalProgress
from netui.services.week.agenda import NextInterview
from netui.tui.look.glyphs import Glyphs, glyphs_of
from netui.tui.look.text import Line, Span
from netui.tui.widgets.charts import MonthCalendar, bar, sparkline
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel

_LEAST_COUNT = 8
_GOAL_BAR = 6
_MOST_PREP_CELLS = 8
_MANY_PEOPLE = 1_000


class WeekCards(VerticalScroll, can_focus=True):
    """Four cards, one under the other; shown what is given."""

    DEFAULT_CSS = """
    WeekCards { width: 40; height: 1fr; }
    WeekCards:focus Panel { border-title-color: $primary; }
    """

    def __init__(self, today: date, week_start: int, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._today = today
        self._week_start = week_start

    def compose(self) -> ComposeResult:
        """Yield the cards, still empty."""
        with Panel(title="Next interview", card=True):
            yield Lines(id="next-talk")
        with Panel(title=f"{self._today:%B}", card=True, id="month"):
            yield MonthCalendar(self._today, week_start=self._week_start)
        with Panel(title="Goals", card=True):
            yield Lines(id="goals")
        with Panel(title="Network", card=True):
            yield Lines([Line(()), Line(())], id="network")

    def show_next_talk(self, talk: NextInterview | None, now_local: datetime) -> None:
        """Show the next talk."""
        self.query_one("#next-talk", Lines).set_lines(_next_talk(talk, now_local, glyphs_of(self.app)))

    def show_goals(self, goals: Sequence[GoalProgress]) -> None:
        """Show how the goals stand."""
        self.query_one("#goals", Lines).set_lines(_goals(goals, glyphs_of(self.app)))

    def show_month(self, today: date, marks: Collection[date]) -> None:
        """Show the month of today with the days on which something falls due."""
        self.query_one("#month", Panel).set_title(f"{today:%B}")
        self.query_one(MonthCalendar).show(today, marks)

    def show_network(self, health: Health, over_time: Sequence[Health] | None) -> None:
        """Show how the network is kept; `over_time` is None while it is still being counted."""
        self.query_one("#network", Lines).set_lines(_network(health, over_time, glyphs_of(self.app)))


def _next_talk(talk: NextInterview | None, now_local: datetime, glyphs: Glyphs) -> list[Line]:
    if talk is None:
        return [Line((Span("None is planned: i on a person.", "dim"),))]
    starts = talk.starts_at
    interview = talk.interview
    lines = [
        Line((Span(talk.who, "strong"), Span(f" {talk.about}", "dim"))),
        Line(
            (
                Span(f"{starts:%a} {starts.day} {starts:%b %H:%M}"),
                Span(f"  {_in_words(starts, now_local)}", "accent"),
            )
        ),
    ]
    total = interview.prep_total
    if total:
        cells = min(total, _MOST_PREP_CELLS)
        done = interview.prep_done
        item = interview.next_item
        upcoming = [Span(f"  next: {item.text}", "dim")] if item is not None else []
        lines.append(
            Line((Span("prep "), *bar(done, total, cells, glyphs), Span(f" {done} of {total}"), *upcoming))
        )
    return lines


def _in_words(starts: datetime, now_local: datetime) -> str:
    days = (starts.date() - now_local.date()).days
    if days > 0:
        return "tomorrow" if days == 1 else f"in {days} days"
    minutes = int((starts - now_local).total_seconds() // 60)
    if minutes < 0:
        return "now"
    return f"in {minutes // 60} h" if minutes >= 60 else f"in {minutes} min"


def _goals(goals: Sequence[GoalProgress], glyphs: Glyphs) -> list[Line]:
    if not goals:
        return [Line((Span("None yet: + sets one.", "dim"),))]
    counts = [f" {one.done:,} of {one.target:,}" for one in goals]
    width = max(_LEAST_COUNT, *map(len, counts))
    return [
        Line(
            (Span(one.goal.title),),
            (*bar(one.done, one.target, _GOAL_BAR, glyphs), Span(f"{count:>{width}}")),
        )
        for one, count in zip(goals, counts, strict=True)
    ]


def _network(health: Health, over_time: Sequence[Health] | None, glyphs: Glyphs) -> list[Line]:
    if not health.total:
        return [
            Line((Span("No one has a rhythm yet:", "dim"),)),
            Line((Span("r on a person chooses one.", "dim"),)),
        ]
    gap = "  " if health.total < _MANY_PEOPLE else " "
    counts = Line(
        (
            Span(str(health.in_touch), "success"),
            Span(f" in touch{gap}"),
            Span(str(health.slipping), "warning"),
            Span(f" slipping{gap}"),
            Span(str(health.out), "error"),
            Span(" out"),
        )
    )
    if over_time is None:
        return [counts, Line((Span(glyphs.ellipsis, "dim"),))]
    charts = (
        ("in touch, 12 months", [one.in_touch for one in over_time], "success"),
        ("slipping", [one.slipping for one in over_time], "warning"),
        ("out", [one.out for one in over_time], "error"),
    )
    return [
        counts,
        *(
            Line((sparkline(values, glyphs, tone), Span(f"  {words}", "dim")))
            for words, values, tone in charts
        ),
    ]
