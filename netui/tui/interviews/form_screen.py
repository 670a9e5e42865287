"""Plan an interview, or change one: what for, when on both clocks, how, and by which checklist."""

import json
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview, InterviewStatus, Medium
from netui.domain.interviews.rules import check_minutes
from netui.domain.text import choose
from netui.domain.time.lengths import read_length
from netui.services.services import Services
from netui.tui.interviews.form_values import AUTO, FIELDS, statuses_for, stored_values
from netui.tui.interviews.times import InterviewTime, clock_there, read_interview_time, read_zone
from netui.tui.look.glyphs import glyphs_of
from netui.tui.look.text import Line, Span
from netui.tui.modals.draft_modal import IS_BACK, THROWN, read_fields
from netui.tui.modals.subjects import Gone, gone_interview, gone_person
from netui.tui.modals.unkept import leave_draft
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import NoteEditor, SafeInput
from netui.tui.widgets.field_line import RowField
from netui.tui.widgets.form import ChoiceInput
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel

_NONE = "none"
_MEDIA = [("video", "video"), ("phone", "phone"), ("in-person", "in person"), ("chat", "chat")]


class InterviewFormScreen(AreaScreen):
    """The form of one interview; what is typed is kept as a draft until it is saved."""

    KEYS_TITLE: ClassVar[str] = "Interview form"
    SAVES: ClassVar[bool] = True
    PERSON_KEYS: ClassVar[bool] = False

    DEFAULT_CSS = """
    InterviewFormScreen VerticalScroll { padding: 1 0 0 0; }
    InterviewFormScreen #who { padding: 0 1; margin-bottom: 1; }
    InterviewFormScreen RowField.-apart { margin-top: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", id="interview-form.save"),
        Binding("ctrl+t", "throw_away", "throw away", priority=True, id="interview-form.throw-away"),
        Binding("enter", "app.focus_next", "next field", id="interview-form.next", priority=True),
        Binding("tab", "pane(1)", "next field", show=False, id="interview-form.next-field"),
        Binding("down", "app.focus_next", "next field", show=False, id="interview-form.down"),
        Binding("up", "app.focus_previous", "previous field", show=False, id="interview-form.before"),
        Binding("escape", "leave", "back, draft kept", id="interview-form.leave"),
    ]

    def __init__(
        self, services: Services, contact_id: int | None = None, interview_id: int | None = None
    ) -> None:
        super().__init__()
        self._services = services
        self._interview: Interview | None = None
        if interview_id is not None:
            self._interview = services.interviews.get(interview_id)
            contact_id = self._interview.contact_id
        self._contact_id = contact_id
        known = contact_id is not None and services.contacts.row(contact_id) is not None
        self._contact = services.contacts.get(contact_id) if known and contact_id is not None else None
        self._draft_key = (
            f"interview:{interview_id}:form" if interview_id is not None else f"contact:{contact_id}:new-talk"
        )
        self._stored = stored_values(self._interview, services.present)
        self._is_back = False
        self._thrown: dict[str, str] = {}
        self._done = False

    def compose_body(self) -> ComposeResult:
        """Yield the fields."""
        draft = self._draft()
        self._is_back = bool(draft)
        values = {**self._stored, **draft}
        title = "New interview" if self._interview is None else "Interview"
        with Panel(title=f"{title} with {self._person}"), VerticalScroll(can_focus=False):
            yield Lines([self._about(taken_up=bool(draft))], id="who")
            yield self._text("goal", "Goal", values, "what do you want to learn?")
            yield self._text(
                "when", "When", values, "mon 14:00, tomorrow 9am, 23 nov 19:00; empty: no date yet"
            )
            yield self._text("zone", "Time zone", values, "mine, theirs, or a zone like America/Denver")
            yield self._text("minutes", "Minutes", values, "20 to 30 is usual")
            yield self._choice("medium", "How", _MEDIA, values, apart=True)
            yield self._text("place", "Where", values, "link, number or address")
            yield self._choice("checklist", "Checklist", self._checklists(), values)
            yield self._choice("status", "Status", statuses_for(self._interview), values)

    def on_mount(self) -> None:
        """Start with the goal, or with the date where the goal is known."""
        self.query_one("#goal" if not self._stored["goal"] else "#when").focus()
        self._check_dates()
        if self._is_back:
            self.host.say(IS_BACK)

    def gone(self) -> Gone | None:
        """The interview, or the person of a new one, where they are here no more."""
        if self._interview is not None:
            return gone_interview(self._services.interviews, self._interview.id)
        return gone_person(self._services.contacts, self._contact.id if self._contact else None)

    def current_contact_ids(self) -> tuple[int, ...]:
        """Return who the interview is with."""
        return () if self._contact is None else (self._contact.id,)

    # Typing

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep the draft; a date that can be read makes the interview a scheduled one."""
        self._keep()
        if event.input.id in ("when", "zone"):
            self._check_dates()
            if event.value.strip() != self._stored[event.input.id] and self._read_when_or_none() is not None:
                self.query_one("#status", ChoiceInput).value = InterviewStatus.SCHEDULED.value

    def on_choice_input_changed(self, _event: ChoiceInput.Changed) -> None:
        """Keep the draft."""
        self._keep()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Select the length and the date that were offered: typing replaces them."""
        editor = event.widget
        if not isinstance(editor, SafeInput) or editor.id not in ("minutes", "when"):
            return
        if editor.value == self._stored[editor.id]:
            editor.select_all()

    def on_key(self, event: events.Key) -> None:
        """Go from field to field with the arrows, where they mean nothing else."""
        if event.key in ("down", "up") and isinstance(self.focused, SafeInput):
            event.stop()
            if event.key == "down":
                self.focus_next()
            else:
                self.focus_previous()

    # Keys

    def action_save(self) -> None:
        """Save the interview and go back; else show the first thing that is wrong."""
        fields = [self.query_one(f"#field-{name}", RowField) for name in FIELDS]
        for field in fields:
            if not field.check():
                field.editor.focus()
                return
        values = self._values()
        when = self._read_when()
        status = InterviewStatus(values["status"])
        wrong = self._contradiction(status, when)
        if wrong is not None:
            name, message = wrong
            self.query_one(f"#field-{name}", RowField).show_error(message)
            self.query_one(f"#{name}").focus()
            return
        message = (
            self._add(values, when, status)
            if self._interview is None
            else self._change(self._interview, values, when)
        )
        self._done = True
        self.host.mirror.discard(self._draft_key)
        self.host.say(message)
        self.go_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to throw away what is back, and to restore what was thrown away."""
        if action == "throw_away":
            return self._is_back or bool(self._thrown)
        return super().check_action(action, parameters)

    def describe_binding(self, binding_id: str) -> str | None:
        """Say what the key that throws away does once it has; leave room for it in the key bar."""
        if binding_id == "interview-form.leave" and (self._is_back or self._thrown):
            return "back"
        return "restore" if binding_id == "interview-form.throw-away" and self._thrown else None

    def action_throw_away(self) -> None:
        """Put back what is stored, and keep nothing of what was typed before; or restore that."""
        thrown, self._thrown = self._thrown, {}
        self._is_back = bool(thrown)
        if not thrown:
            self._thrown = self._values()
        for name, value in (thrown or self._stored).items():
            field = self.query_one(f"#field-{name}", RowField)
            if not isinstance(field.editor, NoteEditor):
                field.editor.value = value
            field.check()
        self.query_one("#who", Lines).set_lines([self._about(taken_up=self._is_back)])
        self._keep()
        self.refresh_bindings()
        self.host.say("It is back." if thrown else THROWN)

    def action_leave(self) -> None:
        """Go back; what was typed stays as a draft."""
        typed = self._values() != self._stored
        if not typed:
            self.host.mirror.discard(self._draft_key)
        leave_draft(self.host, self.go_back, "Kept as a draft: it is here when you come back.", typed=typed)

    # Saving

    def _contradiction(self, status: InterviewStatus, when: InterviewTime | None) -> tuple[str, str] | None:
        if status is InterviewStatus.SCHEDULED and when is None:
            return "when", "a scheduled interview needs a date: say when, or set the status to idea or asked"
        if when is not None and status in (InterviewStatus.IDEA, InterviewStatus.ASKED):
            return "status", "an interview with a date is scheduled: clear the date, or set scheduled"
        return None

    def _add(self, values: dict[str, str], when: InterviewTime | None, status: InterviewStatus) -> str:
        if self._contact is None:
            raise InvalidValueError("that person is gone from your contacts: there is no one to talk to")
        checklist = {AUTO: None, _NONE: ""}.get(values["checklist"], values["checklist"])
        interview = self._services.interviews.add(
            self._contact.id,
            status=status,
            at=when.at if when is not None else None,
            zone=self._zone(),
            minutes=read_length(values["minutes"]),
            medium=choose(Medium, values["medium"], "medium"),
            place=values["place"],
            goal=values["goal"],
            checklist=checklist,
        )
        if when is None:
            return f"Interview with {self._person} added: {interview.status}."
        count = len(interview.items)
        prepare = f"; {counted(count, 'thing')} to prepare" if count else ""
        return f"Interview with {self._person}: {when.description}{prepare}."

    def _change(self, interview: Interview, values: dict[str, str], when: InterviewTime | None) -> str:
        if values == self._stored:
            return "Nothing was changed."
        status = InterviewStatus(values["status"])
        changed = {name for name, value in values.items() if value != self._stored[name]}
        turned = status is not interview.status
        typed = not changed.isdisjoint(("when", "zone"))
        new = when if when is not None and (turned or (typed and when.at != interview.at)) else None
        chosen = values["checklist"] if "checklist" in changed else AUTO
        self._services.interviews.change(  # what was left as it was may be different in another session
            interview.id,
            zone=self._zone() if "zone" in changed else "",
            minutes=read_length(values["minutes"]) if "minutes" in changed else None,
            medium=choose(Medium, values["medium"], "medium") if "medium" in changed else None,
            place=values["place"] if "place" in changed else None,
            goal=values["goal"] if "goal" in changed else None,
            at=new.at if new is not None else None,
            at_zone=new.zone if new is not None else "",
            asked=turned and status is InterviewStatus.ASKED,
            checklist=chosen if chosen not in (AUTO, _NONE) else "",
            base=interview,
        )
        return (
            f"Interview with {self._person}: {when.description}."
            if when is not None
            else f"Interview with {self._person} changed."
        )

    # Reading

    def _read_when(self) -> InterviewTime | None:
        text = self.query_one("#when", SafeInput).value.strip()
        if not text:
            return None
        return read_interview_time(
            text, self._services.present, zone=self._zone(), their_zone=self._their_zone
        )

    def _read_when_or_none(self) -> InterviewTime | None:
        try:
            return self._read_when()
        except InvalidValueError:
            return None

    def _zone(self) -> str:
        text = self.query_one("#zone", SafeInput).value
        return read_zone(text, self._services.present, self._their_zone)

    def _check_dates(self) -> None:
        self.query_one("#field-when", RowField).check()
        self.query_one("#field-zone", RowField).check()

    def _checked(self, name: str, text: str) -> str:
        match name:
            case "when":
                zone_is_read = self._zone_problem(self.query_one("#zone", SafeInput).value) == ""
                when = self._read_when() if text.strip() and zone_is_read else None
                if when is None:
                    return ""
                return "\n".join(filter(None, (when.description, when.note, self._overlapping(when))))
            case "zone":
                read_zone(text, self._services.present, self._their_zone)
                return ""
            case "minutes":
                minutes = check_minutes(read_length(text))
                return "" if text.strip().isdecimal() else f"{minutes} minutes"
            case _:
                return ""

    def _overlapping(self, when: InterviewTime) -> str:
        try:
            length = check_minutes(read_length(self.query_one("#minutes", SafeInput).value))
        except InvalidValueError:
            length = 1
        but = self._interview.id if self._interview is not None else None
        return self._services.interviews.at_that_time(when.at, length, but=but)

    def _zone_problem(self, text: str) -> str:
        try:
            read_zone(text, self._services.present, self._their_zone)
        except InvalidValueError as error:
            return str(error)
        return ""

    # Drafts

    def _values(self) -> dict[str, str]:
        return {name: self.query_one(f"#field-{name}", RowField).value.strip() for name in FIELDS}

    def _keep(self) -> None:
        if self._done or not self.is_mounted:
            return
        changed = {name: text for name, text in self._values().items() if text != self._stored[name]}
        if changed:
            self.host.mirror.keep(self._draft_key, json.dumps(changed))
            if self._thrown:
                self._thrown = {}
                self.refresh_bindings()
        else:
            self.host.mirror.discard(self._draft_key)

    def _draft(self) -> dict[str, str]:
        """Return what was typed before, as far as it is still a form of this kind."""
        read = read_fields(self.host.mirror.load(self._draft_key) or "")
        draft = {name: text for name, text in read.items() if name in FIELDS}
        return {} if all(self._stored[name] == text for name, text in draft.items()) else draft

    # What the fields hold

    @property
    def _person(self) -> str:
        if self._contact is not None:
            return self._contact.name
        return "someone" if self._interview is None else self._services.interviews.name_of(self._interview)

    @property
    def _their_zone(self) -> str:
        return self._contact.time_zone if self._contact is not None else ""

    def _about(self, *, taken_up: bool) -> Line:
        person = self._services.contacts.row(self._contact.id) if self._contact is not None else None
        there = clock_there(self._their_zone, self._services.present)
        known = (person.title, person.company, there) if person is not None else ()
        facts = f" {glyphs_of(self.app).dot} ".join(part for part in known if part)
        return Line((Span(facts, "dim"),), (Span("your draft", "accent"),) if taken_up else ())

    def _checklists(self) -> list[tuple[str, str]]:
        named = [(one.name, one.title) for one in self._services.interviews.preparation.checklists]
        known = self._stored["checklist"]
        if known not in (AUTO, _NONE) and known not in {name for name, _ in named}:
            named.append((known, known))
        ends = [(_NONE, "none")] if self._interview is None else []
        return [(AUTO, "default for how you meet"), *named, *ends]

    def _text(self, name: str, label: str, values: dict[str, str], placeholder: str) -> RowField:
        editor = SafeInput(values[name], placeholder=placeholder, id=name)
        return RowField(label, editor, validate=lambda text: self._checked(name, text), id=f"field-{name}")

    def _choice(
        self,
        name: str,
        label: str,
        choices: list[tuple[str, str]],
        values: dict[str, str],
        *,
        apart: bool = False,
    ) -> RowField:
        field = RowField(label, ChoiceInput(choices, values[name], id=name), id=f"field-{name}")
        field.set_class(apart, "-apart")
        return field
