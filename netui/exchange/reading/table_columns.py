"""What each column of one table holds: as its head and the others tell, or as the person said."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.people.importing import FIELD_WORDS, OWN_PREFIX, ColumnMapping
from netui.domain.people.typed_fields import TYPED_FIELDS
from netui.domain.text import clean
from netui.domain.values import replace
from netui.exchange.reading.csv_text import CsvRow
from netui.exchange.reading.heads import (
    ADDRESS,
    GROUPS,
    OWN,
    PLACE,
    SKIP,
    Meaning,
    group_of,
    is_foreign,
    meaning_of,
    normal,
)

UNKNOWN = "unknown"
TYPED = "typed"
"""A field of a contact in netui's own table, as it is typed."""
_PLAIN = "name title company emails phones links location time_zone birthday tags labels notes"
_READ_AS_ANY = frozenset((*_PLAIN.split(), "pronouns", "pronunciation"))
"""The columns of netui's own table that are read as those of any other."""
_OWN_TABLE = frozenset({"uid", "cadence", "introduced_by", "last_contact_on"})
"""Heads that only netui's own table has."""
_NEAR = 0.75
"""How much two words have in common, from 0 to 1, one of which may be the other misspelt."""
LABEL = "label"
"""A column that says what another one is, such as "Phone 1 - Label"."""

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "name": "name",
        "first": "first name",
        "middle": "middle name",
        "last": "last name",
        "prefix": "name prefix",
        "suffix": "name suffix",
        "nickname": "nickname",
        "filed": "file as",
        "first_sound": "phonetic first name",
        "middle_sound": "phonetic middle name",
        "last_sound": "phonetic last name",
        "sound": "pronunciation",
        "pronouns": "pronouns",
        "title": "title",
        "company": "company",
        "department": "department",
        "email": "email",
        "email_type": "email type",
        "email_shown": "email display name",
        "phone": "phone",
        "link": "link",
        "location": "location",
        "zone": "time zone",
        "birthday": "birthday",
        "birth_year": "birth year",
        "birth_month": "birth month",
        "birth_day": "day of birth",
        "gender": "gender",
        "tags": "tags",
        "labels": "labels of values",
        "notes": "notes",
        "whole": "address",
        "box": "po box",
        SKIP: "skip",
        LABEL: "label",
    }
)
_BY_WORD = {normal(word): kind for kind, word in _WORDS.items() if kind != LABEL}
_PERSON = frozenset({"email", "phone", "company", "title", "birthday", "department", "link"})
"""With a name, these tell people from other things that have one; a link has to be of a profile."""

_NAMES = frozenset({"name", "first", "last", "first?", "last?"})
_CONTACT = "contact"
_PHONE = re.compile(r"\s*\+?[\d\s().\-/]{6,}")
_YES_OR_NO = frozenset({"yes", "no", "y", "n", "true", "false", "x", "1", "0"})


class Column(Struct, frozen=True):
    """One column: its place from 0, its head, and what it holds.

    `label_at` is the place of the column that labels this one, `of` what the parts of one address share,
    `type_at` and `shown_at` the places of the kind of an email, and of the name shown with it; -1 is none.
    """

    at: int
    head: str
    kind: str
    label: str = ""
    of: str = ""
    label_at: int = -1
    type_at: int = -1
    shown_at: int = -1

    @property
    def field(self) -> str:
        """The word for what the column holds, which a mapping understands; "" for a field of its own."""
        if self.kind in {OWN, TYPED, "day"}:
            return self.label if self.label_at < 0 else ""
        if self.kind == UNKNOWN:
            return ""
        word = _WORDS.get(self.kind, self.kind)
        return f"{self.label.replace(',', '')} {word}" if self.label else word


def field_meaning(word: str) -> Meaning:
    """Return what a field word stands for: "first name", "work phone", "skip"; others are own fields.

    Raises InvalidValueError for a word that is nearly that of a field, unless it begins as an own field.
    """
    own, key = " ".join(word.split()), normal(word)
    if own.startswith(OWN_PREFIX) and own != OWN_PREFIX:
        return Meaning(OWN, own.removeprefix(OWN_PREFIX).strip())
    if key in _BY_WORD:
        return Meaning(_BY_WORD[key])
    meaning = meaning_of(word)
    if meaning is None:
        _refuse_nearly(own)
    if meaning is None or meaning.kind == SKIP or meaning.kind.endswith("?"):
        return Meaning(OWN, own)
    return meaning


def _refuse_nearly(word: str) -> None:
    from difflib import get_close_matches  # loaded for an own field only

    fields = [one for one in FIELD_WORDS if one != SKIP]
    if near := get_close_matches(word[:100].casefold(), fields, n=1, cutoff=_NEAR):
        raise InvalidValueError(
            f"there is no field “{clean(word)}”; did you mean {near[0]}? "
            f"Write {OWN_PREFIX}{clean(word)} for an own field of that name"
        )


