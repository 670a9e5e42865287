"""Questions: they return a value, escape returns none, and they fit on a small terminal."""

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from textual.screen import ModalScreen

from netui.domain.errors import InvalidValueError, StoreError
from netui.tui.modals.ask import ConfirmModal, PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal, MultiChoiceModal
from netui.tui.modals.form import Ask, FormModal
from netui.tui.modals.help import HelpModal
from netui.tui.modals.palette import Entry, PaletteModal
from netui.tui.modals.text import TextModal
from netui.tui.shell.app import NetuiApp
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import NoteEditor
from tests.factories import HOSTILE, HOSTILE_TEXT
from tests.fakes import FakeDrafts
from tests.tui.conftest import harmless, make_app, make_shell, picture, settle, text_of
from tests.tui.services_builder import toasts
from tests.waiting import HANG_SECONDS

FRUIT = [Choice("a", "apple", "red"), Choice("p", "pear", key="x"), Choice("f", "fig")]
MANY = [Choice(n, f"person {n:02}", "company") for n in range(40)]


def day(text: str) -> str:
    if text == "someday":
        raise InvalidValueError("“someday” is not a day; try fri or 24 Nov.")
    return f"means {text.upper()}"


async def answer_to(
    modal: Callable[[], ModalScreen[Any]], *keys: str, size: tuple[int, int] = (80, 24)
) -> tuple[bool, Any]:
    """Press keys on a modal; return whether it closed and what it answered."""
    answers: list[Any] = []
    app: NetuiApp = make_app(AreaScreen)
    async with app.run_test(size=size) as pilot:
        app.push_screen(modal(), answers.append)
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        await pilot.pause()
    return bool(answers), answers[0] if answers else None


@pytest.mark.parametrize(
    ("modal", "keys", "answer"),
    [
        (lambda: ConfirmModal("Drop it?"), ["y"], True),
        (lambda: ConfirmModal("Drop it?"), ["n"], False),
        (lambda: ConfirmModal("Drop it?"), ["enter"], True),
        (lambda: ConfirmModal("Drop it?"), ["escape"], None),
        (lambda: PromptModal("When?", validate=day, about=()), [*"fri", "enter"], "fri"),
        (lambda: PromptModal("When?", value="sat", about=()), ["enter"], "sat"),
        (lambda: PromptModal("When?", about=()), ["enter", "q", "enter"], "q"),
        (lambda: PromptModal("Tag?", required=False, about=()), ["enter"], ""),
        (lambda: PromptModal("When?", about=()), ["f", "escape"], None),
        (lambda: ChoiceModal("Which?", FRUIT), ["enter"], "a"),
        (lambda: ChoiceModal("Which?", FRUIT), ["j", "enter"], "p"),
        (lambda: ChoiceModal("Which?", FRUIT), ["3"], "f"),
        (lambda: ChoiceModal("Which?", FRUIT), ["x"], "p"),
        (lambda: ChoiceModal("Which?", [*FRUIT, Choice("k", "kiwi", key="k")]), ["k"], "k"),
        (lambda: ChoiceModal("Which?", [*FRUIT, Choice("g", "grape", key="g")]), ["g"], "g"),
        (lambda: ChoiceModal("Which?", [*FRUIT, Choice("q", "quince", key="q")]), ["q"], "q"),
        (lambda: ChoiceModal("Which?", FRUIT), ["q"], None),
        (lambda: ChoiceModal("Which?", FRUIT, start="f"), ["enter"], "f"),
        (lambda: ChoiceModal("Who?", MANY), [*"37", "enter"], 37),
        (lambda: ChoiceModal("Who?", MANY), ["down", "down", "enter"], 2),
        (lambda: ChoiceModal("Who?", MANY), ["escape"], None),
        (lambda: MultiChoiceModal("Tags", FRUIT, chosen=["f"]), ["space", "enter"], ["a", "f"]),
        (lambda: MultiChoiceModal("Tags", FRUIT, chosen=["a"]), ["space", "enter"], []),
        (lambda: MultiChoiceModal("Tags", FRUIT), ["escape"], None),
        (lambda: PaletteModal([Entry("log a coffee", "l"), Entry("undo", "u")]), [*"udo", "enter"], 1),
        (
            lambda: PaletteModal([Entry("a stir"), Entry("reflections", "", "STAR story")]),
            [*"star", "enter"],
            1,
        ),
        (lambda: HelpModal([]), ["escape"], None),
    ],
)
async def test_answers(modal: Callable[[], ModalScreen[Any]], keys: list[str], answer: Any) -> None:
    assert await answer_to(modal, *keys) == (True, answer)


