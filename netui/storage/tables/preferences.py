"""The one document of preferences."""

from netui.domain.preferences import PREFERENCES_ID, Preferences
from netui.storage.state.collection import Collection
from netui.storage.tables.repositories import DocumentWriter, TinyDBRepository


class TinyDBPreferencesRepository:
    """What the user has chosen for the whole network."""

    def __init__(self, collection: Collection, writer: DocumentWriter) -> None:
        self.documents: TinyDBRepository[Preferences] = TinyDBRepository(collection, writer)
        self._collection = collection

    def load(self) -> Preferences:
        """Return what was chosen, or the defaults."""
        return self.documents.get(PREFERENCES_ID) or Preferences()

    def save(self, preferences: Preferences) -> None:
        """Write the fields that differ."""
        if self._collection.get(PREFERENCES_ID) is not None:
            self.documents.save(preferences)
        elif preferences != Preferences():
            self.documents.add(preferences)
