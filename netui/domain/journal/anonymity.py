"""Names in what is published: found wherever they appear, and replaced if a person may not be named."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from copy import copy

from msgspec import Struct

from netui.domain.counted import count_people
from netui.domain.journal.possible_names import PossibleNames
from netui.domain.journal.words import Word, begins_sentence, words_of
from netui.domain.people.contact import Naming
from netui.domain.text import clean, fold
from netui.domain.values import replace

NameKey = tuple[str, tuple[int, ...]]
"""A name as it stands in texts, folded, and the ids of those it may mean."""

_BETWEEN = re.compile(r"[\s.,'’\-]{1,3}")
_APOSTROPHED = re.compile(r"\w+(?:['’]\w+)+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "sir", "dame", "professor"})
_PARTICLE_WORDS = """von van der den de del della di da dos la le el al bin ibn ben jr sr ii iii phd msc the
and y e"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
# Names that are everyday words as well: in small letters they mean the word.
_EVERYDAY = """
able art bank baker bay best bill bishop black blue bond bright brook brown bush can carter case cash
chance chase christian church clay cook cooper cross dale dawn day dean dear drew earl early east
english faith fall field fish fisher forest foster fox frank free french gay gene gold golden good grace
grant gray green guy hall hand hardy hill hope hunter iris ivy jack jade job joy june just justice key
king knight lake lane law lee light lily long love major march mark mason may mercy miller mills moon
moss north page park patience pearl penny piper pope post power price pride ray reed rice rich rob robin
rock rose ruby sage sandy shore short singer skip small smart smith sky south spring star sterling stone
street strong sue summer swift taylor temple trip turner violet wade walker wall ward waters way wells
west white will win winter wise wolf wood woods worth wright young
"""
_ORDINARY = frozenset(_EVERYDAY.split())
_LINK = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
_EMAIL = re.compile(r"(?:mailto:)?[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w+])(?:\+|\(?\d)[\d\s()./\u2010-\u2013-]{5,}\d(?!\w)")
_ADDRESS_OUT = "[address left out]"
_PHONE_OUT = "[number left out]"
_LINK_OUT = "[link left out]"


FOR_YOUR_EYES = " (with all names, for your own eyes)"
"""Follows the title of what names everybody."""
KEEP_IT = "Everyone is named: keep it to yourself."
"""Told where that was written."""


class Nameable(Struct, frozen=True):
    """A person who may appear in a text, and how they are called where they may not be named."""

    id: int
    name: str
    naming: Naming = Naming.ASK
    title: str = ""
    company: str = ""

    @property
    def replacement(self) -> str:
        """How they are called instead: "an SRE at Fastly", "someone at Fastly", "someone"."""
        return described(self.title, self.company)


class FoundName(Struct, frozen=True, kw_only=True):
    """A name in free text.

    `who` lists the people it may mean; `hidden` whether `replacement` takes its place. A `fixed` one stays
    hidden: it is the full name of someone who said no. Where `who` is empty, the words may name someone netui
    doesn't know.
    """

    key: NameKey
    words: str
    who: str
    count: int
    hidden: bool
    replacement: str
    fixed: bool = False


def described(title: str, company: str) -> str:
    """Return a person as their position: "an SRE at Fastly", "someone at Fastly", "someone"."""
    title, company = (" ".join(clean(one).split()) for one in (title, company))
    who = f"{article(title)} {title}" if title else "someone"
    return f"{who} at {company}" if company else who


def article(words: str) -> str:
    """Return "a" or "an", as the first word is spoken: an engineer, an SRE, a user researcher."""
    first = words.strip().partition(" ")[0]
    if len(first) > 1 and first.isupper():
        return "an" if first[0] in "AEFHILMNORSX" else "a"
    sounds_like_you = fold(first).startswith(("uni", "use", "usa", "eu", "one"))
    return "an" if fold(first)[:1] in tuple("aeiou") and not sounds_like_you else "a"


class _Mention(Struct, frozen=True):
    start: int
    end: int
    ids: tuple[int, ...]


