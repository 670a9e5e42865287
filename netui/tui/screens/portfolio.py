"""The portfolio: what goes in, whose names may stand in it, how it reads; then it is written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import ClassVar, overload

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from netui.domain.anonymity import FoundName, NameKey
from netui.domain.errors import InvalidValueError, NetuiError
from netui.domain.portfolio import PART_TITLES, Part, Portfolio
from netui.services.bundle import Services
from netui.services.ports import Change
from netui.tui.area import AreaScreen
from netui.tui.modals.ask import PromptModal
from netui.tui.network_state import beside
from netui.tui.text import Line, Span
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.rows import BLANK, Blank, Heading
from netui.tui.widgets.text_page import TextPage, wrap

_FOLDER = "~"
_MARKUP = re.compile(r"\\(\W)")


@dataclass(frozen=True, slots=True)
class PartChoice:
    """A part that goes in or stays out."""

    part: Part
    count: int | None

    @property
    def id(self) -> str:
        """What identifies it in the list."""
        return self.part.value


@dataclass(frozen=True, slots=True)
class NameChoice:
    """A name in free text that may stand there or is hidden."""

    found: FoundName

    @property
    def id(self) -> NameKey:
        """What identifies it in the list."""
        return self.found.key


class WrappedText(Sequence[Line]):
    """Rows of (text, tone) as lines, each made when it is painted: a portfolio may have very many."""

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> "WrappedText": ...

    def __getitem__(self, index: int | slice) -> "Line | WrappedText":
        if isinstance(index, slice):
            return WrappedText(self._rows[index])
        text, tone = self._rows[index]
        return Line((Span(text, tone),))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was gathered: the portfolio, the names in free text, how it reads by width, how much there is."""

    portfolio: Portfolio | None = None
    names: Sequence[FoundName] = ()
    told: Sequence[str] = ()
    wrapped: dict[int, WrappedText] = field(default_factory=dict)
    counts: Mapping[Part, int] = field(default_factory=dict)


Row = PartChoice | NameChoice | Heading | Blank


