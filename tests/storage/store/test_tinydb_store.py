"""The real store keeps to the contract."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from netui.services.ports import Store
from netui.storage.store.opening import open_store
from netui.storage.store.store import TinyDBStore
from tests.fakes import FakeClock
from tests.storage.contract import StoreContract


class TestTinyDBStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        self.folder = tmp_path / "store"
        self.opened = [open_store(self.folder, clock=FakeClock(), session="here")]
        yield self.opened[0]
        for store in self.opened:
            store.close()

    def reopen(self, store: Store) -> Store:
        """Open the folder again, after the previous session has ended in the ordinary way."""
        store.close()
        again: TinyDBStore = open_store(self.folder, clock=FakeClock(), session="here")
        assert again.problems == []
        assert again.read_only is None
        self.opened.append(again)
        return again
