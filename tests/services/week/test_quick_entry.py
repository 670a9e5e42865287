"""A line the user types: what is shown about it first, and what it does."""

from datetime import UTC, date, datetime

import pytest

from netui.domain.errors import InvalidValueError
from netui.services.services import Services
from tests.factories import make_contact
from tests.tui.services_builder import build


@pytest.fixture
def services() -> Services:
    services = build()
    services.contacts.add(make_contact(name="Zoë Brânză"))
    return services


def test_the_echo_says_who_was_found(services: Services) -> None:
    line = "coffee with zoe yesterday, send eBPF article by fri"
    echo = services.quick.echo(line)
    assert echo.startswith("Log coffee with Zoë Brânză: Thu 19 Nov 2026")
    assert services.quick.add(line).message == echo


def test_the_echo_says_who_was_not_found(services: Services) -> None:
    with pytest.raises(InvalidValueError, match="Bo"):
        services.quick.echo("coffee with Bo")


@pytest.mark.parametrize(
    ("line", "also"),
    [
        ("interview with zoe mon 14:00", True),
        ("interview with zoe mon 13:45", True),
        ("interview with zoe mon 14:30", False),
        ("interview with zoe mon 8:00 ET", True),
    ],
)
def test_another_interview_at_the_same_time_is_named(services: Services, line: str, also: bool) -> None:
    tom = services.contacts.add(make_contact(name="Tom Weiss"))
    services.interviews.add(tom.id, at=datetime(2026, 11, 23, 13, tzinfo=UTC))
    echo = services.quick.echo(line)
    assert ("At that time you also talk with Tom Weiss." in echo) is also
    assert services.quick.add(line).message == echo


def test_where_someone_was_met_is_kept_with_them_or_with_the_entry(services: Services) -> None:
    line = "add Jo Li at the meetup in Bern on 12 mar 2026 #rust"
    assert services.quick.echo(line).startswith("Add Jo Li · met at the meetup in Bern on Thu 12 Mar 2026")
    (jo,) = services.quick.add(line).contact_ids
    contact = services.contacts.get(jo)
    assert contact.met_on == date(2026, 3, 12)
    assert (contact.met, contact.company, contact.tags) == ("at the meetup in Bern", "", ("rust",))
    (ann,) = services.quick.add("add Ann Ruiz at Acme in Bern").contact_ids
    ruiz = services.contacts.get(ann)
    assert (ruiz.company, ruiz.location, ruiz.met, ruiz.met_on) == ("Acme", "Bern", "", None)
    services.quick.add("coffee with zoe at RustFest about fonts")
    [zoe] = [row for row in services.contacts.rows() if row.id not in (jo, ann)]
    assert [entry.text for entry in services.log.for_contact(zoe.id)] == ["at RustFest: fonts"]
