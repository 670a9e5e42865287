"""Starts the full-screen program: on the user's store, or on a demo network."""

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from netui.cli.output import Output, say
from netui.config import Places, load_config, save_setting
from netui.domain.errors import InvalidValueError, StoreReadOnlyError
from netui.domain.values import replace
from netui.memory import require_room
from netui.toml_file import read_toml
from netui.tui.terminal.early import taken_early
from netui.typed_path import is_folder, is_there

if TYPE_CHECKING:
    from netui.domain.config import Config
    from netui.services.ports import Clock, Store

_ROOM = 500 * 1024**2
"""The addresses that the screen, its libraries and its threads take up, most of them never used."""
_HINT = "netui needs a terminal; in a script use a command, such as `netui due` (see netui --help)"


def full_screen(args: Namespace, places: Places) -> int:
    """Start the full-screen program, or write the demo; return the exit code."""
    _drop_developer_variables()
    if args.command and args.into:
        return _write_demo(Path(args.into), places, as_json=args.json)
    with taken_early():
        code = run_demo(args, places) if args.command else run_full_screen(args, places)
    sys.stdout.flush()
    sys.stderr.flush()
    # All is saved and closed. A thread that still reads, and freeing a large store, would take seconds.
    os._exit(code)


def _drop_developer_variables() -> None:
    """Take Textual's own variables out of the environment before it reads them: some values end the start."""
    for name in [name for name in os.environ if name == "TEXTUAL" or name.startswith("TEXTUAL_")]:
        del os.environ[name]


def run_full_screen(args: Namespace, places: Places) -> int:
    """Open the user's store on the full screen, again where it came from a backup; return the exit code."""
    _require_terminal()
    code, wanted = _show(args, places)
    from netui.tui.shell.first_run_screen import DEMO, RESTORED  # late: a start does not need that screen

    if wanted == RESTORED:
        code, wanted = _show(args, places, greeting="Everything of the backup is in place.")
    if wanted == DEMO:
        return run_demo(Namespace(into=None, read_only=False), places)
    return code


def _show(args: Namespace, places: Places, *, greeting: str = "") -> tuple[int, object]:
    """Show the user's store; return the exit code, and what the program wants to be followed by."""
    from netui.bootstrap.change_hook import ChangeHook
    from netui.bootstrap.wiring import Terminal, build_services, build_store, session_name
    from netui.clock import SystemClock
    from netui.storage.base.owned import holds_store

    gc.disable()  # until the first paint: collecting what was just imported only costs time
    clock = SystemClock()
    config = load_config(places.config)
    opened = build_store(
        places.store,
        clock,
        session=session_name("netui"),
        read_only=args.read_only,
        state=places.state,
    )
    opened.stay_open()
    hook = ChangeHook(places.store, places.config)
    opened.subscribe(hook.changed)
    hook.is_there()
    no_hook = hook.problem
    try:
        first_run = not holds_store(places.store)
        from netui.bootstrap.full_screen import build_app

        terminal = Terminal()
        services = build_services(opened, opened.drafts, places, clock, config=config, terminal=terminal)
        app = build_app(
            services,
            terminal=terminal,
            first_run=first_run,
            greeting=greeting or no_hook,
            tidy=opened.compact,
        )
        wanted = app.run(mouse=app.mouse)
        code = app.return_code or 0
        if app.crash is not None:
            from netui.bootstrap.event_log import EventLog

            EventLog(places.state, clock).crashed(app.crash)
    finally:
        known, shown = opened.file_problems, opened.backup_problem
        opened.close()
        hook.finish()
        if opened.backup_problem and not shown:
            say(f"netui: {opened.backup_problem}")
        if hook.problem and not no_hook:
            say(f"netui: {hook.problem}")
        for problem in opened.file_problems:
            if problem not in known:
                say(f"netui: {places.store}: {problem}")
    return code, wanted


