"""Which reader takes in which file of mail, meetings or messages."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from netui.domain.errors import ImportFileError
from netui.domain.people.collecting import Found, LeftOut, OtherFile, Party, Window
from netui.domain.text import clean
from netui.exchange.reading.linkedin_messages import MessageReader
from netui.exchange.reading.mail import MailReader
from netui.exchange.reading.meetings import MeetingReader
from netui.typed_path import is_empty, is_folder, is_there


class FileReader(Protocol):
    """A reader that also knows its files."""

    def read(self, path: Path, window: Window) -> Iterator[Found | LeftOut | OtherFile]:
        """Yield each message or meeting, as a `TraceReader` does."""

    def recognises(self, path: Path) -> bool:
        """Whether a path leads to something of this kind; False too where it can't be read."""


_MAIL = MailReader()
TRACE_READERS: Mapping[str, FileReader] = {
    "calendar": MeetingReader(),
    "mail": _MAIL,
    "linkedin": MessageReader(),
}
"""The readers by what they read, in the order in which they are asked: the strictest first."""


class AnyTraceReader:
    """Reads any file that one of the readers knows (port `services.ports.TraceReader`)."""

    def people_in(self, path: Path) -> tuple[Party, tuple[Party, ...]]:
        """Return who wrote the message in a file, and to which people."""
        return _MAIL.people_in(path)

    def read(self, path: Path, window: Window) -> Iterator[Found | LeftOut | OtherFile]:
        """Yield each message or meeting; raise ImportFileError if no reader knows the file."""
        if not is_there(path):
            raise ImportFileError(f"there is no file {clean(str(path))}: check the name")
        if is_empty(path):
            return  # a mailbox in which nothing is
        fitting = [reader for reader in TRACE_READERS.values() if reader.recognises(path)]
        for reader in fitting if is_folder(path) else fitting[:1]:
            yield from reader.read(path, window)
        if fitting:
            return
        raise ImportFileError(
            f"{clean(path.name)} is neither mail nor a calendar: give an mbox, a Maildir, a message (.eml), "
            "an .ics file, a folder of these, or LinkedIn's messages.csv"
        )
