"""Area 3: the list of interviews, the interview under the cursor, its preparation."""

import re
from datetime import date, timedelta

import pytest

from netui.domain.interviews.interview import InterviewStatus, ItemState
from netui.domain.week.debrief import Debrief
from netui.tui.interviews.insights_screen import InsightsScreen
from netui.tui.interviews.list_screen import InterviewsScreen
from netui.tui.interviews.preparation import PreparationList
from netui.tui.interviews.talk_mode_screen import TalkModeScreen
from netui.tui.widgets.line_list import LineList
from tests.factories import hostile_contact
from tests.tui.conftest import harmless, picture, text_of
from tests.tui.interviews_world import MONDAY_EVENING, World, type_text
from tests.tui.services_builder import toasts

TWO_PANES = (120, 40)


@pytest.fixture
def world() -> World:
    return World()


async def test_an_empty_page_says_what_interviews_are_and_how_to_start(world: World) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = text_of(app)
        assert "Interviews to learn; job interviews go under Plan, opportunities." in shown
        assert "Press a to add one" in shown
        await pilot.press("T")
        await pilot.pause()
        assert "There is no interview yet" in toasts(app)
        await pilot.resize_terminal(*TWO_PANES)
        await pilot.pause()
        assert "opportunities." in text_of(app), "a narrow list wraps it"


async def test_interviews_are_in_groups_with_what_they_wait_for(world: World) -> None:
    interview = world.scheduled()
    world.interviews.preparation.tick_item(interview.id, interview.items[0].id)
    world.asked("Mei Chen", date(2026, 11, 16))
    world.asked("Marcus Bell", date(2026, 11, 10))
    world.interviews.add(world.person("Viktor"), goal="Can one live from it?")
    world.held(world.person("Priya Raman", "Engineer", "Stripe"))
    past = world.held(world.person("Old Friend"))
    world.services.follow_ups.done(world.store.follow_ups.for_interview(past.id)[0].id)
    app = world.app()
    async with app.run_test(size=TWO_PANES) as pilot:
        await pilot.pause()
        shown = text_of(app)
        order = [shown.index(word) for word in ("UPCOMING", "ASKED", "TO THANK", "IDEAS", "DONE")]
        assert order == sorted(order)
        for part in ("in 3 days", "2/10", "also ask someone else?", "one more try?", "h left", "2 this year"):
            assert part in shown, part
        assert "Mon 23 Nov 19:00 for you, 11:00 in Denver, 30 minutes, video" in shown
        assert "Denver (04:00 there)" in shown
        assert "Is edge work a way in?" in shown
        assert "2 of 10" in shown
        await pilot.press("slash", *"viktor", "enter")
        await pilot.pause()
        assert "Can one live from it?" in text_of(app)
        assert app.screen.query_one("#talks", LineList).cursor_row.name == "Viktor"


async def test_a_date_at_the_time_of_another_interview_names_it(world: World) -> None:
    world.scheduled(world.person("Viktor"))
    interview = world.scheduled(at=MONDAY_EVENING + timedelta(days=1))
    app = world.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("down", "s")
        await type_text(pilot, "tue 19:00")
        assert "you also talk" not in text_of(app)
        await pilot.press("ctrl+u")
        await type_text(pilot, "mon 19:00")
        assert "At that time you also talk with Viktor." in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert world.get(interview.id).at == MONDAY_EVENING
        assert "At that time you also talk with Viktor." in toasts(app)


async def test_the_walk_from_an_idea_to_the_thank_you(world: World) -> None:
    interview = world.interviews.add(world.dana)
    world.interviews.preparation.choose_questions(interview.id, ["way-in"])
    app = world.app()
    async with app.run_test(size=TWO_PANES) as pilot:
        await pilot.press("s")
        await type_text(pilot, "mon 11am there")
        assert "19:00 for you, 11:00 in Denver" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert world.get(interview.id).status is InterviewStatus.SCHEDULED
        await pilot.press("tab", "g", "space")
        await pilot.pause()
        ticked = [item for item in world.get(interview.id).items if item.state is ItemState.DONE]
        assert len(ticked) == 1
        await pilot.press("shift+tab", "T")
        await pilot.pause()
        assert isinstance(app.screen, TalkModeScreen)
        await type_text(pilot, "By chance")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert world.get(interview.id).questions[0].answer == "By chance"
        assert "By chance" in text_of(app)
        world.clock.set(MONDAY_EVENING + timedelta(hours=1))
        await type_text(pilot, "Nobody plans to end up at the edge")
        await pilot.press("ctrl+s")
        await pilot.pause()
        done = world.get(interview.id)
        assert done.status is InterviewStatus.DONE
        assert done.insights == ("Nobody plans to end up at the edge",)
        assert isinstance(app.screen, InterviewsScreen)
        note = world.notes[-1]
        assert (note.contact_ids, note.template, note.interview_id) == (
            (world.dana,),
            "thank-you",
            interview.id,
        )
        await pilot.press("u")
        assert world.get(interview.id).status is InterviewStatus.SCHEDULED
        await pilot.press("u")
        assert world.get(interview.id).questions[0].answer == ""
        await pilot.press("u")
        assert not [item for item in world.get(interview.id).items if item.state is ItemState.DONE]
        await pilot.press("u")
        assert world.get(interview.id).status is InterviewStatus.IDEA


