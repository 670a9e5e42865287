"""Pages about people as Markdown: front matter from the fields, the rest from a template."""

import json
import re
from functools import partial
from importlib import resources
from os.path import lexists
from pathlib import Path

from netui.domain.journal.person_page import PAGE_FIELDS, PAGE_LISTS, PersonPage, Value
from netui.notes.field_check import check_fields
from netui.notes.rendering import Renderer, read_template_file
from netui.notes.sandbox import BUDGET, Budget
from netui.plain_file import MOST_IN_PAGE

_STEPS, _SECONDS = 1_000_000, 10.0
_PERSON = "person"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NOTHING: dict[str, Value] = dict.fromkeys(PAGE_FIELDS, "")
_JSON = json.JSONEncoder(ensure_ascii=False)
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


class PersonPages:
    """Writes pages by the user's own template where there is one, else by the one that comes with netui."""

    def __init__(self, own: Path) -> None:
        self._renderer = Renderer(partial(check_fields, groups={_PERSON: PAGE_FIELDS}, leaves=PAGE_LISTS))
        is_own = lexists(own)  # also a link that leads nowhere: it is named
        self._file = str(own) if is_own else "person.md"
        if is_own:
            self._source = read_template_file(own)
        else:
            self._source = (resources.files("netui.data") / "person.md").read_text(encoding="utf-8")

    def text(self, page: PersonPage) -> str:
        """Return a page without its first lines, which name it; raise TemplateError."""
        values: dict[str, object] = {
            _PERSON: _NOTHING | page.fields,
            **page.lists,
            BUDGET: Budget(_STEPS, _SECONDS, MOST_IN_PAGE),
        }
        body = self._renderer.run(self._source, self._file, 1, values)
        head = "".join(f"{name}: {_yaml(value)}\n" for name, value in page.fields.items() if name != "notes")
        return f"{head}---\n\n{_BLANK_LINES.sub(chr(10) * 2, body).strip()}\n"


def _yaml(value: Value) -> str:
    """Return a value as YAML reads it: JSON is YAML, and a day stays one."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        return value
    return _JSON.encode(value)
