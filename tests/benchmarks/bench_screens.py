"""Time keys to paint on the contact screens: `python -m tests.benchmarks.bench_screens`.

The app runs headless over a network in memory. A figure runs from the key to the first write to the terminal
that it leads to, so it includes the wait for the frame; the bytes are those of all it painted.
"""

import asyncio
import gc
import statistics
from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter, thread_time
from typing import Any

from textual import events
from textual.screen import Screen

from netui.services.services import Services
from netui.tui.people.list_screen import ContactsScreen
from netui.tui.people.page_screen import ContactScreen
from netui.tui.shell.app import NetuiApp
from tests.benchmarks.bench_search import network
from tests.factories import make_interaction
from tests.fakes import InMemoryStore
from tests.tui.services_builder import app_for, build

SIZES = (1_000, 30_000)
SCREEN = (120, 40)
QUIET_SECONDS = 0.12
Figures = tuple[str, float, float, float]


class Terminal:
    """Notes when something was painted, and how many bytes that takes."""

    def __init__(self, app: NetuiApp) -> None:
        self.first: float | None = None
        self.last = 0.0
        self.bytes = 0
        self._app = app
        self._show = app._display
        setattr(app, "_display", self.display)  # noqa: B010

    def display(self, screen: Screen[Any], renderable: Any) -> None:
        self._show(screen, renderable)
        if hasattr(renderable, "render_segments"):
            text = renderable.render_segments(self._app.console)
            self.last = perf_counter()
            self.first = self.first or self.last
            self.bytes += len(text.encode())

    async def after(self, act: Callable[[], object]) -> tuple[float, int]:
        """Return milliseconds to the first paint after an act, and the bytes until it is quiet again."""
        self.first, self.bytes = None, 0
        start = self.last = perf_counter()
        act()
        while perf_counter() - self.last < QUIET_SECONDS:  # noqa: ASYNC110
            await asyncio.sleep(0.002)
        return ((self.first or self.last) - start) * 1000, self.bytes


class Stalls:
    """The longest time the event loop did not come back, and the most it worked by itself in that time.

    `busiest` is the processor time of its own thread: on a busy machine the wait says less.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self.busiest = 0.0

    async def watch(self) -> None:
        while True:
            start, worked = perf_counter(), thread_time()
            await asyncio.sleep(0.001)
            self.longest = max(self.longest, (perf_counter() - start - 0.001) * 1000)
            self.busiest = max(self.busiest, (thread_time() - worked) * 1000)


def scene(size: int) -> tuple[Services, int]:
    """Build services over a network of this size, whose first person has a story."""
    store = InMemoryStore()
    people = network(size)
    store.seed(*people)
    store.seed(*[make_interaction(contact_ids=(people[0].id,), text=f"entry {n}") for n in range(40)])
    store.contacts.rows()
    gc.collect()
    gc.freeze()  # as the program does after its first paint
    return build(store), people[0].id


async def keys(app: NetuiApp, terminal: Terminal, what: str, pressed: Sequence[str]) -> Figures:
    """Press keys one after another and return the figures of their paints."""
    times, sizes = [], []
    for key in pressed:
        event = events.Key(key, " " if key == "space" else key if len(key) == 1 else None)
        taken, painted = await terminal.after(partial(app.post_message, event))
        times.append(taken)
        sizes.append(painted)
    return what, statistics.median(times), max(times), statistics.median(sizes)


async def contacts(size: int) -> list[Figures]:
    """Time moving, typing and sorting in the contact list."""
    services, contact_id = scene(size)
    app = app_for(services, lambda: ContactsScreen(services))
    stalls = Stalls()
    async with app.run_test(size=SCREEN):
        terminal = Terminal(app)
        watcher = asyncio.create_task(stalls.watch())
        await asyncio.sleep(2.0)
        figures: list[Figures] = [("longest stall while it warms up", stalls.longest, stalls.longest, 0)]
        figures.append(await keys(app, terminal, "down", ["j"] * 30))
        figures.append(await keys(app, terminal, "page down", ["pagedown"] * 8))
        figures.append(await keys(app, terminal, "end, home", ["G", "g"] * 4))
        await keys(app, terminal, "", ["slash"])
        figures.append(await keys(app, terminal, "type a search", [*"stripe", "space", *"engin"]))
        figures.append(await keys(app, terminal, "delete a letter", ["backspace"] * 8))
        await keys(app, terminal, "", ["escape", "escape"])
        figures.append(await keys(app, terminal, "sort", ["S"] * 6))
        page: Screen[Any] = ContactScreen(services, contact_id)
        taken, painted = await terminal.after(lambda: app.push_screen(page))
        figures.append(("open a contact page", taken, taken, painted))
        watcher.cancel()
    return figures


def main() -> None:
    """Print one table for each size."""
    for size in SIZES:
        print(f"\n{size:,} contacts{'median ms':>30}{'worst ms':>12}{'bytes':>10}")
        for what, median, worst, painted in asyncio.run(contacts(size)):
            print(f"  {what:<34}{median:>8.1f}{worst:>12.1f}{painted:>10,.0f}")


if __name__ == "__main__":
    main()
