"""Time an import, and weigh it: `python -m tests.benchmarks.bench_import`.

Each file is read and matched in a process of its own, first with no one here and then with everyone, and
written into a store in memory. Seconds are those of the processor; memory is how much the process grew by at
its peak, against the file.
"""

import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from netui.exchange.reading.linkedin import LinkedInReader
from netui.exchange.reading.vcard import VCardReader
from netui.services.people.imports import ImportService
from netui.services.ports import PeopleReader
from netui.services.present import Present
from tests.fakes import FakeClock, InMemoryStore

SIZE = 30_000
READERS: dict[str, Callable[[], PeopleReader]] = {"linkedin": LinkedInReader, "vcard": VCardReader}
COMPANIES, TITLES = 900, 400


def connections() -> str:
    """Return LinkedIn's connections, as many as there are at most."""
    rows = (
        f"Ann{n},Person{n},https://www.linkedin.com/in/ann-person-{n},"
        f"{f'ann{n}@example.org' if n % 9 == 0 else ''},Company {n % COMPANIES},Engineer {n % TITLES},"
        f"{n % 28 + 1:02d} Feb {2005 + n % 20}\n"
        for n in range(SIZE)
    )
    return "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + "".join(rows)


def cards() -> str:
    """Return a phone's address book of the same people."""
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Person{n};Ann{n};;;\r\nFN:Ann{n} Person{n}\r\n"
        f"ORG:Company {n % COMPANIES};\r\nTITLE:Engineer {n % TITLES}\r\n"
        f"EMAIL;type=INTERNET;type=HOME;type=pref:ann{n}@example.org\r\n"
        f"TEL;type=CELL;type=VOICE:+41 44 {n:07d}\r\nURL;type=pref:https://example.org/ann{n}\r\n"
        f"BDAY:19{n % 70 + 30}-04-{n % 28 + 1:02d}\r\nEND:VCARD\r\n"
        for n in range(SIZE)
    )


def peak() -> int:
    """Return the most memory that this process ever had, in bytes."""
    try:  # what getrusage has on Linux begins with the memory of the parent
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measure(kind: str, path: Path) -> str:
    """Read and match a file; return a row of the table."""
    store = InMemoryStore()
    service = ImportService(store, Present(FakeClock(), UTC), {kind: READERS[kind]()})
    small = path.with_name(f"one{path.suffix}")
    service.preview([small], kind)  # what has to be imported is
    before, begun = peak(), process_time()
    plan = service.preview([path], kind)
    first, grown = process_time() - begun, peak() - before
    begun = process_time()
    service.apply(plan)
    written = process_time() - begun
    del plan
    begun = process_time()
    again = service.preview([path], kind)
    known = process_time() - begun
    size = path.stat().st_size
    return (
        f"{kind:10}{size / 2**20:8.1f} MB{first:11.2f} s{known:10.2f} s{written:10.2f} s"
        f"{grown / 2**20:9.0f} MB{grown / size:7.1f} x   {again.added} added twice"
    )


def main() -> int:
    """Write the files, and measure each in a fresh process; return 1 where one of them failed."""
    if len(sys.argv) > 1:
        print(measure(sys.argv[1], Path(sys.argv[2])))
        return 0
    print(f"{SIZE:,} people   file   read, matched   known all   written   memory, of the file")
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
