"""Talk mode: one question at a time, its answer beneath it, the clock above."""

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import TextArea

from netui.domain.edits import met_draft
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.text import shortened
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.interviews.steps_page import Step, StepsPage
from netui.tui.look.messages import Open
from netui.tui.look.text import Span
from netui.tui.modals.subjects import Gone, gone_interview
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import NoteEditor
from netui.tui.widgets.key_bar import KeyBar

PAUSE_SECONDS = 2.0


class TalkModeScreen(AreaScreen):
    """The questions of an interview, the current one with its answer; the last page is free notes.

    What is typed is mirrored at every key, and stored when one moves on, pauses or leaves.
    """

    KEYS_TITLE: ClassVar[str] = "Talk mode"
    SAVES: ClassVar[bool] = True
    PERSON_KEYS: ClassVar[bool] = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "go(1)", "next", id="talk.next"),
        Binding("shift+tab", "go(-1)", "previous", id="talk.previous"),
        Binding("ctrl+t,ctrl+a", "asked", "asked", priority=True, id="talk.asked"),
        Binding("ctrl+s", "complete", "wrap up", id="talk.complete"),
        Binding("escape", "leave", "leave", id="talk.leave"),
    ]

    def __init__(self, services: Services, interview_id: int) -> None:
        super().__init__()
        self._services = services
        self._interviews = services.interviews
        self._interview: Interview = self._interviews.get(interview_id)
        self._base = self._interview
        """The interview as it was when the text that is edited now was read from it."""
        self._began_at: datetime = services.present.now()
        self._page = self._first_page()
        self._pause: Timer | None = None
        self._clears = False
        """Whether ctrl+t deletes the answer: it has said so, and nothing else was done since."""

    def compose(self) -> ComposeResult:
        """Leave out the top bar: nothing but the interview."""
        yield StepsPage("type the answer as it comes")
        yield KeyBar()

    def on_mount(self) -> None:
        """Open the page, restore what was typed earlier, and start the clock."""
        found = self._take_up_drafts()
        self._open_page()
        self._editor.focus()
        self.set_interval(1.0, self._show_clock)
        if found:
            self.host.say(found)

    def on_screen_suspend(self) -> None:
        """Store what was typed, whatever comes in front of the interview."""
        self._store()

    def reload(self, change: Change | None) -> None:
        """Take in what another session changed; what is being typed here stays."""
        if change is None or "interviews" not in change.touched:
            return
        stored, current = self._stored_text(), self._question_id()
        self._interview = self._interviews.get(self._interview.id)
        ids = [question.id for question in self._interview.questions]
        if current is not None and current not in ids:
            self._page = min(self._page, len(ids))
            self._open_page()
            return
        self._page = ids.index(current) if current is not None else len(ids)
        if self._editor.text == stored:
            self._base = self._interview
            if stored != self._stored_text():
                self._editor.load_text(self._stored_text())
            self._editor.draft_base = self._stored_text()
        self._show_around()

    def gone(self) -> Gone | None:
        """The interview, where it is here no more."""
        return gone_interview(self._interviews, self._interview.id)

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """Store it when one pauses."""
        self._clears = False
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE_SECONDS, self._store)

    # Keys

    def action_go(self, by: int) -> None:
        """Go to another question; the last page is the notes."""
        self._store()
        page = min(max(self._page + by, 0), len(self._interview.questions))
        if page != self._page:
            self._page = page
            self._open_page()
        self._editor.focus()

    def action_asked(self) -> None:
        """Mark the question as asked, or as not asked after all, and stay on it; an answer keeps it asked."""
        self._store()
        question_id = self._question_id()
        if question_id is not None:
            asked = self._interview.questions[self._page].asked
            if asked and self._editor.text.strip():
                if not self._clears:
                    self._clears = True
                    self.host.say(
                        "You wrote an answer, so this question counts as asked. ctrl+t again deletes the "
                        "answer and marks it as not asked; ctrl+z brings the answer back."
                    )
                    return
                self._editor.clear()
                self._store()
            self._interview = self._interviews.preparation.mark_asked(
                self._interview.id, question_id, asked=not asked
            )
            self._show_around()

    def action_complete(self) -> None:
        """Leave for the debrief."""
        self._leave()
        self.app.post_message(Open("complete", self._interview.id))

    def action_leave(self) -> None:
        """Store all and leave."""
        self._leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what this page has not."""
        if action == "asked":
            return True if self._question_id() is not None else None
        if action == "complete":
            held = (InterviewStatus.DECLINED, InterviewStatus.CANCELLED, InterviewStatus.NO_ANSWER)
            return self._interview.status not in held
        if action == "go" and parameters:
            return (
                True if 0 <= self._page + int(str(parameters[0])) <= len(self._interview.questions) else None
            )
        return super().check_action(action, parameters)

    def describe_binding(self, binding_id: str) -> str | None:
        """Say where tab goes, and whether ctrl+t takes the mark away."""
        last = self._page == len(self._interview.questions) - 1
        if binding_id == "talk.next" and last:
            return "notes"
        if binding_id == "talk.asked" and self._question_id() is not None:
            question = self._interview.questions[self._page]
            return "not asked" if question.asked and not question.answer.strip() else "asked"
        return None

    # Pages

    @property
    def _editor(self) -> NoteEditor:
        return self.query_one(StepsPage).editor

    def _first_page(self) -> int:
        """Return the first question without an answer, or the notes."""
        for page, question in enumerate(self._interview.questions):
            if not question.asked and not question.answer.strip():
                return page
        return len(self._interview.questions)

    def _question_id(self) -> int | None:
        questions = self._interview.questions
        return questions[self._page].id if self._page < len(questions) else None

    def _stored_text(self) -> str:
        questions = self._interview.questions
        return questions[self._page].answer if self._page < len(questions) else self._interview.talk_notes

    def _key(self, question_id: int | None) -> str:
        return f"interview:{self._interview.id}:{'notes' if question_id is None else question_id}"

    def _open_page(self) -> None:
        self._base = self._interview
        self._editor.draft_key = self._key(self._question_id())
        self._editor.draft_base = self._stored_text()
        self._clears = False
        self._editor.load_text(self._stored_text())
        self._editor.move_cursor(self._editor.document.end)
        self._show_around()
        self.refresh_bindings()

    # Storing

    def _store(self) -> None:
        """Store the text of this page where it differs from what is stored."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        if self.gone():
            return  # what was typed is a draft
        text, question_id = self._editor.text, self._question_id()
        if text == self._stored_text():
            self.host.mirror.discard(self._key(question_id))
            return
        preparation = self._interviews.preparation
        if question_id is None:
            self._interview = preparation.set_notes(self._interview.id, text, self._base)
        else:
            self._interview = preparation.answer(self._interview.id, question_id, text, self._base)
        self._base = self._interview
        self._editor.draft_base = self._stored_text()
        self.host.mirror.discard(self._key(question_id))
        self._show_around()

    def _take_up_drafts(self) -> str:
        """Store what a session that ended had typed and not stored; return what was found, in words.

        Where another session has stored something newer since, that stays, and what was typed comes below it.
        """
        found: list[str] = []
        newer: list[str] = []
        for question in (*self._interview.questions, None):
            question_id = question.id if question is not None else None
            key = self._key(question_id)
            draft, base = self.host.mirror.load_with_base(key)
            stored = question.answer if question is not None else self._interview.talk_notes
            text = met_draft(stored, base, draft or "")
            if draft is not None and draft.strip() and text != stored:
                (found if text == draft else newer).append(question.text if question is not None else "Notes")
                preparation, read = self._interviews.preparation, self._interview
                if question_id is None:
                    self._interview = preparation.set_notes(read.id, text, read)
                else:
                    self._interview = preparation.answer(read.id, question_id, text, read)
            if draft is not None:
                self.host.mirror.discard(key)
        if newer:
            named = ", ".join(f"“{shortened(each)}”" for each in newer)
            return f"What you typed before is back, below what was stored since, under {named}."
        return "What you typed before is back." if found else ""

    def _leave(self) -> None:
        self._store()
        self._editor.draft_key = ""
        self.go_back()

    # Painting

    def _show_clock(self) -> None:
        interview = self._interview
        asked, total = sum(1 for question in interview.questions if question.asked), len(interview.questions)
        goal = f"  {interview.goal}" if interview.goal else ""
        self.query_one(StepsPage).show_clock(
            max(0, int((self._services.present.now() - self._began_at).total_seconds())),
            interview.minutes,
            (Span(self._interviews.name_of(interview), "strong"), Span(goal, "dim")),
            f"{asked} of {total} asked" if total else "",
        )

    def _show_around(self) -> None:
        """Paint the questions around the current one."""
        self.query_one(StepsPage).show(self._steps(), self._page)
        self._show_clock()

    def _steps(self) -> list[Step]:
        glyphs, noted = self.host.glyphs, bool(self._interview.talk_notes.strip())
        asked, noting = Span(f"{glyphs.tick} ", "success"), Span(f"{glyphs.dot} ", "dim")
        questions = [
            Step(words=one.text, sign=asked, tone="dim", done=True)
            if one.asked
            else Step(words=one.text, sign=Span(f"{glyphs.todo} ", "dim"))
            for one in self._interview.questions
        ]
        return [*questions, Step(words="Notes", sign=asked if noted else noting, tone="dim")]
