"""Content lines, which vCards and calendars are made of: `group.NAME;PARAMETER=x:value`, folded.

They are read from bytes: a fold may cut a character in two, and each line may have a character set of its
own. What is wrong with a line stays in that line.
"""

import codecs
import re
from binascii import a2b_qp
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from netui.exchange.reading.csv_text import wide_encoding

LONGEST = 1 << 20
"""The bytes of one line that are read; the rest is left out."""
NO_PREFERENCE = 101
WESTERN = "cp1252"

_CACHED_BELOW = 200
_FOLD_FROM = 70
_EQUALS = ord("=")
# A line with its folds, without the line break after it.
_SEGMENT = re.compile(rb"([^\n]*+(?:\n[ \t][^\n]*+)*+)(?:\n|\Z)")
_NAME = rb"[ \t]*+(?:([\w-]++)[.])?+(X-[\w/-]++(?: (?=TALK[;:])TALK)?+|(?!https?:)[A-Z][\w-]*+)[ \t]*+"
_START = re.compile(_NAME + rb"[:;]", re.IGNORECASE)
_HEAD = re.compile(_NAME + rb'(?:;((?:[^":]++|"[^"]*+")*+))?+:', re.IGNORECASE)
_LOOSE_HEAD = re.compile(_NAME + rb"(?:;([^:]*+))?+:", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(rb"[^:]*QUOTED-PRINTABLE", re.IGNORECASE)
_SOFT_BREAK = re.compile(rb"=[ \t]*\n")
_FOLDED_HEAD = re.compile(rb"[\w.-]{1,60}+\n[ \t]")
_TEXTS = re.compile(rb"(?:[\w-]+[.])?(?:NOTE|DESCRIPTION|COMMENT|LABEL|ADR)[ \t]*[;:]", re.IGNORECASE)
_ESCAPES = re.compile(rb"(?<!\\)(?:\\\\)*+\\\Z")
_CARD_ENDS = re.compile(rb"BEGIN[ \t]*+:[ \t]*+VCARD[ \t]*+([\r\n])", re.IGNORECASE)
"""What ends the first line of a card."""
_CR_IN_VALUE = re.compile(rb"(?<!=)\r(?![\w.-]++[ \t]*+[;:])")
_DATA = re.compile(rb"[ \t]*+data:", re.IGNORECASE)

_PARAMETER = re.compile(r'(?:[^;"]++|"[^"]*+"|")++')
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_CHARSET = re.compile(r"(?:iso|windows|cp|koi8|shift|sjis|euc|gb|big5|ks|tis|mac|latin|ms\d)[\w-]*", re.ASCII)
_ONE_BYTE = ("iso8859", "cp125", "koi8", "mac")
_CARET = re.compile(r"\^([n^'])")
_CARETS = {"n": "\n", "^": "^", "'": '"'}
_ESCAPE = re.compile(r"\\([\\,;:\"nN])")


class Parameters(Struct, frozen=True):
    """What is between a name and its value.

    `types` are in lower case, `given` has the others by name, in capitals. `text` is how vCard 3.0 and 4.0
    write them, without the encoding, which is undone in the value. `preference` is 1 for the first choice.
    """

    types: tuple[str, ...] = ()
    given: Mapping[str, str] = {}
    text: str = ""
    preference: int = NO_PREFERENCE
    charset: str = ""
    encoding: str = ""


class ContentLine(Struct, frozen=True):
    """One property: `name` in capitals, `value` with its escapes but without encoding and folds.

    `line` is the physical line it begins on, `cut` whether it was too long to be read whole.
    """

    name: str
    value: str
    line: int
    group: str
    parameters: Parameters
    written: str
    cut: bool = False

    @property
    def text(self) -> str:
        """The whole property on one line, as a file of version 3.0 or 4.0 holds it."""
        group = f"{self.group}." if self.group else ""
        value = self.value.replace("\n", "\\n")
        return f"{group}{self.written.replace('/', '-')}{self.parameters.text}:{value}"


_NONE = Parameters()


def plain_lines(data: bytes) -> bytes:
    """Return the bytes of a file with a line feed alone after each line, in UTF-8 if they were UTF-16.

    A carriage return alone ends a line too, but not inside a value of cards whose lines end otherwise.
    """
    if encoding := wide_encoding(data):
        data = data.decode(encoding, "replace").encode("utf-8", "replace")
    data = data.removeprefix(codecs.BOM_UTF8)
    for odd, plain in ((b"\0", b""), (b"\r\r\n", b"\n"), (b"\r\n", b"\n")):
        data = data.replace(odd, plain)
    if b"\r" in data and set(_CARD_ENDS.findall(data)) == {b"\n"}:
        data = _CR_IN_VALUE.sub(rb"\\n", data)
    return data.replace(b"\r", b"\n")


def content_lines(
    data: bytes, line: int = 1, *, without: Collection[bytes] = frozenset(), page: str = WESTERN
) -> Iterator[ContentLine]:
    """Yield the properties of plain lines, of which the first has the number `line`.

    `page` is the code page of a text that isn't UTF-8 and doesn't say what else it is.
    Pictures and other binary values are left out, and so are the properties `without`, named in capitals.
    What isn't a property belongs to the previous one where that is long, so that a fold lost its blank, or a
    text such as a note; else it is left out.
    """
    pieces: list[bytes] = []
    size, begins, soft = 0, line, False
    for found in _SEGMENT.finditer(data):
        start, end = found.span(1)
        number, line = line, line + data.count(b"\n", start, end) + 1
        if start == end:
            soft = False
            continue
        head = None if soft else _START.match(data, start, end)
        if head is None and not soft and _FOLDED_HEAD.match(data, start, end):
            head = _START.match(data[start:end].replace(b"\n ", b"").replace(b"\n\t", b""))
        if head is not None:
            if pieces and (parsed := _parsed(pieces, begins, page, cut=size > LONGEST)) is not None:
                yield parsed
            pieces, size, begins = [], 0, number
            if head[2].upper() in without:
                continue
            pieces.append(data[start:end] if end - start <= LONGEST else data[start : start + LONGEST])
        elif pieces and size <= LONGEST:
            more = data[start : min(end, start + LONGEST)]
            if (between := _between(pieces, more, soft=soft)) is not None:
                pieces += (between, more)
        size += end - start
        soft = data[end - 1] == _EQUALS and bool(pieces and _QUOTED_PRINTABLE.match(pieces[0]))
    if pieces and (parsed := _parsed(pieces, begins, page, cut=size > LONGEST)) is not None:
        yield parsed


def _between(pieces: list[bytes], more: bytes, *, soft: bool) -> bytes | None:
    """Return what joins a line to the next: a soft break, a fold, or a line break of its text; or None.

    Old phones begin the parts of a name on a new line.
    """
    soft = soft or (pieces[-1].endswith(b"=") and bool(_QUOTED_PRINTABLE.match(pieces[0])))
    if soft or more.startswith((b" ", b"\t", b"\n")):
        return b"" if more.startswith(b"\n") else b"\n"
    if more.startswith(b";") and pieces[-1].endswith((b":", b";")):
        return b""
    if len(pieces[-1]) - pieces[-1].rfind(b"\n") > _FOLD_FROM:
        return b""
    if not _TEXTS.match(pieces[0]):
        return None
    return b"n" if _ESCAPES.search(pieces[-1]) else b"\\n"


def _parsed(pieces: list[bytes], number: int, page: str, *, cut: bool) -> ContentLine | None:
    raw = pieces[0] if len(pieces) == 1 else b"".join(pieces)
    if b"\n" in raw:
        if _QUOTED_PRINTABLE.match(raw):
            raw = _SOFT_BREAK.sub(b"", raw)
        raw = raw.replace(b"\n ", b"").replace(b"\n\t", b"").replace(b"\n", b"")
    head = _HEAD.match(raw) or _LOOSE_HEAD.match(raw)
    if head is None:
        return None
    group, name, given = head.groups()
    parameters = _parameters(given) if given else _NONE
    if parameters.encoding in {"B", "BASE64"} or _DATA.match(raw, head.end()):
        return None
    written = name.decode().replace(" ", "-")
    value = _decoded(raw[head.end() : LONGEST], parameters, page)
    return ContentLine(
        written.upper(), value, number, group.decode() if group else "", parameters, written, cut
    )


def _decoded(raw: bytes, parameters: Parameters, page: str) -> str:
    if parameters.encoding == "QUOTED-PRINTABLE":
        raw = a2b_qp(raw).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    codec = _codec(parameters.charset) if parameters.charset else ""
    if codec and not codec.startswith(_ONE_BYTE):
        return raw.decode(codec, "replace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode(codec or page, "replace")


@lru_cache(64)
def _codec(charset: str) -> str:
    """Return Python's name of a character set; nothing for UTF-8, and for what isn't one."""
    try:
        name = codecs.lookup(charset).name if _CHARSET.fullmatch(charset) else ""
    except LookupError:
        return ""
    return "cp1252" if name == "iso8859-1" else name


def _parameters(given: bytes) -> Parameters:
    return _cached(given) if len(given) < _CACHED_BELOW else _read_parameters(given)


def _read_parameters(given: bytes) -> Parameters:
    written = _decoded(given, _NONE, WESTERN)
    types: list[str] = []
    others: dict[str, str] = {}
    as_written = True
    for part in _PARAMETER.findall(written):
        key, _, value = part.partition("=")
        key, value = key.strip().upper(), value.strip()
        if not value:  # a bare type of version 2.1, or one that a program took for a name: `CELL=`
            as_written = False
            key, value = ("ENCODING" if key in _ENCODINGS else "TYPE"), key
        if key == "TYPE":
            types += (one.strip().lower() for one in value.replace('"', "").split(","))
        else:
            others.setdefault(key, _CARET.sub(lambda found: _CARETS[found[1]], value.strip('"')))
    charset, encoding = others.get("CHARSET", "").lower(), others.get("ENCODING", "").upper()
    if charset or encoding or not as_written or ";;" in f";{written};":
        kept = [part for part in _PARAMETER.findall(written) if _stays(part)]
        own = ",".join(dict.fromkeys(filter(None, types)))
        written = ";".join([*([f"TYPE={own}"] if own else []), *kept])
    return Parameters(
        types=tuple(dict.fromkeys(filter(None, types))),
        given=others,
        text=f";{written}" if written else "",
        preference=_preference(others.get("PREF", ""), types),
        charset=charset,
        encoding=encoding,
    )


_cached = lru_cache(1024)(_read_parameters)


def _stays(part: str) -> bool:
    key, _, value = part.partition("=")
    return bool(value.strip()) and key.strip().upper() not in {"TYPE", "CHARSET", "ENCODING"}


def _preference(given: str, types: list[str]) -> int:
    if given.isdecimal() and len(given) < 4:
        return int(given)
    return 1 if "pref" in types else NO_PREFERENCE


def unescape(text: str) -> str:
    r"""Return a value as people read it: `\,` is a comma, `\n` a line end."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


@lru_cache
def _part(separators: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[^\\{separators}]++|\\.?)*+", re.DOTALL)


def split_value(value: str, separators: str) -> list[str]:
    """Return the parts of a value between unescaped separators, unescaped and without blanks around."""
    if "\\" not in value and len(separators) == 1:
        return [part.strip() for part in value.split(separators)]
    parts: list[str] = []
    at = 0
    while at <= len(value) and (found := _part(separators).match(value, at)):
        parts.append(unescape(found[0]).strip())
        at = found.end() + 1
    return parts
