"""What history says of one entity."""

from datetime import datetime
from typing import Any

from msgspec import Struct


class EntityChange(Struct, frozen=True, kw_only=True):
    """What one transaction changed of one entity: these fields, or none where it came or went as a whole.

    `before` is the entity as it was until then; None where it came, and where no one asked for all fields.
    """

    id: int
    at: datetime
    fields: frozenset[str] = frozenset()
    came: bool = False
    before: Any = None
