"""The user's own mail programs: the command of their settings, or what their desktop opens mail with."""

import os
import platform
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from errno import EACCES, ENOENT
from pathlib import Path
from tempfile import TemporaryDirectory

from netui.domain.errors import InvalidValueError, NetuiError
from netui.domain.notes.mailing import EML, MAILTO, Letter, mail_arguments, mailto_link
from netui.exchange.mail.message import message_text
from netui.user_file import temporary_folder, write_text

_FILE = "note.eml"
_SESSION_OPENER = "wslview"


class MailPrograms:
    """Hands letters to mail programs (port `services.notes.mailing.MailPrograms`)."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._path = environment.get("PATH", os.defpath)

    def message(self, letter: Letter) -> str:
        """Return a letter as a message that a mail program opens for writing."""
        return message_text(letter, unsent=True)

    def has_desktop(self) -> bool:
        """Whether there is a display on which a link can be opened."""
        return bool(self._opener())

    def open_link(self, letter: Letter) -> None:
        """Have the desktop open a letter in its mail program; raise InvalidValueError where there is none."""
        opener = self._opener()
        if not opener:
            raise InvalidValueError(
                "There is no desktop here that opens mail: set mail_command in the settings, or write a file."
            )
        _start([*opener, mailto_link(letter)])

    def require(self, command: str) -> None:
        """Raise InvalidValueError for a mail command whose program isn't found or may not be run."""
        program = mail_arguments(command)[0]
        if shutil.which(program, path=self._path) is None:
            found = shutil.which(program, mode=os.F_OK, path=self._path)
            raise _not_started(program, os.strerror(EACCES if found else ENOENT))

    def run(self, command: str, letter: Letter) -> None:
        """Run the user's mail command with a letter, in this terminal, and wait until it ends.

        No shell reads anything of it. The file with the message is there, private, until the command ends.
        Raises InvalidValueError for a command that can't be started or ends with an error.
        """
        words = mail_arguments(command)
        with TemporaryDirectory(prefix="netui-", dir=temporary_folder()) as folder:  # mode 0700
            file = Path(folder, _FILE)
            if any(EML in word for word in words):
                write_text(file, message_text(letter))
            link = mailto_link(letter)
            filled = [word.replace(EML, str(file)).replace(MAILTO, link) for word in words]
            try:
                # What reads netui's own output, such as JSON, never gets what the program writes.
                code = subprocess.run(filled, check=False, stdout=None if os.isatty(1) else 2).returncode
            except (OSError, ValueError) as error:
                why = error.strerror if isinstance(error, OSError) else error
                raise _not_started(words[0], str(why)) from error
        if code != 0:
            ended = f"ended with {code}" if code > 0 else f"was ended by signal {-code}"
            raise NetuiError(f"{Path(words[0]).name} {ended}. Your note is as it was.")

    def _opener(self) -> Sequence[str]:
        """Return the command of the desktop that opens a link, empty where there is no display."""
        if platform.system() == "Darwin":
            return () if self._environment.get("SSH_CONNECTION") else ("open",)
        if shutil.which(_SESSION_OPENER, path=self._path):
            return (_SESSION_OPENER,)
        has_display = self._environment.get("DISPLAY") or self._environment.get("WAYLAND_DISPLAY")
        return ("xdg-open",) if has_display and shutil.which("xdg-open", path=self._path) else ()


def _not_started(program: str, why: str) -> InvalidValueError:
    return InvalidValueError(f"{program} can't be started: {why}. Set mail_command to your mail program.")


def _start(words: Sequence[str]) -> None:
    """Start a program that stays when netui ends, and never writes to this terminal."""
    nowhere = subprocess.DEVNULL
    try:
        subprocess.Popen(words, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)
    except OSError as error:
        raise InvalidValueError(f"{words[0]} can't be started: {error.strerror}") from error
