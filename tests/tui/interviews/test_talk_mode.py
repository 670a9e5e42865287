"""Talk mode: typing answers the current question, and nothing of it is lost."""

from datetime import timedelta

import pytest

from netui.domain.interviews.interview import Interview
from netui.tui.interviews.complete_screen import CompleteScreen
from netui.tui.interviews.list_screen import InterviewsScreen
from netui.tui.interviews.talk_mode_screen import TalkModeScreen
from netui.tui.shell.app import NetuiApp
from netui.tui.terminal.guard import DraftMirror
from netui.tui.widgets.editors import NoteEditor
from netui.tui.widgets.lines import Lines
from tests.tui.conftest import harmless, text_of
from tests.tui.interviews_world import World, type_text
from tests.tui.services_builder import toasts


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def interview(world: World) -> Interview:
    made = world.scheduled(minutes=20)
    for text in ("Why edges?", "What next?", "Who else?"):
        world.interviews.preparation.add_question(made.id, text)
    return world.get(made.id)


def screen_of(app: NetuiApp) -> TalkModeScreen:
    assert isinstance(app.screen, TalkModeScreen)
    return app.screen


def answers(world: World, interview: Interview) -> list[str]:
    return [question.answer for question in world.get(interview.id).questions]


async def test_typing_answers_and_tab_moves_on(world: World, interview: Interview) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("T")
        await pilot.pause()
        shown = text_of(app)
        assert shown.index("Why edges?") < shown.index("What next?") < shown.index("Notes")
        await type_text(pilot, "q is a letter here 1")
        await pilot.press("tab")
        await pilot.pause()
        assert answers(world, interview) == ["q is a letter here 1", "", ""]
        assert world.get(interview.id).questions[0].asked
        assert "1 of 3 asked" in text_of(app)
        await type_text(pilot, "More")
        await pilot.press("shift+tab")
        await pilot.pause()
        assert app.screen.query_one(NoteEditor).text == "q is a letter here 1"
        await type_text(pilot, "!")
        await pilot.press("tab", "tab", "tab")
        await type_text(pilot, "call me\nlater")
        await pilot.press("tab", "escape")
        await pilot.pause()
        assert isinstance(app.screen, InterviewsScreen)
        assert answers(world, interview) == ["q is a letter here 1!", "More", ""]
        assert world.get(interview.id).talk_notes == "call me\nlater"
        assert not world.get(interview.id).questions[2].asked


