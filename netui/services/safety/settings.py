"""The user's settings: shown, changed one at a time, written where they belong, in force from then on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from netui.domain.config import Config
from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import InvalidValueError
from netui.domain.people.importing import read_mapping
from netui.domain.settings import BY_NAME, Setting, Value
from netui.services.present import Present


class KeyOf(Struct, frozen=True):
    """A key of the program: its id, what it does, and the keys it has where the settings give it no other."""

    id: str
    words: str
    keys: str


class SettingsFile(Protocol):
    """Where settings are kept."""

    @property
    def path(self) -> Path:
        """The file, also before it is there."""

    def load(self) -> Config:
        """Read the settings; raise ConfigError for a file that cannot be used."""

    def save(self, key: str, value: Value | None) -> None:
        """Write one setting, or take it out, and leave everything else in the file as it is."""

    def save_search(self, name: str, query: str) -> None:
        """Keep a search under a name; an empty query takes it away."""

    def place(self, key: str) -> str:
        """Return the file, and the line if it is known, of a setting."""

    def check_keys(self, keymap: Mapping[str, str]) -> None:
        """Raise ConfigError for keys that can't be used: not known, or given twice."""

    def check_theme(self, name: str) -> None:
        """Raise ConfigError for a theme that isn't there."""

    def bindings(self) -> Sequence[KeyOf]:
        """Return every key there is, by its id."""


class SettingsService:
    """Reads and writes config.toml; it hands the settings to `use` after each change."""

    def __init__(self, file: SettingsFile, use: Callable[[Config], object]) -> None:
        self._file = file
        self._use = use
        self.bindings = file.bindings
        self.place = file.place
        self.name_was_offered = False  # where one was typed in a note of this session

    @property
    def path(self) -> Path:
        """The settings file."""
        return self._file.path

    def load(self) -> Config:
        """Return the settings as they are on disk now."""
        return self._file.load()

    def set(self, name: str, value: Value) -> None:
        """Change one setting; raise InvalidValueError for a value that it doesn't take."""
        value = value.strip() if isinstance(value, str) else value
        BY_NAME[name].read(value)
        if name == "theme":
            self._file.check_theme(str(value))
        self._write(name, value)

    def reset(self, setting: Setting) -> None:
        """Take a setting out of the file: its default counts."""
        self._write(setting.name, None)

    def set_keys(self, binding_id: str, keys: str) -> None:
        """Give a key of the program other keys, such as "space,enter"; none gives it back its own."""
        keymap = dict(self._file.load().keymap)
        keymap.pop(binding_id, None)
        if keys.strip():
            self._file.check_keys({**keymap, binding_id: keys.strip()})
        self._write(f"keymap.{binding_id}", keys.strip() or None)

    def save_search(self, name: str, query: str) -> None:
        """Keep a search under a name; an empty query takes it away."""
        if not name.strip():
            raise InvalidValueError("a saved search needs a name")
        self._file.save_search(name.strip(), query.strip())
        self._use(self._file.load())

    def save_mapping(self, name: str, lines: str) -> None:
        """Keep what the columns of a file hold under a name; nothing takes it away."""
        if not name.strip():
            raise InvalidValueError("a mapping needs a name: type one")
        read_mapping(lines.splitlines())
        self._write(f"mappings.{name.strip()}", lines.strip() or None)

    def mapping(self, given: Iterable[str]) -> dict[str | int, str]:
        """Read what columns hold: "COLUMN=FIELD", or the name of a saved mapping.

        Raises InvalidValueError for what is neither.
        """
        lines: list[str] = []
        saved_mappings = self._file.load().saved_mappings
        for one in given:
            if "=" in one:
                lines.append(one)
            elif (saved := saved_mappings.get(one.strip())) is not None:
                lines += saved.splitlines()
            else:
                meant = did_you_mean(one, saved_mappings)
                raise InvalidValueError(f"no mapping is saved as “{one}”{meant}")
        return read_mapping(lines)

    def _write(self, key: str, value: Value | None) -> None:
        self._file.save(key, value)
        self._use(self._file.load())


def wrong_searches(config: Config, present: Present, place: Callable[[str], str]) -> list[str]:
    """Return a line for each saved search that can't be used: file, line, what is wrong."""
    if not config.saved_searches:
        return []
    from netui.domain.search.query import parse

    wrong = []
    for name, query in config.saved_searches.items():
        try:
            parse(query, present.today(), week_start=present.week_start)
        except InvalidValueError as error:
            wrong.append(f"{place(f'searches.{name}')}: the saved search “{name}” can't be used: {error}")
    return wrong