async def test_enter_does_not_confirm_danger() -> None:
    closed, _ = await answer_to(lambda: ConfirmModal("Forget Ann?", danger=True), "enter")
    assert not closed


async def test_a_wrong_value_is_explained_and_not_accepted() -> None:
    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(PromptModal("When?", validate=day, hint="a day", about=()))
        await pilot.pause()
        assert "a day" in text_of(app)
        await pilot.press(*"fri")
        await pilot.pause()
        assert "means FRI" in text_of(app)
        await pilot.press("backspace", "backspace", "backspace", *"someday", "enter")
        await pilot.pause()
        assert "is not a day; try fri" in text_of(app)
        assert isinstance(app.screen, PromptModal)


async def test_keys_do_not_wait_for_an_echo_that_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netui.tui.modals.ask._SLOW_SECONDS", -1.0)
    monkeypatch.setattr("netui.tui.modals.ask._REST_SECONDS", 3600.0)
    asked: list[str] = []

    def slow(text: str) -> str:
        asked.append(text)
        return day(text)

    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(PromptModal("When?", validate=slow, about=()))
        await pilot.pause()
        await pilot.press(*"someday")
        await pilot.pause()
        assert asked == ["s"]
        await pilot.press("enter")
        await pilot.pause()
        assert asked == ["s", "someday"]
        assert "is not a day; try fri" in text_of(app)


async def test_up_and_down_go_between_the_fields_of_a_form() -> None:
    kinds = [("coffee", "coffee"), ("call", "call")]

    def form() -> FormModal:
        return FormModal(
            "Log", [Ask("text", "What"), Ask("kind", "Kind", choices=kinds), Ask("on", "On")], about=1
        )

    _, answer = await answer_to(form, *"hi", "down", "down", *"fri", "up", "right", "up", *"!", "ctrl+s")
    assert answer == {"text": "hi!", "kind": "call", "on": "fri"}


@pytest.mark.parametrize(
    ("fields", "keys", "answer"),
    [
        ("ab", ["x", "enter", "y", "ctrl+s"], {"a": "x", "b": "y"}),
        ("ab", ["x", "enter", "y", "enter", "z", "ctrl+s"], {"a": "xz", "b": "y"}),
        ("a", ["x", "enter"], {"a": "x"}),
        ("a", ["x", "ctrl+s"], {"a": "x"}),
    ],
)
async def test_enter_goes_to_the_next_field_and_saves_an_only_one(
    fields: str, keys: list[str], answer: dict[str, str]
) -> None:
    asks = [Ask(name, name) for name in fields]
    assert await answer_to(lambda: FormModal("Log", asks, about=()), *keys) == (True, answer)


async def test_a_form_begins_where_text_is_typed_and_not_with_a_choice() -> None:
    asks = [Ask("way", "Way", "a", choices=WAYS), Ask("text", "What")]
    _, answer = await answer_to(lambda: FormModal("Log", asks, about=()), "b", "ctrl+s")
    assert answer == {"way": "a", "text": "b"}


async def test_a_refused_form_goes_to_what_is_wrong_and_keeps_the_rest() -> None:
    app = make_app(AreaScreen)
    asks = [Ask("on", "On", check=day), Ask("who", "Who", required=True), Ask("way", "Way", choices=WAYS)]
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(form := FormModal("Log", asks, about=()))
        await pilot.press(*"fri", "enter", "enter", "ctrl+s", *"ann")
        await settle(pilot)
        assert form.typed() == {"on": "fri", "who": "ann", "way": "a"}
        await pilot.press("up", *"x", "backspace", "ctrl+u", *"someday", "tab", "tab", "ctrl+s", "!")
        await settle(pilot)
        assert form.typed() == {"on": "someday!", "who": "ann", "way": "a"}


