"""The next step of something in the plan: a few words, and the day by which."""

from datetime import date
from typing import TypeVar

from netui.domain.plan.collaboration import Collaboration
from netui.domain.plan.opportunity import Opportunity
from netui.domain.plan.skill import Skill
from netui.domain.plan.target import Target
from netui.domain.time.dates import short_day
from netui.domain.values import replace

Stepping = Opportunity | Target | Collaboration | Skill
"""What has a next step."""

SteppingT = TypeVar("SteppingT", Opportunity, Target, Collaboration, Skill)


def with_next_step(entry: SteppingT, words: str, on: date | None) -> SteppingT:
    """Return an entry with another next step; a day alone is none."""
    tidy = " ".join(words.split())
    return replace(entry, next_step=tidy, next_on=on if tidy else None)


def next_words(entry: Stepping, today: date) -> str:
    """Return for a list when the next step is due, or what there is to decide."""
    if entry.next_on is not None:
        return f"next {short_day(entry.next_on, today)}"
    return "next step without a day" if entry.next_step else "no next step"


def step_words(entry: Stepping, today: date) -> str:
    """Return the next step with its day: "send my CV · Fri 27 Nov"; "" where there is none."""
    if entry.next_on is None:
        return entry.next_step
    return f"{entry.next_step} · {short_day(entry.next_on, today)}"
