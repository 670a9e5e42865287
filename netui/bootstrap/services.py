"""Builds the store and the services over it."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from netui.bootstrap.late import LateServices
from netui.config import Places, from_elsewhere, load_config
from netui.domain.config import Config
from netui.domain.errors import StoreError

if TYPE_CHECKING:
    from netui.services.bundle import Services
    from netui.services.lending import LendingDrafts
    from netui.services.ports import Clock, Store
    from netui.services.safety.safekeeping import Safekeeping
    from netui.storage.store.store import TinyDBStore


class Terminal:
    """Writes to the user's terminal: straight to it, or through the full-screen program while that runs."""

    def __init__(self) -> None:
        self.through: Callable[[str], None] | None = None

    def write(self, sequence: str) -> None:
        """Write an escape sequence, whatever stdout is; raise OSError where no terminal is in reach."""
        if self.through is not None:
            self.through(sequence)
            return
        try:
            with open("/dev/tty", "w", encoding="utf-8") as terminal:
                terminal.write(sequence)
        except OSError:
            if sys.stderr is None or not sys.stderr.isatty():
                raise
            sys.stderr.write(sequence)
            sys.stderr.flush()


def session_name(program: str) -> str:
    """Return how this session is called in history: program, machine and process."""
    import platform

    return f"{program}@{platform.node().partition('.')[0]}:{os.getpid()}-{os.urandom(2).hex()}"


def build_store(
    folder: Path, clock: "Clock", *, session: str, read_only: bool = False, state: Path | None = None
) -> "TinyDBStore":
    """Open the store in a folder; raise StoreError where that cannot be done.

    With `state`, the folder of the log, it is a store to keep: backed up daily, and its changes are logged.
    """
    from netui.storage.store.opening import open_store

    store = open_store(folder, clock=clock, session=session, read_only=read_only)
    if state is not None:
        from netui.bootstrap.event_log import EventLog

        store.daily = True
        store.subscribe(EventLog(state, clock).changed)
    return store


def build_services(
    store: "Store",
    drafts: "LendingDrafts",
    places: Places,
    clock: "Clock",
    *,
    config: Config | None = None,
    terminal: Terminal | None = None,
) -> "Services":
    """Put all services together over an open store; each is built when it is first asked for."""
    config = load_config(places.config) if config is None else config
    write = (terminal or Terminal()).write
    late = LateServices(
        store, drafts, places, clock, config=config, write_terminal=write, keeping=keeping_of(store, places)
    )
    return cast("Services", late)  # the same names, held together by a test


def build_late(
    store: "Store", drafts: "LendingDrafts", places: Places, clock: "Clock", *, config: Config
) -> LateServices:
    """Put the services together as a command needs them: each when it is asked for."""
    return LateServices(
        store,
        drafts,
        places,
        clock,
        config=config,
        write_terminal=Terminal().write,
        keeping=keeping_of(store, places),
    )


def keeping_of(store: "Store", places: Places) -> "Callable[[], Safekeeping]":
    """Return the way to what backs up and restores a store in files; it is imported when it is asked for."""

    def build() -> "Safekeeping":
        from netui.storage.safety.safekeeping import safekeeping_of
        from netui.storage.store.store import TinyDBStore

        if not isinstance(store, TinyDBStore):
            raise StoreError("this store is in memory alone: there are no files to take care of")
        return safekeeping_of(store, places.config, from_elsewhere, places.holds)

    return build
