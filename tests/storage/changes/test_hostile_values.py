"""A checksum that is right proves nothing about who wrote a file: what no store can hold isn't followed."""

import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netui.services.safety.safekeeping import Person
from netui.storage.changes.file import JOURNAL
from netui.storage.safety.safekeeping import safekeeping_of
from tests.storage.opened import add_contact, examine, opened, people, repair

LineChange = Callable[[list[dict[str, Any]]], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with three people in a snapshot."""
    store = opened(tmp_path / "store")
    for name in ("Ann", "Bob", "Cem"):
        add_contact(store, name)
    store.compact()
    store.close()
    return tmp_path / "store"


def seal(folder: Path, change: LineChange, snapshot: bytes | None = None) -> None:
    """Change the lines of a journal, and a snapshot, and give all of them the checksums that fit."""
    lines = [json.loads(line) for line in (folder / JOURNAL).read_bytes().splitlines()]
    change(lines)
    if snapshot is not None:
        (folder / "contacts.json").write_bytes(snapshot)
        for line in lines:
            for mark in [line.get("snapshots", {}).get("contacts")]:
                if mark is not None:
                    mark.update(crc=f"{zlib.crc32(snapshot):08x}", size=len(snapshot))
    written, crc = [], ""
    for line in lines:
        del line["crc"]
        if "prev" in line:
            line["prev"] = crc
        rest = json.dumps(line, separators=(",", ":"), ensure_ascii=False)[1:].encode()
        crc = f"{zlib.crc32(rest):08x}"
        written.append(b'{"crc":"%s",%s\n' % (crc.encode(), rest))
    (folder / JOURNAL).write_bytes(b"".join(written))


def document(folder: Path, number: int) -> tuple[str, str]:
    """Return the id and the text of a document."""
    line = (folder / "contacts.json").read_text("utf-8").splitlines()[number + 2]
    key, _, value = line.removesuffix(",").partition(": ")
    return key.strip('"'), value


def only_last_id(value: int) -> LineChange:
    return lambda lines: lines[0].update(last_id=value)


def only_generation(value: int) -> LineChange:
    return lambda lines: lines[0].update(generation=value)


def nothing(_: list[dict[str, Any]]) -> None:
    pass


def test_a_store_sealed_as_it_was_is_well(folder: Path) -> None:
    seal(folder, nothing, (folder / "contacts.json").read_bytes())
    assert examine(folder).ok


@pytest.mark.parametrize("value", ["null", '"x } y"', "[1]", "5", "true"])
def test_a_value_that_is_no_document_is_named_and_the_others_are_read(folder: Path, value: str) -> None:
    bob, text = document(folder, 1)
    snapshot = (folder / "contacts.json").read_text("utf-8").replace(text, value).encode()
    seal(folder, nothing, snapshot)
    assert people(folder) == ["Ann", "Cem"]
    health = examine(folder)
    assert any(bob in finding.what and finding.file == "contacts.json" for finding in health.problems)
    health = repair(folder)
    assert health.ok, health.problems
    assert {"Ann", "Cem"} <= set(people(folder))
    forget(folder)
    assert "Ann" not in people(folder)


def forget(folder: Path) -> None:
    store = opened(folder)
    ann = next(contact for contact in store.contacts.all() if contact.name == "Ann")
    safekeeping_of(store).forget(Person(id=ann.id, name="Ann"))
    store.close()


@pytest.mark.parametrize("number", ["-5", "9007199254740992", "9" * 31])
def test_an_id_that_no_store_can_hold_is_named(folder: Path, number: str) -> None:
    bob, _ = document(folder, 1)
    snapshot = (folder / "contacts.json").read_text("utf-8").replace(bob, number).encode()
    seal(folder, nothing, snapshot)
    assert not examine(folder).ok
    assert repair(folder).ok
    add_one(folder)


def add_one(folder: Path) -> None:
    store = opened(folder)
    add_contact(store, "Ida")
    store.close()
    assert "Ida" in people(folder)


@pytest.mark.parametrize("value", [(1 << 53) - 1, 1 << 53, 10**40])
def test_a_last_id_that_leaves_no_other_is_found_from_what_is_there(folder: Path, value: int) -> None:
    seal(folder, only_last_id(value))
    last = max(int(document(folder, number)[0]) for number in range(3))
    store = opened(folder)
    ida = add_contact(store, "Ida")
    store.close()
    assert last < ida.id < last + (1 << 40)
    assert examine(folder).ok


def test_to_forget_takes_no_longer_for_a_high_generation(folder: Path) -> None:
    seal(folder, only_generation(10**9))
    forget(folder)
    assert people(folder) == ["Bob", "Cem"]


@pytest.mark.parametrize("value", [-1, 0, 10**15])
def test_a_generation_that_no_journal_can_have_is_no_first_line(folder: Path, value: int) -> None:
    seal(folder, only_generation(value))
    assert not examine(folder).ok
    health = repair(folder)
    assert health.ok, health.problems
    assert people(folder) == ["Ann", "Bob", "Cem"]
    add_one(folder)


def test_a_change_that_adds_no_document_is_named_and_repaired(folder: Path) -> None:
    store = opened(folder)
    add_contact(store, "Dan")
    store._state.close()
    store.close()

    def add_null(lines: list[dict[str, Any]]) -> None:
        documents = next(line for line in lines if line["kind"] == "transaction")["changes"]["contacts"]
        documents["77"] = {"add": None}

    seal(folder, add_null)
    health = examine(folder)
    assert any("77 isn't a document" in finding.what for finding in health.problems)
    assert repair(folder).ok
    assert people(folder)[:3] == ["Ann", "Bob", "Cem"]
