"""The doctor over a large store that was edited by hand: the work grows as the store does, not faster.

The long form measures it against a plain reading of the same store; the fast form counts work and measures no
time: every call of Python and of a C function is one, and one that goes through a long text as many as that
has characters.
"""

import gc
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from types import FrameType
from typing import Self

from netui.storage.meeting.two_histories import read_all
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.opening import open_store
from netui.storage.store.store import TinyDBStore
from tests.benchmarks.network import FixedClock, build
from tests.faults.experiment import Experiment, Tally

_LONG_FORM = 100_000
_LONG_TEXT = 4_096
_GO_THROUGH = frozenset({"count", "rfind", "replace", "split", "splitlines", "encode", "decode"})
_MOST_GROWTH = 2.6
"""What twice as many documents may cost, of what the half costs: 2 and what a sort adds."""
_MOST_TIMES = 2.0
"""How much of the processor a look or a repair may take, in plain readings of the same store."""
_ROUNDS = 3
"""What takes longest on a busy machine says nothing: the least of so many rounds counts."""
_FILE = "interactions.json"


def _as_it_was(text: str) -> str:
    return text


def _one_word(text: str) -> str:
    return re.sub(r'"text":"\w+', '"text":"handmade', text, count=1)


def _comma_in_each(text: str) -> str:
    return text.replace("},\n", ",},\n")


def _quote_lost_in_many(text: str) -> str:
    return re.sub(r'"text":"(\w+ \w+) (a|the) ', r'"text":"\1" \2 ', text)


def _wrong_type_in_each(text: str) -> str:
    return re.sub(r'"kind":"[^"]*"', '"kind":7', text)


def _key_twice_in_each(text: str) -> str:
    return text.replace('"text":', '"text":"x","text":')


def _indented(text: str) -> str:
    return re.sub(r'([{,])"', r'\1\n    "', text)


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ")


def _carriage_returns(text: str) -> str:
    return text.replace("\n", "\r\n")


def _marked_as_merged(text: str) -> str:
    return re.sub(r"(\n\"\d+5\": [^\n]*)", r"\n<<<<<<< a\1\n=======\1\n>>>>>>> b", text)


EDITS: tuple[Callable[[str], str], ...] = (
    _one_word,
    _comma_in_each,
    _quote_lost_in_many,
    _wrong_type_in_each,
    _key_twice_in_each,
    _indented,
    _on_one_line,
    _carriage_returns,
    _marked_as_merged,
)


class Work:
    """Counts the work that is done within it, whatever the machine."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> Self:
        sys.setprofile(self._called)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _called(self, _frame: FrameType, event: str, called: object) -> None:
        if event not in {"call", "c_call"}:
            return
        through = event == "c_call" and getattr(called, "__name__", "") in _GO_THROUGH
        text = getattr(called, "__self__", None) if through else None
        length = len(text) if isinstance(text, str | bytes) else 0
        self.count += length if length > _LONG_TEXT else 1


def doctor_at_size(folder: Path, size: int, tally: Tally) -> None:
    """Edit a store of `size` entries by hand in every way; look, show and repair."""
    if size >= _LONG_FORM:
        _measure(folder, size, tally)
        return
    stores = [folder / str(times) for times in (1, 2)]
    for times, place in enumerate(stores, 1):
        build(place, 20 * times, size * times)
    for edit in EDITS:
        work = [_worked(place, folder / "place", edit, tally) for place in stores]
        for what in work[0]:
            growth = work[1][what] / work[0][what]
            tally.tried()
            words = f"{edit.__name__}: {what} grew {growth:.2f} x for twice the size"
            tally.check(growth <= _MOST_GROWTH, words)


def _edited(origin: Path, place: Path, edit: Callable[[str], str]) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(origin, place)
    path = place / _FILE
    path.write_text(edit(path.read_text("utf-8")), "utf-8", newline="")
    return place


def _opened(place: Path, *, read_only: bool) -> TinyDBStore:
    return open_store(place, clock=FixedClock(), session="doctor", read_only=read_only)


def _worked(origin: Path, place: Path, edit: Callable[[str], str], tally: Tally) -> dict[str, int]:
    """Return how much work looking, showing and repairing took."""
    _edited(origin, place, edit)
    done = {}
    store = _opened(place, read_only=True)
    with Work() as showing:
        shown = len(store.collections["interactions"].documents)
    with Work() as looking:
        health = safekeeping_of(store).examine()
    tally.check(not health.ok, f"{edit.__name__}: nothing was found")
    store.close()
    store = _opened(place, read_only=False)
    with Work() as repairing:
        fixed = safekeeping_of(store).repair()
    tally.check(fixed.ok, f"{edit.__name__}: not mended: {fixed.problems[:2]}")
    store.close()
    store = _opened(place, read_only=True)
    kept = len(store.collections["interactions"].documents)
    tally.check(shown > 0 and kept == _count(origin), f"{edit.__name__}: {shown} shown, {kept} kept")
    store.close()
    done["show"], done["doctor"], done["repair"] = showing.count, looking.count, repairing.count
    return done


def _count(origin: Path) -> int:
    store = _opened(origin, read_only=True)
    try:
        return len(store.collections["interactions"].documents)
    finally:
        store.close()


def _measure(folder: Path, size: int, tally: Tally) -> None:
    """Compare with a plain reading of the same store, all of it as entities.

    A repair puts a file back from history, so it is compared with a reading of history too.
    """
    origin = folder / "origin"
    build(origin, size // 10, size)
    least: dict[tuple[str, str], float] = {}
    for _ in range(_ROUNDS):  # each is measured in each round, for a busy machine is slower for a while
        for edit in (_as_it_was, _one_word, _carriage_returns):
            name = edit.__name__.strip("_").replace("_", " ")
            for what, work in (
                ("reading", _read_all),
                ("history", _read_history),
                ("doctor", _look),
                ("repair", _repair),
            ):
                key = (what, name if work in (_look, _repair) else "")
                seconds = _worked_on(origin, folder / "place", edit if key[1] else _as_it_was, work)
                least[key] = min(seconds, least.get(key, seconds))
    reading = least.pop(("reading", ""))
    with_history = reading + least.pop(("history", ""))
    tally.took("ms to read people and entries", reading)
    tally.took("ms to read them and history", with_history)
    for (what, name), seconds in least.items():
        plain = reading if what == "doctor" else with_history
        tally.tried()
        tally.took(f"ms {what}, {name}", seconds)
        words = f"{name}: {what} took {seconds:.1f} s = {seconds / plain:.2f} x of a plain reading"
        tally.check(seconds <= _MOST_TIMES * plain, words)


def _worked_on(
    origin: Path, place: Path, edit: Callable[[str], str], work: Callable[[Path], object]
) -> float:
    _edited(origin, place, edit)
    return _seconds(lambda: work(place))


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    start = process_time()
    try:
        work()
    finally:
        gc.enable()
    return process_time() - start


def _read_all(place: Path) -> None:
    store = _opened(place, read_only=True)
    store.contacts.all()
    store.interactions.all()
    store.close()


def _read_history(place: Path) -> None:
    for _ in read_all(place):
        pass


def _look(place: Path) -> None:
    store = _opened(place, read_only=True)
    safekeeping_of(store).examine()
    store.close()


def _repair(place: Path) -> None:
    store = _opened(place, read_only=False)
    safekeeping_of(store).repair()
    store.close()


DOCTOR_AT_SIZE = Experiment(
    "doctor-at-size",
    "to look at a large store that was edited takes no more than in step",
    doctor_at_size,
    fast=80,
    middle=2_000,
    long=300_000,
    minutes=3,
)
