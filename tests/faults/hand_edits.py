"""Files edited or damaged by other hands: named with line and column, the rest shown, fixed without loss."""

import json
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from netui.domain.values import replace
from netui.storage.changes.file import JOURNAL
from netui.storage.changes.lines import HeaderLine, decode_line, encode_line
from tests.faults.commands import command
from tests.faults.experiment import Experiment, Tally
from tests.faults.programs import copied
from tests.storage.opened import abandon, add_contact, opened

_PEOPLE = 12
_LATER = 3
_DAMAGED, _REFUSED = 5, (4, 5)
_SNAPSHOT = "contacts.json"


@dataclass(frozen=True, slots=True)
class Harm:
    """A file made another: its name, its new content, the line to be named, and how many may be lost.

    Where it is `put_back`, byte for byte, it is kept only in the backup made before.
    """

    file: str
    data: bytes
    line: int | None = None
    lost: int = 0
    put_back: bool = False


def _document(opportunity: random.Random, text: str) -> tuple[int, list[str]]:
    """Return the number of a line, from 0, that holds a document, and all lines."""
    lines = text.split("\n")
    return opportunity.randrange(2, len(lines) - 2), lines


def _in_document(opportunity: random.Random, text: str, old: str, new: str, lost: int) -> Harm:
    number, lines = _document(opportunity, text)
    lines[number] = re.sub(old, new, lines[number], count=1)
    return Harm(_SNAPSHOT, "\n".join(lines).encode(), number + 1, lost)


def _trailing_comma(opportunity: random.Random, text: str, _journal: bytes) -> Harm:
    return _in_document(opportunity, text, r"\}", ",}", 0)


def _comma_at_the_end(_opportunity: random.Random, text: str, _journal: bytes) -> Harm:
    return Harm(_SNAPSHOT, text.replace("\n}}", ",\n}}").encode(), text.count("\n") - 1)


def _order_mark(_opportunity: random.Random, text: str, _journal: bytes) -> Harm:
    return Harm(_SNAPSHOT, b"\xef\xbb\xbf" + text.encode(), 1)


def _conflict_marks(opportunity: random.Random, text: str, _journal: bytes) -> Harm:
    number, lines = _document(opportunity, text)
    lines[number : number + 1] = [
        "<<<<<<< mine",
        lines[number],
        "=======",
        lines[number].replace("Person", "Sir"),
        ">>>>>>> theirs",
    ]
    return Harm(_SNAPSHOT, "\n".join(lines).encode(), number + 1)


def _key_twice(opportunity: random.Random, text: str, _journal: bytes) -> Harm:
    return _in_document(opportunity, text, r'"name":"([^"]*)"', r'"name":"\1","name":"\1 Twice"', 0)


def _wrong_type(opportunity: random.Random, text: str, _journal: bytes) -> Harm:
    return _in_document(opportunity, text, r'"name":"[^"]*"', '"name":[7]', 0)


def _lost_quote(opportunity: random.Random, text: str, _journal: bytes) -> Harm:
    return _in_document(opportunity, text, r'"name":"([^"]*)"', r'"name":"\1', 0)


def _cut_snapshot(opportunity: random.Random, text: str, _journal: bytes) -> Harm:
    return Harm(_SNAPSHOT, text.encode()[: opportunity.randrange(len(text))])


def _swapped_snapshot(_opportunity: random.Random, text: str, _journal: bytes) -> Harm:
    return Harm("interactions.json", text.encode())


def _emptied(_opportunity: random.Random, _text: str, _journal: bytes) -> Harm:
    return Harm(_SNAPSHOT, b"")


def _flipped_bit(opportunity: random.Random, _text: str, journal: bytes) -> Harm:
    at = opportunity.randrange(len(journal) - 1)
    data = bytearray(journal)
    data[at] ^= 1 << opportunity.randrange(8)
    return Harm(JOURNAL, bytes(data), journal.count(b"\n", 0, at) + 1, lost=2)


