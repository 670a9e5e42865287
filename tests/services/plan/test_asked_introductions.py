"""An introduction I ask for: waited for, reminded of once, then made or closed; thanks and news after it."""

from datetime import date, timedelta
from typing import Any

import pytest

from netui.domain.config import Config
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.interviews.rules import RequestStep
from netui.domain.people.contact import Stage
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.introduction import Introduction, IntroductionState, Way
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, IntroductionAsked, Verb
from netui.domain.week.debrief import Debrief
from netui.notes.template_folder import TemplateFolder
from netui.services.notes.composing import NoteComposer
from netui.services.services import Services
from tests.factories import TODAY, make_contact, make_interview
from tests.services.conftest import Core

ELIF = make_contact(id=11, name="Elif Demir")
MEI = make_contact(id=12, name="Mei Chen", company="Proton", stage=Stage.POTENTIAL, introduced_by=11)
BO = make_contact(id=13, name="Bo Lind", stage=Stage.POTENTIAL)


@pytest.fixture
def services(core: Core) -> Services:
    core.store.seed(ELIF, MEI, BO)
    return core.services


def write(services: Services, template: str, to: int = ELIF.id, **about: Any) -> None:
    """Write a note and mark it as sent."""
    services.notes.mark_sent(services.notes.compose(to, template, **about))


def waiting(services: Services) -> list[AgendaRow]:
    return [row for row in services.agenda.week().rows if isinstance(row.subject, IntroductionAsked)]


def record(services: Services) -> Introduction:
    (one,) = services.introduction_views.asked_about(MEI.id)
    return one


def owed(core: Core) -> list[str]:
    return [one.text for one in sorted(core.follow_ups.open(), key=lambda one: one.id)]


def after_days(core: Core, days: int) -> None:
    core.clock.advance(timedelta(days=days))


def test_a_note_that_asks_waits_seven_days_then_one_reminder_then_closes(
    core: Core, services: Services
) -> None:
    write(services, "ask-introduction", about_id=MEI.id)
    assert (record(services).state, record(services).asked_on) == (IntroductionState.ASKED, TODAY)
    assert core.contacts.get(MEI.id).introduced_by is None, "no one counts as introduced before they are"
    assert waiting(services) == []
    assert services.introduction_views.open_count() == 1
    assert services.introduction_views.top_connectors() == []
    after_days(core, 11)
    (row,) = waiting(services)
    assert (row.who, row.text) == ("Elif Demir", "no introduction to Mei Chen yet: remind Elif once")
    assert (row.contact_id, row.about_id, row.template) == (ELIF.id, MEI.id, "introduction-reminder")
    note = services.notes.compose(ELIF.id, row.template, about_id=row.about_id)
    assert "introduce me to Mei Chen at Proton" in note.body
    services.notes.mark_sent(note)
    assert record(services).reminded_on == date(2026, 12, 1)
    assert waiting(services) == []
    after_days(core, 9)
    (row,) = waiting(services)
    assert row.text == "no introduction to Mei Chen after a reminder: close it"
    services.actions.done(row)
    assert (record(services).state, waiting(services)) == (IntroductionState.DROPPED, [])
    assert (services.introduction_views.open_count(), owed(core)) == (0, [])


def test_once_it_is_made_the_introducer_gets_thanks_and_an_update_after_the_first_conversation(
    core: Core, services: Services
) -> None:
    asked = services.introductions.asking.ask(ELIF.id, MEI.id)
    after_days(core, 3)
    made = services.introductions.make(asked.id)
    assert (made.state, made.on) == (IntroductionState.MADE, date(2026, 11, 23))
    assert core.contacts.get(MEI.id).introduced_by == ELIF.id
    assert owed(core) == ["Thank Elif for the introduction to Mei"]
    core.log.log(
        contact_ids=(MEI.id,),
        kind=InteractionKind.EMAIL,
        on=date(2026, 11, 23),
        direction=Direction.GAVE,
        text="wrote to her",
    )
    write(services, "interview-request", MEI.id)
    assert owed(core) == ["Thank Elif for the introduction to Mei"], "what I sent is no conversation"
    after_days(core, 30)
    core.log.log(contact_ids=(MEI.id,), kind=InteractionKind.CALL, on=date(2026, 12, 23))
    assert owed(core)[1:] == ["Tell Elif how it went with Mei"]
    core.log.log(contact_ids=(MEI.id,), kind=InteractionKind.CALL, on=date(2026, 12, 23))
    assert len(owed(core)) == 2, "promised once"
    core.history.undo()
    core.history.undo()
    assert owed(core) == ["Thank Elif for the introduction to Mei"]


