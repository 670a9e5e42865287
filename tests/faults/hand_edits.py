"""Files edited or damaged by other hands: named with line and column, the rest shown, mended without loss."""

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from netui.storage.journal import JOURNAL
from netui.storage.journal_lines import HeaderLine, decode_line, encode_line
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
    """A file made another: its name, its new content, the line to be named, and how many may be lost."""

    file: str
    data: bytes
    line: int | None = None
    lost: int = 0


def _document(chance: random.Random, text: str) -> tuple[int, list[str]]:
    """Return the number of a line, from 0, that holds a document, and all lines."""
    lines = text.split("\n")
    return chance.randrange(2, len(lines) - 2), lines


def _in_document(chance: random.Random, text: str, old: str, new: str, lost: int) -> Harm:
    number, lines = _document(chance, text)
    lines[number] = re.sub(old, new, lines[number], count=1)
    return Harm(_SNAPSHOT, "\n".join(lines).encode(), number + 1, lost)


def _trailing_comma(chance: random.Random, text: str, _journal: bytes) -> Harm:
    return _in_document(chance, text, r"\}", ",}", 0)


def _comma_at_the_end(_chance: random.Random, text: str, _journal: bytes) -> Harm:
    return Harm(_SNAPSHOT, text.replace("\n}}", ",\n}}").encode(), text.count("\n") - 1)


def _order_mark(_chance: random.Random, text: str, _journal: bytes) -> Harm:
    return Harm(_SNAPSHOT, b"\xef\xbb\xbf" + text.encode(), 1)


def _conflict_marks(chance: random.Random, text: str, _journal: bytes) -> Harm:
    number, lines = _document(chance, text)
    lines[number : number + 1] = [
        "<<<<<<< mine",
        lines[number],
        "=======",
        lines[number].replace("Person", "Sir"),
        ">>>>>>> theirs",
    ]
    return Harm(_SNAPSHOT, "\n".join(lines).encode(), number + 1)


def _key_twice(chance: random.Random, text: str, _journal: bytes) -> Harm:
    return _in_document(chance, text, r'"name":"([^"]*)"', r'"name":"\1","name":"\1 Twice"', 0)


def _wrong_type(chance: random.Random, text: str, _journal: bytes) -> Harm:
    return _in_document(chance, text, r'"name":"[^"]*"', '"name":[7]', 0)


def _lost_quote(chance: random.Random, text: str, _journal: bytes) -> Harm:
    return _in_document(chance, text, r'"name":"([^"]*)"', r'"name":"\1', 0)


def _cut_snapshot(chance: random.Random, text: str, _journal: bytes) -> Harm:
    return Harm(_SNAPSHOT, text.encode()[: chance.randrange(len(text))])


def _swapped_snapshot(_chance: random.Random, text: str, _journal: bytes) -> Harm:
    return Harm("interactions.json", text.encode())


def _emptied(_chance: random.Random, _text: str, _journal: bytes) -> Harm:
    return Harm(_SNAPSHOT, b"")


def _flipped_bit(chance: random.Random, _text: str, journal: bytes) -> Harm:
    at = chance.randrange(len(journal) - 1)
    data = bytearray(journal)
    data[at] ^= 1 << chance.randrange(8)
    return Harm(JOURNAL, bytes(data), journal.count(b"\n", 0, at) + 1, lost=2)


def _line_cut_out(_chance: random.Random, _text: str, journal: bytes) -> Harm:
    lines = journal.split(b"\n")
    return Harm(JOURNAL, b"\n".join(lines[:-3] + lines[-2:]), len(lines) - 2, lost=1)


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


def hand_edits(folder: Path, size: int, tally: Tally) -> None:
    """Do every harm `size` times, each at another place."""
    chance = random.Random(4)
    origin = _store(folder / "origin")
    for _ in range(size):
        for harm in HARMS:
            text = (origin / _SNAPSHOT).read_text("utf-8")
            made = harm(chance, text, (origin / JOURNAL).read_bytes())
            place = copied(origin, folder / "place")
            if (place / made.file).exists() and (place / made.file).read_bytes() == made.data:
                continue
            (place / made.file).write_bytes(made.data)
            (place / made.file).chmod(0o600)
            tally.tried()
            _look_and_mend(place, harm.__name__.strip("_"), made, tally)
    _newer(copied(origin, folder / "place"), tally)


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


def _look_and_mend(place: Path, name: str, harm: Harm, tally: Tally) -> None:
    what = f"{name}, line {harm.line} of {harm.file}"
    before = _files(place)
    said = command(place, "doctor")
    tally.check(said.code == _DAMAGED, f"{what}: exit code {said.code}: {said.out}{said.err}")
    tally.check(harm.file in said.out, f"{what}: the file is not named: {said.out}")
    told = command(place, "doctor", "--json")
    found = json.loads(told.out)
    tally.check(told.code == _DAMAGED and not found["ok"], f"{what}: {told.code}: {told.out}")
    lines = [each["line"] for each in found["problems"] if each["file"] == harm.file]
    tally.check(harm.line is None or harm.line in lines, f"{what}: lines {lines} are named")
    shown = command(place, "list", "--json")
    people = json.loads(shown.out)
    whole = harm.file != JOURNAL and name not in {"cut_snapshot", "emptied"}
    tally.check(not whole or len(people) >= _PEOPLE - 1, f"{what}: {len(people)} people are shown")
    added = command(place, "add", "Nobody Yet")
    tally.check(added.code in _REFUSED, f"{what}: a change was taken: {added.code}")
    tally.check(added.err.count("\n") == 1, f"{what}: not one line: {added.err}")
    tally.check(_files(place) == before, f"{what}: something was written")
    mended = command(place, "doctor", "--repair")
    tally.check(mended.code == 0, f"{what}: not mended: {mended.out}{mended.err}")
    after = len(json.loads(command(place, "list", "--json").out))
    lost = _PEOPLE + _LATER - after
    tally.check(lost <= harm.lost, f"{what}: {lost} people are lost")
    if harm.data:
        kept = [place / "history", place / "backups" / "aside"]
        copies = [path.read_bytes() for folder in kept if folder.is_dir() for path in folder.iterdir()]
        tally.check(harm.data in copies, f"{what}: the file is not kept as it was")
    tally.check(command(place, "add", "Somebody New").code == 0, f"{what}: nothing can be added after it")
    tally.check(command(place, "doctor").code == 0, f"{what}: not well after it")


def _newer(place: Path, tally: Tally) -> None:
    """Let a newer netui have written the store: every command says so, and not a byte is written."""
    path = place / JOURNAL
    first, _, rest = path.read_bytes().partition(b"\n")
    header, _ = decode_line(first)
    assert isinstance(header, HeaderLine)
    newer, _ = encode_line(msgspec.structs.replace(header, schema=99))
    path.write_bytes(newer + b"\n")
    before = _files(place)
    for words in (("list",), ("add", "Ann"), ("doctor",), ("doctor", "--repair"), ("undo",)):
        tally.tried()
        said = command(place, *words)
        tally.check(said.code not in (0, 1), f"newer, {words}: exit code {said.code}: {said.out}{said.err}")
        tally.check("newer" in said.out + said.err, f"newer, {words}: {said.out}{said.err}")
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
