"""Programs that copy: what they write is read only as far as it can be a text."""

import os
from subprocess import PIPE

import pytest

from netui.clipboard.process import MOST_BYTES, Deadline, run
from netui.clipboard.pyperclip_process import bounded
from tests.waiting import HANG_SECONDS

_TEXT = b"line of a note\n" * 20_000


def _answer(script: str, data: bytes = _TEXT) -> bytes | None:
    return run(["sh", "-c", script], data=data, env=dict(os.environ), deadline=Deadline(HANG_SECONDS))


def test_a_program_that_writes_for_ever_is_ended_once_it_wrote_too_much() -> None:
    deadline = Deadline(HANG_SECONDS)
    assert run(["yes"], env=dict(os.environ), deadline=deadline) is None
    assert deadline.left()


def test_all_a_program_writes_up_to_the_limit_is_read() -> None:
    written = _answer(f"head -c {MOST_BYTES} /dev/zero")
    assert written is not None
    assert len(written) == MOST_BYTES


@pytest.mark.parametrize(
    ("script", "answer"),
    [
        ("cat", _TEXT),
        ("exec <&-; echo closed", b"closed\n"),
        ("cat > /dev/null; echo read", b"read\n"),
        ("cat; exit 1", None),
    ],
)
def test_a_program_gets_all_its_input_and_its_answer_is_what_it_wrote(
    script: str, answer: bytes | None
) -> None:
    assert _answer(script) == answer


@pytest.mark.parametrize(
    ("script", "answer"),
    [
        ("printf note", b"note"),
        ("printf 1234567890", b"1234567890"),
        ("printf 12345678901", b""),
        ("yes", b""),
        ("yes >&2 & printf note; kill $!", b"note"),
    ],
)
def test_what_pyperclip_runs_is_read_no_further_than_a_text_can_reach(script: str, answer: bytes) -> None:
    process = bounded(10)(["sh", "-c", f"exec 3>&-; {script}"], stdout=PIPE, stderr=PIPE)
    assert process.communicate() == (answer, b"")
    assert process.returncode is not None


def test_what_pyperclip_runs_gets_its_input() -> None:
    process = bounded(10)(["sh", "-c", "cat > /dev/null"], stdin=PIPE)
    process.communicate(input=b"note" * 10_000)
    assert process.returncode == 0
