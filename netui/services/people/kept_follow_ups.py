"""Which open follow-ups an entry of the log keeps: thanks given, a check-in, what someone else promised."""

from collections.abc import Iterator, Sequence
from datetime import date

from netui.domain.people.check_in import is_check_in_too
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import Direction
from netui.domain.week.owed_by_them import kept_for_sure, may_be_kept
from netui.domain.week.thanks import thanks_given
from netui.services.people.people import name_of
from netui.services.ports import Store


class KeptFollowUps:
    """Finds what was kept by what happened with some people on a day, of what was promised by that day."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def surely(
        self, contact_ids: Sequence[int], text: str, on: date, direction: Direction = Direction.BOTH
    ) -> list[FollowUp]:
        """Return what an entry's words say is done: thanks, one a person at most, and what they promised."""
        kept: list[FollowUp] = []
        for contact_id in dict.fromkeys(contact_ids):
            owed = list(self._owed(contact_id, on))
            if direction is not Direction.RECEIVED:
                thanks = thanks_given(text, [one for one in owed if one.kind is FollowUpKind.THANK_YOU])
                kept += [thanks] if thanks is not None else []
            if direction is not Direction.GAVE:
                name, theirs = name_of(self._store, contact_id), direction is Direction.RECEIVED
                kept += [one for one in owed if kept_for_sure(text, one.text, name, from_them=theirs)]
        return kept

    def perhaps(
        self, contact_ids: Sequence[int], text: str, on: date, direction: Direction = Direction.BOTH
    ) -> list[FollowUp]:
        """Return what it may have kept: check-ins due by a week after it, and what they promised."""
        near: list[FollowUp] = []
        sure = {one.id for one in self.surely(contact_ids, text, on, direction)}
        for contact_id in dict.fromkeys(contact_ids):
            name, theirs = name_of(self._store, contact_id), direction is Direction.RECEIVED
            for one in self._owed(contact_id, on):
                if one.checks_in_with is not None:
                    near += [one] if is_check_in_too(on, one.shown_on, on) else []
                elif direction is not Direction.GAVE and one.id not in sure:
                    near += [one] if may_be_kept(text, one.text, name, from_them=theirs) else []
        return sorted(near, key=lambda one: (one.shown_on, one.id))

    def _owed(self, contact_id: int, on: date) -> Iterator[FollowUp]:
        for one in self._store.follow_ups.open():
            if one.contact_id == contact_id and (one.promised_on is None or one.promised_on <= on):
                yield one
