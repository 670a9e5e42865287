"""The properties of one vCard, from which each field takes what belongs to it; the rest is kept as it is."""

import re
from collections.abc import Iterable

from netui.domain.text import clean
from netui.exchange.reading.card_words import label_words_of
from netui.exchange.reading.content_lines import ContentLine, unescape
from netui.exchange.reading.csv_text import MAX_CELL

MOST = 100
"""The values of one kind that are taken."""

_LONGEST_KEPT = 2_000
_UNKEPT = re.compile(
    "BEGIN|END|VERSION|UID|REV|PRODID|SOURCE|NAME|PROFILE|AGENT|PHOTO|LOGO|SOUND|KEY|(?:X-ADDRESSBOOKSERVER-)?MEMBER"
    "|CLIENTPIDMAP|X-AB(?:UID|CROP-RECTANGLE)|X-IMAGE(?:TYPE|HASH)|X-MOZILLA-HTML|X-MS-OL-.*"
)
_OF_GROUP = frozenset({"X-ABLABEL", "X-ABADR"})


class Card:
    """The lines of one vCard by their names, in capitals."""

    def __init__(self, lines: Iterable[ContentLine]) -> None:
        self._lines: dict[str, list[ContentLine]] = {}
        self._labels: dict[str, str] = {}
        for line in lines:
            self._lines.setdefault(line.name, []).append(line)
            if line.name == "X-ABLABEL":
                self._labels[line.group.lower()] = words_of(line)
        kinds = self._lines.get("KIND") or self._lines.get("X-ADDRESSBOOKSERVER-KIND")
        self.kind = kinds[0].value.strip().lower() if kinds else ""
        if self.kind == "individual":
            self._lines.pop("KIND", None)

    @property
    def names(self) -> set[str]:
        """The names of the properties that no field has taken yet."""
        return set(self._lines)

    def lines(self, name: str) -> list[ContentLine]:
        """Return the lines of a name that no field has taken yet, in order of preference."""
        lines = self._lines.get(name)
        if not lines:
            return []
        return sorted(lines, key=lambda line: line.parameters.preference) if len(lines) > 1 else lines

    def take(self, *names: str) -> list[ContentLine]:
        """Take the lines of some names, the preferred first; of several that are one in other words, one."""
        taken: list[ContentLine] = []
        for name in names:
            if name not in self._lines:
                continue
            lines = self.lines(name)[:MOST]
            del self._lines[name]
            seen: set[str] = set()
            for line in lines:
                same = line.parameters.given.get("ALTID", "")
                if same and same in seen:
                    self.put_back(line)
                elif line.value:
                    taken.append(line)
                seen.add(same)
        return taken

    def take_first(self, *names: str) -> ContentLine | None:
        """Take the preferred line of the first of these names that says something."""
        for name in names:
            for line in self.lines(name):
                if line.value.strip("; ") and "PHONETIC" not in line.parameters.given:
                    self.take_line(line)
                    return line
        return None

    def take_line(self, line: ContentLine) -> None:
        """Take one line."""
        self._lines[line.name].remove(line)

    def words(self, *names: str) -> str:
        """Take the preferred line of the first of these names, and return its text on one line."""
        line = self.take_first(*names)
        return words_of(line) if line is not None else ""

    def put_back(self, line: ContentLine) -> None:
        """Keep a line that no field can hold."""
        self._lines.setdefault(line.name, []).append(line)

    def own_label(self, line: ContentLine) -> str:
        """Return the label that the user gave a line in an Apple address book, as it is written there."""
        return self._labels.get(line.group.lower(), "") if line.group else ""

    def label(self, line: ContentLine) -> str:
        """Return what an email, a phone or a page is, in words."""
        return label_words_of(self.own_label(line), line.parameters.types)

    def kept(self) -> tuple[str, ...]:
        """Return the lines that no field has taken, as they are, without pictures and numbers of programs."""
        lines = [
            line
            for name, lines in self._lines.items()
            if not _UNKEPT.fullmatch(name)
            for line in lines
            if line.value.strip(";, \n")
        ]
        groups = {line.group.lower() for line in lines if line.name not in _OF_GROUP}
        lines = [line for line in lines if line.name not in _OF_GROUP or line.group.lower() in groups]
        lines.sort(key=lambda line: line.line)
        texts = dict.fromkeys(clean(line.text) for line in lines if not line.cut)
        return tuple(text for text in texts if len(text) <= _LONGEST_KEPT)[:MOST]


def words_of(line: ContentLine) -> str:
    """Return the text of a line without line breaks."""
    return one_line(unescape(line.value[:MAX_CELL]))


def one_line(text: str) -> str:
    """Return a stranger's text on one line."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(clean(" ".join(text.split())).split())
