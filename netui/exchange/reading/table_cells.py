"""What the cells of one row say of a person, each read by what its column holds."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.people.matching import profile_key
from netui.domain.people.person_name import is_courtesy, is_title
from netui.domain.people.rules import check_zone
from netui.domain.text import clean
from netui.exchange.reading.heads import ADDRESS, OWN, SKIP, label_words
from netui.exchange.reading.table_columns import LABEL, TYPED, UNKNOWN, Column

LONGEST_OWN = 200
MOST_VALUES = 100
"""How many values of one cell are taken."""

_SHOWN = 40
_JOINED = " ::: "
"""What Google writes between several values of one cell."""
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+")
_AROUND_EMAIL = re.compile(r"[\s<>,;:\"()\[\]]+")
_PHONE = re.compile(r"\d\D*\d")
_DAY = re.compile(r"[1-9]|[^\W\d_]")
_HOUSE = re.compile(r"\d{1,4} ?[a-z]?", re.IGNORECASE)
_LISTED = re.compile(r" ::: |;(?! ?ext)|\n")
_PHONES = re.compile(rf"{_LISTED.pattern}|, (?='?[+(]?\d(?:\D?\d){{5}})")
_OWN_PHONES = re.compile(rf"{_LISTED.pattern}|, ")
"""What is between phones under netui's own head, "phones"."""
_BETWEEN_LABELS = re.compile(r"; |\n")
_BLANK = re.compile(r" ::: |\s+")
_TAGS = re.compile(r" ::: |[;,\n]")
_LINK = re.compile(r"(?:https?://\S+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?)", re.IGNORECASE)
_SYSTEM_GROUPS = frozenset({"* mycontacts", "* my contacts", "*"})
_UNSAID = (
    "unspecified|keine angabe|nicht angegeben|non spécifié|non précisé|no especificado|sin especificar"
    "|non specificato|niet opgegeven|não especificado|指定なし"
)


