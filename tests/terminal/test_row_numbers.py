"""`netui due` numbers its rows on a terminal, and `done 2` takes one by its number."""

import sys
from pathlib import Path

from tests.faults.programs import arguments, environment, run
from tests.terminal.pty_driver import PtyProgram

ITEMS = ("send it", "call her", "book a room")


def on_terminal(place: Path, *commands: str) -> str:
    start = " ".join([sys.executable, "-m", "netui", *map(str, arguments(place))])
    script = "; ".join(f"{start} {command}" for command in commands)
    with PtyProgram(["sh", "-c", script], environment=environment(place)) as running:
        running.wait_exit()
        return running.output.decode("utf-8", "replace")


def test_rows_have_numbers_on_a_terminal(tmp_path: Path) -> None:
    place = tmp_path / "store"
    run(place, "add", "Tom Weiss")
    for item in ITEMS:
        assert run(place, "follow-up", "Tom", item, "--due", "today").returncode == 0
    piped = run(place, "due")
    assert piped.stdout.splitlines()[1].startswith("  ")
    assert "  1 " not in piped.stdout
    missing = run(place, "done", "2")
    assert (missing.returncode, "nothing due goes by “2”" in missing.stderr) == (3, True)

    shown = on_terminal(place, "due", "done 2", "done 2", "done 9", 'snooze 1 "in 2 days"')
    numbered = [line for line in shown.splitlines() if line[:4] in {"  1 ", "  2 ", "  3 "}]
    second = next(item for item in ITEMS if item in numbered[1])
    assert f"Done: follow-up Tom Weiss: {second}\r\n" in shown
    assert "2: what had this number is done or gone" in shown
    assert "nothing due goes by “9”" in shown
    assert "Snoozed until" in shown
    [kept] = (tmp_path / "home/netui").glob("due-*")
    assert b"Tom" not in kept.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_number_holds_where_only_stdin_is_the_terminal(tmp_path: Path) -> None:
    place = tmp_path / "store"
    run(place, "add", "Tom Weiss")
    assert run(place, "follow-up", "Tom", ITEMS[0], "--due", "today").returncode == 0
    shown = on_terminal(place, "due", "due | cat", "done 1 --json 2>&1 | cat")
    assert f'"text": "{ITEMS[0]}"' in shown
    assert shown.count("  1   send") == 1


def test_rows_are_shown_where_no_number_can_be_kept(tmp_path: Path) -> None:
    place = tmp_path / "store"
    run(place, "add", "Tom Weiss")
    assert run(place, "follow-up", "Tom", ITEMS[0], "--due", "today").returncode == 0
    (tmp_path / "home/netui").write_text("a file where the folder should be")
    shown = on_terminal(place, "due")
    assert ITEMS[0] in shown
    assert "netui:" not in shown
    assert "  1 " not in shown
