"""Time an import, and weigh it: `python -m tests.benchmarks.bench_import`.

Each file is read and matched in a process of its own, first with no one here and then with everyone, and
written into a store on the disk. Seconds are those of the processor. Memory is how much the process grew by
at its peak, against the file: over what it held before, a list of everyone here included, and of writing
also over what the store holds afterwards.
"""

import gc
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from netui.exchange.reading.linkedin import LinkedInReader
from netui.exchange.reading.vcard import VCardReader
from netui.memory import give_back
from netui.services.people.imports import ImportService
from netui.services.ports import PeopleReader
from netui.services.present import Present
from netui.storage.store.opening import open_store
from tests.fakes import FakeClock

SIZE = 30_000
READERS: dict[str, Callable[[], PeopleReader]] = {"linkedin": LinkedInReader, "vcard": VCardReader}
COMPANIES, TITLES = 900, 400
T = TypeVar("T")


def connections(size: int = SIZE) -> str:
    """Return LinkedIn's connections, as many as there are at most."""
    rows = (
        f"Ann{n},Person{n},https://www.linkedin.com/in/ann-person-{n},"
        f"{f'ann{n}@example.org' if n % 9 == 0 else ''},Company {n % COMPANIES},Engineer {n % TITLES},"
        f"{n % 28 + 1:02d} Feb {2005 + n % 20}\n"
        for n in range(size)
    )
    return "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + "".join(rows)


def cards(size: int = SIZE) -> str:
    """Return a phone's address book of the same people."""
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Person{n};Ann{n};;;\r\nFN:Ann{n} Person{n}\r\n"
        f"ORG:Company {n % COMPANIES};\r\nTITLE:Engineer {n % TITLES}\r\n"
        f"EMAIL;type=INTERNET;type=HOME;type=pref:ann{n}@example.org\r\n"
        f"TEL;type=CELL;type=VOICE:+41 44 {n:07d}\r\nURL;type=pref:https://example.org/ann{n}\r\n"
        f"BDAY:19{n % 70 + 30}-04-{n % 28 + 1:02d}\r\nEND:VCARD\r\n"
        for n in range(size)
    )


def held(name: str) -> int:
    """Return how much memory this process has (VmRSS), or had at its peak (VmHWM), in bytes."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition(f"{name}:")[2].split()[0]) * 1024


def weighed(work: Callable[[], T], *, stays: bool = False) -> tuple[T, float, int]:
    """Do something; return what came of it, the seconds, and the bytes it took at its peak.

    With `stays` what is held afterwards doesn't count: the people are in the store then.
    """
    gc.collect()
    give_back()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins again from here
    before, begun = held("VmRSS"), process_time()
    done = work()
    spent, peak = process_time() - begun, held("VmHWM")
    gc.collect()
    give_back()
    return done, spent, peak - (max(before, held("VmRSS")) if stays else before)


def measure(kind: str, path: Path) -> str:
    """Read and match a file; return a row of the table."""
    present = Present(FakeClock(), UTC)
    with closing(open_store(path.parent / kind, clock=FakeClock(), session="bench")) as store:
        service = ImportService(store, present, {kind: READERS[kind]()})
        small = path.with_name(f"one{path.suffix}")
        service.apply(service.preview([small], kind))  # what has to be imported is
        size = path.stat().st_size
        plan, *first = weighed(lambda: service.preview([path], kind))
        written = weighed(partial(service.apply, plan), stays=True)[1:]
        del plan
        assert all(row.links for row in store.contacts.rows())  # a list that is shown has read its rows
        again, *known = weighed(lambda: service.preview([path], kind))
        columns = (f"{seconds:9.2f} s {grown / size:4.1f} x" for seconds, grown in (first, written, known))
        return f"{kind:9}{size / 2**20:6.1f} MB{''.join(columns)}   {again.added} added twice"


def main() -> int:
    """Write the files, and measure each in a fresh process; return 1 where one of them failed."""
    if len(sys.argv) > 1:
        print(measure(sys.argv[1], Path(sys.argv[2])))
        return 0
    print(f"{SIZE:,} people   file   read, matched          written   read, all known")
    failed = 0
    with TemporaryDirectory() as folder:
        for kind, name, text in (("linkedin", "c.csv", connections()), ("vcard", "c.vcf", cards())):
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8", newline="")
            lines = text.splitlines(keepends=True)
            few = lines[: 2 if kind == "linkedin" else lines.index("END:VCARD\r\n") + 1]
            path.with_name(f"one{path.suffix}").write_text("".join(few), encoding="utf-8", newline="")
            run = [sys.executable, "-m", "tests.benchmarks.bench_import", kind, str(path)]
            failed |= subprocess.run(run, check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
