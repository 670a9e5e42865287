"""Undo, redo and restore by several sessions, in any order: each leads to the byte-same state."""

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from netui.domain.errors import ConflictError, NotFoundError
from netui.domain.people.contact import Role, Stage
from netui.domain.values import replace
from netui.services.ports import Change
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store import store as store_module
from netui.storage.store.opening import open_store
from netui.storage.store.store import TinyDBStore
from tests.factories import make_contact, make_interaction
from tests.fakes import FakeClock
from tests.faults.calls import without_syncing
from tests.faults.experiment import Experiment, Tally
from tests.storage.opened import abandon, raw_state

_SESSIONS = 3
_STEPS = 25
_IMPORTED = 12
State = dict[str, dict[int, bytes]]

_which = st.integers(0, _SESSIONS - 1)
_seed = st.integers(0, 1 << 16)
_past = st.floats(0, 1, exclude_max=True)


def undoing(folder: Path, size: int, tally: Tally) -> None:
    """Let sessions work on `size` stores, `_STEPS` steps on each, then take all back."""

    class Machine(_Sessions):
        def __init__(self) -> None:
            super().__init__(folder / "store", tally)

    try:
        with without_syncing():
            run_state_machine_as_test(
                Machine,
                settings=settings(
                    max_examples=size,
                    stateful_step_count=_STEPS,
                    deadline=None,
                    database=None,
                    derandomize=size <= UNDO.fast,
                    phases=(Phase.generate, Phase.shrink),
                    suppress_health_check=list(HealthCheck),
                    print_blob=False,
                ),
            )
    except AssertionError as error:
        notes = "\n".join(getattr(error, "__notes__", ()))
        tally.check(False, f"{error}\n{notes}")


