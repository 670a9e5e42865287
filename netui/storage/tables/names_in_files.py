"""The names of people straight from the files of a store, for a shell that completes a word.

Opening the store takes 100 ms of imports, which someone who presses tab would feel. Nothing is checked here
and nothing is written; what can't be read has no names.
"""

# pathlib and msgspec take longer to import than all that is done here.
# ruff: noqa: PTH118

import os
import re
from collections.abc import Iterator
from typing import Any

from netui.domain.text import fold
from netui.plain_file import open_file

_SNAPSHOT, _JOURNAL = "contacts.json", "journal.jsonl"
_NAME, _CUSTOM, _ARCHIVED = rb'"name":"([^"\\]*)', b'"custom":', b'"archived_at":"'
_SEQ = b'"seq": '


def names_in_files(store: str, wanted: str) -> list[str]:
    """Return the names of people who aren't archived in which a word begins as `wanted`, which is folded.

    There are none where nothing can be read.
    """
    try:
        snapshot, journal = _read(os.path.join(store, _SNAPSHOT)), _read(os.path.join(store, _JOURNAL))
        people = dict(_people_in(snapshot, wanted))
        _follow(journal, _seq_of(snapshot), people)
    except (OSError, ValueError, TypeError, AttributeError, LookupError):  # whatever the files hold
        return []
    return [name for name, archived in people.values() if not archived and _fits(fold(name), wanted)]


def _fits(folded: str, wanted: str) -> bool:
    return folded.startswith(wanted) or f" {wanted}" in folded


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


def _people_in(snapshot: bytes, wanted: str) -> Iterator[tuple[str, tuple[str, bool]]]:
    """Yield the people of a snapshot, which has one in each line, whose names fit: id, name, archived.

    All names are folded at once: one by one that takes most of the time.
    """
    found = [*re.finditer(_NAME, snapshot)]
    folded = fold(b"\n".join([one[1] for one in found]).decode()).split("\n")
    for one, name in zip(found, folded, strict=True):
        start, end = one.span(1)
        is_whole = snapshot[end : end + 1] != b"\\"
        if is_whole and not _fits(name, wanted):
            continue
        line = snapshot[snapshot.rfind(b"\n", 0, start) + 1 : snapshot.find(b"\n", end)]
        document_id, _, document = line.partition(b'": {')
        person = (
            (one[1].decode(), _ARCHIVED in line)
            if is_whole and _CUSTOM not in line
            else _person(_parsed(b"{" + document.removesuffix(b",")))
        )
        yield document_id[1:].decode(), person


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
