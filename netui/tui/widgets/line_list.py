"""The one list of the program: any number of rows, a cursor that stays on its row, cheap moves."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip

from netui.tui.look.text import Span
from netui.tui.look.unread import unless_unread
from netui.tui.widgets import painted_rows as painted
from netui.tui.widgets.lines import ScrolledLines
from netui.tui.widgets.painted_rows import GUTTER, Empty, Rendered
from netui.tui.widgets.rows import BLANK, Blank, Heading, Rows

__all__ = ["BLANK", "GUTTER", "Blank", "Heading", "LineList"]


class LineList(ScrolledLines, can_focus=True):
    """Rows given as objects or ids, painted on demand by `render(row, width)`.

    `key(row)` is the row's id (by default the row itself); the cursor skips `Heading` and `BLANK` rows.
    `row_height` is the number of lines of an ordinary row, then `render` returns as many `Line`s.
    `marks` lets the user mark several rows; without `opens` enter is free for others;
    `lit` shows the cursor as if the list had the focus. Filling is O(1) for one-line rows.
    """

    DEFAULT_CSS = """
    LineList { height: 1fr; width: 1fr; }
    """

    KEYS_TITLE: ClassVar[str] = "In a list"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", id="list.open"),
        Binding("down,j", "down", "down", show=False, id="list.down"),
        Binding("up,k", "up", "up", show=False, id="list.up"),
        Binding("g,home", "first", "first row", show=False, id="list.first"),
        Binding("G,end", "last", "last row", show=False, id="list.last"),
        Binding("pagedown", "page(1)", "page down", show=False, id="list.page-down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="list.page-up"),
        Binding("ctrl+d", "half_page(1)", "half a page down", show=False, id="list.half-down"),
        Binding("ctrl+u", "half_page(-1)", "half a page up", show=False, id="list.half-up"),
        Binding("m", "mark", "mark", show=False, id="list.mark"),
        Binding("M", "mark_all", "mark all shown", show=False, id="list.mark-all"),
    ]

    class _Of(Message):
        def __init__(self, line_list: "LineList") -> None:
            super().__init__()
            self.line_list = line_list

        @property
        def control(self) -> "LineList":
            """The list, for `@on(..., "#selector")`."""
            return self.line_list

    class _About(_Of):
        def __init__(self, line_list: "LineList", row: Any, row_id: Hashable) -> None:
            super().__init__(line_list)
            self.row = row
            self.row_id = row_id

    class Opened(_About):
        """Enter was pressed on a row, or it was clicked twice."""

    class Highlighted(_About):
        """The cursor came to another row; `row` and `row_id` are None if there is none."""

    class Marked(_Of):
        """The marked rows changed; `ids` in the order of the list."""

        def __init__(self, line_list: "LineList", ids: list[Any]) -> None:
            super().__init__(line_list)
            self.ids = ids

    def __init__(
        self,
        render: Callable[[Any, int], Rendered],
        *,
        key: Callable[[Any], Hashable] | None = None,
        row_height: int = 1,
        marks: bool = False,
        opens: bool = True,
        lit: bool = False,
        empty: Empty = "Nothing here.",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._render_row = render
        self._rows = Rows(key=key, height=row_height)
        self._empty = empty
        self._lit = lit
        self._cursor = -1
        self._marked: dict[Hashable, None] = {}
        self._marks_allowed = marks
        self._opens = opens
        self._reported: Hashable = None

    # What is shown

    @property
    def height_of_all(self) -> int:
        """The lines of all rows."""
        return self._rows.height

    @property
    def rows(self) -> Sequence[Any]:
        """The rows, headings included."""
        return self._rows.items

    @property
    def cursor_row(self) -> Any:
        """The row under the cursor, or None."""
        return self._rows.items[self._cursor] if self._cursor >= 0 else None

    @property
    def cursor_id(self) -> Any:
        """The id of the row under the cursor, or None."""
        return self._rows.id_at(self._cursor)

    @property
    def marked_ids(self) -> list[Any]:
        """The ids of the marked rows, in the order they were marked."""
        return list(self._marked)

    @property
    def acting_ids(self) -> list[Any]:
        """What one key acts on: the marked rows, or else the row under the cursor."""
        if self._marked:
            return self.marked_ids
        return [self.cursor_id] if self._cursor >= 0 else []

    def set_rows(self, rows: Sequence[Any], *, keep: bool = True, cursor: Hashable | None = None) -> None:
        """Show other rows; with `keep` the cursor stays on the same id, or goes to the next one still there.

        `cursor` puts it on that id instead. The sequence is kept, not copied: do not change it afterwards.
        Marks on rows that are gone are cleared.
        """
        old, old_cursor = self._rows, self._cursor
        old_offset = old.line_of(old_cursor) - self._top if old_cursor >= 0 else 0
        self._rows = old.replaced(rows)
        index = self._rows.index_of(cursor) if cursor is not None else -1
        if index < 0 and keep and old_cursor >= 0:
            index = self._rows.index_after(old, old_cursor)
        if index < 0:
            index = self._rows.selectable_from(0, 1)
        self._cursor = index
        if self._marked:
            self._drop_gone_marks()
        if index >= 0 and keep and old_cursor >= 0:
            self._top = self._rows.line_of(index) - old_offset
        elif not keep:
            self._top = 0
        self._show_cursor(step=False)
        self.refresh(layout=self.is_attached and self.styles.is_auto_height)
        self._tell()

    def set_empty(self, empty: Empty) -> None:
        """Show another text if there are no rows."""
        self._empty = empty
        if not self._rows.items:
            self.refresh()

    def move_to(self, row_id: Hashable) -> bool:
        """Put the cursor on an id; return whether it is there."""
        index = self._rows.index_of(row_id, self._cursor)
        self._go(index)
        return index >= 0

    def next_id(self) -> Any:
        """Return the id where the cursor goes if this row leaves: the one below, or above on the last row."""
        below = self._rows.selectable_from(self._cursor + 1, 1)
        index = below if below >= 0 else self._rows.selectable_from(self._cursor - 1, -1)
        return self._rows.id_at(index)

    def clear_marks(self) -> None:
        """Mark nothing."""
        if self._marked:
            self._marked.clear()
            self.refresh()
            self.post_message(self.Marked(self, []))

    def refresh_row(self, row_id: Hashable) -> None:
        """Paint one row again."""
        self._refresh_index(self._rows.index_of(row_id, self._cursor))

    def _drop_gone_marks(self) -> None:
        here = self._rows.ids()
        kept = {row_id: None for row_id in self._marked if row_id in here}
        if len(kept) != len(self._marked):
            self._marked = kept
            self.post_message(self.Marked(self, self.marked_ids))

    def set_render(self, render: Callable[[Any, int], Rendered]) -> None:
        """Paint the rows that come next with something else."""
        self._render_row = render

    def words(self) -> Callable[[], list[tuple[Hashable, str, str]]]:
        """Return what gathers the id of each row, its words, and the text at its right edge.

        It may run in a thread: it keeps to the rows of now, and to what paints them.
        """
        items, render = self._rows.items, self._render_row
        rows = [(row_id, items[index]) for row_id, index in self._rows.ids().items()]
        return lambda: list(painted.row_words(rows, render))

    # Painting

    @property
    def _words(self) -> Empty:
        return self._empty if isinstance(self.screen, ModalScreen) else unless_unread(self.app, self._empty)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """Return one row for each line; the text of an empty list is below a blank line."""
        return self._rows.height if self._rows.items else 1 + len(painted.empty_lines(self._words, width))

    def render_line(self, y: int) -> Strip:
        """Paint one line of the part that is seen."""
        width, height, glyphs = self.size.width, self.size.height, self.glyphs
        if not self._rows.items:
            return self.paint(painted.empty_spans(self._words, y, width, glyphs), width)
        index = self._rows.index_at(self._top + y)
        if index < 0:
            return self.paint([Span(" " * width)], width)
        row = self._rows.items[index]
        if isinstance(row, Heading):
            spans = painted.heading_spans(row, width - 1, glyphs)
        elif isinstance(row, Blank):
            spans = [Span(" " * (width - 1))]
        else:
            spans = self._row_spans(row, index, self._top + y - self._rows.line_of(index), width - 1)
        on_cursor = index == self._cursor and (self.has_focus or self._lit)
        if not painted.in_thumb(y, self._top, height, self._rows.height):
            return self.paint([*spans, Span(" ")], width, cursor=on_cursor)
        strip = self.paint(spans, width - 1, cursor=on_cursor)
        return Strip([*strip, *self.paint([Span(glyphs.thumb, "line")], 1)], width)

    def _row_spans(self, row: Any, index: int, part: int, width: int) -> list[Span]:
        rendered = self._render_row(row, max(0, width - GUTTER))
        if part:
            return painted.row_spans(rendered, part, width, self.glyphs)
        marked = bool(self._marked) and self._rows.id_at(index) in self._marked
        tone = ("accent" if self.has_focus or self._lit else "dim") if index == self._cursor else ""
        return painted.row_spans(rendered, 0, width, self.glyphs, cursor=tone, marked=marked)

    # Moving

    def _go(self, index: int, *, step: bool = False) -> None:
        if index < 0 or index == self._cursor:
            return
        before, top = self._cursor, self._top
        self._cursor = index
        self._show_cursor(step=step)
        if top == self._top:
            self._refresh_index(before)
            self._refresh_index(index)
        else:
            self.refresh()
        self._tell()

    def _show_cursor(self, *, step: bool) -> None:
        height = self.size.height
        if height <= 0:
            return
        end = max(0, self._rows.height - height)
        if self._cursor >= 0:
            first = self._rows.line_of(self._cursor)
            last = first + self._rows.lines_at(self._cursor) - 1
            if self._rows.selectable_from(self._cursor - 1, -1) < 0 and last < height:
                self._top = 0
            elif not (self._top <= first and last < self._top + height):
                room = height // 2 if step else min(2, height // 2)
                down = first > self._top
                self._top = last - (height - 1) + room if down else first - room
        self._top = max(0, min(self._top, end))

    def _refresh_index(self, index: int) -> None:
        if index < 0:
            return
        y = self._rows.line_of(index) - self._top
        self.refresh(Region(0, y, self.size.width, self._rows.lines_at(index)))

    def _tell(self) -> None:
        row_id = self.cursor_id
        if row_id != self._reported or row_id is None:
            self._reported = row_id
            self.post_message(self.Highlighted(self, self.cursor_row, row_id))

    def action_down(self) -> None:
        """Go one row down."""
        self._go(self._rows.selectable_from(self._cursor + 1, 1), step=True)

    def action_up(self) -> None:
        """Go one row up."""
        index = self._rows.selectable_from(self._cursor - 1, -1)
        if index >= 0:
            self._go(index, step=True)
        elif self._top:
            self._top = 0
            self.refresh()

    def action_first(self) -> None:
        """Go to the first row."""
        self._go(self._rows.selectable_from(0, 1))

    def action_last(self) -> None:
        """Go to the last row."""
        self._go(self._rows.selectable_from(len(self._rows.items) - 1, -1))

    def action_page(self, direction: int) -> None:
        """Go one page up or down."""
        self._jump(direction * max(1, self.size.height - 1))

    def action_half_page(self, direction: int) -> None:
        """Go half a page up or down."""
        self._jump(direction * max(1, self.size.height // 2))

    def _jump(self, lines: int) -> None:
        if self._cursor < 0:
            return
        target = max(0, min(self._rows.line_of(self._cursor) + lines, self._rows.height - 1))
        step = 1 if lines > 0 else -1
        index = self._rows.index_at(target)
        found = self._rows.selectable_from(index, step)
        if found < 0:
            found = self._rows.selectable_from(index, -step)
        self._top = max(0, min(self._top + lines, self._rows.height - self.size.height))
        self._cursor = found
        self._show_cursor(step=False)
        self.refresh()
        self._tell()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self._cursor >= 0:
            self.post_message(self.Opened(self, self.cursor_row, self.cursor_id))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go on to the next."""
        if self._cursor < 0:
            return
        row_id = self.cursor_id
        if row_id in self._marked:
            del self._marked[row_id]
        else:
            self._marked[row_id] = None
        self._refresh_index(self._cursor)
        self.post_message(self.Marked(self, self.marked_ids))
        self.action_down()

    def action_mark_all(self) -> None:
        """Mark every row, or none where all are marked."""
        ids: dict[Hashable, None] = dict.fromkeys(self._rows.ids())
        self._marked = {} if len(self._marked) == len(ids) else ids
        self.refresh()
        self.post_message(self.Marked(self, self.marked_ids))

    def why_not(self, action: str) -> str | None:
        """Say why rows cannot be marked here."""
        if action in ("mark", "mark_all"):
            return "Nothing here works on several at once: Contacts and This week mark rows."
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Dim marking if rows can't be marked, and opening without a row."""
        if action in ("mark", "mark_all"):
            asked = isinstance(self.screen, ModalScreen)  # where a letter may be that of a choice
            return True if self._marks_allowed else False if asked else None
        if action == "open":
            return False if not self._opens else True if self._cursor >= 0 else None
        return True

    # The mouse

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        top = self._top
        self._show_cursor(step=False)
        if top != self._top:
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the row under the mouse; a second click opens it."""
        index = self._rows.index_at(self._top + event.y)
        if index < 0 or not self._rows.selectable(index):
            return
        self._go(index)
        if event.chain >= 2:
            self.action_open()
