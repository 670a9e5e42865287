"""The formats a map is written in, by the ending of the file."""

from collections.abc import Mapping

from netui.services.network.network import MapWriter, PublishedMap


def _svg(published: PublishedMap) -> str:
    from netui.exchange.writing.map_svg import map_svg

    return map_svg(published)


def _html(published: PublishedMap) -> str:
    from netui.exchange.writing.map_html import map_html

    return map_html(published)


def _graphml(published: PublishedMap) -> str:
    from netui.exchange.writing.map_graphml import map_graphml

    return map_graphml(published)


MAP_WRITERS: Mapping[str, MapWriter] = {".svg": _svg, ".html": _html, ".graphml": _graphml}
