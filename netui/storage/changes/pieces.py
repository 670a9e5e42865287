"""The JSON objects in a journal that is no longer a line each: laid out by an editor, or merged by git."""

import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from netui.storage.base.decoding import decoder
from netui.storage.changes.salvage import JsonObjects, UnreadableError

_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
CONFLICT_MARKS = tuple(mark.encode() for mark in _MARKS)
_AROUND = " \t\r\0\ufeff"
_LINE = re.compile(r'\{\s*"crc"\s*:')
_STRING = r'"(?:[^"\\]|\\[\s\S])*+"'
_BEGINNING = re.compile(  # without it an object can't be read: told at a tenth of the price
    rf"\{{[ \t\n\r]*+(?:\}}|{_STRING}[ \t\n\r]*+:[ \t\n\r]*+(?:{_STRING}[ \t\n\r]*+[,}}]|[^ \t\n\r\"]))"
)
_BRACKET = re.compile(rf"{_STRING}|[{{}}\[\]]")
_DEEP = 500
_is_json = decoder(msgspec.Raw)


class Piece(Struct, frozen=True):
    """An object and the line it begins on; empty for what can't be read, `is_line` where that was one."""

    line: int
    text: bytes
    is_line: bool = True


def pieces(data: bytes, number: int) -> Iterator[Piece]:
    """Yield the contents of a journal, piece by piece; `number` is that of its first line."""
    text = data.decode("utf-8", "surrogateescape")
    objects = JsonObjects(text)
    hopeless: set[int] = set()
    position = 0
    while position < len(text):
        end = _end_of_line(text, position)
        plain = text[position:end].strip(_AROUND)
        start = _start_of_object(text, position, end, plain)
        after = end
        if start < 0:
            if plain and not plain.startswith(_MARKS):
                yield Piece(number, b"", is_line='"seq"' in plain)
        elif plain.startswith("{") and _is_alone(body := plain.encode("utf-8", "surrogateescape")):
            yield Piece(number, body)
        else:
            for found, after in _objects_of_line(text, objects, start, hopeless):  # noqa: B007  (where the last ended)
                yield Piece(number, found)
            end = _end_of_line(text, after)
        number += text.count("\n", position, end) + 1
        position = end + 1


def _start_of_object(text: str, position: int, end: int, plain: str) -> int:
    """Return where the first object of a line begins, no matter what comes before a line of ours; -1 for
    none.
    """
    if plain.startswith("{"):
        return text.index("{", position)
    match = _LINE.search(text, position, end)
    return match.start() if match else -1


def _objects_of_line(
    text: str, objects: JsonObjects, start: int, hopeless: set[int]
) -> Iterator[tuple[bytes, int]]:
    """Yield the objects that begin on one line, one behind another, and where each ends."""
    while start >= 0:
        found, after = b"", start + 1
        if start not in hopeless and _BEGINNING.match(text, start):
            try:
                _, after = objects.at(start)
                found = text[start:after].encode("utf-8", "surrogateescape")
            except UnreadableError as error:
                hopeless.update(_open_at(text, start, error.position))
        yield found, after if found else start
        end = _end_of_line(text, after)
        match = _LINE.search(text, after, end)
        start = match.start() if match else -1


def _open_at(text: str, start: int, position: int) -> list[int]:
    """Return where all begins that is open where an object can't be read: none of it can be."""
    found: list[int] = []
    for match in _BRACKET.finditer(text, start, position if position > start else len(text)):
        if match[0] in {"{", "["}:
            found.append(match.start())
        elif match[0] in {"}", "]"} and found:
            found.pop()
        if len(found) > _DEEP:
            break
    return found


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _is_alone(body: bytes) -> bool:
    try:
        _is_json(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
    return True
