"""Opens the store, builds the real ports, and hands them to the services."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from netui.clock import local_zone
from netui.config import Places, from_elsewhere, load_config
from netui.domain.config import Config
from netui.domain.errors import StoreError
from netui.services.all_ports import Ports
from netui.services.present import Present
from netui.services.services import Services

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
        Clock,
        PeopleReader,
        Store,
        TemplateSource,
        TraceReader,
    )
    from netui.services.safety.safekeeping import Examination, Safekeeping
    from netui.services.safety.settings import SettingsFile
    from netui.storage.store.store import TinyDBStore


class Terminal:
    """Writes to the user's terminal: straight to it, or through the full-screen program while that runs."""

    def __init__(self) -> None:
        self.through: Callable[[str], None] | None = None

    def write(self, sequence: str) -> None:
        """Write an escape sequence, whatever stdout is; raise OSError if no terminal is in reach."""
        if self.through is not None:
            self.through(sequence)
            return
        try:
            with open("/dev/tty", "w", encoding="utf-8") as terminal:
                terminal.write(sequence)
        except OSError:
            if sys.stderr is None or not sys.stderr.isatty():
                raise
            sys.stderr.write(sequence)
            sys.stderr.flush()


def session_name(program: str) -> str:
    """Return how this session is called in history: program, machine and process."""
    import platform

    return f"{program}@{platform.node().partition('.')[0]}:{os.getpid()}-{os.urandom(2).hex()}"


def build_store(
    folder: Path, clock: "Clock", *, session: str, read_only: bool = False, state: Path | None = None
) -> "TinyDBStore":
    """Open the store in a folder; raise StoreError if that cannot be done.

    With `state`, the folder of the log, it is a store to keep: backed up daily, and its changes are logged.
    """
    from netui.storage.store.opening import open_store

    store = open_store(folder, clock=clock, session=session, read_only=read_only)
    if state is not None:
        from netui.bootstrap.event_log import EventLog

        store.daily = True
        store.subscribe(EventLog(state, clock).changed)
    return store


