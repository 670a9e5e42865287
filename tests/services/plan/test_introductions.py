"""Introductions both ways: recorded once, owed once, taken step by step, refused where they make no sense."""

from datetime import date, timedelta
from typing import Any

import pytest

from netui.data.loading import load_checklists, load_questions
from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.contact import Contact, Stage
from netui.domain.people.follow_up import FollowUp, FollowUpKind, FollowUpState
from netui.domain.people.interaction import Direction, Interaction, InteractionKind
from netui.domain.plan.introduction import Introduction, IntroductionState
from netui.domain.values import replace
from netui.services.interviews.service import InterviewService
from netui.services.services import Services
from tests.factories import TODAY, make_contact, make_interview
from tests.services.conftest import Core

ANA = make_contact(id=11, name="Ana Ruiz")
DANA = make_contact(id=12, name="Dana Okafor")
TOM = make_contact(id=13, name="Tom Weiss", introduced_by=12)
SUNDAY = date(2026, 11, 22)


@pytest.fixture
def services(core: Core) -> Services:
    core.store.seed(ANA, DANA, TOM)
    return core.services


def open_follow_ups(core: Core) -> list[FollowUp]:
    return sorted(core.follow_ups.open(), key=lambda one: one.id)


def have_coffee(core: Core, contact_id: int, **changes: Any) -> Interaction:
    """Log a conversation over coffee, today, or as changed."""
    entry: dict[str, Any] = {"contact_ids": (contact_id,), "kind": InteractionKind.COFFEE, "on": TODAY}
    return core.log.log(**(entry | changes))


def test_an_introduction_gets_one_thank_you_and_one_update(core: Core, services: Services) -> None:
    have_coffee(core, DANA.id, on=TODAY - timedelta(days=2))
    first = services.introductions.received(ANA.id, DANA.id, TODAY - timedelta(days=3), " over coffee ")
    again = services.introductions.received(ANA.id, DANA.id)

    assert core.contacts.get(DANA.id).introduced_by == ANA.id
    assert again == first
    assert (first.on, first.text) == (date(2026, 11, 17), "over coffee")
    assert [
        (one.kind, one.text, one.due_on, one.contact_id, one.about_id) for one in open_follow_ups(core)
    ] == [
        (FollowUpKind.THANK_YOU, "Thank Ana for the introduction to Dana", TODAY, ANA.id, DANA.id),
        (FollowUpKind.UPDATE, "Tell Ana how it went with Dana", SUNDAY, ANA.id, DANA.id),
    ]


def test_the_loop_is_open_until_thanks_and_news(core: Core, services: Services) -> None:
    services.introductions.received(ANA.id, DANA.id)
    (thanks,) = open_follow_ups(core)
    assert (thanks.kind, services.introduction_views.open_count()) == (FollowUpKind.THANK_YOU, 1)
    have_coffee(core, DANA.id)
    thanks, update = open_follow_ups(core)
    assert (update.kind, update.due_on) == (FollowUpKind.UPDATE, SUNDAY)
    assert services.introduction_views.open_count() == 1
    core.follow_ups.done(thanks.id)
    half = services.introduction_views.between(ANA.id, DANA.id)
    assert (half.thanked_on, half.told_on, half.is_open) == (TODAY, None, True)
    core.follow_ups.done(update.id)
    whole = services.introduction_views.between(ANA.id, DANA.id)
    assert (whole.told_on, whole.is_open) == (TODAY, False)
    assert services.introduction_views.open_count() == 0
    services.introductions.received(ANA.id, DANA.id)
    assert open_follow_ups(core) == []


def test_a_second_introducer_is_thanked_but_does_not_take_the_first_ones_place(
    core: Core, services: Services
) -> None:
    services.introductions.received(ANA.id, TOM.id)
    assert core.contacts.get(TOM.id).introduced_by == DANA.id
    assert {one.contact_id for one in open_follow_ups(core)} == {ANA.id}


def test_an_interview_moves_the_update_forward_instead_of_doubling_it(core: Core, services: Services) -> None:
    services.introductions.received(ANA.id, DANA.id)
    have_coffee(core, DANA.id)
    update = open_follow_ups(core)[1]
    core.follow_ups.edit(replace(update, due_on=TODAY + timedelta(days=30)))
    interview = make_interview(contact_id=DANA.id, status=InterviewStatus.SCHEDULED, at=core.present.now())
    core.store.seed(interview)
    interviews = InterviewService(
        core.store, core.present, core.log, core.follow_ups, load_checklists(), load_questions()
    )
    core.clock.advance(timedelta(hours=2))
    interviews.closing.complete(interview.id)

    to_ana = [one for one in open_follow_ups(core) if one.contact_id == ANA.id]
    assert [(one.kind, one.due_on) for one in to_ana] == [
        (FollowUpKind.THANK_YOU, TODAY),
        (FollowUpKind.UPDATE, SUNDAY),
    ]
    assert to_ana[1].interview_id == interview.id


