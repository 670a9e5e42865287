"""What a row of the table of contact fields can say."""

from enum import Enum, StrEnum, auto
from typing import Any

from msgspec import Struct

from netui.domain.people.contact import Contact, current_position
from netui.domain.people.field_values import FieldKind, Names, Reading, Typed, on_one_line
from netui.domain.people.labels import split_label, with_label
from netui.domain.people.relation import RelationKind, read_relations
from netui.domain.text import fold
from netui.domain.values import replace


class Page(StrEnum):
    """A page of the form, by its title."""

    WHO = "Who"
    REACH = "Reach"
    RELATION = "Relation"
    PLAN = "Plan"
    NOTES = "Notes"


class Block(Enum):
    """A block of lines on the full card, in this order."""

    WORK = auto()
    REACH = auto()
    RELATION = auto()
    CUSTOM = auto()
    KEPT = auto()


class Merge(Enum):
    """Which of two values a merge takes when the user doesn't choose."""

    NEWER = auto()
    """That of the contact that changed last."""
    FULLER = auto()
    LATER_CONTACT = auto()
    EARLIER_DAY = auto()
    STRICTER = auto()
    NEWER_OR_BOTH = auto()
    """As NEWER; the user can choose both as well."""
    BOTH = auto()
    UNITED = auto()
    """Both lists as one, that of the contact that stays first."""
    UNITED_NEWER = auto()
    """Both lists as one, the newer first."""
    STAYS = auto()
    """That of the contact that stays; the user isn't asked, as for those below."""
    LATEST = auto()
    EARLIEST = auto()
    WITH_CADENCE = auto()
    """That of the contact whose cadence is taken."""
    WITH_BIRTHDAY = auto()
    """Kept where each contact with the birthday that is taken has it."""
    ALL = auto()
    """Everything of both."""
    ON_BOTH = auto()
    """Kept only where both have a value."""
    PART = auto()
    """Merged as a part of another field."""


class AddOption(Struct, frozen=True):
    """The option of `netui add` that sets a field."""

    name: str
    metavar: str = "TEXT"
    help: str | None = None
    whole: bool = False
    """Whether a comma doesn't split its value."""


class ContactField(Struct, frozen=True):
    """One row: everything that the rest of netui has to know of a field."""

    name: str
    label: str
    typed: Typed
    hint: str = ""
    """What the form says below the field."""
    heading: str = ""
    """The label on cards and in a merge, where it is shorter; see `title`."""
    page: Page | None = None
    after: str = ""
    """The field it follows on a form page or in a block of the card, where that isn't the previous row."""
    block: Block | None = None
    each: str = ""
    """The label of one value, for lists that take a line a value on the full card."""
    next_to_name: bool = False
    long: bool = False
    """Whether a text of one line may be longer than others."""
    searched: bool = False
    merge: Merge = Merge.NEWER
    published: bool = False
    """Whether it may stand in a portfolio or a map, where the person may be named."""
    vcard: str = ""
    """The vCard property, with its parameters."""
    handed_on: bool = True
    """Whether it is in a vCard that is copied to be handed on."""
    csv: bool = True
    json: bool = True
    json_shape: str = ""
    """What stands under its JSON key, for the help, where that isn't plain."""
    template: str = ""
    """What a note template says where the value is missing; without it templates don't know the field."""
    option: AddOption | None = None

    @property
    def kind(self) -> FieldKind:
        """How it is typed."""
        return self.typed.kind

    @property
    def holds_several(self) -> bool:
        """Whether it is a list, to which values can be added one by one."""
        return self.kind in (FieldKind.LIST, FieldKind.CHOICES)

    @property
    def choices(self) -> tuple[str, ...]:
        """The possible values, where they are given."""
        return self.typed.choices

    @property
    def title(self) -> str:
        """The label on cards and in a merge."""
        return self.heading or self.label

    def value(self, contact: Contact) -> Any:
        """Return the value of the field."""
        return getattr(contact, self.name)

    def show(self, contact: Contact, names: Names) -> str:
        """Return the value as it is typed."""
        return self.typed.words(self.value(contact), names)

    def spoken(self, contact: Contact, names: Names) -> str:
        """Return the value as a card shows it."""
        return (self.typed.spoken or self.typed.words)(self.value(contact), names)

    def put(self, contact: Contact, text: str, reading: Reading) -> Contact:
        """Return the contact with the typed value; raise a NetuiError for what can't be read."""
        return self.with_value(contact, self.typed.read(text, reading))

    def with_value(self, contact: Contact, value: Any) -> Contact:
        """Return the contact with another value."""
        changes: dict[str, Any] = {self.name: value}
        return replace(contact, **changes)


