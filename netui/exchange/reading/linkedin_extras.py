"""What a LinkedIn export holds next to connections: messages, invitations, endorsements, the own profile.

Each becomes a trace of contact with someone or a text about the user; nothing here adds people.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from netui.domain.counted import counted
from netui.domain.errors import ImportFileError
from netui.domain.people.collecting import Found, LeftOut, Origin, OtherFile, Party, key_of
from netui.domain.people.importing import Extras, Messages
from netui.domain.people.interaction import InteractionKind
from netui.domain.people.matching import profile_key
from netui.domain.text import clean, fold
from netui.exchange.reading.linkedin_files import Export, ExportFile, Kind
from netui.exchange.reading.linkedin_messages import me_among, own_names, read_messages, traces_of
from netui.exchange.reading.loose_dates import day_comes_first, read_day
from netui.exchange.reading.person_names import tidy_name

PLATFORM = "LinkedIn"
_LONGEST_TEXT = 10_000
_LONGEST_NAME = 200
_MOST_NAMES = 4
_ME = Party(mine=True)
_PROFILE = {"Headline": "headline", "About": "summary", "Location": "geolocation"}
_WHO_ARE_YOU = (
    "not read: it isn't clear who of them you are. Write the address of your profile into the settings: "
    'addresses = ["linkedin.com/in/..."]'
)


def read_extras(export: Export, messages: Messages, mine: Collection[str]) -> Extras:
    """Read all that isn't about connections; `mine` are the keys of the user's profile, as far as known."""
    traces: list[Found | LeftOut] = []
    files: list[OtherFile] = []
    own: dict[str, str] = {}
    zipped = export.archive.zipped
    locked = "can't be unpacked, as it is damaged or encrypted" if zipped else "can't be read as a file"
    problems = {export.archive.label(name): locked for name in export.archive.unread}
    for file in export.files(Kind.MESSAGES, problems=problems):
        try:
            found, other = _messages(file, export, messages, mine)
        except ImportFileError as error:  # too many rows: people come in all the same
            found, other = [], _other(file, f"not read: {error}", read=False)
        traces += found
        files.append(other)
    files += [
        _other(file, counted(sum(not row.problem for row in file.rows()), "note"))
        for file in export.files(Kind.NOTES, problems=problems)
    ]
    for file in export.files(Kind.INVITATIONS, Kind.ENDORSED_BY, Kind.ENDORSED, problems=problems):
        invitations = file.head.kind is Kind.INVITATIONS
        rows = list((_invitations if invitations else _endorsements)(file))
        traces += rows
        what = "invitation" if invitations else "endorsement"
        files.append(_other(file, counted(len(rows), what)))
    for file in export.files(Kind.PROFILE, problems=problems):
        own |= _profile(file)
        files.append(_other(file, "your profile"))
    for file in export.files(Kind.POSITIONS, problems=problems):
        positions = list(_positions(file))
        own["Experience"] = "\n".join(positions)
        files.append(_other(file, counted(len(positions), "position")))
    for label, problem in problems.items():
        files.append(OtherFile(file=label, words=f"not read: it {problem}", read=False))
    if len(export.unknown) and export.several:
        files.append(OtherFile(file=export.name, words=_unread(export.unknown), read=False))
    texts = {name: text for name, text in own.items() if text}
    return Extras(traces=tuple(traces), own={PLATFORM: texts} if texts else {}, files=tuple(files))


def _messages(
    file: ExportFile, export: Export, messages: Messages, mine: Collection[str]
) -> tuple[list[Found | LeftOut], OtherFile]:
    """Return what messages give, as far as they are wanted, and what there is of them."""
    if messages is Messages.NONE:
        count = sum(not row.problem for row in file.rows())
        return [], _other(file, f"{counted(count, 'message')}, not read", read=False, messages_left=True)
    found = list(read_messages(file))
    words = counted(len(found), "message")
    me = me_among(found, own_names(export), mine)
    if me is None:
        return [], _other(file, f"{words}, {_WHO_ARE_YOU}", read=False)
    return list(traces_of(found, me, texts=messages is Messages.TEXT)), _other(file, words)


def _other(file: ExportFile, words: str, *, read: bool = True, messages_left: bool = False) -> OtherFile:
    name = file.name.rpartition("/")[2]
    return OtherFile(file=name, words=words, read=read, messages_left=messages_left)


def _unread(names: list[str]) -> str:
    shown = ", ".join(name.rpartition("/")[2] for name in sorted(names)[:_MOST_NAMES])
    more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
    return f"{counted(len(names), 'other file')}, not read: {shown}{more}"


def _invitations(file: ExportFile) -> Iterator[Found | LeftOut]:
    """Yield who invited who, with the note."""
    head, rows = file.head, list(file.rows())
    day_first = day_comes_first(head.cell(row, "sentat").split(",")[0] for row in rows)
    for row in rows:
        incoming = head.cell(row, "direction").lower().startswith("in")
        name, url = ("from", "inviterprofileurl") if incoming else ("to", "inviteeprofileurl")
        who = _party(head.cell(row, name), head.cell(row, url))
        on = read_day(head.cell(row, "sentat"), day_first=day_first)
        note = _cleaned(head.cell(row, "message"))
        words = "Invited you to connect" if incoming else "Invited them to connect"
        yield _found(
            row.problem, "invitation", who, on, f"{words}: {note}" if note else words, theirs=incoming
        )


def _endorsements(file: ExportFile) -> Iterator[Found | LeftOut]:
    """Yield who said that who is good at something."""
    head, received = file.head, file.head.kind is Kind.ENDORSED_BY
    who, words = ("endorser", "Endorsed you for") if received else ("endorsee", "Endorsed them for")
    for row in file.rows():
        name, _ = tidy_name(head.cell(row, f"{who}firstname"), head.cell(row, f"{who}lastname"))
        party = _party(name, head.cell(row, f"{who}publicurl"))
        skill = _cleaned(head.cell(row, "skillname"))
        on = read_day(head.cell(row, "endorsementdate"))
        problem = row.problem or ("" if skill else "no skill")
        yield _found(problem, "endorsement", party, on, f"{words} {skill}", theirs=received)


def _found(
    problem: str, what: str, who: Party, on: date | None, text: str, *, theirs: bool
) -> Found | LeftOut:
    if problem or not (who.profile or who.name):
        return LeftOut.BROKEN
    if on is None:
        return LeftOut.UNDATED
    invited = what == "invitation"
    return Found(
        origin=Origin.LINKEDIN,
        key=key_of(
            f"linkedin {what}", who.profile or fold(who.name), on.isoformat(), "" if invited else text
        ),
        kind=InteractionKind.MESSAGE if invited else InteractionKind.SOCIAL,
        sender=who if theirs else _ME,
        others=(_ME,) if theirs else (who,),
        on=on,
        text=text,
    )


def _party(name: str, url: str) -> Party:
    return Party(profile=profile_key(url), name=clean(" ".join(name.split()), limit=_LONGEST_NAME))


def _cleaned(text: str) -> str:
    return clean(text, newlines=True, limit=_LONGEST_TEXT).strip()


def _profile(file: ExportFile) -> Mapping[str, str]:
    for row in file.rows():
        cell = file.head.cell
        name = " ".join(f"{cell(row, 'firstname')} {cell(row, 'lastname')}".split())
        return {"Name": _cleaned(name)} | {to: _cleaned(cell(row, head)) for to, head in _PROFILE.items()}
    return {}


def _positions(file: ExportFile) -> Iterable[str]:
    """Yield a line for each: "Founder, Quill Studio (Jan 2024 - now)"."""
    for row in file.rows():
        title, company, begun, ended = (
            " ".join(_cleaned(file.head.cell(row, name)).split())
            for name in ("title", "companyname", "startedon", "finishedon")
        )
        days = f" ({begun} – {ended or 'now'})" if begun else ""
        if title or company:
            yield ", ".join(filter(None, (title, company))) + days
