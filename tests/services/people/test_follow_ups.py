"""Promises: kept, put off, dropped, and opened again."""

from dataclasses import replace
from datetime import date

import pytest

from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.follow_up import FollowUp, FollowUpKind, FollowUpState
from tests.services.conftest import Core


def promise(core: Core, **fields: object) -> FollowUp:
    values: dict[str, object] = {
        "contact_id": None,
        "kind": FollowUpKind.SEND,
        "text": "send the article",
        "due_on": date(2026, 11, 13),
    }
    return core.follow_ups.add(**{**values, **fields})  # type: ignore[arg-type]


def test_done_closes_it_once(core: Core) -> None:
    made = promise(core)
    assert core.follow_ups.done(made.id).state is FollowUpState.DONE
    assert core.follow_ups.open() == []
    with pytest.raises(InvalidValueError, match="done already"):
        core.follow_ups.done(made.id)
    core.history.undo()
    assert core.follow_ups.open() == [made]


def test_a_form_that_was_open_meanwhile_does_not_open_it_again(core: Core) -> None:
    made = promise(core)
    core.follow_ups.done(made.id)
    edited = core.follow_ups.edit(replace(made, text="send both articles"), made)
    assert (edited.state, edited.text) == (FollowUpState.DONE, "send both articles")
    assert core.follow_ups.open() == []


def test_a_recurring_promise_opens_again_after_today(core: Core) -> None:
    made = promise(core, repeats=Cadence.parse("weekly"))
    core.follow_ups.done(made.id)
    assert [one.due_on for one in core.follow_ups.open()] == [date(2026, 11, 27)]
    core.follow_ups.drop(core.follow_ups.open()[0].id)
    assert [one.due_on for one in core.follow_ups.open()] == [date(2026, 12, 4)]


def test_a_thank_you_marked_done_is_logged_as_sent(core: Core) -> None:
    ann = core.contacts.add(core.contacts.blank("Ann"))
    made = promise(core, contact_id=ann.id, kind=FollowUpKind.THANK_YOU, text="thank Ann")
    core.follow_ups.done(made.id)
    logged = core.log.for_contact(ann.id)
    assert [(one.template, one.on) for one in logged] == [("thank-you", date(2026, 11, 20))]
    assert core.contacts.get(ann.id).last_contact_on == date(2026, 11, 20)


def test_snooze_keeps_the_due_day(core: Core) -> None:
    made = promise(core)
    later = core.follow_ups.snooze(made.id, date(2026, 11, 23))
    assert (later.due_on, later.snoozed_until) == (date(2026, 11, 13), date(2026, 11, 23))
    with pytest.raises(InvalidValueError, match="not to come"):
        core.follow_ups.snooze(made.id, date(2026, 11, 20))


def test_a_promise_needs_words(core: Core) -> None:
    with pytest.raises(InvalidValueError, match="few words"):
        promise(core, text="  ")
