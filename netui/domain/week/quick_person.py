"""A new person in one line: "Ben Okafor SRE at Fastly #alumni every 6 weeks"."""

import re
from datetime import date
from typing import NamedTuple

from netui.domain.people.company import is_legal_form
from netui.domain.people.contact import Role, Stage
from netui.domain.people.person_name import capitalised, is_behind_name, is_particle, is_title
from netui.domain.text import shortened
from netui.domain.time.date_grammar import Reading
from netui.domain.time.date_words import MONTHS, WEEKDAYS
from netui.domain.time.zones import is_city
from netui.domain.week.job_words import read_job
from netui.domain.week.line_names import without_role
from netui.domain.week.line_parts import ABOUT
from netui.domain.week.meeting_place import is_place, split_off_meeting
from netui.domain.week.person_clauses import Clauses, split_off_clauses
from netui.domain.week.title_words import begins_title, is_sentence, is_title_text, is_title_word

_IN = re.compile(
    r"(?P<who>|.+?,?\s+)(?:(?:based|lives?|living|is)\s+)?in\s+(?P<where>[^\W\d_].*)", re.IGNORECASE
)
_FIGURES = r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?!\d)"
_PHONE = re.compile(rf"(?<!\S)(?!{_FIGURES})\+?\(?\d[\d\s()./-]{{5,}}\d(?![^\s,;])")
_WHEN = re.compile(
    rf"(?:in )?(?:(?P<month>{'|'.join(MONTHS)})|{'|'.join(WEEKDAYS)}|(?:19|20)\d\d)\b|(?:last|this) \S",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:(?P<what>.*)\s)?from\s+(?P<where>\S.*)", re.IGNORECASE)
_PIECES = re.compile(
    r"\s*[,;]\s*|\s+[-–—|]\s+|:\s+|(?<=[^\W\d_]{3})(?<!\bprof)(?<!\bdipl)(?<!\bmag)(?<!\bmrs)"
    r"(?<!\b(?-i:med|rer|nat|jur))(?<!\b(?-i:phil))(?<!\b(?-i:habil))[.!?]\s+"
    r"|\s*\((?=[^()]*\)$)|\)$|(?<!\bis)\s+(?=(?:now|currently)\s)",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?<!\S)(?:https?://\S+|(?:www\.|(?:\w+\.)?linkedin\.com/|github\.com/)[^\s,;]+)", re.IGNORECASE
)
_JOB_BEGINS = frozenset(["at", "@", "works", "working", "who", "as", "is", "in", "based", "lives", "living"])
_OWN_WORDS = re.compile(r"(?:as\s+)?(?:(?:my|an?|the|old|former)\s+)*")
_WHO = re.compile(r"(?:who|she|he|they)\s+", re.IGNORECASE)
_IN_NAMES = frozenset(["of", "the", "and", "for", "&", "am", "an", "upon", "sur"])
_LEARNERS = frozenset(["student", "candidate", "researcher", "fellow", "scholar"])
_LONGEST_PLACE = 4


class Reach(NamedTuple):
    """A line without the ways to reach someone, and these."""

    rest: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]


def split_off_reach(line: str) -> Reach:
    """Split off the addresses, the numbers and the links of a line."""
    line = re.sub(r"<(\S+@\S+?)>", r" \1 ", line)
    pages = _PAGE.findall(line)
    emails = tuple(re.findall(r"(?<!\S)[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+", line))
    links = tuple(page if "://" in page else f"https://{page}" for page in pages)
    for known in (*pages, *emails):
        line = line.replace(known, " ", 1)
    phones = tuple(" ".join(phone.split()) for phone in _PHONE.findall(line))
    return Reach(_PHONE.sub(" ", line).strip(), emails, phones, links)


class PersonLine(NamedTuple):
    """A person as typed; `doubts` are questions, `notes` what fits no field."""

    name: str
    title: str
    company: str
    location: str
    reach: Reach
    clauses: Clauses
    stage: Stage | None
    roles: tuple[Role, ...]
    met: str
    met_on: date | None
    notes: tuple[str, ...]
    doubts: tuple[str, ...]


