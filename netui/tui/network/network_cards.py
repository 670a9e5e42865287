"""What is known of the place that is selected on the map: a person, a group, a thin spot, or me."""

from collections.abc import Sequence
from datetime import date

from netui.domain.network.diversity import ThinSpot
from netui.domain.network.network import Cluster, is_known
from netui.domain.network.warm_path import Step, reason, requests
from netui.domain.people.contact import ContactRow
from netui.domain.time.dates import describe_day
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span, fit
from netui.tui.network.lines import SOON_DAYS, count_words, person_sign
from netui.tui.network.state import MapView
from netui.tui.widgets.text_page import paragraph

_MOST_NAMES = 10


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
            return f"{selected.name} {glyphs.dot} {count_words(len(selected.everyone))}"
        case ThinSpot():
            return f"{selected.words} {glyphs.dot} {selected.count:,} of {selected.total:,}"
    if view.path and view.target == selected.id:
        return path_words(view.path, selected, glyphs)
    state = _state(selected, today).text
    return f" {glyphs.dot} ".join(part for part in (selected.name, selected.company, state) if part)


def path_words(path: Sequence[Step], target: ContactRow, glyphs: Glyphs) -> str:
    """Return the way to someone in one line, and what can be done with it."""
    if not path:
        return f"Nobody here can introduce you to {target.name}."
    way = f" {glyphs.arrow} ".join(("you", *(step.row.name for step in path)))
    return way if len(path) == 1 else f"{way}: {_asking(path)[0]}"


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
    """Return who is selected and how it stands with them; no contact details."""
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
        return Span("not met yet" if row.stage == "potential" else row.stage.value.replace("-", " "), "dim")
    if row.next_due_on is not None and not row.paused:
        days = (row.next_due_on - today).days
        if days < SOON_DAYS:
            words = describe_day(row.next_due_on, today)
            return Span(words if days < 0 else f"due {words}", "error" if days < 0 else "warning")
    return Span(row.stage.value, "dim")


def group_card(cluster: Cluster, width: int, glyphs: Glyphs, *, opened: bool) -> list[Line]:
    """Return what a group is: how many people, how many of them to meet."""
    to_meet = sum(1 for row in cluster.everyone if not is_known(row))
    people = count_words(len(cluster.everyone))
    words = f"{people}, {to_meet:,} to meet" if to_meet else people
    name = fit(cluster.name, width, pad=False, ellipsis=glyphs.ellipsis)
    return [
        Line((Span(name, "primary strong"),)),
        Line((Span(words, "dim"),)),
        Line((Span("enter shows all groups again" if opened else "enter shows its people", "dim"),)),
    ]


def me_card(people: int, to_meet: int) -> list[Line]:
    """Return what stands in the middle."""
    return [
        Line((Span("you", "strong"),), (Span(count_words(people), "dim"),)),
        Line((Span(f"{people - to_meet:,} met, {to_meet:,} to meet", "dim"),)),
    ]


def path_lines(path: Sequence[Step], target: str, today: date, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the way to someone, step by step, and what can be done with it."""
    lines = [Line(()), Line((Span("WARM PATH", "accent strong"),))]
    if not path:
        said = f"Nobody here can introduce you to {target}: no introduction, company or group leads there."
        return [*lines, *paragraph(said, width, "dim")]
    lines.append(Line((Span(f"{glyphs.met} ", "accent"), Span("you"))))
    for index, step in enumerate(path):
        last = index == len(path) - 1
        name = fit(step.row.name, max(6, width - 2), pad=False, ellipsis=glyphs.ellipsis)
        lines.append(Line((Span(f"{glyphs.down} ", "accent"), Span(name, "strong" if last else ""))))
        lines += [Line((Span("  "), *line.left)) for line in paragraph(reason(step, today), width - 2, "dim")]
    asking = _asking(path) if len(path) > 1 else ["You know each other: n writes to them."]
    return [*lines, Line(()), *(line for words in asking for line in paragraph(words, width))]


def _asking(path: Sequence[Step]) -> list[str]:
    """Return who is to be asked to introduce me to whom: the first one now, each next one by and by."""
    first, *others = requests(path)
    return [f"n asks {first}", *(f"then {words}" for words in others)]
