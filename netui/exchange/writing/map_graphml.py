"""The network as GraphML, as Gephi, yEd and networkx read it."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from netui.domain.network.network import is_known
from netui.domain.text import clean
from netui.services.network.network import PublishedMap

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_KEYS = (("label", "node"), ("kind", "node"), ("stage", "node"), ("group", "node"), ("kind", "edge"))


def map_graphml(published: PublishedMap) -> str:
    """Return everybody, their groups and introductions as one GraphML file."""
    root = ET.Element("graphml", xmlns=_NAMESPACE)
    for name, of in _KEYS:
        key = ET.SubElement(root, "key", id=f"{of}-{name}")
        key.set("for", of)
        key.set("attr.name", name)
        key.set("attr.type", "string")
    graph = ET.SubElement(root, "graph", id="network", edgedefault="undirected")
    _node(graph, "me", (("label", "me"), ("kind", "me")))
    for number, cluster in enumerate(published.clusters):
        group = f"g{number}"
        if cluster.head is None:
            _node(graph, group, (("label", cluster.name), ("kind", "group")))
        for row in cluster.everyone:
            facts = (("label", row.name), ("kind", "person"), ("stage", row.stage.value))
            _node(graph, f"p{row.id}", (*facts, ("group", cluster.name)))
            if cluster.head is None:
                _edge(graph, group, f"p{row.id}", published.grouping.value)
            if is_known(row):
                _edge(graph, "me", f"p{row.id}", "knows")
    for row in published.rows:
        if row.introduced_by is not None:
            _edge(graph, f"p{row.introduced_by}", f"p{row.id}", "introduction")
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _node(graph: ET.Element, name: str, facts: Iterable[tuple[str, str]]) -> None:
    node = ET.SubElement(graph, "node", id=name)
    for key, value in facts:
        ET.SubElement(node, "data", key=f"node-{key}").text = clean(value)


def _edge(graph: ET.Element, start: str, end: str, kind: str) -> None:
    edge = ET.SubElement(graph, "edge", source=start, target=end)
    ET.SubElement(edge, "data", key="edge-kind").text = kind
