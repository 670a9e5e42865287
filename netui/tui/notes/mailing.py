"""Mailing a note from the screen: to which address, by which program, and whether it was sent."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from netui.domain.notes.mailing import Letter
from netui.domain.notes.note import Note
from netui.services.notes.mailing import MailService
from netui.tui.modals.ask import ConfirmModal, PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.file import replaces
from netui.tui.shell.area import AreaScreen
from netui.typed_path import new_file

_NO_PROGRAM = "There is no desktop here, and mail_command is not set."


class Way(StrEnum):
    """How a letter leaves netui where the settings name no mail program."""

    DESKTOP = "desktop"
    FILE = "file"


class Mailing:
    """Hands the notes of a screen to the user's mail program; the draft stays until the note was sent."""

    def __init__(self, screen: AreaScreen, mail: MailService) -> None:
        self._screen = screen
        self._mail = mail

    def begin(self, note: Note, sent: Callable[[], None]) -> None:
        """Mail a note, asking what has to be asked; `sent` is called if the user says that it was sent.

        Raises InvalidValueError for someone without an address.
        """
        addresses = self._mail.addresses(note)
        if len(addresses) == 1:
            self._send(self._mail.letter(note), note, sent)
            return
        choices = [Choice(address, address, label) for address, label in addresses]
        self._screen.host.ask(
            ChoiceModal(f"Mail {note.to} at", choices, filterable=False),
            lambda address: self._send(self._mail.letter(note, address), note, sent),
        )

    def _send(self, letter: Letter, note: Note, sent: Callable[[], None]) -> None:
        host = self._screen.host
        if self._mail.has_command:
            self._mail.require_command()
            host.mirror.flush()
            host.run_outside(lambda: self._mail.run_command(letter))
            self._ask(note, sent)
        elif self._mail.has_desktop():
            choices = [
                Choice(Way.DESKTOP, "your mail program", "as the desktop has it", key="m"),
                Choice(Way.FILE, "a file (.eml)", "which mail programs open", key="f"),
            ]
            question: ChoiceModal[Way] = ChoiceModal(
                f"Mail to {letter.address} with", choices, filterable=False
            )
            host.ask(question, lambda way: self._go(way, letter, note, sent))
        else:
            self._write(letter, note, sent, hint=_NO_PROGRAM)

    def _go(self, way: Way, letter: Letter, note: Note, sent: Callable[[], None]) -> None:
        if way is Way.FILE:
            self._write(letter, note, sent)
            return
        self._mail.open_link(letter)
        self._ask(note, sent)

    def _write(self, letter: Letter, note: Note, sent: Callable[[], None], hint: str = "") -> None:
        question = PromptModal(
            "Write the mail to",
            value=f"~/{_file_name(letter)}",
            overtype=True,
            kept=False,
            hint=hint or "Open the file with your mail program.",
            validate=lambda text: replaces(new_file(text)),
            about=_subject(note),
            use=lambda text: self._mail.write(letter, Path(new_file(text))),
        )
        self._screen.host.ask(question, lambda _: self._ask(note, sent))

    def _ask(self, note: Note, sent: Callable[[], None]) -> None:
        question = ConfirmModal(
            "Sent?",
            f"Did you send it to {note.to}? If so, it is logged. If not, your draft stays.",
            yes="sent",
            no="not yet",
        )
        self._screen.host.ask_unasked(question, lambda yes: sent() if yes else None)


def _file_name(letter: Letter) -> str:
    name = "-".join("".join(ch if ch.isalnum() else " " for ch in letter.name.lower()).split())[:40]
    return f"note-to-{name or 'someone'}.eml"


def _subject(note: Note) -> Sequence[int]:
    return (note.contact_id,) if note.contact_id is not None else ()
