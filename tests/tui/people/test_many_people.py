"""Among many people nothing is read on the thread of the screen: it says that it reads, and shows it then."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netui.bootstrap.routes import areas_of, routes_of
from netui.domain.errors import StoreReadOnlyError
from netui.domain.people.contact import Stage
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.goal import Measure
from netui.domain.plan.target import Target, TargetKind
from netui.services.people.contacts import ContactService
from netui.services.services import Services
from netui.tui.journal import reviews
from netui.tui.journal.portfolio_screen import PortfolioScreen
from netui.tui.people import asking
from netui.tui.people.list_screen import ContactsScreen
from netui.tui.plan import favours, goals, wanted_people
from netui.tui.sections.screen import SectionsScreen
from netui.tui.shell.app import NetuiApp
from netui.tui.terminal import threads
from netui.tui.widgets.line_list import LineList
from tests.factories import TODAY, make_contact, make_goal, make_interaction
from tests.fakes import InMemoryStore
from tests.tui.conftest import settle, text_of
from tests.tui.services_builder import app_for, build, toasts
from tests.waiting import HANG_SECONDS


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Services:
    for module in (favours, goals, threads, reviews, wanted_people):
        monkeypatch.setattr(module, "AT_ONCE", 0)
    store = InMemoryStore()
    tom = make_contact(name="Tom [b]Weiss", company="ETH")
    mei = make_contact(name="Mei Chen", company="Arm", stage=Stage.POTENTIAL)
    gave = make_interaction(
        contact_ids=(tom.id,), direction=Direction.GAVE, text="Sent the [b]article", on=TODAY
    )
    store.seed(tom, mei, gave, make_interaction(contact_ids=(tom.id,), kind=InteractionKind.EVENT, on=TODAY))
    services = build(store)
    services.goals.add(make_goal(title="Two events", measure=Measure.EVENTS, target=2))
    services.targets.add(Target(id=0, uid="", kind=TargetKind.COMPANY, name="arm"))
    services.follow_ups.add(contact_id=tom.id, kind=FollowUpKind.SEND, text="a book", due_on=TODAY)
    return services


def in_threads(monkeypatch: pytest.MonkeyPatch, *whose: tuple[Any, str]) -> set[str]:
    """Return the names of these methods that are first called on the thread of the screen."""
    here: set[str] = set()
    seen: set[str] = set()

    def watched(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            if name not in seen and threading.current_thread() is threading.main_thread():
                here.add(name)
            seen.add(name)
            return method(*args, **named)

        return call

    for owner, name in whose:
        monkeypatch.setattr(owner, name, watched(name, getattr(owner, name)))
    return here


async def test_many_marked_people_are_changed_in_the_background_as_one_change(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 1)
    here = in_threads(monkeypatch, (ContactService, "set_tags"), (ContactService, "delete"))
    app = app_for(services, lambda: ContactsScreen(services), routes=routes_of(services))
    message: list[str] = []
    say = app.say

    def noted(text: str, tone: str = "information") -> None:
        message.append(text)
        say(text, tone)

    monkeypatch.setattr(app, "say", noted)
    async with app.run_test(size=(100, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("M", "t", *"meetup", "enter")
        await settled(app, pilot)
        assert message[-2:] == ["Changing 2 people ...", "Tags of Mei Chen and Tom [b]Weiss: meetup"]
        await pilot.press("t", *"new", "enter")
        await settled(app, pilot)
        assert services.history.entries()[0].label == "Tag Mei Chen and Tom [b]Weiss +new"
        await pilot.press("u", "escape", "M", "full_stop", "d", "y")
        await settled(app, pilot)
        assert services.contacts.rows() == []
        assert "u brings them back" in toasts(app)
        labels = [entry.label for entry in services.history.entries() if "new" not in entry.label][:2]
        assert labels == ["Delete Mei Chen and Tom [b]Weiss", "Tag Mei Chen and Tom [b]Weiss +meetup"]
        await pilot.press("u", "u")
        await settled(app, pilot)
        assert [(row.name, row.tags) for row in services.contacts.rows()] == [
            ("Tom [b]Weiss", ()),
            ("Mei Chen", ()),
        ]
    assert not here


async def test_what_keeps_many_from_being_changed_is_reported(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> int:
        raise StoreReadOnlyError("the disk [b]went away")

    monkeypatch.setattr(asking, "AT_ONCE", 1)
    monkeypatch.setattr(ContactService, "archive", refused)
    app = app_for(services, lambda: ContactsScreen(services), routes=routes_of(services))
    async with app.run_test(size=(100, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("M", "full_stop", "a")
        await settled(app, pilot)
        assert "the disk [b]went away" in toasts(app)


async def show(app: NetuiApp, pilot: Pilot[Any], name: str) -> str:
    screen = app.screen
    assert isinstance(screen, SectionsScreen)
    for _ in range(30):
        if screen.section.name == name:
            break
        await pilot.press("]")
    await settled(app, pilot)
    return text_of(app)


async def settled(app: NetuiApp, pilot: Pilot[Any]) -> None:
    for _ in range(3):  # what was read may ask for more to be read
        await app.workers.wait_for_complete()
        await settle(pilot)


async def test_sections_read_away_from_the_screen(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = in_threads(
        monkeypatch,
        (services.goals, "progress"),
        (services.favours, "people"),
        (services.targets, "standings"),
        (services.reviews, "review"),
    )
    app = app_for(services, *(area.factory for area in areas_of(services)[4:]))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        first = text_of(app)
        assert "Two events" in first
        assert "1 of 2" in first
        await pilot.press("a", *"Mine", "tab", "tab", "b", "ctrl+s")
        await settled(app, pilot)
        assert app.screen.query_one("#rows", LineList).cursor_row.goal.title == "Mine"  # not the previous one
        assert "Tom [b]Weiss" in await show(app, pilot, "favours")
        assert "1 wanted" in await show(app, pilot, "wanted")
        await pilot.press("2")
        assert "1 of 2" in await show(app, pilot, "reviews")
    assert here == set()


async def test_a_portfolio_is_gathered_and_written_away_from_the_screen(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portfolios = services.portfolio
    here = in_threads(monkeypatch, (portfolios, "gather"), (portfolios, "write"))
    gate = threading.Event()
    gather = portfolios.gather

    def slowly(*args: Any, **options: Any) -> Any:
        assert gate.wait(HANG_SECONDS)
        return gather(*args, **options)

    monkeypatch.setattr(portfolios, "gather", slowly)
    app = app_for(services, lambda: PortfolioScreen(services), routes=routes_of(services))
    async with app.run_test(size=(120, 40)) as pilot:
        assert "gathering ..." in text_of(app)
        await pilot.press("w")
        await settle(pilot)
        assert "still being gathered" in toasts(app)
        gate.set()
        await settled(app, pilot)
        assert "Two events" in text_of(app)
        await pilot.press("w")
        await settle(pilot)
        await pilot.press("ctrl+a", "delete", *str(tmp_path / "it.md"), "enter")
        await settled(app, pilot)
        assert "Two events" in (tmp_path / "it.md").read_text(encoding="utf-8")
        await pilot.press("w")
        await settle(pilot)
        await pilot.press("ctrl+a", "delete", *str(tmp_path / "no" / "it.md"), "enter")
        await settled(app, pilot)
        assert "can't be written" in " ".join(text_of(app).split())
    assert here == set()
