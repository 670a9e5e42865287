"""A text in an editor of the user's: it is among the drafts, and nothing an editor does loses it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from textual.app import App

from netui.domain.errors import InvalidValueError
from netui.storage.base.owned import DRAFTS
from netui.storage.base.sessions import Session
from netui.storage.drafts.drafts import FileDrafts
from netui.tui.shell.external_editor import edit_elsewhere, edit_suspended, editor_command

KEY = "note:7:thank-you"


@pytest.fixture
def drafts(tmp_path: Path) -> FileDrafts:
    return FileDrafts(Session(tmp_path / "store"))


def _editor(tmp_path: Path, body: str, name: str = "editor") -> dict[str, str]:
    script = tmp_path / name
    script.write_text(f"#!/bin/sh\n{body}\n")
    script.chmod(0o700)
    return {"EDITOR": str(script)}


def test_a_text_goes_through_the_users_editor(tmp_path: Path, drafts: FileDrafts) -> None:
    body = f'cd "$(dirname "$1")" && stat -c %a . "$1" > {tmp_path}/modes; printf "and more\\n" >> "$1"'
    assert edit_elsewhere(drafts, KEY, "Hi,\n", _editor(tmp_path, body)) == "Hi,\nand more\n"
    assert (tmp_path / "modes").read_text().split() == ["700", "600"]
    drafts.take_back(KEY)
    assert edit_elsewhere(drafts, KEY, "Hi", {"VISUAL": "true", "EDITOR": "nonsense"}) == "Hi"
    drafts.take_back(KEY)
    assert not list((tmp_path / "store" / DRAFTS).glob("*.edit"))


@pytest.mark.parametrize(
    "body",
    [
        'rm "$1"',
        'rm -r "$(dirname "$1")"',
        'rm "$1"; mkdir "$1"',
        'rm "$1"; mkfifo "$1"',
        'rm "$1"; ln -s /etc/passwd "$1"',
        'printf "\\377\\376bad" > "$1"',
        'head -c 3000000 /dev/zero > "$1"',
        "exit 1",
        "kill -9 $$",
        'chmod 000 "$1"; printf no; exit 3',
    ],
)
def test_an_editor_that_leaves_no_text_is_one_line_and_the_text_stays(
    tmp_path: Path, drafts: FileDrafts, body: str
) -> None:
    drafts.save(KEY, "as before")
    with pytest.raises(InvalidValueError, match="Your text is as it was") as caught:
        edit_elsewhere(drafts, KEY, "as before", _editor(tmp_path, body))
    assert "\n" not in str(caught.value)
    assert drafts.load(KEY) == "as before"


@pytest.mark.parametrize("command", ["no-such-editor-here", 'vi "', "/etc/passwd", "/"])
def test_an_editor_that_cannot_be_started_is_one_line(drafts: FileDrafts, command: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        edit_elsewhere(drafts, KEY, "Hi", {"EDITOR": command})
    assert "\n" not in str(caught.value)
    assert drafts.load(KEY) is None


@pytest.mark.parametrize("end", ["exit 1", "kill -15 $$", 'printf "\\377" >> "$1"'])
def test_what_was_saved_before_an_editor_failed_stays_and_is_named(
    tmp_path: Path, drafts: FileDrafts, end: str
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        edit_elsewhere(drafts, KEY, "Hi", _editor(tmp_path, f'printf words > "$1"; {end}'))
    path = next((tmp_path / "store" / DRAFTS).glob("*.edit/note.md"))
    assert str(path) in str(caught.value)
    assert path.read_bytes().startswith(b"words")


def test_an_editor_that_replaces_the_file_leaves_its_text(tmp_path: Path, drafts: FileDrafts) -> None:
    editor = _editor(tmp_path, 'printf "new\\r\\ntext\\n" > "$1~"; mv "$1~" "$1"', "my editor")
    assert edit_elsewhere(drafts, KEY, "old", editor) == "new\ntext"
    assert editor_command({"EDITOR": "vim -f -c 'set tw=72'"}) == ["vim", "-f", "-c", "set tw=72"]


def test_a_session_that_dies_leaves_the_text_to_the_next_once_the_editor_ends(tmp_path: Path) -> None:
    store = tmp_path / "store"
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from netui.storage.drafts.drafts import FileDrafts\n"
        "from netui.storage.base.sessions import Session\n"
        "import subprocess\n"
        "lent = FileDrafts(Session(Path(sys.argv[1]))).lend(sys.argv[2], 'Dear Ann')\n"
        "subprocess.Popen(['sh', '-c', 'read x; printf \" and words\" >> \"$1\"', 'sh', str(lent.path)],\n"
        "                 pass_fds=[lent.lock])\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    read, write = os.pipe()
    died = subprocess.Popen(
        [sys.executable, "-c", script, str(store), KEY], stdin=read, stdout=subprocess.PIPE
    )
    os.close(read)
    died.wait()
    drafts = FileDrafts(Session(store))
    assert drafts.orphans() == []
    assert drafts.load(KEY) is None
    os.write(write, b"\n")
    os.close(write)
    assert died.stdout is not None
    died.stdout.read()  # ends when the editor does
    died.stdout.close()
    assert drafts.orphans() == [KEY]
    assert drafts.load(KEY) == "Dear Ann and words"
    assert FileDrafts(Session(store)).load(KEY) is None or drafts.load(KEY) == "Dear Ann and words"
    drafts.discard(KEY)
    assert not list((store / DRAFTS).glob("*.edit"))


def test_what_an_editor_puts_next_to_its_file_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    dead = Session(tmp_path / "store")
    lent = FileDrafts(dead).lend(KEY, "Dear Ann")
    lent.path.write_text("Dear Ann, half")
    lent.path.with_name(".note.md.swp").write_text("more")
    os.close(lent.lock)
    dead.release()
    drafts = FileDrafts(Session(tmp_path / "store"))
    left = drafts.load(KEY)
    assert left == "Dear Ann, half"
    body = 'cat "$(dirname "$1")/.note.md.swp" >> "$1"'
    assert edit_elsewhere(drafts, KEY, left, _editor(tmp_path, body)) == "Dear Ann, halfmore"
    drafts.discard(KEY)
    assert not list((tmp_path / "store" / DRAFTS).glob("*.edit"))


def test_an_editor_that_goes_on_in_the_background_keeps_its_file(tmp_path: Path, drafts: FileDrafts) -> None:
    come, done = tmp_path / "come", tmp_path / "done"
    os.mkfifo(come)
    os.mkfifo(done)
    body = f'(read x < {come}; printf " later" >> "$1"; echo > {done}) > /dev/null 2>&1 &'
    with pytest.raises(InvalidValueError, match="still has the file open"):
        edit_elsewhere(drafts, KEY, "Hi", _editor(tmp_path, body))
    come.write_text("\n")
    done.read_text()
    assert drafts.load(KEY) == "Hi later"


class _Interrupted:
    """An app whose user presses ctrl+c as it gives the terminal to an editor, and as it takes it back."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        signal.raise_signal(signal.SIGINT)
        yield
        signal.raise_signal(signal.SIGQUIT)


def test_ctrl_c_around_an_editor_does_not_end_netui(
    drafts: FileDrafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setattr("netui.tui.shell.external_editor.repaint", lambda _app: None)
    earlier = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in a run in the background
    try:
        assert edit_suspended(cast("App[Any]", _Interrupted()), drafts, KEY, "Hi") == "Hi"
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, earlier)
