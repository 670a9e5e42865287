"""Writes to the terminal in Textual's place; only imported where Textual has all that this needs."""

from collections.abc import Iterator

from rich.console import COLOR_SYSTEMS, Console, ConsoleOptions, RenderableType, RenderResult
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.screen import Screen
from textual.strip import Strip

from netui.tui.terminal.terminal_frame import Frame, Piece


class Painter:
    """Hands on only what isn't on the terminal yet; a new screen is painted whole."""

    def __init__(self) -> None:
        self._frame = Frame()
        self._shown: Screen[object] | None = None

    def forget(self) -> None:
        """Take the terminal for empty: another program may have written to it."""
        self._frame.forget()

    def only_new(self, screen: Screen[object], renderable: RenderableType | None) -> RenderableType | None:
        """Return what is to be shown in place of what Textual wants to show."""
        if screen is not self._shown:
            self._shown = screen
            self._frame.forget()
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            return FrugalUpdate(renderable, self._frame)
        if renderable is not None:
            self._frame.forget()
        return renderable


class FrugalUpdate(CompositorUpdate):
    """An update of the screen of which only what is new is written."""

    def __init__(self, update: LayoutUpdate | ChopsUpdate, frame: Frame) -> None:
        self._update = update
        self._frame = frame

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Hand on to the whole update."""
        return self._update.__rich_console__(console, options)

    def render_segments(self, console: Console) -> str:
        """Return what is to be written to the terminal."""
        system = COLOR_SYSTEMS[console.color_system or "truecolor"]
        update = self._update
        rows = _whole_rows(update) if isinstance(update, LayoutUpdate) else _parts_of_rows(update)
        return self._frame.paint(rows, system)


def _whole_rows(update: LayoutUpdate) -> Iterator[tuple[int, list[Piece]]]:
    for y, strips in enumerate(update.strips, update.region.y):
        pieces: list[Piece] = []
        at = update.region.x
        for strip in strips:
            at = _add(pieces, strip, at)
        yield y, pieces


def _parts_of_rows(update: ChopsUpdate) -> Iterator[tuple[int, list[Piece]]]:
    rows: dict[int, dict[int, Piece]] = {}
    for y, first, last in update.spans:
        row = rows.setdefault(y, {})
        for stop, (at, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or at > last or stop <= first:
                continue
            whole = first <= at < last and stop <= last
            pieces: list[Piece] = []
            _add(pieces, strip if whole else strip.crop(0, min(stop, last) - at), at)
            row.update((piece.start, piece) for piece in pieces)
    for y, row in rows.items():
        yield y, [row[start] for start in sorted(row)]


def _add(pieces: list[Piece], strip: Strip, at: int) -> int:
    for segment in strip:
        stop = at + segment.cell_length
        if stop > at or segment.text:
            pieces.append(Piece(at, stop, segment.text, segment.style))
        at = stop
    return at
