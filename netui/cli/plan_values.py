"""The fields of an entry of the plan: read as they are typed, and shown as JSON."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from netui.cli.context import Context
from netui.cli.plan_section import PlanSection, spoken_field
from netui.cli.plan_sections import SECTIONS
from netui.domain.counted import whole_number
from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import AmbiguousError, InvalidValueError, NotFoundError
from netui.domain.journal.portfolio import safe_link
from netui.domain.people.cadence import Cadence
from netui.domain.text import choose, fold, shortened
from netui.domain.time.dates import at_zone
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import field_names

_REFERS_TO = {"strategy_id": "strategies", "group_id": "groups", "event_id": "events", "goal_id": "goals"}
PEOPLE = frozenset({"contact_id", "about_id", "after_id", "by_id", "other_id"})
_MOST_NAMED = 20
_ANSWERS = {"yes": True, "no": False}


class PlanValues:
    """Reads and shows the entries of one section."""

    def __init__(self, section: PlanSection, context: Context) -> None:
        self._section = section
        self._context = context
        self._hints = get_type_hints(section.entity)
        self.service = section.service(context.services)

    def every(self) -> list[Any]:
        """Return the entries as the screen lists them."""
        return list(self._section.every(self.service))

    def count(self) -> int:
        """Return how many entries there are."""
        count = self._section.count
        return len(self.every()) if count is None else count(self.service)

    def find(self, text: str) -> Any:
        """Return the one entry that an id, its name or a part of it means; raise as people are found."""
        number = whole_number(text.strip().removeprefix("#"))
        if number is not None:
            with suppress(NotFoundError):
                return self._section.get(self.service, number)
        return only(text, [(one, self.name(one)) for one in self.every()], self._section.word)

    def name(self, entry: Any) -> str:
        """Return what tells an entry from others."""
        if self._section.called is not None:
            return self._section.called(self._context.services, entry) or "no words"
        if self._section.first != "contact_id":
            return str(getattr(entry, self._section.first))
        return self._context.name_of(entry.contact_id) or getattr(entry, "contact_name", "") or "someone gone"

    def read(self, typed: Sequence[str], base: Any = None) -> dict[str, Any]:
        """Read FIELD=VALUE, FIELD+=VALUE and FIELD-=VALUE; raise InvalidValueError for what can't be set."""
        found: dict[str, Any] = {}
        fields = {spoken_field(name): name for name in (self._section.first, *self._section.fields)}
        for change in typed:
            name, equals, text = change.partition("=")
            sign = name[-1:] if name[-1:] in {"+", "-"} else ""
            name = name.removesuffix(sign)
            if not equals:
                raise InvalidValueError(f"“{change}” is no change: write --set FIELD=VALUE")
            prefix, dot, part = name.partition(".")
            if dot and not sign and prefix in self._section.named and part.strip():
                field, change_part = self._section.named[prefix]
                held = {one: getattr(base, one) for one in field_names(self._section.entity) if base}
                found[field] = change_part({**held, **found}, part.strip(), text.strip())
                continue
            if name not in fields:
                known = [*fields, *(f"{prefix}.NAME" for prefix in self._section.named)]
                raise InvalidValueError(
                    f"there is no field {name} in {self._section.name}{did_you_mean(name, known)}"
                )
            field = fields[name]
            value = self._value(field, text.strip())
            if sign:
                value = self._united(field, sign, value, found.get(field, getattr(base, field, ())))
            found[field] = value
        if self._section.name == "events" and isinstance(when := found.get("on"), datetime):
            at = at_zone(when, self._context.services.present.zone)
            found |= {"at": at, "on": self._context.services.present.local(at).date()}
        elif "on" in found and self._section.name == "events":
            found["at"] = None
        return found

    def _united(self, field: str, sign: str, value: Any, before: Any) -> Any:
        if not isinstance(value, tuple):
            raise InvalidValueError(f"{spoken_field(field)} holds one value: write --set FIELD=VALUE")
        kept = tuple(one for one in before if one not in value)
        return (*kept, *value) if sign == "+" else kept

    def _value(self, field: str, text: str) -> Any:
        hint = self._hints[field]
        kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
        if field.endswith("_ids"):
            return tuple(row.id for row in self._context.services.contacts.find_all(text)) if text else ()
        if not text and type(None) in kinds:
            return None
        if field == "link" and text and not safe_link(text):
            raise InvalidValueError(f"“{text}” isn't a web address: write one like https://example.org/page")
        if field.endswith("_id"):
            return self._reference(field, text)
        if get_origin(hint) is tuple:
            return tuple(part for one in text.split(";") if (part := one.strip()))
        return self._plain(field, kinds[0], text)

    def _plain(self, field: str, kind: type, text: str) -> Any:
        present = self._context.services.present
        if issubclass(kind, StrEnum):
            return choose(kind, text, spoken_field(field))
        if kind is Cadence:
            return Cadence.parse(text)
        if kind is PartialDate:
            return PartialDate.read(text, present.date_order)
        if kind is bool:
            if text.casefold() not in _ANSWERS:
                raise InvalidValueError(f"{field} is yes or no, not “{text}”")
            return _ANSWERS[text.casefold()]
        if kind is date and field == "on" and not self._section.past:
            return present.read_when(text)
        if kind is date:
            return present.read_past(text) if field in self._section.past else present.read_day(text)
        if kind is int:
            number = whole_number(text)
            if number is None:
                raise InvalidValueError(f"{field} needs a whole number, not “{shortened(text)}”")
            return number
        return text

    def _reference(self, field: str, text: str) -> int:
        services = self._context.services
        if field == "contact_id":
            return services.contacts.find(text).id
        if field == "interview_id":
            return services.interviews.find(text).id
        return int(PlanValues(SECTIONS[_REFERS_TO[field]], self._context).find(text).id)

    # As JSON

    def shape(self, entry: Any) -> dict[str, Any]:
        """Return one entry as JSON has it."""
        shape = {"section": self._section.name, "id": str(entry.id), "name": self.name(entry)}
        return shape | {
            spoken_field(name): self._plain_value(name, getattr(entry, name))
            for name in shown_fields(self._section)
        }

    def _plain_value(self, name: str, value: Any) -> Any:
        if name in PEOPLE:
            return self._context.shapes.person(value)
        if name == "contact_ids":
            return [one for one in map(self._context.shapes.person, value) if one]
        if name.endswith("_ids"):
            return [str(one) for one in value]
        if name.endswith("_id"):
            return None if value is None else str(value)
        if isinstance(value, Cadence | PartialDate):
            return str(value)
        if isinstance(value, Struct):
            return {
                spoken_field(one): self._plain_value(one, getattr(value, one)) for one in field_names(value)
            }
        if isinstance(value, tuple):
            return [self._plain_value("", one) for one in value]
        if isinstance(value, datetime):
            return self._context.shapes.instant(value)
        if isinstance(value, date):
            return value.isoformat()
        return (str(value) or None) if isinstance(value, str) else value


