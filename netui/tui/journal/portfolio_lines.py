"""The rows of what goes into a portfolio: its parts, each thing in one, the names in its free texts."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from msgspec import Struct

from netui.domain.journal.anonymity import FoundName, NameKey
from netui.domain.journal.portfolio import PART_TITLES, Part, PortfolioItem
from netui.domain.time.dates import short_day
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span
from netui.tui.widgets.rows import BLANK, Blank, Heading


class PartChoice(Struct, frozen=True):
    """A part that goes in or stays out; `left_out` of its things do."""

    part: Part
    count: int | None
    chosen: bool
    left_out: int = 0
    opens: bool = False

    @property
    def id(self) -> str:
        """What identifies it in the list."""
        return self.part.value


class ItemChoice(Struct, frozen=True):
    """One thing of a part, which goes in or stays out."""

    item: PortfolioItem
    chosen: bool

    @property
    def id(self) -> tuple[str, int]:
        """What identifies it in the list."""
        return "item", self.item.id


class NameChoice(Struct, frozen=True):
    """A name in free text that is shown or hidden."""

    found: FoundName

    @property
    def id(self) -> NameKey:
        """What identifies it in the list."""
        return self.found.key


class EveryoneChoice(Struct, frozen=True):
    """Whether everyone is named: for the user's own eyes."""

    chosen: bool

    @property
    def id(self) -> str:
        """What identifies it in the list."""
        return "everyone"


_UNKNOWN = (Heading("netui can miss others: read the text.", tone="dim"),)

Choosable = PartChoice | ItemChoice | NameChoice | EveryoneChoice
Row = Choosable | Heading | Blank


def choice_rows(
    counts: Mapping[Part, int],
    items: Mapping[Part, Sequence[PortfolioItem]],
    names: Sequence[FoundName],
    *,
    parts: Collection[Part],
    without: Collection[int],
    opened: Part | None,
    gathered: bool,
    everyone: bool,
) -> list[Row]:
    """Return the rows; the things of the `opened` part are listed below it, no names where all are shown."""
    rows: list[Row] = [Heading("PARTS")]
    for part in Part:
        things = items.get(part, ())
        left_out = sum(1 for one in things if one.id in without)
        rows.append(PartChoice(part, counts.get(part), part in parts, left_out, opens=bool(things)))
        if part is opened:
            rows += [ItemChoice(one, part in parts and one.id not in without) for one in things]
    rows += [BLANK, EveryoneChoice(everyone)]
    if everyone:
        return rows
    known = [NameChoice(one) for one in names if one.who]
    rows += [BLANK, Heading("NAMES IN FREE TEXT", "none" if gathered and not known else ""), *known]
    unknown = [NameChoice(one) for one in names if not one.who]
    if unknown:
        rows += [BLANK, Heading("MAY BE NAMES", "people netui doesn't know"), *unknown]
    return [*rows, *_UNKNOWN]


def paint_choice(row: Choosable, today: date, glyphs: Glyphs) -> Line:
    """Paint what goes in with a tick, what stays out without."""
    if isinstance(row, NameChoice):
        return _name_line(row.found, glyphs)
    sign = Span(glyphs.tick, "success") if row.chosen else Span(glyphs.todo, "dim")
    tone = "" if row.chosen else "dim"
    if isinstance(row, ItemChoice):
        day = short_day(row.item.on, today) if row.item.on is not None else ""
        return Line((Span("  "), sign, Span(f" {row.item.title}", tone)), (Span(day, "dim"),))
    if isinstance(row, EveryoneChoice):
        return Line((Span("All names, for your own eyes", tone),), (), sign)
    count = "" if row.count is None else f"{row.count:,}"
    if row.chosen and row.left_out and row.count is not None:
        count = f"{row.count - row.left_out:,} of {row.count:,}"
    return Line((Span(PART_TITLES[row.part], tone),), (Span(count, "dim"),), sign)


def _name_line(found: FoundName, glyphs: Glyphs) -> Line:
    times = f"{found.count} times" if found.count > 1 else "once"
    sign = Span(glyphs.skipped, "dim") if found.hidden else Span(glyphs.tick, "success")
    shown = f"  {glyphs.arrow} {found.replacement}" if found.hidden else "  stands as it is"
    message = "said no, " if found.fixed else ""
    return Line((Span(found.words), Span(shown, "dim")), (Span(f"{message}{times}", "dim"),), sign)