class OwnPorts(Ports):
    """The ports of the program: each is built, and its modules are imported, when it is first asked for."""

    def __init__(  # noqa: PLR0917 - one argument for each thing it is made of
        self,
        store: "Store",
        drafts: "LendingDrafts",
        places: Places,
        clock: "Clock",
        config: Config,
        terminal: Terminal,
    ) -> None:
        self.store = store
        self.drafts = drafts
        self.present = Present(clock, local_zone(config.time_zone), config.week_start, config.date_order)
        self.config = config
        self.folder = places.store
        self._places = places
        self._terminal = terminal

    def use(self, config: Config) -> None:
        """Go by other settings from now on, on another clock too."""
        super().use(config)
        self.present.zone = local_zone(config.time_zone)

    def checklists(self) -> "Sequence[ChecklistTemplate]":
        """Return the built-in checklists and the user's own."""
        from netui.data.loading import load_checklists

        return load_checklists(self._places.config.parent / "checklists.toml")

    def questions(self) -> "Sequence[Question]":
        """Return the built-in questions and the user's own."""
        from netui.data.loading import load_questions

        return load_questions(self._places.config.parent / "questions.toml")

    def prompts(self) -> "Sequence[Prompt]":
        """Return the built-in prompts for reflections and the user's own."""
        from netui.data.loading import load_prompts

        return load_prompts(self._places.config.parent / "prompts.toml")

    def templates(self) -> "TemplateSource":
        """Return the built-in templates and the user's own."""
        from netui.notes.template_folder import TemplateFolder

        return TemplateFolder(self._places.templates)

    def clipboard(self) -> "Clipboard":
        """Return the ways to copy; the last is a file with the drafts."""
        from netui.clipboard.chain import ClipboardChain

        keep = self._places.store / "drafts" / "clipboard.txt" if self.store.read_only is None else None
        write = self._terminal.write
        return ClipboardChain(os.environ, self.config.clipboard, keep=keep, write_terminal=write)

    def mail_programs(self) -> "MailPrograms":
        """Return the mail programs of this machine."""
        from netui.exchange.mail.programs import MailPrograms

        return MailPrograms(os.environ)

    def readers(self) -> "Mapping[str, PeopleReader]":
        """Return the readers of files of people, by format."""
        from netui.bootstrap.import_files import READERS

        return READERS

    def format_of(self, path: Path) -> str:
        """Return the name of the reader of a file; raise ImportFileError."""
        from netui.bootstrap.import_files import format_of

        return format_of(path)

    def trace_reader(self) -> "TraceReader":
        """Return the reader of mail, calendars and messages."""
        from netui.bootstrap.collect_files import AnyTraceReader

        return AnyTraceReader()

    def export_writers(self) -> "Writers":
        """Return the writers of exports."""
        from netui.exchange.writing.export_files import ExportWriters

        return ExportWriters()

    def page_writer(self) -> "PageWriter":
        """Return what writes a page about a person, by the user's own template where there is one."""
        from netui.notes.person_pages import PersonPages

        return PersonPages(self._places.config.parent / "person.md")

    def page_folder(self, path: Path) -> "Folder":
        """Return a folder of pages."""
        from netui.exchange.writing.page_folder import PageFolder

        return PageFolder(path, is_own=self._places.holds)

    def map_writers(self) -> "Mapping[str, MapWriter]":
        """Return the writers of maps, by the ending of the file."""
        from netui.exchange.writing.map_files import MAP_WRITERS

        return MAP_WRITERS

    def portfolio_writers(self) -> "Mapping[str, PortfolioWriter]":
        """Return the writers of portfolios, by the ending of the file."""
        from netui.exchange.writing.portfolio_files import PORTFOLIO_WRITERS

        return PORTFOLIO_WRITERS

    def save(self, path: Path, text: "str | Iterable[str]") -> None:
        """Write a file for the user from a text or pieces of one, and never over one of netui's own."""
        from netui.user_file import write_text

        write_text(path, text, is_own=self._places.holds)

    def save_folder(self, folder: Path, files: "Mapping[str, str]", made: "MadeFile") -> "FolderWritten":
        """Make the files that netui keeps in a folder of the user these; nothing else in it is touched."""
        from netui.user_folder import write_folder

        return write_folder(folder, files, made, is_own=self._places.holds)

    def safekeeping(self) -> "Safekeeping":
        """Return what backs up and restores the files of the store."""
        from netui.private_cache import erase
        from netui.storage.safety.safekeeping import safekeeping_of
        from netui.storage.store.store import TinyDBStore

        if not isinstance(self.store, TinyDBStore):
            raise StoreError("this store is in memory alone: there are no files to take care of")
        return safekeeping_of(
            self.store,
            self._places.config,
            from_elsewhere,
            self._places.holds,
            self.present.zone,
            erase_cached=lambda: erase(str(self._places.cache)),
        )

    def settings_file(self) -> "SettingsFile":
        """Return the settings file."""
        from netui.bootstrap.settings_file import SettingsAt

        return SettingsAt(self._places.config)

    def examination(self) -> "Examination":
        """Return what looks at the files of the store in a process of its own."""
        from netui.bootstrap.doctor_process import DoctorProcess

        return DoctorProcess(self._places.store, self._places.config)

    def duplicate_search(self) -> "DuplicateSearch":
        """Return the search for duplicates in a process of its own."""
        from netui.bootstrap.duplicate_process import DuplicateProcess

        return DuplicateProcess(self._places.store)


def build_services(
    store: "Store",
    drafts: "LendingDrafts",
    places: Places,
    clock: "Clock",
    *,
    config: Config | None = None,
    terminal: Terminal | None = None,
) -> Services:
    """Return the services over an open store."""
    config = load_config(places.config) if config is None else config
    return Services(OwnPorts(store, drafts, places, clock, config, terminal or Terminal()))
