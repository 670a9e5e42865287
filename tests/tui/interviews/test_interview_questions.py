"""Choosing the questions of an interview."""

import pytest

from netui.domain.interviews.interview import Interview
from netui.tui.interviews.questions_screen import QuestionsScreen
from netui.tui.shell.app import NetuiApp
from netui.tui.widgets.line_list import LineList
from tests.tui.conftest import harmless, text_of
from tests.tui.talks_world import World, said, type_text


@pytest.fixture
def world() -> World:
    return World()


def chosen(world: World, talk: Interview) -> list[str]:
    return [question.text for question in world.get(talk.id).questions]


def app_of(world: World, talk: Interview) -> NetuiApp:
    return world.app(lambda: QuestionsScreen(world.services, talk.id))


async def test_space_chooses_and_lets_go_and_the_count_is_told(world: World) -> None:
    talk = world.scheduled()
    app = app_of(world, talk)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "0 of 5 to 8" in text_of(app)
        assert "CAREER PATH" in text_of(app)
        first = world.talks.preparation.question_bank[0]
        await pilot.press("space")
        await pilot.pause()
        assert chosen(world, talk) == [first.text]
        assert "1 of 5 to 8" in text_of(app)
        assert app.screen.query_one("#bank", LineList).cursor_id == first.id
        await pilot.press("space")
        assert chosen(world, talk) == []
        for _ in range(6):
            await pilot.press("space", "j")
            await pilot.pause()
        assert "6 chosen" in text_of(app)


async def test_the_filter_narrows_the_bank_and_escape_steps_back(world: World) -> None:
    talk = world.scheduled()
    app = app_of(world, talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        await type_text(pilot, "first job")
        assert "How did your first job" in text_of(app)
        assert "Looking back" not in text_of(app)
        await pilot.press("enter", "space")
        await pilot.pause()
        assert chosen(world, talk) == ["How did your first job in this field really come about?"]
        await pilot.press("escape")
        await pilot.pause()
        assert "Looking back" in text_of(app)
        await pilot.press("slash")
        await type_text(pilot, "zzz")
        assert "a adds your own" in text_of(app)


async def test_questions_of_ones_own_are_added_edited_and_let_go(world: World) -> None:
    talk = world.scheduled()
    app = app_of(world, talk)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await type_text(pilot, "Why edges")
        await pilot.press("enter")
        await pilot.pause()
        question = world.get(talk.id).questions[0]
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
        assert chosen(world, talk) == ["Why edges?"]
        await pilot.press("d")
        assert chosen(world, talk) == []


async def test_chosen_questions_are_put_in_order(world: World) -> None:
    talk = world.scheduled()
    slugs = [question.id for question in world.talks.preparation.question_bank[:3]]
    one, two, three = [question.text for question in world.talks.preparation.question_bank[:3]]
    world.talks.preparation.choose_questions(talk.id, slugs)
    app = app_of(world, talk)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("J")
        await pilot.pause()
        assert chosen(world, talk) == [two, one, three]
        app.screen.query_one("#chosen", LineList).focus()
        await pilot.press("G", "K", "K")
        await pilot.pause()
        assert chosen(world, talk) == [three, two, one]


async def test_an_answered_question_is_not_let_go(world: World) -> None:
    talk = world.scheduled()
    added = world.talks.preparation.choose_questions(talk.id, [world.talks.preparation.question_bank[0].id])
    world.talks.preparation.answer(talk.id, added.questions[0].id, "By chance")
    app = app_of(world, talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert len(chosen(world, talk)) == 1
        assert "this question has an answer" in said(app)
        await pilot.press("j", "J")
        await pilot.pause()
        assert "Only a chosen question" in said(app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_hostile_questions_are_painted_harmless(world: World, size: tuple[int, int]) -> None:
    talk = world.scheduled()
    world.talks.preparation.add_question(talk.id, "[/b] \x1b[2J Why \u202egnp?", "\x1b]0;x\x07")
    app = app_of(world, talk)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert harmless(text_of(app))
        assert "[/b]" in text_of(app)
