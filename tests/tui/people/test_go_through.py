"""Going through people: one key for a cadence, and what all cadences add up to."""

from datetime import date, timedelta

import pytest

from netui.domain.config import Config
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, Stage
from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.people.go_through_screen import GoThroughScreen
from netui.tui.shell.app import NetuiApp, Routes
from netui.tui.shell.area import AreaScreen
from tests.factories import TODAY, hostile_contact, make_contact
from tests.fakes import InMemoryStore
from tests.tui.conftest import harmless, text_of
from tests.tui.services_builder import app_for, build

WIDE = (120, 40)


class Home(AreaScreen):
    """Somewhere to come from and go back to."""


def _people() -> list[Contact]:
    return [
        make_contact(id=1, name="Ann Old", company="Acme", title="Designer", met_on=date(2019, 5, 1)),
        make_contact(id=2, name="Ben New", company="Stripe", title="SRE", met_on=date(2026, 11, 2)),
        make_contact(id=3, name="Cem Unknown"),
        make_contact(id=4, name="Dee Steady", cadence=Cadence.parse("1 month"), cadence_from=TODAY),
    ]


def _services(*people: Contact, config: Config | None = None) -> Services:
    store = InMemoryStore()
    store.seed(*(people or _people()))
    return build(store, config=config)


def _app(services: Services) -> NetuiApp:
    opened = {"go-through": lambda wanted: GoThroughScreen(services, wanted)}
    return app_for(services, Home, routes=Routes(open=opened))


async def test_those_without_a_cadence_come_newest_first() -> None:
    async with _app(_services()).run_test(size=WIDE) as pilot:
        pilot.app.post_message(Open("go-through", ""))
        await pilot.pause()
        shown = text_of(pilot.app)
        assert shown.index("Ben New") < shown.index("Ann Old") < shown.index("Cem Unknown")
        assert "Dee Steady" not in shown
        assert "SRE, Stripe" in shown
        assert "2 Nov 2026" in shown
        assert "0.2 check-ins a week, of 10 at most" in shown
        assert "0 of 3 to keep in touch with" in shown


async def test_one_key_chooses_a_cadence_and_goes_on() -> None:
    services = _services()
    async with _app(services).run_test(size=WIDE) as pilot:
        pilot.app.post_message(Open("go-through", (1, 2, 3)))
        await pilot.pause()
        await pilot.press("4", "space", "1")
        await pilot.pause()
        assert str(services.contacts.get(2).cadence) == "3 months"
        assert services.contacts.get(1).cadence is None
        assert services.contacts.get(3).next_due_on == TODAY + timedelta(weeks=2)
        assert "every 3 months" in text_of(pilot.app)
        assert "2 of 3 to keep in touch with" in text_of(pilot.app)
        await pilot.press("0")
        await pilot.pause()
        assert services.contacts.get(3).cadence is None
        await pilot.press("u")
        await pilot.pause()
        assert services.contacts.get(3).cadence is not None
        assert "2 of 3 to keep in touch with" in text_of(pilot.app)


async def test_several_marked_get_their_first_check_ins_spread() -> None:
    services = _services(*(make_contact(id=n, name=f"Person {n}") for n in range(1, 9)))
    async with _app(services).run_test(size=WIDE) as pilot:
        pilot.app.post_message(Open("go-through", ""))
        await pilot.pause()
        await pilot.press("M", "2")
        await pilot.pause()
        days = {services.contacts.get(n).next_due_on for n in range(1, 9)}
        assert len(days) == 8
        assert all(day is not None and day > TODAY for day in days)
        assert "8 of 8 to keep in touch with" in text_of(pilot.app)
        assert isinstance(pilot.app.screen, GoThroughScreen)
        assert pilot.app.screen.people.marked_ids == []


async def test_more_than_wanted_is_reported() -> None:
    services = _services(*(make_contact(id=n) for n in range(1, 8)), config=Config(check_ins_per_week=2))
    async with _app(services).run_test(size=WIDE) as pilot:
        pilot.app.post_message(Open("go-through", ""))
        await pilot.pause()
        await pilot.press("M", "1")
        await pilot.pause()
        assert "3.5 check-ins a week, more than 2" in text_of(pilot.app)


async def test_a_query_finds_who_to_go_through() -> None:
    async with _app(_services()).run_test(size=WIDE) as pilot:
        pilot.app.post_message(Open("go-through", "dee"))
        await pilot.pause()
        assert "Dee Steady" in text_of(pilot.app)
        assert "Ben New" not in text_of(pilot.app)
        assert "every month" in text_of(pilot.app)


async def test_a_stage_is_chosen_and_escape_lets_go_of_marks_first() -> None:
    services = _services()
    async with _app(services).run_test(size=WIDE) as pilot:
        pilot.app.post_message(Open("go-through", (1, 2)))
        await pilot.pause()
        await pilot.press("m", "s")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert services.contacts.get(2).stage is next(iter(Stage))
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, GoThroughScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Home)


async def test_who_is_gone_leaves_the_list() -> None:
    services = _services()
    async with _app(services).run_test(size=(80, 24)) as pilot:
        pilot.app.post_message(Open("go-through", ""))
        await pilot.pause()
        services.contacts.delete((2,))
        await pilot.pause()
        assert "Ben New" not in text_of(pilot.app)
        assert "0 of 2 to keep in touch with" in text_of(pilot.app)


async def test_with_no_one_left_it_says_what_to_do() -> None:
    services = _services(_people()[-1])
    async with _app(services).run_test(size=(60, 20)) as pilot:
        pilot.app.post_message(Open("go-through", ""))
        await pilot.pause()
        assert "No one to go through" in text_of(pilot.app)
        await pilot.press("1")
        message = "".join(note.message for note in pilot.app._notifications)
        assert "no one here to choose for" in message


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_a_hostile_contact_is_shown_as_text(size: tuple[int, int]) -> None:
    async with _app(_services(hostile_contact(id=9))).run_test(size=size) as pilot:
        pilot.app.post_message(Open("go-through", ""))
        await pilot.pause()
        assert harmless(text_of(pilot.app))
        assert "[/b]" in text_of(pilot.app)
        await pilot.press("1", "s")
        await pilot.pause()
        assert harmless(text_of(pilot.app))