def read_person(rest: str, reading: Reading) -> PersonLine:
    """Read what follows "add": after "at" comes the company, after "in" the city, and last where they met.

    "At the meetup" and "at PyCon 2026" are where they met, too. A company in quotes is taken as it is.
    """
    reach = split_off_reach(rest)
    clauses = split_off_clauses(reach.rest, reading)
    met = split_off_meeting(clauses.rest, reading)
    details = _Details(met.place)
    first, *pieces = _pieces(" ".join(met.rest.split()).strip(" ,")) or [""]
    first, role = without_role(first)
    pieces = [role, *pieces]
    name, job = name_and_job(first)
    for piece in filter(None, (job, *pieces)):
        details.take(piece)
    details.settle(name)
    doubts = [*clauses.doubts, *met.doubts, *details.doubts]
    name = name.strip(' "') if '"' in name else capitalised(name.strip(" -–—"))
    if '"' not in name and (re.search(r"\s(?:&|\+)\s", name) or job.startswith("and ")):
        doubts = ["one person a line: add the other one in a second line"]
    if not name or name.startswith("at "):
        doubts.append('who? Write "add Ana Silva, engineer at Acme #alumni every 6 weeks"')
    return PersonLine(
        name=name,
        title=details.title,
        company=details.company.strip(' ,"'),
        location=details.location,
        reach=reach,
        clauses=clauses,
        stage=details.stage,
        roles=tuple(details.roles),
        met=details.met,
        met_on=met.on,
        notes=tuple(details.notes),
        doubts=tuple(doubts),
    )


class _Details:
    """What the pieces after a name say, each in its field; `unsure` may be a company or a city."""

    def __init__(self, met: str) -> None:
        self.title = self.company = self.location = ""
        self.met = met
        self.stage: Stage | None = None
        self.roles: list[Role] = []
        self.unsure: list[str] = []
        self.notes: list[str] = []
        self.doubts: list[str] = []

    def take(self, piece: str) -> None:
        """Put a piece into the field it fits."""
        for joined in re.finditer(r",?\s+and\s+", piece):
            before = piece[: joined.start()]
            if is_sentence(after := piece[joined.end() :]) and not is_sentence(_WHO.sub("", before, count=1)):
                self.take(before)
                self.notes.append(after)
                return
        piece = re.sub(r"^(?:now|currently)\s+(?=[^\W_a-z]|in\s)", "", piece)
        plain = _OWN_WORDS.sub("", piece.casefold(), count=1).replace(" ", "-")
        if piece.casefold() in set(Stage):
            self.stage = Stage(piece.casefold())
        elif plain in {*Role} - {Role.RECRUITER, Role.COACH, Role.OTHER}:
            self.roles.append(Role(plain))
        elif not self._took_place(piece) and not self._took_job(piece):
            words = [word for word in piece.split() if word not in _IN_NAMES and not is_particle(word)]
            if 0 < len(words) <= _LONGEST_PLACE and not any(word[0].islower() for word in words):
                self.unsure.append(piece)
            else:
                self.notes.append(piece)

    def settle(self, name: str) -> None:
        """Say which of the pieces in doubt is the company and which the city, or ask."""
        cities = [piece for piece in self.unsure if not self.location and is_city(piece)]
        is_second = self.unsure and self.title and not (self.location or self.notes)
        if len(cities) == 1:
            at = self.unsure.index(cities[0])
            country = self.unsure[at + 1 : at + 2] if self.company else []
            self.location = ", ".join([cities[0], *country])
            del self.unsure[at : at + 1 + len(country)]
        if self.unsure and not self.company and (is_second or len(self.unsure) > 1 or len(cities) == 1):
            self.company = self.unsure.pop(0)
        elif not self.company and self.unsure:
            shown = shortened(self.unsure.pop())
            is_first_name = " " not in name and " " not in shown
            self.doubts.append(
                f"is “{shown}” a first name or a company? Write “{shown} {name}”, or “at {shown}”"
                if is_first_name
                else f"is “{shown}” a company or a city? Write “at” or “in” before it, or “as” before a title"
            )
        if self.unsure and not self.location:
            self.location, self.unsure = ", ".join(self.unsure[:2]), self.unsure[2:]
        self.notes += self.unsure

    def _took_place(self, piece: str) -> bool:
        found = None if '"' in piece else _IN.fullmatch(piece)
        came = _FROM.fullmatch(piece)
        if came and re.match(r"(?:my|our|the|an?)\s+[a-z]", came["where"]):
            self.notes.append(piece)
            return True
        if came and (not came["what"] or (is_title_text(came["what"]) and came["where"][0].isupper())):
            shown = shortened(came["where"])
            self.doubts.append(f"is “{shown}” a company or a city? Write “at” or “in” before it")
            return True
        if when := _WHEN.match(piece):
            day = piece.partition(" at ")[0]
            self._ask_when(day, f"in {day}" if when["month"] and not day.startswith("in ") else day)
            return True
        if found is None or not found["where"][:1].isupper():
            return bool(found and self._ask_if_when(f"in {found['where']}"))
        who = found["who"].strip(" ,")
        if is_place(_after_at(who)) or (who and not read_job(who)):
            return False
        if not self._ask_if_when(f"in {found['where']}"):
            self.location = self.location or found["where"]
        if who:
            self.take(who)
        return True

    def _ask_if_when(self, words: str) -> bool:
        """Ask about a city that looks like a month or a year."""
        if _WHEN.match(words) is None:
            return False
        self._ask_when(words, words)
        return True

    def _ask_when(self, piece: str, written: str) -> None:
        self.doubts.append(
            f"is “{shortened(piece)}” when you met? Write it last: “, met {shortened(written)}”"
        )

    def _took_job(self, piece: str) -> bool:
        piece = re.sub(r"^of\s+(?=[^\W_a-z])", "at ", piece)
        place = _after_at(piece)
        job = read_job(piece)
        if job and re.search(r"\s20\d\d$", place) and is_title_text(job.title):
            self.doubts.append(f"is “{shortened(place)}” a company? Write “met” before where you met")
            return True
        if place and not self.met and is_place(place.partition(" in ")[0]):
            self.met = f"at {place}"
            before = piece[: len(piece) - len(place)].rstrip(" @")
            if title := re.sub(r"(?:^|\s)at$", "", before, flags=re.IGNORECASE):
                self.take(title)
            return True
        if place and ABOUT.search(f" {place}"):
            self.doubts.append(
                f"is “{shortened(place)}” a company? Write where you met last: “, met at RustFest”"
            )
            return True
        if not job or (job.title and self.title) or (job.company and self.company):
            return False
        self.title, self.company = self.title or job.title, self.company or job.company
        return True


