"""Anything in the place of a file that netui reads is named in one line, and nothing hangs on it."""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Netui
from tests.waiting import HANG_SECONDS

_DEEP = 100_000


def fifo(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_socket(path: Path) -> None:
    there = Path.cwd()
    os.chdir(path.parent)  # its whole path may be too long for a socket
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(there)


def endless(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 40)


def holding(data: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(data)

    return make


MANY_KEYS = b"\n".join(b"k%d.a = 1" % number for number in range(50_000))
KINDS: tuple[tuple[str, Callable[[Path], None], str], ...] = (
    ("fifo", fifo, "it is a FIFO, not a file"),
    ("folder", folder, "it is a folder, not a file"),
    ("device", device, "it is a device, not a file"),
    ("socket", a_socket, "it is a socket, not a file"),
    ("sparse", endless, "is larger than 256 kB"),
    ("many keys", holding(MANY_KEYS), "is larger than 256 kB"),
    ("latin", holding(b"# caf\n\n# \xe9\n"), "line 3 isn't UTF-8"),
    ("utf-16", holding("name = 1".encode("utf-16")), "line 1 isn't UTF-8"),
    ("zero", holding(b"\n\0"), "line 2 holds a zero byte"),
    ("brackets", holding(b"\na = " + b"[" * 2_000), "line 2: brackets are nested more than 32 deep"),
    ("header", holding(b"[" * 2_000), "line 1: brackets are nested more than 32 deep"),
    ("tables", holding(b"a = " + b"{a=" * 2_000), "line 1: brackets are nested more than 32 deep"),
    ("dotted", holding(b".".join([b"a"] * 50_000) + b" = 1"), "line 1: a key has more than 20 parts"),
    ("digits", holding(b"\n\na = " + b"9" * 9_000), "line 3 isn't valid TOML: a number is too long"),
)
NAMES = [name for name, *_ in KINDS]


@pytest.fixture(autouse=True)
def soon() -> Iterator[None]:
    """End a test that hangs."""

    def over(*_: object) -> None:
        pytest.fail("it hangs")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, HANG_SECONDS)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(("_name", "make", "says"), KINDS, ids=NAMES)
@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("config.toml", ("list",)),
        ("checklists.toml", ("interview", "list")),
        ("questions.toml", ("interview", "list")),
        ("prompts.toml", ("reflect",)),
    ],
)
def test_a_file_of_settings(
    netui: Netui, file: str, words: tuple[str, ...], _name: str, make: Callable[[Path], None], says: str
) -> None:
    make(netui.folder / file)
    message = netui(*words, code=2).err
    assert file in message
    assert says in message


@pytest.mark.parametrize("make", [fifo, folder, device, a_socket], ids=lambda make: make.__name__)
def test_the_log_and_the_kept_prompt(
    netui: Netui, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(netui.folder / "home"))
    netui("due", "--prompt")
    kept = next((netui.folder / "home" / "netui").glob("prompt-*"))
    kept.unlink()
    make(kept)
    make(netui.folder / "home" / "netui" / "netui.log")
    netui("due", "--prompt")
    netui("add", "Ana Silva")


@pytest.mark.parametrize("make", [folder, device, a_socket], ids=lambda make: make.__name__)
def test_a_table_to_import(netui: Netui, make: Callable[[Path], None]) -> None:
    make(netui.folder / "people.csv")
    assert "people.csv" in netui("import", str(netui.folder / "people.csv"), code=1).err


def test_a_table_to_import_that_nests(netui: Netui) -> None:
    table = netui.folder / "people.csv"
    for data in (b"[" * _DEEP, b'{"a":' * _DEEP, b"BEGIN:VCARD\r\n" * _DEEP, b'"' * _DEEP):
        table.write_bytes(data)
        done = netui.any("import", str(table))
        assert done.code == 1
        assert "people.csv" in f"{done.out}{done.err}"


@pytest.mark.parametrize("deep", [b'{"a":' * _DEEP + b"1" + b"}" * _DEEP, b"[" * _DEEP, b"9" * 5_000])
@pytest.mark.parametrize("name", ["contacts.json", "journal.jsonl", "draft"])
def test_a_file_of_the_store_that_nests(netui: Netui, name: str, deep: bytes) -> None:
    netui("add", "Ana Silva")
    netui("add", "Bo Lund")
    if name == "draft":
        (netui.store / "drafts" / "0123456789abcdef0123--host-1-0123abcd.draft").write_bytes(deep)
    else:
        path = netui.store / name
        path.write_bytes(path.read_bytes().replace(b'"Bo Lund"', deep, 1))
    for words in (("doctor",), ("list",), ("doctor", "--repair"), ("list",), ("forget", "Ana", "--yes")):
        done = netui.any(*words)
        assert done.code in {0, 5}, done


@pytest.mark.parametrize(
    "name",
    ["journal.jsonl", "contacts.json", "history/journal-000001.jsonl.gz", "history/torn-000001-9.jsonl"],
)
def test_a_file_of_the_store_that_is_larger_than_memory(netui: Netui, name: str) -> None:
    netui("add", "Ana Silva")
    path = netui.store / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    os.truncate(path, 1 << 40)
    for words in (
        ("list",),
        ("doctor",),
        ("doctor", "--repair"),
        ("backup",),
        ("list",),
        ("log", "Ana", "x"),
    ):
        done = netui.any(*words)
        assert done.code in {0, 1, 3, 4, 5}, done
        assert len(done.err.splitlines()) <= 2, done
        assert "Traceback" not in done.err
    if "/" not in name:
        ended = netui.any("doctor")
        assert ended.code == 5
        assert "it is larger than" in ended.out + ended.err
        assert path.stat().st_size == 1 << 40


@pytest.mark.parametrize("words", [("export", "json", "-o", "x.json"), ("--config", "c.toml", "list")])
def test_a_current_folder_that_is_gone(
    netui: Netui, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = netui.folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert netui(*words, code=1).err == (
        "netui: the folder you are in is gone: go to another one with cd, then try again\n"
    )
