"""The one list: its cursor stays on the row, whatever is loaded around it."""

from collections.abc import Sequence
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from netui.tui.look.text import Line, Span
from netui.tui.look.theme import NIGHT
from netui.tui.widgets.line_list import BLANK, Heading, LineList
from tests.factories import HOSTILE
from tests.tui.conftest import harmless, picture, text_of


def paint(row: Any, _width: int) -> Line:
    return Line([Span(f"row {row}")], [Span("today", "dim")])


class ListApp(App[None]):
    def __init__(self, rows: Sequence[Any], **options: Any) -> None:
        super().__init__()
        self.register_theme(NIGHT)
        self.theme = NIGHT.name
        self.heard: list[tuple[str, Any]] = []
        self._rows = rows
        self._options = {"render": paint, **options}

    def compose(self) -> ComposeResult:
        yield LineList(**self._options)

    def on_mount(self) -> None:
        self.list.set_rows(self._rows)
        self.list.focus()

    @property
    def list(self) -> LineList:
        return self.query_one(LineList)

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self.heard.append(("opened", event.row_id))

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        self.heard.append(("at", event.row_id))

    def on_line_list_marked(self, event: LineList.Marked) -> None:
        self.heard.append(("marked", event.ids))


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["j"], 1),
        (["down", "down", "up"], 1),
        (["G"], 999),
        (["end", "k"], 998),
        (["end", "home"], 0),
        (["end", "g"], 0),
        (["pagedown"], 19),
        (["pagedown", "pageup"], 0),
        (["ctrl+d"], 10),
        (["ctrl+d", "ctrl+u"], 0),
        (["end", "pagedown"], 999),
        (["up"], 0),
    ],
)
async def test_keys_move_the_cursor(keys: list[str], row: int) -> None:
    app = ListApp(range(1000))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, *keys)
        assert app.list.cursor_id == row
        assert any(line.startswith(f"▸  row {row}") for line in picture(app))
        assert app.heard[-1] == ("at", row)


async def test_headings_and_blanks_are_never_under_the_cursor() -> None:
    app = ListApp([Heading("TODAY", "Fri"), 1, BLANK, Heading("LATER"), 2, 3])
    async with app.run_test(size=(60, 20)) as pilot:
        assert app.list.cursor_id == 1
        await press(pilot, "j")
        assert app.list.cursor_id == 2
        await press(pilot, "k", "k")
        assert app.list.cursor_id == 1
        assert picture(app)[0] == "   TODAY Fri"


@pytest.mark.parametrize(
    ("after", "row"),
    [
        ([9, 3, 5], 3),
        ([1, 2, 4, 5], 4),
        ([1, 2], 2),
        ([7, 8], 7),
        ([Heading("x"), 5, 4], 4),
    ],
)
async def test_the_cursor_stays_on_its_id_or_goes_to_the_next(after: list[Any], row: int) -> None:
    app = ListApp([1, 2, 3, 4, 5])
    async with app.run_test(size=(60, 20)) as pilot:
        app.list.move_to(3)
        app.list.set_rows(after)
        await pilot.pause()
        assert app.list.cursor_id == row


async def test_rows_can_be_objects_with_a_key() -> None:
    rows = [{"id": 10, "name": "Ann"}, {"id": 20, "name": "Bob"}, {"id": 30, "name": "Cat"}]
    app = ListApp(rows, render=lambda row, _w: Line([Span(row["name"])]), key=lambda row: row["id"])
    async with app.run_test(size=(60, 20)) as pilot:
        assert app.list.move_to(20)
        assert app.list.next_id() == 30
        app.list.set_rows([{"id": 30, "name": "Cat"}, {"id": 20, "name": "Bobby"}])
        await pilot.pause()
        assert app.list.cursor_row["name"] == "Bobby"
        assert app.list.next_id() == 30
        assert not app.list.move_to(99)


async def test_a_search_starts_at_the_first_row() -> None:
    app = ListApp(range(100))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "end")
        app.list.set_rows([5, 99], keep=False)
        assert app.list.cursor_id == 5
        app.list.set_rows([5, 99], cursor=99)
        assert app.list.cursor_id == 99