class PositionPart(ContactField, frozen=True):
    """The title or the company of the current position, the one that lists show."""

    def with_value(self, contact: Contact, value: Any) -> Contact:
        """Return the contact with another current position."""
        position = current_position(contact.positions)
        part: dict[str, str] = {self.name: value}
        changed = replace(position, **part)
        if position not in contact.positions:
            return replace(contact, positions=(changed, *contact.positions))
        place = contact.positions.index(position)
        rest = contact.positions[place + 1 :]
        return replace(contact, positions=(*contact.positions[:place], changed, *rest))


class LabelledField(ContactField, frozen=True):
    """A list of which each value may have a label: "+41 44 555 01 01 (work)"."""

    def show(self, contact: Contact, names: Names) -> str:  # noqa: ARG002  as every field
        """Return the values as they are typed, each with its label."""
        return ", ".join(with_label(one, contact.labels) for one in self.value(contact))

    spoken = show

    def put(self, contact: Contact, text: str, reading: Reading) -> Contact:
        """Return the contact with the typed values and labels; raise a NetuiError for what can't be read."""
        given = dict(map(split_label, self.typed.read(text, reading)))
        changed = self.with_value(contact, tuple(given))
        others = {value: label for value, label in changed.labels.items() if value not in given}
        return replace(changed, labels={**others, **{value: one for value, one in given.items() if one}})

    def with_value(self, contact: Contact, value: tuple[str, ...]) -> Contact:
        """Return the contact with other values; the labels of those that went go with them."""
        gone = set(self.value(contact)).difference(value)
        labels = {one: label for one, label in contact.labels.items() if one not in gone}
        return super().with_value(replace(contact, labels=labels), value)


class RelationsField(ContactField, frozen=True):
    """The people that a contact has to do with."""

    def put(self, contact: Contact, text: str, reading: Reading) -> Contact:
        """Return the contact with what is typed; a name that is there already means who it meant."""
        known: dict[tuple[RelationKind, str], list[int]] = {}
        for one in contact.relations:
            known.setdefault((one.kind, fold(reading.name_of(one.contact_id))), []).append(one.contact_id)

        def find(kind: RelationKind, name: str) -> int:
            meant = known.get((kind, fold(name)))
            return meant.pop(0) if meant else reading.person(name)

        return self.with_value(contact, read_relations(text, find))


class OwnFields(ContactField, frozen=True):
    """The user's own fields, one a line; a name that was imported may have a colon or a line break in it."""

    def put(self, contact: Contact, text: str, reading: Reading) -> Contact:
        """Return the contact with what is typed; what is as it was shown stays as it was."""
        names = {on_one_line(name): name for name in contact.custom}
        longest_first = sorted(names, key=len, reverse=True)
        found: dict[str, str] = {}
        for line in text.splitlines():
            shown = next((one for one in longest_first if line.strip().startswith(f"{one}:")), None)
            if shown is None:
                found |= self.typed.read(line, reading)
                continue
            name, value = names[shown], line.strip()[len(shown) + 1 :].strip()
            before = contact.custom[name]
            found[name] = before if value == on_one_line(before) else value
        return self.with_value(contact, found)


class CustomEntry(ContactField, frozen=True):
    """One of the user's own fields; its label is its name."""

    def value(self, contact: Contact) -> str:
        """Return the value of the field."""
        return contact.custom.get(self.label, "")

    def with_value(self, contact: Contact, value: str) -> Contact:
        """Return the contact with another value; an empty one removes the field."""
        rest = {name: text for name, text in contact.custom.items() if name != self.label}
        return replace(contact, custom={**rest, self.label: value} if value else rest)
