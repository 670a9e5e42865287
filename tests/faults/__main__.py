"""Try every guarantee that nothing is lost: `python -m tests.faults [--fast | --long] [NAME...]`."""

import argparse
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path

from netui.domain.values import replace
from tests.faults.catalogue import CATALOGUE
from tests.faults.experiment import Experiment, NotPossibleError, Tally
from tests.faults.monkey import MONKEY, SEED, monkey
from tests.faults.outcomes import Outcome, with_outcome
from tests.faults.programs import ROOT

_MOST_SHOWN = 10
_README = ROOT / "README.md"
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
    parser.add_argument("--readme", action="store_true", help="write what came of it into the README")
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
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
    if not args.json:
        _say(f"{'experiment':16} {'promise':66} {'tried':>9} {'failed':>7} {'seconds':>8}  notes")
    if args.long and len(wanted) > 1:
        outcomes = _try_side_by_side(wanted)
    else:
        sizes = (each.fast if args.fast else each.long if args.long else each.middle for each in wanted)
        outcomes = (_try(*each) for each in zip(wanted, sizes, strict=True))
    lost = False
    for outcome in outcomes:
        _say(outcome.written() if args.json else _shown(outcome))
        lost = lost or bool(outcome.failed)
        if args.readme:
            _README.write_text(with_outcome(_README.read_text(encoding="utf-8"), outcome), encoding="utf-8")
    return int(lost)


def _try_side_by_side(wanted: Sequence[Experiment]) -> Iterator[Outcome]:
    """Run the long form of each in a process of its own, those first that take longest."""

    def run(experiment: Experiment) -> Outcome:
        words = [sys.executable, "-m", "tests.faults", "--long", "--json", experiment.name]
        done = subprocess.run(words, check=False, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            return Outcome.read(done.stdout)
        except ValueError:
            ended = f"its process ended with {done.returncode}"
            return Outcome(experiment.name, experiment.claim, 0, 1, 0.0, "", [ended])

    longest_first = sorted(wanted, key=lambda each: -each.minutes)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for future in as_completed([pool.submit(run, each) for each in longest_first]):
            yield future.result()


def _try(experiment: Experiment, size: int) -> Outcome:
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
    failures = tally.failures
    return Outcome(
        experiment.name,
        experiment.claim,
        tally.count,
        len(failures),
        seconds,
        remark,
        failures[:_MOST_SHOWN],
    )


def _shown(outcome: Outcome) -> str:
    row = (
        f"{outcome.name:16} {outcome.guarantee:66} {outcome.tried:>9,} {outcome.failed:>7,} "
        f"{outcome.seconds:>8.1f}  {outcome.notes}"
    )
    return "\n    ".join((row, *outcome.failures))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
