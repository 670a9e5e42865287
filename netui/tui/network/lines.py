"""What the network screen says in words: groups and their people, thin spots, bars."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from netui.domain.counted import count_people, counted
from netui.domain.network.diversity import VIEW, Diversity, Helper, ThinSpot
from netui.domain.network.network import Cluster, Grouping, is_known
from netui.domain.network.warm_path import Step, introduction_words, next_words, reason
from netui.domain.people.contact import ContactRow
from netui.domain.time.dates import describe_day
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span, cell_len, fit
from netui.tui.network.state import MapView
from netui.tui.widgets.charts import bar
from netui.tui.widgets.rows import BLANK, Blank, Heading
from netui.tui.widgets.text_page import paragraph

SOON_DAYS = 7
_NAME_WIDTH = 22
_MOST_SHARES = 6
_MOST_THIN = 4
_MOST_GROUPS = 9
_MOST_NAMES = 10


class GroupRow(Struct, frozen=True):
    """A group in the list; `opened` shows its people beneath."""

    cluster: Cluster
    opened: bool = False

    @property
    def id(self) -> tuple[str, str]:
        """What the cursor stays on."""
        return "group", self.cluster.key


class PersonRow(Struct, frozen=True):
    """A person in a list, under the reason they are in it."""

    row: ContactRow
    under: str
    why: str = ""

    @property
    def id(self) -> tuple[str, str, int]:
        """What the cursor stays on: a person may be in a list more than once."""
        return "person", self.under, self.row.id


class ThinRow(Struct, frozen=True):
    """A thin spot in a list."""

    spot: ThinSpot

    @property
    def id(self) -> tuple[str, str, str]:
        """What the cursor stays on."""
        return "thin", self.spot.dimension, self.spot.words


class ShareRow(Struct, frozen=True):
    """One bar of the spread: `count` of `total` people."""

    dimension: str
    name: str
    count: int
    total: int

    @property
    def id(self) -> tuple[str, str, str]:
        """What the cursor stays on."""
        return "share", self.dimension, self.name


class MoreRow(Struct, frozen=True):
    """The groups that are not listed; enter lists them."""

    count: int
    id: str = "more"


NetworkRow = MoreRow | GroupRow | PersonRow | ThinRow | ShareRow | Heading | Blank


def person_sign(row: ContactRow | None, today: date, glyphs: Glyphs) -> Span:
    """Return the dot of a person: known, to meet, or late; its tone is that of the name."""
    if row is None or not is_known(row):
        return Span(glyphs.to_meet, "ghost")
    if row.next_due_on is not None and not row.paused:
        days = (row.next_due_on - today).days
        if days < 0:
            return Span(glyphs.overdue, "error")
        if days < SOON_DAYS:
            return Span(glyphs.soon, "warning")
    return Span(glyphs.disc)


def legend(total: int, shown: int, glyphs: Glyphs, room: int) -> str:
    """Return what the signs mean, as many as `room` cells hold, and how many people the map shows."""
    known, to_meet, late = f"{glyphs.disc} known", f"{glyphs.to_meet} to meet", f"{glyphs.overdue} late"
    people = f"{count_people(total)}, {shown:,} shown"
    for signs in ((known, to_meet, f"{glyphs.soon} due soon", late), (known, to_meet, late)):
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
                    counted(len(rest), "other"),
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
            return Line((Span(counted(count, "smaller group"), "dim"),), (Span("enter", "dim"),))
        case PersonRow(person, _, why):
            sign = person_sign(person, today, glyphs)
            name = Span(f"{sign.text} {person.name}", sign.tone)
            if not why:
                return Line((Span("  "), name))
            room = max(min(_NAME_WIDTH, width // 2), min(cell_len(name.text), width - cell_len(why) - 4), 8)
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


def card_of(
    selected: ContactRow | Cluster | ThinSpot | None, view: MapView, today: date, width: int, glyphs: Glyphs
) -> list[Line]:
    """Return the card of what is selected; of a person on the way that was asked for, with the way."""
    match selected:
        case Cluster():
            return group_card(selected, width, glyphs, opened=selected.key == view.opened)
        case ThinSpot():
            return spot_card(selected, view, today, width, glyphs)
        case None:
            return me_card(len(view.rows), view.to_meet) if view.rows else []
    lines = person_card(selected, today, width, glyphs)
    if view.target is not None and view.is_on_way(selected.id):
        lines += path_lines(view.path, view.rows[view.target].name, today, width, glyphs)
    return lines


def title_of(
    selected: ContactRow | Cluster | ThinSpot | None, view: MapView, today: date, glyphs: Glyphs
) -> str:
    """Return what is selected in one line, for a frame whose card is out of sight."""
    match selected:
        case None:
            return ""
        case Cluster():
            return f"{selected.name} {glyphs.dot} {count_people(len(selected.everyone))}"
        case ThinSpot():
            return f"{selected.words} {glyphs.dot} {selected.count:,} of {selected.total:,}"
    if view.path and view.target == selected.id:
        return path_words(view.path, selected, today, glyphs)
    state = _state(selected, today).text
    return f" {glyphs.dot} ".join(part for part in (selected.name, selected.company, state) if part)


def path_words(path: Sequence[Step], target: ContactRow, today: date, glyphs: Glyphs) -> str:
    """Return the way to someone in one line, and what can be done with it."""
    if not path:
        return f"No one here can introduce you to {target.name}."
    way = f" {glyphs.arrow} ".join(("you", *(step.row.name for step in path)))
    if len(path) == 1:
        return way
    known = [words for step in path if (words := introduction_words(step, today))]
    return f"{way}: {'; '.join((*known, _next(path)[0]))}"


def spot_card(spot: ThinSpot, view: MapView, today: date, width: int, glyphs: Glyphs) -> list[Line]:
    """Return a thin spot with those who are there."""
    lines = [
        *paragraph(spot.words, width, "strong"),
        *paragraph(f"{spot.count:,} of {spot.total:,} whose {spot.dimension} is known", width, "dim"),
    ]
    people = [view.rows[one] for one in spot.ids if one in view.rows]
    if people:
        lines.append(Line(()))
    for row in people[:_MOST_NAMES]:
        sign = person_sign(row, today, glyphs)
        name = fit(row.name, max(1, width - 2), pad=False, ellipsis=glyphs.ellipsis)
        lines.append(Line((Span(f"{sign.text} {name}", sign.tone),)))
    if len(people) > _MOST_NAMES:
        lines.append(Line((Span(f"  and {len(people) - _MOST_NAMES:,} more", "dim"),)))
    return lines


def person_card(row: ContactRow, today: date, width: int, glyphs: Glyphs) -> list[Line]:
    """Return who is selected and the state of the contact; no contact details."""
    about = f" {glyphs.dot} ".join(part for part in (row.title, row.company) if part)
    state = _state(row, today)
    room = max(1, width - len(state.text) - 2)
    lines = [Line((Span(fit(row.name, room, pad=False, ellipsis=glyphs.ellipsis), "strong"),), (state,))]
    if about:
        lines += paragraph(about, width, "dim")
    if row.location:
        lines += paragraph(row.location, width, "dim")
    return lines


def _state(row: ContactRow, today: date) -> Span:
    if not is_known(row):
        return Span("to meet" if row.stage == "potential" else row.stage.value.replace("-", " "), "dim")
    if row.next_due_on is not None and not row.paused:
        days = (row.next_due_on - today).days
        if days < SOON_DAYS:
            words = describe_day(row.next_due_on, today)
            return Span(words if days < 0 else f"due {words}", "error" if days < 0 else "warning")
    return Span(row.stage.value, "dim")


def group_card(cluster: Cluster, width: int, glyphs: Glyphs, *, opened: bool) -> list[Line]:
    """Return what a group is: how many people, how many of them to meet."""
    to_meet = sum(1 for row in cluster.everyone if not is_known(row))
    people = count_people(len(cluster.everyone))
    words = f"{people}, {to_meet:,} to meet" if to_meet else people
    name = fit(cluster.name, width, pad=False, ellipsis=glyphs.ellipsis)
    return [
        Line((Span(name, "primary strong"),)),
        Line((Span(words, "dim"),)),
        Line((Span("enter shows all groups again" if opened else "enter shows its people", "dim"),)),
    ]


def me_card(people: int, to_meet: int) -> list[Line]:
    """Return what is in the middle."""
    return [
        Line((Span("you", "strong"),), (Span(count_people(people), "dim"),)),
        Line((Span(f"{people - to_meet:,} known, {to_meet:,} to meet", "dim"),)),
    ]


def path_lines(path: Sequence[Step], target: str, today: date, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the way to someone, step by step, and what can be done with it."""
    lines = [Line(()), Line((Span("WARM PATH", "accent strong"),))]
    if not path:
        message = f"No one here can introduce you to {target}: no introduction, company or group leads there."
        return [*lines, *paragraph(message, width, "dim")]
    lines.append(Line((Span(f"{glyphs.disc} ", "accent"), Span("you"))))
    for index, step in enumerate(path):
        last = index == len(path) - 1
        name = fit(step.row.name, max(6, width - 2), pad=False, ellipsis=glyphs.ellipsis)
        lines.append(Line((Span(f"{glyphs.down} ", "accent"), Span(name, "strong" if last else ""))))
        lines += [Line((Span("  "), *line.left)) for line in paragraph(reason(step, today), width - 2, "dim")]
    asking = _next(path) if len(path) > 1 else ["You know each other: n writes to them."]
    return [*lines, Line(()), *(line for words in asking for line in paragraph(words, width))]


def _next(path: Sequence[Step]) -> list[str]:
    """Return what n does now, and what to ask of the others on the way later."""
    return next_words(path, "n writes", "n asks", "n reminds")
