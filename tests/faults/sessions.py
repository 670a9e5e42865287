"""Two programs and a command on one store: each sees what the others do, and no field is lost."""

import time
from collections.abc import Sequence
from pathlib import Path

from netui.domain.people.contact import Contact
from tests.faults.experiment import Experiment, Tally
from tests.faults.locking import hold_lock
from tests.faults.programs import press, program, run, settle
from tests.faults.workers import working
from tests.storage.opened import add_contact, opened
from tests.terminal.pty_driver import TAB, PtyProgram

_SAVE = "\x13"
_TO_SENIORITY = TAB * 8
_SEEN_SECONDS = 1.0
BY_COMMAND = "ms from the end of a command until its change was painted, at most"
BY_PROGRAM = "ms from the key that saves in one program until the other painted it, at most"


def sessions(folder: Path, size: int, tally: Tally) -> None:
    """Work on one store from three sides, `size` times."""
    for number in range(size):
        place = folder / f"store-{number}"
        store = opened(place)
        for name in ("Ann", "Bob"):
            add_contact(store, name)
        store.close()
        try:
            with program(place) as one, program(place) as two:
                for running in (one, two):
                    running.wait_for("This week")
                    press(running, ("2", "Ann"))
                _each_sees_the_others(place, one, two, tally)
                _fields_merge(place, one, two, tally)
                _a_conflict_is_in_history(place, one, tally)
                if size > 1:
                    _a_frozen_holder_is_named(place, one, tally)
                for running in (one, two):
                    running.send("\x11")
                    tally.check(running.wait_exit() == 0, f"exit code {running.exit_code}")
        except AssertionError as error:
            tally.check(False, str(error)[:1200])
    if size > 1:  # the test command shares its machine with much else, and asserts no time
        for what in (BY_COMMAND, BY_PROGRAM):
            tally.check(tally.notes[what] <= _SEEN_SECONDS * 1000, f"{tally.notes[what]} {what}")


def until_seen(text: str, programs: Sequence[PtyProgram], timeout: float = 10.0) -> float:
    """Read the screens of programs side by side until all show a text; return the seconds that took."""
    began = time.monotonic()
    while not all(text in running.text for running in programs):
        if time.monotonic() - began > timeout:
            message = f"{text!r} was not seen: {programs[0].text}"
            raise AssertionError(message)
        for running in programs:
            running.read(0.002)
    return time.monotonic() - began


def _command(place: Path, *words: str) -> str:
    result = run(place, *words)
    assert result.returncode == 0, result.stderr
    return result.stdout


def _each_sees_the_others(place: Path, one: PtyProgram, two: PtyProgram, tally: Tally) -> None:
    tally.tried()
    _command(place, "add", "Zora Command")
    tally.took(BY_COMMAND, until_seen("Zora Command", (one, two)))
    one.send("a")
    settle(one)
    press(one, ("p", "next page"), ("Yves Program", "Yves Program"))
    one.send(_SAVE)
    tally.took(BY_PROGRAM, until_seen("Yves Program", (two,)))
    one.wait_for("Preview")
    tally.check("Yves Program" in _command(place, "list"), "a command does not see what a program added")


def _fields_merge(place: Path, one: PtyProgram, two: PtyProgram, tally: Tally) -> None:
    """Edit one person in two programs at once, each another field."""
    tally.tried()
    for running in (one, two):
        running.send("\x1b[H")
        press(running, ("e", "Edit Ann"))
        settle(running)
    press(one, (TAB + "AH-nn", "AH-nn"))
    press(two, (_TO_SENIORITY + "Oslo", "Oslo"))
    press(one, (_SAVE, "Preview"))
    press(two, (_SAVE, "Preview"))
    ann = _person(place)
    tally.check(
        (ann.pronunciation, ann.seniority) == ("AH-nn", "Oslo"),
        f"two fields of one person: {ann.pronunciation!r}, {ann.seniority!r}",
    )


def _a_conflict_is_in_history(place: Path, one: PtyProgram, tally: Tally) -> None:
    """Edit the same field in a program and by a command: the later wins, undo restores the earlier."""
    tally.tried()
    one.send("\x1b[H")
    press(one, ("e", "Edit Ann"))
    settle(one)
    press(one, (_TO_SENIORITY + "Rome", "Rome"))
    _command(place, "edit", "Ann", "--set", "seniority=Lima")
    press(one, (_SAVE, "Preview"))
    tally.check("Rome" in _person(place).seniority, f"the later is not kept: {_person(place).seniority}")
    reported = _command(place, "history", "--json", "--limit", "1")
    tally.check("meanwhile the seniority had become Lima" in reported, f"history does not tell: {reported}")
    _command(place, "undo")
    tally.check(_person(place).seniority == "Lima", f"the earlier is lost: {_person(place).seniority}")


def _a_frozen_holder_is_named(place: Path, one: PtyProgram, tally: Tally) -> None:
    tally.tried()
    with working(hold_lock, place) as holder:
        holder.receive()
        one.send("u")
        one.wait_for(f"process {holder.pid}", 10)


def _person(place: Path) -> Contact:
    store = opened(place, read_only=True)
    try:
        return next(contact for contact in store.contacts.all() if contact.name == "Ann")
    finally:
        store.close()


SESSIONS = Experiment(
    "sessions",
    "programs and commands see each other and merge by field",
    sessions,
    fast=1,
    middle=5,
    long=30,
    minutes=4,
)
