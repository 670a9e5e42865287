"""The real program: no terminal, closed pipes, full disks, other locales, and what a prompt loads."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import NOW
from tests.needs import needs, needs_full_device
from tests.waiting import HANG_SECONDS

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(tmp_path),
        "NETUI_STORE": str(tmp_path / "store"),
        "NETUI_NOW": NOW,
        "TZ": "Europe/Berlin",
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }


def run(
    environ: dict[str, str], *arguments: str | bytes, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "netui", *arguments],
        cwd=ROOT,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        start_new_session=True,  # no terminal is in reach, no matter who runs the tests
    )


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_no_terminal_no_screen(environ: dict[str, str], term: str) -> None:
    done = run({**environ, "TERM": term})
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr


def test_native_windows_gets_one_line_that_says_where_netui_runs(environ: dict[str, str]) -> None:
    program = "import os; os.name = 'nt'; from netui.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environ, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"netui runs on Linux, macOS and WSL.\n"
    assert not (Path(environ["HOME"]) / "store").exists()


def test_data_and_messages_and_codes(environ: dict[str, str]) -> None:
    done = run(environ, "add", "Zoë 高橋", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["name"] == "Zoë 高橋"
    assert "Zoë".encode() in done.stdout
    missing = run(environ, "show", "nobody")
    assert (missing.returncode, missing.stdout) == (3, b"")
    assert b"Traceback" not in missing.stderr


def test_a_locale_without_the_letters(environ: dict[str, str]) -> None:
    run(environ, "add", "Zoë 高橋")
    plain = {**environ, "PYTHONIOENCODING": "ascii"}
    shown = run(plain, "list", "--json")
    assert json.loads(shown.stdout.decode("ascii"))[0]["name"] == "Zoë 高橋"
    assert run(plain, "list").stdout.decode("ascii").startswith("8")


def test_bytes_that_are_no_text(environ: dict[str, str]) -> None:
    done = run(environ, "add", b"An\xff\x1b[2Ja", "--json")
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout
    assert b"\xff" not in done.stdout


def test_a_reader_that_goes_away(environ: dict[str, str]) -> None:
    run(environ, "demo", "--into", environ["NETUI_STORE"])
    reader, writer = os.pipe()
    os.close(reader)
    for command in (
        ("list", "--json"),
        ("list",),
        ("list",),
        ("due", "--prompt"),
        ("due", "--prompt"),
        ("--version",),
    ):
        done = run(environ, *command, stdout=writer)
        assert (done.returncode, done.stderr) == (0, b""), command
    os.close(writer)


@needs_full_device
def test_no_room_for_the_output(environ: dict[str, str]) -> None:
    run(environ, "add", "Ana Silva")
    full = os.open("/dev/full", os.O_WRONLY)
    larger_than_the_buffer = ("edit", "Ana", "--set", "notes=" + "x" * 20_000, "--json")
    for command in (
        ("list", "--json"),
        ("add", "Bo Lund"),
        larger_than_the_buffer,
        ("--help",),
        ("completion", "bash"),
    ):
        done = run(environ, *command, stdout=full)
        assert done.returncode == 1
        assert done.stderr.startswith(b"netui: stdout can't be written (No space left on device)")
        assert done.stderr.endswith(b"Whatever the command changed is saved\n")
        assert done.stderr.count(b"\n") == 1
    os.close(full)
    people = run(environ, "list", "--json").stdout
    assert b"Bo Lund" in people
    assert b"xxx" in people


@pytest.mark.parametrize("command", ["--help", "--version", "completion bash", "add Bo"])
def test_a_closed_output(environ: dict[str, str], command: str) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-m", "netui", *command.split()],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("netui: stdout can't be written (Bad file descriptor)")
    assert done.stderr.count("\n") == 1


def test_a_copy_without_a_terminal_writes_no_escape_codes_into_a_log(
    environ: dict[str, str], tmp_path: Path
) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('clipboard = "osc52"\n')
    run(environ, "add", "Ana Silva")
    done = run(environ, "--config", str(settings), "note", "ana", "--template", "check-in", "--copy")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"Not copied" in done.stderr


def _interruptible() -> None:
    """Undo what a shell does to commands it starts in the background: they ignore the interrupt key."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _started(environ: dict[str, str], *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environ,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_interruptible,
    )


