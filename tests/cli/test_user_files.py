"""What -o names: a regular file is replaced whole, everything else is written into or refused."""

import os
import shlex
import shutil
import socket
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from netui.cli import streams
from tests.cli.conftest import NOW, Netui
from tests.needs import needs_full_device
from tests.waiting import HANG_SECONDS

COMMANDS = [
    ("export", "csv", "-o"),
    ("export", "vcard", "-o"),
    ("export", "ics", "-o"),
    ("export", "json", "-o"),
    ("export", "portfolio", "-o"),
    ("map", "-o"),
    ("note", "Ana", "--template", "check-in", "--out"),
    ("backup", "--yes"),
]


_LIKE_ANYONE = (
    ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")
    if os.geteuid() == 0 and shutil.which("setpriv")
    else ()
)
"""Takes from root that modes of files mean nothing to it."""


class Program:
    """The real program, for what only a process of its own has: its stdout, its user, its limits."""

    def __init__(self, folder: Path) -> None:
        self.environ = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(folder),
            "NETUI_STORE": str(folder / "store"),
            "NETUI_CONFIG": str(folder / "config.toml"),
            "NETUI_NOW": NOW,
            "TZ": "Europe/Berlin",
            "LANG": "C.UTF-8",
        }

    def __call__(
        self, *words: str, stdout: int = subprocess.PIPE, keep: tuple[int, ...] = ()
    ) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [*_LIKE_ANYONE, sys.executable, "-m", "netui", *words],
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            pass_fds=keep,
            timeout=HANG_SECONDS,
            check=False,
        )


@pytest.fixture(autouse=True)
def one_person(netui: Netui) -> None:
    netui("add", "Ana Silva")


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def _one_line(done: "subprocess.CompletedProcess[bytes]") -> str:
    lines = done.stderr.decode().splitlines()
    assert len(lines) >= 1
    assert "Traceback" not in done.stderr.decode()
    return lines[-1]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_a_fifo_is_written_into(netui: Netui, tmp_path: Path, command: tuple[str, ...]) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(fifo.read_bytes()), daemon=True)
    reader.start()
    netui(*command, str(fifo))
    reader.join(HANG_SECONDS)
    assert stat.S_ISFIFO(fifo.stat().st_mode)
    assert len(got) == 1
    assert got[0]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_an_open_descriptor_is_written_into(netui: Netui, command: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, True)
    got: list[bytes] = []

    def drain() -> None:
        with os.fdopen(reader, "rb") as stream:
            got.append(stream.read())

    drainer = threading.Thread(target=drain, daemon=True)
    drainer.start()
    netui(*command, f"/dev/fd/{writer}")
    os.close(writer)
    drainer.join(HANG_SECONDS)
    assert got[0]


def test_stdout_holds_what_was_asked_for_alone(program: Program) -> None:
    done = program("export", "vcard", "-o", "/dev/stdout")
    assert done.returncode == 0
    assert done.stdout.startswith(b"BEGIN:VCARD")
    assert done.stdout.rstrip().endswith(b"END:VCARD")
    assert b"Wrote" in done.stderr


def test_what_stdout_appends_to_keeps_what_is_there(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "all.vcf"
    target.write_text("before\n")
    opened = os.open(target, os.O_WRONLY | os.O_APPEND)
    done = program("export", "vcard", "-o", "/dev/stdout", stdout=opened)
    os.close(opened)
    assert done.returncode == 0
    assert target.read_text().startswith("before\nBEGIN:VCARD")


def test_a_backup_through_a_pipe_is_whole(program: Program, tmp_path: Path) -> None:
    for words in (("backup", "-"), ("backup", "/dev/stdout")):
        done = program(*words)
        assert done.returncode == 0, done.stderr
        packed = tmp_path / "piped.zip"
        packed.write_bytes(done.stdout)
        with zipfile.ZipFile(packed) as read:
            assert read.testzip() is None
            assert "netui-backup.json" in read.namelist()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words[:2]))
@needs_full_device
def test_a_full_device_is_reported_and_stays(netui: Netui, command: tuple[str, ...]) -> None:
    done = netui.any(*command, "/dev/full")
    assert done.code == 1
    assert "/dev/full can't be written (No space left on device)" in done.err.splitlines()[-1]
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_fifo_that_nothing_reads(program: Program, tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    done = program("export", "csv", "-o", str(fifo))
    assert done.returncode == 1
    assert "no program reads from" in _one_line(done)
    assert stat.S_ISFIFO(fifo.stat().st_mode)


def test_a_reader_that_stops_ends_it_quietly(program: Program) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = program("export", "json", "-o", f"/dev/fd/{writer}", keep=(writer,))
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.fixture
def listening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)  # the name of a socket has to be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("s.svg")
        yield tmp_path / "s.svg"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_a_socket_is_refused(netui: Netui, listening: Path, command: tuple[str, ...]) -> None:
    done = netui.any(*command, str(listening))
    assert done.code == 2
    assert "is a socket" in done.err.splitlines()[-1]
    assert stat.S_ISSOCK(listening.stat().st_mode)


def test_a_folder_is_refused_by_what_writes_one_file(netui: Netui, tmp_path: Path) -> None:
    done = netui("note", "Ana", "--template", "check-in", "--out", str(tmp_path), code=2)
    assert "is a folder" in done.err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_a_link_stays_and_other_names_keep_their_content(
    netui: Netui, tmp_path: Path, command: tuple[str, ...]
) -> None:
    kind = {"portfolio": ".md", "-o": ".svg"}.get(command[1], ".txt")
    real, link, other = tmp_path / f"real{kind}", tmp_path / f"link{kind}", tmp_path / "other"
    real.write_text("old")
    real.chmod(0o644)
    other.hardlink_to(real)
    link.symlink_to(real.name)
    netui(*command, str(link))
    assert link.is_symlink()
    assert real.read_bytes() != b"old"
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert other.read_text() == "old"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".real")]


