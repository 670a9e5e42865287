"""Apps to drive and pictures of them as plain lines of text."""

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from netui.domain.config import Config
from netui.services.present import Present
from netui.services.session import StoreSession
from netui.tui.shell.app import Area, NetuiApp, Routes, Shell
from tests.fakes import FakeClock, FakeDrafts, InMemoryStore
from tests.tui import stillness

stillness.wait_without_a_clock()
stillness.paint_at_rest()
stillness.make_styles_once()

UTF8 = {"LANG": "C.UTF-8", "TERM": "xterm-256color"}


def make_shell(store: InMemoryStore | None = None, **over: Any) -> Shell:
    """Make a shell over an empty store at noon on Friday 20 November 2026."""
    values: dict[str, Any] = {
        "session": StoreSession(store if store is not None else InMemoryStore()),
        "present": Present(FakeClock(), UTC),
        "config": Config(),
        "undo": lambda: "Nothing to undo.",
        "redo": lambda: "Nothing to redo.",
        "drafts": FakeDrafts(),
    }
    return Shell(**{**values, **over})


def make_app(
    *factories: Callable[[], Screen[Any]],
    shell: Shell | None = None,
    routes: Routes | None = None,
    titles: Sequence[str] = ("This week", "Contacts", "Interviews"),
    environment: dict[str, str] | None = None,
    **over: Any,
) -> NetuiApp:
    """Make an app with one area for each screen factory."""
    areas = [
        Area(title.lower().split()[-1], title, make) for title, make in zip(titles, factories, strict=False)
    ]
    return NetuiApp(
        shell or make_shell(), areas, routes, environment=environment or UTF8, watch_signals=False, **over
    )


def picture(app: App[Any]) -> list[str]:
    """Return what is on the screen as lines of text, trailing blanks cut."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def text_of(app: App[Any]) -> str:
    """Return what is on the screen as one text."""
    return "\n".join(picture(app))


def harmless(text: str) -> bool:
    """Tell whether nothing in a text steers a terminal; the joiner of emoji families may stay."""
    return text.replace("\n", "").replace("\u200d", "").replace("\u200c", "").isprintable()


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until messages that lead to messages are handled and painted."""
    for _ in range(4):
        await pilot.pause()
