"""People as comma-separated values, for a spreadsheet or, exactly as they are stored, for a program."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from netui.domain.journal.exporting import Columns
from netui.domain.people.contact import Contact
from netui.domain.people.field_values import Names
from netui.domain.people.fields import ROWS
from netui.exchange.formulas import neutral
from netui.exchange.writing.google_columns import GOOGLE, google_cells
from netui.exchange.writing.outlook_columns import OUTLOOK, outlook_cells

Cells = Mapping[str, str]
"""What one person's row holds, by the heads of the columns."""

_FIELDS = tuple(row for row in ROWS if row.csv)
_NUMBER = re.compile(r"(\d+)")


def contacts_csv(
    people: Iterable[Contact], names: Names, *, raw: bool = False, columns: Columns = Columns.NETUI
) -> Iterator[str]:
    """Yield one row for each person under a row of heads: netui's own, or those of another program.

    The people are gone through twice: first for the heads.

    Every own field without a column of the program's is a column `custom.NAME`. Unless `raw`, a cell that a
    spreadsheet would take for a formula gets an apostrophe before it, and what steers a terminal is shown
    instead.
    """
    heads, cells_of = _TABLES[columns]
    more = {head for person in people for head in cells_of(person, names)}.difference(heads)
    heads = (*heads, *sorted(more, key=_in_order))
    settle = str if raw else neutral
    yield _row(map(settle, heads))
    for person in people:
        cells = cells_of(person, names)
        yield _row(settle(cells.get(head, "")) for head in heads)


def _row(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()


def _netui_cells(person: Contact, names: Names) -> Cells:
    fields = {field.name: field.typed.words(field.value(person), names) for field in _FIELDS}
    return fields | {f"custom.{key}": value for key, value in person.custom.items()}


def _in_order(head: str) -> list[tuple[int, str]]:
    """Sort "Phone 2 - Value" before "Phone 10 - Label"."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _NUMBER.split(head)]


_TABLES: Mapping[Columns, tuple[tuple[str, ...], Callable[[Contact, Names], Cells]]] = {
    Columns.NETUI: (tuple(field.name for field in _FIELDS), _netui_cells),
    Columns.GOOGLE: (GOOGLE, google_cells),
    Columns.OUTLOOK: (OUTLOOK, outlook_cells),
}
