"""The writers of exports, each imported when something is written in its format."""

from collections.abc import Iterable
from datetime import datetime

from netui.domain.journal.exporting import CalendarEntry, CardVersion, Columns
from netui.domain.people.contact import Contact
from netui.domain.people.field_values import Names


class ExportWriters:
    """Makes texts of people and of what is due (port `services.journal.exports.Writers`)."""

    def csv(self, people: Iterable[Contact], names: Names, *, raw: bool, columns: Columns) -> str:
        """Return people as CSV."""
        from netui.exchange.writing.contacts_csv import contacts_csv

        return contacts_csv(people, names, raw=raw, columns=columns)

    def vcard(self, people: Iterable[Contact], names: Names, *, notes: bool, version: CardVersion) -> str:
        """Return people as vCards."""
        from netui.exchange.writing.vcard import vcards

        return vcards(people, names, notes=notes, version=version)

    def ics(self, entries: Iterable[CalendarEntry], written_at: datetime) -> str:
        """Return days and interviews as iCalendar."""
        from netui.exchange.writing.calendar_ics import calendar_ics

        return calendar_ics(entries, written_at)
