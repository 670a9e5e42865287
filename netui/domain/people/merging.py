"""Two records of one person made one: lists united, the fields that differ chosen, nothing dropped unseen."""

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from msgspec import Struct

from netui.domain.people.company import company_key
from netui.domain.people.contact import Contact, Naming, Position
from netui.domain.people.contact_field import ContactField, Merge
from netui.domain.people.fields import ROWS
from netui.domain.people.matching import page_key, phone_key
from netui.domain.people.milestone import job_words
from netui.domain.people.relation import Relation
from netui.domain.text import fold
from netui.domain.values import field_names, replace

ALSO_KNOWN_AS = "also known as"
_MERGES, _INTO = ("Merge ", "Redo: Merge "), " into "


class Side(StrEnum):
    """Which of two values is taken: that of the record that stays, of the one that goes, or both."""

    KEEP = "keep"
    OTHER = "other"
    BOTH = "both"


class MergeField(Struct, frozen=True, kw_only=True):
    """One field of the merge: both values in words, what is taken, and what could be taken.

    With one of `sides` there is nothing to choose: only one record has a value, both agree, or they unite.
    """

    name: str
    label: str
    keep: str
    other: str
    side: Side
    sides: tuple[Side, ...]

    @property
    def conflict(self) -> bool:
        """Whether there is something to choose."""
        return len(self.sides) > 1


_STRICT = (Naming.NO, Naming.ASK, Naming.YES)
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_UNITED = frozenset({Merge.UNITED, Merge.UNITED_NEWER})
_CHOSEN = frozenset(
    {
        *(Merge.NEWER, Merge.FULLER, Merge.LATER_CONTACT, Merge.EARLIER_DAY, Merge.STRICTER),
        *(Merge.NEWER_OR_BOTH, Merge.BOTH),
    }
)


def merge_label(keep: str, other: str) -> str:
    """Return what history says of a merge."""
    return f"{_MERGES[0]}{other}{_INTO}{keep}"


def is_merge(label: str) -> bool:
    """Whether history tells of a merge by a label, also of one that was redone."""
    return label.startswith(_MERGES)


def merged_into(label: str) -> str:
    """Return who a label of history says that someone was merged into, or "" for another change."""
    return label.rpartition(_INTO)[2] if is_merge(label) else ""


def merge_fields(keep: Contact, other: Contact, name_of: Callable[[int], str]) -> list[MergeField]:
    """Return every field either record has, with what is taken unless the user chooses otherwise."""
    found = []
    for row in (*_rows(_CHOSEN), *_rows(_UNITED)):
        left, right = _own(keep, row.name, other.id), _own(other, row.name, keep.id)
        if not left and not right:
            continue
        sides: tuple[Side, ...]
        if row.merge in _UNITED:
            sides = (Side.BOTH if left and right and left != right else Side.KEEP if left else Side.OTHER,)
        elif left == right or not right:
            sides = (Side.KEEP,)
        elif not left:
            sides = (Side.OTHER,)
        elif row.merge in (Merge.BOTH, Merge.NEWER_OR_BOTH):
            sides = (Side.KEEP, Side.OTHER, Side.BOTH)
        else:
            sides = (Side.KEEP, Side.OTHER)
        found.append(
            MergeField(
                name=row.name,
                label=row.title,
                keep=_words(left, name_of),
                other=_words(right, name_of),
                side=sides[0] if len(sides) == 1 else _default(row.merge, keep, other),
                sides=sides,
            )
        )
    return found


def merged(keep: Contact, other: Contact, choices: Mapping[str, Side]) -> Contact:
    """Return the one record of both; `choices` are by field, what is not chosen is taken by default."""
    newer, older = (other, keep) if _is_newer(other, keep) else (keep, other)
    values: dict[str, Any] = {}
    for row in _rows(_UNITED):
        first, then = (newer, older) if row.merge is Merge.UNITED_NEWER else (keep, other)
        values[row.name] = _UNITE.get(row.name, _by(fold))(row.value(first), row.value(then))
    values["relations"] = tuple(
        one for one in values["relations"] if one.contact_id not in (keep.id, other.id)
    )
    for field in merge_fields(keep, other, str):
        if field.name in values:
            continue
        side = choices.get(field.name, field.side)
        side = side if side in field.sides else field.side
        left, right = _own(keep, field.name, other.id), _own(other, field.name, keep.id)
        if side is Side.BOTH:
            values[field.name] = f"{left}\n{right}" if field.name == "notes" else f"{left}; {right}"
        else:
            values[field.name] = left if side is Side.KEEP else right
    values.setdefault("introduced_by", None)
    with_cadence = keep if values.get("cadence", keep.cadence) == keep.cadence else other
    born = values.get("birthday")
    values["birthday_imported"] = born is not None and all(
        one.birthday_imported for one in (keep, other) if one.birthday == born
    )
    for lost in (keep.name, other.name):
        if fold(lost) != fold(values["name"]):
            values["custom"] = _custom(values["custom"], {ALSO_KNOWN_AS: lost})
    for row in _rows(_SETTLED):
        values[row.name] = _SETTLED[row.merge](row.value(keep), row.value(other), row.value(with_cadence))
    held = {*values["emails"], *values["phones"], *values["links"]}
    values["labels"] = {one: label for one, label in values["labels"].items() if one in held}
    return replace(keep, **values)


def _rows(merges: Container[Merge]) -> list[ContactField]:
    return [row for row in ROWS if row.merge in merges]


EntityT = TypeVar("EntityT", bound=Any)


