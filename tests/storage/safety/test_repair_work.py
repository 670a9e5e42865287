"""A repair reads and looks at each thing once: what stayed the same isn't looked at again."""

import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec import Raw

from netui.storage.changes import salvage
from netui.storage.changes.salvage import original_of
from netui.storage.changes.snapshots import Snapshot, decode_snapshot, mark_of
from netui.storage.safety import doctor, hand_edits, old_journals, references
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.opening import open_store
from tests.benchmarks.network import FixedClock, build

PEOPLE, ENTRIES = 20, 5_000
_NONE: Mapping[int, Raw] = {}


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


def test_the_backup_from_before_holds_the_edited_file_as_it_was(store: Path) -> None:
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
        (references, "_decoded"),
        (salvage, "_is_usual"),
    ):
        count(module, name)
    try:
        assert safekeeping_of(opened).repair().ok
    finally:
        opened.close()
    assert counts["recover_archive"] == 1, "the old journal is read once"
    assert counts["_decoded"] == 0, "what a document names is known from looking at it"
    assert counts["_is_usual"] == 1, "only a document that differs from history is decoded"


def test_a_look_reads_an_edited_file_once(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[bytes] = []
    decoded: list[str] = []
    real = salvage.read_readily

    def read(
        collection: str, data: bytes, known: Mapping[int, Raw] = _NONE, laid_out: Snapshot | None = None
    ) -> Snapshot | None:
        texts.append(data)
        return real(collection, data, known, laid_out)

    def decode(collection: str, data: bytes) -> Snapshot:
        decoded.append(collection)
        return decode_snapshot(collection, data)

    monkeypatch.setattr(salvage, "decode_snapshot", decode)
    monkeypatch.setattr(salvage, "read_readily", read)
    monkeypatch.setattr(hand_edits, "read_readily", read)
    opened = open_store(store, clock=FixedClock(), session="look", read_only=True)
    try:
        found = safekeeping_of(opened).examine().findings
    finally:
        opened.close()
    assert [finding.file for finding in found] == ["interactions.json"]
    assert f"{ENTRIES:,} documents in it can be read" in found[0].what
    assert texts == [(store / "interactions.json").read_bytes()]
    assert decoded == [], "reading the file took its documents out already"


def test_line_ends_are_tried_before_every_line_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'{"_meta": {}}\n' * 3
    monkeypatch.setattr(salvage, "forms", lambda _: pytest.fail("every line was taken apart"))
    found = original_of(data.replace(b"\n", b"\r\n"), [mark_of(data, 1)])
    assert found == (data, "its lines end with carriage returns")