def _after_at(words: str) -> str:
    """Return what follows "at" or "@"; "" where there is neither."""
    found = None if '"' in words else re.search(r"(?:^|\s)(?:at\s+|@\s*)(\S.*)", words, re.IGNORECASE)
    return found[1] if found else ""


def _pieces(words: str) -> list[str]:
    """Split at commas and dashes outside quotes, but not before "Inc." or "PhD"."""
    pieces: list[str] = []
    for at, part in enumerate(re.split(r'("[^"]*")', words)):
        first, *more = [part] if at % 2 else _PIECES.split(part)
        pieces[-1:] = [f"{pieces[-1]}{first}"] if pieces else [first]
        pieces += more
    joined: list[str] = []
    for piece in map(str.strip, pieces):
        if joined and piece and (is_legal_form(piece) or (len(joined) == 1 and is_behind_name(piece))):
            joined[-1] += f", {piece}"
        elif piece:
            joined.append(piece)
    return joined


def name_and_job(words: str) -> tuple[str, str]:
    """Split "Ben Okafor SRE" where the title begins: a word in small letters, an abbreviation, a rank."""
    parts = words.split()
    is_lower = words.islower()
    for at in range(len(parts)):
        word = parts[at].strip(",.")
        if at > 0 and is_behind_name(word) and not _is_learner(parts[at : at + 2]):
            continue
        begins = word in _JOB_BEGINS or (at > 0 and word.startswith("@"))
        begins = begins or (at > 0 and is_behind_name(word))
        begins = begins or (at == 1 and (begins_title(word) or word in {"of", "from"}))
        if at > 1 and not begins:
            begins = begins_title(word) if is_lower else is_title_word(word)
            begins = begins or (not is_lower and word.islower() and not _is_in_name(word))
        if begins:
            return " ".join(parts[:at]), " ".join(parts[at:])
    return words, ""


def _is_in_name(word: str) -> bool:
    """Whether a word in small letters can be in a name: the "van" of a family, the "med." of a doctor."""
    return is_particle(word) or is_title(word)


def _is_learner(words: list[str]) -> bool:
    """Whether words are such as "PhD student": what someone is, and no degree behind a name."""
    return len(words) == 2 and words[1].casefold().strip(",.") in _LEARNERS
