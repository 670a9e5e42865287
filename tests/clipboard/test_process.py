"""Programs that copy: what they write is read only as far as it can be a text."""

import os

import pytest

from netui.clipboard.process import MOST_BYTES, Deadline, run
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
