"""A rehearsal by keys: pitch, questions, what to avoid; it counts as practice or it doesn't."""

from datetime import timedelta

import pytest

from netui.domain.interviews.interview import Interview, ItemState
from netui.domain.plan.practice import Practice, PracticeKind
from netui.domain.values import replace
from netui.tui.interviews.before_screen import BeforeInterviewScreen
from netui.tui.interviews.list_screen import InterviewsScreen
from netui.tui.interviews.rehearsal_screen import RehearsalScreen
from netui.tui.modals.ask import ConfirmModal
from netui.tui.shell.app import NetuiApp
from netui.tui.widgets.editors import NoteEditor
from netui.tui.widgets.key_bar import live_keys
from tests.tui.conftest import harmless, settle, text_of
from tests.tui.interviews_world import World, type_text
from tests.tui.services_builder import toasts

PITCH = "I build compilers. I want to know how people come to work on edges."
LONG = " ".join(f"word{number}" for number in range(1, 181))
SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.fixture
def world() -> World:
    world = World()
    world.services.brand.add_pitch("For engineers", PITCH)
    dana = world.services.contacts.get(world.dana)
    world.services.contacts.edit(dana, replace(dana, avoid=("her old team", "layoffs")))
    return world


@pytest.fixture
def interview(world: World) -> Interview:
    made = world.scheduled(minutes=20)
    for text in ("Why edges?", "What next?"):
        world.interviews.preparation.add_question(made.id, text)
    return world.get(made.id)


def practised(world: World) -> list[Practice]:
    return list(world.services.practice.list())


def rehearsing(world: World, interview: Interview) -> NetuiApp:
    app: NetuiApp = world.app(lambda: RehearsalScreen(world.services, interview.id))
    return app


def clock(app: NetuiApp) -> None:
    assert isinstance(app.screen, RehearsalScreen)
    app.screen._show_clock()


def pitch_item(world: World, interview: Interview) -> ItemState:
    found = next(item for item in world.get(interview.id).items if "aloud" in item.text)
    return found.state


@pytest.mark.parametrize("size", SIZES)
async def test_the_steps_are_gone_through_and_it_counts(
    world: World, interview: Interview, size: tuple[int, int]
) -> None:
    app = world.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("R")
        await settle(pilot)
        shown = text_of(app)
        assert "Rehearsal: Dana Okafor" in shown
        assert "Pitch: For engineers" in shown
        assert "I build compilers." in shown
        assert "0 of 6 s" in shown
        assert "0:00 / 20 min" in shown
        world.clock.advance(timedelta(seconds=40))
        clock(app)
        await settle(pilot)
        assert "40 of 6 s" in text_of(app)
        await type_text(pilot, "slower")
        await pilot.press("tab")
        await settle(pilot)
        assert "Why edges?" in text_of(app)
        assert "I build compilers." not in text_of(app)
        assert "2 of 4" in text_of(app)
        await pilot.press("tab", "tab")
        await type_text(pilot, "!")
        shown = text_of(app)
        assert "her old team" in shown
        assert "layoffs" in shown
        assert "slower!" in shown
        await pilot.press("shift+tab")
        await settle(pilot)
        assert "3 of 4" in text_of(app)
        world.clock.advance(timedelta(minutes=4))
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmModal)
        await pilot.press("y")
        await settle(pilot)
        assert isinstance(app.screen, InterviewsScreen)
        assert "Counted as practice: 5 minutes for Dana Okafor. u undo" in toasts(app)
        (kept,) = practised(world)
        assert (kept.kind, kept.minutes, kept.text) == (PracticeKind.REHEARSAL, 5, "slower!")
        assert pitch_item(world, interview) is ItemState.DONE
        assert world.get(interview.id).questions == interview.questions
        assert world.get(interview.id).talk_notes == ""
        assert world.drafts.load(f"rehearsal:{interview.id}") is None
        await pilot.press("u")
        await settle(pilot)
        assert practised(world) == []
        assert pitch_item(world, interview) is ItemState.OPEN


async def test_one_that_does_not_count_keeps_its_notes_for_the_next(
    world: World, interview: Interview
) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("R")
        await type_text(pilot, "breathe")
        await pilot.press("escape", "n")
        await settle(pilot)
        assert isinstance(app.screen, InterviewsScreen)
        assert "Not counted. Your notes are kept for the next rehearsal." in toasts(app)
        assert practised(world) == []
        await pilot.press("R")
        await settle(pilot)
        assert app.screen.query_one(NoteEditor).text == "breathe"
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert isinstance(app.screen, RehearsalScreen)
        await type_text(pilot, " out")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, InterviewsScreen)
    assert [one.text for one in practised(world)] == ["breathe out"]


