"""A job that the user changed by hand stays when an import repeats the old one, and the ledger says so."""

from datetime import date
from typing import Any

import pytest

from netui.domain.people.contact import Contact, Position
from netui.domain.people.fields import contact_field
from netui.domain.people.importing import ImportedPerson, LedgerAction
from netui.domain.people.merging import merged
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.services.services import Services
from tests.factories import make_contact
from tests.tui.services_builder import build

DEV = Position("Dev", "Acme")


@pytest.fixture
def services() -> Services:
    return build()


def take(services: Services, **over: Any) -> tuple[LedgerAction, str, Contact]:
    """Import one row; return what became of it, why, and the only person."""
    values: dict[str, Any] = {
        "file": "Connections.csv",
        "line": 2,
        "name": "Ann Lee",
        "profile": "ann",
        "link": "https://www.linkedin.com/in/ann",
        "title": "Dev",
        "company": "Acme",
    }
    row = ImportedPerson(**{**values, **over})
    [entry] = services.imports.apply(services.imports.plan([row])).rows
    return entry.action, entry.reason, only(services)


def only(services: Services) -> Contact:
    [contact] = services.contacts.get_many([one.id for one in services.contacts.rows()])
    return contact


def edit(services: Services, **over: Any) -> Contact:
    here = changed = only(services)
    for name, value in over.items():
        changed = contact_field(name).with_value(changed, value)
    return services.contacts.edit(here, changed)


@pytest.mark.parametrize(
    ("by_hand", "reason", "job"),
    [
        ({"title": "CTO"}, "kept: title CTO, changed by hand", Position("CTO", "Acme")),
        ({"company": "Beta"}, "kept: Dev at Beta, changed by hand", Position("Dev", "Beta")),
        ({"title": ""}, "kept: Acme, changed by hand", Position("", "Acme")),
        ({"positions": ()}, "kept: no job, changed by hand", Position()),
    ],
)
def test_a_job_changed_by_hand_stays_until_a_file_says_something_new(
    services: Services, by_hand: dict[str, Any], reason: str, job: Position
) -> None:
    take(services)
    edit(services, **by_hand)
    for title in ("Dev", "dev"):  # as often as a file says so, in any spelling
        action, words, contact = take(services, title=title)
        assert (action, words, contact.position) == (LedgerAction.SKIPPED, reason, job)
    assert services.milestones.of_contact(contact.id) == []
    action, words, contact = take(services, emails=("ann@acme.example",))
    assert (action, words) == (LedgerAction.UPDATED, f"email ann@acme.example added; {reason}")
    assert contact.position == job
    action, words, contact = take(services, title="Head")
    assert action is LedgerAction.UPDATED
    assert "Head at Acme" in words
    assert contact.position == Position("Head", "Acme")


def test_who_has_another_company_by_hand_is_known_again_without_an_address(services: Services) -> None:
    without = {"profile": "", "link": ""}
    take(services, **without)
    edit(services, company="Beta")
    assert take(services, **without)[:2] == (LedgerAction.SKIPPED, "kept: Dev at Beta, changed by hand")


def test_a_spelling_chosen_by_hand_stays(services: Services) -> None:
    take(services, company="Acme, Inc.")
    edit(services, company="Acme")
    assert take(services, company="Acme, Inc.")[:2] == (LedgerAction.SKIPPED, "already here, nothing new")
    assert take(services, company="Acme GmbH")[1] == "spelling: Dev at Acme GmbH"


def test_a_job_that_comes_back_by_hand_is_corrected_no_more(services: Services) -> None:
    take(services)
    for title in ("CTO", "CEO", "Dev"):
        contact = edit(services, title=title)
    assert {one.title for one in contact.corrected_jobs} == {"CTO", "CEO"}
    services.history.undo()
    assert {one.title for one in only(services).corrected_jobs} == {"Dev", "CTO"}
    assert take(services)[2].title == "CEO"


def test_a_job_that_is_moved_to_the_past_or_stays_as_it_is_was_not_corrected(services: Services) -> None:
    take(services)
    edit(services, tags=("rust",))
    contact = edit(services, positions=(Position("CTO", "Beta"), replace(DEV, until="2026-10")))
    assert contact.corrected_jobs == ()
    assert take(services)[:2] == (LedgerAction.SKIPPED, "already here, nothing new")


def test_an_address_that_was_removed_by_hand_does_not_come_back(services: Services) -> None:
    reached = {"emails": ("ann@acme.example",), "phones": ("+41 79 123 45 67",)}
    take(services, **reached)
    edit(services, emails=("mine@ann.example",), phones=(), links=())
    respelled = {"emails": ("ANN@acme.example",), "phones": ("0041 79 1234567",)}
    left_out = "ANN@acme.example, 0041 79 1234567, https://www.linkedin.com/in/ann"
    action, words, contact = take(services, **respelled)
    assert (action, words) == (LedgerAction.SKIPPED, f"left out, removed by hand: {left_out}")
    assert (contact.emails, contact.phones, contact.links) == (("mine@ann.example",), (), ())
    contact = take(services, emails=("ann@acme.example", "new@ann.example"))[2]
    assert contact.emails == ("mine@ann.example", "new@ann.example")
    edit(services, emails=("ann@acme.example",))
    assert "ann@acme.example" not in take(services, **reached)[1]


def test_what_was_emptied_by_hand_stays_empty_until_it_is_filled_by_hand(services: Services) -> None:
    row = {"location": "Bern", "birthday": PartialDate(12, 3), "connected_on": date(2024, 1, 5)}
    take(services, **row)
    edit(services, location="", birthday=None, met_on=None)
    left_out = "left out, removed by hand: location Bern, birthday 3 Dec, met on 2024-01-05"
    action, reason, contact = take(services, **row)
    assert (action, reason) == (LedgerAction.SKIPPED, left_out)
    assert (contact.location, contact.birthday, contact.met_on) == ("", None, None)
    edit(services, location="Basel")
    assert "location" not in take(services, **row)[1]
    assert only(services).location == "Basel"


def test_a_merge_keeps_what_was_corrected_on_both(services: Services) -> None:
    take(services)
    edit(services, title="CTO")
    keep = only(services)
    other = services.contacts.add(
        make_contact(
            name="Ann B. Lee", corrected_jobs=(Position("Boss", "Beta"),), removed_details=("location",)
        )
    )
    both = merged(keep, other, {})
    assert (both.corrected_jobs, both.removed_details) == ((DEV, Position("Boss", "Beta")), ("location",))
    services.duplicates.merge(keep.id, other.id, {})
    for job in ({}, {"title": "Boss", "company": "Beta"}):
        action, reason, contact = take(services, **job)
        assert (action, reason[:5], contact.title) == (LedgerAction.SKIPPED, "kept:", "CTO")
