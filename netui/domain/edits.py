"""Merges an edit with what others changed in the meantime: field by field, and what it took the place of."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from msgspec import Struct

from netui.domain.text import clean, shortened
from netui.domain.values import field_names, replace

EntityT = TypeVar("EntityT", bound=Any)
_NO_JOINS: Mapping[str, Callable[[Any, Any, Any], Any]] = {}

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
) -> EntityT:
    """Return `fresh` with what was changed from `base` to `edited`.

    The fields in `sets` meet as sets, those in `kept` stay as they are. `joins` says how a field meets that
    has parts of its own: a function of its values in `base`, `edited` and `fresh`.
    """
    changes: dict[str, Any] = {}
    for name in field_names(base):
        before, after = getattr(base, name), getattr(edited, name)
        if name in kept or before == after:
            continue
        now = getattr(fresh, name)
        if name in joins and now != before:
            changes[name] = joins[name](before, after, now)
        elif name in sets:
            left = [one for one in now if one in after or one not in before]
            changes[name] = tuple(dict.fromkeys([*left, *(one for one in after if one not in before)]))
        else:
            changes[name] = after
    return replace(fresh, **changes)


def overtaken(base: EntityT, merged: EntityT, fresh: EntityT, *, but: Collection[str] = PEOPLE) -> str:
    """Say what others had made of fields that are another value now; "" where there are none."""
    changes = []
    for name in field_names(base):
        before, now, after = (getattr(one, name) for one in (base, fresh, merged))
        if name not in but and now not in (before, after):
            changes.append(had_become(name.replace("_", " "), _words(now)))
    return f" (meanwhile {', '.join(changes)})" if changes else ""


def had_become(label: str, words: str) -> str:
    """Say what others had made of a field, short enough for a line."""
    return f"{label} had become {shortened(' '.join(clean(words).split())) or 'empty'}"


def _words(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(map(_words, value))
    if isinstance(value, Struct):
        return " ".join(filter(None, (_words(getattr(value, name)) for name in field_names(value))))
    return "" if value is None else str(value)
