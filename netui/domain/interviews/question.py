"""A question of the bank, to be chosen for a talk."""

from collections.abc import Iterable
from dataclasses import dataclass

THEMES = {
    "career-path": "Career path",
    "day-to-day": "Day to day",
    "skills": "Skills and entry",
    "likes-and-difficulties": "Likes and difficulties",
    "industry": "Industry and trends",
    "company": "Company and culture",
    "advice": "Advice",
    "network": "People and resources",
}
"""The built-in themes and their titles, in the order a talk takes."""


@dataclass(frozen=True, slots=True)
class Question:
    """An open question; `id` is a slug that stays the same for ever."""

    id: str
    text: str
    theme: str


def theme_title(theme: str) -> str:
    """Return the title of a theme; one of the user's own is named by its slug."""
    return THEMES.get(theme) or theme.replace("-", " ").capitalize()


def by_theme(questions: Iterable[Question]) -> dict[str, tuple[Question, ...]]:
    """Return the questions of each theme: the built-in themes in their order, then the user's own."""
    found: dict[str, list[Question]] = {theme: [] for theme in THEMES}
    for question in questions:
        found.setdefault(question.theme, []).append(question)
    return {theme: tuple(those) for theme, those in found.items() if those}
