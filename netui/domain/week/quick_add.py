"""One typed line as what it asks for: something that happened, a person, a follow-up or an interview.

| line                                                       | becomes                                     |
| ---------------------------------------------------------- | ------------------------------------------- |
| coffee with Priya yesterday, send eBPF article by fri      | a coffee in the log, and a follow-up        |
| call with Tom and Ana 12 mar about the compiler job        | a call with two people in the log           |
| add Dana Okafor, SRE at Fastly #alumni every 6 weeks       | a new person                                |
| talked to Tom yesterday, he is hiring                      | a meeting in the log                        |
| met Jo at Acme on friday about rust                        | a meeting in the log, and where it was      |
| follow up with Ana in 2 weeks about the review             | a follow-up                                 |
| remind me to call Priya tomorrow                           | a follow-up                                 |
| tell Elif how it went once I talked to Mei                 | a follow-up that waits for a conversation   |
| interview Raj Patel mon 14:00 30m video                    | an interview                                |

Names stay as typed, "in quotes" where a name holds a word such as Sunday; a service looks them up.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.people.person_name import is_title
from netui.domain.time.date_grammar import Reading
from netui.domain.time.dates import date_of, echo
from netui.domain.time.lengths import LONGEST, SHORTEST
from netui.domain.time.zones import read_zone
from netui.domain.values import replace
from netui.domain.week.awaited import split_off_conversation
from netui.domain.week.interview_details import split_off_details, unread_time
from netui.domain.week.line_names import settled_names
from netui.domain.week.line_parts import (
    ABOUT,
    DUE_LATE,
    LONGEST_LINE,
    ReadDay,
    day_at_beginning,
    day_at_end,
    day_reader,
    due_day,
    plain,
    when_reader,
    who_when_what,
    words_of,
)
from netui.domain.week.log_words import KINDS, in_short
from netui.domain.week.meeting_place import without_place
from netui.domain.week.promises import (
    PLEDGE,
    PROMISES,
    NewFollowUp,
    begins_as,
    parse_follow_up,
)
from netui.domain.week.quick_follow_up import read_follow_up
from netui.domain.week.quick_line import Entry, QuickAdd
from netui.domain.week.quick_person import read_person
from netui.domain.week.title_words import is_sentence

_NEW_PERSON = re.compile(r"^(?:an?\s+)?(?:new\s+)?(?:person|contact):?\s+", re.IGNORECASE)
_AND_PROMISE = re.compile(
    rf"\s+and\s+(?:then\s+|i(?:'ll| will)\s+)?(?=(?:{'|'.join(pattern for pattern, _ in PROMISES)})\b)",
    re.IGNORECASE,
)
_NAMES_END = re.compile(r"(?<!\bre):\s+|\s+(?=(?:but|who|because)\s)|(?<=\w\w)[.!?]\s+|\s+[-–—]\s+")
_SEPARATOR = re.compile(r"(\s*[,;]\s*|(?<=\w\w)[.!?]\s+|\s+[-–—]\s+)")


def parse_quick_add(line: str, reading: Reading) -> QuickAdd:
    """Read a line; what is missing or could mean two things is a question in `doubts`, never a guess."""
    line = " ".join(re.sub(r"\s*[.,;]?\s*\n\s*", ". ", line.strip()).split())[:LONGEST_LINE]
    first, _, rest = line.partition(" ")
    word = first.casefold().rstrip(":")
    blank = QuickAdd(today=reading.today)
    if word in {"add", "new"}:
        person = read_person(_NEW_PERSON.sub("", rest, count=1), reading)
        return replace(
            blank,
            entry=Entry.PERSON,
            names=(person.name,) if person.name else (),
            text="; ".join(filter(None, (*person.notes, person.clauses.note))),
            title=person.title,
            company=person.company,
            location=person.location,
            emails=person.reach.emails,
            phones=person.reach.phones,
            links=person.reach.links,
            tags=person.clauses.tags,
            cadence=person.clauses.cadence,
            pronouns=person.clauses.pronouns,
            birthday=person.clauses.birthday,
            introduced_by=person.clauses.introduced_by,
            stage=person.stage,
            roles=person.roles,
            met=person.met,
            met_on=person.met_on,
            doubts=person.doubts,
        )
    if word == "interview":
        return _interview(rest, blank, reading)
    short = in_short(line)
    word, _, rest = short.partition(" ")
    if (word := word.casefold().rstrip(":")) in KINDS:
        log = _log(word, rest, blank, reading)
        if log.doubts and short == line:  # "call Priya by fri" is still to be done
            owed = read_follow_up(line, blank, reading)
            return owed if owed is not None and not owed.doubts else log
        return log
    if moved := _day_moved_back(line, reading):
        return parse_quick_add(moved, reading)
    if (owed := read_follow_up(line, blank, reading)) is not None:
        return owed
    question = 'start with what it is: "coffee with Ana", "add Ana Silva", "follow up with Ana in 2 weeks"'
    return replace(blank, text=line, doubts=(question,))


def _log(word: str, rest: str, found: QuickAdd, reading: Reading) -> QuickAdd:
    main, clauses = _clauses(rest, reading)
    found = replace(found, entry=Entry.LOG, kind=KINDS[word])
    link, _, tail = main.partition(" ")
    if link.casefold() in {"with", "w/", "w", "to", "from"}:
        main = tail
        if found.kind in {InteractionKind.EMAIL, InteractionKind.MESSAGE, InteractionKind.LETTER}:
            direction = {"to": Direction.GAVE, "from": Direction.RECEIVED}
            found = replace(found, direction=direction.get(link.casefold(), Direction.BOTH))
    read = day_reader(replace(reading, past=True))

    def read_late(text: str) -> date | None:
        day = None if DUE_LATE.match(text) else read(text)
        return day if day is not None and day <= found.today else None

    names, on, text = who_when_what(_about_after_names(main, read), read, read_late)
    doubts = [*_nothing_due(main, reading)]
    names, place = without_place(names)
    text = ": ".join(part for part in (place, text) if part)
    names, odd = settled_names(names)
    doubts += odd
    if on is not None and on > found.today:
        doubts.append(f"{echo(on, found.today)}: the log is for what has been; plan it with “follow up with”")
    follow_ups: list[NewFollowUp] = []
    for clause in clauses:
        try:
            follow_ups.append(parse_follow_up(clause, reading))
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


def _about_after_names(main: str, read: ReadDay[date]) -> str:
    """Turn "Tom: he likes Go", "Tom - he likes Go" and "Tom. He likes Go" into "Tom about he likes Go"."""
    found = (*_NAMES_END.finditer(main), *_sentences_after_comma(main))
    ends = min(
        (one for one in found if not is_title(main[: one.start()].rpartition(" ")[2])),
        key=lambda one: one.start(),
        default=None,
    )
    head = main[: ends.start()] if ends else ""
    if ends is None or '"' in head or who_when_what(head, read)[2]:
        return main
    return f"{head} about {main[ends.end() :]}"


def _sentences_after_comma(main: str) -> Iterator[re.Match[str]]:
    """Yield the commas after which a sentence follows, and no name: "Tom, he is hiring"."""
    for comma in re.finditer(r"\s*[,;]\s+", main):
        if is_sentence(re.split(r"[,;:]|[.!?]\s", main[comma.end() :])[0]):
            yield comma


def _nothing_due(text: str, reading: Reading) -> Iterator[str]:
    """Ask what is due by a day at the end of what happened."""
    late = DUE_LATE.search(text)
    if late is not None and day_reader(reading)(late["phrase"]) is not None:
        phrase = late["phrase"]
        day = phrase if phrase[:3].casefold() != "due" else f"by {phrase[3:].strip()}"
        yield f'what is due {day}? Write it after a comma, as in ", send the notes {day}"'


def _interview(rest: str, found: QuickAdd, reading: Reading) -> QuickAdd:
    rest = re.sub(r"^with\s+", "", rest, flags=re.IGNORECASE)
    head, *about = ABOUT.split(rest, maxsplit=1)
    read = when_reader(datetime.combine(found.today, time.min), reading)
    doubts: list[str] = []
    head, details = split_off_details(head)
    if about and day_at_end(words_of(split_off_details(about[0])[0]), read) is not None:
        about[0], details = split_off_details(about[0], details)
    names, when, text = who_when_what(" about ".join([head, *about]), read)
    day = None if when is None else date_of(when)
    doubts += unread_time([head, *about], who_when_what(head, read)[2])
    found = replace(found, minutes=details.minutes, medium=details.medium)
    try:
        found = replace(found, zone=read_zone(details.zone, day or found.today).key if details.zone else "")
    except InvalidValueError as error:
        doubts.append(str(error))
    names, place = without_place(names)
    text = ": ".join(filter(None, (place, text)))
    names, odd = settled_names(names)
    if found.minutes is not None and not SHORTEST <= found.minutes <= LONGEST:
        doubts.append(f"{counted(found.minutes, 'minute')} is no length for a talk: {SHORTEST} to {LONGEST}")
    found = replace(found, names=names, text=text, doubts=(*doubts, *odd))
    if found.zone and not isinstance(when, datetime):
        found = replace(
            found, doubts=(*found.doubts, f"at what time in {found.zone}? Add it, as in “mon 14:00 ET”")
        )
    if day is not None and day < found.today:
        return replace(found, entry=Entry.LOG, kind=InteractionKind.INTERVIEW, on=day)
    return replace(found, entry=Entry.INTERVIEW, when=when)


def _clauses(rest: str, reading: Reading) -> tuple[str, list[str]]:
    """Split a line at commas, sentences and dashes, as far as what follows is promised.

    A comma also separates names. After a sentence or a dash only what has a day is promised, and so after
    "and send ...": the rest stays as it was typed.
    """
    pieces = _SEPARATOR.split(rest)
    main, promised = pieces[0], []
    for separator, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        pledged = PLEDGE.match(piece)
        begins = pledged is not None or begins_as(piece) is not None
        if separator.strip() in {",", ";"}:
            is_promised = begins or re.search(r"\sby\s\S", piece) is not None
        else:
            is_promised = begins and _is_due(piece, reading)
        if is_promised:
            promised.append(piece)
        elif promised:
            promised[-1] += f"{separator}{piece}"
        else:
            main += f"{separator}{piece}"
    for joined in _AND_PROMISE.finditer(main):
        clause = main[joined.end() :]
        if _is_due(clause, reading):
            return main[: joined.start()], [clause, *promised]
    return main, promised


def _is_due(text: str, reading: Reading) -> bool:
    """Whether a text names a day, or a conversation it waits for."""
    if due_day(words_of(text), day_reader(reading)) is not None:
        return True
    return bool(split_off_conversation(text, reading)[1])


def _day_moved_back(line: str, reading: Reading) -> str:
    """Turn "yesterday coffee with Ana" around; return nothing if no day comes first."""
    found = day_at_beginning(words_of(line), day_reader(replace(reading, past=True)))
    short = in_short(plain(found.after, quoted=True)) if found is not None else ""
    if found is None or short.partition(" ")[0].casefold() not in KINDS:
        return ""
    main, *more = short.split(",", 1)
    return ",".join([f"{main} {found.day.isoformat()}", *more])
