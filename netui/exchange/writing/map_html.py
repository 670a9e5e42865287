"""The map of the network as one page that needs nothing else: no script, nothing fetched."""

from collections.abc import Sequence

from netui.domain.counted import count_people
from netui.domain.network.network import Cluster, is_known
from netui.domain.time.dates import full_day
from netui.exchange.writing.map_svg import svg_element
from netui.exchange.writing.page import AT_NIGHT, DAY, NIGHT, PAGE_HEAD, PRINT, PageColours, escaped
from netui.services.network.network import PublishedMap

_MOST_NAMES = 1_000
_SHAPES = """
:root{color-scheme:light dark}
body{margin:2rem auto;max-width:70rem;padding:0 1rem;font:16px/1.5 system-ui,sans-serif}
svg{width:100%;height:auto}h2{margin:2rem 0 .5rem;break-after:avoid;font-size:1.1rem}
ul.groups{columns:18rem;list-style:none;padding:0}ul.groups>li{break-inside:avoid;margin-bottom:1rem}
ul.groups ul{list-style:none;padding-left:1rem;margin:0}
"""


def _painted(colours: PageColours) -> str:
    return (
        f"body{{background:{colours.paper};color:{colours.ink}}}"
        f"h2{{color:{colours.blue}}}.dim{{color:{colours.soft}}}"
    )


_STYLE = f"{_SHAPES}{_painted(DAY)}\n{AT_NIGHT}{{{_painted(NIGHT)}}}@media print{{{_painted(PRINT)}}}\n"


def map_html(published: PublishedMap) -> str:
    """Return the map and the same in words as one HTML page."""
    to_meet = sum(1 for row in published.rows if not is_known(row))
    known = f"{len(published.rows) - to_meet:,} known, {to_meet:,} to meet"
    counted = f"{count_people(len(published.rows))} · {known} · by {published.grouping.value}"
    parts = [
        *PAGE_HEAD,
        f"<title>{escaped(published.title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escaped(published.title)}</h1>",
        f'<p class="dim">{full_day(published.on)} · {counted}</p>',
        svg_element(published),
        *_path(published),
        "<h2>Groups</h2>",
        '<ul class="groups">',
        *_groups(published.clusters),
        "</ul></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _path(published: PublishedMap) -> list[str]:
    if not published.path:
        return []
    steps = [
        f'<li>{escaped(row.name)} <span class="dim">{escaped(why)}</span></li>' for row, why in published.path
    ]
    return ["<h2>Warm path</h2>", "<ol>", "<li>me</li>", *steps, "</ol>"]


def _groups(clusters: Sequence[Cluster]) -> list[str]:
    lines: list[str] = []
    left = _MOST_NAMES
    for one in clusters:
        shown = one.people[:left]
        left -= len(shown)
        names = "".join(
            f"<li{'' if is_known(row) else ' class=dim'}>{escaped(row.name)}"
            f"{'' if is_known(row) else ' (to meet)'}</li>"
            for row in shown
        )
        hidden = one.size - len(shown)
        more = f'<li class="dim">and {hidden:,} more</li>' if hidden else ""
        lines.append(
            f'<li><strong>{escaped(one.name)}</strong> <span class="dim">{one.size}</span>'
            f"<ul>{names}{more}</ul></li>"
        )
    return lines
