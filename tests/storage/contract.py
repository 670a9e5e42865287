"""What every store keeps to: one body of tests, run over each implementation."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from netui.domain.errors import ConflictError, NotFoundError
from netui.domain.interviews.interview import (
    ChosenQuestion,
    Interview,
    InterviewStatus,
    Item,
    ItemState,
    Medium,
)
from netui.domain.people.cadence import Cadence, CadenceRule, RuleScope, Unit
from netui.domain.people.contact import Contact, ContactRow, Naming, Position, Role, Stage
from netui.domain.people.follow_up import FollowUpKind, FollowUpState
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.people.relation import Relation, RelationKind
from netui.domain.plan.goal import Period
from netui.domain.preferences import Preferences
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import field_names, replace
from netui.services.ports import Change, Store
from tests.factories import (
    HOSTILE,
    TODAY,
    hostile_contact,
    make_contact,
    make_follow_up,
    make_goal,
    make_interaction,
    make_interview,
)
from tests.fakes import NOON

COLLECTIONS = ("contacts", "interactions", "follow_ups", "interviews", "goals")


def full_contact(**over: Any) -> Contact:
    values: dict[str, Any] = {
        "name": "Zoë Brânză",
        "pronouns": "she/her",
        "pronunciation": "zo-EH",
        "positions": (
            Position(title="Dean", company="ETH", since="2001", until="2009-12"),
            Position(title="Staff Engineer", company="Stripe", since="2020-03"),
        ),
        "emails": ("zoe@example.org", "z@example.com"),
        "phones": ("+41 44 123",),
        "links": ("https://example.org/zoe",),
        "location": "Zürich",
        "time_zone": "Europe/Zurich",
        "birthday": PartialDate(2, 29),
        "function": "Engineering",
        "industry": "Payments",
        "seniority": "Staff",
        "tags": ("Compilers", "alumni"),
        "stage": Stage.ACTIVE,
        "roles": (Role.MENTOR, Role.DECISION_MAKER),
        "met": "LLVM meeting",
        "met_on": date(2025, 3, 4),
        "introduced_by": 7,
        "relations": (Relation(RelationKind.MANAGER, 7), Relation(RelationKind.PARTNER, 8)),
        "why": "knows register allocation",
        "interests": ("climbing",),
        "avoid": ("politics",),
        "notes": "First line\nsecond line",
        "custom": {"Chess": "Elo 2100"},
        "naming": Naming.YES,
        "birthday_imported": True,
        "labels": {"zoe@example.org": "work"},
        "card_lines": ("GENDER:F", "item1.X-ABDATE:2010-06-05"),
        "corrected_jobs": (Position("SRE", "Acme"),),
        "removed_details": ("old@x.example", "location"),
        "refused": ("abcdefghijklmnop",),
        "cadence": Cadence(6, Unit.WEEKS),
        "cadence_from": date(2026, 1, 2),
        "paused": True,
        "snoozed_until": date(2026, 12, 1),
        "skipped_on": date(2026, 10, 1),
        "last_contact_on": date(2026, 9, 14),
        "next_due_on": date(2026, 10, 26),
        "reviewed_on": date(2026, 5, 5),
        "archived_at": NOON,
        "updated_at": NOON + timedelta(hours=1, microseconds=5),
    }
    return make_contact(**{**values, **over})


def put(store: Store, *entities: Any, label: str = "Put") -> int:
    """Store entities in one transaction and return its number."""
    homes: dict[str, Any] = {
        "Contact": store.contacts,
        "Interaction": store.interactions,
        "FollowUp": store.follow_ups,
        "Interview": store.interviews,
        "Goal": store.goals,
    }
    with store.transaction(label):
        for entity in entities:
            homes[type(entity).__name__].add(entity)
    return store.history()[0].seq


def edit(store: Store, contact_id: int, label: str = "Edit", **changes: Any) -> int:
    """Change fields of a contact in one transaction and return its number."""
    with store.transaction(label):
        contact = store.contacts.get(contact_id)
        assert contact is not None
        store.contacts.save(replace(contact, **changes))
    return store.history()[0].seq


def contact_of(store: Store, contact_id: int) -> Contact:
    contact = store.contacts.get(contact_id)
    assert contact is not None
    return contact


def everything(store: Store) -> dict[str, Any]:
    state: dict[str, Any] = {name: getattr(store, name).all() for name in COLLECTIONS}
    state["preferences"] = store.preferences.load()
    return state


class StoreContract:
    """Subclasses give a fixture `store` with an empty store, and may say how to open it again."""

    @pytest.fixture
    def store(self) -> Store | Iterator[Store]:
        raise NotImplementedError

    def reopen(self, store: Store) -> Store:
        """Return the store as the next start of the program finds it."""
        return store

    # --- repositories ---

    def test_begins_empty(self, store: Store) -> None:
        assert everything(store) == {**{name: [] for name in COLLECTIONS}, "preferences": Preferences()}
        assert store.history() == []
        assert list(store.contacts.rows()) == []
        assert store.sessions() >= 1
        assert store.read_only is None

    @pytest.mark.parametrize(
        ("collection", "entity", "changes"),
        [
            (
                "contacts",
                full_contact(),
                {"notes": "", "birthday": PartialDate(5, 17, 1980), "cadence": None},
            ),
            ("contacts", make_contact(), {"positions": (Position("CTO", "Acme"),), "custom": {"a": "b"}}),
            ("contacts", hostile_contact(), {"name": HOSTILE["nul and bell"]}),
            (
                "interactions",
                make_interaction(
                    contact_ids=(3, 4),
                    kind=InteractionKind.SOCIAL,
                    at=NOON,
                    direction=Direction.GAVE,
                    text="liked “a post”",
                    real=False,
                    interview_id=9,
                    template="check-in",
                    source="linkedin",
                    came_from=("abcdefghijklmnop",),
                    gone=("Ann",),
                ),
                {"text": "", "at": None, "gone": ()},
            ),
            (
                "follow_ups",
                make_follow_up(
                    kind=FollowUpKind.THANK_YOU,
                    due_at=NOON,
                    contact_id=3,
                    about_id=4,
                    interview_id=9,
                    repeats=Cadence(1, Unit.MONTHS),
                    snoozed_until=TODAY,
                    promised_on=TODAY,
                ),
                {"state": FollowUpState.DONE, "closed_at": NOON, "repeats": None},
            ),
            (
                "interviews",
                make_interview(
                    contact_name="Ann",
                    medium=Medium.IN_PERSON,
                    items=(Item(id=1, text="Research", due_on=TODAY, days_before=2, state=ItemState.DONE),),
                    questions=(ChosenQuestion(id=2, text="Why?", theme="path", asked=True, answer="So"),),
                    insights=("one", "two"),
                    ended_at=NOON,
                ),
                {"status": InterviewStatus.DONE, "items": (), "thanked_at": NOON, "contact_id": None},
            ),
            ("goals", make_goal(target=2, period=Period.WEEK), {"closed_on": TODAY, "title": "Two a week"}),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_keeps_changes_and_removes_what_it_is_given(
        self, store: Store, collection: str, entity: Any, changes: dict[str, Any]
    ) -> None:
        repository = getattr(store, collection)
        put(store, entity)
        assert getattr(self.reopen(store), collection).get(entity.id) == entity
        store = self.reopen(store)
        repository = getattr(store, collection)
        changed = replace(entity, **changes)
        with store.transaction("Change"):
            repository.save(changed)
            assert repository.get(entity.id) == changed
        store = self.reopen(store)
        repository = getattr(store, collection)
        assert repository.get(entity.id) == changed
        assert repository.has(entity.id)
        assert repository.all() == [changed]
        assert repository.count() == 1
        with store.transaction("Remove"):
            repository.remove(entity.id)
        repository = getattr(self.reopen(store), collection)
        assert repository.get(entity.id) is None
        assert not repository.has(entity.id)
        assert repository.count() == 0

    def test_lists_by_id_and_gets_many_in_the_order_asked(self, store: Store) -> None:
        a, b, c = make_contact(name="A"), make_contact(name="B"), make_contact(name="C")
        put(store, c, a, b)
        assert store.contacts.all() == [a, b, c]
        assert store.contacts.get_many([c.id, 10**9, a.id]) == [c, a]

    @pytest.mark.parametrize("collection", COLLECTIONS)
    def test_says_when_there_is_nothing_to_save_or_remove(self, store: Store, collection: str) -> None:
        makers = (make_contact, make_interaction, make_follow_up, make_interview, make_goal)
        entity: Any = dict(zip(COLLECTIONS, makers, strict=True))[collection]()
        repository = getattr(store, collection)
        with pytest.raises(NotFoundError), store.transaction("Save"):
            repository.save(entity)
        with pytest.raises(NotFoundError), store.transaction("Remove"):
            repository.remove(entity.id)
        assert store.history() == []

    def test_writes_need_a_transaction(self, store: Store) -> None:
        with pytest.raises(RuntimeError):
            store.contacts.add(make_contact())
        assert store.contacts.count() == 0

    def test_rows_are_the_narrow_side_of_the_contacts(self, store: Store) -> None:
        first, second = full_contact(), make_contact(name="Tom")
        put(store, second, first)
        rows = store.contacts.rows()
        assert [row.id for row in rows] == [first.id, second.id]
        for row, contact in zip(rows, (first, second), strict=True):
            for name in field_names(ContactRow):
                assert getattr(row, name) == getattr(contact, name), name
        assert (rows[0].title, rows[0].company) == ("Staff Engineer", "Stripe")
        assert store.contacts.row(second.id) == rows[1]
        assert store.contacts.row(10**9) is None

    def test_rows_follow_every_change(self, store: Store) -> None:
        contact, other = make_contact(name="Ann"), make_contact(name="Bob")
        put(store, contact, other)
        before = store.contacts.rows()
        edit(store, contact.id, name="Anne")
        assert [row.name for row in store.contacts.rows()] == ["Anne", "Bob"]
        assert [row.name for row in before] == ["Ann", "Bob"]

        def fail() -> None:
            with store.transaction("Fail"):
                store.contacts.save(replace(contact, name="Never"))
                assert store.contacts.rows()[0].name == "Never"
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        assert [row.name for row in store.contacts.rows()] == ["Anne", "Bob"]
        with store.transaction("Remove"):
            store.contacts.remove(contact.id)
        assert [row.name for row in store.contacts.rows()] == ["Bob"]

    def test_when_each_was_written_down_is_known_without_reading_the_rest(self, store: Store) -> None:
        known, unknown = full_contact(), replace(make_contact(), created_at=None)
        assert known.created_at is not None
        put(store, known, unknown)
        assert list(store.contacts.added_at()) == [(known.id, known.created_at)]
        edit(store, known.id, name="Anne")
        edit(store, unknown.id, created_at=known.created_at)
        assert sorted(store.contacts.added_at()) == [
            (one, known.created_at) for one in (known.id, unknown.id)
        ]

    def test_the_haystack_holds_all_text_folded(self, store: Store) -> None:
        contact = full_contact()
        put(store, contact)
        text = store.contacts.haystack(contact.id)
        for part in (
            "zoe branza",
            "zo-eh",
            "dean",
            "eth",
            "staff engineer",
            "stripe",
            "zoe@example.org",
            "+41 44 123",
            "https://example.org/zoe",
            "zurich",
            "engineering",
            "payments",
            "compilers",
            "alumni",
            "mentor",
            "llvm meeting",
            "register allocation",
            "climbing",
            "politics",
            "second line",
            "chess",
            "elo 2100",
        ):
            assert part in text
        assert "brânză" not in text
        edit(store, contact.id, notes="Rust")
        assert "rust" in store.contacts.haystack(contact.id)
        assert "second line" not in store.contacts.haystack(contact.id)

    def test_the_log_of_a_person_and_of_a_period(self, store: Store) -> None:
        old = make_interaction(contact_ids=(1,), on=date(2025, 12, 31), text='is "gone" now')
        both = make_interaction(contact_ids=(1, 2), on=date(2026, 11, 1), gone=("Zoë", 'A "gone" B'))
        other = make_interaction(contact_ids=(2,), on=date(2026, 11, 1))
        liked = make_interaction(contact_ids=(1,), on=TODAY, kind=InteractionKind.SOCIAL, real=False)
        put(store, liked, other, old, both)
        store = self.reopen(store)
        log = store.interactions
        assert log.for_contact(1) == [liked, both, old]
        assert log.for_contact(2) == [other, both]
        assert log.for_contact(3) == []
        assert log.between(date(2026, 11, 1), TODAY) == [liked, other, both]
        assert log.between(date(2025, 12, 31), date(2025, 12, 31)) == [old]
        assert log.between(TODAY, date(2026, 1, 1)) == []
        assert sorted(log.during(date(2026, 11, 1), TODAY), key=lambda one: one.id) == sorted(
            (liked, other, both), key=lambda one: one.id
        )
        assert list(log.during(date(2025, 12, 31), date(2025, 12, 31))) == [old]
        assert list(log.during(TODAY, date(2026, 1, 1))) == []
        assert log.last_contact_on(1) == date(2026, 11, 1)
        assert log.last_contact_on(3) is None
        assert list(log.gone_names()) == ["Zoë", 'A "gone" B']
        assert sorted(log.contact_days()) == [(1, old.on), (1, both.on), (2, both.on), (2, both.on)]

    def test_the_log_follows_moves_and_removals(self, store: Store) -> None:
        entry = make_interaction(contact_ids=(1,), on=TODAY)
        put(store, entry)
        assert store.interactions.for_contact(1) == [entry]
        moved = replace(entry, contact_ids=(2,), on=date(2026, 1, 5))
        with store.transaction("Move"):
            store.interactions.save(moved)
            assert store.interactions.for_contact(2) == [moved]
        assert store.interactions.for_contact(1) == []
        assert store.interactions.between(TODAY, TODAY) == []
        assert store.interactions.last_contact_on(2) == date(2026, 1, 5)
        with store.transaction("Remove"):
            store.interactions.remove(entry.id)
        assert store.interactions.for_contact(2) == []
        assert list(store.interactions.contact_days()) == []

    def test_follow_ups_by_person_and_by_interview(self, store: Store) -> None:
        mine = make_follow_up(contact_id=1, interview_id=5)
        about = make_follow_up(contact_id=2, about_id=1)
        done = make_follow_up(contact_id=1, state=FollowUpState.DONE)
        free = make_follow_up(contact_id=None)
        put(store, mine, about, done, free)
        store = self.reopen(store)
        assert sorted(f.id for f in store.follow_ups.open()) == [mine.id, about.id, free.id]
        assert store.follow_ups.for_contact(1) == [done, about, mine]
        assert store.follow_ups.for_contact(2) == [about]
        assert store.follow_ups.for_interview(5) == [mine]
        assert store.follow_ups.for_interview(6) == []

    def test_follow_ups_that_wait_for_a_conversation(self, store: Store) -> None:
        waits = make_follow_up(contact_id=1, after_id=2)
        by_day = make_follow_up(contact_id=1, after_id=2, latest_on=TODAY)
        came = make_follow_up(contact_id=1, after_id=2, after_on=TODAY)
        kept = make_follow_up(contact_id=1, after_id=2, state=FollowUpState.DONE)
        put(store, waits, by_day, came, kept)
        store = self.reopen(store)
        assert store.follow_ups.waiting() == [waits]
        assert store.follow_ups.open() == [by_day, came]
        assert store.follow_ups.after(2) == [waits, by_day, came]
        assert store.follow_ups.after(1) == []
        with store.transaction("Talk"):
            store.follow_ups.save(replace(waits, after_on=TODAY))
            store.follow_ups.save(replace(came, after_on=None, after_id=3))
        assert [one.id for one in store.follow_ups.open()] == [waits.id, by_day.id]
        assert [one.id for one in store.follow_ups.waiting()] == [came.id]
        assert [one.id for one in store.follow_ups.after(3)] == [came.id]

    def test_interviews_by_person(self, store: Store) -> None:
        first = make_interview(contact_id=1, at=NOON - timedelta(days=9))
        second = make_interview(contact_id=1, at=NOON)
        put(store, second, first, make_interview(contact_id=2))
        assert self.reopen(store).interviews.for_contact(1) == [second, first]

    def test_preferences_are_one_document(self, store: Store) -> None:
        chosen = Preferences(
            rules=(CadenceRule(RuleScope.TAG, "mentor", Cadence(1, Unit.MONTHS)),),
            away_until=date(2026, 12, 24),
            dismissed=("birthday:12:2026",),
            snoozed={"checkin:5": TODAY},
        )
        with store.transaction("Choose"):
            store.preferences.save(chosen)
        store = self.reopen(store)
        assert store.preferences.load() == chosen
        store.undo(store.history()[0].seq)
        assert store.preferences.load() == Preferences()

    def test_a_first_preference_can_be_undone_after_a_second(self, store: Store) -> None:
        with store.transaction("Go away"):
            store.preferences.save(Preferences(away_until=TODAY))
        seq = store.history()[0].seq
        with store.transaction("Dismiss"):
            store.preferences.save(replace(store.preferences.load(), dismissed=("birthday:1:2026",)))
        store.undo(seq)
        assert store.preferences.load() == Preferences(dismissed=("birthday:1:2026",))

    # --- transactions ---

    def test_ids_only_grow(self, store: Store) -> None:
        with store.transaction("Ids"):
            ids = [store.new_id() for _ in range(500)]
            store.contacts.add(make_contact(id=ids[-1]))
        assert ids == sorted(set(ids))
        assert store.last_id == ids[-1]
        store = self.reopen(store)
        assert store.last_id == ids[-1]
        with store.transaction("More"):
            more = store.new_id()
        assert ids[-1] < more < 2**53

    def test_a_failing_body_changes_nothing(self, store: Store) -> None:
        contact = make_contact()
        put(store, contact, make_interaction(contact_ids=(contact.id,)))
        before = everything(store)

        def fail() -> None:
            with store.transaction("Fail"):
                store.contacts.save(replace(contact, name="Never"))
                store.contacts.add(make_contact())
                store.interactions.remove(store.interactions.all()[0].id)
                store.preferences.save(Preferences(away_until=TODAY))
                with store.transaction("Deeper"):
                    store.goals.add(make_goal())
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        assert everything(store) == before
        assert len(store.interactions.for_contact(contact.id)) == 1
        assert everything(self.reopen(store)) == before
        assert len(self.reopen(store).history()) == 1

    def test_works_on_after_a_failure(self, store: Store) -> None:
        with pytest.raises(KeyError), store.transaction("Fail"):
            raise KeyError
        contact = make_contact()
        put(store, contact)
        assert self.reopen(store).contacts.all() == [contact]

    def test_a_transaction_within_joins_the_outer_one(self, store: Store) -> None:
        contact, interaction = make_contact(), make_interaction()
        with store.transaction("Log coffee with Priya"):
            store.contacts.add(contact)
            with store.transaction("Log"):
                store.interactions.add(interaction)
        entries = store.history()
        assert [entry.label for entry in entries] == ["Log coffee with Priya"]
        assert entries[0].touched == {
            "contacts": frozenset({contact.id}),
            "interactions": frozenset({interaction.id}),
        }

    def test_the_body_may_name_the_transaction(self, store: Store) -> None:
        with store.transaction("Import"):
            store.contacts.add(make_contact())
            store.relabel("Import 1 person from people.csv")
        assert self.reopen(store).history()[0].label == "Import 1 person from people.csv"

    def test_the_outer_label_wins(self, store: Store) -> None:
        with store.transaction("Complete the talk"), store.transaction("Log interview"):
            store.contacts.add(make_contact())
            store.relabel("Log interview with Priya")
        assert store.history()[0].label == "Complete the talk"

    def test_nothing_changed_is_no_history(self, store: Store) -> None:
        contact = make_contact()
        put(store, contact)
        heard: list[Change] = []
        store.subscribe(heard.append)
        with store.transaction("Nothing"):
            pass
        with store.transaction("The same again"):
            store.contacts.save(contact)
        with store.transaction("There and gone"):
            other = make_contact()
            store.contacts.add(other)
            store.contacts.remove(other.id)
        with store.transaction("There and back"):
            store.contacts.save(replace(contact, name="X"))
            store.contacts.save(contact)
        with store.transaction("Default preferences"):
            store.preferences.save(Preferences())
        assert [entry.label for entry in store.history()] == ["Put"]
        assert heard == []

    def test_reads_in_a_transaction_see_its_writes(self, store: Store) -> None:
        with store.transaction("Write and read"):
            contact = make_contact(notes="about Erlang")
            store.contacts.add(contact)
            assert store.contacts.get(contact.id) == contact
            assert store.contacts.count() == 1
            assert [row.id for row in store.contacts.rows()] == [contact.id]
            assert "erlang" in store.contacts.haystack(contact.id)
            entry = make_interaction(contact_ids=(contact.id,))
            store.interactions.add(entry)
            assert store.interactions.for_contact(contact.id) == [entry]
            assert store.interactions.last_contact_on(contact.id) == entry.on

    # --- announcements and history ---

    def test_every_commit_is_announced_once(self, store: Store) -> None:
        heard: list[Change] = []
        unsubscribe = store.subscribe(heard.append)
        contact = make_contact()
        put(store, contact, label="Add Priya")
        assert len(heard) == 1
        change = heard[0]
        assert (change.label, change.ours, change.session) == ("Add Priya", True, store.session)
        assert change.touched == {"contacts": frozenset({contact.id})}
        assert change.at.utcoffset() == timedelta(0)
        assert store.catch_up() == 0
        store.undo(change.seq)
        assert len(heard) == 2
        assert heard[1].touched == {"contacts": frozenset({contact.id})}
        unsubscribe()
        put(store, make_contact())
        assert len(heard) == 2

    def test_a_listener_sees_the_committed_state(self, store: Store) -> None:
        seen: list[int] = []
        store.subscribe(lambda change: seen.append(len(store.contacts.rows())))
        put(store, make_contact(), make_contact())
        assert seen == [2]

    def test_history_is_the_newest_first(self, store: Store) -> None:
        for label in ("One", "Two", "Three"):
            put(store, make_contact(), label=label)
        entries = self.reopen(store).history()
        assert [entry.label for entry in entries] == ["Three", "Two", "One"]
        assert [entry.seq for entry in entries] == sorted((e.seq for e in entries), reverse=True)
        assert {entry.undone for entry in entries} == {False}
        assert all(entry.at.tzinfo is not None and entry.at.astimezone(UTC) for entry in entries)

    # --- undo and redo ---

    def test_history_knows_what_each_entity_was(self, store: Store) -> None:
        person, interview = make_contact(id=7, name="Ana"), make_interview(id=8, contact_id=7, place="here")
        with store.transaction("Add"):
            store.contacts.add(person)
            store.interviews.add(interview)
        with store.transaction("Move"):
            store.interviews.save(replace(interview, place="there"))
        with store.transaction("Log"):
            store.contacts.save(replace(person, last_contact_on=TODAY))
        with store.transaction("Delete"):
            store.interviews.remove(8)
        store.undo(store.history()[0].seq)
        found = list(store.entity_changes({Interview: None, Contact: frozenset({"name"})}))
        assert [(one.id, set(one.fields), one.came) for one in found if one.id == 8] == [
            *((8, set(), True), (8, set(), False), (8, {"place"}, False), (8, set(), True))
        ]
        places = [one.before.place if one.before else "" for one in found if one.id == 8]
        assert places == ["", "there", "here", ""]
        assert [one.came for one in found if one.id == 7] == [True]

    def test_undo_and_redo_of_an_addition(self, store: Store) -> None:
        contact = make_contact()
        seq = put(store, contact, label="Add Priya")
        change = store.undo(seq)
        assert change.seq > seq
        store = self.reopen(store)
        assert store.contacts.all() == []
        top, added = store.history()
        assert (top.undoes, top.undone) == (seq, False)
        assert "Add Priya" in top.label
        assert added.undone
        store.redo(seq)
        store = self.reopen(store)
        assert store.contacts.all() == [contact]
        assert not store.history()[-1].undone

    def test_undo_and_redo_of_a_removal(self, store: Store) -> None:
        contact = full_contact()
        put(store, contact)
        with store.transaction("Remove"):
            store.contacts.remove(contact.id)
        seq = store.history()[0].seq
        store.undo(seq)
        store = self.reopen(store)
        assert store.contacts.get(contact.id) == contact
        store.redo(seq)
        assert self.reopen(store).contacts.get(contact.id) is None

    def test_undo_takes_back_a_whole_transaction(self, store: Store) -> None:
        contact = make_contact()
        put(store, contact)
        before = everything(store)
        with store.transaction("Much"):
            store.contacts.save(replace(contact, name="Anne", cadence=Cadence(1, Unit.WEEKS)))
            store.follow_ups.add(make_follow_up(contact_id=contact.id))
            store.interactions.add(make_interaction(contact_ids=(contact.id,)))
            store.preferences.save(Preferences(dismissed=("birthday:1:2026",)))
        after = everything(store)
        seq = store.history()[0].seq
        store.undo(seq)
        assert everything(store) == before
        assert store.interactions.for_contact(contact.id) == []
        store.redo(seq)
        assert everything(self.reopen(store)) == after

    def test_only_the_changed_fields_are_taken_back(self, store: Store) -> None:
        contact = make_contact()
        put(store, contact)
        first = edit(store, contact.id, notes="new notes")
        edit(store, contact.id, location="Berlin")
        store.undo(first)
        assert contact_of(store, contact.id) == replace(contact, location="Berlin")
        store.redo(first)
        assert contact_of(store, contact.id) == replace(contact, location="Berlin", notes="new notes")

    def test_the_stamp_of_change_never_prevents_an_undo(self, store: Store) -> None:
        contact = make_contact()
        put(store, contact)
        first = edit(store, contact.id, notes="new notes", updated_at=NOON)
        later = NOON + timedelta(hours=1)
        edit(store, contact.id, location="Berlin", updated_at=later)
        store.undo(first)
        assert contact_of(store, contact.id) == replace(contact, location="Berlin", updated_at=later)

    def test_undo_in_any_order_where_nothing_overlaps(self, store: Store) -> None:
        contact = make_contact()
        put(store, contact)
        a = edit(store, contact.id, notes="a")
        b = edit(store, contact.id, location="b")
        c = edit(store, contact.id, why="c")
        for order in ((a, b, c), (c, a, b), (b, c, a)):
            for seq in order:
                store.undo(seq)
            assert contact_of(store, contact.id) == contact
            for seq in order:
                store.redo(seq)
            assert contact_of(store, contact.id) == replace(contact, notes="a", location="b", why="c")

    def test_a_later_change_of_the_same_field_prevents_an_undo(self, store: Store) -> None:
        contact = make_contact()
        put(store, contact)
        first = edit(store, contact.id, notes="one", location="Berlin")
        second = edit(store, contact.id, notes="two")
        with pytest.raises(ConflictError):
            store.undo(first)
        assert contact_of(store, contact.id) == replace(contact, notes="two", location="Berlin")
        assert not any(entry.undone for entry in store.history())
        store.undo(second)
        store.undo(first)
        assert contact_of(store, contact.id) == contact

    def test_a_redo_that_no_longer_applies(self, store: Store) -> None:
        contact = make_contact()
        put(store, contact)
        seq = edit(store, contact.id, notes="one")
        store.undo(seq)
        edit(store, contact.id, notes="two")
        with pytest.raises(ConflictError):
            store.redo(seq)
        assert contact_of(store, contact.id).notes == "two"

    def test_changes_of_what_is_gone_cannot_be_undone(self, store: Store) -> None:
        contact = make_contact()
        added = put(store, contact)
        changed = edit(store, contact.id, notes="one")
        with pytest.raises(ConflictError):
            store.undo(added)
        with store.transaction("Remove"):
            store.contacts.remove(contact.id)
        with pytest.raises(ConflictError):
            store.undo(changed)
        assert store.contacts.count() == 0

    def test_undo_is_done_once(self, store: Store) -> None:
        seq = put(store, make_contact())
        with pytest.raises(ConflictError):
            store.redo(seq)
        store.undo(seq)
        with pytest.raises(ConflictError):
            store.undo(seq)
        with pytest.raises(NotFoundError):
            store.undo(10**6)
        with pytest.raises(NotFoundError):
            store.redo(10**6)

    def test_tags_and_roles_are_taken_back_as_sets(self, store: Store) -> None:
        contact = make_contact(tags=("alumni", "rust"), roles=(Role.PEER,))
        put(store, contact)
        seq = edit(store, contact.id, tags=("rust", "compilers"), roles=(Role.PEER, Role.MENTOR))
        edit(
            store,
            contact.id,
            tags=("rust", "compilers", "zurich"),
            roles=(Role.PEER, Role.MENTOR, Role.COACH),
        )
        store.undo(seq)
        now = contact_of(store, contact.id)
        assert sorted(now.tags) == ["alumni", "rust", "zurich"]
        assert set(now.roles) == {Role.PEER, Role.COACH}
        store.redo(seq)
        now = contact_of(store, contact.id)
        assert sorted(now.tags) == ["compilers", "rust", "zurich"]
        assert set(now.roles) == {Role.PEER, Role.MENTOR, Role.COACH}

    @pytest.mark.parametrize("seed", range(5))
    def test_any_run_of_changes_is_undone_to_the_same_state(self, store: Store, seed: int) -> None:
        random_numbers = random.Random(seed)
        states, seqs = [everything(store)], []
        for step in range(25):
            with store.transaction(f"Step {step}"):
                for _ in range(random_numbers.randint(1, 3)):
                    _random_change(store, random_numbers, step)
                store.goals.add(make_goal())
            states.append(everything(store))
            seqs.append(store.history()[0].seq)
        for position in range(len(seqs) - 1, -1, -1):
            store.undo(seqs[position])
            assert everything(store) == states[position]
        store = self.reopen(store)
        for position, seq in enumerate(seqs):
            store.redo(seq)
            assert everything(store) == states[position + 1]
        assert everything(self.reopen(store)) == states[-1]


def _random_change(store: Store, random_numbers: random.Random, step: int) -> None:
    people = store.contacts.all()
    what = random_numbers.choice(("add", "add", "edit", "tag", "remove", "log", "prefer"))
    if what == "add" or not people:
        store.contacts.add(make_contact(name=f"Person {step}", tags=("a", "b")))
        return
    person = random_numbers.choice(people)
    if what == "edit":
        store.contacts.save(
            replace(person, notes=f"step {step}", location=random_numbers.choice(("", "Bern", "Kyiv")))
        )
    elif what == "tag":
        store.contacts.save(replace(person, tags=tuple(random_numbers.sample("abcdef", 3))))
    elif what == "remove":
        store.contacts.remove(person.id)
    elif what == "log":
        on = datetime(2026, 1, 1, tzinfo=UTC).date() + timedelta(days=random_numbers.randint(0, 300))
        store.interactions.add(make_interaction(contact_ids=(person.id,), on=on))
    else:
        store.preferences.save(Preferences(dismissed=(f"birthday:{step}:2026",)))
