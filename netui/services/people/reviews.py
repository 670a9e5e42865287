"""Details that go stale or are missing: offered for a look, the one that waits longest first."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from netui.domain.config import Config
from netui.domain.people.cadence import CadenceRule
from netui.domain.people.check_in import cadence_of
from netui.domain.people.contact import ContactRow
from netui.domain.people.interaction import InteractionKind
from netui.domain.people.rules import (
    is_stale,
    missing_details,
    reviewed_words,
    stale,
    stale_from,
    stale_since,
)
from netui.domain.preferences import Preferences
from netui.domain.week.agenda import AgendaRow, DetailsReview, RowKind
from netui.services.agenda_source import AgendaSource
from netui.services.people.contacts import ContactService
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.remembered import PerContact, Remembered

_ROW = "details:"


class DetailReviewService(AgendaSource[DetailsReview]):
    """Says whose details need a review, and puts one of them on the agenda."""

    subjects = (DetailsReview,)
    done_words = "reviewed"

    def __init__(
        self, store: Store, present: Present, contacts: ContactService, config: Callable[[], Config]
    ) -> None:
        self._store = store
        self._present = present
        self._contacts = contacts
        self._config = config
        self._kept = PerContact(store, _kept_and_stale)
        self.stale = Remembered(store, self._find_stale, "contacts", "preferences", by=self._day_and_months)
        self.missing = Remembered(store, self._find_missing, "contacts", "preferences")

    @property
    def are_read(self) -> bool:
        """Whether all can be asked without looking through everybody."""
        return self.stale.is_known and self.missing.is_known

    def read(self) -> None:
        """Look through everybody now."""
        self.stale()
        self.missing()

    def _months(self) -> int:
        return self._config().review_after_months

    def _day_and_months(self) -> tuple[date, int]:
        return self._present.today(), self._months()

    def _find_stale(self) -> tuple[Sequence[ContactRow], Sequence[ContactRow]]:
        """Return whose details are old: people with a cadence, and the others; the longest ago first."""
        rules = self._store.preferences.load().rules
        found = stale(self._store.contacts.rows(), self._present.today(), self._months())
        kept = [row for row in found if cadence_of(row, rules) is not None]
        ids = {row.id for row in kept}
        return kept, [row for row in found if row.id not in ids]

    def _find_missing(self) -> Sequence[tuple[ContactRow, tuple[str, ...]]]:
        """Return people with a cadence who lack needed details, and which."""
        rules = self._store.preferences.load().rules
        kept = (row for row in self._store.contacts.rows() if cadence_of(row, rules) is not None)
        return [(row, missing) for row in kept if (missing := missing_details(row))]

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the one row: who waits longest of those with a cadence."""
        today, preferences = self._present.today(), self._store.preferences.load()
        if today > last:
            return
        hidden = frozenset(preferences.dismissed)
        for contact_id in self._waiting(preferences):
            row = self._store.contacts.row(contact_id)
            row_id = f"{_ROW}{contact_id}:{row.reviewed_on or 'never'}" if row is not None else ""
            if row is None or row_id in hidden or preferences.snoozed.get(row_id, today) > today:
                continue
            reviewed = row.reviewed_on
            since = stale_from(reviewed, self._months()) if reviewed and reviewed <= today else None
            yield AgendaRow(
                id=row_id,
                kind=RowKind.REVIEW,
                subject=DetailsReview(row.id),
                due_on=today,
                since=since,
                text="are the details still right?",
                contact_id=row.id,
                who=row.name,
                about=row.company,
                why=f"{reviewed_words(row.reviewed_on, today)}. e edits them, space says they are right",
            )
            return

    def _waiting(self, preferences: Preferences) -> Iterator[int]:
        """Yield whose details are old and who has a cadence, the longest ago first."""
        latest = stale_since(self._present.today(), self._months())
        kept = self._kept((latest, tuple(preferences.rules))) if latest is not None else {}
        waiting = [(reviewed_on, contact_id) for contact_id, reviewed_on in kept.items()]
        if waiting:
            yield min(waiting)[1]  # the one that is mostly asked for, without sorting all
        yield from (contact_id for _, contact_id in sorted(waiting)[1:])

    def done(self, _row: AgendaRow, subject: DetailsReview, _kind: InteractionKind | None = None) -> None:
        """Note that the details were reviewed today."""
        self._contacts.reviewed([subject.contact_id])


def _kept_and_stale(row: ContactRow, by: tuple[date, Sequence[CadenceRule]]) -> date | None:
    """Return when details were reviewed last (the first of all days: never), where that is long ago."""
    latest, rules = by
    if not is_stale(row, latest) or cadence_of(row, rules) is None:
        return None
    return row.reviewed_on or date.min
