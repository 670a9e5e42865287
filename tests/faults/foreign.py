"""Files of others in a store and next to the settings: no command changes or removes one, or waits for it."""

import os
import random
import shutil
import signal
import socket
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.commands import Done, command
from tests.faults.experiment import Experiment, Tally
from tests.faults.programs import copied, run

_SECONDS = 20
_ONE_IN = 25
_CODES = range(6)
_STAMP = "20261120T090000"
_DIGEST = "0123456789abcdef0123"
_NAMES = (
    "package.json",
    "contact.json",
    "Contacts.json",
    "contacts.json~",
    "contacts (copy).json",
    "journal.jsonl.bak",
    "data.tmp",
    "lock.txt",
    "src/main.py",
    ".git/config",
    "history/notes.txt",
    "history/journal-1.jsonl.gz",
    "history/journal-000002.jsonl",
    "history/old/journal-000001.jsonl.gz",
    "drafts/letter.txt",
    "drafts/letter.draft",
    f"drafts/{_DIGEST}.draft",
    "drafts/photos/one.jpg",
    "backups/tax.pdf",
    "backups/photos.zip",
    "backups/daily.zip",
    f"backups/Daily-{_STAMP}Z.zip",
    "backups/.restore-x/contacts.json",
    "backups/aside/notes.txt",
    "../notes.md",
    "../netui.toml",
    "../templates/notes.txt",
    "../templates/mine.markdown",
    "../hooks/saved",
)
_PLACES = (
    "lock",
    "journal.jsonl",
    "contacts.json",
    "interactions.json",
    "goals.json",
    "history",
    "drafts",
    "backups",
    "history/journal-000001.jsonl.gz",
    "history/journal-000002.jsonl.gz",
    "history/journal-000009.jsonl.gz",
    f"drafts/{_DIGEST}--host-1-0123abcd.draft",
    f"drafts/{_DIGEST}--host-1-0123abcd.edit",
    "drafts/session-host-1-0123abcd.lock",
    "drafts/clipboard.txt",
    f"backups/daily-{_STAMP}Z.zip",
    f"backups/by-hand-{_STAMP}Z.zip.damaged",
    "backups/aside",
    f"backups/aside/{_STAMP}-contacts.json",
    "contacts.json.tmp",
    "../templates/mine.md",
    "../templates",
    "../questions.toml",
    "../checklists.toml",
    "../prompts.toml",
)
_LINKS_ARE_OURS = frozenset({"journal.jsonl", "contacts.json", "interactions.json", "goals.json"})
_FOLDERS_ARE_OURS = frozenset({"history", "drafts", "backups", "backups/aside", "../templates"})
_COMMANDS: tuple[tuple[str, ...], ...] = (
    ("doctor",),
    ("doctor", "--repair"),
    ("forget", "Ana Silva", "--yes"),
    ("forget", "Bo Lund", "--yes"),
    ("restore", "OLD", "--yes"),
    ("restore", "OTHER", "--yes"),
    ("restore", "--at", "2030-01-01 09:00", "--yes"),
    ("backup", "MADE", "--yes"),
    ("backup",),
    ("import", "TABLE"),
    ("log", "Ana", "tea"),
    ("log", "Bo", "tea with the whole team"),
    ("add", "Dee Ray"),
    ("note", "Bo", "--template", "thank-you"),
    ("history",),
    ("undo",),
)
Look = dict[Path, tuple[object, ...]]


class _DidNotEndError(BaseException):
    """A command took too long; no handler of it may take this for an error of its own."""


def foreign(folder: Path, size: int, tally: Tally) -> None:
    """Scatter things by a seed, run commands in any order, and look whether each thing is as it was."""
    base = _base(folder / "base" / "store")
    for seed in range(size):
        opportunity = random.Random(seed)
        place = folder / f"of-{seed}" / "store"
        place.parent.mkdir()
        for name in ("other.zip", "old.zip", "table.csv"):
            shutil.copy(base.with_name(name), place.with_name(name))
        copied(base, place)
        before = _look(_scatter(place, opportunity))
        for words in opportunity.sample(_COMMANDS, opportunity.randint(2, 5)):
            tally.tried()
            _run(place, words, seed, tally, outside=opportunity.randrange(_ONE_IN) == 0)
            after = _look(before)
            for path, found in before.items():
                tally.check(after.get(path) == found, f"seed {seed}: {words}: {path} was {found}")
            before = {path: found for path, found in before.items() if after.get(path) == found}
        shutil.rmtree(place.parent)


def _base(place: Path) -> Path:
    """Make a store with an old journal and backups, one of another store, and a table to import."""
    place.parent.mkdir()
    for name in ("Ana Silva", "Bo Lund", "Cy Fry"):
        _must(command(place, "add", name, "--note", "met Ana Silva at Bo Lund's"))
    _must(command(place, "log", "Ana", "coffee"))
    _must(command(place, "backup", str(place.with_name("old.zip"))))
    _must(command(place, "forget", "Cy", "--yes"))
    _must(command(place, "log", "Bo", "lunch"))
    other = place.with_name("other-store")
    _must(command(other, "add", "Zoe Li"))
    _must(command(other, "backup", str(place.with_name("other.zip"))))
    place.with_name("table.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nZoe,Li,,,,,\n"
    )
    return place


