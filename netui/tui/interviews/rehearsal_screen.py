"""A rehearsal before an interview: my pitch, the questions, what to avoid, the clock above."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netui.domain.counted import counted
from netui.services.interviews.rehearsals import Rehearsal
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.interviews.steps_page import Step, StepsPage
from netui.tui.look.text import Line, Span
from netui.tui.modals.ask import ConfirmModal
from netui.tui.modals.subjects import Gone, gone_interview
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.key_bar import KeyBar
from netui.tui.widgets.text_page import bullets, hint, paragraph

_SHOWS = frozenset({"interviews", "contacts", "pitches"})
_NO_PITCH = (
    "No pitch yet. Say in 30 to 60 seconds who you are and what you want to know. Plan, brand keeps one."
)
_NO_QUESTIONS = "No questions yet: p chooses them, on the interview."


class RehearsalScreen(AreaScreen):
    """The steps of an interview, gone through alone.

    What is typed is a note on the rehearsal, the same one at every step: it goes into the practice that
    counts, and never into the interview. One that does not count leaves it as a draft.
    """

    KEYS_TITLE: ClassVar[str] = "Rehearsal"
    SAVES: ClassVar[bool] = True
    PERSON_KEYS: ClassVar[bool] = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "go(1)", "next", id="rehearsal.next"),
        Binding("shift+tab", "go(-1)", "previous", id="rehearsal.previous"),
        Binding("pagedown", "look(1)", "more of the text", priority=True, id="rehearsal.more"),
        Binding("pageup", "look(-1)", "text up", show=False, priority=True, id="rehearsal.back"),
        Binding("ctrl+s", "count", "count as practice", id="rehearsal.count"),
        Binding("escape", "leave", "close", id="rehearsal.leave"),
    ]

    def __init__(self, services: Services, interview_id: int) -> None:
        super().__init__()
        self._services = services
        self._rehearsal: Rehearsal = services.interviews.rehearsals.of(interview_id)
        self._began_at: datetime = services.present.now()
        self._step_began_at = self._began_at
        self._step = 0
        self._seen: set[str] = set()

    def compose(self) -> ComposeResult:
        """Leave out the top bar, as talk mode does."""
        yield StepsPage("what to say better next time, kept with your practice")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first step, restore what was typed earlier, and start the clock."""
        editor = self._page.editor
        draft = self.host.mirror.load(self._key)
        editor.draft_key = self._key
        if draft is not None and draft.strip():
            editor.load_text(draft)
            editor.move_cursor(editor.document.end)
            self.host.say("What you typed before is back.")
        editor.focus()
        self._show()
        self.set_interval(1.0, self._show_clock)

    def reload(self, change: Change | None) -> None:
        """Take in what another session changed; the step stays."""
        if change is None or not change.touched.keys() & _SHOWS or self.gone():
            return
        current = self._keys[self._step]
        self._rehearsal = self._services.interviews.rehearsals.of(self._rehearsal.interview.id)
        keys = self._keys
        self._step = keys.index(current) if current in keys else min(self._step, len(keys) - 1)
        self._show()

    def gone(self) -> Gone | None:
        """The interview, where it is here no more."""
        return gone_interview(self._services.interviews, self._rehearsal.interview.id)

    # Keys

    def action_go(self, by: int) -> None:
        """Go to another step."""
        step = self._step + by
        if 0 <= step < len(self._keys):
            self._seen.add(self._keys[self._step])
            self._step = step
            self._step_began_at = self._services.present.now()
            self._show()
        self._page.editor.focus()

    def action_look(self, by: int) -> None:
        """Show more of a long text, or what was above."""
        text = self._page.text
        text.look(by * max(1, text.size.height - 1))

    def action_count(self) -> None:
        """Keep it as practice, and leave."""
        interview_id, text = self._rehearsal.interview.id, self._page.editor.text
        minutes = round(self._seconds(self._began_at) / 60)
        practice = self._services.interviews.rehearsals.count(interview_id, minutes, text)
        self._page.editor.draft_key = ""
        self.host.mirror.discard(self._key)
        self.go_back()
        length = counted(practice.minutes or 0, "minute")
        self.host.say(f"Counted as practice: {length} for {self._rehearsal.name}. u undo")

    def action_leave(self) -> None:
        """Ask whether it counts, and leave."""
        name = self._rehearsal.name
        question = ConfirmModal(
            "Does this rehearsal count?",
            f"Your rehearsal for {name} can be kept as practice: see Journal, practice.",
            yes="it counts",
            no="it doesn't",
        )
        self.host.ask_unasked(question, self._close)

    def _close(self, counts: bool) -> None:
        if counts:
            self.action_count()
            return
        typed = bool(self._page.editor.text.strip())
        self.go_back()
        self.host.say("Not counted." + (" Your notes are kept for the next rehearsal." if typed else ""))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the way beyond the first and the last step; page keys are the editor's where all is seen."""
        if action == "go" and parameters:
            return True if 0 <= self._step + int(str(parameters[0])) < len(self._keys) else None
        if action == "look":
            text = self._page.text if self.is_mounted else None
            return text is not None and text.display and text.height_of_all > text.size.height
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Say why a key cannot work now."""
        if action == "go":
            return "There are no more steps: esc closes the rehearsal."
        return super().why_not(action)

    # Steps

    @property
    def _page(self) -> StepsPage:
        return self.query_one(StepsPage)

    @property
    def _key(self) -> str:
        return f"rehearsal:{self._rehearsal.interview.id}"

    @property
    def _keys(self) -> Sequence[str]:
        """What each step is, whatever else comes or goes."""
        found = self._rehearsal
        return [
            *([f"pitch:{one.id}" for one in found.pitches] or ["pitch"]),
            *([f"question:{one.id}" for one in found.interview.questions] or ["questions"]),
            *(["avoid"] if found.avoid else []),
        ]

    def _steps(self) -> list[Step]:
        found, glyphs = self._rehearsal, self.host.glyphs
        avoid = partial(bullets, found.avoid, sign=glyphs.overdue, tone="warning")
        steps: list[tuple[str, Callable[[int], Sequence[Line]] | None]] = [
            *((f"Pitch: {one.title}", partial(paragraph, one.text)) for one in found.pitches),
            *(() if found.pitches else (("Pitch", partial(hint, _NO_PITCH)),)),
            *((one.text, None) for one in found.interview.questions),
            *(() if found.interview.questions else (("Questions", partial(hint, _NO_QUESTIONS)),)),
            *((("What to avoid", avoid),) if found.avoid else ()),
        ]
        seen = Span(f"{glyphs.tick} ", "success")
        return [
            Step(words=words, sign=seen, tone="dim", done=True, text=text)
            if key in self._seen
            else Step(words=words, sign=Span(f"{glyphs.todo} ", "dim"), text=text)
            for key, (words, text) in zip(self._keys, steps, strict=True)
        ]

    # Painting

    def _show(self) -> None:
        self._page.show(self._steps(), self._step)
        self._show_clock()
        self.call_after_refresh(self.refresh_bindings)

    def _show_clock(self) -> None:
        interview, pitches = self._rehearsal.interview, self._rehearsal.pitches
        if self._step < len(pitches):
            place = f"{self._seconds(self._step_began_at)} of {pitches[self._step].seconds} s"
        else:
            place = f"{self._step + 1} of {len(self._keys)}"
        goal = f"  {interview.goal}" if interview.goal else ""
        head = (Span("Rehearsal: ", "dim"), Span(self._rehearsal.name, "strong"), Span(goal, "dim"))
        self._page.show_clock(self._seconds(self._began_at), interview.minutes, head, place)

    def _seconds(self, since: datetime) -> int:
        return max(0, int((self._services.present.now() - since).total_seconds()))
