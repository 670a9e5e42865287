"""What is on the terminal: only what is another is sent, with no more colour codes than needed.

Textual sends every cell of what was repainted, and for every piece its full style and a reset. Over a slow
line that is most of the wait for a key. So the app remembers the pieces on each row.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

RESET = "\x1b[0m"
_PLAIN = ("", "39", "49")
_SURE_OF_WIDTH = re.compile("[\x20-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u25ff]*")
"""Text after which every terminal stands where we think; after any other the next piece says its place."""
_AGREED = re.compile(
    "[\x20-\u052f\u0590-\u06ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff"
    "\u2460-\u25ff\u2713-\u2718\u2800-\u28ff\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]*"
)
"""Text as wide on every terminal as we think, however it counts: joined emoji and some scripts are not."""
_BLANKS = re.compile("(  +)")


class Piece(NamedTuple):
    """Text of one style on a row, from a column (from 0) up to another."""

    start: int
    stop: int
    text: str
    style: Style | None


class Frame:
    """The pieces on the terminal, as far as they are known."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Piece]] = {}

    def forget(self) -> None:
        """Know nothing: someone else may have written, or the terminal has another size."""
        self._rows.clear()

    def paint(self, rows: Iterable[tuple[int, list[Piece]]], system: ColorSystem) -> str:
        """Return what has to be written to show these pieces on these rows."""
        out: list[str] = []
        pen = Pen(system)
        for y, pieces in rows:
            known = self._rows.get(y, [])
            standing = {piece.start: piece for piece in known}
            whole = bool(pieces and known) and pieces[0].start == 0 and pieces[-1].stop >= known[-1].stop
            row = pieces if whole else sorted([*_untouched(known, pieces), *pieces], key=_start)
            self._rows[y] = row
            at = -1
            again = False
            for piece in row:
                before = standing.get(piece.start)
                if before == piece and not again:
                    continue
                if not again:
                    piece = _what_differs(before, piece)  # noqa: PLW2901  the rest of it is there already
                if piece.start != at:
                    out.append(f"\x1b[{y + 1};{piece.start + 1}H")
                at = piece.stop if _SURE_OF_WIDTH.fullmatch(piece.text) else -1
                if at < 0 and not _AGREED.fullmatch(piece.text):
                    # Narrower than we think, it would leave a cell as it was; wider, it covers what follows.
                    out.append(pen.draw(piece._replace(text=" " * (piece.stop - piece.start))))
                    out.extend(f"\x1b[{y + 1};{part.start + 1}H{pen.draw(part)}" for part in _apart(piece))
                    again = True
                    continue
                out.append(pen.draw(piece))
        out.append(pen.down())
        return "".join(out)


def _apart(piece: Piece) -> Iterator[Piece]:
    """Yield the separate parts of a piece, such as its columns, each from its own place."""
    at = piece.start
    for text in _BLANKS.split(piece.text):
        stop = at + cell_len(text)
        if not text.isspace() and text:
            yield piece._replace(start=at, stop=stop, text=text)
        at = stop


def _start(piece: Piece) -> int:
    return piece.start


def _untouched(known: list[Piece], pieces: list[Piece]) -> list[Piece]:
    return [one for one in known if all(one.stop <= new.start or one.start >= new.stop for new in pieces)]


def _what_differs(before: Piece | None, piece: Piece) -> Piece:
    """Leave out the cells at both ends that are there already, where a letter is a cell."""
    if before is None or before.style != piece.style or before.stop != piece.stop:
        return piece
    old, new = before.text, piece.text
    if not (old.isascii() and new.isascii()) or len(old) != len(new):
        return piece
    first = next(i for i, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)
    last = len(new) - next(
        i for i, (one, other) in enumerate(zip(reversed(old), reversed(new), strict=True)) if one != other
    )
    return Piece(piece.start + first, piece.start + last, new[first:last], piece.style)


class Pen:
    """The style in which the terminal writes; changed by as few codes as lead from one to the next."""

    def __init__(self, system: ColorSystem) -> None:
        self._system = system
        self._now = _PLAIN

    def draw(self, piece: Piece) -> str:
        """Return the codes and the text of a piece."""
        style = piece.style
        if style is not None and style.link:
            return self.down() + Strip.render_style(style, piece.text, self._system)
        wanted = _PLAIN if style is None else _codes(style, self._system)
        now, self._now = self._now, wanted
        if wanted == now:
            return piece.text
        attributes, *colours = wanted
        if attributes == now[0]:
            codes = [code for code, old in zip(colours, now[1:], strict=True) if code != old]
        else:
            codes = [code for code in ("0", attributes, *colours) if code not in _PLAIN]
        return f"\x1b[{';'.join(codes)}m{piece.text}"

    def down(self) -> str:
        """Return what leaves the terminal without a style."""
        now, self._now = self._now, _PLAIN
        return "" if now == _PLAIN else RESET


@lru_cache(maxsize=4096)
def _codes(style: Style, system: ColorSystem) -> tuple[str, str, str]:
    """Return (attributes, colour, background) as codes; no colour is the terminal's own."""
    attributes = Strip.render_ansi(style.without_color, system)
    colour, ground = style.color, style.bgcolor
    return (
        attributes,
        "39" if colour is None else ";".join(colour.downgrade(system).get_ansi_codes()),
        "49" if ground is None else ";".join(ground.downgrade(system).get_ansi_codes(foreground=False)),
    )
