"""What the user has chosen for the whole network; kept in the store, so that it can be undone and moved."""

from datetime import date

from msgspec import Struct, field

from netui.domain.people.cadence import CadenceRule

PREFERENCES_ID = 1


class Preferences(Struct, frozen=True, kw_only=True):
    """Default cadences, time away, and the derived agenda rows that were closed or snoozed.

    `dismissed` and the keys of `snoozed` are row ids such as `birthday:12:2026`.
    """

    id: int = PREFERENCES_ID
    rules: tuple[CadenceRule, ...] = ()
    away_until: date | None = None
    dismissed: tuple[str, ...] = ()
    snoozed: dict[str, date] = field(default_factory=dict)
