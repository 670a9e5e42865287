"""What is owed to people: the column Due, its order, and `due:` know more than the check-in."""

from datetime import UTC, date, datetime, timedelta

import pytest

from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, Stage
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.mentoring import Mentoring, MentoringStage
from netui.domain.search.sorting import SortOrder
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from tests.services.conftest import Core

TODAY = date(2026, 11, 20)


def person(core: Core, name: str, **fields: object) -> Contact:
    return core.contacts.add(replace(core.contacts.blank(name), **fields))  # type: ignore[arg-type]


def follow_up(core: Core, ann: Contact, due_on: date) -> int:
    return core.follow_ups.add(contact_id=ann.id, kind=FollowUpKind.SEND, text="it", due_on=due_on).id


def due(core: Core, ann: Contact) -> date | None:
    return core.services.search.due_on(core.contacts.get(ann.id))


def found(core: Core, query: str, sort: SortOrder = SortOrder.NAME) -> list[str]:
    return [row.name for row in core.services.search.search(query, sort)]


def test_the_earliest_of_check_in_and_follow_ups_counts(core: Core) -> None:
    ann = person(core, "Ann", cadence=Cadence.parse("weekly"))
    assert due(core, ann) == date(2026, 11, 27)
    later, sooner = (follow_up(core, ann, date(2026, 11, day)) for day in (30, 24))
    assert due(core, ann) == date(2026, 11, 24)
    core.follow_ups.snooze(sooner, date(2026, 11, 26))
    assert due(core, ann) == date(2026, 11, 26)
    core.follow_ups.done(sooner)
    assert due(core, ann) == date(2026, 11, 27)
    core.cadences.set_cadence([ann.id], None)
    assert due(core, ann) == date(2026, 11, 30)
    core.follow_ups.drop(later)
    assert due(core, ann) is None
    core.history.undo()
    assert due(core, ann) == date(2026, 11, 30)


def test_an_interview_counts_by_its_day_and_what_is_asked_of_it_after(core: Core) -> None:
    ann = person(core, "Ann")
    interviews = core.services.interviews
    made = interviews.add(ann.id, at=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
    assert due(core, ann) == date(2026, 11, 23)
    core.clock.set(datetime(2026, 11, 27, 11, tzinfo=UTC))
    assert due(core, ann) == date(2026, 11, 23), "what became of it is asked since then"
    interviews.closing.complete(made.id)
    assert due(core, ann) == date(2026, 11, 24), "the thank-you within 24 hours"


def test_a_request_counts_once_it_needs_a_step(core: Core) -> None:
    ann = person(core, "Ann")
    core.services.interviews.add(ann.id, status=InterviewStatus.ASKED)
    assert due(core, ann) is None
    core.clock.set(datetime(2026, 12, 1, 11, tzinfo=UTC))
    assert due(core, ann) == date(2026, 12, 1)


def test_a_mentoring_meeting_counts_and_a_birthday_does_not(core: Core) -> None:
    ann = person(core, "Ann", birthday=PartialDate(11, 22))
    assert due(core, ann) is None
    core.services.mentoring.add(
        Mentoring(id=0, uid="", contact_id=ann.id, stage=MentoringStage.ACTIVE, next_on=date(2026, 11, 25))
    )
    assert due(core, ann) == date(2026, 11, 25)


def test_a_mentor_who_is_archived_is_owed_no_meeting(core: Core) -> None:
    ann = person(core, "Ann")
    core.services.mentoring.add(
        Mentoring(id=0, uid="", contact_id=ann.id, stage=MentoringStage.ACTIVE, next_on=date(2026, 11, 25))
    )
    assert due(core, ann) == date(2026, 11, 25)
    core.contacts.archive([ann.id])
    assert due(core, ann) is None
    core.contacts.unarchive([ann.id])
    assert due(core, ann) == date(2026, 11, 25)


def test_an_introduction_is_asked_about_once_you_were_in_touch(core: Core) -> None:
    ann, bob = person(core, "Ann"), person(core, "Bob", stage=Stage.POTENTIAL)
    core.services.introductions.asking.ask(ann.id, bob.id, TODAY - timedelta(days=1))
    assert due(core, ann) is None
    core.log.log(contact_ids=[bob.id], kind=InteractionKind.CALL, on=TODAY)
    assert due(core, ann) == TODAY
    core.contacts.delete([bob.id])
    assert due(core, ann) is None


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("due:<7d", ["Late", "Owed"]),
        ("due:overdue", ["Late"]),
        ("is:overdue", ["Late"]),
        ("is:due", ["Late"]),
        ("due:2026-11-24", ["Owed"]),
        ("due:>7d", ["Regular"]),
        ("due:none", ["Free"]),
        ("-due:none", ["Late", "Owed", "Regular"]),
    ],
)
def test_a_search_by_due_finds_what_is_owed(core: Core, query: str, names: list[str]) -> None:
    person(core, "Free")
    person(core, "Regular", cadence=Cadence.parse("monthly"))
    follow_up(core, person(core, "Owed", cadence=Cadence.parse("monthly")), date(2026, 11, 24))
    follow_up(core, person(core, "Late"), date(2026, 11, 19))
    assert found(core, query) == names


def test_a_list_by_due_changes_with_what_is_owed(core: Core) -> None:
    people = {name: person(core, name) for name in ("Ann", "Bob", "Cy")}
    bob = follow_up(core, people["Bob"], date(2026, 11, 24))
    assert found(core, "", SortOrder.NEXT_DUE) == ["Bob", "Ann", "Cy"]
    follow_up(core, people["Cy"], date(2026, 11, 23))
    assert found(core, "", SortOrder.NEXT_DUE) == ["Cy", "Bob", "Ann"]
    assert found(core, "due:<7d") == ["Bob", "Cy"]
    core.follow_ups.done(bob)
    assert found(core, "due:<7d") == ["Cy"]


def test_what_is_owed_is_counted_once_until_it_changes(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = person(core, "Ann")
    follow_up(core, ann, date(2026, 11, 24))
    assert due(core, ann) == date(2026, 11, 24)

    def read_again() -> None:
        raise AssertionError("the follow-ups were read again")

    monkeypatch.setattr(core.store.follow_ups, "open", read_again)
    core.contacts.set_tags([ann.id], add=["mentor"])
    assert found(core, "due:<7d") == ["Ann"]