def readdressed(entity: EntityT, old: int, new: int) -> EntityT:
    """Return a value with every reference to one contact led to another, also in what it holds.

    References are fields whose names end with `_id`, `_ids` or `_by`: ids are unique over all kinds. A tuple
    of ids has each id once. Without such a reference the very same object is returned.
    """
    changes: dict[str, Any] = {}
    for name in field_names(entity):
        before = getattr(entity, name)
        after = _readdressed_value(name, before, old, new)
        if after is not before:
            changes[name] = after
    return replace(entity, **changes) if changes else entity


def _readdressed_value(name: str, value: Any, old: int, new: int) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return new if value == old and name.endswith(("_id", "_by")) else value
    if isinstance(value, tuple):
        if name.endswith("_ids"):
            return (
                tuple(dict.fromkeys(new if one == old else one for one in value)) if old in value else value
            )
        inner = tuple(_readdressed_value("", one, old, new) for one in value)
        return inner if any(a is not b for a, b in zip(inner, value, strict=True)) else value
    if isinstance(value, Struct):
        return readdressed(value, old, new)
    return value


def _own(contact: Contact, name: str, twin: int) -> Any:
    value = getattr(contact, name)
    # Someone who introduced me to their own second record introduced no one.
    if name == "introduced_by":
        return None if value in (contact.id, twin) else value
    if name == "relations":
        return tuple(one for one in value if one.contact_id not in (contact.id, twin))
    return value


def _default(merge: Merge, keep: Contact, other: Contact) -> Side:
    if merge is Merge.BOTH:
        return Side.BOTH
    if merge is Merge.STRICTER:
        return Side.KEEP if _STRICT.index(keep.naming) <= _STRICT.index(other.naming) else Side.OTHER
    if merge is Merge.EARLIER_DAY:
        return Side.KEEP if (keep.met_on or date.max) <= (other.met_on or date.max) else Side.OTHER
    if merge is Merge.FULLER and _is_short_for(keep.name, other.name):
        return Side.OTHER
    if merge is Merge.FULLER and _is_short_for(other.name, keep.name):
        return Side.KEEP
    if merge is Merge.LATER_CONTACT and keep.last_contact_on != other.last_contact_on:
        later = (other.last_contact_on or date.min) > (keep.last_contact_on or date.min)
        return Side.OTHER if later else Side.KEEP
    return Side.OTHER if _is_newer(other, keep) else Side.KEEP


def _is_short_for(name: str, full: str) -> bool:
    """Whether a name says less than another: "T. Weiss" or "Tom Weiss" where that is "Tom A. Weiss"."""
    short, long = fold(name).replace(".", " ").split(), fold(full).replace(".", " ").split()
    if len("".join(short)) >= len("".join(long)):
        return False
    return all(any(word.startswith(part) for word in long) for part in short)


def _is_newer(one: Contact, other: Contact) -> bool:
    return (one.updated_at or one.created_at or _EARLIEST) > (
        other.updated_at or other.created_at or _EARLIEST
    )


def _positions(newer: tuple[Position, ...], older: tuple[Position, ...]) -> tuple[Position, ...]:
    found: dict[tuple[str, str], Position] = {}
    for position in (*newer, *older):
        key = (fold(position.title), company_key(position.company))
        known = found.get(key)
        found[key] = position if known is None else replace(known, since=known.since or position.since)
    return tuple(found.values())


def _custom(first: Mapping[str, str], then: Mapping[str, str]) -> dict[str, str]:
    united = dict(first)
    for key, value in then.items():
        name, number = key, 2
        while name in united and united[name] != value:
            name, number = f"{key} ({number})", number + 1
        united[name] = value
    return united


def _by(key: Callable[[str], str]) -> Callable[[Iterable[str], Iterable[str]], tuple[str, ...]]:
    """Return what unites two lists: of the values with one key the first stays."""

    def unite(first: Iterable[str], then: Iterable[str]) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for value in (*first, *then):
            found.setdefault(key(value), value)
        return tuple(found.values())

    return unite


_UNITE: Mapping[str, Callable[[Any, Any], Any]] = {
    "positions": _positions,
    "custom": _custom,
    "emails": _by(str.casefold),
    "phones": _by(lambda one: phone_key(one) or one),
    "links": _by(page_key),
    "tags": _by(str.casefold),
    "relations": lambda first, then: tuple(dict.fromkeys((*first, *then))),
}
"""How lists are united whose values are the same in other ways than by their letters."""

_SETTLED: Mapping[Merge, Callable[[Any, Any, Any], Any]] = {
    Merge.LATEST: lambda keep, other, _: max(filter(None, (keep, other)), default=None),
    Merge.EARLIEST: lambda keep, other, _: min(filter(None, (keep, other)), default=None),
    Merge.ALL: lambda keep, other, _: (
        {**other, **keep} if isinstance(keep, Mapping) else tuple(dict.fromkeys((*keep, *other)))
    ),
    Merge.ON_BOTH: lambda keep, other, _: keep if keep and other else None,
    Merge.WITH_CADENCE: lambda _keep, _other, with_cadence: with_cadence,
}
"""What netui settles itself, from both values and that of the contact whose cadence is taken."""


def _words(value: Any, name_of: Callable[[int], str]) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return name_of(value)
    if isinstance(value, Relation):
        return f"{value.kind} {name_of(value.contact_id)}"
    if isinstance(value, Position):
        years = f" {value.since or ''}–{value.until or ''}" if value.since or value.until else ""
        return job_words(value) + years
    if isinstance(value, tuple):
        return ", ".join(_words(one, name_of) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    return str(value)
