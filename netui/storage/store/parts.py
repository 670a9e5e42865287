"""What of an open store its safekeeping works on."""

from collections.abc import Callable

from netui.services.ports import Clock
from netui.storage.changes.archive import Archive
from netui.storage.state.history import History
from netui.storage.state.state import State
from netui.storage.state.transactions import Transactions


class Parts:
    """What of an open store its safekeeping works on."""

    def __init__(
        self,
        *,
        state: State,
        transactions: Transactions,
        history: History,
        archive: Archive,
        clock: Clock,
        announce: Callable[[], object],
    ) -> None:
        self.state = state
        self.transactions = transactions
        self.history = history
        self.archive = archive
        self.clock = clock
        self.announce = announce
