"""What the user wrote down for themselves, and whether a letter may say it in the same words."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from netui.domain.notes.note import own_note
from netui.domain.people.person_name import name_words, parse_name

OWN_NOTES = frozenset(
    {
        *("contact.met", "contact.why", "contact.interest", "contact.interests", "contact.last_topic"),
        *("interview.place", "interview.goal", "interview.insight", "interview.insights"),
        *("interview.trend", "interview.trends", "interview.advice", "interview.action"),
        *("interview.actions", "interview.influence", "interview.ask_next"),
        *("event.name", "event.topic", "event.promised", "last.text", "follow_up.text", "milestone.text"),
    }
)
"""The template fields that hold the user's own words; the others are facts such as a name or a day."""
_NAMES_BY_DESIGN = "interview.ask_next"
_ABOUT = re.compile(
    r"\b(?:he|him|his|himself|she|her|hers|herself|they|them|their|theirs|themself|themselves)\b",
    re.IGNORECASE,
)
_WITHOUT_SUBJECT = re.compile(
    r"(?:^|[.!?;:(\n–—•-])\s*(?:(?:also|still|now|mostly|really|often) )?"
    r"(?:wants|thinks|likes|loves|hates|dislikes|prefers|enjoys|knows|says|feels|believes|considers|remembers"
    r"|recommends|suggests|expects|wishes|worries|regrets|misses|asks|reads|writes|speaks|teaches|lives|hires"
    r"|doesn['’]t|does not|(?:hopes|plans|tries|needs|used|moves) to|needs (?:a|an|the|help|someone)"
    r"|works (?:at|on|in|with|as|from|for)|(?:leads|runs|owns) (?:a|an|the)|looks for)\b",
    re.IGNORECASE,
)
"""How a note begins that leaves the person out: "Wants to know how", "Prefers mail"."""
_WHAT_THEY_DO = re.compile(
    r"(?:\w+ed|told|said|gave|knew|came|went|took|made|wrote|built|ran|left|saw|found|spoke|is|was|has|had|likes"
    r"|loves|works|wants|knows|runs|leads|builds|writes|uses|needs|thinks|says|looks|moves|lives|hires|teaches"
    r"|studies|plans|starts|joins|leaves|speaks|comes|goes|now|new)\b",
    re.IGNORECASE,
)
"""How a line of an event begins that leaves the person out: "likes Rust", "told me how"."""
_TO = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


class OwnNote(str):
    """A text from the user's notes that speaks of a person: it is written as a gap filled in advance."""

    __slots__ = ()

    def __str__(self) -> str:
        return own_note(str.__str__(self))

    def __getitem__(self, index: object) -> "OwnNote":
        return OwnNote(str.__getitem__(self, index))  # type: ignore[index]

    def strip(self, chars: str | None = None, /) -> "OwnNote":
        """Return the text without what is around it, still a note."""
        return OwnNote(super().strip(chars))


def with_own_notes(
    values: Mapping[str, object], names: Callable[[], Iterable[str]], *, heard_from_someone_else: bool
) -> dict[str, object]:
    """Return the values of the fields, those that speak of a person as `OwnNote`.

    `names()` are of everyone in the network. What was heard from someone else than the reader may
    be worded for that person: there "you" isn't the reader.
    """
    texts = [text for name in OWN_NOTES for text in _texts(_value(values, name))]
    known = _names_in(texts, names) if texts else frozenset()
    marked = dict(values)
    for name in OWN_NOTES:
        group, _, part = name.partition(".")
        value = _value(values, name)
        if not value:
            continue
        named = frozenset[str]() if name == _NAMES_BY_DESIGN else known
        to_another = heard_from_someone_else and group == "interview"

        def mark(text: str, named: Collection[str] = named, to_another: bool = to_another) -> str:
            if isinstance(text, OwnNote):
                return text
            return OwnNote(text) if speaks_of_someone(text, named, to_another=to_another) else text

        of_group = marked[group]
        assert isinstance(of_group, Mapping)
        marked[group] = {**of_group, part: mark(value) if isinstance(value, str) else list(map(mark, value))}
    return marked


def speaks_of_someone(text: str, names: Collection[str] = (), *, to_another: bool = False) -> bool:
    """Whether a text speaks of a person: "she", "Wants to", or one of some words of names, as a name."""
    if _ABOUT.search(text) or _WITHOUT_SUBJECT.search(text) or (to_another and _TO.search(text)):
        return True
    return bool(names) and not _name_like(text).isdisjoint(names)


def heard_at_event(text: str) -> str:
    """Return what someone said at an event; "likes Rust" names no one, and still speaks of the reader."""
    return OwnNote(text) if _WHAT_THEY_DO.match(text) else text


def for_another(text: str, names: Callable[[], Iterable[str]]) -> str:
    """Return words of a letter to one person for another: as a gap if they speak of or to someone."""
    is_note = speaks_of_someone(text, _names_in((text,), names), to_another=True)
    return own_note(text) if is_note else text


def _names_in(texts: Iterable[str], names: Callable[[], Iterable[str]]) -> frozenset[str]:
    """Return the words of names that some texts have."""
    words = {word for text in texts for word in _name_like(text)}
    if not words:
        return frozenset()
    found: set[str] = set()
    for name in names():
        if not words.isdisjoint(name_words(name)):
            parts = parse_name(name)
            found.update(words.intersection(name_words(f"{parts.given} {parts.family}")))
    return frozenset(found)


def _name_like(text: str) -> set[str]:
    """Return the words of a text that may be names: not those in small letters, nor a lone initial."""
    return {
        word
        for found in _WORD.findall(text)
        if not found[0].islower()
        for word in name_words(_POSSESSIVE.sub("", found))
        if len(word) > 1 or not word.isascii()
    }


def _value(values: Mapping[str, object], name: str) -> "str | list[str]":
    group, _, part = name.partition(".")
    of_group = values.get(group)
    value = of_group.get(part) if isinstance(of_group, Mapping) else None
    return value if isinstance(value, str | list) else ""


def _texts(value: "str | list[str]") -> list[str]:
    return [value] if isinstance(value, str) else value
