"""The cards of This week: the next interview, the month, the goals, the network; and why a row is due."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, tzinfo

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.rules import both_clocks
from netui.domain.people.contact import Contact
from netui.domain.people.health import Health
from netui.services.plan.goals import GoalProgress
from netui.services.week.agenda import NextInterview
from netui.tui.look.glyphs import Glyphs, glyphs_of
from netui.tui.look.text import Line, Span, cell_len, safe
from netui.tui.look.unread import has_unread
from netui.tui.week.month import MonthCard
from netui.tui.widgets.charts import bar, sparkline
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel

_LEAST_COUNT = 8
_GOAL_BAR = 6
_MOST_PREP_CELLS = 8
_MANY_PEOPLE = 1_000
_WHY_HEIGHT = 3
_LOW_WHY_HEIGHT = 2
_LOW_SCREEN = 30


class WeekCards(VerticalScroll, can_focus=False):
    """Four cards, one under the other; a click leaves the keys to the list, tab leads to the month."""

    DEFAULT_CSS = """
    WeekCards { width: 40; height: 1fr; }
    """

    def __init__(self, month: MonthCard, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._month = month

    def compose(self) -> ComposeResult:
        """Yield the cards, still empty."""
        with Panel(title="Next interview", card=True):
            yield Lines(id="next-talk")
        yield self._month
        with Panel(title="Goals", card=True):
            yield Lines(id="goals")
        with Panel(title="Network", card=True):
            yield Lines([Line(()), Line(())], id="network")

    def show_next_interview(self, coming: NextInterview | None, now_local: datetime) -> None:
        """Show the next interview."""
        self.query_one("#next-talk", Lines).set_lines(
            self._read(coming) or _next_interview(coming, now_local, glyphs_of(self.app))
        )

    def show_goals(self, goals: Sequence[GoalProgress]) -> None:
        """Show the progress of the goals."""
        self.query_one("#goals", Lines).set_lines(self._read(goals) or _goals(goals, glyphs_of(self.app)))

    def show_month(self, today: date, marks: Collection[date]) -> None:
        """Show the month of today with the days on which something falls due."""
        self._month.show(today, marks)

    def show_network(self, health: Health, over_time: Sequence[Health] | None) -> None:
        """Show how the network is kept; `over_time` is None while it is still being counted."""
        self.query_one("#network", Lines).set_lines(
            self._read(health.total) or _network(health, over_time, glyphs_of(self.app))
        )

    def _read(self, found: object) -> list[Line]:
        """Return what to show where nothing was `found` and something can't be read; else nothing."""
        return [] if found or not has_unread(self.app) else [Line((Span("Nothing could be read.", "dim"),))]


def _next_interview(coming: NextInterview | None, now_local: datetime, glyphs: Glyphs) -> list[Line]:
    if coming is None:
        return [Line((Span("None is planned: i on a person.", "dim"),))]
    starts = coming.starts_at
    interview = coming.interview
    lines = [
        Line((Span(coming.who, "strong"), Span(f" {coming.about}", "dim"))),
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
            Line((Span("You keep in touch with no one yet:", "dim"),)),
            Line((Span("r on a person says how often.", "dim"),)),
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


class WhyPanel(Panel):
    """A card of fixed height, so that nothing moves while the cursor goes through the list."""

    DEFAULT_CSS = """
    WhyPanel { height: auto; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(title="Why", card=True, id="why")

    def compose(self) -> ComposeResult:
        """Yield the lines."""
        yield Lines([Line(())] * _LOW_WHY_HEIGHT)

    def show(self, who: Contact | None, title: str, why: str, now: datetime, zone: tzinfo | None) -> None:
        """Show a person, or else a title, and the reason; `zone` is the user's own."""
        height = _LOW_WHY_HEIGHT if self.app.size.height < _LOW_SCREEN else _WHY_HEIGHT
        head = _person(who, now, zone) if who is not None else [Span(title, "strong")]
        lines = [Line(head)] if who is not None or title else []
        width = max(10, self.size.width - 4)
        lines += [Line((Span(words, "dim"),)) for words in wrap(why, width, height - len(lines))]
        lines += [Line(())] * (height - len(lines))
        self.query_one(Lines).set_lines(lines)


def _person(who: Contact, now: datetime, zone: tzinfo | None) -> list[Span]:
    from netui.domain.time.zones import zone_label

    place = who.location
    if who.time_zone and zone is not None:
        try:
            clocks = both_clocks(now, zone, who.time_zone)
        except InvalidValueError:
            clocks = None
        if clocks is not None and clocks.theirs is not None and not clocks.same:
            where = place or zone_label(who.time_zone)
            place = (
                f"{where} {clocks.theirs:%a %H:%M}" if clocks.other_day else f"{where} {clocks.theirs:%H:%M}"
            )
    known = " · ".join(part for part in (who.title, who.company, place) if part)
    return [Span(who.name, "strong"), Span(f" {known}", "dim")]


def wrap(text: str, width: int, most: int) -> list[str]:
    """Return text in at most `most` lines of `width` cells; what is left stays on the last line."""
    lines: list[str] = []
    line = ""
    for word in safe(text).split():
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width or not line or len(lines) + 1 >= most:
            line = longer
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line and most > 0 else lines
