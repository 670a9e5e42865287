"""The user's settings: shown, changed one at a time, written where they belong."""

from pathlib import Path
from typing import Protocol

from netui.domain.config import Config
from netui.domain.errors import InvalidValueError
from netui.domain.people.rules import check_zone


class SettingsFile(Protocol):
    """Where settings are kept."""

    @property
    def path(self) -> Path:
        """The file, also before it is there."""

    def load(self) -> Config:
        """Read the settings; raise ConfigError for a file that cannot be used."""

    def save(self, key: str, value: str | int | bool) -> None:
        """Write one setting and leave everything else in the file as it is."""

    def save_search(self, name: str, query: str) -> None:
        """Keep a search under a name; an empty query takes it away."""


class SettingsService:
    """Reads and writes config.toml."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file

    @property
    def path(self) -> Path:
        """The settings file."""
        return self._file.path

    def load(self) -> Config:
        """Return the settings as they are on disk now."""
        return self._file.load()

    def set_name(self, name: str) -> None:
        """Choose the name notes are signed with."""
        self._file.save("name", name.strip())

    def set_time_zone(self, zone: str) -> None:
        """Choose the own time zone; an empty name means the machine's."""
        if zone.strip():
            check_zone(zone.strip())
        self._file.save("time_zone", zone.strip())

    def set_week_start(self, day: int) -> None:
        """Choose the first day of the week, Monday = 0."""
        if not 0 <= day <= 6:
            raise InvalidValueError("the first day of the week is a number from 0 (Monday) to 6 (Sunday)")
        self._file.save("week_start", day)

    def set_theme(self, name: str) -> None:
        """Choose the theme."""
        self._file.save("theme", name)

    def save_search(self, name: str, query: str) -> None:
        """Keep a search under a name; an empty query takes it away."""
        if not name.strip():
            raise InvalidValueError("a saved search needs a name")
        self._file.save_search(name.strip(), query.strip())
