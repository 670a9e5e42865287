"""The writers of exports, each imported when something is written in its format."""

from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from netui.domain.journal.calendar import CalendarEntry
from netui.domain.journal.exporting import CardVersion, Columns
from netui.domain.people.contact import Contact
from netui.domain.people.field_values import Names


class ExportWriters:
    """Makes texts of people and of what is due (port `services.journal.exports.Writers`)."""

    def csv(self, people: Iterable[Contact], names: Names, *, raw: bool, columns: Columns) -> Iterator[str]:
        """Yield the rows of people as CSV."""
        from netui.exchange.writing.contacts_csv import contacts_csv

        return contacts_csv(people, names, raw=raw, columns=columns)

    def vcard(
        self, people: Iterable[Contact], names: Names, *, notes: bool, version: CardVersion
    ) -> Iterator[str]:
        """Yield the vCard of each person."""
        from netui.exchange.writing.vcard import vcards

        return vcards(people, names, notes=notes, version=version)

    def ics(self, entries: Iterable[CalendarEntry]) -> str:
        """Return a calendar as one file."""
        from netui.exchange.writing.calendar_ics import calendar_ics

        return calendar_ics(entries)

    def ics_files(self, entries: Iterable[CalendarEntry]) -> Mapping[str, str]:
        """Return a file for each entry of a calendar, by its name."""
        from netui.exchange.writing.calendar_ics import calendar_files

        return calendar_files(entries)

    def made_ics(self, name: str, file: IO[bytes]) -> bytes | None:
        """Return what a file of a folder holds, if it is an entry of a calendar as netui writes it."""
        from netui.exchange.writing.calendar_ics import made_calendar_file

        return made_calendar_file(name, file)
