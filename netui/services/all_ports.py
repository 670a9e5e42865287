"""All ports of the services in one value."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from netui.domain.config import Config
    from netui.domain.interviews.preparation import ChecklistTemplate, Question
    from netui.domain.journal.exporting import FolderWritten, MadeFile
    from netui.domain.journal.reflection import Prompt
    from netui.services.journal.exports import Writers
    from netui.services.journal.person_pages import Folder, PageWriter
    from netui.services.journal.portfolio import PortfolioWriter
    from netui.services.lending import LendingDrafts
    from netui.services.network.network import MapWriter
    from netui.services.notes.mailing import MailPrograms
    from netui.services.people.duplicates import DuplicateSearch
    from netui.services.ports import (
        Clipboard,
        PeopleReader,
        Store,
        TemplateSource,
        TraceReader,
    )
    from netui.services.present import Present
    from netui.services.safety.safekeeping import Examination, Safekeeping
    from netui.services.safety.settings import SettingsFile


class Ports:
    """What the services need from outside: `bootstrap.wiring` has the real ports, tests have fakes.

    A port is built when it is first asked for. The demo network leaves out those that it never asks for.
    """

    store: "Store"
    present: "Present"
    config: "Config"
    drafts: "LendingDrafts"
    folder: "Path | None" = None
    """Where the store is, if it is in files."""

    def use(self, config: "Config") -> None:
        """Go by other settings from now on."""
        self.config = config
        self.present.week_start = config.week_start
        self.present.date_order = config.date_order

    def checklists(self) -> "Sequence[ChecklistTemplate]":
        """Return the checklists for interviews."""
        raise NotImplementedError

    def questions(self) -> "Sequence[Question]":
        """Return the questions for interviews."""
        raise NotImplementedError

    def prompts(self) -> "Sequence[Prompt]":
        """Return what reflections ask."""
        raise NotImplementedError

    def templates(self) -> "TemplateSource":
        """Return the templates of notes."""
        raise NotImplementedError

    def clipboard(self) -> "Clipboard":
        """Return the ways to copy."""
        raise NotImplementedError

    def mail_programs(self) -> "MailPrograms":
        """Return the user's mail programs."""
        raise NotImplementedError

    def readers(self) -> "Mapping[str, PeopleReader]":
        """Return the readers of files of people, by format."""
        raise NotImplementedError

    def format_of(self, path: "Path") -> str:
        """Return the format of a file of people; raise ImportFileError."""
        raise NotImplementedError

    def trace_reader(self) -> "TraceReader":
        """Return the reader of mail, calendars and messages."""
        raise NotImplementedError

    def export_writers(self) -> "Writers":
        """Return the writers of exports."""
        raise NotImplementedError

    def page_writer(self) -> "PageWriter":
        """Return what writes a page about a person."""
        raise NotImplementedError

    def page_folder(self, path: "Path") -> "Folder":
        """Return a folder of pages."""
        raise NotImplementedError

    def map_writers(self) -> "Mapping[str, MapWriter]":
        """Return the writers of maps, by the ending of the file."""
        raise NotImplementedError

    def portfolio_writers(self) -> "Mapping[str, PortfolioWriter]":
        """Return the writers of portfolios, by the ending of the file."""
        raise NotImplementedError

    def save(self, path: "Path", text: "str | Iterable[str]") -> None:
        """Write a file for the user."""
        raise NotImplementedError

    def save_folder(self, folder: "Path", files: "Mapping[str, str]", made: "MadeFile") -> "FolderWritten":
        """Make the files that netui keeps in a folder of the user these; nothing else in it is touched."""
        raise NotImplementedError

    def safekeeping(self) -> "Safekeeping":
        """Return what takes care of the files of the store; raise StoreError if it has none."""
        raise NotImplementedError

    def settings_file(self) -> "SettingsFile":
        """Return the settings file."""
        raise NotImplementedError

    def examination(self) -> "Examination | None":
        """Return what looks at the files of the store outside this session, where there is anything."""
        raise NotImplementedError

    def duplicate_search(self) -> "DuplicateSearch | None":
        """Return the search for duplicates among many people, where there is one."""
        raise NotImplementedError
