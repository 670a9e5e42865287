"""Keys of a seed, from single letters to whole forms, over the program on a terminal: nothing may break it.

`python -m tests.faults monkey --minutes 10 --seed 7` presses for ten minutes in all; a seed presses the same
keys again. Editor, browser and clipboard are fakes, and nothing is written outside the folder.
"""

import signal
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from netui.tui.terminal.collecting import PAUSE_SECONDS
from tests.benchmarks.network import build
from tests.faults.experiment import Experiment, NotPossibleError, Tally
from tests.faults.monkey_keys import QUIT, SAVE, Presses, Step
from tests.faults.programs import arguments, copied, demo_store, environment
from tests.faults.strangers_words import WALKS
from tests.terminal.pty_driver import END, ENTER, ESCAPE, PtyProgram

SEED = 1
_AT_ONCE = 2
_LIFE_SECONDS = 300
_QUIT_SECONDS = 2.0
_BURST = 20
"""Steps without a look whether the program keeps up: else most keys would still wait when the life ends."""
_IDLE_SECONDS, _REST_SECONDS = 0.05, 120.0
_IDLE_TICKS = 20
"""Hundredths of a second: looking for new changes alone uses fewer of each second."""
_START_SECONDS = 30.0
_MOST_GROWTH, _MOST_OF_ALL_SCREENS = 1.10, 1.3
_LONG_ENOUGH = 60
"""Seconds of a life whose memory is judged: a shorter one is still opening screens for the first time."""
_REPORT = b"netui met an error"
_SHOWN_STEPS = 12
_STANDINS = ("true", "vi", "editor", "less", "xdg-open")
_EVERY_SCREEN = (
    *(f"{area}{']' * turn}" for area in "56" for turn in range(1, 14)),
    *(key for walk in WALKS for key in (walk, ESCAPE, ESCAPE, ESCAPE)),
    *(f":{word}{ENTER}" for word in ("portfolio", "history of", "map of", "import people")),
    *([ESCAPE] * 3),
    "1",
    END,
    ENTER,  # the long list of check-ins, where it is folded
)
_LARGEST = (220, 70)
_WIDTH, _HEIGHT = 120, 40
_ASKED = {b"Not saved yet": "k", b"Met at ": SAVE}
"""What some screens ask before they close, and the key that lets them."""
_DEEPEST, _NO_MORE = 48, 3
"""How many keys close all that is open in an area, at most; after so many without effect all is closed."""


class Ground(NamedTuple):
    """What the monkey plays on: a store of so many people, and the pause between two of its steps."""

    name: str
    store: Path
    pause: float


@dataclass(slots=True)
class Life:
    """One run of the program: what came of it, and how much memory it held."""

    steps: int = 0
    presses: int = 0
    seconds: float = 0.0
    quit_seconds: float = 0.0
    rest_seconds: float = 0.0
    every: float = 0.0
    half: float = 0.0
    end: float = 0.0
    failure: str = ""


def monkey(folder: Path, size: int, tally: Tally, *, seed: int = SEED) -> None:
    """Press keys for so many seconds in all; long ones also over 30,000 people, and two programs at once."""
    if not Path("/proc/self/task").exists():
        raise NotPossibleError("there is no /proc, which tells whether a program waits and how much it holds")
    grounds = list(_grounds(folder, large=size >= _LONG_ENOUGH))
    life = min(float(_LIFE_SECONDS), size / len(grounds))
    turns = [
        (number, grounds[number % len(grounds)]) for number in range(max(len(grounds), round(size / life)))
    ]
    lock = Lock()

    def live(turn: tuple[int, Ground]) -> None:
        number, ground = turn
        name = f"{ground.name}, seed {seed}:{number}"
        lived = _live(ground, folder / f"life-{number}", f"{seed}:{number}", life)
        with lock:
            _judge(name, ground, lived, life, tally)

    with ThreadPoolExecutor(_AT_ONCE if size >= _LONG_ENOUGH else 1) as pool:
        list(pool.map(live, turns))


def _grounds(folder: Path, *, large: bool) -> Iterator[Ground]:
    demo = demo_store(folder / "demo")
    yield Ground("demo, 1 ms", demo, 0.001)
    if large:
        many = folder / "30k"
        build(many, 30_000, 300_000)
        yield Ground("30k, 1 ms", many, 0.001)
        yield Ground("30k, 30 ms", many, 0.03)
        yield Ground("demo, 30 ms", demo, 0.03)


