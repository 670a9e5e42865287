"""How well the network is kept: in touch, slipping, out of touch; now and over time."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from netui.domain.people.cadence import Cadence, CadenceRule
from netui.domain.people.check_in import cadence_of
from netui.domain.people.contact import ContactRow
from netui.domain.time.calendar_ends import days_after


class Health(Struct, frozen=True):
    """People with a cadence: in touch, slipping (up to one interval late), out of touch."""

    in_touch: int = 0
    slipping: int = 0
    out: int = 0

    @property
    def total(self) -> int:
        """How many people have a cadence."""
        return self.in_touch + self.slipping + self.out


def health(rows: Iterable[ContactRow], rules: Sequence[CadenceRule], today: date) -> Health:
    """Count the people with a cadence by their health today.

    What counts is the last contact: a check-in that was skipped or snoozed is not one.
    """
    counts = [0, 0, 0]
    for row in rows:
        if row.next_due_on is None:
            continue
        cadence = cadence_of(row, rules)
        if cadence is None:
            continue
        met = row.last_contact_on
        late = (today - row.next_due_on).days if met is None else (today - met).days - round(cadence.days)
        counts[0 if late <= 0 else 1 if late <= cadence.days else 2] += 1
    return Health(*counts)


def month_ends(today: date, months: int) -> list[date]:
    """Return the last days of the months before this one and today, the oldest first."""
    ends = [today]
    first = today.replace(day=1)
    while len(ends) < months:
        last = days_after(first, -1)
        ends.append(last)
        first = last.replace(day=1)
    return ends[::-1]


def health_over_time(
    contact_days: Iterable[tuple[int, date]], cadences: Mapping[int, Cadence], ends: Sequence[date]
) -> list[Health]:
    """Return the health of the network on each day of `ends`, from the contact up to then.

    Counted with the cadences of today: the history of a cadence itself is not part of the picture. Who had
    not been met yet is not counted.
    """
    reaches = {contact_id: round(cadence.days) for contact_id, cadence in cadences.items()}
    found: dict[int, int] = {}
    bits_of: dict[tuple[date, int], int] = {}
    for contact_id, day in contact_days:
        reach = reaches.get(contact_id)
        if reach is not None:
            bits = bits_of.get((day, reach))
            if bits is None:
                bits = bits_of[day, reach] = _standing(day, reach, ends)
            found[contact_id] = found.get(contact_id, 0) | bits
    many = Counter(found.values())
    in_touch, not_out, met = (
        [sum(people for bits, people in many.items() if bits >> place & 1) for place in places]
        for places in (range(start, start + len(ends)) for start in (0, len(ends), 2 * len(ends)))
    )
    return [
        Health(kept, here - kept, known - here)
        for kept, here, known in zip(in_touch, not_out, met, strict=True)
    ]


def _standing(day: date, reach: int, ends: Sequence[date]) -> int:
    """Return the days of `ends` on which a contact on a day still counts, each as the bit of its place.

    First those within one interval, then those within two, which is not out of touch yet, then all after it.
    """
    first, count = bisect_left(ends, day), len(ends)
    lasts = (bisect_right(ends, days_after(day, times * reach)) for times in (1, 2))
    return sum(
        1 << index + group * count
        for group, last in enumerate((*lasts, count))
        for index in range(first, last)
    )
