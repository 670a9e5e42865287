"""The rows of an import as they are painted."""

from netui.domain.people.importing import LedgerAction, LedgerRow
from netui.services.people.ledger import KEPT, Ledger
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span, cell_len, fit

ACTION_WORDS: dict[str, str] = {
    LedgerAction.ADDED: "new",
    LedgerAction.UPDATED: "updated",
    LedgerAction.SKIPPED: "already here",
    LedgerAction.HIDDEN: "hidden by LinkedIn",
    LedgerAction.FAILED: "cannot be read",
    KEPT: "kept by hand",
}
TONES = {LedgerAction.ADDED: "success", LedgerAction.UPDATED: "accent", LedgerAction.FAILED: "error"}


def paint_row(row: LedgerRow, width: int, glyphs: Glyphs) -> Line:
    """Return a row: who it is, what becomes of it, the job, and right the address and the day of connecting.

    Of what can't be read, or has neither, it is the line in the file.
    """
    signs = {
        LedgerAction.ADDED: Span(glyphs.tick, "success"),
        LedgerAction.UPDATED: Span(glyphs.arrow, "accent"),
        LedgerAction.SKIPPED: Span(glyphs.dot, "dim"),
        LedgerAction.HIDDEN: Span(glyphs.skipped, "dim"),
        LedgerAction.FAILED: Span(glyphs.overdue, "error"),
    }
    name = fit(row.name or "no name", max(14, min(32, width // 4)))
    words = row.reason or ("" if row.job else ACTION_WORDS[row.action])
    message = Span(f"  {words}" if words else "", TONES.get(row.action, "dim"))
    quiet = "dim" if row.action in {LedgerAction.SKIPPED, LedgerAction.HIDDEN} else ""
    left = (Span(name, quiet), message, Span(f"  {row.job}" if row.job else "", "dim"))
    address = row.address.removeprefix("https://").removeprefix("www.")
    met = len("30 Nov 2026") + 2 if row.met_on else 0
    room = width - sum(cell_len(span.text) for span in left) - met - 6
    known = (
        [fit(address, max(10, min(40, max(width // 5, min(room, width * 2 // 5 - 14)))))] if address else []
    )
    known += [f"{row.met_on.day} {row.met_on:%b %Y}".rjust(len("30 Nov 2026"))] if row.met_on else []
    right = "  ".join(known).rstrip() if known else f"line {row.line}"
    return Line(left, [Span(right, "dim")], signs[row.action])


def is_worth_a_key(ledger: Ledger, action: str) -> bool:
    """Whether a filter shows some of the rows and not all."""
    if not action:
        return sum(1 for count in ledger.counts.values() if count) > 1
    return 0 < ledger.count(action) < len(ledger.rows)
