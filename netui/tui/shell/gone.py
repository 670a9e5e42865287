"""What another session deleted or forgot while someone types about it: the screen says so and leaves."""

from collections.abc import Callable, Container
from typing import Any

from textual.screen import ModalScreen, Screen

from netui.domain.people.forgotten import Forgotten, subjects_of
from netui.services.ports import Change
from netui.services.session import StoreSession
from netui.tui.modals.base import Modal
from netui.tui.modals.closed import ClosedModal
from netui.tui.modals.subjects import Gone
from netui.tui.shell.area import AreaScreen
from netui.tui.terminal.app import TerminalApp
from netui.tui.terminal.editing import remembered_texts
from netui.tui.widgets.editors import NoteEditor, SafeInput


def forget_typed(app: TerminalApp, forgotten: Forgotten) -> None:
    """Take a forgotten person's name out of every screen and field, and out of what its undo remembers."""
    for screen in app.all_screens():
        if isinstance(screen, AreaScreen):
            screen.forget(forgotten)
        for editor in screen.query(NoteEditor):
            editor.draft_base = forgotten.without(editor.draft_base)
            left = forgotten.without(editor.text)
            if left != editor.text:
                place = editor.cursor_location
                editor.load_text(left)
                editor.move_cursor(place)
                continue
            texts = remembered_texts(editor)
            if texts is None or any(forgotten.without(text) != text for text in texts):
                editor.history.clear()
        for field in screen.query(SafeInput):
            left = forgotten.without(field.value)
            if left != field.value:
                field.value = left
            elif any(forgotten.without(text) != text for text in field.remembered_texts()):
                field.forget_typed()


def let_go_of_gone(
    app: TerminalApp,
    session: StoreSession,
    forgotten: Forgotten,
    change: Change | None,
    deleted_here: Container[int],
) -> None:
    """Replace the screens on top whose subject is gone by a dialog that says so and takes no letters.

    `forgotten` are all who were; without a `change` a screen is seen again, and it is looked at alone.
    A page of what is `deleted_here` leaves without a word: the user has just done that.
    """
    lines: list[str] = []
    reported: set[int] = set()
    while len(app.screen_stack) > 1 and (gone := _gone(app, app.screen, session.holds, forgotten, change)):
        if isinstance(app.screen, ClosedModal):
            lines += app.screen.lines
        elif not gone.ids <= reported and (gone.typed or any(one not in deleted_here for one in gone.ids)):
            lines.append(_words(gone, session, forgotten, change))
            reported |= gone.ids
        app.pop_screen()
    if lines:
        app.push_unasked(ClosedModal(list(dict.fromkeys(lines))))


def _words(gone: Gone, session: StoreSession, forgotten: Forgotten, change: Change | None) -> str:
    who = f"{gone.what[0].upper()}{gone.what[1:]}"
    if not forgotten.ids.isdisjoint(gone.ids):
        typed = ", with what you typed" if gone.typed else ""
        return f"{who} was forgotten in another session{typed}."
    where = "in another session" if change is not None else "meanwhile"
    typed = " What you typed is kept, in case that is undone." if gone.typed else ""
    lost = [one for one in sorted(gone.ids) if not session.holds(one)]
    into = next((name for one in lost if (name := session.merged_into(one))), "")
    became = f"merged into {into}" if into else "deleted"
    return f"{who} was {became} {where}.{typed}"


def _gone(
    app: TerminalApp,
    screen: Screen[Any],
    holds: Callable[[int], bool],
    forgotten: Forgotten,
    change: Change | None,
) -> Gone | None:
    if isinstance(screen, AreaScreen):
        return screen.gone()
    if isinstance(screen, Modal) and change is not None:
        subjects = subjects_of(screen.draft_key)
        erased = change.forgotten
        if subjects & forgotten.ids or (erased is not None and erased.is_about(screen.draft_key)):
            return Gone("this person", forgotten.ids)
        if not subjects and erased is not None and erased.is_about(screen.question):
            return Gone("this person", forgotten.ids, typed=False)
        for kind, ids in change.touched.items():
            if any(not holds(one) for one in subjects & ids):
                return Gone("this person" if kind == "contacts" else "what this is about", subjects)
    below = next((one for one in reversed(app.screen_stack) if not isinstance(one, ModalScreen)), None)
    return below.gone() if isinstance(below, AreaScreen) else None
