"""An event the user goes to, with what they want from it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.person_name import name_words
from netui.domain.text import clean, fold


class EventState(StrEnum):
    """Whether one is going, was there, or was not."""

    PLANNED = "planned"
    ATTENDED = "attended"
    SKIPPED = "skipped"


class Event(Struct, frozen=True, kw_only=True):
    """A meetup, a conference, a dinner; `on` is its day in the user's zone, `at` its start where known.

    `goals` is what the user wants from it. `contact_ids` are those met there.
    """

    id: int
    uid: str
    title: str
    on: date
    at: datetime | None = None
    place: str = ""
    group_id: int | None = None
    goals: str = ""
    state: EventState = EventState.PLANNED
    contact_ids: tuple[int, ...] = ()
    notes: str = ""
    created_at: datetime | None = None

    @property
    def is_planned(self) -> bool:
        """Whether nothing is known yet of what became of it."""
        return self.state is EventState.PLANNED


class MetLine(Struct, frozen=True, kw_only=True):
    """One person as jotted down: "Ana Silva, compiler at Arm, send paper".

    `details` is everything after the name; `follow_up` is the part of it that begins like one, with its kind.
    """

    name: str
    details: str = ""
    title: str = ""
    company: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    follow_up: str = ""
    kind: FollowUpKind = FollowUpKind.CHECK_IN


LONGEST_NAME = 120
LONGEST_LINE = 2_000
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,3}[.)])\s+")
_AFTER_NAME = re.compile(r"\s*[,;\t|]\s*|:\s+|\s+[-–—]\s+")
_PARTS = re.compile(r"[,;|]")
_ASIDE = re.compile(
    r"(?P<name>[^,;|:()]*\w)\s+\((?P<aside>[^()]+)\)(?!\s*[A-Z])[\s,;|:]*(?P<rest>.*)", re.DOTALL
)
"""What is in brackets behind a name: "Ana Silva (Arm), send paper"; not within one, as in Rob (Bob) Roy."""
_AFTER_JOB = re.compile(r":\s+|\s+[-–—]\s+")
_I_WILL = r"i(?:'ll| will)|will|(?:i )?promised(?: to)?"
_PLEDGE = re.compile(rf"(?:{_I_WILL})\s+", re.IGNORECASE)
_BEFORE_VERB = re.compile(rf"(?:{_I_WILL}|to|please)\s+", re.IGNORECASE)
_ENDS_NAME = re.compile(r"(?:(?:i )?promised|i(?:['’]ll| will))\s", re.IGNORECASE)


def met_line(text: str) -> MetLine | None:
    """Return the person a line names, or None for a line that names none.

    The name ends at the first comma, semicolon, colon, tab, bar or spaced dash, and before a job or a
    follow-up. A part such as "compiler at Arm" or "@ Arm" gives title and company; a part that begins like a
    follow-up ("send paper") is one.
    """
    # The grammar of typed lines is needed when people are jotted down, not when the agenda is read.
    from netui.domain.week.job_words import read_job
    from netui.domain.week.quick_person import split_off_reach

    line = _BULLET.sub("", clean(text.replace("\t", " ; "), limit=LONGEST_LINE)).strip()
    reach = split_off_reach(line)
    if aside := _ASIDE.fullmatch(line):
        line = ", ".join(filter(None, aside.group("name", "aside", "rest")))
    name, *rest = _AFTER_NAME.split(line, maxsplit=1)
    named = split_off_reach(name)
    words = " ".join((named.rest or name).split()).strip(" .")
    if not any(character.isalnum() for character in words):
        return None
    words, after = _name_and_rest(words)
    parts = _parts(", ".join(filter(None, (after, *rest))))
    title, company, follow_up, kind = "", "", "", FollowUpKind.CHECK_IN
    for part in parts:
        promised = _promised(part)
        if promised is not None:
            kind, follow_up = (promised, part) if not follow_up else (kind, f"{follow_up}, {part}")
        elif not company and (job := read_job(part)) and job.company:
            title, company = job
    return MetLine(
        name=words[:LONGEST_NAME],
        details=", ".join(filter(None, (*named.emails, *named.phones, *named.links, *parts))),
        title=title,
        company=company,
        emails=reach.emails,
        phones=reach.phones,
        links=reach.links,
        follow_up=follow_up,
        kind=kind,
    )


def met_lines(text: str) -> list[MetLine]:
    """Return everyone a text names, one a line; the same name twice is one person, with all notes kept."""
    found: dict[str, MetLine] = {}
    for line in text.splitlines():
        met = met_line(line)
        if met is None:
            continue
        before = found.get(fold(met.name))
        found[fold(met.name)] = met if before is None else _together(before, met)
    return list(found.values())


def follow_up_words(met: MetLine, first_name: str, title: str) -> str:
    """Return what one owes a person met at an event."""
    follow_up = f": {met.follow_up}" if met.follow_up else ""
    return f"Write to {first_name} after {title}{follow_up}"


def is_owed_after(event: Event, follow_up: FollowUp) -> bool:
    """Whether a follow-up is one that `follow_up_words` worded for someone met at an event."""
    return follow_up.contact_id in event.contact_ids and f" after {event.title}" in follow_up.text


def promised_after(title: str, text: str) -> str | None:
    """Return what `follow_up_words` says was promised, as "send slides"; None for another follow-up."""
    _, after, rest = text.partition(f" after {title}")
    if not title or not after or not text.startswith("Write to ") or (rest and not rest.startswith(": ")):
        return None
    return _without_pledge(rest.removeprefix(": "))


def interaction_words(title: str, people: Sequence[tuple[str, str]]) -> str:
    """Return what the log says of an event: its title, and beneath it who said what."""
    return "\n".join([title, *(f"{name}: {details}" for name, details in people if details)])


def own_words(text: str, name: str, others: Iterable[str]) -> tuple[str, str] | None:
    """Return what a log entry says of an event, and of one person there; None if it has no line a person.

    A line is found by the name before its colon. A name that changed in the meantime is known by a word it
    kept; what is beneath a name that no one has any more is not shown as anyone else's.
    """
    names = list(dict.fromkeys((name, *others)))
    lines = text.split("\n")
    if len(lines) == 1:
        # An entry that was edited is on one line.
        known = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
        lines = re.split(rf"\s+(?=(?:{known}): )", text)
        if len(lines) <= 2:
            return None
    heads = [_whose(line, names) for line in lines[1:]]
    if not any(heads):
        return None
    own = [
        line.partition(": ")[2].strip() if head else line.strip()
        for head, line in zip(heads, lines[1:], strict=True)
        if head == name or (not head and ": " not in line)
    ]
    return lines[0].strip(), ", ".join(filter(None, own))


def talked_about(details: str) -> str:
    """Return what the details of a person met say, without job, address and what I owe them."""
    from netui.domain.week.job_words import read_job
    from netui.domain.week.quick_person import split_off_reach

    parts: list[str] = []
    job = ""
    for part in _parts(details):
        reach = split_off_reach(part)
        if not job and _promised(part) is None and (found := read_job(part)) and found.company:
            job = part
        elif _promised(part) is None and (rest := reach.rest.strip(" .")):
            parts.append(rest)
    return ", ".join(parts)


def _whose(line: str, names: Sequence[str]) -> str:
    """Return which of some people a line beneath an event's title is about; "" if that is not clear."""
    head, colon, _ = line.partition(": ")
    if not colon:
        return ""
    exact = [one for one in names if fold(one) == fold(head)]
    words = set(name_words(head))
    near = exact or [one for one in names if not words.isdisjoint(name_words(one))]
    return near[0] if len(near) == 1 else ""


