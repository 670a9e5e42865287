"""Merges an edit with what others changed in the meantime: field by field, and what it took the place of."""

from collections.abc import Collection
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from netui.domain.text import clean

EntityT = TypeVar("EntityT", bound=Any)
_LONGEST = 40


def met(
    base: EntityT,
    edited: EntityT,
    fresh: EntityT,
    *,
    sets: Collection[str] = (),
    kept: Collection[str] = (),
) -> EntityT:
    """Return `fresh` with what was changed from `base` to `edited`.

    The fields in `sets` meet as sets, those in `kept` stay as they are.
    """
    changes: dict[str, Any] = {}
    for field in fields(base):
        name = field.name
        before, after = getattr(base, name), getattr(edited, name)
        if name in kept or before == after:
            continue
        if name in sets:
            left = [one for one in getattr(fresh, name) if one in after or one not in before]
            changes[name] = tuple(dict.fromkeys([*left, *(one for one in after if one not in before)]))
        else:
            changes[name] = after
    return replace(fresh, **changes)


def overtaken(base: EntityT, merged: EntityT, fresh: EntityT, *, but: Collection[str] = ()) -> str:
    """Say what others had made of fields that are another value now; "" where there are none."""
    changes = []
    for field in fields(base):
        before, now, after = (getattr(one, field.name) for one in (base, fresh, merged))
        if field.name not in but and now not in (before, after):
            text = " ".join(clean(_words(now)).split())
            shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
            changes.append(f"{field.name.replace('_', ' ')} had become {shown or 'empty'}")
    return f" (meanwhile {', '.join(changes)})" if changes else ""


def _words(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(map(_words, value))
    if is_dataclass(value):
        return " ".join(filter(None, (_words(getattr(value, field.name)) for field in fields(value))))
    return "" if value is None else str(value)
