"""Why a row stands on the agenda, with who it is about and what time it is there."""

from datetime import datetime, tzinfo

from textual.app import ComposeResult

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.rules import both_clocks
from netui.domain.people.contact import Contact
from netui.tui.look.text import Line, Span, cell_len, safe
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel

_HEIGHT = 3
_LOW_HEIGHT = 2
_LOW_SCREEN = 30


class WhyPanel(Panel):
    """A card of fixed height, so that nothing moves while the cursor goes through the list."""

    DEFAULT_CSS = """
    WhyPanel { height: auto; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(title="Why", card=True, id="why")

    def compose(self) -> ComposeResult:
        """Yield the lines."""
        yield Lines([Line(())] * _LOW_HEIGHT)

    def show(self, who: Contact | None, title: str, why: str, now: datetime, zone: tzinfo | None) -> None:
        """Show a person, or else a title, and the reason; `zone` is the user's own."""
        height = _LOW_HEIGHT if self.app.size.height < _LOW_SCREEN else _HEIGHT
        head = _person(who, now, zone) if who is not None else [Span(title, "strong")]
        lines = [Line(head)] if who is not None or title else []
        width = max(10, self.size.width - 4)
        lines += [Line((Span(words, "dim"),)) for words in wrap(why, width, height - len(lines))]
        lines += [Line(())] * (height - len(lines))
        self.query_one(Lines).set_lines(lines)


def _person(who: Contact, now: datetime, zone: tzinfo | None) -> list[Span]:
    place = who.location
    if who.time_zone and zone is not None:
        try:
            clocks = both_clocks(now, zone, who.time_zone)
        except InvalidValueError:
            clocks = None
        if clocks is not None and clocks.theirs is not None and not clocks.same:
            where = place or who.time_zone.rpartition("/")[2].replace("_", " ")
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
