"""A repair reads and looks at each thing once: what stayed the same isn't looked at again."""

import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from netui.storage.changes import salvage
from netui.storage.changes.salvage import original_of
from netui.storage.changes.snapshots import mark_of
from netui.storage.safety import doctor, old_journals, references
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.opening import open_store
from tests.benchmarks.network import FixedClock, build

PEOPLE, ENTRIES = 20, 5_000


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    build(folder, PEOPLE, ENTRIES)
    path = folder / "interactions.json"
    path.write_text(re.sub(r'"text":"\w+', '"text":"handmade', path.read_text("utf-8"), count=1), "utf-8")
    return folder


def repair(folder: Path) -> None:
    store = open_store(folder, clock=FixedClock(), session="repair", read_only=False)
    try:
        assert safekeeping_of(store).repair().ok
    finally:
        store.close()


def test_the_backup_from_before_is_stored_and_can_be_restored(store: Path) -> None:
    edited = (store / "interactions.json").read_bytes()
    repair(store)
    (backup,) = (store / "backups").glob("before-repair-*.zip")
    with zipfile.ZipFile(backup) as packed:
        kinds = {info.compress_type for info in packed.infolist() if info.filename.startswith("store/")}
        assert kinds == {zipfile.ZIP_STORED}
        assert packed.read("store/interactions.json") == edited


def test_what_stayed_the_same_is_looked_at_once(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts: Counter[str] = Counter()

    def count(module: object, name: str) -> None:
        real = getattr(module, name)

        def counted(*args: object, **more: object) -> object:
            counts[name] += 1
            return real(*args, **more)

        monkeypatch.setattr(module, name, counted)

    opened = open_store(store, clock=FixedClock(), session="repair", read_only=False)
    for module, name in (
        (doctor, "recover_archive"),
        (old_journals, "recover_archive"),
        (references, "_decode_many"),
        (salvage, "_is_usual"),
    ):
        count(module, name)
    try:
        assert safekeeping_of(opened).repair().ok
    finally:
        opened.close()
    assert counts["recover_archive"] == 1, "the old journal is read once"
    assert counts["_decode_many"] == 1 + ENTRIES // 1000, "each document is asked once what it names"
    assert counts["_is_usual"] <= 2, "only a document that differs from history is decoded"


def test_line_ends_are_tried_before_every_line_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'{"_meta": {}}\n' * 3
    monkeypatch.setattr(salvage, "forms", lambda _: pytest.fail("every line was taken apart"))
    found = original_of(data.replace(b"\n", b"\r\n"), [mark_of(data, 1)])
    assert found == (data, "its lines end with carriage returns")
