"""A row of an address book, made into a person."""

from collections.abc import Mapping, Sequence

from netui.domain.counted import counted
from netui.domain.one_line import LONGEST_LINE, line_problem
from netui.domain.people.importing import ImportedPerson, RejectedRow
from netui.domain.people.matching import profile_key, profile_link
from netui.domain.text import clean
from netui.domain.time.partial_date import PartialDate
from netui.exchange.formulas import plain
from netui.exchange.reading.csv_text import CsvRow
from netui.exchange.reading.loose_dates import read_birthday
from netui.exchange.reading.table_cells import LONGEST_OWN, Details, is_a_day, shown, take_for
from netui.exchange.reading.table_columns import Column
from netui.exchange.reading.table_names import name_of, sound_of

MOST_OWN = 30
_ONE_LINE = ("met", "function", "industry", "seniority")
_NEAREST = {"work": 0, "home": 1}


class PersonReader:
    """Makes a person of each row of a table, or says why a row can't be one; `what` is the word for a row."""

    def __init__(self, columns: Sequence[Column], file: str, *, day_first: bool, what: str = "row") -> None:
        self._file = file
        self._what = what
        self._day_first = day_first
        self._columns = columns
        self._take = [take_for(column.kind) for column in columns]

    def read(self, row: CsvRow) -> ImportedPerson | RejectedRow:
        """Return the person of a row, or what is wrong with it."""
        if problem := row.problem or self._too_wide(row):
            return self._rejected(row, problem)
        details = Details(cells=row.cells)
        for text, column, take in zip(row.cells, self._columns, self._take, strict=False):
            if text and take is not None and (cell := text.strip()):
                take(details, column, plain(cell))
        details.settle_labels()
        name, salutation = name_of(details.texts, details.emails.values())
        if not name:
            return self._rejected(row, f"the {self._what} has no name")
        if salutation:
            details.add_own("Salutation", salutation)
        person = self._person(row.line, name, details)
        problem = _too_long(person) if sum(map(len, row.cells)) > LONGEST_LINE else ""
        return self._rejected(row, problem) if problem else person

    def _too_wide(self, row: CsvRow) -> str:
        width = len(self._columns)
        if len(row.cells) <= width or not any(cell.strip() for cell in row.cells[width:]):
            return ""
        cells = counted(len(row.cells), "cell")
        return f"{cells} where the header has {width}: a cell that holds a delimiter needs quotes"

    def _rejected(self, row: CsvRow, reason: str) -> RejectedRow:
        name = next((cell for cell in map(str.strip, row.cells) if cell), "")
        return RejectedRow(file=self._file, line=row.line, reason=reason, name=shown(name))

    def _person(self, line: int, name: str, details: Details) -> ImportedPerson:
        texts = details.texts
        location = _location(details) if details.places else texts.get("location", "")
        if (nickname := texts.get("nickname", "")) != name:
            details.add_own("Nickname", nickname)
        shown_as = texts.get("name", "")
        if shown_as not in {"", name} and "@" not in shown_as and not _words(shown_as) <= _words(name):
            details.add_own("Display name", shown_as)
        if "department" in texts:
            details.add_own("Department", texts["department"])
        birthday = self._birthday(texts, details.unread)
        if birthday is None and is_a_day(texts.get("birth_year", "")):
            details.add_own("Birth year", texts["birth_year"])
        for called, text in details.days:
            if is_a_day(text):
                day = read_birthday(text, day_first=self._day_first)
                details.add_own(called, str(day) if day is not None else text)
        keys = [key for key in map(profile_key, details.links) if key]
        own = list(details.own.items())
        if len(own) > MOST_OWN:
            details.unread.append(f"{len(own) - MOST_OWN} more columns aren't kept")
        return ImportedPerson(
            file=self._file,
            line=line,
            name=name,
            profile=keys[0] if keys else "",
            link=profile_link(keys[0]) if keys else "",
            emails=tuple(details.emails.values()),
            phones=tuple(details.phones),
            company=texts.get("company", ""),
            title=texts.get("title", ""),
            location=location,
            birthday=birthday,
            links=tuple(link for link in details.links if not keys or profile_key(link) != keys[0]),
            labels=tuple(details.labels.items()),
            tags=tuple(details.tags),
            pronouns=texts.get("pronouns", ""),
            pronunciation=sound_of(texts),
            time_zone=texts.get("zone", ""),
            custom=tuple((key, _cut(value)) for key, value in own[:MOST_OWN]),
            notes="\n\n".join(details.notes),
            typed=tuple(details.typed),
            remark="; ".join(details.unread),
        )

    def _birthday(self, texts: Mapping[str, str], unread: list[str]) -> PartialDate | None:
        text = texts.get("birthday", "")
        if not text and "birth_day" in texts:
            day, month, year = (
                texts.get(f"birth_{part}", "").lstrip("0") for part in ("day", "month", "year")
            )
            text = f"{year:>04}-{month:>02}-{day:>02}" if year else f"--{month:>02}-{day:>02}"
            text = text if month else day
        if not text or not is_a_day(text):
            return None
        birthday = read_birthday(text, day_first=self._day_first)
        if birthday is None:
            unread.append(f"“{shown(text)}” isn't a date I can read")
        return birthday


def _cut(value: str) -> str:
    return value if len(value) <= LONGEST_OWN else clean(value, limit=LONGEST_OWN)


def _words(name: str) -> set[str]:
    return set(name.casefold().replace(",", " ").split())


def _location(details: Details) -> str:
    """Return where a person is: at work, else at home, else the first; whole addresses are own details."""
    location = details.texts.get("location", "")
    places = sorted(details.places.values(), key=lambda parts: _NEAREST.get(parts["of"], len(_NEAREST)))
    first = True
    for parts in places:
        location = location or ", ".join(parts[part] for part in ("city", "country") if part in parts)
        whole = parts.get("whole") or _one_line(parts)
        if whole and whole != location:
            details.add_own("Address" if first else f"Address ({parts['of'] or 'other'})", whole)
            first = False
    return location


def _one_line(parts: Mapping[str, str]) -> str:
    box = parts.get("box", "")
    town = " ".join(parts[part] for part in ("postcode", "city") if part in parts)
    lines = (parts.get("street"), f"PO Box {box}" if box.isdecimal() else box, town)
    return ", ".join(filter(None, (*lines, parts.get("region"), parts.get("country"))))


def _too_long(person: ImportedPerson) -> str:
    values = (
        *((name, text) for name, text in person.typed if name in _ONE_LINE),
        ("name", person.name),
        ("company", person.company),
        ("title", person.title),
        ("location", person.location),
        ("pronouns", person.pronouns),
        ("pronunciation", person.pronunciation),
        *(("email", email) for email in person.emails),
        *(("phone", phone) for phone in person.phones),
        *(("link", link) for link in person.links),
        *(("tag", tag) for tag in person.tags),
    )
    return next((line_problem(text, name) for name, text in values if len(text) > LONGEST_LINE), "")
