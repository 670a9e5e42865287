"""Decodes JSON from files: what is nested too deeply to be followed is as unreadable as any other fault."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Raw


def decoder(kind: Any) -> Callable[[bytes | memoryview | Raw], Any]:
    """Return what decodes JSON of one type; it raises msgspec.MsgspecError if it can't."""
    decode = msgspec.json.Decoder(kind).decode

    def decoded(data: bytes | memoryview | Raw) -> Any:
        try:
            return decode(data)
        except RecursionError as error:
            raise msgspec.DecodeError("it is nested too deeply") from error

    return decoded
