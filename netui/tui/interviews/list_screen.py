"""The list of interviews, and next to it the interview under the cursor with its preparation."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.interviews.rules import RequestStep
from netui.domain.text import fold
from netui.services.interviews.views import InterviewRow
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.interviews.asking import (
    STATUS_KEYS,
    ask_someone_else,
    ask_when,
    ask_who,
    change_status,
    status_choices,
)
from netui.tui.interviews.insights_screen import InsightsScreen
from netui.tui.interviews.lines import (
    interview_card,
    interview_row,
    interview_rows,
    preparation_key,
    preparation_row,
    preparation_rows,
)
from netui.tui.interviews.preparation import PreparationKeys, PreparationList
from netui.tui.look.messages import Open, WriteNote
from netui.tui.look.text import Line, Span
from netui.tui.look.unread import unless_unread
from netui.tui.modals.choose import ChoiceModal
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.row_finding import find_row
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.text_page import hint

_TICK_SECONDS = 60
_WHOLE = 200
_EMPTY = (
    "No interviews yet.\n\nInterviews to learn; job interviews go under Plan, opportunities.\n\n"
    "Press a to add one: name someone whose work you want to understand, and ask them for 20 minutes."
)
_NEEDS_TALK = frozenset({
    "into_interview", "talk_mode", "questions", "rehearse", "complete", "edit", "schedule", "status",
    "delete", "step",
})  # fmt: skip
_NOT_HELD = frozenset({InterviewStatus.DECLINED, InterviewStatus.NO_ANSWER, InterviewStatus.CANCELLED})


class InterviewsScreen(AreaScreen):
    """Area 3: interviews by their state; the preparation of the one under the cursor."""

    KEYS_TITLE: ClassVar[str] = "Interviews"

    DEFAULT_CSS = """
    InterviewsScreen .first { width: 2fr; }
    InterviewsScreen .second { width: 5fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "step", "next step", id="interviews.step"),
        Binding("enter", "into_interview", "checklist", id="interviews.open"),
        Binding("escape", "to_list", "back", id="interviews.back"),
        Binding("T", "talk_mode", "talk mode", id="interviews.talk"),
        Binding("p", "questions", "questions", id="interviews.questions"),
        Binding("R", "rehearse", "rehearse", id="interviews.rehearse"),
        Binding("c", "complete", "wrap up", id="interviews.closing.complete"),
        Binding("s", "schedule", "schedule", id="interviews.schedule"),
        Binding("e", "edit", "edit", show=False, id="interviews.edit"),
        Binding("v", "status", "status", id="interviews.status"),
        Binding("a", "add_interview", "add interview", id="interviews.add"),
        Binding("slash", "find", "search", show=False, id="interviews.find"),
        Binding("V", "insights", "all insights", show=False, id="interviews.insights"),
        Binding("d", "delete", "delete interview", show=False, id="interviews.closing.delete"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._interviews = services.interviews
        self._preparation = PreparationKeys(services, self, self.shown_interview_id)
        self._shown_id: int | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the list of interviews, and the interview with its preparation."""
        with Horizontal():
            with Panel(title="Interviews", classes="first"):
                yield LineList(
                    self._paint_interview,
                    key=lambda row: row.interview.id,
                    row_height=2,
                    opens=False,
                    empty=_EMPTY,
                    id="talks",
                )
            with Vertical(classes="second"):
                with Panel(title="Interview", card=True):
                    yield Lines(id="card")
                with Panel(title="Preparation", subtitle="a add, J K move", id="preparation"):
                    yield PreparationList(self._paint_preparation, id="prepared")

    def on_mount(self) -> None:
        """Start in the list; hours left and days waiting move on by themselves."""
        self.interview_list.focus()
        self.set_interval(_TICK_SECONDS, self._tick)

    def reload(self, change: Change | None) -> None:
        """Show the interviews as they are now."""
        if change is None or change.touched.keys() & {"interviews", "contacts", "follow_ups"}:
            self.interview_list.set_rows(interview_rows(self._interviews.grouped()))
            self._show_interview()

    @property
    def interview_list(self) -> LineList:
        """The list of interviews."""
        return self.query_one("#talks", LineList)

    @property
    def chosen(self) -> InterviewRow | None:
        """The interview under the cursor."""
        row = self.interview_list.cursor_row if self.is_mounted else None
        return row if isinstance(row, InterviewRow) else None

    def shown_interview_id(self) -> int | None:
        """Return the id of the interview under the cursor."""
        return self.chosen.interview.id if self.chosen is not None else None

    def current_contact_ids(self) -> Sequence[int]:
        """Return who the interview is with."""
        if self.chosen is None or self.chosen.interview.contact_id is None:
            return ()
        return (self.chosen.interview.contact_id,)

    def search_for(self, query: str) -> None:
        """Put the cursor on an interview by its id, or on the first whose name or company holds the words."""
        wanted = fold(query.strip())
        interviews = [row for row in self.interview_list.rows if isinstance(row, InterviewRow)]
        by_id = [row for row in interviews if str(row.interview.id) == wanted]
        named = [row for row in interviews if wanted and wanted in fold(f"{row.name} {row.company}")]
        for row in (*by_id, *named):
            self.interview_list.move_to(row.interview.id)
            self.interview_list.focus()
            return

    def action_find(self) -> None:
        """Go to an interview by some of its letters."""
        find_row(self.host, self.interview_list, "Find an interview")

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Show the interview that the cursor came to."""
        if event.line_list.id == "talks":
            self._show_interview()
        self.refresh_bindings()

    # Keys

    def action_person(self, verb: str) -> None:
        """Write a note about this interview; the other keys are about the person."""
        people = self.current_contact_ids()
        if verb == "note" and people:
            self.post_message(WriteNote(people, interview_id=self.shown_interview_id()))
        else:
            super().action_person(verb)

    def action_into_interview(self) -> None:
        """Go into the preparation of the interview."""
        if self.chosen is not None:
            self._preparation.list.focus()

    def action_to_list(self) -> None:
        """Go back to the list of interviews."""
        self.interview_list.focus()

    def action_talk_mode(self) -> None:
        """Go into talk mode."""
        self._open("talk")

    def action_questions(self) -> None:
        """Choose questions."""
        self._open("questions")

    def action_rehearse(self) -> None:
        """Rehearse the interview alone."""
        self._open("rehearsal")

    def action_prep(self, verb: str) -> None:
        """Do something with the row of the preparation, or add one."""
        self._preparation.act(verb)

    def action_complete(self) -> None:
        """Complete the interview, or change its debrief."""
        self._open("complete")

    def action_edit(self) -> None:
        """Edit the interview."""
        self._open("interview-form")

    def action_schedule(self) -> None:
        """Ask for the date, echo both clocks, and give the interview its date."""
        row = self.chosen
        if row is not None:
            ask_when(self, self._services, row, "Move" if row.starts is not None else "Give a date to")

    def action_add_interview(self) -> None:
        """Ask who with, then open the form."""
        ask_who(self, self._services)

    def action_status(self) -> None:
        """Ask what became of the interview, and note it."""
        row = self.chosen
        if row is None:
            return

        def picked(verb: str) -> None:
            if verb == "moved":
                ask_when(self, self._services, row, "Move")
            elif verb == "held":
                self._open("complete")
            else:
                self.host.say(change_status(self._interviews, row, verb))

        self.host.ask(ChoiceModal(f"Interview: {row.name}", status_choices(row), filterable=False), picked)

    def action_delete(self) -> None:
        """Delete the interview; undo restores it."""
        row = self.chosen
        if row is not None:
            self._interviews.closing.delete(row.interview.id)
            self.host.say(f"Deleted the interview with {row.name}. u undo")

    def action_insights(self) -> None:
        """Show what all interviews taught."""
        self.app.push_screen(InsightsScreen(self._services))

    def action_step(self) -> None:
        """Do what the row asks for."""
        row = self.chosen
        if row is None:
            return
        interview = row.interview
        match interview.status:
            case InterviewStatus.IDEA:
                self._write("interview-request")
            case InterviewStatus.ASKED if row.step is RequestStep.ASK_ELSE:
                ask_someone_else(self, self._services, row)
            case InterviewStatus.ASKED if row.step is RequestStep.RESEND:
                self._write("second-try")
            case InterviewStatus.ASKED:
                self._interviews.closing.no_answer(interview.id)
                self.host.say(f"Closed without an answer: {row.name}. Ask again whenever you like.")
            case InterviewStatus.SCHEDULED:
                self.action_status()
            case _:
                self._write("thank-you")

    def describe_binding(self, binding_id: str) -> str | None:
        """Name what the step, and completing, would do on this row."""
        row = self.chosen
        if row is None:
            return None
        status = row.interview.status
        if binding_id == "interviews.step" and not self._why_no_step(row):
            if status is InterviewStatus.ASKED:
                steps = {RequestStep.ASK_ELSE: "ask someone else", RequestStep.RESEND: "one more try"}
                return steps.get(row.step, "no answer")
            steps_of = {InterviewStatus.IDEA: "ask for it", InterviewStatus.DONE: "thank"}
            return steps_of.get(status, "say how it went")
        if binding_id == "interviews.closing.complete" and status is InterviewStatus.DONE:
            return "debrief"
        if binding_id == "interviews.schedule" and row.starts is not None:
            return "move"
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what cannot be done with this interview now."""
        if action == "prep":
            return self._preparation.can(parameters[0] if parameters else "")
        inside = self.is_mounted and self._preparation.list.has_focus
        if action == "to_list":
            return inside
        if action == "into_interview" and inside:
            return False
        if action not in _NEEDS_TALK:
            return super().check_action(action, parameters)
        return None if self._why_not(action) else True

    def why_not(self, action: str) -> str | None:
        """Say why a key cannot work on this interview."""
        if action == "prep":
            return "Choose an item of the checklist first; a adds one."
        return self._why_not(action) if action in _NEEDS_TALK else super().why_not(action)

    def palette_entries(self) -> Iterable[tuple[str, Callable[[], None]]]:
        """Offer what can become of the interview by name."""
        row = self.chosen
        if row is None:
            return
        for choice in status_choices(row):
            if choice.value in STATUS_KEYS:
                yield f"{row.name}: {choice.label}", partial(self._note, choice.value)

    def _note(self, verb: str) -> None:
        if self.chosen is not None:
            self.host.say(change_status(self._interviews, self.chosen, verb))

    def _why_not(self, action: str) -> str:
        row = self.chosen
        if row is None:
            return unless_unread(self.app, "There is no interview yet: a adds one.")
        interview = row.interview
        if action == "complete" and interview.status in _NOT_HELD:
            return f"The interview with {row.name} was not held: s gives it a new date first."
        if action == "schedule" and interview.status is InterviewStatus.DONE:
            return f"The interview with {row.name} was held: a adds another one."
        if action == "status" and interview.status is InterviewStatus.DONE:
            return f"The interview with {row.name} was held: c changes its wrap-up."
        if action == "rehearse":
            return self._services.interviews.rehearsals.why_not(interview)
        if action == "step":
            return self._why_no_step(row)
        return ""

    @staticmethod
    def _why_no_step(row: InterviewRow) -> str:
        match row.interview.status:
            case InterviewStatus.ASKED if not row.step:
                return f"{row.name} still has time to answer: nothing to do yet."
            case InterviewStatus.SCHEDULED if not row.needs_outcome:
                return "Still to come: T talk mode, c wrap up, s move."
            case InterviewStatus.DONE if row.hours_left is None:
                return f"{row.name} was thanked, or need not be."
            case status if status in _NOT_HELD:
                return "This interview is closed: s gives it a new date, v asks again."
        return ""

    def _open(self, kind: str) -> None:
        interview_id = self.shown_interview_id()
        if interview_id is not None:
            self.post_message(Open(kind, interview_id))

    def _write(self, template: str) -> None:
        people = self.current_contact_ids()
        if not people:
            raise InvalidValueError("that person is gone from your contacts: there is no one to write to")
        self.post_message(WriteNote(people, template=template, interview_id=self.shown_interview_id()))

    # Painting

    def _tick(self) -> None:
        if self.is_current:
            self.reload(None)

    def _show_interview(self) -> None:
        row = self.chosen
        card, panel = self.query_one("#card", Lines), self.query_one("#preparation", Panel)
        if row is None:
            card.set_lines([Line((Span("No interview is chosen.", "dim"),))])
            self._preparation.list.set_rows(())
            return
        summary = self._interviews.summary(row.interview.id)
        glyphs = self.interview_list.glyphs
        card.set_lines(interview_card(summary, self._services.present, glyphs))
        done = row.interview.status is InterviewStatus.DONE
        panel.set_title("What it brought" if done else "Preparation")
        self._preparation.list.set_empty(_empty_preparation(row))
        another = row.interview.id != self._shown_id
        first = summary.interview.next_item
        start = preparation_key(first) if another and first is not None else self._preparation.wanted_row
        self._preparation.wanted_row = None
        self._shown_id = row.interview.id
        self._preparation.list.set_rows(preparation_rows(summary), keep=not another, cursor=start)

    def _paint_interview(self, row: InterviewRow, _width: int) -> Sequence[Line]:
        return interview_row(row, self._services.present, self.interview_list.glyphs)

    def _paint_preparation(self, row: Any, _width: int) -> Line:
        return preparation_row(row, self._services.present.local_now(), self._preparation.list.glyphs)


def _empty_preparation(row: InterviewRow) -> list[Line]:
    if row.interview.status is InterviewStatus.DONE:
        return hint("Nothing is written of this interview: c wraps it up.", _WHOLE)
    if row.interview.status is InterviewStatus.SCHEDULED:
        return hint("a adds something to prepare, p chooses questions.", _WHOLE)
    if row.interview.status in _NOT_HELD:
        return hint("This interview is closed: v asks again, s gives it a date.", _WHOLE)
    return [
        Line((Span("The checklist is made when the interview has its date: s.", "dim"),)),
        *hint("p chooses questions already now.", _WHOLE),
    ]
