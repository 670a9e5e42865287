"""Evidence: certificates, and links that show what one did."""

from collections.abc import Sequence
from typing import ClassVar

from netui.domain.plan.brand import Evidence, EvidenceKind
from netui.domain.text import choose
from netui.domain.time.dates import full_day, short_day
from netui.domain.values import replace
from netui.tui.look.text import Line, Span
from netui.tui.modals.form import Ask, FormModal, one_of
from netui.tui.modals.text import TextModal
from netui.tui.sections.answers import check_link
from netui.tui.sections.section import PublishedSection, Verb
from netui.tui.widgets.text_page import facts

_LABEL = 8


class EvidenceSection(PublishedSection):
    """The evidence one keeps, the newest first."""

    name: ClassVar[str] = "evidence"
    title: ClassVar[str] = "Evidence"
    empty: ClassVar[str] = "No evidence yet. Press a to keep a certificate, or a link to what you did."
    keys: ClassVar[dict[str, str]] = {
        "add": "add",
        "edit": "edit",
        "delete": "delete",
        "open": "write about it",
        "export": "portfolio",
    }

    def rows(self) -> Sequence[Evidence]:
        """Return all of it."""
        return self._services.brand.evidence()

    def count(self) -> int:
        """Return how much there is."""
        return len(self._services.brand.evidence())

    def paint(self, row: Evidence, width: int) -> Line:  # noqa: ARG002
        """Paint title, link and day."""
        today = self._services.present.today()
        left = (Span(row.title), Span(f"  {row.link}" if row.link else "", "dim"))
        return Line(left, (Span(f"{row.kind}  {short_day(row.on, today)}", "dim"),))

    def detail(self, row: Evidence, width: int) -> list[Line]:
        """Return link and words in full."""
        found = (("when", full_day(row.on)), ("link", row.link), ("about", row.text))
        return facts(found, width, label_width=_LABEL)

    def more(self, row: Evidence | None) -> Sequence[Verb]:
        """Offer writing about it."""
        return () if row is None else (Verb("n", "write about it", lambda: self.open(row)),)

    def delete(self, row: Evidence) -> None:
        """Remove it."""
        self._services.brand.remove(row)
        self.host.say(f"Removed: {row.title}")

    def open(self, row: Evidence) -> None:
        """Write what it shows."""
        modal = TextModal(
            f"About: {row.title}",
            row.text,
            placeholder="what it shows, what you did for it",
            mirror=self.host.mirror,
            draft_key=f"evidence:{row.id}",
        )
        self.host.ask(modal, lambda text: self._services.brand.save(replace(row, text=text.strip()), row))

    def ask(self, row: Evidence | None) -> None:
        """Ask for a certificate or a link, or for what one is to be."""
        shown = full_day(row.on) if row else "today"

        def saved(values: dict[str, str]) -> None:
            kind = choose(EvidenceKind, values["kind"], "kind of evidence")
            on = row.on if row and values["on"] == shown else self._answers.past_day(values["on"])
            if row is None:
                self._services.brand.add_evidence(values["title"], on, kind=kind, link=values["link"])
            else:
                self._services.brand.save(
                    replace(row, title=values["title"], on=on, kind=kind, link=values["link"]), row
                )

        asks = [
            Ask("title", "Title", row.title if row else "", required=True),
            one_of("kind", "What", row.kind if row else EvidenceKind.CERTIFICATE),
            Ask("link", "Link", row.link if row else "", check=check_link, placeholder="https://"),
            self._answers.ask_past_day("on", "When", shown),
        ]
        self.host.ask(
            FormModal("Keep evidence", asks, about=())
            if row is None
            else FormModal("Change the evidence", asks, about=row.id),
            saved,
        )
