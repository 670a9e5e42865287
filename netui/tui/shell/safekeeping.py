"""Backups, the doctor and forgetting someone, from the palette."""

from pathlib import Path

from netui.domain.errors import InvalidValueError, NetuiError
from netui.services.safety.safekeeping import Person
from netui.services.safety.settings import wrong_searches
from netui.services.safety.words import (
    backup_remarks,
    backup_size,
    erasure_words,
    health_words,
    searches_naming,
)
from netui.services.services import Services
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.file import replaces
from netui.tui.modals.host import Host
from netui.tui.modals.reading import ReportModal
from netui.typed_path import is_folder, new_file

_FORGET = "forget"
"""What is typed to erase someone: one key that was typed ahead must not do it."""


def backup(services: Services, host: Host, _ids: tuple[int, ...]) -> None:
    """Ask for a file, and write store, settings, templates and drafts into it."""
    name = f"netui-{services.present.today():%Y-%m-%d}.zip"
    report = ""

    def target(text: str) -> Path:
        path = new_file(text)
        return path / name if is_folder(path) else path

    def write(text: str) -> None:
        nonlocal report
        made = services.safety.keeping.write_backup(target(text), replace=True)
        report = " ".join((f"Wrote {made.path} ({backup_size(made)}).", *backup_remarks(made)))

    prompt = PromptModal(
        "Back up everything to",
        value=f"~/{name}",
        overtype=True,
        kept=False,
        hint="Store, settings, templates and drafts in one file, for your eyes alone; a folder works too.",
        validate=lambda text: replaces(target(text)),
        about=(),
        use=write,
    )
    host.ask(prompt, lambda _: host.say(report))


def doctor(services: Services, host: Host, _ids: tuple[int, ...]) -> None:
    """Look at every file of the store, away from the screen, and show what was found."""

    def examine() -> list[str]:
        try:
            found = list(health_words(services.safety.examine()))
        except NetuiError as error:
            found = [str(error)]
        wrong = wrong_searches(services.config, services.present, services.settings.place)
        return [*found, *wrong, *services.notes.problems()]

    def show(lines: list[str]) -> bool:
        host.ask_unasked(ReportModal("Doctor", "\n\n".join(lines)), lambda _: None)
        return False

    host.say("Looking at every file ...")
    host.in_background(examine, show)


def forget(services: Services, host: Host, ids: tuple[int, ...]) -> None:
    """Ask, then erase someone everywhere, away from the screen, and show what was erased."""
    if len(ids) != 1:
        raise InvalidValueError("one person at a time can be forgotten: take the marks away, or choose one")
    contact = services.contacts.get(ids[0])
    person = Person(id=contact.id, name=contact.name, company=contact.company)
    asked: list[str] = []

    def only_ask(question: str) -> bool:
        asked.append(question)
        return False

    services.safety.forget(person, only_ask)
    hint = f"{asked[-1]} Type {_FORGET} to do so; esc keeps them."

    def check(text: str) -> str:
        if text.strip().casefold() != _FORGET:
            raise InvalidValueError(hint)
        return asked[-1]

    def answered(_: str) -> None:
        host.say("Looking through every file ...")
        host.in_background(erase, show)

    def erase() -> tuple[str, list[str]]:
        try:
            done = services.safety.forget(person, lambda _: True)
        except NetuiError as error:
            return "Not forgotten", [str(error)]
        if done is None:
            return "Not forgotten", []
        searches = searches_naming(services.config, services.settings.path, person.name)
        return "Forgotten", [*erasure_words(done), *searches]

    def show(report: tuple[str, list[str]]) -> bool:
        title, lines = report
        host.let_go_of_gone()
        host.ask_unasked(ReportModal(title, "\n\n".join(lines)), lambda _: None)
        return False

    prompt = PromptModal(f"Forget {person.name}?", hint=hint, validate=check, about=ids, kept=False)
    host.ask(prompt, answered)
