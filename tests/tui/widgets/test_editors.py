"""Typing: nothing typed is lost, nothing pasted steers the terminal, gaps stand out."""

import gc
from typing import Any, ClassVar
from weakref import ReferenceType, ref

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from netui.domain.errors import InvalidValueError
from netui.domain.notes.note import gaps
from netui.tui.terminal.editing import painted
from netui.tui.terminal.guard import DraftMirror
from netui.tui.widgets.editors import NoteEditor, SafeInput
from netui.tui.widgets.form import ChoiceInput, FormField
from tests.factories import HOSTILE
from tests.fakes import FakeDrafts
from tests.tui.conftest import harmless, picture, settle, text_of


class EditorApp(App[None]):
    def __init__(self, *widgets: Any) -> None:
        super().__init__()
        self._widgets = widgets

    def compose(self) -> ComposeResult:
        yield from self._widgets


async def test_hostile_text_is_painted_clean() -> None:
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        for text in HOSTILE.values():
            field, note = SafeInput(text, placeholder=text), NoteEditor(text, placeholder=text)
            form = FormField(text, SafeInput(text), hint=text)
            choice = FormField(text, ChoiceInput([("a", text), ("b", text)]))
            await app.mount(field, form, choice, note)
            await pilot.pause()
            assert harmless(text_of(app))
            field.post_message(events.Paste(text))
            note.post_message(events.Paste(text))
            form.show_error(text)
            await pilot.pause()
            assert harmless(text_of(app))
            note.load_text("")
            field.value = ""
            await pilot.pause()
            assert harmless(text_of(app))
            field.value = text
            await pilot.pause()
            assert harmless(text_of(app))
            for widget in (field, form, choice, note):
                await widget.remove()


async def test_a_closed_text_is_not_kept_and_an_open_one_follows_the_theme() -> None:
    app = EditorApp()
    async with app.run_test(size=(80, 24)) as pilot:
        closed: list[ReferenceType[NoteEditor]] = []
        for _ in range(3):
            note = NoteEditor("words " * 100)
            closed.append(ref(note))
            await app.mount(note)
            await note.remove()
            del note
        await settle(pilot)  # a message that is still under way holds the widget it is for
        gc.collect()
        assert [one() for one in closed[:2]] == [None, None]
        left = NoteEditor("words")
        await app.mount(left)
        before = left.get_component_rich_style("text-area--cursor")
        app.theme = "textual-light"
        await settle(pilot)
        assert left.get_component_rich_style("text-area--cursor") != before


def test_what_is_painted_is_as_long_as_what_is_there() -> None:
    for text in HOSTILE.values():
        assert len(painted(text)) == len(text)


async def test_a_pasted_line_break_does_not_end_a_field() -> None:
    field = SafeInput()
    app = EditorApp(field)
    async with app.run_test() as pilot:
        field.focus()
        field.post_message(events.Paste("Ann\r\nEve\x1b[2J"))
        await settle(pilot)
        assert field.value == "Ann Eve␛[2J"
        app.copy_to_clipboard("Jo\nand\tAna\x1b[2J")  # as ctrl+c does in a text of several lines
        field.value = ""
        await pilot.press("ctrl+v")
        assert field.value == "Jo and Ana␛[2J"


async def test_a_paste_fills_a_field_no_further_than_there_is_room() -> None:
    field = SafeInput(limit=12)
    app = EditorApp(field)
    async with app.run_test() as pilot:
        field.focus()
        field.value = "12345678"
        field.cursor_position = 2
        app.copy_to_clipboard("abcdefgh")
        await pilot.press("ctrl+v")
        assert field.value == "12abc…345678"
        assert [one.message for one in app._notifications] == [
            "A line here holds 12 letters: the end of what you pasted is left out."
        ]
        field.post_message(events.Paste("xyz"))
        await settle(pilot)
        assert field.value == "12abc…345678"


