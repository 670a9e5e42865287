"""How the tests of screens wait, until nothing is under way or something is there; when they paint."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from time import monotonic
from typing import Any
from weakref import WeakSet

import pytest
import textual.app
import textual.pilot
from textual._context import active_app
from textual._wait import wait_for_idle as _wait_while_busy
from textual.app import App
from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet
from textual.design import ColorSystem
from textual.notifications import Notification
from textual.pilot import Pilot
from textual.screen import Screen
from textual.timer import Timer

from netui.tui.terminal.app import TerminalApp
from netui.tui.terminal.key_order import is_busy
from tests.waiting import HANG_SECONDS

_STILL_LAPS = 3
_LAPS = 20_000
"""How often it looks before a test goes on that holds a message up."""
_SOON_SECONDS = 0.2
"""A timer that runs no longer than this is waited for."""
_GRAIN_SECONDS = 0.001


async def until(pilot: Pilot[Any], is_there: Callable[[], bool]) -> None:
    """Wait until a condition holds, or fail with what is on the screen."""
    end = monotonic() + HANG_SECONDS
    while not is_there():
        await pilot.pause()
        if monotonic() > end:
            strips = pilot.app.screen._compositor.render_strips()
            pytest.fail("it never came:\n" + "\n".join(strip.text.rstrip() for strip in strips))


async def _wait_until_still(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until an app has nothing under way.

    Textual's own looks how much processor time is used, and takes a program for idle that gets none.
    """
    app = active_app.get()
    still = 0
    for _ in range(_LAPS):
        await asyncio.sleep(0)
        if still == _STILL_LAPS or not app.is_running:
            break
        if _is_under_way(app):
            still = 0
        elif app.screen._callbacks or app.screen._layout_required:
            app.screen._on_timer_update()
            still = 0
        elif any(map(_is_soon, _timers(app))):
            await asyncio.sleep(_GRAIN_SECONDS)
            still = 0
        else:
            still += 1
    if any(not worker.is_finished for worker in app.workers):
        await _wait_while_busy(min_sleep, max_sleep)  # which a test may hold: it waits for what it does


def _is_under_way(app: App[Any]) -> bool:
    keys_wait = isinstance(app, TerminalApp) and app.key_order.has_turn
    return keys_wait or is_busy(app) or any(map(is_busy, list(app._registry)))


def _timers(app: App[Any]) -> Iterator[Timer]:
    yield from app._timers
    for node in list(app._registry):
        yield from node._timers


def _is_soon(timer: Timer) -> bool:
    task = timer._task
    return timer._repeat == 0 and timer._interval <= _SOON_SECONDS and task is not None and not task.done()


def paint_at_rest() -> None:
    """Have an app without a terminal paint only where a test pauses: no one sees the frames between."""
    refresh = Screen._compositor_refresh
    changed: WeakSet[Screen[Any]] = WeakSet()

    def note(screen: Screen[Any]) -> None:
        app = screen.app
        if not app.is_headless or screen is not app.screen:
            refresh(screen)
            return
        changed.add(screen)
        if isinstance(app, TerminalApp):
            app.key_order.drawn(screen)
        screen._dirty_widgets.clear()
        app._update_mouse_over(screen)

    def painting(wait: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        async def waited(pilot: Pilot[Any], *given: Any) -> None:
            await wait(pilot, *given)
            if pilot.app.is_running and pilot.app.screen in changed:
                changed.discard(pilot.app.screen)
                refresh(pilot.app.screen)

        return waited

    Screen._compositor_refresh = note  # type: ignore[method-assign, assignment]
    for name in ("press", "pause"):
        setattr(Pilot, name, painting(getattr(Pilot, name)))


def wait_without_a_clock() -> None:
    """Have every `Pilot` wait like that, and let no message go because a test took its time."""
    Notification.time_left = property(lambda _: HANG_SECONDS)  # type: ignore[method-assign, assignment]
    textual.app.wait_for_idle = textual.pilot.wait_for_idle = _wait_until_still  # type: ignore[attr-defined]


def make_styles_once() -> None:
    """Have all apps of a process share what Textual makes of the same styles and colours."""
    parsed: dict[tuple[tuple[str, str], ...], LRUCache[tuple[object, ...], list[Any]]] = {}
    generated: dict[str, dict[str, str]] = {}
    init, set_variables, generate = Stylesheet.__init__, Stylesheet.set_variables, ColorSystem.generate

    def share(sheet: Stylesheet) -> None:
        sheet._parse_cache = parsed.setdefault(tuple(sheet._variables.items()), LRUCache(1024))

    def init_shared(sheet: Stylesheet, *, variables: dict[str, str] | None = None) -> None:
        init(sheet, variables=variables)
        share(sheet)

    def set_shared(sheet: Stylesheet, variables: dict[str, str]) -> None:
        sheet._parse_cache = LRUCache(1)  # which it clears
        set_variables(sheet, variables)
        share(sheet)

    def generate_once(system: ColorSystem) -> dict[str, str]:
        key = repr(vars(system))
        if key not in generated:
            generated[key] = generate(system)
        return dict(generated[key])

    Stylesheet.__init__ = init_shared  # type: ignore[method-assign, assignment]
    Stylesheet.set_variables = set_shared  # type: ignore[method-assign, assignment]
    ColorSystem.generate = generate_once  # type: ignore[method-assign, assignment]
