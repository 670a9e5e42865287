"""What editors, git and copies do to the files: nothing that can be read is lost, and the message is true."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netui.services.safety.safekeeping import Finding, Health
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.line_ends import as_written, without_surroundings
from netui.storage.changes.recovery import recover
from tests.storage.opened import abandon, add_contact, examine, names, opened, raw_state, repair, turn_over

PEOPLE = ["Ann", "Bob", "Cem", "Dana Ünïcödé", "Eva"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with one person in an old journal, one in a snapshot, three in the journal alone."""
    place = tmp_path / "store"
    store = opened(place)
    add_contact(store, PEOPLE[0])
    turn_over(store, monkeypatch)
    store.close()
    store = opened(place)
    add_contact(store, PEOPLE[1])
    store.close()
    store = opened(place)
    for name in PEOPLE[2:]:
        add_contact(store, name, notes="met at\nthe fair", custom={"z": "1", "a": "2"})
    abandon(store)
    return place


def _crlf(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def _mixed(data: bytes) -> bytes:
    first, _, rest = data.partition(b"\n")
    return first + b"\r\n" + rest


def _mark(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data


def _blank_end(data: bytes) -> bytes:
    return data + b"\n\n \n"


def _blank_between(data: bytes) -> bytes:
    return data.replace(b"\n", b"\n\n")


def _trailing_spaces(data: bytes) -> bytes:
    return data.replace(b"\n", b" \t\n")


def _mark_and_crlf(data: bytes) -> bytes:
    return _mark(_crlf(data))


LAYOUTS = (_crlf, _mixed, _mark, _blank_end, _blank_between, _trailing_spaces, _mark_and_crlf)


def _open(place: Path, *, read_only: bool = True) -> tuple[list[str], str | None, list[str]]:
    store = opened(place, read_only=read_only)
    try:
        return names(store), store.read_only, [str(each) for each in store.problems]
    finally:
        store.close()


def _history(place: Path) -> list[tuple[int, str]]:
    store = opened(place, read_only=True)
    try:
        return [(entry.seq, entry.label) for entry in store.history()]
    finally:
        store.close()


def _named(health: Health, file: str) -> Finding:
    return next(each for each in health.problems if each.file == file)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("file", [JOURNAL, "contacts.json"])
def test_another_layout_is_read_named_and_put_back_byte_for_byte(
    folder: Path, file: str, layout: Callable[[bytes], bytes]
) -> None:
    path = folder / file
    original, history = path.read_bytes(), _history(folder)
    path.write_bytes(layout(original))
    shown, _, problems = _open(folder)
    assert shown == PEOPLE
    assert any(each.startswith(file) for each in problems)
    assert "--repair" in (_open(folder, read_only=False)[1] or "")
    assert path.read_bytes() == layout(original)
    assert _named(examine(folder), file).line is not None
    health = repair(folder)
    assert health.ok, health.problems
    assert path.read_bytes() == original
    assert _history(folder) == history
    assert _open(folder)[0] == PEOPLE
    if file == JOURNAL:
        assert any("4 changes kept, none lost" in each for each in health.done), health.done


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.__name__)
def test_every_file_of_a_store_laid_out_in_another_way_loses_no_change(
    folder: Path, layout: Callable[[bytes], bytes]
) -> None:
    history = _history(folder)
    for path in (*folder.glob("*.json"), folder / JOURNAL):
        path.write_bytes(layout(path.read_bytes()))
    for path in (folder / "history").glob("*.gz"):
        path.write_bytes(gzip.compress(layout(gzip.decompress(path.read_bytes()))))
    assert _open(folder)[0] == PEOPLE
    assert _history(folder) == history
    assert repair(folder).ok
    assert (_history(folder), _open(folder)) == (history, (PEOPLE, *_open(folder)[1:]))
    store = opened(folder)
    for seq, _ in history:
        store.undo(seq)
    assert names(store) == []
    store.close()


def test_a_session_that_is_open_notices_changed_line_ends(folder: Path) -> None:
    store = opened(folder)
    (folder / JOURNAL).write_bytes(_crlf((folder / JOURNAL).read_bytes()))
    store.catch_up()
    assert JOURNAL in (store.read_only or "")
    assert names(store) == PEOPLE
    store.close()


def _pretty(data: bytes) -> bytes:
    return b"\n".join(json.dumps(json.loads(each), indent=2).encode() for each in data.splitlines()) + b"\n"


def _pretty_crlf(data: bytes) -> bytes:
    return _crlf(_pretty(data))


def _spaced(data: bytes) -> bytes:
    return b"".join(json.dumps(json.loads(each)).encode() + b"\n" for each in data.splitlines())


def _sorted_keys(data: bytes) -> bytes:
    lines = [json.dumps(json.loads(each), sort_keys=True).encode() for each in data.splitlines()]
    return b"\n".join(lines) + b"\n"


@pytest.mark.parametrize(
    "form", [_pretty, _pretty_crlf, _spaced, _sorted_keys], ids=lambda each: each.__name__
)
def test_a_formatted_journal_is_put_together_again(folder: Path, form: Callable[[bytes], bytes]) -> None:
    history = _history(folder)
    (folder / JOURNAL).write_bytes(form((folder / JOURNAL).read_bytes()))
    assert _named(examine(folder), JOURNAL).line == 1
    health = repair(folder)
    assert health.ok, health.problems
    assert any(": 4 changes kept;" in each for each in health.done), health.done
    assert form is _sorted_keys or not any("checksum" in each for each in health.done)
    assert health.lost == 0
    assert (_open(folder)[0], _history(folder)) == (PEOPLE, history)


def _lines(place: Path) -> list[bytes]:
    return (place / JOURNAL).read_bytes().splitlines(keepends=True)


def test_both_sides_of_a_merge_are_kept(folder: Path, tmp_path: Path) -> None:
    common = len(_lines(folder))
    other = tmp_path / "other"
    _copy(folder, other)
    for place, added in ((folder, ("Fay", "Gus")), (other, ("Hal", "Ida", "Jon"))):
        store = opened(place, place.name)
        for name in added:
            add_contact(store, name, uid=name)
        abandon(store)
    ours, theirs = _lines(folder), _lines(other)
    (folder / JOURNAL).write_bytes(
        b"".join(
            [
                *ours[:common],
                b"<<<<<<< HEAD\n",
                *ours[common:],
                b"=======\n",
                *theirs[common:],
                b">>>>>>> theirs\n",
            ]
        )
    )
    assert _named(examine(folder), JOURNAL).line == common + 1
    health = repair(folder)
    assert health.ok, health.problems
    assert health.lost == 0
    assert sorted(_open(folder)[0]) == sorted([*PEOPLE, "Fay", "Gus", "Hal", "Ida", "Jon"])
    store = opened(folder)
    store.undo(store.seq)
    assert names(store) == [*PEOPLE, "Fay", "Gus"]
    store.close()


def _copy(folder: Path, other: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "lock":
            target = other / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


@pytest.mark.parametrize("number", range(1, 6))
def test_one_word_changed_in_any_line_of_the_journal_loses_no_one(folder: Path, number: int) -> None:
    lines = _lines(folder)
    if b'"label"' not in lines[number]:
        return
    lines[number] = re.sub(rb'"name":"[^"]*"', b'"name":"Zoe"', lines[number])
    (folder / JOURNAL).write_bytes(b"".join(lines))
    health = repair(folder)
    assert health.ok, health.problems
    assert len(_open(folder)[0]) == len(PEOPLE)
    assert any(f"line {number + 1}: its words differ from what was written" in each for each in health.done)


def test_what_cannot_be_read_is_counted_and_not_called_well(folder: Path) -> None:
    lines = _lines(folder)
    lines[-1] = b"#" * len(lines[-1]) + b"\n"
    lines[-2] = lines[-2][:40] + b"\n"
    (folder / JOURNAL).write_bytes(b"".join(lines))
    health = repair(folder)
    assert health.ok
    assert health.lost >= 1
    assert any(f"{health.lost} can't be read" in each for each in health.done), health.done
    assert _open(folder)[0] == PEOPLE[:-2]


def _reindented(data: bytes) -> bytes:
    return json.dumps(json.loads(data), indent=4).encode()


def _one_line(data: bytes) -> bytes:
    return json.dumps(json.loads(data)).encode()


def _reordered(data: bytes) -> bytes:
    return json.dumps(json.loads(data), sort_keys=True, ensure_ascii=False, indent=2).encode()


def _backwards(data: bytes) -> bytes:
    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return value

    return json.dumps(turned(json.loads(data))).encode()


@pytest.mark.parametrize(
    "form", [_reindented, _one_line, _reordered, _backwards], ids=lambda each: each.__name__
)
def test_a_formatted_snapshot_is_put_back_and_nothing_else_is_written(
    folder: Path, form: Callable[[bytes], bytes]
) -> None:
    store = opened(folder, read_only=True)
    state = raw_state(store)
    store.close()
    path, journal = folder / "contacts.json", (folder / JOURNAL).read_bytes()
    original = path.read_bytes()
    path.write_bytes(form(original))
    assert _open(folder)[0] == PEOPLE
    health = repair(folder)
    assert health.ok, health.problems
    assert any("nothing in it differs" in each for each in health.done), health.done
    assert (path.read_bytes(), (folder / JOURNAL).read_bytes()) == (original, journal)
    store = opened(folder, read_only=True)
    assert raw_state(store) == state
    store.close()


def test_one_word_of_a_snapshot_is_one_change_and_no_other_file_is_written(folder: Path) -> None:
    store = opened(folder)
    with store.transaction("Move"):
        store.put("company_notes", store.new_id(), _note())
    store.close()
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*.json")}
    generation = _lines(folder)[0]
    path = folder / "contacts.json"
    path.write_bytes(path.read_bytes().replace(b'"name":"Bob"', b'"name":"Rob"'))
    health = repair(folder)
    assert health.ok, health.problems
    assert "Rob" in _open(folder)[0]
    assert _lines(folder)[0] == generation
    for each, mtime in before.items():
        assert each == path or each.stat().st_mtime_ns == mtime


def _note() -> Any:
    from msgspec import Raw

    return Raw(b'{"company":"Larch","text":"x","uid":"u"}')


@pytest.mark.parametrize("blank", [b"\n", b"\r\n", b" \t\n"])
def test_any_number_of_empty_lines_takes_no_more_work(
    folder: Path, monkeypatch: pytest.MonkeyPatch, blank: bytes
) -> None:
    data = (folder / JOURNAL).read_bytes()
    looked_at: list[bytes] = []

    def counting(text: bytes) -> tuple[bytes, str]:
        looked_at.append(text)
        return without_surroundings(text)

    monkeypatch.setattr("netui.storage.changes.lines.without_surroundings", counting)
    monkeypatch.setattr("netui.storage.changes.line_ends.without_surroundings", counting)
    first, rest = data.split(b"\n", 1)
    found = recover(blank * 500 + first + b"\n" + blank * 500 + rest + blank * 500)
    assert found.original == data
    assert (found.is_altered, found.lost) == (True, 0)
    assert found.fault is not None
    assert (found.fault.line, found.fault.offset) == (1, 0)
    assert len(looked_at) < 100


def test_as_written_leaves_what_is_as_written() -> None:
    text = b'{"a":1}\n{"b":" x "}\n'
    assert as_written(text) is text
    for layout in LAYOUTS:
        assert as_written(layout(text)) == text
    assert as_written(text[:-1]) == text
