"""Time whole commands against a bare interpreter: `python -m tests.benchmarks.bench_cli [CONTACTS]`."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.benchmarks.network import NOW, build

RUNS = 20
GOALS = {"due --prompt": 5.0}
READING_GOAL = 12.0
COMMANDS = (
    "due --prompt",
    "list --json",
    "list",
    "find company:northwind --json",
    "due --json",
    "history --json",
    "interview list --json",
    "goal list --json",
    "path --json",
)


def milliseconds(command: list[str], environ: dict[str, str]) -> float:
    """Return how long a process takes."""
    start = perf_counter()
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (perf_counter() - start) * 1000


def against_floor(command: list[str], environ: dict[str, str]) -> tuple[float, float]:
    """Return the medians of a command and of the floor, run in turns, so that a busy machine slows both."""
    floor = [sys.executable, "-c", "pass"]
    milliseconds(command, environ)  # the first one only warms up
    taken = [(milliseconds(command, environ), milliseconds(floor, environ)) for _ in range(RUNS)]
    return statistics.median(one for one, _ in taken), statistics.median(one for _, one in taken)


def main() -> None:
    """Print one line for each command: milliseconds, those of the floor, how many times as long, the goal."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        build(store, size, size * 10)
        environ = {**os.environ, "NETUI_STORE": str(store), "HOME": folder, "NETUI_NOW": NOW.isoformat()}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: compiled once, by the warming up
        print(f"{size:,} contacts, {size * 10:,} interactions; floor: python -c pass\n")
        print(f"{'command':32}{'ms':>8}{'floor':>8}{'x floor':>10}{'goal':>8}")
        for command in COMMANDS:
            taken, floor = against_floor([sys.executable, "-m", "netui", *command.split()], environ)
            goal = GOALS.get(command, READING_GOAL)
            note = "" if taken / floor <= goal else "  missed"
            print(f"{command:32}{taken:8.1f}{floor:8.1f}{taken / floor:10.1f}{goal:8.0f}{note}")


if __name__ == "__main__":
    main()
