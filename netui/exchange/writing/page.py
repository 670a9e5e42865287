"""What all published pages share: how they begin, how text is made safe for them, and their colours.

The colours are those of the themes by day and by night, and darker ones on paper.
"""

from html import escape

from msgspec import Struct

from netui.domain.text import clean

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
PAGE_HEAD = (
    "<!DOCTYPE html>",
    '<html lang="en"><head><meta charset="utf-8">',
    f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
)
"""The first lines of a page, up to its title; it may run no script and fetch nothing."""


def escaped(text: str) -> str:
    """Return text that is safe in HTML or SVG, also in an attribute."""
    return escape(clean(text), quote=True)


class PageColours(Struct, frozen=True):
    """One set of colours, as CSS writes them: the ground, what is written on it, and what is drawn."""

    paper: str
    tint: str
    line: str
    ink: str
    soft: str
    blue: str
    warm: str
    good: str


DAY = PageColours(
    paper="#faf8f4",
    tint="#f2eee5",
    line="#d8d3c8",
    ink="#23272e",
    soft="#5b5f66",
    blue="#2f5f8f",
    warm="#8a5200",
    good="#33702a",
)
NIGHT = PageColours(
    paper="#14171c",
    tint="#1a1e25",
    line="#2b313c",
    ink="#d5d9e0",
    soft="#929bab",
    blue="#7aa2c8",
    warm="#e6b673",
    good="#8fbf7f",
)
PRINT = PageColours(
    paper="#ffffff",
    tint="#f6f6f6",
    line="#cccccc",
    ink="#000000",
    soft="#555555",
    blue="#1d3f63",
    warm="#6b4000",
    good="#2c5c40",
)
AT_NIGHT = "@media screen and (prefers-color-scheme:dark)"
