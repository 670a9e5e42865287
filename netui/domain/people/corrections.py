"""What the user changed or removed by hand: an import that repeats the old values doesn't restore them."""

from collections.abc import Iterator

from netui.domain.people.company import company_key
from netui.domain.people.contact import Contact, ContactRow, Position
from netui.domain.people.importing import ImportedPerson
from netui.domain.people.job_title import title_key
from netui.domain.people.matching import page_key, phone_key
from netui.domain.people.milestone import job_words
from netui.domain.values import replace

_LOCATION, _BIRTHDAY, _MET_ON = "location", "birthday", "met on"
_OWN_FIELD, _TAG, _LABEL = "own field ", "tag ", "label of "
_TEXTS = ("pronouns", "pronunciation", "time_zone", "notes")
"""Texts of which there is one, and which only a whole contact holds."""
_FIELDS = ("met", "why", "interests", "avoid", "function", "industry", "seniority", "roles", "cadence")
"""More fields of a contact that only netui's own table holds."""


def with_corrections(before: Contact, after: Contact) -> Contact:
    """Return a contact changed by hand, which remembers the jobs and details that it had and has no more."""
    left = {_job(one) for one in after.positions}
    had = (*before.corrected_jobs, *map(_job, before.positions))
    jobs = tuple(one for one in dict.fromkeys(had) if one not in left)
    labels = [one for one in before.labels if one in {*after.emails, *after.phones, *after.links}]
    had_details = (*before.removed_details, *_details(before), *map(_label_of, labels))
    details = {_key(one): one for one in had_details}
    for detail in (*_details(after), *map(_label_of, after.labels)):
        details.pop(_key(detail), None)
    return replace(after, corrected_jobs=jobs, removed_details=tuple(details.values()))


def is_corrected_job(known: Contact | ContactRow, job: Position) -> bool:
    """Whether a job is one that the user changed or removed by hand, in whatever spelling."""
    return bool(known.corrected_jobs) and _job_key(job) in map(_job_key, known.corrected_jobs)


def without_removed(known: Contact | ContactRow, person: ImportedPerson) -> ImportedPerson:
    """Return a row of a file without the details that the user removed by hand."""
    if not known.removed_details:
        return person
    gone = set(map(_key, known.removed_details))
    return replace(
        person,
        emails=tuple(one for one in person.emails if _key(one) not in gone),
        phones=tuple(one for one in person.phones if _key(one) not in gone),
        link="" if _key(person.link) in gone else person.link,
        links=tuple(one for one in person.links if _key(one) not in gone),
        labels=tuple(one for one in person.labels if _key(_label_of(one[0])) not in gone),
        location="" if _LOCATION in gone else person.location,
        birthday=None if _BIRTHDAY in gone else person.birthday,
        connected_on=None if _MET_ON in gone else person.connected_on,
        tags=tuple(one for one in person.tags if _key(f"{_TAG}{one}") not in gone),
        custom=tuple(one for one in person.custom if _key(f"{_OWN_FIELD}{one[0]}") not in gone),
        pronouns="" if "pronouns" in gone else person.pronouns,
        pronunciation="" if "pronunciation" in gone else person.pronunciation,
        time_zone="" if "time_zone" in gone else person.time_zone,
        notes="" if "notes" in gone else person.notes,
        typed=tuple(one for one in person.typed if one[0] not in gone),
    )


def kept_words(known: Contact | ContactRow, person: ImportedPerson, *, jobs: bool = True) -> str:
    """Say what stays although a file has something else; "" for nothing. Without `jobs`, no job is named."""
    words = []
    job = Position(person.title, person.company)
    if jobs and is_corrected_job(known, job) and _job_key(job) not in map(_job_key, known.positions):
        now = next((one for one in known.positions if one.until is None), Position())
        same_company = company_key(now.company) == company_key(job.company)
        what = f"title {now.title}" if same_company and now.title else job_words(now) or "no job"
        words.append(f"kept: {what}, changed by hand")
    if known.removed_details:
        held = set(map(_key, _details(known)))
        gone = set(map(_key, known.removed_details)) - held
        out = [one for one in (*person.emails, *person.phones, *person.pages) if _key(one) in gone]
        out += [
            f"{label} of {one}"
            for one, label in person.labels
            if _key(_label_of(one)) in gone and _key(one) in held
        ]
        out += [f"{_TAG}{tag}" for tag in person.tags if _key(f"{_TAG}{tag}") in gone]
        out += [f"{_LOCATION} {person.location}"] if person.location and _LOCATION in gone else []
        out += [f"{_BIRTHDAY} {person.birthday.words}"] if person.birthday and _BIRTHDAY in gone else []
        out += [f"{_MET_ON} {person.connected_on}"] if person.connected_on and _MET_ON in gone else []
        if out:
            words.append(f"left out, removed by hand: {', '.join(out)}")
    return "; ".join(words)


def _details(known: Contact | ContactRow) -> Iterator[str]:
    """Return the emails, phones and links, and by name what there is only one of."""
    yield from (*known.emails, *known.phones, *known.links, *(f"{_TAG}{tag}" for tag in known.tags))
    single = {_LOCATION: known.location, _BIRTHDAY: known.birthday, _MET_ON: known.met_on}
    yield from (name for name, value in single.items() if value)
    if isinstance(known, Contact):
        yield from (name for name in (*_TEXTS, *_FIELDS) if getattr(known, name))
        yield from (f"{_OWN_FIELD}{name}" for name in known.custom)


def _label_of(value: str) -> str:
    return f"{_LABEL}{value}"


def _key(detail: str) -> str:
    """Return what two spellings of a detail share."""
    if detail.startswith(_LABEL):
        return f"{_LABEL}{_key(detail.removeprefix(_LABEL))}"
    if not any(map(str.isalpha, detail)):
        return phone_key(detail) or detail
    return page_key(detail)


def _job(position: Position) -> Position:
    return Position(position.title, position.company)


def _job_key(job: Position) -> tuple[str, str]:
    return title_key(job.title), company_key(job.company)
