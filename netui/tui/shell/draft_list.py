"""The drafts of this and earlier sessions: what they are, how old, and the way to each."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from textual.message import Message

from netui.domain.people.forgotten import subjects_of
from netui.domain.time.dates import distance
from netui.services.ports import KeptDraft
from netui.tui.look.messages import GoToArea, Open, PersonAction, Say, WriteNote
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import host_of
from netui.tui.modals.reading import ReadingModal
from netui.tui.shell.draft_places import place_of, place_of_title
from netui.tui.shell.draft_words import excerpt, whole_text, words_of
from netui.tui.shell.wiring import Routes, Shell
from netui.tui.terminal.app import TerminalApp
from netui.tui.terminal.guard import DraftMirror, typed_from

_ASKED = (("Log with ", "log"), ("Follow up with ", "follow-up"), ("Tags of ", "tag"))
"""Questions about people by the beginning of their titles, and what asks them."""
_IN_SECTION = {
    "reflection": ("journal", "reflections"),
    "evidence": ("journal", "evidence"),
    "event": ("plan", "events"),
    "group": ("plan", "groups"),
    "company": ("plan", "companies"),
    "pitch": ("plan", "brand"),
    "bio": ("plan", "brand"),
}


class DraftList:
    """Shows what was typed and not used yet, and leads to it."""

    def __init__(self, app: TerminalApp, shell: Shell, routes: Routes, mirror: DraftMirror) -> None:
        self._app = app
        self._shell = shell
        self._routes = routes
        self._mirror = mirror

    def greeting(self) -> str:
        """Say what sessions that ended left, how old that is and which key leads there; "" for nothing."""
        drafts = self._shell.drafts
        left = [key for key in drafts.orphans() if words_of(key)] if drafts is not None else []
        if not left:
            return ""
        age = next((self._age(each.written_at) for each in self._on_disk() if each.key == left[0]), "today")
        more = f" and {len(left) - 1} more" if len(left) > 1 else ""
        return f"Draft from {age}: {self._words(left[0])}{more}. f2 leads there."

    def ask(self) -> None:
        """List the texts; what is chosen is shown where it was typed."""
        left = {each.key: each for each in self._on_disk()}
        here = {key: self._mirror.load(key) or "" for key in self._mirror.kept()}
        choices = [
            Choice(
                key,
                f"{words}: {excerpt(here[key] if key in here else typed_from(left[key].text)[0])}",
                self._age(left[key].written_at) if key in left else "now",
            )
            for key in dict.fromkeys((*here, *left))
            if (words := self._words(key))
        ]
        if not choices:
            self._app.notify("There are no drafts.")
            return
        modal: ChoiceModal[str] = ChoiceModal("Drafts", choices)
        self._app.push_screen(modal, lambda key: self._go(key) if key is not None else None)

    def _words(self, key: str) -> str:
        subjects = subjects_of(key)
        return words_of(key, self._shell.session.name_of(*subjects) if len(subjects) == 1 else "")

    def _on_disk(self) -> list[KeptDraft]:
        return self._shell.drafts.listed() if self._shell.drafts is not None else []

    def _age(self, at: datetime) -> str:
        present, today = self._shell.present, self._shell.present.today()
        return distance(min(present.local(at).date(), today), today)

    def _go(self, key: str) -> None:
        way = self._way(key)
        if way is not None:
            way()
            return
        words, text = self._words(key), whole_text(self._mirror.load(key) or "")
        reading = ReadingModal(f"Draft: {words}", [], text, edits=False)
        self._app.push_screen(reading, lambda verb: self._mirror.discard(key) if verb == "remove" else None)

    def _lead(self, place: Message, words: str) -> None:
        """Show the screen where a form is opened again, and say that the draft comes back with it."""
        self._app.post_message(place)
        self._app.post_message(Say(f"Open {words} again here: what you typed is in it."))

    def _way(self, key: str) -> Callable[[], object] | None:
        """Return what shows the text where it was typed; None where only the text itself can be shown."""
        kind, _, rest = key.partition(":")
        subject, _, part = rest.partition(":")
        number = int(subject) if subject in map(str, subjects_of(key)) else 0
        send = self._app.post_message
        if not all(map(self._shell.session.holds, subjects_of(key))):
            return None
        if kind == "ask":
            quick = self._routes.quick_add
            if rest == "Quick add" and quick is not None:
                return partial(quick, host_of(self._app))
            verb = next((verb for title, verb in _ASKED if part.startswith(title)), "")
            ids = tuple(int(one) for one in subject.split(",") if one in map(str, subjects_of(key)))
            if verb and ids:
                return partial(send, PersonAction(verb, ids))
            about = self._shell.session.find(min(ids)) if ids else None
            place = place_of(about) if about is not None else place_of_title(rest)
            return partial(self._lead, place, self._words(key)) if place is not None else None
        if kind == "columns":
            return partial(send, Open("import", rest))
        if kind == "note":
            can_be_written = number and (not part or part in self._routes.templates())
            return partial(send, WriteNote((number,), part)) if can_be_written else None
        if kind == "notes":
            return partial(send, PersonAction("notes", (number,)))
        if kind == "interview":
            screen = "talk" if part == "notes" or part.isdecimal() else part.partition("-")[0]
            screen = {"form": "interview-form", "debrief": "complete"}.get(screen, screen)
            return partial(send, Open(screen, number))
        if kind == "event" and part == "met":
            return partial(send, Open("event", number))
        if kind in _IN_SECTION:
            return partial(send, GoToArea(*_IN_SECTION[kind]))
        screens = {"contact-form": "contact-form", "contact": "interview-new", "rehearsal": "rehearsal"}
        return partial(send, Open(screens[kind], number)) if kind in screens else None
