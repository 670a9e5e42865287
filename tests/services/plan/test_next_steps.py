"""What of the plan comes due: next steps, meetings of groups, a mentor who was asked."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import Contact
from netui.domain.plan.collaboration import Collaboration, CollaborationState
from netui.domain.plan.group import GroupMeeting
from netui.domain.plan.mentoring import Mentoring, MentoringSide, MentoringStage
from netui.domain.plan.opportunity import Opportunity, OpportunityState
from netui.domain.plan.skill import Skill, SkillState
from netui.domain.plan.target import Target, TargetKind
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, NextStep, RowKind, ToArea, ToDialog, Verb
from tests.factories import make_event, make_group
from tests.services.conftest import Core

TODAY, LATER = date(2026, 11, 20), date(2026, 12, 20)
STEP: dict[str, Any] = {"id": 0, "uid": "", "next_step": "call Mia", "next_on": date(2026, 11, 24)}


def person(core: Core, name: str = "Ann") -> Contact:
    return core.contacts.add(core.contacts.blank(name))


def rows(core: Core) -> list[AgendaRow]:
    return list(core.services.agenda.week().rows)


def only(core: Core) -> AgendaRow:
    (row,) = rows(core)
    return row


def add(core: Core, section: str, ann: Contact) -> Any:
    one = core.services
    match section:
        case "opportunities":
            return one.opportunities.add(Opportunity(title="SRE", contact_id=ann.id, **STEP))
        case "wanted":
            return one.targets.add(Target(kind=TargetKind.COMPANY, name="Fastly", **STEP))
        case "collaborations":
            return one.collaborations.add(Collaboration(title="Article", contact_ids=(ann.id,), **STEP))
        case _:
            return one.skills.add(Skill(name="Rust", contact_ids=(ann.id,), **STEP))


def read(core: Core, section: str, entry: Any) -> Any:
    return core.store.of(type(entry)).get(entry.id)


@pytest.mark.parametrize("section", ["opportunities", "wanted", "collaborations", "skills"])
def test_a_next_step_comes_due_and_is_taken(core: Core, section: str) -> None:
    ann = person(core)
    entry = add(core, section, ann)
    row = only(core)
    assert (row.kind, row.text, row.due_on) == (RowKind.ACTION, "call Mia", date(2026, 11, 24))
    assert row.contact_id == (None if section == "wanted" else ann.id)
    assert core.services.agenda.marks(TODAY) == {date(2026, 11, 24): 1}
    assert [one.id for one in core.services.agenda.until(LATER, calendar=True).rows] == [row.id]
    actions = core.services.actions
    assert actions.leads(Verb.OPEN, row) == ToArea("plan", f"{section}:{entry.id}")
    assert actions.leads(Verb.DONE, row) == ToDialog("next-step")
    actions.snooze(row, date(2026, 11, 26))
    assert only(core).due_on == date(2026, 11, 26)
    core.services.plan_actions.next_steps.take(NextStep(section, entry.id), " write  it up ", TODAY)
    assert (only(core).text, only(core).due_on) == ("write it up", TODAY)
    actions.done(only(core))
    assert rows(core) == []
    assert (read(core, section, entry).next_step, read(core, section, entry).next_on) == ("", None)
    core.history.undo()
    assert only(core).text == "write it up"
    actions.skip(only(core))
    assert rows(core) == []


def test_what_is_closed_asks_for_no_step(core: Core) -> None:
    ann, one = person(core), core.services
    lead = add(core, "opportunities", ann)
    one.opportunities.set_state(lead.id, OpportunityState.LOST)
    article = add(core, "collaborations", ann)
    one.collaborations.set_state(article.id, CollaborationState.DONE)
    skill = add(core, "skills", ann)
    assert one.skills.pause(skill.id).state is SkillState.PAUSED
    assert rows(core) == []
    one.opportunities.set_state(lead.id, OpportunityState.OPEN)
    assert [row.who for row in rows(core)] == ["SRE"]


def test_a_group_meets_on_the_agenda(core: Core) -> None:
    groups = core.services.groups
    rust = groups.add(make_group(name="Rustaceans", rhythm="every Tuesday"))
    groups.add(make_group(name="No days", rhythm=""))
    row = next(row for row in rows(core) if row.kind is RowKind.GROUP)
    evening = core.services.events.add(make_event(group_id=rust.id, on=date(2026, 11, 24)))
    assert [one.kind for one in rows(core)] == [RowKind.EVENT], "the event is the meeting"
    core.services.events.remove(evening.id)
    assert (row.who, row.due_on, row.why) == ("Rustaceans", date(2026, 11, 24), "meets every Tuesday")
    assert core.services.agenda.marks(TODAY) == {date(2026, 11, 24): 1}
    assert row.id in [one.id for one in core.services.agenda.until(LATER, calendar=True).rows]
    with pytest.raises(InvalidValueError, match="Rustaceans meets on Tue 24"):
        core.services.actions.done(row)
    core.clock.set(datetime(2026, 11, 24, 18, tzinfo=UTC))
    core.services.actions.done(only(core))
    assert groups.get(rust.id).meetings == (GroupMeeting(on=date(2026, 11, 24)),)
    following = only(core)
    assert following.due_on == date(2026, 12, 1)
    core.services.actions.skip(following)
    assert rows(core) == []
    core.clock.set(datetime(2026, 12, 2, 18, tzinfo=UTC))
    assert only(core).due_on == date(2026, 12, 8)


@pytest.mark.parametrize("side", MentoringSide)
def test_someone_asked_about_mentoring_has_seven_working_days_then_once_more(
    core: Core, side: MentoringSide
) -> None:
    ann, one = person(core), core.services
    asked = Mentoring(id=0, uid="", contact_id=ann.id, side=side, stage=MentoringStage.ASKED)
    made = one.mentoring.add(asked)
    row = one.agenda.until(date(2026, 12, 31)).rows[0]
    assert (row.due_on, row.text) == (date(2026, 12, 1), "no answer yet: ask once more")
    assert one.search.due_on(core.contacts.get(ann.id)) == date(2026, 12, 1)
    core.clock.set(datetime(2026, 12, 3, 11, tzinfo=UTC))
    assert (only(core).due_on, only(core).since) == (date(2026, 12, 3), date(2026, 12, 1))
    assert one.actions.leads(Verb.DONE, only(core)) == ToDialog("mentor-asked")
    one.actions.done(only(core))
    assert one.mentoring.get(made.id).second_try_on == date(2026, 12, 3)
    core.clock.advance(timedelta(days=11))
    one.actions.done(only(core))
    assert one.mentoring.get(made.id).stage is MentoringStage.ENDED
    assert rows(core) == []


@pytest.mark.parametrize("stage", [one for one in MentoringStage if one is not MentoringStage.ASKED])
def test_asking_again_about_mentoring_starts_a_new_wait_whatever_was_skipped(
    core: Core, stage: MentoringStage
) -> None:
    ann, one = person(core), core.services
    made = one.mentoring.add(Mentoring(id=0, uid="", contact_id=ann.id, stage=MentoringStage.ASKED))
    core.clock.set(datetime(2026, 12, 3, 11, tzinfo=UTC))
    one.actions.skip(only(core))
    assert rows(core) == []
    one.mentoring.set_stage(made.id, stage)
    one.mentoring.set_stage(made.id, MentoringStage.ASKED)
    assert one.mentoring.get(made.id).asked_on == date(2026, 12, 3)
    assert [row.subject for row in one.agenda.until(date(2026, 12, 11)).rows] == []
    core.clock.set(datetime(2026, 12, 14, 11, tzinfo=UTC))
    assert (only(core).since, only(core).text) == (date(2026, 12, 14), "no answer yet: ask once more")


def test_an_answer_ends_the_wait(core: Core) -> None:
    ann, mentoring = person(core), core.services.mentoring
    made = mentoring.add(Mentoring(id=0, uid="", contact_id=ann.id, stage=MentoringStage.ASKED))
    core.clock.set(datetime(2026, 12, 3, 11, tzinfo=UTC))
    core.services.actions.skip(only(core))
    assert rows(core) == []
    mentoring.asked_again(made.id)
    tried = mentoring.set_stage(made.id, MentoringStage.TRYING)
    assert tried.second_try_on is None
    core.clock.set(datetime(2026, 12, 28, 11, tzinfo=UTC))
    assert [row.id for row in rows(core)] == [f"mentoring:{made.id}:2027-01-03"]


def test_before_an_interview_you_see_skills_and_groups_in_common(core: Core) -> None:
    ann, bob, one = person(core), person(core, "Bob"), core.services
    add(core, "skills", ann)
    one.skills.add(Skill(id=0, uid="", name="Go", contact_ids=(bob.id,)))
    one.groups.add(make_group(name="Rustaceans", contact_ids=(ann.id, bob.id)))
    one.groups.add(make_group(name="Gophers", contact_ids=(bob.id,)))
    brief = one.briefs.of(ann.id)
    assert [skill.name for skill in brief.skills] == ["Rust"]
    assert [group.name for group in brief.groups] == ["Rustaceans"]
    one.skills.edit(replace(brief.skills[0], level=5, wanted=5))
    assert one.briefs.of(ann.id).skills == ()
