"""Completing an interview, and its debrief."""

from datetime import timedelta

import pytest

from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.week.debrief import Debrief
from netui.tui.interviews.complete_screen import CompleteScreen
from netui.tui.interviews.list_screen import InterviewsScreen
from netui.tui.widgets.editors import NoteEditor
from tests.factories import hostile_contact
from tests.tui.conftest import harmless, text_of
from tests.tui.interviews_world import World, type_text
from tests.tui.services_builder import toasts


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def interview(world: World) -> Interview:
    made = world.scheduled()
    added = world.interviews.preparation.add_question(made.id, "Why edges?")
    world.interviews.preparation.answer(made.id, added.questions[0].id, "Because of the users")
    return world.get(made.id)


async def test_a_debrief_is_kept_and_the_thank_you_follows(world: World, interview: Interview) -> None:
    world.clock.advance(timedelta(days=3, hours=8))
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert "Because of the users" in text_of(app)
        assert "needs one or two specific points" in text_of(app)
        assert "tab next field" in text_of(app)
        await type_text(pilot, "Users come first\nCaches lie")
        await pilot.pause()
        assert "needs one or two specific points" not in text_of(app)
        for name, text in (
            ("trends", "Smaller teams"),
            ("actions", "send the paper by friday"),
            ("influence", "Look at edges"),
            ("ask_next", "Ana Silva, Stripe"),
        ):
            await pilot.press("tab")
            assert app.screen.focused is app.screen.query_one(f"#{name}")
            app.screen.query_one(f"#{name}", NoteEditor).load_text(text)
        await pilot.press("ctrl+s")
        await pilot.pause()
        done = world.get(interview.id)
        assert done.status is InterviewStatus.DONE
        assert done.insights == ("Users come first", "Caches lie")
        assert (done.trends, done.influence) == (("Smaller teams",), "Look at edges")
        assert any(row.name == "Ana Silva" for row in world.services.contacts.rows())
        assert isinstance(app.screen, InterviewsScreen)
        (note,) = world.notes
        assert (note.contact_ids, note.template, note.interview_id) == (
            (world.dana,),
            "thank-you",
            interview.id,
        )
        await pilot.press("u")
        assert world.get(interview.id).status is InterviewStatus.SCHEDULED
        assert not any(row.name == "Ana Silva" for row in world.services.contacts.rows())


async def test_an_interview_still_to_come_is_completed_only_when_confirmed(
    world: World, interview: Interview
) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await type_text(pilot, "It was moved ahead")
        assert "shift+tab shows what was said" in text_of(app)
        await pilot.press("shift+tab")
        await pilot.pause()
        assert "Because of the users" in text_of(app)
        await pilot.press("tab")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Held already?" in text_of(app)
        await pilot.press("n")
        await pilot.pause()
        assert world.get(interview.id).status is InterviewStatus.SCHEDULED
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert world.get(interview.id).ended_at == world.clock.now()
        assert world.notes


async def test_escape_keeps_the_draft(world: World, interview: Interview) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await type_text(pilot, "Half a thought")
        await pilot.press("escape")
        await pilot.pause()
        assert world.get(interview.id).status is InterviewStatus.SCHEDULED
        assert "Kept as a draft" in toasts(app)
        await pilot.press("c")
        await pilot.pause()
        assert app.screen.query_one("#insights", NoteEditor).text == "Half a thought"


async def test_the_debrief_of_a_held_interview_is_changed_without_another_note(world: World) -> None:
    interview = world.held()
    world.interviews.closing.set_debrief(interview.id, Debrief(insights=("One",)))
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert "Wrap-up of the interview with Dana Okafor" in text_of(app)
        await pilot.press("end")
        await type_text(pilot, "\nTwo")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert world.get(interview.id).insights == ("One", "Two")
        assert world.notes == []


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_a_stranger_cannot_steer_the_debrief(world: World, size: tuple[int, int]) -> None:
    eve = world.services.contacts.add(hostile_contact(emails=())).id
    interview = world.scheduled(eve)
    world.interviews.preparation.set_notes(interview.id, "[/b] \x1b[2J\u202e notes")
    app = world.app(lambda: CompleteScreen(world.services, interview.id))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert harmless(text_of(app))
        assert "[/b]" in text_of(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert harmless(text_of(app))
