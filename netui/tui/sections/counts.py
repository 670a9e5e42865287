"""The numbers beside the sections' names: counted once and after each change, not with each painting."""

from collections.abc import Callable, Sequence

from netui.tui.sections.section import Section
from netui.tui.shell.area import Host

Counts = dict[str, int | None]


class SectionCounts:
    """What stands beside each name; with many people it is counted away from the screen."""

    def __init__(self, sections: Sequence[Section], many: Callable[[], bool]) -> None:
        self._sections = sections
        self._many = many
        self._counts: Counts = {}
        self._is_stale = True
        self._is_counting = False

    def of(self, section: Section) -> int | None:
        """Return the number of a section, or None where it has none or is not counted yet."""
        return self._counts.get(section.name)

    def forget(self) -> None:
        """Have all counted again: something changed."""
        self._is_stale = True

    def count_one(self, section: Section) -> None:
        """Count a section whose rows were read just now."""
        if section.name in self._counts:
            self._counts[section.name] = section.count()

    def count(self, host: Host, then: Callable[[], None]) -> None:
        """Count what changed; `then` is called once it is counted, where that was not at once."""
        if not self._is_stale or self._is_counting:
            return
        self._is_stale = False
        if not self._many():
            self._counts = self._counted()
            return

        def take(counts: Counts) -> bool:
            self._is_counting = False
            self._counts = counts
            then()
            self.count(host, then)  # what changed meanwhile
            return False

        self._is_counting = True
        host.in_background(self._counted, take)

    def _counted(self) -> Counts:
        return {section.name: section.count() for section in self._sections}
