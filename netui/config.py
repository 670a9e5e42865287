"""The settings file and the folders of netui.

The settings themselves are in `netui.domain.settings`; a file that is missing means all defaults.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from netui.domain.config import Config
from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import ConfigError, InvalidValueError
from netui.domain.settings import BY_NAME, TABLES, Value
from netui.domain.text import shown_value
from netui.toml_file import KeyLines, decoded, line_of, parse_toml, read_toml
from netui.typed_path import home_folder, is_folder, real_path, typed_path

_FILE = "config.toml"
_CONTENT = ("checklists.toml", "questions.toml", "prompts.toml", "person.md")
_SETTINGS = (*BY_NAME, *TABLES)
_TRAVELS = frozenset({*(name for name, setting in BY_NAME.items() if not setting.names_program), *TABLES})
"""What a backup may set: never a setting that names a program, for whoever wrote the file would run it."""
_MOST_STRANGE = 50
_LONGEST = 200
_WAIT_SECONDS = 2.0
_TRIES = 400


class Places(Struct, frozen=True):
    """Where netui keeps things: `config` is a file, the others are folders; nothing is created here."""

    store: Path
    config: Path
    state: Path
    cache: Path

    @classmethod
    def find(
        cls,
        *,
        store: str | Path | None = None,
        config: str | Path | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> "Places":
        """Return the places: options first, then NETUI_STORE and NETUI_CONFIG, then the platform's own."""
        from platformdirs import PlatformDirs

        environ = os.environ if environ is None else environ
        folders = PlatformDirs("netui", appauthor=False)
        settings = _path(config or environ.get("NETUI_CONFIG")) or (
            _own(folders.user_config_dir, ".config") / _FILE
        )
        return cls(
            store=_path(store or environ.get("NETUI_STORE")) or _own(folders.user_data_dir, ".local/share"),
            config=settings / _FILE if is_folder(settings) and settings.name != _FILE else settings,
            state=_own(folders.user_state_dir, ".local/state"),
            cache=_own(folders.user_cache_dir, ".cache"),
        )

    def holds(self, file: Path) -> bool:
        """Whether a file, with its links followed, is for netui alone: settings, a template, log or cache."""
        if any(real_path(folder) in file.parents for folder in (self.state, self.cache)):
            return True
        if file.suffix == ".md" and file.parent == real_path(self.templates):
            return True
        content = (self.config.with_name(name) for name in _CONTENT)
        return file in map(real_path, (self.config, *content, *self.templates.glob("*.md")))

    @property
    def templates(self) -> Path:
        """The folder of the user's own note templates, next to the settings."""
        return self.config.parent / "templates"


def _path(given: str | Path | None) -> Path | None:
    return typed_path(given).absolute() if given else None


def _own(found: str, usual: str) -> Path:
    """Return a folder of the platform; a relative XDG folder or home counts as none, as XDG itself says."""
    path = Path(found)
    return path if path.is_absolute() else Path(home_folder(), usual, "netui")


def load_config(path: Path) -> Config:
    """Return the settings in a file, the defaults where there is none; ConfigError names the line."""
    text = read_toml(path, str(path))
    return Config() if text is None else _parse(text, path.name)


def key_place(path: Path, binding_id: str) -> str:
    """Return the file, and the line if it is known, on which the keys of a binding are set."""
    return setting_place(path, f"keymap.{binding_id}")


def setting_place(path: Path, key: str) -> str:
    """Return the file, and the line if it is known, of a setting."""
    _, lines = parse_toml(read_toml(path, str(path)) or "", path.name)
    found = lines.get(key)
    return f"{path.name} line {found[0]}" if found else path.name


def save_setting(path: Path, key: str, value: Value | None) -> None:
    """Write one setting and keep everything else in the file as it is, comments too.

    `key` is a setting, or an entry of a table such as `searches.old friends`; None takes it out. Raises
    ConfigError, with nothing written, where the file or the value cannot be used.
    """
    target = real_path(path)
    try:
        _make_folder(target.parent)
        with _alone_in(target.parent):
            _write(target, _with(path, key, value))
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be written ({error.strerror}): check the folder and the disk"
        ) from error


