"""settings."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from netui.cli.columns import table
from netui.cli.context import Context
from netui.cli.shapes import Shape
from netui.domain.config import Config
from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import InvalidValueError, StoreReadOnlyError
from netui.domain.settings import BY_NAME, SETTINGS, TABLES, Setting, Value, as_text


def settings(args: Namespace, context: Context) -> None:
    """Show the settings, or one, or change it."""
    service = context.services.settings
    if args.name is None:
        found = [*_all(service.load())]
        rows = ((one["name"], _text(one["value"])) for one in found)
        context.answer(found, () if context.as_json else table(rows, (28,), least=(20,)))
        return
    table_name, _, entry = args.name.partition(".")
    setting = BY_NAME.get(args.name)
    if setting is None and not (table_name in TABLES and entry):
        known = [*BY_NAME, *(f"{one}.NAME" for one in TABLES)]
        raise InvalidValueError(f"there is no setting {args.name}{did_you_mean(args.name, known)}")
    if args.default and args.value is not None:
        raise InvalidValueError("a value and --default don't go together: give one of them")
    if args.value is not None or args.default:
        if args.read_only:
            raise StoreReadOnlyError("--read-only changes nothing: leave it out to change a setting")
        if setting is None:
            _set_entry(table_name, entry, args.value or "", context)
        elif args.default:
            service.reset(setting)
        else:
            service.set(setting.name, _typed(setting, args.value))
    now = service.load()
    shape = _entry(table_name, entry, now) if setting is None else _shape(setting, now)
    value = _text(shape["value"])
    context.answer(shape, f"{shape['name']} = {value}" if value else f"{shape['name']} is empty")


def _set_entry(table_name: str, entry: str, value: str, context: Context) -> None:
    """Change an entry of a table of the file; nothing takes it away."""
    service = context.services.settings
    if table_name == "searches":
        context.services.search.search(value)
        service.save_search(entry, value)
    elif table_name == "mappings":
        service.save_mapping(entry, "\n".join(part.strip() for part in value.split(";")))
    else:
        service.set_keys(entry, value)


def _typed(setting: Setting, text: str) -> Value:
    """Return what was typed as the file has it; a choice by its value or its words."""
    wanted = text.strip().casefold()
    for value, words in setting.choices:
        if wanted in {str(value).casefold(), words.casefold()}:
            return value
    return setting.typed(text)


def _all(config: Config) -> Iterator[Shape]:
    for setting in SETTINGS:
        yield _shape(setting, config)
    for name, attribute in TABLES.items():
        for entry in sorted(getattr(config, attribute)):
            yield _entry(name, entry, config)


def _shape(setting: Setting, config: Config) -> Shape:
    return {
        "name": setting.name,
        "value": _plain(setting, setting.value_in(config)),
        "default": _plain(setting, setting.default),
        "about": setting.about,
    }


def _entry(table_name: str, entry: str, config: Config) -> Shape:
    value = getattr(config, TABLES[table_name]).get(entry, "")
    return {"name": f"{table_name}.{entry}", "value": value, "default": "", "about": None}


def _plain(setting: Setting, value: Any) -> Any:
    """Return a value as the file has it."""
    for choice, _ in setting.choices:
        if setting.read(choice) == value:
            return choice
    return list(value) if isinstance(value, tuple) else value


def _text(value: Any) -> str:
    """Return a value as it is typed."""
    if isinstance(value, bool):
        return str(value).lower()
    return as_text(tuple(value)) if isinstance(value, list) else str(value)
