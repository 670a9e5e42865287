"""The words of the brand: what is used of a limit, how long a pitch takes, how two bios differ."""

from collections.abc import Sequence
from datetime import date

from netui.domain.counted import counted, whole_number
from netui.domain.errors import InvalidValueError
from netui.domain.plan.brand import BioField, Difference, Side, spoken_seconds, word_count
from netui.tui.look.text import Line, Span
from netui.tui.widgets.text_page import labelled


def compared(found: Sequence[Difference], first: str, second: str, width: int) -> list[Line]:
    """Return the fields of two bios, what differs with both texts, what is the same in a line."""
    label = max(len(first), len(second), 6) + 2
    lines: list[Line] = []
    for one in found:
        words = {
            Side.SAME: ("the same", "success"),
            Side.DIFFERS: ("differs", "accent"),
            Side.FIRST_ONLY: (f"only on {first}", "warning"),
            Side.SECOND_ONLY: (f"only on {second}", "warning"),
        }
        lines.append(Line((Span(one.field, "strong"), Span(f"  {words[one.side][0]}", words[one.side][1]))))
        if one.side is Side.SAME:
            lines += labelled("both", one.first, width, label_width=label)
        else:
            for name, text in ((first, one.first), (second, one.second)):
                if text:
                    lines += labelled(name, text, width, label_width=label)
        lines.append(Line(()))
    return lines[:-1] or [Line((Span("Both are empty.", "dim"),))]


def used(field: BioField) -> Span:
    """Return how much of a field's limit is used; nothing if there is none."""
    if field.limit is None:
        return Span("")
    words = f"{field.used}/{field.limit}"
    return Span(f"{words}, {field.over} over", "error") if field.over else Span(words, "dim")


def limits(fields: Sequence[BioField]) -> str:
    """Return the limits of a platform: "headline 220, about 2600"."""
    return ", ".join(f"{field.name.lower()} {field.limit}" for field in fields if field.limit)


def spoken(text: str) -> str:
    """Return the length of a pitch in words and in seconds aloud."""
    return f"{counted(word_count(text), 'word')}, about {spoken_seconds(text)} seconds aloud"


def ago(day: date, today: date) -> str:
    """Return how long ago a day was: "3 days ago", "2 months ago"."""
    days = (today - day).days
    if days <= 0:
        return "today"
    if days < 31:
        return "yesterday" if days == 1 else f"{days} days ago"
    months = round(days / 30.44)
    return "a month ago" if months == 1 else f"{months} months ago"


def check_limit(text: str) -> str:
    """Accept a number of characters, or raise InvalidValueError."""
    if not whole_number(text):
        raise InvalidValueError("a whole number from 1, or nothing")
    return ""
