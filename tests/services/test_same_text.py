"""Two sessions that edit the same text: what the later one takes the place of is shown, the rest meets."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest

from netui.domain.interviews.interview import InterviewStatus
from netui.domain.journal.reflection import ReflectionKind, Start
from netui.domain.people.contact import Contact
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.people.milestone import MilestoneKind
from netui.domain.plan.favour import FavourKind
from netui.domain.plan.goal import Measure
from netui.domain.plan.group import Group
from netui.domain.plan.strategy import Strategy
from netui.domain.plan.target import Target, TargetKind
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.domain.week.debrief import Debrief
from netui.services.ports import Change
from netui.services.services import Services
from tests.factories import TODAY, make_contact, make_event, make_goal
from tests.services.conftest import Core

Write = Callable[[str], object]


class Text(NamedTuple):
    """A text as two sessions have read it: how either saves it, how it is read, and what it is called."""

    write: Write
    read: Callable[[], str]
    label: str


def _of(services: Services, kind: str) -> Text:
    made = _MAKERS[kind](services, services.contacts.add(make_contact(name="Ana Silva")))
    assert made.read() == "first"
    return made


def _answer(services: Services, person: Contact) -> Text:
    held = services.interviews.add(person.id, at=services.present.now() + timedelta(days=2), checklist="")
    preparation = services.interviews.preparation
    question = preparation.add_question(held.id, "Why edges?").questions[0].id
    base = preparation.answer(held.id, question, "first")
    return Text(
        lambda text: preparation.answer(held.id, question, text, base),
        lambda: services.interviews.get(held.id).questions[0].answer,
        "the answer",
    )


def _question(services: Services, person: Contact) -> Text:
    held = services.interviews.add(person.id)
    preparation = services.interviews.preparation
    base = preparation.add_question(held.id, "first")
    return Text(
        lambda text: preparation.edit_question(held.id, base.questions[0].id, text, base),
        lambda: services.interviews.get(held.id).questions[0].text,
        "the text",
    )


def _item(services: Services, person: Contact) -> Text:
    held = services.interviews.add(person.id)
    preparation = services.interviews.preparation
    base = preparation.add_item(held.id, "first", TODAY)
    return Text(
        lambda text: preparation.edit_item(held.id, base.items[0].id, text=text, base=base),
        lambda: services.interviews.get(held.id).items[0].text,
        "the text",
    )


def _interview_notes(services: Services, person: Contact) -> Text:
    held = services.interviews.add(person.id)
    base = services.interviews.preparation.set_notes(held.id, "first")
    return Text(
        lambda text: services.interviews.preparation.set_notes(held.id, text, base),
        lambda: services.interviews.get(held.id).talk_notes,
        "the notes",
    )


def _goal_of_interview(services: Services, person: Contact) -> Text:
    base = services.interviews.add(person.id, goal="first")
    return Text(
        lambda text: services.interviews.change(base.id, goal=text, base=base),
        lambda: services.interviews.get(base.id).goal,
        "the goal",
    )


def _influence(services: Services, person: Contact) -> Text:
    held = services.interviews.add(person.id, at=services.present.now() - timedelta(hours=2))
    base = services.interviews.closing.complete(held.id, Debrief(influence="first"))
    return Text(
        lambda text: services.interviews.closing.set_debrief(held.id, Debrief(influence=text), base),
        lambda: services.interviews.get(held.id).influence,
        "the influence",
    )


def _company_note(services: Services, _person: Contact) -> Text:
    services.companies.set_note("Fastly", "first")
    return Text(
        lambda text: services.companies.set_note("Fastly", text, "first"),
        lambda: services.companies.note("Fastly"),
        "the note",
    )


def _reflection(services: Services, _person: Contact) -> Text:
    base = services.reflections.add(Start(kind=ReflectionKind.STAR), {"task": "first"})
    return Text(
        lambda text: services.reflections.write(base, {"task": text}, None),
        lambda: services.reflections.get(base.id).text_of("task"),
        "the task",
    )


def _pitch(services: Services, _person: Contact) -> Text:
    base = services.brand.add_pitch("In a lift", "first")
    return Text(
        lambda text: services.brand.edit_pitch(base, text=text),
        lambda: services.brand.pitch(base.id).text,
        "the text",
    )


def _bio(services: Services, _person: Contact) -> Text:
    base = services.brand.set_field(services.brand.add_bio("GitHub"), "Bio", "first")
    return Text(
        lambda text: services.brand.set_field(base, "Bio", text),
        lambda: getattr(services.brand.bio(base.id).field("Bio"), "text", ""),
        "the Bio",
    )


def _evidence(services: Services, _person: Contact) -> Text:
    base = services.brand.add_evidence("Cert", TODAY, text="first")
    return Text(
        lambda text: services.brand.save(replace(base, text=text), base),
        lambda: services.brand.evidence()[0].text,
        "the text",
    )


def _strategy(services: Services, _person: Contact) -> Text:
    base = services.strategies.add(Strategy(id=0, uid="", title="Meetups", yielded="first"))
    return Text(
        lambda text: services.strategies.edit(replace(base, yielded=text), base),
        lambda: services.strategies.get(base.id).yielded,
        "the result",
    )


def _target(services: Services, _person: Contact) -> Text:
    base = services.targets.add(Target(id=0, uid="", kind=TargetKind.COMPANY, name="Fastly", why="first"))
    return Text(
        lambda text: services.targets.edit(replace(base, why=text), base),
        lambda: services.targets.get(base.id).why,
        "the why",
    )


def _group(services: Services, _person: Contact) -> Text:
    base = services.groups.add(Group(id=0, uid="", name="Rust Club", notes="first"))
    return Text(
        lambda text: services.groups.edit(replace(base, notes=text), base),
        lambda: services.groups.get(base.id).notes,
        "the notes",
    )


def _event(services: Services, _person: Contact) -> Text:
    base = services.events.add(make_event(notes="first"))
    return Text(
        lambda text: services.events.edit(replace(base, notes=text), base),
        lambda: services.events.get(base.id).notes,
        "the notes",
    )


def _goal(services: Services, _person: Contact) -> Text:
    base = services.goals.add(make_goal(motive="first", measure=Measure.BY_HAND))
    return Text(
        lambda text: services.goals.edit(replace(base, motive=text), base),
        lambda: services.goals.get(base.id).motive,
        "the reason",
    )


def _favour(services: Services, person: Contact) -> Text:
    base = services.favours.note(person.id, Direction.GAVE, FavourKind.OTHER, "first")
    return Text(
        lambda text: services.favours.edit(replace(base, text=text), base),
        lambda: services.favours.get(base.id).text,
        "the text",
    )


def _milestone(services: Services, person: Contact) -> Text:
    base = services.milestones.add(person.id, MilestoneKind.AWARD, PartialDate(9, 11, 2026), text="first")
    return Text(
        lambda text: services.milestones.edit(replace(base, text=text), base),
        lambda: services.milestones.get(base.id).text,
        "the text",
    )


def _log(services: Services, person: Contact) -> Text:
    base = services.log.log(contact_ids=(person.id,), kind=InteractionKind.CALL, on=TODAY, text="first")
    return Text(
        lambda text: services.log.edit(replace(base, text=text), base),
        lambda: services.log.get(base.id).text,
        "the text",
    )


def _notes_of_person(services: Services, person: Contact) -> Text:
    base = services.contacts.edit(person, replace(person, notes="first"))
    return Text(
        lambda text: services.contacts.edit(base, replace(base, notes=text)),
        lambda: services.contacts.get(base.id).notes,
        "the notes",
    )


_MAKERS: dict[str, Callable[[Services, Contact], Text]] = {
    "answer": _answer,
    "question": _question,
    "checklist item": _item,
    "interview notes": _interview_notes,
    "goal of an interview": _goal_of_interview,
    "debrief": _influence,
    "company note": _company_note,
    "reflection": _reflection,
    "pitch": _pitch,
    "bio": _bio,
    "evidence": _evidence,
    "strategy": _strategy,
    "target": _target,
    "group": _group,
    "event": _event,
    "goal": _goal,
    "favour": _favour,
    "milestone": _milestone,
    "log": _log,
    "notes of a person": _notes_of_person,
}


@pytest.mark.parametrize("kind", _MAKERS)
def test_the_later_save_reports_what_it_replaces(core: Core, kind: str) -> None:
    text = _of(core.services, kind)
    changes: list[Change] = []
    text.write("theirs")
    core.store.subscribe(changes.append)
    text.write("mine")
    assert text.read() == "mine"
    assert [one.overtaken for one in changes] == [f"{text.label} had become theirs"]
    assert changes[0].label.endswith(f" (meanwhile {text.label} had become theirs)")
    core.history.undo()
    assert text.read() == "theirs"


@pytest.mark.parametrize("kind", _MAKERS)
def test_a_text_that_was_left_as_it_was_takes_the_place_of_nothing(core: Core, kind: str) -> None:
    text = _of(core.services, kind)
    text.write("theirs")
    changes: list[Change] = []
    core.store.subscribe(changes.append)
    text.write("first")
    assert text.read() == "theirs"
    assert not any(one.overtaken for one in changes)


@pytest.mark.parametrize("kind", _MAKERS)
def test_the_same_words_take_the_place_of_nothing(core: Core, kind: str) -> None:
    text = _of(core.services, kind)
    text.write("both")
    changes: list[Change] = []
    core.store.subscribe(changes.append)
    text.write("both")
    assert not any(one.overtaken for one in changes)


def test_parts_of_one_thing_that_two_sessions_write_all_stay(core: Core) -> None:
    services = core.services
    reflections, interviews = services.reflections, services.interviews
    star = reflections.add(Start(kind=ReflectionKind.STAR), {"task": "Fix it"})
    reflections.write(star, {"result": "Fixed"}, None)
    reflections.write(star, {"situation": "Broken"}, None)
    written = reflections.get(star.id).written
    assert [(one.part, one.text) for one in written] == [
        ("situation", "Broken"),
        ("task", "Fix it"),
        ("result", "Fixed"),
    ]
    person = services.contacts.add(make_contact(name="Ana Silva"))
    held = interviews.add(person.id, at=core.present.now() - timedelta(hours=2))
    base = interviews.closing.complete(held.id, Debrief(insights=("one",)))
    interviews.closing.set_debrief(held.id, Debrief(insights=("one", "theirs")), base)
    interviews.closing.set_debrief(held.id, Debrief(insights=("mine", "one")), base)
    assert set(interviews.get(held.id).insights) == {"one", "theirs", "mine"}
    assert interviews.get(held.id).status is InterviewStatus.DONE


def test_lines_that_are_only_reordered_are_stored_so(core: Core) -> None:
    person = core.contacts.add(make_contact(name="Ana Silva"))
    interviews = core.services.interviews
    held = interviews.add(person.id, at=core.present.now() - timedelta(hours=2))
    base = interviews.closing.complete(held.id, Debrief(insights=("one", "two")))
    changed = interviews.closing.set_debrief(held.id, Debrief(insights=("two", "one")), base)
    assert changed.insights == ("two", "one")