def columns_of(heads: Sequence[str], mapping: ColumnMapping = MappingProxyType({})) -> tuple[Column, ...]:
    """Return what each column holds; a mapping counts for the columns that it names."""
    one = _own_column if _OWN_TABLE.issubset(heads) else _column
    columns = _decided(_with_neighbours(_with_groups([one(at, head) for at, head in enumerate(heads)])))
    for key, word in mapping.items():
        for at in mapped(heads, key):
            if word == columns[at].field:
                continue
            meaning = field_meaning(word)
            columns[at] = replace(columns[at], kind=meaning.kind, label=meaning.label, of=meaning.label)
    return tuple(columns)


def mapped(heads: Sequence[str], key: str | int) -> list[int]:
    """Return the places of the columns that a key of a mapping names: a head, or a number from 1."""
    if isinstance(key, str):
        places = [at for at, head in enumerate(heads) if head and normal(head) == normal(key)]
        if places or not key.strip().isdecimal():
            return places
    number = int(key)
    return [number - 1] if 1 <= number <= len(heads) else []


def seen(columns: Sequence[Column], rows: Iterable[CsvRow], but: Collection[int]) -> tuple[Column, ...]:
    """Return the columns with one headed "Contact" as what its cells show: a phone, or yes and no.

    `but` are the places of columns that the person has told about; the rows are read only if need be.
    """
    found = [
        one for one in columns if one.kind == "name" and normal(one.head) == _CONTACT and one.at not in but
    ]
    columns, read = list(columns), list(rows) if found else []
    for one in found:
        cells = [cell for row in read if (cell := row.cell(one.at)).strip()]
        if cells and all(map(_PHONE.fullmatch, cells)):
            columns[one.at] = replace(one, kind="phone")
        elif cells and {normal(cell) for cell in cells} <= _YES_OR_NO:
            columns[one.at] = replace(one, kind=OWN, label=one.head.strip())
    return tuple(columns)


def names_someone(columns: Sequence[Column]) -> bool:
    """Whether a column can say who a person is."""
    return any(column.kind in {"name", "first", "last", "email", "nickname"} for column in columns)


def is_of_people(columns: Sequence[Column]) -> bool:
    """Whether the columns can only be those of people: a name, and something that only people have."""
    kinds = {column.kind for column in columns}
    if not names_someone(columns):
        return False
    telling = {
        column.kind
        for column in columns
        if column.kind in _PERSON and (column.kind != "link" or "linkedin" in normal(column.head))
    }
    return bool(telling) or ({"first", "last"} <= kinds and understood(columns) > 2)


def understood(columns: Sequence[Column]) -> int:
    """Return how many columns were understood."""
    return sum(column.kind not in {UNKNOWN, SKIP, LABEL} for column in columns)


def _own_column(at: int, head: str) -> Column:
    """Return a column of netui's own table."""
    if head in _READ_AS_ANY or head.startswith(OWN_PREFIX):
        column = _column(at, head)
        return replace(column, kind="labels") if head == "labels" else column
    return Column(at, head, TYPED, head) if head in TYPED_FIELDS else Column(at, head, SKIP)


def _column(at: int, head: str) -> Column:
    shown = " ".join(head.split())
    if own := shown.removeprefix(OWN_PREFIX) if shown.startswith(OWN_PREFIX) else "":
        return Column(at, shown, OWN, own)
    meaning = meaning_of(shown) if shown else None
    if meaning is None:
        return Column(at, shown, UNKNOWN)
    return Column(at, shown, meaning.kind, meaning.label, of=meaning.label)


def _with_groups(columns: list[Column]) -> list[Column]:
    """Return the columns with what Google numbers: "Phone 1 - Label" says what "Phone 1 - Value" is."""
    groups: dict[tuple[str, str], dict[str, int]] = {}
    for column in columns:
        if group := group_of(column.head):
            groups.setdefault((group[0], group[1]), {}).setdefault(group[2], column.at)
    for (name, number), parts in groups.items():
        kind = GROUPS.get(normal(name), UNKNOWN)
        label_at = parts.get("service", parts.get("label", parts.get("type", -1)))
        of = f"{normal(name)} {number}"
        for part, at in parts.items():
            was = columns[at]
            if part in {"label", "type", "service"}:
                columns[at] = replace(was, kind=LABEL, label="")
            elif kind == "company":
                kinds = {"name": "company", "title": "title", "department": "department"}
                columns[at] = replace(was, kind=kinds.get(part, UNKNOWN), label="")
            elif kind == "street":
                meaning = meaning_of(part)
                part_kind = "whole" if part == "formatted" else meaning.kind if meaning else kind
                columns[at] = replace(was, kind=part_kind, label="", of=of, label_at=label_at)
            else:
                label = name if kind in {OWN, "day", UNKNOWN} else ""
                columns[at] = replace(was, kind=kind, label=label, label_at=label_at)
    return columns


