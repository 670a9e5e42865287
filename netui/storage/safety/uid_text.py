"""The store as JSON that two machines can compare: uids for ids, every key and entry in one order.

The numbers that entries have differ between stores, and so do the order of fields and of entries; what is the
same here and there has the same lines. It is for comparing: `netui restore` wants the ids.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Raw

from netui.domain.text import clean, json_escaped
from netui.storage.base.decoding import decoder
from netui.storage.base.registry import KINDS

_decode = decoder(dict[str, Any])


class _Uid(msgspec.Struct, frozen=True):
    uid: str = ""


_decode_uid = decoder(_Uid)


def uid_text(documents: Mapping[str, Mapping[int, Raw]], *, schema: int, whole: bool) -> Iterator[str]:
    """Yield the text in pieces: an entry a line, by uid; a number that is an id becomes the uid.

    Ids are unique over all collections, so a number that is one is a reference.
    """
    uids = {one: _decode_uid(document).uid for table in documents.values() for one, document in table.items()}
    head = msgspec.json.encode({"schema": schema, "whole": whole, "uids": True}).decode()
    yield f'{{\n"netui": {head}'
    for name in (kind.name for kind in KINDS):
        table = documents[name]
        yield f',\n"{name}": ['
        comma = "\n"
        for one in sorted(table, key=lambda one: uids[one]):
            yield f"{comma}{_line(table[one], uids)}"
            comma = ",\n"
        yield "\n]" if table else "]"
    yield "\n}\n"


def _line(document: Raw, uids: Mapping[int, str]) -> str:
    fields = {name: _named(value, uids) for name, value in _decode(document).items() if name != "id"}
    line = msgspec.json.encode(fields, order="sorted").decode()
    return line if clean(line) == line else json_escaped(line)


def _named(value: Any, uids: Mapping[int, str]) -> Any:
    """Return a value with uids for the ids in it, however deep."""
    if isinstance(value, dict):
        return {name: _named(each, uids) for name, each in value.items()}
    if isinstance(value, list):
        return [_named(each, uids) for each in value]
    return (uids.get(value) or value) if type(value) is int else value
