"""Comma-separated text from strangers, cut into rows and cells in linear time.

What goes wrong stays where it is: a quote that is never closed costs its own row, not the rest of
the file; a cell over the limit costs its row. Nothing is guessed by statistics: the encoding follows from
the bytes, the delimiter from the header line.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from netui.domain.errors import ImportFileError
from netui.domain.text import clean
from netui.plain_file import read_small
from netui.typed_path import is_folder

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 100_000
MAX_CELL = 64 * 1024
MAX_CELLS = 1_000
DELIMITERS = (",", ";", "\t")

UNCLOSED = "a quote opened in this row is never closed"
OVERSIZE = "a cell is over 64 kB"
CROWDED = f"the row has over {MAX_CELLS:,} cells"

_SHOWN = 80
_PIECE = 1 << 16
_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_UTF7_RUN = re.compile(r"\+(?![0-9]+(?![A-Za-z0-9+/]))([A-Za-z0-9+/]{3,})-?")
"""Digits alone are a telephone number: "+100"."""
_ENOUGH_RUNS = 3
_BLANK_LINES = re.compile("\n++")
_UNQUOTED = {delimiter: re.compile(f"[^{delimiter}\n]*+") for delimiter in DELIMITERS}
# The scan of a row stops at the first odd run of quotes, and a row that opens a quote holds one: so no
# stretch of text is scanned more than twice.
_SOUND_ROW = {
    delimiter: re.compile(f"{cell}(?:{delimiter}{cell}){{0,{MAX_CELLS}}}+(?=\n|\\Z)")
    for delimiter in DELIMITERS
    for cell in (f'(?:"[^"]*+(?:""[^"]*+)*+"|(?!")[^{delimiter}\n]*+)',)
}
_CELL = {
    delimiter: re.compile(f'(?:\\A|{delimiter})(?:"([^"]*+(?:""[^"]*+)*+)"|((?!")[^{delimiter}\n]*+))')
    for delimiter in DELIMITERS
}


class CsvRow(Struct, frozen=True):
    """One row; `line` is the physical line it starts on, from 1; `problem` says why it cannot be used.

    With a problem the cells are only what can be shown of the row.
    """

    line: int
    cells: list[str]
    problem: str = ""

    def cell(self, column: int | None) -> str:
        """Return a cell without the space around it; empty for a column the row or the header lacks."""
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; raise ImportFileError if it cannot be read or is over 50 MB."""
    name = clean(path.name) or clean(str(path))
    try:
        if is_folder(path):
            raise ImportFileError(f"{name} is a folder: name the file inside it")
        data = read_small(path, MAX_BYTES)
    except FileNotFoundError as error:
        raise ImportFileError(f"there is no file {clean(str(path))}: check the name") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ImportFileError(f"{name} cannot be read: {reason}") from error
    if len(data) > MAX_BYTES:
        raise ImportFileError(f"{name} is over {MAX_BYTES // 1024**2} MB: split it into smaller files")
    return data


def decode(data: bytes, page: str = "cp1252") -> str:
    """Return the text of a file, its lines ended by a line feed alone and without NUL.

    UTF-8, UTF-7 and UTF-16, with or without a mark. A line that isn't UTF-8 is taken as one of the code
    page, each line for itself, so that one stray byte does not garble every name of the file.
    """
    encoding = wide_encoding(data)
    if encoding:
        text = data.decode(encoding, "replace")
        return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    # On the bytes, which is cheaper: a text that holds one emoji takes four times the room.
    data = (
        data.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    )
    try:
        return _from_utf7(data.decode("utf-8"))
    except UnicodeDecodeError:
        if _UTF8.search(data):  # mixed, it seems: each line for itself
            return "".join(_decode_lines(data, page))
        return data.decode(page, "replace")


def _from_utf7(text: str) -> str:
    """Return the text of a file in UTF-7, such as "Ren+AOk-e" for "Renée"; any other text as it is.

    UTF-7 is ASCII, so that its content has to tell: letters of Europe, or three texts that are all written
    so. A "+" of an address or a telephone number hardly ever decodes to either.
    """
    if "+" not in text or not text.isascii():
        return text
    found = [_utf7_run(match) for match in _UTF7_RUN.finditer(text)]
    sure = any(run and max(run) < "\u0600" for run in found)
    if not sure and not (len(found) >= _ENOUGH_RUNS and all(found)):
        return text
    return _UTF7_RUN.sub(lambda match: _utf7_run(match) or match[0], text).replace("+-", "+")


def _utf7_run(match: re.Match[str]) -> str:
    """Return what one run of base64 stands for; nothing for what isn't UTF-7."""
    try:
        run = f"+{match[1]}-".encode().decode("utf-7")
    except UnicodeDecodeError:
        return ""
    run = run.replace("\r\n", "\n").replace("\r", "\n")
    return run if run.replace("\n", "").replace("\t", "").isprintable() else ""


