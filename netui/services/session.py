"""This session on the store, for code that listens to it or asks for its state, and never writes."""

from netui.services.ports import Store


class StoreSession:
    """Tells who has the store open, whether it can be written, and what changes in it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.count = store.sessions
        self.subscribe = store.subscribe
        self.catch_up = store.catch_up

    @property
    def name(self) -> str:
        """The name of this session in history."""
        return self._store.session

    @property
    def read_only(self) -> str | None:
        """Why nothing can be written, or None."""
        return self._store.read_only

    @property
    def has_unread(self) -> bool:
        """Whether something in its files can't be read, as far as they were needed."""
        return self._store.read_only is not None and bool(self._store.file_problems)

    @property
    def warnings(self) -> list[str]:
        """What is wrong with the files of a store that can be written, one sentence each."""
        return [] if self._store.read_only is not None else [f"{each}." for each in self._store.file_problems]

    @property
    def backup_problem(self) -> str:
        """Why today's backup could not be made, in a line, or “”."""
        return self._store.backup_problem

    def merged_into(self, contact_id: int) -> str:
        """Return the name of the person that someone gone was merged into; "" for someone deleted."""
        from netui.domain.people.merging import merged_into

        touching = (
            entry for entry in self._store.entries() if contact_id in entry.touched.get("contacts", ())
        )
        last = next(touching, None)
        return merged_into(last.label) if last is not None else ""

    def holds(self, entity_id: int) -> bool:
        """Whether anything in the store has this id; it may have been deleted since."""
        return any(self._store.of(kind).has(entity_id) for kind in self._store.kinds())

    def find(self, entity_id: int) -> object | None:
        """Return what has this id, of whatever kind; None where nothing has it."""
        found = (self._store.of(kind).get_many([entity_id]) for kind in self._store.kinds())
        return next((one for [one] in filter(None, found)), None)

    def name_of(self, entity_id: int) -> str:
        """Return the name of the person with this id, or of the one an interview is with; "" for others."""
        from netui.domain.interviews.interview import Interview

        interview = self._store.of(Interview).get(entity_id)
        contact_id = entity_id if interview is None else interview.contact_id
        contact = self._store.contacts.get(contact_id) if contact_id is not None else None
        return contact.name if contact is not None else ""
