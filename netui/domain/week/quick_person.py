"""A new person in one line: "Ben Okafor SRE at Fastly #alumni every 6 weeks"."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.person_name import is_particle
from netui.domain.text import shortened
from netui.domain.time.date_grammar import Reading
from netui.domain.time.date_words import MONTHS, WEEKDAYS
from netui.domain.week.line_parts import ABOUT
from netui.domain.week.meeting_place import is_place, split_off_meeting
from netui.domain.week.title_words import is_title_word

_IN = re.compile(r"(?P<who>.+?),?\s+in\s+(?P<where>[^\W\d_].*)")
_EVERY = re.compile(r"(?<!\S)(every\s.+|(?:bi)?weekly|fortnightly|monthly|quarterly|yearly)$")
_PHONE = re.compile(r"(?<!\S)\+?\(?\d[\d\s()./-]{5,}\d(?![^\s,;])")
_WHEN = re.compile(
    rf"(?:in )?(?:(?P<month>{'|'.join(MONTHS)})|{'|'.join(WEEKDAYS)}|(?:19|20)\d\d)\b|(?:last|this) \S",
    re.IGNORECASE,
)


class Reach(NamedTuple):
    """A line without the ways to reach someone, and these."""

    rest: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]


def split_off_reach(line: str) -> Reach:
    """Split off the addresses, the numbers and the links of a line."""
    links = tuple(re.findall(r"(?<!\S)https?://\S+", line))
    emails = tuple(re.findall(r"(?<!\S)[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+", line))
    for known in (*links, *emails):
        line = line.replace(known, " ", 1)
    phones = tuple(" ".join(phone.split()) for phone in _PHONE.findall(line))
    return Reach(_PHONE.sub(" ", line).strip(), emails, phones, links)


class PersonLine(NamedTuple):
    """A person as typed; `doubts` are questions."""

    name: str
    title: str
    company: str
    location: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]
    tags: tuple[str, ...]
    cadence: Cadence | None
    met: str
    met_on: date | None
    doubts: tuple[str, ...]


def read_person(rest: str, reading: Reading) -> PersonLine:
    """Read what follows "add": after "at" comes the company, after "in" the city, and last where they met.

    "At the meetup" and "at PyCon 2026" are where they met, too. A company in quotes is taken as it is.
    """
    tags = tuple(re.findall(r"(?<!\S)#([\w-]+)", rest))
    for tag in tags:
        rest = rest.replace(f"#{tag}", " ", 1)
    rest, emails, phones, links = split_off_reach(rest)
    doubts: list[str] = []
    cadence = None
    if every := _EVERY.search(rest):
        try:
            cadence = Cadence.parse(every[1])
        except InvalidValueError as error:
            doubts.append(str(error))
        rest = rest[: every.start()]
    met = split_off_meeting(rest, reading)
    doubts += met.doubts
    name, title, company = _who_and_job(" ".join(met.rest.split()).strip(" ,"))
    place, location = met.place, ""
    if not place and is_place(company.partition(" in ")[0]):
        place, company = f"at {company}", ""
    elif company and ABOUT.search(f" {company}"):
        doubts.append(f"is “{shortened(company)}” a company? Write where you met last: “, met at RustFest”")
    elif company:
        company, location = _without_location(company)
    else:
        name, location = _without_location(name)
    if not company and not title:
        name, title = _name_and_title(name)
    if not company and title.startswith("from "):
        doubts.append(f"is “{shortened(title[5:])}” a company or a city? Write “at” or “in” before it")
    doubts += _when_they_met(title.strip(" ,"), f"in {location}")
    name = name.strip(' "')
    if not name or name.startswith("at "):
        doubts.append('who? Write "add Ana Silva, engineer at Acme #alumni every 6 weeks"')
    return PersonLine(
        name=name,
        title=title.strip(" ,"),
        company=company.strip(' ,"'),
        location=location,
        emails=emails,
        phones=phones,
        links=links,
        tags=tags,
        cadence=cadence,
        met=place,
        met_on=met.on,
        doubts=tuple(doubts),
    )


def _when_they_met(*parts: str) -> Iterator[str]:
    """Ask about a title or a city that looks like a day or a month."""
    for part in parts:
        if when := _WHEN.match(part):
            written = f"in {part}" if when["month"] and not part.startswith("in ") else part
            yield f"is “{shortened(part)}” when you met? Write it last: “, met {shortened(written)}”"


def _who_and_job(words: str) -> tuple[str, str, str]:
    """Split "Ana Silva, engineer at Acme" and "Ana Silva engineer at Acme, Inc."."""
    name, _, job = words.partition(",")
    who, at, company = name.partition(" at ")
    if at and job and is_title_word(job.split()[0]):
        return who, job, company
    if at or not job:
        who, at, company = words.partition(" at ")
        return (*_name_and_title(who), company) if at else (who, "", "")
    title, _, company = f" {job.strip()} ".partition(" at ")
    return name, title, company.strip()


def _without_location(words: str) -> tuple[str, str]:
    found = None if '"' in words else _IN.fullmatch(words)
    return (found["who"], found["where"]) if found and found["where"][:1].isupper() else (words, "")


def _name_and_title(words: str) -> tuple[str, str]:
    """Split "Ben Okafor SRE" where the title begins: a word in small letters, an abbreviation, a rank."""
    parts = words.split()
    for at in range(2, len(parts)):
        word = parts[at].strip(",.")
        if is_title_word(word) or (word.islower() and not is_particle(word)):
            return " ".join(parts[:at]), " ".join(parts[at:])
    return words, ""
