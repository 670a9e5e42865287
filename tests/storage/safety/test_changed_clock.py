"""A clock that is set back or forth: order counts, nothing is lost, and no backup takes another's place."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from netui.domain.errors import ConflictError
from netui.services.ports import HistoryEntry
from netui.storage.backups.backups import Backups
from netui.storage.safety.past_state import last_before
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.opening import open_store
from netui.storage.store.store import TinyDBStore
from tests.fakes import NOON, FakeClock
from tests.storage.opened import add_contact, names

DAY = timedelta(days=1)


def entries(hours: list[float], first: int = 1) -> list[HistoryEntry]:
    """Changes whose clocks showed so many hours after noon, the newest first."""
    made = [
        HistoryEntry(seq=seq, at=NOON + timedelta(hours=each), session="here", label=f"c{seq}")
        for seq, each in enumerate(hours, first)
    ]
    return made[::-1]


@pytest.mark.parametrize(
    ("clocks", "at", "last", "odd"),
    [
        ([1, 2, 3, 4], 2.5, 2, []),
        ([1, 2, 3, 4], 0.5, 0, []),
        ([], 3, 0, []),
        ([1, 1, 1], 1, 3, []),
        ([1, 26, 2, 3], 1.5, 1, []),  # 26 may have been after that: its own clock says so
        ([1, 26, 2, 3], 2.5, 3, [2]),
        ([1, 26, 2, 3], 9, 4, [2]),
        ([1, 26, 2, 3], 10, 4, [2]),  # now: nothing happened since
        ([1, 26, 2, 3], 27, 2, []),  # a clock that was ahead
        ([1, 26, 2, 3], 25, 1, []),
        ([26, 27], 5, 0, []),
        ([26, 27], 10, 2, [1, 2]),
        ([1, 2, -9000, 3, 4], 2.5, 3, []),  # a clock that had lost its battery
        ([1, 2, 3, 4, -9000], 2.5, 2, [5]),
        ([-9000, 1, 2], 0.5, 1, []),
        ([1, 7, 8, 2, 3, 4], 2.5, 4, [2, 3]),  # hours ahead for a while, then set right
    ],
)
def test_order_counts_and_of_clocks_what_most_agree_on(
    clocks: list[float], at: float, last: int, odd: list[int]
) -> None:
    instant, now = NOON + timedelta(hours=at), NOON + timedelta(hours=10)
    found, named = last_before(entries(clocks), instant, now)
    assert (found, [each.seq for each in named]) == (last, odd)


def test_history_that_begins_later_is_refused() -> None:
    with pytest.raises(ConflictError, match="history begins with change 5"):
        last_before(entries([3, 4], first=5), NOON + timedelta(hours=2), NOON + DAY)


def with_clock(folder: Path, clock: FakeClock) -> TinyDBStore:
    store = open_store(folder, clock=clock, session="here")
    store.daily = True
    return store


def test_what_a_clock_ahead_saved_is_kept_and_named(tmp_path: Path) -> None:
    clock = FakeClock()
    with closing(with_clock(tmp_path, clock)) as store:
        keeping = safekeeping_of(store)
        add_contact(store, "Ann")
        clock.set(NOON + 2 * DAY)
        add_contact(store, "Bob")
        clock.set(NOON + DAY)
        add_contact(store, "Cem")
        clock.advance(timedelta(hours=1))
        add_contact(store, "Dana")
        clock.advance(timedelta(hours=1))
        done = keeping.restore_instant(NOON + DAY + timedelta(minutes=30))
        assert names(store) == ["Ann", "Bob", "Cem"]
        assert done.about_clock == (
            "The clock was changed, so 1 change counts by its order: “Add Bob” (2, 2026-11-22 12:00 UTC)"
        )
        assert not keeping.plan_instant(clock.now()).touched
        keeping.restore_instant(NOON + 2 * DAY)
        assert names(store) == ["Ann", "Bob"]
        keeping.restore_instant(NOON, after=3)
        assert names(store) == ["Ann", "Bob", "Cem"]


def test_a_clock_that_changes_within_a_session_loses_nothing(tmp_path: Path) -> None:
    clock = FakeClock()
    store, other = with_clock(tmp_path, clock), with_clock(tmp_path, clock)
    for each in (store, other):
        each.stay_open()
    expected, kept = [], dict[str, bytes]()
    for turn, day in enumerate((0, 1, -1, 0)):
        clock.set(NOON + day * DAY)
        store.drafts.save("note:1", f"text {turn}")
        for each in (store, other):
            add_contact(each, name := f"N{turn}{each is store}")
            expected.append(name)
            each.catch_up()
            each._backup.wait(60)
            assert each.backup_problem == ""
        for path in (tmp_path / "backups").iterdir():
            assert kept.setdefault(path.name, path.read_bytes()) == path.read_bytes()
        assert other.drafts.orphans() == []
        assert (store.sessions(), other.sessions()) == (2, 2)
    store.catch_up()
    assert store.undo(store.seq).label == "Undo: Add N3False"
    for each in (store, other):
        each.catch_up()
        each.close()
    assert sorted(name[:14] for name in kept) == [f"daily-202611{day}" for day in (19, 20, 21)]
    with closing(with_clock(tmp_path, clock)) as again:
        assert sorted(names(again)) == sorted(expected[:-1])
        assert again.drafts.orphans() == ["note:1"]
        assert again.drafts.load("note:1") == "text 3"
        assert safekeeping_of(again).examine().ok
        assert len(Backups(tmp_path, clock).all()) == 3