async def test_a_long_question_leaves_room_for_the_answer(world: World, interview: Interview) -> None:
    first = world.get(interview.id).questions[0]
    world.interviews.preparation.edit_question(interview.id, first.id, "word " * 400)
    app = world.app(lambda: TalkModeScreen(world.services, interview.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        editor = screen_of(app).query_one(NoteEditor)
        assert editor.region.height >= 5
        assert editor.region.bottom <= 23


async def test_asked_is_marked_without_an_answer_too(world: World, interview: Interview) -> None:
    app = world.app(lambda: TalkModeScreen(world.services, interview.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+a")
        await pilot.pause()
        assert world.get(interview.id).questions[0].asked
        await pilot.press("ctrl+a")
        assert not world.get(interview.id).questions[0].asked


async def test_an_answered_question_stays_asked_until_the_answer_is_deleted(
    world: World, interview: Interview
) -> None:
    app = world.app(lambda: TalkModeScreen(world.services, interview.id))
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in (["n"], ["o"]):  # what is typed takes the offer back
            await pilot.press(*keys, "ctrl+a")
            await pilot.pause()
            assert world.get(interview.id).questions[0].asked
            assert "ctrl+t again deletes the answer and marks it as not asked" in toasts(app)
        assert app.screen.describe_binding("talk.asked") == "asked"  # type: ignore[attr-defined]
        await pilot.press("ctrl+a")
        await pilot.pause()
        assert answers(world, interview)[0] == ""
        assert not world.get(interview.id).questions[0].asked
        await pilot.press("ctrl+z", "tab")
        await pilot.pause()
        assert answers(world, interview)[0] == "no"
        assert world.get(interview.id).questions[0].asked


async def test_a_pause_stores_and_letters_go_to_the_drafts_at_once(
    world: World, interview: Interview
) -> None:
    app = world.app(lambda: TalkModeScreen(world.services, interview.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "half")
        key = f"interview:{interview.id}:{interview.questions[0].id}"
        assert app.mirror.load(key) == "half"
        assert answers(world, interview)[0] == ""
        screen = screen_of(app)
        assert screen._pause is not None
        screen._store()
        assert answers(world, interview)[0] == "half"
        await pilot.pause()
        assert app.screen.query_one(NoteEditor).text == "half"


async def test_what_a_killed_session_typed_is_taken_up(world: World, interview: Interview) -> None:
    second = interview.questions[1]
    world.drafts.save(f"interview:{interview.id}:{second.id}", "typed before the line dropped")
    world.drafts.save(f"interview:{interview.id}:notes", "and this")
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("T")
        await pilot.pause()
        assert "What you typed before is back." in toasts(app)
        assert answers(world, interview)[1] == "typed before the line dropped"
        assert world.get(interview.id).talk_notes == "and this"
        assert world.drafts.load(f"interview:{interview.id}:{second.id}") is None


@pytest.mark.parametrize(
    ("stored", "expected", "words"),
    [
        ("First thought", "First thought, and more", "What you typed before is back."),
        (
            "A newer answer",
            "A newer answer\n\nFirst thought, and more",
            "What you typed before is back, below what was stored since, under “Why edges?”.",
        ),
        ("First thought, and more, and all", "First thought, and more, and all", ""),
    ],
)
async def test_a_newer_answer_stays_above_what_a_killed_session_typed(
    world: World, interview: Interview, stored: str, expected: str, words: str
) -> None:
    first = interview.questions[0]
    typed = DraftMirror(world.drafts)
    typed.keep(f"interview:{interview.id}:{first.id}", "First thought, and more", "First thought")
    typed.flush()
    world.interviews.preparation.answer(interview.id, first.id, stored)
    app = world.app(lambda: TalkModeScreen(world.services, interview.id))
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        assert answers(world, interview)[0] == expected
        assert toasts(app) == words or words in toasts(app)
        assert world.drafts.load(f"interview:{interview.id}:{first.id}") is None


async def test_what_is_typed_over_an_answer_is_kept_with_that_answer(
    world: World, interview: Interview
) -> None:
    first = interview.questions[0]
    world.interviews.preparation.answer(interview.id, first.id, "Old")
    key = f"interview:{interview.id}:{first.id}"
    app = world.app(lambda: TalkModeScreen(world.services, interview.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("shift+tab", "shift+tab", "shift+tab")
        await type_text(pilot, "er")
        await pilot.pause()
        assert app.mirror.load_with_base(key) == ("Older", "Old")
        screen_of(app)._store()
        await type_text(pilot, "!")
        await pilot.pause()
        assert app.mirror.load_with_base(key) == ("Older!", "Older")


async def test_the_clock_runs_against_the_agreed_length(world: World, interview: Interview) -> None:
    app = world.app(lambda: TalkModeScreen(world.services, interview.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "0:00 / 20 min" in text_of(app)
        world.clock.advance(timedelta(minutes=21, seconds=5))
        screen_of(app)._show_clock()
        await pilot.pause()
        assert "21:05 / 20 min  1 min over" in text_of(app)
        clock = app.screen.query_one("#clock", Lines)
        assert clock._lines[0].right[-1].tone == "error strong"


async def test_an_interview_without_questions_is_a_page_of_notes(world: World) -> None:
    interview = world.scheduled()
    app = world.app(lambda: TalkModeScreen(world.services, interview.id))
    async with app.run_test(size=(60, 20)) as pilot:
        await type_text(pilot, "free")
        app.screen._store()  # type: ignore[attr-defined]
        assert world.get(interview.id).talk_notes == "free"


async def test_another_session_changes_what_is_not_being_typed(world: World, interview: Interview) -> None:
    app = world.app(lambda: TalkModeScreen(world.services, interview.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        first, second, _ = interview.questions
        world.interviews.preparation.answer(interview.id, first.id, "from elsewhere")
        await pilot.pause()
        assert app.screen.query_one(NoteEditor).text == "from elsewhere"
        await pilot.press("tab")
        await type_text(pilot, "mine")
        world.interviews.preparation.remove_question(interview.id, interview.questions[2].id)
        world.interviews.preparation.answer(interview.id, first.id, "again")
        await pilot.pause()
        assert app.screen.query_one(NoteEditor).text == "mine"
        world.interviews.preparation.answer(interview.id, second.id, "")
        assert "Who else?" not in text_of(app)


async def test_an_answer_that_two_sessions_write_is_named(world: World, interview: Interview) -> None:
    app = world.app(lambda: TalkModeScreen(world.services, interview.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await type_text(pilot, "mine")
        world.interviews.preparation.answer(interview.id, interview.questions[0].id, "from elsewhere")
        await pilot.pause()
        await pilot.press("tab")
        await pilot.pause()
        wanted = "Saved; meanwhile the answer had become from elsewhere: undo restores it"
        assert toasts(app) == wanted
        assert answers(world, interview)[0] == "mine"
    world.services.history.undo()
    assert answers(world, interview)[0] == "from elsewhere"


async def test_completing_is_one_key_away(world: World, interview: Interview) -> None:
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("T")
        await type_text(pilot, "Kept")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, CompleteScreen)
        assert answers(world, interview)[0] == "Kept"


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_many_and_hostile_questions_leave_room_to_type(world: World, size: tuple[int, int]) -> None:
    interview = world.scheduled()
    for number in range(30):
        world.interviews.preparation.add_question(interview.id, f"{number} [/b] \x1b[2J\u202e why")
    app = world.app(lambda: TalkModeScreen(world.services, interview.id))
    async with app.run_test(size=size) as pilot:
        await pilot.press(*["tab"] * 15)
        await type_text(pilot, "here")
        assert harmless(text_of(app))
        assert "here" in text_of(app)
        assert "15 [/b]" in text_of(app)
        assert app.screen.query_one(NoteEditor).size.height >= 3
