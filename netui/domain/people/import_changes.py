"""What an import adds to someone who is here already; what the user changed by hand stays."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from netui.domain.people.company import company_key
from netui.domain.people.contact import Contact, ContactRow, Position, current_position
from netui.domain.people.corrections import is_corrected_job, without_removed
from netui.domain.people.importing import ImportedPerson
from netui.domain.people.job_title import title_key
from netui.domain.people.matching import phone_key, profile_key
from netui.domain.people.milestone import job_words
from netui.domain.text import fold
from netui.domain.values import replace

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
    person = without_removed(existing, person)
    positions = existing.positions
    if jobs or not positions:
        positions, what = _positions(existing, Position(person.title, person.company), on)
        reasons += what
    emails = _joined(existing.emails, person.emails, str.casefold)
    reasons += [f"email {email} added" for email in emails[len(existing.emails) :]]
    phones = _joined(existing.phones, person.phones, phone_key)
    reasons += [f"phone {phone} added" for phone in phones[len(existing.phones) :]]
    links = _joined(existing.links, (person.link,) if person.link else (), _link_key)
    if len(links) > len(existing.links):
        reasons.append("profile address added" if person.profile else f"link {person.link} added")
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
    if not reasons:
        return existing, ()
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
    )
    return changed, tuple(reasons)


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


def _joined(known: tuple[str, ...], more: tuple[str, ...], key: Callable[[str], str]) -> tuple[str, ...]:
    """Return what is known, then what is not; two values are one when their keys are."""
    if not more:
        return known
    seen = {key(one) for one in known}
    return (*known, *{key(one): one for one in more if key(one) not in seen}.values())


def _link_key(link: str) -> str:
    return profile_key(link) or link.casefold().rstrip("/")
