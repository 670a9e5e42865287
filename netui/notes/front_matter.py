"""The head of a template file: read, and refused with the line that is wrong."""

import re

from msgspec import Struct

from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import TemplateError
from netui.domain.notes.note import Moment
from netui.domain.people.follow_up import FollowUpKind

_KEYS = ("title", "subject", "fits", "closes", "limit")
_HEAD_LINE = re.compile(rf"(?:{'|'.join(_KEYS)})[ \t]*:", re.IGNORECASE)
_SEPARATOR = re.compile(r"^---[ \t]*$")


class TemplateFile(Struct, frozen=True, kw_only=True):
    """A template file taken apart; the lines are those of the file, from 1."""

    title: str
    subject: str
    fits: tuple[str, ...]
    closes: str
    limit: int | None
    body: str
    subject_line: int
    body_line: int


def read_template(text: str, *, name: str, file: str) -> TemplateFile:
    """Take a template file apart; raise TemplateError with file and line where it is mistyped."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = 1 if _SEPARATOR.match(lines[0]) else 0
    end = next((n for n in range(first, len(lines)) if _SEPARATOR.match(lines[n])), None)
    if not any(line.strip() for line in lines[0 if end is None else end + 1 :]):
        raise TemplateError(f"{file} is empty: write the letter in it, or delete the file")
    if end is None and (first or _HEAD_LINE.match(lines[0])):
        raise TemplateError(f"{file} line 1: the head is not closed; write a line --- before the text")
    head = _head(lines[first:end], first + 1, file) if end is not None else {}
    body_start = 0 if end is None else end + 1
    title, _ = head.get("title", ("", 0))
    subject, subject_line = head.get("subject", ("", 1))
    return TemplateFile(
        title=title or name.replace("-", " ").replace("_", " ").capitalize(),
        subject=subject,
        fits=_fits(*head.get("fits", ("", 1)), file),
        closes=_closes(*head.get("closes", ("", 1)), file),
        limit=_limit(*head.get("limit", ("", 1)), file),
        body="\n".join(lines[body_start:]),
        subject_line=subject_line,
        body_line=body_start + 1,
    )


def _head(lines: list[str], first_line: int, file: str) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(lines, first_line):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, colon, value = line.partition(":")
        key = key.strip().casefold()
        if not colon:
            raise TemplateError(f"{file} line {number}: write KEY: VALUE in the head, above the line ---")
        if key not in _KEYS:
            raise TemplateError(f"{file} line {number}: there is no key {key}{did_you_mean(key, _KEYS)}")
        if key in found:
            raise TemplateError(f"{file} line {number}: {key} stands here for the second time; remove one")
        found[key] = (value.strip(), number)
    return found


def _fits(value: str, line: int, file: str) -> tuple[str, ...]:
    words = [word.strip().casefold() for word in value.split(",") if word.strip()]
    known = [moment.value for moment in Moment]
    for word in words:
        if word not in known:
            raise TemplateError(f"{file} line {line}: there is no moment {word}{did_you_mean(word, known)}")
    return tuple(dict.fromkeys(words))


def _closes(value: str, line: int, file: str) -> str:
    known = [kind.value for kind in FollowUpKind]
    if value and value.casefold() not in known:
        raise TemplateError(
            f"{file} line {line}: there is no follow-up of kind {value}{did_you_mean(value, known)}"
        )
    return value.casefold()


def _limit(value: str, line: int, file: str) -> int | None:
    if not value:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", value) or int(value) < 1:
        raise TemplateError(f"{file} line {line}: limit is a number of characters such as 300, not {value}")
    return int(value)
