"""The names of people straight from the files of a store, for a shell that completes a word.

Opening the store takes 100 ms of imports, which someone who presses tab would feel. Nothing of the store is
checked here and nothing is written to it; what can't be read has no names. To read a large snapshot takes as
long again, so its names are kept in the cache until it is another; what the journal has changed since is
added each time.
"""

# pathlib and msgspec take longer to import than all that is done here.
# ruff: noqa: PTH118

import os
from collections.abc import Iterator
from typing import Any

from netui.domain.text import fold
from netui.plain_file import open_file, stamp
from netui.private_cache import PrivateFile

_SNAPSHOT, _JOURNAL = "contacts.json", "journal.jsonl"
_NAME, _CUSTOM, _ARCHIVED = rb'"name":"([^"\\]*)', b'"custom":', b'"archived_at":"'
_SEQ = b'"seq": '
_WORTH_KEEPING = 1 << 20
"""A smaller snapshot is written anew after nearly every change, and read in no time."""
_FORMAT = "names 1"
_NEW = {"name": "", "archived_at": ""}


def names_in_files(store: str, wanted: str, cache: str) -> list[str]:
    """Return the names of people who aren't archived in which a word begins as `wanted`, which is folded.

    There are none where nothing can be read. `cache` is the folder for what can be built again.
    """
    try:
        files = [os.path.join(store, name) for name in (_SNAPSHOT, _JOURNAL)]
        return _names(files, _with_blanks(wanted), PrivateFile(cache, "names", store))
    except (OSError, ValueError, TypeError, AttributeError, LookupError):  # whatever the files hold
        return []


def _names(files: list[str], wanted: str, kept: PrivateFile) -> list[str]:
    before = [stamp(file) for file in files]
    key = f"{_FORMAT} {before[0]}"
    seq, colon, lines = (kept.read(key) or b"").partition(b":")
    snapshot = b""
    if not colon:
        snapshot = _read(files[0])
        seq, lines = b"%d" % _seq_of(snapshot), _lines_of(snapshot)
    changed, forgets = _changed_since(_read(files[1]), int(seq))
    if len(snapshot) >= _WORTH_KEEPING and not forgets:
        kept.write(key, b"%s:%s" % (seq, lines), lambda: before == [stamp(file) for file in files])

    people = dict(_people_in(lines, wanted))
    for document_id, fields in changed.items():
        known = people.pop(document_id) if document_id in people else None
        name, archived = known or _person_in(lines, document_id, fields)
        name = str(fields.get("name", name))
        if f" {wanted}" in f" {_searched(name)}":
            people[document_id] = (name, bool(fields.get("archived_at", archived)))
    return [name for name, archived in people.values() if not archived]


def _searched(name: str) -> str:
    return _with_blanks(fold(name))


def _with_blanks(folded: str) -> str:
    return folded.replace("\t", " ").replace("\n", " ")


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


def _lines_of(snapshot: bytes) -> bytes:
    """Return a line for each person of a snapshot: folded name, id, whether archived, name as JSON has it.

    A snapshot has one person in each line. All names are folded at once: one by one that takes most of the
    time.
    """
    import re
    from json import dumps

    found = [*re.finditer(_NAME, snapshot)]
    names = b"\n".join([one[1] for one in found]).decode()
    folded = fold(names.replace("\t", " ")).split("\n") if found else []
    lines = [b""]
    for one, folded_name in zip(found, folded, strict=True):
        start, end = one.span(1)
        line = snapshot[snapshot.rfind(b"\n", 0, start) + 1 : snapshot.find(b"\n", end)]
        document_id, _, document = line.partition(b'": {')
        written, archived, searched = one[1], _ARCHIVED in line, folded_name
        if snapshot[end : end + 1] == b"\\" or _CUSTOM in line:
            person = _parsed(b"{" + document.removesuffix(b","))
            name, archived = str(person.get("name", "")), bool(person.get("archived_at"))
            written, searched = dumps(name)[1:-1].encode(), _searched(name)
        text = searched.encode("utf-8", "surrogatepass")
        lines.append(b"%s\t%s\t%s\t%s" % (text, document_id[1:], b"1" if archived else b"", written))
    return b"\n".join([*lines, b""])


def _people_in(lines: bytes, wanted: str) -> Iterator[tuple[str, tuple[str, bool]]]:
    """Yield the people in whose names a word begins as wanted: id, name, archived."""
    word = wanted.encode("utf-8", "surrogatepass")
    for start in (b"\n" + word, b" " + word) if word else (b"\n",):
        at = lines.find(start)
        while 0 <= at < len(lines) - 1:
            begin, end = lines.rfind(b"\n", 0, at + 1) + 1, lines.find(b"\n", at + 1)
            if lines.find(b"\t", begin, end) > at:  # after that comes the name as it is written
                yield _person(lines[begin:end])
            at = lines.find(start, end)


def _person(line: bytes) -> tuple[str, tuple[str, bool]]:
    _, document_id, archived, written = line.split(b"\t", 3)
    name = _parsed(b'"%s"' % written) if b"\\" in written else written.decode()
    return document_id.decode(), (name, bool(archived))


def _person_in(lines: bytes, document_id: str, fields: dict[str, Any]) -> tuple[str, bool]:
    """Return a person whose name didn't fit; they are looked for only where it may fit now."""
    at = (
        lines.find(b"\t%s\t" % document_id.encode())
        if "name" in fields and "archived_at" not in fields
        else -1
    )
    if at < 0:
        return "", False
    return _person(lines[lines.rfind(b"\n", 0, at) + 1 : lines.find(b"\n", at)])[1]


def _changed_since(journal: bytes, seq: int) -> tuple[dict[str, dict[str, Any]], bool]:
    """Return the fields that the journal has changed since a snapshot, and whether it forgets someone.

    Someone who is gone isn't shown, no more than someone who is archived.
    """
    changed: dict[str, dict[str, Any]] = {}
    forgets = False
    for line in journal.split(b"\n"):
        if b'"contacts":{' not in line:
            continue
        change = _parsed(line)
        if change.get("seq", 0) <= seq:
            continue
        forgets = forgets or bool(change.get("erases"))
        for document_id, one in change.get("changes", {}).get("contacts", {}).items():
            if "remove" in one:
                changed[document_id] = {"archived_at": "now"}
            elif "add" in one:
                changed[document_id] = {**_NEW, **one["add"]}
            else:
                after = {**dict.fromkeys(one.get("unset", ()), ""), **one.get("set", {})}
                changed.setdefault(document_id, {}).update(after)
    return changed, forgets


def _parsed(text: bytes) -> Any:
    from json import loads  # where a name has no backslash, and the journal nothing new, it is not needed

    return loads(text)
