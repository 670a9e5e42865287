"""Entities to documents and back: typed decoding, and writing only the fields that differ.

A document does not hold its own id: that is its key. A field that equals its default is left out. Keys that
the entity does not know stay as they are.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import UTC, datetime
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


def _read_special(kind: type, value: Any) -> Any:
    if kind is PartialDate and isinstance(value, str):
        try:
            return PartialDate.parse(value)
        except NetuiError as error:
            raise ValueError(str(error)) from error
    raise ValueError(f"{value!r} is no {kind.__name__}")


def _write_special(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} has no place in a document")


_encode = msgspec.json.Encoder(enc_hook=_write_special).encode


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
            body = memoryview(document)[1:]
            comma = b"" if bytes(body[:1]) == b"}" else b","
            value = self._decode(b'{"id":%d%s' % (document_id, comma) + body)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise UndecodableError(str(error)) from error
        if value.id != document_id:  # type: ignore[attr-defined]
            raise UndecodableError(f"it says that its id is {value.id}")  # type: ignore[attr-defined]
        return value


class Writer(Generic[ValueT]):
    """Write entities of one type as documents."""

    def __init__(self, kind: type[ValueT]) -> None:
        self._defaults: dict[str, Any] = {}
        for each in fields(kind):  # type: ignore[arg-type]
            if each.name != _ID:
                factory = each.default_factory
                self._defaults[each.name] = factory() if factory is not MISSING else each.default

    def new(self, entity: ValueT) -> Raw:
        """Return a new document."""
        values = ((name, getattr(entity, name)) for name in self._defaults)
        return encode_document({n: self._plain(v) for n, v in values if not self._is_default(n, v)})

    def changed(self, document: Raw, old: ValueT, entity: ValueT) -> Raw:
        """Return the document with the fields in which `entity` differs from `old`; itself where none do."""
        differing = [name for name in self._defaults if getattr(old, name) != getattr(entity, name)]
        if not differing:
            return document
        stored: dict[str, object] = dict(document_fields(document))
        for name in differing:
            value = getattr(entity, name)
            if self._is_default(name, value):
                stored.pop(name, None)
            else:
                stored[name] = self._plain(value)
        return encode_document(stored)

    def _is_default(self, name: str, value: Any) -> bool:
        default = self._defaults[name]
        return default is not MISSING and bool(value == default) and type(value) is type(default)

    @staticmethod
    def _plain(value: Any) -> object:
        if isinstance(value, datetime) and value.tzinfo is not None:
            value = value.astimezone(UTC)
        try:
            return Raw(_encode(value))
        except UnicodeEncodeError:
            return value
