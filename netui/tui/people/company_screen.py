"""One company: everyone I know there, now and before, what I owe it, what I noted."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from netui.domain.people.contact import ContactRow
from netui.domain.people.follow_up import FollowUp
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.glyphs import glyphs_of
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.people import happenings
from netui.tui.sections.agenda_keys import AgendaKeys, follow_up_row
from netui.tui.sections.company_forms import ask_follow_up, ask_note
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.line_list import Heading, LineList
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.rows import grouped
from netui.tui.widgets.text_page import TextPage, paragraph

_ON_PROMISE = frozenset({"done", "snooze", "drop"})


class CompanyScreen(AreaScreen):
    """The page of one company."""

    KEYS_TITLE: ClassVar[str] = "Company"
    AUTO_FOCUS = "#there"

    DEFAULT_CSS = """
    CompanyScreen #about { padding: 0 2; }
    CompanyScreen #people { width: 2fr; }
    CompanyScreen #noted { width: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "follow_up", "follow-up on it", id="company.promise"),
        Binding("e", "note", "note", id="company.note"),
        Binding("space", "done", "done", id="company.done"),
        Binding("s", "snooze", "snooze", show=False, id="company.snooze"),
        Binding("x,d", "drop", "drop", show=False, id="company.drop"),
        Binding("escape", "app.close", "back", show=False, id="company.back"),
    ]

    def __init__(self, services: Services, name: str) -> None:
        super().__init__()
        self._services = services
        self._company = services.companies.get(name).name
        self._follow_up_keys = AgendaKeys(services, self)

    def compose_body(self) -> ComposeResult:
        """Yield its name, the people, and the note."""
        yield Lines([Line(())], id="about")
        with Horizontal():
            with Panel(title="Who I know there", id="people", classes="first"):
                yield LineList(
                    self._paint,
                    key=lambda row: row.id,
                    row_height=2,
                    empty="No one there is known yet: a sets a follow-up, e notes what you heard.",
                    id="there",
                )
            with Panel(title="Note", id="noted", classes="second"):
                yield TextPage()

    def reload(self, change: Change | None) -> None:  # noqa: ARG002
        """Read who is there again; the cursor stays on the same row."""
        companies = self._services.companies
        company, owed = companies.get(self._company), companies.follow_ups(self._company)
        groups: tuple[tuple[str, Sequence[Any]], ...]
        groups = (("OWED", owed), ("NOW", company.now), ("BEFORE", company.before))
        words = f"{len(company.now):,} now, {len(company.before):,} before"
        self.query_one("#about", Lines).set_lines(
            [Line((Span(company.name, "strong"),), (Span(words, "dim"),))]
        )
        self._list.set_rows(grouped((Heading(title, f"{len(group):,}"), group) for title, group in groups))
        note = companies.note(self._company)
        tone = "" if note else "dim"
        self.query_one(TextPage).show(
            lambda width: paragraph(note or "Nothing noted: e writes what you know.", width, tone)
        )
        self.refresh_bindings()

    @property
    def _list(self) -> LineList:
        return self.query_one("#there", LineList)

    @property
    def _row(self) -> Any:
        return self._list.cursor_row if self.is_mounted else None

    def _paint(self, row: Any, _width: int) -> list[Line]:
        today, glyphs = self._services.present.today(), glyphs_of(self.app)
        if isinstance(row, FollowUp):
            return happenings.follow_up_lines(row, "", today, self._services.present.now(), glyphs)
        return happenings.person_lines(row, today, glyphs)

    # Keys

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Show a person, or change what is owed."""
        event.stop()
        if isinstance(event.row, ContactRow):
            self.post_message(Open("contact", event.row.id))
        elif isinstance(event.row, FollowUp):
            self._follow_up_keys.edit(follow_up_row(event.row, self._company))

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Keys may mean something else on another row."""
        event.stop()
        self.refresh_bindings()

    def action_follow_up(self) -> None:
        """Set a follow-up on the company."""
        ask_follow_up(self._services, self.host, self._company)

    def action_note(self) -> None:
        """Write the note."""
        ask_note(self._services, self.host, self._company)

    def action_done(self) -> None:
        """Complete the follow-up under the cursor."""
        self._follow_up_keys.done(follow_up_row(self._row, self._company))

    def action_snooze(self) -> None:
        """Snooze the follow-up under the cursor."""
        self._follow_up_keys.snooze(follow_up_row(self._row, self._company))

    def action_drop(self) -> None:
        """Delete the follow-up under the cursor."""
        self._follow_up_keys.drop(follow_up_row(self._row, self._company))

    def current_contact_ids(self) -> Sequence[int]:
        """Return the person under the cursor."""
        row = self._row
        return (row.id,) if isinstance(row, ContactRow) else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show keys where they mean something."""
        if action in _ON_PROMISE:
            return isinstance(self._row, FollowUp)
        return super().check_action(action, parameters)
