"""Rows of files, compressed, and how much memory an import keeps with them."""

import gc
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date
from pathlib import Path

import pytest

from netui.domain.people.importing import ImportedPerson, LedgerAction, LedgerRow, RejectedRow
from netui.domain.time.partial_date import PartialDate
from netui.exchange.reading.linkedin import LinkedInReader
from netui.exchange.reading.vcard import VCardReader
from netui.services.people import packed_rows
from netui.services.people.imports import ImportService
from netui.services.people.ledger import Ledger
from netui.services.people.packed_rows import PackedRows
from netui.services.ports import PeopleReader
from netui.services.present import Present
from tests.benchmarks.bench_import import cards, connections
from tests.factories import HOSTILE
from tests.fakes import FakeClock, InMemoryStore


def rows() -> list[ImportedPerson | RejectedRow]:
    words = [*HOSTILE.values(), "\ud800", "Ann"]
    found: list[ImportedPerson | RejectedRow] = []
    for line in range(700):
        name = words[line % len(words)]
        if line % 5 == 0:
            found.append(RejectedRow(file="a.csv", line=line, reason=name, hidden=line % 2 == 0))
        else:
            born = PartialDate(2, 29, 1984 if line % 2 else None)
            day = date(2020, 1, line % 28 + 1)
            emails, other = (f"ann{line}@example.org",), (("Shoe size", name),)
            person = ImportedPerson(file="a.csv", line=line, name=name, emails=emails, custom=other)
            if line % 3:
                person = ImportedPerson(file="a.csv", line=line, name=name, birthday=born, connected_on=day)
            found.append(person)
    return found


def test_what_comes_out_is_what_went_in() -> None:
    before = rows()
    packed = PackedRows(before)
    assert (len(packed), [*packed]) == (700, before)
    assert [packed[at] for at in (0, 255, 256, -1)] == [before[at] for at in (0, 255, 256, -1)]
    assert packed[250:260] == before[250:260]
    with pytest.raises(IndexError):
        packed[700]
    people = packed.only(ImportedPerson)
    assert [*people] == [row for row in before if isinstance(row, ImportedPerson)]
    assert people.only(ImportedPerson) is people


def test_a_ledger_row_comes_out_too() -> None:
    row = LedgerRow(file="a", line=2, action=LedgerAction.ADDED, met_on=date(2020, 1, 2), contact_id=7)
    assert [*PackedRows([row] * 300)] == [row] * 300


def grown_by(work: Callable[[], object]) -> int:
    """Return the bytes that are held after some work."""
    gc.collect()
    tracemalloc.start()
    try:
        kept = work()
        gc.collect()
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
        del kept


@pytest.mark.parametrize(
    ("reader", "name", "text"),
    [(LinkedInReader(), "c.csv", connections(1_024)), (VCardReader(), "c.vcf", cards(192))],
    ids=["linkedin", "vcard"],
)
def test_what_an_import_keeps_until_it_is_applied_is_about_as_large_as_the_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    reader: PeopleReader,
    name: str,
    text: str,
) -> None:
    monkeypatch.setattr("netui.services.people.packed_rows._TOGETHER", 64)  # for a file as small as this
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    size = path.stat().st_size
    service = ImportService(InMemoryStore(), Present(FakeClock(), UTC), {"one": reader})
    service.preview([path], "one")  # what has to be imported is, and what is remembered is remembered
    held = grown_by(lambda: service.preview([path], "one"))
    assert held < 1.5 * size
    service.apply(service.preview([path], "one"))
    assert service.preview([path], "one").added == 0
    held = grown_by(lambda: service.preview([path], "one"))
    assert held < 1.5 * size


def test_a_filter_of_the_ledger_unpacks_no_row_until_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    actions = (LedgerAction.ADDED, LedgerAction.SKIPPED, LedgerAction.FAILED)
    before = [
        LedgerRow(file="a.csv", line=line, action=actions[line % 3], kept=line % 6 == 1)
        for line in range(900)
    ]
    ledger = Ledger(rows=PackedRows(before)).looked_through()
    unpacked: list[object] = []
    unpack = packed_rows._unpacked

    def counted(piece: bytes | list[LedgerRow]) -> list[LedgerRow]:
        unpacked.append(piece)
        return unpack(piece)

    monkeypatch.setattr(packed_rows, "_unpacked", counted)
    assert (ledger.count("added"), ledger.count("hidden"), ledger.kept) == (300, 0, 150)
    shown = {which: ledger.only(which) for which in ("", "kept", *actions)}
    assert [len(rows) for rows in shown.values()] == [900, 150, 300, 300, 300]
    assert not unpacked
    assert [*shown["skipped"]] == [row for row in before if row.action == "skipped"]
    assert shown["kept"][10:12] == [row for row in before if row.kept][10:12]
    assert len(unpacked) < 8