async def test_gaps_are_counted_and_visited() -> None:
    note = NoteEditor("Hi [[name]],\nthanks for [[what?]].\nJo")
    app = EditorApp(note)
    async with app.run_test() as pilot:
        note.focus()
        assert len(gaps(note.text)) == 2
        assert note.next_gap()
        assert note.selected_text == "[[name]]"
        await pilot.press(*"Ann")
        assert note.text.startswith("Hi Ann,")
        assert note.next_gap()
        assert note.selected_text == "[[what?]]"
        await pilot.press(*"tea")
        assert not gaps(note.text)
        assert not note.next_gap()
        await pilot.press("ctrl+z")
        assert note.text != "Hi Ann,\nthanks for tea.\nJo"


async def test_loading_cannot_be_undone_into_another_text() -> None:
    note = NoteEditor("first")
    app = EditorApp(note)
    async with app.run_test() as pilot:
        note.focus()
        await pilot.press("x")
        note.load_text("second")
        await pilot.press("ctrl+z")
        assert note.text == "second"


@pytest.mark.parametrize("key", ["ctrl+y", "ctrl+g", "ctrl+n", "ctrl+o", "ctrl+r"])
async def test_keys_of_the_note_are_left_to_the_screen(key: str) -> None:
    pressed: list[str] = []

    class Bound(EditorApp):
        def action_note(self, which: str) -> None:
            pressed.append(which)

    note = NoteEditor("text")
    app = Bound(note)
    app.bind(key, f"note('{key}')")
    async with app.run_test() as pilot:
        note.focus()
        await pilot.press(key)
        await settle(pilot)
        assert note.text == "text"
    if key != "ctrl+y":
        assert pressed == [key]


async def test_typing_is_mirrored_and_written() -> None:
    drafts = FakeDrafts()
    mirror = DraftMirror(drafts)
    note = NoteEditor("", mirror=mirror, draft_key="note:1:thanks")
    app = EditorApp(note)
    async with app.run_test() as pilot:
        note.focus()
        await pilot.press(*"Dear")
        await settle(pilot)
        assert mirror.load("note:1:thanks") == "Dear"
        assert mirror.flush() is None
        assert drafts.kept == {"note:1:thanks": "Dear"}
        mirror.discard("note:1:thanks")
        assert mirror.flush() is None
        assert drafts.kept == {}


def test_a_draft_that_cannot_be_written_is_tried_again() -> None:
    class Full(FakeDrafts):
        full = True

        def save(self, key: str, text: str) -> None:
            if self.full:
                raise OSError(28, "No space left on device")
            super().save(key, text)

    drafts = Full()
    mirror = DraftMirror(drafts)
    mirror.keep("a", "text")
    assert "No space" in str(mirror.flush())
    drafts.full = False
    assert mirror.flush() is None
    assert drafts.kept == {"a": "text"}
    assert mirror.load("a") == "text"


def test_at_the_end_only_what_is_gone_is_written_again() -> None:
    """Each draft waits for the disk: a hundred of them would keep the program from ending."""

    class Counted(FakeDrafts):
        saved: ClassVar[list[str]] = []

        def save(self, key: str, text: str) -> None:
            self.saved.append(key)
            super().save(key, text)

    drafts = Counted()
    mirror = DraftMirror(drafts)
    mirror.keep("a", "one")
    mirror.keep("b", "two")
    assert mirror.flush() is None
    drafts.saved.clear()
    del drafts.kept["b"]
    assert mirror.flush(every=True) is None
    assert drafts.saved == ["b"]
    assert drafts.kept == {"a": "one", "b": "two"}


def test_an_older_draft_is_found() -> None:
    assert DraftMirror(FakeDrafts({"a": "from yesterday"})).load("a") == "from yesterday"
    assert DraftMirror().load("a") is None


