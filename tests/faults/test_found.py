"""What the experiments found once, each by itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netui.bootstrap.wiring import build_services
from netui.config import Places
from netui.domain.config import Config
from netui.domain.errors import StoreDamagedError, StoreError
from netui.storage.changes.file import JOURNAL
from tests.fakes import FakeClock
from tests.faults.calls import Call, watched
from tests.storage.opened import abandon, add_contact, names, opened


@pytest.fixture
def store_of_two(tmp_path: Path) -> Path:
    store = opened(tmp_path / "store")
    for name in ("Ann", "Bob"):
        add_contact(store, name)
    abandon(store)
    return tmp_path / "store"


def _last_line(journal: bytes) -> int:
    return journal.rindex(b"\n", 0, len(journal) - 1) + 1


def test_a_power_cut_that_left_the_end_of_a_line_without_its_beginning_is_no_damage(
    store_of_two: Path,
) -> None:
    data = (store_of_two / JOURNAL).read_bytes()
    start = _last_line(data)
    (store_of_two / JOURNAL).write_bytes(data[:start] + bytes(20) + data[start + 20 :])
    store = opened(store_of_two)
    assert names(store) == ["Ann"]
    add_contact(store, "Cy")
    assert store.problems == []
    store.close()


def test_a_power_cut_that_left_a_zero_for_the_newline_costs_nothing(store_of_two: Path) -> None:
    data = (store_of_two / JOURNAL).read_bytes()
    (store_of_two / JOURNAL).write_bytes(data[:-1] + b"\0")
    store = opened(store_of_two)
    assert names(store) == ["Ann", "Bob"]
    add_contact(store, "Cy")
    abandon(store)
    store = opened(store_of_two, read_only=True)
    assert names(store) == ["Ann", "Bob", "Cy"]
    assert store.problems == []
    store.close()


def test_a_line_without_its_newline_is_safe_before_the_next_one_is_begun(store_of_two: Path) -> None:
    data = (store_of_two / JOURNAL).read_bytes()
    (store_of_two / JOURNAL).write_bytes(data[:-1])
    store = opened(store_of_two)

    def no_line(call: Call, make: Callable[[], Any]) -> Any:
        if call.name == "pwrite" and call.paths[0].name == JOURNAL and len(call.args[1]) > 1:
            raise OSError(5, "Input/output error")
        return make()

    with watched(store_of_two, no_line), pytest.raises(StoreError, match="Input/output"):
        add_contact(store, "Cy")
    abandon(store)
    assert (store_of_two / JOURNAL).read_bytes() == data


def test_a_store_that_goes_away_while_a_change_is_made_is_not_written_to(store_of_two: Path) -> None:
    store = opened(store_of_two)
    add_contact(store, "Cy")
    aside = store_of_two.with_name("aside")
    before = (store_of_two / JOURNAL).read_bytes()

    def add_while_it_goes() -> None:
        with store.transaction("Add Dee"):
            add_contact(store, "Dee")
            store_of_two.rename(aside)

    with pytest.raises(StoreError, match="replaced while saving"):
        add_while_it_goes()
    assert (aside / JOURNAL).read_bytes() == before
    assert names(store) == ["Ann", "Bob", "Cy"]
    store.close()


@pytest.mark.parametrize(("old", "new"), [(b'"schema": 1', b'"schema": 9'), (b'"seq": 2', b'"seq": 6')])
def test_what_a_changed_snapshot_says_of_itself_is_not_believed(
    store_of_two: Path, old: bytes, new: bytes
) -> None:
    store = opened(store_of_two)
    add_contact(store, "Cy")
    store.undo(store.seq)
    store.close()
    snapshot = store_of_two / "contacts.json"
    snapshot.write_bytes(snapshot.read_bytes().replace(b'"seq": 4', b'"seq": 2').replace(old, new))
    store = opened(store_of_two)
    assert names(store) == ["Ann", "Bob"]
    with pytest.raises(StoreDamagedError, match="changed outside netui"):
        add_contact(store, "Dee")
    store.close()


def test_history_that_cannot_be_read_is_one_line(store_of_two: Path) -> None:
    store = opened(store_of_two)
    (store_of_two / JOURNAL).rename(store_of_two / "elsewhere")
    (store_of_two / JOURNAL).mkdir()
    with pytest.raises(StoreError, match="cannot be read"):
        store.history()
    abandon(store)
    (store_of_two / JOURNAL).rmdir()


def test_an_import_adds_what_is_new_about_someone_known(tmp_path: Path) -> None:
    store = opened(tmp_path / "store")
    ann = add_contact(store, "Ann Lee", links=("https://www.linkedin.com/in/ann",))
    store.close()
    store = opened(tmp_path / "store")
    places = Places.find(store=tmp_path / "store", config=tmp_path / "settings.toml")
    services = build_services(store, store.drafts, places, FakeClock(), config=Config())
    path = tmp_path / "Connections.csv"
    path.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ann,Lee,https://www.linkedin.com/in/ann,ann@example.org,Acme,Engineer,01 Feb 2024\n"
    )
    ledger = services.imports.apply(services.imports.preview([path]))
    assert ledger.updated == 1
    found = store.contacts.get(ann.id)
    assert found is not None
    assert found.emails == ("ann@example.org",)
    store.close()
