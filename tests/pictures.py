"""Writes the README's pictures, its table of keys and the manual page: `python -m tests.pictures`."""

import asyncio
import html
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from textual.pilot import Pilot

from netui.bootstrap.full_screen import build_app
from netui.bootstrap.key_scopes import screen_scopes
from netui.bootstrap.wiring import build_services, build_store
from netui.cli.man_page import man_page
from netui.config import Places
from netui.data.demo import DEMO_NAME, build_demo
from netui.domain.config import Config
from netui.domain.network.network import Grouping
from netui.services.services import Services
from netui.tui.look.keys import key_label
from tests.fakes import FakeClock

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "screenshots"
MAN_PAGE = ROOT / "netui" / "data" / "man" / "netui.1"
NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)
ZONE = "Europe/Zurich"
_KEYS = re.compile(r"(<!-- keys:.*?-->\n).*?(<!-- end of keys -->)", re.DOTALL)
_NOT_LISTED = ("choice.", "input.")


@dataclass(frozen=True)
class Picture:
    """One picture: the keys that lead to it from the first screen, the size, the theme."""

    name: str
    keys: Sequence[str] = ()
    size: tuple[int, int] = (120, 36)
    theme: str = "netui-night"


PICTURES = (
    Picture("this-week"),
    Picture("this-week-day", theme="netui-day"),
    Picture("this-week-80x24", size=(80, 24)),
    Picture("contacts", ("2", "g")),
    Picture("contact", ("2", "slash", *"ana ruiz", "enter", "enter")),
    Picture("before", ("2", "slash", *"dana", "enter", "b")),
    Picture("interviews", ("3", "j")),
    Picture("talk", ("3", "j", "T")),
    Picture("note", ("1", "g", "n")),
    Picture("network", ("4", "slash", *"mei", "enter", "w")),
    Picture("plan", ("5",)),
    Picture("journal", ("6",)),
    Picture("help", ("question_mark",)),
)


@contextmanager
def demo_services(theme: str = "netui-night") -> Iterator[Services]:
    """Open the demo network as it is on one Friday noon."""
    with tempfile.TemporaryDirectory() as folder:
        clock = FakeClock(NOW)
        places = Places(*(Path(folder) / name for name in ("store", "config.toml", "state", "cache")))
        builder = build_store(places.store, clock, session="demo")
        build_demo(builder, NOW, ZoneInfo(ZONE))
        builder.close()
        store = build_store(places.store, clock, session="picture")
        try:
            config = Config(name=DEMO_NAME, time_zone=ZONE, theme=theme)
            yield build_services(store, store.drafts, places, clock, config=config)
        finally:
            store.close()


async def draw(picture: Picture) -> str:
    """Return a picture as SVG."""
    with demo_services(picture.theme) as services:
        app = build_app(services, demo=True)
        async with app.run_test(size=picture.size) as pilot:
            await press(pilot, picture.keys)
            return app.export_screenshot(title="netui")


def published() -> dict[str, str]:
    """Return what netui publishes of the demo network, by file name: the map and the portfolio."""
    with demo_services() as services:
        network = services.network
        portfolio, _ = services.portfolio.gather()
        return {
            "map.svg": network.text(network.source(), Grouping.COMPANY, ".svg"),
            "portfolio.html": services.portfolio.text(portfolio, ".html"),
            "portfolio.md": services.portfolio.text(portfolio, ".md"),
        }


async def press(pilot: Pilot[Any], keys: Sequence[str]) -> None:
    """Press keys one after another, each after the screen has settled."""
    await settle(pilot)
    for key in keys:
        await pilot.press("space" if key == " " else key)
        await settle(pilot)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait for the screen, its workers, and those that they lead to."""
    await pilot.pause()
    while not all(worker.is_finished for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def words(svg: str) -> list[str]:
    """Return the text of a picture, one entry a line; what two machines draw in the same way."""
    rows: dict[float, list[tuple[float, str]]] = {}
    for x, y, text in re.findall(r'<text[^>]* x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', svg):
        rows.setdefault(float(y), []).append((float(x), html.unescape(text)))
    return ["".join(text for _, text in sorted(row)).rstrip() for _, row in sorted(rows.items())]


def key_table() -> str:
    """Return every key that can be changed, one row for each area, from the live bindings."""
    areas: dict[str, dict[str, tuple[list[str], str]]] = {}
    for scope in screen_scopes():
        for binding in scope.bindings:
            if not binding.id or binding.id.startswith(_NOT_LISTED):
                continue
            area = areas.setdefault(binding.id.partition(".")[0], {})
            keys, _ = area.setdefault(binding.id, ([], binding.description))
            label = key_label(binding.key)
            if label not in keys:
                keys.append(label)
    lines = ["| ids | keys |", "| --- | --- |"]
    for area_name, found in sorted(areas.items()):
        shown = " · ".join(
            f"{' '.join(f'`{key}`' for key in keys)} {description}".replace("|", "\\|")
            for keys, description in found.values()
        )
        lines.append(f"| `{area_name}.*` | {shown} |")
    return "\n".join(lines)


def with_key_table(readme: str) -> str:
    """Return the README with an updated table of keys."""
    return _KEYS.sub(lambda match: f"{match[1]}\n{key_table()}\n\n{match[2]}", readme)


def main() -> None:
    """Write every picture, or those that are named, the table and the manual page."""
    os.environ["TZ"] = ZONE
    wanted = set(sys.argv[1:])
    for picture in PICTURES:
        if not wanted or picture.name in wanted:
            (FOLDER / f"{picture.name}.svg").write_text(asyncio.run(draw(picture)), encoding="utf-8")
            sys.stdout.write(f"{picture.name}\n")
    for name, text in published().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    readme = ROOT / "README.md"
    MAN_PAGE.write_text(man_page(), encoding="utf-8")
    readme.write_text(with_key_table(readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
