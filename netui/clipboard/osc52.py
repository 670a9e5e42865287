"""OSC 52, the escape sequence by which a program offers a text to the clipboard of its terminal."""

import base64
from collections.abc import Iterator

SURE_UP_TO = 74_994
"""The longest sequence that every terminal known to take OSC 52 takes; some take more."""
_PIECE = 200


def osc52(data: bytes) -> str:
    """Return the sequence; it ends in BEL, since a screen around us would take an ESC as its own."""
    return f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07"


def through_screen(sequence: str) -> str:
    """Wrap a sequence so that GNU screen passes it on; it only takes short pieces."""
    return "".join(f"\x1bP{piece}\x1b\\" for piece in _pieces(sequence))


def _pieces(sequence: str) -> Iterator[str]:
    for start in range(0, len(sequence), _PIECE):
        yield sequence[start : start + _PIECE]
