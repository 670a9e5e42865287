"""LinkedIn's messages.csv in all its column sets: alone, in the ZIP, or in a folder of an export.

`read_messages` gives every message with its text; `MessageReader` leaves the texts out, and tells who of the
people in a conversation is the user; `traces_of` does so for an import, where texts can be asked for.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from netui.domain.errors import ImportFileError
from netui.domain.people.collecting import Found, LeftOut, Origin, Party, Window, key_of
from netui.domain.people.interaction import InteractionKind
from netui.domain.people.matching import profile_key
from netui.domain.text import clean, fold
from netui.domain.values import replace
from netui.exchange.reading.csv_text import CsvRow
from netui.exchange.reading.linkedin_files import Export, ExportFile, Head, Kind

_LONGEST_NAME = 200
_LONGEST_TEXT = 10_000
_YES = frozenset({"yes", "true", "1"})


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
            return Kind.MESSAGES in Export(path).kinds.values()
        except ImportFileError:
            return False

    def read(self, path: Path, window: Window) -> Iterator[Found | LeftOut]:  # noqa: ARG002
        """Yield each message in turn; raise ImportFileError for a file without any."""
        export = Export(path)
        messages = [one for file in export.files(Kind.MESSAGES) for one in read_messages(file)]
        yield from traces_of(messages, me_among(messages, own_names(export)))


def read_messages(file: ExportFile) -> Iterator[LinkedInMessage | None]:
    """Yield each message of a file, with its text; None for a row that can't be read."""
    return (_message(row, file.head) for row in file.rows())


def traces_of(
    messages: Iterable[LinkedInMessage | None], me: Party | None, *, texts: bool = False
) -> Iterator[Found | LeftOut]:
    """Yield each message as what it says of contact with people, or why it says nothing."""
    messages = list(messages)
    whole = [one for one in messages if one is not None]
    names = {fold(one.sender): one.sender_profile for one in whole if one.sender_profile}
    groups = _groups(whole, me, names)
    for one in messages:
        found = LeftOut.BROKEN if one is None else _found(one, me, names, groups)
        if texts and one is not None and isinstance(found, Found):
            found = replace(found, text=_text(one))
        yield found


def _text(one: LinkedInMessage) -> str:
    whole = "\n".join(filter(None, (one.subject, one.text)))
    return clean(whole, newlines=True, limit=_LONGEST_TEXT).strip()


def _message(row: CsvRow, head: Head) -> LinkedInMessage | None:
    def cell(name: str) -> str:
        return head.cell(row, name)

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


def me_among(
    messages: Iterable[LinkedInMessage | None], own: Collection[str], mine: Collection[str] = ()
) -> Party | None:
    """Return who the user is; None if that isn't sure.

    `mine` are the keys of their profile, `own` their names. Without either it is the one party in all
    conversations.
    """
    senders: dict[tuple[str, str], None] = {}
    recipients: dict[str, None] = {}
    threads: dict[str, list[LinkedInMessage]] = {}
    for one in filter(None, messages):
        threads.setdefault(one.conversation, []).append(one)
        if one.sender_profile:
            senders[one.sender_profile, one.sender] = None
        recipients.update(dict.fromkeys(one.recipient_profiles))
    writing = dict(senders.keys())
    found = [Party(profile=each, name=writing.get(each, "")) for each in {**recipients, **writing}]
    known = [each for each in found if each.profile in mine]
    known = known or [Party(profile=profile, name=name) for profile, name in senders if fold(name) in own]
    if len(known) == 1:
        return known[0]
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


def own_names(export: Export) -> frozenset[str]:
    """Return the user's name as Profile.csv of the same export has it, folded."""
    found = set()
    for file in export.files(Kind.PROFILE, problems={}):
        for row in file.rows():
            cells = (file.head.cell(row, part) for part in ("firstname", "lastname"))
            found.add(fold(" ".join(" ".join(cells).split())))
    return frozenset(found)
