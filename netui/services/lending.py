"""Texts lent to an editor of the user's: what the screens need from the drafts for that."""

from pathlib import Path
from typing import Protocol

from msgspec import Struct

from netui.services.ports import Drafts


class LentText(Struct, frozen=True, kw_only=True):
    """A text in a file for an editor; `lock` is a descriptor that the editor inherits: both hold the text."""

    path: Path
    lock: int


class LendingDrafts(Drafts, Protocol):
    """Drafts that an editor of the user's may work on, each in a file of its own."""

    def lend(self, key: str, text: str) -> LentText:
        """Put a text into a file for an editor; it is a draft from then on. Raises StoreError."""

    def returned(self, key: str) -> str:
        """Return what the editor saved; raise InvalidValueError if it left no text."""

    def began_from(self, key: str) -> str:
        """Return what a text was when the editor got it; "" where that isn't known."""

    def in_use(self, key: str) -> bool:
        """Whether an editor still has the lent text open."""

    def take_back(self, key: str) -> None:
        """Discard a lent text that was used; where an editor still works on it, it stays."""
