"""Area 2: everybody, found by one search line, acted on by one key."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.people.contact import ContactRow
from netui.domain.search.query import left_out_words
from netui.domain.search.sorting import SortOrder
from netui.domain.values import replace
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.glyphs import glyphs_of
from netui.tui.look.messages import Open, PersonAction
from netui.tui.look.text import Line, Span
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.people.columns import ColumnHeads, contact_line
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.late_log import when_read
from netui.tui.widgets.contact_card import Sketch, short_card
from netui.tui.widgets.editors import SearchLine
from netui.tui.widgets.form import Remark
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.text_page import TextPage, hint

_AT_ONCE = 2_000
"""Up to so many people are sorted before the first paint; more are sorted in slices after it."""
_PREVIEW_SECONDS = 0.04
_SLICE_SECONDS = 0.005
_HINT = "search: stripe  tag:alumni  due:<7d  last:>90d  -tag:recruiter"


class ContactsScreen(AreaScreen):
    """The search line, the list, and a preview where there is room for it."""

    KEYS_TITLE: ClassVar[str] = "Contacts"
    AUTO_FOCUS = "#people"

    DEFAULT_CSS = """
    ContactsScreen #contacts { width: 1fr; }
    ContactsScreen #preview { width: 40; }
    ContactsScreen.-narrow #preview { width: 1fr; }
    ContactsScreen Remark { display: none; }
    ContactsScreen SearchLine { background: $background; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "search", id="contacts.search"),
        Binding("escape", "back", "clear", id="contacts.back"),
        Binding("e", "edit", "edit", show=False, id="contacts.edit"),
        Binding("d", "delete", "delete", show=False, id="contacts.delete"),
        Binding("S", "sort", "sort", id="contacts.sort"),
        Binding("X", "export", "export", show=False, id="contacts.export"),
        Binding("W", "save_search", "save this search", show=False, id="contacts.save-search"),
        Binding("apostrophe", "saved_search", "saved searches", show=False, id="contacts.saved-search"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._order = SortOrder.NAME
        self._today = services.present.today()
        self._preparing: Iterator[int] | None = None
        self._preview_timer: Timer | None = None

    # What is shown

    def compose_body(self) -> ComposeResult:
        """Yield the list under its search line, and the preview."""
        with Horizontal():
            with Panel(title="Contacts", id="contacts", classes="first"):
                yield SearchLine(placeholder=_HINT, id="search", limit=400)
                yield Remark()
                yield ColumnHeads()
                yield LineList(self._paint, key=lambda row: row.id, marks=True, id="people")
            with Panel(title="Preview", id="preview", classes="second"):
                yield TextPage(id="card")

    @property
    def people(self) -> LineList:
        """The list; its rows are ContactRow."""
        return self.query_one("#people", LineList)

    @property
    def query_text(self) -> str:
        """The text of the search line."""
        return self.query_one(SearchLine).value

    def on_mount(self) -> None:
        """Sort a large network in slices, after the screen was painted."""
        count = self._services.contacts.count()
        if count > _AT_ONCE:
            self._preparing = self._services.search.prepare()
            self.people.set_empty(f"Sorting {count:,} people ...")
            self.call_after_refresh(self._prepare)
        else:
            self.call_after_refresh(self._warm, self._services.search.warm())

    def reload(self, change: Change | None) -> None:
        """Search again; the cursor stays on the same person, or goes to the first that was just added."""
        self._today = self._services.present.today()
        if self._preparing is None:
            ours = change.touched.get("contacts", frozenset()) if change is not None and change.ours else None
            self._show(keep=True, ours=ours or frozenset())
            self._preview_soon()

    def _prepare(self) -> None:
        if self._preparing is None:
            return
        if next(self._preparing, None) is not None:
            self.set_timer(_SLICE_SECONDS, self._prepare)
            return
        self._preparing = None
        self._show(keep=False)
        self.set_timer(_SLICE_SECONDS, partial(self._warm, self._services.search.warm(200)))

    def _warm(self, slices: Iterator[int]) -> None:
        """Load the texts that are searched while no one types."""
        if next(slices, None) is not None:
            self.set_timer(_SLICE_SECONDS, partial(self._warm, slices))

    def _show(self, *, keep: bool, ours: Collection[int] = ()) -> None:
        query = self.query_text
        self.query_one(ColumnHeads).show(self._order)
        try:
            rows = self._services.search.search(query, self._order)
        except InvalidValueError as error:
            self._remark(str(error), "error")
            self.people.set_empty([])
            return
        self._remark(left_out_words(query))
        if not rows:
            self.people.set_empty(self._no_one(query))
        before = {row.id for row in self.people.rows} if ours else ()
        added = next((row.id for row in rows if row.id in ours and row.id not in before), None)
        self.people.set_rows(rows, keep=keep, cursor=added)
        self._show_count()

    def _remark(self, text: str, tone: str = "dim") -> None:
        """Say under the search line what is wrong with it, or what it leaves out."""
        remark = self.query_one(Remark)
        remark.say(text, tone)
        remark.display = bool(text)

    def _show_count(self) -> None:
        shown, total = len(self.people.rows), self._services.contacts.count()
        dot = glyphs_of(self.app).dot
        words = f"{shown:,} of {total:,} {dot} by {self._order.label}"
        if marked := len(self.people.marked_ids):
            words += f" {dot} {marked:,} marked"
        self.query_one("#contacts", Panel).set_subtitle(words)

    def _no_one(self, query: str) -> list[Line]:
        if self._services.contacts.count() == 0:
            lines = ("No one here yet.", "Press a to add someone, or to import your contacts.")
        elif query.strip():
            lines = (
                f"No one matches “{query.strip()}”.",
                "esc clears the search; is:archived finds those put away.",
            )
        else:
            lines = ("Everybody is archived.", "Search for is:archived to see them.")
        return [Line((Span(lines[0]),)), Line(()), *hint(lines[-1], self.app.size.width)]

    def _paint(self, row: ContactRow, width: int) -> Line:
        due = self._services.search.due_on(row)
        return contact_line(row, due, width, self._today, glyphs_of(self.app))

    # The preview follows the cursor once it rests, so that moving stays cheap

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Show another person next to the list."""
        event.stop()
        self._preview_soon()

    def _preview_soon(self) -> None:
        if self._preview_timer is None:
            self._preview_timer = self.set_timer(_PREVIEW_SECONDS, self._preview)
        else:
            self._preview_timer.reset()

    def _preview(self) -> None:
        self._preview_timer = None
        self.refresh_bindings()
        row, page = self.people.cursor_row, self.query_one("#card", TextPage)
        if row is None:
            page.show(lambda _: [])
            return
        try:
            sketch = self._sketch(row.id)
        except NotFoundError:
            return  # deleted by another session; the list is updated in a moment
        page.show(lambda width: short_card(sketch, width, glyphs_of(self.app)))

    def _sketch(self, contact_id: int) -> Sketch:
        contact = self._services.contacts.get(contact_id)
        read = when_read(self, self._services.log, self._preview)
        log = self._services.log.for_contact(contact_id) if read else []
        last = replace(log[0], text=self._services.pages.words_with(log[0], contact_id)) if log else None
        return Sketch(
            contact=contact,
            today=self._today,
            cadence=self._services.cadences.cadence_of(contact),
            local=self._services.briefs.their_clock(contact),
            archived_on=self._services.present.day_of(contact.archived_at),
            last=last,
            owed=self._services.briefs.owed(contact_id),
        )

    # Searching

    @on(Input.Changed, "#search")
    def _typed(self) -> None:
        if self._preparing is None:
            self._show(keep=False)
            self.refresh_bindings()

    @on(SearchLine.Left)
    def _to_list(self) -> None:
        self.people.focus()

    def search_for(self, query: str) -> None:
        """Search for something another screen asked for."""
        self.query_one(SearchLine).value = query
        self.people.focus()

    def action_search(self) -> None:
        """Go to the search line; typing takes the place of what was searched for before."""
        self.query_one(SearchLine).take_over()

    def action_back(self) -> None:
        """Leave the search line and keep the query; then clear the marks, then the query."""
        if self.focused is not self.people:
            self.people.focus()
        elif self.people.marked_ids:
            self.people.clear_marks()
        else:
            self.query_one(SearchLine).value = ""

    def action_sort(self) -> None:
        """Sort by something else."""
        self._sort_by(self._order.following)

    def _sort_by(self, order: SortOrder) -> None:
        self._order = order
        self._show(keep=True)

    def action_save_search(self) -> None:
        """Save the text of the search line under a name."""
        query = self.query_text.strip()
        self._services.search.search(query)  # what can't be used isn't saved either

        def named(name: str) -> None:
            self._services.settings.save_search(name, query)
            self.host.say(f"Saved: ' then {name.strip()} searches for {query}")

        self.host.ask(PromptModal("Save this search", placeholder="a name", hint=query, about=()), named)

    def action_saved_search(self) -> None:
        """Pick a saved search."""
        choices = [
            Choice(query, name, query) for name, query in sorted(self._services.config.saved_searches.items())
        ]
        self.host.ask(ChoiceModal("Saved searches", choices), self.search_for)

    def _forget_search(self, name: str) -> None:
        self._services.settings.save_search(name, "")
        self.host.say(f"The search {name} is no longer saved")

    def palette_entries(self) -> Iterable[tuple[str, Callable[[], None]]]:
        """Offer the orders and the saved searches by name."""
        for order in SortOrder:
            yield f"sort by {order.label}", partial(self._sort_by, order)
        for name, query in sorted(self._services.config.saved_searches.items()):
            yield f"search: {name}", partial(self.search_for, query)
            yield f"forget the saved search {name}", partial(self._forget_search, name)
        yield "go through these people: how often for each", self._go_through
        yield "import people", self._import_people

    def _go_through(self) -> None:
        marked = tuple(self.people.marked_ids)
        self.post_message(Open("go-through", marked or self.query_text))

    def _import_people(self) -> None:
        self.post_message(Open("import", 0))

    # People

    def current_contact_ids(self) -> Sequence[int]:
        """Return the marked people, or the one under the cursor."""
        ids: list[int] = self.people.acting_ids
        return ids

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Open the contact page."""
        event.stop()
        self.post_message(Open("contact", event.row.id))

    def on_line_list_marked(self, event: LineList.Marked) -> None:
        """Count the marked people."""
        event.stop()
        self._show_count()
        self.refresh_bindings()

    def action_edit(self) -> None:
        """Open the form of the person under the cursor."""
        self.post_message(Open("contact-form", self.people.cursor_row.id))

    def action_delete(self) -> None:
        """Delete people."""
        self.post_message(PersonAction("delete", tuple(self.current_contact_ids())))

    def action_export(self) -> None:
        """Write the marked people, or those a search found, or everything, into a file."""
        found = [row.id for row in self.people.rows] if self.query_text.strip() else ()
        self.post_message(PersonAction("export", tuple(self.people.marked_ids or found)))

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what cannot work now."""
        here = self.people.cursor_row is not None if self.is_mounted else False
        if action in ("edit", "delete", "export"):
            return True if here else None
        if action == "back":
            wanted = self.focused is not self.people or self.people.marked_ids or self.query_text
            return bool(self.is_mounted and wanted)
        if action == "save_search":
            return True if self.query_text.strip() else None
        if action == "saved_search":
            return True if self._services.config.saved_searches else None
        return super().check_action(action, parameters)

    def describe_binding(self, binding_id: str) -> str | None:
        """Say what esc and an export do now."""
        if binding_id == "contacts.export" and self.people.marked_ids:
            return f"export {len(self.people.marked_ids):,} marked"
        if binding_id == "contacts.back":
            if self.focused is not self.people:
                return "to the list"
            return "no marks" if self.people.marked_ids else "clear search"
        return None

    def why_not(self, action: str) -> str | None:
        """Say why a key cannot work now."""
        return {
            "edit": "There is no one under the cursor.",
            "notes": "There is no one under the cursor.",
            "delete": "There is no one under the cursor.",
            "export": "There is no one here to export.",
            "save_search": "Type a search first: / goes to the search line.",
            "saved_search": "No search is saved yet: type one, then W saves it.",
        }.get(action) or super().why_not(action)
