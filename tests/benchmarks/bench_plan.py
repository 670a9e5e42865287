"""Time plan, journal and map over a large store: `python -m tests.benchmarks.bench_plan [FOLDER [EACH]]`.

30,000 contacts, 300,000 interactions and EACH entries of every kind, 3,000 by default. Each
section is opened by its key, then someone is changed while it is seen: the milliseconds to its paint, the
longest the event loop did not come back until all of it was read, and the most it worked by itself in one go.
The app runs headless over a store on the disk, made if there is none, and changed a little each time.
"""

import asyncio
import gc
import sys
import tempfile
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from textual import events

from netui.bootstrap.full_screen import build_app
from netui.bootstrap.wiring import build_services, build_store
from netui.config import Places
from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.sections.screen import SectionsScreen
from netui.tui.shell.app import NetuiApp
from tests.benchmarks.bench_screens import Stalls, Terminal
from tests.benchmarks.network import FixedClock
from tests.benchmarks.plan_entries import build_with_plan

PEOPLE, LOG = 30_000, 300_000
EACH = int(sys.argv[2]) if len(sys.argv) > 2 else 3_000
SCREEN = (120, 40)
WARM_SECONDS = 6.0
_TAG = "seen in a benchmark"
OPEN_GOAL, STALL_GOAL = 50.0, 30.0


class Bench:
    """The program over a store, and how it is timed."""

    def __init__(self, app: NetuiApp, services: Services) -> None:
        self.app = app
        self.services = services
        self.terminal = Terminal(app)
        self.stalls = Stalls()
        self._changed = 0

    async def opened(self, what: str, act: Callable[[], object]) -> None:
        """Print the milliseconds to the first paint after an act, and the longest stall until all is read."""
        await asyncio.sleep(0.01)  # what was done in one go before this is over for the watcher too
        self.stalls.longest = self.stalls.busiest = 0.0
        taken, _ = await self.terminal.after(act)
        await self.app.workers.wait_for_complete()
        await asyncio.sleep(0.3)
        stall, work = self.stalls.longest, self.stalls.busiest
        missed = "missed" if taken > OPEN_GOAL or stall > STALL_GOAL else ""
        print(f"  {what:<34}{taken:>10.1f}{stall:>12.1f}{work:>10.1f}   {missed}", flush=True)

    def press(self, key: str) -> Callable[[], object]:
        """Return the pressing of a key."""
        return lambda: self.app.post_message(events.Key(key, key if len(key) == 1 else None))

    async def changed(self, what: str) -> None:
        """Change someone while a screen is seen."""
        self._changed += 1
        person = self.services.contacts.rows()[self._changed]
        way = {"remove" if _TAG in person.tags else "add": [_TAG]}
        await self.opened(
            f"  a change in {what}", partial(self.services.contacts.set_tags, [person.id], **way)
        )

    async def sections(self, area: str, key: str) -> None:
        """Open an area, then every section of it."""
        await self.opened(f"{key} {area}", self.press(key))
        screen = self.app.screen
        assert isinstance(screen, SectionsScreen)
        first = screen.section.name
        while True:
            before = screen.section
            after = screen._sections[(screen._chosen + 1) % len(screen._sections)]
            if after.name == first:
                break
            await self.changed(before.title)
            await self.opened(f"  {after.title}", self.press("right_square_bracket"))
            assert screen.section is not before
        await self.changed(screen.section.title)


async def measure(app: NetuiApp, services: Services) -> None:
    """Print one line for everything that is opened."""
    async with app.run_test(size=SCREEN):
        bench = Bench(app, services)
        watcher = asyncio.create_task(bench.stalls.watch())
        start = perf_counter()
        await asyncio.sleep(WARM_SECONDS)
        print(f"  {'warming up':<34}{'':>10}{bench.stalls.longest:>12.1f}{bench.stalls.busiest:>10.1f}")
        builds: tuple[tuple[str, Callable[[], object]], ...] = (
            ("This week, built", services.agenda.week),
            ("all check-ins, built", lambda: services.agenda.week(all_check_ins=True)),
        )
        for what, work in builds:
            times = []
            for _ in range(5):
                start = perf_counter()
                work()
                times.append((perf_counter() - start) * 1000)
            missed = "missed" if min(times) > OPEN_GOAL else ""
            print(f"  {what:<34}{sorted(times)[2]:>10.1f}{'':>22}   {missed}")
        await bench.sections("Plan", "5")
        await bench.sections("Journal", "6")
        await bench.opened("the portfolio", lambda: app.post_message(Open("portfolio", 0)))
        await bench.opened("leave out a part", bench.press("space"))
        await bench.opened("back", bench.press("escape"))
        await bench.opened("4 Network", bench.press("4"))
        for key, what in (("right", "an arrow"), ("plus", "more people"), ("v", "thin spots")):
            await bench.opened(f"  {what}", bench.press(key))
        await bench.changed("Network")
        for key, what in (("1", "This week"), ("2", "Contacts"), ("3", "Interviews")):
            await bench.opened(f"{key} {what}", bench.press(key))
            await bench.changed(what)
        watcher.cancel()


def program(folder: Path) -> Coroutine[Any, Any, None]:
    """Return the measuring of the program over the store in a folder."""
    gc.disable()  # as the program does, until the first paint
    places = Places.find(store=str(folder / "store"), config=str(folder / "config.toml"))
    store = build_store(places.store, FixedClock(), session="bench")
    store.stay_open()
    services = build_services(store, store.drafts, places, FixedClock())
    return measure(build_app(services), services)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else made)
        if not (folder / "store").exists():
            build_with_plan(folder / "store", PEOPLE, LOG, EACH)
        print(f"\n{PEOPLE:,} contacts, {LOG:,} interactions, {EACH:,} entries of every kind")
        heads = f"{'paint ms':>10}{'stall ms':>12}{'work ms':>10}"
        print(f"  {'':<34}{heads}   goals {OPEN_GOAL:g} and {STALL_GOAL:g}")
        asyncio.run(program(folder))


if __name__ == "__main__":
    main()
