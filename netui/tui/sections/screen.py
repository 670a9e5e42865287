"""Plan and Journal: a list of sections at the left, the chosen one next to it, `[` and `]` between them."""

from collections.abc import Callable, Hashable, Sequence
from functools import cache
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from netui.services.ports import Change
from netui.tui.look.glyphs import glyphs_of
from netui.tui.look.text import Line, Span
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import Host
from netui.tui.sections.section import PublishedSection, Section
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.row_finding import find_row
from netui.tui.widgets.line_list import Blank, Heading, LineList
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.text_page import TextPage

Counts = dict[str, int | None]
_VERBS = {
    "section.add": "add",
    "section.edit": "edit",
    "section.delete": "delete",
    "section.done": "done",
    "section.skip": "skip",
    "section.snooze": "snooze",
    "section.up": "up",
    "section.down": "down",
    "section.way": "way",
    "person.yank": "copy",
    "section.export": "export",
    "list.open": "open",
}
_ANY_WIDTH = 80
_BARS = 2
_FRAME = 2


class SectionCounts:
    """What is shown next to each name; with many people it is counted away from the screen."""

    def __init__(self, sections: Sequence[Section], many: Callable[[], bool]) -> None:
        self._sections = sections
        self._many = many
        self._counts: Counts = {}
        self._is_stale = True
        self._is_counting = False

    def of(self, section: Section) -> int | None:
        """Return the number of a section, or None if it has none or is not counted yet."""
        return self._counts.get(section.name)

    def forget(self) -> None:
        """Have all counted again: something changed."""
        self._is_stale = True

    def count_one(self, section: Section) -> None:
        """Count a section whose rows were read just now."""
        if section.name in self._counts:
            self._counts[section.name] = section.count()

    def count(self, host: Host, then: Callable[[], None]) -> None:
        """Count what changed; `then` is called once it is counted, where that was not at once."""
        if not self._is_stale or self._is_counting:
            return
        self._is_stale = False
        if not self._many():
            self._counts = self._counted()
            return

        def take(counts: Counts) -> bool:
            self._is_counting = False
            self._counts = counts
            then()
            self.count(host, then)  # what changed in the meantime
            return False

        self._is_counting = True
        host.in_background(self._counted, take)

    def _counted(self) -> Counts:
        return {section.name: section.count() for section in self._sections}


