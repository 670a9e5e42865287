"""Keys as people read them, and the user's keymap, checked before it is used."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from textual.binding import Binding
from textual.keys import KEY_ALIASES, KEY_NAME_REPLACEMENTS, Keys, format_key

from netui.domain.errors import ConfigError

_NAMES = {
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "backspace": "bksp",
    "delete": "del",
    "space": "space",
    "enter": "enter",
    "tab": "tab",
    "question_mark": "?",
}
_MODIFIERS = ("ctrl", "shift", "alt", "super", "hyper", "meta")
_KNOWN = {key.value for key in Keys} | set(KEY_ALIASES) | {"space", "enter", "tab", "escape", "backspace"}


def key_label(key: str) -> str:
    """Return a key as the key bar shows it: "?", "ctrl+y", "esc"."""
    *modifiers, last = key.split("+") if key != "+" else ["+"]
    shown = _NAMES.get(last)
    if shown is None:
        formatted = format_key(last)
        shown = formatted if len(formatted) == 1 else last
    return "+".join([*modifiers, shown])


class KeyScope(Struct, frozen=True):
    """The bindings that are live together: a screen or widget, with those above it."""

    name: str
    bindings: tuple[Binding, ...]


def scope_of(name: str, *holders: type) -> KeyScope:
    """Collect the bindings of classes (their own and inherited ones) that are live together."""
    found: dict[tuple[str, str | None, str], Binding] = {}
    for holder in holders:
        for base in holder.__mro__:
            for binding in Binding.make_bindings(list(base.__dict__.get("BINDINGS", ()))):
                found.setdefault((binding.key, binding.id, binding.action), binding)
    return KeyScope(name, tuple(found.values()))


Place = Callable[[str], str]
"""Says in which file, and on which line of it, the keys of a binding id are set."""


def check_keymap(
    keymap: Mapping[str, str], scopes: Sequence[KeyScope], place: Place = lambda _: "config.toml"
) -> dict[str, str]:
    """Return a keymap that can be applied: ids known, keys known, no key twice in one scope.

    Raises ConfigError with one line that names the place, the id and what to change.
    """
    known = {binding.id for scope in scopes for binding in scope.bindings if binding.id}
    normal: dict[str, str] = {}
    for binding_id, keys in keymap.items():
        if binding_id not in known:
            raise ConfigError(
                f"{place(binding_id)}, [keymap]: there is no “{binding_id}”; netui's ? lists the ids."
            )
        where = f"{place(binding_id)}, [keymap] {binding_id}"
        normal[binding_id] = ",".join(_known_key(where, key.strip()) for key in keys.split(","))
    for scope in scopes:
        _refuse_clash(scope, normal, place)
    return normal


def _known_key(where: str, key: str) -> str:
    *modifiers, last = key.split("+") if key != "+" else ["+"]
    if len(last) == 1 and last.isprintable():
        last = _key_of(last)
    elif last not in _KNOWN and key not in _KNOWN:
        raise ConfigError(f'{where}: “{key}” is not a key; try "ctrl+x" or "f2".')
    if any(modifier not in _MODIFIERS for modifier in modifiers):
        raise ConfigError(f"{where}: “{key}” starts with an unknown modifier.")
    return "+".join([*modifiers, last])


def _key_of(character: str) -> str:
    """Return what Textual calls the key that types a character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _refuse_clash(scope: KeyScope, keymap: Mapping[str, str], place: Place) -> None:
    touched = {binding.id for binding in scope.bindings if binding.id in keymap}
    if not touched:
        return
    holders: dict[str, str] = {}
    for binding in scope.bindings:
        name = binding.id or binding.action
        for key in keymap.get(binding.id or "", binding.key).split(","):
            other = holders.setdefault(key, name)
            if other != name and (name in touched or other in touched):
                where = place(name if name in touched else other)
                raise ConfigError(
                    f"{where}, [keymap]: {key_label(key)} would be both {other} and {name} "
                    f"in {scope.name}; give one of them another key."
                )
