"""Odd surroundings: limits, terminals, locales, places, signals; the program works or says why not."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.commands import Done, command
from tests.faults.experiment import Experiment, Tally
from tests.faults.programs import arguments, copied, demo_store, environment
from tests.terminal.pty_driver import PtyProgram

_SECONDS = 20
_SCREEN_EVERY = 4
_CODES = {0, 1, 2, 3, 4, 5}
_REFUSED = {1, 4}
_NEW = "Zoe Quux"
_COMMANDS: tuple[tuple[str, ...], ...] = (
    ("list",),
    ("list", "--json"),
    ("add", _NEW, "--again"),
    ("due",),
    ("due", "--prompt"),
    ("show", "Ana Ruiz"),
    ("doctor",),
    ("backup",),
    ("export", "csv"),
    ("export", "json"),
    ("history",),
    ("map",),
    ("path",),
    ("review",),
)
_KEYS = ("2", "3", "4", "5", "6", "j", "?", "\x1b", "\r", "/ana", "a", "l", "s", "\t")
_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGTSTP, signal.SIGWINCH, signal.SIGCONT)


@dataclass(slots=True)
class Surroundings:
    """What a program is started in; None in `variables` takes one away."""

    place: Path
    variables: dict[str, str | None] = field(default_factory=dict)
    limits: list[tuple[int, int]] = field(default_factory=list)
    closed: set[int] = field(default_factory=set)
    full: bool = False
    lost_folder: bool = False
    umask: int = 0o022
    size: tuple[int, int] = (120, 40)
    names: list[str] = field(default_factory=list)

    def enter(self) -> None:
        """Go there: in the process that is about to become the program."""
        os.umask(self.umask)
        if self.lost_folder:
            lost = self.place.with_name("lost")
            lost.mkdir(exist_ok=True)
            os.chdir(lost)
            lost.rmdir()
        for number in self.closed:
            os.close(number)
        for kind, most in self.limits:
            resource.setrlimit(kind, (most, most))

    def environment(self) -> dict[str, str]:
        """Return the variables of the program."""
        given: dict[str, str | None] = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
        given["PYTHONDONTWRITEBYTECODE"] = "1"  # Python leaves half a file where a limit cuts it
        given |= environment(self.place) | self.variables
        return {name: value for name, value in given.items() if value is not None}


Oddity = Callable[[Surroundings, random.Random], None]


def _variable(name: str, *values: str | None) -> Oddity:
    def change(around: Surroundings, opportunity: random.Random) -> None:
        around.variables[name] = opportunity.choice(values)

    return change


def _limit(kind: int, values: Sequence[int]) -> Oddity:
    def change(around: Surroundings, opportunity: random.Random) -> None:
        around.limits.append((kind, opportunity.choice(values)))

    return change


def _folders(around: Surroundings, opportunity: random.Random) -> None:
    """Give XDG folders that are relative, files, missing, or can't be written."""
    file = around.place.with_name("a-file")
    file.write_text("a file of someone")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        around.variables[name] = opportunity.choice(
            ("relative", "", str(file), "/proc/nowhere", "~/x", "\udcff")
        )


def _locale(around: Surroundings, opportunity: random.Random) -> None:
    around.variables["LANG"] = opportunity.choice(
        (None, "C", "POSIX", "tlh_QO.KOI8-Q", "de_DE.ISO-8859-1", "")
    )
    around.variables["LC_ALL"] = opportunity.choice((None, None, "C", "nonsense"))
    around.variables["PYTHONUTF8"] = opportunity.choice((None, "0"))


def _closed(around: Surroundings, opportunity: random.Random) -> None:
    around.closed = opportunity.choice(({0}, {1}, {2}, {0, 1}, {0, 1, 2}))


def _full(around: Surroundings, _: random.Random) -> None:
    around.full = True


def _lost(around: Surroundings, _: random.Random) -> None:
    around.lost_folder = True


def _umask(around: Surroundings, opportunity: random.Random) -> None:
    around.umask = opportunity.choice((0o777, 0o000, 0o222))


