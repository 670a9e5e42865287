"""People as comma-separated values, for a spreadsheet or, exactly as they are stored, for a program."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from netui.domain.people.contact import Contact
from netui.domain.people.field_values import Names
from netui.domain.people.fields import ROWS
from netui.domain.text import clean

_FORMULA = re.compile(r"^[\s\u200b-\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
"""What a spreadsheet may take for a formula, also with blanks before it and in full width."""

_FIELDS = tuple(row for row in ROWS if row.csv)


def contacts_csv(people: Iterable[Contact], names: Names, *, raw: bool = False) -> str:
    """Return one row for each person under a row of names, each field as typed, but for the labels.

    Every custom field is a column `custom.NAME`. Unless `raw`, a cell a spreadsheet would take for a
    formula gets an apostrophe before it, and what steers a terminal is shown instead.
    """
    people = list(people)
    own = sorted({key for person in people for key in person.custom})
    head = [field.name for field in _FIELDS]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    settle = str if raw else neutral
    writer.writerow([settle(name) for name in (*head, *(f"custom.{key}" for key in own))])
    for person in people:
        writer.writerow([settle(cell) for cell in _cells(person, names, own)])
    return written.getvalue()


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet computes and no terminal obeys."""
    cell = clean(cell, newlines=True)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _cells(person: Contact, names: Names, own: Sequence[str]) -> list[str]:
    fields = (field.typed.words(field.value(person), names) for field in _FIELDS)
    return [*fields, *(person.custom.get(key, "") for key in own)]
