"""Follow-ups that wait for a conversation, by keys: typed, seen, changed. Today is Fri 20 Nov 2026."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from netui.bootstrap.full_screen import build_app
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import InteractionKind
from netui.services.services import Services
from netui.tui.people.page_screen import ContactScreen
from netui.tui.shell.app import NetuiApp
from tests.factories import TODAY, make_contact
from tests.fakes import InMemoryStore
from tests.tui.conftest import settle, text_of
from tests.tui.services_builder import build, toasts

ELIF, MEI = make_contact(id=11, name="Elif Demir"), make_contact(id=12, name="Mei Chen")


@pytest.fixture
def services() -> Services:
    store = InMemoryStore()
    store.seed(ELIF, MEI)
    return build(store)


@asynccontextmanager
async def running(services: Services, width: int = 80) -> AsyncIterator[Pilot[Any]]:
    app = build_app(services)
    async with app.run_test(size=(width, 24 if width == 80 else 40), notifications=True) as pilot:
        await settle(pilot)
        yield pilot


async def press(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def owe(services: Services) -> FollowUp:
    return services.follow_ups.add(
        contact_id=ELIF.id,
        kind=FollowUpKind.UPDATE,
        text="tell her how it went",
        due_on=None,
        after_id=MEI.id,
    )


async def test_one_line_says_what_a_follow_up_waits_for(services: Services) -> None:
    async with running(services) as pilot:
        await press(pilot, "A", *"coffee with Elif yesterday, tell her how it went once I talked to Mei")
        assert "once you talk to Mei Chen" in text_of(pilot.app), "the reading is shown before it is stored"
        assert services.follow_ups.waiting() == []
        await press(pilot, "enter")
        (waits,) = services.follow_ups.waiting()
        assert (waits.contact_id, waits.after_id, waits.promised_on) == (ELIF.id, MEI.id, date(2026, 11, 19))
        await press(pilot, "A", *"tell Elif once I talked to Mei on fri", "enter")
        assert "is it due on fri, or once you talk to Mei?" in " ".join(text_of(pilot.app).split())
        assert services.follow_ups.waiting() == [waits]


async def test_the_follow_up_form_takes_a_conversation_in_place_of_a_day(services: Services) -> None:
    async with running(services) as pilot:
        await press(pilot, "2", "f", *"tell her how it went", "tab", *"once I talked to zoe")
        assert "no one is called “zoe”" in text_of(pilot.app)
        await press(pilot, "ctrl+s")
        assert services.follow_ups.waiting() == []
        await press(pilot, *["backspace"] * 3, *"mei")
        assert "once you talk to Mei Chen" in text_of(pilot.app)
        await press(pilot, "ctrl+s")
        assert "Promised Elif Demir: tell her how it went, once you talk to Mei Chen" in text_of(pilot.app)
        (waits,) = services.follow_ups.waiting()
        assert (waits.contact_id, waits.after_id) == (ELIF.id, MEI.id)


async def test_what_is_promised_may_say_itself_what_it_waits_for(services: Services) -> None:
    async with running(services) as pilot:
        await press(pilot, "2", "f", *"tell her how it went once I talked to mei")
        assert "once you talk to Mei Chen, not “in 1 week”" in text_of(pilot.app)
        await press(pilot, "ctrl+s")
        (waits,) = services.follow_ups.waiting()
        assert (waits.text, waits.after_id, waits.waits) == ("tell her how it went", MEI.id, True)
        await press(pilot, "f", *"say it once I talked to the team", "ctrl+s")
        assert services.follow_ups.waiting() == [waits], "who is no one here is waited for by no one"
        assert "say it once I talked to the team, due" in " ".join(text_of(pilot.app).split())


async def test_what_was_promised_in_the_log_may_wait(services: Services) -> None:
    async with running(services) as pilot:
        await press(pilot, "2", "l", *"lunch", *["tab"] * 4, *"tell her once I talked to Mei")
        assert "tell her, once you talk to Mei Chen" in text_of(pilot.app)
        await press(pilot, "ctrl+s")
        assert [one.text for one in services.follow_ups.waiting()] == ["tell her"]


async def test_it_is_seen_and_changed_on_the_pages_of_both(services: Services) -> None:
    made = owe(services)
    async with running(services) as pilot:
        await press(pilot, "2", "j", "enter", "right_square_bracket")
        page = text_of(pilot.app)
        assert "[Follow-ups 1]" in page
        assert "promised to Elif Demir · once you talk to Mei Chen" in page
        await press(pilot, "s")
        assert "It is due once you talk to Mei Chen: e gives it a day." in text_of(pilot.app)
        await press(pilot, "e", "tab")
        assert "once I talked to Mei Chen" in text_of(pilot.app)
        await press(pilot, "ctrl+s")
        assert services.follow_ups.get(made.id) == made, "what is left as it was stays so"
        await press(pilot, "e", "tab", *"by 1 dec, or after talking to Mei", "ctrl+s")
        changed = services.follow_ups.get(made.id)
        assert (changed.latest_on, changed.due_on, changed.after_id) == (
            date(2026, 12, 1),
            date(2026, 12, 1),
            12,
        )
        await press(pilot, "e", "tab", *"fri", "ctrl+s")
        changed = services.follow_ups.get(made.id)
        assert (changed.after_id, changed.due_on) == (None, date(2026, 11, 27))
        owe(services)
        services.log.log(contact_ids=(MEI.id,), kind=InteractionKind.CALL, on=TODAY)
        await settle(pilot)
        assert "promised to Elif Demir · you talked with Mei Chen on Fri 20" in text_of(pilot.app)


async def test_the_palette_lists_all_that_waits(services: Services) -> None:
    async with running(services) as pilot:
        await press(pilot, "colon", *"waiting", "enter")
        assert "Nothing waits for a conversation." in text_of(pilot.app)
        owe(services)
        await press(pilot, "colon", *"wait for", "enter")
        assert "Elif Demir: tell her how it went" in text_of(pilot.app)
        assert "once you talk to Mei Chen" in text_of(pilot.app)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ContactScreen)
        assert list(pilot.app.screen.current_contact_ids()) == [ELIF.id]


async def test_it_comes_to_this_week_with_its_reason_and_goes_with_undo(services: Services) -> None:
    owe(services)
    async with running(services, 120) as pilot:
        assert "tell her how it went" not in text_of(pilot.app)
        await press(pilot, "A", *"coffee with Mei", "enter")
        assert "tell her how it went" in text_of(pilot.app)
        await press(pilot, "home")
        assert "promised Fri 20; you talked with Mei Chen on Fri 20" in text_of(pilot.app)
        await press(pilot, "u")
        assert "tell her how it went" not in text_of(pilot.app)
        assert len(services.follow_ups.waiting()) == 1


async def test_deleting_the_person_it_waits_for_tells_what_is_due(services: Services) -> None:
    owe(services)
    async with running(services) as pilot:
        await press(pilot, "2", "j", "d")
        assert "in the log; due today: tell her how it went. u brings them back" in toasts(
            cast("NetuiApp", pilot.app)
        )
        assert [one.due_on for one in services.follow_ups.open()] == [TODAY]


async def test_the_brief_says_what_is_owed_to_others_afterwards(services: Services) -> None:
    owe(services)
    async with running(services) as pilot:
        await press(pilot, "2", "j", "b")
        assert "afterwards" in text_of(pilot.app)
        assert "tell her how it went (Elif Demir)" in text_of(pilot.app)
        await press(pilot, "escape", "k", "b")
        assert "waits" in text_of(pilot.app)
    services.log.log(contact_ids=(MEI.id,), kind=InteractionKind.CALL, on=TODAY)
    assert services.briefs.of(MEI.id).then == ()


@pytest.mark.parametrize(
    ("what", "shown", "toast"),
    [
        ("send it by mon", "by Mon 23 Nov 2026, in 3 days, not", "send it, due Mon 23 Nov 2026, in 3 days."),
        (
            "ping her every tue",
            "every week, first by",
            "ping her, due Tue 24 Nov 2026, in 4 days, then every week",
        ),
        ("send Friday slides", "Fri 27 Nov 2026", "send Friday slides, due Fri 27 Nov 2026"),
        ("review each chapter", "Fri 27 Nov 2026", "review each chapter, due Fri 27 Nov 2026"),
    ],
)
async def test_a_follow_up_whose_words_say_when_it_is_due_is_due_then(
    services: Services, what: str, shown: str, toast: str
) -> None:
    async with running(services) as pilot:
        await press(pilot, "2", "j", "f", *what)
        assert shown in text_of(pilot.app)
        await press(pilot, "ctrl+s")
        assert toast in toasts(cast("NetuiApp", pilot.app))


@pytest.mark.parametrize(
    ("what", "due", "asked"),
    [
        ("send it by 30 feb", (), "February has no day 30"),
        ("send it by mon", ("tab", *"thu"), "“send it by mon” or Thu 26 Nov 2026"),
    ],
)
async def test_a_follow_up_due_on_two_days_or_none_is_asked_about(
    services: Services, what: str, due: tuple[str, ...], asked: str
) -> None:
    async with running(services) as pilot:
        await press(pilot, "2", "f", *what, *due, "ctrl+s")
        assert asked in text_of(pilot.app)
        assert services.follow_ups.open() == []
