"""What comes too late for a screen that is being closed: its widgets are gone before its last messages."""

from collections.abc import Iterator
from contextlib import contextmanager

from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.geometry import Offset
from textual.widget import Widget

Place = tuple[Widget | None, Offset | None]


@contextmanager
def unless_closing(node: object) -> Iterator[None]:
    """Do something that looks for widgets; on a node that is being removed it is over where one is gone."""
    try:
        yield
    except NoMatches:
        if not (isinstance(node, DOMNode) and node._pruning):  # no public name tells it so early
            raise


def still_there(place: Place) -> Place:
    """Return what is under the mouse, or nothing if that has gone and only its picture is left."""
    widget, _ = place
    return (None, None) if widget is None or widget.parent is None else place
