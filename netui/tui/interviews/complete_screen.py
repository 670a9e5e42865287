"""Complete an interview: its results, while they are fresh; then straight on to the thank-you."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.people.contact import first_name
from netui.domain.values import replace
from netui.domain.week.debrief import Debrief
from netui.services.services import Services
from netui.tui.look.messages import WriteNote
from netui.tui.look.text import Line, Span, assemble, plain
from netui.tui.modals.ask import ConfirmModal
from netui.tui.modals.subjects import Gone, gone_interview
from netui.tui.modals.unkept import leave_draft
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import NoteEditor
from netui.tui.widgets.form import FormField
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel

_FIELDS = {
    "insights": ("What I learned", "one a line: write it as you would say it to {person}"),
    "trends": ("Trends", "where is the field going? One a line"),
    "actions": ("What I will do", "“send the paper by friday”: each line becomes a follow-up"),
    "influence": ("What it changes in my plan", "keep going, turn, or look closer at something?"),
    "ask_next": ("Who else to ask", "“Ana Silva, Stripe”: each becomes someone to get to know"),
}
_SPECIFIC = "The thank-you needs one or two specific points."


class CompleteScreen(AreaScreen):
    """The debrief of an interview, open or done; on a wide screen the answers are next to it."""

    KEYS_TITLE: ClassVar[str] = "Debrief"
    SAVES: ClassVar[bool] = True
    PERSON_KEYS: ClassVar[bool] = False

    DEFAULT_CSS = """
    CompleteScreen .first { width: 3fr; }
    CompleteScreen .second { width: 2fr; }
    CompleteScreen .first VerticalScroll { padding: 0 1; }
    CompleteScreen .second VerticalScroll { padding: 0 1; }
    CompleteScreen .second Static { height: auto; }
    CompleteScreen FormField > NoteEditor { height: auto; min-height: 2; max-height: 9; }
    CompleteScreen #advice { margin-bottom: 1; padding: 0 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "wrap up and thank", id="complete.save"),
        Binding("tab", "pane(1)", "next field", id="complete.next-field"),
        Binding("escape", "leave", "back, draft kept", id="complete.leave"),
    ]

    def __init__(self, services: Services, interview_id: int) -> None:
        super().__init__()
        self._services = services
        self._interviews = services.interviews
        self._interview: Interview = self._interviews.get(interview_id)
        self._person = self._interviews.name_of(self._interview)

    def compose_body(self) -> ComposeResult:
        """Yield the debrief, and what was answered."""
        with Horizontal():
            title = "Wrap-up of" if self._is_done else "Wrap up"
            with (
                Panel(title=f"{title} the interview with {self._person}", classes="first"),
                VerticalScroll(can_focus=False),
            ):
                yield Lines(id="advice")
                person = first_name(self._person)
                for name, (label, hint) in _FIELDS.items():
                    yield FormField(
                        label, self._editor(name), hint=hint.format(person=person), id=f"field-{name}"
                    )
            with Panel(title="What was said", classes="second"), VerticalScroll(id="said"):
                yield Static(self._interview_notes(), markup=False)

    def on_mount(self) -> None:
        """Start with what was learned."""
        self.query_one("#insights").focus(scroll_visible=False)
        self.call_after_refresh(self.query(VerticalScroll).first().scroll_home, animate=False)
        self._advise()

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """Say what the thank-you still needs."""
        self._advise()

    def gone(self) -> Gone | None:
        """The interview, where it is here no more."""
        return gone_interview(self._interviews, self._interview.id)

    def current_contact_ids(self) -> tuple[int, ...]:
        """Return who the interview was with."""
        return () if self._interview.contact_id is None else (self._interview.contact_id,)

    def describe_binding(self, binding_id: str) -> str | None:
        """Name what ctrl+s does with an interview that is done already."""
        return "save" if binding_id == "complete.save" and self._is_done else None

    # Keys

    def action_save(self) -> None:
        """Complete the interview; one that has not begun only if the user says it was held."""
        now = self._services.present.now()
        starts = self._interview.at
        if self._is_done or starts is None or starts <= now:
            self._complete(self._debrief())
            return
        planned = self._services.present.full_moment(starts)
        modal = ConfirmModal(
            "Held already?",
            f"The interview with {self._person} is set for {planned}, which is still to come.\n"
            "Wrap it up as one that ended just now?",
            yes="it was held",
            danger=True,
        )

        def answered(held: bool) -> None:
            if held:
                self._complete(self._debrief(), ended_now=True)

        self.host.ask_unasked(modal, answered)

    def action_leave(self) -> None:
        """Go back; what was typed stays as a draft."""
        kept = False
        for name in _FIELDS:
            if self._text(name).strip() == self._stored(name).strip():
                self._forget(name)
            else:
                kept = True
        leave_draft(self.host, self.go_back, "Kept as a draft: c takes it up again.", typed=kept)

    # Saving

    def _complete(self, debrief: Debrief, *, ended_now: bool = False) -> None:
        if self._is_done:
            self._interviews.closing.set_debrief(self._interview.id, debrief, self._interview)
            message = f"Wrap-up of the interview with {self._person} kept."
        else:
            now = self._services.present.now()
            finished = replace(debrief, ended_at=now) if ended_now else debrief
            self._interviews.closing.complete(self._interview.id, finished)
            message = f"Done: the interview with {self._person}. The thank-you is best sent within 24 hours."
        for name in _FIELDS:
            self._forget(name)
        self.host.say(message)
        first_time = not self._is_done
        self.go_back()
        people = [one for one in self.current_contact_ids() if self._services.contacts.row(one) is not None]
        if first_time and people:
            self.app.post_message(
                WriteNote(people, template="thank-you", interview_id=self._interview.id, unasked=True)
            )

    def _debrief(self) -> Debrief:
        lines = {name: tuple(self._text(name).splitlines()) for name in _FIELDS}
        return Debrief(
            insights=lines["insights"],
            trends=lines["trends"],
            actions=lines["actions"],
            influence=self._text("influence"),
            ask_next=lines["ask_next"],
        )

    def _forget(self, name: str) -> None:
        self.query_one(f"#{name}", NoteEditor).draft_key = ""
        self.host.mirror.discard(self._key(name))

    # What is shown

    @property
    def _is_done(self) -> bool:
        return self._interview.status is InterviewStatus.DONE

    def _editor(self, name: str) -> NoteEditor:
        draft = self.host.mirror.load(self._key(name))
        text = self._stored(name) if draft is None else draft
        return NoteEditor(text, mirror=self.host.mirror, draft_key=self._key(name), id=name)

    def _key(self, name: str) -> str:
        return f"interview:{self._interview.id}:debrief-{name}"

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", NoteEditor).text

    def _stored(self, name: str) -> str:
        held = {
            "insights": self._interview.insights,
            "trends": self._interview.trends,
            "actions": self._interview.actions,
            "influence": (self._interview.influence,),
            "ask_next": self._interview.ask_next,
        }
        return "\n".join(held[name])

    def _advise(self) -> None:
        specific = len(self._text("insights").split()) >= 3
        advice = self.query_one("#advice", Lines)
        thanked = self._interview.thanked_at is not None
        lines = [] if specific or thanked else [Line((Span(_SPECIFIC, "accent"),))]
        if self._has_notes and not self.is_wide:
            lines.append(Line((Span("shift+tab shows what was said.", "dim"),)))
        advice.display = bool(lines)
        if lines:
            advice.set_lines(lines)

    @property
    def _has_notes(self) -> bool:
        interview = self._interview
        return bool(interview.talk_notes.strip()) or any(
            one.asked or one.answer.strip() for one in interview.questions
        )

    def _interview_notes(self) -> Content:
        parts: list[str | tuple[str, str]] = []
        for question in self._interview.questions:
            if question.answer.strip() or question.asked:
                parts += [(question.text, "bold"), f"\n{question.answer.strip() or 'asked'}\n\n"]
        if self._interview.talk_notes.strip():
            parts += [("Notes", "bold"), f"\n{self._interview.talk_notes.strip()}\n"]
        return assemble(*parts) if parts else plain("Nothing was written during the interview.", "dim")
