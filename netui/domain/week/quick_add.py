"""One typed line as what it asks for: something that happened, a person, a follow-up or an interview.

| line                                                       | becomes                                     |
| ---------------------------------------------------------- | ------------------------------------------- |
| coffee with Priya yesterday, send eBPF article by fri      | a coffee in the log, and a follow-up        |
| call with Tom and Ana 12 mar about the compiler job        | a call with two people in the log           |
| add Dana Okafor, SRE at Fastly #alumni every 6 weeks       | a new person                                |
| follow up with Ana in 2 weeks about the review             | a follow-up                                 |
| interview Raj Patel mon 14:00 30m video                    | an interview                                |

Names stay as typed, "in quotes" where a name holds a word such as Sunday; a service looks them up.
"""

import re
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Medium
from netui.domain.people.cadence import Cadence
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.text import shortened
from netui.domain.time.date_grammar import Reading, read_day
from netui.domain.time.dates import echo, parse_when
from netui.domain.values import replace
from netui.domain.week.line_parts import (
    ABOUT,
    LONGEST_LINE,
    day_reader,
    find_day,
    plain,
    who_when_what,
    words_of,
)


class Entry(StrEnum):
    """What a line makes."""

    LOG = "log"
    PERSON = "person"
    FOLLOW_UP = "follow-up"
    INTERVIEW = "interview"


class NewFollowUp(NamedTuple):
    """What was promised, and by when."""

    kind: FollowUpKind
    text: str
    due_on: date


class QuickAdd(Struct, frozen=True, kw_only=True):
    """A line as it was understood; nothing may be done with it while `doubts` holds a question.

    `on` is the day of a log entry. `when` is the date of an interview, with the time as a naive datetime
    where one was given; an interview that has been goes to the log. A follow-up is the only one of
    `follow_ups`; a log entry may carry several.
    """

    today: date
    entry: Entry = Entry.LOG
    names: tuple[str, ...] = ()
    text: str = ""
    kind: InteractionKind | None = None
    direction: Direction = Direction.BOTH
    on: date | None = None
    follow_ups: tuple[NewFollowUp, ...] = ()
    when: datetime | date | None = None
    minutes: int | None = None
    medium: Medium | None = None
    title: str = ""
    company: str = ""
    emails: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    cadence: Cadence | None = None
    doubts: tuple[str, ...] = ()

    def settled(self) -> "QuickAdd":
        """Return this where nothing is in doubt; raise InvalidValueError with the first doubt otherwise."""
        if self.doubts:
            raise InvalidValueError(self.doubts[0])
        return self


_KINDS = {
    **dict.fromkeys(("coffee", "tea", "drinks", "beer"), InteractionKind.COFFEE),
    **dict.fromkeys(("call", "called", "phoned", "rang"), InteractionKind.CALL),
    **dict.fromkeys(("email", "emailed", "mail", "mailed"), InteractionKind.EMAIL),
    **dict.fromkeys(("message", "messaged", "texted", "dm", "chat", "chatted"), InteractionKind.MESSAGE),
    **dict.fromkeys(("meeting", "met", "lunch", "dinner", "breakfast"), InteractionKind.MEETING),
    **dict.fromkeys(("event",), InteractionKind.EVENT),
    **dict.fromkeys(("letter", "postcard"), InteractionKind.LETTER),
    **dict.fromkeys(("social", "liked"), InteractionKind.SOCIAL),
}
_PROMISES = (
    (r"send|share|forward|lend|give|mail|email", FollowUpKind.SEND),
    (r"introduce|intro|connect", FollowUpKind.INTRODUCTION),
    (r"thank", FollowUpKind.THANK_YOU),
    (r"check in|catch up|follow[ -]up|ping|call|meet|reply", FollowUpKind.CHECK_IN),
    (r"update|tell|report back", FollowUpKind.UPDATE),
    (r"congratulate|congrats", FollowUpKind.CONGRATULATE),
    (r"ask|remind|read|review|look|find|write|invite|book|buy|return|try|apply", FollowUpKind.OTHER),
)
_PLEDGE = re.compile(r"(?:(?:i )?promised(?: to)?|i'?ll|i will|will|to ?do:?|then|and)\s+", re.IGNORECASE)
_FOLLOW_UP = re.compile(
    r"(follow[ -]?up|check in|catch up|thank|congratulate)\s+(?:with\s+)?(.+)", re.IGNORECASE
)
_TO_SOMEONE = re.compile(
    r"(?:send|share|forward|give)\s+.+\s+to\s+(?P<to>\S.*)|introduce\s+(?P<both>.+)", re.IGNORECASE
)
_MEDIA = (
    (r"video|zoom|teams|meet|skype", Medium.VIDEO),
    (r"phone|call", Medium.PHONE),
    (r"in[ -]person|onsite", Medium.IN_PERSON),
    (r"chat", Medium.CHAT),
)
_ODD_NAME = re.compile(
    r"\d|^(?:today|yesterday|tomorrow)$|(?:^|\s)(?:at|the|for|to|by|with|in)\s", re.IGNORECASE
)
_LENGTH = re.compile(r"(?<!\S)(?:for )?(\d{1,3}) ?(m|min|mins|minutes|h|hours?)(?!\S)", re.IGNORECASE)