@pytest.mark.parametrize(
    ("entry", "tells"),
    [
        ({"kind": InteractionKind.COFFEE}, True),
        ({"kind": InteractionKind.MESSAGE, "direction": Direction.RECEIVED}, True),
        ({"kind": InteractionKind.MESSAGE, "direction": Direction.GAVE}, False),
        ({"kind": InteractionKind.SOCIAL}, False),
        ({"kind": InteractionKind.COFFEE, "on": TODAY - timedelta(days=1)}, False),
    ],
)
def test_only_a_conversation_after_it_brings_the_update(
    core: Core, services: Services, entry: dict[str, Any], tells: bool
) -> None:
    services.introductions.received(ELIF.id, MEI.id)
    logged: dict[str, Any] = {"contact_ids": (MEI.id,), "on": TODAY}
    core.log.log(**(logged | entry))
    assert ("Tell Elif how it went with Mei" in owed(core)) is tells


def test_the_person_is_not_thanked_for_before_the_introduction_is_made(
    core: Core, services: Services
) -> None:
    composer = NoteComposer(core.store, core.present, TemplateFolder(None), lambda: Config(name="Jo"))

    def fitting(contact_id: int) -> list[str]:
        return [one.name for one in composer.templates_for(contact_id)[0]]

    assert "introduction-thanks" not in fitting(ELIF.id), "named is not introduced"
    asked = services.introductions.asking.ask(ELIF.id, MEI.id)
    core.contacts.set_stage([MEI.id], Stage.REACHED_OUT)
    assert "introduction-thanks" not in {*fitting(ELIF.id), *fitting(MEI.id)}
    after_days(core, 12)
    assert fitting(ELIF.id)[0] == "introduction-reminder"
    assert composer.compose(ELIF.id).about_id == MEI.id
    services.introductions.make(asked.id)
    assert "introduction-thanks" in fitting(ELIF.id)


def test_after_talking_to_them_netui_asks_whether_it_was_made(core: Core, services: Services) -> None:
    services.introductions.asking.ask(ELIF.id, MEI.id)
    after_days(core, 1)
    core.log.log(contact_ids=(MEI.id,), kind=InteractionKind.COFFEE, on=date(2026, 11, 21))
    (row,) = waiting(services)
    assert (row.text, row.subject) == (
        "did Elif introduce you to Mei Chen?",
        IntroductionAsked(record(services).id, MEI.id, RequestStep.NONE),
    )
    assert row.since == date(2026, 11, 21), "the day of the conversation"
    assert services.actions.leads(Verb.DONE, row) == ("introduction",)
    services.actions.done(row)
    assert owed(core) == ["Thank Elif for the introduction to Mei", "Tell Elif how it went with Mei"]


def test_the_conversation_may_be_earlier_than_the_word_that_it_was_made(
    core: Core, services: Services
) -> None:
    asked = services.introductions.asking.ask(ELIF.id, MEI.id)
    after_days(core, 1)
    core.log.log(contact_ids=(MEI.id,), kind=InteractionKind.COFFEE, on=date(2026, 11, 21))
    after_days(core, 3)
    services.introductions.make(asked.id)
    assert owed(core) == ["Thank Elif for the introduction to Mei", "Tell Elif how it went with Mei"]