def _judge(name: str, ground: Ground, lived: Life, life: float, tally: Tally) -> None:
    tally.tried(lived.presses)
    tally.note("lives")
    tally.note("seconds", round(lived.seconds))
    tally.check(not lived.failure, f"{name}: {lived.failure}")
    tally.took("ms from ctrl+q to the end, at most", lived.quit_seconds)
    tally.took("ms until a burst was done, at most", lived.rest_seconds)
    if life < _LONG_ENOUGH or lived.seconds < life * 0.9:
        return
    growth = lived.end / lived.half
    key = f"% of memory in the second half of a life, at most, {ground.store.name}"
    tally.notes[key] = max(tally.notes.get(key, -100), round(growth * 100 - 100))
    for when, megabytes in (("after every screen once", lived.every), ("at the end", lived.end)):
        key = f"MB {when}, at most, {ground.store.name}"
        tally.notes[key] = max(tally.notes.get(key, 0), round(megabytes))
    tally.check(growth <= _MOST_GROWTH, f"{name}: {lived.half:.0f} MB at half, {lived.end:.0f} MB at the end")
    tally.check(
        lived.end <= lived.every * _MOST_OF_ALL_SCREENS,
        f"{name}: {lived.end:.0f} MB, every screen once {lived.every:.0f} MB",
    )


def _start(store: Path, place: Path) -> PtyProgram:
    copied(store, place / "store")
    tools, work = place / "tools", place / "work"
    tools.mkdir()
    work.mkdir()
    for name in _STANDINS:
        tools.joinpath(name).symlink_to("/bin/true")
    (place / "settings.toml").write_text('clipboard = "file"\n')
    home = environment(place / "store")
    values = {
        **home,
        **{f"XDG_{kind}_HOME": home["HOME"] for kind in ("CACHE", "CONFIG", "DATA", "STATE")},
        "PATH": str(tools), "EDITOR": "true", "VISUAL": "true", "BROWSER": "true", "TMPDIR": str(work),
    }  # fmt: skip
    command = [sys.executable, "-X", "faulthandler", "-m", "netui", *arguments(place / "store")]
    running = PtyProgram(command, environment=values, cwd=work, drawn=False)
    end = time.monotonic() + _START_SECONDS
    while b"This week" not in running.output and time.monotonic() < end:
        running.read(0.2)
    return running


def _live(ground: Ground, place: Path, seed: str, seconds: float) -> Life:
    """Run the program once, press until the time is over or it has ended, then quit in a burst.

    A long life opens every screen once before, so that later growth is none of screens that are new to it.
    One that ends with much more is compared with a new session over the store it left: after a cadence for
    all of 30,000 people, or a follow-up for each, there is more to hold.
    """
    place.mkdir()
    lived = Life()
    last: deque[Step] = deque(maxlen=_SHOWN_STEPS)
    steps = iter(Presses(seed))
    with _start(ground.store, place) as running:
        if seconds >= _LONG_ENOUGH:
            lived.every = _every_screen(running)
        began = time.monotonic()
        while (now := time.monotonic() - began) < seconds and running.poll() is None:
            step = next(steps)
            last.append(step)
            lived.presses += step.presses
            lived.steps += 1
            _do(running, step)
            running.read(ground.pause)
            if lived.steps % _BURST == 0:
                lived.rest_seconds = max(lived.rest_seconds, rest := _rest(running))
                if rest >= _REST_SECONDS:
                    break
            if not lived.half and now >= seconds / 2:
                lived.half = _at_rest(running, closes=seconds >= _LONG_ENOUGH)
        lived.seconds = time.monotonic() - began
        if lived.rest_seconds >= _REST_SECONDS:
            lived.failure = f"was busy for {_REST_SECONDS:g} s; {_shown(last)}\n{_stacks(running)}"
        elif running.poll() is None:
            lived.end = _at_rest(running, closes=seconds >= _LONG_ENOUGH)
            lived.half = lived.half or lived.end
            _do(running, Step("".join(next(steps).keys for _ in range(20)) + "\x1b[201~"))
            lived.quit_seconds = _quit(running)
        if running.poll() is None:
            lived.failure = lived.failure or (
                f"had not ended {_QUIT_SECONDS:g} s after ctrl+q; {_shown(last)}\n{_stacks(running)}"
            )
        elif running.exit_code != 0:
            lived.failure = lived.failure or (
                f"exit code {running.exit_code} after {lived.presses} keys; {_shown(last)}\n{_tail(running)}"
            )
    too_much = lived.end > min(lived.half * _MOST_GROWTH, lived.every * _MOST_OF_ALL_SCREENS)
    if seconds >= _LONG_ENOUGH and too_much:
        after = place / "after"
        after.mkdir()
        with _start(place / "store", after) as running:
            fresh = _every_screen(running)
        lived.every, lived.half = max(lived.every, fresh), max(lived.half, fresh)
    return lived


