"""A store copied over another, and the conflict copies of file-sync programs: reported, kept, merged."""

import shutil
from pathlib import Path

import pytest

from netui.domain.values import replace
from netui.services.safety.safekeeping import Health, Person
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.recovery import Recovered, recover_archive
from netui.storage.meeting import two_histories
from netui.storage.meeting.conflict_copies import conflict_copies
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.store import TinyDBStore
from tests.storage.opened import add_contact, names, opened, raw_state


def kept(folder: Path, *, read_only: bool = False, session: str = "here") -> TinyDBStore:
    """Open a store as the program does."""
    store = opened(folder, session, read_only=read_only)
    store.daily = True
    return store


def add(folder: Path, *people: str, session: str = "here") -> None:
    store = kept(folder, session=session)
    for name in people:
        add_contact(store, name, uid=f"uid of {name}")
    store.close()


def add_turning_over(folder: Path, name: str, session: str = "here") -> None:
    """Add someone while the journal is full, so that it goes into history."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("netui.storage.store.store.SMALL", 1)
        add(folder, name, session=session)


def problems(folder: Path, *, read_only: bool = True) -> list[str]:
    store = kept(folder, read_only=read_only)
    try:
        return [str(each) for each in store.problems]
    finally:
        store.close()


def people(folder: Path) -> list[str]:
    store = kept(folder, read_only=True)
    try:
        return sorted(names(store))
    finally:
        store.close()


def examined(folder: Path) -> Health:
    store = kept(folder, read_only=True)
    try:
        return safekeeping_of(store).examine()
    finally:
        store.close()


def repaired(folder: Path) -> Health:
    store = kept(folder)
    try:
        return safekeeping_of(store).repair()
    finally:
        store.close()


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of one store, a person added to each since."""
    a, b = tmp_path / "a", tmp_path / "b"
    add(a, "Ann")
    shutil.copytree(a, b)
    add(a, "Ada", session="a")
    add(b, "Bea", "Bob", session="b")
    return a, b


def copy_over(a: Path, b: Path) -> None:
    shutil.copytree(a, b, dirs_exist_ok=True)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_copied_over_another_is_noticed_and_merged(two: tuple[Path, Path], read_only: bool) -> None:
    a, b = two
    assert problems(a) == problems(b) == []
    copy_over(a, b)
    assert people(b) == ["Ada", "Ann"]
    for _ in range(2):
        (message,) = problems(b, read_only=read_only)
        assert "two histories met" in message
        assert "netui doctor --repair" in message
    assert any("two histories met: 2 changes" in each.what for each in examined(b).problems)
    health = repaired(b)
    assert health.ok, health.problems
    assert any("2 documents; `netui undo`" in each for each in health.done), health.done
    assert people(b) == ["Ada", "Ann", "Bea", "Bob"]
    assert problems(b) == []
    assert problems(a) == []
    store = kept(b)
    store.undo(store.seq)
    assert sorted(names(store)) == ["Ada", "Ann"]
    store.close()


