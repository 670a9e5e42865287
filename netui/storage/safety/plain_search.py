"""The plain text of a file that may be damaged, so that it can be searched for a person."""

import io
import re
import zipfile
import zlib
from pathlib import Path

from netui.storage.base.files import read_file
from netui.storage.changes.encodings import readable
from netui.storage.changes.recovery import MOST_UNPACKED, TOO_LARGE, unpacked

_BINARY = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def texts_of(path: Path) -> list[str] | None:
    """Return the texts in a file, packed or not; None where some of it can't be read as text."""
    try:
        return _texts(path.name, read_file(path))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError):
        return None


def _texts(name: str, data: bytes) -> list[str]:
    if ".zip" in name:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            if sum(each.file_size for each in members) > MOST_UNPACKED:
                raise ValueError(TOO_LARGE)
            inside = [_texts(each.filename, packed.read(each)) for each in members]
        return [*(each.filename for each in members), *(text for texts in inside for text in texts)]
    if ".gz" in name:
        data = unpacked(data)
    text = readable(data).strip("\0")  # a crash can leave zeros at the end
    if _BINARY.search(text):
        raise ValueError(name)
    if _ESCAPE.search(text):
        return [text, _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)]
    return [text]
