"""The portfolio: what users show of plan, interviews and reflections; only people who agreed are named."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.text import clean

_LINK_SCHEMES = frozenset({"http", "https", "mailto"})


class Part(StrEnum):
    """What can go into a portfolio, in its order."""

    PLAN = "plan"
    TALKS = "talks"
    REFLECTIONS = "reflections"
    GROUPS = "groups"
    MENTORING = "mentoring"
    SKILLS = "skills"
    OPPORTUNITIES = "opportunities"
    COLLABORATIONS = "collaborations"
    PRACTICE = "practice"
    EVIDENCE = "evidence"
    MAP = "map"


PART_TITLES = {
    Part.PLAN: "Plan, goals and measures",
    Part.TALKS: "Informational interviews",
    Part.REFLECTIONS: "Reflections",
    Part.GROUPS: "Groups",
    Part.MENTORING: "Mentoring",
    Part.SKILLS: "Skills",
    Part.OPPORTUNITIES: "Opportunities",
    Part.COLLABORATIONS: "Collaborations",
    Part.PRACTICE: "Practice and confidence",
    Part.EVIDENCE: "Evidence and publications",
    Part.MAP: "Network map",
}


class PortfolioItem(Struct, frozen=True):
    """One thing that can go in or stay out, as the user knows it."""

    id: int
    title: str
    on: date | None = None


class PortfolioGoal(Struct, frozen=True, kw_only=True):
    """A goal with its measure, its progress, and the ways chosen for it."""

    title: str
    aspiration: str = ""
    why: str = ""
    measure: str = ""
    state: str = ""
    history: str = ""
    share: float = 0.0
    ways: tuple[str, ...] = ()


class Step(Struct, frozen=True):
    """Something that was to follow from an interview."""

    text: str
    done: bool


class PortfolioInterview(Struct, frozen=True, kw_only=True):
    """A documented interview; `position` is empty where `who` already stands for it."""

    on: date
    who: str
    position: str = ""
    goal: str = ""
    insights: tuple[str, ...] = ()
    trends: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    influence: str = ""
    thanked: str = ""


class PortfolioReflection(Struct, frozen=True, kw_only=True):
    """A reflection; `parts` are (title, text)."""

    on: date
    kind: str
    about: str = ""
    parts: tuple[tuple[str, str], ...] = ()


class PortfolioPractice(Struct, frozen=True):
    """One time of practice; `rated` is the rating at that time."""

    on: date
    kind: str
    rated: str = ""
    text: str = ""


class RatedLine(Struct, frozen=True):
    """Ratings over time from 1 to 5, the oldest first, and the latest in words."""

    title: str
    values: tuple[int, ...]
    words: str


class PortfolioEvidence(Struct, frozen=True):
    """A certificate, a link, an article, a presentation or a post."""

    on: date
    kind: str
    title: str
    where: str = ""
    link: str = ""
    text: str = ""


class PortfolioEntry(Struct, frozen=True):
    """A group, a mentor, a skill, an opportunity or a collaboration: its facts in one line, then its text."""

    title: str
    facts: str = ""
    text: str = ""


class PortfolioGroup(Struct, frozen=True):
    """A group of the map with the people in it who may be named; `size` counts everyone."""

    name: str
    people: tuple[str, ...]
    size: int

    @property
    def words(self) -> str:
        """Who is in it: "Ana Ruiz, Tom Weiss and 2 others"; "" where no one may be named."""
        named = ", ".join(self.people)
        others = self.size - len(self.people)
        return f"{named} and {counted(others, 'other')}" if named and others else named


class Portfolio(Struct, frozen=True, kw_only=True):
    """All that goes in; a part that was not chosen or has nothing is empty."""

    title: str
    on: date
    figures: tuple[tuple[str, str], ...] = ()
    goals: tuple[PortfolioGoal, ...] = ()
    interviews: tuple[PortfolioInterview, ...] = ()
    reflections: tuple[PortfolioReflection, ...] = ()
    ratings: tuple[RatedLine, ...] = ()
    practice: tuple[PortfolioPractice, ...] = ()
    evidence: tuple[PortfolioEvidence, ...] = ()
    entries: Mapping[Part, tuple[PortfolioEntry, ...]] = {}
    groups: tuple[PortfolioGroup, ...] = ()
    map_svg: str = ""

    def has(self, part: Part) -> bool:
        """Tell whether there is anything of a part."""
        held: dict[Part, object] = {
            Part.PLAN: self.goals,
            Part.TALKS: self.interviews,
            Part.REFLECTIONS: self.reflections,
            Part.PRACTICE: self.ratings or self.practice,
            Part.EVIDENCE: self.evidence,
            Part.MAP: self.groups or self.map_svg,
        }
        return bool(held.get(part) or self.entries.get(part))


def safe_link(link: str) -> str:
    """Return a link that may be followed (http, https, mailto), "" for any other."""
    from urllib.parse import urlsplit  # the command line knows the parts, and does not need this

    bare = clean(link).strip()
    if any(ch.isspace() for ch in bare):
        return ""
    try:
        parts = urlsplit(bare if "://" in bare or bare.startswith("mailto:") else f"https://{bare}")
    except ValueError:
        return ""
    if parts.scheme not in _LINK_SCHEMES or not (parts.netloc or parts.path):
        return ""
    if parts.scheme != "mailto" and "." not in parts.netloc:
        return ""
    return parts.geturl()
