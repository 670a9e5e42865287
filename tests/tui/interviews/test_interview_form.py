"""The form of an interview: typed dates on both clocks, one save, drafts."""

from datetime import UTC, datetime

import pytest

from netui.domain.interviews.interview import InterviewStatus, Medium
from netui.tui.interviews.form_screen import InterviewFormScreen
from netui.tui.interviews.list_screen import InterviewsScreen
from netui.tui.widgets.editors import SafeInput
from netui.tui.widgets.form import ChoiceInput
from tests.factories import hostile_contact
from tests.tui.conftest import harmless, picture, text_of
from tests.tui.interviews_world import MONDAY_EVENING, World, type_text
from tests.tui.services_builder import toasts


@pytest.fixture
def world() -> World:
    return World()


async def opened(world: World, pilot: object, *keys: str) -> None:
    await pilot.press(*keys)  # type: ignore[attr-defined]
    await pilot.pause()  # type: ignore[attr-defined]


async def new_interview(world: World, pilot: object) -> None:
    await opened(world, pilot, "a")
    await type_text(pilot, "dana")
    await opened(world, pilot, "enter")


async def test_an_interview_is_scheduled_with_its_checklist(world: World) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await new_interview(world, pilot)
        assert "SRE · Fastly · Denver (04:00 there)" in text_of(app)
        assert "enter next field" in text_of(app)
        await type_text(pilot, "Learn about edges")
        await pilot.press("enter")
        await type_text(pilot, "mon 19:00")
        assert "Mon 23 Nov 2026 19:00 for you, 11:00 in Denver; in 3 days" in text_of(app)
        assert app.screen.query_one("#status", ChoiceInput).value == "scheduled"
        await pilot.press("ctrl+s")
        await pilot.pause()
        (interview,) = world.interviews.list()
        assert (interview.at, interview.zone, interview.goal) == (
            MONDAY_EVENING,
            "Europe/Zurich",
            "Learn about edges",
        )
        assert (interview.status, interview.medium, interview.checklist) == (
            InterviewStatus.SCHEDULED,
            Medium.VIDEO,
            "video",
        )
        assert interview.items
        assert isinstance(app.screen, InterviewsScreen)
        assert world.drafts.load(f"contact:{world.dana}:new-talk") is None


async def test_typing_replaces_the_usual_minutes(world: World) -> None:
    app = world.app(lambda: InterviewFormScreen(world.services, contact_id=world.dana))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "tab", "tab", "4", "5", "up", "down", "1")
        assert app.screen.query_one("#minutes", SafeInput).value == "451"


async def test_an_interview_at_the_same_time_is_named(world: World) -> None:
    other = world.scheduled()
    assert other.at == MONDAY_EVENING
    app = world.app(lambda: InterviewFormScreen(world.services, contact_id=world.dana))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        await type_text(pilot, "mon 19:29")
        assert "you also talk with Dana Okafor" in text_of(app)
        app.screen.query_one("#when", SafeInput).value = "mon 19:30"
        await pilot.pause()
        assert "you also talk" not in text_of(app)
        app.screen.query_one("#when", SafeInput).value = "mon 18:30"
        await pilot.pause()
        assert "you also talk" not in text_of(app)
        app.screen.query_one("#minutes", SafeInput).value = "31"
        app.screen.query_one("#when", SafeInput).value = "mon 18:30 "
        await pilot.pause()
        assert "you also talk" in text_of(app)


async def test_everything_fits_a_small_terminal(world: World) -> None:
    app = world.app(lambda: InterviewFormScreen(world.services, contact_id=world.dana))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for label in ("Goal", "When", "Time zone", "Minutes", "How", "Where", "Checklist", "Status"):
            assert any(label in line for line in picture(app)), label


async def test_their_clock_and_nights_when_clocks_change_are_shown(world: World) -> None:
    app = world.app(lambda: InterviewFormScreen(world.services, contact_id=world.dana))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        await type_text(pilot, "23 nov 11:00")
        await pilot.press("tab")
        app.screen.query_one("#zone", SafeInput).value = ""
        await type_text(pilot, "theirs")
        assert "19:00 for you, 11:00 in Denver" in text_of(app)
        app.screen.query_one("#zone", SafeInput).value = "mine"
        app.screen.query_one("#when", SafeInput).value = "2027-03-28 02:30"
        await pilot.pause()
        assert "is skipped that night" in text_of(app)
        app.screen.query_one("#zone", SafeInput).value = "Mars/Olympus"
        await pilot.pause()
        assert "Mars/Olympus" in text_of(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert world.interviews.list() == []


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("when", "mon", "at what time?"),
        ("when", "someday", "is no date I can read"),
        ("minutes", "a while", "write 30, 45 min, 1h30 or half an hour"),
        ("minutes", "900", "20 to 30 is usual"),
    ],
)
async def test_unusable_values_are_reported_and_not_saved(
    world: World, field: str, text: str, problem: str
) -> None:
    app = world.app(lambda: InterviewFormScreen(world.services, contact_id=world.dana))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.query_one(f"#{field}", SafeInput).value = text
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert problem in text_of(app)
        assert app.screen.focused is app.screen.query_one(f"#{field}")
        assert world.interviews.list() == []


