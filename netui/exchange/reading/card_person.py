"""What one vCard says of a person, or of a company that is in the address book like one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from netui.domain.one_line import LONGEST_LINE, line_problem
from netui.domain.people.importing import ImportedPerson, RejectedRow
from netui.domain.people.matching import profile_key, profile_link
from netui.domain.text import clean, shortened
from netui.domain.time.partial_date import PartialDate
from netui.exchange.reading.card import MOST, Card, one_line, words_of
from netui.exchange.reading.card_dates import date_text, date_words, day_of, words_of_day
from netui.exchange.reading.card_names import in_order, name_of
from netui.exchange.reading.card_words import (
    ANDROID_EVENTS,
    ANDROID_RELATIONS,
    CHATS,
    DAYS,
    DETAILS,
    OWN_FIELD,
    PAGES,
    PROFILES,
    service_name,
    title_of,
)
from netui.exchange.reading.content_lines import ContentLine, split_value, unescape
from netui.exchange.reading.csv_text import MAX_CELL

A_GROUP = "a group, not a person: its members in this file get its name as a tag"

_EMAIL = re.compile(r"(?<![^\s@<>(),;\"'])[^\s@<>(),;\"']++@[^\s@<>(),;\"']++")
_URI = re.compile(r"([a-z][a-z0-9+.-]*):(.*)", re.IGNORECASE | re.DOTALL)
_PAGE = re.compile(r"(?:https?|ftps?)://\S+|[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?", re.IGNORECASE)
_HANDLE = re.compile(r"[\w.-]{2,100}")
_ZONE = re.compile(r"[A-Za-z]+(?:/[A-Za-z0-9_+-]+){1,2}")
_BETWEEN_NUMBERS = re.compile(r"\s*[,;]+\s*")
_EXTENSION = re.compile(r"\bext=(\d{1,20})", re.IGNORECASE)
_BETWEEN_CHATS = "\ue000"  # KDE writes all names of a service into one property
_SHORTEST_NUMBER = 6
_ANDROID = "vnd.android.cursor.item/"
_MEMBERS = ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")
_NO_TAGS = frozenset({"mycontacts", "my contacts"})


def read_person(
    card: Card, file: str, line: int, tags: Mapping[str, Sequence[str]]
) -> ImportedPerson | RejectedRow:
    """Return the person of a card, or a row with the reason why there is none.

    `tags` are the names of the groups in the same file, by the keys of their members.
    """
    if card.kind == "group":
        name = shortened(name_of(card, "")[0])
        return RejectedRow(file=file, line=line, reason=A_GROUP, name=name, skipped=True)
    return _Reading(card).person(file, line, tags)


def member_keys(card: Card) -> set[str]:
    """Return the keys of the members of a group."""
    return {_key(line.value) for name in _MEMBERS for line in card.lines(name)}


class _Reading:
    """Fills the fields of a person from a card, each from the lines it takes."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._labels: dict[str, str] = {}
        self._links: dict[str, None] = {}
        self._custom: dict[str, str] = {}
        self._remarks: list[str] = []
        self._profile = ""
        self._handle = ""

    def person(self, file: str, line: int, tags: Mapping[str, Sequence[str]]) -> ImportedPerson | RejectedRow:
        company = self._company()
        name, pronouns, rest = name_of(self._card, company)
        for what, words in rest.items():
            self._own(what, words)
        emails, phones = self._emails(), self._phones()
        self._pages()
        birthday = self._birthday()
        self._details()
        nickname = self._custom.get("Nickname", "")
        name = (
            name
            or nickname.partition(", ")[0]
            or next(filter(None, (company, *emails, *phones, self._handle)), "")
        )
        if not name:
            reason = "the card has no name, company, email or phone"
            return RejectedRow(file=file, line=line, reason=reason)
        if name == nickname:
            del self._custom["Nickname"]
        title = self._checked("title", self._card.words("TITLE", "ROLE"))
        pronunciation, location, time_zone = self._pronunciation(), self._location(), self._time_zone()
        labels = ((value, self._labels.get(value, "")) for value in (*emails, *phones, *self._links))
        return ImportedPerson(
            file=file,
            line=line,
            name=clean(name, limit=LONGEST_LINE),
            profile=self._profile,
            link=profile_link(self._profile) if self._profile else "",
            emails=emails,
            phones=phones,
            company=company,
            title=title,
            location=location,
            birthday=birthday,
            links=tuple(self._links)[:MOST],
            labels=tuple((value, label) for value, label in labels if label),
            tags=self._tags(emails, tags),
            pronouns=self._checked("pronouns", self._card.words("PRONOUNS", "X-PRONOUNS") or pronouns),
            pronunciation=pronunciation,
            time_zone=time_zone,
            notes=self._notes(),
            custom=tuple(self._custom.items())[:MOST],
            other=self._card.kept(),
            remark="; ".join(self._remarks[:5]),
        )

    def _checked(self, what: str, text: str) -> str:
        """Return a text that fits on a line; one that is too long is left out, and the remark says so."""
        if problem := line_problem(text, what):
            self._remarks.append(problem)
            return ""
        return text

    def _company(self) -> str:
        line = self._card.take_first("ORG")
        parts = split_value(line.value[:MAX_CELL], ";") if line is not None else [""]
        company, *units = map(one_line, parts)
        if self._card.kind == "org" and not company:
            company = next(map(words_of, self._card.lines("FN")), "")
        self._own("Department", ", ".join(filter(None, units)))
        return self._checked("company", company)

    def _emails(self) -> tuple[str, ...]:
        emails: dict[str, str] = {}
        for line in self._card.take("EMAIL"):
            text = words_of(line)
            address = unquote(text[7:].partition("?")[0]) if text.lower().startswith("mailto:") else text
            found = [email for email in map(clean, _EMAIL.findall(address)) if self._checked("email", email)]
            for email in found:
                emails.setdefault(email.casefold(), email)
                self._label(email, line)
            if text and not found:
                self._unread(line, "an email address")
        return tuple(emails.values())[:MOST]

    def _phones(self) -> tuple[str, ...]:
        phones: dict[str, None] = {}
        for line in self._card.take("TEL", "X-MS-TEL"):
            text = words_of(line)
            found = [phone for phone in _numbers(text) if self._checked("phone", phone)]
            for phone in found:
                phones[phone] = None
                self._label(phone, line)
            if text and not found:
                self._unread(line, "a phone number")
        return tuple(phones)[:MOST]

    def _unread(self, line: ContentLine, what: str) -> None:
        """Keep a line that can't be read as what it should be, and say so."""
        self._card.put_back(line)
        self._remarks.append(f"can't read “{shortened(words_of(line))}” as {what}")

    def _label(self, value: str, line: ContentLine) -> None:
        if label := one_line(self._card.label(line)):
            self._labels.setdefault(value, label[:LONGEST_LINE])

    def _own(self, name: str, value: str) -> None:
        """Add an own field; a second value of one joins the first."""
        name, value = one_line(name.replace(":", " "))[:LONGEST_LINE], one_line(value)
        before = self._custom.get(name, "")
        if name and value and value not in before.split(", "):
            self._custom[name] = clean(f"{before}, {value}" if before else value, limit=LONGEST_LINE)

    def _pages(self) -> None:
        """Take pages, profiles and names in services."""
        names = self._card.names
        for line in self._card.take(*sorted(names & PAGES)):
            if not self._page(words_of(line), line):
                self._card.put_back(line)
        for line in self._card.take("X-SOCIALPROFILE", "SOCIALPROFILE"):
            self._social(line, _service_of(line, self._card.own_label(line)))
        for name in sorted(names & PROFILES.keys()):
            for line in self._card.take(name):
                self._social(line, PROFILES[name])
        for line in self._card.take("IMPP"):
            scheme = _URI.fullmatch(line.value)
            service = _service_of(line, "") or (scheme[1] if scheme else "Chat")
            if service.lower() not in {"http", "https"} or not self._page(words_of(line)):
                self._chat(line, service)
        for name in sorted(names & CHATS.keys()):
            for line in self._card.take(name):
                self._chat(line, CHATS[name])

    def _page(self, address: str, line: ContentLine | None = None, label: str = "") -> bool:
        """Add the address of a page; return False if it isn't one."""
        page = address.strip("<>").replace(" ", "%20").replace(",", "%2C").replace(";", "%3B")
        key = profile_key(page)
        if key and self._profile in {"", key}:
            self._profile = key
            return True
        if not _PAGE.fullmatch(page) or not self._checked("link", page):
            return False
        self._links[page] = None
        if line is not None:
            self._label(page, line)
        elif label:
            self._labels.setdefault(page, label[:LONGEST_LINE])
        return True

    def _social(self, line: ContentLine, service: str) -> None:
        """Add a profile in a network: a page, or the name there."""
        service = service_name(one_line(service)) or "Profile"
        value = words_of(line)
        if value.lower().startswith(("http://", "https://")) and self._page(value, label=service):
            return
        handle = _URI.sub(r"\2", value).strip("/") or line.parameters.given.get("X-USER", "")
        is_profile = service == "LinkedIn" and not self._profile and _HANDLE.fullmatch(handle)
        if is_profile:
            self._profile = profile_key(profile_link(handle))
        else:
            self._own(service, handle)

    def _chat(self, line: ContentLine, service: str) -> None:
        for one in words_of(line).split(_BETWEEN_CHATS):
            handle = unquote(_URI.sub(r"\2", one)).strip("/")
            self._handle = self._handle or handle
            self._own(service_name(one_line(service)), handle)

    def _birthday(self) -> PartialDate | None:
        line = self._card.take_first("BDAY", "X-BIRTHDAY")
        if line is None:
            return None
        if (day := day_of(line)) is None:
            words = date_words(line)
            self._own("Birthday", words)
            if not words:
                self._unread(line, "a birthday")
        return day

    def _details(self) -> None:
        """Take what becomes an own field."""
        names = self._card.names
        for key in sorted(names & DETAILS.keys()):
            for line in self._card.take(key):
                text = ", ".join(filter(None, split_value(line.value[:MAX_CELL], ",")))
                self._own(DETAILS[key], text)
        for key in sorted(names & DAYS.keys()):
            for line in self._card.take(key):
                self._own(DAYS[key], date_words(line) or date_text(line))
        for line in self._card.take(OWN_FIELD):
            self._own(self._card.own_label(line), words_of(line))
        for line in self._card.take("X-ABDATE"):
            label = title_of(self._card.own_label(line), (), "Other date")
            self._own(label, date_words(line) or date_text(line))
        for line in self._card.take("X-ABRELATEDNAMES"):
            self._own(title_of(self._card.own_label(line), line.parameters.types, "Related"), words_of(line))
        for line in self._card.take("RELATED"):
            as_text = line.parameters.given.get("VALUE", "").lower() == "text"
            if not as_text and _URI.fullmatch(line.value):
                self._card.put_back(line)
            else:
                self._own(title_of("", line.parameters.types, "Related"), words_of(line))
        for line in self._card.take("X-ANDROID-CUSTOM"):
            self._android(line)

    def _android(self, line: ContentLine) -> None:
        """Take a detail as Android writes it: its kind, the value, the number of its label, an own label."""
        kind, value, number, own, *_ = (*split_value(line.value[:MAX_CELL], ";"), "", "", "", "")
        kind = kind.removeprefix(_ANDROID)
        if kind == "nickname":
            self._own("Nickname", value)
        elif kind == "contact_event":
            self._own(own or ANDROID_EVENTS.get(number, "Other date"), words_of_day(value))
        elif kind == "relation":
            self._own(own or ANDROID_RELATIONS.get(number, "Related"), value)
        else:
            self._card.put_back(line)

    def _pronunciation(self) -> str:
        given, family = self._card.words("X-PHONETIC-FIRST-NAME"), self._card.words("X-PHONETIC-LAST-NAME")
        return self._checked("pronunciation", in_order(given, family))

    def _location(self) -> str:
        """Return city and country of the preferred address, else of the one at work, else of the first."""
        addresses = self._card.lines("ADR")
        if not addresses:
            return ""
        line = min(
            addresses,
            key=lambda one: (one.parameters.preference, "work" not in one.parameters.types),
        )
        parts = [*map(one_line, split_value(line.value[:MAX_CELL], ";")), *[""] * 7]
        city, region, country = parts[3], parts[4], parts[6]
        if (
            not line.parameters.given.get("LABEL")
            and not any(parts[:3])
            and not (parts[5] or (city and region))
        ):
            for same in [one for one in addresses if one.value == line.value]:
                self._card.take_line(same)  # nothing more is in it
        return self._checked("location", ", ".join(filter(None, (city or region, country))))

    def _time_zone(self) -> str:
        for line in self._card.take("TZ"):
            zone = words_of(line)
            if _ZONE.fullmatch(zone) and _is_zone(zone):
                return zone
            self._card.put_back(line)
        return ""

    def _notes(self) -> str:
        lines = self._card.take("NOTE")
        if any(line.cut for line in lines):
            self._remarks.append("the note is over 1 MB, and was cut")
        notes = (clean(unescape(line.value), newlines=True).strip() for line in lines)
        return "\n\n".join(dict.fromkeys(filter(None, notes)))

    def _tags(self, emails: Sequence[str], groups: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
        """Return the categories, and the groups that the person is a member of."""
        tags = [
            tag for line in self._card.take("CATEGORIES") for tag in split_value(line.value[:MAX_CELL], ",;")
        ]
        if groups:
            keys = [*(_key(line.value) for line in self._card.lines("UID")), *map(_key, emails)]
            tags += [tag for key in keys for tag in groups.get(key, ())]
        tidy = {tag.casefold(): tag for tag in map(_tag, tags) if tag and tag.casefold() not in _NO_TAGS}
        return tuple(tidy.values())[:MOST]


def _key(member: str) -> str:
    """Return what a group calls its member by: the number of a card, or an email."""
    return member.strip().casefold().removeprefix("urn:uuid:").removeprefix("mailto:")


def _numbers(text: str) -> Iterator[str]:
    """Yield the phone numbers in a text; a comma may part two of them, or stand for a pause."""
    is_uri = text.lower().startswith("tel:")
    if is_uri:
        text = one_line(unquote(text[4:]))
    extension = _EXTENSION.search(text)
    if is_uri or extension:
        text = text.partition(";")[0]
    parts = [part for part in _BETWEEN_NUMBERS.split(text) if part]
    if any(sum(map(str.isdigit, part)) < _SHORTEST_NUMBER for part in parts):
        parts = ["p".join(parts)]
    for part in parts:
        if any(map(str.isdigit, part)):
            yield f"{part} ext. {extension[1]}" if extension else part


def _service_of(line: ContentLine, own: str) -> str:
    """Return the service that a property names, in any of the ways there are."""
    given = line.parameters.given
    named = given.get("SERVICE-TYPE", "") or given.get("X-SERVICE-TYPE", "") or own
    places = {"pref", "home", "work", "other", "internet", "personal", "business", "mobile"}
    return named or next((one for one in line.parameters.types if one not in places), "")


def _tag(text: str) -> str:
    return clean(one_line(text.replace(",", " ").replace(";", " ")).lstrip("*# "), limit=LONGEST_LINE)


@lru_cache(256)
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return False
    return True
