"""What another session deleted or forgot while someone types about it: the screen says so and lets go."""

from typing import Any

from textual.app import App
from textual.screen import ModalScreen, Screen

from netui.domain.forgotten import Forgotten
from netui.tui.area import AreaScreen
from netui.tui.modals.base import Modal
from netui.tui.widgets.editors import NoteEditor, SafeInput


def forget_typed(app: App[Any], forgotten: Forgotten) -> None:
    """Take a forgotten person's name out of every field that is open, and out of what its undo remembers."""
    for screen in _screens(app):
        for editor in screen.query(NoteEditor):
            left = forgotten.without(editor.text)
            if left != editor.text:
                place = editor.cursor_location
                editor.load_text(left)
                editor.move_cursor(place)
            elif any(forgotten.without(text) != text for text in editor.remembered()):
                editor.history.clear()
        for field in screen.query(SafeInput):
            left = forgotten.without(field.value)
            if left != field.value:
                field.value = left


def let_go_of_gone(app: App[Any], forgotten: Forgotten | None) -> str:
    """Leave the screens on top whose subject is gone; return what to tell the user, "" for nothing."""
    words = ""
    while len(app.screen_stack) > 1:
        top = app.screen
        subject = _gone(app, top, forgotten)
        if not subject:
            break
        if forgotten is not None and forgotten.ids:
            words = (
                f"{subject[0].upper()}{subject[1:]} was forgotten in another session, with what you typed."
            )
        else:
            words = (
                f"{subject[0].upper()}{subject[1:]} was deleted in another session. "
                "What you typed is kept, in case that is undone."
            )
        app.pop_screen()
    return words


def _gone(app: App[Any], screen: Screen[Any], forgotten: Forgotten | None) -> str:
    if isinstance(screen, AreaScreen):
        return screen.gone()
    if isinstance(screen, Modal) and forgotten is not None and forgotten.is_about(screen.draft_key):
        return "this person"
    below = next((one for one in reversed(app.screen_stack) if not isinstance(one, ModalScreen)), None)
    return below.gone() if isinstance(below, AreaScreen) else ""


def _screens(app: App[Any]) -> list[Screen[Any]]:
    return [screen for stack in app._screen_stacks.values() for screen in stack]  # noqa: SLF001
