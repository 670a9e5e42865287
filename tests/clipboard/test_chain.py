import base64
import os
import stat
import subprocess
from pathlib import Path

import pytest

from netui.clipboard.chain import ClipboardChain
from netui.clipboard.pyperclip_process import read_back
from netui.domain.config import ClipboardWay
from tests.clipboard.conftest import TEXTS, Scene, Tmux
from tests.waiting import HANG_SECONDS

texts = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())


def sent(scene: Scene) -> str:
    """What the terminal was asked to take."""
    (sequence,) = scene.written
    payload = sequence.replace("\x1bP", "").replace("\x1b\\", "")
    return base64.b64decode(payload.removeprefix("\x1b]52;c;").removesuffix("\x07")).decode()


@texts
def test_tmux_holds_the_exact_text(scene: Scene, tmux: Tmux, text: str) -> None:
    result = scene.chain().copy(text)
    assert (result.way, result.confirmed) == ("tmux", True)
    assert tmux("show-buffer") == text
    assert result.message.startswith(f"Copied {len(text):,} characters into the tmux buffer")
    assert scene.keep.read_text() == text
    assert scene.written == []


def test_a_detached_tmux_is_reported(scene: Scene, tmux: Tmux) -> None:
    assert "no terminal is attached" in scene.chain().copy("hello").message


@pytest.mark.parametrize("setting", [None, "on"])
def test_tmux_hands_the_text_on_to_its_terminal(scene: Scene, tmux: Tmux, setting: str | None) -> None:
    if setting:
        tmux("set-option", "-s", "set-clipboard", setting)
    with tmux.attached("xterm-256color") as screen:
        result = scene.chain().copy("Thank you, Priya!")
    assert result.message == "Copied 17 characters into the tmux buffer, and sent to your terminal"
    assert base64.b64encode(b"Thank you, Priya!") in screen


def test_a_terminal_without_a_clipboard_is_reported_as_such(scene: Scene, tmux: Tmux) -> None:
    with tmux.attached("vt100") as screen:
        result = scene.chain().copy("hello")
    assert "your terminal takes no clipboard" in result.message
    assert b"]52;" not in screen


def test_a_tmux_with_its_clipboard_off_is_reported(scene: Scene, tmux: Tmux) -> None:
    tmux("set-option", "-s", "set-clipboard", "off")
    with tmux.attached("xterm-256color"):
        result = scene.chain().copy("hello")
    assert result.confirmed
    assert "set-clipboard is off" in result.message


def test_a_dead_tmux_is_no_success(scene: Scene, tmp_path: Path) -> None:
    scene.env |= {"TMUX": f"{tmp_path}/gone,1,0", "TERM": "tmux-256color"}
    result = scene.chain().copy("hello")
    assert (result.way, result.confirmed) == ("terminal", False)
    assert sent(scene) == "hello"


@texts
def test_the_desktop_holds_the_exact_text(scene: Scene, x_display: str, text: str) -> None:
    scene.env["DISPLAY"] = x_display
    result = scene.chain().copy(text)
    assert (result.way, result.confirmed) == ("system", True)
    assert result.message == f"Copied {len(text):,} characters into the clipboard"
    held = subprocess.run(
        ["xclip", "-selection", "clipboard", "-o"],
        env=scene.env,
        capture_output=True,
        check=True,
        timeout=HANG_SECONDS,
    )
    assert held.stdout.decode() == text


def test_a_clipboard_that_is_late_is_read_again() -> None:
    answers = iter(["", "what was there before", "note"])
    assert read_back("note", lambda: next(answers)) == "note"


def test_inside_a_local_tmux_both_get_it(scene: Scene, tmux: Tmux, x_display: str) -> None:
    scene.env["DISPLAY"] = x_display
    result = scene.chain().copy("both")
    assert result.message == "Copied 4 characters into the tmux buffer and the clipboard"
    assert tmux("show-buffer") == "both"


def test_a_dead_display_is_no_success(scene: Scene) -> None:
    scene.env |= {"DISPLAY": "127.0.0.1:1", "TERM": "xterm"}
    result = scene.chain().copy("hello")
    assert (result.way, result.confirmed) == ("terminal", False)
    assert sent(scene) == "hello"


def test_a_display_that_never_answers_is_given_up(scene: Scene, silent_display: str) -> None:
    scene.env |= {"DISPLAY": silent_display, "TERM": "xterm"}
    result = scene.chain(seconds=0.5).copy("hello")
    assert (result.way, result.confirmed) == ("terminal", False)
    assert sent(scene) == "hello"
    left = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, check=True, text=True).stdout
    waiting = [line for line in left.splitlines() if "xclip" in line and silent_display in _display(line)]
    assert waiting == []


