"""backup, restore, doctor and forget as a person or a script runs them."""

import errno
import io
import json
import os
import stat
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from netui.cli.main import main
from tests.cli.conftest import Netui
from tests.cli.test_foreign import packed


def people(netui: Netui) -> list[str]:
    return [person["name"] for person in netui.json("list")]


class Stream(io.StringIO):
    """A stdin or stdout that carries bytes."""

    def __init__(self, data: bytes = b"", *, terminal: bool = False, typed: str = "") -> None:
        super().__init__(typed)
        self.bytes = io.BytesIO(data)
        self._terminal = terminal

    @property
    def buffer(self) -> BinaryIO:
        return self.bytes

    def isatty(self) -> bool:
        return self._terminal


def test_one_file_moves_everything_to_another_machine(netui: Netui, tmp_path: Path) -> None:
    netui.config.write_text('name = "Jo"\n')
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "mine.md").write_text("title: Mine\n---\nHi\n")
    netui("add", "Ana Silva")
    made = netui.json("backup", str(tmp_path / "moved.zip"))
    assert made["kind"] == "by-hand"
    assert made["seq"] == 1
    assert stat.S_IMODE(Path(made["file"]).stat().st_mode) == 0o600
    assert "there already" in netui("backup", made["file"], code=2).err
    netui("backup", made["file"], "--yes")

    (tmp_path / "new").mkdir()
    other = Netui(tmp_path / "new", netui._capsys)
    done = other.json("restore", made["file"])
    assert (done["files"], done["settings"]) == (True, ["config.toml", "templates/mine.md"])
    assert people(other) == ["Ana Silva"]
    assert other.config.read_text() == 'name = "Jo"\n'
    assert other.json("history")[0]["label"] == "Add Ana Silva"
    assert other.json("doctor")["ok"]


def test_a_backup_goes_through_a_pipe(netui: Netui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netui("add", "Ana Silva")
    out = Stream()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", out)
        netui("backup", "-")
    netui("add", "Bo Lund")
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdin", Stream(out.bytes.getvalue()))
        done = netui.json("restore", "-")
    assert (done["removed"], done["seq"]) == (1, 3)
    assert people(netui) == ["Ana Silva"]
    netui("undo", "3")
    assert people(netui) == ["Ana Silva", "Bo Lund"]


def test_each_day_with_a_change_has_a_backup_that_can_be_named(
    netui: Netui, at: Callable[[str], None]
) -> None:
    assert netui.json("backup") == []
    netui("add", "Ana Silva")
    netui("add", "Bo Lund")
    at("2026-11-21T09:00:00+01:00")
    netui("list")
    netui("add", "Cy Young")
    listed = netui.json("backup")
    assert [(each["kind"], each["seq"]) for each in listed] == [("daily", 3), ("daily", 1)]
    netui("restore", Path(listed[1]["file"]).name)
    assert people(netui) == ["Ana Silva"]
    assert "no backup nothing.zip" in netui("restore", "nothing.zip", code=3).err


def test_an_earlier_time_comes_back_and_goes_again(netui: Netui, at: Callable[[str], None]) -> None:
    netui("add", "Ana Silva")
    at("2026-11-20T11:00:00+01:00")
    netui("add", "Bo Lund")
    netui("edit", "Ana", "--set", "location=Oslo")
    done = netui.json("restore", "--at", "10:30")
    assert (done["added"], done["changed"], done["removed"], done["seq"]) == (0, 1, 1, 4)
    assert people(netui) == ["Ana Silva"]
    assert netui.json("show", "Ana")["location"] in ("", None)
    assert "nothing differs" in netui("restore", "--at", "2026-11-20T10:30:00+01:00").out
    assert done["label"] == "Restore the state of 2026-11-20 10:30 CET", "on the user's own clock"
    netui("undo")
    assert people(netui) == ["Ana Silva", "Bo Lund"]
    assert "still to come" in netui("restore", "--at", "2027-01-01", code=2).err
    assert "no date" in netui("restore", "--at", "blue", code=2).err
    assert "WHEN" in netui("restore", code=2).err


def test_much_is_asked_about_first(
    netui: Netui,
    at: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    netui("add", "Ana Silva")
    at("2026-11-20T11:00:00+01:00")
    for number in range(21):
        netui("add", f"Person {number}")
    assert "--yes" in netui("restore", "--at", "10:30", code=2).err
    assert len(people(netui)) == 22
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdin", Stream(terminal=True, typed="n\n"))
        patched.setattr("netui.cli.questions.sys.stderr.isatty", lambda: True, raising=False)
        assert main(["--store", str(netui.store), "restore", "--at", "10:30"]) == 1
    assert "[y/N] Nothing was changed." in capsys.readouterr().err
    assert len(people(netui)) == 22
    done = netui("restore", "--at", "10:30", "--yes")
    assert done.lines == ["Restore the state of 2026-11-20 10:30 CET: 21 removed. `netui undo 23` undoes it."]
    assert people(netui) == ["Ana Silva"]


def test_the_doctor_names_the_place_and_the_repair_takes_the_edit_in(netui: Netui) -> None:
    netui("add", "Ana Silva")
    assert netui.json("doctor") == {
        "ok": True,
        "problems": [],
        "notes": [],
        "good": {"contacts": 1},
        "done": [],
    }
    path = netui.store / "contacts.json"
    path.write_text(path.read_text().replace("Ana Silva", "Ana Sousa").replace("\n}}", ",\n}}"))
    report = netui("doctor", "--json", code=5).json
    assert not report["ok"]
    comma = report["problems"][0]
    assert (comma["file"], comma["line"], comma["what"]) == ("contacts.json", 3, "a comma too many")
    assert isinstance(comma["column"], int)
    assert netui("add", "Bo Lund", code=5).err
    assert "contacts.json, line 3" in netui("doctor", code=5).out
    fixed = netui.json("doctor", "--repair")
    assert fixed["ok"]
    assert any("Take in the edit of contacts.json" in line for line in fixed["done"])
    assert people(netui) == ["Ana Sousa"]
    netui("undo")
    assert people(netui) == ["Ana Silva"]
    assert "All is well" in netui("doctor").out


def test_a_repair_says_first_what_happened_and_what_was_kept(netui: Netui) -> None:
    netui("add", "Ana Silva")
    (netui.store / "journal.jsonl").unlink()
    assert netui("doctor", "--repair").lines[0] == (
        "journal.jsonl was missing. netui kept everything that can be read: 1 contact. "
        "The files as they were before are in a backup."
    )


def test_a_damaged_store_is_restored_only_with_a_yes(netui: Netui) -> None:
    netui("add", "Ana Silva")
    journal = netui.store / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"Ana", b"Axa"))
    name = Path(json.loads(netui("backup", "--json", code=5).out)[0]["file"]).name
    assert "--yes" in netui("restore", name, code=2).err
    assert netui.json("restore", name, "--yes")["files"]
    assert people(netui) == ["Ana Silva"]


