"""Favours: noted, counted by themselves, in balance, and what could be given back."""

from datetime import date, timedelta

import pytest

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.contact import Position
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.favour import FavourKind, FavourSource
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.services.services import Services
from tests.factories import TODAY, hostile_contact, make_contact, make_interview
from tests.services.conftest import Core

ANA = make_contact(id=11, name="Ana Ruiz", interests=("compilers", "tea"), tags=("mentor",))
TOM = make_contact(id=13, name="Tom Weiss", introduced_by=11, met_on=date(2026, 3, 1))
MEI = make_contact(id=14, name="Mei Chen", company="Acme", interests=("Compilers",))


@pytest.fixture
def services(core: Core) -> Services:
    core.store.seed(ANA, TOM, MEI)
    return core.services


def test_a_favour_is_noted_changed_and_removed(core: Core, services: Services) -> None:
    favours = services.favours
    given = favours.note(MEI.id, Direction.GAVE, FavourKind.REVIEW, " her talk ", TODAY - timedelta(days=1))
    favours.note(MEI.id, Direction.RECEIVED, FavourKind.TIME)
    assert (given.text, given.direction, given.on) == ("her talk", Direction.GAVE, date(2026, 11, 19))
    assert [(one.kind, one.source) for one in favours.of(MEI.id)] == [
        (FavourKind.TIME, FavourSource.NOTED),
        (FavourKind.REVIEW, FavourSource.NOTED),
    ]
    assert favours.edit(replace(given, kind=FavourKind.HELP, text="x ")).text == "x"
    both = favours.edit(replace(given, on=TODAY), given)
    assert (both.text, both.kind, both.on) == ("x", FavourKind.HELP, TODAY)
    favours.edit(replace(given, text="y"), given)
    assert core.store.history()[0].label.endswith("(meanwhile the text had become x)")
    favours.edit(both)
    favours.remove(given.id)
    assert favours.balance(MEI.id).gave == 0
    core.history.undo()
    assert favours.get(given.id).kind is FavourKind.HELP
    assert [one.label for one in core.store.history()][-1] == "Gave Mei Chen: review"


def test_what_cannot_be_a_favour_is_refused(core: Core, services: Services) -> None:
    with pytest.raises(InvalidValueError, match="goes one way"):
        services.favours.note(MEI.id, Direction.BOTH, FavourKind.TIME)
    with pytest.raises(InvalidValueError, match="still to come"):
        services.favours.note(MEI.id, Direction.GAVE, FavourKind.TIME, on=TODAY + timedelta(days=1))
    with pytest.raises(NotFoundError):
        services.favours.note(999, Direction.GAVE, FavourKind.TIME)
    with pytest.raises(NotFoundError):
        services.favours.remove(999)
    assert core.store.history() == []


def test_introductions_follow_ups_and_the_log_count_by_themselves(core: Core, services: Services) -> None:
    services.introductions.made(ANA.id, MEI.id)
    core.log.log(
        contact_ids=(ANA.id,),
        kind=InteractionKind.EMAIL,
        on=TODAY,
        direction=Direction.RECEIVED,
        text="Sent her slides",
    )
    kept = core.follow_ups.add(contact_id=ANA.id, kind=FollowUpKind.SEND, text="Send book", due_on=TODAY)
    core.follow_ups.done(kept.id)
    ledger = [(one.direction, one.kind, one.source) for one in services.favours.of(ANA.id)]
    assert sorted(ledger) == sorted(
        [
            (Direction.GAVE, FavourKind.INTRODUCTION, FavourSource.INTRODUCTION),
            (Direction.RECEIVED, FavourKind.INTRODUCTION, FavourSource.INTRODUCTION),
            (Direction.RECEIVED, FavourKind.ARTICLE, FavourSource.LOG),
            (Direction.GAVE, FavourKind.ARTICLE, FavourSource.PROMISE),
        ]
    )
    brought = next(one for one in services.favours.of(ANA.id) if one.text == "to Tom Weiss")
    assert brought.on == date(2026, 3, 1)


def test_a_follow_up_done_by_a_note_is_one_favour(core: Core, services: Services) -> None:
    kept = core.follow_ups.add(contact_id=MEI.id, kind=FollowUpKind.SEND, text="Send book", due_on=TODAY)
    core.log.log(
        contact_ids=(MEI.id,),
        kind=InteractionKind.EMAIL,
        on=TODAY,
        direction=Direction.GAVE,
        template="share-resource",
    )
    core.follow_ups.done(kept.id, logged=True)
    assert services.favours.balance(MEI.id).gave == 1
    assert [(one.row.name, one.balance.gave) for one in services.favours.people()][-1] == ("Mei Chen", 1)


