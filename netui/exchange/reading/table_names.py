"""The name of a person from the columns that hold it: shown whole, in parts, or only in an address."""

import re
from collections.abc import Iterable, Mapping

from netui.domain.people.person_name import is_courtesy, name_words

_AFTER_JAPANESE = "様 さん 殿 先生"
_CLOSE = "jr sr ii iii iv v"
"""What follows a name without a comma."""
_FAMILY_FIRST = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff\uf900-\ufaff]")
_ADDRESS = re.compile(r"\S+@\S+")
_FIRST_LAST = re.compile(r"([a-z]{2,}(?:-[a-z]{2,})?)\.([a-z]{2,}(?:-[a-z]{2,})?)", re.IGNORECASE)
_NOT_NAMES = (
    "info no not reply noreply mail sales support service services team office press contact customer help"
    " human resources jobs career careers billing accounts admin web master news letter hello online shop"
    " the my your"
)


def name_of(texts: Mapping[str, str], emails: Iterable[str]) -> tuple[str, str]:
    """Return a name and how to address the person, "Herr" or "様"; both may be "".

    `texts` are the cells by the kind of their column. A row without a name is known by its nickname, company
    or email.
    """
    first, last = texts.get("first", ""), texts.get("last", "")
    name = texts.get("name", "")
    if first and last.startswith(f"{first} "):
        first = ""  # a column "Name" that holds the whole name
    if (first and last) or not name or _ADDRESS.fullmatch(name):
        parts = [first, texts.get("middle", ""), last]
        name = " ".join(filter(None, reversed(parts) if _FAMILY_FIRST.match(last) else parts))
    salutation = ""
    if "prefix" in texts or "suffix" in texts:
        name, salutation = _with_titles(name, texts.get("prefix", ""), texts.get("suffix", ""))
    filed = texts.get("filed", "")
    if salutation and sorted(name_words(filed)) == sorted(name_words(f"{salutation} {name}")):
        name, salutation = filed, ""  # "Mr. Tom Weiss" is what the person is called in the other program
    if not name:
        named = (texts[kind] for kind in ("nickname", "filed", "company") if texts.get(kind))
        name = next(named, "") or next(map(_name_in, emails), "")
    return name, salutation


def sound_of(texts: Mapping[str, str]) -> str:
    """Return how to pronounce a name, as its columns write it."""
    if "sound" in texts:
        return texts["sound"]
    parts = [texts.get(kind, "") for kind in ("first_sound", "middle_sound", "last_sound")]
    family_first = _FAMILY_FIRST.search(texts.get("last", "") + texts.get("last_sound", ""))
    return " ".join(filter(None, reversed(parts) if family_first else parts))


def _with_titles(name: str, prefix: str, suffix: str) -> tuple[str, str]:
    """Return a name with "Dr." and "PhD", and apart from it "Herr" and "Mrs."."""
    courtesies = [word for word in prefix.split() if is_courtesy(word)]
    title = " ".join(word for word in prefix.split() if not is_courtesy(word))
    if title and name and not name.startswith(title):
        name = f"{title} {name}"
    if suffix in _AFTER_JAPANESE.split():
        courtesies.append(suffix)
    elif suffix and name and not name.endswith(suffix):
        name += f" {suffix}" if _plain(suffix.partition(" (")[0]) in _CLOSE.split() else f", {suffix}"
    return name, " ".join(courtesies)


def _name_in(email: str) -> str:
    """Return the name in an address that is plainly one, "ann.lee@x.example"; else the address."""
    match = _FIRST_LAST.fullmatch(email.partition("@")[0])
    if match is None or {part.lower() for part in match.groups()} & set(_NOT_NAMES.split()):
        return email
    return " ".join("-".join(part.capitalize() for part in one.split("-")) for one in match.groups())


def _plain(word: str) -> str:
    return word.casefold().replace(".", "")
