"""A quiet frame with its title in it."""

from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from netui.tui.look.glyphs import glyphs_of
from netui.tui.look.text import plain


class Panel(Container):
    """A frame around widgets: dim, and in the primary colour while the focus is inside."""

    DEFAULT_CSS = """
    Panel { border: round $panel; border-title-color: $text-muted; border-subtitle-color: $text-muted;
            border-title-style: none; padding: 0; height: 1fr; }
    Panel.-card { height: auto; padding: 0 1; }
    Panel:focus-within { border: round $primary; border-title-color: $primary; }
    Panel.-ascii { border: ascii $panel; }
    Panel.-ascii:focus-within { border: ascii $primary; }
    """

    def __init__(
        self,
        *children: Widget,
        title: str = "",
        subtitle: str = "",
        card: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(*children, id=id, classes=classes)
        self.set_class(card, "-card")
        self.set_title(title)
        self.set_subtitle(subtitle)

    def on_mount(self) -> None:
        """Frame with what the terminal can show."""
        self.set_class(glyphs_of(self.app).ascii_only, "-ascii")

    def set_title(self, title: str) -> None:
        """Show another title; never markup."""
        self.border_title = _content(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Show another subtitle, at the bottom right; never markup."""
        self.border_subtitle = _content(subtitle)


def _content(text: str) -> Content | None:
    words = " ".join(text.split())
    return plain(words) if words else None