async def test_what_was_typed_is_there_again_after_each_esc_until_it_is_thrown_away() -> None:
    for modal, where in (
        (lambda: PromptModal("When?", about=7), "line"),
        (lambda: FormModal("Log", [Ask("text", "What")], about=7), "text"),
    ):
        app = make_app(AreaScreen, shell=make_shell(drafts=FakeDrafts()))
        async with app.run_test(size=(80, 24)) as pilot:

            async def ask(*keys: str) -> dict[str, str]:
                dialog = modal()  # noqa: B023  one after the other
                app.push_screen(dialog)  # noqa: B023
                await pilot.pause()
                back = dialog.typed()
                await pilot.press(*keys)
                await pilot.pause()
                return back

            assert await ask(*"fri", "escape") == {where: ""}
            assert "What you typed is here the next time" in toasts(app)
            assert await ask(*"!", "escape") == {where: "fri"}
            assert await ask("escape") == {where: "fri!"}
            assert await ask("ctrl+t", *"mon", "escape") == {where: "fri!"}
            assert await ask("ctrl+t", "escape") == {where: "mon"}
            assert await ask("ctrl+t", *"x", "ctrl+t", "escape") == {where: ""}  # nothing was back
            assert await ask("ctrl+t", "ctrl+t", "escape") == {where: "x"}
            assert "It is back." not in toasts(app)  # the last words are of esc
            assert await ask("ctrl+t", *"y", "ctrl+t", "escape") == {where: "x"}
            assert await ask("escape") == {where: "y"}


async def test_a_choice_that_is_back_says_what_it_means() -> None:
    asks = [Ask("way", "Way", "a", choices=WAYS, check=lambda value: f"It means {value}.")]
    app = make_app(AreaScreen, shell=make_shell(drafts=FakeDrafts()))
    async with app.run_test(size=(80, 24)) as pilot:
        for shown in ("It means a.", "It means b."):
            app.push_screen(FormModal("Log", asks, about=7))
            await settle(pilot)
            assert shown in text_of(app)
            await pilot.press("right", "escape")


@pytest.mark.parametrize("refused", [False, True])
async def test_only_the_fields_that_were_changed_are_kept(*, refused: bool) -> None:
    def refuse(_: object) -> None:
        raise InvalidValueError("Not so.")

    asks = [Ask("text", "What"), Ask("on", "When", "today"), Ask("way", "Way", "a", choices=WAYS)]
    app = make_app(AreaScreen, shell=make_shell(drafts=FakeDrafts()))
    async with app.run_test(size=(80, 24)) as pilot:
        app.ask(FormModal("Log", asks, about=7), refuse)
        await pilot.press(*"hi", *["ctrl+s"] * refused)
        await settle(pilot)
        assert ("Not so." in text_of(app)) is refused
        await pilot.press("escape")
        await settle(pilot)
        assert app.mirror.load("ask:7:Log") == '{"text": "hi"}'


async def test_a_longer_text_is_kept_by_each_esc_too() -> None:
    app = make_app(AreaScreen, shell=make_shell(drafts=FakeDrafts()))
    async with app.run_test(size=(80, 24)) as pilot:

        async def ask(*keys: str) -> str:
            app.push_screen(TextModal("Pitch", "old", mirror=app.mirror, draft_key="pitch:1"))
            await settle(pilot)
            shown = app.screen.query_one(NoteEditor).text
            await pilot.press(*keys)
            await settle(pilot)
            return shown

        assert await ask(*"!", "escape") == "old"
        assert await ask("escape") == "old!"
        assert "What you typed is here the next time" in toasts(app)
        assert await ask("ctrl+t", "ctrl+z", "escape") == "old!"
        assert await ask("ctrl+t", "escape") == "old!"
        assert await ask("escape") == "old"


async def test_help_is_made_of_the_live_keys() -> None:
    app = make_app(AreaScreen)
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        shown = text_of(app)
        for words in ["follow-up (not now)", "person.follow-up", "undo", "app.undo", "This week", "ctrl+p"]:
            assert words in shown
        await pilot.press("question_mark", "f1")
        assert sum(isinstance(screen, HelpModal) for screen in app.screen_stack) == 1
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpModal)


