"""Builds the store and the services over it."""

import os
import secrets
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from netui.clock import SystemClock, local_zone
from netui.config import Places, load_config, save_search, save_setting
from netui.domain.config import Config
from netui.domain.errors import ImportFileError
from netui.services.bundle import Services
from netui.services.ports import Clock, Drafts, Store
from netui.services.present import Present

if TYPE_CHECKING:
    from netui.storage.store import TinyDBStore


@dataclass(frozen=True, slots=True)
class SettingsAt:
    """The settings file at a path (port `services.settings.SettingsFile`)."""

    path: Path

    def load(self) -> Config:
        """Read the settings."""
        return load_config(self.path)

    def save(self, key: str, value: str | int | bool) -> None:
        """Write one setting."""
        save_setting(self.path, key, value)

    def save_search(self, name: str, query: str) -> None:
        """Keep a search, or take it away."""
        save_search(self.path, name, query or None)


class Terminal:
    """Writes to the user's terminal: straight to it, or through the full-screen program while that runs."""

    def __init__(self) -> None:
        self.through: Callable[[str], None] | None = None

    def write(self, sequence: str) -> None:
        """Write an escape sequence, whatever stdout and stderr are."""
        if self.through is not None:
            self.through(sequence)
            return
        try:
            with open("/dev/tty", "w", encoding="utf-8") as terminal:
                terminal.write(sequence)
        except OSError:
            sys.stderr.write(sequence)
            sys.stderr.flush()


def session_name(program: str) -> str:
    """Return how this session is called in history: program, machine and process."""
    return f"{program}@{socket.gethostname().partition('.')[0]}:{os.getpid()}-{secrets.token_hex(2)}"


def build_store(folder: Path, clock: Clock, *, session: str, read_only: bool = False) -> "TinyDBStore":
    """Open the store in a folder; raise StoreError where that cannot be done."""
    from netui.storage.opening import open_store

    return open_store(folder, clock=clock, session=session, read_only=read_only)


def build_services(
    store: Store,
    drafts: Drafts,
    places: Places,
    clock: Clock,
    *,
    config: Config | None = None,
    terminal: Terminal | None = None,
) -> Services:
    """Put the services together over an open store."""
    from netui.clipboard.chain import ClipboardChain
    from netui.data.loading import load_checklists, load_questions
    from netui.exchange.linkedin import LinkedInReader
    from netui.notes.template_folder import TemplateFolder
    from netui.services.agenda import AgendaService
    from netui.services.agenda_actions import AgendaActions
    from netui.services.contact_search import ContactSearch
    from netui.services.contacts import ContactService
    from netui.services.follow_ups import FollowUpService
    from netui.services.goals import GoalService
    from netui.services.history import HistoryService
    from netui.services.imports import ImportService
    from netui.services.interactions import InteractionService
    from netui.services.interviews import InterviewService
    from netui.services.notes import NoteService
    from netui.services.quick_entry import QuickEntryService
    from netui.services.rhythm import RhythmService
    from netui.services.settings import SettingsService

    config = load_config(places.config) if config is None else config
    present = Present(clock, local_zone(config.time_zone))
    rhythm = RhythmService(store, present, config.check_ins_per_week)
    contacts = ContactService(store, present, rhythm)
    log = InteractionService(store, present)
    follow_ups = FollowUpService(store, present, log)
    goals = GoalService(store, present, config.week_start)
    beside = places.config.parent
    interviews = InterviewService(
        store,
        present,
        log,
        follow_ups,
        load_checklists(beside / "checklists.toml"),
        load_questions(beside / "questions.toml"),
    )
    agenda = AgendaService(
        store, present, goals, week_start=config.week_start, check_ins_per_week=config.check_ins_per_week
    )
    linkedin = LinkedInReader()

    def detect(path: Path) -> str:
        if linkedin.recognises(path):
            return "linkedin"
        raise ImportFileError(f"{path.name} is no LinkedIn export: give the ZIP or its Connections.csv")

    chain = ClipboardChain(
        os.environ,
        config.clipboard,
        keep=places.store / "drafts" / "clipboard.txt",
        write_terminal=(terminal or Terminal()).write,
    )
    return Services(
        store=store,
        config=config,
        present=present,
        contacts=contacts,
        search=ContactSearch(store, present, config.week_start),
        rhythm=rhythm,
        log=log,
        follow_ups=follow_ups,
        interviews=interviews,
        goals=goals,
        agenda=agenda,
        actions=AgendaActions(
            store, present, agenda, rhythm=rhythm, log=log, follow_ups=follow_ups, interviews=interviews
        ),
        notes=NoteService(
            store, present, TemplateFolder(places.templates), chain, config, log, follow_ups, drafts
        ),
        imports=ImportService(store, present, readers={"linkedin": linkedin}, detect=detect),
        quick=QuickEntryService(
            store,
            present,
            contacts=contacts,
            log=log,
            follow_ups=follow_ups,
            interviews=interviews,
            week_start=config.week_start,
        ),
        history=HistoryService(store, log),
        settings=SettingsService(SettingsAt(places.config)),
        drafts=drafts,
    )


@contextmanager
def open_services(places: Places, *, program: str, read_only: bool = False) -> Iterator[Services]:
    """Open the store and its services for one command, and close the store afterwards."""
    clock = SystemClock()
    config = load_config(places.config)
    store = build_store(places.store, clock, session=session_name(program), read_only=read_only)
    try:
        yield build_services(store, store.drafts, places, clock, config=config)
    finally:
        store.close()
