"""What isn't netui's is left as it is, byte for byte, by every command and in every place."""

import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from netui.cli.main import main
from netui.config import from_elsewhere
from netui.storage.backups.backup_files import MANIFEST
from tests.cli.conftest import Netui


def look(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Everything under a folder with its mode, its time and its content."""
    found = {}
    for path in folder.rglob("*"):
        about = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(about.st_mode) else b""
        when = 0 if stat.S_ISDIR(about.st_mode) else about.st_mtime_ns
        found[path.relative_to(folder).as_posix()] = (about.st_mode, when, data)
    return found


@pytest.fixture
def backup(netui: Netui, tmp_path: Path) -> Path:
    """A backup of another store."""
    (tmp_path / "other").mkdir()
    other = Netui(tmp_path / "other", netui._capsys)
    other("add", "Ana Silva")
    return Path(other.json("backup", str(tmp_path / "backup.zip"))["file"])


def packed(path: Path, members: dict[str, bytes]) -> Path:
    """Write a backup with any members, its list and checksums right."""
    files = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in members.items()
    ]
    manifest = {
        "format": 1,
        "kind": "by-hand",
        "at": "2026-11-19T09:00:00Z",
        "store": "",
        "schema": 1,
        "generation": 0,
        "seq": 0,
        "files": files,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data)
        out.writestr(MANIFEST, json.dumps(manifest))
    return path


def project(folder: Path) -> None:
    folder.mkdir()
    (folder / "package.json").write_text("{}")
    (folder / "history").mkdir()
    (folder / "history" / "notes.txt").write_text("mine")


def only(name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("[1, 2]")

    return make


@pytest.mark.parametrize(
    "make",
    [
        project,
        only("drafts/letter.txt"),
        only("backups/tax.pdf"),
        only("contacts.json"),
        only("journal.jsonl"),
    ],
)
def test_a_folder_that_is_no_store_is_refused(
    netui: Netui, backup: Path, make: Callable[[Path], None]
) -> None:
    make(netui.store)
    before = look(netui.store)
    for words in (("restore", str(backup)), ("add", "Bo"), ("list",), ("doctor",), ("backup",)):
        assert "isn't a store" in netui(*words, code=2).err
    assert look(netui.store) == before


def test_dot_names_and_lost_and_found_count_as_empty(netui: Netui, backup: Path) -> None:
    (netui.store / "lost+found").mkdir(parents=True)
    (netui.store / ".git").mkdir()
    (netui.store / ".git" / "config").write_text("[core]")
    netui("restore", str(backup))
    assert netui.json("list")[0]["name"] == "Ana Silva"
    assert (netui.store / ".git" / "config").read_text() == "[core]"


@pytest.mark.parametrize("home", [".", "jo", "jo/deep"])
def test_the_home_folder_and_those_above_it_are_refused(
    netui: Netui, backup: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    (netui.store / home).mkdir(parents=True)
    (netui.store / ".ssh").mkdir()
    (netui.store / "backups").mkdir()
    (netui.store / "backups" / "netui-20261119T090000Z.zip").write_bytes(backup.read_bytes())
    monkeypatch.setenv("HOME", str(netui.store / home))
    before = look(netui.store)
    for words in (("restore", str(backup)), ("add", "Bo"), ("list",), ("doctor",), ("backup",)):
        assert "your home folder: give a folder for netui alone" in netui(*words, code=2).err
    assert look(netui.store) == before


def test_a_home_folder_that_is_missing_is_not_made(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(netui.store))
    assert "is your home folder" in netui("add", "Bo", code=2).err
    assert not netui.store.exists()


def test_a_store_in_the_home_folder_goes_on(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    netui("add", "Ana Silva")
    monkeypatch.setenv("HOME", str(netui.store))
    netui("add", "Bo Lund")
    assert [each["name"] for each in netui.json("list")] == ["Ana Silva", "Bo Lund"]


def test_a_file_too_large_to_be_a_template_is_left_out(netui: Netui, tmp_path: Path) -> None:
    netui("add", "Ana Silva")
    templates = netui.config.parent / "templates"
    templates.mkdir()
    (templates / "mine.md").write_text("title: Mine\n---\nHi")
    with (templates / "big.md").open("wb") as file:
        file.truncate(300 << 20)
    with netui.config.with_name("questions.toml").open("wb") as file:
        file.truncate(300 << 20)
    made = netui("backup", str(tmp_path / "made.zip"))
    assert f"Left out of the backup: {netui.config.with_name('questions.toml')}: it is larger" in made.err
    assert f"{templates / 'big.md'}: it is larger than 64 kB" in made.err
    with zipfile.ZipFile(tmp_path / "made.zip") as packed_files:
        assert [name for name in packed_files.namelist() if name.startswith("beside/")] == [
            "beside/templates/mine.md"
        ]
    assert "big.md: a template has at most 64 kB" in netui("note", "Ana", "--template", "big", code=2).err


def test_a_link_among_the_templates_that_cannot_be_followed_stops_no_backup(
    netui: Netui, tmp_path: Path
) -> None:
    netui("add", "Ana Silva")
    templates = netui.config.parent / "templates"
    templates.mkdir()
    (templates / "mine.md").write_text("title: Mine\n---\nHi")
    (templates / "loop.md").symlink_to("loop.md")
    (templates / "long.md").symlink_to("a" * 300)
    (templates / "folder.md").mkdir()
    questions = netui.config.with_name("questions.toml")
    questions.symlink_to(questions.name)
    made = netui("backup", str(tmp_path / "made.zip")).err
    assert f"Left out of the backup: {questions}: Too many levels of symbolic links" in made
    assert f"{templates / 'folder.md'}: it is a folder, not a file" in made
    assert f"{templates / 'long.md'}: File name too long" in made
    assert f"{templates / 'loop.md'}: Too many levels of symbolic links" in made
    with zipfile.ZipFile(tmp_path / "made.zip") as packed_files:
        assert "beside/templates/mine.md" in packed_files.namelist()


def test_a_file_too_large_to_be_a_template_is_not_restored(netui: Netui, backup: Path) -> None:
    with zipfile.ZipFile(backup) as members:
        files = {name: members.read(name) for name in members.namelist() if name != MANIFEST}
    large = {"beside/templates/big.md": os.urandom(70 << 10), "beside/config.toml": os.urandom(300 << 10)}
    done = netui.json("restore", str(packed(backup, {**files, **large})))
    assert done["left_out"] == [
        "beside/templates/big.md: it is larger than 64 kB",
        "beside/config.toml: it is larger than 256 kB",
    ]
    assert not (netui.config.parent / "templates").exists()
    assert not netui.config.exists()


def foreign_things(store: Path) -> list[Path]:
    """Put things of others into a store."""
    outside = store.parent / "outside"
    outside.mkdir()
    (outside / "tax.pdf").write_text("Ana Silva")
    for folder in ("history", "drafts", "backups/photos", "src"):
        (store / folder).mkdir(parents=True, exist_ok=True)
    names = ("package.json", "run.sh", "data.tmp", "history/notes.txt", "drafts/letter.draft", "src/a.py")
    made = [store / name for name in (*names, "backups/tax.pdf", "backups/photos/one.jpg", "backups/old.zip")]
    for path in made:
        path.write_text("Ana Silva")
        path.chmod(0o755)
    (store / "backups" / "disk").symlink_to(outside)
    os.mkfifo(store / "drafts" / "0123456789abcdef0123--host-1-0123abcd.draft")
    os.mkfifo(store / "goals.json")
    (store / "history" / "journal-000009.jsonl.gz").mkdir()
    return [*made, outside / "tax.pdf"]


def test_every_command_leaves_what_is_not_netuis(netui: Netui, backup: Path) -> None:
    netui("add", "Ana Silva")
    netui("add", "Bo Lund")
    made = foreign_things(netui.store)
    before = {path: (path.lstat().st_mode, path.lstat().st_mtime_ns, path.read_bytes()) for path in made}
    assert "package.json" in netui("doctor").out
    netui("doctor", "--repair")
    netui("log", "Bo", "tea")
    netui("backup", str(netui.folder / "mine.zip"))
    asked = netui("forget", "Ana Silva", code=2).err
    assert "backups/photos/" in asked
    assert "backups/tax.pdf" in asked
    done = netui("forget", "Ana Silva", "--yes")
    assert "backups/photos/" in done.err
    assert "backups/photos/" not in done.out  # once is enough
    after = {path: (path.lstat().st_mode, path.lstat().st_mtime_ns, path.read_bytes()) for path in made}
    assert after == before
    assert stat.S_ISFIFO((netui.store / "goals.json").lstat().st_mode)
    assert netui.json("doctor")["ok"]


def test_a_damaged_store_is_restored_without_touching_others(netui: Netui) -> None:
    netui("add", "Ana Silva")
    name = Path(netui.json("backup")[0]["file"]).name
    (netui.store / "package.json").write_text("{}")
    journal = netui.store / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"Ana", b"Axa"))
    assert netui.json("restore", name, "--yes")["left"] == ["package.json"]
    assert (netui.store / "package.json").read_text() == "{}"


@pytest.mark.parametrize(
    "name",
    [
        "beside/.bash_profile",
        "beside/.ssh/authorized_keys",
        "store/.git/config",
        "store/lock",
        "store/backups/x.zip",
        "beside/templates/../evil.md",
        "beside/netui.toml",
        "store/history/a/b",
        "evil",
    ],
)
def test_a_backup_with_a_foreign_name_is_refused_whole(netui: Netui, tmp_path: Path, name: str) -> None:
    bad = packed(tmp_path / "bad.zip", {"beside/config.toml": b'name = "Jo"\n', name: b"x"})
    assert "isn't netui's" in netui("restore", str(bad), code=1).err
    assert not netui.config.exists()


def test_hooks_and_programs_never_come_from_a_backup(netui: Netui, tmp_path: Path) -> None:
    settings = b'name = "Jo"\nmail_command = "rm -rf ~"\n'
    made = packed(
        tmp_path / "b.zip",
        {
            "beside/config.toml": settings,
            "beside/hooks/saved": b"#!/bin/sh\n",
            "store/package.json": b"{}",
            "beside/templates/x.md": b"hi",
        },
    )
    done = netui.json("restore", str(made))
    assert netui.config.read_text() == 'name = "Jo"\n'
    assert 'mail_command (config.toml line 2: mail_command = "rm -rf ~")' in done["left_out"]
    assert {"beside/hooks/saved", "store/package.json"} <= set(done["left_out"])
    assert not (tmp_path / "hooks").exists()
    assert not (netui.store / "package.json").exists()
    assert (tmp_path / "templates" / "x.md").read_text() == "hi"


def test_settings_that_cannot_be_read_stay_behind_whole() -> None:
    for data in (b"name = [", b"\xff\xfe", b'time_zone = "Nowhere/City"'):
        kept, left = from_elsewhere(data)
        assert kept == b""
        assert left[0].startswith("config.toml")


def test_a_backup_that_unpacks_to_too_much_is_refused_unread(netui: Netui, tmp_path: Path) -> None:
    bomb = packed(tmp_path / "bomb.zip", {"store/contacts.json": bytes(64 << 20)})
    assert "unpacks to more" in netui("restore", str(bomb), code=1).err
    listing = tmp_path / "list.zip"
    with zipfile.ZipFile(listing, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(MANIFEST, bytes(32 << 20))
    assert "unpacks to more" in netui("restore", str(listing), code=1).err


def taken(path: Path) -> None:
    """Put a FIFO in the place of something, which is moved away."""
    if path.exists():
        path.rename(path.parent.parent / f"was-{path.name}")
    os.mkfifo(path)


@pytest.mark.parametrize(
    "name", ["journal.jsonl", "contacts.json", "history", "backups", "history/journal-000001.jsonl.gz"]
)
def test_what_is_in_the_way_is_damage_and_refused_before_anything_is_written(netui: Netui, name: str) -> None:
    netui("add", "Ana Silva")
    netui("add", "Bo Lund")
    (netui.store / "history").mkdir(mode=0o700, exist_ok=True)
    taken(netui.store / name)
    before = look(netui.store)
    assert f"{name}: it is a FIFO, not a f" in netui("doctor", code=5).out
    for words in (("forget", "Ana Silva", "--yes"), ("doctor", "--repair")):
        refused = netui(*words, code=5).err
        assert refused.count("\n") == 1
        assert "move it away, then run `netui doctor --repair`" in refused
    assert look(netui.store) == before
    (netui.store / name).unlink()
    netui("doctor", "--repair")
    assert [each["name"] for each in netui.json("list")] == ["Ana Silva", "Bo Lund"]


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/nowhere")])
def test_a_lock_that_is_no_file_is_one_line(netui: Netui, make: Callable[[Path], None]) -> None:
    netui("add", "Ana Silva")
    lock = netui.store / "lock"
    lock.unlink()
    make(lock)
    assert "lock: it is a" in netui("doctor", code=5).out
    for words in (
        ("add", "Bo"),
        ("forget", "Ana Silva", "--yes"),
        ("doctor", "--repair"),
        ("backup", "x.zip"),
    ):
        assert "move it away" in netui(*words, code=4).err
    lock.rmdir() if lock.is_dir() else lock.unlink()
    netui("add", "Bo Lund")


def test_a_link_named_like_an_old_journal_is_never_written_through(netui: Netui, backup: Path) -> None:
    netui("add", "Ana Silva")
    precious = netui.folder / "precious.txt"
    precious.write_text("mine")
    (netui.store / "history").mkdir(mode=0o700, exist_ok=True)
    (netui.store / "history" / "journal-000001.jsonl.gz").symlink_to(precious)
    assert "it is a link" in netui("forget", "Ana Silva", "--yes", code=5).err
    assert precious.read_text() == "mine"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("templates/thank-you.md", ("note", "Ana", "--template", "thank-you")),
        ("questions.toml", ("interview", "add", "Ana", "--at", "mon 19:00")),
        ("checklists.toml", ("interview", "add", "Ana", "--at", "mon 19:00")),
        ("prompts.toml", ("reflect", "--text", "What I learned")),
    ],
)
def test_nothing_waits_for_a_fifo_next_to_the_settings(
    netui: Netui, make: Callable[[Path], None], name: str, words: tuple[str, ...]
) -> None:
    netui("add", "Ana Silva")
    (netui.folder / name).parent.mkdir(exist_ok=True)
    make(netui.folder / name)
    main(["--store", str(netui.store), *words])
    netui("backup", str(netui.folder / "b.zip"))
    assert not stat.S_ISREG((netui.folder / name).lstat().st_mode)


def test_settings_come_back_where_the_option_says(netui: Netui, tmp_path: Path) -> None:
    made = packed(
        tmp_path / "b.zip",
        {"beside/config.toml": b'name = "Jo"\n', "beside/templates/x.md": b"hi", "beside/prompts.toml": b""},
    )
    home = tmp_path / "home"
    home.mkdir()
    options = ["--store", str(netui.store), "--config", str(home / "netui.toml")]
    assert main([*options, "restore", str(made)]) == 0
    found = sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    ours = [name for name in found if not name.startswith((".cache", ".local"))]
    assert ours == ["netui.toml", "prompts.toml", "templates/x.md"]
    assert (home / "netui.toml").read_text() == 'name = "Jo"\n'


def test_the_backups_of_another_store_in_one_folder_are_left_alone(netui: Netui, backup: Path) -> None:
    netui("add", "Ana Silva")
    theirs = netui.store / "backups" / "daily-20200101T090000Z.zip"
    theirs.parent.mkdir(mode=0o700, exist_ok=True)
    theirs.write_bytes(backup.read_bytes())
    before = theirs.read_bytes()
    done = netui.json("forget", "Ana Silva", "--yes")
    assert f"backups/{theirs.name} is another store's: it was left as it is" in done["left"]
    for number in range(20):
        older = theirs.with_name(f"daily-202001{number + 2:02}T090000Z.zip")
        older.write_bytes(before)
    netui("add", "Bo Lund")
    assert theirs.read_bytes() == before
    assert len(list(theirs.parent.glob("daily-2020*.zip"))) == 21


def test_a_text_that_is_too_large_is_one_line(netui: Netui, tmp_path: Path) -> None:
    text = tmp_path / "big.json"
    text.write_text("{")
    os.truncate(text, (1 << 29) + 9)
    assert "larger than 512 MB" in netui("restore", str(text), code=1).err


@pytest.mark.parametrize("shared", [True, False])
def test_what_cannot_be_searched_is_another_stores_where_one_shares_the_folder(
    netui: Netui, backup: Path, shared: bool
) -> None:
    netui("add", "Ana Silva")
    folder = netui.store / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    if shared:
        (folder / "daily-20200101T090000Z.zip").write_bytes(backup.read_bytes())
    names = (
        "daily-20200102T090000Z.zip",
        "daily-20200103T090000Z.zip.damaged",
        "daily-20200104T090000Z.zip.1.tmp",
    )
    for name in names:
        (folder / name).write_bytes(b"half")
    left = netui.json("forget", "Ana Silva", "--yes")["left"]
    for name in names:
        assert (folder / name).exists() == shared
        message = [each for each in left if name in each]
        assert len(message) == 1
        assert ("may be another store's: it was left as it is" in message[0]) == shared
    assert netui("list").out.count("Ana") == 0


def test_an_old_journal_to_come_that_cannot_be_read_is_named_before_forgetting(netui: Netui) -> None:
    netui("add", "Ana Silva")
    stray = netui.store / "history" / "journal-000007.jsonl.gz"
    stray.write_bytes(b"\x1f\x8b no more of it")
    stray.chmod(0o600)
    health = netui("doctor", "--json", code=5).json
    assert [(each["file"], "another folder" in each["remedy"]) for each in health["problems"]] == [
        ("history/journal-000007.jsonl.gz", True)
    ]
    assert "do what it says there" in netui("forget", "Ana", "--yes", code=5).err
    stray.rename(netui.store.parent / stray.name)
    netui("doctor")
    netui("forget", "Ana", "--yes")
