"""What the terminal sends, read as keys and pasted text: a paste is taken whole, and esc is never lost.

Textual looks for escape sequences in pasted text, too. Of a text with an ESC in it, such as coloured output
of a program, up to 32 characters after each ESC came as keys, before the rest: in a list “d” and “y” deleted
someone. And each ESC made a paste slower by its whole length.

Typed esc is the same character that begins a sequence. A key right after it, as on a slow line or through
tmux, made Textual drop the esc. Here it is alt and the letter, of which `key_order` makes two keys where
nothing is bound to it; with any other character it is two keys at once.

The driver makes a new parser whenever netui gets the terminal back, from an editor or from the shell. A paste
may be under way then: without its beginning the rest of it would come as keys. So one parser leaves it to the
next. Its beginning may be lost with what the driver discards: so many characters as no one types in that time
are a paste too. Its end may be lost in the same way, or to the editor: such a paste also ends when nothing
more has come for a second.
"""

import os
import re
from collections.abc import Iterable, Iterator
from time import monotonic

from textual import constants, events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers import linux_driver
from textual.message import Message

_ESC, _DELETE, _TAB = "\x1b", "\x7f", "\t"
_BEGINS = "[O"
"""What may follow ESC in the sequence of one key."""
_UNKNOWN = re.compile(r"\[[0-?]+[ -/]*[@-~]")
"""A key or an answer of a terminal that Textual doesn't know: no one types that."""
_QUIET_SECONDS = 1.0
"""How long nothing came before a paste ends that was under way when the terminal was handed over."""
_TOO_MANY = 500
"""So many characters at once, while another program had the terminal, were not typed."""
_AS_TYPED = str.maketrans("\n\0", "\r\x04")
"""Enter and ctrl+d, as a terminal passes them on that no program has taken yet."""


class _UnderWay:
    """The paste that one parser leaves to the next, and whether this is a later one."""

    pasted: list[str] | None = None
    began = 0.0
    is_again = False


class PastingParser(XTermParser):
    """Textual's parser, which sees where a paste starts and ends, but not what is pasted."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._seen = ""  # of what is looked for, its beginning may have come already
        self._pasted, _UnderWay.pasted = _UnderWay.pasted, None
        self._paste_began = _UnderWay.began
        self._is_again = _UnderWay.is_again
        self._quiet_since = None if self._pasted is None else monotonic()
        """Since when nothing came of a paste whose end may be lost."""
        self._escape_ends: float | None = None  # when an ESC that came last is a key by itself
        self._is_first = True

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what comes of the characters the terminal sent; "" ends it."""
        if not data:
            _UnderWay.pasted, _UnderWay.began, _UnderWay.is_again = self._pasted, self._paste_began, True
            yield from super().feed(data)
        elif self._is_first and self._is_again and len(data.partition(_ESC)[0]) >= _TOO_MANY:
            self._pasted = self._pasted or []
            self._quiet_since = self._paste_began = monotonic()
        if self._quiet_since is not None:
            self._quiet_since = monotonic()
        while data:
            wanted = BRACKETED_PASTE_START if self._pasted is None else BRACKETED_PASTE_END
            known = self._seen + data
            at = known.find(wanted)
            size = len(data) if at < 0 else at + len(wanted) - len(self._seen)
            self._seen = known[1 - len(wanted) :] if at < 0 else ""
            part, data = data[:size], data[size:]
            if self._pasted is None:
                self._pasted = None if at < 0 else []
                self._paste_began = monotonic()
                yield from self._typed(part.translate(_AS_TYPED) if self._is_first else part)
                continue
            self._pasted.append(part)
            if at >= 0:
                yield from (one for one in super().feed(wanted) if not isinstance(one, events.Paste))
                yield self._paste("".join(self._pasted).removesuffix(wanted))
        self._is_first = False

    def tick(self) -> Iterable[Message]:
        """Yield the keys of a sequence that was never finished."""
        if self._escape_ends is not None and monotonic() >= self._escape_ends:
            self._escape_ends = None
            yield _escape()
        if (
            self._pasted is not None
            and self._quiet_since is not None
            and monotonic() >= self._quiet_since + _QUIET_SECONDS
        ):
            yield self._paste("".join(self._pasted))
        yield from self._as_keys(super().tick())
        if self._pasted is None and self._escape_ends is None and self._timeout_time is None:
            self._seen = ""

    def _paste(self, text: str) -> events.Paste:
        """Return what was pasted; from now on there is no paste under way."""
        self._pasted = self._quiet_since = None
        paste = events.Paste(text.replace("\0", ""))
        paste.time = self._paste_began  # it was meant for what was seen then
        return paste

    def _typed(self, data: str) -> Iterator[Message]:
        """Yield the keys of characters that aren't pasted."""
        if self._escape_ends is not None:
            self._escape_ends = None
            data = _ESC + data
        while data:
            before, escape, data = data.partition(_ESC)
            if before:
                yield from super().feed(before)
            if not escape:
                return
            yield from self._cut_off()
            if not data:
                self._escape_ends = monotonic() + constants.ESCAPE_DELAY
            elif data[0] in _BEGINS:
                yield from super().feed(_ESC + data[0])
                data = data[1:]
            elif data[0] == _ESC:
                yield _escape()
            else:
                yield from self._after_escape(data[0])
                data = data[1:]

    def _after_escape(self, character: str) -> Iterator[Message]:
        if character.isalnum():
            shift = "shift+" if character.isupper() else ""
            yield events.Key(f"alt+{shift}{character.lower() if shift else character}", character)
        elif character == _DELETE:
            yield events.Key("alt+backspace", None)
        elif character == _TAB and os.environ.get("TERM") == "linux":
            yield events.Key("shift+tab", None)  # as the console of Linux sends it
        else:
            yield _escape()
            yield from super().feed(character)

    def _cut_off(self) -> Iterator[Message]:
        """Yield the keys of a sequence that another one interrupts."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from self._as_keys(super().tick())

    def _as_keys(self, unfinished: Iterable[Message]) -> Iterator[Message]:
        """Yield esc and the characters that followed, of which Textual made keys, some of them with alt."""
        characters = [one.character or "" for one in unfinished if isinstance(one, events.Key)]
        if not characters or _UNKNOWN.fullmatch("".join(characters)):
            return
        yield _escape()
        for character in characters:
            yield from super().feed(character)


def _escape() -> events.Key:
    return events.Key("escape", _ESC)


def take_pastes_whole() -> None:
    """Have Textual's driver use netui's parser."""
    vars(linux_driver)["XTermParser"] = PastingParser