async def test_letters_go_to_the_drafts_at_once_and_never_into_the_interview(
    world: World, interview: Interview
) -> None:
    app = rehearsing(world, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        await type_text(pilot, "half")
        assert app.mirror.load(f"rehearsal:{interview.id}") == "half"
        await pilot.press("ctrl+q")
    assert world.drafts.load(f"rehearsal:{interview.id}") == "half"
    assert world.get(interview.id) == interview
    assert practised(world) == []


async def test_what_a_killed_session_typed_is_back(world: World, interview: Interview) -> None:
    world.drafts.save(f"rehearsal:{interview.id}", "typed before the line dropped")
    app = rehearsing(world, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "What you typed before is back." in toasts(app)
        assert "typed before the line dropped" in text_of(app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_pitch_is_read_to_its_end_next_to_the_notes(
    world: World, interview: Interview, size: tuple[int, int]
) -> None:
    pitch = world.services.brand.pitches()[0]
    world.services.brand.edit_pitch(pitch, text=LONG)
    app = rehearsing(world, interview)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "word1 " in text_of(app)
        editor = app.screen.query_one(NoteEditor)
        assert editor.region.height >= 3
        assert editor.region.bottom < size[1]
        for _ in range(4):
            await pilot.press("pagedown")
        await settle(pilot)
        assert "word180" in text_of(app)
        await type_text(pilot, "here")
        assert "here" in text_of(app)
        await pilot.press("tab")
        await settle(pilot)
        more = next(key for key in live_keys(app.screen) if key.binding_id == "editor.undo")
        assert more.enabled
        assert not any(key.binding_id == "rehearsal.more" for key in live_keys(app.screen))


async def test_without_pitch_and_questions_it_says_where_they_come_from() -> None:
    world = World()
    made = world.scheduled()
    app = rehearsing(world, made)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        assert "Plan, brand keeps one." in text_of(app)
        await pilot.press("tab")
        await settle(pilot)
        assert "No questions yet" in text_of(app)
        assert "2 of 2" in text_of(app)
        await pilot.press("tab")
        await settle(pilot)
        assert "2 of 2" in text_of(app)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_painted_clean(world: World, size: tuple[int, int]) -> None:
    nasty = "[/b] \x1b[2J\u202e why"
    world.services.brand.add_pitch(nasty, f"{nasty} pitch")
    dana = world.services.contacts.get(world.dana)
    world.services.contacts.edit(dana, replace(dana, avoid=(f"{nasty} avoid",)))
    made = world.scheduled(goal=nasty)
    world.interviews.preparation.add_question(made.id, nasty)
    app = rehearsing(world, made)
    async with app.run_test(size=size) as pilot:
        for _ in range(5):
            await settle(pilot)
            assert harmless(text_of(app))
            await pilot.press("tab")
        assert "[/b]" in text_of(app)
        assert "avoid" in text_of(app)


async def test_another_session_changes_what_is_rehearsed_and_the_step_stays(
    world: World, interview: Interview
) -> None:
    app = rehearsing(world, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "tab")
        await type_text(pilot, "mine")
        assert "3 of 4" in text_of(app)
        world.services.brand.add_pitch("First", "Hello")
        await settle(pilot)
        assert "4 of 5" in text_of(app)
        world.interviews.preparation.remove_question(interview.id, interview.questions[0].id)
        await settle(pilot)
        assert "3 of 4" in text_of(app)
        assert "What next?" in text_of(app)
        assert app.screen.query_one(NoteEditor).text == "mine"


async def test_it_opens_from_the_brief_and_says_why_it_cannot(world: World, interview: Interview) -> None:
    app = world.app(lambda: BeforeInterviewScreen(world.services, world.dana))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("R")
        await settle(pilot)
        assert isinstance(app.screen, RehearsalScreen)
        await pilot.press("escape", "n")
        await settle(pilot)
        world.interviews.closing.delete(interview.id)
        await settle(pilot)
        await pilot.press("R")
        await settle(pilot)
        assert "No interview with them is planned" in toasts(app)


async def test_an_interview_that_is_over_is_not_rehearsed(world: World) -> None:
    world.held()
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("R")
        await settle(pilot)
        assert isinstance(app.screen, InterviewsScreen)
        assert "Dana Okafor isn't ahead of you: there is nothing to rehearse." in toasts(app)


@pytest.mark.usefixtures("interview")
async def test_the_palette_opens_it(world: World) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon")
        await settle(pilot)
        await type_text(pilot, "rehearse")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, RehearsalScreen)
