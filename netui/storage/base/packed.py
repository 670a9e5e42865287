"""The documents of a long log in memory: compressed in blocks, a fifth of what they take as they are.

A log is read back for one person or one month at a time. What was written since it was packed is kept outside
the blocks, so that a write costs no more than elsewhere.
"""

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import ItemsView, Iterator, Mapping, MutableMapping
from heapq import merge
from itertools import chain, islice

import msgspec
from msgspec import Raw

_IN_A_BLOCK = 16
_KEPT_OPEN = 64
_FASTEST = 1
_LOOSE = 20_000
_decode = msgspec.json.Decoder(dict[int, Raw]).decode


class PackedDocuments(MutableMapping[int, Raw]):
    """Documents by id, always in the order of the ids; any thread may read while one writes."""

    __slots__ = ("_blocks", "_firsts", "_fresh", "_gone", "_ids", "_open")

    def __init__(self) -> None:
        self._ids = array("q")
        self._firsts = array("q")
        self._blocks: list[bytes] = []
        self._fresh: dict[int, Raw] = {}
        self._gone: set[int] = set()
        self._open: dict[int, dict[int, Raw]] = {}

    def pack(self, documents: Mapping[int, Raw]) -> None:
        """Take in documents; those in the order of their ids, after all that are here, take little room."""
        each = iter(documents.items())
        while block := list(islice(each, _IN_A_BLOCK)):
            ids = array("q", (document_id for document_id, _ in block))
            last = self._ids[-1] if self._ids else -1
            if ids[0] <= last or list(ids) != sorted(ids):
                self._fresh.update(block)
                continue
            text = b",".join(b'"%d":%s' % (document_id, memoryview(body)) for document_id, body in block)
            self._blocks.append(zlib.compress(b"{%s}" % text, _FASTEST))
            self._firsts.append(ids[0])
            self._ids += ids

    @property
    def is_loose(self) -> bool:
        """Whether so much was written since that packing all again is worth its time."""
        return len(self._fresh) > max(_LOOSE, len(self._ids) // 10)

    def __getitem__(self, key: int) -> Raw:
        document = self._fresh.get(key)
        if document is not None:
            return document
        if key in self._gone or not self._is_packed(key):
            raise KeyError(key)
        document = self._opened(bisect_right(self._firsts, key) - 1)[key]
        return document.copy()  # else a kept one keeps the text of its whole block

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and (
            key in self._fresh or (self._is_packed(key) and key not in self._gone)
        )

    def __setitem__(self, key: int, document: Raw) -> None:
        self._fresh[key] = document
        self._gone.discard(key)

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        if self._is_packed(key):
            self._gone.add(key)
        self._fresh.pop(key, None)

    def __len__(self) -> int:
        return len(self._ids) - len(self._gone) + len(self._added())

    def __iter__(self) -> Iterator[int]:
        added, gone = self._added(), self._gone
        packed = (key for key in self._ids if key not in gone)
        return chain(packed, added) if self._follow(added) else merge(packed, added)

    def items(self) -> ItemsView[int, Raw]:
        """Return ids with their documents; each block is opened once on the way."""
        return _Items(self)

    def each(self) -> Iterator[tuple[int, Raw]]:
        """Yield ids with their documents."""
        ids = self._added()
        fresh = self._fresh
        added = ((key, document) for key in ids if (document := fresh.get(key)) is not None)
        packed = self._each_packed()
        return chain(packed, added) if self._follow(ids) else merge(packed, added, key=lambda pair: pair[0])

    def last(self) -> int:
        """Return the highest id, 0 if there is none."""
        return max(next((key for key in reversed(self._ids) if key not in self._gone), 0), *self._added(), 0)

    def _each_packed(self) -> Iterator[tuple[int, Raw]]:
        fresh, gone = self._fresh, self._gone
        for block in self._blocks:
            for key, document in _decode(zlib.decompress(block)).items():
                if key not in gone:
                    yield key, fresh.get(key, document)

    def _added(self) -> list[int]:
        return sorted(key for key in list(self._fresh) if not self._is_packed(key))

    def _follow(self, added: list[int]) -> bool:
        return not added or not self._ids or added[0] > self._ids[-1]

    def _is_packed(self, key: int) -> bool:
        at = bisect_left(self._ids, key)
        return at < len(self._ids) and self._ids[at] == key

    def _opened(self, number: int) -> dict[int, Raw]:
        block = self._open.get(number)
        if block is None:
            block = _decode(zlib.decompress(self._blocks[number]))
            if len(self._open) >= _KEPT_OPEN:
                self._open.clear()
            self._open[number] = block
        return block


class _Items(ItemsView[int, Raw]):
    _mapping: PackedDocuments

    def __iter__(self) -> Iterator[tuple[int, Raw]]:
        return self._mapping.each()


def in_order(documents: MutableMapping[int, Raw]) -> MutableMapping[int, Raw]:
    """Return documents in the order of their ids."""
    return documents if isinstance(documents, PackedDocuments) else dict(sorted(documents.items()))


def last_id(documents: MutableMapping[int, Raw]) -> int:
    """Return the last id of documents in the order of their ids; 0 if there are none."""
    if isinstance(documents, PackedDocuments):
        return documents.last()
    return next(reversed(documents), 0) if isinstance(documents, dict) else max(documents, default=0)
