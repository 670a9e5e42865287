"""The name that was typed where a note lacked it: offered to be kept, so that it is a gap once only."""

from netui.domain.notes.fields import FIELDS
from netui.domain.notes.note import gap
from netui.services.services import Services
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.host import Host

_GAPS = frozenset(gap(FIELDS[name]) for name in ("me.name", "me.first_name"))
_MOST_WORDS, _MOST = 5, 60


def typed_name(fresh: str, text: str) -> str:
    """Return what was typed in place of the gap for the user's name on a line of its own, or ""."""
    asked = [line.strip() for line in fresh.splitlines() if line.strip()][::-1]
    typed = [line.strip() for line in text.splitlines() if line.strip()][::-1]
    place = next((index for index, line in enumerate(asked) if line in _GAPS), len(typed))
    name = typed[place] if place < len(typed) else ""
    is_name = len(name) <= _MOST and len(name.split()) <= _MOST_WORDS and name[-1:].isalpha()
    return name if is_name else ""


def offer_name(services: Services, host: Host, fresh: str, text: str) -> None:
    """Offer, once a session, to keep the name typed in a note as the user's own."""
    settings, name = services.settings, typed_name(fresh, text)
    if services.config.name or settings.name_was_offered or not name:
        return
    settings.name_was_offered = True

    def keep(answer: str) -> None:
        settings.set("name", answer)
        host.say(f"Your notes are signed {answer.strip()} from now on. Press , to change it.")

    prompt = PromptModal(
        "Keep this as your name?",
        value=name,
        overtype=True,
        kept=False,
        hint="Every note is signed with it from now on. esc leaves the gap.",
        about=(),
    )
    host.ask_unasked(prompt, keep)