def _fixed(around: Surroundings, _: random.Random) -> None:
    around.place.chmod(0o500)


def _tiny(around: Surroundings, opportunity: random.Random) -> None:
    around.size = opportunity.choice(((1, 1), (2, 1), (1, 50), (500, 1), (20, 5), (400, 200)))


_ODDITIES: dict[str, Oddity] = {
    "few files": _limit(resource.RLIMIT_NOFILE, (6, 9, 16, 30, 36, 40, 64)),
    "little memory": _limit(resource.RLIMIT_AS, [1_000_000 * size for size in (70, 90, 120, 200, 300, 400)]),
    "small files": _limit(resource.RLIMIT_FSIZE, (0, 100, 5_000)),
    "no core": _limit(resource.RLIMIT_CORE, (0,)),
    "terminal": _variable("TERM", None, "", "dumb", "nonsense", "vt52", "xterm", "linux", "x" * 3000),
    "columns": _variable("COLUMNS", "0", "-1", "1", "banana", "9" * 30, "1e3"),
    "lines": _variable("LINES", "0", "-1", "1", "banana", "9" * 30),
    "colours": _variable("NO_COLOR", "1", "", "0"),
    "home": _variable("HOME", None, "", "/proc/nowhere", "relative", "/dev/null"),
    "zone": _variable(
        "TZ", None, "", ":", "nonsense", "/etc/passwd", "../../etc", "UTC+25", "X" * 5000, ":/x"
    ),
    "clock": _variable(
        "NETUI_NOW",
        "1970-01-01T00:00:00Z",
        "8998-12-31T23:59:59Z",
        "2026-13-01",
        "now",
        "9999-12-31T23:59:59Z",
    ),
    "editor": _variable("EDITOR", "", "/nonexistent", "a b 'c"),
    "folders": _folders,
    "locale": _locale,
    "closed": _closed,
    "full disk for the output": _full,
    "lost folder": _lost,
    "umask": _umask,
    "fixed store": _fixed,
    "size": _tiny,
}


def odd(folder: Path, size: int, tally: Tally) -> None:
    """Start commands, and now and then the screen, each in surroundings of a seed of their own."""
    base = demo_store(folder / "base" / "store")
    people = _people(base)
    for seed in range(size):
        opportunity = random.Random(seed)
        around = Surroundings(folder / f"of-{seed}" / "store")
        around.place.parent.mkdir()
        copied(base, around.place)
        around.names = opportunity.sample(sorted(_ODDITIES), opportunity.randint(1, 3))
        for name in around.names:
            _ODDITIES[name](around, opportunity)
        tally.tried()
        started = time.monotonic()
        if seed % _SCREEN_EVERY == _SCREEN_EVERY - 1:
            added = _screen(around, opportunity, f"seed {seed}: {around.names}: the screen", tally)
        else:
            words = opportunity.choice(_COMMANDS)
            added = _command(around, words, f"seed {seed}: {around.names}: {' '.join(words)}", tally)
        tally.took("ms the longest", time.monotonic() - started)
        around.place.chmod(0o700)
        now = _people(around.place)
        held = now == people if added is False else now in (people, people | {_NEW})
        tally.check(held, f"seed {seed}: {around.names}: the people are others: {now ^ people}")
        tally.check(
            added is not True or _NEW in now, f"seed {seed}: {around.names}: {_NEW} was said to be added"
        )
        done = command(around.place, "doctor")
        tally.check(done.code == 0, f"seed {seed}: {around.names}: doctor: {done}")
        shutil.rmtree(around.place.parent)


def _people(place: Path) -> set[str]:
    done = command(place, "list", "--json")
    if done.code:
        return {f"list ended with {done.code}: {done.err}"}
    return {each["name"] for each in json.loads(done.out)}


