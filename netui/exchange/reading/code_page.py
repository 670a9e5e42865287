"""Which code page a text is in that isn't UTF-8: Western Europe, unless the file itself shows another.

Old programs write the code page of the machine and don't say which. The heads tell it if they are known in
another language. Else the letters do: Japanese has to decode without a fault and into runs of its characters,
Greek, Cyrillic and Hebrew write whole words above ASCII, and Polish puts letters where Western Europe has
signs.
"""

import re
from itertools import pairwise

from netui.exchange.reading.heads import spelled_words

WESTERN = "cp1252"
_JAPANESE, _CENTRAL, _CYRILLIC, _GREEK, _HEBREW = "cp932", "cp1250", "cp1251", "cp1253", "cp1255"

_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_LINE = re.compile(rb"^\S[^\n\x80-\xff]*+[\x80-\xff][^\n]*+(?=\n(?![ \t])|\Z)", re.MULTILINE)
_RUN = re.compile(rb"[\xa8\xb8\xc0-\xff]{3,}|[\xa2\xb8-\xba\xbc\xbe-\xff]{3,}")
_OF_HEBREW = re.compile(rb"[\xe0-\xfa]*")  # no capitals, and not all of the small letters of Cyrillic
_OF_JAPAN = re.compile("[\u3005\u3040-\u30ff\u4e00-\u9fff\uff01-\uff5e]+")
# Signs of Western Europe inside a word: in Central Europe they are ą, ł, ż, Ł, Ż, Ą, ź and ľ.
_SIGN_IN_WORD = re.compile(
    rb"[a-z][\xb9\xb3\xbf\x9f\xbe][a-z]|(?:^|[^\w\x80-\xff])[\xa3\xaf][a-z]", re.IGNORECASE
)
_PAGES = (WESTERN, _JAPANESE, _CENTRAL, _CYRILLIC, _GREEK)
_HEADS_WITHIN = 20
_LOOKED_AT = 256 * 1024
_ODD_LOOKED_AT = 64 * 1024
_FEW, _LEAST = 3, 10


def code_page(data: bytes) -> str:
    """Return the code page of a text that isn't UTF-8; for one that is, the answer does no harm."""
    first = _HIGH.search(data)
    if first is None:
        return WESTERN
    start = data.rfind(b"\n", 0, first.start()) + 1
    sample = data[start : start + _LOOKED_AT]
    if start + len(sample) < len(data):
        sample = sample[: sample.rfind(b"\n") + 1]
    if _is_utf8(sample):
        return WESTERN
    heads = b"\n".join(data[:_LOOKED_AT].splitlines()[:_HEADS_WITHIN])
    known = {page: spelled_words(heads.decode(page, "replace")) for page in _PAGES}
    best = max(known, key=lambda page: known[page])  # the first of equals: Western Europe
    return best if known[best] > known[WESTERN] else _by_letters(sample)


def page_of_lines(data: bytes) -> str:
    """Return the code page of the lines that aren't UTF-8 and don't say what else they are."""
    odd = bytearray()
    for found in _HIGH_LINE.finditer(data):
        if not _is_utf8(found[0]) and b"CHARSET" not in found[0].upper():
            odd += found[0] + b"\n"
            if len(odd) > _ODD_LOOKED_AT:
                break
    return code_page(bytes(odd)) if odd else WESTERN


def _by_letters(sample: bytes) -> str:
    if _is_japanese(sample):
        return _JAPANESE
    in_runs = sum(map(len, _RUN.findall(sample)))
    if in_runs >= max(_LEAST, 0.7 * len(_HIGH.findall(sample))):
        if all(map(_OF_HEBREW.fullmatch, _RUN.findall(sample))):
            return _HEBREW
        return min((_CYRILLIC, _GREEK), key=lambda page: _faults(sample.decode(page, "replace")))
    return _CENTRAL if len(_SIGN_IN_WORD.findall(sample)) >= _FEW else WESTERN


def _is_utf8(sample: bytes) -> bool:
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_japanese(sample: bytes) -> bool:
    try:
        runs = _OF_JAPAN.findall(sample.decode(_JAPANESE))
    except UnicodeDecodeError:
        return False
    return len(runs) >= _FEW and sum(len(run) > 1 for run in runs) > len(runs) / 2


def _faults(text: str) -> int:
    """Return how often a text has what no word has: capitals inside, or bytes that the page lacks."""
    return sum((one.islower() and other.isupper()) or other == "\ufffd" for one, other in pairwise(text))
