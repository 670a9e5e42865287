"""Backups over many days: the right ones are taken and kept, and each of them restores its state."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from netui.domain.values import replace
from netui.storage.backups.backups import Backups
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.state.migrations import Tables
from netui.storage.store.opening import open_store
from netui.storage.store.store import TinyDBStore
from tests.fakes import FakeClock
from tests.faults.calls import without_syncing
from tests.faults.commands import command
from tests.faults.experiment import Experiment, Tally
from tests.storage.opened import add_contact, names, opened, raw_state

_DAYS = 75
_CHANGED = 0.8
"""The share of days on which something is changed."""
State = dict[str, dict[int, bytes]]


def days(folder: Path, size: int, tally: Tally) -> None:
    """Live `size` times through many days, then restore every backup that is left."""
    for number in range(size):
        opportunity = random.Random(number)
        place = folder / f"life-{number}"
        with without_syncing():
            clock, states, changed = _live(place / "store", opportunity)
            _right_ones_are_kept(place / "store", clock, changed, tally)
            for each in _drills(place, clock, states):
                tally.tried()
                tally.check(not each, each)
            _before_an_import(place / "imported", tally)
            _before_a_migration(place / "migrated", tally)
    _to_another_machine(folder / "moved", tally)


def _live(folder: Path, opportunity: random.Random) -> tuple[FakeClock, dict[int, State], list[datetime]]:
    """Change something on most days; return the states by their number, and the days with a change."""
    clock = FakeClock()
    states: dict[int, State] = {}
    changed = []
    for _ in range(_DAYS):
        clock.advance(timedelta(days=1))
        if opportunity.random() > _CHANGED:
            continue
        changed.append(clock.now())
        for _ in range(opportunity.randint(1, 2)):
            store = open_store(folder, clock=clock, session="day")
            store.daily = True
            _change(store, opportunity)
            states[store.seq] = raw_state(store)
            store.close()
    return clock, states, changed


def _change(store: TinyDBStore, opportunity: random.Random) -> None:
    people = store.contacts.all()
    if people and opportunity.random() < 0.5:
        with store.transaction("Edit"):
            store.contacts.save(replace(opportunity.choice(people), notes=f"note {opportunity.random()}"))
    else:
        add_contact(store, f"Person {len(people)}")


def _right_ones_are_kept(folder: Path, clock: FakeClock, changed: list[datetime], tally: Tally) -> None:
    """Ten days, and the last day of each of four weeks before them."""
    tally.tried()
    wanted = changed[-10:]
    weeks: dict[tuple[int, int], datetime] = {}
    for day in reversed(changed[:-10]):
        weeks.setdefault(day.isocalendar()[:2], day)
    wanted = sorted({*wanted, *list(weeks.values())[:4]})
    kept = sorted(backup.at for backup in Backups(folder, clock).all())
    tally.check([day.date() for day in kept] == [day.date() for day in wanted], f"{kept} for {wanted}")


def _drills(place: Path, clock: FakeClock, states: dict[int, State]) -> Iterator[str]:
    """Restore each backup, into an empty and into a full store; yield "" or what is wrong."""
    store = open_store(place / "store", clock=clock, session="drill")
    now = raw_state(store)
    for number, backup in enumerate(Backups(place / "store", clock).all()):
        done = safekeeping_of(store).restore_file(backup.path)
        yield "" if raw_state(store) == states[backup.seq] else f"{backup.path.name}: another state"
        if done.seq is not None:
            store.undo(done.seq)
        yield "" if raw_state(store) == now else f"{backup.path.name}: undo does not lead back"
        other = open_store(place / f"new-{number}", clock=clock, session="new")
        safekeeping_of(other).restore_file(backup.path)
        other.close()
        other = open_store(place / f"new-{number}", clock=clock, session="new")
        same = raw_state(other) == states[backup.seq] and not other.problems
        yield "" if same else f"{backup.path.name}: another state on a new machine"
        other.close()
    store.close()


def _before_an_import(folder: Path, tally: Tally) -> None:
    tally.tried()
    table = folder.with_name("Connections.csv")
    table.write_text("First Name,Last Name,URL,Email Address,Company,Position,Connected On\nZoe,Li,,,,,\n")
    command(folder, "add", "Ann")
    done = command(folder, "import", str(table))
    found = [each for each in Backups(folder, FakeClock()).all() if each.kind == "before-import"]
    tally.check(done.code == 0 and len(found) == 1, f"before an import: {found}, {done.err}")
    for backup in found:
        tally.check(command(folder, "restore", str(backup.path), "--yes").code == 0, "it is not restored")
        store = opened(folder, read_only=True)
        tally.check(names(store) == ["Ann"], f"before an import there was {names(store)}")
        store.close()


def _before_a_migration(folder: Path, tally: Tally) -> None:
    tally.tried()
    store = opened(folder)
    add_contact(store, "Ann")
    before = raw_state(store)
    store.close()

    def shout(tables: Tables) -> None:
        for contact in tables["contacts"].values():
            contact["name"] = contact["name"].upper()

    open_store(folder, clock=FakeClock(), session="new", migrations=(shout,)).close()
    (backup,) = Backups(folder, FakeClock()).all()
    tally.check(backup.kind == "before-migration", f"before a migration: {backup.kind}")
    other = opened(folder.with_name("unmigrated"))
    safekeeping_of(other).restore_file(backup.path)
    other.close()
    other = opened(folder.with_name("unmigrated"), read_only=True)
    tally.check(raw_state(other) == before, "the state before a migration does not come back")
    other.close()


def _to_another_machine(folder: Path, tally: Tally) -> None:
    """Check that one file holds settings, checklists, questions, templates, drafts and the store."""
    tally.tried()
    here, there = folder / "here", folder / "there"
    settings_files = {
        "settings.toml": 'name = "Jo"\n',
        "templates/mine.md": "title: Mine\n---\nHi\n",
        "questions.toml": "",
        "checklists.toml": "",
    }
    for name, text in settings_files.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text)
    store = opened(here / "store")
    add_contact(store, "Ann")
    store.drafts.save("reflection", "half a word")
    before = raw_state(store)
    store.close()
    made = command(here / "store", "backup", str(folder / "moved.zip"))
    there.mkdir()
    done = command(there / "store", "restore", str(folder / "moved.zip"))
    tally.check((made.code, done.code) == (0, 0), f"{made.err}{done.err}")
    found = {name: (there / name).read_text() for name in settings_files if (there / name).exists()}
    tally.check(found == settings_files, f"beside the store came {found}")
    store = opened(there / "store")
    tally.check(raw_state(store) == before, "another machine shows another state")
    tally.check(store.drafts.load("reflection") == "half a word", "the draft did not come along")
    tally.check(store.history()[-1].at.tzinfo is UTC, "history did not come along")
    store.close()


BACKUP = Experiment(
    "backup",
    "10 days and 4 weeks of backups are kept, each brings its state back",
    days,
    fast=1,
    middle=5,
    long=50,
    minutes=2,
)
