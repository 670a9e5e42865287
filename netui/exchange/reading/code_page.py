"""Which code page a text is in that isn't UTF-8: Western Europe, unless the file itself shows another.

Old programs write the code page of the machine and don't say which. The heads tell it if they are known in
another language. Else the letters do: in Chinese and Korean two bytes above ASCII are one, Japanese has to
decode without a fault and into runs of its characters, Greek, Cyrillic and Hebrew write whole words above
ASCII, Polish puts letters where Western Europe has signs, and Turkish those where Iceland has its own.
"""

import re
from itertools import pairwise

from netui.exchange.reading.heads import spelled_words

WESTERN = "cp1252"
_JAPANESE, _CENTRAL, _CYRILLIC, _GREEK, _HEBREW = "cp932", "cp1250", "cp1251", "cp1253", "cp1255"

_CHINESE, _KOREAN, _TURKISH = "gb18030", "cp949", "cp1254"

_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_LINE = re.compile(rb"^\S[^\n\x80-\xff]*+[\x80-\xff][^\n]*+(?=\n(?![ \t])|\Z)", re.MULTILINE)
_RUN = re.compile(rb"[\xa8\xb8\xc0-\xff]{3,}|[\xa2\xb8-\xba\xbc\xbe-\xff]{3,}")
_OF_HEBREW = re.compile(rb"[\xe0-\xfa]*")  # no capitals, and not all of the small letters of Cyrillic
_OF_JAPAN = re.compile("[\u3005\u3040-\u30ff\u4e00-\u9fff\uff01-\uff5e]+")
# Signs of Western Europe inside a word: in Central Europe they are ą, ł, ż, Ł, Ż, Ą, ź and ľ.
_SIGN_IN_WORD = re.compile(
    rb"[a-z][\xb9\xb3\xbf\x9f\xbe][a-z]|(?:^|[^\w\x80-\xff])[\xa3\xaf][a-z]", re.IGNORECASE
)
# Two bytes for each letter, with nothing else above ASCII next to them.
_PAIRED = re.compile(rb"(?<![\x80-\xff])(?:[\xa1-\xfe]{2})+(?![\x80-\xff])")
_FEWEST_PAIRS = 6
_FIRST_LETTER, _LAST_HANGUL, _KANA = 0xB0, 0xC8, b"\xa4\xa5"
_LOW, _HIGHEST = re.compile(rb"[\xa1-\xbf]"), re.compile(rb"[\xe0-\xff]")
_OF_TURKEY = re.compile(rb"[\x00-\xbf\xc2\xc7\xce\xd0\xd6\xdb-\xde\xe2\xe7\xee\xf0\xf6\xfb-\xfe]*")
_TURKISH_SIGN = re.compile(rb"[\xd0\xdd\xde\xf0\xfd\xfe]")
# Only Turkish has both: Icelandic begins words with the one, Czech lacks it, and Romanian lacks the other.
_SH_IN_WORD, _DOTLESS = re.compile(rb"[A-Za-z\xc0-\xff]\xfe"), re.compile(rb"[\xdd\xfd]")
_PAGES = (WESTERN, _JAPANESE, _CENTRAL, _CYRILLIC, _GREEK, _CHINESE)
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
    if page := _of_pairs(sample):
        return page
    if _is_japanese(sample):
        return _JAPANESE
    in_runs = sum(map(len, _RUN.findall(sample)))
    if in_runs >= max(_LEAST, 0.7 * len(_HIGH.findall(sample))):
        if all(map(_OF_HEBREW.fullmatch, _RUN.findall(sample))):
            return _HEBREW
        return min((_CYRILLIC, _GREEK), key=lambda page: _faults(sample.decode(page, "replace")))
    if len(_SIGN_IN_WORD.findall(sample)) >= _FEW:
        return _CENTRAL
    return _TURKISH if _is_turkish(sample) else WESTERN


def _of_pairs(sample: bytes) -> str:
    """Return the page of a text in Chinese or Korean; "" for any other.

    Words of other alphabets hold none of the low bytes, and Japanese in half width none of the highest.
    """
    pairs = b"".join(_PAIRED.findall(sample))
    few = len(pairs) < max(2 * _FEWEST_PAIRS, 0.9 * len(_HIGH.findall(sample)))
    if few or not _HIGHEST.search(pairs) or len(_LOW.findall(pairs)) < len(pairs) / 7:
        return ""
    firsts = [first for first in pairs[::2] if first >= _FIRST_LETTER]
    kana = sum(first in _KANA for first in pairs[::2])
    if kana > len(firsts) / 10:
        return ""  # Japanese in another encoding
    hangul = sum(first <= _LAST_HANGUL for first in firsts)
    return _KOREAN if hangul >= 0.9 * len(firsts) else _CHINESE


def _is_turkish(sample: bytes) -> bool:
    return (
        len(_TURKISH_SIGN.findall(sample)) >= _FEW
        and _OF_TURKEY.fullmatch(sample) is not None
        and _SH_IN_WORD.search(sample) is not None
        and _DOTLESS.search(sample) is not None
    )


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
