"""Messages of an mbox, a Maildir, a folder of messages or one message: their headers, and never more.

A mailbox may have any size: of a file only a piece is in memory, and of a message its head alone is looked
at. What follows the head is skipped without being kept.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from netui.domain.errors import ImportFileError
from netui.domain.people.collecting import Found, LeftOut, Origin, Party, Window, key_of
from netui.domain.people.interaction import InteractionKind
from netui.domain.people.senders import folder_of, unwanted
from netui.domain.text import clean
from netui.exchange.reading.folder_walk import walked
from netui.exchange.reading.mail_headers import parties, read_date, read_headers
from netui.plain_file import open_file
from netui.typed_path import is_folder

MOST_MESSAGES = 1_000_000
LONGEST_HEAD = 256 << 10
_LONGEST_LINE = 1 << 10
_PIECE = 1 << 20
_SEPARATOR = b"\nFrom "
_HEADER = re.compile(rb"[!-9;-~]{1,80}[ \t]*:")
_OTHERS = frozenset({"to", "cc", "date", "message-id"})
_MESSAGE_FOLDERS = frozenset({"cur", "new"})
_FLAGS = {"D": LeftOut.DRAFT, "T": LeftOut.DELETED}
_END = re.compile(rb"\n\r?\n")


class MailReader:
    """Reads the heads of messages (a reader of `services.ports.TraceReader`)."""

    def recognises(self, path: Path) -> bool:
        """Whether a path leads to mail: an mbox, one message, or a folder of messages."""
        if is_folder(path):
            return next(_files(path), None) is not None
        try:
            head, reason = _head_in(path, path.parent)
            if _first(path).startswith(b"From "):
                return True
        except OSError:
            return False
        if reason is LeftOut.BROKEN or (not reason and _HEADER.match(head) is None):
            return False
        headers = read_headers(head)
        return reason is not None or ("from" in headers and not _OTHERS.isdisjoint(headers))

    def people_in(self, path: Path) -> tuple[Party, tuple[Party, ...]]:
        """Return who wrote the first message in a file, and to which people.

        Raises ImportFileError for a file that isn't mail, or doesn't say who wrote.
        """
        head, _ = next(_heads(path), (b"", None))
        headers = read_headers(head)
        senders = parties(headers.get("from", ""))
        if not senders:
            raise ImportFileError("This isn't a message: it has no From with an address.")
        return senders[0], parties(headers.get("to", "")) + parties(headers.get("cc", ""))

    def read(self, path: Path, window: Window) -> Iterator[Found | LeftOut]:
        """Yield each message in turn; raise ImportFileError for a file that can't be read at all."""
        for count, (head, reason) in enumerate(_heads(path), start=1):
            if count > MOST_MESSAGES:
                raise ImportFileError(
                    f"{clean(path.name)} has over {MOST_MESSAGES:,} messages: split it into smaller files"
                )
            yield reason or _found(head, window)


def _found(head: bytes, window: Window) -> Found | LeftOut:
    headers = read_headers(head)
    if "from" not in headers:
        return LeftOut.BROKEN
    if reason := unwanted(headers):
        return reason
    senders = parties(headers["from"])
    if not senders:
        return LeftOut.BROKEN
    at = read_date(headers.get("date", ""), window.zone)
    if at is None:
        return LeftOut.UNDATED
    to, cc = headers.get("to", ""), headers.get("cc", "")
    identity = headers.get("message-id", "").strip()
    return Found(
        origin=Origin.MAIL,
        key=key_of(identity) if identity else key_of(headers["from"], to, headers.get("date", "")),
        kind=InteractionKind.EMAIL,
        sender=senders[0],
        others=parties(to) + parties(cc),
        at=at,
    )


def _heads(path: Path) -> Iterator[tuple[bytes, LeftOut | None]]:
    """Yield the head of each message, or why it isn't looked at."""
    try:
        if is_folder(path):
            for file in _files(path):
                yield _head_in(file, path)
        elif _first(path).startswith(b"From "):
            yield from _heads_of_mbox(path)
        else:
            yield _head_in(path, path.parent)
    except FileNotFoundError as error:
        raise ImportFileError(f"there is no file {clean(str(path))}: check the name") from error
    except OSError as error:
        raise ImportFileError(f"{clean(path.name)} can't be read: {error.strerror}") from error


def _first(path: Path) -> bytes:
    with open(open_file(path), "rb") as file:
        return file.read(1 << 10)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the messages of a Maildir with its subfolders, and those that end in .eml, in order."""
    for root, names in walked(folder):
        is_maildir = root.name in _MESSAGE_FOLDERS
        for name in names:
            if name.endswith(".eml") or (is_maildir and not name.startswith(".")):
                yield root / name


def _head_in(file: Path, top: Path) -> tuple[bytes, LeftOut | None]:
    """Return the head of a message that is a file: one that can't be read costs itself alone."""
    flags = file.name.rpartition(":2,")[2] if ":2," in file.name else ""
    folders = file.parent.relative_to(top).parts
    words = ",".join(part for folder in folders for part in folder.split("."))
    reason = next((_FLAGS[flag] for flag in flags if flag in _FLAGS), None) or folder_of(words)
    if reason:
        return b"", reason
    try:
        with open(open_file(file), "rb") as opened:
            text = opened.read(LONGEST_HEAD)
    except OSError:
        return b"", LeftOut.BROKEN
    return _cut(text, 0, at_end=True)


def _cut(text: bytes, start: int, *, at_end: bool) -> tuple[bytes, LeftOut | None]:
    """Return the head of the message that begins there; one that goes on for ever is broken."""
    end = _END.search(text, start, start + LONGEST_HEAD)
    if end is None and (not at_end or len(text) - start >= LONGEST_HEAD):
        return b"", LeftOut.BROKEN
    return text[start : end.start() if end else len(text)], None


def _heads_of_mbox(path: Path) -> Iterator[tuple[bytes, LeftOut | None]]:
    with open(open_file(path), "rb") as file:
        held, at_end, start = b"\n", False, 0
        while True:
            found = held.find(_SEPARATOR, start)
            # The whole head has to be in memory, unless it is longer than any that is looked at.
            if not at_end and (found < 0 or len(held) - found <= LONGEST_HEAD + _LONGEST_LINE):
                kept = len(held) - len(_SEPARATOR) + 1 if found < 0 else found
                kept = max(kept - 2, start - 2, 0)  # the blank line before the separator
                piece = file.read(_PIECE)
                held, start = held[kept:] + piece, max(start - kept, 0)
                at_end = not piece
                continue
            if found < 0:
                return
            line_end = held.find(b"\n", found + 1)
            after = len(held) if line_end < 0 else line_end + 1
            start = found + len(_SEPARATOR)
            if held[max(found - 2, 0) : found].rstrip(b"\r")[-1:] not in {b"", b"\n"}:
                continue  # a line of a text
            if _HEADER.match(held, after):
                yield _cut(held, after, at_end=at_end)
                start = after