def _with_neighbours(columns: list[Column]) -> list[Column]:
    """Return the columns with what their neighbours say of them.

    A part of an address that doesn't say whose it is belongs to the address on its left. The type and the
    shown name of an email follow it.
    """
    of, email = "", -1
    for at, column in enumerate(columns):
        if column.kind in ADDRESS:
            of = column.of or of
            columns[at] = replace(column, of=of, label=column.label or ("" if group_of(column.head) else of))
            continue
        of = ""
        if column.kind == "email":
            email = at
        elif email >= 0 and column.kind == "email_type":
            columns[email] = replace(columns[email], type_at=at)
        elif email >= 0 and column.kind == "email_shown":
            columns[email] = replace(columns[email], shown_at=at)
    return columns


def _decided(columns: list[Column]) -> list[Column]:
    """Return the columns with the kinds decided that depend on the others."""
    facts = _Facts(
        kinds=frozenset(column.kind for column in columns),
        heads=frozenset(normal(column.head) for column in columns),
        names=sum(1 for column in columns if column.kind in _NAMES),
        last_title=max((column.at for column in columns if column.kind == "title?"), default=-1),
        # Yahoo, and Outlook in Italian, call phones "Home" and "Ufficio", next to one that says it's a phone.
        phones=any(column.kind == "phone" and column.label in {"mobile", "pager"} for column in columns),
        foreign=any(is_foreign(column.head) for column in columns if column.kind != "department?"),
    )
    return [_DECIDED[column.kind](column, facts) if column.kind in _DECIDED else column for column in columns]


class _Facts(Struct, frozen=True, kw_only=True):
    kinds: frozenset[str]
    heads: frozenset[str]
    names: int
    last_title: int
    phones: bool
    foreign: bool

    def have(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)


def _title(column: Column, facts: _Facts) -> Column:
    """The last of two is the job: Outlook in French calls what is before a name so, too."""
    job = not facts.have("title") and column.at == facts.last_title
    return replace(column, kind="title" if job else "prefix")


def _profession(column: Column, facts: _Facts) -> Column:
    if facts.have("title", "title?"):
        return replace(column, kind=OWN, label="Profession")
    return replace(column, kind="title")


def _role(column: Column, facts: _Facts) -> Column:
    return replace(column, kind=UNKNOWN if facts.have("title", "title?") else "title")


def _name(column: Column, facts: _Facts) -> Column:
    """A family name where only the given name has a column next to it: Vorname, Name.

    "Contact" is a name only where no other column has one.
    """
    if normal(column.head) == _CONTACT and facts.names > 1:
        return replace(column, kind=OWN, label=column.head.strip())
    family = facts.have("first") and not facts.have("last") and normal(column.head) in {"name", "naam"}
    return replace(column, kind="last") if family else column


def _tags(column: Column, facts: _Facts) -> Column:
    """Google's tags are called labels; next to tags, labels are what netui writes of addresses and phones."""
    labels = normal(column.head) == "labels" and "tags" in facts.heads
    return replace(column, kind="labels") if labels else column


def _nom(column: Column, facts: _Facts) -> Column:
    return replace(column, kind="last" if facts.have("first") and not facts.have("last") else "name")


def _nome(column: Column, facts: _Facts) -> Column:
    first = facts.have("last", "nickname?") and not facts.have("first")
    return replace(column, kind="first" if first else "name")


def _apelido(column: Column, facts: _Facts) -> Column:
    """A nickname in Brazil, a family name in Portugal."""
    return replace(column, kind="nickname" if facts.have("last") else "last")


def _service(column: Column, facts: _Facts) -> Column:
    return replace(column, kind="department" if facts.foreign else UNKNOWN)


def _place(column: Column, facts: _Facts) -> Column:
    if normal(column.head) == "particular" and "sobrenome" in facts.heads:
        return replace(column, kind=SKIP, label="")  # Outlook's mark of what is private, in Portuguese
    return replace(column, kind="phone" if facts.phones else UNKNOWN)


def _birthday(column: Column, facts: _Facts) -> Column:
    return replace(column, kind="birth_day") if facts.have("birth_year", "birth_month") else column


def _mois(column: Column, facts: _Facts) -> Column:
    return replace(column, kind=column.kind.rstrip("?") if facts.have("birth_year") else UNKNOWN)


def _region(column: Column, facts: _Facts) -> Column:
    """A state alone may be that of anything."""
    alone = not column.of and not facts.have("city", "street", "postcode")
    return replace(column, kind=UNKNOWN) if alone else column


_DECIDED = {
    "title?": _title,
    "job?": _profession,
    "role?": _role,
    "name": _name,
    "tags": _tags,
    "last?": _nom,
    "first?": _nome,
    "nickname?": _apelido,
    "department?": _service,
    PLACE: _place,
    "birthday": _birthday,
    "birth_month?": _mois,
    "birth_day?": _mois,
    "region": _region,
}
