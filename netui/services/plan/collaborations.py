"""Collaborations: what is done together with other people, and how far it has come."""

from collections.abc import Iterable
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.plan.collaboration import Collaboration, CollaborationState
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.services.entries import Entries, merge_edit, new_identity
from netui.services.people.people import require_contact
from netui.services.ports import Store
from netui.services.present import Present

_ORDER = (
    CollaborationState.ACTIVE,
    CollaborationState.IDEA,
    CollaborationState.DONE,
    CollaborationState.DROPPED,
)


class CollaborationService:
    """Keeps what is done together."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present
        self._all = store.of(Collaboration)
        entries = Entries(store, present, Collaboration, "collaboration", lambda one: one.title)
        self.get = entries.get
        self.remove = entries.remove

    def all(self) -> list[Collaboration]:
        """Return every collaboration: the active ones first, then ideas, done and dropped; newest first."""
        return sorted(
            self._all.all(),
            key=lambda one: (_ORDER.index(one.state), -(one.from_on or date.min).toordinal(), one.id),
        )

    def with_contact(self, contact_id: int) -> list[Collaboration]:
        """Return what is or was done with a person."""
        return [one for one in self.all() if contact_id in one.contact_ids]

    def open_count(self) -> int:
        """Return how many are thought of or worked on."""
        return sum(one.is_open for one in self._all.all())

    def add(self, draft: Collaboration) -> Collaboration:
        """Add one; raise InvalidValueError without a title or for an end before the beginning."""
        words = " ".join(draft.title.split())
        with self._store.transaction(f"Collaboration: {words}"):
            collaboration = replace(
                draft,
                **new_identity(self._store, self._present),
                title=words,
                contact_ids=self._people(draft.contact_ids),
                text=draft.text.strip(),
            )
            _check(collaboration)
            self._all.add(collaboration)
        return collaboration

    def edit(self, collaboration: Collaboration, base: Collaboration | None = None) -> Collaboration:
        """Store a changed collaboration; with its `base`, what others changed is kept, and people meet."""
        changed = replace(
            collaboration, title=" ".join(collaboration.title.split()), text=collaboration.text.strip()
        )
        with self._store.transaction(f"Change collaboration: {changed.title}"):
            fresh = self.get(collaboration.id)
            if base is not None:
                changed = merge_edit(self._store, base, changed, fresh)
            self._people(set(changed.contact_ids) - set(fresh.contact_ids))
            _check(changed)
            self._all.save(changed)
        return changed

    def set_state(self, collaboration_id: int, state: CollaborationState) -> Collaboration:
        """Move a collaboration on; begun and ended today where no day says otherwise."""
        today = self._present.today()
        with self._store.transaction(f"Collaboration {state}: {self.get(collaboration_id).title}"):
            before = self.get(collaboration_id)
            began, ended = before.from_on, before.to_on
            if state is CollaborationState.ACTIVE:
                began, ended = began or today, None
            elif state is CollaborationState.DONE:
                ended = ended or max(today, began or today)
            changed = replace(before, state=state, from_on=began, to_on=ended)
            self._all.save(changed)
        return changed

    def _people(self, contact_ids: Iterable[int]) -> tuple[int, ...]:
        ids = tuple(dict.fromkeys(contact_ids))
        for contact_id in ids:
            require_contact(self._store, contact_id)
        return ids


def _check(collaboration: Collaboration) -> None:
    if not collaboration.title:
        raise InvalidValueError("a collaboration needs a title: what is it that you do together?")
    began, ended = collaboration.from_on, collaboration.to_on
    if began is not None and ended is not None and ended < began:
        raise InvalidValueError(f"it cannot end on {full_day(ended)}, before it begins on {full_day(began)}")
