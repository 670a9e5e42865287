"""Where the draft of a form or a question is written on: the area, section or page that opens it again."""

from textual.message import Message

from netui.domain.settings import SETTINGS
from netui.tui.look.messages import GoToArea, Open

_OF_KIND = {
    "Bio": ("plan", "brand"),
    "Collaboration": ("plan", "collaborations"),
    "Event": ("plan", "events"),
    "Evidence": ("journal", "evidence"),
    "Favour": ("plan", "favours"),
    "Goal": ("plan", "goals"),
    "Group": ("plan", "groups"),
    "Interview": ("interviews", ""),
    "Introduction": ("plan", "introductions"),
    "Mentoring": ("plan", "mentoring"),
    "Opportunity": ("plan", "opportunities"),
    "Pitch": ("plan", "brand"),
    "PlanAction": ("plan", "strategies"),
    "Practice": ("journal", "practice"),
    "Record": ("plan", "brand"),
    "Reflection": ("journal", "reflections"),
    "Skill": ("plan", "skills"),
    "Strategy": ("plan", "strategies"),
    "Target": ("plan", "wanted"),
}
"""By the class of what a form changes, the area and the section; the rest is about a person."""
_OF_TITLE = {
    "A favour": ("plan", "favours"),
    "A person I want to know": ("plan", "wanted"),
    "Who is the interview with?": ("interviews", ""),
    "A target ": ("plan", "wanted"),
    "Add a group": ("plan", "groups"),
    "An opportunity": ("plan", "opportunities"),
    "Away until": ("week", ""),
    "Back to the state of when?": ("journal", "history"),
    "Be in touch with everyone ": ("week", ""),
    "Build a skill": ("plan", "skills"),
    "Choose a strategy": ("plan", "strategies"),
    "Done together": ("plan", "collaborations"),
    "Export ": ("contacts", ""),
    "Follow up with ": ("plan", "companies"),
    "I introduce two people": ("plan", "introductions"),
    "Keep evidence": ("journal", "evidence"),
    "Keep practice": ("journal", "practice"),
    "Mentoring": ("plan", "mentoring"),
    "Plan an action": ("plan", "strategies"),
    "Plan an event": ("plan", "events"),
    "Published": ("plan", "brand"),
    "Save this search": ("contacts", ""),
    "Set a goal": ("plan", "goals"),
    "Someone introduced me": ("plan", "introductions"),
    "Which days?": ("journal", "reflections"),
    "Which platform?": ("plan", "brand"),
    "Who is the pitch for?": ("plan", "brand"),
}
"""By the beginning of the title of a form for something new, the same."""
_SETTINGS = frozenset(setting.label for setting in SETTINGS)
"""The titles of what asks for the value of a setting."""


def place_of(thing: object) -> Message | None:
    """Return what leads to where an entity is changed; None where there is no such place."""
    if (place := _OF_KIND.get(type(thing).__name__)) is not None:
        area, section = place
        number = str(getattr(thing, "id", ""))
        return GoToArea(area, f"{section}:{number}" if section else number)
    name = "id" if type(thing).__name__ == "Contact" else "contact_id"
    person = getattr(thing, name, None) or next(iter(getattr(thing, "contact_ids", ())), None)
    return None if person is None else Open("contact", person)


def place_of_title(title: str) -> Message | None:
    """Return what leads to where something new of this title is added; None where there is no such place."""
    if title in _SETTINGS:
        return Open("settings", 0)
    place = next((place for start, place in _OF_TITLE.items() if title.startswith(start)), None)
    return None if place is None else GoToArea(*place)
