"""Two sessions on one store: what one has not read yet of the other is kept, or shown."""

from collections.abc import Callable
from pathlib import Path

import pytest

from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.plan.collaboration import Collaboration, CollaborationState
from netui.domain.plan.goal import Goal, Measure
from netui.domain.plan.introduction import Introduction
from netui.domain.plan.strategy import Strategy, StrategyState
from netui.domain.values import replace
from netui.services.ports import Change
from netui.services.services import Services
from tests.factories import TODAY, make_contact, make_event, make_goal, make_group
from tests.storage.opened import opened
from tests.tui.services_builder import build


def test_a_change_is_announced_with_what_another_session_had_made_of_it(tmp_path: Path) -> None:
    here, there = opened(tmp_path, "here"), opened(tmp_path, "there")
    group = build(here).groups.add(make_group(name="Rust Club", notes="first"))
    there.catch_up()
    build(there).groups.edit(replace(group, notes="theirs"), group)
    changes: list[Change] = []
    here.subscribe(changes.append)
    build(here).groups.edit(replace(group, notes="mine"), group)
    assert [one.overtaken for one in changes] == ["", "the notes had become theirs"]
    assert here.history()[0].label == "Change group: Rust Club (meanwhile the notes had become theirs)"
    here.close()
    there.close()


def test_a_key_leaves_a_text_that_this_session_has_not_read_yet(tmp_path: Path) -> None:
    here, there = opened(tmp_path, "here"), opened(tmp_path, "there")
    strategies = build(here).strategies
    base = strategies.add(Strategy(id=0, uid="", title="Meetups", why="first"))
    there.catch_up()
    build(there).strategies.edit(replace(base, why="theirs"), base)
    judged = strategies.judge(base.id, StrategyState.DROPPED)
    assert (judged.why, judged.state) == ("theirs", StrategyState.DROPPED)
    here.close()
    there.close()


def _owed(services: Services, person: int) -> FollowUp:
    return services.follow_ups.add(
        contact_id=person, kind=FollowUpKind.OTHER, text="first", due_on=TODAY, repeats=None
    )


def _written_again(services: Services, owed: FollowUp) -> object:
    return services.follow_ups.edit(replace(owed, text="theirs"), owed)


def _planned(services: Services, person: int) -> Introduction:
    other = services.contacts.add(make_contact(name="Bo Ek"))
    return services.introductions.plan(person, other.id, "first")


def _explained(services: Services, plan: Introduction) -> object:
    return services.introductions.edit(plan.id, on=None, text="theirs", base=plan)


def _together(services: Services, person: int) -> Collaboration:
    return services.collaborations.add(Collaboration(id=0, uid="", title="first", contact_ids=(person,)))


def _renamed(services: Services, work: Collaboration) -> object:
    return services.collaborations.edit(replace(work, title="theirs"), work)


KEYS: dict[str, tuple[Callable[..., object], Callable[..., object], Callable[..., object]]] = {
    "done": (_owed, _written_again, lambda s, owed: s.follow_ups.done(owed.id).text),
    "drop": (_owed, _written_again, lambda s, owed: s.follow_ups.drop(owed.id).text),
    "snooze": (
        _owed,
        _written_again,
        lambda s, owed: s.follow_ups.snooze(owed.id, TODAY.replace(year=TODAY.year + 1)).text,
    ),
    "asked": (_planned, _explained, lambda s, plan: s.introductions.asked(plan.id, plan.contact_id).text),
    "introduce": (_planned, _explained, lambda s, plan: s.introductions.make(plan.id).text),
    "do not introduce": (_planned, _explained, lambda s, plan: s.introductions.drop(plan.id).text),
    "begin": (
        _together,
        _renamed,
        lambda s, work: s.collaborations.set_state(work.id, CollaborationState.ACTIVE).title,
    ),
}


@pytest.mark.parametrize("key", KEYS)
def test_a_key_leaves_words_that_another_session_wrote(tmp_path: Path, key: str) -> None:
    make, change, press = KEYS[key]
    here, there = opened(tmp_path, "here"), opened(tmp_path, "there")
    services = build(here)
    thing = make(services, services.contacts.add(make_contact(name="Ana Silva")).id)
    there.catch_up()
    change(build(there), thing)
    assert press(services, thing) == "theirs"
    here.close()
    there.close()


def test_what_two_sessions_count_by_hand_is_counted_twice(tmp_path: Path) -> None:
    here, there = opened(tmp_path, "here"), opened(tmp_path, "there")
    goal: Goal = build(here).goals.add(make_goal(measure=Measure.BY_HAND))
    there.catch_up()
    build(there).goals.count_by_hand(goal.id)
    assert len(build(here).goals.count_by_hand(goal.id).counted) == 2
    here.close()
    there.close()


def test_people_met_by_two_sessions_at_an_event_are_all_kept(tmp_path: Path) -> None:
    here, there = opened(tmp_path, "here"), opened(tmp_path, "there")
    services = build(here)
    ana, bo = (services.contacts.add(make_contact(name=name)).id for name in ("Ana Silva", "Bo Ek"))
    event = services.events.add(make_event())
    there.catch_up()
    build(there).events.attended(event.id, [ana])
    assert set(services.events.attended(event.id, [bo]).contact_ids) == {ana, bo}
    here.close()
    there.close()