def _line_cut_out(_opportunity: random.Random, _text: str, journal: bytes) -> Harm:
    lines = journal.split(b"\n")
    return Harm(JOURNAL, b"\n".join(lines[:-3] + lines[-2:]), len(lines) - 2, lost=1)


def _carriage_returns(_opportunity: random.Random, _text: str, journal: bytes) -> Harm:
    return Harm(JOURNAL, journal.replace(b"\n", b"\r\n"), 1, put_back=True)


def _carriage_returns_in_a_snapshot(_opportunity: random.Random, text: str, _journal: bytes) -> Harm:
    return Harm(_SNAPSHOT, text.replace("\n", "\r\n").encode(), 1)


def _mixed_ends(opportunity: random.Random, _text: str, journal: bytes) -> Harm:
    lines = journal.split(b"\n")
    number = opportunity.randrange(len(lines) - 1)
    lines[number] += b"\r"
    return Harm(JOURNAL, b"\n".join(lines), number + 1, put_back=True)


def _order_mark_in_the_journal(_opportunity: random.Random, _text: str, journal: bytes) -> Harm:
    return Harm(JOURNAL, b"\xef\xbb\xbf" + journal, 1, put_back=True)


def _empty_lines(opportunity: random.Random, _text: str, journal: bytes) -> Harm:
    lines = journal.split(b"\n")
    number = opportunity.randrange(1, len(lines))
    lines[number:number] = [b"", b" "]
    return Harm(JOURNAL, b"\n".join(lines), number + 1, put_back=True)


def _laid_out(_opportunity: random.Random, text: str, _journal: bytes) -> Harm:
    return Harm(_SNAPSHOT, json.dumps(json.loads(text), indent=2).encode())


def _reordered(_opportunity: random.Random, text: str, _journal: bytes) -> Harm:
    return Harm(_SNAPSHOT, json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False).encode())


def _journal_laid_out(_opportunity: random.Random, _text: str, journal: bytes) -> Harm:
    laid_out = [json.dumps(json.loads(each), indent=2).encode() for each in journal.splitlines()]
    return Harm(JOURNAL, b"\n".join(laid_out) + b"\n", 1)


def _merge_in_the_journal(_opportunity: random.Random, _text: str, journal: bytes) -> Harm:
    lines = journal.splitlines(keepends=True)
    marked = [*lines[:-2], b"<<<<<<< HEAD\n", lines[-2], b"=======\n", lines[-2], b">>>>>>> b\n", lines[-1]]
    return Harm(JOURNAL, b"".join(marked), len(lines) - 1)


def _word_in_the_journal(opportunity: random.Random, _text: str, journal: bytes) -> Harm:
    lines = journal.split(b"\n")
    number = len(lines) - 2 - opportunity.randrange(_LATER)
    lines[number] = lines[number].replace(b'"name":"Later', b'"name":"Sooner')
    return Harm(JOURNAL, b"\n".join(lines), number + 1)


def _word_in_a_snapshot(opportunity: random.Random, text: str, _journal: bytes) -> Harm:
    return _in_document(opportunity, text, "fair", "zoo", 0)


HARMS: tuple[Callable[[random.Random, str, bytes], Harm], ...] = (
    _trailing_comma,
    _comma_at_the_end,
    _order_mark,
    _conflict_marks,
    _key_twice,
    _wrong_type,
    _lost_quote,
    _cut_snapshot,
    _swapped_snapshot,
    _emptied,
    _flipped_bit,
    _line_cut_out,
)
LAYOUTS: tuple[Callable[[random.Random, str, bytes], Harm], ...] = (
    _carriage_returns,
    _carriage_returns_in_a_snapshot,
    _mixed_ends,
    _order_mark_in_the_journal,
    _empty_lines,
    _laid_out,
    _reordered,
    _journal_laid_out,
    _merge_in_the_journal,
    _word_in_the_journal,
    _word_in_a_snapshot,
)
_NAMED_AS_A_WHOLE = frozenset({"word_in_a_snapshot"})
_COPIES = (
    "{}.sync-conflict-20261129-101500-ABCDEF1{}",
    "{} (conflicted copy 2026-11-29 101500){}",
    "{} (Jo's conflicted copy 2026-11-29){}",
    "{}_BACKUP_4711{}",
    "{}{}.orig",
)


