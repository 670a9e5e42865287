"""The network check on the agenda: it comes round, once a first one was made."""

from collections.abc import Iterator
from datetime import date

from netui.domain.journal.reflection import CHECK_EVERY, Reflection, next_check_on
from netui.domain.week.agenda import AgendaRow, RowKind
from netui.services.ports import Store
from netui.services.present import Present

_ID = "network-check:"


class NetworkCheckAgenda:
    """Offers the network check a month after the last one; put away, it comes round a month later."""

    kinds: frozenset[RowKind] = frozenset({RowKind.REVIEW})

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the one row."""
        reflections = self._store.of(Reflection)
        due_on = next_check_on(reflections.all()) if reflections.count() else None
        if due_on is None:
            return
        put_away = self._store.preferences.load().dismissed
        while f"{_ID}{due_on:%Y-%m-%d}" in put_away and due_on < date.max:
            due_on = CHECK_EVERY.after(due_on)
        if due_on <= last:
            yield AgendaRow(
                id=f"{_ID}{due_on:%Y-%m-%d}",
                kind=RowKind.REVIEW,
                due_on=max(due_on, self._present.today()),
                text="what is hard, what do I want, how do I measure it?",
                who="network check",
                why=f"comes round every {CHECK_EVERY}",
            )

    def done(self, row: AgendaRow) -> bool:  # noqa: ARG002
        """Leave it to the agenda: it is done by writing the check, done here it is only put away."""
        return False

    def skip(self, row: AgendaRow) -> bool:  # noqa: ARG002
        """Leave it to the agenda to remember."""
        return False


def is_network_check(row: AgendaRow) -> bool:
    """Tell whether a row of the agenda is the network check."""
    return row.id.startswith(_ID)
