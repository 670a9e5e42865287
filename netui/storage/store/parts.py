"""What of an open store its safekeeping works on."""

from collections.abc import Callable

from msgspec import Struct

from netui.services.ports import Clock
from netui.storage.changes.archive import Archive
from netui.storage.state.history import History
from netui.storage.state.state import State
from netui.storage.state.transactions import Transactions


class Parts(Struct, frozen=True, kw_only=True):
    """What of an open store its safekeeping works on."""

    state: State
    transactions: Transactions
    history: History
    archive: Archive
    clock: Clock
    announce: Callable[[], object]
