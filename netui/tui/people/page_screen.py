"""One person: the card, and all that happened, is promised and is known around them."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.timer import Timer

from netui.domain.interviews.interview import Interview
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import Interaction
from netui.domain.people.milestone import Milestone
from netui.domain.plan.favour import FavourEntry, FavourSource
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.glyphs import glyphs_of
from netui.tui.look.messages import GoToArea, Open, PersonAction
from netui.tui.look.text import Line, Span
from netui.tui.modals.subjects import Gone, gone_person
from netui.tui.people.columns import stage_glyph
from netui.tui.people.log_keys import InteractionKeys
from netui.tui.people.sections import EMPTY, NAMES, ContactSections, Section
from netui.tui.sections.agenda_keys import AgendaKeys, follow_up_row
from netui.tui.sections.giving_forms import ask_favour
from netui.tui.sections.milestone_forms import ask_milestone
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.late_log import when_read
from netui.tui.widgets.contact_card import (
    Sketch,
    about_words,
    cadence_spans,
    full_card,
    place_words,
    without_card,
)
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.section_tabs import SectionTabs
from netui.tui.widgets.text_page import TextPage, hint

_AROUND_SECONDS = 0.03
_ADDS = {
    Section.TIMELINE: ("log", "log"),
    Section.FOLLOW_UPS: ("follow-up", "add follow-up"),
    Section.INTERVIEWS: ("interview", "add interview"),
    Section.INTRODUCTIONS: ("introduce", "add introduction"),
    Section.FAVOURS: ("favour", "add favour"),
}
_READ_LATE = (Section.INTRODUCTIONS, Section.COMPANY)
_ON_OPEN_PROMISE = frozenset({"done", "snooze", "drop"})


class ContactScreen(AreaScreen):
    """The page of one person."""

    KEYS_TITLE: ClassVar[str] = "Contact"
    AUTO_FOCUS = "#story"

    DEFAULT_CSS = """
    ContactScreen #about { padding: 0 2; }
    ContactScreen #card-pane { width: 46; }
    ContactScreen.-narrow #card-pane { width: 1fr; }
    ContactScreen #story-pane { width: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "done", "done", id="contact.done"),
        Binding("s", "snooze", "snooze", id="contact.snooze"),
        Binding("x", "drop", "drop", show=False, id="contact.drop"),
        Binding("e", "edit", "edit", id="contact.edit"),
        Binding("d", "remove", "remove", id="contact.remove"),
        Binding("right_square_bracket", "section(1)", "next section", id="contact.next-section"),
        Binding(
            "left_square_bracket", "section(-1)", "section before", show=False, id="contact.previous-section"
        ),
        Binding("a", "add_here", "add", show=False, id="contact.add"),
        Binding("c", "company", "company", show=False, id="contact.company"),
        Binding("escape", "app.close", "back", show=False, id="contact.back"),
    ]

    def __init__(self, services: Services, contact_id: int) -> None:
        super().__init__()
        self._services = services
        self._contact_id = contact_id
        self._sections = ContactSections(services, contact_id)
        self._section = Section.TIMELINE
        self._rows: dict[Section, list[Any]] = {}
        self._contact: Contact | None = None
        self._about: list[Line] = []
        self._around: list[Section] = []
        self._around_timer: Timer | None = None
        self._log_keys = InteractionKeys(services, self)
        self._follow_up_keys = AgendaKeys(services, self)

    # What is shown

    def compose_body(self) -> ComposeResult:
        """Yield who it is, the card and the sections."""
        yield Lines([Line(()), Line(())], id="about")
        with Horizontal():
            with Panel(title="Card", id="card-pane", classes="second"):
                yield TextPage(id="card")
            with Panel(title="", id="story-pane", classes="first"):
                yield SectionTabs(NAMES)
                yield LineList(self._paint, key=lambda row: row.id, row_height=2, id="story")

    @property
    def story(self) -> LineList:
        """The list of the section that is shown."""
        return self.query_one("#story", LineList)

    def reload(self, change: Change | None) -> None:
        """Read the person again; the cursor stays on the same entry."""
        if self._services.contacts.row(self._contact_id) is None:
            self._show_gone()
            return
        if not when_read(self, self._services.log, self._read_all):
            return
        contact = self._contact = self._services.contacts.get(self._contact_id)
        for section in (Section.TIMELINE, Section.FOLLOW_UPS, Section.INTERVIEWS):
            self._rows[section] = self._sections.rows(section)
        self._rows.pop(Section.FAVOURS, None)  # read only where it is looked at
        if self._section in (*_READ_LATE, Section.FAVOURS):
            self._rows[self._section] = self._sections.rows(self._section)
        sketch = self._sketch(contact)
        self._about = self._about_lines(sketch)
        self._show_about(contact)
        self.query_one("#card", TextPage).show(lambda width: full_card(sketch, width), keep=True)
        self._show_section(keep=change is not None)
        self.call_after_refresh(self._read_around)

    def _read_all(self) -> None:
        self.reload(None)

    def _read_around(self) -> None:
        """Search everyone for introductions, then for colleagues, once the page is shown."""
        if self._around_timer is None and self._contact is not None:
            self._around = list(_READ_LATE)
            self._around_timer = self.set_timer(_AROUND_SECONDS, self._read_next)

    def _read_next(self) -> None:
        self._around_timer = None
        if self._contact is None or not self._around:
            return
        section = self._around.pop(0)
        self._rows[section] = self._sections.rows(section)
        self._show_section(keep=True)
        self._around_timer = self.set_timer(_AROUND_SECONDS, self._read_next)

    def _show_section(self, *, keep: bool) -> None:
        counts = [
            self._sections.count(self._rows[section]) if section in self._rows else None
            for section in Section
        ]
        self.query_one(SectionTabs).show(self._section, counts)
        first, then = EMPTY[self._section]
        self.story.set_empty([Line((Span(first),)), *hint(then, self.app.size.width)])
        self.story.set_rows(self._rows.get(self._section, []), keep=keep)
        self.refresh_bindings()

    def _show_gone(self) -> None:
        self._contact = None
        self.query_one("#about", Lines).set_lines([Line((Span("This person is no longer here."),)), Line(())])
        self.query_one("#card", TextPage).show(lambda _: [])
        self._rows.clear()
        self.story.set_empty("u brings back what you deleted; esc goes back.")
        self.story.set_rows([])
        self.query_one(SectionTabs).show(self._section, [None] * len(NAMES))
        self.call_later(self.host.let_go_of_gone)

    def gone(self) -> Gone | None:
        """Return the person if they are no longer in the store; nothing is typed on a page."""
        gone = gone_person(self._services.contacts, self._contact_id)
        return gone and gone._replace(typed=False)

    def _sketch(self, contact: Contact) -> Sketch:
        return Sketch(
            contact=contact,
            today=self._services.present.today(),
            cadence=self._services.cadences.cadence_of(contact),
            local=self._services.briefs.their_clock(contact),
            archived_on=self._services.present.day_of(contact.archived_at),
            names=self._services.contacts.names_in(contact),
        )

    def on_resize(self) -> None:
        """Show next to the name what the card tells where that is out of sight."""
        if self._contact is not None:
            self._show_about(self._contact)

    def _show_about(self, contact: Contact) -> None:
        more = [] if self.is_wide else without_card(contact, self.app.size.width - 4, glyphs_of(self.app))
        self.query_one("#about", Lines).set_lines([*self._about, *more])

    def _about_lines(self, sketch: Sketch) -> list[Line]:
        contact, glyphs = sketch.contact, glyphs_of(self.app)
        row = self._services.contacts.row(contact.id)
        sign = stage_glyph(row, glyphs) if row is not None else Span("")
        state = "archived" if contact.archived_at else contact.stage.value.replace("-", " ")
        roles = "".join(f" {glyphs.dot} {role}" for role in contact.roles)
        about = about_words(contact, glyphs)
        return [
            Line(
                (Span(contact.name, "strong"), Span(f"  {about}" if about else "", "dim")),
                (sign, Span(f" {state}"), Span(roles, "dim")),
            ),
            Line(
                cadence_spans(sketch),
                (Span(place_words(contact, sketch.local, sketch.today, glyphs), "dim"),),
            ),
        ]

    def _paint(self, row: Any, _width: int) -> list[Line]:
        return self._sections.lines(row, glyphs_of(self.app))

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Keys may mean something else on another row."""
        event.stop()
        self.refresh_bindings()

    # Sections

    def action_section(self, step: int) -> None:
        """Show the next section, or the previous one."""
        self._go_to(Section((self._section + step) % len(Section)))

    def on_section_tabs_chosen(self, event: SectionTabs.Chosen) -> None:
        """Show the section that was clicked."""
        self._go_to(Section(event.index))

    def _go_to(self, section: Section) -> None:
        self._section = section
        if section not in self._rows and self._contact is not None:
            self._rows[section] = self._sections.rows(section)
        self._show_section(keep=False)
        self.story.focus()

    # Keys on a row

    @property
    def _row(self) -> Any:
        """The row under the cursor while the sections have the focus."""
        return self.story.cursor_row if self.is_mounted and self.focused is self.story else None

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Show a row in full."""
        event.stop()
        row = event.row
        if isinstance(row, Interaction):
            self._log_keys.read(row)
        elif isinstance(row, Interview):
            self.post_message(GoToArea("interviews", str(row.id)))
        elif isinstance(row, FollowUp | FavourEntry):
            self.action_edit()
        elif isinstance(row, ContactRow):
            self.post_message(Open("contact", row.id))

    def action_edit(self) -> None:
        """Change the row under the cursor, or the person where it is none of this page."""
        row = self._row
        if isinstance(row, Interaction):
            self._log_keys.edit(row)
        elif isinstance(row, Milestone):
            ask_milestone(self._services, self.host, self._contact_id, row)
        elif isinstance(row, Interview):
            self.post_message(Open("interview-form", row.id))
        elif _is_noted(row):
            ask_favour(self._services, self.host, favour=self._services.favours.get(row.id))
        elif isinstance(row, FavourEntry):
            self.host.say("It counts by itself, from introductions, promises and the log")
        elif isinstance(row, FollowUp) and row.is_open:
            self._follow_up_keys.edit(follow_up_row(row, self._who))
        else:
            self.post_message(
                Open("contact-form", row.id if isinstance(row, ContactRow) else self._contact_id)
            )

    def action_remove(self) -> None:
        """Delete an entry of the log, or a follow-up."""
        row = self._row
        if isinstance(row, Interaction):
            self._log_keys.remove(row)
        elif isinstance(row, Milestone):
            self._services.milestones.remove(row.id)
            self.host.say("Removed the milestone; u brings it back")
        elif isinstance(row, FollowUp):
            self.action_drop()
        elif _is_noted(row):
            self._services.favours.remove(row.id)
            self.host.say("Removed the favour; u brings it back")

    def action_done(self) -> None:
        """Complete the follow-up under the cursor."""
        self._follow_up_keys.done(follow_up_row(self._row, self._who))

    def action_snooze(self) -> None:
        """Snooze the follow-up under the cursor."""
        self._follow_up_keys.snooze(follow_up_row(self._row, self._who))

    def action_drop(self) -> None:
        """Delete the follow-up under the cursor."""
        self._follow_up_keys.drop(follow_up_row(self._row, self._who))

    def action_add_here(self) -> None:
        """Add what this section holds."""
        self.post_message(PersonAction(_ADDS[self._section][0], (self._contact_id,)))

    def action_company(self) -> None:
        """Show the company of the person under the cursor, or of the one the page is about."""
        row = self._services.contacts.row(self.current_contact_ids()[0])
        if row is not None and row.company:
            self.post_message(Open("company", row.company))

    def palette_entries(self) -> Sequence[tuple[str, Callable[[], None]]]:
        """Offer to edit the person wherever the cursor is."""
        return [("edit this person", self._edit_person), ("add a milestone", self._add_milestone)]

    def _add_milestone(self) -> None:
        ask_milestone(self._services, self.host, self._contact_id)

    def _edit_person(self) -> None:
        self.post_message(Open("contact-form", self._contact_id))

    @property
    def _who(self) -> str:
        return self._contact.name if self._contact is not None else ""

    # Who keys act on, and whether they do

    def current_contact_ids(self) -> Sequence[int]:
        """Return the person under the cursor in a section of people, else the one the page is about."""
        row = self._row
        if isinstance(row, ContactRow):
            return (row.id,)
        return (self._contact_id,) if self._contact is not None else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show keys where they mean something."""
        row = self._row
        if action in _ON_OPEN_PROMISE:
            if not isinstance(row, FollowUp):
                return False
            return None if not row.is_open or (action == "snooze" and row.waits) else True
        if action == "remove":
            if isinstance(row, FollowUp):
                return True if row.is_open else None
            return isinstance(row, Interaction | Milestone) or _is_noted(row)
        if action == "add_here":
            return self._section in _ADDS and self._contact is not None
        if action in ("edit", "notes"):
            return True if self._contact is not None else None
        if action == "company":
            return True if self._contact is not None and self._contact.company else None
        return super().check_action(action, parameters)

    def describe_binding(self, binding_id: str) -> str | None:
        """Say what e, d and a mean on this row."""
        row = self._row
        if binding_id == "contact.edit":
            if isinstance(row, Interaction | Milestone):
                return "edit entry"
            return "edit" if isinstance(row, FollowUp | Interview) or _is_noted(row) else "edit person"
        if binding_id == "contact.remove":
            if _is_noted(row):
                return "remove favour"
            return "drop" if isinstance(row, FollowUp) else "remove entry"
        if binding_id == "contact.add" and self._section in _ADDS:
            return _ADDS[self._section][1]
        return None

    def why_not(self, action: str) -> str | None:
        """Say why a key cannot work now."""
        if action == "snooze" and isinstance(self._row, FollowUp) and self._row.is_open:
            return f"It is due {self._services.follow_ups.due_words(self._row)}: e gives it a day."
        if action in _ON_OPEN_PROMISE or action == "remove":
            return "This one is closed already."
        if action in ("edit", "notes", "person"):
            return "This person is no longer here."
        if action == "company":
            return "No company is known: e adds a position."
        return super().why_not(action)


def _is_noted(row: Any) -> bool:
    return isinstance(row, FavourEntry) and row.source is FavourSource.NOTED
