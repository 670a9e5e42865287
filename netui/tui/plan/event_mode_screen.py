"""Event mode: a line for each person you meet; known people are recognised while you type."""

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import TextArea

from netui.domain.counted import count_people
from netui.domain.people.contact import ContactRow
from netui.domain.plan.event import Event, MetLine, met_line, met_lines
from netui.domain.time.dates import short_day
from netui.services.people.recognition import Recognised, Recognition
from netui.services.plan.events import MetPerson
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.text import Line, Span
from netui.tui.modals.met import MetChoice, MetDecision, MetModal, by_day
from netui.tui.modals.subjects import Gone, is_here
from netui.tui.sections.keep_in_touch import offer_to_keep_in_touch
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import EditorMargin, NoteEditor
from netui.tui.widgets.key_bar import KeyBar
from netui.tui.widgets.lines import Lines

_PLACEHOLDER = "Ana Silva, compiler at Arm, send paper"
_MOST_REMEMBERED = 2_000
_LEARNED_AT_ONCE = 2_000


class EventModeScreen(AreaScreen):
    """Nothing but the list of the people met; escape ends it with a review of all of them.

    What is typed is mirrored at every key under `event:ID:met`, until it is kept.
    """

    KEYS_TITLE: ClassVar[str] = "Event mode"
    SAVES: ClassVar[bool] = True
    PERSON_KEYS: ClassVar[bool] = False

    DEFAULT_CSS = """
    EventModeScreen #page { padding: 1 2 0 2; height: 1fr; }
    EventModeScreen #head { margin-bottom: 1; }
    EventModeScreen NoteEditor { width: 3fr; background: $panel 40%; }
    EventModeScreen NoteEditor:focus { background: $panel 40%; }
    EventModeScreen EditorMargin { width: 2fr; margin-left: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "finish", "end, review", id="event.finish"),
        Binding("ctrl+s", "finish", "end, review", show=False, id="event.finish-too"),
        Binding("ctrl+l", "later", "leave, draft kept", id="event.later", priority=True),
    ]

    def __init__(self, services: Services, event_id: int) -> None:
        super().__init__()
        self._services = services
        self._event: Event = services.events.get(event_id)
        self._recognition: Recognition | None = None
        self._remembered: dict[str, Span | None] = {}

    def compose(self) -> ComposeResult:
        """Leave out the top bar: nothing but the people met."""
        draft = self.host.mirror.load(self._key) or ""
        with Vertical(id="page"):
            yield Lines(id="head")
            with Horizontal():
                yield NoteEditor(
                    draft, mirror=self.host.mirror, draft_key=self._key, placeholder=_PLACEHOLDER
                )
                yield EditorMargin()
        yield KeyBar()

    def on_mount(self) -> None:
        """Go on where one was."""
        editor = self._editor
        if editor.text.strip():
            self.host.say("What you typed before is back.")
        editor.move_cursor(editor.document.end)
        editor.focus()
        self.watch(editor, "scroll_y", self._show_next_to_lines, init=False)
        self._show_head()
        self._learn_names()

    def on_resize(self) -> None:
        """Keep each word next to its line."""
        self.call_after_refresh(self._show_next_to_lines)

    def reload(self, change: Change | None) -> None:
        """Recognise people another session added in the meantime."""
        if change is not None and "contacts" in change.touched:
            self._learn_names()

    def gone(self) -> Gone | None:
        """The event, where it is here no more."""
        there = is_here(self._services.events.get, self._event.id)
        return None if there else Gone("this event", frozenset({self._event.id}))

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """Recognise who is named there."""
        self._show_head()
        self.call_after_refresh(self._show_next_to_lines)

    # Who is known

    def _learn_names(self) -> None:
        """Learn the names of everybody; of many people in a thread, so that typing never waits."""
        rows = self._services.contacts.rows()
        if len(rows) > _LEARNED_AT_ONCE:
            self._learn_in_thread(rows)
        else:
            self._learned(Recognition(rows))

    @work(thread=True, exclusive=True)
    def _learn_in_thread(self, rows: Sequence[ContactRow]) -> None:
        self.app.call_from_thread(self._learned, Recognition(rows))

    def _learned(self, recognition: Recognition) -> None:
        if not self.is_attached:
            return
        self._recognition = recognition
        self._remembered.clear()
        self.call_after_refresh(self._show_next_to_lines)

    def _who(self, line: MetLine) -> Recognised:
        if self._recognition is None:
            self._recognition = Recognition(self._services.contacts.rows())
        return self._recognition.who(line)

    # Keys

    def action_finish(self) -> None:
        """Review who was met, then save them all; with no one in the list, leave."""
        people = met_lines(self._editor.text)
        if not people:
            self._let_go()
            self.go_back()
            return
        choices = [self._choice(line) for line in people]
        due_on = self._services.events.due_on(self._event)
        modal = MetModal(
            f"Met at {self._event.title}", choices, short_day(due_on, self._services.present.today())
        )
        self.host.ask(modal, lambda decisions: self._keep(people, decisions))

    def action_later(self) -> None:
        """Leave; the list is there again when one comes back."""
        if self._editor.text.strip():
            self.host.say("Kept as a draft: enter on the event takes it up again.")
        else:
            self._let_go()
        self.go_back()

    # Keeping

    def _keep(self, people: list[MetLine], decisions: list[MetDecision]) -> None:
        met = [
            MetPerson(people[one.index], contact_id=one.contact_id, follow_up=one.follow_up)
            for one in decisions
        ]
        if not met:
            self.host.say("Everyone was left out: nothing is kept, the list stays.")
            return
        outcome = self._services.events.finish(self._event.id, met)
        self._let_go()
        self.go_back()
        count = len(outcome.contact_ids)
        today = self._services.present.today()
        by = by_day(outcome.follow_ups, outcome.by_due, short_day(outcome.due_on, today))
        due = f"Write to {outcome.follow_ups:,} of them{by}. "
        again = f"{count_people(len(outcome.again))} kept before, nothing added for them. "
        kept = f"Kept {count_people(count)}, {outcome.added:,} of them new. "
        self.host.say(
            f"{again if outcome.again else ''}{kept if count else ''}"
            f"{due if outcome.follow_ups else ''}{'u undoes it all.' if count else ''}".strip()
        )
        offer_to_keep_in_touch(self._services, self.host, outcome.contact_ids)

    def _let_go(self) -> None:
        self._editor.draft_key = ""
        self.host.mirror.discard(self._key)

    def _choice(self, line: MetLine) -> MetChoice:
        found = self._who(line)
        known = [] if found.known is None else [found.known]
        meanings: list[tuple[int | None, str]] = [(row.id, _known(row)) for row in known]
        meanings.append((None, "new"))
        meanings += [(row.id, _known(row)) for row in found.others]
        names_day = self._services.events.names_day(line)
        return MetChoice(line.name, line.details, tuple(meanings), names_day)

    # Painting

    @property
    def _editor(self) -> NoteEditor:
        return self.query_one(NoteEditor)

    @property
    def _key(self) -> str:
        return f"event:{self._event.id}:met"

    def _show_head(self) -> None:
        present, event = self._services.present, self._event
        where = "  ".join(
            part for part in (event.place, self._services.groups.name_of(event.group_id)) if part
        )
        count = len(met_lines(self._editor.text))
        met = f"{count_people(count)} so far" if count else short_day(event.on, present.today())
        head = [Line((Span(event.title, "strong"), Span(f"  {where}", "dim")), (Span(met, "accent"),))]
        head += [Line((Span(goal, "dim"),)) for goal in event.goals.splitlines()[:2]]
        self.query_one("#head", Lines).set_lines(head)

    def _show_next_to_lines(self) -> None:
        editor, wrapped = self._editor, self._editor.wrapped_document
        by_row: dict[int, Line] = {}
        for index, text in enumerate(editor.document.lines):
            words = self._words(text)
            if words is not None:
                by_row[wrapped.location_to_offset((index, 0)).y] = Line((words,))
        self.query_one(EditorMargin).show(by_row, int(editor.scroll_y))

    def _words(self, text: str) -> Span | None:
        if self._recognition is None:
            return None
        if text not in self._remembered:
            if len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.clear()
            line = met_line(text)
            self._remembered[text] = None if line is None else self._margin(line, self._recognition)
        return self._remembered[text]

    def _margin(self, line: MetLine, recognition: Recognition) -> Span:
        if unread := self._services.events.unread_day(line):
            return Span(unread, "warning")
        found = recognition.who(line)
        if found.known is not None:
            return Span(f"known: {_about(found.known)}")
        if found.others:
            names = ", ".join(_about(row) for row in found.others[:2])
            more = f" and {len(found.others) - 2} more" if len(found.others) > 2 else ""
            return Span(f"new, or {names}{more}?", "dim")
        return Span("new", "accent")


def _about(row: ContactRow) -> str:
    return " · ".join(part for part in (row.name, row.company or row.title) if part)


def _known(row: ContactRow) -> str:
    return f"known: {_about(row)}"
