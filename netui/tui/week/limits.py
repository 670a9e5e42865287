"""What the keys of the agenda can do with a row: what space is called there, and why another cannot work."""

from netui.domain.week.agenda import AgendaRow, RowKind
from netui.services.week.plan_sources import is_network_check

_TALKS = frozenset({RowKind.INTERVIEW, RowKind.OUTCOME})
_DONE_WORDS = {
    RowKind.THANK_YOU: "sent",
    RowKind.PREP: "tick",
    RowKind.INTERVIEW: "complete",
    RowKind.OUTCOME: "say how it went",
    RowKind.REQUEST: "next step",
    RowKind.REVIEW: "looked over",
    RowKind.DUPLICATE: "compare",
}


def done_word(row: AgendaRow) -> str | None:
    """Return what doing a row is called, where it is more than done."""
    return "write it" if is_network_check(row) else _DONE_WORDS.get(row.kind)


def why_not(action: str, row: AgendaRow) -> str | None:
    """Return why snooze, skip, drop or edit does nothing for a row, or None where it does."""
    if action == "snooze" and row.kind is RowKind.INTERVIEW:
        return "A talk has its date: e moves it."
    if action == "skip" and row.kind in _TALKS:
        return "A talk is not skipped: e moves or cancels it, space completes it."
    if action == "drop" and row.follow_up_id is None:
        return "Only a follow-up is dropped: x passes over this one."
    if (
        action == "edit"
        and row.kind is not RowKind.GOAL
        and not (row.follow_up_id or row.interview_id or row.contact_id)
    ):
        return "There is nothing to change on this row."
    return None