def test_interrupted(environ: dict[str, str]) -> None:
    with _started(environ, "-m", "netui", "import", "-") as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b"x" * 500_000)  # more than a pipe holds: netui is reading once this is through
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        assert process.wait(HANG_SECONDS) == 130
        assert b"Traceback" not in process.stderr.read()
    assert json.loads(run(environ, "list", "--json").stdout) == []


_INTERRUPTED_BEFORE_IT_WAITS = """
import sys, threading, _thread, netui.cli.streams as streams, netui.__main__ as program
sys.argv = ["netui", *sys.argv[1:]]
waits = streams.select
def select(*arguments):
    threading.Timer(0.05, _thread.interrupt_main).start()  # wakes no call that waits already
    streams.select = waits
    return waits(*arguments)
streams.select = select
program.main()
"""


@pytest.mark.parametrize("arguments", [("import", "-"), ("add", "Ann", "--note", "-")])
def test_an_interrupt_that_wakes_nothing_is_noticed(
    environ: dict[str, str], arguments: tuple[str, ...]
) -> None:
    with _started(environ, "-c", _INTERRUPTED_BEFORE_IT_WAITS, *arguments) as process:
        assert process.stderr is not None
        assert process.wait(HANG_SECONDS) == 130  # stdin stays open all the while
        assert process.stderr.read() == b""


def loaded(environ: dict[str, str], modules: set[str], *command: str) -> str:
    """Return what a command writes, and in a last line which of these modules it has loaded."""
    code = (
        "import sys, netui.__main__ as program\n"
        f"sys.argv = ['netui', *{command}]\n"
        "try:\n    program.main()\nexcept SystemExit as stop:\n    assert not stop.code\n"
        f"print(sorted({modules} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_prompt_loads_next_to_nothing(environ: dict[str, str]) -> None:
    first = run(environ, "due", "--prompt")
    assert (first.returncode, first.stdout) == (0, b"\n")
    heavy = {"msgspec", "tinydb", "platformdirs", "argparse", "textual", "json", "tomllib"}
    assert loaded(environ, heavy, "due", "--prompt") == "\n[]\n"


def test_an_agenda_is_read_without_what_reads_typed_text(environ: dict[str, str]) -> None:
    typing = {"netui.domain.week.quick_add", "netui.domain.people.fields"}
    assert loaded(environ, typing, "--json", "due").endswith("\n[]\n")


def test_help_is_made_when_it_is_asked_for(environ: dict[str, str]) -> None:
    pages = {"netui.cli.examples", "netui.cli.shapes_help", "netui.cli.topics"}
    assert loaded(environ, pages, "due").endswith("[]\n")


_ASK_BASH = """
source <(netui completion bash)
while read -r line; do
    read -ra COMP_WORDS <<< "$line"
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
    _shtab_netui netui "${COMP_WORDS[COMP_CWORD]}"
    echo "${COMPREPLY[*]}"
done
"""
_ASKED = {
    "netui show an": r"Ana\ \$\(touch\ x\)",
    'netui show "an': "",
    "netui introduce bo --by ray": r"Bo\ Ray",
    "netui li": "list",
    "netui add X --stage rea": "reached-out",
    "netui goal a": "add",
    "netui note X --template thank": "thank-you thanks-for-help",
    "netui --store st": "store",
}


@needs("bash")
def test_bash_completes_commands_options_and_their_words(environ: dict[str, str], tmp_path: Path) -> None:
    run(environ, "add", "Ana $(touch x)")
    run(environ, "add", "Bo Ray")
    bin_ = Path(sys.executable).parent
    asked = subprocess.run(
        ["bash", "-c", _ASK_BASH],
        cwd=tmp_path,
        env={**environ, "PATH": f"{bin_}:{environ['PATH']}", "PYTHONPATH": str(ROOT)},
        input="\n".join([*_ASKED, ""]),
        text=True,
        capture_output=True,
        check=True,
        start_new_session=True,
    )
    assert asked.stdout.splitlines() == list(_ASKED.values())
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_needs_no_store(environ: dict[str, str], tmp_path: Path, shell: str) -> None:
    done = run(environ, "completion", shell, "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr, found["shell"]) == (0, b"", shell)
    assert "reached-out" in found["script"]
    assert not (tmp_path / "store").exists()
