"""A person is forgotten while sessions, drafts and editors about them are open: no trace of them is left."""

import signal
from pathlib import Path

from tests.factories import make_contact
from tests.faults.editing import started_with_editor
from tests.faults.experiment import Experiment, Tally
from tests.faults.programs import copied, demo_store, press, run
from tests.storage.opened import opened
from tests.storage.safety.test_forget import everything

_NAME = "Aadi Zzyzxov"
_TRACES = (b"zzyzxov", b"qzjword")
_WORD = "qzjword"
_GONE_SECONDS = 10.0
_ENDS = ("kill -9", "TERM", "quit")

PLACES: dict[str, tuple[tuple[str, str], ...]] = {
    "note": (("n", "Subject"),),
    "form field": (("e", "next page"),),
    "log form": (("l", "Log with"),),
    "follow-up form": (("f", "Follow up with"),),
    "new interview": (("i", "with Aadi"),),
    "introduction form": (("I", "who introduced us"), ("i", "I introduce two people")),
    "form on three people": (("mmm", "3 marked"), ("l", "Log with")),
    "note in an editor": (("n", "Subject"), ("\x0f", "editor is open")),
    "notes in an editor": (("E", "editor is open"),),
    "note on someone else": (("j", "Preview"), ("n", "Subject")),
}


def forget_open(folder: Path, size: int, tally: Tally) -> None:
    """Forget someone with a session open in each place, which then goes on, quits or is killed."""
    origin = demo_store(folder / "origin")
    store = opened(origin)
    with store.transaction(f"Add {_NAME}"):
        person = make_contact(id=store.new_id(), name=_NAME, emails=("aadi@zzyzxov.example",))
        store.contacts.add(person)
    store.close()
    for turn in range(size):
        name, way = list(PLACES.items())[turn % len(PLACES)]
        end = _ENDS[(turn + turn // len(PLACES)) % len(_ENDS)]
        place = copied(origin, folder / "place")
        tally.tried()
        try:
            _forget(folder, place, name, way, end, tally)
        except AssertionError as error:
            tally.check(False, f"{name}, {end}, turn {turn}: {str(error)[-6600:]}")


def _forget(
    folder: Path, place: Path, name: str, way: tuple[tuple[str, str], ...], end: str, tally: Tally
) -> None:
    edited = "editor" in name
    with started_with_editor(folder, place, _WORD) as running:
        running.wait_for("This week")
        press(running, ("2", "Preview"), *way)
        if not edited:
            running.send(f"{_NAME} {_WORD}" if "else" in name else _WORD)
            running.wait_for(_WORD)
        forgotten = run(place, "forget", _NAME, "--yes")
        assert forgotten.returncode == 0, forgotten.stderr
        if edited:
            with (folder / "go").open("w") as gate:
                gate.write("\n")
        running.wait_for("someone qzjword" if "else" in name else "forgotten in another session")
        running.send("zz")
        if end == "quit":
            running.send("\x11")
        else:
            running.signal(signal.SIGTERM if end == "TERM" else signal.SIGKILL)
        running.wait_exit(_GONE_SECONDS)
    traces = _TRACES[:1] if "else" in name else _TRACES
    for root in (place, place.with_name("home"), place.with_name("tmp")):
        found = [
            f"{file}: {trace!r}"
            for file, data in everything(root)
            for trace in traces
            if trace in data.lower()
        ]
        tally.check(not found, f"{name}, {end}: {found[:4]}")
    again = run(place, "doctor")
    tally.check(
        again.returncode == 0, f"{name}, {end}: doctor says {again.stdout[-300:]}{again.stderr[-300:]}"
    )


FORGET_OPEN = Experiment(
    "forget-open",
    "a forgotten person leaves no trace, whatever sessions have open",
    forget_open,
    fast=2,
    middle=24,
    long=96,
    minutes=8,
)
