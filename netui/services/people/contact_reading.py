"""Reading the fields of a contact as they are typed, with the people and the day there are."""

from datetime import date

from netui.domain.time.dates import parse_date
from netui.services.people.finding import find_contact
from netui.services.ports import Store
from netui.services.present import Present


class ContactReading:
    """What domain.contact_fields needs from around it."""

    def __init__(self, store: Store, present: Present, week_start: int = 0) -> None:
        self._store = store
        self._present = present
        self._week_start = week_start

    def day(self, text: str) -> date:
        """Read a day in the past or present; raise InvalidValueError."""
        return parse_date(text, self._present.today(), prefer="past", week_start=self._week_start)

    def person(self, text: str) -> int:
        """Find a person by name or id; raise NotFoundError or AmbiguousError."""
        return find_contact(self._store, text).id

    def name_of(self, contact_id: int) -> str:
        """Return a person's name, or an empty text once that person is gone."""
        row = self._store.contacts.row(contact_id)
        return row.name if row is not None else ""
