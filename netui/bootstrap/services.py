"""Builds the store and the services over it."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from netui.bootstrap.late import LateServices
from netui.config import Places, load_config
from netui.domain.config import Config

if TYPE_CHECKING:
    from netui.services.bundle import Services
    from netui.services.ports import Clock, Drafts, Store
    from netui.storage.store import TinyDBStore


class Terminal:
    """Writes to the user's terminal: straight to it, or through the full-screen program while that runs."""

    def __init__(self) -> None:
        self.through: Callable[[str], None] | None = None

    def write(self, sequence: str) -> None:
        """Write an escape sequence, whatever stdout and stderr are."""
        if self.through is not None:
            self.through(sequence)
            return
        try:
            with open("/dev/tty", "w", encoding="utf-8") as terminal:
                terminal.write(sequence)
        except OSError:
            sys.stderr.write(sequence)
            sys.stderr.flush()


def session_name(program: str) -> str:
    """Return how this session is called in history: program, machine and process."""
    import secrets
    import socket

    return f"{program}@{socket.gethostname().partition('.')[0]}:{os.getpid()}-{secrets.token_hex(2)}"


def build_store(folder: Path, clock: "Clock", *, session: str, read_only: bool = False) -> "TinyDBStore":
    """Open the store in a folder; raise StoreError where that cannot be done."""
    from netui.storage.opening import open_store

    return open_store(folder, clock=clock, session=session, read_only=read_only)


def build_services(
    store: "Store",
    drafts: "Drafts",
    places: Places,
    clock: "Clock",
    *,
    config: Config | None = None,
    terminal: Terminal | None = None,
) -> "Services":
    """Put all services together over an open store."""
    from dataclasses import fields

    from netui.services.bundle import Services

    config = load_config(places.config) if config is None else config
    write = (terminal or Terminal()).write
    late = LateServices(store, drafts, places, clock, config=config, write_terminal=write)
    return Services(**{field.name: getattr(late, field.name) for field in fields(Services)})


def build_late(
    store: "Store", drafts: "Drafts", places: Places, clock: "Clock", *, config: Config
) -> LateServices:
    """Put the services together as a command needs them: each when it is asked for."""
    return LateServices(store, drafts, places, clock, config=config, write_terminal=Terminal().write)
