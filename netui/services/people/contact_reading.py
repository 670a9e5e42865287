"""Reading the fields of a contact as they are typed, with the people and the day there are."""

from datetime import date

from netui.domain.time.dates import parse_date
from netui.services.people.contacts import ContactService
from netui.services.present import Present


class ContactReading:
    """What domain.contact_fields needs from around it."""

    def __init__(self, contacts: ContactService, present: Present, week_start: int = 0) -> None:
        self._contacts = contacts
        self._present = present
        self._week_start = week_start

    def day(self, text: str) -> date:
        """Read a day in the past or present; raise InvalidValueError."""
        return parse_date(text, self._present.today(), prefer="past", week_start=self._week_start)

    def person(self, text: str) -> int:
        """Find a person by name or id; raise NotFoundError or AmbiguousError."""
        return self._contacts.find(text).id

    def name_of(self, contact_id: int) -> str:
        """Return a person's name, or an empty text once that person is gone."""
        return self._contacts.name_of(contact_id)
