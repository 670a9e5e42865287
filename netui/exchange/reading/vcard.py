"""People of an address book: vCards of version 2.1 to 4.0 in a file, or in the files of a ZIP.

A card is read as far as it can be. What netui has no field for is kept as it was written, but for pictures,
sounds and keys. A card without an end ends where the next one begins, one without a begin where its name is.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from netui.domain.errors import ImportFileError
from netui.domain.people.importing import ImportedPerson, RejectedRow
from netui.exchange.reading.card import MOST, Card
from netui.exchange.reading.card_names import name_of
from netui.exchange.reading.card_person import member_keys, read_person
from netui.exchange.reading.code_page import page_of_lines
from netui.exchange.reading.content_lines import content_lines, plain_lines
from netui.exchange.reading.csv_text import MAX_ROWS
from netui.exchange.reading.export_archive import HEAD_BYTES, ExportArchive
from netui.exchange.reading.foreign_kinds import foreign_kind

SUFFIXES = frozenset({".vcf", ".vcard"})
"""How the names of files of vCards end."""

# Files that were joined have a mark of UTF-8 or an end of file inside, and no line break between two cards.
_JOINT = rb"(?:\xef\xbb\xbf|[\x0b\x0c\x1a])*+"
_STARTS = rb"(?:^|(?<=END:VCARD))" + _JOINT
_ENDS = rb"[ \t]*+:[ \t]*+VCARD(?:[ \t]*+$|(?=[ \t]*+" + _JOINT + rb"BEGIN:VCARD))"
_EDGE = re.compile(_STARTS + rb"([ \t]*+)(BEGIN|END)" + _ENDS, re.IGNORECASE | re.MULTILINE)
_BEGIN = re.compile(_STARTS + rb"[ \t]*+BEGIN" + _ENDS, re.IGNORECASE | re.MULTILINE)
_NAMES_SOMEONE = re.compile(rb"^[ \t]*+(?:FN|N|VERSION)[ \t]*+[;:]", re.IGNORECASE | re.MULTILINE)
_AFTER_LAST = re.compile(rb"\s*+" + _JOINT + rb"(?:BEGIN[ \t]*+:|\Z)", re.IGNORECASE)
_ON_ONE_LINE = re.compile(rb"BEGIN:[ \t]*VCARD", re.IGNORECASE)
_GROUP = re.compile(rb"KIND(?:;[^\n:]{0,200}+)?:[ \t]*+group", re.IGNORECASE)
_AGENT = re.compile(rb"^[ \t]*+(?:[\w-]++[.])?+AGENT[^\n:]*+:\s*+\Z", re.IGNORECASE | re.MULTILINE)
_PICTURES = frozenset({b"PHOTO", b"LOGO", b"SOUND", b"KEY"})
_UNREAD = "the file can't be read: it is damaged or encrypted, or not yours to read"
_NONE_INSIDE = "the file holds no vCard: no line says BEGIN:VCARD"
_BEFORE = 200


class VCardReader:
    """Reads the cards of an address book, a file of them or a ZIP with such files."""

    def recognises(self, path: Path) -> bool:
        """Whether a file holds vCards; False too where it cannot be read."""
        try:
            return any(holds for _, holds in _members(ExportArchive(path), path))
        except ImportFileError:
            return False

    def read(self, path: Path) -> Iterator[ImportedPerson | RejectedRow]:
        """Yield each card in order; raise ImportFileError for a file without any.

        Of several files those that are named as cards and hold none, or can't be read, are rows that failed.
        """
        archive = ExportArchive(path)
        members = list(_members(archive, path))
        if not any(holds for _, holds in members):
            raise ImportFileError(_no_cards(archive, path))
        count = 0
        for member in filter(_is_named, archive.unread):
            yield RejectedRow(file=archive.label(member), line=1, reason=_UNREAD)
        for member, holds in members:
            if not holds:
                yield RejectedRow(file=archive.label(member), line=1, reason=_NONE_INSIDE)
                continue
            if isinstance(found := archive.read_or_reject(member), RejectedRow):
                yield found
                continue
            data = plain_lines(found)
            page = page_of_lines(data)
            tags, file = _tags_of_members(data, page), archive.label(member)
            for line, card in _cards(data, page):
                count += 1
                if count > MAX_ROWS:
                    raise ImportFileError(
                        f"{archive.name} has over {MAX_ROWS:,} cards: split it into smaller files"
                    )
                yield read_person(card, file, line, tags)


def _members(archive: ExportArchive, path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the members that are named as cards or begin as one, and whether they hold any."""
    for member, head in archive.heads():
        named = _is_named(member or path.name)
        if named or not member:
            data = plain_lines(head if named else head[:HEAD_BYTES])
            found = _BEGIN.search(data)
            lost = named and not found and _EDGE.search(data) and _NAMES_SOMEONE.search(data)
            holds = bool(lost or (found and (named or not data[: found.start()].strip())))
            if holds or member:
                yield member, holds


