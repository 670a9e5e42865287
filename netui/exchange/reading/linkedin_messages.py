"""LinkedIn's messages.csv in all its column sets: alone, in the ZIP, or in a folder of an export.

`read_messages` gives every message with its text; `MessageReader` leaves the texts out, and tells who of the
people in a conversation is the user.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path, PurePosixPath

from msgspec import Struct

from netui.domain.errors import ImportFileError
from netui.domain.people.collecting import Found, LeftOut, Origin, Party, Window, key_of
from netui.domain.people.interaction import InteractionKind
from netui.domain.people.matching import profile_key
from netui.domain.text import clean, fold
from netui.exchange.reading.csv_text import DELIMITERS, CsvRow, decode, physical_lines, read_rows, split_line
from netui.exchange.reading.export_archive import ExportArchive, is_zip
from netui.exchange.reading.heads import normal
from netui.typed_path import is_folder

_HEAD = 8 << 10
_HEADER_WITHIN = 20
_NEEDED = frozenset({"conversationid", "from", "to", "date"})
_LONGEST_NAME = 200
_YES = frozenset({"yes", "true", "1"})
_MESSAGES, _PROFILE = "messagescsv", "profilecsv"


class LinkedInMessage(Struct, frozen=True, kw_only=True):
    """One message as LinkedIn exports it; profiles are keys of profile addresses, "" for one withheld."""

    conversation: str
    sender: str
    sender_profile: str
    recipients: str
    recipient_profiles: tuple[str, ...] = ()
    at: datetime | None = None
    folder: str = ""
    draft: bool = False
    subject: str = ""
    text: str = ""


class MessageReader:
    """Reads who wrote to who, and when (a reader of `services.ports.TraceReader`)."""

    def recognises(self, path: Path) -> bool:
        """Whether a path leads to messages.csv; False too where it can't be read."""
        try:
            return next(_texts(path, _MESSAGES, heads_only=True), None) is not None
        except ImportFileError:
            return False

    def read(self, path: Path, window: Window) -> Iterator[Found | LeftOut]:  # noqa: ARG002
        """Yield each message in turn; raise ImportFileError for a file without any."""
        messages: list[LinkedInMessage | None] = []
        for text, name in _texts(path, _MESSAGES):
            messages += read_messages(text, name)
        whole = [one for one in messages if one is not None]
        me = _me(whole, _own_names(path))
        names = {fold(one.sender): one.sender_profile for one in whole if one.sender_profile}
        groups = _groups(whole, me, names)
        for one in messages:
            yield LeftOut.BROKEN if one is None else _found(one, me, names, groups)


def read_messages(text: str, name: str) -> Iterator[LinkedInMessage | None]:
    """Yield each message of a decoded file, with its text; None for a row that can't be read."""
    for number, start, line in physical_lines(text, _HEADER_WITHIN):
        for delimiter in DELIMITERS:
            columns = _columns(split_line(line, delimiter) if delimiter in line else [])
            if columns.keys() >= _NEEDED:
                rows = read_rows(text, delimiter, name=name, start=start + len(line) + 1, line=number + 1)
                yield from (_message(row, columns) for row in rows)
                return


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Return the column of each name, which is written in small letters without spaces."""
    names = map(normal, cells)
    return {name: at for at, name in reversed(list(enumerate(names))) if name}


def _message(row: CsvRow, columns: dict[str, int]) -> LinkedInMessage | None:
    def cell(name: str) -> str:
        return row.cell(columns.get(name)).strip()

    if row.problem or not cell("conversationid") or not (cell("from") or cell("to")):
        return None
    profiles = (profile_key(each) for each in cell("recipientprofileurls").split(","))
    return LinkedInMessage(
        conversation=cell("conversationid"),
        sender=_name(cell("from")),
        sender_profile=profile_key(cell("senderprofileurl")),
        recipients=_name(cell("to")),
        recipient_profiles=tuple(profile for profile in profiles if profile),
        at=_instant(cell("date")),
        folder=cell("folder").lower(),
        draft=not {cell("ismessagedraft").lower(), cell("isconversationdraft").lower()}.isdisjoint(_YES),
        subject=cell("subject"),
        text=cell("content"),
    )


def _name(text: str) -> str:
    return clean(" ".join(text[: _LONGEST_NAME * 4].split()), limit=_LONGEST_NAME)


def _instant(text: str) -> datetime | None:
    try:
        return datetime.strptime(text[:19], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _found(
    one: LinkedInMessage, me: Party | None, names: dict[str, str], groups: frozenset[str]
) -> Found | LeftOut:
    sender = _party(one.sender, one.sender_profile, me)
    if one.draft:
        return LeftOut.DRAFT
    if one.folder == "spam" or not (sender.profile or sender.mine):
        return LeftOut.SPAM  # a sponsored message comes from no profile
    if one.conversation in groups:
        return LeftOut.GROUP
    if one.at is None:
        return LeftOut.UNDATED
    others = [_party("", profile, me) for profile in one.recipient_profiles]
    if len(others) == 1:
        others = [_party(one.recipients, others[0].profile, me)]
    elif not others and one.recipients:
        others = [_party(one.recipients, names.get(fold(one.recipients), ""), me)]
    return Found(
        origin=Origin.LINKEDIN,
        key=key_of("linkedin", one.conversation, one.at.isoformat()),
        kind=InteractionKind.MESSAGE,
        sender=sender,
        others=tuple(others),
        at=one.at,
    )


def _party(name: str, profile: str, me: Party | None) -> Party:
    mine = me is not None and (
        profile == me.profile if profile and me.profile else fold(name) == fold(me.name) != ""
    )
    return Party(profile=profile, name=name, mine=mine)


def _me(messages: Iterable[LinkedInMessage], own: frozenset[str]) -> Party | None:
    """Return the one party in all conversations, or the sender who has the user's name; None if not sure."""
    senders: dict[tuple[str, str], None] = {}
    recipients: dict[str, None] = {}
    threads: dict[str, list[LinkedInMessage]] = {}
    for one in messages:
        threads.setdefault(one.conversation, []).append(one)
        if one.sender_profile:
            senders[one.sender_profile, one.sender] = None
        recipients.update(dict.fromkeys(one.recipient_profiles))
    named = [Party(profile=profile, name=name) for profile, name in senders if fold(name) in own]
    if len(named) == 1:
        return named[0]
    writing = dict(senders.keys())
    found = [Party(profile=each, name=writing.get(each, "")) for each in {**recipients, **writing}]
    for thread in threads.values():
        found = [each for each in found if any(_takes_part(each, one) for one in thread)]
    return found[0] if len(found) == 1 and len(threads) > 1 else None


