import base64
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netui.clipboard.osc52 import osc52, through_screen


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_the_terminal_gets_the_exact_text(text: str) -> None:
    data = text.encode("utf-8", "replace")
    found = re.fullmatch("\x1b\\]52;c;([A-Za-z0-9+/=]*)\x07", osc52(data))
    assert found is not None
    assert base64.b64decode(found[1]) == data


@pytest.mark.parametrize("size", [0, 1, 150, 2_000, 100_000])
def test_screen_gets_short_pieces_that_join_to_the_sequence(size: int) -> None:
    sequence = osc52(b"n" * size)
    pieces = re.findall("\x1bP(.*?)\x1b\\\\", through_screen(sequence), re.DOTALL)
    assert "".join(pieces) == sequence
    assert max(map(len, pieces)) <= 200