def test_a_backup_of_a_damaged_store_is_not_called_verified(netui: Netui, tmp_path: Path) -> None:
    netui("add", "Ana Silva")
    whole, damaged = tmp_path / "whole.zip", tmp_path / "damaged.zip"
    assert "bytes, verified)" in netui("backup", str(whole)).out
    journal = netui.store / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"Ana", b"Axa"))
    made = netui("backup", str(damaged), code=5)
    assert "verified" not in made.out
    assert "The store is damaged: the backup holds its files as they are. Run `netui doctor`." in made.err
    assert damaged.stat().st_size


def test_a_store_that_others_may_read_is_not_called_damaged(netui: Netui) -> None:
    netui("add", "Ana Silva")
    netui.store.chmod(0o755)
    assert "others on this machine may look into it (mode 0755)" in netui.any("doctor").out
    assert netui.any("doctor").code == 1
    assert netui("doctor", "--repair").code == 0
    assert netui("doctor").code == 0


def test_a_store_that_cannot_be_written_is_not_well(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    netui("add", "Ana Silva")
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK and access(path, mode))
    found = netui.any("doctor")
    what = f".: {netui.store} cannot be written (the system does not allow it"
    assert (found.code, found.out.partition("); ")[0]) == (4, what)
    assert netui("doctor", "--repair", code=4).err.startswith(f"netui: {netui.store} cannot be written")


