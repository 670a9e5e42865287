"""Help, built from the keys that are live: it cannot be wrong."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netui.tui.look.text import Line, Span
from netui.tui.modals.base import Modal
from netui.tui.widgets.key_bar import CURSOR, LiveKey
from netui.tui.widgets.line_list import BLANK, Heading, LineList

_KEYS_WIDTH = 18


class HelpModal(Modal[None]):
    """Every live key with what it does, by where it comes from, and the id it has in config.toml."""

    DEFAULT_CSS = """
    HelpModal > .dialog { width: 84; height: 92%; }
    HelpModal .dialog LineList { height: 1fr; max-height: 100%; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "help", show=False, id="modal.help"),
    ]

    def __init__(self, keys: Sequence[LiveKey], areas: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__("Keys")
        self._keys = list(keys)
        self._areas = list(areas)

    def compose_question(self) -> ComposeResult:
        """List the keys."""
        yield LineList(self._paint, opens=False)

    def on_mount(self) -> None:
        """Fill the list."""
        rows: list[object] = []
        groups: dict[str, list[LiveKey]] = {}
        for key in self._keys:
            if not key.action.startswith(("app.area", "area(")):
                groups.setdefault(key.group, []).append(key)
        late = (LineList.KEYS_TITLE, "Everywhere", CURSOR)
        names = sorted(groups, key=lambda name: late.index(name) if name in late else -1)
        for name, keys in ((name, groups[name]) for name in names):
            rows += [Heading(name.upper()), *keys, BLANK]
        if self._areas:
            rows += [Heading("AREAS"), *[f"{key}\t{title}" for key, title in self._areas], BLANK]
        self.query_one(LineList).set_rows(rows)
        self.query_one(LineList).focus()

    def _paint(self, row: LiveKey | str, _width: int) -> Line:
        if isinstance(row, str):
            key, _, title = row.partition("\t")
            return Line((Span(f"{key:<{_KEYS_WIDTH}}", "accent"), Span(title)))
        keys = " ".join(row.keys)
        tone = "" if row.enabled else "ghost"
        text = row.text if row.enabled else f"{row.text} (not now)"
        return Line(
            (Span(f"{keys:<{_KEYS_WIDTH}}", "accent" if row.enabled else "ghost"), Span(text, tone)),
            (Span(row.binding_id, "ghost"),),
        )