def test_what_each_side_removed_by_hand_stays_removed(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    add(a, "Ann")
    shutil.copytree(a, b)
    for folder, mark, tag in ((a, "ann@x.example", "rust"), (b, "location", "go")):
        store = kept(folder, session=folder.name)
        [ann] = store.contacts.all()
        with store.transaction("Edit Ann"):
            store.contacts.save(replace(ann, removed_details=(mark,), tags=(tag,)))
        store.close()
    copy_over(a, b)
    assert repaired(b).ok
    store = kept(b, read_only=True)
    [ann] = store.contacts.all()
    assert ann.removed_details == ("ann@x.example", "location")
    assert ann.tags == ("rust", "go")
    store.close()


def test_nothing_is_reported_in_the_store_that_was_copied(two: tuple[Path, Path]) -> None:
    a, b = two
    copy_over(a, b)
    assert problems(a) == []
    assert examined(a).ok


def test_what_is_written_before_the_repair_is_kept_too(two: tuple[Path, Path]) -> None:
    a, b = two
    copy_over(a, b)
    add(b, "Cem")
    assert len(problems(b)) == 1
    copy_over(a, b)
    assert len(problems(b)) == 2
    assert repaired(b).ok
    assert people(b) == ["Ada", "Ann", "Bea", "Bob", "Cem"]


def test_an_older_copy_put_back_by_hand_is_noticed(tmp_path: Path) -> None:
    a, old = tmp_path / "a", tmp_path / "old"
    add(a, "Ann")
    shutil.copytree(a, old)
    add(a, "Bob")
    shutil.copy(old / JOURNAL, a / JOURNAL)
    for path in old.glob("*.json"):
        shutil.copy(path, a / path.name)
    assert "two histories met" in problems(a)[0]
    assert repaired(a).ok
    assert people(a) == ["Ann", "Bob"]


def test_a_new_journal_is_no_other_history(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    for name in ("Ann", "Bob", "Cem"):
        add_turning_over(folder, name)
        assert problems(folder) == []
        assert problems(folder, read_only=False) == []
    assert len(list((folder / "history").glob("*.gz"))) == 3
    assert examined(folder).ok


def test_a_copy_of_another_generation_is_noticed(two: tuple[Path, Path]) -> None:
    a, b = two
    add_turning_over(a, "Abe", session="a")
    copy_over(a, b)
    assert "two histories met" in problems(b)[0]
    assert repaired(b).ok
    assert people(b) == ["Abe", "Ada", "Ann", "Bea", "Bob"]


def test_another_store_copied_over_is_noticed(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    add(a, "Ada", session="a")
    add(b, "Bea", session="b")
    copy_over(a, b)
    assert "two histories met" in problems(b)[0]
    assert repaired(b).ok
    assert people(b) == ["Ada", "Bea"]


@pytest.fixture
def apart(two: tuple[Path, Path]) -> Path:
    """A store over which another was copied, with an old journal, and what it had written put apart."""
    a, b = two
    add_turning_over(a, "Abe", session="a")
    copy_over(a, b)
    assert "two histories met" in problems(b, read_only=False)[0]
    return b


@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_known_to_be_gone_is_not_looked_for_at_each_start(
    apart: Path, read_only: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def recovering(data: bytes, *more: object) -> Recovered:
        read.append(data)
        return recover_archive(data)

    monkeypatch.setattr("netui.storage.meeting.two_histories.recover_archive", recovering)
    monkeypatch.setattr("netui.storage.meeting.two_histories.recover", recovering)
    for _ in range(2):
        (message,) = problems(apart, read_only=read_only)
        assert "two histories met" in message
    assert read == []
    assert repaired(apart).ok
    assert len(read) > 1, "a repair reads the old journals, by what is watched here"


@pytest.mark.parametrize("broken", ["apart", "recent"])
def test_a_file_that_cannot_be_read_hides_no_other_history(
    apart: Path, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (put_apart,) = (apart / "history").glob("apart-*")
    other = put_apart.with_name(f"{broken}-other-00000000.jsonl")
    other.write_bytes(b"")

    def reading(path: Path) -> bytes:
        if path == other:
            raise PermissionError(13, "Permission denied", str(path))
        return path.read_bytes()

    monkeypatch.setattr("netui.storage.meeting.two_histories.read_file", reading)
    found = problems(apart)
    assert any(put_apart.name in each and "two histories met" in each for each in found)
    assert (broken == "apart") == any(other.name in each for each in found)


def test_a_repair_discards_what_was_put_apart_and_is_in_an_old_journal_by_now(two: tuple[Path, Path]) -> None:
    _, b = two
    add(b, "Cem", session="b")
    mine = b / "history" / two_histories._own_name(b)
    written = mine.read_bytes()
    add_turning_over(b, "Dan", session="b")
    put_apart = mine.with_name(mine.name.replace("recent-", "apart-"))
    put_apart.write_bytes(written)
    put_apart.chmod(0o600)
    assert put_apart.name in problems(b, read_only=False)[0]
    assert examined(b).ok
    assert put_apart.exists()
    assert repaired(b).ok
    assert not put_apart.exists()
    assert problems(b) == []
    assert people(b) == ["Ann", "Bea", "Bob", "Cem", "Dan"]


def test_a_file_put_apart_that_cannot_be_read_to_its_end_is_kept(two: tuple[Path, Path]) -> None:
    _, b = two
    mine = b / "history" / two_histories._own_name(b)
    put_apart = mine.with_name(mine.name.replace("recent-", "apart-"))
    put_apart.write_bytes(mine.read_bytes() + b"half a line\n")
    put_apart.chmod(0o600)
    assert problems(b, read_only=False) == []
    assert repaired(b).ok
    assert put_apart.exists()


def test_a_session_that_is_open_keeps_what_it_wrote(two: tuple[Path, Path]) -> None:
    a, b = two
    store = kept(b)
    add_contact(store, "Cem", uid="c")
    copy_over(a, b)
    store.catch_up()
    store.close()
    assert "two histories met" in problems(b)[0]
    assert repaired(b).ok
    assert people(b) == ["Ada", "Ann", "Bea", "Bob", "Cem"]


def test_a_restored_backup_is_no_other_history(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    add(folder, "Ann")
    store = kept(folder)
    made = safekeeping_of(store).back_up("daily").path
    store.close()
    add(folder, "Bob")
    (folder / JOURNAL).write_bytes(b"damage\n")
    store = kept(folder)
    safekeeping_of(store).restore_file(made)
    store.close()
    assert people(folder) == ["Ann"]
    assert problems(folder) == []


def test_who_was_forgotten_does_not_come_back(two: tuple[Path, Path]) -> None:
    a, b = two
    store = kept(b)
    person = next(each for each in store.contacts.all() if each.name == "Bea")
    add_contact(store, "Cem", uid="c")
    keeping = safekeeping_of(store)
    mine = b / "history" / two_histories._own_name(b)
    assert b"Bea" in mine.read_bytes()
    keeping.forget(Person(id=person.id, name=person.name))
    store.close()
    assert not any(b"Bea" in path.read_bytes() for path in (b / "history").glob("*.jsonl"))
    copy_over(a, b)
    repaired(b)
    assert "Bea" not in people(b)


NAMES = (
    "{stem}.sync-conflict-20261129-101500-ABCDEF1{ext}",
    "{stem} (conflicted copy 2026-11-29 101500){ext}",
    "{stem} (conflicted copy){ext}",
    "{stem} (Jo's conflicted copy 2026-11-29){ext}",
    "{stem}_conflict-20261129-101500{ext}",
    "{stem}_conf(1){ext}",
    "{stem}-LAPTOP-7{ext}",
    "{stem} 2{ext}",
    "{stem} (1){ext}",
    "{stem} copy{ext}",
    "{stem} - Copy{ext}",
    "{stem}_BACKUP_4711{ext}",
    "{stem}.REMOTE.4711{ext}",
    "{stem}{ext}.orig",
    "{stem}{ext}.theirs",
    "{stem}{ext}.bak",
    "{stem}{ext}~",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_conflict_copy_is_named_and_brought_in(two: tuple[Path, Path], name: str) -> None:
    a, b = two
    files = [
        name.format(stem="journal", ext=".jsonl"),
        name.format(stem="contacts", ext=".json"),
    ]
    shutil.copy(b / JOURNAL, a / files[0])
    shutil.copy(b / "contacts.json", a / files[1])
    assert sorted(each.partition(": ")[0] for each in problems(a)) == sorted(files)
    assert {each.file for each in examined(a).problems} == set(files)
    health = repaired(a)
    assert health.ok, health.problems
    assert people(a) == ["Ada", "Ann", "Bea", "Bob"]
    assert not any((a / each).exists() for each in files)
    aside = [path.name for path in (a / "backups" / "aside").iterdir()]
    assert all(any(each.endswith(file) for each in aside) for file in files)


def test_a_conflict_copy_that_knows_nothing_new_is_put_aside(two: tuple[Path, Path]) -> None:
    a, _ = two
    store = kept(a, read_only=True)
    state = raw_state(store)
    store.close()
    shutil.copy(a / JOURNAL, a / "journal (conflicted copy).jsonl")
    health = repaired(a)
    assert health.ok
    assert any("knew nothing that isn't here" in each for each in health.done)
    store = kept(a, read_only=True)
    assert raw_state(store) == state
    store.close()


def test_what_was_deleted_here_stays_deleted(two: tuple[Path, Path]) -> None:
    a, _ = two
    shutil.copy(a / "contacts.json", a / "contacts 2.json")
    store = kept(a)
    with store.transaction("Delete"):
        store.contacts.remove(store.contacts.all()[0].id)
    store.close()
    left = people(a)
    assert repaired(a).ok
    assert people(a) == left


@pytest.mark.parametrize(
    "name",
    [
        "records-of-rowing.json",
        "contacts-for-mum.json",
        ".contacts.json.swp",
        "notes.orig",
        "contacts.csv",
        "journal.txt",
    ],
)
def test_what_only_has_such_a_name_is_left(two: tuple[Path, Path], name: str) -> None:
    a, _ = two
    (a / name).write_text('{"mine": 1}')
    assert problems(a) == []
    assert examined(a).ok
    assert conflict_copies(a, [name]) == []
    repaired(a)
    assert (a / name).read_text() == '{"mine": 1}'


@pytest.mark.parametrize(
    "name", [".syncthing.contacts.json.tmp", "~syncthing~journal.jsonl.tmp", ".contacts.json.a1B2c3"]
)
def test_an_unfinished_transfer_is_only_reported(two: tuple[Path, Path], name: str) -> None:
    a, _ = two
    (a / name).write_text("half")
    assert problems(a) == []
    health = examined(a)
    assert health.ok
    assert name in [each.file for each in health.notes]
    assert (a / name).exists()


def test_both_sides_of_a_changed_field_and_the_same_id(two: tuple[Path, Path]) -> None:
    a, b = two
    for folder, words in ((a, "mine"), (b, "theirs")):
        store = kept(folder, session=words)
        ann = next(each for each in store.contacts.all() if each.name == "Ann")
        with store.transaction("Edit"):
            store.contacts.save(replace(ann, notes=words, tags=(words,)))
        store.close()
    copy_over(a, b)
    health = repaired(b)
    assert health.ok, health.problems
    assert any("changed on both sides: 1 document." in each for each in health.done), health.done
    store = kept(b, read_only=True)
    ann = next(each for each in store.contacts.all() if each.name == "Ann")
    assert ann.notes == "mine"
    store.close()


def test_an_old_journal_is_read_once(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    add_turning_over(folder, "Ann")
    (path,) = (folder / "history").glob("*.gz")
    data = path.read_bytes()
    path.unlink()
    assert "two histories met" in problems(folder)[0]
    path.write_bytes(data)
    assert problems(folder, read_only=False) == []
    path.unlink()
    assert problems(folder) == []
