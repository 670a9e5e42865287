"""Long lines break where Textual breaks them, and are painted as it paints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._wrap import compute_wrap_offsets
from textual.app import App, ComposeResult
from textual.widgets.text_area import Selection

from netui.tui.terminal import long_lines
from netui.tui.terminal.long_lines import row_starts
from netui.tui.widgets.editors import NoteEditor

_TEXT = "a[bc] [[your name]] (x) " + "verylongword" * 9 + "   end  of it  "
_SELECTIONS = [
    Selection((0, 1), (0, 1)),
    Selection((0, 6), (0, 9)),
    Selection((0, 60), (0, 3)),
    Selection((0, 4), (1, 20)),
    Selection((2, 3), (0, 30)),
    Selection((1, len(_TEXT)), (1, len(_TEXT))),
]


@given(st.text("ab ", max_size=80), st.integers(1, 12))
def test_a_line_of_plain_letters_breaks_as_textual_breaks_it(text: str, width: int) -> None:
    assert row_starts(text, width) == compute_wrap_offsets(text, width, 4)


class _Page(App[None]):
    """A text of three lines."""

    def compose(self) -> ComposeResult:
        yield NoteEditor("\n".join([_TEXT] * 3))


async def _rows(selection: Selection) -> list[list[tuple[str, object]]]:
    app = _Page()
    async with app.run_test(size=(24, 40)) as pilot:
        editor = app.query_one(NoteEditor)
        editor.focus()
        editor.selection = selection
        await pilot.pause()
        strips = [editor.render_line(y).simplify() for y in range(editor.size.height)]
    return [[(one.text, one.style) for one in strip] for strip in strips]


@pytest.mark.parametrize("selection", _SELECTIONS)
async def test_a_long_line_is_painted_as_a_short_one(
    monkeypatch: pytest.MonkeyPatch, selection: Selection
) -> None:
    usual = await _rows(selection)
    monkeypatch.setattr(long_lines, "_LONG", 0)
    assert await _rows(selection) == usual
