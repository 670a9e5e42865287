"""Two records of one person made one: lists united, the fields that differ chosen, nothing dropped unseen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from netui.domain.people.company import company_key
from netui.domain.people.contact import Contact, Naming, Position
from netui.domain.people.matching import phone_key, profile_key
from netui.domain.people.milestone import job_words
from netui.domain.text import fold

ALSO_KNOWN_AS = "also known as"


class Side(StrEnum):
    """Which of two values is taken: that of the record that stays, of the one that goes, or both."""

    KEEP = "keep"
    OTHER = "other"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeField:
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


_SINGLE = (
    ("name", "Name"),
    ("pronunciation", "Pronounced"),
    ("location", "Location"),
    ("time_zone", "Time zone"),
    ("birthday", "Birthday"),
    ("function", "Function"),
    ("industry", "Industry"),
    ("seniority", "Seniority"),
    ("stage", "Stage"),
    ("cadence", "Rhythm"),
    ("met", "How we met"),
    ("met_on", "Met on"),
    ("introduced_by", "Introduced by"),
    ("why", "Why"),
    ("naming", "May be named"),
    ("notes", "Notes"),
)
_LISTS = (
    ("positions", "Positions"),
    ("emails", "Emails"),
    ("phones", "Phones"),
    ("links", "Links"),
    ("tags", "Tags"),
    ("roles", "Roles"),
    ("interests", "Interests"),
    ("avoid", "Avoid"),
    ("custom", "Own fields"),
)
_TEXTS = frozenset({"met", "why", "notes"})
_STRICT = (Naming.NO, Naming.ASK, Naming.YES)
_EARLIEST = datetime.min.replace(tzinfo=UTC)


def merge_fields(keep: Contact, other: Contact, name_of: Callable[[int], str]) -> list[MergeField]:
    """Return every field either record has, with what is taken unless one chooses otherwise."""
    found = []
    for name, label in _SINGLE:
        left, right = _own(keep, name, other.id), _own(other, name, keep.id)
        if left in (None, "") and right in (None, ""):
            continue
        sides: tuple[Side, ...]
        if left == right or right in (None, ""):
            sides = (Side.KEEP,)
        elif left in (None, ""):
            sides = (Side.OTHER,)
        else:
            sides = (Side.KEEP, Side.OTHER, Side.BOTH) if name in _TEXTS else (Side.KEEP, Side.OTHER)
        side = sides[0] if len(sides) == 1 else _default(name, keep, other)
        found.append(
            MergeField(
                name=name,
                label=label,
                keep=_words(left, name_of),
                other=_words(right, name_of),
                side=side,
                sides=sides,
            )
        )
    for name, label in _LISTS:
        left, right = getattr(keep, name), getattr(other, name)
        if left or right:
            side = Side.BOTH if left and right and left != right else Side.KEEP if left else Side.OTHER
            found.append(
                MergeField(
                    name=name,
                    label=label,
                    keep=_words(left, name_of),
                    other=_words(right, name_of),
                    side=side,
                    sides=(side,),
                )
            )
    return found


def merged(keep: Contact, other: Contact, choices: Mapping[str, Side]) -> Contact:
    """Return the one record of both; `choices` are by field, what is not chosen is taken by default."""
    newer, older = (other, keep) if _is_newer(other, keep) else (keep, other)
    values: dict[str, Any] = {}
    for field in merge_fields(keep, other, str):
        if any(field.name == name for name, _ in _LISTS):
            continue
        side = choices.get(field.name, field.side)
        side = side if side in field.sides else field.side
        left, right = _own(keep, field.name, other.id), _own(other, field.name, keep.id)
        if side is Side.BOTH:
            values[field.name] = f"{left}\n{right}" if field.name == "notes" else f"{left}; {right}"
        else:
            values[field.name] = left if side is Side.KEEP else right
    rhythm = keep if values.get("cadence", keep.cadence) == keep.cadence else other
    custom = _custom(newer.custom, older.custom)
    for lost in (keep.name, other.name):
        if fold(lost) != fold(values["name"]):
            custom = _custom(custom, {ALSO_KNOWN_AS: lost})
    introducer = values.get("introduced_by")
    return replace(
        keep,
        **{**values, "introduced_by": introducer},
        positions=_positions(newer.positions, older.positions),
        emails=_distinct((*newer.emails, *older.emails), str.casefold),
        phones=_distinct((*newer.phones, *older.phones), lambda one: phone_key(one) or one),
        links=_distinct((*newer.links, *older.links), lambda one: profile_key(one) or one.rstrip("/")),
        tags=_distinct((*keep.tags, *other.tags), str.casefold),
        roles=tuple(dict.fromkeys((*keep.roles, *other.roles))),
        interests=_distinct((*keep.interests, *other.interests), fold),
        avoid=_distinct((*keep.avoid, *other.avoid), fold),
        custom=custom,
        cadence_from=rhythm.cadence_from,
        paused=rhythm.paused,
        snoozed_until=rhythm.snoozed_until,
        skipped_on=_latest(keep.skipped_on, other.skipped_on),
        reviewed_on=_latest(keep.reviewed_on, other.reviewed_on),
        archived_at=keep.archived_at if keep.archived_at and other.archived_at else None,
        created_at=min(filter(None, (keep.created_at, other.created_at)), default=None),
    )


EntityT = TypeVar("EntityT")


def readdressed(entity: EntityT, old: int, new: int) -> EntityT:
    """Return a dataclass with every reference to one contact led to another, also in what it holds.

    References are fields whose names end with `_id`, `_ids` or `_by`: ids are unique over all kinds. In a
    tuple of ids nobody is named twice. Without such a reference the very same object is returned.
    """
    changes: dict[str, Any] = {}
    for field in fields(entity):  # type: ignore[arg-type]
        before = getattr(entity, field.name)
        after = _readdressed_value(field.name, before, old, new)
        if after is not before:
            changes[field.name] = after
    return replace(entity, **changes) if changes else entity  # type: ignore[type-var]


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
    if is_dataclass(value) and not isinstance(value, type):
        return readdressed(value, old, new)
    return value


def _own(contact: Contact, name: str, twin: int) -> Any:
    value = getattr(contact, name)
    # Whoever introduced me to their own second record introduced nobody.
    return None if name == "introduced_by" and value in (contact.id, twin) else value


def _default(name: str, keep: Contact, other: Contact) -> Side:
    if name == "notes":
        return Side.BOTH
    if name == "naming":
        return Side.KEEP if _STRICT.index(keep.naming) <= _STRICT.index(other.naming) else Side.OTHER
    if name == "met_on":
        return Side.KEEP if (keep.met_on or date.max) <= (other.met_on or date.max) else Side.OTHER
    if name == "name" and _is_short_for(keep.name, other.name):
        return Side.OTHER
    if name == "name" and _is_short_for(other.name, keep.name):
        return Side.KEEP
    if name in ("stage", "cadence") and keep.last_contact_on != other.last_contact_on:
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


def _distinct(values: Iterable[str], key: Callable[[str], str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for value in values:
        found.setdefault(key(value), value)
    return tuple(found.values())


def _latest(one: date | None, other: date | None) -> date | None:
    return max(filter(None, (one, other)), default=None)


def _words(value: Any, name_of: Callable[[int], str]) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return name_of(value)
    if isinstance(value, Position):
        years = f" {value.since or ''}–{value.until or ''}" if value.since or value.until else ""
        return job_words(value) + years
    if isinstance(value, tuple):
        return ", ".join(_words(one, name_of) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    return str(value)
