"""History, as a section of the journal: the last changes, and the way to all of them."""

from collections.abc import Sequence
from typing import ClassVar

from netui.domain.time.dates import short_day
from netui.services.ports import HistoryEntry
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.sections.section import PublishedSection

_MOST = 40


class ChangesSection(PublishedSection):
    """The last changes of the store; enter opens history, where they can be undone."""

    name: ClassVar[str] = "history"
    title: ClassVar[str] = "History"
    empty: ClassVar[str] = "Nothing was changed yet."
    keys: ClassVar[dict[str, str]] = {
        "open": "history: undo, go back in time",
        "export": "portfolio",
    }

    def rows(self) -> Sequence[HistoryEntry]:
        """Return the last changes."""
        return self._services.history.entries(_MOST)

    def key(self, row: HistoryEntry) -> int:
        """Return the number of the change."""
        return row.seq

    def paint(self, row: HistoryEntry, width: int) -> Line:  # noqa: ARG002
        """Paint the change and its time."""
        present = self._services.present
        at = present.local(row.at)
        day = short_day(at.date(), present.today())
        undone = (Span("undone  ", "dim"),) if row.undone else ()
        tone = "struck" if row.undone else ""
        return Line((Span(row.label, tone),), (*undone, Span(f"{day:>6} {at:%H:%M}", "dim")))

    def open(self, row: HistoryEntry) -> None:  # noqa: ARG002
        """Open history."""
        self.host.post_message(Open("history", 0))
