"""Strangers' text made fit to paint and to paste: nothing in it steers a terminal or hides from the eye."""

import unicodedata
from enum import StrEnum
from typing import TypeVar

from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import InvalidValueError

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_REPLACEMENT = "\ufffd"
_DOTTED_CIRCLE = "\u25cc"
_MAX_MARKS = 8
_TAB = "    "
_BLANKS = frozenset("\u2028\u2029\u3164\uffa0")  # line separators, and fillers that look like nothing
_IGNORED = (range(0x2065, 0x2066), range(0xFFF0, 0xFFF9), range(0xE0000, 0xE0100), range(0xE01F0, 0xE1000))
_LONGEST_SHOWN = 40
_CACHED_BELOW = 0x3000  # so that a hostile file cannot fill the memory with table entries

_JOINING_SCRIPTS = (
    range(0x0600, 0x0E00),  # Arabic, Syriac, N'Ko and the scripts of India
    range(0x0F00, 0x10A0),  # Tibetan, Burmese
    range(0x1780, 0x18B0),  # Khmer, Mongolian
    range(0x1A20, 0x1C50),
    range(0xA800, 0xAA80),
    range(0xFB50, 0xFE00),
    range(0xFE70, 0xFEFF),
    range(0x10A00, 0x10A60),
    range(0x11000, 0x12000),
    range(0x1E900, 0x1E960),
)
_PICTOGRAPHS = (range(0x2190, 0x2C00), range(0x1F000, 0x1FB00))
_IDEOGRAPHS = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x32400))


def clean(text: str, *, newlines: bool = False, limit: int | None = None) -> str:
    """Return text that is safe to paint, to print and to paste; cleaning it again changes nothing.

    Control characters become their pictures (ESC is shown as ␛), C1 controls and lone surrogates U+FFFD.
    Direction controls, tags and other invisible format characters are dropped; joiners stay where a script
    or an emoji needs them. A tab becomes blanks. With `newlines` line ends stay, as "\\n". `limit` counts
    characters; what was cut off is shown as "…".
    """
    whole = text
    if limit is not None:
        text = text[: max(limit, 0) * 16 + 64]
    if not (text.isascii() and text.isprintable()):
        if newlines:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = text.translate(_LINES if newlines else _LINE)
        if text and max(text) >= "\u0300":
            text = _settle_marks(text)
    if limit is None:
        return text
    return _cut(text, max(limit, 0), cut_before=len(whole) > max(limit, 0) * 16 + 64)


def json_escaped(line: str) -> str:
    """Write everything in a piece of JSON but plain ASCII as JSON escapes, which says the same."""
    return "".join(ch if " " <= ch < "\x7f" else _json_escape(ch) for ch in line)


def _json_escape(ch: str) -> str:
    code = ord(ch)
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


class _Table(dict[int, str | None]):
    """What each character becomes on its own; filled as characters are met."""

    def __missing__(self, code: int) -> str | None:
        replacement = _replacement(code)
        if code < _CACHED_BELOW:
            self[code] = replacement
        return replacement


def _replacement(code: int) -> str | None:
    ch = chr(code)
    category = unicodedata.category(ch)
    if category == "Cc":
        return _picture(code)
    if category == "Cs" or (code & 0xFFFE) == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return _REPLACEMENT
    if ch in _BLANKS:
        return " "
    if ch in {_ZWNJ, _ZWJ}:
        return ch
    if category == "Cf" or _in(code, _IGNORED):
        return None
    return ch


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else _REPLACEMENT


_LINE = _Table({0x09: " "})
_LINES = _Table({0x09: _TAB, 0x0A: "\n"})


def _in(code: int, ranges: tuple[range, ...]) -> bool:
    return any(code in span for span in ranges)


