"""Where the disk refuses a file: the message is true, and the command run again finishes."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Netui


@contextmanager
def immutable(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[None]:
    """Refuse that a file is replaced, as `chattr +i` does."""
    replace = os.replace

    def refusing(source: Path, target: Path) -> None:
        if Path(target).name == name:
            raise PermissionError(errno.EPERM, "Operation not permitted", str(source), None, str(target))
        replace(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refusing)
        yield


@pytest.fixture
def people(netui: Netui) -> Netui:
    netui("add", "Ana Bell", "--company", "Acme")
    netui("add", "Ben Cole")
    netui("log", "Ana", "secret of hers")
    return netui


def _files_with(netui: Netui, text: bytes) -> list[str]:
    return [path.name for path in netui.store.rglob("*") if path.is_file() and text in path.read_bytes()]


def test_a_snapshot_that_is_immutable(people: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    with immutable(monkeypatch, "contacts.json"):
        for name in ("Ana Bell", "someone"):
            done = people("forget", "Ana", "--yes", code=4)
            assert f"{people.store / 'contacts.json'} can't be written" in done.err
            assert f"forgetting {name} has begun and isn't finished" in done.err
            assert "run it again" in done.err
    assert "had been cut off" in people("forget", "Ana", "--yes").out
    assert people("doctor").out.startswith("All is well: 1 contact")
    assert not _files_with(people, b"Ana")
    people("forget", "Ana", "--yes", code=3)


def test_a_journal_that_is_immutable(people: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    with immutable(monkeypatch, "journal.jsonl"):
        done = people("forget", "Ana", "--yes", code=4)
    assert f"{people.store / 'journal.jsonl'} can't be written" in done.err
    assert "Ana Bell isn't forgotten yet" in done.err
    people("show", "Ana")
    people("forget", "Ana", "--yes")
    assert people("doctor").out.startswith("All is well: 1 contact")
    assert not _files_with(people, b"Ana")


@pytest.mark.parametrize("name", ["backup", "old journal"])
def test_a_backup_or_an_old_journal_that_is_immutable(
    people: Netui, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if name == "old journal":
        people("forget", "Ben", "--yes")
        people("add", "Cem Arslan")
    where = people.store / ("backups" if name == "backup" else "history")
    file = next(iter(sorted(where.glob("*.zip" if name == "backup" else "*.gz"))))
    with immutable(monkeypatch, file.name):
        done = people("forget", "Ana", "--yes", code=4)
    assert f"{file} can't be written" in done.err
    assert "Ana Bell isn't forgotten yet" in done.err
    people("forget", "Ana", "--yes")
    assert people("doctor").out.startswith("All is well")


def test_a_repair_and_a_restore_name_the_file_that_is_refused(
    people: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    people("backup", str(people.folder / "own.zip"))
    journal, contacts = people.store / "journal.jsonl", people.store / "contacts.json"
    journal.write_bytes(journal.read_bytes().replace(b"Ben Cole", b"Ben Kole"))
    with immutable(monkeypatch, contacts.name):
        for words in (("doctor", "--repair"), ("restore", str(people.folder / "own.zip"), "--yes")):
            done = people(*words, code=1)
            assert f"{contacts}: the re" in done.err
            assert "was not finished (Operation not permitted): check its owner" in done.err
    people("doctor", "--repair")
    assert people("doctor").out.splitlines()[-1].startswith("All is well: 2 contacts")


@pytest.mark.parametrize(("inside", "words"), [("drafts", ["add", "Cy"]), ("lock", ["backup", "out.zip"])])
def test_the_file_is_named_that_cannot_be_opened(
    people: Netui, monkeypatch: pytest.MonkeyPatch, inside: str, words: list[str]
) -> None:
    """As where a folder or the lock is immutable: not the store nor the backup is at fault."""
    refused, opened = people.store / inside, os.open

    def refusing(path: str | Path, flags: int, *more: int, **named: int) -> int:
        if flags & os.O_CREAT and Path(path).is_relative_to(refused):
            raise PermissionError(errno.EPERM, "Operation not permitted", str(path))
        return opened(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", refusing)
    done = people(*words, code=1 if inside == "lock" else 4)
    assert f"{refused}" in done.err
