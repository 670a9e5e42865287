"""Restoring from the JSON text of a store: always one transaction, which one undo reverts."""

from pathlib import Path

from netui.domain.errors import ConflictError
from netui.domain.text import clean
from netui.domain.values import replace
from netui.services.safety.safekeeping import Restoration
from netui.storage.meeting.meeting import uid_of
from netui.storage.safety.past_state import Documents
from netui.storage.safety.restoring import Run, restoration_of
from netui.storage.safety.returning import Returning
from netui.storage.safety.store_text import StoreText, canonical, read_store_text, with_others
from netui.storage.store.parts import Parts


class TextRestoring:
    """Makes one open store what a text says: all of it, or, for a part of a network, that part."""

    def __init__(self, parts: Parts, run: Run) -> None:
        self._state = parts.state
        self._transactions = parts.transactions
        self._clock = parts.clock
        self._returning = Returning(parts.state)
        self._run = run

    def plan(self, source: Path) -> Restoration:
        """Say what restoring a text would do."""
        return self._restoration(source, self._difference(source, self._read(source)))

    def restore(self, source: Path) -> Restoration:
        """Take a text in."""
        text = self._read(source)
        done = self._restoration(source, {})

        def body() -> None:
            nonlocal done
            documents = self._difference(source, text)
            done = self._restoration(source, documents)
            for (name, document_id), document in documents.items():
                self._transactions.put(name, document_id, document)

        seq = self._run(done.label, body)
        return replace(done, seq=seq)

    def _read(self, source: Path) -> StoreText:
        if self._state.damage is not None:
            raise ConflictError(f"{self._state.damage}: fix that first")
        return read_store_text(source, schema=self._state.own_schema)

    def _difference(self, source: Path, text: StoreText) -> Documents:
        found: Documents = {}
        shared = lost = False
        for name, collection in self._state.collections.items():
            ours, theirs = collection.documents, text.documents[name]
            for document_id, given in theirs.items():
                document = given
                there = ours.get(document_id)
                if there is not None and not text.whole and name == "contacts":
                    document = with_others(document, there, theirs)
                if there is not None and not shared and name != "preferences":
                    shared = uid_of(there) == uid_of(given)
                    lost = lost or not shared
                if there is None or canonical(there) != document:
                    found[name, document_id] = document
            if text.whole:
                gone = {(name, document_id): None for document_id in ours if document_id not in theirs}
                lost = lost or bool(gone)
                found |= gone
        if text.whole and not shared and lost:
            raise ConflictError(
                f"{clean(source.name)} holds another network, of which nothing is here; nothing was changed: "
                "restore it into an empty folder with `netui --store DIR restore FILE`"
            )
        return dict(sorted(found.items()))

    def _restoration(self, source: Path, documents: Documents) -> Restoration:
        label = f"Restore {clean(source.name, limit=80)}"
        return restoration_of(self._state, self._returning, documents, label, self._clock.now())
