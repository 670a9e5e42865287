"""Real programs to copy to: a tmux server and an X server of the test's own."""

import os
import pty
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from netui.clipboard.chain import ClipboardChain
from netui.domain.config import ClipboardWay
from tests.needs import skip_without
from tests.waiting import HANG_SECONDS

TEXTS = {
    "short": "Thank you, Priya!",
    "lines": "Hi,\n\nthank you.\n\nAda\n",
    "scripts": "Zoë Brânză · Ελένη · Олег · 山田太郎 · 김철수 · שרה · ราชา · नमस्ते",
    "emoji": "👩🏽\u200d💻 👨\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 🎉",
    "shell": "$HOME `id` \"quoted\" 'single' \\n %s #{pane_id} ; rm",
    "2 kB": "A warm word. " * 158,
    "100 kB": "Zażółć gęślą jaźń. " * 5_400,
}


_TRIES = 3
"""How often an X server is started: two that begin at once can choose the same number, and one ends."""


@dataclass
class Scene:
    """An environment to copy in, and what reached the terminal."""

    env: dict[str, str]
    keep: Path
    written: list[str] = field(default_factory=list)

    def chain(self, way: ClipboardWay = ClipboardWay.AUTO, seconds: float = HANG_SECONDS) -> ClipboardChain:
        return ClipboardChain(self.env, way, self.keep, self.written.append, seconds=seconds)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "dumb", "LANG": "C.UTF-8"}
    return Scene(env, tmp_path / "kept" / "note.txt")


@dataclass
class Tmux:
    """A tmux server on a socket of its own."""

    socket: Path
    env: dict[str, str]

    def __call__(self, *command: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self.socket), "-f", "/dev/null", *command],
            env=self.env,
            capture_output=True,
            check=True,
            timeout=HANG_SECONDS,
        )
        return done.stdout.decode()

    @contextmanager
    def attached(self, term: str) -> Iterator[bytearray]:
        """Attach a terminal, and collect what tmux writes to it."""
        leader, follower = pty.openpty()
        client = subprocess.Popen(
            ["tmux", "-S", str(self.socket), "attach"],
            env={**self.env, "TERM": term},
            stdin=follower,
            stdout=follower,
            stderr=follower,
            start_new_session=True,
        )
        os.close(follower)
        screen = bytearray()

        def read() -> None:
            try:
                while piece := os.read(leader, 65536):
                    screen.extend(piece)
            except OSError:  # Linux ends a pty whose other side is closed by an error
                return

        self("wait-for", "attached")
        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        try:
            yield screen
        finally:
            self("detach-client", "-a")
            self("detach-client")
            client.wait(HANG_SECONDS)
            reader.join(HANG_SECONDS)
            os.close(leader)


@pytest.fixture
def tmux(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tmux]:
    skip_without("tmux")
    server = Tmux(tmp_path_factory.mktemp("t") / "s", dict(scene.env))
    server.env["TERM"] = "xterm-256color"
    server("new-session", "-d", "-x", "80", "-y", "24", "cat")
    server("set-hook", "-g", "client-attached", "wait-for -S attached")
    pid = server("display-message", "-p", "#{pid}").strip()
    scene.env |= {"TMUX": f"{server.socket},{pid},0", "TERM": "tmux-256color"}
    try:
        yield server
    finally:
        server("kill-server")


@pytest.fixture(scope="session")
def x_display() -> Iterator[str]:
    skip_without("Xvfb", "xclip")
    for _ in range(_TRIES):
        server, number = _started_display()
        if number:
            break
    else:
        pytest.fail(f"Xvfb did not start: {server.communicate()[1]}")
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.communicate()


def _started_display() -> tuple[subprocess.Popen[str], str]:
    """Start an X server on a number that it chooses; return that too, or "" if it ended."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "64x64x8", "-nolisten", "tcp"]
    server = subprocess.Popen(
        command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        return server, answer.readline().strip()


@pytest.fixture
def silent_display() -> Iterator[str]:
    """A display whose server accepts a connection and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        port = listener.getsockname()[1]
        assert port >= 6000, "a display has no such port"
        yield f"127.0.0.1:{port - 6000}"