def _must(done: Done) -> None:
    if done.code:
        raise AssertionError(done)


def _scatter(place: Path, opportunity: random.Random) -> list[Path]:
    """Put files into a store and next to its settings; return those that have to stay as they are."""
    outside = place.with_name("outside")
    (outside / "folder").mkdir(parents=True)
    made = [outside, outside / "folder"]
    for name in ("precious.json", "folder/inside.txt"):
        (outside / name).write_text(f"precious {opportunity.random()}: Ana Silva")
        made.append(outside / name)
    for name in opportunity.sample(_NAMES, opportunity.randint(1, 6)):
        made += _put(place, name, opportunity.choice(_MAKE), opportunity)
    for name in opportunity.sample(_PLACES, opportunity.randint(0, 3)):
        odd = [make for make in _MAKE[1:] if make is not _folder or name not in _FOLDERS_ARE_OURS]
        if name in _LINKS_ARE_OURS | _FOLDERS_ARE_OURS or "../" in name:
            odd = [make for make in odd if make is not _link]
        if name.endswith(".edit"):
            odd = [make for make in odd if make is not _folder]
        path = place / name
        if path.is_dir() and not path.is_symlink():
            path.rename(place.with_name(f"was-{path.name}"))
        elif os.path.lexists(path):
            path.unlink()
        made += _put(place, name, opportunity.choice(odd), opportunity)
    return [path for path in made if os.path.lexists(path)]


def _put(
    place: Path, name: str, make: Callable[[Path, random.Random], None], opportunity: random.Random
) -> list[Path]:
    path = place / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return []  # a FIFO is in the place of the folder already
    if os.path.lexists(path):
        return []
    make(path, opportunity)
    return [path, *path.rglob("*")] if path.is_dir() and not path.is_symlink() else [path]


def _file(path: Path, opportunity: random.Random) -> None:
    path.write_bytes(opportunity.choice((b"", b"Ana Silva", b"{}", b"\0" * 99, opportunity.randbytes(3000))))
    path.chmod(opportunity.choice((0o600, 0o644, 0o755, 0o400, 0o666)))


def _folder(path: Path, opportunity: random.Random) -> None:
    path.mkdir()
    for name in opportunity.sample(
        ("contacts.json", "lock", "photo.jpg", ".hidden"), opportunity.randint(0, 3)
    ):
        _file(path / name, opportunity)
    path.chmod(opportunity.choice((0o700, 0o755, 0o500)))


def _fifo(path: Path, _: random.Random) -> None:
    os.mkfifo(path)


def _socket(path: Path, _: random.Random) -> None:
    there = Path.cwd()
    os.chdir(path.parent)  # a path of more than about 100 letters is too long for a socket
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(there)


def _link(path: Path, opportunity: random.Random) -> None:
    """Link to a file or a folder outside, to nothing, or to itself."""
    store = next(each for each in path.parents if each.name == "store" or (each / "store").is_dir())
    outside = (store if (store / "outside").is_dir() else store.parent) / "outside"
    path.symlink_to(
        opportunity.choice((outside / "precious.json", outside / "folder", outside / "nothing" / "x", path))
    )


_MAKE = (_file, _folder, _fifo, _socket, _link)


def _look(paths: "Look | list[Path]") -> Look:
    """Return type, mode, time, content and target of each thing that is there."""
    found: Look = {}
    for path in paths:
        try:
            about = path.lstat()
        except OSError:
            continue
        data = path.read_bytes() if stat.S_ISREG(about.st_mode) else b""
        target = path.readlink() if path.is_symlink() else None
        found[path] = (oct(about.st_mode), about.st_ino, about.st_mtime_ns, target, data)
    return found


def _run(place: Path, words: tuple[str, ...], seed: int, tally: Tally, *, outside: bool) -> None:
    """Run a command in this process, or now and then the real one: it ends, and by a code of its own."""
    names = {"OLD": "old.zip", "OTHER": "other.zip", "MADE": "made.zip", "TABLE": "table.csv"}
    message = [str(place.with_name(names[word])) if word in names else word for word in words]
    try:
        done = _program(place, message) if outside else _at_most(place, message)
    except (_DidNotEndError, subprocess.TimeoutExpired):
        tally.check(False, f"seed {seed}: {words} did not end")
        return
    except Exception as error:  # noqa: BLE001  whatever comes out of a command is what is looked for
        tally.check(False, f"seed {seed}: {words}: {error!r}")
        return
    tally.check(done.code in _CODES and "Traceback" not in done.err, f"seed {seed}: {words}: {done}")
    tally.note("refused in one line", done.code in {1, 4, 5})


def _at_most(place: Path, words: list[str]) -> Done:
    with _alarm():
        return command(place, *words)


def _program(place: Path, words: list[str]) -> Done:
    done = run(place, *words, seconds=_SECONDS)
    return Done(done.returncode, done.stdout, done.stderr)


@contextmanager
def _alarm() -> Iterator[None]:
    def over(*_: object) -> None:
        raise _DidNotEndError

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


FOREIGN = Experiment(
    "foreign",
    "what isn't netui's keeps bytes, mode and time, and stops no command",
    foreign,
    fast=8,
    middle=150,
    long=3_000,
    minutes=8,
)
