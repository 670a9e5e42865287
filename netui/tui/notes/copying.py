"""Copying from a screen: in the background, with an honest report, and by hand without a clipboard."""

from collections.abc import Callable, Sequence
from functools import partial

from textual.actions import SkipAction
from textual.binding import Binding, BindingType

from netui.domain.counted import counted
from netui.domain.notes.note import Note
from netui.services.ports import FILE_WAY, CopyResult
from netui.tui.modals.ask import ConfirmModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.plain_note import PlainNoteScreen
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import NoteEditor, SafeInput

COPY_SELECTION: BindingType = Binding(
    "ctrl+c,super+c",
    "copy_selection",
    "copy selected text",
    show=False,
    id="note.copy-selection",
    priority=True,
)
"""For the BINDINGS of a screen that copies; it comes before the text area's own, which knows one way only."""


class Copying:
    """Copies the texts of a screen by `copy`, which goes through the chain of ways and takes up to 2 s."""

    def __init__(self, screen: AreaScreen, copy: Callable[[str], CopyResult]) -> None:
        self._screen = screen
        self._copy = copy

    def begin(self, text: str) -> None:
        """Copy a text in the background, and say what became of it."""
        self._screen.run_worker(partial(self._copy_and_tell, text), thread=True, exclusive=True, group="copy")

    def _copy_and_tell(self, text: str) -> None:
        self._screen.app.call_from_thread(self._copied, self._copy(text), text)

    def _copied(self, result: CopyResult, text: str) -> None:
        host = self._screen.host
        if result.way != FILE_WAY or result.confirmed:
            host.say(result.message, "information" if result.confirmed else "warning")
            return
        question = ConfirmModal(
            "Not copied",
            f"{result.message}.\n\nShow it alone on the screen, so that you can mark it with the mouse? "
            "Any key returns from there.",
            yes="show it alone",
            no="not now",
        )
        host.ask_unasked(question, lambda wanted: self.show_alone(text) if wanted else None)

    def offer_parts(self, note: Note, others: Sequence[str]) -> None:
        """Offer the parts of a note to copy."""
        self._screen.host.ask(ChoiceModal("Copy", parts_of(note, others), filterable=False), self.begin)

    def show_alone(self, text: str) -> None:
        """Show a text and nothing else, to mark it by hand."""
        self._screen.host.push_screen(PlainNoteScreen(text))

    def begin_selection(self) -> None:
        """Copy what is selected; where nothing is, the key is for something else."""
        focused = self._screen.focused
        selected = focused.selected_text if isinstance(focused, NoteEditor | SafeInput) else ""
        text = selected or self._screen.get_selected_text()
        if not text:
            raise SkipAction
        self.begin(text)


def parts_of(note: Note, others: Sequence[str] = ()) -> list[Choice[str]]:
    """Return what can be copied of a note: its text, subject, address, and all of it; and other addresses."""
    head = [f"To: {note.address}"] if note.address else []
    head += [f"Subject: {note.subject}"] if note.subject else []
    whole = "\n".join([*head, "", note.body]) if head else note.body
    options = [Choice(note.body, "the text", counted(len(note.body), "character"), key="b")]
    if note.subject:
        options.append(Choice(note.subject, "the subject", note.subject, key="s"))
    if note.address:
        options.append(Choice(note.address, "the address", note.address, key="a"))
    options.append(Choice(whole, "all of it", "address, subject, text", key="e"))
    options += [Choice(address, "another address", address) for address in others]
    return options
