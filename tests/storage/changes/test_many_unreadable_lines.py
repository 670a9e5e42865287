"""A journal with many lines that can't be read: each costs little, and a doctor reads them once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from netui.storage.changes import recovery
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.pieces import Piece, pieces
from netui.storage.changes.recovery import recover
from netui.storage.changes.salvage import JsonObjects
from tests.storage.opened import add_contact, examine, opened, people

LINES = 200


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with two people in the journal alone."""
    store = opened(tmp_path / "store")
    for name in ("Ann", "Bob"):
        add_contact(store, name)
    store.close()
    return tmp_path / "store"


def damage(folder: Path, line: bytes) -> None:
    with (folder / JOURNAL).open("ab") as file:
        file.write(line * LINES)


@pytest.mark.parametrize("line", [b'{"crc":"\n', b'{"crc":"00000000","kind":"transaction"}\n'])
def test_a_doctor_goes_through_the_lines_once_and_a_start_never(
    folder: Path, line: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(folder, line)
    read: list[int] = []

    def counted(data: bytes, number: int) -> Iterator[Piece]:
        read.append(number)
        return pieces(data, number)

    monkeypatch.setattr(recovery, "pieces", counted)
    assert not examine(folder).ok
    assert len(read) == 1
    assert people(folder) == ["Ann", "Bob"]
    assert len(read) == 1


def counting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return what then holds each place at which an object is decoded."""
    decode, decoded = JsonObjects.at, list[int]()

    def counted(objects: JsonObjects, start: int) -> tuple[dict[str, Any], int]:
        decoded.append(start)
        return decode(objects, start)

    monkeypatch.setattr(JsonObjects, "at", counted)
    return decoded


def test_what_can_be_no_object_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded = counting(monkeypatch)
    assert len(list(pieces(b'{"crc":"\n' * LINES, 1))) == LINES
    assert decoded == []
    assert len(list(pieces(b'{"crc":\n"0"}\n', 1))) == 1
    assert decoded == [0]


@pytest.mark.parametrize("line", [b'{"crc":"00000000","kind":\n', b'{"a":[\n'])
def test_objects_that_never_end_are_decoded_once(line: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded = counting(monkeypatch)
    good = b'{"crc":"0","kind":\n"x"}\n'
    found = [piece.text for piece in pieces(line * LINES + b"}\n" + good, 1)]
    assert found[-1] == good.strip()
    assert len(decoded) == 2


@pytest.mark.parametrize("beginning", ["{", "{ \r\n\t", '{"a\\"b":', '{"a": -1,', '{"n": NaN, "t": "x\ny" ,'])
def test_what_can_be_an_object_is_decoded(beginning: str) -> None:
    rest = {"{": "\n}", ":": "\n[]}", ",": '\n"z": {}}'}.get(beginning.strip()[-1], "}")
    (piece,) = pieces((beginning + rest).encode(), 1)
    assert piece.text == (beginning + rest).encode()


def test_a_line_of_no_kind_is_not_put_in_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Any] = []
    monkeypatch.setattr(recovery, "_in_order", tried.append)
    found = recover(b'{"crc":"00000000","kind":"transaction"}\n' * LINES)
    assert (found.lost, tried) == (LINES, [])
    (bob,) = (line for line in (folder / JOURNAL).read_bytes().splitlines() if b"Bob" in line)
    recover(bob.replace(b"Bob", b"Rob") + b"\n")
    assert len(tried) == 1