class _Sessions(RuleBasedStateMachine):
    """Three sessions on one store, and what the store was after every change."""

    def __init__(self, folder: Path, tally: Tally) -> None:
        super().__init__()
        shutil.rmtree(folder, ignore_errors=True)
        self._folder = folder
        self._tally = tally
        self._clock = FakeClock()
        self._open = [self._opened(number) for number in range(_SESSIONS)]
        self._states: list[State] = [raw_state(self._open[0])]
        self._at: list[datetime] = [self._clock.now()]

    def _opened(self, number: int) -> TinyDBStore:
        return open_store(self._folder, clock=self._clock, session=f"session {number}")

    @initialize(seed=_seed)
    def begin(self, seed: int) -> None:
        """Have something that can be changed."""
        self.change(0, seed)

    @rule(which=_which, seed=_seed)
    def change(self, which: int, seed: int) -> None:
        """Add, edit and remove, in one transaction."""
        opportunity = random.Random(seed)
        self._make(which, lambda store: _write(store, opportunity, opportunity.randint(1, 3)))

    @rule(which=_which, seed=_seed)
    def bring_in_many(self, which: int, seed: int) -> None:
        """Write much in one transaction, as an import does."""
        opportunity = random.Random(seed)
        before = self._states[-1]
        self._make(which, lambda store: _write(store, opportunity, _IMPORTED))
        if self._states[-1] != before:
            self._replay(which, len(self._states) - 1, redo=False)
            assert self._states[-1] == before, "a change of many is not one undo"

    @rule(which=_which, past=_past)
    def undo(self, which: int, past: float) -> None:
        """Undo any change that was ever made."""
        self._replay_some(which, past, redo=False)

    @rule(which=_which, past=_past)
    def redo(self, which: int, past: float) -> None:
        """Redo any change that was undone."""
        self._replay_some(which, past, redo=True)

    @rule(which=_which, past=_past)
    def restore(self, which: int, past: float) -> None:
        """Go back to the state at any time."""
        seq = int(past * len(self._states))

        def go_back(store: TinyDBStore) -> None:
            safekeeping_of(store).restore_instant(self._at[seq])

        self._make(which, go_back)
        assert self._states[-1] == self._states[seq], f"not the state after change {seq}"

    @rule(which=_which, killed=st.booleans())
    def start_again(self, which: int, killed: bool) -> None:
        """End a session, or let it die, and begin another."""
        if killed:
            abandon(self._open[which])
        else:
            self._open[which].close()
        self._open[which] = self._opened(which)
        self._all_see_the_same()

    @rule(which=_which)
    def turn_over(self, which: int) -> None:
        """Put the journal into history."""
        with patch.object(store_module, "SMALL", 1):
            self._open[which].compact()
        self._all_see_the_same()

    def teardown(self) -> None:
        """Take everything back, the newest first; then every session is over."""
        try:
            for seq in range(len(self._states) - 1, 0, -1):
                self._replay(0, seq, redo=False)
                assert self._states[-1] == self._states[seq - 1], f"undo of change {seq} left other bytes"
            self._all_see_the_same()
        finally:
            for store in self._open:
                with suppress(OSError):
                    store.close()

    def _make(self, which: int, act: Callable[[TinyDBStore], Any]) -> None:
        """Do something in a session; note the state after each change, and that all see it."""
        self._tally.tried()
        self._clock.advance(timedelta(minutes=1))
        store = self._open[which]
        before = store.seq
        act(store)
        if store.seq > len(self._states) - 1:
            assert store.seq == len(self._states), f"{store.seq - before} changes for one"
            self._states.append(raw_state(store))
            self._at.append(self._clock.now())
        self._all_see_the_same()

    def _replay_some(self, which: int, past: float, *, redo: bool) -> None:
        seq = int(past * len(self._states))
        before = self._states[-1]
        try:
            self._replay(which, seq, redo=redo)
        except (ConflictError, NotFoundError):
            self._tally.note("refused, for they no longer applied")
            self._all_see_the_same()
            return
        last = len(self._states) - 1
        self._replay(which, last, redo=False)
        assert self._states[-1] == before, f"taking change {last} back left other bytes"
        self._replay(which, last, redo=True)
        assert self._states[-1] == self._states[last], f"bringing change {last} back left other bytes"

    def _replay(self, which: int, seq: int, *, redo: bool) -> None:
        def act(store: TinyDBStore) -> Change:
            return store.redo(seq) if redo else store.undo(seq)

        self._make(which, act)

    def _all_see_the_same(self) -> None:
        for store in self._open:
            store.catch_up()
            assert store.problems == [], [str(each) for each in store.problems]
            assert raw_state(store) == self._states[-1], f"{store.session} shows another state"


def _write(store: TinyDBStore, opportunity: random.Random, times: int) -> None:
    with store.transaction("Change"):
        for _ in range(times):
            known = list(store.collections["contacts"].documents)
            contact = store.contacts.get(opportunity.choice(known)) if known else None
            action = opportunity.random()
            if contact is None or action < 0.35:
                store.contacts.add(make_contact(id=store.new_id(), name=f"N{opportunity.randint(0, 99)}"))
            elif action < 0.45:
                entry = make_interaction(id=store.new_id(), contact_ids=(contact.id,), text="tea")
                store.interactions.add(entry)
            elif action < 0.9:
                store.contacts.save(replace(contact, **_edit(opportunity)))
            else:
                store.contacts.remove(contact.id)


def _edit(opportunity: random.Random) -> dict[str, Any]:
    edits: list[dict[str, Any]] = [
        {"tags": tuple(opportunity.sample("abcde", opportunity.randint(0, 4)))},
        {"roles": tuple(opportunity.sample(list(Role), 2))},
        {"notes": opportunity.choice(["", "x", "Zoë"])},
        {"location": opportunity.choice(["", "Oslo", "Lima"])},
        {"stage": opportunity.choice(list(Stage))},
        {"custom": {"k": str(opportunity.randint(0, 9))}},
    ]
    return opportunity.choice(edits)


UNDO = Experiment(
    "undo",
    "undo, redo and restore lead to the byte-same state, in any order",
    undoing,
    fast=12,
    middle=100,
    long=1_000,
    minutes=2,
)
