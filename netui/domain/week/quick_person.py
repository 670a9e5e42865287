"""A new person in one line: "Ben Okafor SRE at Fastly #alumni every 6 weeks"."""

import re
from typing import NamedTuple

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.person_name import is_particle

_NUMERAL = re.compile(r"[IVX]+")
_TITLE_WORD = re.compile(
    r"(?:senior|junior|staff|principal|lead|head|chief|vice|associate|assistant|founder|co-founder|professor"
    r"|engineer|developer|designer|manager|director|scientist|researcher|analyst|consultant|recruiter"
    r"|architect|student|partner|president|owner|editor|product|software|data|site)",
    re.IGNORECASE,
)
_EVERY = re.compile(r"(?<!\S)(every\s.+|(?:bi)?weekly|fortnightly|monthly|quarterly|yearly)$")
_PHONE = re.compile(r"(?<!\S)\+?\(?\d[\d\s()./-]{5,}\d(?!\S)")


class PersonLine(NamedTuple):
    """A person as typed; `doubts` are questions."""

    name: str
    title: str
    company: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]
    tags: tuple[str, ...]
    cadence: Cadence | None
    doubts: tuple[str, ...]


def read_person(rest: str) -> PersonLine:
    """Read what follows "add"."""
    tags = tuple(re.findall(r"(?<!\S)#([\w-]+)", rest))
    links = tuple(re.findall(r"(?<!\S)https?://\S+", rest))
    emails = tuple(re.findall(r"(?<!\S)[^\s@,<>]+@[^\s@,<>]+\.[^\s@,<>]+", rest))
    for known in (*(f"#{tag}" for tag in tags), *links, *emails):
        rest = rest.replace(known, " ", 1)
    phones = tuple(" ".join(phone.split()) for phone in _PHONE.findall(rest))
    rest = _PHONE.sub(" ", rest).strip()
    doubts: list[str] = []
    cadence = None
    if every := _EVERY.search(rest):
        try:
            cadence = Cadence.parse(every[1])
        except InvalidValueError as error:
            doubts.append(str(error))
        rest = rest[: every.start()]
    name, _, job = " ".join(rest.split()).strip(" ,").partition(",")
    if job:
        title, at, company = f" {job.strip()} ".partition(" at ")
    else:
        name, at, company = name.partition(" at ")
        name, title = _name_and_title(name)
    name = name.strip(' "')
    if not name:
        doubts.append('who? Write "add Ana Silva, engineer at Acme #alumni every 6 weeks"')
    return PersonLine(
        name=name,
        title=title.strip(" ,"),
        company=company.strip(" ,") if at else "",
        emails=emails,
        phones=phones,
        links=links,
        tags=tags,
        cadence=cadence,
        doubts=tuple(doubts),
    )


def _name_and_title(words: str) -> tuple[str, str]:
    """Split "Ben Okafor SRE" where the title begins: a word in small letters, an abbreviation, a rank."""
    parts = words.split()
    for at in range(2, len(parts)):
        word = parts[at].strip(",.")
        short = word.isupper() and 2 <= len(word) <= 5 and not _NUMERAL.fullmatch(word)
        if short or _TITLE_WORD.fullmatch(word) or (word.islower() and not is_particle(word)):
            return " ".join(parts[:at]), " ".join(parts[at:])
    return words, ""
