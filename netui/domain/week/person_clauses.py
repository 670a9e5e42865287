"""What a line about a new person says with a word before it: "introduced by Dana", "birthday 3 may"."""

import re
from contextlib import suppress
from typing import NamedTuple

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.time.date_grammar import Reading
from netui.domain.time.date_words import MONTHS
from netui.domain.time.partial_date import PartialDate

_M = "|".join(MONTHS)
_THEN = r"(?=\s*(?:[,;]|$|\s(?:met|every|birthday|born|bday|who|works?|tag|tagged|and|about)\s))"
_WHERE = r"(?=\s+(?:(?:at|during|over|in|on|last)\s|yesterday\b|today\b))"
_INTRODUCED = re.compile(
    r"(?P<opens>[\s,;]*\(|[\s,;]+(?:[-–—]\s+)?)(?:(?:was|were|got)\s+)?"
    r"(?:introduced|intro(?:'d|ed|duction)?|recommended|referred)\s+(?:to\s+me\s+)?(?:by|via|through|from)\s+"
    rf"(?P<who>[^\s,;][^,;()]*?)(?:\)|{_THEN}|{_WHERE})"
    r"|\s*(?:[,;]|\s[-–—]\s)\s*(?P<them>[^,;]{1,60}?)\s+"
    r"(?:(?:introduced|connected)\s+us|put\s+us\s+in\s+touch)"
    rf"(?:{_THEN}|{_WHERE})",
    re.IGNORECASE,
)
_PRONOUNS = re.compile(r"\s\(?(?P<words>(?:she|he|they|ze|xe)(?:/\w+)+)\)?(?=[\s,;]|$)", re.IGNORECASE)
_NOTE = re.compile(r"[\s,;]+notes?:\s*(?P<text>\S.*)$", re.IGNORECASE)
_BORN = re.compile(
    rf"[\s,;]+(?:birthday|bday|b-day|born)(?:\s+(?:is|on))*:?\s+(?=\d|--|(?:{_M})[a-z]*\.?\s+\d)(?P<rest>.*)$",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"[\s,;]+(?:(?:keep|stay) in touch\s+|check in\s+|ping\s+)?"
    r"(?P<every>(?:once\s+)?every\s+[^,;]+|(?:bi)?weekly|fortnightly|monthly|quarterly|yearly)(?=\s*(?:[,;]|$))",
    re.IGNORECASE,
)
_HASH = re.compile(r"(?<!\S)#([\w-]+)")
_TAG = re.compile(
    r"[\s,;]+(?:tag|tags|tagged)(?:\s+(?:as|with))?:?\s+(?P<tags>[\w-]+(?:\s+(?:and|&)\s+[\w-]+)*)",
    re.IGNORECASE,
)
_MOST_WORDS = 4
_YEAR = re.compile(r"\d{4}\b")


class Clauses(NamedTuple):
    """A line without its clauses, and what these say; `doubts` are questions."""

    rest: str
    note: str
    pronouns: str
    introduced_by: str
    birthday: PartialDate | None
    cadence: Cadence | None
    tags: tuple[str, ...]
    doubts: tuple[str, ...]


def split_off_clauses(line: str, reading: Reading) -> Clauses:
    """Split off who introduced a person, the birthday, the tags and how often to be in touch."""
    doubts: list[str] = []
    note = pronouns = introducer = ""
    birthday, cadence = None, None
    if found := _NOTE.search(line):
        line, note = line[: found.start()], found["text"]
    tags = _HASH.findall(line)
    line = _HASH.sub(" ", line)
    while found := _TAG.search(line):
        tags += re.split(r"\s+(?:and|&)\s+", found["tags"])
        line = _without(line, found)
    if found := _PRONOUNS.search(line):
        pronouns, line = found["words"], _without(line, found)
    line, introducer = split_off_introducer(line, met=", met")
    if found := _BORN.search(line):
        try:
            birthday, after = _birthday(found["rest"], reading)
            line = f"{line[: found.start()]} {after}"
        except InvalidValueError as error:
            doubts.append(str(error))
    if found := _EVERY.search(line):
        try:
            cadence, after = _cadence(found["every"])
            line = _without(line, found, after)
        except InvalidValueError as error:
            doubts.append(str(error))
    tags = list(dict.fromkeys(tags))
    return Clauses(line, note, pronouns, introducer, birthday, cadence, tuple(tags), tuple(doubts))


def split_off_introducer(line: str, met: str = "") -> tuple[str, str]:
    """Return a line without who introduced us, and their name; `met` comes before where that was."""
    found = _INTRODUCED.search(line)
    if found is None:
        return line, ""
    before, after = line[: found.start()], line[found.end() :]
    if (found["opens"] or "").endswith("("):
        after = after.replace(")", "", 1)
    is_where = re.match(_WHERE, after, re.IGNORECASE) is not None
    return f"{before}{met if is_where else ''} {after}", (found["who"] or found["them"]).strip()


def _without(line: str, found: re.Match[str], kept: str = "") -> str:
    return f"{line[: found.start()]} {kept} {line[found.end() :]}"


def _cadence(text: str) -> tuple[Cadence, str]:
    """Return the cadence a text begins with, and the rest; raise InvalidValueError if there is none."""
    words = text.split()
    for end in range(min(len(words), _MOST_WORDS), 0, -1):
        with suppress(InvalidValueError):
            return Cadence.parse(" ".join(words[:end])), " ".join(words[end:])
    return Cadence.parse(text), ""


def _birthday(text: str, reading: Reading) -> tuple[PartialDate, str]:
    """Return the birthday a text begins with, and the rest; raise InvalidValueError if there is none."""
    words = text.split()
    for end in range(min(len(words), _MOST_WORDS), 0, -1):
        phrase = " ".join(words[:end]).strip(" ,;.")
        with suppress(InvalidValueError):
            PartialDate.read(phrase, reading.order)
            if not _YEAR.match(" ".join(words[end:])):
                comma = "," if words[end - 1].endswith((",", ";")) else ""
                born = PartialDate.read_birthday(phrase, reading.today, reading.order)
                return born, f"{comma} {' '.join(words[end:])}"
    named = re.split(r"[,;]", text)[0]
    return PartialDate.read_birthday(named, reading.today, reading.order), text[len(named) :]
