"""Time the map: `python -m tests.benchmarks.bench_map`.

First the work itself, then the screen: the longest stall of the event loop while a network is read in the
background, and keys to their paint.
"""

import asyncio
from time import perf_counter

from netui.domain.network.map_layout import Wish, comfortable, lay_out
from netui.domain.network.map_moves import moves
from netui.domain.network.network import Grouping
from netui.tui.look.text import cell_len, fit
from netui.tui.network.screen import NetworkScreen
from tests.benchmarks.bench_screens import Figures, Stalls, Terminal, keys, scene
from tests.benchmarks.bench_search import timed
from tests.tui.services_builder import app_for

SIZES = (60, 500, 30_000)
SCREEN = (120, 36)
MAP = (81, 32)


def work(size: int) -> list[tuple[str, float, float]]:
    """Time what a worker does, and what is done for each picture."""
    services, contact_id = scene(size)
    source = services.network.source()
    found = source.clusters(Grouping.COMPANY)
    wish = Wish(people=comfortable(*MAP))
    layout = lay_out(found, *MAP, wish, measure=cell_len, cut=lambda text, room: fit(text, room, pad=False))
    stranger = next((row.id for row in source.rows if row.stage == "potential"), contact_id)
    repeat = 5 if size > 1_000 else 15
    return [
        ("take the rows", *timed(services.network.source, repeat)),
        ("groups by company", *timed(lambda: source.clusters(Grouping.COMPANY), repeat)),
        ("groups by tag", *timed(lambda: source.clusters(Grouping.TAG), repeat)),
        ("thin spots", *timed(source.diversity, repeat)),
        ("warm path to a stranger", *timed(lambda: source.path_to(stranger), repeat)),
        (
            f"layout, {layout.shown} shown",
            *timed(
                lambda: lay_out(
                    found, *MAP, wish, measure=cell_len, cut=lambda text, room: fit(text, room, pad=False)
                ),
                repeat,
            ),
        ),
        (
            "layout, 150 wished",
            *timed(
                lambda: lay_out(
                    found,
                    *MAP,
                    Wish(people=150),
                    measure=cell_len,
                    cut=lambda text, room: fit(text, room, pad=False),
                ),
                repeat,
            ),
        ),
        ("where arrows lead", *timed(lambda: moves(layout), repeat)),
    ]


async def screen(size: int) -> list[Figures]:
    """Time the screen: reading, arrows, more people, the list."""
    services, _ = scene(size)
    app = app_for(services, lambda: NetworkScreen(services))
    stalls = Stalls()
    async with app.run_test(size=SCREEN):
        terminal = Terminal(app)
        watcher = asyncio.create_task(stalls.watch())
        start = perf_counter()
        await app.workers.wait_for_complete()
        read = (perf_counter() - start) * 1000
        await asyncio.sleep(0.3)
        figures: list[Figures] = [
            ("read beside the screen", read, read, 0),
            ("longest stall meanwhile", stalls.longest, stalls.longest, 0),
            ("most work in one go", stalls.busiest, stalls.busiest, 0),
            await keys(app, terminal, "arrows", ["right", "down", "left", "up"] * 5),
            await keys(app, terminal, "more people", ["plus"] * 4),
            await keys(app, terminal, "fewer people", ["minus"] * 4),
        ]
        await keys(app, terminal, "", ["tab"])
        figures.append(await keys(app, terminal, "down the list", ["j"] * 10))
        figures.append(await keys(app, terminal, "open a group", ["enter"] * 4))
        for key, what in (("v", "thin spots"), ("B", "ask for the grouping"), ("down", "choose one")):
            figures.append(await keys(app, terminal, what, [key]))
        stalls.longest = stalls.busiest = 0.0
        figures.append(await keys(app, terminal, "group anew", ["enter"]))
        await app.workers.wait_for_complete()
        await asyncio.sleep(0.3)
        figures += [
            ("longest stall meanwhile", stalls.longest, stalls.longest, 0),
            ("most work in one go", stalls.busiest, stalls.busiest, 0),
        ]
        watcher.cancel()
    return figures


def main() -> None:
    """Print one table for each size."""
    for size in SIZES:
        print(f"\n{size:,} people{'median ms':>34}{'worst ms':>12}{'bytes':>10}")
        for what, median, worst in work(size):
            print(f"  {what:<34}{median:>8.1f}{worst:>12.1f}")
        for what, median, worst, painted in asyncio.run(screen(size)):
            print(f"  {what:<34}{median:>8.1f}{worst:>12.1f}{painted:>10,.0f}")


if __name__ == "__main__":
    main()