@pytest.mark.skipif(os.geteuid() == 0 and not _LIKE_ANYONE, reason="root may write everywhere")
def test_a_file_that_may_not_be_written_is_kept(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "kept.csv"
    target.write_text("old")
    target.chmod(0o400)
    assert program("export", "csv", "-o", str(target)).returncode == 1
    assert target.read_text() == "old"


def test_no_file_of_a_store_is_replaced_by_what_is_written_for_a_user(netui: Netui, tmp_path: Path) -> None:
    store, link = tmp_path / "store", tmp_path / "link"
    link.symlink_to(store / "journal.jsonl")
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    for words, place in (
        (("backup", "--yes"), link),
        (("map", "-o"), store / "drafts" / "map.svg"),
    ):
        done = netui(*words, str(place), code=2)
        assert done.err.endswith("lies in the folder of a store: choose another\n")
    assert {path: path.read_bytes() for path in store.rglob("*") if path.is_file()} == before


def test_a_link_that_leads_to_itself_stays(netui: Netui, tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    done = netui("export", "csv", "-o", str(loop), code=1)
    assert "Too many levels of symbolic links" in done.err
    assert loop.is_symlink()


def test_a_limit_on_the_size_of_files_is_named_as_what_it_is(program: Program, tmp_path: Path) -> None:
    words = ("-m", "netui", "export", "csv", "-o", str(tmp_path / "people.csv"))
    done = _without_room(program, *words)
    assert f"{tmp_path / 'people.csv'} can't be written (File too large)" in _one_line(done)
    assert not (tmp_path / "people.csv").exists()
    piped = _without_room(program, "-m", "netui", "backup", "-")
    assert "no folder takes temporary files" in _one_line(piped)
    assert "[" not in _one_line(piped)


def _without_room(program: Program, *words: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the program where no file may hold a byte."""
    run = f"ulimit -f 0; trap '' XFSZ; exec {shlex.join([sys.executable, *words])}"
    return subprocess.run(
        ["sh", "-c", run],
        env=program.environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=HANG_SECONDS,
        check=False,
    )


@pytest.mark.parametrize("end", ["", "."])
@pytest.mark.parametrize(
    "command",
    [
        ("export", "csv", "-o"),
        ("export", "portfolio", "-o"),
        ("map", "-o"),
        ("note", "Ana Silva", "--out"),
        ("backup",),
    ],
    ids=" ".join,
)
def test_a_folder_that_is_not_there_is_refused(
    netui: Netui, tmp_path: Path, command: tuple[str, ...], end: str
) -> None:
    done = netui(*command, f"{tmp_path}/new.svg/{end}", code=2)
    assert f"there is no folder {tmp_path}/new.svg" in done.err
    assert not (tmp_path / "new.svg").exists()


@pytest.mark.parametrize("command", [("import",), ("restore", "--yes")], ids=" ".join)
def test_a_fifo_that_nothing_writes_is_not_waited_for(
    program: Program, tmp_path: Path, command: tuple[str, ...]
) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    done = program(*command, str(fifo))
    assert done.returncode == 1
    assert _one_line(done) == f"netui: no program writes to {fifo}: start the one that does, then try again"


def test_a_fifo_whose_writer_takes_its_time_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(fifo, os.O_WRONLY)
    monkeypatch.setattr(streams, "_FIFO_WAIT", -1.0)

    def written(*_: object) -> tuple[list[int], list[int], list[int]]:
        nonlocal writer
        if writer >= 0:
            os.write(writer, b"name\nAna\n")
            os.close(writer)
            writer = -1
        return [0], [], []

    monkeypatch.setattr(streams, "select", written)
    with streams.on_disk(str(fifo), hint="") as kept:
        assert kept.read_bytes() == b"name\nAna\n"
    os.close(reader)


@pytest.mark.parametrize(
    "sent", [b"", b"First Name,Last Name,Connected On\nBo,Ek,\n"], ids=["nothing", "a row"]
)
def test_a_pipe_whose_writer_has_ended_is_read(program: Program, sent: bytes) -> None:
    reader, writer = os.pipe()
    os.write(writer, sent)
    os.close(writer)
    done = program("import", "--format", "linkedin", f"/dev/fd/{reader}", keep=(reader,))
    os.close(reader)
    assert b"no program writes" not in done.stderr
    assert (b"Bo Ek" in program("list").stdout) is bool(sent)


@pytest.mark.skipif(os.geteuid() == 0 and not _LIKE_ANYONE, reason="modes mean nothing to root")
@pytest.mark.parametrize("mode", [0o000, 0o200, 0o400], ids=oct)
@pytest.mark.parametrize("command", [("list",), ("add", "Bo Ek")], ids=" ".join)
def test_a_store_that_may_not_be_read_is_named(
    program: Program, tmp_path: Path, command: tuple[str, ...], mode: int
) -> None:
    store = tmp_path / "store"
    (store / "backups" / "aside").mkdir(parents=True, exist_ok=True)
    store.chmod(mode)
    done = program(*command)
    store.chmod(0o700)
    assert done.returncode == 4
    assert done.stderr.decode() == f"netui: {store} cannot be read: check its owner and mode\n"
