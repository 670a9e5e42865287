"""The settings file, as the services see it."""

from pathlib import Path

from msgspec import Struct

from netui.config import load_config, save_search, save_setting, setting_place
from netui.domain.config import Config
from netui.domain.errors import InvalidValueError
from netui.services.services import Services


class SettingsAt(Struct, frozen=True):
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


def wrong_searches(services: Services) -> list[str]:
    """Return a line for each saved search that can't be used: file, line, what is wrong."""
    if not services.config.saved_searches:
        return []
    from netui.domain.search.query import parse

    path, present, wrong = services.settings.path, services.present, []
    for name, query in services.config.saved_searches.items():
        try:
            parse(query, present.today(), week_start=present.week_start)
        except InvalidValueError as error:
            place = setting_place(path, f"searches.{name}")
            wrong.append(f"{place}: the saved search “{name}” can't be used: {error}")
    return wrong
