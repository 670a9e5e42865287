"""Sections that `netui plan` has besides the plan: goals, the brand, companies, the log, the journal."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from netui.cli.plan_section import PlanSection
from netui.domain.counted import whole_number
from netui.domain.errors import InvalidValueError, existing
from netui.domain.journal.reflection import PARTS, Reflection, in_order
from netui.domain.people.company import CompanyNote, company_key
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import Interaction
from netui.domain.plan.brand import Bio, BioField, Evidence, Pitch, Record, fields_for, with_field
from netui.domain.plan.goal import Goal
from netui.domain.plan.introduction import Introduction, Way
from netui.domain.text import shortened
from netui.domain.values import replace

if TYPE_CHECKING:
    from netui.services.services import Services


def _put_aside(service: Any, goal: Goal, day: date | None) -> None:
    (service.reopen if day is None else service.close)(goal.id)


def _bio_field(values: Mapping[str, Any], name: str) -> tuple[tuple[BioField, ...], BioField]:
    held = values.get("fields") or fields_for(values["platform"])
    found = (one for one in held if one.name.casefold() == name.casefold())
    return held, next(found, BioField(name))


def _bio_text(values: Mapping[str, Any], name: str, text: str) -> tuple[BioField, ...]:
    held, field = _bio_field(values, name)
    return with_field(held, replace(field, text=text))


def _bio_limit(values: Mapping[str, Any], name: str, text: str) -> tuple[BioField, ...]:
    limit = whole_number(text)
    if text and not limit:
        raise InvalidValueError(
            f"limit.{name} needs a whole number, not “{shortened(text)}”; nothing takes it away"
        )
    held, field = _bio_field(values, name)
    return with_field(held, replace(field, limit=limit))


def _one_of(entries: Iterable[Any], word: str, entry_id: int) -> Any:
    return existing(next((one for one in entries if one.id == entry_id), None), word, entry_id)


def _note_on_company(service: Any, draft: CompanyNote) -> CompanyNote:
    if not draft.text.strip():
        raise InvalidValueError("what do you note about it? write --set text=...")
    if service.note(draft.company):
        raise InvalidValueError(f"there is a note on {draft.company} already: netui plan set companies ...")
    return _noted(service, draft, None)


def _noted(service: Any, changed: CompanyNote, base: CompanyNote | None) -> CompanyNote:
    if not changed.text.strip():
        raise InvalidValueError("netui plan delete companies NAME takes a note away")
    if base is not None and company_key(changed.company) != company_key(base.company):
        raise InvalidValueError(f"this note is about {base.company}: add another for {changed.company}")
    service.set_note(changed.company, changed.text, base.text if base is not None else None)
    name = company_key(changed.company)
    note: CompanyNote = next(one for one in service.notes() if company_key(one.company) == name)
    return note


def _entry(services: "Services", entry: Interaction) -> str:
    who = ", ".join(filter(None, (services.contacts.name_of(one) for one in entry.contact_ids)))
    return " ".join(entry.text.split()) or f"{entry.kind} of {entry.on} with {who or 'someone gone'}"


def _follow_up_changed(service: Any, changed: FollowUp, base: FollowUp) -> FollowUp:
    if not base.is_open:
        raise InvalidValueError(f"“{base.text}” is {base.state} already: only open ones are changed")
    if changed.due_on != base.due_on:
        changed = changed.moved(changed.due_on, None, changed.due_on)
    saved: FollowUp = service.edit(changed, base)
    return saved


def _all_introductions(services: Any) -> Iterable[Introduction]:
    views = services.introduction_views
    return [*views.made(), *(one.record for one in views.received() if one.record is not None)]


def _introduced(services: "Services", entry: Introduction) -> str:
    name = services.introductions.name
    if entry.way is Way.RECEIVED:
        return f"{name(entry.contact_id)} by {name(entry.by_id)}"
    return f"{name(entry.contact_id)} and {name(entry.other_id)}"


def _not_introduced(services: "Services", entry: Introduction, day: date | None) -> None:
    if day is None:
        raise InvalidValueError("netui undo takes up again an introduction that was dropped")
    services.introductions.drop(entry.id)


def _part(values: Mapping[str, Any], name: str, text: str) -> Any:
    kind = values["kind"]
    if name not in PARTS[kind]:
        raise InvalidValueError(f"there is no part {name}: it is one of {', '.join(PARTS[kind])}")
    return in_order(kind, {**{one.part: one.text for one in values["written"]}, name: text})


def _rewritten(service: Any, changed: Reflection, base: Reflection) -> Reflection:
    texts = {part: changed.text_of(part) for part in PARTS[base.kind]}
    saved: Reflection = base
    if replace(changed, private=base.private) != base:
        saved = service.write(base, texts, service.tie_of(changed))
    if changed.private != base.private:
        saved = service.set_private(base.id, private=changed.private)
    return saved


KEPT_SECTIONS = (
    PlanSection(
        name="goals",
        word="goal",
        entity=Goal,
        service=lambda services: services.goals,
        every=lambda service: service.list(closed=True),
        first="title",
        fields=("measure", "target", "period", "query", "until", "aspiration", "motive", "closed_on"),
        past=("closed_on",),
        done=lambda services, entry, done: services.goals.count_by_hand(entry.id, done.on),
        done_means="one more, of a goal that you count by hand (--on)",
        done_with=("on",),
        state="closed_on",
        enter=_put_aside,
    ),
    PlanSection(
        name="pitches",
        word="pitch",
        entity=Pitch,
        service=lambda services: services.brand,
        every=lambda service: service.pitches(),
        first="title",
        fields=("text",),
        more=("words", "seconds"),
        add=lambda service, draft: service.add_pitch(draft.title, draft.text),
        get=lambda service, entry_id: service.pitch(entry_id),
        edit=lambda service, changed, base: service.edit_pitch(base, title=changed.title, text=changed.text),
        remove=lambda service, entry: service.remove(entry),
        done=lambda services, entry, _: services.brand.reviewed(entry),
        done_means="you reviewed it, and it is right",
    ),
    PlanSection(
        name="bios",
        word="bio",
        entity=Bio,
        service=lambda services: services.brand,
        every=lambda service: service.bios(),
        first="platform",
        fields=("link",),
        named={"field": ("fields", _bio_text), "limit": ("fields", _bio_limit)},
        add=lambda service, draft: service.add_bio(draft.platform, link=draft.link, fields=draft.fields),
        get=lambda service, entry_id: service.bio(entry_id),
        edit=lambda service, changed, base: service.edit_bio(changed, base),
        remove=lambda service, entry: service.remove(entry),
        done=lambda services, entry, _: services.brand.reviewed(entry),
        done_means="you reviewed it, and it is right",
    ),
    PlanSection(
        name="published",
        word="record",
        entity=Record,
        service=lambda services: services.brand,
        every=lambda service: service.records(),
        first="title",
        fields=("kind", "on", "where", "link"),
        past=("on",),
        add=lambda service, draft: service.add_record(
            draft.title, draft.on, kind=draft.kind, where=draft.where, link=draft.link
        ),
        get=lambda service, entry_id: _one_of(service.records(), "record", entry_id),
        edit=lambda service, changed, base: service.save(changed, base),
        remove=lambda service, entry: service.remove(entry),
        done_means="what is published needs no review",
    ),
    PlanSection(
        name="evidence",
        word="piece of evidence",
        entity=Evidence,
        service=lambda services: services.brand,
        every=lambda service: service.evidence(),
        first="title",
        fields=("kind", "on", "link", "text"),
        past=("on",),
        add=lambda service, draft: service.add_evidence(
            draft.title, draft.on, kind=draft.kind, link=draft.link, text=draft.text
        ),
        get=lambda service, entry_id: _one_of(service.evidence(), "piece of evidence", entry_id),
        edit=lambda service, changed, base: service.save(changed, base),
        remove=lambda service, entry: service.remove(entry),
        done_means="evidence is kept, nothing more",
    ),
    PlanSection(
        name="companies",
        word="company",
        entity=CompanyNote,
        service=lambda services: services.companies,
        every=lambda service: service.notes(),
        first="company",
        fields=("text",),
        add=_note_on_company,
        get=lambda service, entry_id: _one_of(service.notes(), "note on a company", entry_id),
        edit=_noted,
        remove=lambda service, entry: service.set_note(entry.company, ""),
        done_means="what you owe a company is done as a follow-up: netui done NAME",
    ),
    PlanSection(
        name="log",
        word="log entry",
        entity=Interaction,
        service=lambda services: services.log,
        every=lambda service: reversed(service.between(date.min, date.max)),
        count=lambda service: service.count(),
        first="text",
        fields=("kind", "on", "direction", "text", "contact_ids"),
        past=("on",),
        called=_entry,
        added_by="netui log NAME TEXT",
        done_means="it happened already",
    ),
    PlanSection(
        name="follow-ups",
        word="follow-up",
        entity=FollowUp,
        service=lambda services: services.follow_ups,
        every=lambda service: service.open(),
        first="text",
        fields=("text", "kind", "due_on", "contact_id", "repeats"),
        added_by="netui follow-up NAME TEXT --due WHEN",
        edit=_follow_up_changed,
        remove=lambda service, entry: service.drop(entry.id),
        done=lambda services, entry, _: services.follow_ups.done(entry.id),
        done_means="you kept it",
    ),
    PlanSection(
        name="introductions",
        word="introduction",
        entity=Introduction,
        service=lambda services: services,
        every=_all_introductions,
        first="text",
        fields=("on", "text", "dropped_on"),
        past=("on", "dropped_on"),
        more=("state",),
        called=_introduced,
        added_by="netui introduce A B, or NAME --by NAME",
        get=lambda services, entry_id: services.introductions.get(entry_id),
        edit=lambda services, changed, base: services.introductions.edit(
            base.id, on=changed.on, text=changed.text, base=base
        ),
        remove=lambda services, entry: services.introductions.remove(entry.id),
        done=lambda services, entry, _: services.introductions.advance(entry.id),
        done_means="the next step: the first is asked, the other is asked, they are introduced",
        state="dropped_on",
        enter=_not_introduced,
    ),
    PlanSection(
        name="reflections",
        word="reflection",
        entity=Reflection,
        service=lambda services: services.reflections,
        first="kind",
        fields=("private", "interview_id", "event_id", "goal_id"),
        named={"part": ("written", _part)},
        called=lambda _, entry: entry.opening,
        added_by="netui reflect --text TEXT",
        edit=_rewritten,
        done_means="a reflection is kept, nothing more",
    ),
)
"""In the order of the screens: the plan, then people, then the journal."""
