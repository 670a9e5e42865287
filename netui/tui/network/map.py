"""The map: groups around me, people around their groups, braille lines between them, one place selected."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from netui.domain.network.map_layout import (
    MOST_PEOPLE,
    Edge,
    Kind,
    Layout,
    Place,
    Wish,
    comfortable,
    lay_out,
    most_groups,
)
from netui.domain.network.map_moves import Moves, moves
from netui.domain.network.network import Cluster, fold_small
from netui.tui.look.text import Line, Span, cell_len, fit
from netui.tui.widgets.lines import LineWidget

Key = int | str
_ME = 0
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BRAILLE = 0x2800
_EVERY = {"line": 1, "ghost": 3, "lit": 1}


class NetworkMap(LineWidget, can_focus=True):
    """Paints a layout of clusters in the room there is; arrows go to the nearest label.

    `sign(contact_id)` returns the dot of a person and the tone of their name. `wish` says who to show.
    """

    KEYS_TITLE: ClassVar[str] = "On the map"

    DEFAULT_CSS = """
    NetworkMap { height: 1fr; width: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", id="map.open"),
        Binding("up,k", "move(0,-1)", "up", show=False, id="map.up"),
        Binding("down,j", "move(0,1)", "down", show=False, id="map.down"),
        Binding("left", "move(-1,0)", "left", show=False, id="map.left"),
        Binding("right", "move(1,0)", "right", show=False, id="map.right"),
        Binding("g,home", "middle", "the middle: me", show=False, id="map.middle"),
    ]

    class Selected(Message):
        """Another place is selected: 0 for me, a contact id, or the key of a group."""

        def __init__(self, key: Key) -> None:
            super().__init__()
            self.key = key

    class Opened(Message):
        """Enter was pressed on a place, or it was clicked twice."""

        def __init__(self, key: Key, kind: Kind) -> None:
            super().__init__()
            self.key = key
            self.kind = kind

    class LaidOut(Message):
        """The map was laid out again: what is shown has changed."""

    def __init__(self, sign: Callable[[int], Span], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._sign = sign
        self._clusters: Sequence[Cluster] = ()
        self._wish = Wish(people=-1)
        self._layout = Layout(width=0, height=0)
        self._lines: list[dict[int, tuple[int, bool]]] = []
        self._by_row: list[list[int]] = []
        self._selected: Key = _ME
        self._moves: Moves | None = None
        self._kept: tuple[Sequence[Cluster], int, list[Cluster]] | None = None
        self._message = ""

    # What is shown

    @property
    def layout_shown(self) -> Layout:
        """The present map."""
        return self._layout

    @property
    def selected(self) -> Key:
        """The key of the place that is selected."""
        return self._selected

    @property
    def people_wished(self) -> int:
        """How many people are to be shown; what the room suggests, where nothing was wished for."""
        if self._wish.people >= 0:
            return self._wish.people
        return comfortable(self.size.width, self.size.height)

    @property
    def can_show_more(self) -> bool:
        """Whether people are left, and a map may show more."""
        return self._layout.shown < self._layout.people and self.people_wished < MOST_PEOPLE

    @property
    def can_show_fewer(self) -> bool:
        """Whether there are people to leave out."""
        return self.people_wished > 0 and self._layout.people > 0

    def show(self, clusters: Sequence[Cluster], wish: Wish, message: str = "") -> None:
        """Show clusters; `wish.people` below 0 means as many as are comfortable; `message` if no one is."""
        self._clusters, self._wish, self._message = clusters, wish, message
        self._lay_out()

    def select(self, key: Key) -> bool:
        """Select a place; return whether it is on the map."""
        before = self._selected
        self._selected = key
        self._refresh_place(before)
        self._refresh_place(key)
        return self._layout.index_of(key) is not None

    def on_resize(self) -> None:
        """Arrange the map for the present size."""
        if (self.size.width, self.size.height) != (self._layout.width, self._layout.height):
            self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.size.width, self.size.height
        if width <= 0 or height <= 0:
            return
        wish = Wish(
            people=self.people_wished,
            always=self._wish.always,
            path=self._wish.path,
            opened=self._wish.opened,
        )
        ellipsis = self.glyphs.ellipsis
        self._layout = lay_out(
            self._folded(height),
            width,
            height,
            wish,
            measure=cell_len,
            cut=lambda text, room: fit(text, room, ellipsis=ellipsis, pad=False),
        )
        self._moves = None
        self._draw()
        self.refresh()
        self.post_message(self.LaidOut())

    def _folded(self, height: int) -> Sequence[Cluster]:
        """Return the clusters with the small ones joined, which takes a while if they are many."""
        if self._wish.path or self._wish.opened is not None:
            return self._clusters  # these may ask for a small one
        most = most_groups(height)
        if self._kept is None or self._kept[0] is not self._clusters or self._kept[1] != most:
            self._kept = (self._clusters, most, fold_small(self._clusters, most))
        return self._kept[2]

    # Painting

    def _draw(self) -> None:
        """Draw the lines into cells, eight dots each, around the labels."""
        layout = self._layout
        self._by_row = [[] for _ in range(layout.height)]
        covered: list[set[int]] = [set() for _ in range(layout.height)]
        for index, place in enumerate(layout.places):
            start, end = place.cells
            self._by_row[place.y].append(index)
            covered[place.y].update(range(start - 1, end + 1))
        for row in self._by_row:
            row.sort(key=lambda index: layout.places[index].cells[0])
        self._lines = [{} for _ in range(layout.height)]
        for edge in sorted(layout.edges, key=lambda one: one.lit):
            self._draw_edge(edge, covered)

    def _draw_edge(self, edge: Edge, covered: Sequence[set[int]]) -> None:
        start, end = self._layout.places[edge.start], self._layout.places[edge.end]
        x0, y0, x1, y1 = start.x * 2 + 1, start.y * 4 + 2, end.x * 2 + 1, end.y * 4 + 2
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        every = _EVERY["lit" if edge.lit else "ghost" if edge.ghost else "line"]
        for step in range(0, steps + 1, every):
            x, y = round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps)
            column, row = x // 2, y // 4
            if 0 <= row < len(self._lines) and column not in covered[row]:
                dots, lit = self._lines[row].get(column, (0, False))
                if lit and not edge.lit:
                    continue
                if edge.lit and not lit:
                    dots = 0
                self._lines[row][column] = (dots | _DOTS[y % 4][x % 2], edge.lit)

    def render_line(self, y: int) -> Strip:
        """Paint one line of the map."""
        width = self.size.width
        if len(self._layout.places) <= 1 or y >= len(self._lines):
            message = self._message if y == 1 else ""
            return self.paint_line(Line((Span(f"  {message}", "dim"),)), width)
        spans: list[Span] = []
        at = 0
        for index in self._by_row[y]:
            start, end = self._layout.places[index].cells
            self._paint_dots(spans, y, at, start)
            spans += self._paint_place(self._layout.places[index])
            at = max(at, end)
        self._paint_dots(spans, y, at, width)
        return self.paint(spans, width)

    def _paint_dots(self, spans: list[Span], y: int, start: int, end: int) -> None:
        row, plain_signs = self._lines[y], self.glyphs.ascii_only
        for x in range(start, end):
            found = row.get(x)
            if found is None:
                spans.append(Span(" "))
            else:
                sign = ("*" if found[1] else ".") if plain_signs else chr(_BRAILLE | found[0])
                spans.append(Span(sign, "accent" if found[1] else "line"))

    def _paint_place(self, place: Place) -> list[Span]:
        chosen = place.key == self._selected
        if place.kind is Kind.GROUP:
            return [Span(place.text, "on-accent" if chosen else "primary strong")]
        if place.kind is Kind.ME:
            return [Span(self.glyphs.disc, "on-accent" if chosen else "accent strong")]
        sign = self._sign(int(place.key))
        tone = "on-accent" if chosen else sign.tone
        if place.text_x > place.x:
            return [Span(f"{sign.text} {place.text}", tone)]
        return [Span(f"{place.text} {sign.text}", tone)]

    def _refresh_place(self, key: Key) -> None:
        index = self._layout.index_of(key)
        if index is not None:
            place = self._layout.places[index]
            self.refresh(Region(0, place.y, self.size.width, 1))

    # Moving

    def action_move(self, right: int, down: int) -> None:
        """Go to the nearest label in a direction."""
        places = self._layout.places
        index = self._layout.index_of(self._selected)
        if index is None:
            self._choose(_ME)
            return
        if self._moves is None:
            self._moves = moves(self._layout)
        found = self._moves.get((index, right, down))
        if found is not None:
            self._choose(places[found].key)

    def action_middle(self) -> None:
        """Go to the middle."""
        self._choose(_ME)

    def action_open(self) -> None:
        """Open what is selected."""
        index = self._layout.index_of(self._selected)
        if index is not None:
            place = self._layout.places[index]
            self.post_message(self.Opened(place.key, place.kind))

    def on_click(self, event: events.Click) -> None:
        """Select the place under the mouse; a second click opens it."""
        for place in self._layout.places:
            start, end = place.cells
            if place.y == event.y and start <= event.x < end:
                self._choose(place.key)
                if event.chain >= 2:
                    self.action_open()
                return

    def _choose(self, key: Key) -> None:
        if key != self._selected:
            self.select(key)
            self.post_message(self.Selected(key))
