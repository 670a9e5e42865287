"""Threads that work in the background."""

from collections.abc import Callable
from threading import Thread


def start(work: Callable[[], object], name: str) -> Thread | None:
    """Start a thread that ends with the program; return None if another one can't be started."""
    thread = Thread(target=work, name=name, daemon=True)
    try:
        thread.start()
    except RuntimeError:
        return None
    return thread
