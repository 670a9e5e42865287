"""Note templates as files: the built-in ones, and the user's, which stand in for those of the same name."""

import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Template, TemplateRuntimeError, TemplateSyntaxError, nodes

from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import NotFoundError, TemplateError
from netui.domain.notes.fields import FIELDS
from netui.domain.notes.note import NoteTemplate
from netui.domain.notes.own_notes import OwnNote
from netui.notes.field_check import check_fields
from netui.notes.front_matter import TemplateFile, read_template
from netui.notes.sandbox import (
    BUDGET,
    Budget,
    Missing,
    NoteEnvironment,
    OverBudgetError,
    Points,
)
from netui.notes.template_tree import Where, bounded, check_size
from netui.plain_file import MOST_IN_TEMPLATE, read_small

_OWN_LINE = re.compile(r"^[ \t]*((?:\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})+)[ \t]*\n", re.MULTILINE)
_TAG_END = re.compile(r"([-+]?%\}|#\})$")
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


class TemplateFolder:
    """The templates that come with netui, and those in one folder of the user's; read again on every call."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._environment = NoteEnvironment()
        self._compiled: dict[tuple[str, int, str], Template] = {}
        self._lines: dict[str, tuple[int, int]] = {}
        self._built_in: dict[str, NoteTemplate] = {}

    def all(self) -> list[NoteTemplate]:
        """Return every template that can be used, by title; a broken one of the user's takes none away."""
        own, _ = self._own()
        return sorted((self._built_ins() | own).values(), key=lambda template: template.title.casefold())

    def get(self, name: str) -> NoteTemplate:
        """Return one template; raise TemplateError for a broken file, NotFoundError if there is none."""
        own, broken = self._own()
        templates = self._built_ins() | own
        if name in templates:
            return templates[name]
        if name in broken:
            raise TemplateError(broken[name])
        raise NotFoundError(f"there is no template {name}{did_you_mean(name, sorted(templates))}")

    def problems(self) -> list[str]:
        """Return one line for each file of the user's that cannot be used: file, line, what is wrong."""
        _, broken = self._own()
        return list(broken.values())

    def render(self, template: NoteTemplate, fields: dict[str, object]) -> tuple[str, str]:
        """Return subject and body; a field without a value becomes a gap.

        A note of the user's own that speaks of a person is for the body alone, where it can be reworded.
        `fields` holds a mapping of values for each group, such as `{"contact": {"name": "Priya"}}`. Raises
        TemplateError for a field that does not exist, and for a template that writes or loops without end.
        """
        subject_line, body_line = self._lines.get(template.path, (1, 1))
        budget = {BUDGET: Budget()}
        file = template.path or template.name
        subject = self._run(template.subject, file, subject_line, _with_gaps(fields, notes=False) | budget)
        body = self._run(template.body, file, body_line, _with_gaps(fields, notes=True) | budget)
        return " ".join(subject.split()), _BLANK_LINES.sub("\n\n", body).strip()

    def _built_ins(self) -> dict[str, NoteTemplate]:
        if not self._built_in:
            folder = resources.files("netui.data") / "templates"
            for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
                if file.name.endswith(".md"):
                    text = file.read_text(encoding="utf-8")
                    template = self._parse(text, file.name.removesuffix(".md"), file.name, built_in=True)
                    self._built_in[template.name] = template
        return self._built_in

    def _own(self) -> tuple[dict[str, NoteTemplate], dict[str, str]]:
        found: dict[str, NoteTemplate] = {}
        broken: dict[str, str] = {}
        for path in self._own_files():
            try:
                template = self._parse(_read(path), path.stem, str(path), built_in=False)
                self._compile(template.subject, template.path, self._lines[template.path][0])
                self._compile(template.body, template.path, self._lines[template.path][1])
                found[template.name] = template
            except TemplateError as error:
                broken[path.stem] = str(error)
        for path in self._other_files():
            broken.setdefault(path.stem, f"{path}: a template is called NAME.md; call it {path.stem}.md")
        return found, broken

    def _other_files(self) -> list[Path]:
        if self._folder is None or not self._folder.is_dir():
            return []
        try:
            others = [path for path in self._folder.iterdir() if path.suffix != ".md" and path.is_file()]
        except OSError:
            return []
        return sorted(path for path in others if not path.name.startswith(".") and path.name[-1] != "~")

    def _own_files(self) -> list[Path]:
        if self._folder is None or not self._folder.is_dir():
            return []
        try:
            return sorted(path for path in self._folder.glob("*.md") if not path.name.startswith("."))
        except OSError:
            return []

    def _parse(self, text: str, name: str, file: str, *, built_in: bool) -> NoteTemplate:
        parts: TemplateFile = read_template(text, name=name, file=file)
        self._lines[file] = (parts.subject_line, parts.body_line)
        return NoteTemplate(
            name=name,
            title=parts.title,
            subject=parts.subject,
            body=parts.body,
            fits=parts.fits,
            closes=parts.closes,
            limit=parts.limit,
            path=file,
            built_in=built_in,
        )

    def _compile(self, source: str, file: str, first_line: int) -> Template:
        key = (file, first_line, source)
        if key not in self._compiled:

            def where(line: int) -> str:
                return f"{file} line {first_line + line - 1}"

            tree = self._tree(source, where)
            check_size(tree, where)
            check_fields(tree, where)
            try:
                code = self._environment.compile(bounded(tree), filename=file)
            except TemplateSyntaxError as error:
                raise TemplateError(f"{where(error.lineno)}: {_sentence(error)}") from error
            except ValueError as error:
                raise TemplateError(f"{where(1)}: a number is too long to be read") from error
            except (RecursionError, SyntaxError, MemoryError) as error:  # Python's own limits on nesting
                raise TemplateError(f"{where(1)}: it is nested too deeply") from error
            self._compiled[key] = Template.from_code(self._environment, code, self._environment.globals)
        return self._compiled[key]

    def _tree(self, source: str, where: Where) -> nodes.Template:
        if len(source) > MOST_IN_TEMPLATE:
            raise TemplateError(f"{where(1)}: a template has at most 64 kB")
        try:
            return self._environment.parse(_OWN_LINE.sub(_swallow_newline, source))
        except TemplateSyntaxError as error:
            raise TemplateError(f"{where(error.lineno)}: {_sentence(error)}") from error
        except ValueError as error:
            raise TemplateError(f"{where(1)}: a number is too long to be read") from error
        except (RecursionError, MemoryError) as error:
            raise TemplateError(f"{where(1)}: it is nested too deeply") from error

    def _run(self, source: str, file: str, first_line: int, values: Mapping[str, object]) -> str:
        template = self._compile(source, file, first_line)
        budget = values[BUDGET]
        assert isinstance(budget, Budget)
        pieces: list[str] = []
        size = 0
        try:
            for piece in template.generate(values):
                pieces.append(piece)
                size += len(piece.encode("utf-8", "replace"))
                budget.sized(size)
        except OverBudgetError as error:
            line = first_line + _line_of(error, file) - 1
            raise TemplateError(f"{file} line {line}: {error}; make the template simpler") from error
        except (TemplateRuntimeError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
            line = first_line + _line_of(error, file) - 1
            plain = "a value is used here for what it isn't: a text, a number or a list"
            reason = plain if isinstance(error, TypeError) else error
            raise TemplateError(f"{file} line {line}: cannot be rendered: {reason}") from error
        return "".join(pieces)


def _line_of(error: BaseException, file: str) -> int:
    """Return the line of the template an error came from: Jinja names it in the traceback."""
    line, step = 1, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == file:
            line = step.tb_lineno
        step = step.tb_next
    return line


def _read(path: Path) -> str:
    try:
        data = read_small(path, MOST_IN_TEMPLATE)
    except OSError as error:
        raise TemplateError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > MOST_IN_TEMPLATE:
        raise TemplateError(f"{path}: a template has at most 64 kB")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TemplateError(f"{path} line {line}: the file is not UTF-8; save it as UTF-8") from error


def _swallow_newline(match: re.Match[str]) -> str:
    """Move the line break behind a lone tag into it: no blank line is left, and line numbers stay true."""
    return _TAG_END.sub(r"\n\1", match[1])


def _sentence(error: TemplateSyntaxError) -> str:
    message = (error.message or "this cannot be read").rstrip(".")
    return message[:1].lower() + message[1:]


def _with_gaps(fields: Mapping[str, object], *, notes: bool) -> dict[str, Any]:
    """Return a value for every field; without `notes` those of the user's own count as missing."""
    values: dict[str, Any] = {}
    for name, label in FIELDS.items():
        group, dot, part = name.partition(".")
        if not dot:
            values[name] = _value(fields.get(name), label, notes=notes)
            continue
        given = fields.get(group)
        value = given.get(part) if isinstance(given, Mapping) else None
        values.setdefault(group, {})[part] = _value(value, label, notes=notes)
    return values


def _value(value: object, label: str, *, notes: bool) -> Any:
    if isinstance(value, list | tuple):
        usable = (item for item in value if notes or not isinstance(item, OwnNote))
        points = Points(label, (text for item in usable if (text := _stripped(item))))
        return points or Missing(label)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    unsaid = value is None or (isinstance(value, OwnNote) and not notes)
    return ("" if unsaid else _stripped(value)) or Missing(label)


def _stripped(value: object) -> str:
    return value.strip() if isinstance(value, str) else str(value).strip()
