"""The portfolio: what goes in, whose names may appear in it, how it reads; then it is written."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, overload

from msgspec import Struct, field
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from netui.domain.errors import InvalidValueError
from netui.domain.journal.anonymity import KEEP_IT, FoundName, NameKey
from netui.domain.journal.portfolio import Part, Portfolio, PortfolioItem
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.journal.portfolio_lines import (
    Choosable,
    EveryoneChoice,
    ItemChoice,
    NameChoice,
    PartChoice,
    Row,
    choice_rows,
    paint_choice,
)
from netui.tui.look.text import Line, Span
from netui.tui.modals.ask import PromptModal
from netui.tui.shell.area import AreaScreen
from netui.tui.terminal.threads import OneAtATime, do_work
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.text_page import TextPage, wrap
from netui.typed_path import is_there, new_file, typed_path

_FOLDER = "~"
_WAYS_ON = f"tab shows how it reads, ctrl+s writes it to {_FOLDER}"
_MARKUP = re.compile(r"\\(\W)")


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


class Gathered(Struct, frozen=True):
    """What was gathered: the portfolio, the names in free text, how it reads by width, how much there is.

    With `everyone` it names all, for the user's own eyes.
    """

    portfolio: Portfolio | None = None
    names: Sequence[FoundName] = ()
    lines: Sequence[str] = ()
    wrapped: dict[int, WrappedText] = field(default_factory=dict)
    counts: Mapping[Part, int] = field(default_factory=dict)
    items: Mapping[Part, Sequence[PortfolioItem]] = field(default_factory=dict)
    everyone: bool = False


class PortfolioScreen(AreaScreen):
    """Choose at the left, read at the right, write with `ctrl+s` or `w`. Nothing is written before that."""

    KEYS_TITLE: ClassVar[str] = "Portfolio"
    PERSON_KEYS: ClassVar[bool] = False

    DEFAULT_CSS = """
    PortfolioScreen .first { width: 2fr; }
    PortfolioScreen .second { width: 3fr; }
    PortfolioScreen .second TextPage { padding: 0 2; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "in_or_out", "in or out", id="portfolio.toggle"),
        Binding("ctrl+s", "write_at_home", "write it", id="portfolio.write-at-home"),
        Binding("w", "write", "write it to", id="portfolio.write"),
        Binding("tab", "pane(1)", "read it", show=False, id="portfolio.read"),
        Binding("escape", "app.close", "back", id="portfolio.back"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._portfolios = services.portfolio
        self._parts = set(Part)
        self._without: set[int] = set()
        self._opened: Part | None = None
        self._keep: set[NameKey] = set()
        self._hide: set[str] = set()
        self._everyone = False
        self._gathered = Gathered()
        self._gathering = False
        self._gatherings = OneAtATime(self)

    def compose_body(self) -> ComposeResult:
        """Yield what can be chosen, and the text."""
        with Horizontal():
            with Panel(
                title="What goes in",
                subtitle=_WAYS_ON,
                classes="first",
            ):
                yield LineList(self._paint, key=lambda row: row.id, lit=True, id="choices")
            with Panel(title="How it reads", classes="second", id="reading"):
                yield TextPage(self._read)

    def on_mount(self) -> None:
        """Start with the parts."""
        self.query_one(LineList).focus()

    def on_unmount(self) -> None:
        """Keep no names of 30,000 people for a screen that is closed."""
        self._portfolios.release()

    def reload(self, change: Change | None) -> None:  # noqa: ARG002
        """Gather again what was chosen, in the background if there are many people."""
        self._gathering = True
        self.query_one("#reading", Panel).set_subtitle("gathering ...")
        self.query_one(LineList).set_rows(self._rows())
        self.call_after_refresh(self._begin_to_gather)  # by when the page knows its width

    def _begin_to_gather(self) -> None:
        widths = self.query_one(TextPage).widths
        wanted = frozenset(self._parts), frozenset(self._keep), frozenset(self._without)
        work = partial(self._gather, *wanted, frozenset(self._hide), widths, everyone=self._everyone)
        do_work(self, self._gatherings, self._services.contacts.count(), work, self._show)

    def _gather(
        self,
        parts: frozenset[Part],
        keep: frozenset[NameKey],
        without: frozenset[int],
        hide: frozenset[str],
        widths: Sequence[int],
        *,
        everyone: bool,
    ) -> Gathered:
        portfolio, names = self._portfolios.gather(parts, keep, without, hide, named=everyone)
        lines = self._portfolios.text(portfolio).splitlines()
        wrapped = {width: _wrapped(lines, width) for width in set(widths) if width > 1}
        counts, items = self._portfolios.counts(), self._portfolios.items()
        return Gathered(portfolio, names, lines, wrapped, counts, items, everyone)

    def _show(self, gathered: Gathered) -> None:
        self._gathering, self._gathered = False, gathered
        self.query_one(LineList).set_rows(self._rows())
        self.refresh_bindings()
        known = [one for one in gathered.names if one.who]
        hidden = sum(1 for one in known if one.hidden)
        named = len(known) - hidden
        shown = KEEP_IT if gathered.everyone else f"names: {named} shown, {hidden} hidden"
        self.query_one("#reading", Panel).set_subtitle(shown)
        self.query_one(TextPage).show(self._read, keep=True)

    def on_line_list_opened(self, _event: LineList.Opened) -> None:
        """Show each thing of a part, or put the row in, or out."""
        row = self.query_one(LineList).cursor_row
        if isinstance(row, PartChoice) and row.opens:
            self._opened = None if self._opened is row.part else row.part
            self.query_one(LineList).set_rows(self._rows())
            self.refresh_bindings()
        else:
            self.action_in_or_out()

    def on_line_list_highlighted(self, _event: LineList.Highlighted) -> None:
        """Let the keys follow the cursor."""
        self.refresh_bindings()

    def action_in_or_out(self) -> None:
        """Put a part in or out; show a name, or hide it; or name everyone."""
        row = self.query_one(LineList).cursor_row
        if isinstance(row, PartChoice):
            self._parts ^= {row.part}
        elif isinstance(row, ItemChoice):
            self._toggle_item(row)
        elif isinstance(row, NameChoice):
            self._toggle_name(row.found)
        elif isinstance(row, EveryoneChoice):
            self._everyone = not self._everyone
        self.reload(None)

    def action_write_at_home(self) -> None:
        """Write into the home folder; where that would replace a file, ask."""
        if any(is_there(target) for target in self._portfolios.targets(new_file(_FOLDER))):
            self.action_write()
            return
        self._say_written(self._portfolios.write(self._gathered_now(), typed_path(_FOLDER)))

    def action_write(self) -> None:
        """Ask where to, and write."""
        portfolio = self._gathered_now()
        written: list[Path] = []

        def write(text: str) -> None:
            written.extend(self._portfolios.write(portfolio, typed_path(text.strip())))

        modal = PromptModal(
            "Write the portfolio to",
            value=_FOLDER,
            overtype=True,
            kept=False,
            hint="a folder, or a file ending in .html or .md",
            validate=self._echo,
            about=(),
            use=write,
        )
        self.host.ask(modal, lambda _: self._say_written(written))

    def _say_written(self, paths: Sequence[Path]) -> None:
        mine = f". {KEEP_IT}" if self._gathered.everyone else ""
        self.host.say(f"Written: {', '.join(map(str, paths))}{mine}")

    def describe_binding(self, binding_id: str) -> str | None:
        """Say what space does to the row under the cursor."""
        if binding_id not in {"portfolio.toggle", "list.open"} or not self.is_mounted:
            return None
        row = self.query_one(LineList).cursor_row
        if binding_id == "list.open" and isinstance(row, PartChoice) and row.opens:
            return "close" if self._opened is row.part else "choose each"
        if isinstance(row, PartChoice | ItemChoice):
            return "leave out" if row.chosen else "put in"
        if isinstance(row, NameChoice):
            return "hide the name" if not row.found.hidden else "let it stand"
        if isinstance(row, EveryoneChoice):
            return "hide names" if row.chosen else "name everyone"
        return None

    def _toggle_item(self, row: ItemChoice) -> None:
        """Leave one thing out, or put it in, with its part where that was left out."""
        assert self._opened is not None
        if self._opened not in self._parts:
            self._parts.add(self._opened)
            self._without |= {one.id for one in self._gathered.items[self._opened]} - {row.item.id}
        else:
            self._without ^= {row.item.id}

    def _toggle_name(self, found: FoundName) -> None:
        if found.fixed:
            raise InvalidValueError(f"{found.who} said no to being named: . on their page changes that")
        if found.key in self._keep:
            self._keep.remove(found.key)
        elif found.who in self._hide:
            self._hide.remove(found.who)
        elif not found.who:
            self._hide.add(found.words)
        elif found.hidden:
            self._keep.add(found.key)
        else:
            raise InvalidValueError(f"{found.who} said yes to being named: . on their page changes that")

    def _echo(self, text: str) -> str:
        targets = self._portfolios.targets(new_file(text.strip()))
        there = [target.name for target in targets if is_there(target)]
        names = " and ".join(target.name for target in targets)
        return f"{names} (replaces {' and '.join(there)})" if there else names

    def _gathered_now(self) -> Portfolio:
        if self._gathering or self._gathered.portfolio is None:
            raise InvalidValueError("what goes in is still being gathered: press the key again in a moment")
        return self._gathered.portfolio

    def _rows(self) -> list[Row]:
        gathered = self._gathered
        return choice_rows(
            gathered.counts,
            gathered.items,
            gathered.names,
            parts=self._parts,
            without=self._without,
            opened=self._opened,
            gathered=gathered.portfolio is not None,
            everyone=self._everyone,
        )

    def _paint(self, row: Choosable, _width: int) -> Line:
        return paint_choice(row, self._services.present.today(), self.query_one(LineList).glyphs)

    def _read(self, width: int) -> Sequence[Line]:
        gathered = self._gathered
        if width not in gathered.wrapped:
            gathered.wrapped[width] = _wrapped(gathered.lines, width)
        return gathered.wrapped[width]


def _wrapped(lines: Sequence[str], width: int) -> WrappedText:
    rows: list[tuple[str, str]] = []
    for text in lines:
        tone = "primary" if text.startswith("#") else "dim" if text.startswith("*") else ""
        bare = text.lstrip("#").strip() if text.startswith("#") else text
        bare = _MARKUP.sub(r"\1", bare.replace("**", "").strip("*"))
        rows += [(line, tone) for line in wrap(bare, width)]
    return WrappedText(rows)
