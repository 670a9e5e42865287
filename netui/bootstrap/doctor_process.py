"""The look at every file of a store, in a process of its own: a session would keep the memory it takes."""

from pathlib import Path
from typing import TYPE_CHECKING

from netui.bootstrap.own_process import OwnProcess

if TYPE_CHECKING:
    from netui.services.safety.safekeeping import Health


class DoctorProcess:
    """Examines the store in a folder (port `services.safety.safekeeping.Examination`)."""

    def __init__(self, folder: Path, settings: Path) -> None:
        self._process = OwnProcess(__name__, str(folder), str(settings))
        self.stop = self._process.stop

    def __call__(self) -> "Health | None":
        """Return what was found; None if no process would tell, and nothing once it is stopped."""
        import msgspec

        from netui.services.safety.safekeeping import Health

        found = self._process.ask()
        if found is None:
            return Health() if self._process.is_stopped else None
        return msgspec.json.decode(found, type=Health)


def answer(folder: str, settings: str) -> bytes:
    """Return what an examination of the store in a folder found as JSON."""
    import msgspec

    from netui.clock import SystemClock
    from netui.storage.safety.safekeeping import safekeeping_of
    from netui.storage.store.opening import open_store

    store = open_store(Path(folder), clock=SystemClock(), session="doctor", read_only=True)
    return msgspec.json.encode(safekeeping_of(store, Path(settings)).examine())
