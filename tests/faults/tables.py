"""The tables over the journal against stock TinyDB: the same random operations, the same answers."""

import random
from pathlib import Path
from typing import Any

from tinydb import TinyDB, where
from tinydb.operations import add, delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from tests.faults.calls import without_syncing
from tests.faults.experiment import Experiment, Tally
from tests.storage.opened import abandon, opened

_A_STORE = 2_000
"""Operations on one pair of tables; then another is begun."""


def same_as_tinydb(folder: Path, size: int, tally: Tally) -> None:
    """Do `size` random operations on ours and on TinyDB's table."""
    with without_syncing():
        for seed in range(-(-size // _A_STORE)):
            _operate(folder / f"store-{seed}", seed, min(_A_STORE, size - seed * _A_STORE), tally)


def _by_id(documents: list[Any]) -> list[tuple[int, dict[str, Any]]]:
    return sorted((document.doc_id, dict(document)) for document in documents)


def _operate(folder: Path, seed: int, count: int, tally: Tally) -> None:
    store = opened(folder)
    ours: Table = store.table("contacts")
    stock = TinyDB(storage=MemoryStorage).table("contacts")
    opportunity = random.Random(seed)
    known: list[int] = [1]

    def both(call: Any) -> None:
        results: list[Any] = []
        for table in (ours, stock):
            try:
                results.append(call(table))
            except (ValueError, KeyError, RuntimeError) as error:
                results.append(type(error))
        one, other = (
            sorted(r) if isinstance(r, list) and r and isinstance(r[0], int) else r for r in results
        )
        if isinstance(one, list) and one and isinstance(one[0], Document):
            one, other = _by_id(one), _by_id(other)
        tally.check(one == other, f"seed {seed}: {one!r} for {other!r}")

    for step in range(count):
        x, y, one = opportunity.randint(0, 9), opportunity.randint(0, 3), opportunity.choice(known)
        ids = [opportunity.choice(known) for _ in range(2)]
        tags = {"tags": [x, y]}
        match opportunity.choice("iimduUvVrRggsscnefw" if step % 300 else "t"):
            case "i":
                known.append(ours.insert({"x": x, **tags}))
                stock.insert(Document({"x": x, **tags}, known[-1]))
            case "m":
                new = ours.insert_multiple([{"x": x}, {"y": y}])
                known += new
                stock.insert_multiple([Document({"x": x}, new[0]), Document({"y": y}, new[1])])
            case "d":
                both(lambda t, i=one, x=x: t.insert(Document({"x": x}, i)))
            case "u":
                both(lambda t, i=ids, x=x: t.update({"x": x, "n": {"deep": [x]}}, doc_ids=i))
            case "U":
                both(lambda t, x=x, y=y: t.update({"y": y}, where("x") == x))
            case "v":
                both(lambda t, x=x: t.update(increment("x"), where("x") == x))
            case "V":
                both(
                    lambda t, x=x, y=y: t.update_multiple(
                        [
                            ({"x": y}, where("x") == x),
                            (add("x", 1), where("x") == y),
                            (delete("x"), where("x") == 5),
                        ]
                    )
                )
            case "r":
                both(lambda t, i=one: t.remove(doc_ids=[i]))
            case "R":
                both(lambda t, x=x, y=y: t.remove((where("x") == x) & (where("y") == y)))
            case "g":
                both(lambda t, i=one: t.get(doc_id=i))
            case "s":
                both(lambda t, x=x: t.search(where("x") == x))
            case "c":
                both(lambda t, x=x: (t.count(where("x") == x), len(t), t.contains(where("x") == x)))
            case "n":
                both(lambda t, i=ids: sorted((d.doc_id, d.get("x")) for d in t.get(doc_ids=i)))
            case "e":
                both(lambda t, i=one, x=x: t.upsert(Document({"x": x, "z": 1}, i)))
            case "f":
                both(lambda t, x=x: t.update({"all": x}))
            case "w":
                both(lambda t, last=known[-1]: t.update(delete("missing"), doc_ids=[last]))
            case "t":
                both(lambda t: t.truncate())
        tally.tried()
        if step % 10 == 0:
            tally.check(
                _by_id(ours.all()) == _by_id(stock.all()), f"seed {seed}: other documents after {step}"
            )
    abandon(store)
    again = opened(folder, read_only=True).table("contacts")
    tally.check(_by_id(again.all()) == _by_id(stock.all()), f"seed {seed}: other documents when opened again")


TINYDB = Experiment(
    "tinydb",
    "tables over the journal answer as stock TinyDB does",
    same_as_tinydb,
    fast=10_000,
    middle=20_000,
    long=100_000,
)
