"""The map of the network as SVG: the layout of the screen, in the reader's light or dark colours."""

import unicodedata

from netui.domain.counted import count_people
from netui.domain.network.map_layout import MOST_PEOPLE, Edge, Kind, Layout, Place, Wish, lay_out
from netui.domain.network.network import is_known
from netui.domain.text import clean
from netui.exchange.writing.page import AT_NIGHT, DAY, NIGHT, PRINT, PageColours, escaped
from netui.services.network.network import PublishedMap

_CELL_WIDTH, _CELL_HEIGHT = 9.0, 19.0
_MARGIN = 24.0
_SHAPES = """
.map{font:14px ui-monospace,Menlo,Consolas,monospace}
.map text{paint-order:stroke;stroke-width:5}
.map .group,.map text.lit{font-weight:bold}.map .small{font-size:12px}
.map line{stroke-width:1.2}.map line.meet{stroke-dasharray:2 5}.map line.lit{stroke-width:2}
"""


def _painted(colours: PageColours) -> str:
    """Return the rules that colour the map; written out, as not every viewer knows the variables of CSS."""
    return f"""
.map .ground{{fill:{colours.paper}}}.map text{{fill:{colours.ink};stroke:{colours.paper}}}
.map .group{{fill:{colours.blue}}}.map .meet,.map .small{{fill:{colours.soft}}}
.map line{{stroke:{colours.line}}}.map line.lit{{stroke:{colours.warm}}}
.map circle{{fill:{colours.ink}}}.map circle.meet{{fill:{colours.paper};stroke:{colours.soft}}}
.map circle.me,.map circle.lit,.map text.lit{{fill:{colours.warm}}}
"""


_STYLE = f"{_SHAPES}{_painted(DAY)}{AT_NIGHT}{{{_painted(NIGHT)}}}@media print{{{_painted(PRINT)}}}\n"


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
    known = f"{len(published.rows) - to_meet:,} known, {to_meet:,} to meet"
    people = count_people(len(published.rows))
    words = f"{people}, {layout.shown} shown, {known}, by {published.grouping.value}"
    title = escaped(published.title)
    box = f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{title}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" {box}>',
        f"<title>{title}</title>",
        f"<desc>{escaped(words)}</desc>",
        f"<style>{_STYLE}</style>",
        '<rect class="ground" width="100%" height="100%"/>',
        *(_line(edge, layout) for edge in sorted(layout.edges, key=lambda one: one.lit)),
        *(_place(place, lit=place.key in lit) for place in layout.places),
        f'<text class="small" x="{_MARGIN:.0f}" y="{height - 8:.0f}">{escaped(words)}</text>',
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
    name = "lit" if lit else "group" if place.kind is Kind.GROUP else "meet" if place.to_meet else "known"
    begin = _at(place.text_x, place.y)[0] - _CELL_WIDTH / 2
    width = place.width * _CELL_WIDTH
    label = (
        f'<text class="{name}" x="{begin:.1f}" y="{y + 5:.1f}" textLength="{width:.1f}" '
        f'lengthAdjust="spacingAndGlyphs">{escaped(place.text)}</text>'
    )
    if place.kind is Kind.GROUP:
        return label
    return f'<circle class="{name}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>{label}'
