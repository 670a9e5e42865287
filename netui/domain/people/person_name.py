"""The parts of a person's name: title, given name, family name, and what is written behind it.

Names are stored as people write them: "Prof. Dr. Anna-Lena Müller", "van der Berg, Piet", "Tom Weiss, PhD".
"""

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from netui.domain.text import fold

_TITLES, _AFTER_TITLE, _BEHIND, _PARTICLES = (
    frozenset(re.split(r"\s+", words))
    for words in (
        "dr prof professor mr mrs ms miss mx sir dame lord lady rev fr hon herr frau dipl ing dipl-ing mag",
        "med rer nat iur jur phil hc h.c oec techn habil pol sc dent vet theol ing",
        "jr sr ii iii iv phd dphil md dds mba emba msc bsc ma ba mph mpa llm llb jd esq cpa cfa pmp pe rn",
        (
            "al af av bin ben bint da das de dei del della den der des di do dos du el la las le lo los "
            "ten ter van von y zu 't ’t"
        ),
    )
)
"""Titles; what belongs to a title before it ("Dr. rer. nat."); what is behind a name; "van", "de la"."""
_COURTESY = (
    "mr mrs ms miss mx sir madam herr frau hr fr m mme mlle monsieur madame sig sigra sigr signor signora"
    " signorina sr sra srta señor señora don doña dhr mevr mw senhor senhora"
)
_COURTESIES = frozenset(_COURTESY.split())
_DEGREES = frozenset(["phd", "dphil", "mba", "emba", "msc", "bsc", "mph", "mpa", "llm", "llb"])
"""Those of what is behind a name that no one has as a name or as initials: "PhD Tom", but "JD Vance"."""
_FAMILY_FIRST = re.compile(
    "[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
"""Han, kana and hangul: the family name comes first there, and no one is greeted by it alone."""
_INITIALS = re.compile(r"[^\W\d_]\.?|(?:[^\W\d_]\.-?)+")
_INITIAL = re.compile(r"^[^\W\d_]|(?<=-)[^\W\d_]|(?<=^[od]['’])[^\W\d_]")
_NO_NAME = re.compile(r"[@&]")
_SYMBOLS = ("So", "Sk", "Sm", "Cn", "Co", "Cs")
_IN_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]|\s*[\"“”«»„][^\"“”«»„]*[\"“”«»„]")


class PersonName(Struct, frozen=True):
    """A name in its parts; what is not clear is empty."""

    title: str = ""
    given: str = ""
    family: str = ""
    behind: str = ""

    @property
    def greeting(self) -> str:
        """The name one greets by: the first given name that is more than initials; "" for none.

        An address, a handle and a firm ("Smith & Co") have none.
        """
        if _FAMILY_FIRST.search(self.given):
            return self.given
        if _NO_NAME.search(self.given):
            return ""
        return next((word for word in self.given.split() if not _INITIALS.fullmatch(word)), "")


def parse_name(name: str) -> PersonName:
    """Return the parts of a name; one word alone is a given name, after a title a family name."""
    first, *more = (" ".join(part.split()) for part in _bare(name).split(","))
    behind = [part for part in more if part and all(_is_behind(word) for word in part.split())]
    rest = [part for part in more if part and part not in behind]
    if rest:
        title, words = _split_title(rest[0].split())
        before, family_words = _split_title(first.split())
        return PersonName(
            " ".join(before + title), " ".join(words), " ".join(family_words), ", ".join(behind)
        )
    degrees, words = _split_degrees(first.split())
    title, words = _split_title(words)
    while len(words) > 2 and _is_behind(words[-1]) and not _may_be_family(words[-1]):
        behind.insert(0, words.pop())
    given, family = _split_family(words, after_title=bool(title))
    return PersonName(" ".join(degrees + title), given, family, ", ".join(behind))


def written_parts(name: str) -> PersonName:
    """Return the parts of a name with all that is written in it: "Tom (DJ)" and "Weiss" of "Tom (DJ) Weiss".

    What is in brackets or quotes, and symbols, go with the word before. The parts alone where they can't be
    found in the name.
    """
    parts = parse_name(name)
    wanted = [parts.title.split(), parts.given.split(), parts.family.split(), parts.behind.split()]
    for order in ((0, 1, 2, 3), (2, 0, 1, 3)):  # "Tom Weiss" and "Weiss, Tom"
        if (
            found := _with_rest(name.split(), [(at, word) for at in order for word in wanted[at]])
        ) is not None:
            return PersonName(*found)
    return parts


