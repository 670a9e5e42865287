"""A small program for the terminal tests: one editor whose drafts go to the folder it is given."""

import sys
from collections.abc import Iterable
from datetime import UTC
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netui.domain.config import Config
from netui.services.ports import KeptDraft
from netui.services.present import Present
from netui.services.session import StoreSession
from netui.tui.shell.app import Area, NetuiApp, Shell
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import NoteEditor
from tests.fakes import FakeClock, InMemoryStore

SECRET = "Priya owes me 40"


class FolderDrafts:
    """Drafts as files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, key: str, text: str) -> None:
        (self.folder / key).write_text(text)

    def load(self, key: str) -> str | None:
        path = self.folder / key
        return path.read_text() if path.exists() else None

    def is_kept(self, key: str) -> bool:
        return (self.folder / key).exists()

    def discard(self, key: str) -> None:
        (self.folder / key).unlink(missing_ok=True)

    def orphans(self) -> list[str]:
        return []

    def listed(self) -> list[KeptDraft]:
        return []


class TypingScreen(AreaScreen):
    """One editor; f9 raises an unexpected error."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f9", "fail", "fail", id="typing.fail")]

    def compose_body(self) -> Iterable[NoteEditor] | ComposeResult:
        yield NoteEditor(self.host.mirror.load("draft") or "", mirror=self.host.mirror, draft_key="draft")

    def on_mount(self) -> None:
        self.query_one(NoteEditor).focus()

    def action_fail(self) -> None:
        who = SECRET
        raise KeyError(who)


def main() -> int:
    shell = Shell(
        session=StoreSession(InMemoryStore()),
        present=Present(FakeClock(), UTC),
        config=Config(),
        undo=lambda: "",
        redo=lambda: "",
        drafts=FolderDrafts(Path(sys.argv[1])),
    )
    app = NetuiApp(shell, [Area("typing", "Typing", TypingScreen)])
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
