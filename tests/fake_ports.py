"""Fakes for all ports of the services; nothing outside of memory is written but the files a test asks for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from netui.bootstrap.collect_files import AnyTraceReader
from netui.data.loading import load_checklists, load_prompts, load_questions
from netui.domain.config import Config
from netui.domain.errors import ConfigError, StoreError
from netui.domain.interviews.preparation import ChecklistTemplate, Question
from netui.domain.journal.exporting import FolderWritten, MadeFile
from netui.domain.journal.reflection import Prompt
from netui.domain.people.rules import check_zone
from netui.domain.settings import BY_NAME, TABLES, Value
from netui.domain.values import replace
from netui.exchange.writing.export_files import ExportWriters
from netui.exchange.writing.map_files import MAP_WRITERS
from netui.exchange.writing.page_folder import PageFolder
from netui.exchange.writing.portfolio_files import PORTFOLIO_WRITERS
from netui.notes.person_pages import PersonPages
from netui.notes.template_folder import TemplateFolder
from netui.services.all_ports import Ports
from netui.services.journal.exports import Writers
from netui.services.journal.person_pages import Folder, PageWriter
from netui.services.journal.portfolio import PortfolioWriter
from netui.services.lending import LendingDrafts
from netui.services.network.network import MapWriter
from netui.services.notes.mailing import MailPrograms
from netui.services.ports import (
    Clipboard,
    PeopleReader,
    Store,
    TemplateSource,
    TraceReader,
)
from netui.services.present import Present
from netui.services.safety.safekeeping import Safekeeping
from netui.services.safety.settings import KeyOf, SettingsFile
from netui.user_file import write_text
from netui.user_folder import write_folder
from tests.fakes import FakeClipboard, FakeDrafts, FakeMailPrograms


class MemorySettings:
    """A settings file that is kept in memory; `saved` holds what was written, in order."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.path = Path("config.toml")
        self.saved: list[tuple[str, Value | None]] = []

    def load(self) -> Config:
        return self.config

    def save(self, key: str, value: Value | None) -> None:
        self.saved.append((key, value))
        table, dot, entry = key.partition(".")
        if dot:
            entries = {**getattr(self.config, TABLES[table]), entry: value}
            changed: Any = {name: one for name, one in entries.items() if one is not None}
            self.config = replace(self.config, **{TABLES[table]: changed})
        else:
            setting = BY_NAME[key]
            changed = setting.default if value is None else setting.read(value)
            self.config = replace(self.config, **{key: changed})

    def save_search(self, name: str, query: str) -> None:
        self.save(f"searches.{name}", query or None)

    def place(self, key: str) -> str:
        return self.path.name

    def check_keys(self, keymap: Mapping[str, str]) -> None:
        if "nothing" in keymap.values():
            raise ConfigError("config.toml, [keymap]: “nothing” is not a key")

    def check_theme(self, name: str) -> None:
        pass

    def bindings(self) -> Sequence[KeyOf]:
        return [KeyOf("agenda.done", "done", "space"), KeyOf("agenda.skip", "skip", "x")]


class MemoryKeeping:
    """What takes care of the files of a store that has none: it is backed up and exported by name alone."""

    def back_up(self, kind: str) -> None:
        pass

    def text(self, people: frozenset[int] | None, *, uids: bool = False) -> Iterator[str]:
        return iter(("everything",) if people is None else map(str, sorted(people)))

    def __getattr__(self, name: str) -> None:
        raise StoreError("this store is in memory alone")


class FakePorts(Ports):
    """The built-in templates, checklists, questions, prompts and writers are the real ones."""

    def __init__(
        self,
        store: Store,
        present: Present,
        *,
        config: Config | None = None,
        clipboard: Clipboard | None = None,
        drafts: LendingDrafts | None = None,
        readers: Mapping[str, PeopleReader] | None = None,
        templates: Path | None = None,
        keeping: Callable[[], Safekeeping] | None = None,
        mail: MailPrograms | None = None,
    ) -> None:
        self.store = store
        self.present = present
        self.config = Config() if config is None else config
        self.drafts = FakeDrafts() if drafts is None else drafts
        self._own_zone = present.zone
        self._clipboard = FakeClipboard() if clipboard is None else clipboard
        self._mail = FakeMailPrograms() if mail is None else mail
        self._readers = readers or {}
        self._templates = templates
        self._keeping = keeping

    def use(self, config: Config) -> None:
        super().use(config)
        self.present.zone = check_zone(config.time_zone) if config.time_zone else self._own_zone

    def checklists(self) -> Sequence[ChecklistTemplate]:
        return load_checklists()

    def questions(self) -> Sequence[Question]:
        return load_questions()

    def prompts(self) -> Sequence[Prompt]:
        return load_prompts()

    def templates(self) -> TemplateSource:
        return TemplateFolder(self._templates)

    def clipboard(self) -> Clipboard:
        return self._clipboard

    def mail_programs(self) -> MailPrograms:
        return self._mail

    def readers(self) -> Mapping[str, PeopleReader]:
        return self._readers

    def format_of(self, path: Path) -> str:
        return next(iter(self._readers))

    def trace_reader(self) -> TraceReader:
        return AnyTraceReader()

    def export_writers(self) -> Writers:
        return ExportWriters()

    def page_writer(self) -> PageWriter:
        return PersonPages(Path("/no/person.md"))

    def page_folder(self, path: Path) -> Folder:
        return PageFolder(path, is_own=lambda _: False)

    def map_writers(self) -> Mapping[str, MapWriter]:
        return MAP_WRITERS

    def portfolio_writers(self) -> Mapping[str, PortfolioWriter]:
        return PORTFOLIO_WRITERS

    def save(self, path: Path, text: str | Iterable[str]) -> None:
        write_text(path, text)

    def save_folder(self, folder: Path, files: Mapping[str, str], made: MadeFile) -> FolderWritten:
        return write_folder(folder, files, made)

    def safekeeping(self) -> Safekeeping:
        return self._keeping() if self._keeping else cast("Safekeeping", MemoryKeeping())

    def settings_file(self) -> SettingsFile:
        return MemorySettings(self.config)

    def examination(self) -> None:
        return None

    def duplicate_search(self) -> None:
        return None