def _display(line: str) -> str:
    try:
        return Path(f"/proc/{line.split(maxsplit=1)[0]}/environ").read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


@texts
def test_over_ssh_the_terminal_is_asked_and_nothing_promised(scene: Scene, text: str) -> None:
    scene.env |= {"SSH_CONNECTION": "a 1 b 22", "TERM": "xterm-256color"}
    result = scene.chain().copy(text)
    assert (result.way, result.confirmed) == ("terminal", False)
    assert sent(scene) == text
    assert f"Sent {len(text):,} characters to your terminal, not confirmed" in result.message
    assert str(scene.keep) in result.message


def test_a_text_that_many_terminals_refuse_is_pointed_out(scene: Scene) -> None:
    scene.env |= {"SSH_TTY": "/dev/pts/3", "TERM": "xterm"}
    assert "not every terminal" in scene.chain().copy(TEXTS["100 kB"]).message
    assert "not every terminal" not in scene.chain().copy(TEXTS["2 kB"]).message


@texts
def test_gnu_screen_passes_the_text_on_in_pieces(scene: Scene, text: str) -> None:
    scene.env |= {"SSH_TTY": "/dev/pts/3", "STY": "1.pts-0", "TERM": "screen"}
    scene.chain().copy(text)
    assert scene.written[0].startswith("\x1bP\x1b]52;c;")
    assert sent(scene) == text


@texts
def test_with_no_tool_at_all_the_file_has_it(scene: Scene, text: str) -> None:
    scene.env["PATH"] = "/nowhere"
    result = scene.chain().copy(text)
    assert (result.way, result.confirmed) == ("file", False)
    assert str(scene.keep) in result.message
    assert scene.keep.read_text() == text
    assert scene.written == []


@pytest.mark.parametrize("way", [ClipboardWay.TMUX, ClipboardWay.PYPERCLIP])
def test_a_way_that_was_asked_for_and_fails_is_named(scene: Scene, way: ClipboardWay) -> None:
    scene.env |= {"PATH": "/nowhere", "TERM": "xterm"}
    result = scene.chain(way).copy("hello")
    assert not result.confirmed
    assert way in result.message
    assert scene.written == []


def test_the_file_way_keeps_the_text_and_tries_nothing(scene: Scene, tmux: Tmux) -> None:
    result = scene.chain(ClipboardWay.FILE).copy("hello")
    assert (result.way, result.confirmed) == ("file", True)
    assert result.message == f"Kept 5 characters in {scene.keep}"
    assert tmux("list-buffers") == ""


def test_the_file_is_for_its_owner_alone(scene: Scene) -> None:
    before = os.umask(0)
    try:
        scene.chain().copy("one")
        scene.chain().copy("two")
    finally:
        os.umask(before)
    assert stat.S_IMODE(scene.keep.stat().st_mode) == 0o600
    assert stat.S_IMODE(scene.keep.parent.stat().st_mode) == 0o700
    assert [path.name for path in scene.keep.parent.iterdir()] == [scene.keep.name]
    assert scene.keep.read_text() == "two"


def test_a_file_that_cannot_be_written_stops_no_copy(scene: Scene, tmp_path: Path) -> None:
    scene.env |= {"SSH_TTY": "/dev/pts/3", "TERM": "xterm"}
    (tmp_path / "kept").write_text("a file where the folder should be")
    result = scene.chain().copy("hello")
    assert sent(scene) == "hello"
    assert result.path is None
    scene.env["TERM"] = "dumb"
    assert "cannot be written" in scene.chain().copy("hello").message


def test_a_terminal_that_is_gone_leaves_the_file(scene: Scene) -> None:
    def gone(_sequence: str) -> None:
        raise OSError("gone")

    scene.env["TERM"] = "xterm"
    scene.env["PATH"] = "/nowhere"
    result = ClipboardChain(scene.env, ClipboardWay.AUTO, scene.keep, gone).copy("hello")
    assert result.way == "file"


def test_what_steers_a_terminal_is_not_copied(scene: Scene) -> None:
    scene.env |= {"SSH_TTY": "/dev/pts/3", "TERM": "xterm"}
    scene.chain().copy("An\x00n\x1b]52;c;eA==\x07\nEve \u202eexe\ud800")
    assert sent(scene) == "An␀n␛]52;c;eA==␇\nEve exe\ufffd"


def test_an_empty_text_leaves_everything_as_it_is(scene: Scene) -> None:
    result = scene.chain().copy("")
    assert result.message == "There is nothing to copy"
    assert not scene.keep.exists()
