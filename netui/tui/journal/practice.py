"""Practice, and how confident and visible one is over time."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.plan.practice import HIGHEST, LOWEST, PRACTICE_WORDS, Practice, PracticeKind, trend
from netui.domain.text import choose
from netui.domain.time.dates import full_day, short_day
from netui.domain.time.lengths import LONGEST, read_length
from netui.domain.values import replace
from netui.tui.look.text import Line, Span
from netui.tui.modals.form import Ask, FormModal, one_of
from netui.tui.sections.section import PublishedSection
from netui.tui.widgets.charts import sparkline
from netui.tui.widgets.rows import BLANK, Blank, Heading
from netui.tui.widgets.text_page import labelled, paragraph

_LABEL = 13
_MOST = 24
_NOT_RATED = ""


class PracticeSection(PublishedSection):
    """What was practised, the newest first, under the two ratings over time."""

    name: ClassVar[str] = "practice"
    title: ClassVar[str] = "Practice"
    empty: ClassVar[str] = "No practice yet. Say your pitch aloud, then press a to note how it went."
    keys: ClassVar[dict[str, str]] = {
        "add": "keep practice",
        "edit": "change",
        "delete": "delete",
        "export": "portfolio",
    }

    def rows(self) -> Sequence[Practice | Heading | Blank]:
        """Return the ratings over time, then the practice."""
        found = self._services.practice.ratings()
        rows: list[Practice | Heading | Blank] = []
        for label, values in (("Confidence", found.confidence), ("Visibility", found.visibility)):
            if values:
                rows.append(Heading(f"{label:<{_LABEL}}{self._line(values)}", f" {trend(values)}", tone=""))
        return [*rows, *([BLANK] if rows else []), *self._services.practice.list()]

    def count(self) -> int:
        """Return how many times there are."""
        return self._services.practice.count()

    def paint(self, row: Practice, width: int) -> Line:  # noqa: ARG002
        """Paint what it was, the first words on it, the ratings and the day."""
        rated = " ".join(
            f"{letter}{'–' if rate is None else rate}"
            for letter, rate in (("c", row.confidence), ("v", row.visibility))
        )
        day = short_day(row.on, self._services.present.today())
        partner = self._services.interviews.rehearsals.partner(row)
        words = "  ".join(part for part in (partner, row.text.partition("\n")[0]) if part)
        right = (Span(f"{rated}  {day:>6}", "dim"),)
        return Line((Span(PRACTICE_WORDS[row.kind]), Span(f"  {words}", "dim")), right)

    def detail(self, row: Practice, width: int) -> list[Line]:
        """Return all of it."""
        lines = labelled("on", full_day(row.on), width, label_width=_LABEL)
        if partner := self._services.interviews.rehearsals.partner(row):
            lines += labelled("interview", f"with {partner}", width, label_width=_LABEL)
        if row.minutes is not None:
            lines += labelled("took", counted(row.minutes, "minute"), width, label_width=_LABEL)
        for label, rate in (("confidence", row.confidence), ("visibility", row.visibility)):
            if rate is not None:
                lines += labelled(label, f"{rate} of {HIGHEST}", width, label_width=_LABEL)
        return [*lines, Line(()), *paragraph(row.text, width)] if row.text else lines

    def delete(self, row: Practice) -> None:
        """Remove it."""
        self._services.practice.remove(row.id)
        self.host.say("Removed: u brings it back")

    def _line(self, values: Sequence[tuple[date, int]]) -> str:
        """Draw ratings from 1 to 5: a 1 is the lowest level, a 5 the highest."""
        shown = [float(value - LOWEST) for _, value in values[-_MOST:]]
        scaled = sparkline([*shown, float(HIGHEST - LOWEST)], self.host.glyphs).text
        return scaled[:-1]

    def ask(self, practice: Practice | None) -> None:
        """Ask for what was practised, or change it."""
        today = self._services.present.today()
        start = practice or Practice(id=0, uid="", kind=PracticeKind.PITCH, on=today)
        shown = full_day(start.on) if practice is not None else "today"

        def saved(values: dict[str, str]) -> None:
            current = self._services.practice.get(start.id) if practice is not None else start
            changed = replace(
                current,
                kind=choose(PracticeKind, values["kind"], "kind of practice"),
                on=start.on if values["on"] == shown else self._answers.past_day(values["on"]),
                confidence=_rate(values["confidence"]),
                visibility=_rate(values["visibility"]),
                text=values["text"],
                minutes=read_length(values["minutes"]) if values["minutes"] else None,
            )
            if practice is None:
                self._services.practice.add(changed)
            else:
                self._services.practice.edit(changed, practice)

        rates = [(_NOT_RATED, "not rated"), *((str(n), _WORDS[n]) for n in range(LOWEST, HIGHEST + 1))]
        asks = [
            Ask("text", "How it went", start.text, placeholder="what to keep, what to change next time"),
            one_of("kind", "What", start.kind, PRACTICE_WORDS),
            Ask("confidence", "How sure of myself", str(start.confidence or _NOT_RATED), choices=rates),
            Ask("visibility", "How visible I am", str(start.visibility or _NOT_RATED), choices=rates),
            Ask(
                "minutes",
                "Minutes",
                str(start.minutes or ""),
                check=_check_length,
                hint="may stay empty",
            ),
            self._answers.ask_past_day("on", "When", shown),
        ]
        title = "Keep practice" if practice is None else "Change the practice"
        self.host.ask(FormModal(title, asks, about=start.id), saved)


_WORDS = {1: "1  hardly", 2: "2  a little", 3: "3  fairly", 4: "4  well", 5: "5  fully"}


def _check_length(text: str) -> str:
    minutes = read_length(text)
    if not 1 <= minutes <= LONGEST:
        raise InvalidValueError(f"{counted(minutes, 'minute')}: write 1 to {LONGEST}")
    return "" if text.strip().isdecimal() else counted(minutes, "minute")


def _rate(value: str) -> int | None:
    return int(value) if value else None
