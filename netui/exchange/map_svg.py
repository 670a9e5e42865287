"""The map of the network as SVG: the same layout as on the screen, in day or night colours as one reads."""

import unicodedata
from html import escape

from netui.domain.map_layout import MOST_PEOPLE, Edge, Kind, Layout, Place, Wish, lay_out
from netui.domain.network import is_known
from netui.domain.safe_text import clean
from netui.services.network import PublishedMap

_CELL_WIDTH, _CELL_HEIGHT = 9.0, 19.0
_MARGIN = 24.0
_STYLE = """
.map .ground{fill:#faf8f4}.map text{paint-order:stroke;stroke:#faf8f4;stroke-width:5}
.map{font:14px ui-monospace,Menlo,Consolas,monospace}
.map text{fill:#23272e}.map .group{fill:#2f5f8f;font-weight:bold}.map .meet{fill:#6b6f76}
.map line{stroke:#d8d3c8;stroke-width:1.2}.map line.meet{stroke-dasharray:2 5}
.map line.lit{stroke:#9a5b00;stroke-width:2}.map circle{fill:#23272e}
.map circle.meet{fill:#faf8f4;stroke:#6b6f76}.map circle.me,.map circle.lit{fill:#9a5b00}
.map text.lit{fill:#9a5b00;font-weight:bold}.map .small{fill:#6b6f76;font-size:12px}
@media (prefers-color-scheme:dark){
.map .ground{fill:#14171c}.map text{fill:#d5d9e0;stroke:#14171c}
.map .group{fill:#7aa2c8}.map .meet{fill:#808999}
.map line{stroke:#2b313c}.map line.lit{stroke:#e6b673}.map circle{fill:#d5d9e0}
.map circle.meet{fill:#14171c;stroke:#808999}.map circle.me,.map circle.lit{fill:#e6b673}
.map text.lit{fill:#e6b673}.map .small{fill:#808999}}
"""


def map_svg(published: PublishedMap) -> str:
    """Return the map as one SVG file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg_element(published)}\n'


def svg_element(published: PublishedMap) -> str:
    """Return the map as an `svg` element, to be put in a file or a page."""
    layout = _layout(published)
    width = layout.width * _CELL_WIDTH + 2 * _MARGIN
    height = layout.height * _CELL_HEIGHT + 2 * _MARGIN
    lit = {row.id for row, _ in published.path}
    to_meet = sum(1 for row in published.rows if not is_known(row))
    counted = f"{len(published.rows):,} people, {layout.shown} shown, {to_meet:,} to meet"
    words = f"{counted}, by {published.grouping.value}"
    title = _text(published.title)
    box = f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{title}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" {box}>',
        f"<title>{title}</title>",
        f"<desc>{_text(words)}</desc>",
        f"<style>{_STYLE}</style>",
        '<rect class="ground" width="100%" height="100%"/>',
        *(_line(edge, layout) for edge in sorted(layout.edges, key=lambda one: one.lit)),
        *(_place(place, lit=place.key in lit) for place in layout.places),
        f'<text class="small" x="{_MARGIN:.0f}" y="{height - 8:.0f}">{_text(words)}</text>',
        "</svg>",
    ]
    return "\n".join(parts)


def _layout(published: PublishedMap) -> Layout:
    people = min(len(published.rows), MOST_PEOPLE)
    width, height = (110, 42) if people <= 40 else (150, 64) if people <= 90 else (190, 84)
    wish = Wish(path=tuple(row.id for row, _ in published.path))
    cut = 26

    def shortened(text: str, room: int) -> str:
        shown = clean(text)
        while len(shown) > 1 and cell_width(shown) > min(room, cut):
            shown = shown[:-2].rstrip() + "…"
        return shown

    return lay_out(published.clusters, width, height, wish, measure=cell_width, cut=shortened)


def cell_width(text: str) -> int:
    """Return the columns of a text in a fixed-width font."""
    return sum(
        0
        if unicodedata.category(ch) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(ch) in {"W", "F"}
        else 1
        for ch in text
    )


def _at(x: float, y: float) -> tuple[float, float]:
    return _MARGIN + (x + 0.5) * _CELL_WIDTH, _MARGIN + (y + 0.5) * _CELL_HEIGHT


def _line(edge: Edge, layout: Layout) -> str:
    (x1, y1), (x2, y2) = (
        _at(layout.places[index].x, layout.places[index].y) for index in (edge.start, edge.end)
    )
    name = "lit" if edge.lit else "meet" if edge.ghost else "tie"
    return f'<line class="{name}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _place(place: Place, *, lit: bool) -> str:
    x, y = _at(place.x, place.y)
    if place.kind is Kind.ME:
        return f'<circle class="me" cx="{x:.1f}" cy="{y:.1f}" r="5"><title>me</title></circle>'
    name = "lit" if lit else "group" if place.kind is Kind.GROUP else "meet" if place.to_meet else "met"
    begin = _at(place.text_x, place.y)[0] - _CELL_WIDTH / 2
    width = place.width * _CELL_WIDTH
    label = (
        f'<text class="{name}" x="{begin:.1f}" y="{y + 5:.1f}" textLength="{width:.1f}" '
        f'lengthAdjust="spacingAndGlyphs">{_text(place.text)}</text>'
    )
    if place.kind is Kind.GROUP:
        return label
    return f'<circle class="{name}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>{label}'


def _text(text: str) -> str:
    return escape(clean(text), quote=True)