def parse_quick_add(line: str, today: date, *, week_start: int = 0) -> QuickAdd:
    """Read a line; what is missing or could mean two things is a question in `doubts`, never a guess."""
    line = " ".join(line.split())[:LONGEST_LINE]
    first, _, rest = line.partition(" ")
    word = first.casefold().rstrip(":")
    blank = QuickAdd(today=today)
    if word in {"add", "new"}:
        return _person(rest, blank)
    if word == "interview":
        return _interview(rest, blank, week_start)
    follow_up = _FOLLOW_UP.fullmatch(line)
    if follow_up:
        return _follow_up(follow_up, blank, week_start)
    if word in _KINDS:
        return _log(word, rest, blank, week_start)
    moved = _day_moved_back(line, today, week_start)
    if moved:
        return parse_quick_add(moved, today, week_start=week_start)
    someone = _TO_SOMEONE.fullmatch(line)
    if someone:
        return _follow_up_with_someone(someone, line, blank, week_start)
    question = 'start with what it is: "coffee with Ana", "add Ana Silva", "follow up with Ana in 2 weeks"'
    return replace(blank, text=line, doubts=(question,))


def parse_follow_up(text: str, today: date, *, week_start: int = 0) -> NewFollowUp:
    """Read "send the article by fri"; raise InvalidValueError if it does not say what, or by when."""
    if len(text) > LONGEST_LINE:
        raise InvalidValueError(
            f"This is too long to find a day in: {len(text):,} letters. Shorten it to {LONGEST_LINE:,}."
        )
    text = _PLEDGE.sub("", " ".join(text.split()), count=1) if _PLEDGE.match(text.strip()) else text
    before, due_on, after = find_day(words_of(text), day_reader(today, "future", week_start))
    if due_on is None:
        raise InvalidValueError(f'by when: “{shortened(text)}”? Add a day, as in "{shortened(text)} by fri"')
    what = plain([*before, *after])
    what = re.sub(r"\s+(?:by|on|until|till|due)$", "", what, flags=re.IGNORECASE).strip(" ,")
    if not what:
        raise InvalidValueError('what is promised? Write it before the day, as in "send the article by fri"')
    return NewFollowUp(follow_up_kind(what), what, due_on)


def follow_up_kind(text: str) -> FollowUpKind:
    """Return the kind a follow-up is of by how it begins: "send ..." is one to send; else it is another."""
    return _kind_of_follow_up(text) or FollowUpKind.OTHER


def describe(quick_add: QuickAdd) -> str:
    """Return in one line what a line will do, or what it leaves in doubt."""
    if quick_add.doubts:
        return quick_add.doubts[0]
    names, today = _listed(quick_add.names), quick_add.today
    parts: list[str] = []
    if quick_add.entry is Entry.LOG:
        kind = quick_add.kind.value if quick_add.kind else "entry"
        preposition = {Direction.GAVE: "to", Direction.RECEIVED: "from"}.get(quick_add.direction, "with")
        parts.append(f"Log {kind} {preposition} {names}: {echo(quick_add.on or today, today)}")
    elif quick_add.entry is Entry.PERSON:
        job = " at ".join(part for part in (quick_add.title, quick_add.company) if part)
        job = f"at {job}" if job and not quick_add.title else job
        every = f"every {quick_add.cadence}" if quick_add.cadence else ""
        tags = " ".join(f"#{tag}" for tag in quick_add.tags)
        return " · ".join(
            part for part in (f"Add {names}", job, tags, every, *quick_add.emails, *quick_add.links) if part
        )
    elif quick_add.entry is Entry.INTERVIEW:
        details = [str(quick_add.minutes) + " min"] if quick_add.minutes else []
        details += [quick_add.medium.value] if quick_add.medium else []
        parts += [f"Interview with {names}: {_moment(quick_add.when, today)}", *details]
    else:
        parts.append(f"Follow up with {names}")
    if quick_add.text and quick_add.entry is not Entry.FOLLOW_UP:
        parts.append(f"“{quick_add.text}”")
    parts += [f"{p.kind.value}: “{p.text}” by {echo(p.due_on, today)}" for p in quick_add.follow_ups]
    return " · ".join(parts)


