"""How two edits of one contact meet: field by field, and jobs and own fields part by part."""

from collections.abc import Callable, Mapping
from typing import Any

from netui.domain.edits import had_become, met
from netui.domain.people.contact import Contact, Position
from netui.domain.people.contact_field import ContactField, CustomEntry
from netui.domain.people.field_values import LINE, Names
from netui.domain.people.fields import ROWS, contact_field

_SETS = ("tags", "roles", "relations")
_MARKS = ("corrected_jobs", "removed_details")
_KEPT = frozenset({"id", "uid", "created_at", "last_contact_on", "next_due_on", *_MARKS})
_NEVER_LOST = {*_SETS, *_KEPT, "updated_at"}
_PARTED = frozenset({"positions", "custom"})
_Keyed = dict[int | Position, Position]


def meet(base: Contact, edited: Contact, fresh: Contact) -> Contact:
    """Return `fresh` with what was changed from `base` to `edited`."""
    joins: dict[str, Callable[[Any, Any, Any], Any]] = {
        "positions": _met_positions,
        "custom": _met_entries,
        "labels": _met_entries,
    }
    return met(base, edited, fresh, sets=_SETS, kept=_KEPT, joins=joins)


def overtaken_by(base: Contact, edited: Contact, fresh: Contact, names: Names) -> str:
    """Say what others had made of the parts that an edit changed as well; "" where they did not meet."""
    if fresh == base:
        return ""
    mine, theirs = meet(base, edited, fresh), meet(base, fresh, edited)
    rows: list[ContactField] = [
        row for row in ROWS if row.name not in _NEVER_LOST and row.name not in _PARTED
    ]
    rows += [CustomEntry(f"custom.{key}", key, LINE) for key in {**mine.custom, **theirs.custom}]
    lost = [row for row in rows if row.value(mine) != row.value(theirs)]
    if _differ_in_other_parts(mine, theirs):
        lost.append(contact_field("positions"))
    changes = [had_become(_label(row), "; ".join(row.show(theirs, names).splitlines())) for row in lost]
    return ", ".join(changes)


def _label(row: ContactField) -> str:
    own = isinstance(row, CustomEntry)
    return f"“{row.label}”" if own or " " in row.label else f"the {row.label.lower()}"


def _differ_in_other_parts(mine: Contact, theirs: Contact) -> bool:
    """Whether positions differ in more than the title and the company that lists show."""
    alike = theirs
    for part in ("title", "company"):
        row = contact_field(part)
        alike = row.with_value(alike, row.value(mine))
    return set(mine.positions) not in (set(theirs.positions), set(alike.positions))


def _met_entries(
    before: Mapping[str, str], after: Mapping[str, str], fresh: Mapping[str, str]
) -> dict[str, str]:
    left = {key: value for key, value in fresh.items() if key in after or key not in before}
    return {**left, **{key: value for key, value in after.items() if before.get(key) != value}}


def _met_positions(
    before: tuple[Position, ...], after: tuple[Position, ...], fresh: tuple[Position, ...]
) -> tuple[Position, ...]:
    if not before and all(any(job.until is None for job in jobs) for jobs in (after, fresh)):
        before = (Position(),)  # the title of one and the company of the other are one job
    mine, theirs = _keyed(before, after), _keyed(before, fresh)
    jobs: _Keyed = {}
    for key in (*mine, *theirs):
        if isinstance(key, Position):
            jobs[key] = key
        elif key in mine and key in theirs:
            jobs[key] = met(before[key], mine[key], theirs[key])
        elif key in mine and mine[key] != before[key]:
            jobs[key] = mine[key]
    first, then = (theirs, mine) if _in_order(mine) and not _in_order(theirs) else (mine, theirs)
    order = [key for key in first if key in jobs]
    following = None
    for key in reversed([key for key in then if key in jobs]):
        if key not in order:
            order.insert(len(order) if following is None else order.index(following), key)
        following = key
    return tuple(job for job in map(jobs.__getitem__, order) if job.title or job.company)


def _in_order(keyed: _Keyed) -> bool:
    known = [key for key in keyed if isinstance(key, int)]
    return known == sorted(known)


_ALIKE: tuple[Callable[[Position, Position], bool], ...] = (
    lambda one, other: one == other,
    lambda one, other: (one.title, one.company) == (other.title, other.company),
    lambda one, other: one.title == other.title != "" or one.company == other.company != "",
    lambda one, other: (one.until is None) == (other.until is None),
)
"""When two positions are one that was changed, the surest sign first."""


def _keyed(before: tuple[Position, ...], jobs: tuple[Position, ...]) -> _Keyed:
    """Return positions by the place that each had in `before`, and new ones by themselves."""
    left = list(range(len(before)))
    places: dict[int, int] = {}
    for alike in _ALIKE:
        for number, job in enumerate(jobs):
            if number in places:
                continue
            place = next((one for one in left if alike(before[one], job)), None)
            if place is not None:
                places[number] = place
                left.remove(place)
    return {places.get(number, job): job for number, job in enumerate(jobs)}