def _command(around: Surroundings, words: tuple[str, ...], what: str, tally: Tally) -> bool | None:
    """Run a command; return whether it added someone, None for maybe."""
    with Path("/dev/full" if around.full else os.devnull).open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "netui", *arguments(around.place), *words],
            env=around.environment(),
            cwd=around.place.parent,
            preexec_fn=around.enter,
            stdin=subprocess.DEVNULL,
            stdout=sink if around.full else subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            out, err = process.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            tally.check(False, f"{what} did not end")
            return None
    done = Done(process.returncode, (out or b"").decode(errors="replace"), err.decode(errors="replace"))
    tally.note("commands refused in one line", done.code in _REFUSED)
    tally.check(done.code in _CODES, f"{what}: {done}")
    tally.check("Traceback" not in done.err and "of its own" not in done.err, f"{what}: {done}")
    one_line = done.err.startswith("netui: ") and done.err.count("\n") == 1
    tally.check(done.code not in _REFUSED or one_line or 2 in around.closed, f"{what}: {done}")
    if words[0] != "add":
        return False
    return True if done.code == 0 else None


def _screen(around: Surroundings, opportunity: random.Random, what: str, tally: Tally) -> bool | None:
    """Open the screen, press keys and send signals, then quit; return that no one was added."""
    around.closed.clear()
    values = around.environment()
    gone = [f"-u{name}" for name in ("TERM",) if name in around.variables and around.variables[name] is None]
    limits = "".join(
        f"ulimit -{letter} {most // unit}; "
        for kind, most in around.limits
        for letter, unit in [_ULIMITS[kind]]
    )
    lost = around.place.with_name("lost")
    lose = f'mkdir "{lost}" && cd "{lost}" && rmdir "{lost}"; ' if around.lost_folder else ""
    script = f'umask {around.umask:o}; {lose}{limits}exec env {" ".join(gone)} "$@"'
    running = PtyProgram(
        ["sh", "-c", script, "sh", sys.executable, "-m", "netui", *arguments(around.place)],
        columns=around.size[0],
        rows=around.size[1],
        environment=values,
        cwd=around.place.parent,
    )
    sent: set[int] = set()
    with running:
        for _ in range(opportunity.randint(0, 12)):
            for _ in range(opportunity.randint(0, 5)):
                running.read(0.05)
            if running.poll() is not None:
                break
            if opportunity.random() < 0.2:
                number = opportunity.choice(_SIGNALS)
                sent.add(number)
                running.signal(number)
                if number == signal.SIGTSTP:
                    running.read(0.05)
                    running.signal(signal.SIGCONT)
            else:
                running.type(opportunity.choice(_KEYS), 1.0)
        _leave(running, what, tally)
        code = running.exit_code
        allowed = {0, 1, 2, 4, *(128 + number for number in sent)}
        tally.check(code in allowed, f"{what} ended with {code}: {running.output[-300:]!r}")
        bad = b"Traceback" in running.output or b"of its own" in running.output
        tally.check(not bad, f"{what}: {running.output[-900:]!r}")
    return False


def _leave(running: PtyProgram, what: str, tally: Tally) -> None:
    """Quit, and quit once more where a dialog or a start was in between.

    Where words can't be kept on a disk the first is answered by a question, which the second answers.
    """
    for keys in ("\x1b\x11", "\x11") * 2:
        if running.poll() is None:
            running.signal(signal.SIGCONT)  # it may have stopped only now
            running.type(keys, 1.0)
            try:
                running.wait_exit(_SECONDS / 4)
            except AssertionError:
                continue
    tally.check(running.poll() is not None, f"{what} did not end: {running.text[:2000]}")


_ULIMITS = {
    resource.RLIMIT_NOFILE: ("n", 1),
    resource.RLIMIT_AS: ("v", 1024),
    resource.RLIMIT_FSIZE: ("f", 512),
    resource.RLIMIT_CORE: ("c", 512),
}

ODD = Experiment(
    "odd",
    "in any surroundings it works or says why, and nothing stored is harmed",
    odd,
    fast=4,
    middle=120,
    long=2_000,
    minutes=20,
)
