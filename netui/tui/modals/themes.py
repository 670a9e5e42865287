"""Choose a theme, and see each one while the cursor is on it."""

from collections.abc import Iterable

from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.widgets.line_list import LineList


class ThemeModal(ChoiceModal[str]):
    """Pick a theme by its name; escape leaves the one that was there."""

    def __init__(self, themes: Iterable[str], now: str) -> None:
        super().__init__("Theme", [Choice(name, name) for name in sorted(themes)], filterable=True, start=now)
        self._was = now

    def on_line_list_highlighted(self, _event: LineList.Highlighted) -> None:
        """Show the theme under the cursor."""
        if self.picked is not None:
            self.app.theme = self.picked.value

    def action_cancel(self) -> None:
        """Go back to the theme that was there."""
        self.app.theme = self._was
        super().action_cancel()
