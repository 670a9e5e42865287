"""The doctor of a session looks in a process of its own, and says what the command says."""

from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any, cast

import pytest

from netui.bootstrap.doctor_process import DoctorProcess
from netui.services.safety.safekeeping import Examination, Health
from netui.services.safety.safety import SafetyService
from netui.storage.safety.safekeeping import safekeeping_of
from tests.storage.opened import add_contact, opened
from tests.tui.services_builder import build
from tests.waiting import HANG_SECONDS


@pytest.mark.parametrize("damage", ["", "edited", "strange"])
def test_it_finds_what_a_look_here_finds(tmp_path: Path, damage: str) -> None:
    folder, settings = tmp_path / "store", tmp_path / "config.toml"
    with closing(opened(folder)) as store:
        for name in ("Tom [b]Weiss", "Ann Lee"):
            add_contact(store, name)
    if damage == "edited":
        (file,) = folder.glob("contacts.json")
        file.write_text(file.read_text().replace("Ann Lee", "Ann Leigh"))
    elif damage == "strange":
        (folder / "journal.jsonl").write_bytes(b"half a line")
    before = sorted(folder.rglob("*"))
    with closing(opened(folder, read_only=True)) as store:
        expected = safekeeping_of(store, settings).examine()
    assert expected.ok == (not damage)
    assert DoctorProcess(folder, settings)() == expected
    assert sorted(folder.rglob("*")) == before


def test_where_no_process_tells_the_session_looks_by_itself(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("not a folder")
    look = DoctorProcess(tmp_path / "store", tmp_path / "config.toml")
    assert look() is None
    look.stop()
    assert look() == Health()
    look = DoctorProcess(tmp_path / "store", tmp_path / "config.toml")
    health = Health(good={"contacts": 2})

    class Keeping:
        def examine(self) -> Health:
            return health

    services = build()
    safety = SafetyService(services.session._store, services.present, cast("Any", Keeping), lambda: look)
    assert safety.examine() is health


def test_a_look_that_is_stopped_is_not_begun_again_here() -> None:
    looked, ended = [], []

    class Look:
        def __call__(self) -> Health | None:
            looked.append(1)
            return Health()

        def stop(self) -> None:
            ended.append(1)

    look: Examination = Look()
    services = build()
    safety = SafetyService(
        services.session._store, services.present, services._ports.safekeeping, lambda: look
    )
    safety.stop()
    assert ended == []
    asking = Thread(target=safety.examine)
    asking.start()
    asking.join(HANG_SECONDS)
    safety.stop()
    assert (looked, ended) == ([1], [1])
