"""A forgotten person is nowhere: not in documents, journal, history, drafts or backups; all else stays."""

import errno
import gzip
import io
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from netui.domain.errors import ConflictError, NotFoundError, StoreDamagedError, StoreError
from netui.domain.interviews.interview import ChosenQuestion, Interview
from netui.domain.journal.reflection import Reflection, ReflectionKind, Written
from netui.domain.people.interaction import Direction
from netui.domain.people.milestone import Milestone, MilestoneKind
from netui.domain.plan.collaboration import Collaboration
from netui.domain.plan.favour import Favour, FavourKind
from netui.domain.plan.introduction import Introduction
from netui.domain.plan.mentoring import Mentoring
from netui.domain.plan.opportunity import Opportunity
from netui.domain.plan.practice import Practice, PracticeKind
from netui.domain.preferences import Preferences
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.services.notes.note_occasions import news_row
from netui.services.safety.safekeeping import Person
from netui.storage.changes import salvage
from netui.storage.changes.snapshots import Snapshot
from netui.storage.safety.files_next_to_store import FilesNextToStore
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.store import TinyDBStore
from tests.factories import TODAY, make_contact, make_follow_up, make_interaction, make_interview
from tests.storage.opened import abandon, add_contact, examine, names, opened, raw_state

NAME = "Priya Natarajan"
TRACES = (b"priya", b"natarajan", b"555 0199", b"secret of hers")


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file under a folder, unpacked as deep as it goes."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield from unpacked(str(path.relative_to(folder)), path.read_bytes())


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, name.encode()
    if name.endswith(".gz"):
        data = gzip.decompress(data)
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for member in packed.namelist():
                yield from unpacked(f"{name}:{member}", packed.read(member))
    yield name, data


def traces(folder: Path) -> list[str]:
    return [
        f"{name}: {trace!r}" for name, data in everything(folder) for trace in TRACES if trace in data.lower()
    ]