def hand_edits(folder: Path, size: int, tally: Tally) -> None:
    """Do every harm `size` times, each at another place."""
    origin = _every(HARMS, folder, size, tally)
    _newer(copied(origin, folder / "place"), tally)


def layouts(folder: Path, size: int, tally: Tally) -> None:
    """Format the files in other ways, merge them and copy them over one another, `size` times each."""
    _every(LAYOUTS, folder, size, tally)
    for name in _COPIES[: size if size < len(_COPIES) else None]:
        _copied_over(folder, name, tally)


def _every(
    harms: tuple[Callable[[random.Random, str, bytes], Harm], ...], folder: Path, size: int, tally: Tally
) -> Path:
    opportunity = random.Random(4)
    origin = _store(folder / "origin")
    for _ in range(size):
        for harm in harms:
            text = (origin / _SNAPSHOT).read_text("utf-8")
            made = harm(opportunity, text, (origin / JOURNAL).read_bytes())
            place = copied(origin, folder / "place")
            if (place / made.file).exists() and (place / made.file).read_bytes() == made.data:
                continue
            (place / made.file).write_bytes(made.data)
            (place / made.file).chmod(0o600)
            tally.tried()
            _check_and_fix(place, harm.__name__.strip("_"), made, tally)
    return origin


def _store(folder: Path) -> Path:
    """Make a store of some people in a snapshot, and later ones in the journal alone."""
    store = opened(folder)
    for number in range(_PEOPLE):
        add_contact(store, f"Person {number}", notes="met at the fair")
    store.close()
    store = opened(folder)
    for number in range(_LATER):
        add_contact(store, f"Later {number}")
    abandon(store)
    return folder


def _files(place: Path) -> dict[str, bytes]:
    """Return the files of a store that hold data."""
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and path.parent.name != "drafts" and path.name != "lock"
    }


def _check_and_fix(place: Path, name: str, harm: Harm, tally: Tally) -> None:
    what = f"{name}, line {harm.line} of {harm.file}"
    before = _files(place)
    message = command(place, "doctor")
    tally.check(message.code == _DAMAGED, f"{what}: exit code {message.code}: {message.out}{message.err}")
    tally.check(harm.file in message.out, f"{what}: the file is not named: {message.out}")
    reported = command(place, "doctor", "--json")
    found = json.loads(reported.out)
    tally.check(reported.code == _DAMAGED and not found["ok"], f"{what}: {reported.code}: {reported.out}")
    lines = [each["line"] for each in found["problems"] if each["file"] == harm.file]
    named = harm.line is None or harm.line in lines or name in _NAMED_AS_A_WHOLE
    tally.check(named, f"{what}: lines {lines} are named")
    shown = command(place, "list", "--json")
    people = json.loads(shown.out)
    whole = harm.file != JOURNAL and name not in {"cut_snapshot", "emptied"}
    tally.check(not whole or len(people) >= _PEOPLE - 1, f"{what}: {len(people)} people are shown")
    added = command(place, "add", "Nobody Yet")
    tally.check(added.code in _REFUSED, f"{what}: a change was taken: {added.code}")
    tally.check(added.err.count("\n") == 1, f"{what}: not one line: {added.err}")
    tally.check(_files(place) == before, f"{what}: something was written")
    fixed = command(place, "doctor", "--repair")
    tally.check(fixed.code == 0, f"{what}: not mended: {fixed.out}{fixed.err}")
    after = len(json.loads(command(place, "list", "--json").out))
    lost = _PEOPLE + _LATER - after
    tally.check(lost <= harm.lost, f"{what}: {lost} people are lost")
    lines_lost = "can't be read" in fixed.out
    tally.check(lost > 0 or not lines_lost or harm.lost > 0, f"{what}: changes are called lost: {fixed.out}")
    if harm.put_back:
        tally.check(_files(place)[JOURNAL] == _before(place), f"{what}: not as it was written")
    elif harm.data:
        kept = [place / "history", place / "backups" / "aside"]
        copies = [path.read_bytes() for folder in kept if folder.is_dir() for path in folder.iterdir()]
        tally.check(harm.data in copies, f"{what}: the file is not kept as it was")
    tally.check(command(place, "add", "Somebody New").code == 0, f"{what}: nothing can be added after it")
    tally.check(command(place, "doctor").code == 0, f"{what}: not well after it")


