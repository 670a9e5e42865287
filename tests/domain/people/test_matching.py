"""Who is matched with who, and what an import changes about them."""

from datetime import date
from typing import Any

import pytest

from netui.domain.people.contact import Contact, ContactRow, Position
from netui.domain.people.import_changes import changes
from netui.domain.people.importing import ImportedPerson
from netui.domain.people.matching import Key, Match, Matcher
from netui.domain.people.milestone import new_job
from netui.domain.values import replace
from tests.factories import TODAY, make_contact

DAY = date(2020, 5, 1)


def row(
    number: int = 1, name: str = "Ann Lee", company: str = "", profile: str = "", **over: Any
) -> ContactRow:
    values: dict[str, Any] = {}
    if company:
        values["positions"] = (Position("", company),)
    if profile:
        values["links"] = ("https://example.org", f"https://www.linkedin.com/in/{profile}/")
    return ContactRow(id=number, name=name, **{**values, **over})


def person(line: int = 2, name: str = "Ann Lee", **over: Any) -> ImportedPerson:
    profile = over.get("profile")
    link = f"https://www.linkedin.com/in/{profile}" if profile else ""
    return ImportedPerson(file="Connections.csv", line=line, name=name, **{"link": link, **over})


def match(rows: list[ContactRow], *people: ImportedPerson) -> list[Match]:
    return [*Matcher(rows).match(people)]


@pytest.mark.parametrize(
    ("known", "imported", "key"),
    [
        (row(profile="ann"), person(name="Ann Married", profile="ann"), Key.PROFILE),
        (row(emails=("Ann@X.org",)), person(name="A. Lee", emails=("ann@x.org",)), Key.EMAIL),
        (row(company="Acme  Ltd"), person(name="ann  LEE", company="ACME Ltd"), Key.COMPANY),
        (
            row(positions=(Position("CTO", "New"), Position("Dev", "Acme", until="2020"))),
            person(company="Acme"),
            Key.COMPANY,
        ),
        (row(phones=("+44 20 1",)), person(phones=("0044-201",)), Key.PHONE),
        (row(company="Acme", met_on=DAY), person(company="Beta", connected_on=DAY), Key.DAY),
        (
            row(profile="old", emails=("a@x.org",)),
            person(profile="new", emails=("a@x.org",)),
            Key.EMAIL,
        ),
        (row(profile="old", met_on=DAY), person(profile="new", connected_on=DAY), Key.DAY),
    ],
)
def test_the_same_person_is_known_again(known: ContactRow, imported: ImportedPerson, key: Key) -> None:
    assert match([known], imported) == [Match(1, key)]


@pytest.mark.parametrize(
    ("known", "imported"),
    [
        (row(), person(company="Acme")),
        (row(company="Beta"), person(company="Acme")),
        (row(company="Beta", met_on=DAY), person(company="Acme", connected_on=date(2021, 1, 1))),
        (row(profile="ann-1", company="Acme"), person(profile="ann-2", company="Acme")),
    ],
)
def test_a_namesake_is_kept_apart_and_the_reason_says_so(known: ContactRow, imported: ImportedPerson) -> None:
    [found] = match([known], imported)
    assert found.contact_id is None
    assert found.apart.startswith("same name as Ann Lee")
    assert found.apart.endswith("kept apart")
    assert not found.repeats


def test_an_email_two_people_share_does_not_make_them_one() -> None:
    [found] = match(
        [row(profile="bob", name="Bob", emails=("info@x.org",))],
        person(profile="ann", emails=("info@x.org",)),
    )
    assert found == Match()


def test_an_unknown_name_is_new() -> None:
    assert match([row()], person(name="Bob", company="Acme")) == [Match()]


def test_a_bare_name_adds_no_one_if_that_name_is_known() -> None:
    [found] = match([row(company="Acme")], person())
    assert found.contact_id is None
    assert found.repeats == "only a name, and Ann Lee is here already"


def test_two_people_of_one_name_stay_two() -> None:
    people = (
        person(2, profile="ann-1", company="Acme", connected_on=DAY),
        person(3, profile="ann-2", company="Acme", connected_on=DAY),
        person(4, company="Acme", connected_on=date(2021, 1, 1)),
    )
    assert match([], *people) == [Match(), Match(), Match()]


def test_a_row_listed_twice_is_skipped_with_the_line_of_the_first() -> None:
    people = (
        person(2, profile="ann", company="Acme"),
        person(3, profile="ann", company="Beta"),
        person(4, name="Bob", company="Acme", connected_on=DAY),
        person(5, name="Bob", company="Acme", connected_on=DAY),
        person(6, name="Cyd", emails=("c@x.org",)),
        person(7, name="Cyd", emails=("C@x.org",), company="Acme"),
    )
    assert [found.repeats for found in match([], *people)] == [
        "",
        "listed twice: same profile address as line 2",
        "",
        "listed twice: same details as line 4",
        "",
        "listed twice: same email as line 6",
    ]


def test_two_rows_that_mean_one_contact_by_email_are_one() -> None:
    known = row(profile="ann", emails=("a@x.org",))
    first, second = match([known], person(2, profile="ann"), person(3, name="A. Lee", emails=("a@x.org",)))
    assert first == Match(1, Key.PROFILE)
    assert second.repeats == "listed twice: same email as line 2"


def test_the_surer_key_goes_first_whatever_the_order() -> None:
    known = [row(1, company="Acme", met_on=DAY), row(2, company="Acme", met_on=date(2021, 1, 1))]
    people = [
        person(2, company="Acme", connected_on=date(2021, 1, 1)),
        person(3, company="Acme", connected_on=DAY),
    ]
    assert [found.contact_id for found in match(known, *people)] == [2, 1]
    assert [found.contact_id for found in match(known, *people[::-1])] == [1, 2]


