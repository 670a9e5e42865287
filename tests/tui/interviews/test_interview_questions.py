"""Choosing the questions of an interview."""

import pytest

from netui.domain.interviews.interview import Interview
from netui.tui.interviews.questions_screen import QuestionsScreen
from netui.tui.shell.app import NetuiApp
from netui.tui.widgets.editors import SafeInput
from netui.tui.widgets.line_list import LineList
from tests.tui.conftest import harmless, text_of
from tests.tui.interviews_world import World, type_text
from tests.tui.services_builder import toasts


@pytest.fixture
def world() -> World:
    return World()


def chosen(world: World, interview: Interview) -> list[str]:
    return [question.text for question in world.get(interview.id).questions]


def app_of(world: World, interview: Interview) -> NetuiApp:
    return world.app(lambda: QuestionsScreen(world.services, interview.id))


async def test_space_chooses_and_unchooses_and_the_count_is_shown(world: World) -> None:
    interview = world.scheduled()
    app = app_of(world, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "0 of 5 to 8" in text_of(app)
        assert "CAREER PATH" in text_of(app)
        first = world.interviews.preparation.question_bank[0]
        await pilot.press("space")
        await pilot.pause()
        assert chosen(world, interview) == [first.text]
        assert "1 of 5 to 8" in text_of(app)
        assert app.screen.query_one("#bank", LineList).cursor_id == first.id
        await pilot.press("space")
        assert chosen(world, interview) == []
        for _ in range(6):
            await pilot.press("space", "j")
            await pilot.pause()
        assert "6 chosen" in text_of(app)


async def test_enter_chooses_and_goes_on_to_the_next(world: World) -> None:
    interview = world.scheduled()
    app = app_of(world, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "enter choose, next  space choose" in text_of(app)
        await pilot.press("enter", "enter", "enter")
        await pilot.pause()
        bank = world.interviews.preparation.question_bank
        assert chosen(world, interview) == [one.text for one in bank[:3]]
        await pilot.press("g")
        await pilot.pause()
        assert "enter next  space let go" in text_of(app)
        await pilot.press("enter", "enter", "enter", "enter")  # what is chosen stays so
        await pilot.pause()
        assert chosen(world, interview) == [one.text for one in bank[:4]]
        app.screen.query_one("#chosen", LineList).focus()
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert len(chosen(world, interview)) == 4
        assert app.screen.query_one("#chosen", LineList).cursor_row.text == bank[2].text


async def test_the_filter_narrows_the_bank_and_escape_steps_back(world: World) -> None:
    interview = world.scheduled()
    app = app_of(world, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        await type_text(pilot, "first job")
        assert "How did your first job" in text_of(app)
        assert "Looking back" not in text_of(app)
        await pilot.press("enter", "space")
        await pilot.pause()
        assert chosen(world, interview) == ["How did your first job in this field really come about?"]
        await pilot.press("escape")
        await pilot.pause()
        assert "Looking back" in text_of(app)
        await pilot.press("slash")
        await type_text(pilot, "zzz")
        assert "a adds your own" in text_of(app)
        await pilot.press("escape")
        assert app.screen.query_one(SafeInput).value == ""
        assert app.focused is app.screen.query_one("#bank")
        await pilot.press("slash")
        await type_text(pilot, "zzz")
        await pilot.press("enter", "a")
        await type_text(pilot, "Why Zig")
        await pilot.press("enter")
        assert app.screen.query_one(SafeInput).value == ""


async def test_questions_of_ones_own_are_added_edited_and_let_go(world: World) -> None:
    interview = world.scheduled()
    app = app_of(world, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await type_text(pilot, "Why edges")
        await pilot.press("enter")
        await pilot.pause()
        question = world.get(interview.id).questions[0]
        assert (question.text, question.theme) == ("Why edges", "career-path")
        assert "1 Why edges" in text_of(app)
        await pilot.press("a")
        await type_text(pilot, "why edges")
        assert "chosen already" in text_of(app)
        await pilot.press("escape", "tab", "tab")
        await pilot.pause()
        app.screen.query_one("#chosen", LineList).focus()
        await pilot.press("e", "question_mark", "enter")
        await pilot.pause()
        assert chosen(world, interview) == ["Why edges?"]
        await pilot.press("d")
        assert chosen(world, interview) == []


async def test_chosen_questions_are_put_in_order(world: World) -> None:
    interview = world.scheduled()
    slugs = [question.id for question in world.interviews.preparation.question_bank[:3]]
    one, two, three = [question.text for question in world.interviews.preparation.question_bank[:3]]
    world.interviews.preparation.choose_questions(interview.id, slugs)
    app = app_of(world, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("J")
        await pilot.pause()
        assert chosen(world, interview) == [two, one, three]
        app.screen.query_one("#chosen", LineList).focus()
        await pilot.press("G", "K", "K")
        await pilot.pause()
        assert chosen(world, interview) == [three, two, one]


async def test_an_answered_question_is_not_let_go(world: World) -> None:
    interview = world.scheduled()
    added = world.interviews.preparation.choose_questions(
        interview.id, [world.interviews.preparation.question_bank[0].id]
    )
    world.interviews.preparation.answer(interview.id, added.questions[0].id, "By chance")
    app = app_of(world, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert len(chosen(world, interview)) == 1
        assert "this question has an answer" in toasts(app)
        await pilot.press("j", "J")
        await pilot.pause()
        assert "Only a chosen question" in toasts(app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_hostile_questions_are_painted_harmless(world: World, size: tuple[int, int]) -> None:
    interview = world.scheduled()
    world.interviews.preparation.add_question(interview.id, "[/b] \x1b[2J Why \u202egnp?", "\x1b]0;x\x07")
    app = app_of(world, interview)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert harmless(text_of(app))
        assert "[/b]" in text_of(app)
