"""What each teller of the demo network does: it puts what its file tells on the line of time."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from importlib import resources
from typing import Any, ClassVar, TypeVar

from msgspec import Struct, convert

from netui.data.demo_time import Timeline
from netui.services.services import Services

EntryT = TypeVar("EntryT", bound=Struct)


def read_part(name: str) -> dict[str, Any]:
    """Return the file of one part of the story."""
    text = resources.files("netui.data").joinpath("demo", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def drafted(kind: type[EntryT], table: Mapping[str, Any], **values: Any) -> EntryT:
    """Return what a table of the story says as an entry without an id; `values` take the place of its own."""
    return convert({"id": 0, "uid": "", **table, **values}, kind)


class Teller:
    """Lays a part of the story on the line of time; `people` gives ids by key once they came in."""

    clock: ClassVar[time]
    """When it happens, on its day."""

    def __init__(self, timeline: Timeline, services: Services, people: dict[str, int]) -> None:
        self._time = timeline
        self._services = services
        self._people = people

    def _day(self, days: int | str) -> date:
        return self._time.calendar.day(days)

    def _on(self, days: int, do: Callable[[], object], clock: time | None = None) -> None:
        self._time.on(self._day(days), clock or self.clock, do)

    def _ids(self, keys: Iterable[str]) -> tuple[int, ...]:
        return tuple(self._people[key] for key in keys)
