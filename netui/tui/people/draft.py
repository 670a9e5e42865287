"""A contact while it is being typed: what was changed, what is wrong with it, and what it would become."""

import json
from collections.abc import Iterator
from contextlib import suppress

from netui.domain.errors import NetuiError
from netui.domain.one_line import check_lines
from netui.domain.people.contact import Contact
from netui.domain.people.field_values import Reading
from netui.domain.people.fields import CONTACT_FIELDS
from netui.domain.people.forgotten import Forgotten
from netui.domain.people.rules import check_field, tidy
from netui.domain.values import replace

_FIELDS = {field.name: field for field in CONTACT_FIELDS}
_LINKED = frozenset({"positions", "title", "company"})
NAMES_OTHERS = frozenset({"introduced_by", "relations"})
"""The fields that name other people: who is meant takes a while to look up."""


class ContactDraft:
    """The typed fields over a base contact; only what was changed is read, the rest stays as it is."""

    def __init__(self, base: Contact, reading: Reading) -> None:
        self._reading = reading
        self._painted: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self._begin(base)

    def _begin(self, base: Contact) -> None:
        self.base = base
        self._shown = {field.name: field.show(base, self._reading) for field in CONTACT_FIELDS}

    def forget(self, forgotten: Forgotten) -> None:
        """Take a forgotten person out of what was typed, and of what the contact was before."""
        base = self.base
        if base.introduced_by in forgotten.ids:
            base = replace(base, introduced_by=None)
        left_over = tuple(one for one in base.relations if one.contact_id not in forgotten.ids)
        base = replace(base, relations=left_over)
        for name, text in self._shown.items():
            if name not in NAMES_OTHERS and (left := forgotten.without(text)) != text:
                with suppress(NetuiError):
                    base = _FIELDS[name].put(base, left, self._reading)
        self._painted.clear()
        self._begin(base)
        for name, text in list(self._typed.items()):
            left = forgotten.without(text)
            if left != text:
                self.type(name, self._shown[name] if name in NAMES_OTHERS else left)

    @property
    def changed(self) -> bool:
        """Whether anything was changed."""
        return bool(self._typed)

    @property
    def changed_names(self) -> list[str]:
        """The names of the changed fields, in the order of the form."""
        return [name for name in _FIELDS if name in self._typed]

    def text(self, name: str) -> str:
        """Return the value of a field."""
        return self._typed.get(name, self._shown[name])

    def type(self, name: str, text: str) -> None:
        """Put another text into a field; the text it had counts as unchanged."""
        if text in (self._shown[name], self._painted.get(name)):
            self._typed.pop(name, None)
        else:
            self._typed[name] = text

    def painted_as(self, name: str, text: str) -> None:
        """Note how an editor shows an unchanged field: without what steers a terminal, which is kept."""
        if name not in self._typed:
            self._painted[name] = text

    def linked_to(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield what other fields say of the same thing: title and company are in the positions too."""
        if name not in _LINKED:
            return
        field = _FIELDS[name]
        try:
            seen = field.put(self._with(_LINKED - {name}), self.text(name), self._reading)
        except NetuiError:
            return
        for other in sorted(_LINKED - {name}):
            text = _FIELDS[other].show(seen, self._reading)
            if (other == "positions") != (name == "positions") and text != self.text(other):
                yield other, text

    def problem(self, name: str) -> str:
        """Return what is wrong with a field, or nothing."""
        if name not in self._typed:
            return ""
        try:
            contact = tidy(_FIELDS[name].put(self.base, self._typed[name], self._reading))
            check_lines(contact, self.base)
            check_field(contact, name)
        except NetuiError as error:
            return str(error)
        return ""

    def contact(self) -> Contact:
        """Return the contact as typed; raise a NetuiError for a field that cannot be read."""
        return self._with(frozenset(_FIELDS))

    def _with(self, names: frozenset[str]) -> Contact:
        contact = self.base
        for name in ("positions", *(one for one in _FIELDS if one != "positions")):
            if name in self._typed and name in names:
                contact = _FIELDS[name].put(contact, self._typed[name], self._reading)
        return contact

    # Kept over a lost line

    def dump(self) -> str:
        """Return what was typed as one text.

        Positions that only follow from a title or a company are left out: another session may change them.
        """
        typed = dict(self._typed)
        if "title" in typed or "company" in typed:
            following = _FIELDS["positions"].show(self._with(_LINKED - {"positions"}), self._reading)
            if typed.get("positions") == following:
                del typed["positions"]
        return json.dumps(typed, ensure_ascii=False)

    def load(self, text: str) -> bool:
        """Take in what `dump` gave; return whether anything is changed by it."""
        try:
            typed = json.loads(text)
        except (ValueError, RecursionError):
            return False
        if isinstance(typed, dict):
            for name, value in typed.items():
                if name in _FIELDS and isinstance(value, str):
                    self.type(name, value)
            if "positions" not in typed:
                for name, value in list(self.linked_to("title")):
                    self.type(name, value)
        return self.changed
