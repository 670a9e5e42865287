"""The JSON objects in a journal that is no longer a line each: laid out by an editor, or merged by git."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from netui.storage.decoding import decoder
from netui.storage.salvage import JsonObjects, UnreadableError

_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_AROUND = " \t\r\0\ufeff"
_is_json = decoder(msgspec.Raw)


@dataclass(frozen=True, slots=True)
class Piece:
    """An object and the line it begins on; empty for what can't be read, `is_line` where that was one."""

    line: int
    text: bytes
    is_line: bool = True


def pieces(data: bytes, number: int) -> Iterator[Piece]:
    """Yield what stands in a journal, piece by piece; `number` is that of its first line."""
    text = data.decode("utf-8", "surrogateescape")
    objects = JsonObjects(text)
    position = 0
    while position < len(text):
        end = _end_of_line(text, position)
        plain = text[position:end].strip(_AROUND)
        if plain.startswith("{"):
            body = plain.encode("utf-8", "surrogateescape")
            if not _stands_alone(body):
                start = text.index("{", position)
                try:
                    _, after = objects.at(start)
                except UnreadableError:
                    body = b""
                else:
                    body = text[start:after].encode("utf-8", "surrogateescape")
                    end = _end_of_line(text, after)
            yield Piece(number, body)
        elif plain and not plain.startswith(_MARKS):
            yield Piece(number, b"", is_line='"seq"' in plain)
        number += text.count("\n", position, end) + 1
        position = end + 1


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _stands_alone(body: bytes) -> bool:
    try:
        _is_json(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
    return True