class PortfolioScreen(AreaScreen):
    """Choose at the left, read at the right, write with `w`. Nothing is written before that."""

    KEYS_TITLE: ClassVar[str] = "Portfolio"
    PERSON_KEYS: ClassVar[bool] = False

    DEFAULT_CSS = """
    PortfolioScreen .first { width: 2fr; }
    PortfolioScreen .second { width: 3fr; }
    PortfolioScreen .second TextPage { padding: 0 2; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "write", "write it", id="portfolio.write"),
        Binding("space", "in_or_out", "in or out", show=False, id="portfolio.toggle"),
        Binding("tab", "pane(1)", "read it", show=False, id="portfolio.read"),
        Binding("escape", "app.close", "back", id="portfolio.back"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._portfolios = services.journal.portfolio
        self._parts = set(Part)
        self._keep: set[NameKey] = set()
        self._gathered = Gathered()
        self._gathering = False

    def compose_body(self) -> ComposeResult:
        """Yield what can be chosen, and the text."""
        with Horizontal():
            with Panel(title="What goes in", classes="first"):
                yield LineList(self._paint, key=lambda row: row.id, lit=True, id="choices")
            with Panel(title="How it reads", classes="second", id="reading"):
                yield TextPage(self._read)

    def on_mount(self) -> None:
        """Start with the parts."""
        super().on_mount()
        self.query_one(LineList).focus()

    def reload(self, change: Change | None) -> None:  # noqa: ARG002
        """Gather anew what was chosen, beside the screen where there are many people."""
        self._gathering = True
        self.query_one("#reading", Panel).set_subtitle("gathering ...")
        self.query_one(LineList).set_rows(self._rows())
        self.call_after_refresh(self._begin_to_gather)  # by when the page knows its width

    def _begin_to_gather(self) -> None:
        widths = self.query_one(TextPage).widths
        work = partial(self._gather, frozenset(self._parts), frozenset(self._keep), widths)
        beside(self, "gather", self._services.contacts.count(), work, self._show)

    def _gather(self, parts: frozenset[Part], keep: frozenset[NameKey], widths: Sequence[int]) -> Gathered:
        portfolio, names = self._portfolios.gather(parts, keep)
        told = self._portfolios.text(portfolio).splitlines()
        wrapped = {width: _wrapped(told, width) for width in set(widths) if width > 1}
        return Gathered(portfolio, names, told, wrapped, self._portfolios.counts())

    def _show(self, gathered: Gathered) -> None:
        self._gathering, self._gathered = False, gathered
        self.query_one(LineList).set_rows(self._rows())
        hidden = sum(1 for one in gathered.names if one.hidden)
        named = len(gathered.names) - hidden
        self.query_one("#reading", Panel).set_subtitle(f"{named} names stay, {hidden} hidden")
        self.query_one(TextPage).show(self._read, keep=True)

    def on_line_list_opened(self, _event: LineList.Opened) -> None:
        """Put the row in, or out."""
        self.action_in_or_out()

    def on_line_list_highlighted(self, _event: LineList.Highlighted) -> None:
        """Let the keys follow the cursor."""
        self.refresh_bindings()

    def action_in_or_out(self) -> None:
        """Put a part in or out; let a name stand, or hide it."""
        row = self.query_one(LineList).cursor_row
        if isinstance(row, PartChoice):
            self._parts ^= {row.part}
        elif isinstance(row, NameChoice):
            self._toggle_name(row.found)
        self.reload(None)

    def action_write(self) -> None:
        """Ask where to, and write."""
        self._gathered_now()
        modal = PromptModal(
            "Write the portfolio to",
            value=_FOLDER,
            hint="a folder, or a file ending in .html or .md",
            validate=self._echo,
        )
        self.host.ask(modal, self._write)

    def describe_binding(self, binding_id: str) -> str | None:
        """Say what space does to the row under the cursor."""
        if binding_id not in {"portfolio.toggle", "list.open"} or not self.is_mounted:
            return None
        row = self.query_one(LineList).cursor_row
        if isinstance(row, PartChoice):
            return "leave out" if row.part in self._parts else "put in"
        if isinstance(row, NameChoice):
            return "hide the name" if not row.found.hidden else "let it stand"
        return None

    def _toggle_name(self, found: FoundName) -> None:
        if found.fixed:
            raise InvalidValueError(f"{found.who} said no to being named: . on their page changes that")
        if found.key in self._keep:
            self._keep.remove(found.key)
        elif found.hidden:
            self._keep.add(found.key)
        else:
            raise InvalidValueError(f"{found.who} said yes to being named: . on their page changes that")

    def _echo(self, text: str) -> str:
        targets = self._portfolios.targets(Path(text.strip()).expanduser())
        there = [target.name for target in targets if target.exists()]
        names = " and ".join(target.name for target in targets)
        return f"{names} (replaces {' and '.join(there)})" if there else names

    def _write(self, text: str) -> None:
        portfolio, path = self._gathered_now(), Path(text.strip()).expanduser()

        def write() -> Sequence[Path] | NetuiError:
            try:
                return self._portfolios.write(portfolio, path)
            except NetuiError as error:
                return error

        beside(self, "write", self._services.contacts.count(), write, self._written)

    def _written(self, result: Sequence[Path] | NetuiError) -> None:
        if isinstance(result, NetuiError):
            self.host.show_error(result)
            return
        self.host.say(f"Written: {', '.join(str(path) for path in result)}")

    def _gathered_now(self) -> Portfolio:
        if self._gathering or self._gathered.portfolio is None:
            raise InvalidValueError("what goes in is still being gathered: press w again in a moment")
        return self._gathered.portfolio

    def _rows(self) -> list[Row]:
        counts, names = self._gathered.counts, self._gathered.names
        rows: list[Row] = [Heading("PARTS"), *(PartChoice(part, counts.get(part)) for part in Part)]
        none = "" if names or self._gathered.portfolio is None else "none"
        rows += [BLANK, Heading("NAMES IN FREE TEXT", none)]
        return [*rows, *(NameChoice(one) for one in names)]

    def _paint(self, row: PartChoice | NameChoice, _width: int) -> Line:
        glyphs = self.query_one(LineList).glyphs
        if isinstance(row, PartChoice):
            chosen = row.part in self._parts
            sign = Span(glyphs.tick, "success") if chosen else Span(glyphs.todo, "dim")
            tone = "" if chosen else "dim"
            count = "" if row.count is None else str(row.count)
            return Line((Span(PART_TITLES[row.part], tone),), (Span(count, "dim"),), sign)
        found = row.found
        times = f"{found.count} times" if found.count > 1 else "once"
        sign = Span(glyphs.skipped, "dim") if found.hidden else Span(glyphs.tick, "success")
        shown = f"  {glyphs.arrow} {found.stand_in}" if found.hidden else "  stands as it is"
        said = "said no, " if found.fixed else ""
        return Line((Span(found.words), Span(shown, "dim")), (Span(f"{said}{times}", "dim"),), sign)

    def _read(self, width: int) -> Sequence[Line]:
        gathered = self._gathered
        if width not in gathered.wrapped:
            gathered.wrapped[width] = _wrapped(gathered.told, width)
        return gathered.wrapped[width]


def _wrapped(told: Sequence[str], width: int) -> WrappedText:
    rows: list[tuple[str, str]] = []
    for text in told:
        tone = "primary" if text.startswith("#") else "dim" if text.startswith("*") else ""
        bare = text.lstrip("#").strip() if text.startswith("#") else text
        bare = _MARKUP.sub(r"\1", bare.replace("**", "").strip("*"))
        rows += [(line, tone) for line in wrap(bare, width)]
    return WrappedText(rows)