async def test_enter_and_a_second_click_open() -> None:
    app = ListApp([1, 2, 3])
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "j", "enter")
        assert ("opened", 2) in app.heard
        await pilot.click(LineList, offset=(5, 2))
        assert app.list.cursor_id == 3
        await pilot.click(LineList, offset=(5, 2), times=2)
        await pilot.pause()
        assert ("opened", 3) in app.heard


async def test_marks_are_kept_by_id_and_let_go_with_their_rows() -> None:
    app = ListApp([1, 2, 3, 4], marks=True)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "m", "m")
        assert app.list.marked_ids == [1, 2]
        assert app.list.acting_ids == [1, 2]
        assert picture(app)[0].startswith(" ◆ row 1")
        app.list.set_rows([2, 3, 4])
        await pilot.pause()
        assert app.list.marked_ids == [2]
        await press(pilot, "M")
        assert app.heard[-1] == ("marked", [2, 3, 4])
        app.list.clear_marks()
        assert app.list.acting_ids == [app.list.cursor_id]


async def test_rows_of_two_lines_stay_whole() -> None:
    def two(row: Any, _width: int) -> list[Line]:
        return [Line([Span(f"name {row}")], [Span("4 Dec")]), Line([Span(f"company {row}", "dim")])]

    rows = [Heading("UPCOMING"), *range(30), BLANK, Heading("DONE"), *range(30, 60)]
    app = ListApp(rows, render=two, row_height=2)
    async with app.run_test(size=(60, 20)) as pilot:
        assert picture(app)[1].startswith("▸  name 0")
        assert picture(app)[2].startswith("   company 0")
        for key in ["end", "k", "pageup", "j", "ctrl+u", "G"]:
            await press(pilot, key)
            lines = picture(app)
            at = next(i for i, line in enumerate(lines) if line.startswith("▸"))
            assert lines[at].startswith(f"▸  name {app.list.cursor_id}")
            assert lines[at + 1].startswith(f"   company {app.list.cursor_id}")


async def test_no_rows_say_what_to_do() -> None:
    app = ListApp([], empty="No one is due.")
    async with app.run_test(size=(60, 20)) as pilot:
        assert "No one is due." in text_of(app)
        assert app.list.cursor_id is None
        await press(pilot, "j", "enter", "end", "pagedown", "ctrl+u")
        assert not [what for what, _ in app.heard if what == "opened"]
        app.list.set_rows([1])
        await pilot.pause()
        assert app.list.cursor_id == 1


async def test_the_cursor_is_seen_after_every_resize() -> None:
    app = ListApp(range(500))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "end", "pageup")
        for size in [(60, 5), (300, 60), (60, 20), (20, 3)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert any(line.startswith("▸") for line in picture(app)), size


async def test_hostile_text_is_shown_and_never_obeyed() -> None:
    app = ListApp(
        [],
        render=lambda text, _w: Line([Span(text)], [Span(text)], Span(text)),
        empty="".join(HOSTILE.values()),
    )
    async with app.run_test(size=(60, 100)) as pilot:
        assert harmless(text_of(app))
        app.list.set_rows(
            [*(Heading(text, text, right=text) for text in HOSTILE.values()), *HOSTILE.values()]
        )
        await pilot.pause()
        assert harmless(text_of(app))
        assert "[/b]" in text_of(app)


async def test_a_move_paints_two_lines() -> None:
    painted: list[int] = []

    def count(row: Any, width: int) -> Line:
        painted.append(row)
        return paint(row, width)

    app = ListApp(range(1000), render=count)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        painted.clear()
        await press(pilot, "j")
        assert sorted(set(painted)) == [0, 1]


async def test_words_are_gathered_of_the_rows_there_were_when_it_began() -> None:
    app = ListApp([1, 2])
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        gather = app.list.words()
        app.list.set_render(lambda row, _width: Line([Span(row.upper())]))
        app.list.set_rows(["three"])
        assert gather() == [(1, "row 1", "today"), (2, "row 2", "today")]
        assert app.list.words()() == [("three", "THREE", "")]
