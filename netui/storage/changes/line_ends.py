"""What editors, git and copies put around the lines of a file, and a file without it.

A carriage return or spaces at the end of a line, empty lines, a byte order mark, no last newline: none of
it is content. Whether what is left is as it was written, only its checksum says.
"""

import re

BOM = b"\xef\xbb\xbf"
_AROUND = b" \t\r"
EMPTY = "it is empty"
_BLANK_LINES = re.compile(rb"\n[ \t\r\n]*\n")
_LOOKED_AT = 1 << 13
_ALTERED = (b"\r", b" \n", b"\t\n", b"\n\n", b"\n ", b"\n\t")


def without_surroundings(text: bytes) -> tuple[bytes, str]:
    """Return a line without what was put around it, and what that is; “” for a line that is as written."""
    plain = text
    while plain.startswith(BOM):
        plain = plain.removeprefix(BOM)
    plain = plain.strip(_AROUND)
    if not plain:
        return plain, EMPTY
    if plain == text:
        return text, ""
    if text.startswith(BOM):
        return plain, "a byte order mark stands before it"
    return plain, "it ends with a carriage return" if text == plain + b"\r" else "it has spaces around it"


def what_was_added(data: bytes) -> str:
    """Say what was put into a file that is as written but for that."""
    if data.startswith(BOM):
        return "it begins with a byte order mark"
    if b"\r\n" in data:
        return "its lines end with carriage returns"
    return "it has spaces or empty lines that netui doesn't write, or its last newline is missing"


def as_written(data: bytes) -> bytes:
    """Return a file with plain line ends and nothing around its lines."""
    ends = b"\n" + data[:_LOOKED_AT] + b"{}" + data[-_LOOKED_AT:]
    usual = not data.startswith(BOM) and data.endswith(b"}\n") and not any(each in ends for each in _ALTERED)
    if usual and b"\r" not in data:
        return data  # who adds spaces or empty lines in the middle alone has edited it
    data = _BLANK_LINES.sub(b"\n", data)
    lines = (without_surroundings(text)[0] for text in data.split(b"\n"))
    return b"".join(text + b"\n" for text in lines if text)
