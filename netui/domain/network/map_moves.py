"""Where the arrows lead on a map: to the nearest label in their direction, and in the end to every one."""

from collections.abc import Mapping

from netui.domain.network.map_layout import Layout

DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1))
_WEIGHTS = ((1.6, 0.9), (1.0, 0.6), (2.5, 0.6), (2.5, 1.5), (0.7, 0.4), (4.0, 3.0), (0.4, 0.2))
"""How much it counts to lie aside, for arrows across and for arrows up and down."""

Moves = Mapping[tuple[int, int, int], int]
"""(index of a place, right, down) to the index of the place the arrow leads to."""


def moves(layout: Layout) -> Moves:
    """Return where every arrow leads, so weighed that as many labels as possible can be reached from me."""
    best: dict[tuple[int, int, int], int] = {}
    most = 0
    for across, upright in _WEIGHTS:
        found = _moves(layout, across, upright)
        reached = _reached(found)
        if reached > most:
            best, most = found, reached
        if reached >= len(layout.places):
            break
    return best


def _moves(layout: Layout, across: float, upright: float) -> dict[tuple[int, int, int], int]:
    points = [(place.x, place.y * 2) for place in layout.places]
    found = {}
    for index, (x, y) in enumerate(points):
        costs = [(float("inf"), -1)] * 4
        for other, (there_x, there_y) in enumerate(points):
            over, under = there_x - x, there_y - y
            aside_x, aside_y = abs(over), abs(under)
            if over:
                side = 0 if over > 0 else 1
                costs[side] = min(costs[side], (aside_x + aside_y * across, other))
            if under:
                side = 2 if under > 0 else 3
                costs[side] = min(costs[side], (aside_y + aside_x * upright, other))
        for (right, down), (_, other) in zip(DIRECTIONS, costs, strict=True):
            if other >= 0:
                found[index, right, down] = other
    return found


def _reached(found: Moves) -> int:
    reached, queue = {0}, [0]
    while queue:
        index = queue.pop()
        for right, down in DIRECTIONS:
            other = found.get((index, right, down))
            if other is not None and other not in reached:
                reached.add(other)
                queue.append(other)
    return len(reached)
