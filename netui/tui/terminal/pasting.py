"""Pasted text, taken whole: whatever it holds, none of it is read as keys.

Textual looks for escape sequences in pasted text, too. Of a text with an ESC in it, such as coloured output
of a program, up to 32 characters after each ESC came as keys, before the rest: in a list “d” and “y” deleted
someone. And each ESC made a paste slower by its whole length.
"""

from collections.abc import Iterable

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers import linux_driver
from textual.message import Message


class PastingParser(XTermParser):
    """Textual's parser, which sees where a paste starts and ends, but not what is pasted."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._seen = ""  # of what is looked for, its beginning may have come already
        self._pasted: list[str] | None = None

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what comes of the characters the terminal sent; "" ends it."""
        if not data:
            yield from super().feed(data)
        while data:
            wanted = BRACKETED_PASTE_START if self._pasted is None else BRACKETED_PASTE_END
            known = self._seen + data
            at = known.find(wanted)
            size = len(data) if at < 0 else at + len(wanted) - len(self._seen)
            self._seen = known[1 - len(wanted) :] if at < 0 else ""
            part, data = data[:size], data[size:]
            if self._pasted is None:
                self._pasted = None if at < 0 else []
                yield from super().feed(part)
                continue
            self._pasted.append(part)
            if at >= 0:
                text = "".join(self._pasted).removesuffix(wanted)
                self._pasted = None
                yield from (one for one in super().feed(wanted) if not isinstance(one, events.Paste))
                yield events.Paste(text.replace("\0", ""))

    def tick(self) -> Iterable[Message]:
        """Yield the keys of a sequence that was never finished."""
        for message in super().tick():
            if self._pasted is None:
                self._seen = ""
            yield message


def take_pastes_whole() -> None:
    """Have Textual's driver use netui's parser."""
    vars(linux_driver)["XTermParser"] = PastingParser
