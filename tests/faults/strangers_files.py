"""Files from strangers, broken in every way: none crashes an import, and one undo leaves no byte of it."""

import io
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from netui.bootstrap.wiring import build_services
from netui.config import Places
from netui.domain.config import Config
from netui.domain.errors import NetuiError
from tests.factories import HOSTILE
from tests.fakes import FakeClock
from tests.faults.calls import without_syncing
from tests.faults.experiment import Experiment, Tally
from tests.storage.opened import add_contact, opened, raw_state

SAMPLES = Path(__file__).resolve().parents[1] / "exchange" / "samples"
_SECONDS_A_MB = 5.0
_SECONDS_AT_LEAST = 2.0
_STORE_LASTS = 100
_NAMES = ("../../evil{}.csv", "/etc/passwd{}", "Connections.csv{}/", "\x1b[2J{}.csv")
_TOKENS = (
    b'"',
    b'""',
    b",",
    b"\t",
    b";",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x1b]52;c;eA==\x07",
    b"\xed\xa0\xbd",
    b"\x80",
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
    b"Ann,Lee,https://www.linkedin.com/in/ann,,Acme,,31 Feb 2024\n",
    b"x" * 70_000,
    b'"' + b"y" * 70_000,
    *(text.encode("utf-8", "surrogatepass") for text in HOSTILE.values()),
)


def _flip(data: bytearray, opportunity: random.Random) -> None:
    for _ in range(opportunity.randint(1, 8)):
        if data:
            data[opportunity.randrange(len(data))] ^= 1 << opportunity.randrange(8)


def _cut(data: bytearray, opportunity: random.Random) -> None:
    del data[opportunity.randint(0, len(data)) :]


def _take_out(data: bytearray, opportunity: random.Random) -> None:
    start = opportunity.randint(0, len(data))
    del data[start : start + opportunity.randint(1, 60)]


def _double(data: bytearray, opportunity: random.Random) -> None:
    start = opportunity.randint(0, len(data))
    data[start:start] = data[start : start + opportunity.randint(1, 300)] * opportunity.randint(1, 20)


def _put_in(data: bytearray, opportunity: random.Random) -> None:
    for _ in range(opportunity.randint(1, 5)):
        at = opportunity.randint(0, len(data))
        data[at:at] = opportunity.choice(_TOKENS)


def _encode_otherwise(data: bytearray, opportunity: random.Random) -> None:
    text = data.decode("utf-8", "replace")
    data[:] = text.encode(
        opportunity.choice(("utf-16", "utf-16-le", "cp1252", "utf-8-sig", "utf-32")), "replace"
    )


def _shuffle_lines(data: bytearray, opportunity: random.Random) -> None:
    lines = bytes(data).split(b"\n")
    opportunity.shuffle(lines)
    data[:] = b"\n".join(lines)


_MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _cut,
    _take_out,
    _double,
    _put_in,
    _put_in,
    _encode_otherwise,
    _shuffle_lines,
)


def _mutated(data: bytes, opportunity: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(opportunity.randint(1, 3)):
        opportunity.choice(_MUTATIONS)(changed, opportunity)
    return bytes(changed)


def _mutated_archive(data: bytes, opportunity: random.Random) -> bytes:
    """Break an archive from outside, or a file in it."""
    if opportunity.random() < 0.4:
        return _mutated(data, opportunity)
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        for number, name in enumerate(old.namelist()):
            content = old.read(name)
            if opportunity.random() < 0.5:
                content = _mutated(content, opportunity)
            elif opportunity.random() < 0.1:
                name = opportunity.choice(_NAMES).format(number)  # noqa: PLW2901
            new.writestr(name, content)
    return result.getvalue()


@without_syncing()
def strangers_files(folder: Path, size: int, tally: Tally) -> None:
    """Import `size` broken files, undo each import."""
    opportunity = random.Random(6)
    samples = sorted(path for path in SAMPLES.rglob("*") if path.suffix in {".csv", ".tsv", ".zip"})
    useful = [path for path in samples if "Connections" in path.name or path.suffix == ".zip"]
    slowest = 0.0
    for start in range(0, size, _STORE_LASTS):
        store = opened(folder / f"store-{start}")
        places = Places.find(store=folder / f"store-{start}", config=folder / "settings.toml")
        services = build_services(store, store.drafts, places, FakeClock(), config=Config())
        add_contact(store, "Ann Lee", links=("https://www.linkedin.com/in/ann",))
        before = raw_state(store)
        for number in range(start, min(size, start + _STORE_LASTS)):
            origin = opportunity.choice(useful if opportunity.random() < 0.8 else samples)
            data = origin.read_bytes()
            archive = origin.suffix == ".zip"
            broken = _mutated_archive(data, opportunity) if archive else _mutated(data, opportunity)
            path = folder / f"mutated{origin.suffix}"
            path.write_bytes(broken)
            what = f"{number} from {origin.name}"
            tally.tried()
            began = time.monotonic()
            try:
                plan = services.imports.preview([path], opportunity.choice(("auto", "linkedin")))
                ledger = services.imports.apply(plan)
            except NetuiError as error:
                tally.note("refused")
                tally.check("\n" not in str(error) and "\x1b" not in str(error), f"{what}: said {error!s}")
                tally.check(raw_state(store) == before, f"{what}: refused, and something was written")
                continue
            except Exception as error:  # noqa: BLE001  whatever it is, it is a crash
                tally.check(False, f"{what}: {type(error).__name__}: {error}")
                continue
            seconds = time.monotonic() - began
            slowest = max(slowest, seconds)
            limit = max(_SECONDS_AT_LEAST, _SECONDS_A_MB * len(broken) / 1e6)
            tally.check(size <= 500 or seconds <= limit, f"{what}: {seconds:.1f} s")
            if ledger.brings_something:
                tally.note("people added", ledger.added)
                services.history.undo()
            tally.check(raw_state(store) == before, f"{what}: one undo left something behind")
        store.close()
    tally.note("ms the slowest", round(slowest * 1000))


HOSTILE_FILES = Experiment(
    "hostile-files",
    "no broken file crashes an import; one undo leaves no trace",
    strangers_files,
    fast=500,
    middle=2_000,
    long=10_000,
    minutes=6,
)