def test_who_is_named_in_a_debrief_is_asked_for(core: Core, services: Services) -> None:
    interview = make_interview(contact_id=ELIF.id, status=InterviewStatus.SCHEDULED, at=core.present.now())
    core.store.seed(interview)
    core.clock.advance(timedelta(hours=2))
    services.interviews.closing.complete(interview.id, Debrief(ask_next=("Kai Berg, Proton AG", "Bo Lind")))
    kai = core.contacts.get(services.contacts.find("Kai").id)
    (named,) = services.introduction_views.asked_about(kai.id)
    assert (named.state, named.by_id, named.named_on) == (IntroductionState.IDEA, ELIF.id, TODAY)
    assert (kai.stage, kai.met, kai.introduced_by) == (Stage.POTENTIAL, "named by Elif Demir", None)
    (row,) = [one for one in services.agenda.week().rows if "Kai" in one.text]
    assert (row.who, row.text) == ("Elif Demir", "Ask Elif to introduce you to Kai Berg")
    assert [step.row.name for step in services.network.source().path_to(kai.id)] == ["Elif Demir", "Kai Berg"]
    assert services.introduction_views.asked_about(BO.id) == [], "someone known already is only noted"
    note = services.notes.compose(ELIF.id, row.template or None, follow_up_id=row.follow_up_id)
    assert (note.template, note.about_id) == ("ask-introduction", kai.id)
    services.notes.mark_sent(note)
    (asked,) = services.introduction_views.asked_about(kai.id)
    assert (asked.state, asked.asked_on, asked.reminded_on) == (IntroductionState.ASKED, TODAY, None)
    assert all("Kai" not in text for text in owed(core))


def test_who_was_named_and_is_talked_to_need_not_be_asked_for(core: Core, services: Services) -> None:
    services.introductions.asking.named(ELIF.id, MEI.id)
    services.introductions.asking.named(ELIF.id, MEI.id)
    assert owed(core) == ["Ask Elif to introduce you to Mei Chen"]
    core.log.log(contact_ids=(MEI.id,), kind=InteractionKind.COFFEE, on=TODAY)
    assert owed(core) == ["Tell Elif how it went with Mei"]
    assert record(services).state is IntroductionState.DROPPED


def test_asking_about_one_person_leaves_what_is_promised_for_another(core: Core, services: Services) -> None:
    services.introductions.asking.named(ELIF.id, BO.id)
    write(services, "ask-introduction", about_id=MEI.id)
    assert owed(core) == ["Ask Elif to introduce you to Bo Lind"]
    services.introductions.asking.ask(ELIF.id, BO.id)
    assert owed(core) == []
    services.introductions.remove(record(services).id)
    assert services.introduction_views.asked_about(MEI.id) == []


def test_what_was_asked_is_asked_again_after_it_was_closed(core: Core, services: Services) -> None:
    asking = services.introductions.asking
    first = asking.ask(ELIF.id, MEI.id)
    assert asking.ask(ELIF.id, MEI.id) == first, "twice on a day is once"
    after_days(core, 4)
    assert asking.ask(ELIF.id, MEI.id).reminded_on == date(2026, 11, 24)
    services.introductions.drop(first.id)
    again = asking.ask(ELIF.id, MEI.id)
    assert (again.state, again.asked_on, again.reminded_on) == (
        IntroductionState.ASKED,
        date(2026, 11, 24),
        None,
    )
    made = services.introductions.received(ELIF.id, MEI.id)
    assert asking.ask(ELIF.id, MEI.id) == made
    with pytest.raises(InvalidValueError, match="still to come"):
        asking.ask(ELIF.id, BO.id, date(2026, 11, 25))


def test_an_introduction_of_an_older_store_counts_as_made() -> None:
    assert Introduction(id=2, uid="u", contact_id=5, by_id=6).state is IntroductionState.MADE
    asked = Introduction(id=2, uid="u", contact_id=5, by_id=6, way=Way.RECEIVED, asked_on=TODAY)
    assert (asked.state, asked.to_ask) == (IntroductionState.ASKED, None)
    assert replace(asked, asked_on=None, named_on=TODAY).to_ask == 6


def test_thanks_for_an_introduction_are_kept_by_their_note_alone(core: Core, services: Services) -> None:
    services.introductions.received(ELIF.id, MEI.id)
    write(services, "introduction-thanks")
    assert [one.kind for one in core.follow_ups.open()] == []
    assert services.introduction_views.between(ELIF.id, MEI.id).thanked_on == TODAY
    assert [(one.kind, one.after_id) for one in core.follow_ups.waiting()] == [(FollowUpKind.UPDATE, MEI.id)]