@pytest.mark.parametrize(
    ("introducer", "contact", "on", "words"),
    [
        (ANA, ANA, None, "Ana Ruiz cannot be introduced by themself"),
        (TOM, DANA, None, "you know Tom Weiss through Dana Okafor"),
        (ANA, DANA, TODAY + timedelta(days=1), "still to come"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    core: Core,
    services: Services,
    introducer: Contact,
    contact: Contact,
    on: date | None,
    words: str,
) -> None:
    with pytest.raises(InvalidValueError, match=words):
        services.introductions.received(introducer.id, contact.id, on)
    assert core.store.of(Introduction).all() == []
    assert core.store.history() == []


def test_no_one_is_introduced_to_themself_or_twice(core: Core, services: Services) -> None:
    with pytest.raises(InvalidValueError, match="Ana Ruiz cannot be introduced to themself"):
        services.introductions.made(ANA.id, ANA.id)
    with pytest.raises(InvalidValueError, match="cannot be introduced to themself"):
        services.introductions.plan(ANA.id, ANA.id)
    with pytest.raises(NotFoundError):
        services.introductions.made(ANA.id, 999)
    services.introductions.made(ANA.id, DANA.id)
    for again in (services.introductions.made, services.introductions.plan):
        with pytest.raises(InvalidValueError, match="introduced Dana Okafor and Ana Ruiz on Fri 20 Nov 2026"):
            again(DANA.id, ANA.id)
    with pytest.raises(InvalidValueError, match="still to come"):
        services.introductions.made(ANA.id, TOM.id, SUNDAY)
    assert len(core.store.history()) == 1


def test_both_are_asked_then_introduced_by_doing_each_follow_up(core: Core, services: Services) -> None:
    planned = services.introductions.plan(ANA.id, TOM.id, "both climb")
    assert services.introductions.plan(TOM.id, ANA.id) == planned
    steps = []
    for expected in (IntroductionState.ASKED_ONE, IntroductionState.ASKED_BOTH, IntroductionState.MADE):
        (step,) = open_follow_ups(core)
        steps.append((step.text, step.contact_id, step.about_id, step.kind))
        core.follow_ups.done(step.id)
        assert services.introductions.get(planned.id).state is expected
    assert steps == [
        ("Ask Ana whether to introduce Tom Weiss", ANA.id, TOM.id, FollowUpKind.INTRODUCTION),
        ("Ask Tom whether to introduce Ana Ruiz", TOM.id, ANA.id, FollowUpKind.INTRODUCTION),
        ("Introduce Ana Ruiz to Tom Weiss", ANA.id, TOM.id, FollowUpKind.INTRODUCTION),
    ]
    assert open_follow_ups(core) == []
    for person in (ANA, TOM):
        (entry,) = core.log.for_contact(person.id)
        assert (entry.direction, entry.text) == (
            Direction.GAVE,
            "Introduced Ana Ruiz to Tom Weiss: both climb",
        )
        assert services.favours.balance(person.id).gave == 1


def test_undoing_the_last_step_takes_the_introduction_back(core: Core, services: Services) -> None:
    planned = services.introductions.plan(ANA.id, TOM.id)
    services.introductions.advance(planned.id)
    kept, following = sorted(core.store.follow_ups.all(), key=lambda one: one.id)
    assert (kept.id, kept.state) == (planned.step_id, FollowUpState.DONE), "kept, not let go"
    assert following.is_open
    core.history.undo()
    assert services.introductions.get(planned.id) == planned
    assert [one.id for one in open_follow_ups(core)] == [planned.step_id]


def test_making_it_at_once_settles_the_plan_and_its_follow_up(core: Core, services: Services) -> None:
    planned = services.introductions.plan(ANA.id, TOM.id, by=TODAY + timedelta(days=1))
    assert open_follow_ups(core)[0].due_on == TODAY + timedelta(days=1)
    made = services.introductions.made(TOM.id, ANA.id, TODAY - timedelta(days=1))
    assert (made.id, made.state, made.on) == (planned.id, IntroductionState.MADE, date(2026, 11, 19))
    assert [one.state for one in core.store.follow_ups.all()] == [FollowUpState.DONE]
    with pytest.raises(InvalidValueError, match="settled already"):
        services.introductions.advance(made.id)


def test_a_note_that_makes_the_introduction_is_not_logged_twice(core: Core, services: Services) -> None:
    planned = services.introductions.plan(ANA.id, TOM.id)
    (step,) = open_follow_ups(core)
    core.log.log(
        contact_ids=(ANA.id,),
        kind=InteractionKind.EMAIL,
        on=TODAY,
        direction=Direction.GAVE,
        text="Dear both",
        template="make-introduction",
    )
    core.follow_ups.done(step.id, logged=True)
    assert services.introductions.get(planned.id).state is IntroductionState.MADE
    assert len(core.log.for_contact(ANA.id)) == 1
    assert [one.text for one in core.log.for_contact(TOM.id)] == ["Introduced Ana Ruiz to Tom Weiss"]


def test_a_plan_is_let_go_of_and_a_record_removed(core: Core, services: Services) -> None:
    planned = services.introductions.plan(ANA.id, TOM.id)
    assert services.introductions.drop(planned.id).state is IntroductionState.DROPPED
    assert open_follow_ups(core) == []
    received = services.introductions.received(ANA.id, DANA.id)
    services.introductions.remove(received.id)
    assert core.contacts.get(DANA.id).introduced_by is None
    assert {one.state for one in core.store.follow_ups.all()} == {FollowUpState.DROPPED}
    services.introductions.forget(DANA.id, TOM.id)
    assert core.contacts.get(TOM.id).introduced_by is None
    with pytest.raises(NotFoundError):
        services.introductions.get(received.id)


def test_the_day_and_words_can_be_changed_but_a_plan_stays_one(services: Services) -> None:
    planned = services.introductions.plan(ANA.id, TOM.id)
    assert services.introductions.edit(planned.id, on=TODAY, text=" why ").state is IntroductionState.IDEA
    made = services.introductions.made(ANA.id, DANA.id)
    changed = services.introductions.edit(made.id, on=date(2026, 3, 1), text="by mail")
    assert (changed.on, changed.text, changed.state) == (
        date(2026, 3, 1),
        "by mail",
        IntroductionState.MADE,
    )
    both = services.introductions.edit(made.id, on=TODAY, text=made.text, base=replace(made, on=TODAY))
    assert (both.on, both.text) == (date(2026, 3, 1), "by mail"), "what others changed is kept"
    with pytest.raises(InvalidValueError, match="still to come"):
        services.introductions.edit(made.id, on=SUNDAY, text="")


def test_connectors_are_counted_with_who_they_led_to(core: Core, services: Services) -> None:
    lead = make_contact(id=14, name="Named Only", introduced_by=ANA.id, stage=Stage.POTENTIAL)
    core.store.seed(lead)
    services.introductions.received(ANA.id, DANA.id)
    top = services.introduction_views.top_connectors()
    assert [(one.row.name, [row.name for row in one.introduced], one.further) for one in top] == [
        ("Ana Ruiz", ["Dana Okafor"], 1),
        ("Dana Okafor", ["Tom Weiss"], 0),
    ]
    assert [row.name for row in services.introduction_views.chain(TOM.id)] == [
        "Tom Weiss",
        "Dana Okafor",
        "Ana Ruiz",
    ]
    assert services.introduction_views.chain(999) == ()


def test_a_chain_that_bites_its_tail_still_ends(core: Core, services: Services) -> None:
    core.store.seed(replace(ANA, introduced_by=TOM.id), replace(DANA, introduced_by=ANA.id))
    assert [row.id for row in services.introduction_views.chain(TOM.id)] == [TOM.id, DANA.id, ANA.id]
    assert len(services.introduction_views.top_connectors()) == 3
    with pytest.raises(InvalidValueError):
        services.introductions.received(TOM.id, ANA.id)


def test_who_was_deleted_is_someone(core: Core, services: Services) -> None:
    planned = services.introductions.plan(ANA.id, TOM.id)
    core.contacts.delete([TOM.id])
    assert services.introductions.name(TOM.id) == "someone deleted"
    made = services.introductions.make(planned.id)
    assert made.state is IntroductionState.MADE
    assert core.log.for_contact(ANA.id)[0].text == "Introduced Ana Ruiz to someone deleted"


def test_known_introductions_can_be_owed_later(core: Core, services: Services) -> None:
    services.introductions.owe(DANA.id, TOM.id)
    assert [one.text for one in open_follow_ups(core)] == [
        "Thank Dana for the introduction to Tom",
        "Tell Dana how it went with Tom",
    ]
    assert services.introduction_views.received()[0].is_open


def test_a_new_person_is_added_with_the_introduction_as_one_change(services: Services, core: Core) -> None:
    new = services.introductions.received_by_name(ANA.id, "  Cem   Kaya ", TODAY, "over coffee")
    assert (core.contacts.get(new).name, core.contacts.get(new).introduced_by) == ("Cem Kaya", ANA.id)
    assert core.history.entries()[0].label == "Introduction to Cem Kaya by Ana Ruiz"
    core.history.undo()
    assert core.contacts.row(new) is None


def test_someone_known_by_a_part_of_the_name_is_not_added_again(services: Services, core: Core) -> None:
    assert services.introductions.received_by_name(ANA.id, "weiss") == TOM.id
    assert core.contacts.count() == 3
    assert services.introduction_views.between(ANA.id, TOM.id).thank is not None