class Anonymiser:
    """Makes texts fit to be published, and remembers every name it met in `found`.

    People who may not be named are replaced by what they do, unless their name is in `keep`; full names of
    those who said no always are. Email addresses, telephone numbers and people's links are left out, of
    everybody. `links` are the addresses of people's pages; `words`, folded, name no person: those of
    companies, titles and the like.
    """

    def __init__(
        self,
        people: Iterable[Nameable],
        *,
        links: Iterable[str] = (),
        keep: Collection[NameKey] = (),
        words: Collection[str] = (),
    ) -> None:
        self._people = {one.id: one for one in people}
        self._links = {_bare(link) for link in links}
        self._keep = frozenset(keep)
        self._words: dict[int, frozenset[str]] = {}
        self._by_word: dict[str, list[int]] = {}
        self._unspaced: dict[str, list[int]] = {}
        self._possible = PossibleNames(words)
        self.found: dict[NameKey, FoundName] = {}
        for one in self._people.values():
            self._learn(one)

    def fresh(self, keep: Collection[NameKey] = ()) -> "Anonymiser":
        """Return one that knows the same people and has met no name yet."""
        other = copy(self)
        other._keep = frozenset(keep)  # noqa: SLF001 - another of its own kind
        other._possible = self._possible.fresh()  # noqa: SLF001
        other.found = {}
        return other

    def text(self, text: str, about: int | None = None) -> str:
        """Return a text without the names and addresses that may not be published.

        `about` is the person it is about: a first name means them.
        """
        whole = unicodedata.normalize("NFC", clean(text, newlines=True))
        whole = _EMAIL.sub(_ADDRESS_OUT, whole)
        parts, last = [], 0
        for link in _LINK.finditer(whole):
            parts += [self._without_names(whole[last : link.start()], about), self._link(link[0], about)]
            last = link.end()
        parts.append(self._without_names(whole[last:], about))
        return "".join(parts)

    def person(self, contact_id: int | None) -> str:
        """Return what a person is called: the name where it may be published, else what they do."""
        one = self._people.get(contact_id) if contact_id is not None else None
        if one is None:
            return described("", "")
        return one.name if one.naming is Naming.YES else one.replacement

    def names(self) -> Sequence[FoundName]:
        """Return every name met so far: those who may not be named first, then by name.

        Words that may name someone netui doesn't know come last.
        """
        known = sorted(self.found.values(), key=lambda one: (not one.hidden, fold(one.words), one.key[1]))
        return [*known, *(_possible(words, count) for words, count in self._possible.found())]

    def _learn(self, one: Nameable) -> None:
        name = unicodedata.normalize("NFC", clean(one.name))
        words = [fold(word.text) for word in words_of(name)]
        joined = [fold(re.sub("['’]", "", part)) for part in _APOSTROPHED.findall(name)]
        self._words[one.id] = frozenset([*words, *joined])
        called = [word for word in [*words, *joined] if word not in _TITLES]
        for word in dict.fromkeys(called):
            # The first word is what a person is called, even if it is "Ben" or "Al".
            if len(word) > 1 and (word not in _PARTICLES or word == called[0]):
                self._by_word.setdefault(word, []).append(one.id)
        if _UNSPACED.search(name):
            for whole in {fold("".join(name.split())), *words}:
                if len(whole) > 1:
                    self._unspaced.setdefault(whole, []).append(one.id)

    def _without_names(self, text: str, about: int | None) -> str:
        parts, last = [], 0
        mentions = self._mentions(text, about)
        self._possible.read(text, [(one.start, one.end) for one in mentions])
        for mention in mentions:
            kept = text[last : mention.start]
            found = self._remember(text[mention.start : mention.end], mention.ids)
            words = text[mention.start : mention.end]
            if found.hidden:
                words = self._replacement(mention.ids, about)
                words = words[:1].upper() + words[1:] if begins_sentence(text[: mention.start]) else words
            parts += [_without_phones(kept), words]
            last = mention.end
        parts.append(_without_phones(text[last:]))
        return "".join(parts)

    def _link(self, link: str, about: int | None) -> str:
        if _bare(link) in self._links:
            return _LINK_OUT
        hidden = [
            self._remember(link[one.start : one.end], one.ids).hidden for one in self._mentions(link, about)
        ]
        return _LINK_OUT if any(hidden) else link

    def _mentions(self, text: str, about: int | None) -> Sequence[_Mention]:
        words = words_of(text)
        found: list[_Mention] = []
        index = 0
        while index < len(words):
            word = words[index]
            ids = set(self._by_word.get(fold(word.text), ()))
            if not ids:
                found += self._inside(word, about)
                index += 1
                continue
            end, parts = index, {fold(word.text)}
            while end + 1 < len(words) and _BETWEEN.fullmatch(text, words[end].end, words[end + 1].start):
                following = fold(words[end + 1].text)
                both = {one for one in ids if following in self._words[one]}
                if not both or following in parts:
                    break
                ids, end = both, end + 1
                parts.add(following)
            if end > index or _is_name(word.text):
                first = self._first_of(text, words, index, ids)
                if first and fold(words[first - 1].text) in _TITLES:
                    first -= 1
                start = words[first].start
                chosen = (about,) if about is not None and about in ids else tuple(sorted(ids))
                found.append(_Mention(start, words[end].end, chosen))
            index = end + 1
        return found

    def _first_of(self, text: str, words: Sequence[Word], at: int, ids: Collection[int]) -> int:
        """Return which word a name that has `at` begins with: the O of O'Brien, the van of van Dijk."""
        first = at
        while first and _BETWEEN.fullmatch(text, words[first - 1].end, words[first].start):
            before = fold(words[first - 1].text)
            if len(before) > 1 and before not in _PARTICLES:
                break
            if not all(before in self._words[one] for one in ids):
                break
            first -= 1
        return first

    def _inside(self, word: Word, about: int | None) -> Sequence[_Mention]:
        """Find names within a run of letters of a script that does not part its words."""
        run = word.text
        if not self._unspaced or not _UNSPACED.search(run):
            return []
        longest = max(map(len, self._unspaced))
        found, at = [], 0
        while at < len(run):
            for length in range(min(longest, len(run) - at), 1, -1):
                ids = self._unspaced.get(fold(run[at : at + length]))
                if ids:
                    start = word.start + at
                    chosen = (about,) if about is not None and about in ids else tuple(sorted(ids))
                    found.append(_Mention(start, start + length, chosen))
                    at += length - 1
                    break
            at += 1
        return found

    def _remember(self, words: str, ids: tuple[int, ...]) -> FoundName:
        key = (fold(" ".join(words.split())), ids)
        before = self.found.get(key)
        if before is not None:
            self.found[key] = replace(before, count=before.count + 1)
            return before
        people = [self._people[one] for one in ids]
        may = all(one.naming is Naming.YES for one in people)
        full = len(words_of(words)) > 1 or all(len(self._words[one.id]) == 1 for one in people)
        fixed = full and any(one.naming is Naming.NO for one in people)
        found = FoundName(
            key=key,
            words=" ".join(words.split()),
            who=_who(people),
            count=1,
            hidden=(not may and key not in self._keep) or fixed,
            replacement=people[0].replacement if len(people) == 1 else "someone",
            fixed=fixed,
        )
        self.found[key] = found
        return found

    def _replacement(self, ids: tuple[int, ...], about: int | None) -> str:
        if len(ids) > 1:
            return "someone"
        person = self._people[ids[0]]
        if person.id == about:
            return f"the {person.title}" if person.title else "the person"
        return person.replacement


def _is_name(word: str) -> bool:
    """Tell whether a single word is a name: everyday words and short ones are only with a capital letter."""
    return not word[0].islower() or (len(word) > 2 and fold(word) not in _ORDINARY)


def _without_phones(text: str) -> str:
    def put(match: re.Match[str]) -> str:
        digits = sum(ch.isdigit() for ch in match[0])
        international = match[0].startswith(("+", "00"))
        return _PHONE_OUT if digits >= (7 if international else 9) else match[0]

    return _PHONE.sub(put, text)


def _bare(link: str) -> str:
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", link.strip(), flags=re.IGNORECASE)
    return bare.rstrip("/.,;)").casefold()


def _possible(words: str, count: int) -> FoundName:
    replacement = described("", "")
    return FoundName(
        key=(fold(words), ()), words=words, who="", count=count, hidden=False, replacement=replacement
    )


def _who(people: Sequence[Nameable]) -> str:
    if len(people) > 3:
        return f"one of {count_people(len(people))}"
    return " or ".join(one.name for one in people)
