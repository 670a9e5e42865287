"""Cells that a spreadsheet would compute: written with an apostrophe before them, and read without it."""

import re

from netui.domain.text import clean

_BLANKS = r"[\s\u200b-\u200f\ufeff]*+"
_FORMULA = re.compile(rf"^{_BLANKS}(?:'++{_BLANKS})?[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
"""What a spreadsheet may take for a formula, also with blanks before it and in full width.

Also with apostrophes of its own before it: one would be lost where the cell is read again.
"""
_PHONES = re.compile(r"\+[\d\s().,/+-]*")
"""Phone numbers stay as they are: programs that read a table want them so, and no function is in one."""


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet computes and no terminal obeys."""
    cell = clean(cell, newlines=True)
    return f"'{cell}" if _FORMULA.match(cell) and not _PHONES.fullmatch(cell) else cell


def plain(cell: str) -> str:
    """Return a cell without the apostrophe that says to a spreadsheet that it is text."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
