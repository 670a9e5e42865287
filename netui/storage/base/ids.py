"""Ids: integers that grow with time, whatever the clock does, and fit into JSON everywhere."""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from netui.domain.errors import StoreError

_START = datetime(2020, 1, 1, tzinfo=UTC)
_RANDOM_BITS = 12
LIMIT = 1 << 53
MOST_ID = LIMIT - 1
Id = Annotated[int, msgspec.Meta(ge=0, le=MOST_ID)]


class Ids(Collection[int]):
    """Ids that are kept, in order: eight bytes each, where a set takes sixty."""

    __slots__ = ("_sorted",)

    def __init__(self, ids: Iterable[int]) -> None:
        self._sorted = array("q", sorted(ids))

    def __len__(self) -> int:
        return len(self._sorted)

    def __iter__(self) -> Iterator[int]:
        return iter(self._sorted)

    def __contains__(self, entity_id: object) -> bool:
        if not isinstance(entity_id, int):
            return False
        at = bisect_left(self._sorted, entity_id)
        return at < len(self._sorted) and self._sorted[at] == entity_id


def next_id(last: int, now: datetime) -> int:
    """Return an id above `last`: milliseconds since 2020 and twelve random bits, or the next."""
    import secrets  # with all it imports: nothing that only reads needs an id

    span = now - _START
    elapsed = (span.days * 86_400 + span.seconds) * 1000 + span.microseconds // 1000
    fresh = max(last + 1, (elapsed << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS))
    if fresh >= LIMIT:
        if last + 1 < LIMIT:
            return last + 1
        raise StoreError(
            "no ids are left in this store: check the clock of this machine, then run `netui doctor`"
        )
    return fresh
