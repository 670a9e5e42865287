"""Run every benchmark, one after another, and print one table: `python -m tests.benchmarks`.

It takes some minutes; nothing else should run at the same time. Each part also runs by itself, and says more
then.
"""

import subprocess
import sys
from time import perf_counter

PARTS = (
    ("The program in its terminal", "bench_program"),
    ("Commands", "bench_cli"),
    ("Keys on the contact screens, without a terminal", "bench_screens"),
    ("Search", "bench_search"),
    ("The store", "bench_store"),
    ("The map", "bench_map"),
    ("Plan and journal", "bench_plan"),
    ("Imports", "bench_import"),
)


def main() -> int:
    """Run the parts; return 1 where one of them failed."""
    failed = 0
    began = perf_counter()
    for title, module in PARTS:
        print(f"\n=== {title} (python -m tests.benchmarks.{module})", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"tests.benchmarks.{module}"], check=False).returncode
    print(f"\nall of it took {(perf_counter() - began) / 60:.0f} min")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
