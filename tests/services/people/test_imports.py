"""Importing people: a dry run, one transaction, one way back, and an agenda that stays empty."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import pytest

from netui.domain.errors import ImportFileError, InvalidValueError
from netui.domain.people.cadence import Cadence, CadenceRule, RuleScope, Unit
from netui.domain.people.contact import Contact, Position, Stage
from netui.domain.people.importing import ImportedPerson, LedgerAction, RejectedRow
from netui.domain.preferences import Preferences
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.services.people.imports import ImportService
from netui.services.people.ledger import Ledger
from netui.services.present import Present
from tests.factories import HOSTILE, TODAY, make_contact
from tests.fakes import NOON, FakeClock, InMemoryStore

SIX_WEEKS = Cadence(6, Unit.WEEKS)
Row = ImportedPerson | RejectedRow


class FakeReader:
    """Yields what it was given, by the name of the file."""

    def __init__(self, files: dict[str, list[Row]]) -> None:
        self._files = files

    def read(self, path: Path) -> Iterator[Row]:
        if path.name not in self._files:
            raise ImportFileError(f"{path.name} is no LinkedIn export")
        yield from self._files[path.name]


@pytest.fixture
def store() -> InMemoryStore:
    return InMemoryStore()


@pytest.fixture
def service(store: InMemoryStore) -> ImportService:
    return make_service(store)


def make_service(store: InMemoryStore, **files: list[Row]) -> ImportService:
    reader = FakeReader({f"{name}.csv": rows for name, rows in files.items()})
    return ImportService(
        store,
        Present(FakeClock(), UTC),
        readers={"linkedin": reader, "vcard": reader},
        detect=lambda path: "vcard" if path.name.startswith("cards") else "linkedin",
    )


def person(key: str = "ann", *, line: int = 2, file: str = "Connections.csv", **over: Any) -> ImportedPerson:
    values: dict[str, Any] = {
        "name": f"{key.title()} Lee",
        "profile": key,
        "link": f"https://www.linkedin.com/in/{key}" if key else "",
        "company": "Acme",
        "title": "Dev",
        "connected_on": date(2020, 5, 1),
    }
    return ImportedPerson(file=file, line=line, **{**values, **over})


def crowd(count: int) -> list[Row]:
    return [person(f"p{number}", line=number + 2) for number in range(count)]


def run(service: ImportService, *rows: Row, **options: Any) -> Ledger:
    return service.apply(service.plan(rows, **options))


def state(store: InMemoryStore) -> dict[str, dict[int, Any]]:
    return {name: dict(table) for name, table in store.tables.items()}


def only(store: InMemoryStore) -> Contact:
    [contact] = store.contacts.all()
    return contact


def test_a_new_person_comes_in_connected_and_without_a_cadence(
    store: InMemoryStore, service: ImportService
) -> None:
    ledger = run(
        service, person(emails=("ann@x.org",), notes="On LinkedIn: PhD"), tags=["#alumni", "Alumni "]
    )
    contact = only(store)
    assert ledger.added == 1
    assert ledger.added_ids == (contact.id,)
    assert ledger.rows[0].contact_id == contact.id
    assert contact == replace(
        Contact(id=contact.id, uid=contact.uid, name="Ann Lee"),
        positions=(Position("Dev", "Acme"),),
        emails=("ann@x.org",),
        links=("https://www.linkedin.com/in/ann",),
        tags=("Alumni",),
        stage=Stage.CONNECTED,
        met="LinkedIn",
        met_on=date(2020, 5, 1),
        notes="On LinkedIn: PhD",
        reviewed_on=TODAY,
        created_at=NOON,
        updated_at=NOON,
    )


def test_a_dry_run_writes_nothing(store: InMemoryStore, service: ImportService) -> None:
    before = state(store)
    plan = service.plan([person(), RejectedRow(file="Connections.csv", line=3, reason="hidden", hidden=True)])
    assert (plan.added, plan.counts[LedgerAction.HIDDEN]) == (1, 1)
    assert plan.added_ids == ()
    assert state(store) == before
    assert not store.history()


def test_the_ledger_has_every_row_with_its_reason(store: InMemoryStore, service: ImportService) -> None:
    store.seed(make_contact(id=7, name="Bob Lee", company="Beta", title="Dev"))
    ledger = run(
        service,
        person("ann", line=2),
        RejectedRow(file="Connections.csv", line=3, reason="withheld", hidden=True),
        person("bob", line=4, company="Beta"),
        RejectedRow(file="Connections.csv", line=5, reason="no name", name="x"),
        person("ann", line=6),
    )
    assert [(row.line, row.action) for row in ledger.rows] == [
        (2, LedgerAction.ADDED),
        (3, LedgerAction.HIDDEN),
        (4, LedgerAction.UPDATED),
        (5, LedgerAction.FAILED),
        (6, LedgerAction.SKIPPED),
    ]
    assert ledger.rows[2].contact_id == 7
    assert ledger.rows[2].reason == "profile address added; met on 2020-05-01 added"
    assert ledger.rows[4].reason == "listed twice: same profile address as line 2"
    assert set(ledger.counts.values()) == {1}


def test_the_same_file_twice_changes_nothing(store: InMemoryStore, service: ImportService) -> None:
    rows = [
        *crowd(20),
        person("", line=30, name="Old Era"),
        person("", line=31, name="Old Era", company="Beta", connected_on=date(2021, 1, 1)),
        person("", line=32, name="No Job", company="", title=""),
        person("", line=33, name="Bare", company="", title="", connected_on=None),
    ]
    run(service, *rows)
    before = state(store)
    again = run(service, *rows)
    assert again.counts[LedgerAction.SKIPPED] == len(rows)
    assert state(store) == before
    assert len(store.history()) == 1


def test_a_newer_export_brings_new_jobs_and_keeps_the_old_as_history(
    store: InMemoryStore, service: ImportService
) -> None:
    run(service, person())
    ledger = run(service, person(company="Beta", title="CTO"), person("bob", connected_on=TODAY))
    ann = store.contacts.all()[0]
    assert (ledger.updated, ledger.added) == (1, 1)
    assert ann.positions == (Position("CTO", "Beta"), Position("Dev", "Acme", until="2026-11"))
    assert store.history()[0].label == "Import 1 person and update 1 from LinkedIn"


def test_an_export_without_addresses_is_joined_with_a_newer_one(
    store: InMemoryStore, service: ImportService
) -> None:
    run(service, person("", name="Ann Lee"))
    run(service, person("ann", company="Beta", title="CTO"))
    assert only(store).links == ("https://www.linkedin.com/in/ann",)
    assert only(store).company == "Beta"


def test_an_older_export_does_not_turn_jobs_back(store: InMemoryStore, service: ImportService) -> None:
    run(service, person(company="Beta", title="CTO"), person("bob", connected_on=date(2024, 1, 1)))
    ledger = run(service, person(company="Acme", title="Dev"))
    assert ledger.counts[LedgerAction.SKIPPED] == 1
    assert "older" in ledger.rows[0].reason
    assert store.contacts.all()[0].company == "Beta"


def test_two_files_at_once_meet_in_one_person(store: InMemoryStore) -> None:
    service = make_service(
        store,
        old=[person("", name="Ann Lee", file="old.csv")],
        new=[person("ann", file="new.csv", company="Beta", connected_on=date(2020, 5, 1))],
    )
    ledger = service.apply(service.preview([Path("old.csv"), Path("new.csv")]))
    assert [row.action for row in ledger.rows] == [LedgerAction.ADDED, LedgerAction.UPDATED]
    assert only(store).positions == (Position("Dev", "Beta"), Position("Dev", "Acme", until="2026-11"))
    assert {row.contact_id for row in ledger.rows} == {only(store).id}


def test_one_undo_takes_it_all_back(store: InMemoryStore, service: ImportService) -> None:
    store.seed(make_contact(id=7, name="P1 Lee", company="Beta", links=("https://www.linkedin.com/in/p1",)))
    before = state(store)
    run(service, *crowd(50), tags=["alumni"], every=SIX_WEEKS)
    assert store.contacts.count() == 50
    [entry] = store.history()
    assert entry.label == "Import 49 people and update 1 from LinkedIn"
    store.undo(entry.seq)
    assert state(store) == before


def test_no_one_is_due_after_a_large_import(store: InMemoryStore, service: ImportService) -> None:
    ledger = run(service, *crowd(9000))
    assert ledger.added == 9000
    assert store.history()[0].label == "Import 9,000 people from LinkedIn"
    assert all(row.next_due_on is None and row.cadence is None for row in store.contacts.rows())


@pytest.mark.parametrize("every", ["6 weeks", "monthly", "3 months", "10 days", "yearly"])
@pytest.mark.parametrize("today", [date(2026, 11, 20), date(2027, 1, 30), date(2028, 2, 29)])
def test_with_a_cadence_the_first_check_ins_are_spread(
    store: InMemoryStore, service: ImportService, every: str, today: date
) -> None:
    cadence = Cadence.parse(every)
    clock = FakeClock(NOON + (today - TODAY))
    run(ImportService(store, Present(clock, UTC)), *crowd(400), every=cadence)
    days = Counter(row.next_due_on for row in store.contacts.rows())
    due = [day for day in days if day is not None]
    assert len(due) == len(days)
    assert min(due) == today + timedelta(days=1)
    assert max(due) <= cadence.after(today)
    assert max(days.values()) <= 400 / (cadence.after(today) - today).days + 1


def test_nine_thousand_with_a_cadence_leave_today_empty(store: InMemoryStore, service: ImportService) -> None:
    run(service, *crowd(9000), every=SIX_WEEKS)
    due = [row.next_due_on for row in store.contacts.rows()]
    assert all(day is not None and TODAY < day <= TODAY + timedelta(weeks=6) for day in due)
    assert only_first(store).cadence == SIX_WEEKS


def only_first(store: InMemoryStore) -> Contact:
    return store.contacts.all()[0]


def test_a_default_cadence_of_a_tag_is_spread_too(store: InMemoryStore, service: ImportService) -> None:
    store.seed(
        Preferences(rules=(CadenceRule(RuleScope.TAG, "alumni", SIX_WEEKS),)),
        make_contact(
            id=7, name="P0 Lee", links=("https://www.linkedin.com/in/p0",), last_contact_on=date(2020, 1, 1)
        ),
    )
    run(service, *crowd(100), tags=["alumni"])
    rows = store.contacts.rows()
    assert all(row.next_due_on is not None and row.next_due_on > TODAY for row in rows)
    assert all(row.cadence is None and row.tags == ("alumni",) for row in rows)


def test_those_known_keep_their_own_cadence_and_fields(store: InMemoryStore, service: ImportService) -> None:
    own = make_contact(
        id=7,
        name="Ann",
        company="Acme",
        title="Dev",
        links=("https://linkedin.com/in/Ann/",),
        met="At a fair",
        met_on=date(2019, 1, 1),
        notes="mine",
        stage=Stage.ACTIVE,
        tags=("friend",),
    )
    store.seed(own)
    ledger = run(service, person(notes="theirs"), every=SIX_WEEKS)
    assert only(store) == own
    assert ledger.rows[0].reason == "already here as Ann, nothing new"


def test_an_imported_birthday_says_so_and_never_replaces_a_typed_one(
    store: InMemoryStore, service: ImportService
) -> None:
    may, june = PartialDate(5, 5), PartialDate(6, 6, 1990)
    run(service, person(birthday=may), person("bob", line=3, name="Bob", birthday=None))
    ann, bob = store.contacts.all()
    assert (ann.birthday, ann.birthday_imported) == (may, True)
    with store.transaction("Type it"):
        store.contacts.save(replace(ann, birthday_imported=False))
    ledger = run(service, person(birthday=june), person("bob", line=3, name="Bob", birthday=june))
    assert [row.reason for row in ledger.rows] == ["already here, nothing new", "birthday 6 Jun 1990 added"]
    ann, bob = store.contacts.all()
    assert (ann.birthday, ann.birthday_imported) == (may, False)
    assert (bob.birthday, bob.birthday_imported) == (june, True)


def test_people_another_session_added_since_the_plan_are_matched_again(
    store: InMemoryStore, service: ImportService
) -> None:
    plan = service.plan([person("ann"), person("bob", line=3)])
    with store.elsewhere("Add Ann Lee"):
        store.contacts.add(
            make_contact(id=store.new_id(), name="Ann", links=("https://linkedin.com/in/ann",))
        )
    ledger = service.apply(plan)
    assert [row.action for row in ledger.rows] == [LedgerAction.UPDATED, LedgerAction.ADDED]
    assert store.contacts.count() == 2
    assert store.history()[0].label == "Import 1 person and update 1 from LinkedIn"


def test_someone_who_has_gone_since_the_plan_does_not_come_in_again(store: InMemoryStore) -> None:
    service = make_service(store, linkedin=[person("ann"), person("bob", line=3), person("cy", line=4)])
    ann, bob = (
        make_contact(id=number, name=name, links=(f"https://linkedin.com/in/{name.lower()}",))
        for number, name in enumerate(("Ann", "Bob"), start=1)
    )
    store.seed(ann, bob)
    plan = service.preview([Path("linkedin.csv")], "linkedin")
    with store.elsewhere("Forget someone"):
        store.contacts.remove(ann.id)
    for seen in (plan, service.preview([Path("linkedin.csv")], "linkedin", tags=["new"], instead_of=plan)):
        ledger = service.apply(seen)
        assert ledger.rows[0].action is LedgerAction.SKIPPED
        assert ledger.rows[0].reason.startswith("gone from your contacts since this was read")
        assert {one.id for one in store.contacts.all()} >= {bob.id}
        assert all(one.links != ann.links for one in store.contacts.all())
    again = service.preview([Path("linkedin.csv")], "linkedin")
    assert again.rows[0].action is LedgerAction.ADDED


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_names_are_kept_as_text(store: InMemoryStore, service: ImportService, text: str) -> None:
    run(service, person("x", name=text, company=text, title=text))
    assert only(store).name == text
    assert run(service, person("x", name=text, company=text, title=text)).counts[LedgerAction.SKIPPED] == 1


def test_a_preview_names_the_format_and_tells_its_progress(store: InMemoryStore) -> None:
    service = make_service(store, cards=crowd(1000))
    beats: list[tuple[int, int | None]] = []
    plan = service.preview([Path("cards.csv")], progress=lambda done, total: beats.append((done, total)))
    assert plan.label == "Import 1,000 people from vCard"
    assert beats[0] == (256, None)
    assert beats[-1] == (1000, 1000)
    beats.clear()
    service.apply(plan, progress=lambda done, total: beats.append((done, total)))
    assert beats[-1] == (1000, 1000)
    assert only_first(store).met == ""


def test_a_preview_that_fails_says_why(store: InMemoryStore) -> None:
    service = make_service(store)
    with pytest.raises(ImportFileError, match="is no LinkedIn export"):
        service.preview([Path("photo.jpg")])
    with pytest.raises(InvalidValueError, match="it is one of linkedin, vcard"):
        service.preview([Path("photo.jpg")], "jpeg")


def test_an_import_that_is_given_up_leaves_no_trace(store: InMemoryStore, service: ImportService) -> None:
    def give_up(_done: int, _total: int | None) -> None:
        raise KeyboardInterrupt

    plan = service.plan(crowd(600))
    before = state(store)
    with pytest.raises(KeyboardInterrupt):
        service.apply(plan, progress=give_up)
    assert state(store) == before


def test_a_backup_is_made_before_an_import_that_writes(store: InMemoryStore) -> None:
    backups: list[int] = []
    service = ImportService(
        store, Present(FakeClock(), UTC), backup=lambda: backups.append(store.contacts.count())
    )
    run(service, person())
    run(service, person())
    assert backups == [0]


def test_the_newest_come_first_to_go_through(store: InMemoryStore, service: ImportService) -> None:
    ledger = run(
        service,
        person("ann", connected_on=date(2020, 1, 1)),
        person("bob", connected_on=None),
        person("cyd", connected_on=date(2026, 1, 1)),
    )
    assert [row.name for row in service.newest(ledger.added_ids)] == ["Cyd Lee", "Ann Lee", "Bob Lee"]
