"""Note templates as files: the built-in ones, and the user's, which stand in for those of the same name."""

import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import NotFoundError, TemplateError
from netui.domain.notes.fields import FIELDS
from netui.domain.notes.note import NoteTemplate
from netui.domain.notes.own_notes import OwnNote
from netui.notes.field_check import check_fields
from netui.notes.front_matter import TemplateFile, read_template
from netui.notes.rendering import Renderer, read_template_file
from netui.notes.sandbox import BUDGET, Budget, Missing, Points

_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


class TemplateFolder:
    """The templates that come with netui, and those in one folder of the user's; read again on every call."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._renderer = Renderer(check_fields)
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
        subject = self._renderer.run(
            template.subject, file, subject_line, _with_gaps(fields, notes=False) | budget
        )
        body = self._renderer.run(template.body, file, body_line, _with_gaps(fields, notes=True) | budget)
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
                template = self._parse(read_template_file(path), path.stem, str(path), built_in=False)
                self._renderer.compile(template.subject, template.path, self._lines[template.path][0])
                self._renderer.compile(template.body, template.path, self._lines[template.path][1])
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
