"""What every command gets: the services, the shapes, and the two ways out."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from netui.bootstrap.late import LateServices
from netui.cli.shapes import Shapes
from netui.config import Places
from netui.domain.contact import Contact
from netui.domain.dates import parse_date
from netui.domain.safe_text import clean
from netui.services.finding import find_contact


class Context:
    """An open store with its services, and how to answer: JSON or words on stdout, messages on stderr."""

    def __init__(self, services: LateServices, places: Places, *, as_json: bool) -> None:
        self.services = services
        self.places = places
        self.as_json = as_json
        self.shapes = Shapes(services)

    def contact(self, text: str) -> Contact:
        """Find one person by id, name or a part of it."""
        return self.services.contacts.get(find_contact(self.services.store, text).id)

    def past_day(self, text: str) -> date:
        """Read a day of the past or today."""
        return parse_date(text, self.services.present.today(), prefer="past")

    def coming_day(self, text: str) -> date:
        """Read a day to come or today."""
        return parse_date(text, self.services.present.today(), prefer="future")

    def answer(self, shape: Any, words: str | Iterable[str]) -> None:
        """Print the shape as JSON where it was asked for, else the words, one a line."""
        if self.as_json:
            self.print_json(shape)
            return
        for line in (words,) if isinstance(words, str) else words:
            print(clean(line))

    def print_json(self, shape: Any) -> None:
        """Print JSON; what a terminal could take for a command stays escaped."""
        print(json.dumps(shape, ensure_ascii=not _speaks_utf8(), indent=2).translate(_ESCAPES))

    def say(self, words: str) -> None:
        """Tell the user something that is not data."""
        print(clean(words), file=sys.stderr)

    def name_of(self, contact_id: int) -> str:
        """Return a person's name (part of `domain.contact_fields.Reading`)."""
        return self.services.contacts.name_of(contact_id)

    def day(self, text: str) -> date:
        """Read a past day (part of `domain.contact_fields.Reading`)."""
        return self.past_day(text)

    def person(self, text: str) -> int:
        """Find a person's id (part of `domain.contact_fields.Reading`)."""
        return self.contact(text).id


def table(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> list[str]:
    """Lay rows out in columns of at most these widths; the last column takes what it needs."""
    from rich.cells import cell_len, set_cell_size

    cells = [[clean(cell) for cell in row] for row in rows]
    used = [
        min(width, max((cell_len(row[index]) for row in cells), default=0))
        for index, width in enumerate(widths)
    ]
    lines = []
    for row in cells:
        shown = [
            cell if cell_len(cell) <= width else set_cell_size(cell, width - 1) + "…"
            for cell, width in zip(row, used, strict=False)
        ]
        padded = [cell + " " * (width - cell_len(cell)) for cell, width in zip(shown, used, strict=False)]
        lines.append("  ".join([*padded, *row[len(used) :]]).rstrip())
    return lines


def _speaks_utf8() -> bool:
    return (sys.stdout.encoding or "").casefold().replace("-", "") == "utf8"


# C1 controls, bidi overrides and the like are legal in JSON text, but not on a terminal.
_ESCAPES = {
    code: f"\\u{code:04x}"
    for code in (
        *range(0x7F, 0xA0),
        0x061C,
        0x200E,
        0x200F,
        *range(0x2028, 0x202F),
        *range(0x2066, 0x206A),
        0xFEFF,
    )
}
