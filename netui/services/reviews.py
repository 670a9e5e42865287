"""Details that go stale or are missing: offered for a look, the one that waits longest first."""

from collections.abc import Iterator, Sequence
from datetime import date

from netui.domain.agenda import AgendaRow, RowKind
from netui.domain.check_in import cadence_of
from netui.domain.contact import ContactRow
from netui.domain.review import missing_details, months_words, stale
from netui.services.contacts import ContactService
from netui.services.ports import Store
from netui.services.present import Present

_ROW = "details:"


class ReviewService:
    """Says whose details ask for a look, and puts one of them on the agenda (an `AgendaSource`)."""

    kinds = frozenset({RowKind.REVIEW})

    def __init__(
        self, store: Store, present: Present, contacts: ContactService, *, after_months: int
    ) -> None:
        self._store = store
        self._present = present
        self._contacts = contacts
        self._months = after_months

    def stale(self) -> tuple[Sequence[ContactRow], Sequence[ContactRow]]:
        """Return whose details are old: people with a cadence, and the others; the longest ago first."""
        rules = self._store.preferences.load().rules
        found = stale(self._store.contacts.rows(), self._present.today(), self._months)
        kept = [row for row in found if cadence_of(row, rules) is not None]
        ids = {row.id for row in kept}
        return kept, [row for row in found if row.id not in ids]

    def missing(self) -> Sequence[tuple[ContactRow, tuple[str, ...]]]:
        """Return people with a cadence of whom one lacks what one needs, and what that is."""
        rules = self._store.preferences.load().rules
        kept = (row for row in self._store.contacts.rows() if cadence_of(row, rules) is not None)
        return [(row, missing) for row in kept if (missing := missing_details(row))]

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the one row: who waits longest of those with a cadence."""
        today, preferences = self._present.today(), self._store.preferences.load()
        if today > last:
            return
        hidden = frozenset(preferences.dismissed)
        for row in stale(self._store.contacts.rows(), today, self._months):
            row_id = f"{_ROW}{row.id}:{row.reviewed_on or 'never'}"
            asleep = preferences.snoozed.get(row_id, today) > today
            if row_id in hidden or asleep or cadence_of(row, preferences.rules) is None:
                continue
            ago = months_words(row.reviewed_on, today)
            yield AgendaRow(
                id=row_id,
                kind=RowKind.REVIEW,
                due_on=today,
                text="are the details still right?",
                contact_id=row.id,
                who=row.name,
                about=row.company,
                why=f"looked over {ago}; e edits them, space: they are right",
            )
            return

    def done(self, row: AgendaRow) -> bool:
        """Note that the details were looked over today."""
        if not row.id.startswith(_ROW) or row.contact_id is None:
            return False
        self._contacts.reviewed([row.contact_id])
        return True

    def skip(self, row: AgendaRow) -> bool:  # noqa: ARG002
        """Leave it to the agenda to remember that one passed over it."""
        return False
