"""The portfolio, as a section of the journal: what goes in, and the way to make it."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from netui.domain.journal.portfolio import PART_TITLES, Part
from netui.tui.look.text import Line, Span
from netui.tui.sections.section import PublishedSection
from netui.tui.widgets.text_page import paragraph

_CONTENTS = {
    Part.PLAN: "Goals with what they count and how they stand, and the ways chosen for them.",
    Part.TALKS: "Every interview held: name, position and company at that time, insights and trends, "
    "what follows, and its influence on the plan.",
    Part.REFLECTIONS: "Free reflections, network checks and STAR; those kept private stay out.",
    Part.GROUPS: "Groups you joined, with your role and what you did; those you only look at stay out.",
    Part.MENTORING: "Who mentors you and who you mentor, and how often you met; agendas and notes stay out.",
    Part.SKILLS: "What you learn, how far you are and what shows it.",
    Part.OPPORTUNITIES: "What came of the network, and how it went.",
    Part.COLLABORATIONS: "What you work on with others; what was dropped stays out.",
    Part.PRACTICE: "What was practised, and confidence and visibility over time.",
    Part.EVIDENCE: "Certificates and links, articles, talks and posts.",
    Part.MAP: "The network by company, as a picture and in words.",
}
_NEVER = (
    "People who did not say yes to being named appear by what they do, names in free text are listed first, "
    "and addresses, numbers, birthdays and private notes never go in."
)


class PartRow(Struct, frozen=True):
    """One part with how much there is of it."""

    part: Part
    count: int


class PortfolioSection(PublishedSection):
    """What a portfolio would hold."""

    name: ClassVar[str] = "portfolio"
    title: ClassVar[str] = "Portfolio"
    keys: ClassVar[dict[str, str]] = {
        "open": "make the portfolio",
        "add": "make the portfolio",
        "export": "portfolio",
    }

    def rows(self) -> Sequence[PartRow]:
        """Return the parts."""
        counts = self._services.portfolio.counts()
        return [PartRow(part, counts[part]) for part in Part]

    def key(self, row: PartRow) -> Part:
        """Return the part."""
        return row.part

    def paint(self, row: PartRow, width: int) -> Line:  # noqa: ARG002
        """Paint a part and how much there is of it."""
        return Line((Span(PART_TITLES[row.part]),), (Span(str(row.count), "dim"),))

    def detail(self, row: PartRow, width: int) -> list[Line]:
        """Return what goes in, and what never does."""
        return [*paragraph(_CONTENTS[row.part], width), Line(()), *paragraph(_NEVER, width, "dim")]

    def add(self) -> None:
        """Make the portfolio."""
        self.export()

    def open(self, row: PartRow) -> None:  # noqa: ARG002
        """Make the portfolio."""
        self.export()
