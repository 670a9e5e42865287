"""What the network screen says in words: groups and their people, thin spots, bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from netui.domain.network.diversity import VIEW, Diversity, Helper, ThinSpot
from netui.domain.network.network import Cluster, Grouping, is_known
from netui.domain.people.contact import ContactRow
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span, cell_len, fit
from netui.tui.widgets.charts import bar
from netui.tui.widgets.rows import BLANK, Blank, Heading

SOON_DAYS = 7
_NAME_WIDTH = 22
_MOST_SHARES = 6
_MOST_THIN = 4
_MOST_GROUPS = 9


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group in the list; `opened` shows its people beneath."""

    cluster: Cluster
    opened: bool = False

    @property
    def id(self) -> tuple[str, str]:
        """What the cursor stays on."""
        return "group", self.cluster.key


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list, under what they stand there for."""

    row: ContactRow
    under: str
    why: str = ""

    @property
    def id(self) -> tuple[str, str, int]:
        """What the cursor stays on: a person may stand in a list more than once."""
        return "person", self.under, self.row.id


@dataclass(frozen=True, slots=True)
class ThinRow:
    """A thin spot in a list."""

    spot: ThinSpot

    @property
    def id(self) -> tuple[str, str, str]:
        """What the cursor stays on."""
        return "thin", self.spot.dimension, self.spot.words


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One bar of the spread: `count` of `total` people."""

    dimension: str
    name: str
    count: int
    total: int

    @property
    def id(self) -> tuple[str, str, str]:
        """What the cursor stays on."""
        return "share", self.dimension, self.name


@dataclass(frozen=True, slots=True)
class MoreRow:
    """The groups that are not listed; enter lists them."""

    count: int
    id: str = "more"


NetworkRow = MoreRow | GroupRow | PersonRow | ThinRow | ShareRow | Heading | Blank


def person_sign(row: ContactRow | None, today: date, glyphs: Glyphs) -> Span:
    """Return the dot of a person: met, to meet, or late; its tone is that of the name."""
    if row is None or not is_known(row):
        return Span(glyphs.to_meet, "ghost")
    if row.next_due_on is not None and not row.paused:
        days = (row.next_due_on - today).days
        if days < 0:
            return Span(glyphs.overdue, "error")
        if days < SOON_DAYS:
            return Span(glyphs.soon, "warning")
    return Span(glyphs.met)


def count_words(count: int) -> str:
    """Return "1 person" or "56 people"."""
    return "1 person" if count == 1 else f"{count:,} people"


def legend(total: int, shown: int, glyphs: Glyphs, room: int) -> str:
    """Return what the signs mean, as many as `room` cells hold, and how many people the map shows."""
    met, to_meet, late = f"{glyphs.met} met", f"{glyphs.to_meet} to meet", f"{glyphs.overdue} late"
    people = f"{count_words(total)}, {shown:,} shown"
    for signs in ((met, to_meet, f"{glyphs.soon} due soon", late), (met, to_meet, late)):
        words = f" {glyphs.dot} ".join((*signs, people))
        if cell_len(words) <= room:
            break
    return words


def list_rows(
    clusters: Sequence[Cluster],
    grouping: Grouping,
    spread: Diversity,
    *,
    opened: str | None,
    every: bool,
) -> list[NetworkRow]:
    """Return the map in words: the groups with their counts, the people of the open one, the thin spots."""
    if not clusters:
        return []
    rows: list[NetworkRow] = [Heading("GROUPS", right=f"by {grouping.value}")]
    few = every or len(clusters) <= _MOST_GROUPS + 2
    for index, cluster in enumerate(clusters):
        is_open = cluster.key == opened
        if not (few or is_open or index < _MOST_GROUPS):
            continue
        rows.append(GroupRow(cluster, is_open))
        if is_open:
            rows += [PersonRow(row, cluster.key) for row in cluster.everyone]
    if not few:
        rows.append(MoreRow(len(clusters) - sum(1 for row in rows if isinstance(row, GroupRow))))
    if spread.thin:
        rows += [BLANK, Heading("THIN", tone="accent", right="v shows all")]
        rows += [ThinRow(spot) for spot in spread.thin[:_MOST_THIN]]
    return rows


def spread_rows(spread: Diversity) -> list[NetworkRow]:
    """Return the spread of the network: bars by dimension, thin spots with bridges, people to deepen."""
    rows: list[NetworkRow] = []
    for spot in spread.thin:
        if not rows:
            rows.append(Heading("THIN SPOTS", tone="accent", right="and who could bridge them"))
        rows.append(ThinRow(spot))
        rows += [PersonRow(one.row, f"{spot.dimension} {spot.words}", one.why) for one in spot.bridges]
        rows.append(BLANK)
    if spread.deepen:
        rows.append(Heading("CASUAL CONTACTS TO DEEPEN", right="they widen your network"))
        rows += [_deepened(one) for one in spread.deepen]
        rows.append(BLANK)
    for dimension in spread.dimensions:
        unknown = f"{dimension.unknown:,} unknown" if dimension.unknown else ""
        rows.append(Heading(dimension.name.upper(), right=unknown))
        shown = dimension.shares[:_MOST_SHARES]
        rows += [ShareRow(dimension.name, one.name, one.count, dimension.known) for one in shown]
        rest = dimension.shares[_MOST_SHARES:]
        if rest:
            rows.append(
                ShareRow(
                    dimension.name,
                    f"{len(rest):,} other{'s' * (len(rest) != 1)}",
                    len({one for share in rest for one in share.ids}),
                    dimension.known,
                )
            )
        rows.append(BLANK)
    if spread.people and not any(one.name == "viewpoint" for one in spread.dimensions):
        rows.append(Heading("VIEWPOINT", right=f"tag people {VIEW}… to see it"))
    return rows


def _deepened(one: Helper) -> PersonRow:
    return PersonRow(one.row, "deepen", one.why)


def paint_row(row: NetworkRow, width: int, today: date, glyphs: Glyphs) -> Line:
    """Paint one row of either list."""
    match row:
        case GroupRow(cluster, opened):
            tone = "strong" if opened else "dim" if cluster.loose else ""
            return Line((Span(cluster.name, tone),), (Span(f"{len(cluster.everyone):,}", "dim"),))
        case MoreRow(count):
            return Line((Span(f"{count:,} smaller groups", "dim"),), (Span("enter", "dim"),))
        case PersonRow(person, _, why):
            sign = person_sign(person, today, glyphs)
            name = Span(f"{sign.text} {person.name}", sign.tone)
            if not why:
                return Line((Span("  "), name))
            room = min(_NAME_WIDTH, max(8, width // 2))
            return Line((Span("  "), Span(fit(name.text, room), sign.tone), Span(f"  {why}", "dim")))
        case ThinRow(spot):
            return Line((Span(spot.words),), (Span(f"{spot.count:,} of {spot.total:,}", "accent"),))
        case ShareRow(_, name, count, total):
            room = min(_NAME_WIDTH, max(8, width // 3))
            size = max(4, min(28, width - room - 10))
            return Line(
                (Span(fit(name, room)), Span("  "), *bar(count, total, size, glyphs, "primary")),
                (Span(f"{count:,}", "dim"),),
            )
        case _:
            return Line(())
