"""ZIP files that no netui wrote, given to restore and import: refused in one line."""

import gzip
import random
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from netui.exchange.reading.export_archive import ExportArchive
from tests.cli.conftest import Netui
from tests.cli.test_foreign import packed


def encrypted(path: Path) -> None:
    data = packed(path, {"store/contacts.json": b"{}"}).read_bytes()
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        pieces = data.split(start)
        data = start.join(
            piece if not number else piece[: flags - 4] + bytes([piece[flags - 4] | 1]) + piece[flags - 3 :]
            for number, piece in enumerate(pieces)
        )
    path.write_bytes(data)


def doubled(path: Path) -> None:
    packed(path, {"store/contacts.json": b"{}"})
    with zipfile.ZipFile(path, "a") as out, pytest.warns(UserWarning, match="Duplicate name"):
        out.writestr("store/contacts.json", b"{}")


def with_a_huge_directory(path: Path) -> None:
    size = 1 << 30
    with path.open("wb") as file:
        file.truncate(size)
        file.seek(size)
        file.write(struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, size, 0, 0))


def with_very_many_members(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("store/contacts.json", b"{}")
    data = path.read_bytes()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[start:end]
    count = (17 << 20) // len(entry)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, count * len(entry), start, 0)
    path.write_bytes(data[:start] + entry * count + tail)


@pytest.mark.parametrize("make", [encrypted, doubled, with_a_huge_directory, with_very_many_members])
@pytest.mark.parametrize("words", [("restore", "--yes"), ("import",)], ids=lambda words: words[0])
def test_a_zip_that_is_not_as_netui_writes_one_is_refused_in_one_line(
    netui: Netui, tmp_path: Path, make: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    netui("add", "Ana Silva")
    path = tmp_path / "odd.zip"
    make(path)
    tracemalloc.start()
    message = netui(*words, str(path), code=1).err
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(message.splitlines()) == 1
    assert "odd.zip" in message
    assert most < 80 << 20
    assert "Ana Silva" in netui("list").out


def test_a_bomb_in_the_history_of_a_backup_is_not_unpacked(
    netui: Netui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("changes.recovery", "changes.archive"):
        monkeypatch.setattr(f"netui.storage.{module}.MOST_UNPACKED", 1 << 20)
    bomb = gzip.compress(bytes(1 << 26), 1)
    made = packed(tmp_path / "b.zip", {"store/history/journal-000001.jsonl.gz": bomb})
    netui("add", "Ana Silva")
    tracemalloc.start()
    for words in (
        ("restore", str(made), "--yes"),
        ("list",),
        ("history",),
        ("doctor",),
        ("forget", "Ana", "--yes"),
    ):
        done = netui.any(*words)
        assert done.code in {0, 1, 3, 5}, done
        assert len(done.err.splitlines()) <= 3, done
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 32 << 20


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_large_member_of_an_export_is_read_whole(tmp_path: Path, method: int) -> None:
    data = random.Random(7).randbytes(6 << 20)
    with zipfile.ZipFile(tmp_path / "export.zip", "w", method) as out:
        out.writestr("Connections.csv", data)
    assert ExportArchive(tmp_path / "export.zip").read("Connections.csv") == data


@pytest.mark.parametrize(
    "content", [b"hello", gzip.compress(b"hello", mtime=0), b"", b"\x1f\x8b\x08\0\0"], ids=range(4)
)
def test_an_old_journal_that_is_none_is_left_out_and_named(
    netui: Netui, tmp_path: Path, content: bytes
) -> None:
    netui("add", "Ana Silva")
    netui("backup", str(tmp_path / "own.zip"))
    with zipfile.ZipFile(tmp_path / "own.zip") as own:
        members = {name: own.read(name) for name in own.namelist() if name.startswith("store/")}
    name = "history/journal-000099.jsonl.gz"
    path = packed(tmp_path / "odd.zip", {**members, f"store/{name}": content})
    done = netui("--store", str(tmp_path / "new"), "restore", str(path))
    assert f"Left out, for it never comes from a backup: {name}, which isn't an old journal" in done.out
    assert not (tmp_path / "new" / name).exists()
    assert netui("--store", str(tmp_path / "new"), "doctor").out.startswith("All is well: 1 contact")


def test_a_backup_whose_journal_is_empty_is_refused(netui: Netui, tmp_path: Path) -> None:
    netui("add", "Ana Silva")
    netui("backup", str(tmp_path / "own.zip"))
    with zipfile.ZipFile(tmp_path / "own.zip") as own:
        members = {name: own.read(name) for name in own.namelist() if name.startswith("store/")}
    path = packed(tmp_path / "odd.zip", {**members, "store/journal.jsonl": b""})
    done = netui("--store", str(tmp_path / "new"), "restore", str(path), code=1)
    assert "journal.jsonl is empty: that backup cannot be restored" in done.err
    assert not (tmp_path / "new" / "contacts.json").exists()


def test_settings_of_which_nothing_comes_along_leave_no_empty_file(netui: Netui, tmp_path: Path) -> None:
    path = packed(tmp_path / "odd.zip", {"beside/config.toml": b"[[[["})
    done = netui("restore", str(path))
    assert "config.toml line 1" in done.out
    assert "put in place: " not in done.out
    assert not netui.config.exists()


def test_a_template_that_only_the_backup_has_is_named(netui: Netui) -> None:
    netui("add", "Dana Okafor")
    template = netui.folder / "templates" / "thanks.md"
    template.parent.mkdir()
    template.write_text("title: Thanks\n---\nThank you.\n")
    netui("backup", str(netui.folder / "b.zip"))
    template.unlink()
    lines = netui("restore", str(netui.folder / "b.zip")).lines
    assert lines[0].endswith("nothing differs")
    assert lines[1:] == [
        "In the backup and not here: templates/thanks.md. To have it back, unzip it from the backup."
    ]
    assert not template.exists()
