"""Undo and redo, in any order that still applies."""

from datetime import date

import pytest

from netui.domain.errors import ConflictError, NotFoundError
from netui.domain.people.cadence import Cadence
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import InteractionKind
from netui.domain.values import replace
from netui.domain.week.promises import NewFollowUp
from netui.services.ports import Change
from tests.services.conftest import Core


def test_an_old_log_entry_is_undone_under_later_ones(core: Core) -> None:
    blank = core.contacts.blank("Ann")
    ann = core.contacts.add(replace(blank, cadence=Cadence.parse("6 weeks"), cadence_from=date(2026, 10, 1)))
    later = core.log.log(contact_ids=[ann.id], kind=InteractionKind.CALL, on=date(2026, 11, 10))
    logged = core.history.entries()[0].seq
    core.log.log(contact_ids=[ann.id], kind=InteractionKind.COFFEE, on=date(2026, 11, 1))
    core.history.undo(logged)
    assert [one.on for one in core.log.for_contact(ann.id)] == [date(2026, 11, 1)]
    assert core.contacts.get(ann.id).last_contact_on == date(2026, 11, 1)
    assert core.contacts.get(ann.id).next_due_on == date(2026, 12, 13)
    core.history.redo(logged)
    assert core.log.get(later.id) == later
    assert core.contacts.get(ann.id).last_contact_on == date(2026, 11, 10)


def test_undo_walks_back_and_redo_forward(core: Core) -> None:
    ann = core.contacts.add(core.contacts.blank("Ann"))
    for tag in ("one", "two", "three"):
        core.contacts.set_tags([ann.id], add=[tag])
    assert core.history.undo().label == "Undo: Tag Ann +three"
    assert core.history.undo().label == "Undo: Tag Ann +two"
    assert core.contacts.get(ann.id).tags == ("one",)
    assert core.history.redo().label == "Redo: Tag Ann +two"
    assert core.history.redo().label == "Redo: Tag Ann +three"
    with pytest.raises(ConflictError, match="nothing to redo"):
        core.history.redo()
    core.history.undo()
    core.contacts.set_tags([ann.id], add=["four"])
    with pytest.raises(ConflictError, match="nothing to redo"):
        core.history.redo()


def test_a_session_takes_back_only_what_it_did_itself(core: Core) -> None:
    with core.store.elsewhere("Add Bob"):
        core.contacts.add(core.contacts.blank("Bob"))
    with pytest.raises(ConflictError, match="in this session"):
        core.history.undo()
    assert core.history.undo(any_session=True).label == "Undo: Add Bob"


def test_a_number_that_is_not_there_is_named(core: Core) -> None:
    with pytest.raises(NotFoundError, match="number 7"):
        core.history.undo(7)


def test_a_change_is_about_the_first_that_is_left_of_it(core: Core) -> None:
    heard: list[Change] = []
    core.store.subscribe(heard.append)
    ann = core.contacts.add(core.contacts.blank("Ann"))
    logged, promised = core.follow_ups.log_with_follow_ups(
        [NewFollowUp(FollowUpKind.OTHER, "call back", date(2026, 11, 27))],
        contact_ids=[ann.id],
        kind=InteractionKind.CALL,
        on=date(2026, 11, 20),
    )
    assert core.history.subject(heard[1]) == (promised[0].id, promised[0])
    undone = core.history.undo()
    assert core.history.subject(undone) == (ann.id, core.contacts.get(ann.id))
    again = core.history.undo()
    assert core.history.subject(again) == (ann.id, None)
    assert core.history.subject(heard[1]) == (promised[0].id, None)
    assert logged.id not in {one.id for one in core.log.for_contact(ann.id)}
