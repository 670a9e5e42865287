"""Many rows of files, compressed a few hundred at a time: as objects they take ten times as much memory."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar, cast, overload
from zlib import compress, decompress

from msgspec.msgpack import Decoder, Encoder

from netui.domain.people.importing import ImportedPerson, LedgerRow, RejectedRow
from netui.domain.time.partial_date import PartialDate

RowT = TypeVar("RowT", ImportedPerson, RejectedRow, LedgerRow, ImportedPerson | RejectedRow)
KindT = TypeVar("KindT", ImportedPerson, RejectedRow)
_TOGETHER = 256
_FASTEST = 1


class PackedRows(Sequence[RowT]):
    """Rows in the order in which they were added; each comes out as an equal one."""

    def __init__(self, rows: Iterable[RowT] = ()) -> None:
        self._packed: list[bytes | list[RowT]] = []
        self._last: list[RowT] = []
        self._unpacked: tuple[int, list[RowT]] = (-1, [])
        self._kinds: set[type] = set()
        for row in rows:
            self.append(row)

    def append(self, row: RowT) -> None:
        """Add a row at the end."""
        self._kinds.add(type(row))
        self._last.append(row)
        if len(self._last) == _TOGETHER:
            self._packed.append(_packed(self._last))
            self._last = []

    def only(self, kind: type[KindT]) -> "PackedRows[KindT]":
        """Return the rows of one kind; these themselves, where there are no others."""
        if self._kinds == {kind}:
            same: Any = self
            return cast("PackedRows[KindT]", same)
        return PackedRows(row for row in self if isinstance(row, kind))

    def __len__(self) -> int:
        return len(self._packed) * _TOGETHER + len(self._last)

    def __iter__(self) -> Iterator[RowT]:
        for piece in self._packed:
            yield from _unpacked(piece)
        yield from self._last

    @overload
    def __getitem__(self, index: int) -> RowT: ...
    @overload
    def __getitem__(self, index: slice) -> list[RowT]: ...
    def __getitem__(self, index: int | slice) -> RowT | list[RowT]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        piece, at = divmod(range(len(self))[index], _TOGETHER)
        if piece == len(self._packed):
            return self._last[at]
        number, rows = self._unpacked
        if number != piece:
            rows = _unpacked(self._packed[piece])
            self._unpacked = piece, rows
        return rows[at]


class ChosenRows(Sequence[RowT]):
    """Some of many rows, by where they are among them."""

    def __init__(self, rows: Sequence[RowT], places: Sequence[int]) -> None:
        self._rows: Sequence[RowT] = rows
        self._places = array("L", places)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> RowT: ...
    @overload
    def __getitem__(self, index: slice) -> list[RowT]: ...
    def __getitem__(self, index: int | slice) -> RowT | list[RowT]:
        if isinstance(index, slice):
            return [self._rows[place] for place in self._places[index]]
        row: RowT = self._rows[self._places[index]]
        return row


def _packed(rows: list[RowT]) -> bytes | list[RowT]:
    try:
        return compress(_encode(rows), _FASTEST)
    except UnicodeEncodeError:  # half a character, as only a damaged file can hold
        return rows


def _unpacked(piece: bytes | list[RowT]) -> list[RowT]:
    return _decode(decompress(piece)) if isinstance(piece, bytes) else piece


def _write_day(day: object) -> tuple[int, int, int | None]:
    if not isinstance(day, PartialDate):
        raise NotImplementedError
    return day.month, day.day, day.year


def _read_day(_: type, day: Any) -> PartialDate:
    return PartialDate(*day)


_encode = Encoder(enc_hook=_write_day).encode
_decode: Any = Decoder(list[ImportedPerson | RejectedRow | LedgerRow], dec_hook=_read_day).decode