def _is_named(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES


def _no_cards(archive: ExportArchive, path: Path) -> str:
    """Say what is wrong with a file that holds no vCards."""
    text = b"" if archive.zipped else plain_lines(archive.read("")).strip()
    if _ON_ONE_LINE.match(text):
        return f"{archive.name}: BEGIN:VCARD has to be a line by itself; export your contacts again"
    if kind := foreign_kind(path):
        return kind
    if shut := next(filter(_is_named, archive.unread), ""):
        return (
            f"{archive.label(shut)} cannot be unpacked, as it is damaged or encrypted: export your"
            " contacts again, or unpack it and import the .vcf file"
        )
    if archive.zipped:
        return f"{archive.name} holds no vCards: there is no .vcf file in it"
    if not text:
        return f"{archive.name} is empty: export your contacts again"
    return f"{archive.name} holds no vCards: no line says BEGIN:VCARD; export your contacts as vCard"


def _cards(data: bytes, page: str, *, only: re.Pattern[bytes] | None = None) -> Iterator[tuple[int, Card]]:
    """Yield each card with the line it begins on, or those in which a pattern is found."""
    for line, inside in _insides(data):
        if only is None or only.search(inside):
            yield line, Card(content_lines(inside, without=_PICTURES, page=page))


def _insides(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield what is in each card, without the cards of agents in it, and the line the card begins on.

    Lines with a name that end as a card are one whose begin was lost.
    """
    begun: re.Match[bytes] | None = None
    line, counted, depth, after = 1, 0, 0, 0
    kept: list[bytes] = []
    for edge in _EDGE.finditer(data):
        begins = edge[2].upper() == b"BEGIN"
        if begun is not None:
            if len(edge[1]) > len(begun[1]) and (begins or not _AFTER_LAST.match(data, edge.end())):
                continue  # a fold that says so
            if begins and _AGENT.search(data, max(after, edge.start() - _BEFORE), edge.start()):
                kept += [data[after : edge.start()]] if not depth else []
                depth += 1
                after = edge.end()
                continue
            if not begins and depth:
                depth -= 1
                after = edge.end()
                continue
            yield line, _inside(kept, data[after : edge.start()], begun[1], inner=depth > 0)
            begun, after = None, edge.end()
        elif not begins:
            if (lost := _NAMES_SOMEONE.search(data, after, edge.start())) is not None:
                line += data.count(b"\n", counted, lost.start())
                counted = lost.start()
                yield line, data[counted : edge.start()]
            after = edge.end()
        if begins:
            begun, kept, depth, after = edge, [], 0, edge.end()
            line += data.count(b"\n", counted, edge.start())
            counted = edge.start()
    if begun is not None:
        yield line, _inside(kept, data[after:], begun[1], inner=depth > 0)


def _inside(kept: list[bytes], rest: bytes, indent: bytes, *, inner: bool) -> bytes:
    """Return the lines of a card, which may be indented as a whole."""
    card = b"".join(kept if inner else [*kept, rest]) if kept else rest
    return re.sub(rb"(?m)^[ \t]{1,%d}" % len(indent), b"", card) if indent else card


def _tags_of_members(data: bytes, page: str) -> dict[str, list[str]]:
    """Return the names of the groups in a file by the keys of their members."""
    tags: dict[str, list[str]] = {}
    if _GROUP.search(data):
        for group in (card for _, card in _cards(data, page, only=_GROUP) if card.kind == "group"):
            name = name_of(group, "")[0]
            for member in member_keys(group):
                if len(names := tags.setdefault(member, [])) < MOST:
                    names.append(name)
    return tags
