"""A start imports what the first screen needs, and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from netui.bootstrap.full_screen import build_app
from netui.bootstrap.routes import import_soon_needed
from netui.bootstrap.wiring import OwnPorts, Terminal, build_services, build_store
from netui.config import Places
from netui.domain.config import Config
from netui.services.all_ports import Ports
from netui.services.services import Services
from tests.benchmarks.network import NOW, build
from tests.fakes import FakeClock, FakeDrafts, InMemoryStore

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, sys
from pathlib import Path
from netui.bootstrap.full_screen import build_app
from netui.bootstrap.wiring import build_services, build_store
from netui.clock import SystemClock
from netui.config import Places

folder = Path(sys.argv[1])
places = Places.find(store=str(folder / "store"), config=str(folder / "config.toml"))
store = build_store(places.store, SystemClock(), session="test")
app = build_app(build_services(store, store.drafts, places, SystemClock()))
app.area_modes._areas[0].factory()
store.close()
print(json.dumps(sorted(sys.modules)))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("start")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
    )
    return set(json.loads(done.stdout))


def test_a_start_loads_no_screen_but_the_first(loaded: set[str]) -> None:
    screens = {name for name in loaded if name.startswith("netui.tui.") and name.endswith("screen")}
    assert screens == {"netui.tui.week.screen"}
    assert not {name for name in loaded if name.startswith("netui.tui.sections.")}


@pytest.mark.parametrize(
    "heavy",
    [
        "argparse",
        "jinja2",
        "rapidfuzz",
        "pyperclip",
        "tomlkit",
        "csv",
        "zipfile",
        "netui.exchange",
    ],
)
def test_a_start_loads_nothing_that_is_used_later(loaded: set[str], heavy: str) -> None:
    assert heavy not in loaded


@pytest.mark.parametrize(("entries", "read"), [(1_500, False), (5, True)])
def test_the_first_agenda_reads_no_long_log(tmp_path: Path, entries: int, read: bool) -> None:
    build(tmp_path / "store", 3, entries)
    places = Places.find(store=str(tmp_path / "store"), config=str(tmp_path / "config.toml"))
    clock = FakeClock(NOW)
    store = build_store(places.store, clock, session="test")
    services = build_services(store, store.drafts, places, clock)
    services.agenda.week()
    assert store.collections["interactions"].is_loaded is read
    store.close()


def test_the_program_has_every_port_and_every_service(tmp_path: Path) -> None:
    clock, places = FakeClock(), Places.find(store=str(tmp_path / "store"), config=str(tmp_path / "c.toml"))
    ports = OwnPorts(InMemoryStore(clock), FakeDrafts(), places, clock, Config(), Terminal())
    ports_there = {name for name in [*vars(Ports), *Ports.__annotations__] if not name.startswith("_")}
    missing = ports_there - {*vars(OwnPorts), *vars(ports)}
    services = Services(ports)
    unbuilt = {name for name in vars(Services) if not hasattr(services, name)}
    assert (missing, unbuilt) == (set(), set())


def test_other_settings_are_in_force_at_once_and_so_is_their_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Zurich")
    clock, places = FakeClock(), Places.find(store=str(tmp_path / "store"), config=str(tmp_path / "c.toml"))
    ports = OwnPorts(InMemoryStore(clock), FakeDrafts(), places, clock, Config(), Terminal())
    services = Services(ports)
    ports.use(Config(time_zone="Asia/Tokyo", week_start=6))
    assert (str(services.present.zone), services.present.week_start) == ("Asia/Tokyo", 6)
    assert services.config.time_zone == "Asia/Tokyo"
    ports.use(Config())
    assert (str(services.present.zone), services.present.week_start) == ("Europe/Zurich", 0)


def test_what_the_first_keys_lead_to_can_be_imported_ahead() -> None:
    import_soon_needed()
    assert {"netui.tui.people.page_screen", "netui.tui.people.list_screen"} <= sys.modules.keys()


def test_what_the_last_session_left_is_written_once_all_is_ready(tmp_path: Path) -> None:
    clock, places = FakeClock(), Places.find(store=str(tmp_path), config=str(tmp_path / "config.toml"))
    ports = OwnPorts(InMemoryStore(clock), FakeDrafts(), places, clock, Config(), Terminal())
    written: list[str] = []
    app = build_app(Services(ports), tidy=lambda: written.append("all"))
    assert written == []
    app.shell.get_ready()
    assert written == ["all"]
