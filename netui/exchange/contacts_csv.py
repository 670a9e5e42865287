"""People as comma-separated values, for a spreadsheet or, exactly as they are stored, for a program."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from netui.domain.people.contact import Contact
from netui.domain.people.fields import CONTACT_FIELDS, Names
from netui.domain.text import clean

_FORMULA = re.compile(r"^[\s\u200b-\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
"""What a spreadsheet may take for a formula, also with blanks before it and in full width."""

_FIELDS = tuple(field for field in CONTACT_FIELDS if field.name != "custom")
_KEPT: tuple[tuple[str, Callable[[Contact], date | datetime | None]], ...] = (
    ("last_contact_on", lambda contact: contact.last_contact_on),
    ("next_due_on", lambda contact: contact.next_due_on),
    ("reviewed_on", lambda contact: contact.reviewed_on),
    ("archived_at", lambda contact: contact.archived_at),
    ("created_at", lambda contact: contact.created_at),
    ("updated_at", lambda contact: contact.updated_at),
)


def contacts_csv(people: Iterable[Contact], names: Names, *, raw: bool = False) -> str:
    """Return one row for each person under a row of names, each field as the form shows it.

    Every custom field is a column `custom.NAME`. Unless `raw`, a cell a spreadsheet would take for a
    formula gets an apostrophe before it, and what steers a terminal is shown instead.
    """
    people = list(people)
    own = sorted({key for person in people for key in person.custom})
    head = ["id", "uid", *(field.name for field in _FIELDS), *(name for name, _ in _KEPT)]
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
    kept = (value(person) for _, value in _KEPT)
    return [
        str(person.id),
        person.uid,
        *(field.show(person, names) for field in _FIELDS),
        *("" if value is None else value.isoformat() for value in kept),
        *(person.custom.get(key, "") for key in own),
    ]
