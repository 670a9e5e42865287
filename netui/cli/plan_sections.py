"""The sections of the plan as commands know them: what each holds, what can be set, what done means."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from netui.cli.kept_sections import KEPT_SECTIONS
from netui.cli.plan_section import Done, PlanSection
from netui.domain.counted import count_people
from netui.domain.errors import AmbiguousError, InvalidValueError
from netui.domain.people.milestone import Milestone
from netui.domain.plan.collaboration import Collaboration, CollaborationState
from netui.domain.plan.event import Event, EventState, met_lines
from netui.domain.plan.favour import Favour
from netui.domain.plan.group import Group, read_hours
from netui.domain.plan.mentoring import Mentoring
from netui.domain.plan.opportunity import Opportunity
from netui.domain.plan.practice import Practice
from netui.domain.plan.skill import Skill, SkillState
from netui.domain.plan.strategy import ActionState, PlanAction, Strategy
from netui.domain.plan.target import Target
from netui.domain.text import fold

if TYPE_CHECKING:
    from netui.services.services import Services


_NEXT = ("next_step", "next_on")
_NEXT_STATE = {
    CollaborationState.IDEA: CollaborationState.ACTIVE,
    CollaborationState.ACTIVE: CollaborationState.DONE,
}


def _events(service: Any) -> Iterable[Event]:
    return [*service.untold(), *service.coming(), *service.past()]


def _enter_event(service: Any, event: Event, state: EventState) -> None:
    ways = {
        EventState.PLANNED: service.plan_again,
        EventState.SKIPPED: service.skipped,
        EventState.ATTENDED: service.attended,
    }
    ways[state](event.id)


def _enter_skill(service: Any, skill: Skill, state: SkillState) -> None:
    if state is SkillState.REACHED:
        raise InvalidValueError(f"“{skill.name}” is reached by its level: --set level={skill.wanted}")
    if (state is SkillState.PAUSED) != (skill.state is SkillState.PAUSED):
        service.pause(skill.id)


def _enter_action(service: Any, action: PlanAction, state: ActionState) -> None:
    if state is ActionState.OPEN:
        raise InvalidValueError("netui undo opens an action again")
    (service.finish if state is ActionState.DONE else service.drop)(action.id)


def _move_on(services: "Services", entry: Collaboration, _: Done) -> None:
    state = _NEXT_STATE.get(entry.state)
    if state is None:
        raise InvalidValueError(f"“{entry.title}” is {entry.state} already: --set state=... says another")
    services.collaborations.set_state(entry.id, state)


def _met_group(services: "Services", group: Group, done: Done) -> None:
    if done.hours:
        services.groups.give_hours(group.id, read_hours(done.hours), on=done.on, text=done.text)
    else:
        services.groups.log_meeting(group.id, done.text, on=done.on)


def _attended(services: "Services", event: Event, done: Done) -> list[int]:
    """Keep who was met; return the people that nothing was added for."""
    from netui.services.people.finding import candidate
    from netui.services.people.recognition import Recognition
    from netui.services.plan.events import MetPerson, has_lines

    if not done.met:
        services.events.attended(event.id, done.contact_ids, notes=done.text)
        is_new = not has_lines(event.notes, done.text)
        return [] if is_new else [one for one in done.contact_ids if one in event.contact_ids]
    if done.contact_ids or done.text:
        raise InvalidValueError("--met has a line for each person, with notes: leave --with and --text out")
    recognition = Recognition(services.contacts.rows())
    lines = met_lines("\n".join(done.met))
    met = []
    for line in lines:
        found = recognition.who(line)
        if unread := services.events.unread_day(line):
            raise InvalidValueError(f"{line.name}: {unread}")
        known = found.known
        is_sure = known is not None and line.company and fold(known.company) == fold(line.company)
        if found.others and not is_sure:
            could_be = [*filter(None, [known]), *found.others]
            remedy = "write the whole name, or “at” and the company"
            raise AmbiguousError(
                f"“{line.name}” can be {count_people(len(could_be))}: {remedy}",
                tuple(map(candidate, could_be)),
            )
        met.append(MetPerson(line, known.id if known is not None else None))
    return list(services.events.finish(event.id, met).again)


def _kept_before(services: "Services", contact_ids: Sequence[int]) -> str:
    """Name the people that nothing was added for, as all of it was kept before."""
    names = ", ".join(map(services.contacts.name_of, contact_ids))
    return f"Nothing added for {names}: it was all kept before" if names else ""


def _step_taken(services: "Services", entry: Target, _: Done) -> None:
    from netui.domain.week.agenda import NextStep

    if not entry.next_step:
        raise InvalidValueError(f"“{entry.name}” has no next step: --set next_step=... gives it one")
    services.plan_actions.next_steps.take(NextStep("wanted", entry.id))


SECTIONS = {
    section.name: section
    for section in (
        PlanSection(
            name="strategies",
            word="strategy",
            entity=Strategy,
            service=lambda services: services.strategies,
            first="title",
            fields=("goal_id", "why", "reach", "state", "contact_ids", "yielded"),
            done_means="say how it went: netui plan set strategies NAME --set state=works, or dropped",
        ),
        PlanSection(
            name="actions",
            word="action",
            entity=PlanAction,
            service=lambda services: services.plan_actions,
            first="text",
            fields=("due_on", "goal_id", "strategy_id", "state"),
            done=lambda services, entry, _: services.plan_actions.finish(entry.id),
            done_means="the action is done",
            state="state",
            enter=_enter_action,
        ),
        PlanSection(
            name="groups",
            word="group",
            entity=Group,
            service=lambda services: services.groups,
            first="name",
            fields=(
                *("kind", "role", "joined_on", "objectives", "criteria", "rhythm"),
                *("contact_ids", "link", "notes"),
            ),
            past=("joined_on",),
            done=_met_group,
            done_means="it met (--on, --text); with --hours, time you gave to it",
            done_with=("on", "text", "hours"),
        ),
        PlanSection(
            name="events",
            word="event",
            entity=Event,
            service=lambda services: services.events,
            every=_events,
            first="title",
            fields=("on", "place", "group_id", "goals", "state", "contact_ids", "notes"),
            done=_attended,
            more_words=_kept_before,
            done_means="you were there, and met the people of --with, or of --met, new ones too",
            done_with=("text", "with", "met"),
            state="state",
            enter=_enter_event,
        ),
        PlanSection(
            name="targets",
            word="target",
            entity=Target,
            service=lambda services: services.targets,
            first="name",
            fields=("kind", "why", *_NEXT),
            done=_step_taken,
            done_means="the next step is done",
        ),
        PlanSection(
            name="skills",
            word="skill",
            entity=Skill,
            service=lambda services: services.skills,
            first="name",
            fields=("why", "level", "wanted", "contact_ids", *_NEXT, "state"),
            done=lambda services, entry, _: services.skills.step(entry.id),
            done_means="you are one level up",
            state="state",
            enter=_enter_skill,
        ),
        PlanSection(
            name="opportunities",
            word="opportunity",
            entity=Opportunity,
            service=lambda services: services.opportunities,
            first="title",
            fields=(
                *("kind", "state", "contact_id", "company", "strategy_id", "text"),
                *(*_NEXT, "found_on"),
            ),
            past=("found_on",),
            done=lambda services, entry, _: services.opportunities.move_on(entry.id),
            done_means="it is one step on: open, pursued, won",
            state="state",
            enter=lambda service, entry, state: service.set_state(entry.id, state),
        ),
        PlanSection(
            name="mentoring",
            word="mentoring",
            entity=Mentoring,
            service=lambda services: services.mentoring,
            first="contact_id",
            fields=("side", "stage", "rhythm", "goals", "agenda", "next_on"),
            done=lambda services, entry, done: services.mentoring.met(
                entry.id, on=done.on or services.present.today(), text=done.text
            ),
            done_means="you met (--on, --text)",
            done_with=("on", "text"),
            state="stage",
            enter=lambda service, entry, state: service.set_stage(entry.id, state),
        ),
        PlanSection(
            name="collaborations",
            word="collaboration",
            entity=Collaboration,
            service=lambda services: services.collaborations,
            every=lambda service: service.all(),
            first="title",
            fields=("kind", "contact_ids", "state", "from_on", "to_on", "text", *_NEXT),
            done=_move_on,
            done_means="it is one step on: an idea, active, done",
            state="state",
            enter=lambda service, entry, state: service.set_state(entry.id, state),
        ),
        PlanSection(
            name="favours",
            word="favour",
            entity=Favour,
            service=lambda services: services.favours,
            every=lambda service: service.noted(),
            first="contact_id",
            fields=("direction", "kind", "on", "text"),
            past=("on",),
            add=lambda service, draft: service.note(
                draft.contact_id, draft.direction, draft.kind, draft.text, draft.on
            ),
            done_means="note what was given: netui plan add favours NAME --set direction=gave --set kind=...",
        ),
        PlanSection(
            name="milestones",
            word="milestone",
            entity=Milestone,
            service=lambda services: services.milestones,
            first="contact_id",
            fields=("kind", "on", "yearly", "text"),
            past=("on",),
            add=lambda service, draft: service.add(
                draft.contact_id, draft.kind, draft.on, yearly=draft.yearly, text=draft.text
            ),
            done_means="congratulate them when the day comes: netui done NAME",
        ),
        PlanSection(
            name="practice",
            word="practice",
            entity=Practice,
            service=lambda services: services.practice,
            first="kind",
            fields=("on", "confidence", "visibility", "minutes", "text"),
            past=("on",),
            done_means="add what you practised: netui plan add practice pitch --set confidence=3",
        ),
        *KEPT_SECTIONS,
    )
}
"""The sections by their names."""
