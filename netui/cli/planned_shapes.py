"""What `netui plan --json` prints of each section, as types made from the entries of that section."""

from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct, defstruct

from netui.cli.plan_section import PlanSection, spoken_field
from netui.cli.plan_sections import SECTIONS
from netui.cli.plan_values import PEOPLE, shown_fields
from netui.cli.typed_shapes import Instant, PersonShape
from netui.domain.people.cadence import Cadence
from netui.domain.people.interaction import Direction
from netui.domain.plan.favour import FavourKind, FavourSource
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import field_names


class CountShape(Struct, frozen=True):
    """How many entries a section has."""

    section: str
    count: int


class DeletedShape(Struct, frozen=True):
    """An entry that was deleted."""

    section: str
    id: str
    name: str


class LedgerShape(Struct, frozen=True):
    """Something that went one way or the other, wherever it was noted."""

    section: str
    id: str
    name: str
    contact: PersonShape | None
    direction: Direction
    kind: FavourKind
    source: FavourSource
    on: date | None
    text: str | None


@cache
def planned_shape(name: str) -> type[Struct]:
    """Return the type of an entry of a section."""
    section = SECTIONS[name]
    fields = [(spoken_field(one), _printed(section, one)) for one in shown_fields(section)]
    return defstruct(
        f"{section.entity.__name__}Shape",
        [("id", str), ("name", str), *fields],
        frozen=True,
        tag_field="section",
        tag=name,
        namespace={"__doc__": f"An entry of {name}."},
    )


@cache
def any_planned() -> Any:
    """Return the type of an entry of any section."""
    found: Any = planned_shape(next(iter(SECTIONS)))
    for name in SECTIONS:
        found |= planned_shape(name)
    return found


def _printed(section: PlanSection, name: str) -> Any:
    """Return the type that JSON has for a field, or for a value that follows from others."""
    if name in section.more:
        return get_type_hints(getattr(section.entity, name).fget)["return"]
    return _type_of(name, get_type_hints(section.entity)[name])


def _type_of(name: str, hint: Any) -> Any:
    if name in PEOPLE:
        return PersonShape | None
    if name == "contact_ids":
        return list[PersonShape]
    if get_origin(hint) is tuple:
        part = get_args(hint)[0]
        of: Any = str if name.endswith("_ids") else _type_of("", part)
        return list[of]
    parts = [part for part in get_args(hint) if part is not type(None)] or [hint]
    kind = str if name.endswith("_id") else _kind(parts[0])
    may_be_null = kind is str or len(parts) < len(get_args(hint))
    return kind | None if may_be_null else kind


def _kind(kind: Any) -> Any:
    if kind is Cadence or kind is PartialDate:
        return str
    if kind is datetime:
        return Instant
    if isinstance(kind, type) and issubclass(kind, Struct):
        hints = get_type_hints(kind)
        return defstruct(
            f"{kind.__name__}Shape",
            [(spoken_field(one), _type_of(one, hints[one])) for one in field_names(kind)],
            frozen=True,
            namespace={"__doc__": f"{(kind.__doc__ or '').partition('.')[0]}."},
        )
    return kind
