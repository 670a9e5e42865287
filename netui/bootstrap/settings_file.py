"""The settings file, as the services see it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from netui.config import load_config, save_search, save_setting, setting_place
from netui.domain.config import Config
from netui.domain.settings import Value
from netui.services.safety.settings import KeyOf


class SettingsAt(Struct, frozen=True):
    """The settings file at a path (port `services.safety.settings.SettingsFile`)."""

    path: Path

    def load(self) -> Config:
        """Read the settings."""
        return load_config(self.path)

    def save(self, key: str, value: Value | None) -> None:
        """Write one setting, or take it out."""
        save_setting(self.path, key, value)

    def save_search(self, name: str, query: str) -> None:
        """Keep a search, or take it away."""
        save_search(self.path, name, query or None)

    def place(self, key: str) -> str:
        """Return the file, and the line if it is known, of a setting."""
        return setting_place(self.path, key)

    def check_keys(self, keymap: Mapping[str, str]) -> None:
        """Check keys against those of every screen, as the start does."""
        from netui.bootstrap.key_scopes import screen_scopes  # which imports every screen there is
        from netui.tui.look.keys import check_keymap

        check_keymap(keymap, screen_scopes(), lambda _: self.path.name)

    def check_theme(self, name: str) -> None:
        """Check a theme against those there are, as the start does."""
        from netui.tui.look.theme import check_theme

        check_theme(name)

    def bindings(self) -> Sequence[KeyOf]:
        """Return every key there is, by its id."""
        from netui.bootstrap.key_scopes import screen_scopes
        from netui.tui.look.keys import key_label

        found: dict[str, KeyOf] = {}
        for binding in (binding for scope in screen_scopes() for binding in scope.bindings):
            if binding.id and binding.description:
                own = found.get(binding.id)
                keys = dict.fromkeys([*(own.keys.split(" ") if own else ()), key_label(binding.key)])
                found[binding.id] = KeyOf(binding.id, binding.description, " ".join(keys))
        return sorted(found.values(), key=lambda key: key.id)
