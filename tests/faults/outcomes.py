"""What came of an experiment, and the README's table of guarantees, in which each has a row."""

import json
import re
from typing import NamedTuple

from tests.faults.catalogue import CATALOGUE

HEAD = "| again by `python -m tests.faults --long ...` | promise | tried | lost or failed | notes |"
_RULE = "| --- | --- | --- | --- | --- |"
_TABLE = re.compile(rf"{re.escape(HEAD)}\n{re.escape(_RULE)}\n((?:\|.*\n)*)")


class Outcome(NamedTuple):
    """How often a guarantee was tried and did not hold, what is worth showing with it, and the failures."""

    name: str
    guarantee: str
    tried: int
    failed: int
    seconds: float
    notes: str
    failures: list[str]

    @classmethod
    def read(cls, text: str) -> "Outcome":
        """Return the outcome that a process of its own has written."""
        return cls(**json.loads(text))

    def written(self) -> str:
        """Return it in one line, for another process."""
        return json.dumps(self._asdict())

    def row(self) -> str:
        """Return its row of the README."""
        return f"| `{self.name}` | {self.guarantee} | {self.tried:,} | {self.failed:,} | {self.notes} |"


def rows_of(readme: str) -> dict[str, str]:
    """Return the rows of the README's table, each by the name of its experiment."""
    table = _TABLE.search(readme)
    lines = table[1].splitlines() if table else []
    return {line.split("`")[1]: line for line in lines}


def with_outcome(readme: str, outcome: Outcome) -> str:
    """Return the README with a row for the outcome, in the order of the catalogue."""
    rows = {**rows_of(readme), outcome.name: outcome.row()}
    lines = "".join(f"{rows[each.name]}\n" for each in CATALOGUE if each.name in rows)
    return _TABLE.sub(lambda _: f"{HEAD}\n{_RULE}\n{lines}", readme)
