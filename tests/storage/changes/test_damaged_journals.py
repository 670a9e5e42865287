"""Journals that were damaged, doubled, renamed or saved in another form: what can be read is kept."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from netui.services.safety.safekeeping import Person
from netui.storage.backups.backup_files import BackupFile
from netui.storage.changes import recovery
from netui.storage.changes.archive import Archive, archive_name
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.lines import TransactionLine
from netui.storage.changes.recovery import recover
from netui.storage.safety.safekeeping import safekeeping_of
from tests.storage.opened import abandon, add_contact, examine, labels, opened, people, repair, turn_over

OLD = ["Ann", "Bob"]
NEW = ["Cem", "Dana Ünïcödé", "Eva Größe", "Fay", "Gus", "Hal"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with two people in an old journal each, and six in the journal alone."""
    place = tmp_path / "store"
    for name in OLD:
        store = opened(place)
        add_contact(store, name, uid=name)
        turn_over(store, monkeypatch)
        store.close()
    store = opened(place)
    for name in NEW:
        add_contact(store, name, uid=name)
    abandon(store)
    return place


def all_in_snapshots(folder: Path) -> None:
    store = opened(folder)
    store.compact()
    store.close()


def lines_of(folder: Path) -> list[bytes]:
    return (folder / JOURNAL).read_bytes().splitlines(keepends=True)


def write_lines(folder: Path, lines: list[bytes]) -> None:
    (folder / JOURNAL).write_bytes(b"".join(lines))


def _in(encoding: str) -> Callable[[bytes], bytes]:
    def saved(data: bytes) -> bytes:
        return data.decode().encode(encoding)

    saved.__name__ = encoding
    return saved


def _read_as_latin(data: bytes) -> bytes:
    return data.decode("latin-1").encode()


def _read_as_windows(data: bytes) -> bytes:
    return data.decode("cp1252").encode()