def run_demo(args: Namespace, places: Places) -> int:
    """Show a demo network that is thrown away; return the exit code."""
    _require_terminal()
    from netui.cli.demo_folders import demo_folder, remove_left, settings_in, store_in

    earlier = remove_left()
    with demo_folder() as folder:
        _build(store_in(folder), places)
        demo_places = replace(places, store=store_in(folder), config=settings_in(folder))
        code = _show_demo(args, demo_places, own=places, greeting=earlier)
    if earlier:
        say(earlier)
    return code


def _show_demo(args: Namespace, places: Places, *, own: Places, greeting: str) -> int:
    from netui.bootstrap.full_screen import build_app
    from netui.bootstrap.wiring import Terminal, build_services, build_store, session_name
    from netui.cli.demo_folders import remove_unless_added
    from netui.clock import SystemClock
    from netui.services.safety.demo_keeping import DemoKeeping

    clock = SystemClock()
    opened = build_store(places.store, clock, session=session_name("demo"), read_only=args.read_only)
    opened.stay_open()
    try:
        config = _settings_of_demo(places, own)
        terminal = Terminal()
        services = build_services(opened, opened.drafts, places, clock, config=config, terminal=terminal)
        keeping = DemoKeeping(opened, lambda: _own_store(own, clock))
        app = build_app(
            services,
            terminal=terminal,
            demo=True,
            keeping=keeping,
            greeting=greeting,
            killed=lambda: remove_unless_added(places.store.parent, sessions=1),
        )
        kept = app.run(mouse=app.mouse)
        if isinstance(kept, str):
            say(kept)
        return app.return_code or 0
    finally:
        opened.close()


def _settings_of_demo(places: Places, own: Places) -> "Config":
    """Copy the user's settings to the demo, where they can be changed like all else, and return them."""
    from netui.data.demo import DEMO_NAME

    load_config(own.config)  # which says what is wrong in the user's own file
    places.config.parent.mkdir(mode=0o700)
    places.config.write_text(read_toml(own.config, str(own.config)) or "", encoding="utf-8")
    save_setting(places.config, "name", DEMO_NAME)
    return load_config(places.config)


@contextmanager
def _own_store(places: Places, clock: "Clock") -> "Iterator[Store]":
    """Open the user's own store for a moment; raise StoreError if nothing can be written to it."""
    from netui.bootstrap.wiring import build_store, session_name

    store = build_store(places.store, clock, session=session_name("netui"), state=places.state)
    try:
        yield store
    finally:
        store.close()


def _write_demo(folder: Path, places: Places, *, as_json: bool) -> int:
    if is_there(folder) and (not is_folder(folder) or any(folder.iterdir())):
        raise InvalidValueError(f"{folder} is not an empty folder: name a new one")
    _build(folder, places)
    output = Output(as_json=as_json)
    output.answer({"store": str(folder)}, str(folder))
    output.say(f"Look at it with: netui --store {folder}")
    return 0


def _build(folder: Path, places: Places) -> None:
    from netui.bootstrap.wiring import build_store, session_name
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
    """Refuse, in one line, if the screen can't be shown or its threads can't be started."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise InvalidValueError(_HINT)
    if os.environ.get("TERM", "") in {"", "dumb"}:
        raise InvalidValueError(f"TERM is “{os.environ.get('TERM', '')}”, which can't show a screen; {_HINT}")
    require_room(_ROOM)
    _paint_on_stdout()
    for name in ("COLUMNS", "LINES"):  # which would count for more than the size of the terminal
        os.environ.pop(name, None)


def _paint_on_stdout() -> None:
    """Let Textual, which paints on stderr, paint where stdout is if stderr leads elsewhere."""
    if sys.stderr is None:  # closed: what is started later must not take the screen for it
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  open to the end
    if not sys.stderr.isatty():
        screen = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", errors="replace")
        sys.__stderr__ = screen  # type: ignore[misc]