class SectionsScreen(AreaScreen):
    """One area made of sections; they know their words and keys, this screen only shows them."""

    KEYS_TITLE = "Sections"

    DEFAULT_CSS = """
    SectionsScreen #sections { width: 30; }
    SectionsScreen #detail { height: 40%; max-height: 16; padding: 0 1; }
    SectionsScreen #detail.tall { height: 2fr; max-height: 100%; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "verb('done')", "done", id="section.done"),
        Binding("w", "verb('way')", "who can introduce me", id="section.way"),
        Binding("a", "verb('add')", "add", id="section.add"),
        Binding("e", "verb('edit')", "edit", id="section.edit"),
        Binding("v", "more", "more", id="section.more"),
        Binding("slash", "find", "search", show=False, id="section.find"),
        Binding("left_square_bracket", "section(-1)", "section before", show=False, id="section.previous"),
        Binding("right_square_bracket", "section(1)", "next section", id="section.next"),
        Binding("x", "verb('skip')", "skip", show=False, id="section.skip"),
        Binding("s", "verb('snooze')", "snooze", show=False, id="section.snooze"),
        Binding("d", "verb('delete')", "delete", show=False, id="section.delete"),
        Binding("J", "verb('down')", "move down", show=False, id="section.down"),
        Binding("K", "verb('up')", "move up", show=False, id="section.up"),
        Binding("X", "export", "portfolio", id="section.export"),
        Binding("escape", "back", "back to the list", id="section.back"),
    ]

    def __init__(
        self, title: str, sections: Sequence[Section], many: Callable[[], bool] = lambda: False
    ) -> None:
        """Take the sections, and `many`, which tells whether to count them takes a while."""
        super().__init__()
        self._title = title
        self._sections = list(sections)
        self._counts = SectionCounts(self._sections, many)
        self._chosen = 0
        self._being_read: Section | None = None
        self._adding = False
        self._touched: frozenset[int] = frozenset()
        self._before: set[Hashable] | None = None  # the rows there were, until what was added is among them

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return self._sections[self._chosen]

    def compose_body(self) -> ComposeResult:
        """Yield the sections, the list of the chosen one, and what is known of its row."""
        with Horizontal():
            with Panel(title=self._title, classes="second", id="sections"):
                yield LineList(self._paint_name, key=lambda section: section.name, id="names")
            with Vertical(classes="first"):
                with Panel(title=self.section.title, id="body"):
                    yield LineList(self.section.paint, key=self._key, id="rows")
                with Panel(title="", id="detail"):
                    yield TextPage()

    def on_mount(self) -> None:
        """Give the sections their host, and start in the list of the first."""
        for section in self._sections:
            section.host = self.host
        self._names.set_rows(self._sections)
        self._rows.focus()

    def on_resize(self) -> None:
        """Share the height again between the list and what is known of its row."""
        if self._rows.is_attached:
            self._show_detail()

    def reload(self, change: Change | None) -> None:
        """Read the chosen section again; what was just added gets the cursor."""
        if self._adding and change is not None and change.ours:
            self._adding = False
            self._before = set(self._keys())
            self._touched = frozenset().union(*change.touched.values())
        self._show()

    def _on_store_change(self, change: Change) -> None:
        self._counts.forget()
        super()._on_store_change(change)

    def let_go(self) -> None:
        """Drop the rows of every section."""
        self._rows.set_rows([])
        for section in self._sections:
            section.let_go()

    def begin_day(self) -> None:
        """Count again, too: what is overdue depends on the day."""
        self._counts.forget()
        super().begin_day()

    def show_section(self, name: str) -> None:
        """Show a section by its name."""
        self._chosen = next((i for i, one in enumerate(self._sections) if one.name == name), self._chosen)
        self._show(keep=False)
        if not self._names.has_focus:
            self._rows.focus()

    def search_for(self, query: str) -> None:
        """Show a section ("goals"), or one of its rows ("events:12"), where another screen leads here."""
        name, _, wanted = query.partition(":")
        self.show_section(name)
        if wanted:
            found = (key for key in self._keys() if wanted == str(key[0] if isinstance(key, tuple) else key))
            self._rows.move_to(next(found, None))

    def action_section(self, step: int) -> None:
        """Go to the next section, or back."""
        self._chosen = (self._chosen + step) % len(self._sections)
        self._show(keep=False)

    def action_verb(self, verb: str) -> None:
        """Do what a standard key means in this section."""
        self._adding = verb == "add"
        self.section.do(verb, self._rows.cursor_row)

    def action_find(self) -> None:
        """Go to a row by some of its letters."""
        find_row(self.host, self._rows, f"Find in {self.section.title}")

    def action_export(self) -> None:
        """Make the portfolio, where the section has something that goes in."""
        if isinstance(self.section, PublishedSection):
            self.section.export()

    def action_back(self) -> None:
        """Go back to the list from what is read beneath it, or from the sections."""
        self._rows.focus()

    def action_more(self) -> None:
        """Offer what else can be done here."""
        row = self._rows.cursor_row
        verbs = self.section.more(row)
        choices = [Choice(verb, verb.label, verb.note, verb.key) for verb in verbs]
        self.host.ask(ChoiceModal(self.section.title, choices, filterable=False), lambda verb: verb.run())

    def action_person(self, verb: str) -> None:
        """Copy what a section has to copy, write the note a row asks for; all else is about people."""
        row = self._rows.cursor_row
        note = self.section.note(row) if verb == "note" and row is not None else None
        if verb == "yank" and "copy" in self.section.keys:
            self.action_verb("copy")
        elif note is not None:
            self.post_message(note)
        else:
            super().action_person(verb)

    def current_contact_ids(self) -> Sequence[int]:
        """Return the people the row under the cursor is about."""
        row = self._rows.cursor_row if self.is_mounted else None
        return () if row is None else tuple(self.section.contacts(row))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what the section or its row cannot do."""
        if action == "verb" and parameters:
            verb = str(parameters[0])
            if verb not in self.section.keys:
                return False
            row = self._rows.cursor_row
            return True if verb == "add" or (row is not None and not self._refusal(verb)) else None
        if action == "back":
            return self.is_mounted and not self._rows.has_focus
        if action == "export":
            return "export" in self.section.keys
        if action == "person" and parameters == ("yank",) and "copy" in self.section.keys:
            return True if self._rows.cursor_row is not None else None
        if action == "more":
            return True if self.section.more(self._rows.cursor_row) else None
        return super().check_action(action, parameters)

    def _refusal(self, verb: str) -> str:
        row = self._rows.cursor_row
        return "" if row is None else self.section.refusal(verb, row)

    def why_not(self, action: str) -> str | None:
        """Say why a key cannot work now."""
        if action in {"verb", "more"}:
            verb = next((one for one in self.section.keys if one != "add" and self._refusal(one)), "")
            if action == "verb" and verb:
                return self._refusal(verb)
            if action == "more" and self._rows.cursor_row is not None:
                return "There is nothing more to do with this row."
            return "There is nothing under the cursor."
        return super().why_not(action)

    def describe_binding(self, binding_id: str) -> str | None:
        """Put the standard keys in the section's own words."""
        if binding_id == "list.open" and "open" not in self.section.keys:
            return "read it below"
        row = self._rows.cursor_row if self.is_mounted else None
        return self.section.words(_VERBS.get(binding_id, ""), row)

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Show the section chosen at the left, or what is known of the row."""
        if event.line_list.id == "names":
            row = event.line_list.cursor_row  # where it is now: two that are underway would chase each other
            if event.line_list.has_focus and row is not None and row is not self.section:
                self.show_section(row.name)
            return
        self._show_detail()
        self.refresh_bindings()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Go into a section, or open its row."""
        if event.line_list.id == "names":
            self._rows.focus()
        elif "open" in self.section.keys:
            self.section.do("open", event.row)
        elif self.query_one("#detail", Panel).display:
            self.query_one(TextPage).focus()

    @property
    def _names(self) -> LineList:
        return self.query_one("#names", LineList)

    @property
    def _rows(self) -> LineList:
        return self.query_one("#rows", LineList)

    def _keys(self) -> list[Hashable]:
        return [self._key(row) for row in self._rows.rows if not isinstance(row, Heading | Blank)]

    def _place(self) -> str:
        count = len(self._sections)
        before, after = (self._sections[(self._chosen + step) % count].title for step in (-1, 1))
        dot = glyphs_of(self.app).dot
        return f"[ {before} {dot} {self._chosen + 1} of {count} {dot} {after} ]"

    def _show(self, *, keep: bool = True) -> None:
        section = self.section
        work = section.reading()
        if work is not None and self._being_read is not section:
            self._being_read = section
            self.host.in_background(work, self._was_read)
        if work is None or not keep:
            self._show_rows(section, keep=keep, read=work is None)

    def _was_read(self, _result: object) -> bool:
        self._being_read = None
        return True

    def _show_names(self) -> None:
        self._names.set_rows(self._sections, cursor=self.section.name)

    def _show_rows(self, section: Section, *, keep: bool, read: bool) -> None:
        body = self.query_one("#body", Panel)
        body.set_title(section.title)
        body.set_subtitle(self._place())
        self._rows.set_empty(section.empty if read else "Reading ...")
        self._rows.set_render(section.paint)
        self._rows.set_rows(list(section.rows()) if read else [], keep=keep)
        if not keep:
            self._before = None
        if read and self._before is not None:
            self._go_to_added(self._before)
            self._before = None
        if read:
            self._counts.count_one(section)
            self._counts.count(self.host, self._show_names)
        self._show_names()
        self._show_detail()
        self.refresh_bindings()

    def _go_to_added(self, before: set[Hashable]) -> None:
        """Put the cursor on what came: the entry itself, before what it adds to, such as whose it is."""
        came = [key for key in self._keys() if key not in before]
        entries = [
            key for key in came if not self._touched.isdisjoint(key if isinstance(key, tuple) else (key,))
        ]
        if came:
            self._rows.move_to((entries or came)[0])

    def _show_detail(self) -> None:
        row = self._rows.cursor_row
        section = self.section
        page = self.query_one(TextPage)
        build = cache(lambda width: [] if row is None else section.detail(row, width))
        known = bool(build(page.size.width or _ANY_WIDTH))
        detail = self.query_one("#detail", Panel)
        detail.display = known
        detail.set_class(section.tall_detail or self._leaves_room(), "tall")
        page.show(build)

    def _leaves_room(self) -> bool:
        """Whether the list needs no more than the third of the height that a tall detail leaves it."""
        return len(self._rows.rows) <= (self.size.height - _BARS) // 3 - _FRAME

    def _key(self, row: Any) -> Any:
        return self.section.key(row)

    def _paint_name(self, section: Section, _width: int) -> Line:
        count = self._counts.of(section)
        right = () if count is None else (Span(f"{count:,}", "dim"),)
        return Line((Span(section.title, "strong" if section is self.section else ""),), right)