def _returns_alone(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r")


def _two_marks(data: bytes) -> bytes:
    return b"\xef\xbb\xbf\xef\xbb\xbf" + data


FORMS = (
    *map(_in, ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "latin-1", "cp1252")),
    _read_as_latin,
    _read_as_windows,
    _returns_alone,
    _two_marks,
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("file", [JOURNAL, "contacts.json"])
def test_another_encoding_is_read_named_and_put_back(
    folder: Path, file: str, form: Callable[[bytes], bytes]
) -> None:
    if file != JOURNAL:
        all_in_snapshots(folder)
    path = folder / file
    original, before = path.read_bytes(), labels(folder)
    assert not original.isascii()
    path.write_bytes(form(original))
    assert people(folder) == OLD + NEW
    assert labels(folder) == before
    assert any(each.file == file and each.line == 1 for each in examine(folder).problems)
    health = repair(folder)
    assert health.ok, health.problems
    assert path.read_bytes() == original
    assert people(folder) == OLD + NEW


def test_every_line_after_any_number_of_damaged_ones_is_kept(folder: Path) -> None:
    lines = lines_of(folder)
    for number in (2, 4, 6):
        lines[number] = lines[number][:30] + b"\n"
    write_lines(folder, lines)
    left = [NEW[0], NEW[2], NEW[4]]
    assert people(folder) == [*OLD, NEW[0]]  # what follows may need what is lost, until a repair
    assert [each for each in labels(folder) if each.startswith("Add ")] == [
        f"Add {name}" for name in reversed(OLD + left)
    ]
    health = repair(folder)
    assert (health.ok, health.lost) == (True, 3), health.problems
    assert people(folder) == OLD + left


def _two_on_a_line(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[1].rstrip(b"\n") + lines[2], *lines[3:]]


def _words_before(lines: list[bytes]) -> list[bytes]:
    return [*lines[:2], *(b"journal.jsonl:3: " + line for line in lines[2:])]


def _backwards(lines: list[bytes]) -> list[bytes]:
    return [lines[0], *reversed(lines[1:])]


def _twice(lines: list[bytes]) -> list[bytes]:
    return [*lines, *lines]


def _doubled(lines: list[bytes]) -> list[bytes]:
    return [each for line in lines for each in (line, line)]


@pytest.mark.parametrize("change", [_two_on_a_line, _words_before, _backwards, _twice, _doubled])
def test_lines_out_of_their_order_are_put_into_it_once(
    folder: Path, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    before = labels(folder)
    write_lines(folder, change(lines_of(folder)))
    assert (people(folder), labels(folder)) == (OLD + NEW, before)
    health = repair(folder)
    assert (health.ok, health.lost) == (True, 0), health.problems
    assert any("6 changes kept;" in each for each in health.done), health.done
    assert (people(folder), labels(folder)) == (OLD + NEW, before)


def test_the_journals_of_two_generations_in_one_file(folder: Path) -> None:
    before = labels(folder)
    old = gzip.decompress((folder / "history" / archive_name(2)).read_bytes())
    write_lines(folder, [old, *lines_of(folder)])
    assert repair(folder).ok
    assert (people(folder), [each for each in labels(folder) if each in before]) == (OLD + NEW, before)


def _unpacked(data: bytes) -> bytes:
    return gzip.decompress(data)


def _in_two_members(data: bytes) -> bytes:
    plain = gzip.decompress(data)
    return gzip.compress(plain[:40]) + b"\0" * 512 + gzip.compress(plain[40:])


def _cut(data: bytes) -> bytes:
    return data[:-8]


def _words_after(data: bytes) -> bytes:
    return data + b"<html>"


def _of_utf_16(data: bytes) -> bytes:
    return gzip.compress(gzip.decompress(data).decode().encode("utf-16"))


@pytest.mark.parametrize("change", [_unpacked, _in_two_members, _cut, _words_after, _of_utf_16])
def test_an_old_journal_in_another_form_is_read_and_made_whole(
    folder: Path, change: Callable[[bytes], bytes]
) -> None:
    before = labels(folder)
    path = folder / "history" / archive_name(2)
    whole = gzip.decompress(path.read_bytes())
    path.write_bytes(change(path.read_bytes()))
    assert (people(folder), labels(folder)) == (OLD + NEW, before)
    health = repair(folder)
    assert (health.ok, health.lost) == (True, 0), health.problems
    assert labels(folder) == before
    assert gzip.decompress(path.read_bytes()) == whole


@pytest.mark.parametrize("name", ["journal-000009.jsonl.gz", "journal-000002.jsonl"])
def test_an_old_journal_under_another_name_is_found_by_what_it_holds(folder: Path, name: str) -> None:
    before = labels(folder)
    path = folder / "history" / archive_name(2)
    data = path.read_bytes()
    path.unlink()
    (folder / "history" / name).write_bytes(data if name.endswith(".gz") else gzip.decompress(data))
    health = repair(folder)
    assert health.ok, health.problems
    assert health.lost == 0
    assert any("1 change kept, 0 lost" in each for each in health.done), health.done
    assert labels(folder) == before


@pytest.mark.parametrize(
    ("damaged", "words"),
    [
        ([2], "does not match;"),
        ([2, 4], "does not match, and line 4 is damaged too;"),
        ([2, 3, 4], "does not match, and 2 more lines are damaged;"),
    ],
)
def test_every_damaged_line_is_named(tmp_path: Path, damaged: list[int], words: str) -> None:
    store = opened(tmp_path)
    for name in ("Ann", "Bob", "Cem", "Dan"):
        add_contact(store, name)
    abandon(store)
    lines = lines_of(tmp_path)
    for number in damaged:
        lines[number - 1] = lines[number - 1].replace(b'"label"', b'"lable"')
    write_lines(tmp_path, lines)
    (problem,) = [each for each in examine(tmp_path).problems if each.file == JOURNAL]
    assert problem.line == 2
    assert words in problem.what


@pytest.mark.parametrize("name", [archive_name(1), archive_name(2)])
def test_a_bomb_in_history_is_not_unpacked(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    most = 1 << 16
    for module in ("changes.recovery", "changes.archive"):
        monkeypatch.setattr(f"netui.storage.{module}.MOST_UNPACKED", most)
    line = gzip.decompress((folder / "history" / name).read_bytes())
    path = folder / "history" / name
    path.write_bytes(gzip.compress(line + b"\0" * (most * 50)))
    assert people(folder) == OLD + NEW
    assert f"Add {NEW[-1]}" in labels(folder)
    (problem,) = [each for each in examine(folder).problems if each.file == f"history/{name}"]
    assert recovery.TOO_LARGE in problem.what
    health = repair(folder)
    assert health.ok, health.problems
    assert any(name in each for each in health.done), health.done
    assert people(folder) == OLD + NEW


def test_of_a_large_archive_only_what_follows_the_damage_is_lost() -> None:
    count, words = 1000, Random(9)
    header = recovery.invented_header("a", 1, 0, 1)
    lines = [
        TransactionLine(
            prev="", seq=seq, at=header.at, session="", label=words.randbytes(100).hex(), changes={}
        )
        for seq in range(1, count + 1)
    ]
    data = bytearray(gzip.compress(recovery.recoded([header, *lines]), 0, mtime=0))
    last = start = 10
    while not data[start]:  # a block that isn't the last one: its length, then what it holds
        last, start = start, start + 5 + int.from_bytes(data[start + 1 : start + 3], "little")
    data[last + 1 : last + 5] = b"\xff" * 4
    found = recovery.recover_archive(bytes(data))
    assert len(found.transactions) > 0.6 * count, "more than one small piece was lost"
    assert found.fault is not None


def test_an_archive_of_very_many_members_is_copied_once() -> None:
    sliced: list[int] = []

    class Counted(bytes):
        def __getitem__(self, key: Any) -> Any:
            found = bytes.__getitem__(self, key)
            sliced.append(len(found))
            return found

    data = Counted(gzip.compress(b"", mtime=0) * 400)
    recovery.recover_archive(data)
    assert max(sliced) <= 4096


def test_a_backup_of_a_damaged_journal_still_knows_its_store(folder: Path) -> None:
    store = opened(folder)
    identity, seq = safekeeping_of(store).back_up("daily").path, store.seq
    with BackupFile(identity) as backup:
        stated = backup.manifest.store
    store.close()
    lines = lines_of(folder)
    write_lines(folder, [b"\xef\xbb\xbf\xef\xbb\xbf#" + lines[0], *lines[1:-2], b"#\n", *lines[-2:]])
    store = opened(folder)
    made = safekeeping_of(store).back_up("daily")
    store.close()
    with BackupFile(made.path) as backup:
        assert (backup.manifest.store, backup.manifest.seq) == (stated, seq)


def test_forgetting_reaches_a_damaged_journal_in_a_backup_and_keeps_the_rest_of_it(folder: Path) -> None:
    lines = lines_of(folder)
    write_lines(folder, [*lines[:2], b"#\n", *lines[3:4], b"#\n", *lines[5:]])
    assert repair(folder).ok
    (made,) = (folder / "backups").glob("before-repair-*.zip")
    store = opened(folder)
    person = next(each for each in store.contacts.all() if each.name == "Gus")
    safekeeping_of(store).forget(Person(id=person.id, name=person.name))
    store.close()
    with BackupFile(made) as backup:
        found = recover(backup.read(f"store/{JOURNAL}"))
    text = "".join(str(line) for line in found.lines)
    assert "Gus" not in text
    assert "Hal" in text
    assert "Eva" in text


def test_a_missing_journal_is_damage_where_old_journals_are_there(folder: Path) -> None:
    for path in (folder / JOURNAL, *folder.glob("*.json")):
        path.unlink()
    store = opened(folder)
    assert "journal.jsonl" in (store.read_only or "")
    store.close()
    assert repair(folder).ok
    assert people(folder) == OLD


def test_a_change_to_what_a_damaged_snapshot_lost_makes_no_half_of_a_person(folder: Path) -> None:
    from netui.domain.values import replace

    all_in_snapshots(folder)
    store = opened(folder)
    ann = next(each for each in store.contacts.all() if each.name == "Ann")
    with store.transaction("Move"):
        store.contacts.save(replace(ann, location="Oslo"))
    abandon(store)
    path = folder / "contacts.json"
    text = re.sub(rf'"{ann.id}":.*\n', "", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    store = opened(folder, read_only=True)
    assert ann.id not in store.collections["contacts"].documents
    store.close()


def test_an_older_snapshot_put_back_by_hand_is_no_edit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    all_in_snapshots(folder)
    older = (folder / "contacts.json").read_bytes()
    for name in ("Ida", "Jon"):
        store = opened(folder)
        add_contact(store, name, uid=name)
        turn_over(store, monkeypatch)
        store.close()
    (folder / "contacts.json").write_bytes(older)
    health = repair(folder)
    assert health.ok, health.problems
    assert any("older version" in each for each in health.done), health.done
    assert people(folder) == [*OLD, *NEW, "Ida", "Jon"]


def test_what_was_added_by_hand_under_an_id_taken_since_comes_in_next_to_it(folder: Path) -> None:
    all_in_snapshots(folder)
    store = opened(folder)
    added = add_contact(store, "Ida", uid="Ida")
    abandon(store)
    path = folder / "contacts.json"
    text = path.read_text("utf-8")
    line = next(each for each in text.splitlines() if '"Hal"' in each)
    new = re.sub(r'^"\d+"', f'"{added.id}"', line).replace("Hal", "Zoe").rstrip(",")
    path.write_text(text.replace(line, f"{new},\n{line}"), "utf-8")
    health = repair(folder)
    assert health.ok, health.problems
    assert sorted(people(folder)) == sorted([*OLD, *NEW, "Ida", "Zoe"])


@pytest.mark.parametrize("key", ["99999999999999999999", "9007199254740993", "-4", "٣"])
def test_an_id_that_no_document_can_have_is_named(folder: Path, key: str) -> None:
    all_in_snapshots(folder)
    path = folder / "contacts.json"
    text = path.read_text("utf-8")
    line = next(each for each in text.splitlines() if '"Hal"' in each)
    new = re.sub(r'^"\d+"', f'"{key}"', line).replace("Hal", "Zoe").rstrip(",")
    path.write_text(text.replace(line, f"{new},\n{line}"), "utf-8")
    assert people(folder) == OLD + NEW
    assert any("isn't a document" in each.what for each in examine(folder).problems)
    assert repair(folder).ok
    assert people(folder) == OLD + NEW


def test_a_letter_that_is_not_utf_8_is_named_and_loses_no_other_document(folder: Path) -> None:
    all_in_snapshots(folder)
    path = folder / "contacts.json"
    path.write_bytes(path.read_bytes().replace(b'"name":"Hal"', b'"name":"H\xffl"'))
    assert people(folder) == [*OLD, *NEW[:-1]]
    assert any("isn't UTF-8" in each.what and each.line for each in examine(folder).problems)
    assert repair(folder).ok
    assert people(folder) == OLD + NEW


@pytest.mark.parametrize(
    "value",
    ['{"name":"\\ud800","custom":{"a":{}}}', '"a } in words"', "[{}, 1]", "null"]
    + [f'{{"name":{each}}}' for each in ("NaN", "-Infinity", "1e999", "9" * 30, "9" * 5000)],
)
def test_a_value_that_is_no_document_takes_none_behind_it_along(folder: Path, value: str) -> None:
    all_in_snapshots(folder)
    path = folder / "contacts.json"
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(
            r'^("\d+": ?)\{.*"Ann".*\}(?=,$)', rf"\1{value}".replace("\\u", "\\\\u"), text, flags=re.MULTILINE
        )
    )
    assert path.read_text("utf-8") != text
    others = [name for name in OLD + NEW if name != "Ann"]
    assert [name for name in people(folder) if name in others] == others
    assert not examine(folder).ok
    assert repair(folder).ok
    assert people(folder) == OLD + NEW


def test_damage_is_not_called_two_histories(folder: Path) -> None:
    store = opened(folder, daily=True)
    add_contact(store, "Ida", uid="Ida")
    store.close()
    lines = lines_of(folder)
    at = next(number for number, line in enumerate(lines) if b"Add Ida" in line)
    lines[at] = b"#" * 50 + b"\n"
    write_lines(folder, lines)
    message = [each.what for each in examine(folder).problems]
    assert not any("two histories" in each for each in message), message
    assert any("can't be read in the damaged files" in each for each in message), message
    assert repair(folder).ok
    assert "Ida" in people(folder)


def test_history_shows_what_is_proven_alone(folder: Path) -> None:
    """A line whose checksum is wrong isn't history until a repair has accepted it."""
    path = folder / "history" / archive_name(2)
    plain = gzip.decompress(path.read_bytes())
    path.write_bytes(gzip.compress(plain.replace(b"Add Bob", b"Add Rob")))
    archive = Archive(folder)
    assert [line.label for line in archive.transactions(path.name)] == []
    assert len(archive.problems) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("schema", 7),
        ("generation", 10**12),
        ("generation", 0),
        ("seq", 10**15),
        ("seq", 0),
        ("seq", 5),
        ("last_id", 1 << 53),
        ("last_id", 10**30),
    ],
)
def test_a_number_that_is_wrong_in_the_first_line_is_not_followed(
    folder: Path, field: str, value: int
) -> None:
    lines = lines_of(folder)
    lines[0] = re.sub(rb'"%s":\d+' % field.encode(), b'"%s":%d' % (field.encode(), value), lines[0])
    write_lines(folder, lines)
    assert any(each.file == JOURNAL for each in examine(folder).problems)
    health = repair(folder)
    assert (health.ok, health.lost) == (True, 0), health.problems
    assert people(folder) == OLD + NEW
    _add_one(folder)


@pytest.mark.parametrize("number", ["9007199254740992", "9" * 30, "-4"])
def test_a_change_under_an_id_that_no_store_can_hold_is_not_taken_in(folder: Path, number: str) -> None:
    lines = lines_of(folder)
    lines[-1] = re.sub(rb'"\d{15,16}":', b'"%s":' % number.encode(), lines[-1])
    write_lines(folder, lines)
    health = repair(folder)
    assert (health.ok, health.lost) == (True, 1), health.problems
    assert people(folder) == OLD + NEW[:-1]
    assert any(b"Hal" in path.read_bytes() for path in (folder / "history").glob("*.damaged"))
    _add_one(folder)


def _add_one(folder: Path) -> None:
    store = opened(folder)
    add_contact(store, "Ida")
    store.close()
    assert "Ida" in people(folder)


def test_documents_after_one_that_nests_without_end_are_read(folder: Path) -> None:
    all_in_snapshots(folder)
    path = folder / "contacts.json"
    text = path.read_text("utf-8")
    line = next(each for each in text.splitlines() if '"Ann"' in each)
    deep = '{"a":' * 100_000 + "1" + "}" * 100_000
    path.write_text(text.replace(line, f'"x":{deep},\n{line}').replace("\n", " "), "utf-8")
    assert people(folder) == OLD + NEW