def _with_rest(words: list[str], wanted: list[tuple[int, str]]) -> list[str] | None:
    """Return the texts of the four parts, or None if their words, each with its part, are not all there."""
    texts: list[list[str]] = [[], [], [], []]
    waiting: list[str] = []
    left = iter([*wanted, (-1, "")])
    part, word = next(left)
    at = 0
    for one in words:
        if word and " ".join(_bare(one).split()).strip(",") == word.strip(","):
            at = part
            texts[at] += [*waiting, one.strip(",")]
            waiting, (part, word) = [], next(left)
        elif at and texts[at]:
            texts[at].append(one)
        else:
            waiting.append(one)
    return None if word or waiting else [" ".join(text) for text in texts]


def shorter(name: str) -> Iterator[str]:
    """Yield a name, then what stands for it where it is too long: without titles, then "Ingrid S."."""
    yield name
    parts = parse_name(name)
    if parts.given and parts.family:
        yield f"{parts.given} {parts.family}"
        family = [word for word in parts.family.split() if word[0].isupper()] or [parts.family]
        yield f"{parts.given.split()[0]} {family[0][0]}."


def name_words(name: str) -> list[str]:
    """Return the words of a name, or of a part of one, as they are compared: "Anna-Lena" is two."""
    return fold(name).replace("-", " ").replace(",", " ").replace(".", " ").split()


def capitalised(name: str) -> str:
    """Return a name typed in small letters with capital ones: "sam o'neil" is "Sam O'Neil".

    Another name is returned as it is; the "van" of a family stays small.
    """
    if not name.islower():
        return name
    words = (
        word if at and is_particle(word) else _INITIAL.sub(_upper, word)
        for at, word in enumerate(name.split())
    )
    return " ".join(words)


def _upper(found: re.Match[str]) -> str:
    return found[0].upper()


def is_title(word: str) -> bool:
    """Whether a word is one such as "Dr." or "Prof", or a part of a title such as "med."."""
    return _plain(word) in _TITLES or _plain(word) in _AFTER_TITLE


def is_courtesy(word: str) -> bool:
    """Whether a word before a name is one such as "Mrs." or "Herr", and not a title that belongs to it."""
    return word.casefold().replace(".", "") in _COURTESIES


def is_particle(word: str) -> bool:
    """Whether a word is one such as "van" or "de", which begins a family name."""
    return word.islower() and word.rstrip(".") in _PARTICLES


def is_behind_name(words: str) -> bool:
    """Whether words follow a name: the "PhD" of "Tom Weiss, PhD"."""
    return all(map(_is_behind, words.split()))


def name_key(name: str) -> str:
    """Return what two spellings of one name share: "Okafor, Dana" and "Dr. Dana Okafor" are "dana okafor"."""
    parts = parse_name(name)
    return " ".join(name_words(f"{parts.given} {parts.family}")) or " ".join(fold(name).split())


def _bare(name: str) -> str:
    """Return a name without symbols, and without what is in brackets or quotes where more is left."""
    text = name if name.isascii() else "".join(" " if _is_symbol(ch) else ch for ch in name)
    outside = _IN_BRACKETS.sub(" ", text)
    return outside if any(map(str.isalpha, outside)) else text


def _is_symbol(ch: str) -> bool:
    return not ch.isascii() and ch != "\u00b4" and unicodedata.category(ch) in _SYMBOLS  # O´Neil


def _split_degrees(words: list[str]) -> tuple[list[str], list[str]]:
    at = 0
    while at < len(words) - 1 and _plain(words[at]).replace(".", "") in _DEGREES:
        at += 1
    return words[:at], words[at:]


def _split_title(words: list[str]) -> tuple[list[str], list[str]]:
    at = 0
    while at < len(words) - 1 and (
        _plain(words[at]) in _TITLES or (at and words[at].endswith(".") and _plain(words[at]) in _AFTER_TITLE)
    ):
        at += 1
    return words[:at], words[at:]


def _split_family(words: list[str], *, after_title: bool) -> tuple[str, str]:
    whole = " ".join(words)
    if words and _FAMILY_FIRST.search(words[0]):
        return whole, ""
    if len(words) < 2:
        return ("", whole) if after_title else (whole, "")
    begins = next((at for at, word in enumerate(words[:-1]) if at and is_particle(word)), len(words) - 1)
    return " ".join(words[:begins]), " ".join(words[begins:])


def _is_behind(word: str) -> bool:
    return _plain(word).replace(".", "") in _BEHIND


def _may_be_family(word: str) -> bool:
    return word.istitle() and _plain(word) not in {"jr", "sr", "esq"}  # "Yun Ma" has no degree


def _plain(word: str) -> str:
    return word.casefold().rstrip(".")