def shown_fields(section: PlanSection) -> list[str]:
    """Return the fields of an entry that JSON has next to its name."""
    left_out = {"id", "uid", "contact_name"}
    if section.called is None:
        left_out |= {section.first} - {"contact_id"}
    return [*(name for name in field_names(section.entity) if name not in left_out), *section.more]


def shape_keys(section: PlanSection) -> list[str]:
    """Return the keys of an entry as JSON has it, with those of what it holds."""
    hints = get_type_hints(section.entity)
    ways = {name: f"{spoken_field(name)}: {{id, name}}" for name in PEOPLE}
    ways["contact_ids"] = "contacts: [{id, name}]"
    keys = ["section", "id", "name"]
    for name in shown_fields(section):
        parts = [
            one for one in get_args(hints.get(name)) if isinstance(one, type) and issubclass(one, Struct)
        ]
        held = ", ".join(spoken_field(one) for part in parts for one in field_names(part))
        keys.append(ways.get(name) or spoken_field(name) + (f": [{{{held}}}]" if parts else ""))
    if section.name == "favours":
        keys.insert(-1, "source: noted|introduction|log|promise (in lists)")
    return keys


def only(text: str, entries: Sequence[tuple[Any, str]], word: str) -> Any:
    """Return the one entry that an id, its name or a part of it means; `word` is what one is called."""
    wanted = fold(" ".join(text.split()))
    by_id = [one for one, _ in entries if str(one.id) == wanted.removeprefix("#")]
    whole = [one for one, name in entries if fold(name) == wanted]
    found = by_id or whole or [one for one, name in entries if wanted and wanted in fold(name)]
    if not found:
        names = [shortened(name) for _, name in entries]
        meant = did_you_mean(text, names) if 0 < len(names) <= _MOST_NAMED else ""
        raise NotFoundError(f"no {word} goes by “{text}”{meant}")
    if len(found) > 1:
        lines = tuple(f"{one.id}  {name}" for one, name in entries if one in found)[:_MOST_NAMED]
        raise AmbiguousError(f"“{text}” fits more than one {word}: name one by its id", lines)
    return found[0]