def _log(word: str, rest: str, found: QuickAdd, week_start: int) -> QuickAdd:
    main, clauses = _clauses(rest)
    found = replace(found, entry=Entry.LOG, kind=_KINDS[word])
    link, _, tail = main.partition(" ")
    if link.casefold() in {"with", "to", "from"}:
        main = tail
        if found.kind in {InteractionKind.EMAIL, InteractionKind.MESSAGE, InteractionKind.LETTER}:
            direction = {"to": Direction.GAVE, "from": Direction.RECEIVED}
            found = replace(found, direction=direction.get(link.casefold(), Direction.BOTH))
    names, on, text = who_when_what(main, day_reader(found.today, "past", week_start))
    names, doubts = _settled_names(names)
    if on is not None and on > found.today:
        doubts.append(f"{echo(on, found.today)}: the log is for what has been; plan it with “follow up with”")
    follow_ups: list[NewFollowUp] = []
    for clause in clauses:
        try:
            follow_ups.append(parse_follow_up(clause, found.today, week_start=week_start))
        except InvalidValueError as error:
            doubts.append(str(error))
    return replace(
        found,
        names=names,
        on=on or found.today,
        text=text,
        follow_ups=tuple(follow_ups),
        doubts=tuple(doubts),
    )


def _follow_up(match: re.Match[str], found: QuickAdd, week_start: int) -> QuickAdd:
    verb = match[1].casefold()
    names, due_on, text = who_when_what(match[2], day_reader(found.today, "future", week_start))
    kind = follow_up_kind(verb.replace("followup", "follow up"))
    verb, joiner = ("thank you", "for") if kind is FollowUpKind.THANK_YOU else (verb, "about")
    what = f"{verb} {joiner} {text}" if text and not text.startswith(("for ", "on ")) else f"{verb} {text}"
    return _promised(found, names, due_on, kind, what.strip())


def _follow_up_with_someone(match: re.Match[str], line: str, found: QuickAdd, week_start: int) -> QuickAdd:
    read = day_reader(found.today, "future", week_start)
    to, due_on, _ = who_when_what(match["to"] or match["both"], read)
    names = tuple(name for part in to for name in re.split(r"\s+to\s+", part)) if match["both"] else to
    before, _, after = find_day(words_of(line), read)
    what = re.sub(r"\s+(?:by|on)$", "", plain([*before, *after]))
    return _promised(found, names, due_on, follow_up_kind(line), what)


def _promised(
    found: QuickAdd, names: tuple[str, ...], due_on: date | None, kind: FollowUpKind, what: str
) -> QuickAdd:
    names, doubts = _settled_names(names)
    if due_on is None:
        doubts.append('by when? Add a day, as in "in 2 weeks" or "by fri"')
    follow_ups = (NewFollowUp(kind, what, due_on),) if due_on else ()
    return replace(
        found, entry=Entry.FOLLOW_UP, names=names, text=what, follow_ups=follow_ups, doubts=tuple(doubts)
    )


def _interview(rest: str, found: QuickAdd, week_start: int) -> QuickAdd:
    rest = re.sub(r"^with\s+", "", rest, flags=re.IGNORECASE)
    head, *about = ABOUT.split(rest, maxsplit=1)
    length = _LENGTH.search(head)
    minutes = None
    if length:
        minutes = int(length[1]) * (60 if length[2].casefold().startswith("h") else 1)
        head = f"{head[: length.start()]} {head[length.end() :]}"
    medium = None
    for pattern, candidate in _MEDIA:
        match = re.search(rf"(?<!\S)(?:(?:by|over|via|on)\s+)?(?:{pattern})(?!\S)", head, re.IGNORECASE)
        if match and match.start() > 0:
            medium, head = candidate, f"{head[: match.start()]} {head[match.end() :]}"
            break
    midnight = datetime.combine(found.today, time.min)

    def read(text: str) -> datetime | date:
        return parse_when(text, midnight, week_start=week_start)

    names, when, text = who_when_what(head, read)
    names, doubts = _settled_names(names)
    if minutes is not None and not 5 <= minutes <= 480:
        doubts.append(f"{minutes} minutes is no length for a talk: 5 to 480")
    found = replace(found, names=names, text=" ".join([text, *about]).strip(), doubts=tuple(doubts))
    day = when.date() if isinstance(when, datetime) else when
    if day is not None and day < found.today:
        return replace(found, entry=Entry.LOG, kind=InteractionKind.INTERVIEW, on=day)
    return replace(found, entry=Entry.INTERVIEW, when=when, minutes=minutes, medium=medium)