@pytest.mark.parametrize(("text", "minutes"), [("1h30", 90), ("half an hour", 30), ("45 min", 45)])
async def test_a_length_is_read_as_it_is_in_a_typed_line(world: World, text: str, minutes: int) -> None:
    app = world.app(lambda: InterviewFormScreen(world.services, contact_id=world.dana))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.query_one("#minutes", SafeInput).value = text
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [one.minutes for one in world.interviews.list()] == [minutes]


async def test_status_and_date_have_to_agree(world: World) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await new_interview(world, pilot)
        status = app.screen.query_one("#status", ChoiceInput)
        status.value = "scheduled"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "a scheduled interview needs a date" in text_of(app)
        app.screen.query_one("#when", SafeInput).value = "mon 9:00"
        await pilot.pause()
        status.value = "asked"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "an interview with a date is scheduled" in text_of(app)
        app.screen.query_one("#when", SafeInput).value = ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert world.interviews.list()[0].status is InterviewStatus.ASKED


async def test_changing_an_interview_is_one_step_to_undo(world: World) -> None:
    interview = world.scheduled()
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(world, pilot, "e")
        when = app.screen.query_one("#when", SafeInput)
        assert when.value == "Mon 23 Nov 2026 19:00"
        when.value = "tue 9am"
        app.screen.query_one("#minutes", SafeInput).value = "45"
        app.screen.query_one("#checklist", ChoiceInput).value = "short-notice"
        await pilot.press("ctrl+s")
        await pilot.pause()
        changed = world.get(interview.id)
        assert (changed.at, changed.minutes) == (datetime(2026, 11, 24, 8, tzinfo=UTC), 45)
        assert changed.checklist == "short-notice"
        await pilot.press("u")
        undone = world.get(interview.id)
        assert (undone.at, undone.minutes, undone.checklist) == (
            interview.at,
            interview.minutes,
            interview.checklist,
        )


async def test_the_goal_of_a_held_interview_can_still_be_written(world: World) -> None:
    interview = world.held()
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(world, pilot, "e")
        app.screen.query_one("#goal", SafeInput).value = "What I went for"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert world.get(interview.id).goal == "What I went for"
        assert world.get(interview.id).status is InterviewStatus.DONE


async def test_what_was_typed_is_there_again(world: World) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await new_interview(world, pilot)
        await type_text(pilot, "Half a goal")
        await pilot.press("escape")
        await pilot.pause()
        assert "Kept as a draft" in toasts(app)
        assert world.interviews.list() == []
        await new_interview(world, pilot)
        assert app.screen.query_one("#goal", SafeInput).value == "Half a goal"
        assert "your draft" in text_of(app)


async def test_a_draft_that_is_back_can_be_thrown_away(world: World) -> None:
    key = f"contact:{world.dana}:new-talk"
    world.drafts.save(key, '{"goal": "Half a goal", "when": "never", "medium": "phone"}')
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await new_interview(world, pilot)
        assert "ctrl+t throws it away" in toasts(app)
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert "Half a goal" not in text_of(app)
        assert "your draft" not in text_of(app)
        assert "no date I can read" not in text_of(app)
        assert app.screen.query_one("#medium", ChoiceInput).value == "video"
        assert "ctrl+t restore" in picture(app)[-1]
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert "Half a goal" in text_of(app)
        assert "your draft" in text_of(app)
        assert app.screen.query_one("#medium", ChoiceInput).value == "phone"
        assert "ctrl+t throw away" in picture(app)[-1]
        await pilot.press("ctrl+t")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, InterviewsScreen)
        assert world.drafts.load(key) is None


async def test_a_broken_draft_is_passed_over(world: World) -> None:
    world.drafts.save(f"contact:{world.dana}:new-talk", "{not json")
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await new_interview(world, pilot)
        assert app.screen.query_one("#goal", SafeInput).value == ""


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_a_stranger_cannot_steer_the_form(world: World, size: tuple[int, int]) -> None:
    eve = world.services.contacts.add(hostile_contact(emails=())).id
    app = world.app(lambda: InterviewFormScreen(world.services, contact_id=eve))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert harmless(text_of(app))
        assert "[/b]" in text_of(app)
