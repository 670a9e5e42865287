"""Talk mode: one question at a time, its answer beneath it, the clock above."""

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import TextArea

from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.modals.subjects import Gone, gone_interview
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import NoteEditor
from netui.tui.widgets.key_bar import KeyBar
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.text_page import wrap

PAUSE_SECONDS = 2.0
_AROUND_EDITOR = 13
_SMALLEST_EDITOR = 5
_FEWEST_SHOWN = 2


class TalkModeScreen(AreaScreen):
    """The questions of an interview, the current one with its answer; the last page is free notes.

    What is typed is mirrored at every key, and stored when one moves on, pauses or leaves.
    """

    KEYS_TITLE: ClassVar[str] = "Talk mode"
    SAVES: ClassVar[bool] = True
    PERSON_KEYS: ClassVar[bool] = False

    DEFAULT_CSS = """
    TalkModeScreen #page { padding: 1 2 0 2; height: 1fr; }
    TalkModeScreen #clock { margin-bottom: 1; }
    TalkModeScreen #question { height: auto; margin: 1 0 0 0; }
    TalkModeScreen NoteEditor { height: auto; min-height: 5; margin: 0 0 1 2; background: $panel 40%; }
    TalkModeScreen NoteEditor:focus { background: $panel 40%; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "go(1)", "next", id="talk.next"),
        Binding("shift+tab", "go(-1)", "before", id="talk.previous"),
        Binding("ctrl+t,ctrl+a", "asked", "asked", priority=True, id="talk.asked"),
        Binding("ctrl+s", "complete", "complete", id="talk.complete"),
        Binding("escape", "leave", "leave", id="talk.leave"),
    ]

    def __init__(self, services: Services, interview_id: int) -> None:
        super().__init__()
        self._services = services
        self._interviews = services.interviews
        self._interview: Interview = self._interviews.get(interview_id)
        self._began_at: datetime = services.present.now()
        self._page = self._first_page()
        self._shown_clock = ""
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """Leave out the top bar: nothing but the interview."""
        with Vertical(id="page"):
            yield Lines(id="clock")
            yield Lines(id="before")
            yield Lines(id="question")
            yield NoteEditor(mirror=self.host.mirror, placeholder="type the answer as it comes")
            yield Lines(id="after")
        yield KeyBar()

    def on_mount(self) -> None:
        """Open the page, restore what was typed earlier, and start the clock."""
        found = self._take_up_drafts()
        self._open_page()
        self._editor.focus()
        self.set_interval(1.0, self._show_clock)
        if found:
            self.host.say("What you typed before is back.")

    def on_screen_suspend(self) -> None:
        """Store what was typed, whatever comes in front of the interview."""
        self._store()

    def on_resize(self) -> None:
        """Show as many questions as there is room for."""
        self._show_around()

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
        if self._editor.text == stored != self._stored_text():
            self._editor.load_text(self._stored_text())
        self._show_around()

    def gone(self) -> Gone | None:
        """The interview, where it is here no more."""
        return gone_interview(self._interviews, self._interview.id)

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """Store it when one pauses."""
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
                self.host.say("It has an answer, so it stays asked. Delete the answer first.")
                return
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
        return self.query_one(NoteEditor)

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
        self._editor.draft_key = self._key(self._question_id())
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
        if question_id is None:
            self._interview = self._interviews.preparation.set_notes(self._interview.id, text)
        else:
            self._interview = self._interviews.preparation.answer(self._interview.id, question_id, text)
        self.host.mirror.discard(self._key(question_id))
        self._show_around()

    def _take_up_drafts(self) -> bool:
        """Store what a session that ended had typed and not stored; return whether there was any."""
        found = False
        for question in (*self._interview.questions, None):
            question_id = question.id if question is not None else None
            key = self._key(question_id)
            draft = self.host.mirror.load(key)
            stored = question.answer if question is not None else self._interview.talk_notes
            if draft is not None and draft.strip() and draft != stored:
                found = True
                if question_id is None:
                    self._interview = self._interviews.preparation.set_notes(self._interview.id, draft)
                else:
                    self._interview = self._interviews.preparation.answer(
                        self._interview.id, question_id, draft
                    )
            if draft is not None:
                self.host.mirror.discard(key)
        return found

    def _leave(self) -> None:
        self._store()
        self._editor.draft_key = ""
        self.go_back()

    # Painting

    def _show_clock(self) -> None:
        elapsed = max(0, int((self._services.present.now() - self._began_at).total_seconds()))
        agreed = self._interview.minutes
        clock = f"{elapsed // 60}:{elapsed % 60:02d}"
        if clock == self._shown_clock:
            return
        self._shown_clock = clock
        over = elapsed > agreed * 60
        tone = "error strong" if over else "accent" if elapsed > (agreed - 5) * 60 else "dim"
        late = f"  {elapsed // 60 - agreed} min over" if over else ""
        asked = sum(1 for question in self._interview.questions if question.asked)
        total = len(self._interview.questions)
        who = self._interviews.name_of(self._interview)
        goal = f"  {self._interview.goal}" if self._interview.goal else ""
        count = f"{asked} of {total} asked   " if total else ""
        self.query_one("#clock", Lines).set_lines(
            [
                Line(
                    (Span(who, "strong"), Span(goal, "dim")),
                    (Span(count, "dim"), Span(f"{clock} / {agreed} min{late}", tone)),
                )
            ]
        )

    def _show_around(self) -> None:
        """Paint the questions around the current one, as many as leave room for the answer."""
        questions = self._interview.questions
        pages = [self._page_line(page) for page in range(len(questions) + 1)]
        question = self._question_lines()
        around = _AROUND_EDITOR + len(question) - 1
        room = max(_FEWEST_SHOWN, self.app.size.height - around)
        above = min(self._page, max(room // 2, room - (len(pages) - 1 - self._page)))
        below = max(0, room - above)
        before = self.query_one("#before", Lines)
        before.set_lines(pages[self._page - above : self._page])
        before.display = above > 0
        rest = pages[self._page + 1 : self._page + 1 + below]
        after = self.query_one("#after", Lines)
        after.set_lines(rest)
        after.display = bool(rest)
        self.query_one("#question", Lines).set_lines(question)
        taken = above + len(rest) + around - _SMALLEST_EDITOR
        self._editor.styles.max_height = max(_SMALLEST_EDITOR, self.app.size.height - taken)
        self._shown_clock = ""
        self._show_clock()

    def _question_lines(self) -> list[Line]:
        """Return the current question, cut where it would leave no room for the answer."""
        questions, glyphs = self._interview.questions, self.query_one("#before", Lines).glyphs
        words = "Notes" if self._page >= len(questions) else questions[self._page].text
        asked = self._page < len(questions) and questions[self._page].asked
        marks = [
            Span(f"{glyphs.cursor} ", "accent"),
            *([Span(f"{glyphs.tick} ", "success")] if asked else []),
        ]
        indent = sum(len(mark.text) for mark in marks)
        first, *more = wrap(words, self.app.size.width - 4 - indent, most=max(2, self.app.size.height // 4))
        return [
            Line((*marks, Span(first, "strong"))),
            *(Line((Span(" " * indent), Span(line, "strong"))) for line in more),
        ]

    def _page_line(self, page: int) -> Line:
        questions = self._interview.questions
        glyphs = self.query_one("#before", Lines).glyphs
        if page >= len(questions):
            noted = bool(self._interview.talk_notes.strip())
            sign = Span(f"{glyphs.tick} ", "success") if noted else Span(f"{glyphs.dot} ", "dim")
            return Line((sign, Span("Notes", "dim")))
        question = questions[page]
        if question.asked:
            return Line((Span(f"{glyphs.tick} ", "success"), Span(question.text, "dim")))
        return Line((Span(f"{glyphs.todo} ", "dim"), Span(question.text)))
