"""Files that another program saved in another encoding or with other line ends: what they were before.

Nothing is guessed for good: whether a form is the one that was written, only a checksum says.
"""

import codecs
import re
from collections.abc import Iterator

from netui.storage.changes.line_ends import BOM, as_written, what_was_added

_LOOKED_AT = 400
_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    (b"{\0\0\0", "utf-32-le", "UTF-32"),
    (b"\0\0\0{", "utf-32-be", "UTF-32"),
    (b"{\0", "utf-16-le", "UTF-16"),
    (b"\0{", "utf-16-be", "UTF-16"),
)
_SINGLE_BYTE = ("cp1252", "latin-1")
_WHOLE_LETTER = re.compile("[^\x00-\x7f\udc80-\udcff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")


def in_utf8(data: bytes) -> bytes:
    """Return a text in UTF-8 with newlines, where it is in UTF-16 or UTF-32 or has carriage returns alone."""
    if (codec := _codec_of(data)[0]) is not None:
        data = data.decode(codec, "replace").encode("utf-8", "replace")
    return data.replace(b"\r", b"\n") if b"\r" in data and b"\n" not in data else data


def readable(data: bytes) -> str:
    """Return the text of a file, whatever it is saved in; what no encoding explains is escaped."""
    text = in_utf8(data).removeprefix(BOM).decode("utf-8", "surrogateescape")
    if text.isascii() or not _is_single_byte(text):
        return text
    return text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def forms(data: bytes) -> Iterator[tuple[bytes, str]]:
    """Yield what a file may have been before another program saved it, and what that one did."""
    plain = in_utf8(data)
    if (form := as_written(plain)) is not data:
        yield form, what_was_added(data) if plain is data else _what_was_done(data)
    if not plain.isascii():
        for text in other_encodings(plain):
            yield as_written(text), "it is saved in another encoding than UTF-8"


def other_encodings(text: bytes) -> Iterator[bytes]:
    """Yield a text as it was before it was saved in, or read as, an encoding of one byte a letter."""
    escaped = text.decode("utf-8", "surrogateescape")
    for codec in _SINGLE_BYTE:
        try:
            if _is_single_byte(escaped):
                yield text.decode(codec).encode()
            elif _was_read_as(escaped, codec):
                yield escaped.encode(codec)
        except UnicodeError:
            continue


def _what_was_done(data: bytes) -> str:
    _, name = _codec_of(data)
    return f"it is saved as {name}, not as UTF-8" if name else "its lines end with carriage returns alone"


def _codec_of(data: bytes) -> tuple[str | None, str]:
    return next(((codec, name) for start, codec, name in _MARKED if data.startswith(start)), (None, ""))


def _is_single_byte(text: str) -> bool:
    """Whether a text that was decoded with escapes has some, and no letter beyond ASCII that is whole."""
    return not text.isascii() and _WHOLE_LETTER.search(text) is None


def _was_read_as(text: str, codec: str) -> bool:
    """Whether the first letters beyond ASCII look like UTF-8 that was read as another encoding."""
    match = _NOT_ASCII.search(text)
    if match is None:
        return False
    try:
        text[match.start() : match.start() + _LOOKED_AT].encode(codec).decode("utf-8", "strict")
    except UnicodeDecodeError as error:
        return error.start > 0 and error.reason == "unexpected end of data"
    except UnicodeEncodeError:
        return False
    return True
