"""Weekly and monthly reviews: what was done, what is due, what changed."""

from collections.abc import Sequence
from typing import ClassVar

from netui.domain.plan.goal import Period
from netui.domain.plan.periods import Span
from netui.services.journal.review import Review
from netui.services.journal.review_lines import review_text, span_title
from netui.services.ports import Change, CopyResult
from netui.services.services import Services
from netui.tui.journal.reflecting import reflect
from netui.tui.look.messages import Open
from netui.tui.look.text import Line
from netui.tui.look.text import Span as Painted
from netui.tui.sections.section import PublishedSection, Verb
from netui.tui.terminal.threads import AT_ONCE
from netui.tui.widgets.rows import BLANK, Blank, Heading
from netui.tui.widgets.text_page import wrap

_FIRST = 6
_OLDER = 12


class ReviewsSection(PublishedSection):
    """The last weeks and months; the one under the cursor is shown in full below."""

    name: ClassVar[str] = "reviews"
    title: ClassVar[str] = "Reviews"
    keys: ClassVar[dict[str, str]] = {
        "open": "open",
        "add": "reflect",
        "copy": "copy",
        "export": "portfolio",
    }
    tall_detail: ClassVar[bool] = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._most = _FIRST
        self._known: dict[Span, Review] = {}
        self._looking: set[Span] = set()
        services.session.subscribe(self._forget)

    def _forget(self, _change: Change) -> None:
        self._known = {}

    def rows(self) -> Sequence[Span | Heading | Blank]:
        """Return the weeks and the months."""
        reviews = self._services.reviews
        weeks, months = (reviews.spans(period, self._most) for period in (Period.WEEK, Period.MONTH))
        return [Heading("WEEKS"), *weeks, BLANK, Heading("MONTHS"), *months]

    def key(self, row: Span) -> tuple[str, str]:
        """Return what identifies a week or a month."""
        return row.period.value, row.first.isoformat()

    def paint(self, row: Span, width: int) -> Line:  # noqa: ARG002
        """Paint the week or the month, and whether it is still running."""
        today = self._services.present.today()
        running = "so far" if today in row else ""
        return Line((Painted(span_title(row, today)),), (Painted(running, "dim"),))

    def detail(self, row: Span, width: int) -> list[Line]:
        """Return the review as text; where there is much to look through, it comes a moment later."""
        if row not in self._known and self._services.contacts.count() > AT_ONCE:
            self._look_back(row)
            return [Line((Painted("Looking back ...", "dim"),))]
        return [
            Line((Painted(line, "primary" if line and not line.startswith(" ") else ""),))
            for text in self._text(row).splitlines()[2:]
            for line in wrapped(text, width)
        ]

    def _look_back(self, row: Span) -> None:
        if row in self._looking:
            return
        self._looking.add(row)
        known = self._known

        def look() -> None:
            known[row] = self._services.reviews.review(row)

        def looked(_result: None) -> bool:
            self._looking.discard(row)
            return True

        self.host.in_background(look, looked)

    def open(self, row: Span) -> None:
        """Show the review line by line, each of which leads on."""
        self.host.post_message(Open("review", f"{row.period.value} {row.first.isoformat()}"))

    def add(self) -> None:
        """Reflect on what was read."""
        reflect(self._services, self.host)

    def more(self, row: Span | None) -> Sequence[Verb]:
        """Offer to copy it, and to look further back."""
        older = Verb("o", "older ones", self._look_further, f"{_OLDER} weeks and months more")
        return (older,) if row is None else (Verb("y", "copy the review", lambda: self.copy(row)), older)

    def _look_further(self) -> None:
        self._most += _OLDER
        self.host.read_again()

    def copy(self, row: Span) -> None:
        """Copy the review as text."""
        text = self._text(row)

        def copied(result: CopyResult) -> bool:
            self.host.say(result.message, "information" if result.confirmed else "warning")
            return False

        self.host.in_background(lambda: self._services.notes.copy_text(text), copied)

    def _text(self, row: Span) -> str:
        if row not in self._known:
            self._known[row] = self._services.reviews.review(row)
        return review_text(self._known[row], self._services.present.today())


def wrapped(text: str, width: int) -> list[str]:
    """Wrap a line where it is too long; what follows is set in under its last column."""
    if len(text) <= width:
        return [text]
    start = text.rfind("  ") + 2
    start = start if start < width - 10 else len(text) - len(text.lstrip())
    first, *rest = wrap(text[start:], width - start)
    return [text[:start] + first, *(" " * start + line for line in rest)]
