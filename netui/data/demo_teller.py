"""What each teller of the demo network does: it puts what its file tells on the line of time."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import ClassVar

from netui.data.demo_time import Timeline
from netui.services.services import Services


class Teller:
    """Lays a part of the story on the line of time; `people` gives ids by key once they came in."""

    clock: ClassVar[time]
    """When it happens, on its day."""

    def __init__(self, timeline: Timeline, services: Services, people: Mapping[str, int]) -> None:
        self._time = timeline
        self._services = services
        self._people = people

    def _day(self, days: int) -> date:
        return self._time.calendar.day(days)

    def _on(self, days: int, do: Callable[[], object], clock: time | None = None) -> None:
        self._time.on(self._day(days), clock or self.clock, do)