def _takes_part(party: Party, one: LinkedInMessage) -> bool:
    if one.recipient_profiles:
        return party.profile in {one.sender_profile, *one.recipient_profiles}
    return party.profile == one.sender_profile or party.name in one.recipients


def _groups(messages: Iterable[LinkedInMessage], me: Party | None, names: dict[str, str]) -> frozenset[str]:
    """Return the conversations with more than one other person."""
    others: dict[str, set[str]] = {}
    groups: set[str] = set()
    for one in messages:
        people = {one.sender_profile or fold(one.sender), *one.recipient_profiles}
        if not one.recipient_profiles:
            whole = fold(one.recipients)
            people.add(names.get(whole, whole))
            if ", " in one.recipients and whole not in names:
                groups.add(one.conversation)
        if me is not None:
            people -= {me.profile, fold(me.name)}
        others.setdefault(one.conversation, set()).update(people - {""})
    most = 2 if me is None else 1
    return frozenset(groups | {thread for thread, people in others.items() if len(people) > most})


def _own_names(path: Path) -> frozenset[str]:
    """Return the user's name as Profile.csv of the same export has it."""
    found = set()
    for text, name in _texts(path, _PROFILE):
        line = next(physical_lines(text, 1), (0, 0, ""))[2]
        columns = _columns(split_line(line, ","))
        if columns.keys() >= {"firstname", "lastname"}:
            for row in islice(read_rows(text, ",", name=name, start=len(line) + 1, line=2), 1):
                cells = (row.cell(columns[part]) for part in ("firstname", "lastname"))
                found.add(fold(" ".join(" ".join(cells).split())))
    return frozenset(found)


def _texts(path: Path, wanted: str, *, heads_only: bool = False) -> Iterator[tuple[str, str]]:
    """Yield (text, name) of the files of an export that have a name, of a lone file whatever it is called."""
    if is_folder(path):
        _, _, names = next(os.walk(path), ("", [], []))
        for name in sorted(name for name in names if _plain(name) == wanted):
            yield decode(ExportArchive(path / name).read("")), clean(name)
        return
    archive = ExportArchive(path)
    if not is_zip(path):
        if wanted == _MESSAGES:
            text = decode(archive.read(""))
            if not heads_only or _has_header(text[:_HEAD]):
                yield text, archive.name
        return
    for member, head in archive.heads():
        if _plain(PurePosixPath(member).name) == wanted:
            yield decode(head if heads_only else archive.read(member)), archive.label(member)


def _has_header(text: str) -> bool:
    for _, _, line in physical_lines(text, _HEADER_WITHIN):
        for delimiter in DELIMITERS:
            if delimiter in line and _columns(split_line(line, delimiter)).keys() >= _NEEDED:
                return True
    return False


def _plain(name: str) -> str:
    return "".join(ch for ch in name.casefold() if ch.isalnum())
