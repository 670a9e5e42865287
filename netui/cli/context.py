"""What every command on a store gets: the services, the shapes, and the ways out."""

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from netui.cli.output import Output
from netui.cli.prompt import Sources
from netui.domain.people.contact import Contact

if TYPE_CHECKING:
    from netui.cli.shapes import Shapes
    from netui.domain.time.date_order import DateOrder
    from netui.services.services import Services
    from netui.storage.store.store import TinyDBStore


class Context(Output):
    """An open store with its services, and how to read what was typed."""

    def __init__(
        self,
        services: "Services",
        store: "TinyDBStore",
        sources: Sources,
        cache: Path,
        *,
        as_json: bool,
        colour: bool = False,
    ) -> None:
        super().__init__(as_json=as_json, colour=colour)
        self.services = services
        self.cache = cache
        self.sources = sources
        self.exit_code: int | None = None
        self._store = store

    def problems(self) -> list[str]:
        """Return what is wrong with the files of the store, as far as they were read."""
        return [str(problem) for problem in self._store.problems]

    def say_empty(self, words: str) -> None:
        """Say that nothing was found, unless it may be in a part that can't be read."""
        if not self.problems():
            self.say(words)

    @cached_property
    def shapes(self) -> "Shapes":
        """The JSON shapes."""
        from netui.cli.shapes import Shapes

        return Shapes(self.services)

    def contact(self, text: str) -> Contact:
        """Find one person by id, name or a part of it."""
        contacts = self.services.contacts
        return contacts.get(contacts.find(text).id)

    def past_day(self, text: str) -> date:
        """Read a day of the past or today."""
        return self.services.present.read_day(text, past=True)

    def coming_day(self, text: str) -> date:
        """Read a day to come or today; raise InvalidValueError for one that is over."""
        return self.services.present.read_due(text)

    def echo(self, day: date) -> str:
        """Return how a typed day was understood: "Fri 27 Nov 2026, in 7 days"."""
        from netui.domain.time.dates import echo

        return echo(day, self.services.present.today())

    def name_of(self, contact_id: int) -> str:
        """Return a person's name (part of `domain.people.field_values.Reading`)."""
        return self.services.contacts.name_of(contact_id)

    @property
    def date_order(self) -> "DateOrder":
        """The order of a day in figures (part of `domain.people.field_values.Reading`)."""
        return self.services.present.date_order

    def day(self, text: str) -> date:
        """Read a past day (part of `domain.people.field_values.Reading`)."""
        return self.services.present.read_past(text)

    def person(self, text: str) -> int:
        """Find a person's id (part of `domain.people.field_values.Reading`)."""
        return self.contact(text).id
