"""Under the limits of a shell (ulimit), a command works or ends with one clear line."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.programs import environment, program


def limited(kind: int, most: int) -> Callable[[], None]:
    """Return what sets a limit for a process that is about to start."""
    return lambda: resource.setrlimit(kind, (most, most))


def own(folder: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], **environment(folder / "store")}


@pytest.mark.parametrize("most", [6, 9, 16, 30])
@pytest.mark.parametrize("words", [("list",), ("add", "Ann")])
def test_too_few_files(tmp_path: Path, most: int, words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "netui", "--store", str(tmp_path / "store"), *words],
        env=own(tmp_path),
        preexec_fn=limited(resource.RLIMIT_NOFILE, most),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "netui: it may not open enough files here: raise the limit with ulimit -n 256, then try again\n"
    )
    assert not (tmp_path / "store").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="this limit is enforced on Linux alone")
def test_too_little_memory_for_the_screen(tmp_path: Path) -> None:
    limited = ("sh", "-c", 'ulimit -v 300000; exec "$@"', "sh")
    with program(tmp_path / "store", before=limited) as running:
        assert running.wait_exit() == 1
        assert running.output.replace(b"\r\n", b"\n") == (
            b"netui: there is too little memory: close other programs or raise the limit, then try again\n"
        )


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            "MemoryError()",
            "there is too little memory: close other programs or raise the limit, then try again",
        ),
        (
            "ImportError('failed to map segment', name='zlib')",
            "zlib can't be loaded (failed to map segment): make room in the memory, or install netui again",
        ),
    ],
)
def test_no_memory_for_a_command(tmp_path: Path, error: str, words: str) -> None:
    script = (
        "import sys, netui.__main__ as program\n"
        f"def fail(): raise {error}\n"
        "program._run = fail\n"
        "program.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=own(tmp_path), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"netui: {words}\n")


def test_an_export_without_an_output_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-m", "netui", "export", "csv"],
        env=own(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (2, "netui: stdout is closed: name a file with -o\n")


def test_the_size_of_the_screen_is_that_of_the_terminal(tmp_path: Path) -> None:
    odd = {"COLUMNS": "9" * 30, "LINES": "9" * 30}
    with program(tmp_path / "store", more=odd) as running:
        running.wait_for("netui")
        running.send("\x11")
        assert running.wait_exit() == 0
