"""An experiment on the guarantee that nothing is lost: how often it is tried, and what it found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec import Struct

_MOST_SHOWN = 20


class NotPossibleError(Exception):
    """An experiment cannot be made on this machine; the message says what is missing."""


@dataclass(slots=True)
class Tally:
    """How often something was tried, and every time that the guarantee did not hold."""

    count: int = 0
    failures: list[str] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)

    def tried(self, times: int = 1) -> None:
        """Count what was tried."""
        self.count += times

    def check(self, held: bool, what: object) -> None:
        """Note a failure of the guarantee."""
        if not held:
            self.failures.append(str(what))

    def note(self, what: str, times: int = 1) -> None:
        """Count something worth showing with the result."""
        self.notes[what] = self.notes.get(what, 0) + times

    def took(self, what: str, seconds: float) -> None:
        """Show with the result the longest time that something took."""
        self.notes[what] = max(self.notes.get(what, 0), round(seconds * 1000))


class Experiment(Struct, frozen=True):
    """One guarantee and the way to try it: `run(folder, size, tally)`, in three sizes.

    `minutes` is what the long one takes, roughly, where that is more than one: a plan, not a guarantee.
    """

    name: str
    claim: str
    run: Callable[[Path, int, Tally], None]
    fast: int
    middle: int
    long: int
    minutes: int = 1


def must_hold(experiment: Experiment, folder: Path) -> None:
    """Run the fast form of an experiment as a test."""
    tally = Tally()
    try:
        experiment.run(folder, experiment.fast, tally)
    except NotPossibleError as error:
        pytest.skip(str(error))
    assert tally.count > 0
    shown = "\n".join(tally.failures[:_MOST_SHOWN])
    assert not tally.failures, f"{len(tally.failures)} of {tally.count}:\n{shown}"