def _settle_marks(text: str) -> str:
    """Keep joiners and combining marks only where they are writing, and no pile of them."""
    kept: list[str] = []
    base = joiner = ""
    marks = 0
    for ch in text:
        if ch in {_ZWNJ, _ZWJ}:
            joiner = joiner or ch
            continue
        if ch < "\u0300" or unicodedata.category(ch) not in {"Mn", "Me"}:
            if joiner and kept and _joins(joiner, kept[-1], base, ch):
                kept.append(joiner)
            base, marks = ch, 0
        else:
            if _is_selector(ch) and not _may_select(ch, base, kept):
                continue
            if marks == _MAX_MARKS:
                continue
            if joiner and kept and _joins(joiner, kept[-1], base, ch):
                kept.append(joiner)
            if base in {"", "\n"}:
                base = _DOTTED_CIRCLE  # a mark without a letter would be painted onto what comes before it
                kept.append(base)
            marks += 1
        joiner = ""
        kept.append(ch)
    return "".join(kept)


def _joins(joiner: str, before: str, base: str, after: str) -> bool:
    if joiner == _ZWJ and base and _in(ord(base), _PICTOGRAPHS) and _in(ord(after), _PICTOGRAPHS):
        return True
    return all(
        _in(ord(ch), _JOINING_SCRIPTS) and unicodedata.category(ch)[0] in "LM" for ch in (before, after)
    )


def _is_selector(ch: str) -> bool:
    return "\ufe00" <= ch <= "\ufe0f" or "\U000e0100" <= ch <= "\U000e01ef"


def _may_select(ch: str, base: str, kept: list[str]) -> bool:
    """Whether a variation selector follows what it can vary: names written in kanji need them."""
    if base in {"", "\n"} or _is_selector(kept[-1]):
        return False
    return ch <= "\ufe0f" or _in(ord(base), _IDEOGRAPHS)


def _cut(text: str, limit: int, *, cut_before: bool) -> str:
    if len(text) <= limit and not cut_before:
        return text
    if limit == 0:
        return ""
    end = min(limit - 1, len(text))
    while 0 < end < len(text) and (text[end] in {_ZWNJ, _ZWJ} or unicodedata.category(text[end])[0] == "M"):
        end -= 1
    return text[:end].rstrip(_ZWNJ + _ZWJ) + "…"


_APOSTROPHES = "'`´ʹʻʼʽʾʿˈ‘’‛′＇"
_DASHES = "‐‑‒–—―−⁃﹘﹣－"
_PLAIN = str.maketrans(
    {
        # Letters that have no decomposition, as people type them without their keyboard.
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        **dict.fromkeys(_APOSTROPHES, ""),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),  # what no one sees
    }
)


def shortened(text: str) -> str:
    """Return a text short enough for a message."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def shown_value(value: object) -> str:
    """Return a value as a message shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"“{value[:_LONGEST_SHOWN]}{'…' if len(value) > _LONGEST_SHOWN else ''}”"
    if isinstance(value, int) and value.bit_length() > 100:
        return "a number too long to show"
    kinds: tuple[tuple[type, str], ...] = ((list, "a list"), (dict, "a table"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "") or str(value)


def fold(text: str) -> str:
    """Return text as search sees it: "Zoë Brânză" as "zoe branza", "O’Neil" as "oneil"."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    decomposed = unicodedata.normalize("NFKD", text.replace("\u00b4", "'"))  # else a blank and an accent
    for mark in filter(unicodedata.combining, set(decomposed)):  # a long text has few different ones
        decomposed = decomposed.replace(mark, "")
    return decomposed.casefold().translate(_PLAIN)


EnumT = TypeVar("EnumT", bound=StrEnum)


def choose(enum: type[EnumT], text: str, what: str) -> EnumT:
    """Return the member with this slug; raise InvalidValueError that lists them for any other."""
    slug = "-".join(text.strip().casefold().replace("_", " ").split())
    try:
        return enum(slug)
    except ValueError as error:
        raise InvalidValueError(f"“{text.strip()}” is no {what}{did_you_mean(slug, enum)}") from error
