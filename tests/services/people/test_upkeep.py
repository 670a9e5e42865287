"""Milestones, duplicates, stale details and companies: over one network, reverted by one undo."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, Position
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.importing import ImportedPerson
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.people.merging import Side
from netui.domain.people.milestone import Milestone, MilestoneKind
from netui.domain.people.rules import reviewed_words
from netui.domain.plan.favour import Favour, FavourKind
from netui.domain.plan.introduction import Introduction, Way
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, RowKind, day_words, when_words
from netui.services.services import Services
from tests.factories import TODAY, make_interview
from tests.fakes import InMemoryStore
from tests.tui.services_builder import build, store_of

SIX_WEEKS = Cadence.parse("6 weeks")
AddPerson = Callable[..., Contact]


@pytest.fixture
def services() -> Services:
    return build()


@pytest.fixture
def add(services: Services) -> AddPerson:
    def make(name: str, **fields: Any) -> Contact:
        company, title = fields.pop("company", ""), fields.pop("title", "")
        if company or title:
            fields["positions"] = (Position(title, company),)
        return services.contacts.add(replace(services.contacts.blank(name), **fields))

    return make


def memory(services: Services) -> InMemoryStore:
    store = store_of(services)
    assert isinstance(store, InMemoryStore)
    return store


def due(services: Services, kind: RowKind, days: int = 30) -> list[AgendaRow]:
    rows = services.agenda.until(TODAY + timedelta(days=days)).rows
    return [row for row in rows if row.kind is kind]


# Milestones


def test_an_award_waits_on_the_agenda_with_its_note(services: Services, add: AddPerson) -> None:
    ann = add("Ann Lee", cadence=SIX_WEEKS)
    services.milestones.add(ann.id, MilestoneKind.AWARD, PartialDate(11, 25, 2026), text=" best\npaper ")
    (row,) = due(services, RowKind.MILESTONE)
    assert (row.due_on, row.who, row.text) == (date(2026, 11, 25), "Ann Lee", "award: best paper")
    assert row.template == "congratulations"
    assert "best paper" in services.notes.compose(ann.id, row.template).body
    services.actions.done(row)
    assert due(services, RowKind.MILESTONE) == []


def test_no_one_without_a_cadence_is_on_the_agenda_and_one_row_a_kind(
    services: Services, add: AddPerson
) -> None:
    ann, bob = add("Ann", cadence=SIX_WEEKS), add("Bob")
    for person in (ann, bob, ann):
        services.milestones.add(person.id, MilestoneKind.AWARD, PartialDate(11, 25, 2026), text="x")
    assert [row.who for row in due(services, RowKind.MILESTONE)] == ["Ann"]


def test_years_at_work_come_from_the_position(services: Services, add: AddPerson) -> None:
    add("Ann", cadence=SIX_WEEKS, positions=(Position("CTO", "Acme", "2021-12"),))
    add("Bob", positions=(Position("CTO", "Acme", "2021-12"),))
    (row,) = due(services, RowKind.MILESTONE)
    assert (row.who, row.text, row.due_on) == ("Ann", "5 years at Acme", date(2026, 12, 1))
    services.actions.skip(row)
    assert due(services, RowKind.MILESTONE) == []


def test_a_yearly_day_returns_next_year(services: Services, add: AddPerson) -> None:
    ann = add("Ann", cadence=SIX_WEEKS)
    services.milestones.add(ann.id, MilestoneKind.OTHER, PartialDate(2, 29), yearly=True, text="founding day")
    services.actions.done(due(services, RowKind.MILESTONE, 120)[0])
    assert due(services, RowKind.MILESTONE, 120) == []
    (later,) = services.milestones.rows(date(2027, 12, 31))
    assert later.id.endswith(":2027")


def test_years_in_a_job_have_a_note_of_their_own(services: Services, add: AddPerson) -> None:
    ann = add("Ann", cadence=SIX_WEEKS, positions=(Position("SRE", "Fastly", "2021-12"),))
    bob = add("Bob", cadence=SIX_WEEKS)
    services.milestones.add(
        bob.id, MilestoneKind.WORK_ANNIVERSARY, PartialDate(12, 1), yearly=True, text="10 years of his shop"
    )
    rows = {row.contact_id: row for row in due(services, RowKind.MILESTONE)}
    assert {row.template for row in rows.values()} == {"work-anniversary"}
    assert rows[ann.id].text == "5 years at Fastly"
    for person, words in ((ann, "5 years at Fastly"), (bob, "10 years of his shop")):
        note = services.notes.compose(person.id)
        assert note.template == "work-anniversary"
        assert words in note.body
    assert "years" not in services.notes.compose(ann.id, "congratulations").body


def test_a_job_that_changes_is_noticed_by_an_edit(services: Services, add: AddPerson) -> None:
    ann = add("Ann", cadence=SIX_WEEKS, company="Acme", title="Engineer")
    jobs = (Position("CTO", "Beta"), replace(ann.positions[0], until="2026-11"))
    services.contacts.edit(ann, replace(ann, positions=jobs))
    (row,) = due(services, RowKind.MILESTONE)
    assert (row.text, row.template) == ("new job: CTO at Beta", "new-job-congratulations")
    fitting, _ = services.notes.templates_for(ann.id)
    assert "new-job-congratulations" in [one.name for one in fitting]
    services.history.undo()
    assert due(services, RowKind.MILESTONE) == []


def test_a_job_that_changes_is_noticed_by_an_import(services: Services, add: AddPerson) -> None:
    ann = add(
        "Ann Lee",
        cadence=SIX_WEEKS,
        company="Acme",
        title="Engineer",
        links=("https://linkedin.com/in/ann",),
    )
    add("Bob Ray", cadence=SIX_WEEKS, company="Acme", links=("https://linkedin.com/in/bob",))
    people = [
        ImportedPerson(file="f", line=1, name="Ann Lee", profile="ann", company="Beta", title="CTO"),
        ImportedPerson(file="f", line=2, name="Bob Ray", profile="bob", company="Acme", title="CTO"),
        ImportedPerson(file="f", line=3, name="New Man", profile="new", company="Acme", title="CTO"),
    ]
    services.imports.apply(services.imports.plan(people))
    (row,) = due(services, RowKind.MILESTONE)
    assert (row.contact_id, row.text) == (ann.id, "new job: CTO at Beta")
    services.history.undo()
    assert store_of(services).of(Milestone).count() == 0


def test_a_milestone_needs_its_person_and_its_year(services: Services, add: AddPerson) -> None:
    with pytest.raises(NotFoundError):
        services.milestones.add(404, MilestoneKind.AWARD, PartialDate(1, 1, 2026))
    with pytest.raises(InvalidValueError, match="in which year"):
        services.milestones.add(add("Ann").id, MilestoneKind.AWARD, PartialDate(1, 1))


# Duplicates


def lived(services: Services, add: AddPerson) -> tuple[Contact, Contact, Contact]:
    """Add two records of one person, and a third person who the second record introduced."""
    tom = add("Tom Weiss", company="Acme", title="CTO", emails=("tom@x.org",), cadence=SIX_WEEKS)
    services.contacts.edit(tom, replace(tom, cadence_from=date(2026, 9, 1)))
    twin = add("T. Weiss", company="ACME Inc.", title="CTO", phones=("+41 79 000 00 00",), birthday=None)
    eve = add("Eve", introduced_by=twin.id, met_on=date(2026, 1, 9))
    services.log.log(contact_ids=(tom.id, eve.id), kind=InteractionKind.COFFEE, on=date(2026, 10, 1))
    services.log.log(contact_ids=(twin.id, tom.id), kind=InteractionKind.CALL, on=date(2026, 11, 10))
    services.follow_ups.add(contact_id=twin.id, kind=FollowUpKind.SEND, text="send it", due_on=TODAY)
    services.follow_ups.add(
        contact_id=eve.id, kind=FollowUpKind.UPDATE, text="tell", due_on=TODAY, about_id=twin.id
    )
    store = store_of(services)
    with store.transaction("More"):
        store.interviews.add(make_interview(id=store.new_id(), contact_id=twin.id))
        store.of(Favour).add(
            Favour(
                id=store.new_id(),
                uid="f",
                contact_id=twin.id,
                direction=Direction.GAVE,
                kind=FavourKind.HELP,
                on=TODAY,
            )
        )
        store.of(Introduction).add(
            Introduction(
                id=store.new_id(), uid="i", way=Way.RECEIVED, by_id=twin.id, contact_id=eve.id, on=TODAY
            )
        )
    services.milestones.add(twin.id, MilestoneKind.AWARD, PartialDate(1, 1, 2026), text="won")
    return tom, services.contacts.get(twin.id), eve


def test_two_records_become_one_with_all_that_happened(services: Services, add: AddPerson) -> None:
    tom, twin, eve = lived(services, add)
    (pair,) = services.duplicates.find()
    assert (pair.one_id, pair.other_id) == (tom.id, twin.id)
    one = services.duplicates.merge(tom.id, twin.id)
    store = store_of(services)
    assert store.contacts.get(twin.id) is None
    assert one.name == "Tom Weiss"
    assert (one.emails, one.phones) == (("tom@x.org",), ("+41 79 000 00 00",))
    assert [entry.contact_ids for entry in store.interactions.for_contact(tom.id)] == [
        (tom.id,),
        (tom.id, eve.id),
    ]
    assert one.last_contact_on == date(2026, 11, 10)
    assert one.next_due_on == SIX_WEEKS.after(date(2026, 11, 10))
    assert {follow_up.text for follow_up in store.follow_ups.for_contact(tom.id)} == {"send it", "tell"}
    assert len(store.interviews.for_contact(tom.id)) == 1
    assert [favour.contact_id for favour in store.of(Favour).all()] == [tom.id]
    assert [known.by_id for known in store.of(Introduction).all()] == [tom.id]
    assert [one.contact_id for one in store.of(Milestone).all()] == [tom.id]
    assert services.contacts.get(eve.id).introduced_by == tom.id
    assert services.duplicates.known() == []
    assert services.history.entries(1)[0].label == "Merge T. Weiss into Tom Weiss"


def test_one_undo_brings_both_back(services: Services, add: AddPerson) -> None:
    tom, twin, _ = lived(services, add)
    store = memory(services)
    before = {name: dict(table) for name, table in store.tables.items()}
    services.duplicates.merge(tom.id, twin.id)
    services.history.undo()
    after = {name: dict(table) for name, table in store.tables.items()}
    assert after == before
    services.history.redo()
    assert store.contacts.get(twin.id) is None


def test_a_choice_is_kept_and_two_introduced_people_are_refused(services: Services, add: AddPerson) -> None:
    tom, twin, eve = lived(services, add)
    with pytest.raises(InvalidValueError, match="two people"):
        services.duplicates.merge(twin.id, eve.id)
    with pytest.raises(InvalidValueError, match="needs two"):
        services.duplicates.merge(tom.id, tom.id)
    with pytest.raises(NotFoundError):
        services.duplicates.merge(tom.id, 404)
    one = services.duplicates.merge(tom.id, twin.id, {"name": Side.OTHER})
    assert one.name == "T. Weiss"
    assert one.custom == {"also known as": "Tom Weiss"}


def test_two_people_are_remembered_as_two(services: Services, add: AddPerson) -> None:
    tom, twin = add("Tom Weiss", company="Acme"), add("Tom Weiss", company="Acme")
    services.duplicates.not_same(twin.id, tom.id)
    assert services.duplicates.find() == []
    services.history.undo()
    assert len(services.duplicates.find()) == 1


def test_the_agenda_offers_one_pair_of_people_with_a_cadence(services: Services, add: AddPerson) -> None:
    for name in ("Tom Weiss", "Ann Lee", "Bob Ray"):
        add(name, company="Acme", cadence=None if name == "Ann Lee" else SIX_WEEKS)
        add(name, company="Acme")
    assert due(services, RowKind.DUPLICATE) == []
    services.duplicates.find()
    (row,) = due(services, RowKind.DUPLICATE)
    assert row.who == "Tom Weiss"
    services.actions.skip(row)
    (row,) = due(services, RowKind.DUPLICATE)
    services.actions.snooze(row, TODAY + timedelta(days=3))
    assert due(services, RowKind.DUPLICATE) == []
    services.history.undo()
    services.actions.done(due(services, RowKind.DUPLICATE)[0])
    assert services.contacts.count() == 5


def test_what_was_closed_on_the_agenda_goes_along(services: Services, add: AddPerson) -> None:
    tom, twin, other = (add(name, company="Acme") for name in ("Tom Weiss", "Tom Weiss", "Tom Weise"))
    services.duplicates.not_same(twin.id, other.id)
    services.duplicates.merge(tom.id, twin.id)
    services.duplicates.find()
    assert services.duplicates.known() == []


# Stale details


def test_details_are_offered_for_a_look_one_at_a_time(services: Services, add: AddPerson) -> None:
    people = [add(name, cadence=SIX_WEEKS) for name in ("Ann", "Bob")]
    add("Cy")
    store = store_of(services)
    with store.transaction("Long ago"):
        for person in store.contacts.all():
            store.contacts.save(
                replace(person, reviewed_on=date(2025, 1, 1) + timedelta(days=person.id % 97))
            )
    kept, others = services.detail_reviews.stale()
    assert [row.name for row in kept] == ["Ann", "Bob"]
    assert [row.name for row in others] == ["Cy"]
    (row,) = due(services, RowKind.REVIEW)
    assert row.who == "Ann"
    waits_from = date(2026, 1, 1) + timedelta(days=people[0].id % 97)
    assert row.since == waits_from
    assert when_words(row, services.present.now(), TODAY) == f"since {day_words(waits_from, TODAY)}"
    services.actions.done(row)
    assert services.contacts.get(people[0].id).reviewed_on == TODAY
    (row,) = due(services, RowKind.REVIEW)
    assert row.who == "Bob"
    services.actions.skip(row)
    assert due(services, RowKind.REVIEW) == []


@pytest.mark.parametrize(
    ("reviewed", "is_stale"),
    [(date(2025, 11, 20), True), (date(2025, 11, 21), False), (None, True), (date(2020, 2, 29), True)],
)
def test_a_year_is_a_year(services: Services, add: AddPerson, reviewed: date | None, is_stale: bool) -> None:
    ann = add("Ann")
    with store_of(services).transaction("Then"):
        store_of(services).contacts.save(replace(services.contacts.get(ann.id), reviewed_on=reviewed))
    assert bool(services.detail_reviews.stale()[1]) is is_stale


def test_missing_fields_are_reported(services: Services, add: AddPerson) -> None:
    add("Ann", cadence=SIX_WEEKS)
    add("Bob", cadence=SIX_WEEKS, company="Acme", emails=("b@x.org",))
    add("Cy")
    ((row, missing),) = services.detail_reviews.missing()
    assert (row.name, missing) == ("Ann", ("no way to reach them", "no title or company"))


# Companies


def test_everyone_at_a_company_with_note_and_follow_up(services: Services, add: AddPerson) -> None:
    add("Ann", company="Acme Inc.")
    add("Bob", positions=(Position("x", "Beta"), Position("y", "ACME", None, "2020")))
    companies = services.companies
    company = companies.get("acme")
    assert ([one.name for one in company.now], [one.name for one in company.before]) == (["Ann"], ["Bob"])
    companies.set_note("ACME", " hires in May ")
    companies.set_note("Gamma", "new")
    assert companies.note("Acme, Inc") == "hires in May"
    assert {one.name for one in companies.list()} == {"Acme Inc.", "Beta", "Gamma"}
    follow_up = companies.add_follow_up("acme", "ask about interns", TODAY)
    assert follow_up.company == "Acme Inc."
    (row,) = due(services, RowKind.OTHER)
    assert (row.who, row.contact_id) == ("Acme Inc.", None)
    assert "owed to Acme Inc." in row.why
    services.actions.done(row)
    assert companies.follow_ups("ACME") == []
    companies.set_note("ACME", "")
    assert companies.note("acme") == ""
    with pytest.raises(InvalidValueError, match="needs a name"):
        companies.get("  ")


def test_details_that_were_never_reviewed_say_so() -> None:
    assert reviewed_words(None, TODAY) == "never reviewed"
    assert reviewed_words(date(2025, 9, 20), TODAY) == "reviewed 14 months ago"
