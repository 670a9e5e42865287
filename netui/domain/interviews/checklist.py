"""A checklist one can prepare a talk by."""

from collections.abc import Sequence
from dataclasses import dataclass

from netui.domain.interviews.interview import Medium


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of a template, due so many days before the talk; it may name {person} and {company}."""

    text: str
    days_before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistTemplate:
    """A named checklist; `medium` is the kind of talk it is offered for first, None any."""

    name: str
    title: str
    medium: Medium | None = None
    items: tuple[ChecklistItem, ...] = ()


def checklist_for(medium: Medium, checklists: Sequence[ChecklistTemplate]) -> ChecklistTemplate | None:
    """Return the first checklist made for a medium, else the first made for any, else None."""
    for wanted in (medium, None):
        for checklist in checklists:
            if checklist.medium is wanted:
                return checklist
    return None
