"""Try every guarantee that nothing is lost: `python -m tests.faults [--fast | --long] [NAME...]`."""

import argparse
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.faults.catalogue import CATALOGUE
from tests.faults.experiment import Experiment, NotPossibleError, Tally
from tests.faults.monkey import MONKEY, SEED, monkey
from tests.faults.programs import ROOT

_MOST_SHOWN = 10
_AT_ONCE = 2
"""Processes that share the experiments of a long run."""


def main() -> int:
    """Run what was asked for, print one row each; return 1 if a guarantee did not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--fast", action="store_true", help="the counts of the test command")
    size.add_argument("--long", action="store_true", help="the counts of the README")
    size.add_argument("--minutes", type=float, help="how long the monkey presses, in all")
    parser.add_argument(
        "--seed", type=int, help="which keys the monkey presses; the same ones for the same seed"
    )
    parser.add_argument("--no-header", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(each.name for each in CATALOGUE))
    args = parser.parse_args()
    unknown = set(args.names) - {each.name for each in CATALOGUE}
    if unknown:
        parser.error(f"there is no experiment {', '.join(sorted(unknown))}")
    wanted = [each for each in CATALOGUE if not args.names or each.name in args.names]
    if args.minutes is not None or args.seed is not None:
        if wanted != [MONKEY]:
            parser.error("--minutes and --seed are for the monkey alone")
        seed, length = args.seed or SEED, round((args.minutes or 0) * 60) or MONKEY.middle
        wanted = [replace(MONKEY, run=partial(monkey, seed=seed), middle=length)]
    if not args.no_header:
        _say(f"{'experiment':16} {'promise':66} {'tried':>9} {'failed':>7} {'seconds':>8}  beside")
    if args.long and len(wanted) > 1:
        return _try_side_by_side(wanted)
    lost = False
    for experiment in wanted:
        count = experiment.fast if args.fast else experiment.long if args.long else experiment.middle
        lost = _try(experiment, count) or lost
    return int(lost)


def _try_side_by_side(wanted: Sequence[Experiment]) -> int:
    """Run each in a process of its own, those first that take longest; print its rows when it is over."""

    def run(experiment: Experiment) -> int:
        words = [sys.executable, "-m", "tests.faults", "--long", "--no-header", experiment.name]
        done = subprocess.run(words, check=False, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        _say(done.stdout.rstrip("\n"))
        return done.returncode

    longest_first = sorted(wanted, key=lambda each: -each.minutes)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return int(any(list(pool.map(run, longest_first))))


def _try(experiment: Experiment, size: int) -> bool:
    tally = Tally()
    started = time.monotonic()
    remark = ""
    with tempfile.TemporaryDirectory(prefix=f"netui-{experiment.name}-") as folder:
        try:
            experiment.run(Path(folder), size, tally)
        except NotPossibleError as error:
            remark = f"not possible here: {error}"
        except Exception:  # noqa: BLE001  the next experiment is worth making all the same
            tally.failures.append(traceback.format_exc(limit=-4))
    seconds = time.monotonic() - started
    remark = remark or ", ".join(f"{times:,} {what}" for what, times in tally.notes.items())
    _say(
        f"{experiment.name:16} {experiment.promise:66} {tally.count:>9,} {len(tally.failures):>7,} "
        f"{seconds:>8.1f}  {remark}"
    )
    for failure in tally.failures[:_MOST_SHOWN]:
        _say(f"    {failure}")
    return bool(tally.failures)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