def wide_encoding(data: bytes) -> str:
    """Return the encoding of a file whose characters take two or four bytes; nothing for any other."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:400]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    # Latin letters in UTF-16 have a NUL for their other half; stray NULs are equally likely on both sides.
    if odd > 0.6 * len(sample[1::2]) and even * 4 < odd:
        return "utf-16-le"
    if even > 0.6 * len(sample[::2]) and odd * 4 < even:
        return "utf-16-be"
    return ""


def _decode_lines(data: bytes, page: str) -> Iterator[str]:
    """Yield the text in pieces of many lines."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + _PIECE) + 1 or len(data)
        piece = data[start:end]
        yield "".join(_decode_line(line, page) for line in piece.splitlines(keepends=True))
        start = end


def _decode_line(line: bytes, page: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(page, "replace")


def split_line(line: str, delimiter: str) -> list[str]:
    """Cut one physical line into cells, as well as its quotes allow."""
    return _cut(line, delimiter).cells


def physical_lines(text: str, count: int) -> Iterator[tuple[int, int, str]]:
    """Yield (number from 1, offset, line) of the first lines of a decoded text."""
    start = 0
    for number in range(1, count + 1):
        if start >= len(text):
            return
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield number, start, text[start:end]
        start = end + 1


def read_rows(text: str, delimiter: str, *, name: str, start: int = 0, line: int = 1) -> Iterator[CsvRow]:
    """Yield the rows of a decoded text from an offset, which is the start of the physical line `line`.

    Rows without any text are left out. Raises ImportFileError past 100,000 rows.
    """
    count = 0
    while start < len(text):
        if blank := _BLANK_LINES.match(text, start):
            line += blank.end() - start
            start = blank.end()
            continue
        row, end = _read_row(text, start, delimiter, line)
        line += text.count("\n", start, end) + 1
        start = end + 1
        if not row.problem and not any(cell and not cell.isspace() for cell in row.cells):
            continue
        count += 1
        if count > MAX_ROWS:
            raise ImportFileError(f"{name} has over {MAX_ROWS:,} rows: split it into smaller files")
        yield row


def _read_row(text: str, start: int, delimiter: str, line: int) -> tuple[CsvRow, int]:
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    if text.find('"', start, end) < 0:
        cells = text[start:end].split(delimiter, MAX_CELLS)
        return _judged(cells, end - start, line), end
    # A quoted cell may run over line breaks, but only if every quote of the row is where it belongs.
    if sound := _SOUND_ROW[delimiter].match(text, start):
        pairs = _CELL[delimiter].findall(sound[0])
        if '""' in sound[0]:
            pairs = [(quoted.replace('""', '"'), plain) for quoted, plain in pairs]
        cells = [quoted or plain for quoted, plain in pairs]
        return _judged(cells, sound.end() - start, line), sound.end()
    cut = _cut(text[start:end], delimiter)
    if cut.sound:
        return _judged(cut.cells, end - start, line), end
    problem = CROWDED if len(cut.cells) > MAX_CELLS else UNCLOSED
    return CsvRow(line, _shown(cut.cells), problem), end


def _judged(cells: list[str], length: int, line: int) -> CsvRow:
    if len(cells) > MAX_CELLS:
        return CsvRow(line, _shown(cells), CROWDED)
    if length > MAX_CELL and any(len(cell) > MAX_CELL for cell in cells):
        return CsvRow(line, _shown(cells), OVERSIZE)
    return CsvRow(line, cells)


def _shown(cells: list[str]) -> list[str]:
    return [cell[:_SHOWN] for cell in cells[:_SHOWN]]


class _Cut(NamedTuple):
    cells: list[str]
    sound: bool


def _cut(line: str, delimiter: str) -> _Cut:
    """Cut one line into cells leniently: a quote that closes in the middle of a cell is text of it."""
    unquoted = _UNQUOTED[delimiter]
    cells: list[str] = []
    pos = 0
    while True:
        if line.startswith('"', pos):
            match = _QUOTED.match(line, pos)
            if match is None:
                return _Cut([*cells, line[pos : pos + MAX_CELL]], sound=False)
            cell, end = match[1].replace('""', '"'), match.end()
            if end < len(line) and line[end] != delimiter and (tail := unquoted.match(line, end)):
                cell, end = cell + tail[0], tail.end()
        else:
            plain = unquoted.match(line, pos)
            cell, end = (plain[0], plain.end()) if plain else ("", pos)
        cells.append(cell)
        if end >= len(line):
            return _Cut(cells, sound=True)
        if len(cells) > MAX_CELLS:
            return _Cut(cells, sound=False)
        pos = end + 1