def test_the_whole_balance_follows_every_change(core: Core, services: Services) -> None:
    favours = services.favours
    assert [(one.row.name, one.balance.net) for one in favours.people()] == [("Ana Ruiz", -1)]
    entry = core.log.log(
        contact_ids=(ANA.id, MEI.id),
        kind=InteractionKind.SOCIAL,
        on=TODAY,
        direction=Direction.GAVE,
        text="Commented",
    )
    assert [one.row.name for one in favours.people() if one.balance.only_received] == []
    assert (favours.overall().gave, favours.overall().received) == (2, 1)
    core.log.remove(entry.id)
    assert [one.row.name for one in favours.people() if one.balance.only_received] == ["Ana Ruiz"]
    core.history.undo()
    assert favours.overall().gave == 2
    kept = core.follow_ups.add(
        contact_id=MEI.id, kind=FollowUpKind.CONGRATULATE, text="Well done", due_on=TODAY
    )
    core.follow_ups.done(kept.id)
    assert favours.overall().gave == 3
    for person in favours.people():
        assert person.balance == favours.balance(person.row.id)
    core.contacts.delete([ANA.id])
    assert {one.row.name for one in favours.people()} == {"Mei Chen"}


def test_the_balance_goes_by_the_name_of_today(core: Core, services: Services) -> None:
    assert [one.row.name for one in services.favours.people()] == ["Ana Ruiz"]
    core.contacts.edit(ANA, replace(ANA, name="Ana Vega"))
    assert [one.row.name for one in services.favours.people()] == ["Ana Vega"]


def test_the_log_counts_for_two_years(core: Core, services: Services) -> None:
    for on in (TODAY - timedelta(days=729), TODAY - timedelta(days=731)):
        core.log.log(
            contact_ids=(MEI.id,), kind=InteractionKind.INTERVIEW, on=on, direction=Direction.RECEIVED
        )
    assert services.favours.balance(MEI.id).received == 1
    assert services.favours.people()[0].balance.received == 1
    core.clock.advance(timedelta(days=5))
    assert services.favours.balance(MEI.id).received == 0
    assert [one.row.name for one in services.favours.people()] == ["Ana Ruiz"]


def test_ideas_come_from_follow_ups_days_interests_and_what_i_wrote(core: Core, services: Services) -> None:
    core.contacts.edit(
        ANA,
        replace(
            ANA,
            positions=(Position("Lead", "Nordlicht", "2026-10"),),
            birthday=PartialDate.parse("--11-25"),
        ),
    )
    core.follow_ups.add(contact_id=ANA.id, kind=FollowUpKind.SEND, text="Send the paper", due_on=TODAY)
    core.log.log(
        contact_ids=(MEI.id,),
        kind=InteractionKind.EMAIL,
        on=TODAY,
        direction=Direction.GAVE,
        text="Sent the article on compilers",
    )
    core.store.seed(
        make_interview(
            contact_id=TOM.id,
            contact_name="Tom Weiss",
            status=InterviewStatus.DONE,
            insights=("Tea is best at 80 degrees",),
        )
    )
    assert services.favours.ideas(ANA.id) == [
        "Keep your promise: Send the paper",
        "Congratulate: Lead at Nordlicht, since 2026-10",
        "Wish a happy birthday on Wed 25 Nov",
        "tea: share what Tom Weiss told you: “Tea is best at 80 degrees”",
        "compilers: pass on what you gave Mei Chen: “Sent the article on compilers”",
        "Introduce Mei Chen: compilers for both",
    ]
    services.favours.note(ANA.id, Direction.GAVE, FavourKind.CONGRATULATION)
    assert "Congratulate: Lead at Nordlicht, since 2026-10" not in services.favours.ideas(ANA.id)


def test_hostile_people_break_nothing(core: Core, services: Services) -> None:
    nasty = hostile_contact(id=66)
    core.store.seed(nasty)
    services.favours.note(nasty.id, Direction.RECEIVED, FavourKind.OTHER, nasty.notes)
    services.favours.ideas(nasty.id)
    given = [one for one in services.favours.people() if one.balance.only_received]
    assert given[-1].row.id in {11, 66}
