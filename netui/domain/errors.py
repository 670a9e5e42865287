"""The errors a person can act on.

NetuiError
├── InvalidValueError       a value that can't be used: a date, a cadence, an option
│   ├── NoSuchDayError      a day that no calendar has, as in 30 feb
│   ├── ConfigError         config.toml holds an unknown key, a wrong value or a clash
│   └── TemplateError       a note template has a mistyped field or does not parse
├── NotFoundError           nothing goes by that name or id
├── AmbiguousError          several do; `candidates` lists them
├── ConflictError           the change no longer applies to what is stored now
├── ImportFileError         a file is not what it was taken for
├── ReaderGoneError         the program that read what is written has stopped
└── StoreError
    ├── StoreLockedError    another process holds the lock
    ├── StoreReadOnlyError  the store can be read but not written
    ├── StoreTooNewError    written by a newer netui
    └── StoreDamagedError   a file of the store does not hold what was written

Every message is one line that says what is wrong, where, and what to do. What it quotes is cut where it is
long: a page that was pasted is more than a line.
"""

import re
from typing import TypeVar

FoundT = TypeVar("FoundT")
_QUOTED = re.compile("(“[^“”]{199})[^“”]{2,}(?=”)")


class NetuiError(Exception):
    """Something the user can act on; the message says how."""

    def __init__(self, message: str = "") -> None:
        super().__init__(_QUOTED.sub(r"\1…", message))


class InvalidValueError(NetuiError):
    """A value that cannot be used."""


class NoSuchDayError(InvalidValueError):
    """A day is named that no calendar has: 30 February, a Friday that is a Thursday."""


class UnknownUserError(InvalidValueError):
    """Messages can't be read before it is known which addresses are the user's."""


class ConfigError(InvalidValueError):
    """The settings file can't be used as it is."""


class TemplateError(InvalidValueError):
    """A note template can't be used as it is."""


class NotFoundError(NetuiError):
    """Nothing in the store goes by that name or id."""


class AmbiguousError(NetuiError):
    """Several things go by that name; `candidates` holds one line for each."""

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates


class ConflictError(NetuiError):
    """A change that no longer applies to what is stored now."""


class ImportFileError(NetuiError):
    """A file that is not what it was taken for."""


class ReaderGoneError(NetuiError):
    """The program that read what is written has stopped reading."""


class StoreError(NetuiError):
    """The store cannot do what was asked."""


class StoreLockedError(StoreError):
    """Another process holds the lock of the store; its text says which, after “written by”."""

    @property
    def holder(self) -> str:
        """Who holds it, in a few words for a status."""
        who = str(self).partition(" written by ")[2].partition(",")[0]
        return f"locked by {who or 'another process'}"


class StoreReadOnlyError(StoreError):
    """The store can be read, but not written."""


class StoreTooNewError(StoreError):
    """The store was written by a newer netui."""


class StoreDamagedError(StoreError):
    """A file of the store does not hold what was written to it."""


_NO_THREAD = "can't start new thread"


def crash_report(error: BaseException | None) -> str:
    """Describe an error without its own text; lines that end in a newline."""
    if isinstance(error, MemoryError) or str(error) == _NO_THREAD:
        return "netui: there is too little memory: close other programs or raise the limit, then try again\n"
    import traceback  # which a program that does not fail should not wait for

    if error is None:
        return "netui stopped.\n"
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    head = "netui met an error of its own and stopped; what was saved is safe, what was typed is a draft."
    return "\n".join([head, type(error).__name__, *places, ""])


def existing(entity: FoundT | None, word: str, entity_id: int) -> FoundT:
    """Return what is stored under an id; raise NotFoundError if there is nothing."""
    if entity is None:
        raise NotFoundError(f"there is no {word} with the id {entity_id}; it may have been deleted")
    return entity
