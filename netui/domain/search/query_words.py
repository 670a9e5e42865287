"""How a search line falls apart into words and terms."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r'(-?)(?:([A-Za-z][A-Za-z-]*):)?((?:"[^"]*(?:"|$)|[^\s"])*)')
_VALUE = re.compile(r'((?:"[^"]*(?:"|$)|[^,"])*)(?:,|$)')


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a search line; `field` is in lower case and empty for plain words.

    `values` are the alternatives of a field (comma means or); `quoted` tells the word `"or"` from `or`.
    """

    field: str
    values: tuple[str, ...]
    negated: bool = False
    quoted: bool = False


def tokens(text: str) -> list[Token]:
    """Split a search line at blanks outside of quotes; what is not finished yet is left out.

    A quote that is still open reaches to the end. Addresses and times (`http://a.b`, `10:30`, `std::move`)
    are plain words.
    """
    found = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = _TOKEN.match(text, position)
        if match is None or match.end() == position:
            position += 1
            continue
        position = match.end()
        token = _token(match[1] == "-", match[2] or "", match[3])
        if token is not None:
            found.append(token)
    return found


def _token(negated: bool, field: str, raw: str) -> Token | None:
    if field and raw.startswith(("/", "\\", ":")):
        field, raw = "", f"{field}:{raw}"
    if field:
        values = tuple(value for value in map(_unquoted, _VALUE.findall(raw)) if value)
        return Token(field.lower(), values, negated) if values else None
    quoted = '"' in raw
    word = _unquoted(raw) if quoted else raw.strip(",;")
    return Token("", (word,), negated, quoted) if word else None


def _unquoted(raw: str) -> str:
    return " ".join(raw.replace('"', "").split())
