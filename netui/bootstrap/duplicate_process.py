"""The search for duplicates among many, in a process of its own."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from netui.bootstrap.own_process import OwnProcess

if TYPE_CHECKING:
    from netui.domain.people.duplicates import Duplicate


class DuplicateProcess:
    """Searches the store in a folder (port `services.people.duplicates.DuplicateSearch`)."""

    def __init__(self, folder: Path) -> None:
        self._process = OwnProcess(__name__, str(folder))
        self.stop = self._process.stop

    def __call__(self) -> "Sequence[Duplicate] | None":
        """Return the pairs that may be one person, the most certain first; None if no process would tell."""
        import msgspec

        from netui.domain.people.duplicates import Duplicate

        found = self._process.ask()
        if found is None:
            return () if self._process.is_stopped else None
        return msgspec.json.decode(found, type=list[Duplicate])


def answer(folder: str) -> bytes:
    """Return the pairs in the store of a folder as JSON."""
    import msgspec

    from netui.clock import SystemClock
    from netui.domain.people.duplicates import find_duplicates
    from netui.storage.store.opening import open_store

    store = open_store(Path(folder), clock=SystemClock(), session="duplicates", read_only=True)
    return msgspec.json.encode(
        find_duplicates(store.contacts.rows(), frozenset(store.preferences.load().dismissed))
    )
