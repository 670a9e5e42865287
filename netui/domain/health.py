"""How well the network is kept: in touch, slipping, out of touch; now and over time."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from netui.domain.cadence import Cadence, CadenceRule
from netui.domain.check_in import cadence_of
from netui.domain.contact import ContactRow


@dataclass(frozen=True, slots=True)
class Health:
    """People with a cadence: in touch, slipping (up to one interval late), out of touch."""

    in_touch: int = 0
    slipping: int = 0
    out: int = 0

    @property
    def total(self) -> int:
        """How many people have a cadence."""
        return self.in_touch + self.slipping + self.out


def health(rows: Iterable[ContactRow], rules: Sequence[CadenceRule], today: date) -> Health:
    """Count how the people with a cadence stand today."""
    counts = [0, 0, 0]
    for row in rows:
        if row.next_due_on is None:
            continue
        cadence = cadence_of(row, rules)
        if cadence is None:
            continue
        late = (today - row.next_due_on).days
        counts[0 if late <= 0 else 1 if late <= cadence.days else 2] += 1
    return Health(*counts)


def month_ends(today: date, months: int) -> list[date]:
    """Return the last days of the months before this one and today, the oldest first."""
    ends = [today]
    first = today.replace(day=1)
    while len(ends) < months:
        last = first - timedelta(days=1)
        ends.append(last)
        first = last.replace(day=1)
    return ends[::-1]


def in_touch_over_time(
    contact_days: Iterable[tuple[int, date]], cadences: Mapping[int, Cadence], ends: Sequence[date]
) -> list[int]:
    """Return, for each day of `ends`, how many people had been in contact within their cadence then.

    Counted with the cadences of today: the history of a cadence itself is not part of the picture.
    """
    days_of: dict[int, list[date]] = {}
    for contact_id, day in contact_days:
        if contact_id in cadences:
            days_of.setdefault(contact_id, []).append(day)
    counts = [0] * len(ends)
    for contact_id, days in days_of.items():
        days.sort()
        reach = timedelta(days=round(cadences[contact_id].days))
        for index, end in enumerate(ends):
            place = bisect_right(days, end)
            if place and days[place - 1] + reach >= end:
                counts[index] += 1
    return counts
