"""Event mode: one line per person, known people recognised while typing, all saved in one step."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from netui.domain.people.cadence import Cadence
from netui.domain.plan.event import Event, EventState, met_lines
from netui.domain.values import replace
from netui.services.plan.events import MetPerson
from netui.services.services import Services
from netui.tui.interviews.before_screen import BeforeInterviewScreen
from netui.tui.modals.keep_in_touch import KeepInTouchModal
from netui.tui.modals.met import MetModal
from netui.tui.people.list_screen import ContactsScreen
from netui.tui.people.page_screen import ContactScreen
from netui.tui.plan.event_mode_screen import EventModeScreen
from netui.tui.plan.events import EventsSection
from netui.tui.sections.screen import SectionsScreen
from netui.tui.shell.app import NetuiApp, Routes
from netui.tui.week.screen import ThisWeekScreen
from netui.tui.widgets.editors import EditorMargin, NoteEditor
from tests.factories import HOSTILE, hostile_contact, make_contact, make_event
from tests.fakes import FakeDrafts
from tests.tui.conftest import harmless, settle, text_of
from tests.tui.services_builder import app_for, build, toasts


@dataclass
class World:
    drafts: FakeDrafts = field(default_factory=FakeDrafts)

    def __post_init__(self) -> None:
        self.services: Services = build(drafts=self.drafts)
        today = self.services.present.today()
        self.ana = self.services.contacts.add(make_contact(name="Ana Silva", company="Arm")).id
        self.event: Event = self.services.events.add(
            make_event(title="Compiler dinner", on=today, place="Zürich")
        )

    def app(self) -> NetuiApp:
        routes = Routes(open={"event": lambda key: EventModeScreen(self.services, int(key))})
        return app_for(
            self.services, lambda: SectionsScreen("Plan", [EventsSection(self.services)]), routes=routes
        )


@pytest.fixture
def world() -> World:
    return World()


async def paste(pilot: Pilot[Any], text: str) -> None:
    pilot.app.screen.query_one(NoteEditor).post_message(events.Paste(text))
    await settle(pilot)


def shows(app: NetuiApp, screen: type[Any]) -> bool:
    return isinstance(app.screen, screen)


def margin_lines(pilot: Pilot[Any]) -> list[str]:
    return [line for line in pilot.app.screen.query_one(EditorMargin).shown if line]


async def test_what_was_noted_of_someone_is_read_in_full_before_it_is_kept(world: World) -> None:
    app = world.app()
    noted = "works at Siemens on compilers for hearing aids and knows the people at Arm"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press(*"Bo Lind, ", *noted, "escape")
        await settle(pilot)
        shown = " ".join(part.strip(" │") for part in text_of(app).splitlines())
        assert noted in shown
        assert "write" in shown


async def test_who_has_a_day_of_their_own_is_not_counted_for_the_usual_one(world: World) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        line = "Bo Lind, send the paper by 8 jan"
        await pilot.press(*(key if key not in " ," else {" ": "space", ",": "comma"}[key] for key in line))
        await pilot.press("enter", *"Kwame", "escape")
        await settle(pilot)
        assert "2 met, 2 new, 2 to write to, 1 by Sun 22 Nov" in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "Write to 2 of them, 1 by Sun 22 Nov. u undoes it all." in toasts(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)], ids=str)
async def test_people_are_recognised_line_by_line_and_kept_at_the_end(
    world: World, size: tuple[int, int]
) -> None:
    app = world.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert shows(app, EventModeScreen)
        await pilot.press(*"ana", "space", *"silva", "comma", "space", *"send", "space", *"paper", "enter")
        await pilot.press(*"Bo", "space", *"Lind")
        await settle(pilot)
        assert margin_lines(pilot) == ["known: Ana Silva · Arm", "new"]
        assert "2 people so far" in text_of(app)
        await pilot.press("enter", *"ana", "space", *"silva")  # met again, later in the evening
        await pilot.press("escape")
        await settle(pilot)
        assert shows(app, MetModal)
        assert "2 met, 1 new, 2 to write to by Sun 22 Nov" in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert shows(app, KeepInTouchModal)
        assert "Kept 2 people, 1 of them new. Write to 2 of them by Sun 22 Nov. u undoes it all." in toasts(
            app
        )
        saved = world.services.events.get(world.event.id)
        assert saved.state is EventState.ATTENDED
        assert [world.services.contacts.name_of(one) for one in saved.contact_ids] == ["Ana Silva", "Bo Lind"]
        assert {one.text for one in world.services.follow_ups.open()} == {
            "Write to Ana after Compiler dinner: send paper",
            "Write to Bo after Compiler dinner",
        }
        assert world.drafts.load(f"event:{world.event.id}:met") is None
        assert "Keep in touch with Ana and Bo?" in text_of(app)
        await pilot.press("4")
        await settle(pilot)
        cadences = {one.cadence for one in world.services.contacts.get_many(saved.contact_ids)}
        assert cadences == {Cadence.parse("every 3 months")}
        await pilot.press("u", "u")
        await settle(pilot)
        assert world.services.contacts.count() == 1
        assert world.services.events.get(world.event.id) == world.event
        assert world.services.follow_ups.open() == []


async def test_a_pasted_list_is_looked_over_one_by_one(world: World) -> None:
    other = world.services.contacts.add(make_contact(name="Ana Silva", company="Fern")).id
    app = world.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        await paste(pilot, "- Ana Silva\n- Cy Young, at Fern\n- Di Ray\n\n")
        await pilot.press("escape")
        await settle(pilot)
        assert "1 of 3" in text_of(app)
        await pilot.press("space", "space")
        assert "known: Ana Silva · Fern" in text_of(app)
        await pilot.press("down", "f", "down", "x")
        await pilot.pause()
        assert "2 met, 1 new, 1 to write to" in text_of(app)
        assert "left out" in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        met = world.services.events.get(world.event.id).contact_ids
        assert met[0] == other
        assert len(met) == 2
        assert [one.contact_id for one in world.services.follow_ups.open()] == [other]


async def test_a_day_that_is_not_read_says_so_next_to_its_line(world: World) -> None:
    lines = {
        "Cy Young, send notes by 30 feb": "“by 30 feb”: February has no day 30",
        "Bo Lind, send the deck fri 3pm": "“fri 3pm” has an hour: a promise has a day only",
        "Di Ray, send slides by last mon": "“by last mon” is Mon 16 Nov 2026",
        "Ed Orr, send slides by soon": "by when: “send slides by soon”?",
        "Flo Ito, send slides by mon": "new",
        "Gus Lee, send slides": "new",
    }
    app = world.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        await paste(pilot, "\n".join(lines))
        for shown, expected in zip(margin_lines(pilot), lines.values(), strict=True):
            assert shown.startswith(expected)


async def test_escape_goes_back_to_the_list_and_no_one_is_saved(world: World) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        await paste(pilot, "Cy Young")
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert shows(app, EventModeScreen)
        assert app.screen.query_one(NoteEditor).text == "Cy Young"
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("x", "enter")
        await settle(pilot)
        assert shows(app, EventModeScreen)
        assert world.services.contacts.count() == 1


async def test_what_was_typed_is_there_after_the_line_dropped(world: World) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press(*"Cy")
        await settle(pilot)
        app.mirror.flush()
        assert world.drafts.load(f"event:{world.event.id}:met") == "Cy"
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert shows(app, SectionsScreen)
    again = world.app()
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert again.screen.query_one(NoteEditor).text == "Cy"
        assert "What you typed before is back." in toasts(again)


async def test_with_no_one_in_the_list_escape_just_leaves(world: World) -> None:
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert shows(app, SectionsScreen)
        assert world.services.events.get(world.event.id).is_planned


async def test_a_word_stays_next_to_its_line_when_lines_wrap_and_scroll(world: World) -> None:
    app = world.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        await paste(
            pilot, "Cy Young, " + "talked " * 12 + "\nAna Silva\n" + "\n".join("Di Ray" for _ in range(30))
        )
        await settle(pilot)
        editor = app.screen.query_one(NoteEditor)
        assert editor.scroll_y > 0
        app.screen.query_one(NoteEditor).scroll_to(y=0, animate=False)
        await settle(pilot)
        shown = app.screen.query_one(EditorMargin).shown
        assert shown[0] == "new"
        assert shown[1] == ""
        row = editor.wrapped_document.location_to_offset((1, 0)).y
        assert shown[row] == "known: Ana Silva · Arm"


async def test_hostile_names_steer_nothing(world: World) -> None:
    world.services.contacts.add(hostile_contact())
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        await paste(pilot, "\n".join(HOSTILE.values())[:4000])
        await settle(pilot)
        assert harmless(text_of(app))
        await pilot.press("escape")
        await settle(pilot)
        assert harmless(text_of(app))
        await pilot.press("enter")
        await settle(pilot)
        assert harmless(text_of(app))
        await pilot.press("escape")  # whether to keep in touch
        await settle(pilot)
        assert shows(app, SectionsScreen)
        assert harmless(text_of(app))


async def test_the_week_asks_what_became_of_an_event(world: World) -> None:
    services = world.services
    today = services.present.today()
    services.events.edit(replace(world.event, on=today - timedelta(days=1)), world.event)
    routes = Routes(open={"event": lambda key: EventModeScreen(services, int(key))})
    app = app_for(services, lambda: ThisWeekScreen(services), routes=routes)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "Compiler dinner" in text_of(app)
        await pilot.press("space")
        await settle(pilot)
        await pilot.press("w")
        await settle(pilot)
        assert shows(app, EventModeScreen)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("space")
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert services.events.get(world.event.id).state is EventState.SKIPPED


async def test_among_many_people_names_are_read_in_the_background(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netui.tui.plan.event_mode_screen._LEARNED_AT_ONCE", 0)
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press(*"ana")
        await app.workers.wait_for_complete()
        await settle(pilot)
        assert margin_lines(pilot) == ["known: Ana Silva · Arm"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_a_person_is_shown_with_their_own_line_and_the_entry_whole(
    world: World, size: tuple[int, int]
) -> None:
    lines = met_lines("Mira Novak, backend at SBB\nJana Meier, wants a talk")
    people = [MetPerson(line) for line in lines]
    _, jana = world.services.events.finish(world.event.id, people).contact_ids
    before = app_for(world.services, lambda: BeforeInterviewScreen(world.services, jana))
    async with before.run_test(size=size) as pilot:
        await settle(pilot)
        assert "event: Compiler dinner: wants a talk" in text_of(before)
        assert "backend at SBB" not in text_of(before)
    page = app_for(world.services, lambda: ContactScreen(world.services, jana))
    async with page.run_test(size=size) as pilot:
        await settle(pilot)
        assert "Compiler dinner: wants a talk" in text_of(page)
        assert "backend at SBB" not in text_of(page)
        await pilot.press("enter")
        await settle(pilot)
        assert "Mira Novak: backend at SBB" in text_of(page)
    network = app_for(world.services, lambda: ContactsScreen(world.services))
    async with network.run_test(size=size) as pilot:
        await pilot.press("slash", *"jana", "enter")
        await settle(pilot)
        assert "backend at SBB" not in text_of(network)
        if size == (120, 40):  # where there is room for a preview
            assert "dinner: wants a talk" in text_of(network)
