"""The last line of the screen shows the keys of the dialog that is open, for every dialog there is."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from netui.domain.people.importing import GuessedColumn
from netui.tui import modals
from netui.tui.look.text import Line, Span
from netui.tui.modals.ask import ConfirmModal, PromptModal
from netui.tui.modals.base import Modal
from netui.tui.modals.choose import Choice, ChoiceModal, ListModal, MultiChoiceModal, in_short
from netui.tui.modals.closed import ClosedModal
from netui.tui.modals.compare import CompareModal
from netui.tui.modals.draft_modal import DraftModal
from netui.tui.modals.file import FileModal
from netui.tui.modals.form import Ask, FormModal
from netui.tui.modals.help import HelpModal
from netui.tui.modals.keep_in_touch import KeepInTouch, KeepInTouchModal
from netui.tui.modals.met import MetChoice, MetModal
from netui.tui.modals.palette import Entry, PaletteModal
from netui.tui.modals.reading import ReadingModal, ReportModal
from netui.tui.modals.text import TextModal
from netui.tui.modals.themes import ThemeModal
from netui.tui.people.mapping import MappingModal
from netui.tui.people.quick_line import WhoModal
from netui.tui.shell.area import AreaScreen
from tests.tui.conftest import make_app, picture, settle
from tests.tui.services_builder import toasts

FRUIT = [Choice("a", "apple"), Choice("p", "pear"), Choice("f", "fig"), Choice("k", "kiwi", key="k")]
DIALOGS: dict[type[Modal[Any]], tuple[Callable[[], Modal[Any]], list[str]]] = {
    ConfirmModal: (lambda: ConfirmModal("Drop it?", yes="drop it"), ["enter drop it", "n no"]),
    PromptModal: (lambda: PromptModal("When?", about=()), ["enter accept"]),
    FileModal: (lambda: FileModal("Which file?", about=()), ["enter accept"]),
    FormModal: (
        lambda: FormModal("Log", [Ask("a", "A"), Ask("b", "B")], about=()),
        ["enter next field", "ctrl+s save"],
    ),
    TextModal: (lambda: TextModal("Pitch"), ["ctrl+s save"]),
    ChoiceModal: (lambda: ChoiceModal("Which?", FRUIT), ["enter choose", "1-3 k pick"]),
    WhoModal: (lambda: WhoModal("Which Sam?", FRUIT), ["enter choose", "1-3 k pick"]),
    MappingModal: (
        lambda: MappingModal(
            [GuessedColumn(1, "Member", "name", ("Ann",))], {}, lambda *_: None, draft_key="columns:/a.csv"
        ),
        ["enter change", "ctrl+s read the file", "w save as"],
    ),
    MultiChoiceModal: (lambda: MultiChoiceModal("Which?", FRUIT), ["space tick", "enter accept"]),
    ThemeModal: (lambda: ThemeModal(["netui-day", "netui-night"], "netui-night"), ["enter choose"]),
    PaletteModal: (lambda: PaletteModal([Entry("undo")]), ["enter choose"]),
    KeepInTouchModal: (
        lambda: KeepInTouchModal("Dana", "Fri 27 Nov"),
        ["enter choose", "1-6 0 pick", "v send something too"],
    ),
    MetModal: (lambda: MetModal("Met", [MetChoice("Bo", "", ((None, "new"),))], "Sun"), ["enter keep all"]),
    ReportModal: (lambda: ReportModal("Report", "words"), []),
    ReadingModal: (lambda: ReadingModal("Entry", [], "words"), ["e edit"]),
    CompareModal: (lambda: CompareModal("Two", lambda _: [Line((Span("same"),))]), []),
    HelpModal: (lambda: HelpModal([]), []),
    ClosedModal: (lambda: ClosedModal(["Dana is gone."]), []),
}


def _dialogs(of: type[Modal[Any]]) -> Iterator[type[Modal[Any]]]:
    for one in of.__subclasses__():
        if one.__module__.startswith("netui."):
            yield one
            yield from _dialogs(one)


def test_every_dialog_is_tried() -> None:
    for module in pkgutil.iter_modules(modals.__path__):
        importlib.import_module(f"{modals.__name__}.{module.name}")
    assert set(_dialogs(Modal)) - {DraftModal, ListModal} == DIALOGS.keys()


async def test_the_last_line_shows_the_keys_of_the_dialog_and_of_nothing_else() -> None:
    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = picture(app)[-1]
        assert "q quit" in before
        for make, keys in DIALOGS.values():
            app.push_screen(make())
            await settle(pilot)
            shown = picture(app)
            assert [key for key in [*keys, "esc "] if key not in shown[-1]] == []
            assert "q quit" not in shown[-1]
            assert sum("esc " in line for line in shown) == 1  # each once
            app.pop_screen()
            await settle(pilot)
            assert picture(app)[-1] == before


async def test_yes_to_what_harms_is_not_offered_by_enter() -> None:
    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ConfirmModal("Forget Ann?", danger=True))
        await settle(pilot)
        assert "enter" not in picture(app)[-1]
        assert "y yes  n no" in picture(app)[-1]


@pytest.mark.parametrize(
    ("keys", "words"),
    [("123", "1-3"), ("12o0", "1-2 o 0"), ("smk", "s m k"), ("1", "1"), ("123456op0", "1-6 o p 0"), ("", "")],
)
def test_keys_of_rows_are_short(keys: str, words: str) -> None:
    assert in_short(list(keys)) == words


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["enter"], KeepInTouch("3 months", False)),
        (["up", "up", "enter"], KeepInTouch("month", False)),
        (["down", "v", "enter"], KeepInTouch("6 months", True)),
        (["v", "2"], KeepInTouch("month", True)),
        (["0"], KeepInTouch("", False)),
    ],
)
async def test_how_often_is_answered_by_the_row_that_is_marked(keys: list[str], answer: KeepInTouch) -> None:
    answers: list[KeepInTouch | None] = []
    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(KeepInTouchModal("Dana", "Fri 27 Nov"), answers.append)
        await pilot.pause()
        shown = picture(app)
        assert [line for line in shown if "▸  4 every quarter" in line and "usual" in line] != []
        await pilot.press(*keys)
        await settle(pilot)
    assert answers == [answer]


async def test_leaving_how_often_open_has_a_message() -> None:
    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(KeepInTouchModal("Dana", "Fri 27 Nov"))
        await pilot.press("escape")
        await settle(pilot)
        assert "Nothing set for Dana; r sets it." in toasts(app)
