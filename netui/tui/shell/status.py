"""The words at the right of the top bar."""

from datetime import date

from netui.tui.look.text import Span

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def describe(
    *,
    today: date,
    overdue: int,
    sessions: int,
    read_only: str | None,
    problem: str,
    demo: bool,
) -> list[Span]:
    """Say the day, what is late, and whether all is kept, one span each; trouble comes first."""
    parts: list[Span] = []
    if problem:
        parts.append(Span(problem, "error strong"))
    elif read_only:
        parts.append(Span(f"READ-ONLY: {read_only}", "error strong"))
    parts.append(Span(f"{_DAYS[today.weekday()]} {today.day} {_MONTHS[today.month - 1]}", "dim"))
    if overdue:
        parts.append(Span(f"{overdue} overdue", "error"))
    if demo:
        parts.append(Span("DEMO, not kept", "accent"))
    elif sessions > 1:
        parts.append(Span(f"{sessions} sessions", "accent"))
    elif not problem and not read_only:
        parts.append(Span("saved", "dim"))
    return parts
