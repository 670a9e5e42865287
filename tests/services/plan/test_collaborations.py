"""Collaborations: begun, moved on, ended, with people who may leave."""

from datetime import date, timedelta
from typing import Any

import pytest

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.plan.collaboration import Collaboration, CollaborationKind, CollaborationState
from netui.domain.values import replace
from netui.services.plan.collaborations import CollaborationService
from tests.factories import TODAY, make_contact
from tests.services.conftest import Core

ANA = make_contact(id=11, name="Ana Ruiz")
TOM = make_contact(id=13, name="Tom Weiss")


@pytest.fixture
def service(core: Core) -> CollaborationService:
    core.store.seed(ANA, TOM)
    return CollaborationService(core.store, core.present)


def test_a_collaboration_goes_from_idea_to_done(core: Core, service: CollaborationService) -> None:
    draft = Collaboration(
        id=0, uid="", title="  Slow   builds ", kind=CollaborationKind.ARTICLE, contact_ids=(11, 13, 11)
    )
    made = service.add(draft)
    assert (made.title, made.contact_ids, made.state) == ("Slow builds", (11, 13), CollaborationState.IDEA)
    assert service.open_count() == 1
    active = service.set_state(made.id, CollaborationState.ACTIVE)
    assert (active.from_on, active.to_on) == (TODAY, None)
    core.clock.advance(timedelta(days=9))
    done = service.set_state(made.id, CollaborationState.DONE)
    assert (done.from_on, done.to_on, done.is_open) == (TODAY, date(2026, 11, 29), False)
    assert service.open_count() == 0
    assert service.with_contact(11) == [done]
    core.contacts.delete([11])
    assert service.edit(replace(done, text=" out now ")).text == "out now"
    service.edit(replace(done, contact_ids=(13,), kind=CollaborationKind.PROJECT), done)
    both = service.edit(replace(done, title="Builds"), done)
    assert (both.title, both.text, both.kind, both.contact_ids) == (
        "Builds",
        "out now",
        CollaborationKind.PROJECT,
        (13,),
    )
    service.remove(made.id)
    with pytest.raises(NotFoundError):
        service.get(made.id)
    core.history.undo()
    assert service.get(made.id).text == "out now"


def test_active_ones_come_first_then_ideas(service: CollaborationService) -> None:
    states = (CollaborationState.DONE, CollaborationState.IDEA, CollaborationState.ACTIVE)
    for state in states:
        service.add(Collaboration(id=0, uid="", title=state.value, state=state))
    assert [one.title for one in service.all()] == ["active", "idea", "done"]


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"title": "  "}, "needs a title"),
        ({"from_on": TODAY, "to_on": TODAY - timedelta(days=1)}, "before it begins"),
    ],
)
def test_what_makes_no_sense_is_refused(
    core: Core, service: CollaborationService, over: dict[str, Any], words: str
) -> None:
    draft = Collaboration(id=0, uid="", title="Builds")
    with pytest.raises(InvalidValueError, match=words):
        service.add(replace(draft, **over))
    with pytest.raises(NotFoundError):
        service.add(replace(draft, contact_ids=(999,)))
    assert core.store.history() == []
    assert core.store.of(Collaboration).all() == []
