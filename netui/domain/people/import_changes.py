"""What an import adds to someone who is here already; what the user changed by hand stays."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from netui.domain.people.company import company_key
from netui.domain.people.contact import Contact, ContactRow, Position, current_position
from netui.domain.people.corrections import is_corrected_job, without_removed
from netui.domain.people.importing import ImportedPerson
from netui.domain.people.job_title import title_key
from netui.domain.people.labels import label_words
from netui.domain.people.matching import page_key, phone_key
from netui.domain.people.milestone import job_words
from netui.domain.people.typed_fields import with_typed
from netui.domain.text import fold
from netui.domain.values import replace

_NOTE = "LinkedIn note"
KnownT = TypeVar("KnownT", Contact, ContactRow)


def changes(
    existing: KnownT, person: ImportedPerson, on: date, *, jobs: bool = True
) -> tuple[KnownT, tuple[str, ...]]:
    """Return the contact with what is new, and a reason for each change; no reason means nothing is new.

    A changed job or title goes first, and the previous one gets the month of the import, `on`, as its end.
    A job that is known, also as a past one or as one changed by hand, changes nothing, and no detail comes
    back that was removed by hand. Without `jobs` positions stay as they are.
    """
    reasons: list[str] = []
    person = without_removed(existing, _with_note(existing, person))
    positions = existing.positions
    if jobs or not positions:
        positions, what = _positions(existing, Position(person.title, person.company), on)
        reasons += what
    emails = joined(existing.emails, person.emails, str.casefold)
    reasons += [f"email {email} added" for email in emails[len(existing.emails) :]]
    phones = joined(existing.phones, person.phones, phone_key)
    reasons += [f"phone {phone} added" for phone in phones[len(existing.phones) :]]
    links = joined(existing.links, person.pages, page_key)
    reasons += [
        "profile address added" if person.profile and link == person.link else f"link {link} added"
        for link in links[len(existing.links) :]
    ]
    location, met_on = existing.location, existing.met_on
    if person.location and not location:
        location = person.location
        reasons.append(f"location {location} added")
    birthday, birthday_imported = existing.birthday, existing.birthday_imported
    if person.birthday is not None and birthday is None:
        birthday, birthday_imported = person.birthday, True
        reasons.append(f"birthday {birthday.words} added")
    if person.connected_on and met_on is None:
        met_on = person.connected_on
        reasons.append(f"met on {met_on} added")
    tags = joined(existing.tags, person.tags, str.casefold)
    reasons += [f"tag {tag} added" for tag in tags[len(existing.tags) :]]
    changed = replace(
        existing,
        positions=positions,
        emails=emails,
        phones=phones,
        links=links,
        location=location,
        birthday=birthday,
        birthday_imported=birthday_imported,
        met_on=met_on,
        tags=tags,
    )
    if isinstance(changed, Contact):
        changed, more = _with_details(changed, person)
        reasons += more
    return (changed, tuple(reasons)) if reasons else (existing, ())


def _with_note(known: Contact | ContactRow, person: ImportedPerson) -> ImportedPerson:
    """Return a row with the note in the place where it goes: notes, or next to other ones an own field."""
    if not person.note or not isinstance(known, Contact) or person.note in known.notes:
        return person
    if known.notes:
        return replace(person, custom=(*person.custom, (_NOTE, " ".join(person.note.split()))))
    return replace(person, notes="\n".join(filter(None, (person.notes, person.note))))


def labels_of(person: ImportedPerson) -> dict[str, str]:
    """Return the labels of what a row says, as a contact keeps them."""
    if not person.labels:
        return {}
    values = {*person.emails, *person.phones, *person.pages}
    labels = {value: label_words(label) for value, label in person.labels if value in values}
    return {value: label for value, label in labels.items() if label}


def _with_details(contact: Contact, person: ImportedPerson) -> tuple[Contact, list[str]]:
    """Return the contact with what is empty in it filled in, and why; lines of a vCard are renewed."""
    texts = {
        "pronouns": person.pronouns,
        "pronunciation": person.pronunciation,
        "time_zone": person.time_zone,
        "notes": person.notes,
    }
    filled = {name: text for name, text in texts.items() if text and not getattr(contact, name)}
    held = {name.casefold() for name in contact.custom}
    own = {name: text for name, text in person.custom if name.casefold() not in held}
    values = {*contact.emails, *contact.phones, *contact.links}
    labels = {
        value: label
        for value, label in labels_of(person).items()
        if value in values and value not in contact.labels
    }
    renewed = {property_of(line) for line in person.other}
    typed, names = with_typed(contact, person.typed)
    lines = (*(line for line in contact.card_lines if property_of(line) not in renewed), *person.other)
    reasons = [f"{name.replace('_', ' ')} added" for name in (*filled, *names)]
    reasons += [f"{name} added" for name in own]
    reasons += [f"{value} is {label}" for value, label in labels.items()]
    if set(lines) != set(contact.card_lines):
        reasons.append("other details of the card renewed")
    if not reasons:
        return contact, []
    changes: dict[str, Any] = {
        **filled,
        "custom": {**contact.custom, **own},
        "labels": {**contact.labels, **labels},
        "card_lines": lines,
    }
    return replace(typed, **changes), reasons


def property_of(line: str) -> str:
    """Return the name of a content line, without its group: "ADR" of "item3.ADR;type=WORK:..."."""
    return re.split("[;:]", line, maxsplit=1)[0].rpartition(".")[2].upper()


def _positions(
    existing: Contact | ContactRow, new: Position, on: date
) -> tuple[tuple[Position, ...], list[str]]:
    known = existing.positions
    title, company = title_key(new.title), company_key(new.company)
    if not title and not company:
        return known, []
    if known and "\ufffd" in f"{title}{company}":  # wrongly decoded: what is here is better
        return known, []
    for number, position in enumerate(known):
        if company in {"", company_key(position.company)} and title in {"", title_key(position.title)}:
            spelled = replace(
                position, title=new.title or position.title, company=new.company or position.company
            )
            stays = spelled in existing.corrected_jobs or _folds_alike(spelled, position)
            if position.until is not None or stays:
                return known, []
            return (*known[:number], spelled, *known[number + 1 :]), [f"spelling: {job_words(spelled)}"]
    if is_corrected_job(existing, new):
        return known, []
    for number, position in enumerate(known):
        same_title, same_company = (
            title_key(position.title) in {"", title},
            company_key(position.company) in {"", company},
        )
        if position.until is None and same_title and same_company:
            fuller = replace(position, title=new.title, company=new.company)
            return (*known[:number], fuller, *known[number + 1 :]), [f"job filled in: {job_words(fuller)}"]
    before = next((p for p in known if p.until is None and company_key(p.company) == company), None)
    before = before or current_position(known)
    if before not in known or before.until is not None:
        return (new, *known), [f"job added: {job_words(new)}"]
    ended = replace(before, until=f"{on:%Y-%m}")
    rest = [ended if position is before else position for position in known]
    return (new, *rest), [f"now {job_words(new)}, was {job_words(before)}"]


def _folds_alike(one: Position, other: Position) -> bool:
    """Whether two positions differ in case and accents at most: then what is here stays."""
    return fold(one.title) == fold(other.title) and fold(one.company) == fold(other.company)


def joined(known: tuple[str, ...], more: tuple[str, ...], key: Callable[[str], str]) -> tuple[str, ...]:
    """Return what is known, then what is not; two values are one when their keys are."""
    if all(one in known for one in more):
        return known
    seen = {key(one) for one in known}
    return (*known, *{key(one): one for one in more if key(one) not in seen}.values())
