"""How well the network is kept: in touch, slipping, out of touch; now and over time."""

from bisect import bisect_left, bisect_right
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
    reaches = {contact_id: round(cadence.days) for contact_id, cadence in cadences.items()}
    within: dict[int, int] = {}
    bits_of: dict[tuple[date, int], int] = {}
    for contact_id, day in contact_days:
        reach = reaches.get(contact_id)
        if reach is not None:
            bits = bits_of.get((day, reach))
            if bits is None:
                bits = bits_of[day, reach] = _ends_within(day, reach, ends)
            within[contact_id] = within.get(contact_id, 0) | bits
    return [sum(bits >> index & 1 for bits in within.values()) for index in range(len(ends))]


def _ends_within(day: date, reach: int, ends: Sequence[date]) -> int:
    """Return the days of `ends` for which a contact on a day still counts, each as the bit of its place."""
    first, last = bisect_left(ends, day), bisect_right(ends, day + timedelta(days=reach))
    return sum(1 << index for index in range(first, last))
