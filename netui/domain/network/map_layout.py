"""Places everything on the map: radial, the same every time, labels that never overlap.

Places are in terminal cells, which are about twice as high as wide; `me` is in the middle, groups around
it, people around those. People without room are counted next to the name of their group.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from math import cos, pi, sin, sqrt

from msgspec import Struct

from netui.domain.network.network import Cluster, fold_small, is_known
from netui.domain.people.contact import ContactRow
from netui.domain.people.person_name import shorter

MOST_PEOPLE = 150
"""No map draws more people than this; the others are counted."""

Measure = Callable[[str], int]
Cut = Callable[[str, int], str]


class Kind(StrEnum):
    """What is shown at a place."""

    ME = "me"
    GROUP = "group"
    PERSON = "person"


class Place(Struct, frozen=True, kw_only=True):
    """A label and its dot; a group has no dot. `key` is a contact id, or the key of a cluster.

    `x`, `y` is the cell of the dot (of a group: the middle of its name), `text_x` where the text begins.
    """

    kind: Kind
    key: int | str
    x: int
    y: int
    text: str
    text_x: int
    width: int
    to_meet: bool = False

    @property
    def cells(self) -> tuple[int, int]:
        """The first cell it takes, and the one after the last."""
        if self.kind is Kind.GROUP:
            return self.text_x, self.text_x + self.width
        return min(self.x, self.text_x), max(self.x + 1, self.text_x + self.width)


class Edge(Struct, frozen=True):
    """A line between two places, by their index."""

    start: int
    end: int
    ghost: bool = False
    lit: bool = False


class Layout(Struct, frozen=True, kw_only=True):
    """A map that was laid out: places (the first is me), lines, and who could not be shown."""

    width: int
    height: int
    places: tuple[Place, ...] = ()
    edges: tuple[Edge, ...] = ()
    people: int = 0
    shown: int = 0

    def index_of(self, key: int | str) -> int | None:
        """Return the index of a place, or None."""
        return next((i for i, place in enumerate(self.places) if place.key == key), None)


class Wish(Struct, frozen=True, kw_only=True):
    """What a map shows: how many people, who in any case, which group first, which way is lit."""

    people: int = MOST_PEOPLE
    always: tuple[int, ...] = ()
    path: tuple[int, ...] = ()
    opened: str | None = None


def lay_out(
    found: Sequence[Cluster], width: int, height: int, wish: Wish, *, measure: Measure = len, cut: Cut
) -> Layout:
    """Place clusters in `width` x `height` cells.

    `measure` returns the cells of a text, `cut` shortens one to so many; texts must be fit to paint already.
    """
    if width < 12 or height < 5:
        return Layout(
            width=width, height=height, people=sum(one.size + (one.head is not None) for one in found)
        )
    return _Sheet(found, width, height, wish, measure=measure, cut=cut).layout()


def comfortable(width: int, height: int) -> int:
    """Return how many people a map of this size shows without being crowded."""
    return max(4, min(MOST_PEOPLE, int(height * 0.75), width * height // 90))


def most_groups(height: int) -> int:
    """Return how many groups a map of this height shows apart."""
    return max(4, min(12, height // 4 + 1))


class _Sheet:
    """One map while it is laid out: what is taken, row by row as bits of an integer."""

    def __init__(
        self, found: Sequence[Cluster], width: int, height: int, wish: Wish, *, measure: Measure, cut: Cut
    ) -> None:
        self.width, self.height = width, height
        self.measure, self.cut = measure, cut
        self.wish = wish
        self.total = sum(one.size + (one.head is not None) for one in found)
        self.found = _spread(fold_small(_with_wanted(found, wish), most_groups(height)))
        self.longest = max(6, min(22, width // 4))
        self.rx = width / 2 - min(self.longest * 0.75, 13) - 2
        self.ry = height / 2 - 1.2
        self.cx, self.cy = width // 2, height // 2
        self.taken = [0] * height
        self.places: list[Place] = []
        self.edges: list[Edge] = []
        self._count_room: dict[int, int] = {}
        self._take(self.cy, self.cx - 3, self.cx + 4)
        self.places.append(Place(kind=Kind.ME, key=0, x=self.cx, y=self.cy, text="", text_x=self.cx, width=0))

    def layout(self) -> Layout:
        """Place groups first, then people, those who must be seen before all others."""
        if not self.found:
            return Layout(width=self.width, height=self.height, places=tuple(self.places))
        chosen = self._choose()
        spans = self._spans([len(people) for people in chosen])
        group_at = [
            self._group(cluster, span, len(people), index)
            for index, (cluster, span, people) in enumerate(zip(self.found, spans, chosen, strict=True))
        ]
        wanted = {*self.wish.always, *self.wish.path}
        shown = [0] * len(self.found)
        queue = [
            (row.id not in wanted, order, index)
            for index, people in enumerate(chosen)
            if group_at[index] is not None
            for order, row in enumerate(people)
        ]
        full: set[int] = set()  # where one found no room, looking for more takes long and finds little
        for later, order, index in sorted(queue):
            if later and index in full:
                continue
            row, group = chosen[index][order], group_at[index]
            angle = self._angle(spans[index], order, len(chosen[index]))
            place = self._person(row.name, row.id, angle, order, to_meet=not is_known(row))
            if place is None:
                full.add(index)
            elif group is not None:
                shown[index] += 1
                self.places.append(place)
                self.edges.append(Edge(group, len(self.places) - 1, ghost=place.to_meet))
        heads = 0
        for cluster, group, count in zip(self.found, group_at, shown, strict=True):
            if group is not None:
                self._count(group, cluster, count)
                heads += cluster.head is not None
        return Layout(
            width=self.width,
            height=self.height,
            places=tuple(self.places),
            edges=(*self._lit(), *self.edges),
            people=self.total,
            shown=sum(shown) + heads,
        )

    # Who is shown

    def _choose(self) -> list[list[ContactRow]]:
        """Return the people to show of each cluster: as many as were wished for, spread over the clusters."""
        wanted = {*self.wish.always, *self.wish.path}
        budget = min(self.wish.people, MOST_PEOPLE)
        opened = self.wish.opened
        counts = [0] * len(self.found)
        for index, cluster in enumerate(self.found):
            if cluster.key == opened:
                counts[index] = min(cluster.size, budget)
        for _ in range(min(budget, sum(one.size for one in self.found)) - sum(counts)):
            index = max(
                (i for i, one in enumerate(self.found) if counts[i] < one.size),
                key=lambda i: (sqrt(self.found[i].size) / (counts[i] + 0.6), -i),
            )
            counts[index] += 1
        chosen = []
        for cluster, count in zip(self.found, counts, strict=True):
            people = _first(cluster, count)
            here = {row.id for row in people}
            if wanted - here:
                people += [row for row in cluster.people if row.id in wanted and row.id not in here]
            chosen.append(people)
        return chosen

    # Where

    def _spans(self, counts: Sequence[int]) -> list[tuple[float, float]]:
        """Return the part of the circle of each cluster, clockwise from the top."""
        weights = [count + 0.9 for count in counts]
        whole, start = sum(weights), -pi / 2 - pi * weights[0] / sum(weights)
        spans = []
        for weight in weights:
            size = 2 * pi * weight / whole
            spans.append((start, start + size))
            start += size
        return spans

    @staticmethod
    def _angle(span: tuple[float, float], order: int, count: int) -> float:
        """Return the angle of the n-th person: from the middle of the span outwards."""
        start, end = span
        room = end - start
        return start + room * (order + 0.5) / max(1, count)

    def _group(self, cluster: Cluster, span: tuple[float, float], shown: int, index: int) -> int | None:
        angle = (span[0] + span[1]) / 2
        name = self.cut(cluster.name, self.longest)
        more = len(f" +{cluster.size:,}") if shown < cluster.size else 0
        width = self.measure(name) + more
        crowded = len(self.found) > 8
        radius = (0.42, 0.62)[index % 2] if crowded else 0.52
        spot = self._free_group(angle, radius, width)
        if spot is None:
            return None
        x, y = spot
        self._take(y, x - width // 2 - 1, x - width // 2 + width + 1)
        self._count_room[len(self.places)] = more
        self.places.append(
            Place(
                kind=Kind.GROUP,
                key=cluster.key if cluster.head is None else cluster.head.id,
                x=x,
                y=y,
                text=name,
                text_x=x - width // 2,
                width=self.measure(name),
            )
        )
        self.edges.append(Edge(0, len(self.places) - 1))
        return len(self.places) - 1

    def _free_group(self, angle: float, radius: float, width: int) -> tuple[int, int] | None:
        for turn, push in _offsets(0.5):
            x, y = self._cell(angle + turn, min(1.0, radius + push))
            x = max(width // 2 + 1, min(x, self.width - (width - width // 2) - 1))
            if self._is_free(y, x - width // 2 - 1, x - width // 2 + width + 1):
                return x, y
        for y in range(self.height):
            for x in range(width // 2 + 1, self.width - (width - width // 2)):
                if self._is_free(y, x - width // 2 - 1, x - width // 2 + width + 1):
                    return x, y
        return None

    def _person(self, name: str, key: int, angle: float, order: int, *, to_meet: bool) -> Place | None:
        text = next((one for one in shorter(name) if self.measure(one) <= self.longest), None)
        text = self.cut(name, self.longest) if text is None else text
        width = self.measure(text)
        radius = (1.0, 0.84)[order % 2]
        for turn, push in _offsets(0.9):
            x, y = self._cell(angle + turn, radius + push)
            for right in (x >= self.cx, x < self.cx):
                start = x if right else x - width - 1
                if self._is_free(y, start - 1, start + width + 3):
                    self._take(y, start, start + width + 2)
                    return Place(
                        kind=Kind.PERSON,
                        key=key,
                        x=x,
                        y=y,
                        text=text,
                        text_x=x + 2 if right else start,
                        width=width,
                        to_meet=to_meet,
                    )
                if abs(x - self.cx) > self.longest:
                    break
        return None

    def _cell(self, angle: float, radius: float) -> tuple[int, int]:
        x = self.cx + self.rx * radius * cos(angle)
        y = self.cy + self.ry * radius * sin(angle)
        return round(x), max(0, min(self.height - 1, round(y)))

    def _count(self, index: int, cluster: Cluster, shown: int) -> None:
        hidden = cluster.size - shown
        if hidden > 0:
            place = self.places[index]
            more = f" +{hidden:,}"
            end = place.text_x + place.width
            # Room was kept where it was known that not all would be shown; else the name makes room.
            fits = self._count_room[index] >= len(more) or self._is_free(
                place.y, end + 1, end + len(more) + 1
            )
            self._take(place.y, place.text_x, end + len(more) + 1 if fits else end)
            name = place.text if fits else self.cut(place.text, max(1, place.width - len(more)))
            text = f"{name}{more}"
            self.places[index] = Place(
                kind=place.kind,
                key=place.key,
                x=place.x,
                y=place.y,
                text=text,
                text_x=place.text_x,
                width=self.measure(text),
            )

    def _lit(self) -> Iterator[Edge]:
        """Yield the lines of the way to someone: over the group of the first, then from one to the next."""
        at = {place.key: index for index, place in enumerate(self.places) if isinstance(place.key, int)}
        path = [at[one] for one in self.wish.path if one in at]
        before = 0
        for step, place in enumerate(path):
            group = next((edge.start for edge in self.edges if edge.end == place), 0) if step == 0 else 0
            if group:
                yield Edge(0, group, lit=True)
                before = group
            yield Edge(before, place, lit=True)
            before = place

    # What is taken

    def _is_free(self, y: int, start: int, end: int) -> bool:
        if start < -1 or end > self.width + 1:
            return False
        return not self.taken[y] & _bits(max(0, start), min(end, self.width))

    def _take(self, y: int, start: int, end: int) -> None:
        self.taken[y] |= _bits(max(0, start), min(end, self.width))


def _first(cluster: Cluster, count: int) -> list[ContactRow]:
    """Return the closest people of a cluster, and among them some that one has yet to meet."""
    people = list(cluster.people[:count])
    if 1 < count < cluster.size:
        to_meet = list(islice((row for row in cluster.people if not is_known(row)), max(1, count // 4)))
        here = {row.id for row in people}
        late = [row for row in to_meet if row.id not in here]
        people = [*people[: count - len(late)], *late]
    return people


def _bits(start: int, end: int) -> int:
    return ((1 << max(0, end - start)) - 1) << start


@lru_cache(maxsize=8)
def _offsets(widest: float) -> Sequence[tuple[float, float]]:
    """Return (turn, push) to try around a wished place, the nearest first."""
    found = [
        (side * turn / 30, push / 12)
        for turn in range(int(widest * 30) + 1)
        for side in ((1, -1) if turn else (1,))
        for push in range(-6, 3)
    ]
    return sorted(found, key=lambda one: (one[0] ** 2 * 2.5 + one[1] ** 2, one[0], one[1]))


def _with_wanted(found: Sequence[Cluster], wish: Wish) -> list[Cluster]:
    """Put first the clusters that need a place of their own: the opened one, those of the lit way."""
    wanted = set(wish.path)

    def later(one: Cluster) -> bool:
        return one.key != wish.opened and not any(row.id in wanted for row in one.everyone)

    return sorted(found, key=later) if wish.path or wish.opened is not None else list(found)


def _spread(found: Sequence[Cluster]) -> list[Cluster]:
    """Return large and small clusters by turns, so that no side of the map is full."""
    ordered = sorted(found, key=lambda one: (-one.size, one.key))
    half = (len(ordered) + 1) // 2
    return [one for pair in _pairs(ordered[:half], ordered[half:]) for one in pair]


def _pairs(large: Sequence[Cluster], small: Sequence[Cluster]) -> Iterator[Collection[Cluster]]:
    for index, one in enumerate(large):
        yield (one, small[-1 - index]) if index < len(small) else (one,)
