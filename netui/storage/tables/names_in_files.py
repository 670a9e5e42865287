"""The names of people straight from the files of a store, for a shell that completes a word.

Opening the store takes 100 ms of imports, which someone who presses tab would feel. Nothing is checked here
and nothing is written; what can't be read has no names.
"""

# pathlib, re and msgspec take longer to import than all that is done here.
# ruff: noqa: PTH118

import os
from collections.abc import Callable, Iterator
from typing import Any

from netui.plain_file import open_file

_SNAPSHOT, _JOURNAL = "contacts.json", "journal.jsonl"
_NAME, _CUSTOM, _ARCHIVED = b'"name":"', b'"custom":', b'"archived_at":"'
_SEQ = b'"seq": '


def names_in_files(store: str, fits: Callable[[str], bool]) -> list[str]:
    """Return the names that fit of people who aren't archived; none where nothing can be read."""
    try:
        snapshot, journal = _read(os.path.join(store, _SNAPSHOT)), _read(os.path.join(store, _JOURNAL))
        people = dict(_people_in(snapshot, fits))
        _follow(journal, _seq_of(snapshot), people)
    except (OSError, ValueError, TypeError, AttributeError, LookupError):  # whatever the files hold
        return []
    return [name for name, archived in people.values() if not archived and fits(name)]


def _read(path: str) -> bytes:
    try:
        with open(open_file(path), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""


def _seq_of(snapshot: bytes) -> int:
    """Return up to which line of the journal a snapshot has the changes in it."""
    _, found, rest = snapshot[: snapshot.find(b"\n")].partition(_SEQ)
    return int(rest.partition(b"}")[0]) if found else 0


def _people_in(snapshot: bytes, fits: Callable[[str], bool]) -> Iterator[tuple[str, tuple[str, bool]]]:
    """Yield the people of a snapshot, which has one in each line, whose names fit: id, name, archived."""
    at = snapshot.find(_NAME)
    while at >= 0:
        start = at + len(_NAME)
        end = snapshot.find(b'"', start)
        text = snapshot[start:end]
        if b"\\" in text or fits(text.decode()):
            line = snapshot[snapshot.rfind(b"\n", 0, at) + 1 : snapshot.find(b"\n", end)]
            document_id, _, document = line.partition(b'": {')
            is_plain = b"\\" not in text and _CUSTOM not in line
            person = (
                (text.decode(), _ARCHIVED in line)
                if is_plain
                else _person(_parsed(b"{" + document.removesuffix(b",")))
            )
            yield document_id[1:].decode(), person
        at = snapshot.find(_NAME, end)


def _follow(journal: bytes, seq: int, people: dict[str, tuple[str, bool]]) -> None:
    """Take in what the journal changed after a snapshot."""
    for line in journal.split(b"\n"):
        if b'"contacts":{' not in line:
            continue
        change = _parsed(line)
        if change.get("seq", 0) <= seq:
            continue
        for document_id, one in change.get("changes", {}).get("contacts", {}).items():
            name, archived = people.pop(document_id, ("", False))
            before = {"name": name, "archived_at": archived}
            after = {**before, **dict.fromkeys(one.get("unset", ()), ""), **one.get("set", {})}
            if "remove" not in one:
                people[document_id] = _person(one.get("add", after))


def _person(document: dict[str, Any]) -> tuple[str, bool]:
    return str(document.get("name", "")), bool(document.get("archived_at"))


def _parsed(text: bytes) -> Any:
    from json import loads  # where a name has no backslash, and the journal nothing new, it is not needed

    return loads(text)
