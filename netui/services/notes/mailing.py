"""Hands notes to the user's mail programs; what they do with them, netui asks."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from netui.domain.config import Config
from netui.domain.errors import InvalidValueError
from netui.domain.notes.mailing import MAIL_ADDRESS, Letter, mail_addresses, mailto_link, message_id
from netui.domain.notes.note import Note
from netui.domain.people.contact import Contact
from netui.domain.text import clean
from netui.services.people.people import require_contact
from netui.services.ports import Store


class MailPrograms(Protocol):
    """The user's own mail programs."""

    def message(self, letter: Letter) -> str:
        """Return a letter as the text of an .eml file."""

    def has_desktop(self) -> bool:
        """Whether there is a desktop that can open a letter."""

    def open_link(self, letter: Letter) -> None:
        """Have the desktop open a letter; raise InvalidValueError where there is none."""

    def require(self, command: str) -> None:
        """Raise InvalidValueError for a mail command that can't be started."""

    def run(self, command: str, letter: Letter) -> None:
        """Run a mail command in this terminal until it ends; raise InvalidValueError if it fails."""


class MailService:
    """Makes letters of notes and hands them over; nothing is written to the store."""

    def __init__(
        self,
        store: Store,
        config: Callable[[], Config],
        programs: MailPrograms,
        save: Callable[[Path, str], None],
    ) -> None:
        self._store = store
        self._config = config
        self._programs = programs
        self._save = save
        self.has_desktop = programs.has_desktop
        self.open_link = programs.open_link
        self.link = mailto_link

    @property
    def has_command(self) -> bool:
        """Whether the settings name a mail program."""
        return bool(self._config().mail_command.strip())

    def addresses(self, note: Note) -> list[tuple[str, str]]:
        """Return where a note can be mailed to, each with its label: the preferred one first.

        Raises InvalidValueError for someone without an address.
        """
        contact = self._recipient(note)
        found = mail_addresses(contact.emails)
        if not found:
            raise InvalidValueError(
                f"{contact.name} has no email address: add one with e on their page, "
                "or with netui edit NAME --set emails+=ADDRESS"
            )
        return [(address, contact.labels.get(address, "")) for address in found]

    def letter(self, note: Note, address: str = "") -> Letter:
        """Return a note as a letter to one of its person's addresses, by default the preferred one."""
        address = address or self.addresses(note)[0][0]
        config = self._config()
        sender = own_address(config)
        return Letter(
            name=clean(note.to),
            address=address,
            subject=clean(" ".join(note.subject.split())),
            body=clean(note.body, newlines=True),
            message_id=note_message_id(self._store, config, note),
            sender=sender,
            sender_name=clean(config.name) if sender else "",
        )

    def message(self, letter: Letter) -> str:
        """Return a letter as the text of an .eml file."""
        return self._programs.message(letter)

    def write(self, letter: Letter, path: Path) -> None:
        """Write a letter to an .eml file."""
        self._save(path, self.message(letter))

    def require_command(self) -> None:
        """Raise InvalidValueError where the settings name no mail program, or one that can't be started."""
        if not self.has_command:
            raise InvalidValueError(
                "no mail program is set: write mail_command into the settings; netui help mail shows some"
            )
        self._programs.require(self._config().mail_command)

    def run_command(self, letter: Letter) -> None:
        """Run the mail command of the settings with a letter, in this terminal; raise InvalidValueError."""
        self.require_command()
        self._programs.run(self._config().mail_command, letter)

    def _recipient(self, note: Note) -> Contact:
        if note.contact_id is None:
            raise InvalidValueError("this note is for no one yet: choose a person first")
        return require_contact(self._store, note.contact_id)


def own_address(config: Config) -> str:
    """Return the address that the user's mail is from: the first of their settings, or nothing."""
    return next((one for one in config.addresses if MAIL_ADDRESS.fullmatch(one)), "")


def note_message_id(store: Store, config: Config, note: Note, sent_as: int = 0) -> str:
    """Return the Message-ID of a note: the same each time until the text changes or it is marked as sent.

    So nothing has to be remembered between handing it over and marking it as sent. `sent_as` is the entry of
    one that is marked as sent: then it is the Message-ID it had until then.
    """
    contact = store.contacts.get(note.contact_id) if note.contact_id is not None else None
    if contact is None:
        raise InvalidValueError("this note is for no one yet: choose a person first")
    entries = store.interactions.for_contact(contact.id)
    earlier = (one.id for one in entries if one.template == note.template and one.id != sent_as)
    text = (" ".join(note.subject.split()), clean(note.body, newlines=True).strip())
    parts = (contact.uid, note.template, *text, str(max(earlier, default=0)))
    return message_id(parts, own_address(config))
