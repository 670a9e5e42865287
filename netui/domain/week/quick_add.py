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
| Priya got promoted                                         | news of a person in the log, not a contact  |
| tell Elif how it went once I talked to Mei                 | a follow-up that waits for a conversation   |
| interview Raj Patel mon 14:00 30m video                    | an interview                                |

Names stay as typed, "in quotes" where a name holds a word such as Sunday; a service looks them up.
"""

import re
from functools import lru_cache

from netui.domain.time.date_grammar import Reading
from netui.domain.values import replace
from netui.domain.week.line_clauses import follow_ups_of, split_off_owed
from netui.domain.week.line_parts import LONGEST_LINE, day_at_beginning, day_reader, plain, words_of
from netui.domain.week.log_words import KINDS, in_short
from netui.domain.week.news_words import news_in_short, tells_news
from netui.domain.week.quick_follow_up import read_follow_up
from netui.domain.week.quick_interview import read_interview
from netui.domain.week.quick_introduction import read_introduction
from netui.domain.week.quick_line import Entry, QuickAdd
from netui.domain.week.quick_log import read_log
from netui.domain.week.quick_person import read_person

_NEW_PERSON = re.compile(r"^(?:an?\s+)?(?:new\s+)?(?:person|contact):?\s+", re.IGNORECASE)
_IN_TOUCH = re.compile(r"(?:keep|stay|be) in touch with\s", re.IGNORECASE)
_HOW_OFTEN = "press r on someone to choose how often to keep in touch, or use the command netui cadence"
_WITH = re.compile(r"(?:.*\s)?(?:with|w/|w|to|from)\s", re.IGNORECASE)
_WHICH_EVENT = 'who did you meet? Write "event with Ana at the Rust meetup". To plan one: 5, events, then a'


@lru_cache(maxsize=1)  # at each key a dialog asks several things about one line
def parse_quick_add(line: str, reading: Reading) -> QuickAdd:
    """Read a line; what is missing or could mean two things is a question in `doubts`, never a guess."""
    line = " ".join(re.sub(r"\s*[.,;]?\s*\n\s*", ". ", line.strip()).split())[:LONGEST_LINE]
    first, _, rest = line.partition(" ")
    word = first.casefold().rstrip(":")
    blank = QuickAdd(today=reading.today)
    if word in {"add", "new"}:
        rest, clauses = split_off_owed(_NEW_PERSON.sub("", rest, count=1), reading)
        person = read_person(rest, reading)
        follow_ups, unclear = follow_ups_of(clauses, reading)
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
            follow_ups=follow_ups,
            doubts=(*person.doubts, *unclear),
        )
    for read in (read_interview, read_introduction):
        if (found := read(line, blank, reading)) is not None:
            return found
    if tells_news(line) and (news := _news(line, blank, reading)) is not None:
        return news
    short = in_short(line)
    word, _, rest = short.partition(" ")
    if (word := word.casefold().rstrip(":")) in KINDS:
        log = read_log(word, rest, blank, reading)
        if word == "event" and not _WITH.match(rest):
            return replace(log, doubts=(_WHICH_EVENT, *log.doubts))
        if log.doubts and short == line:  # "call Priya by fri" is still to be done
            owed = read_follow_up(line, blank, reading)
            return owed if owed is not None and not owed.doubts else log
        return log
    if (news := _news(line, blank, reading)) is not None:
        return news
    if moved := _day_moved_back(line, reading):
        return parse_quick_add(moved, reading)
    if (owed := read_follow_up(line, blank, reading)) is not None:
        return owed
    question = 'start with what it is: "coffee with Ana", "add Ana Silva", "follow up with Ana in 2 weeks"'
    return replace(blank, text=line, doubts=(_HOW_OFTEN if _IN_TOUCH.match(line) else question,))


def _news(line: str, blank: QuickAdd, reading: Reading) -> QuickAdd | None:
    """Read news of someone, which doesn't count as contact; None for another line."""
    if not (short := news_in_short(line, reading)):
        return None
    log = read_log("social", short.partition(" ")[2], blank, reading)
    return replace(log, text=log.text.replace('"', ""), is_news=True)


def _day_moved_back(line: str, reading: Reading) -> str:
    """Turn "yesterday coffee with Ana" around; return nothing if no day comes first."""
    found = day_at_beginning(words_of(line), day_reader(replace(reading, past=True)))
    short = in_short(plain(found.after, quoted=True)) if found is not None else ""
    if found is None or short.partition(" ")[0].casefold() not in KINDS:
        return ""
    main, *more = short.split(",", 1)
    return ",".join([f"{main} {found.day.isoformat()}", *more])
