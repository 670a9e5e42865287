"""Limits on a template's syntax tree, and the counting put into it before it's compiled."""

from collections.abc import Callable
from typing import Any

from jinja2 import nodes

from netui.domain.errors import TemplateError

MAX_NODES = 10_000
MAX_DEPTH = 100
STEPS, SIZED, SHOWN = "(steps)", "(sized)", "(shown)"

Where = Callable[[int], str]


def check_size(tree: nodes.Template, where: Where) -> None:
    """Raise TemplateError for a tree that is too large or too deep to compile; `where` names a line."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 1, 1)]
    count = 0
    while waiting:
        node, depth, line = waiting.pop()
        line = node.lineno or line
        count += 1
        if depth > MAX_DEPTH:
            raise TemplateError(f"{where(line)}: this is nested too deeply; make the template simpler")
        if count > MAX_NODES:
            raise TemplateError(f"{where(1)}: it has over {MAX_NODES:,} parts; make the template simpler")
        waiting.extend((child, depth + 1, line) for child in node.iter_child_nodes())


def bounded(tree: nodes.Template) -> nodes.Template:
    """Make every loop, literal, filter, concatenation and output of a template draw on the budget."""
    _bound_below(tree)
    return tree


def _bound_below(node: nodes.Node) -> None:
    for name, value in node.iter_fields():
        if isinstance(value, list):
            setattr(node, name, [_bound(item) if isinstance(item, nodes.Node) else item for item in value])
        elif isinstance(value, nodes.Node):
            setattr(node, name, _bound(value))
    if isinstance(node, nodes.For):
        node.iter = _through(node.iter, STEPS)
    elif isinstance(node, nodes.AssignBlock):
        node.filter = _through(node.filter, SIZED)
    elif isinstance(node, nodes.Concat):
        node.nodes = [_through(part, SIZED) for part in node.nodes]
    elif isinstance(node, nodes.Output):
        node.nodes = [_through(_constant(part), SHOWN) for part in node.nodes]


def _bound(node: nodes.Node) -> nodes.Node:
    _bound_below(node)
    literal = isinstance(node, nodes.List | nodes.Dict) or (
        isinstance(node, nodes.Tuple) and node.ctx == "load"
    )
    grown: nodes.Node = _through(node, SIZED) if literal or isinstance(node, nodes.Filter) else node
    return grown


def _constant(part: nodes.Expr) -> nodes.Expr:
    """Return a template's own words as a value, so that each time they are written counts."""
    if not isinstance(part, nodes.TemplateData):
        return part
    return nodes.Const(part.data, lineno=part.lineno, environment=part.environment)


def _through(node: nodes.Node | None, name: str) -> Any:
    filtered = nodes.Filter(node, name, [], [], None, None)
    if node is not None and node.environment is not None:
        filtered.set_lineno(node.lineno).set_environment(node.environment)
    return filtered
