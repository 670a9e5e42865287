"""Follow-ups that wait for a conversation: due once there was one."""

from collections.abc import Iterable
from datetime import date

from netui.domain.people.follow_up import FollowUp
from netui.domain.values import replace
from netui.services.ports import Store
from netui.services.present import Present


class AwaitedConversations:
    """Keeps what waits for a conversation true to the log, always inside a transaction of the caller."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present

    def settle(self, contact_ids: Iterable[int]) -> None:
        """Make due what waits for a conversation with these people; let wait what is due without one."""
        for contact_id in contact_ids:
            for follow_up in self._store.follow_ups.after(contact_id):
                settled = follow_up.talked(self._talked_on(follow_up, contact_id), self._present.today())
                if settled != follow_up:
                    self._store.follow_ups.save(settled)

    def gone(self, contact_id: int) -> None:
        """Make due today what waits for a conversation with someone who is deleted."""
        today = self._present.today()
        for follow_up in self._store.follow_ups.after(contact_id):
            due_on = today if follow_up.after_on is None else follow_up.due_on
            self._store.follow_ups.save(replace(follow_up, after_id=None, latest_on=None, due_on=due_on))

    def _talked_on(self, follow_up: FollowUp, contact_id: int) -> date | None:
        """Return the day of the first conversation since it was promised."""
        log = self._store.interactions.for_contact(contact_id)
        return min((entry.on for entry in log if follow_up.is_after(entry)), default=None)