class Scene:
    """A store that has lived: old journals, backups, drafts, an undone change, and Priya all over it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        store = opened(folder)
        self.priya = add_contact(
            store,
            NAME,
            emails=("priya.natarajan@example.org",),
            phones=("+1 555 0199",),
            notes="secret of hers",
        )
        self.tom = add_contact(
            store, "Tom Weld", introduced_by=self.priya.id, notes=f"Met through {NAME.upper()}"
        )
        with store.transaction(f"Edit {NAME} (meanwhile notes had become secret of hers)"):
            store.contacts.save(replace(self.priya, notes="another secret of hers"))
        with store.transaction("Back to what it was"):
            store.contacts.save(self.priya)
        self.turn_over(store, monkeypatch)
        with store.transaction(f"Log coffee with {NAME}"):
            self.alone = make_interaction(
                id=store.new_id(), contact_ids=(self.priya.id,), text="secret of hers"
            )
            self.shared = make_interaction(
                id=store.new_id(),
                contact_ids=(self.priya.id, self.tom.id),
                text="Priya brought cake, Tom tea",
            )
            self.other = make_interaction(id=store.new_id(), contact_ids=(self.tom.id,), text="Tea with Tom")
            for entry in (self.alone, self.shared, self.other):
                store.interactions.add(entry)
        with store.transaction("Interview Priya"):
            interview = make_interview(
                id=store.new_id(),
                contact_id=self.priya.id,
                contact_name=NAME,
                questions=(ChosenQuestion(id=1, text="Why?", answer="secret of hers"),),
            )
            store.interviews.add(interview)
            self.update = make_follow_up(
                id=store.new_id(),
                contact_id=self.tom.id,
                about_id=self.priya.id,
                text="Tell Tom how Priya was",
            )
            store.follow_ups.add(self.update)
            promised = make_follow_up(
                id=store.new_id(), contact_id=self.priya.id, interview_id=interview.id, text="Thank Priya"
            )
            store.follow_ups.add(promised)
            self.rehearsal = Practice(
                id=store.new_id(),
                uid="rehearsal",
                kind=PracticeKind.REHEARSAL,
                on=TODAY,
                interview_id=interview.id,
                text="Priya will ask about Go",
            )
            self.reflection = Reflection(
                id=store.new_id(),
                uid="reflection",
                kind=ReflectionKind.FREE,
                on=TODAY,
                interview_id=interview.id,
                written=(Written("text", "Priya asked about Go"),),
            )
            store.of(Practice).add(self.rehearsal)
            store.of(Reflection).add(self.reflection)
            store.preferences.save(
                Preferences(
                    dismissed=(
                        *(f"birthday:{one.id}:2026" for one in (self.priya, self.tom)),
                        *(news_row(one.id, TODAY) for one in (self.priya, self.tom)),
                    ),
                    snoozed={f"debrief:{interview.id}": date(2026, 12, 1)},
                )
            )
        safekeeping_of(store).back_up("daily")
        self.turn_over(store, monkeypatch)
        store.undo(5)
        store.redo(5)
        store.drafts.save(f"note:{self.priya.id}:thank-you", "Dear Priya")
        store.drafts.save("reflection", f"I like tea with {NAME}")
        (folder / "drafts" / "clipboard.txt").write_text("Dear Priya, thanks")
        lent = store.drafts.lend(f"notes:{self.priya.id}", "she likes tea")
        os.close(lent.lock)
        lent.path.with_name(".note.md.swp").write_bytes(b"\x00secret of hers")
        lent = store.drafts.lend(f"notes:{self.tom.id}", f"knows {NAME}")
        os.close(lent.lock)
        lent.path.write_text(f"knows {NAME} well")
        lent.path.with_name("note.md~").write_text(f"knows {NAME}")
        safekeeping_of(store).back_up("before-import")
        abandon(store)

    @staticmethod
    def turn_over(store: TinyDBStore, monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as patched:
            patched.setattr("netui.storage.store.store.SMALL", 1)
            store.compact()

    @property
    def person(self) -> Person:
        return Person(id=self.priya.id, name=NAME)


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(tmp_path / "store", monkeypatch)


def test_nothing_is_left_of_a_forgotten_person_and_all_else_stays(scene: Scene) -> None:
    assert len(traces(scene.folder)) > 10
    store = opened(scene.folder)
    done = safekeeping_of(store).forget(scene.person)
    assert traces(scene.folder) == []
    assert done.removed == {"contacts": 1, "interactions": 1, "follow_ups": 1, "interviews": 1}
    assert done.backups == 2
    assert names(store) == ["Tom Weld"]
    tom = store.contacts.get(scene.tom.id)
    assert tom is not None
    assert (tom.introduced_by, tom.notes) == (None, "Met through someone")
    assert store.interactions.get(scene.alone.id) is None
    shared = store.interactions.get(scene.shared.id)
    assert shared is not None
    assert (shared.contact_ids, shared.text) == ((scene.tom.id,), "someone brought cake, Tom tea")
    assert store.interactions.get(scene.other.id) == scene.other
    update = store.follow_ups.get(scene.update.id)
    assert update is not None
    assert (update.about_id, update.contact_id) == (None, scene.tom.id)
    assert store.preferences.load().dismissed == (
        f"birthday:{scene.tom.id}:2026",
        news_row(scene.tom.id, TODAY),
    )
    assert store.preferences.load().snoozed == {}
    rehearsal, reflection = (
        store.of(Practice).get(scene.rehearsal.id),
        store.of(Reflection).get(scene.reflection.id),
    )
    assert rehearsal is not None
    assert reflection is not None
    assert (rehearsal.interview_id, rehearsal.text) == (None, "someone will ask about Go")
    assert (reflection.interview_id, reflection.text_of("text")) == (None, "someone asked about Go")
    state = raw_state(store)
    store.close()

    again = opened(scene.folder)
    assert raw_state(again) == state
    assert safekeeping_of(again).examine().ok
    toms = f"notes:{scene.tom.id}"
    assert sorted(again.drafts.orphans()) == [toms, "reflection"]
    assert again.drafts.load(toms) == "knows someone well"
    add_contact(again, "Eva")
    again.close()
    assert traces(scene.folder) == []


def test_what_waits_for_a_conversation_with_them_is_still_owed(scene: Scene) -> None:
    store = opened(scene.folder)
    with store.transaction("Promise"):
        waits, mine = (
            make_follow_up(
                id=store.new_id(), contact_id=to, after_id=scene.priya.id, text="Once I talked to Priya"
            )
            for to in (scene.tom.id, None)
        )
        store.follow_ups.add(waits)
        store.follow_ups.add(mine)
    safekeeping_of(store).forget(scene.person)
    kept = [one for one in store.follow_ups.open() if one.id in {waits.id, mine.id}]
    assert [(one.contact_id, one.after_id, one.text) for one in kept] == [
        (scene.tom.id, None, "Once I talked to someone"),
        (None, None, "Once I talked to someone"),
    ]
    store.close()
    assert traces(scene.folder) == []


def test_it_is_not_undone_but_what_came_before_still_is(scene: Scene) -> None:
    store = opened(scene.folder)
    safekeeping_of(store).forget(scene.person)
    entries = store.history()
    assert entries[0].label == "Forget someone"
    assert entries[0].erases
    with pytest.raises(ConflictError, match="for good"):
        store.undo(entries[0].seq)
    store.undo(5)
    assert store.interactions.get(scene.other.id) is None
    store.redo(5)
    assert store.interactions.get(scene.other.id) == scene.other
    backup = safekeeping_of(store).backups()[-1]
    safekeeping_of(store).restore_file(backup.path)
    assert names(store) == ["Tom Weld"]
    safekeeping_of(store).restore_instant(entries[-1].at)
    assert names(store) == ["Tom Weld"]
    store.close()
    assert traces(scene.folder) == []


def test_backups_without_the_person_still_open(scene: Scene) -> None:
    store = opened(scene.folder)
    keeping = safekeeping_of(store)
    keeping.forget(scene.person)
    for number, backup in enumerate(keeping.backups()):
        other = opened(scene.folder.parent / f"other{number}")
        safekeeping_of(other).restore_file(backup.path)
        other.close()
        other = opened(scene.folder.parent / f"other{number}")
        assert names(other) == ["Tom Weld"]
        assert other.interactions.get(scene.other.id) == scene.other
        assert safekeeping_of(other).examine().ok
        other.close()
        assert traces(scene.folder.parent / f"other{number}") == []
    store.close()


def test_someone_deleted_earlier_can_be_forgotten(scene: Scene) -> None:
    store = opened(scene.folder)
    with store.transaction(f"Delete {NAME}"):
        store.contacts.remove(scene.priya.id)
    (gone,) = safekeeping_of(store).people_gone()
    assert gone == Person(id=scene.priya.id, name=NAME)
    safekeeping_of(store).forget(gone)
    assert safekeeping_of(store).people_gone() == []
    store.close()
    assert traces(scene.folder) == []
    with pytest.raises(NotFoundError):
        safekeeping_of(opened(scene.folder)).forget(gone)


def test_other_sessions_see_it_and_go_on(scene: Scene) -> None:
    one, two = opened(scene.folder, "one"), opened(scene.folder, "two")
    assert len(two.contacts.rows()) == 2
    safekeeping_of(one).forget(scene.person)
    assert two.catch_up() > 0
    assert names(two) == ["Tom Weld"]
    add_contact(two, "Eva")
    one.catch_up()
    assert raw_state(one) == raw_state(two)
    one.close()
    two.close()
    assert traces(scene.folder) == []


@pytest.mark.parametrize("times", [1, 9])
def test_what_others_write_is_searched_as_well(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    one, two = opened(scene.folder, "one"), opened(scene.folder, "two")
    clean = FilesNextToStore.clean
    left = times

    def interrupted(self: FilesNextToStore, *arguments: Any) -> None:
        nonlocal left
        clean(self, *arguments)
        if arguments[2] is not nullcontext and left > 0:  # while the lock is held no one can
            left -= 1
            with two.transaction(f"Log tea with {NAME}"):
                entry = make_interaction(
                    id=two.new_id(), contact_ids=(scene.priya.id,), text=f"secret of hers {left}"
                )
                two.interactions.add(entry)
            scene.turn_over(two, monkeypatch)
            safekeeping_of(two).back_up("by-hand")

    with monkeypatch.context() as patched:
        patched.setattr(FilesNextToStore, "clean", interrupted)
        safekeeping_of(one).forget(scene.person)
    assert left < times
    two.catch_up()
    assert names(two) == ["Tom Weld"]
    for store in (one, two):
        store.close()
    assert traces(scene.folder) == []
    assert safekeeping_of(opened(scene.folder)).examine().ok


STEPS = (
    "netui.storage.safety.forgetting.replace_file",
    "netui.storage.safety.files_next_to_store.write_changed_backup",
    "netui.storage.safety.files_next_to_store.put_in_place",
    "netui.storage.safety.files_next_to_store.replace_file",
    "netui.storage.safety.files_next_to_store.discard",
    "netui.storage.state.compaction.write_next_to",
    "netui.storage.state.compaction.put_in_place",
)


class CrashError(Exception):
    """The machine stops here."""


@pytest.mark.parametrize("step", range(1, 40))
def test_a_crash_at_any_step_is_made_up_for(scene: Scene, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    left = step

    def crashing(original: object) -> object:
        def run(*arguments: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left == 0:
                raise CrashError
            return original(*arguments, **named)  # type: ignore[operator]

        return run

    store = opened(scene.folder)
    names_before = {"Tom Weld", NAME}
    crashed = False
    with monkeypatch.context() as patched:
        for place in STEPS:
            module, _, name = place.rpartition(".")
            patched.setattr(place, crashing(getattr(import_module(module), name)))
        try:
            safekeeping_of(store).forget(scene.person)
        except CrashError:
            crashed = True
    abandon(store)
    store = opened(scene.folder)
    assert store.read_only is None
    if crashed and set(names(store)) == names_before:
        safekeeping_of(store).forget(scene.person)
    else:
        assert names(store) == ["Tom Weld"]
        safekeeping_of(store).repair()
    assert names(store) == ["Tom Weld"]
    store.close()
    assert traces(scene.folder) == []


@pytest.mark.parametrize(
    ("error", "remedy"), [(errno.EIO, "check the file and the disk"), (errno.ENOSPC, "make room on the disk")]
)
def test_a_disk_that_refuses_the_last_step_is_not_called_nothing_done(
    error: int, remedy: str, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(scene.folder)
    before = iter([False])  # whether an earlier forgetting was cut off; what is asked after that fails

    def ask(_state: object) -> bool:
        for answer in before:
            return answer
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patched:
        patched.setattr("netui.storage.safety.forgetting.is_unfinished", ask)
        with pytest.raises(StoreError, match=rf"has begun and isn.t finished: {remedy}, then run it again"):
            safekeeping_of(store).forget(scene.person)
    assert NAME not in names(store)
    safekeeping_of(store).repair()
    assert traces(scene.folder) == []
    store.close()


def test_names_that_others_have_too_stay_where_they_are_theirs(tmp_path: Path) -> None:
    store = opened(tmp_path)
    first = add_contact(store, "Ann Lee", emails=("office@example.org",))
    second = add_contact(store, "Ann Lee", emails=("office@example.org",), notes="Ann Lee the younger")
    will = add_contact(store, "Will")
    eva = add_contact(store, "Eva", notes="I will call; Will knows")
    with store.transaction("Log"):
        entry = make_interaction(id=store.new_id(), contact_ids=(first.id, eva.id), text="Lunch with Ann Lee")
        store.interactions.add(entry)
    keeping = safekeeping_of(store)
    keeping.forget(Person(id=first.id, name="Ann Lee"))
    assert store.contacts.get(second.id) == second
    shared = store.interactions.get(entry.id)
    assert shared is not None
    assert shared.text == "Lunch with someone"
    keeping.forget(Person(id=will.id, name="Will"))
    kept = store.contacts.get(eva.id)
    assert kept is not None
    assert kept.notes == "I will call; Will knows"
    store.close()


def test_a_damaged_store_forgets_no_one(scene: Scene) -> None:
    path = scene.folder / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"kind"', b'"kinb"', 2))
    store = opened(scene.folder)
    with pytest.raises(StoreDamagedError):
        safekeeping_of(store).forget(scene.person)
    store.close()


def test_a_person_with_brackets_and_accents(tmp_path: Path) -> None:
    store = opened(tmp_path)
    odd = 'Zoë "Zo" [Brânză] (ex.)'
    with store.transaction(f"Add {odd}"):
        contact = make_contact(id=store.new_id(), name=odd)
        store.contacts.add(contact)
    tom = add_contact(store, "Tom", notes=f"knows {odd} well")
    safekeeping_of(store).forget(Person(id=contact.id, name=odd))
    store.close()
    assert "Brânză".encode() not in b"".join(data for _, data in everything(tmp_path))
    store = opened(tmp_path)
    kept = store.contacts.get(tom.id)
    assert kept is not None
    assert kept.notes == "knows someone well"
    store.close()


def test_what_is_left_of_every_kind_can_still_be_read(tmp_path: Path) -> None:
    store = opened(tmp_path)
    priya, tom = add_contact(store, NAME), add_contact(store, "Tom Weld")
    favour = {"direction": Direction.GAVE, "kind": FavourKind.ARTICLE, "on": TODAY}
    milestone = {"kind": MilestoneKind.AWARD, "on": PartialDate(11, 20, 2026)}
    with store.transaction("Add one of each for both"):
        for one in (priya, tom):
            for kind, fields in (
                (Favour, {**favour, "contact_id": one.id, "text": "secret of hers"}),
                (Milestone, {**milestone, "contact_id": one.id, "text": "secret of hers"}),
                (Mentoring, {"contact_id": one.id}),
                (Interview, {"contact_id": one.id}),
                (Introduction, {"contact_id": one.id, "by_id": priya.id, "other_id": tom.id}),
                (Opportunity, {"title": "A job", "contact_id": one.id, "contact_name": one.name}),
                (Collaboration, {"title": "An article", "contact_ids": (one.id, tom.id)}),
            ):
                new = store.new_id()
                store.of(kind).add(kind(id=new, uid=f"{new:036}", **fields))
    safekeeping_of(store).forget(Person(id=priya.id, name=NAME))
    assert safekeeping_of(store).examine().problems == ()
    assert [one.contact_id for one in store.of(Favour).all()] == [tom.id]
    assert [one.contact_id for one in store.of(Milestone).all()] == [tom.id]
    assert len(store.of(Introduction).all()) == len(store.of(Opportunity).all()) == 2
    assert store.problems == []
    store.close()


@pytest.mark.parametrize("meta", [True, False], ids=["says its age", "says nothing"])
def test_an_edited_snapshot_knows_a_forgotten_person_only_where_it_holds_them(
    tmp_path: Path, meta: bool
) -> None:
    store = opened(tmp_path)
    for name in ("Ann One", "Bob Two", "Cy Three"):
        add_contact(store, name, title="Xa")
    store.close()
    contacts = tmp_path / "contacts.json"
    before = contacts.read_text("utf-8")
    store = opened(tmp_path)
    (bob,) = [each for each in store.contacts.all() if each.name == "Bob Two"]
    safekeeping_of(store).forget(Person(id=bob.id, name=bob.name))
    store.close()
    after = contacts.read_text("utf-8")
    for text, holds in ((after, False), (before, True)):
        edited = text.replace('"Xa"', '"Xb"')
        contacts.write_text(edited if meta else edited.replace('"_meta"', '"_other"'), "utf-8")
        found = [finding.what for finding in examine(tmp_path).problems]
        assert any("changed outside netui" in each for each in found), found
        assert any("a snapshot still knows them" in each for each in found) is holds, found
    contacts.unlink()
    assert not any("still knows them" in each.what for each in examine(tmp_path).problems)


def test_an_edited_snapshot_that_says_its_age_is_not_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path)
    for name in ("Ann One", "Bob Two"):
        add_contact(store, name, title="Xa")
    (bob,) = [each for each in store.contacts.all() if each.name == "Bob Two"]
    safekeeping_of(store).forget(Person(id=bob.id, name=bob.name))
    store.close()
    contacts = tmp_path / "contacts.json"
    edited = contacts.read_text("utf-8").replace('"Xa"', '"Xb"')
    contacts.write_text(edited, "utf-8")
    search, searched = salvage.search_snapshot, list[str]()

    def noted(name: str, text: str) -> Snapshot:
        searched.append(name)
        return search(name, text)

    monkeypatch.setattr(salvage, "search_snapshot", noted)
    assert not any("still knows them" in each.what for each in examine(tmp_path).problems)
    assert searched == []
    contacts.write_text(edited.replace('"_meta"', '"_other"'), "utf-8")
    assert not examine(tmp_path).ok
    assert set(searched) == {"contacts"}


@pytest.mark.parametrize("name", ['Robert "Bob" Zzyzxov', "José Zzyzxov"])
def test_a_name_that_json_writes_otherwise_leaves_every_draft(tmp_path: Path, name: str) -> None:
    store = opened(tmp_path)
    person, tom = add_contact(store, name), add_contact(store, "Tom Weld")
    forms = {f"contact-form:{tom.id}": True, f"contact:{tom.id}:new-talk": False}
    for key, ascii_only in forms.items():
        store.drafts.save(key, json.dumps({"goal": f"ask {name}", "when": ""}, ensure_ascii=ascii_only))
    lent = store.drafts.lend(f"notes:{tom.id}", f"knows {name}")
    os.close(lent.lock)
    lent.path.write_text(f"knows {name} well")
    safekeeping_of(store).back_up("before-import")
    abandon(store)

    store = opened(tmp_path)
    safekeeping_of(store).forget(Person(id=person.id, name=name))
    for key in forms:
        assert store.drafts.load(key) == '{"goal": "ask someone", "when": ""}'
    assert store.drafts.load(f"notes:{tom.id}") == "knows someone well"
    store.close()
    assert [file for file, data in everything(tmp_path) if b"zzyzxov" in data.lower()] == []