def _before(place: Path) -> bytes:
    """Return the journal that the store was made with."""
    return (place.with_name("origin") / JOURNAL).read_bytes()


def _copied_over(folder: Path, name: str, tally: Tally) -> None:
    """Let two copies of a store part; copy one over the other, and put a conflict copy into the first."""
    one, other = copied(folder / "origin", folder / "one"), copied(folder / "origin", folder / "other")
    for place in (one, other):
        tally.check(command(place, "add", f"Only {place.name}").code == 0, f"{place.name}: nothing was added")
    conflict = name.format("journal", ".jsonl")
    (one / conflict).write_bytes((other / JOURNAL).read_bytes())
    (one / conflict).chmod(0o600)
    shutil.copytree(one, other, dirs_exist_ok=True, ignore=shutil.ignore_patterns(conflict))
    for place, words in ((one, conflict), (other, "two histories met")):
        tally.tried()
        message = command(place, "list")
        tally.check(
            message.code == _DAMAGED and words in message.err, f"{words}: {message.code}: {message.err}"
        )
        looked = command(place, "doctor")
        tally.check(looked.code == _DAMAGED and words in looked.out, f"{words}: {looked.code}: {looked.out}")
        fixed = command(place, "doctor", "--repair")
        tally.check(fixed.code == 0, f"{words}: not mended: {fixed.out}{fixed.err}")
        people = {each["name"] for each in json.loads(command(place, "list", "--json").out)}
        tally.check({"Only one", "Only other"} <= people, f"{words}: {people}")
        tally.check(command(place, "undo").code == 0, f"{words}: it cannot be undone")
        tally.check(command(place, "list").code == 0, f"{words}: it is said again")


def _newer(place: Path, tally: Tally) -> None:
    """Let a newer netui have written the store: every command says so, and not a byte is written."""
    path = place / JOURNAL
    first, _, rest = path.read_bytes().partition(b"\n")
    header, _ = decode_line(first)
    assert isinstance(header, HeaderLine)
    newer, _ = encode_line(replace(header, schema=99))
    path.write_bytes(newer + b"\n")
    before = _files(place)
    for words in (("list",), ("add", "Ann"), ("doctor",), ("doctor", "--repair"), ("undo",)):
        tally.tried()
        message = command(place, *words)
        tally.check(
            message.code not in (0, 1),
            f"newer, {words}: exit code {message.code}: {message.out}{message.err}",
        )
        tally.check("newer" in message.out + message.err, f"newer, {words}: {message.out}{message.err}")
    tally.check(_files(place) == before, "a newer store was written to")
    assert rest


DOCTOR = Experiment(
    "doctor",
    "edits and damage are named by line, the rest is shown and kept",
    hand_edits,
    fast=1,
    middle=5,
    long=40,
    minutes=2,
)
DOCTOR_LAYOUTS = Experiment(
    "doctor-layouts",
    "what editors, git and copies do to the files loses nothing",
    layouts,
    fast=1,
    middle=5,
    long=40,
    minutes=2,
)