def _name_and_rest(words: str) -> tuple[str, str]:
    """Split "Kwame Mensah promised slides" where the name ends; "Ana Lee and Bo Lind" stays as it is."""
    from netui.domain.week.promises import begins_as
    from netui.domain.week.quick_person import name_and_job

    parts = words.split()
    for at in range(1, len(parts) - 1):
        rest = " ".join(parts[at:])
        is_verb = parts[at].islower() and begins_as(_without_pledge(rest)) is not None
        if is_verb or _ENDS_NAME.match(rest):
            return " ".join(parts[:at]), rest
    name, job = name_and_job(words)
    return (name, job) if name and not job.startswith("and ") else (words, "")


def _parts(text: str) -> list[str]:
    """Split the details of a person at commas, and behind a job: "SRE at Fastly: talk about payments"."""
    from netui.domain.week.job_words import read_job

    found: list[str] = []
    for part in _PARTS.split(text):
        head, *rest = _AFTER_JOB.split(part, maxsplit=1)
        job = read_job(head) if rest else None
        found += [head, *rest] if job is not None and job.company else [part]
    return [part for part in (one.strip(" .") for one in found) if part]


def _promised(part: str) -> FollowUpKind | None:
    from netui.domain.week.promises import follow_up_kind

    kind = follow_up_kind(_without_pledge(part))
    if kind is FollowUpKind.OTHER and not _PLEDGE.match(part):
        return None
    # Doing a thank-you marks an interview as thanked for; this is none.
    return FollowUpKind.OTHER if kind is FollowUpKind.THANK_YOU else kind


def _without_pledge(part: str) -> str:
    found = _BEFORE_VERB.match(part)
    return part[found.end() :] if found else part


def _together(first: MetLine, second: MetLine) -> MetLine:
    def joined(one: str, other: str) -> str:
        return ", ".join(part for part in (one, other) if part)

    return MetLine(
        name=first.name,
        details=joined(first.details, second.details),
        title=first.title or second.title,
        company=first.company or second.company,
        emails=tuple(dict.fromkeys((*first.emails, *second.emails))),
        phones=tuple(dict.fromkeys((*first.phones, *second.phones))),
        links=tuple(dict.fromkeys((*first.links, *second.links))),
        follow_up=joined(first.follow_up, second.follow_up),
        kind=first.kind if first.follow_up else second.kind,
    )
