"""Reads the question bank and the checklists: the built-in ones, then the user's own over them."""

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from netui.domain.errors import ConfigError
from netui.domain.interviews.interview import Medium
from netui.domain.interviews.preparation import ChecklistItem, ChecklistTemplate, Question, Seen
from netui.domain.journal.reflection import PARTS, Prompt, ReflectionKind
from netui.domain.text import shown_value
from netui.toml_file import KeyLines, line_of, parse_toml, read_toml

_SHOWN = 40
_MEDIA = ", ".join(medium.value for medium in Medium)


def load_questions(own: Path | None = None) -> tuple[Question, ...]:
    """Return the question bank; the user's question replaces the built-in one with the same id.

    `own` is a TOML file with one table for each theme; it need not exist. Raises ConfigError.
    """
    found: dict[str, Question] = {}
    for file, document, lines in _documents("questions.toml", own):
        for theme, questions in document.items():
            if not isinstance(questions, dict):
                raise ConfigError(
                    f"{file} line {line_of(lines, theme)}: {shown_value(theme)} has to be a theme: "
                    'write [name], then lines slug = "question"'
                )
            for slug, text in questions.items():
                where = f"{file} line {line_of(lines, f'{theme}.{slug}')}"
                wanted = _text(where, f"[{theme[:_SHOWN]}] {slug[:_SHOWN]}", text)
                found[slug] = Question(id=slug, text=wanted, theme=theme)
    return tuple(found.values())


def load_checklists(own: Path | None = None) -> tuple[ChecklistTemplate, ...]:
    """Return the checklists; the user's replaces the built-in one with the same name.

    `own` is a TOML file of [[checklist]] tables; it need not exist. The user's own new checklists
    come first, so that a medium is prepared by them. Raises ConfigError.
    """
    built_in: dict[str, ChecklistTemplate] = {}
    added: dict[str, ChecklistTemplate] = {}
    for where, document, _ in _documents("checklists.toml", own):
        unknown = sorted(set(document) - {"checklist"})
        tables = document.get("checklist", [])
        if unknown or not isinstance(tables, list):
            raise ConfigError(
                f"{where}: {shown_value(unknown[0] if unknown else 'checklist')} is unknown: "
                "write [[checklist]]"
            )
        for number, table in enumerate(tables, 1):
            checklist = _checklist(f"{where}, checklist {number}", table)
            into = built_in if where == "checklists.toml" or checklist.name in built_in else added
            into[checklist.name] = checklist
    return (*added.values(), *built_in.values())


def load_prompts(own: Path | None = None) -> tuple[Prompt, ...]:
    """Return what each part of each kind of reflection asks; the user's part replaces the built-in one.

    `own` is a TOML file with a table for each kind and part; it need not exist. Raises ConfigError.
    """
    found: dict[tuple[ReflectionKind, str], Prompt] = {}
    for file, document, lines in _documents("prompts.toml", own):
        for name, parts in document.items():
            where = f"{file} line {line_of(lines, name)}"
            kind = next((one for one in ReflectionKind if one == name), None)
            if kind is None or not isinstance(parts, dict):
                known = ", ".join(f"[{one}]" for one in ReflectionKind)
                raise ConfigError(f"{where}: [{name[:_SHOWN]}] isn't a kind: there are {known}")
            for part, table in parts.items():
                where = f"{file} line {line_of(lines, f'{name}.{part}')}"
                if part not in PARTS[kind]:
                    known = ", ".join(PARTS[kind])
                    raise ConfigError(f"{where}: [{name}.{part[:_SHOWN]}] isn't a part: there are {known}")
                found[kind, part] = _prompt(f"{where}, [{name}.{part}]", kind, part, table)
    return tuple(found[kind, part] for kind, parts in PARTS.items() for part in parts)


def _prompt(where: str, kind: ReflectionKind, part: str, table: object) -> Prompt:
    questions = table.get("questions") if isinstance(table, dict) else None
    if not isinstance(table, dict) or not isinstance(questions, list) or not questions:
        raise ConfigError(f'{where}: write title = "..." and questions = ["..."]')
    return Prompt(
        kind,
        part,
        title=_text(where, "title", table.get("title")),
        questions=tuple(_text(where, "questions", one) for one in questions),
    )


def _documents(name: str, own: Path | None) -> list[tuple[str, dict[str, Any], KeyLines]]:
    """Return what is built in and what is the user's own, each with its name and the lines of its keys."""
    built_in = resources.files("netui.data").joinpath(name).read_text(encoding="utf-8")
    documents: list[tuple[str, dict[str, Any], KeyLines]] = [(name, tomllib.loads(built_in), {})]
    text = None if own is None else read_toml(own, str(own))
    if text is not None:
        documents.append((str(own), *parse_toml(text, str(own))))
    return documents


def _checklist(where: str, table: object) -> ChecklistTemplate:
    if not isinstance(table, dict):
        raise ConfigError(f"{where}: write it as a table [[checklist]]")
    unknown = sorted(set(table) - {"name", "title", "medium", "items"})
    if unknown:
        raise ConfigError(
            f"{where}: {shown_value(unknown[0])} is unknown; there are name, title, medium and items"
        )
    name = _text(where, "name", table.get("name"))
    medium = table.get("medium", "")
    if medium and medium not in list(Medium):
        raise ConfigError(f'{where}: medium {shown_value(medium)} is unknown: one of {_MEDIA}, or "" for any')
    items = table.get("items", [])
    if not isinstance(items, list) or not items:
        raise ConfigError(f'{where}: items has to be a list like [{{ days_before = 1, text = "Confirm" }}]')
    return ChecklistTemplate(
        name=name,
        title=_text(where, "title", table.get("title", name)),
        medium=Medium(medium) if medium else None,
        items=tuple(_item(f"{where}, item {number}", item) for number, item in enumerate(items, 1)),
    )


def _item(where: str, item: object) -> ChecklistItem:
    if not isinstance(item, dict):
        raise ConfigError(f'{where}: write {{ days_before = 1, text = "Confirm" }}')
    unknown = sorted(set(item) - {"days_before", "text", "ticked_by"})
    if unknown:
        raise ConfigError(
            f"{where}: {shown_value(unknown[0])} is unknown; there are text, days_before and ticked_by"
        )
    days = item.get("days_before", 0)
    if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= 365:
        raise ConfigError(
            f"{where}: days_before is {shown_value(days)}, and has to be a number from 0 to 365"
        )
    ticked_by = item.get("ticked_by")
    if ticked_by is not None and ticked_by not in list(Seen):
        known = " or ".join(f'"{one}"' for one in Seen)
        raise ConfigError(f"{where}: ticked_by is {shown_value(ticked_by)}, and has to be {known}")
    return ChecklistItem(_text(where, "text", item.get("text")), days, Seen(ticked_by) if ticked_by else None)


def _text(where: str, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f'{where}: {key} has to be a text in quotes, such as {key} = "..."')
    return " ".join(value.split())
