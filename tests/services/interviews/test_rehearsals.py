"""A rehearsal shows what there is to say, ask and avoid; one that counts is practice and ticks its item."""

from datetime import UTC, date, datetime, timedelta

import pytest

from netui.domain.errors import NotFoundError
from netui.domain.interviews.interview import Interview, InterviewStatus, ItemState
from netui.domain.plan.goal import Measure
from netui.domain.plan.practice import Practice, PracticeKind
from netui.services.interviews.rehearsals import InterviewRehearsals
from tests.factories import make_contact, make_goal
from tests.services.conftest import Core

MONDAY_19 = datetime(2026, 11, 23, 18, tzinfo=UTC)
ITEM = "Say my introduction aloud: 30 to 60 seconds"


@pytest.fixture
def rehearsals(core: Core) -> InterviewRehearsals:
    return core.services.interviews.rehearsals


@pytest.fixture
def interview(core: Core) -> Interview:
    dana = make_contact(name="Dana Okafor", avoid=("her old team", "layoffs"))
    core.store.seed(dana)
    return core.services.interviews.add(dana.id, at=MONDAY_19)


def item_of(core: Core, interview: Interview) -> ItemState:
    items = core.services.interviews.get(interview.id).items
    return next(item.state for item in items if item.text == ITEM)


def practised(core: Core) -> list[Practice]:
    return list(core.services.practice.list())


def test_it_holds_every_pitch_the_questions_and_what_to_avoid(
    core: Core, rehearsals: InterviewRehearsals, interview: Interview
) -> None:
    core.services.brand.add_pitch("Long", "I build compilers, and I want to know how you came to it")
    core.services.brand.add_pitch("Short", "I build compilers")
    core.services.brand.add_pitch("Not written yet")
    core.services.interviews.preparation.add_question(interview.id, "Why edges?")

    found = rehearsals.of(interview.id)
    assert [pitch.title for pitch in found.pitches] == ["Short", "Long"]
    assert [question.text for question in found.interview.questions] == ["Why edges?"]
    assert found.avoid == ("her old team", "layoffs")
    assert found.name == "Dana Okafor"
    with pytest.raises(NotFoundError):
        rehearsals.of(404)


def test_one_that_counts_is_practice_and_ticks_the_checklist_as_one_change(
    core: Core, rehearsals: InterviewRehearsals, interview: Interview
) -> None:
    assert item_of(core, interview) is ItemState.OPEN
    rehearsals.count(interview.id, 12, " slower at the end ")

    (kept,) = practised(core)
    assert (kept.kind, kept.on, kept.minutes) == (PracticeKind.REHEARSAL, date(2026, 11, 20), 12)
    assert (kept.text, kept.interview_id) == ("slower at the end", interview.id)
    assert rehearsals.partner(kept) == "Dana Okafor"
    assert item_of(core, interview) is ItemState.DONE
    after = core.services.interviews.get(interview.id)
    assert (after.talk_notes, after.questions) == ("", ())

    assert core.history.undo().label == "Undo: Rehearse the interview with Dana Okafor"
    assert practised(core) == []
    assert item_of(core, interview) is ItemState.OPEN
    core.history.redo()
    assert item_of(core, interview) is ItemState.DONE


@pytest.mark.parametrize(("minutes", "kept"), [(0, 1), (7, 7), (2000, 480)])
def test_it_takes_a_minute_at_least_and_no_longer_than_an_interview_can(
    core: Core, rehearsals: InterviewRehearsals, interview: Interview, minutes: int, kept: int
) -> None:
    rehearsals.count(interview.id, minutes)
    assert practised(core)[0].minutes == kept


def test_an_item_opened_again_by_hand_is_ticked_by_the_next_rehearsal_alone(
    core: Core, rehearsals: InterviewRehearsals, interview: Interview
) -> None:
    preparation = core.services.interviews.preparation
    rehearsals.count(interview.id, 5)
    item_id = next(item.id for item in interview.items if item.text == ITEM)
    preparation.untick_item(interview.id, item_id)
    core.services.interviews.change(interview.id, minutes=20)
    assert item_of(core, interview) is ItemState.OPEN
    core.clock.advance(timedelta(hours=1))
    rehearsals.count(interview.id, 5)
    assert item_of(core, interview) is ItemState.DONE


def test_what_was_rehearsed_before_there_was_a_date_is_ticked_on_the_checklist(
    core: Core, rehearsals: InterviewRehearsals
) -> None:
    person = make_contact(name="Ana Silva")
    core.store.seed(person)
    idea = core.services.interviews.add(person.id)
    rehearsals.count(idea.id, 5)
    assert item_of(core, core.services.interviews.schedule(idea.id, MONDAY_19)) is ItemState.DONE


def test_a_goal_that_counts_practice_counts_it(
    core: Core, rehearsals: InterviewRehearsals, interview: Interview
) -> None:
    goal = core.services.goals.add(make_goal(title="Practise", measure=Measure.PRACTICE, target=3))
    rehearsals.count(interview.id, 5)
    assert core.services.goals.progress(goal).done == 1


def test_only_what_lies_ahead_is_rehearsed(
    core: Core, rehearsals: InterviewRehearsals, interview: Interview
) -> None:
    interviews = core.services.interviews
    assert rehearsals.why_not(interview) == ""
    assert interview.contact_id is not None
    assert rehearsals.next_with(interview.contact_id) == interview
    later = interviews.add(interview.contact_id, at=MONDAY_19 + timedelta(days=7))
    idea = interviews.add(interview.contact_id)
    assert rehearsals.next_with(interview.contact_id) == interview
    core.clock.set(MONDAY_19 + timedelta(minutes=29))
    assert rehearsals.why_not(interview) == ""
    core.clock.set(MONDAY_19 + timedelta(minutes=30))
    assert "Dana Okafor" in rehearsals.why_not(interview)
    assert rehearsals.next_with(interview.contact_id) == later
    interviews.closing.cancel(later.id)
    assert rehearsals.next_with(interview.contact_id) == idea
    interviews.closing.cancel(idea.id)
    assert rehearsals.next_with(interview.contact_id) is None
    assert interviews.get(idea.id).status is InterviewStatus.CANCELLED


def test_practice_stays_when_its_interview_is_deleted(
    core: Core, rehearsals: InterviewRehearsals, interview: Interview
) -> None:
    kept = rehearsals.count(interview.id, 5)
    core.services.interviews.closing.delete(interview.id)
    assert practised(core) == [kept]
    assert rehearsals.partner(kept) == ""
