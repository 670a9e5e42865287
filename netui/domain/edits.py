"""Merges an edit with what others changed in the meantime: field by field, and what it took the place of."""

from collections.abc import Collection
from typing import Any, TypeVar

from msgspec import Struct

from netui.domain.text import clean
from netui.domain.values import field_names, replace

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
    for name in field_names(base):
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
    for name in field_names(base):
        before, now, after = (getattr(one, name) for one in (base, fresh, merged))
        if name not in but and now not in (before, after):
            text = " ".join(clean(_words(now)).split())
            shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
            changes.append(f"{name.replace('_', ' ')} had become {shown or 'empty'}")
    return f" (meanwhile {', '.join(changes)})" if changes else ""


def _words(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(map(_words, value))
    if isinstance(value, Struct):
        return " ".join(filter(None, (_words(getattr(value, name)) for name in field_names(value))))
    return "" if value is None else str(value)
