"""Merges an edit with what others changed in the meantime: field by field, and what it took the place of."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar

from msgspec import Struct

from netui.domain.text import clean, shortened
from netui.domain.values import field_names, replace

EntityT = TypeVar("EntityT", bound=Any)
_NO_JOINS: Mapping[str, Callable[[Any, Any, Any], Any]] = {}
NO_PARTS: Mapping[str, str] = {}

_CALLED = {"on": "day", "talk_notes": "notes", "yielded": "result", "motive": "reason"}
"""What fields are called for the user, where their names say it less well."""

PEOPLE = frozenset({"contact_ids"})
"""Who is in something: a person whom another session added or took out stays so."""


def met(
    base: EntityT,
    edited: EntityT,
    fresh: EntityT,
    *,
    sets: Collection[str] = PEOPLE,
    kept: Collection[str] = (),
    joins: Mapping[str, Callable[[Any, Any, Any], Any]] = _NO_JOINS,
    parts: Mapping[str, str] = NO_PARTS,
) -> EntityT:
    """Return `fresh` with what was changed from `base` to `edited`.

    The fields in `sets` meet as sets, those in `kept` stay as they are. `joins` says how a field meets that
    has parts of its own: a function of its values in `base`, `edited` and `fresh`. `parts` names the fields
    that are tuples of values, with what tells their values apart: those meet one by one.
    """
    changes: dict[str, Any] = {}
    for name in field_names(base):
        before, after = getattr(base, name), getattr(edited, name)
        if name in kept or before == after:
            continue
        now = getattr(fresh, name)
        if now == before:
            changes[name] = after
        elif name in joins:
            changes[name] = joins[name](before, after, now)
        elif name in parts:
            changes[name] = _met_parts(parts[name], before, after, now)
        elif name in sets:
            left = [one for one in now if one in after or one not in before]
            changes[name] = tuple(dict.fromkeys([*left, *(one for one in after if one not in before)]))
        else:
            changes[name] = after
    return replace(fresh, **changes)


def overtaken(
    base: EntityT,
    merged: EntityT,
    fresh: EntityT,
    *,
    but: Collection[str] = PEOPLE,
    parts: Mapping[str, str] = NO_PARTS,
) -> str:
    """Say what others had made of fields that are another value now; "" where there are none."""
    return ", ".join(_overtaken(base, merged, fresh, but, parts))


def met_draft(stored: str, base: str, typed: str) -> str:
    """Return the text of a draft that began from `base`, below what is stored where that is newer."""
    if typed == base or (stored != base and typed in stored):
        return stored
    return typed if stored == base or stored in typed else f"{stored.rstrip()}\n\n{typed}"


def clash(label: str, before: str, after: str, now: str) -> str:
    """Say what others had made of one text; "" where they left it, or wrote the same."""
    return "" if now in (before, after) else had_become(label, now)


def had_become(label: str, words: str) -> str:
    """Say what others had made of a field, short enough for a line."""
    return f"{label} had become {shortened(' '.join(clean(words).split())) or 'empty'}"


def _met_parts(key: str, before: Any, after: Any, now: Any) -> tuple[Any, ...]:
    base, edited, fresh = (_by_key(values, key) for values in (before, after, now))
    found: dict[Any, Any] = {}
    for one, theirs in fresh.items():
        if one in base and one in edited:
            found[one] = met(base[one], edited[one], theirs)
        elif one in edited or one not in base:
            found[one] = edited.get(one, theirs)
    added = (mine for one, mine in edited.items() if one not in fresh and base.get(one) != mine)
    return (*found.values(), *added)


def _overtaken(
    base: Any, merged: Any, fresh: Any, but: Collection[str], parts: Mapping[str, str], *, of: str = ""
) -> Iterator[str]:
    for name in field_names(base):
        before, now, after = (getattr(one, name) for one in (base, fresh, merged))
        if name in but or now in (before, after):
            continue
        label = f"the {' '.join(filter(None, (of, '' if of and name == 'text' else _called(name))))}"
        if name in parts:
            yield from _overtaken_parts(*(_by_key(values, parts[name]) for values in (before, after, now)))
        elif name.endswith("_id"):
            yield f"{label} had become another"
        else:
            yield had_become(label, _words(now))


def _overtaken_parts(
    base: Mapping[Any, Any], merged: Mapping[Any, Any], fresh: Mapping[Any, Any]
) -> Iterator[str]:
    for one in dict.fromkeys((*base, *fresh)):
        before, after, now = base.get(one), merged.get(one), fresh.get(one)
        if now in (before, after):
            continue
        of = one if isinstance(one, str) else ""
        if before is None or after is None or now is None:
            yield had_become(f"the {of or 'line'}", getattr(now, "text", ""))
        else:
            yield from _overtaken(before, after, now, (), NO_PARTS, of=of)


def _called(name: str) -> str:
    if name.endswith("_on"):
        return f"{name.removesuffix('_on')} day"
    return _CALLED.get(name, name.removesuffix("_id").replace("_", " "))


def _by_key(values: Any, key: str) -> dict[Any, Any]:
    return {getattr(one, key): one for one in values}


def _words(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(map(_words, value))
    if isinstance(value, Struct):
        return " ".join(filter(None, (_words(getattr(value, name)) for name in field_names(value))))
    return "" if value is None else str(value)
