"""The settings file, as the services see it."""

from dataclasses import dataclass
from pathlib import Path

from netui.config import load_config, save_search, save_setting
from netui.domain.config import Config


@dataclass(frozen=True, slots=True)
class SettingsAt:
    """The settings file at a path (port `services.settings.SettingsFile`)."""

    path: Path

    def load(self) -> Config:
        """Read the settings."""
        return load_config(self.path)

    def save(self, key: str, value: str | int | bool) -> None:
        """Write one setting."""
        save_setting(self.path, key, value)

    def save_search(self, name: str, query: str) -> None:
        """Keep a search, or take it away."""
        save_search(self.path, name, query or None)
