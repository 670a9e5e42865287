"""What of the brand is due for a review, on the agenda."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from netui.domain.plan.brand import Bio, DueReview, Pitch, due_reviews
from netui.domain.week.agenda import AgendaRow, RowKind
from netui.services.ports import Store
from netui.services.present import Present

if TYPE_CHECKING:
    from netui.services.plan.brand import BrandService


class BrandAgenda:
    """Offers what is due for a review: at most one row, the one that waits longest."""

    kinds: frozenset[RowKind] = frozenset({RowKind.REVIEW})

    def __init__(self, store: Store, present: Present, brand: Callable[[], "BrandService"]) -> None:
        """Take the service as it is called for: the agenda alone does without it."""
        self._store = store
        self._present = present
        self._brand = brand

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the one row."""
        due = self._due(last)
        if not due:
            return
        first, today = due[0], self._present.today()
        more = f"; {len(due) - 1} more after it" if len(due) > 1 else ""
        months = _months(first.what.reviewed_on or today, today)
        yield AgendaRow(
            id=_row_id(first),
            kind=RowKind.REVIEW,
            due_on=max(first.due_on, today),
            text="does it still say who you are?",
            who=first.name,
            why=f"looked over {months} ago{more}",
        )

    def done(self, row: AgendaRow) -> bool:
        """Note that it was looked over."""
        return self._on(row, lambda what: self._brand().reviewed(what))

    def skip(self, row: AgendaRow) -> bool:
        """Pass over it until it is due again."""
        return self._on(row, lambda what: self._brand().review_skipped(what))

    def _on(self, row: AgendaRow, act: Callable[[Pitch | Bio], None]) -> bool:
        for due in self._due(date.max):
            if _row_id(due) == row.id:
                act(due.what)
                return True
        return False

    def _due(self, last: date) -> list[DueReview]:
        return due_reviews((*self._store.of(Pitch).all(), *self._store.of(Bio).all()), last)


def brand_of(row: AgendaRow) -> int | None:
    """Return the id of the pitch or bio a row of the agenda is about."""
    name, _, rest = row.id.partition(":")
    number = rest.partition(":")[0]
    return int(number) if name == "brand" and number.isdigit() else None


def _row_id(due: DueReview) -> str:
    return f"brand:{due.what.id}:{due.due_on:%Y-%m-%d}"


def _months(since: date, today: date) -> str:
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    return "a month" if months <= 1 else f"{months} months"
