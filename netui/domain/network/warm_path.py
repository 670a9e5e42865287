"""Who can introduce me to someone: the shortest way over introductions, shared companies and groups."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from heapq import heappop, heappush
from itertools import count, pairwise

from msgspec import Struct

from netui.domain.network.network import SOMEBODY, Memberships, is_known
from netui.domain.people.company import company_key
from netui.domain.people.contact import ContactRow, Stage, first_name
from netui.domain.plan.introduction import Introduction, IntroductionState
from netui.domain.time.dates import short_day
from netui.domain.values import replace

_Node = int | tuple[str, str]
_Graph = dict[_Node, dict[_Node, float]]
Introductions = Mapping[tuple[int, int], Introduction]
"""What is recorded of introductions to me, by the ids of introducer and person."""

_ME = 0
_KNOWN_COST = {Stage.ACTIVE: 1.0, Stage.CONNECTED: 1.2, Stage.DORMANT: 1.7}
_STRANGER_COST = 1.5
_ASKED_COST = 1.7
_ON_ITS_WAY = (IntroductionState.MADE, IntroductionState.ASKED)
_INTRODUCED_COST = 1.0
_NOW_COST, _ONCE_COST, _GROUP_COST = 0.8, 1.1, 0.9


class Tie(StrEnum):
    """What holds two people together."""

    MINE = "mine"
    INTRODUCED = "introduced"
    COMPANY = "company"
    GROUP = "group"


class Step(Struct, frozen=True):
    """One person on the way, and what connects them to the previous one: `what` they share.

    `introduction` is what is recorded of how the previous person introduced this one to me.
    """

    row: ContactRow
    tie: Tie
    what: str = ""
    before: ContactRow | None = None
    introduction: Introduction | None = None

    @property
    def state(self) -> IntroductionState | None:
        """How far the introduction by the previous one has come."""
        return self.introduction.state if self.introduction is not None else None


class Act(StrEnum):
    """What a note along the way does."""

    WRITE = "write"
    ASK = "ask"
    REMIND = "remind"


class NextNote(Struct, frozen=True):
    """The note that comes next on a way: who gets it, and whose introduction it asks for or reminds of."""

    act: Act
    to: ContactRow
    about: ContactRow | None = None


def warm_path(
    rows: Sequence[ContactRow],
    to: int,
    memberships: Memberships | None = None,
    introductions: Introductions | None = None,
) -> tuple[Step, ...]:
    """Return the way from me to a person, the one I know first; nothing if there is none.

    People the user knows already are one step away. Ties count by how well they hold: an introduction most,
    then a company both work at or a group both belong to, then a company of earlier years. The way to someone
    I was introduced to, or asked to be, leads over who did it or was asked.
    """
    here = {row.id: row for row in rows}
    if to not in here:
        return ()
    if is_known(here[to]):
        return (Step(here[to], Tie.MINE),)
    known = introductions or {}
    nodes = _shortest_way(_graph(rows, to, memberships or {}, known), to)
    steps = _steps(nodes, here, memberships or {})
    return tuple(
        replace(one, introduction=known.get((one.before.id, one.row.id))) if one.before is not None else one
        for one in steps
    )


def reason(step: Step, today: date) -> str:
    """Say in a few words what connects a step to the previous one, and what was asked or done already."""
    done = introduction_words(step, today)
    if done and step.state is not IntroductionState.DROPPED:
        return done
    return "; ".join(part for part in (_connection(step, today), done) if part)


def introduction_words(step: Step, today: date) -> str:
    """Say that the previous one introduced this person, or was asked to; "" where neither is known."""
    one, before = step.introduction, step.before
    if one is None or before is None:
        return ""
    if one.state is IntroductionState.MADE:
        day = f" on {short_day(one.on, today)}" if one.on is not None else ""
        return f"{_called(before)} introduced you{day}"
    if one.asked_on is None:
        return ""
    asked = f"you asked {_called(before)} on {short_day(one.asked_on, today)}"
    if one.dropped_on is not None:
        return f"{asked}, closed on {short_day(one.dropped_on, today)}"
    return f"{asked}, reminded on {short_day(one.reminded_on, today)}" if one.reminded_on else asked


def _connection(step: Step, today: date) -> str:
    row, before = step.row, step.before
    match step.tie:
        case Tie.MINE:
            how = row.roles[0].value.replace("-", " ") if row.roles else "you know each other"
            return f"{how}, {short_day(row.last_contact_on, today)}" if row.last_contact_on else how
        case Tie.INTRODUCED if before is not None and (step.introduction or row.introduced_by == before.id):
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
    """Return the introductions that are not made, in the order of the way; none for people I know."""
    names = [_called(step.row) for step in path[_reached(path) :]]
    return [f"{one} to introduce you to {other}" for one, other in pairwise(names)]


def next_note(path: Sequence[Step]) -> NextNote | None:
    """Return the note that comes next on a way, None where there is none.

    Someone I know, or was introduced to, is written to; who was asked already is reminded, not asked again.
    """
    if not path:
        return None
    place = _reached(path)
    to = path[place].row
    if place + 1 == len(path):
        return NextNote(Act.WRITE, to)
    coming = path[place + 1]
    return NextNote(Act.REMIND if coming.state is IntroductionState.ASKED else Act.ASK, to, coming.row)


def next_words(path: Sequence[Step], write: str, ask: str, remind: str) -> list[str]:
    """Return what to do along a way, each verb as given: the next note, then what to ask later."""
    note = next_note(path)
    if note is None:
        return []
    if note.act is Act.WRITE:
        return [f"{write} to {_called(note.to)}"]
    first, *others = requests(path)
    return [f"{ask if note.act is Act.ASK else remind} {first}", *(f"then {words}" for words in others)]


def _reached(path: Sequence[Step]) -> int:
    """Return the place of the last person on the way that I know or was introduced to."""
    made = (place for place, step in enumerate(path) if step.state is IntroductionState.MADE)
    return max(made, default=0)


def _called(row: ContactRow) -> str:
    """Return the first name, or all of it if it isn't a name."""
    return row.name if row.name.startswith(SOMEBODY) else first_name(row.name)


