"""Backups and the doctor, from the palette."""

from pathlib import Path

from netui.domain.errors import NetuiError
from netui.services.safety.settings import wrong_searches
from netui.services.safety.words import backup_remarks, backup_size, health_words
from netui.services.services import Services
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.host import Host
from netui.tui.modals.reading import ReportModal
from netui.typed_path import is_folder, is_there, new_file


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

    def replaces(text: str) -> str:
        path = target(text)
        return f"It takes the place of {path}, which is there." if is_there(path) else ""

    prompt = PromptModal(
        "Back up everything to",
        value=f"~/{name}",
        hint="Store, settings, templates and drafts in one file, for your eyes alone; a folder works too.",
        validate=replaces,
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
        host.push_screen(ReportModal("Doctor", "\n\n".join(lines)))
        return False

    host.say("Looking at every file ...")
    host.in_background(examine, show)