async def test_the_checklist_is_added_to_edited_ordered_skipped_and_cut(world: World) -> None:
    interview = world.scheduled(checklist="")
    app = world.app()
    async with app.run_test(size=TWO_PANES) as pilot:
        await pilot.press("tab", "a")
        await type_text(pilot, "Read her talk")
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("a")
        await type_text(pilot, "Say the pitch")
        await pilot.press("tab")
        await type_text(pilot, "tomorrow")
        await pilot.press("ctrl+s")
        await pilot.pause()
        second, first = world.get(interview.id).items
        assert (first.text, first.due_on) == ("Read her talk", date(2026, 11, 22))
        assert (second.text, second.due_on) == ("Say the pitch", date(2026, 11, 21))
        prepared = app.screen.query_one(PreparationList)
        assert prepared.cursor_id == f"item:{second.id}"
        await pilot.press("J")
        assert [item.text for item in world.get(interview.id).items] == ["Read her talk", "Say the pitch"]
        await pilot.press("K")
        assert [item.text for item in world.get(interview.id).items] == ["Say the pitch", "Read her talk"]
        await pilot.pause()
        assert prepared.cursor_id == f"item:{second.id}"
        await pilot.press("x")
        assert world.get(interview.id).items[0].state is ItemState.SKIPPED
        await pilot.pause()
        await pilot.press("space")
        assert world.get(interview.id).items[0].state is ItemState.OPEN
        await pilot.pause()
        await pilot.press("e")
        await type_text(pilot, " aloud")
        await pilot.press("ctrl+s")
        assert world.get(interview.id).items[0].text == "Say the pitch aloud"
        await pilot.pause()
        await pilot.press("d")
        assert [item.text for item in world.get(interview.id).items] == ["Read her talk"]
        await pilot.pause()
        assert prepared.cursor_id == f"item:{first.id}"
        assert world.get(interview.id).status is InterviewStatus.SCHEDULED


async def test_a_request_without_an_answer_asks_for_its_next_step(world: World) -> None:
    waiting = world.asked("Mei Chen", date(2026, 11, 16))
    resend = world.asked("Marcus Bell", date(2026, 11, 10))
    kai = world.person("Kai Ito")
    app = world.app()
    async with app.run_test(size=TWO_PANES) as pilot:
        interviews = app.screen.query_one("#talks", LineList)
        interviews.move_to(waiting.id)
        await pilot.pause()
        await pilot.press("space")
        await type_text(pilot, "Kai")
        await pilot.press("enter")
        await pilot.pause()
        assert world.get(waiting.id).also_asked_on == date(2026, 11, 20)
        assert (world.notes[-1].contact_ids, world.notes[-1].template) == ((kai,), "interview-request")
        interviews.move_to(resend.id)
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        assert (world.notes[-1].template, world.notes[-1].interview_id) == ("second-try", resend.id)
        world.interviews.second_try(resend.id)
        world.clock.advance(timedelta(days=14))
        app.screen.reload(None)  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("space")
        assert world.get(resend.id).status is InterviewStatus.NO_ANSWER


async def test_the_outcome_of_an_interview_is_chosen_from_one_menu(world: World) -> None:
    interview = world.scheduled()
    app = world.app()
    async with app.run_test(size=TWO_PANES) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert "Still to come" in toasts(app)
        await pilot.press("v")
        await pilot.pause()
        assert "they did not come" not in text_of(app)
        await pilot.press("c")
        await pilot.pause()
        assert world.get(interview.id).status is InterviewStatus.CANCELLED
        assert "cancelled" in text_of(app)
        await pilot.press("v", "a")
        await pilot.pause()
        assert world.get(interview.id).status is InterviewStatus.ASKED
        await pilot.press("v", "d")
        assert world.get(interview.id).status is InterviewStatus.DECLINED
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, InterviewsScreen)
        assert "was not held" in toasts(app)
        await pilot.press("d")
        await pilot.pause()
        assert world.interviews.list() == []
        await pilot.press("u")
        assert world.get(interview.id).status is InterviewStatus.DECLINED


