"""In a real GNU screen the terminal around it gets exactly the note."""

import base64
import re
import sys
from pathlib import Path

import pytest

from tests.needs import needs
from tests.terminal.pty_driver import PtyProgram

pytestmark = needs("screen")

COPY = """
import os, sys
from pathlib import Path
from netui.clipboard.chain import ClipboardChain
from netui.domain.config import ClipboardWay
folder = Path(sys.argv[1])
def write(sequence):
    sys.stdout.write(sequence)
    sys.stdout.flush()
chain = ClipboardChain(os.environ, ClipboardWay.AUTO, folder / "kept.txt", write)
result = chain.copy((folder / "note.txt").read_text(encoding="utf-8"))
print("SAID", result.confirmed, result.way)
sys.stdin.readline()
"""
_OSC52 = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("Hi Priya,\n\nthank you for the half hour.\n", id="short"),
        pytest.param("Grüße aus Zürich, 高橋さん, Ünïcödé 🚀\n" * 50, id="scripts-2kB"),
        pytest.param("a line of a long letter, again and again\n" * 1000, id="40kB"),
    ],
)
def test_the_terminal_around_screen_gets_exactly_the_note(note: str, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(note, encoding="utf-8")
    (tmp_path / "copying.py").write_text(COPY, encoding="utf-8")
    sockets = tmp_path / "s"
    sockets.mkdir(mode=0o700)
    environment = {
        "SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22",
        "SCREENDIR": str(sockets),
        "HOME": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    command = ["screen", "-U", "-c", "/dev/null", sys.executable, str(tmp_path / "copying.py"), str(tmp_path)]
    with PtyProgram(command, environment=environment) as program:
        program.wait_for("SAID False terminal")
        sent = _OSC52.findall(program.output)
        program.send("\r")
    assert [base64.b64decode(one).decode("utf-8") for one in sent] == [note]