def _person(rest: str, found: QuickAdd) -> QuickAdd:
    tags = tuple(re.findall(r"(?<!\S)#([\w-]+)", rest))
    links = tuple(re.findall(r"(?<!\S)https?://\S+", rest))
    emails = tuple(re.findall(r"(?<!\S)[^\s@,<>]+@[^\s@,<>]+\.[^\s@,<>]+", rest))
    for known in (*(f"#{tag}" for tag in tags), *links, *emails):
        rest = rest.replace(known, " ", 1)
    doubts: list[str] = []
    cadence = None
    every = re.search(r"(?<!\S)(every\s.+|(?:bi)?weekly|fortnightly|monthly|quarterly|yearly)$", rest.strip())
    if every:
        try:
            cadence = Cadence.parse(every[1])
        except InvalidValueError as error:
            doubts.append(str(error))
        rest = rest.strip()[: every.start()]
    name, _, job = " ".join(rest.split()).strip(" ,").partition(",")
    title, at, company = f" {job.strip()} ".partition(" at ")
    if not job:
        name, at, company = name.partition(" at ")
    if not name.strip():
        doubts.append('who? Write "add Ana Silva, engineer at Acme #alumni every 6 weeks"')
    return replace(
        found,
        entry=Entry.PERSON,
        names=(name.strip(' "'),) if name.strip() else (),
        title=title.strip(" ,") if job else "",
        company=company.strip(" ,") if at else "",
        emails=emails,
        links=links,
        tags=tags,
        cadence=cadence,
        doubts=tuple(doubts),
    )


def _clauses(rest: str) -> tuple[str, list[str]]:
    """Split at commas, as far as what follows is promised: a comma also separates names."""
    pieces = re.split(r"\s*[,;]\s*", rest)
    main, promised = [pieces[0]], []
    for piece in pieces[1:]:
        pledged = _PLEDGE.match(piece)
        verb = _kind_of_follow_up(piece[pledged.end() :] if pledged else piece)
        if verb is not None or pledged or re.search(r"\sby\s\S", piece):
            promised.append(piece)
        elif promised:
            promised[-1] += f", {piece}"
        else:
            main.append(piece)
    return ", ".join(main), promised


def _kind_of_follow_up(text: str) -> FollowUpKind | None:
    for pattern, kind in _PROMISES:
        if re.match(rf"(?:{pattern})\b", text, re.IGNORECASE):
            return kind
    return None


def _day_moved_back(line: str, today: date, week_start: int) -> str:
    """Turn "yesterday coffee with Ana" around; return nothing if no day comes first."""
    words = words_of(line)
    before, day, after = find_day(words, day_reader(today, "past", week_start))
    if day is None or before or not after or after[0].casefold() not in _KINDS:
        return ""
    main, *more = plain(after, quoted=True).split(",", 1)
    return ",".join([f"{main} {day.isoformat()}", *more])


def _settled_names(names: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
    """Return the names without their quotes, and what is in doubt about those that had none."""
    if not names:
        return (), ['with whom? Write a name, as in "coffee with Ana"']
    doubts = [
        _question_about_name(name)
        for name in names
        if not name.startswith('"') and (_ODD_NAME.search(name) or len(name.split()) > 5)
    ]
    bare = (" ".join(name.replace('"', "").split()) for name in names)
    settled = tuple(name for name in bare if name)
    return settled, doubts if settled or doubts else ["with whom? Write a name between the quotes"]


def _question_about_name(name: str) -> str:
    try:
        for word in name.split():
            read_day(word, Reading(date(2000, 1, 1), past=False))
    except InvalidValueError as error:
        return str(error)
    return f"is “{shortened(name)}” a name? Put a name in quotes, and what it was about after “about”"


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _moment(when: datetime | date | None, today: date) -> str:
    if when is None:
        return "no date yet"
    if isinstance(when, datetime):
        return f"{echo(when.date(), today)}, at {when:%H:%M}"
    return f"{echo(when, today)}, no time yet"
