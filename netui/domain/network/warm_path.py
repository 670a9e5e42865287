"""Who can introduce me to someone: the shortest way over introductions, shared companies and groups."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from heapq import heappop, heappush
from itertools import count, pairwise

from msgspec import Struct

from netui.domain.network.network import SOMEBODY, Memberships, is_known
from netui.domain.people.company import company_key
from netui.domain.people.contact import ContactRow, Stage, first_name
from netui.domain.time.dates import short_day

_Node = int | tuple[str, str]
_Graph = dict[_Node, dict[_Node, float]]

_ME = 0
_KNOWN_COST = {Stage.ACTIVE: 1.0, Stage.CONNECTED: 1.2, Stage.DORMANT: 1.7}
_STRANGER_COST = 1.5
_INTRODUCED_COST = 1.0
_NOW_COST, _ONCE_COST, _GROUP_COST = 0.8, 1.1, 0.9


class Tie(StrEnum):
    """What holds two people together."""

    MINE = "mine"
    INTRODUCED = "introduced"
    COMPANY = "company"
    GROUP = "group"


class Step(Struct, frozen=True):
    """One person on the way, and what connects them to the previous one: `what` they share."""

    row: ContactRow
    tie: Tie
    what: str = ""
    before: ContactRow | None = None


def warm_path(
    rows: Sequence[ContactRow], to: int, memberships: Memberships | None = None
) -> tuple[Step, ...]:
    """Return the way from me to a person, the one I know first; nothing if there is none.

    People the user knows already are one step away. Ties count by how well they hold: an introduction most,
    then a company both work at or a group both belong to, then a company of earlier years.
    """
    here = {row.id: row for row in rows}
    if to not in here:
        return ()
    if is_known(here[to]):
        return (Step(here[to], Tie.MINE),)
    nodes = _shortest_way(_graph(rows, to, memberships or {}), to)
    return tuple(_steps(nodes, here, memberships or {}))


def reason(step: Step, today: date) -> str:
    """Say in a few words what connects a step to the previous one."""
    row, before = step.row, step.before
    match step.tie:
        case Tie.MINE:
            how = row.roles[0].value.replace("-", " ") if row.roles else "you know each other"
            return f"{how}, {short_day(row.last_contact_on, today)}" if row.last_contact_on else how
        case Tie.INTRODUCED if before is not None and row.introduced_by == before.id:
            return f"named by {_called(before)}"
        case Tie.INTRODUCED:
            return "introduced them to you"
        case Tie.COMPANY if before is not None:
            key = company_key(step.what)
            now_here, now_there = company_key(row.company) == key, company_key(before.company) == key
            if now_here and now_there:
                return f"both at {step.what}"
            if now_here:
                return f"at {step.what}, where {_called(before)} was"
            return f"was at {step.what}" if now_there else f"both were at {step.what}"
        case _:
            return f"both in {step.what}"


def requests(path: Sequence[Step]) -> list[str]:
    """Return the introductions to ask for, in the order of the way; none for people I know."""
    names = [_called(step.row) for step in path]
    return [f"{one} to introduce you to {other}" for one, other in pairwise(names)]


def _called(row: ContactRow) -> str:
    """Return the first name, or all of it if it isn't a name."""
    return row.name if row.name.startswith(SOMEBODY) else first_name(row.name)


def _graph(rows: Sequence[ContactRow], to: int, memberships: Memberships) -> _Graph:
    """Return people, companies and groups as nodes: a company is one node, however many work there."""
    graph: _Graph = {_ME: {}}
    here = {row.id: row for row in rows}
    cost = {row.id: 0.0 if row.id == to or is_known(row) else _STRANGER_COST for row in rows}

    def tie(node: _Node, other: _Node, weight: float) -> None:
        graph.setdefault(node, {})[other] = weight
        graph.setdefault(other, {})[node] = weight

    for row in rows:
        if is_known(row):
            tie(_ME, row.id, _KNOWN_COST[row.stage])
        other = row.introduced_by
        if other in here and other is not None:
            tie(row.id, other, _INTRODUCED_COST + cost[row.id] + cost[other])
        for node, _, weight in _shared(row, memberships):
            tie(row.id, node, weight + cost[row.id])
    return graph


def _shortest_way(graph: _Graph, to: _Node) -> list[_Node]:
    """Return the nodes from me to another by Dijkstra's algorithm; none where no way leads there."""
    costs: dict[_Node, float] = {_ME: 0.0}
    previous: dict[_Node, _Node] = {}
    order = count()
    waiting: list[tuple[float, int, _Node]] = [(0.0, next(order), _ME)]
    while waiting:
        cost, _, node = heappop(waiting)
        if node == to:
            way = [node]
            while way[-1] != _ME:
                way.append(previous[way[-1]])
            return way[::-1]
        if cost > costs[node]:
            continue
        for other, weight in graph[node].items():
            if other not in costs or cost + weight < costs[other]:
                costs[other] = cost + weight
                previous[other] = node
                heappush(waiting, (costs[other], next(order), other))
    return []


def _shared(row: ContactRow, memberships: Memberships) -> Iterator[tuple[tuple[str, str], str, float]]:
    """Yield the node, name and cost of every company and group of a person."""
    seen: set[tuple[str, str]] = set()
    for position in sorted(row.positions, key=lambda one: one.until is not None):
        node = ("company", company_key(position.company))
        if node[1] and node not in seen:
            seen.add(node)
            yield node, position.company, _NOW_COST if position.until is None else _ONCE_COST
    for name in memberships.get(row.id, ()):
        yield ("group", company_key(name)), name, _GROUP_COST


def _steps(nodes: Iterable[_Node], here: dict[int, ContactRow], memberships: Memberships) -> Iterator[Step]:
    before: ContactRow | None = None
    over: tuple[str, str] | None = None
    for node in nodes:
        if node == _ME:
            continue
        if isinstance(node, tuple):
            over = node
            continue
        row = here[node]
        if before is None:
            yield Step(row, Tie.MINE)
        elif over is None:
            yield Step(row, Tie.INTRODUCED, "", before)
        else:
            name = next(name for key, name, _ in _shared(row, memberships) if key == over)
            yield Step(row, Tie.COMPANY if over[0] == "company" else Tie.GROUP, name, before)
        before, over = row, None
