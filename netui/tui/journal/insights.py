"""Insights and trends of all interviews, to be read and searched in one place."""

from collections.abc import Sequence
from typing import ClassVar

from netui.domain.time.dates import full_day, short_day
from netui.domain.week.debrief import Insight, InsightKind
from netui.services.services import Services
from netui.tui.look.messages import GoToArea
from netui.tui.look.text import Line, Span
from netui.tui.modals.ask import PromptModal
from netui.tui.sections.section import PublishedSection, Verb
from netui.tui.widgets.rows import Heading
from netui.tui.widgets.text_page import labelled, paragraph

_LABEL = 8
Row = tuple[int, Insight]


class InsightsSection(PublishedSection):
    """What the interviews taught, the newest first."""

    name: ClassVar[str] = "insights"
    title: ClassVar[str] = "Insights and trends"
    empty: ClassVar[str] = "No insights yet. They come from the interviews you wrap up."
    keys: ClassVar[dict[str, str]] = {"open": "go to the interview", "export": "portfolio"}

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._words = ""
        self._kind: InsightKind | None = None

    def rows(self) -> Sequence[Row | Heading]:
        """Return the lines that fit the search, under what is searched for."""
        found = [
            (number, one)
            for number, one in enumerate(self._services.interviews.insights_of_all(self._words))
            if self._kind is None or one.kind is self._kind
        ]
        if not self._words and self._kind is None:
            return found
        what = f"{self._kind}s" if self._kind is not None else "lines"
        words = f" with “{self._words}”" if self._words else ""
        return [Heading(f"{len(found):,} {what}{words}", "v shows all again"), *found]

    def key(self, row: Row) -> tuple[int, str]:
        """Return what identifies a line: its interview and its words."""
        return row[1].interview.id, row[1].text

    def count(self) -> int:
        """Return how many there are in all."""
        return self._services.interviews.insight_count()

    def paint(self, row: Row, width: int) -> Line:  # noqa: ARG002
        """Paint the line, and who it is from."""
        insight = row[1]
        name = self._services.interviews.name_of(insight.interview)
        glyphs = self.host.glyphs
        trend = insight.kind is InsightKind.TREND
        sign = Span(glyphs.up, "accent") if trend else Span(glyphs.dot, "dim")
        return Line((Span(insight.text),), (Span(f"{name}  {self._day(insight)}", "dim"),), sign)

    def detail(self, row: Row, width: int) -> list[Line]:
        """Return the line in full, and where it is from."""
        insight = row[1]
        interview = insight.interview
        name = self._services.interviews.name_of(interview)
        who = ", ".join(part for part in (name, interview.title, interview.company) if part)
        lines = [*paragraph(insight.text, width), Line(())]
        lines += labelled(insight.kind, who, width, label_width=_LABEL + 2)
        instant = interview.ended_at or interview.at
        if instant is not None:
            day = full_day(self._services.present.local(instant).date())
            lines += labelled("on", day, width, label_width=_LABEL + 2)
        return lines

    def contacts(self, row: Row) -> Sequence[int]:
        """Return who the interview was with."""
        contact_id = row[1].interview.contact_id
        return () if contact_id is None or self._services.contacts.row(contact_id) is None else (contact_id,)

    def more(self, row: Row | None) -> Sequence[Verb]:  # noqa: ARG002
        """Offer a search, trends alone, and everything again."""
        verbs = [
            Verb("/", "search", self._search, "words of the line, the name, the company or the goal"),
            Verb("t", "trends alone", lambda: self._show(InsightKind.TREND)),
            Verb("i", "insights alone", lambda: self._show(InsightKind.INSIGHT)),
        ]
        if self._words or self._kind is not None:
            verbs.append(Verb("x", "show all again", self._show_all))
        return verbs

    def open(self, row: Row) -> None:
        """Go to the interview the line is from."""
        self.host.post_message(GoToArea("interviews", str(row[1].interview.id)))

    def _search(self) -> None:
        modal = PromptModal(
            "Search insights and trends", value=self._words, required=False, about=(), kept=False
        )
        self.host.ask(modal, self._searched)

    def _searched(self, words: str) -> None:
        self._words = " ".join(words.split())
        self.host.read_again()

    def _show(self, kind: InsightKind) -> None:
        self._kind = kind
        self.host.read_again()

    def _show_all(self) -> None:
        self._words, self._kind = "", None
        self.host.read_again()

    def _day(self, insight: Insight) -> str:
        instant = insight.interview.ended_at or insight.interview.at
        if instant is None:
            return ""
        present = self._services.present
        return f"{short_day(present.local(instant).date(), present.today()):>6}"
