"""Practice and self-ratings over time."""

from collections.abc import Sequence

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.plan.practice import (
    HIGHEST,
    LOWEST,
    PRACTICE_WORDS,
    Practice,
    PracticeKind,
    Ratings,
    ratings,
)
from netui.domain.time.dates import full_day
from netui.domain.time.lengths import LONGEST
from netui.domain.values import replace
from netui.services.entries import Entries
from netui.services.ports import Store
from netui.services.present import Present


class PracticeService:
    """Keeps what was practised."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present
        self._entries = Entries(
            store, present, Practice, "practice", lambda one: PRACTICE_WORDS[one.kind], self._checked
        )
        self.get = self._entries.get
        self.add = self._entries.add
        self.edit = self._entries.edit
        self.remove = self._entries.remove

    def list(self) -> Sequence[Practice]:
        """Return all practice, the newest first."""
        return sorted(self._entries.all(), key=lambda one: (one.on, one.id), reverse=True)

    def count(self) -> int:
        """Return how many times there are."""
        return self._store.of(Practice).count()

    def ratings(self) -> Ratings:
        """Return the ratings over time."""
        return ratings(self._entries.all())

    def _checked(self, practice: Practice) -> Practice:
        for what, rate in (("confidence", practice.confidence), ("visibility", practice.visibility)):
            if rate is not None and not LOWEST <= rate <= HIGHEST:
                raise InvalidValueError(f"{what} {rate}: it goes from {LOWEST} (hardly any) to {HIGHEST}")
        if practice.minutes is not None and not 1 <= practice.minutes <= LONGEST:
            raise InvalidValueError(f"{counted(practice.minutes, 'minute')}: practice takes 1 to {LONGEST}")
        if practice.on > self._present.today():
            raise InvalidValueError(f"{full_day(practice.on)} is still to come: keep what was practised")
        rated = practice.confidence is not None or practice.visibility is not None
        if practice.kind is PracticeKind.RATING and not rated:
            raise InvalidValueError("rate your confidence or your visibility, from 1 to 5")
        return replace(practice, text=practice.text.strip())