@dataclass(slots=True)
class Details:
    """What the cells of one row say."""

    cells: list[str]
    texts: dict[str, str] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)
    phones: dict[str, None] = field(default_factory=dict)
    links: dict[str, None] = field(default_factory=dict)
    places: dict[str, dict[str, str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    listed_labels: list[str] = field(default_factory=list)
    tags: dict[str, None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    own: dict[str, str] = field(default_factory=dict)
    days: list[tuple[str, str]] = field(default_factory=list)
    typed: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def cell(self, at: int) -> str:
        """Return the text of a cell; "" for one that isn't there."""
        return self.cells[at].strip() if 0 <= at < len(self.cells) else ""

    def labelled(self, column: Column, cell: str, between: re.Pattern[str]) -> Iterator[tuple[str, str]]:
        """Yield (value, label) for each value of a cell; Google joins their labels in the same way."""
        label = _label(self.cell(column.label_at)) if column.label_at >= 0 else column.label
        if between.search(cell) is None:
            yield cell, label
            return
        labels = [label]
        if column.label_at >= 0:
            labels = [_label(one) for one in self.cell(column.label_at).split(_JOINED)]
        values = [one for one in map(str.strip, between.split(cell)) if one]
        if len(values) > MOST_VALUES:
            found = counted(len(values), "value")
            self.unread.append(f"{column.head}: only {MOST_VALUES} of {found} are kept")
        for at, value in enumerate(values[:MOST_VALUES]):
            yield value, labels[min(at, len(labels) - 1)]

    def put_label(self, value: str, label: str) -> None:
        """Keep what a value is called; the first one stays."""
        if label:
            self.labels.setdefault(value, label)

    def settle_labels(self) -> None:
        """Take what a list of labels says over what columns say: "d@x.example: work; +41 44 555 01 01: "."""
        for one in self.listed_labels:
            for value in (*self.emails.values(), *self.phones, *self.links):
                if one.startswith(f"{value}: "):
                    self.labels[value] = line_of(one[len(value) + 2 :])

    def add_own(self, name: str, value: str) -> None:
        """Keep a detail that netui has no field for; a second one of a name joins the first."""
        name = _own_name(name[:LONGEST_OWN])
        value = line_of(value)
        known = self.own.get(name)
        if value and known is None:
            self.own[name] = value
        elif value and known is not None and len(known) <= LONGEST_OWN and value not in known.split(", "):
            self.own[name] = f"{known}, {value}"


Take = Callable[[Details, Column, str], None]


def _take_text(details: Details, column: Column, cell: str) -> None:
    text = line_of(cell)
    if details.texts.setdefault(column.kind, text) != text:
        details.add_own(column.head, text)  # two columns of one head


def _take_title(details: Details, column: Column, cell: str) -> None:
    """A job; "Dr." or "Frau" is what precedes the name."""
    before = all(
        is_courtesy(word) or (is_title(word) and (word.endswith(".") or word.casefold() == "dr"))
        for word in cell.split()
    )
    details.texts.setdefault("prefix", line_of(cell)) if before else _take_text(details, column, cell)


def _take_email(details: Details, column: Column, cell: str) -> None:
    if details.cell(column.type_at).upper() == "EX" or cell.lower().startswith("/o="):
        cell = details.cell(column.shown_at)  # an address inside the company's own system
        if "@" not in cell:
            return
    used_first = details.cell(column.label_at).startswith("*")  # Google's mark
    read = False
    for value, label in details.labelled(column, cell, _LISTED):
        one_only = _EMAIL.fullmatch(value)
        found = [value] if one_only else filter(_EMAIL.fullmatch, _AROUND_EMAIL.split(value))
        for email in map(line_of, found):
            key = email.casefold()
            if used_first and not read:
                details.emails = {key: details.emails.get(key, email), **details.emails}
            details.emails.setdefault(key, email)
            details.put_label(details.emails[key], label)
            read = True
    if not read:
        details.unread.append(f"“{shown(cell)}” isn't an email address")


def _take_phone(details: Details, column: Column, cell: str) -> None:
    between = _OWN_PHONES if column.head == "phones" else _PHONES
    for value, label in details.labelled(column, cell, between):
        phone = line_of(value).lstrip("'")  # a spreadsheet's mark for a text
        if not _PHONE.search(phone):
            details.unread.append(f"“{shown(phone)}” isn't a phone number")
            continue
        details.phones.setdefault(phone)
        details.put_label(phone, label)


def _take_link(details: Details, column: Column, cell: str) -> None:
    for listed, label in details.labelled(column, cell, _BLANK):
        value = listed.rstrip(",;")
        if not _LINK.fullmatch(value):
            details.add_own(column.head, cell)
            return
        link = line_of(value if "://" in value else f"https://{value}")
        details.links.setdefault(link)
        if not profile_key(link):
            details.put_label(link, label)


def _take_place(details: Details, column: Column, cell: str) -> None:
    for number, value in enumerate(cell.split(_JOINED)[:MOST_VALUES]):
        parts = details.places.setdefault(f"{column.of} {number}", {"of": column.of})
        if column.label_at >= 0:
            parts["of"] = _label(details.cell(column.label_at).partition(_JOINED)[0])
        text = line_of(value) if "\n" not in value else _on_one_line(value)
        known = parts.get(column.kind, "")
        between = " " if _HOUSE.fullmatch(text) else ", "
        if not known:
            parts[column.kind] = text
        elif len(known) <= LONGEST_OWN and text not in known:
            parts[column.kind] = f"{known}{between}{text}"


def _on_one_line(text: str) -> str:
    return ", ".join(filter(None, map(line_of, text.splitlines())))


def _take_tags(details: Details, column: Column, cell: str) -> None:
    for tag, _ in details.labelled(column, cell, _TAGS):
        name = line_of(tag)
        if name.casefold() not in _SYSTEM_GROUPS and (tidy := name.lstrip("*# ")):
            details.tags.setdefault(tidy)


def _take_labels(details: Details, _: Column, cell: str) -> None:
    details.listed_labels += _BETWEEN_LABELS.split(f"{cell} ")


def _take_notes(details: Details, _: Column, cell: str) -> None:
    details.notes.append(clean(cell, newlines=True))


def _named(details: Details, column: Column, cell: str) -> Iterator[tuple[str, str]]:
    """Yield the values of a cell by name: where there are as many labels, each has its own."""
    labels, values = details.cell(column.label_at).split(_JOINED), cell.split(_JOINED)
    pairs = zip(labels, values, strict=True) if len(labels) == len(values) else [(labels[0], cell)]
    for label, value in pairs:
        yield label.lstrip("* ") or column.label, value


def _take_own(details: Details, column: Column, cell: str) -> None:
    for label, value in _named(details, column, cell):
        known = label.casefold() if column.label_at >= 0 else ""
        if known == "pronouns":
            details.texts.setdefault(known, line_of(value))
        elif known == "time zone":
            _take_zone(details, column, value)
        else:
            name = label or column.head or f"Column {column.at + 1}"
            details.add_own(name, value.replace(_JOINED, ", "))


def _take_typed(details: Details, column: Column, cell: str) -> None:
    details.typed.append((column.label, clean(cell, newlines=True)))


def _take_unknown(details: Details, column: Column, cell: str) -> None:
    details.add_own(column.head or f"Column {column.at + 1}", cell)


def _take_day(details: Details, column: Column, cell: str) -> None:
    for name, value in _named(details, column, cell):
        if "birthday" not in details.texts and name.casefold() == "birthday":
            details.texts["birthday"] = value
        else:
            details.days.append((name, value))


def _take_gender(details: Details, _: Column, cell: str) -> None:
    if cell.casefold() not in _UNSAID.split("|"):
        details.add_own("Gender", cell)


def _take_zone(details: Details, _: Column, cell: str) -> None:
    try:
        check_zone(cell)
    except InvalidValueError:
        details.add_own("Time zone", cell)
    else:
        details.texts["zone"] = cell


_READ_ELSEWHERE = frozenset({SKIP, LABEL, "email_type", "email_shown"})
"""What a program writes for itself, and what is read with the column that it belongs to."""

_TAKE: Mapping[str, Take] = {
    "title": _take_title,
    "email": _take_email,
    "phone": _take_phone,
    "link": _take_link,
    "tags": _take_tags,
    "labels": _take_labels,
    "notes": _take_notes,
    "gender": _take_gender,
    "zone": _take_zone,
    "day": _take_day,
    OWN: _take_own,
    TYPED: _take_typed,
    UNKNOWN: _take_unknown,
    **dict.fromkeys((*ADDRESS, "whole"), _take_place),
}


def take_for(kind: str) -> Take | None:
    """Return how the cells of a kind of column are taken into the details; None for those not taken."""
    return None if kind in _READ_ELSEWHERE else _TAKE.get(kind, _take_text)


@lru_cache(maxsize=256)
def _short_label(label: str) -> str:
    return line_of(label_words(label))


def _label(label: str) -> str:
    return _short_label(label[:LONGEST_OWN]) if label else ""


@lru_cache(maxsize=256)
def _own_name(name: str) -> str:
    return clean(line_of(name.replace(":", "")), limit=_SHOWN * 2) or "More"


def line_of(text: str) -> str:
    """Return a text fit to show on one line."""
    text = text.strip()
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return clean(" ".join(text.split()))


def shown(text: str) -> str:
    """Return a text as a message shows it."""
    return clean(line_of(text[:1_000]), limit=_SHOWN)


def is_a_day(text: str) -> bool:
    """Whether a text is more than a program's way to write that there is no day."""
    return _DAY.search(text) is not None and "4501" not in text
