"""The plain text of a file that may be damaged, so that it can be searched for a person."""

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

from netui.storage.base.files import read_file
from netui.storage.changes.encodings import readable
from netui.storage.changes.recovery import MOST_UNPACKED, TOO_LARGE, unpacked

_BINARY = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
_MEMBER, _LIST = b"PK\x03\x04", (b"PK\x01\x02", b"PK\x05\x06")
_HEAD = struct.Struct("<4s5H3L2H")
_ENCRYPTED_OR_UNSIZED = 0b1001
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def texts_of(path: Path) -> list[str] | None:
    """Return the texts in a file, packed or not; None where some of it can't be read as text."""
    try:
        return _texts(path.name, read_file(path))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError):
        return None


def _texts(name: str, data: bytes) -> list[str]:
    if ".zip" in name:
        try:
            return _texts_of_zip(data)
        except zipfile.BadZipFile:
            return _stored_texts(data)
    if ".gz" in name:
        data = unpacked(data)
    text = readable(data).strip("\0")  # a crash can leave zeros at the end
    if _BINARY.search(text):
        raise ValueError(name)
    if _ESCAPE.search(text):
        return [text, _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)]
    return [text]


def _texts_of_zip(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = packed.infolist()
        if sum(each.file_size for each in members) > MOST_UNPACKED:
            raise ValueError(TOO_LARGE)
        inside = [_texts(each.filename, packed.read(each)) for each in members]
    return [*(each.filename for each in members), *(text for texts in inside for text in texts)]


def _stored_texts(data: bytes) -> list[str]:
    """Return the texts of a damaged zip whose files are not compressed; raise ValueError for any other.

    They follow one another, each after a head with its name and size. The list at the end,
    and the end of the last file, may be missing.
    """
    found: list[str] = []
    position = 0
    while data.startswith(_MEMBER, position) and len(data) >= position + _HEAD.size:
        _, _, flags, method, _, _, _, size, _, named, more = _HEAD.unpack_from(data, position)
        if method != zipfile.ZIP_STORED or flags & _ENCRYPTED_OR_UNSIZED:
            raise ValueError("it is compressed")
        start = position + _HEAD.size + named + more
        name = data[position + _HEAD.size : start - more].decode("utf-8", "replace")
        found += [name, *_texts(name, data[start : start + size])]
        position = start + size
    rest = data[position:]
    if not found or (rest and not rest.startswith(_LIST)):
        raise ValueError("what stands in it can't be told")
    return [*found, rest.decode("utf-8", "replace")]