async def test_a_form_field_says_what_it_understood_or_what_is_wrong() -> None:
    def number(text: str) -> str:
        if not text.isdigit():
            raise InvalidValueError("That is not a number.")
        return f"{text} minutes"

    form = FormField("Length", SafeInput(), validate=number, hint="in minutes")
    app = EditorApp(form)
    async with app.run_test(size=(60, 12)) as pilot:
        assert "in minutes" in text_of(app)
        form.editor.focus()
        await pilot.press("3", "0")
        await settle(pilot)
        assert "30 minutes" in text_of(app)
        await pilot.press("x")
        await settle(pilot)
        assert "That is not a number." in text_of(app)
        assert not form.check()
        assert form.value == "30x"


async def test_a_choice_is_made_by_left_right_space_and_letter_never_by_up_and_down() -> None:
    choice = ChoiceInput([("coffee", "coffee"), ("call", "call"), ("email", "email")], "call")
    app = EditorApp(choice)
    async with app.run_test(size=(40, 5)) as pilot:
        choice.focus()
        assert "‹ call ›" in picture(app)[0]
        await pilot.press("right")
        assert choice.value == "email"
        await pilot.press("right")
        assert choice.value == "coffee"
        await pilot.press("space")
        assert choice.value == "call"
        await pilot.press("left")
        assert choice.value == "coffee"
        await pilot.press("down", "up", "down")
        assert choice.value == "coffee"
        await pilot.press("e")
        assert choice.value == "email"


async def test_undo_in_a_field_restores_word_by_word() -> None:
    app = EditorApp()
    async with app.run_test() as pilot:
        await app.mount(field := SafeInput("kept"))
        field.focus()
        await pilot.press("end", *[" ", "a", "b", " ", "c", "d", "backspace", "backspace"])
        seen = [field.value]
        for _ in range(4):
            await pilot.press("ctrl+z")
            seen.append(field.value)
        assert seen == ["kept ab ", "kept ab cd", "kept ab ", "kept ", "kept"]
        for _ in range(3):
            await pilot.press("ctrl+shift+z")
        assert field.value == "kept ab cd"
        field.post_message(events.Paste("x y"))
        await pilot.pause()
        await pilot.press("ctrl+z")
        assert field.value == "kept ab cd"
        field.value = "put in by the program"
        await pilot.pause()
        await pilot.press("ctrl+z")
        assert field.value == "put in by the program"
        assert field.remembered_texts() == []


async def test_a_letter_in_a_field_leaves_the_screen_as_it_is_laid_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid_out: list[object] = []
    app = EditorApp()
    async with app.run_test() as pilot:
        await app.mount(field := SafeInput())
        field.focus()
        await settle(pilot)
        lay_out = Screen._refresh_layout

        def noted(*given: Any, **more: Any) -> None:
            laid_out.append(given)
            lay_out(*given, **more)

        monkeypatch.setattr(Screen, "_refresh_layout", noted)
        letters = "ab" * field.size.width
        await pilot.press(*letters)
        await settle(pilot)
        assert field.value == letters
        assert field.scroll_x > 0
        assert laid_out == []
        field.refresh(layout=True)
        await settle(pilot)
        assert laid_out != []


async def test_of_keys_in_a_row_the_first_and_the_last_are_checked() -> None:
    """A check may look through 30,000 people: a line in one piece must not cost one for each key."""
    checked: list[str] = []

    def check(text: str) -> str:
        checked.append(text)
        return ""

    form = FormField("Who", SafeInput(), validate=check)
    app = EditorApp(form)
    async with app.run_test(size=(60, 10)) as pilot:
        await settle(pilot)
        checked.clear()
        for text in ("T", "To", "Tom", "Tom W"):
            form.post_message(Input.Changed(form.query_one(SafeInput), text))
        form.query_one(SafeInput).value = "Tom Weiss"
        await settle(pilot)
        assert len(checked) == 2
        assert checked[-1] == "Tom Weiss"