async def test_an_interview_whose_time_has_passed_asks_how_it_went(world: World) -> None:
    interview = world.scheduled()
    world.clock.advance(timedelta(days=4))
    app = world.app()
    async with app.run_test(size=TWO_PANES) as pilot:
        await pilot.pause()
        assert re.search(r"\? Dana Okafor +\w{3} \d+ \w{3} +[^\n]*\n[^\n]*how did it go\?", text_of(app))
        await pilot.press("space")
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        assert world.get(interview.id).status is InterviewStatus.CANCELLED
        assert world.store.follow_ups.for_interview(interview.id)


async def test_notes_and_the_brief_know_the_interview(world: World) -> None:
    interview = world.scheduled()
    app = world.app()
    async with app.run_test(size=TWO_PANES) as pilot:
        await pilot.press("n", "b")
        await pilot.pause()
        assert (world.notes[0].contact_ids, world.notes[0].interview_id) == ((world.dana,), interview.id)
        assert world.asked_for == [("before", (world.dana,))]


async def test_adding_an_interview_asks_who_with(world: World) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await type_text(pilot, "nobody")
        assert "nobody" in text_of(app)
        await pilot.press("enter", *["backspace"] * 6)
        await type_text(pilot, "okaf")
        assert "Dana Okafor, SRE, Fastly" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "New interview with Dana Okafor" in text_of(app)


async def test_narrow_terminals_show_one_pane_and_tab_the_other(world: World) -> None:
    world.scheduled()
    app = world.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "UPCOMING" in text_of(app)
        assert "PREP" not in text_of(app)
        await pilot.press("tab")
        await pilot.pause()
        assert "PREP" in text_of(app)
        assert "UPCOMING" not in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "UPCOMING" in text_of(app)
        assert "enter checklist" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "PREP" in text_of(app)
        assert "enter checklist" not in text_of(app)
        assert all(len(line) <= 60 for line in picture(app))


async def test_without_an_interview_enter_says_why(world: World) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "There is no interview yet: a adds one." in toasts(app)


async def test_search_finds_an_interview_by_id_or_name(world: World) -> None:
    first = world.scheduled()
    second = world.scheduled(world.person("Priya Raman"))
    app = world.app()
    async with app.run_test(size=TWO_PANES) as pilot:
        screen = app.screen
        assert isinstance(screen, InterviewsScreen)
        screen.search_for("priya")
        assert screen.interview_list.cursor_id == second.id
        screen.search_for(str(first.id))
        await pilot.pause()
        assert screen.interview_list.cursor_id == first.id


async def test_insights_of_all_interviews_are_searched_and_lead_to_their_interview(world: World) -> None:
    interview = world.held()
    world.interviews.closing.set_debrief(
        interview.id, Debrief(insights=("Edge is hard",), trends=("Fewer servers",))
    )
    world.scheduled(world.person("Priya Raman"))
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("V")
        await pilot.pause()
        assert isinstance(app.screen, InsightsScreen)
        assert "Edge is hard" in text_of(app)
        assert "Dana Okafor · Fastly" in text_of(app)
        await pilot.press("slash")
        await type_text(pilot, "servers")
        assert "Edge is hard" not in text_of(app)
        assert "Fewer servers" in text_of(app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, InterviewsScreen)
        assert screen.interview_list.cursor_id == interview.id


async def test_strangers_cannot_steer_the_page(world: World) -> None:
    eve = world.services.contacts.add(hostile_contact(emails=(), time_zone="")).id
    interview = world.scheduled(eve, goal="\x1b[2J[b]goal[/b]", place="\x1b]0;owned\x07")
    world.interviews.preparation.add_item(interview.id, "[@click=app.quit]x[/] \x1b[31m")
    world.interviews.preparation.add_question(interview.id, "Why \u202egnp?")
    for size in (TWO_PANES, (60, 20)):
        app = world.app()
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert harmless(text_of(app))
            await pilot.press("tab", "G")
            await pilot.pause()
            assert harmless(text_of(app))
            assert "[@click=app.quit]x[/]" in text_of(app)