def _graph(
    rows: Sequence[ContactRow], to: int, memberships: Memberships, introductions: Introductions
) -> _Graph:
    """Return people, companies and groups as nodes: a company is one node, however many work there.

    Someone I was introduced to, or asked to be, is tied to those who did it or were asked alone.
    """
    graph: _Graph = {_ME: {}}
    here = {row.id: row for row in rows}
    cost = {row.id: 0.0 if row.id == to or is_known(row) else _STRANGER_COST for row in rows}

    def tie(node: _Node, other: _Node, weight: float) -> None:
        graph.setdefault(node, {})[other] = weight
        graph.setdefault(other, {})[node] = weight

    asked = _asked_by(to, here, introductions)
    for one in asked:
        tie(one, to, 0.0)
        tie(_ME, one, _KNOWN_COST.get(here[one].stage, _ASKED_COST))
    for row in rows:
        if is_known(row):
            tie(_ME, row.id, _KNOWN_COST[row.stage])
        if row.id == to and asked:
            continue
        other = row.introduced_by
        if other in here and other is not None and not (asked and other == to):
            tie(row.id, other, _INTRODUCED_COST + cost[row.id] + cost[other])
        for node, _, weight in _shared(row, memberships):
            tie(row.id, node, weight + cost[row.id])
    for (by, one), introduction in introductions.items():
        if by not in here or one not in here or (asked and to in (by, one)):
            continue
        if introduction.state in _ON_ITS_WAY:
            tie(by, one, 0.0)
        elif introduction.is_open:
            tie(by, one, _INTRODUCED_COST + cost[by] + cost[one])
    return graph


def _asked_by(to: int, here: Mapping[int, ContactRow], introductions: Introductions) -> list[int]:
    """Return who introduced a person to me, or else who was asked to."""
    for state in _ON_ITS_WAY:
        found = [
            by
            for (by, one), introduction in introductions.items()
            if one == to and by in here and introduction.state is state
        ]
        if found:
            return found
    return []


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
