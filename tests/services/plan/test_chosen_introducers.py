"""Who is set as the introducer in a form or on the command line: thanked where it was not long ago, once."""

from datetime import date, timedelta

import pytest

from netui.domain.people.contact import Contact, Stage
from netui.domain.people.follow_up import FollowUpState
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.introduction import Introduction
from netui.domain.values import replace
from netui.services.services import Services
from tests.factories import TODAY, make_contact
from tests.services.conftest import Core

ANA = make_contact(id=11, name="Ana Ruiz")
TOM = make_contact(id=13, name="Tom Weiss")
THANKS = "Thank Ana for the introduction to Dana"
NEWS = "Tell Ana how it went with Dana"


@pytest.fixture
def services(core: Core) -> Services:
    core.store.seed(ANA, TOM)
    return core.services


def add(core: Core, **fields: object) -> Contact:
    blank = core.contacts.blank("Dana Okafor")
    return core.contacts.add(replace(blank, **fields))  # type: ignore[arg-type]


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def owed(core: Core) -> list[str]:
    return [one.text for one in sorted(core.follow_ups.open(), key=lambda one: one.id)]


def records(core: Core) -> list[tuple[int | None, date | None, str]]:
    return [(one.by_id, one.on, one.text) for one in core.store.of(Introduction).all()]


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize(
    ("fields", "texts", "on"),
    [
        ({}, [THANKS], [TODAY]),
        ({"met_on": days_ago(30)}, [THANKS], [days_ago(30)]),
        ({"met_on": days_ago(31)}, [], []),
        ({"stage": Stage.POTENTIAL}, [], []),
    ],
)
def test_a_new_person_with_an_introducer(
    core: Core, fields: dict[str, object], texts: list[str], on: list[date]
) -> None:
    dana = add(core, introduced_by=ANA.id, **fields)
    assert owed(core) == texts
    assert [record[:2] for record in records(core)] == [(ANA.id, day) for day in on]
    assert [one.due_on for one in core.follow_ups.open()] == [TODAY for _ in texts]
    assert len(core.store.history()) == 1
    core.contacts.edit(dana, replace(dana, location="Bern"))
    assert owed(core) == texts


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize(("since", "met_on", "is_owed"), [(30, None, True), (31, None, False), (90, 5, True)])
def test_who_introduced_someone_is_set_later(
    core: Core, since: int, met_on: int | None, *, is_owed: bool
) -> None:
    dana = add(core)
    core.clock.advance(timedelta(days=since))
    today = core.present.today()
    day = today - timedelta(days=met_on) if met_on is not None else None
    core.log.log(contact_ids=(dana.id,), kind=InteractionKind.COFFEE, on=day or TODAY)
    now = core.contacts.get(dana.id)
    core.contacts.edit(now, replace(now, met_on=day, introduced_by=ANA.id))
    assert owed(core) == ([THANKS, NEWS] if is_owed else [])
    assert core.contacts.get(dana.id).introduced_by == ANA.id


@pytest.mark.usefixtures("services")
def test_thanks_are_promised_once(core: Core) -> None:
    dana = add(core)
    core.contacts.set_introducer(dana.id, ANA.id)
    (thanks,) = core.follow_ups.open()
    core.follow_ups.done(thanks.id)
    core.contacts.set_introducer(dana.id, None)
    assert records(core) == []
    core.contacts.set_introducer(dana.id, ANA.id)
    assert owed(core) == []


def test_another_introducer_is_thanked_in_place_of_the_first(core: Core, services: Services) -> None:
    dana = add(core)
    services.introductions.received(ANA.id, dana.id, days_ago(3), "over coffee")
    now = core.contacts.get(dana.id)
    core.contacts.edit(now, replace(now, introduced_by=TOM.id))
    assert owed(core) == ["Thank Tom for the introduction to Dana"]
    assert records(core) == [(TOM.id, days_ago(3), "over coffee")]
    core.history.undo()
    assert owed(core) == [THANKS]
    assert records(core) == [(ANA.id, days_ago(3), "over coffee")]
    core.contacts.set_introducer(dana.id, None)
    assert (owed(core), records(core)) == ([], [])


def test_a_corrected_record_of_long_ago_keeps_its_day_and_owes_nothing(
    core: Core, services: Services
) -> None:
    dana = add(core)
    services.introductions.received(ANA.id, dana.id, days_ago(400), "at a fair")
    (thanks,) = core.follow_ups.open()
    core.contacts.set_introducer(dana.id, TOM.id)
    assert (owed(core), records(core)) == ([], [(TOM.id, days_ago(400), "at a fair")])
    assert core.follow_ups.get(thanks.id).state is FollowUpState.DROPPED


def test_of_two_introducers_either_can_be_named_first(core: Core, services: Services) -> None:
    dana = add(core)
    services.introductions.received(ANA.id, dana.id)
    services.introductions.received(TOM.id, dana.id)
    before = (owed(core), records(core))
    core.contacts.set_introducer(dana.id, TOM.id)
    assert (owed(core), records(core)) == before


def test_an_introduction_asked_for_is_made_by_naming_who_made_it(core: Core, services: Services) -> None:
    dana = add(core, met_on=days_ago(200))
    services.introductions.asking.ask(ANA.id, dana.id, days_ago(9))
    core.contacts.set_introducer(dana.id, ANA.id)
    assert (owed(core), records(core)) == ([THANKS], [(ANA.id, TODAY, "")])
    assert services.introduction_views.asked_about(dana.id) == []
