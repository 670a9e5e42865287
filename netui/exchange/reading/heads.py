"""What the head of a column means, in the words of many programs and languages.

Some heads mean something as a whole. All others are understood by their words: "Ort (geschäftlich)" is a city
and work, "Home Fax 2" is home and a fax. Every word has to be known, so that "Email sent" isn't an email.
"""

import re
import unicodedata
from collections.abc import Mapping

from msgspec import Struct

from netui.domain.text import fold
from netui.exchange.reading.head_words import ADDRESSES, BASES, ENGLISH, FILLERS, OTHERS, PLACES


class Meaning(Struct, frozen=True):
    """What the cells of a column are: a kind, and for some kinds a label such as "work".

    The label of an own field (`own`) or day (`day`) is its name; that of a part of an address is whose it is.
    """

    kind: str
    label: str = ""


SKIP = "skip"
OWN = "own"
PLACE = "place?"
"""A head such as "Work" or "Home" alone, which is a phone in some address books."""
ADDRESS = ("street", "box", "postcode", "city", "region", "country")
"""The parts of an address, in the order in which they are written."""

# Of two kinds in one head, the one that counts: "Country/Region", "Caixa postal".
_OVER = (("country", "region"), ("box", "postcode"))

# Where a word begins in "HomeZipCode", and in Japanese with "of" between two.
_BEGINS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<!そ)の")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_GROUPED = re.compile(r"^\s*(\S.{0,40}?) (\d{1,3}) - (\S.{0,40}?)\s*$")
GROUPS: Mapping[str, str] = {
    "email": "email",
    "phone": "phone",
    "website": "link",
    "address": "street",
    "relation": OWN,
    "event": "day",
    "customfield": OWN,
    "im": OWN,
    "organization": "company",
}
"""The columns that Google numbers, "Phone 1 - Label" and "Phone 1 - Value", and what their values are."""


def normal(head: str) -> str:
    """Return the letters and digits of a head, in the one way in which heads are compared."""
    return "".join(ch for ch in fold(unicodedata.normalize("NFKC", head[:120])) if ch.isalnum())


def _by_word(table: str, separator: str | None = None) -> dict[str, Meaning]:
    """Return what each word of a table means: a line is `meaning = words`, or indented more of the last."""
    found: dict[str, Meaning] = {}
    meaning = Meaning("")
    for line in table.splitlines():
        before, equals, words = line.partition(" =")
        if equals and not line.startswith(" "):
            kind, _, label = before.partition(":")
            meaning = Meaning(kind, label)
        else:
            words = line
        found |= dict.fromkeys(filter(None, map(normal, words.split(separator))), meaning)
    return found


_ENGLISH, _OTHERS = _by_word(ENGLISH, "|"), _by_word(OTHERS, "|")
HEADS: Mapping[str, Meaning] = _OTHERS | _ENGLISH
"""What the heads mean that are known as a whole, by their normal form."""

_BASE_WORDS, _PLACE_WORDS, _ADDRESS_WORDS = map(_by_word, (BASES, PLACES, ADDRESSES))
_FILLER_WORDS = frozenset(map(normal, FILLERS.split()))

_SPELLED = frozenset(_WORD.findall(f"{OTHERS} {BASES} {PLACES} {ADDRESSES}".casefold()))


def meaning_of(head: str) -> Meaning | None:
    """Return what a head means by itself, or None; a number in it does not count: "E-mail 2 Address"."""
    key = normal(head)
    return HEADS.get(key) or HEADS.get(_NUMBER.sub("", key)) or _by_its_words(head)


def is_foreign(head: str) -> bool:
    """Whether a head is surely not English, by the heads known as a whole."""
    key = _NUMBER.sub("", normal(head))
    return key in _OTHERS and key not in _ENGLISH


def spelled_words(text: str) -> int:
    """Return how many words of a text are those of heads to the letter, and more than ASCII."""
    found = _WORD.findall(unicodedata.normalize("NFC", text.casefold()))
    return sum(not word.isascii() and word in _SPELLED for word in found)


def group_of(head: str) -> tuple[str, str, str] | None:
    """Return the parts of a head such as "Phone 1 - Label": what, which number, which part."""
    match = _GROUPED.match(head)
    return (match[1], match[2], normal(match[3])) if match else None


def label_words(label: str) -> str:
    """Return a label as netui writes it: "* Work Fax" is "work, fax"; others stay as they are."""
    text = " ".join(label.lstrip("* ").split())
    meaning = _by_its_words(text)
    known = meaning is not None and meaning.kind in {"phone", PLACE}
    return meaning.label if meaning is not None and known and meaning.label else text


def _by_its_words(head: str) -> Meaning | None:
    kinds: set[str] = set()
    labels: dict[str, None] = {}
    address = False
    for word in _words(head):
        base, place = _BASE_WORDS.get(word), _PLACE_WORDS.get(word)
        label = place.kind if place is not None else base.label if base is not None else ""
        if base is not None:
            kinds.add(base.kind)
        elif word in _ADDRESS_WORDS:
            address = True
            label = _ADDRESS_WORDS[word].kind.replace("any", "")
        elif place is None and word not in _FILLER_WORDS:
            return None
        if label:
            labels[label] = None
    for over, under in _OVER:
        if over in kinds:
            kinds.discard(under)
    if not kinds and (address or labels):
        kinds.add(ADDRESS[0] if address else PLACE)
    return _labelled(kinds.pop(), list(labels)) if len(kinds) == 1 else None


def _words(head: str) -> list[str]:
    text = _BEGINS.sub(" ", unicodedata.normalize("NFKC", head[:120]))
    return [normal(word) for word in _WORD.findall(text)]


def _labelled(kind: str, labels: list[str]) -> Meaning:
    if kind == "phone":
        return Meaning(kind, ", ".join(sorted(labels, key=lambda label: label == "fax")))
    return Meaning(kind, next((label for label in labels if kind == PLACE or label != "main"), ""))
