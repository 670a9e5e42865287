"""Starts the full-screen program: on one's own store, or on a demo network."""

import gc
import os
import sys
import tempfile
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from netui.cli.output import Output
from netui.config import Places, load_config
from netui.domain.errors import InvalidValueError, StoreReadOnlyError

_HINT = "netui needs a terminal; in a script use a command, such as `netui due` (see netui --help)"


def run_full_screen(args: Namespace, places: Places) -> int:
    """Open the user's store on the full screen; return the exit code."""
    _require_terminal()
    from netui.bootstrap.services import Terminal, build_services, build_store, session_name
    from netui.clock import SystemClock

    gc.disable()  # until the first paint: collecting what was just imported only costs time
    clock = SystemClock()
    config = load_config(places.config)
    store = build_store(
        places.store,
        clock,
        session=session_name("netui"),
        read_only=args.read_only,
        state=places.state,
    )
    store.stay_open()
    try:
        first_run = not any(True for _ in places.store.glob("*.json*"))
        from netui.bootstrap.full_screen import build_app

        terminal = Terminal()
        services = build_services(store, store.drafts, places, clock, config=config, terminal=terminal)
        app = build_app(services, terminal=terminal, first_run=first_run)
        wanted = app.run()
        code = app.return_code or 0
        if app.crash is not None:
            from netui.bootstrap.event_log import EventLog

            EventLog(places.state, clock).crashed(app.crash)
    finally:
        store.close()
    from netui.tui.screens.first_run import DEMO

    if wanted == DEMO:
        return run_demo(Namespace(into=None, read_only=False), places)
    return code


def run_demo(args: Namespace, places: Places) -> int:
    """Show a demo network that is thrown away, or write one to an empty folder."""
    if args.into:
        return _write_demo(Path(args.into), places, as_json=args.json)
    _require_terminal()
    with tempfile.TemporaryDirectory(prefix="netui-demo-") as folder:
        _build(Path(folder) / "store", places)
        demo_places = replace(places, store=Path(folder) / "store", config=Path(folder) / "config.toml")
        return _show_demo(args, demo_places)


def _show_demo(args: Namespace, places: Places) -> int:
    from netui.bootstrap.full_screen import build_app
    from netui.bootstrap.services import Terminal, build_services, build_store, session_name
    from netui.clock import SystemClock
    from netui.data.demo import DEMO_NAME

    clock = SystemClock()
    store = build_store(places.store, clock, session=session_name("demo"), read_only=args.read_only)
    store.stay_open()
    try:
        config = replace(load_config(places.config), name=DEMO_NAME)
        terminal = Terminal()
        services = build_services(store, store.drafts, places, clock, config=config, terminal=terminal)
        app = build_app(services, terminal=terminal, demo=True)
        app.run()
        return app.return_code or 0
    finally:
        store.close()


def _write_demo(folder: Path, places: Places, *, as_json: bool) -> int:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidValueError(f"{folder} is not an empty folder: name a new one")
    _build(folder, places)
    output = Output(as_json=as_json)
    output.answer({"store": str(folder)}, str(folder))
    output.say(f"Look at it with: netui --store {folder}")
    return 0


def _build(folder: Path, places: Places) -> None:
    from netui.bootstrap.services import build_store, session_name
    from netui.clock import SystemClock, local_zone
    from netui.data.demo import build_demo

    clock = SystemClock()
    store = build_store(folder, clock, session=session_name("demo"))
    try:
        if store.read_only:
            raise StoreReadOnlyError(store.read_only)
        build_demo(store, clock.now(), local_zone(load_config(places.config).time_zone))
    finally:
        store.close()


def _require_terminal() -> None:
    """Refuse, in one line, where nobody could see the screen."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise InvalidValueError(_HINT)
    if os.environ.get("TERM", "") in {"", "dumb"}:
        raise InvalidValueError(
            f"the terminal is TERM={os.environ.get('TERM', '')!r}, which cannot show a screen; {_HINT}"
        )