def _rest(running: PtyProgram) -> float:
    """Read until the program has handled every key and waits; return how long that took."""
    began = quiet_since = time.monotonic()
    used = -1
    while (now := time.monotonic()) - quiet_since < _IDLE_SECONDS and now - began < _REST_SECONDS:
        wrote = running.read(_IDLE_SECONDS / 5)
        if running.poll() is not None:
            break
        runs, using = _work(running.pid)
        if wrote or runs or using != used:
            quiet_since, used = time.monotonic(), using
    return time.monotonic() - began


def _settle(running: PtyProgram) -> None:
    """Read until all its threads together used next to no time for a second."""
    end = time.monotonic() + _REST_SECONDS
    used, second = 0, _IDLE_TICKS
    while second >= _IDLE_TICKS and time.monotonic() < end and running.poll() is None:
        until = time.monotonic() + 1
        while (left := until - time.monotonic()) > 0:
            running.read(left)
        fields = Path(f"/proc/{running.pid}/stat").read_text().rpartition(")")[2].split()
        used, second = (now := int(fields[11]) + int(fields[12])), now - used


def _work(pid: int) -> tuple[bool, int]:
    """Return whether the thread that takes keys runs or would like to, and the time it has used."""
    fields = Path(f"/proc/{pid}/task/{pid}/stat").read_text().rpartition(")")[2].split()
    return fields[0] == "R", int(fields[11]) + int(fields[12])


def _quit(running: PtyProgram) -> float:
    began = time.monotonic()
    running.type(QUIT, _QUIT_SECONDS)
    while running.poll() is None and time.monotonic() - began < _QUIT_SECONDS:
        running.read(0.02)
    return time.monotonic() - began


def _stacks(running: PtyProgram) -> str:
    """Return where every thread is: faulthandler tells it of a program that is aborted."""
    running.output = b""
    running.signal(signal.SIGABRT)
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and running.poll() is None:
        running.read(0.05)
    found = (running.output.find(word) for word in (b"Current thread", b"Thread 0x"))
    reported = running.output[min((each for each in found if each >= 0), default=0) :]
    return reported[:8000].decode(errors="replace").replace("\x1b", "^[").replace("\r", "")


def _do(running: PtyProgram, step: Step) -> None:
    if step.size is not None:
        running.resize(*step.size)
    if step.keys:
        running.type(step.keys, _QUIT_SECONDS)


def _every_screen(running: PtyProgram) -> float:
    """Open every screen once, in a terminal as large as they get; return the megabytes it holds then."""
    running.resize(*_LARGEST)
    for keys in _EVERY_SCREEN:
        running.type(keys, _QUIT_SECONDS)
        _rest(running)
    return _at_rest(running, closes=True)


def _at_rest(running: PtyProgram, *, closes: bool) -> float:
    """Return the megabytes it holds; where it `closes`, with no form open in any area, and after a pause.

    In a pause netui collects all garbage, so what is left then is what it keeps. The pause begins when no
    thread works any more: a change of 30,000 people goes on long after its key.
    """
    for area in ("", *"123456") if closes else ():
        _press(running, area)
        without_effect = 0
        for _ in range(_DEEPEST):
            if running.poll() is not None:
                return 0
            without_effect = 0 if _press(running, ESCAPE) else without_effect + 1
            if without_effect == _NO_MORE:
                break
    if closes:
        _settle(running)
        end = time.monotonic() + PAUSE_SECONDS + 2
        while (left := end - time.monotonic()) > 0 and running.poll() is None:
            running.read(left)
    return _megabytes(running.pid)


def _press(running: PtyProgram, key: str) -> bool:
    """Press a key and answer what it is asked; return whether anything was painted.

    A question is painted whole only on a terminal of another size: else only what differs is.
    """
    running.output = b""
    running.type(key, _QUIT_SECONDS)
    _rest(running)
    painted = bool(running.output)
    for width in (_WIDTH - 1, _WIDTH):
        running.resize(width, _HEIGHT)
        _rest(running)
    for asked, answer in _ASKED.items():
        if asked in running.output:
            running.type(answer, _QUIT_SECONDS)
            _rest(running)
            painted = True
    return painted


def _megabytes(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _shown(steps: deque[Step]) -> str:
    return "the last steps: " + " | ".join(repr(step.size or step.keys)[:100] for step in steps)


def _tail(running: PtyProgram) -> str:
    """Return the report of a crash, behind which keys are echoed, else the end of what was painted."""
    reported = (
        running.output[running.output.rfind(_REPORT) :]
        if _REPORT in running.output
        else running.output[-500:]
    )
    return reported[:2500].decode(errors="replace").replace("\x1b", "^[").replace("\r", "")


MONKEY = Experiment(
    "monkey",
    "no keys, clicks, pastes or sizes crash the program or keep it from quitting",
    monkey,
    fast=2,
    middle=240,
    long=3600,
    minutes=35,
)
