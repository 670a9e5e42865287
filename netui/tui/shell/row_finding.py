"""Going to a row of a list by some of its letters."""

from collections.abc import Hashable, Sequence

from netui.tui.modals.host import Host
from netui.tui.widgets.line_list import LineList

_AT_ONCE = 3_000
"""Up to so many rows are read at once; of more the words are gathered in a thread."""


def find_row(host: Host, rows: LineList, title: str) -> None:
    """Ask for some letters of a row, showing those that have them, and put the cursor there."""
    from netui.tui.modals.choose import Choice, ChoiceModal

    def go_to(row_id: Hashable) -> None:
        rows.move_to(row_id)
        rows.focus()

    def ask(found: Sequence[tuple[Hashable, str, str]]) -> bool:
        if rows.is_attached and rows.screen.is_current:
            choices = [Choice(row_id, words, note) for row_id, words, note in found]
            host.ask(ChoiceModal(title, choices, filterable=True), go_to)
        return False

    if rows.cursor_row is None:
        host.say("There is nothing to search here yet")
    elif len(rows.rows) <= _AT_ONCE:
        ask(rows.words()())
    else:
        host.in_background(rows.words(), ask)
