"""The verbs of each row of the agenda: one works and one undo takes it back, or a sentence says why not."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest

from netui.bootstrap.routes import areas_of, routes_of
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.journal.reflection import ReflectionKind, Start
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Position
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.people.milestone import MilestoneKind
from netui.domain.plan.favour import FavourKind
from netui.domain.plan.mentoring import Mentoring, MentoringStage
from netui.domain.plan.skill import Skill
from netui.domain.plan.strategy import PlanAction
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.domain.week.agenda import (
    AgendaRow,
    EventDay,
    FollowUpDue,
    GroupMeets,
    InterviewAhead,
    InterviewOver,
    Preparation,
    PrepItem,
    RowKind,
    Subject,
    ToArea,
    ToDialog,
    ToScreen,
    Verb,
)
from netui.services.services import Services
from netui.tui.sections.agenda_keys import AgendaKeys
from tests.factories import make_event, make_goal, make_group
from tests.fakes import FakeClock
from tests.tui.services_builder import FRIDAY, build

TODAY = date(2026, 11, 20)
_LAST = TODAY + timedelta(days=30)
_ACTING = [Verb.DONE, Verb.SNOOZE, Verb.SKIP]


@pytest.fixture
def services() -> Services:
    """Everything that can be on the agenda is on it."""
    clock = FakeClock(datetime(2025, 1, 6, 11, tzinfo=UTC))
    services = build(clock=clock)
    services.brand.add_pitch("In the lift", "I make compilers small.")
    tom = _person(services, "Tom Weiss", cadence=Cadence.parse("weekly"), birthday=PartialDate(11, 22, 1990))
    ann, _ = (_person(services, "Ann Lee", positions=(Position("", "Acme"),)) for _ in range(2))
    services.contacts.edit(ann, replace(ann, cadence=Cadence.parse("weekly")))
    services.reflections.add(Start(kind=ReflectionKind.CHECK), {"hard": "Writing first"})
    clock.set(datetime(2026, 11, 9, 11, tzinfo=UTC))
    services.introductions.asking.ask(tom.id, _person(services, "Omar").id)
    services.interviews.add(_person(services, "Mei").id, status=InterviewStatus.ASKED)
    clock.set(FRIDAY)
    services.log.log(contact_ids=[tom.id], kind=InteractionKind.COFFEE, on=date(2026, 10, 1), text="tea")
    for kind in FollowUpKind:
        services.follow_ups.add(contact_id=tom.id, kind=kind, text=f"the {kind}", due_on=TODAY)
    services.follow_ups.add(contact_id=None, kind=FollowUpKind.OTHER, text="renew", due_on=TODAY)
    services.milestones.add(tom.id, MilestoneKind.AWARD, PartialDate(11, 18, 2026), text="best paper")
    services.favours.note(tom.id, Direction.RECEIVED, FavourKind.HELP, on=TODAY - timedelta(days=120))
    services.goals.add(make_goal(title="One talk a month"))
    services.events.add(make_event(title="RustFest", on=TODAY - timedelta(days=1)))
    services.events.add(make_event(title="PyCon", on=TODAY + timedelta(days=2)))
    services.plan_actions.add(PlanAction(id=0, uid="", text="Sign up", due_on=TODAY))
    mentor = Mentoring(
        id=0, uid="", contact_id=_person(services, "Zoe").id, stage=MentoringStage.ACTIVE, began_on=TODAY
    )
    services.mentoring.add(mentor)
    asked = replace(mentor, contact_id=_person(services, "Ada").id, stage=MentoringStage.ASKED)
    services.mentoring.add(replace(asked, asked_on=date(2026, 11, 9)))
    services.groups.add(make_group(name="Rustaceans", rhythm="every Tuesday"))
    services.skills.add(Skill(id=0, uid="", name="Rust", next_step="read on", next_on=TODAY))
    dana = _person(services, "Dana")
    ahead = services.interviews.add(dana.id, at=FRIDAY + timedelta(days=3))
    for text in ("Research Fastly", "Try the link"):
        services.interviews.preparation.add_item(ahead.id, text, due_on=TODAY)
    services.interviews.add(dana.id, at=FRIDAY + timedelta(hours=1))
    clock.advance(timedelta(hours=3))
    services.duplicates.find()
    return services


def _person(services: Services, name: str, **fields: Any) -> Any:
    return services.contacts.add(replace(services.contacts.blank(name), **fields))


def shown(services: Services) -> tuple[AgendaRow, ...]:
    rows = services.agenda.until(_LAST, all_check_ins=True).rows
    return tuple(one for row in rows for one in (row, *row.items))


def acts(services: Services) -> dict[Verb, Callable[[AgendaRow], object]]:
    actions = services.actions
    return {
        Verb.DONE: actions.done,
        Verb.SNOOZE: lambda row: actions.snooze(row, _snoozed_to(row)),
        Verb.SKIP: actions.skip,
    }


def _snoozed_to(row: AgendaRow) -> date:
    """Return a day to come; what prepares an interview is never snoozed past it."""
    return TODAY + timedelta(days=3) if row.kind is RowKind.PREP else _LAST + timedelta(days=30)


def test_every_kind_and_every_subject_has_a_source(services: Services) -> None:
    rows = shown(services)
    assert {row.kind for row in rows} == set(RowKind)
    assert {type(row.subject) for row in rows} == set(get_args(Subject))


@pytest.mark.parametrize("verb", _ACTING)
def test_a_verb_works_and_is_undone_or_says_why_not(services: Services, verb: Verb) -> None:
    before = shown(services)
    for row in before:
        act, why_not = acts(services)[verb], services.actions.why_not(verb, row)
        if why_not:
            with pytest.raises(InvalidValueError) as refused:
                act(row)
            assert str(refused.value) == why_not
            assert shown(services) == before
        else:
            act(row)
            assert row not in shown(services), row.id
            services.history.undo()
            assert shown(services) == before, row.id


def test_only_what_has_a_day_of_its_own_or_no_later_one_and_several_items_refuse(services: Services) -> None:
    refused = {
        (verb, type(row.subject))
        for row in shown(services)
        for verb in _ACTING
        if services.actions.why_not(verb, row)
    }
    assert refused == {
        (Verb.DONE, InterviewAhead),
        (Verb.DONE, InterviewOver),
        (Verb.DONE, EventDay),
        (Verb.DONE, GroupMeets),
        (Verb.SNOOZE, InterviewAhead),
        (Verb.SNOOZE, EventDay),
        (Verb.SNOOZE, GroupMeets),
        (Verb.SNOOZE, PrepItem),
        (Verb.SNOOZE, Preparation),
        (Verb.SKIP, Preparation),
        (Verb.SKIP, InterviewAhead),
        (Verb.SKIP, InterviewOver),
    }


def test_only_follow_ups_are_deleted(services: Services) -> None:
    for row in shown(services):
        assert (services.actions.why_not(Verb.DROP, row) == "") == isinstance(row.subject, FollowUpDue)


@pytest.mark.parametrize("verb", [Verb.DONE, Verb.EDIT, Verb.OPEN])
def test_a_row_leads_to_what_there_is_or_says_why_not(services: Services, verb: Verb) -> None:
    screens, areas = routes_of(services).open, {area.name for area in areas_of(services)}
    screen: Any = None
    dialogs = AgendaKeys(services, screen).dialogs
    for row in shown(services):
        lead = services.actions.leads(verb, row)
        if isinstance(lead, ToScreen):
            assert lead.kind in screens
        elif isinstance(lead, ToArea):
            assert lead.area in areas
        elif isinstance(lead, ToDialog):
            assert lead.name in dialogs
        elif verb is not Verb.DONE:
            assert services.actions.why_not(verb, row).endswith(".")


def test_what_is_due_later_anyway_is_not_put_off(services: Services) -> None:
    late = services.follow_ups.add(
        contact_id=None, kind=FollowUpKind.SEND, text="send it", due_on=TODAY + timedelta(days=9)
    )
    soon = services.follow_ups.add(contact_id=None, kind=FollowUpKind.SEND, text="now", due_on=TODAY)
    rows = {row.follow_up_id: row for row in services.agenda.until(TODAY + timedelta(days=20)).rows}
    with pytest.raises(InvalidValueError, match="is due on Sun 29 Nov 2026 anyway"):
        services.actions.snooze(rows[late.id], TODAY + timedelta(days=2))
    services.actions.snooze_all([rows[late.id], rows[soon.id]], TODAY + timedelta(days=2))
    assert services.follow_ups.get(late.id).snoozed_until is None
    assert services.follow_ups.get(soon.id).snoozed_until == TODAY + timedelta(days=2)
