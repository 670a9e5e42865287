"""The query language of the contact list.

Words combine with AND and are looked for in all text of a contact, without case and accents; `"exact words"`
belong together; `field:value` asks for one thing, `field:a,b` for either, `-` in front negates, and `or` goes
between whole groups. Archived people are found only by a group that asks for `is:archived`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise
from types import MappingProxyType

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.people.matching import phone_key
from netui.domain.people.person_name import name_words
from netui.domain.search.nearness import word_distance
from netui.domain.search.terms import Setting, Test, is_archived, is_term, test_of
from netui.domain.text import fold

_TOKEN = re.compile(r'(-?)(?:([A-Za-z][A-Za-z-]*):)?((?:"[^"]*(?:"|$)|[^\s"])*)')
_VALUE = re.compile(r'((?:"[^"]*(?:"|$)|[^,"])*)(?:,|$)')


class Token(Struct, frozen=True):
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


def left_out_words(text: str) -> str:
    """Return how to find those who are left out by a span such as "last:>90d": people without any contact."""
    for token in tokens(text):
        span = next((one for one in token.values if one.startswith(">") and one.strip("<>=")), None)
        if token.field == "last" and span and not token.negated and "never" not in token.values:
            return f"People without any contact yet are left out: last:{span},never finds them too."
    return ""


class Group(Struct, frozen=True):
    """Words and tests that all have to hold; `terms` are the tests as typed, to compare groups by."""

    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    tests: tuple[Test, ...] = ()
    terms: frozenset[Token] = frozenset()
    archived: bool = False

    def select(self, rows: Sequence[ContactRow], texts: Mapping[int, str]) -> Sequence[ContactRow]:
        """Return the rows that fit, in their order; `texts` holds the folded text by contact id."""
        if not self.archived:
            rows = [row for row in rows if row.archived_at is None]
        for test in self.tests:
            rows = [row for row in rows if test(row)]
        for word in self.words:
            rows = [row for row in rows if word in texts[row.id]]
        for word in self.without:
            rows = [row for row in rows if word not in texts[row.id]]
        return rows

    def matches(self, row: ContactRow, haystack: Callable[[], str]) -> bool:
        """Whether one row fits; `haystack` is called only where words are asked for."""
        if not self.archived and row.archived_at is not None:
            return False
        if not all(test(row) for test in self.tests):
            return False
        if not self.words and not self.without:
            return True
        text = haystack()
        return all(word in text for word in self.words) and not any(word in text for word in self.without)


class Query(Struct, frozen=True):
    """A search line made ready to run; its groups are alternatives."""

    groups: tuple[Group, ...]

    @property
    def archived(self) -> bool:
        """Whether archived people are asked for."""
        return any(group.archived for group in self.groups)

    def matches(self, row: ContactRow, haystack: Callable[[], str]) -> bool:
        """Whether one row fits; `haystack` gives its folded text and is called only where that is needed."""
        return any(group.matches(row, haystack) for group in self.groups)

    def select(self, rows: Sequence[ContactRow], texts: Mapping[int, str]) -> Sequence[ContactRow]:
        """Return the rows that fit, in their order; made for long lists."""
        if len(self.groups) == 1:
            return self.groups[0].select(rows, texts)
        ids = {row.id for group in self.groups for row in group.select(rows, texts)}
        return [row for row in rows if row.id in ids]

    @property
    def has_words(self) -> bool:
        """Whether plain words are looked for, in each of its groups."""
        return all(group.words for group in self.groups)

    def narrows(self, other: "Query") -> bool:
        """Whether everything that matches this query matches the other too, as when more is typed."""
        if len(self.groups) != 1 or len(other.groups) != 1:
            return False
        mine, its = self.groups[0], other.groups[0]
        return (
            mine.archived == its.archived
            and its.terms <= mine.terms
            and set(its.without) <= set(mine.without)
            and all(any(word in longer for longer in mine.words) for word in its.words)
        )


_PHONE = re.compile(r"[+\d][\d\s()./-]*\d")
_FEWEST_DIGITS, _LAST_DIGITS = 7, 8


def phone_digits(text: str) -> str:
    """Return the digits a phone number is found by: the last eight, no leading zero; "" for no number."""
    if sum(map(str.isdigit, text)) < _FEWEST_DIGITS or not _PHONE.fullmatch(text.strip()):
        return ""
    return phone_key(text)[-_LAST_DIGITS:]


def by_nearness(rows: Iterable[ContactRow], query: Query) -> list[ContactRow]:
    """Return rows with those first whose name is meant: a whole word of it, then a beginning, then a part."""

    def distance(row: ContactRow) -> int:
        parts = name_words(row.name) or [""]
        name = " ".join(parts)
        return min(sum(word_distance(word, name, parts) for word in group.words) for group in query.groups)

    return sorted(rows, key=distance)


_NOTHING: Mapping[int, date] = MappingProxyType({})
_COUNT = re.compile(r"[<>]?=?\d+")
_UNIT = re.compile(r"d(?:ays?)?|w(?:eeks?)?|m(?:onths?)?|y(?:ears?)?", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*(?:"|$)')
_PARTED = re.compile(
    r'(?<!\S)(-?)([a-z][a-z-]*)(?::([<>]?=?)\s+|=|(?=[<>]))(?!or\b)([^\s:"]+)(?!\S)', re.IGNORECASE
)
_FIGURES = re.compile(r"\+?[\d()./-]+")
_OR = (Token("", ("or",)), Token("", ("OR",)))


def parse(
    text: str,
    today: date,
    *,
    week_start: int = 0,
    contact_of: Callable[[int], Contact | None] = lambda _contact_id: None,
    owed: Mapping[int, date] = _NOTHING,
) -> Query:
    """Read a search line; what is not finished yet is left out, and an empty line fits everyone not archived.

    `week_start` counts from Monday = 0; `contact_of` gives the whole contact where `by:` and `has:notes`
    have to look beyond the row; `owed` has the day of what is owed to people, by id, but for check-ins.
    Raises InvalidValueError for a bad term.
    """
    setting = Setting(today, week_start, contact_of, owed)
    groups: list[list[Token]] = [[]]
    typed = tokens(text)
    _refuse_parted(text)
    for token, following in pairwise(typed):
        _refuse_two_words(token, following)
    for token in typed:
        if token in _OR:
            groups.append([])
        else:
            groups[-1].append(token)
    groups += [joined for group in groups if (joined := _with_numbers_joined(group)) != group]
    compiled = [_group(group, setting) for group in groups if group]
    return Query(tuple(compiled) or (Group(),))


def _refuse_parted(text: str) -> None:
    """Say how to write a term that would be read as words: "tag: mentor", "stage=active", "due<7d"."""
    for minus, field, sign, value in _PARTED.findall(_QUOTED.sub('""', text)):
        if is_term(field.lower()):
            raise InvalidValueError(f"write it in one word: {minus}{field}:{sign}{value}")


def _refuse_two_words(token: Token, following: Token) -> None:
    """Say how to write what is meant by two words that would find no one: "last:>3 months", "not bob"."""
    if following.quoted:
        return
    word = following.values[0]
    counted = token.field and _COUNT.fullmatch(token.values[-1])
    if counted and not following.field and _UNIT.fullmatch(word):
        raise InvalidValueError(f"write it in one word: {token.field}:{token.values[-1]}{word[0].lower()}")
    is_not = not token.field and not token.quoted and token.values[0].casefold() == "not"
    if is_not and following not in _OR:
        term = f"{following.field}:{','.join(following.values)}" if following.field else word
        raise InvalidValueError(f"to leave out what has “{term}” write -{term}")


def _with_numbers_joined(group: Sequence[Token]) -> list[Token]:
    """Return a group in which figures that follow each other are one phone number: "079 123 45 67"."""
    joined: list[Token] = []
    for is_number, run in groupby(group, key=_is_figures):
        numbers = list(run)
        whole = " ".join(token.values[0] for token in numbers) if is_number and len(numbers) > 1 else ""
        joined += [Token("", (whole,))] if phone_digits(whole) else numbers
    return joined


def _is_figures(token: Token) -> bool:
    plain = not (token.field or token.negated or token.quoted)
    return plain and _FIGURES.fullmatch(token.values[0]) is not None


def _group(typed: Sequence[Token], setting: Setting) -> Group:
    words: list[str] = []
    without: list[str] = []
    tests: list[Test] = []
    terms: list[Token] = []
    archived = False
    for token in typed:
        if not token.field:
            word = phone_digits(token.values[0]) or fold(token.values[0])
            if word:
                (without if token.negated else words).append(word)
            continue
        choices = [test for value in token.values if (test := test_of(token.field, value, setting))]
        if not choices:
            continue
        archived = archived or (is_archived in choices and not token.negated)
        test = choices[0] if len(choices) == 1 else _either(tuple(choices))
        tests.append(_negated(test) if token.negated else test)
        terms.append(token)
    return Group(tuple(words), tuple(without), tuple(tests), frozenset(terms), archived)


def _either(choices: tuple[Test, ...]) -> Test:
    def either(row: ContactRow) -> bool:
        for test in choices:  # noqa: SIM110 - a generator for each of 30,000 rows costs more than the test
            if test(row):
                return True
        return False

    return either


def _negated(test: Test) -> Test:
    return lambda row: not test(row)