def _with(path: Path, key: str, value: Value | None) -> str:
    """Return the text of a settings file with one of them set; raise ConfigError if that can't be used."""
    from tomlkit.exceptions import TOMLKitError

    text = read_toml(path, str(path)) or ""
    _parse(text, path.name)
    try:
        changed = _changed(text, key, value)
    except TOMLKitError as error:
        raise ConfigError(f"{path.name} can't be changed by netui: {error}; set {key} by hand") from error
    decoded(changed.encode(), f"{path.name} with the new {key.partition('.')[0]}")
    _parse(changed, path.name)
    return changed


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep every other netui from changing settings in a folder; raise ConfigError if one goes on and on."""
    import fcntl
    import time

    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        for _ in range(_TRIES):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_WAIT_SECONDS / _TRIES)
                continue
            except OSError:  # a file system without locks
                pass
            break
        else:
            raise ConfigError(f"another netui is changing the settings in {folder}: try again, or end it")
        yield
    finally:
        os.close(handle)


def _changed(text: str, key: str, value: Value | None) -> str:
    """Return a text of settings with one of them set, or taken out."""
    import tomlkit
    from tomlkit.items import Table

    document = tomlkit.parse(text)
    table_name, dot, entry = key.partition(".")
    if dot and table_name in TABLES:
        table = document.get(table_name)
        if not isinstance(table, Table):
            entries = dict(table or {})
            document.pop(table_name, None)
            table = document[table_name] = tomlkit.table()
            table.update(entries)
            table = document[table_name]
        holder, name = _holder(table, entry)
        if value is None:
            holder.pop(name, None)
        else:
            holder[name] = value
    elif value is None:
        document.pop(key, None)
    elif key not in document and (last := _last_plain_key(text)):
        lines = f"{text.removesuffix(chr(10))}\n".split("\n")
        lines.insert(last, f"{key} = {tomlkit.item(value).as_string()}")
        return "\n".join(lines)
    else:
        document[key] = value
    return document.as_string()


def _holder(table: Any, entry: str) -> tuple[Any, str]:
    """Return the table that has an entry, and its key there: `agenda.done` without quotes is in `agenda`."""
    if entry not in table:
        parts = entry.split(".")
        for count in range(1, len(parts)):
            inner = table.get(".".join(parts[:count]))
            if isinstance(inner, dict):
                holder, name = _holder(inner, ".".join(parts[count:]))
                if name in holder:
                    return holder, name
    return table, entry


def save_search(path: Path, name: str, query: str | None) -> None:
    """Keep a search under a name, or drop it with None; raise ConfigError as `save_setting` does."""
    if not name.strip():
        raise ConfigError("a saved search needs a name: type one")
    save_setting(path, f"searches.{name.strip()}", query)


def _parse(text: str, file: str) -> Config:
    found, lines = parse_toml(text, file)
    values: dict[str, Any] = {}
    for key, value in found.items():
        where = f"{file} line {line_of(lines, key)}"
        if key not in _SETTINGS:
            meant = did_you_mean(key, _SETTINGS)
            raise ConfigError(f"{where}: there is no setting {shown_value(key)}{meant}")
        if key in TABLES:
            values[TABLES[key]] = _table(key, value, lines, file)
            continue
        try:
            values[key] = BY_NAME[key].read(value)
        except InvalidValueError as error:
            raise ConfigError(f"{where}: {error}") from error
    return Config(**values)


def _table(key: str, value: object, lines: KeyLines, file: str) -> dict[str, str]:
    if not isinstance(value, dict):
        where = f"{file} line {line_of(lines, key)}"
        raise ConfigError(
            f"{where}: {key} is a table, not {shown_value(value)}: write [{key}] on a line of its own"
        )
    entries: dict[str, str] = {}
    for name, entry in _flat(value):
        if not isinstance(entry, str):
            where = f"{file} line {line_of(lines, f'{key}.{name}')}"
            raise ConfigError(
                f"{where}: {key} {shown_value(name)} is a text in quotes, not {shown_value(entry)}"
            )
        entries[name] = entry
    return entries


def _flat(table: Mapping[str, object]) -> list[tuple[str, object]]:
    """Return the entries of a table; `agenda.done = "x"` without quotes is nested for TOML, not for us."""
    entries: list[tuple[str, object]] = []
    waiting = [*table.items()][::-1]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{name}.{part}", inner) for part, inner in [*value.items()][::-1]]
        else:
            entries.append((name, value))
    return entries


def _last_plain_key(text: str) -> int:
    """Return the line on which the last setting before any table ends, or 0."""
    _, lines = parse_toml(text, "config.toml")
    plain = (last for key, (_, last) in lines.items() if key in _SETTINGS and key not in TABLES)
    return max(plain, default=0)


def _write(target: Path, text: str) -> None:
    import tempfile  # only where one is written

    handle, name = tempfile.mkstemp(prefix=".config-", suffix=".toml", dir=target.parent)  # made 0600
    try:
        _give_to_owner(handle, target.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _make_folder(folder: Path) -> None:
    """Create a folder, and those above it, that no one else can look into."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _give_to_owner(folder, folder.parent)


def _give_to_owner(made: int | Path, folder: Path) -> None:
    """Let what root made (`sudo netui`) belong to the owner of its folder, who could not open it any more."""
    if os.geteuid() == 0 and (owner := folder.stat()).st_uid:
        os.chown(made, owner.st_uid, owner.st_gid, follow_symlinks=isinstance(made, int))


def from_elsewhere(data: bytes) -> tuple[bytes, list[str]]:
    """Return settings of a backup without what may not come from one, and the lines of that.

    Only what is named in `_TRAVELS` comes along; settings that cannot be read stay behind as a whole.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = decoded(data, _FILE)
        found, lines = parse_toml(text, _FILE)
        strange = sorted(set(found) - _TRAVELS)
        if len(strange) > _MOST_STRANGE:
            return b"", [f"{_FILE} ({len(strange):,} of its settings aren't netui's)"]
        kept = text
        if strange:
            document = tomlkit.parse(text)
            for key in strange:
                document.pop(key, None)
            kept = document.as_string()
        _parse(kept, _FILE)
    except (ConfigError, TOMLKitError) as error:
        return b"", [f"{_FILE} ({' '.join(str(error).split())})"]
    written = text.split("\n")
    numbers = [line_of(lines, key) for key in strange]
    return kept.encode(), [
        f"{key} ({_FILE} line {number}: {written[number - 1].strip()[:_LONGEST]})"
        for key, number in zip(strange, numbers, strict=True)
    ]
