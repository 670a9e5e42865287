"""What another session deleted or forgot while someone types about it: the screen says so and lets go."""

from typing import Any

from textual.app import App
from textual.screen import ModalScreen, Screen

from netui.domain.forgotten import Forgotten, subjects_of
from netui.services.ports import Change, Store
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


def let_go_of_gone(app: App[Any], store: Store, change: Change) -> str:
    """Leave the screens on top whose subject is gone; return what to tell the user, "" for nothing."""
    words, forgotten = "", change.forgotten
    while len(app.screen_stack) > 1:
        top = app.screen
        subject = _gone(app, top, store, change)
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


def _gone(app: App[Any], screen: Screen[Any], store: Store, change: Change) -> str:
    if isinstance(screen, AreaScreen):
        return screen.gone()
    if isinstance(screen, Modal):
        if change.forgotten is not None and change.forgotten.is_about(screen.draft_key):
            return "this person"
        subjects = subjects_of(screen.draft_key)
        for name, ids in change.touched.items():
            if any(not _is_here(store, one) for one in subjects & ids):
                return "this person" if name == "contacts" else "what this is about"
    below = next((one for one in reversed(app.screen_stack) if not isinstance(one, ModalScreen)), None)
    return below.gone() if isinstance(below, AreaScreen) else ""


def _is_here(store: Store, document_id: int) -> bool:
    return any(store.of(kind).get_many([document_id]) for kind in store.kinds())


def _screens(app: App[Any]) -> list[Screen[Any]]:
    return [screen for stack in app._screen_stacks.values() for screen in stack]  # noqa: SLF001