async def test_the_palette_does_what_is_picked() -> None:
    app = make_app(AreaScreen)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("colon", *"netui-day", "enter")
        await pilot.pause()
        assert app.theme == "netui-day"
        await pilot.press("ctrl+p", *"help", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HelpModal)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize(
    "modal",
    [
        lambda text: ConfirmModal(text, text, yes=text[:9], no="[/b]"),
        lambda text: PromptModal(text, value=text, hint=text, validate=lambda value: value, about=()),
        lambda text: ChoiceModal(text, [Choice(1, text, text), Choice(2, "[/b]", "[link=")]),
        lambda text: ChoiceModal(text, [Choice(n, text, text) for n in range(30)]),
        lambda text: MultiChoiceModal(text, [Choice(n, text, text) for n in range(30)]),
        lambda text: PaletteModal([Entry(text, text, text)] * 30),
        lambda text: FormModal(
            text, [Ask(f"field{n}", text, text) for n in range(9)], problem="no such day", about=()
        ),
    ],
    ids=["confirm", "prompt", "choice", "long choice", "several", "palette", "form"],
)
async def test_hostile_text_fits_in_every_modal(
    modal: Callable[[str], ModalScreen[Any]], size: tuple[int, int]
) -> None:
    app = make_app(AreaScreen)
    texts = [HOSTILE["closing markup"], HOSTILE["clear screen"], HOSTILE["wide"], HOSTILE_TEXT]
    async with app.run_test(size=size) as pilot:
        for text in texts:
            app.push_screen(modal(text))
            await pilot.pause()
            assert harmless(text_of(app))
            lines = picture(app)
            assert "esc back" in lines[-1], text_of(app)
            frame = [line.partition("│")[2].rpartition("│")[0] for line in lines if "│" in line]
            assert frame[-1].strip(), text_of(app)  # no empty rows at the end of it
            app.pop_screen()
            await pilot.pause()


async def test_what_was_understood_is_seen_whole() -> None:
    understood = (
        "Log coffee with Zoë Brânză: Thu 19 Nov 2026, yesterday · send: “send eBPF article” by Fri 27 Nov"
    )
    app: NetuiApp = make_app(AreaScreen)
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(PromptModal("Quick add", validate=lambda _: understood, about=()))
        await pilot.press("c")
        await pilot.pause()
        shown = " ".join(" ".join(line.strip(" │") for line in picture(app)).split())
        assert understood in shown


def _two_fields() -> FormModal:
    return FormModal("Log with Ann", [Ask("text", "What"), Ask("way", "Way", "a", choices=WAYS)], about=())


WAYS = (("a", "call"), ("b", "mail"))
KEPT: list[tuple[Callable[[], ModalScreen[Any]], list[str], str, Any]] = [
    (lambda: PromptModal("Quick add", about=()), [*"tea"], "enter", "tea"),
    (_two_fields, [*"tea", "tab", "right"], "ctrl+s", {"text": "tea", "way": "b"}),
]


@pytest.mark.parametrize(("modal", "keys", "save", "answer"), KEPT)
async def test_what_was_half_typed_is_there_after_a_lost_line(
    modal: Callable[[], ModalScreen[Any]], keys: list[str], save: str, answer: Any
) -> None:
    drafts = FakeDrafts()
    lost = make_app(AreaScreen, shell=make_shell(drafts=drafts))
    async with lost.run_test(size=(80, 24)) as pilot:
        lost.ask(modal(), lambda _: None)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    drafts.left_behind = list(drafts.kept)
    answers: list[Any] = []
    app = make_app(AreaScreen, shell=make_shell(drafts=drafts))

    def refuse_once(given: Any) -> None:
        answers.append(given)
        if len(answers) == 1:
            raise StoreError("the disk is full")

    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(20):
            if toasts(app):
                break
            await pilot.pause()
        assert "Draft from today: “" in toasts(app)
        assert "f2 leads there." in toasts(app)
        app.ask(modal(), refuse_once)
        await pilot.pause()
        await pilot.press(save)
        await pilot.pause()
        assert len(drafts.kept) == 1  # it could not be used yet
        await pilot.press(save)
        await pilot.pause()
    assert answers == [answer, answer]
    assert drafts.kept == {}


async def test_a_question_under_another_one_waits_with_its_answer() -> None:
    """It closed the one on top, and failed when it was to answer once more."""
    answers: list[Any] = []
    may_end = Event()
    app: NetuiApp = make_app(AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        question = PromptModal("Where?", about=(), use=lambda _: may_end.wait(HANG_SECONDS))
        app.push_screen(question, answers.append)
        await pilot.press(*"here", "enter")
        above = ConfirmModal("Leave?")
        await app.push_screen(above, answers.append)
        question.dismiss("twice")
        may_end.set()
        await settle(pilot)
        assert app.screen is above
        assert answers == []
        await pilot.press("y")
        await settle(pilot)
        assert answers == [True, "here"]
        assert not isinstance(app.screen, ModalScreen)


async def test_a_screen_under_a_question_does_not_leave_in_its_place() -> None:
    app: NetuiApp = make_app(AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        below = AreaScreen()
        await app.push_screen(below)
        await app.push_screen(question := ConfirmModal("Leave?"))
        below.go_back()
        await pilot.pause()
        assert app.screen is question
