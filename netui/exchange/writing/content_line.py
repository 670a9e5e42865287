"""Content lines, as vCards and iCalendar files have them: one property a line, escaped and folded."""

from netui.domain.text import clean

_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})


def text_value(value: str) -> str:
    """Return a value that stays one value on one line, whatever it holds."""
    return clean(value.strip(), newlines=True).translate(_ESCAPED)


def folded(line: str) -> str:
    """Break a line into pieces of 75 octets at most, never inside a character."""
    if len(line) * 4 <= _OCTETS or len(line.encode()) <= _OCTETS:
        return line
    pieces: list[str] = []
    piece, size = "", 0
    for ch in line:
        octets = len(ch.encode())
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += ch
        size += octets
    return "\r\n".join([*pieces, piece])