def test_a_command_says_that_a_backup_cannot_be_made(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("netui.storage.backups.backups.Backups._write", refused)
    done = netui("add", "Ana Silva")
    assert done.out.startswith("Added Ana Silva")
    assert done.err == (
        f"netui: Today's backup is missing. {netui.store / 'backups'}: no backup could be written "
        "(No space left on device): make room, then try again\n"
    )
    assert netui("list").err == ""


def test_a_store_for_reading_is_not_touched(netui: Netui) -> None:
    netui("add", "Ana Silva")
    backup = netui.json("backup")[0]["file"]
    for arguments in (
        ("doctor", "--repair"),
        ("restore", backup),
        ("restore", "--at", "now"),
        ("forget", "Ana", "--yes"),
    ):
        assert "reading only" in netui("--read-only", *arguments, code=4).err
    assert people(netui) == ["Ana Silva"]


def test_forget_asks_and_then_nothing_is_left(netui: Netui, tmp_path: Path) -> None:
    netui("add", "Ana Silva", "--email", "ana@example.org")
    netui("add", "Ana Ruiz")
    netui("add", "Bo Lund", "--note", "Ana Silva's friend")
    netui("log", "Ana Silva", "told me of her plans")
    netui("introduce", "Ana Ruiz", "Ana Silva")
    assert "--yes" in netui("forget", "Ana Silva", code=2).err
    assert people(netui) == ["Ana Ruiz", "Ana Silva", "Bo Lund"]
    done = netui.json("forget", "Ana Silva", "--yes")
    assert done["removed"] == {"contacts": 1, "interactions": 1}
    assert done["name"] == "Ana Silva"
    assert people(netui) == ["Ana Ruiz", "Bo Lund"]
    assert "Introduce Ana Ruiz to someone" in {entry["label"] for entry in netui.json("history")}
    assert not [
        path for path in netui.store.rglob("*") if path.is_file() and b"Ana Silva" in path.read_bytes()
    ]
    assert netui("forget", "Silva", "--yes", code=3).err
    assert "for good" in netui("undo", "6", code=1).err
    assert netui.json("doctor")["ok"]


def test_forget_names_the_saved_searches_that_hold_the_name(netui: Netui) -> None:
    netui("add", "Ana Silva")
    netui.config.write_text('[searches]\nplans = "ana silva tag:plans"\nfriends = "Anabel Silvano"\n')
    assert netui.json("forget", "Ana Silva", "--yes")["left"] == [
        f"The saved search “plans” names them: remove it from {netui.config}"
    ]


def test_a_deleted_person_is_found_in_history(netui: Netui) -> None:
    netui("add", "Ana Silva")
    netui("undo")
    assert netui.json("forget", "ana silva", "--yes")["name"] == "Ana Silva"
    assert netui("forget", "ana silva", "--yes", code=3).err


def test_a_deleted_namesake_is_named_with_the_command_that_erases_them(
    netui: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = netui.json("add", "Ana Silva", "--company", "Acme")["id"]
    netui("undo")
    netui("add", "Anabel Silva")
    netui("undo")
    here = netui.json("add", "Ana SILVA", "--company", "Fastly")["id"]
    named = f"Someone deleted, called Ana Silva too, is still in history: netui forget {gone} erases them"
    with monkeypatch.context() as patched:
        patched.setattr("netui.cli.questions.can_ask", lambda: True)
        patched.setattr(sys, "stdin", Stream(typed="n\n"))
        done = netui.any("forget", here)
    assert (done.code, named in done.err) == (1, True)
    assert netui.json("forget", here, "--yes")["left"] == [named]
    assert netui.json("forget", gone, "--yes")["left"] == []
    assert not [path for path in netui.store.rglob("*") if path.is_file() and b"Acme" in path.read_bytes()]


def test_the_log_holds_numbers_and_no_names(netui: Netui, monkeypatch: pytest.MonkeyPatch) -> None:
    state = netui.folder / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    made = netui.json("add", "Ana Silva", "--note", "likes tea")
    netui("log", "Ana", "coffee and cake")
    log = Path(netui.json("path")["log"])
    text = log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    first, second = text.splitlines()
    assert first.startswith("2026-11-20T08:00:00Z info commit seq=1 ")
    assert f"contacts={made['id']}" in first
    assert "seq=2" in second
    assert not any(word in text for word in ("Ana", "tea", "cake"))
    log.write_text("x" * 999_999)
    netui("undo")
    assert log.with_name("netui.log.1").stat().st_size == 999_999
    assert log.read_text().count("\n") == 1


def test_a_repair_of_an_empty_store_does_nothing(netui: Netui) -> None:
    assert netui("doctor", "--repair").out == "All is well: nothing is stored yet\n"
    assert not (netui.store / "backups").exists()


def test_path_explains_where_backups_lie(netui: Netui) -> None:
    assert netui.json("path")["backups"] == str(netui.store / "backups")
    out = netui("path").out
    for word in ("backups/", "journal.jsonl", "history/", "drafts/", "lock", "netui.log"):
        assert word in out


def test_forgetting_deletes_no_file_that_can_be_searched_and_tells_nothing(
    netui: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    netui("add", "Ana Silva")
    broken = {"store/journal.jsonl": b"half", "store/contacts.json": b'{"contacts": {'}
    backups = netui.store / "backups"
    (backups / "aside").mkdir(mode=0o700, parents=True, exist_ok=True)
    named = {
        "before-repair-20200101T000000Z.zip": b'"name":"Ana Silva"',
        "before-repair-20200102T000000Z.zip": b'"name":"Tom Weld"',
    }
    for name, member in named.items():
        packed(backups / name, {**broken, "store/contacts.json": member})
    aside = {
        "20200101T000000-contacts.json": b'half a file {"Ana Silva"',
        "20200102T000000-contacts.json": b'half a file {"Tom Weld"',
        "20200103T000000-contacts.json": b'"name":"An\\u0061 Silva"',
        "20200104T000000-contacts.json": b"\x00\x01\x02 not a text",
    }
    for name, data in aside.items():
        (backups / "aside" / name).write_bytes(data)
    assert "1 file in backups can't be searched for them and will be deleted too" in (
        netui("forget", "Ana Silva", code=2).err
    )
    left = netui.json("forget", "Ana Silva", "--yes")["left"]
    assert [each for each in left if "deleted" in each] == [
        "backups/before-repair-20200101T000000Z.zip names them: it was deleted",
        "backups/aside/20200101T000000-contacts.json names them: it was deleted",
        "backups/aside/20200103T000000-contacts.json names them: it was deleted",
        "backups/aside/20200104T000000-contacts.json could not be searched: it was deleted",
    ]
    assert (backups / "before-repair-20200102T000000Z.zip").exists()
    assert [path.name for path in (backups / "aside").iterdir()] == ["20200102T000000-contacts.json"]


def test_forgetting_searches_a_damaged_zip_whose_files_are_not_compressed(netui: Netui) -> None:
    netui("add", "Ana Silva")
    backups = netui.store / "backups"
    backups.mkdir(mode=0o700, exist_ok=True)

    def write(day: int, text: str, *, at: int | None = None, method: int = zipfile.ZIP_STORED) -> str:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", method) as file:
            file.writestr("store/contacts.json", text)
            file.writestr("store/goals.json", "[]")
        data = made.getvalue()
        name = f"before-repair-2020010{day}T000000Z.zip"
        cut = data[: data.index(b"PK\x01\x02")] if at is None else data[:at]
        (backups / name).write_bytes(cut)
        return name

    kept = [write(1, '"name":"Tom Weld"'), write(2, '"name":"Tom Weld"' * 9, at=99)]
    names = [write(3, '"name":"Ana Silva"'), write(4, '"name":"Ana Silva"' * 9, at=99)]
    flipped = backups / kept[0]
    flipped.write_bytes(flipped.read_bytes().replace(b"Weld", b"Wold"))
    packed_away = write(5, '"name":"Tom Weld"', method=zipfile.ZIP_DEFLATED)
    assert "1 file in backups can't be searched" in netui("forget", "Ana Silva", code=2).err
    left = netui.json("forget", "Ana Silva", "--yes")["left"]
    assert [each for each in left if "deleted" in each] == [
        *(f"backups/{name} names them: it was deleted" for name in names),
        f"backups/{packed_away} could not be searched: it was deleted",
    ]
    assert sorted(path.name for path in backups.glob("before-repair-2020*")) == kept


def test_forgetting_announces_no_deletion_of_a_backup_that_it_rewrites(
    netui: Netui, monkeypatch: pytest.MonkeyPatch
) -> None:
    netui("add", "Ana Silva")
    netui("add", "Tom Weld")
    torn = bytes(700) + b'{"crc":"half a line'
    with (netui.store / "journal.jsonl").open("ab") as journal:
        journal.write(torn + b"\n")
    netui("doctor", "--repair")
    (backup,) = (netui.store / "backups").glob("before-repair-*.zip")
    assert "can't be searched" not in netui("forget", "Ana Silva", code=2).err
    searched: list[str] = []

    def searching(path: Path) -> list[str]:
        searched.append(path.name)
        return []

    with monkeypatch.context() as patch:
        patch.setattr("netui.storage.safety.files_next_to_store.texts_of", searching)
        netui("forget", "Ana Silva", code=2)
    assert backup.name not in searched
    done = netui.json("forget", "Ana Silva", "--yes")
    assert not [each for each in done["left"] if "deleted" in each]
    assert backup.exists()


@pytest.mark.parametrize("damaged", [False, True])
def test_a_restore_says_who_comes_back_though_they_were_forgotten(
    netui: Netui, tmp_path: Path, damaged: bool
) -> None:
    netui("add", "Dana Olds")
    netui("edit", "Dana Olds", "--set", "name=Dana Okoro")
    netui("add", "Ana Silva")
    made = str(tmp_path / "all.zip")
    netui("backup", made)
    netui("forget", "Dana Okoro", "--yes")
    if damaged:
        journal = netui.store / "journal.jsonl"
        lines = journal.read_bytes().rstrip().split(b"\n")
        journal.write_bytes(b"\n".join([*lines[:-1], lines[-1][:-9], b""]))
    line = "It brings back 1 person who was forgotten here: Dana Okoro"
    asked = netui("restore", made, code=2).err
    assert f"{line}." in asked
    assert ("they stay in the history" in asked) is not damaged  # which leaves nothing to undo
    done = netui.json("restore", made, "--yes")
    assert done["forgotten"] == 1
    assert sorted(people(netui)) == ["Ana Silva", "Dana Okoro"]
    if not damaged:
        netui("undo")
        assert line in netui("restore", made, "--yes").out.splitlines()