def test_a_changed_address_is_not_taken_from_someone_who_is_in_the_file() -> None:
    known = row(profile="ann-1", met_on=DAY)
    found = match(
        [known],
        person(2, profile="ann-2", connected_on=DAY),
        person(3, profile="ann-1", connected_on=DAY),
    )
    assert [one.contact_id for one in found] == [None, 1]


def test_what_is_learnt_is_known() -> None:
    matcher = Matcher([row(company="Acme")])
    matcher.learn(row(company="Beta", profile="ann"))
    assert [found.contact_id for found in matcher.match([person(profile="ann")])] == [1]
    assert [found.contact_id for found in matcher.match([person(company="Acme")])] == [1]


def contact(*positions: Position, **over: Any) -> Contact:
    return make_contact(name="Ann Lee", positions=positions, **over)


DEV = Position("Dev", "Acme", since="2019")


@pytest.mark.parametrize(
    ("before", "title", "company", "after", "reason"),
    [
        (
            (DEV,),
            "CTO",
            "Beta",
            (Position("CTO", "Beta"), replace(DEV, until="2026-11")),
            "now CTO at Beta, was Dev at Acme",
        ),
        (
            (DEV,),
            "Lead",
            "Acme",
            (Position("Lead", "Acme"), replace(DEV, until="2026-11")),
            "now Lead at Acme, was Dev at Acme",
        ),
        ((Position("", "Acme"),), "Dev", "Acme", (Position("Dev", "Acme"),), "job filled in: Dev at Acme"),
        ((), "Dev", "Acme", (Position("Dev", "Acme"),), "job added: Dev at Acme"),
        (
            (Position("Dev", "Acme", until="2020"),),
            "CTO",
            "Beta",
            (Position("CTO", "Beta"), Position("Dev", "Acme", until="2020")),
            "job added: CTO at Beta",
        ),
        (
            (Position("Host", "Podcast"), DEV),
            "Lead",
            "Acme",
            (Position("Lead", "Acme"), Position("Host", "Podcast"), replace(DEV, until="2026-11")),
            "now Lead at Acme, was Dev at Acme",
        ),
    ],
)
def test_a_changed_job_goes_first_and_the_one_before_becomes_history(
    before: tuple[Position, ...], title: str, company: str, after: tuple[Position, ...], reason: str
) -> None:
    changed, reasons = changes(contact(*before), person(title=title, company=company), TODAY)
    assert changed.positions == after
    assert reasons == (reason,)


@pytest.mark.parametrize(
    ("title", "company"),
    [("dev", "ACME"), ("", "Acme"), ("Dev", ""), ("", ""), ("Intern", "Olden")],
)
def test_a_known_job_changes_nothing(title: str, company: str) -> None:
    known = contact(DEV, Position("Intern", "Olden", until="2018"))
    assert changes(known, person(title=title, company=company), TODAY) == (known, ())


@pytest.mark.parametrize(
    ("held", "title", "company"),
    [
        (Position("Engineer", "Acme, Inc."), "Engineer", "Acme Inc"),
        (Position("Engineer", "Google"), "Engineer", "Google LLC"),
        (Position("Senior Engineer", "Acme"), "Sr. Engineer", "Acme"),
        (Position("Research & Design", "Acme"), "Research and Design", "Acme"),
    ],
)
def test_another_spelling_of_a_job_is_taken_over_and_is_no_news(
    held: Position, title: str, company: str
) -> None:
    changed, reasons = changes(contact(held), person(title=title, company=company), TODAY)
    assert changed.positions == (Position(title, company),)
    assert [reason.partition(":")[0] for reason in reasons] == ["spelling"]
    assert new_job(contact(held).positions, changed.positions, TODAY) is None


def test_someone_is_known_by_another_spelling_of_the_name_and_the_company() -> None:
    known = row(7, "O’Neil, Sean", "Acme, Inc.")
    (found,) = match([known], person(name="Sean O'Neil", company="Acme Inc"))
    assert (found.contact_id, found.key) == (7, Key.COMPANY)


def test_jobs_of_an_older_file_do_not_count() -> None:
    known = contact(DEV)
    assert changes(known, person(title="Intern", company="Olden"), TODAY, jobs=False) == (known, ())


def test_what_is_missing_is_added_and_nothing_is_taken_away_or_overwritten() -> None:
    known = contact(DEV, emails=("own@x.org",), location="Bern", links=("https://ann.example",), notes="mine")
    imported = person(
        name="Ann Married",
        profile="ann",
        emails=("OWN@x.org", "new@x.org"),
        phones=("+1 555",),
        location="Rome",
        connected_on=DAY,
        notes="theirs",
    )
    changed, reasons = changes(known, imported, TODAY)
    assert changed == replace(
        known,
        emails=("own@x.org", "new@x.org"),
        phones=("+1 555",),
        links=("https://ann.example", "https://www.linkedin.com/in/ann"),
        met_on=DAY,
    )
    assert len(reasons) == 4
    assert changes(changed, imported, TODAY) == (changed, ())


@pytest.mark.parametrize(
    "written", ["https://www.ann.example/", "http://ann.example", "ANN.example", "www.ann.example"]
)
def test_a_page_in_another_spelling_is_the_same(written: str) -> None:
    known = contact(DEV, links=("www.ann.example",))
    assert changes(known, person(links=(written,)), TODAY) == (known, ())
