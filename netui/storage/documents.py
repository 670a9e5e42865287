"""Entities to documents and back: typed decoding, and writing only the fields that differ.

A document does not hold its own id: that is its key. A field that equals its default is left out. Keys that
the entity does not know stay as they are.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Raw

from netui.domain.errors import NetuiError
from netui.domain.partial_date import PartialDate
from netui.storage.changes import document_fields, encode_document

ValueT = TypeVar("ValueT")
_ID = "id"


class UndecodableError(ValueError):
    """A document that does not hold what its kind demands."""


@lru_cache(maxsize=4096)
def _partial_date(text: str) -> PartialDate:
    """Read a birthday; people share them, and reading one costs as much as the rest of a row."""
    try:
        return PartialDate.parse(text)
    except NetuiError as error:
        raise ValueError(str(error)) from error


def _read_special(kind: type, value: Any) -> Any:
    if kind is PartialDate and isinstance(value, str):
        return _partial_date(value)
    raise ValueError(f"{value!r} is no {kind.__name__}")


class Reader(Generic[ValueT]):
    """Decode documents as one type, whole entities or a narrow part of them."""

    def __init__(self, kind: type[ValueT], *, with_id: bool = True) -> None:
        self._decode: Callable[[bytes], ValueT] = msgspec.json.Decoder(kind, dec_hook=_read_special).decode
        self._with_id = with_id

    def read(self, document_id: int, document: Raw) -> ValueT:
        """Return the document as a value; raise UndecodableError."""
        try:
            if not self._with_id:
                return self._decode(document)
            body = memoryview(document)
            start = b'{"id":%d,' if len(body) > 2 else b'{"id":%d'
            value = self._decode(start % document_id + body[1:])
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise UndecodableError(str(error)) from error
        if value.id != document_id:  # type: ignore[attr-defined]
            raise UndecodableError(f"it says that its id is {value.id}")  # type: ignore[attr-defined]
        return value


class Writer(Generic[ValueT]):
    """Write entities of one type as documents."""

    def __init__(self, kind: type[ValueT]) -> None:
        self._defaults: dict[str, Any] = {}
        for each in sorted(fields(kind), key=lambda each: each.name):  # type: ignore[arg-type]
            if each.name != _ID:
                factory = each.default_factory
                self._defaults[each.name] = factory() if factory is not MISSING else each.default

    def new(self, entity: ValueT) -> Raw:
        """Return a new document."""
        values: dict[str, object] = {}
        for name, default in self._defaults.items():
            value = getattr(entity, name)
            if value is not default and value != default:
                values[name] = _in_utc(value) if isinstance(value, datetime) else value
        return encode_document(values)

    def changed(self, document: Raw, old: ValueT, entity: ValueT) -> Raw:
        """Return the document with the fields in which `entity` differs from `old`; itself where none do."""
        differing = [name for name in self._defaults if getattr(old, name) != getattr(entity, name)]
        if not differing:
            return document
        stored: dict[str, object] = dict(document_fields(document))
        for name in differing:
            value = getattr(entity, name)
            if value == self._defaults[name]:
                stored.pop(name, None)
            else:
                stored[name] = _in_utc(value) if isinstance(value, datetime) else value
        return encode_document(stored)


def _in_utc(instant: datetime) -> datetime:
    return instant if instant.tzinfo is None else instant.astimezone(UTC)
