"""Duplicates are looked for in a process of its own, which ends with the process that asked, no matter how
that ends.
"""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Thread

from netui.bootstrap import duplicate_process, own_process
from netui.bootstrap.duplicate_process import DuplicateProcess
from netui.domain.people.duplicates import Duplicate, find_duplicates
from netui.services.people.duplicates import DuplicateService
from tests.factories import make_contact
from tests.fakes import InMemoryStore
from tests.storage.opened import add_contact, opened
from tests.tui.services_builder import build
from tests.waiting import HANG_SECONDS

SHARED = {"emails": ("tom@eth.example",)}


def test_it_finds_what_a_search_here_finds_and_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "store")) as store:
        for name in ("Tom [b]Weiss", "Tom [b]Weiss", "Ann Lee", "Ann Lee"):
            add_contact(store, name, **(SHARED if name.startswith("Tom") else {}))
        expected = find_duplicates(store.contacts.rows())
        assert len(expected) == 1
        before = sorted((tmp_path / "store").rglob("*"))
        assert DuplicateProcess(tmp_path / "store")() == expected
        assert sorted((tmp_path / "store").rglob("*")) == before
        (pair,) = expected
        with store.transaction("Two people"):
            store.preferences.save(store.preferences.load().__class__(dismissed=(pair.key,)))
        assert DuplicateProcess(tmp_path / "store")() == []


def test_where_it_cannot_look_it_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("not a folder")
    assert DuplicateProcess(tmp_path / "store")() is None


def test_it_ends_when_it_is_stopped_or_left_alone(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as store:
        add_contact(store, "Tom Weiss")
    (tmp_path / "contacts.json").unlink(missing_ok=True)
    os.mkfifo(tmp_path / "contacts.json")  # reading it waits for ever
    search = DuplicateProcess(tmp_path)
    answers: list[object] = []
    asking = Thread(target=lambda: answers.append(search()))
    asking.start()
    search.stop()
    asking.join(HANG_SECONDS)
    assert answers == [()]
    assert search() == ()
    left = subprocess.Popen(
        [sys.executable, "-P", own_process.__file__, duplicate_process.__name__, str(tmp_path)],
        stdin=subprocess.PIPE,
    )
    assert left.poll() is None
    assert left.stdin is not None
    left.stdin.close()
    assert left.wait(HANG_SECONDS) == own_process.ABANDONED


def test_only_many_people_are_worth_a_process() -> None:
    pair = Duplicate(one_id=1, other_id=2, score=90, reasons=("same email",))

    class Background:
        asked = 0

        def __call__(self) -> list[Duplicate] | None:
            self.asked += 1
            return [pair]

        def stop(self) -> None:
            self.asked = -1

    store = InMemoryStore()
    store.seed(*(make_contact(id=number, name=f"Person {number}") for number in range(1, 4)))
    services, background = build(store), Background()
    service = DuplicateService(store, services.present, services.cadences, background)
    assert service.find() == []
    assert background.asked == 0
    store.seed(*(make_contact(id=number, name=f"Person {number}") for number in range(4, 1_010)))
    assert service.find() == [pair]
    assert list(service.known()) == [pair]
    assert service.is_current
    service.stop()
    assert background.asked == -1
