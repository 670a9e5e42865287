"""The contact page: one story, its sections, and what keys do to a row of it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from textual.pilot import Pilot

from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.cadence import Cadence, Unit
from netui.domain.people.contact import Role, Stage
from netui.domain.people.follow_up import FollowUpState
from netui.domain.people.interaction import InteractionKind
from netui.domain.people.relation import Relation, RelationKind
from netui.domain.values import replace
from netui.services.services import Services
from netui.tui.people.page_screen import ContactScreen
from netui.tui.people.sections import Section
from netui.tui.shell.app import NetuiApp, Routes
from netui.tui.widgets.text_page import TextPage
from tests.factories import (
    HOSTILE,
    HOSTILE_TEXT,
    TODAY,
    hostile_contact,
    make_contact,
    make_follow_up,
    make_interaction,
    make_interview,
)
from tests.fakes import InMemoryStore
from tests.tui.conftest import harmless, picture, text_of
from tests.tui.services_builder import app_for, build
from tests.tui.stillness import until

PRIYA = make_contact(
    id=21,
    name="Priya Raman",
    company="Stripe",
    title="Engineer",
    emails=("priya@example.org",),
    stage=Stage.ACTIVE,
    roles=(Role.MENTOR,),
    cadence=Cadence(6, Unit.WEEKS),
    next_due_on=TODAY.replace(day=8),
    location="Denver",
    time_zone="America/Denver",
    introduced_by=22,
    avoid=("the merger",),
)
ANA = make_contact(id=22, name="Ana Ruiz", company="Nordlicht")
TOM = make_contact(id=23, name="Tom Weiss", company="stripe", introduced_by=21)
LAST_YEAR = TODAY.replace(year=2025)


def scene() -> Services:
    store = InMemoryStore()
    store.seed(PRIYA, ANA, TOM)
    store.seed(
        make_interaction(id=31, contact_ids=(21, 22), text="Ledgers\nand the second line", on=TODAY),
        make_interaction(id=32, contact_ids=(21,), kind=InteractionKind.CALL, text="Hello", on=LAST_YEAR),
        make_interview(id=33, contact_id=21, goal="Is it for me?", status=InterviewStatus.SCHEDULED),
        make_follow_up(id=34, contact_id=21, text="Send the paper"),
        make_follow_up(id=35, contact_id=21, text="Thanks", state=FollowUpState.DONE),
    )
    return build(store)


def page_app(services: Services, contact_id: int = 21, routes: Routes | None = None) -> NetuiApp:
    return app_for(services, lambda: ContactScreen(services, contact_id), routes=routes)


def screen_of(pilot: Pilot[Any]) -> ContactScreen:
    return next(one for one in pilot.app.screen_stack if isinstance(one, ContactScreen))


async def settle(pilot: Pilot[Any], wanted: str) -> None:
    await until(pilot, lambda: wanted in text_of(pilot.app))


async def test_the_page_shows_who_it_is_and_the_state_of_the_contact() -> None:
    async with page_app(scene()).run_test(size=(120, 40)) as pilot:
        await settle(pilot, "Interviews 1")
        head = picture(pilot.app)
        assert "Priya Raman  Engineer · Stripe" in head[1]
        assert head[1].endswith("● active · mentor")
        assert "every 6 weeks, check-in 12 days late" in head[2]
        assert head[2].endswith("Denver · 04:00 there")
        card = " ".join(" ".join(screen_of(pilot).query_one(TextPage).shown).split())
        assert "Email priya@example.org" in card
        assert "Introduced by Ana Ruiz" in card
        assert "[Timeline 3] Follow-ups 1 Interviews 1 Introductions Favours Company" in text_of(pilot.app)


async def test_how_to_reach_someone_and_the_notes_are_seen_without_the_card() -> None:
    services = scene()
    known = services.contacts.get(PRIYA.id)
    notes = "Prefers mail before noon.\n\n" + "Reads incident reviews. " * 20
    services.contacts.edit(known, replace(known, phones=("+1 555 0100",), notes=notes))
    async with page_app(services).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "priya@example.org · +1 555 0100")
        shown = text_of(pilot.app)
        assert "Prefers mail before noon. Reads incident reviews." in shown
        assert "Ledgers" in shown
        assert len([line for line in shown.splitlines() if "incident reviews" in line]) == 2
        await pilot.resize_terminal(120, 40)
        await settle(pilot, "NOTES")
        assert "priya@example.org · " not in text_of(pilot.app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_a_relation_is_on_both_pages(size: tuple[int, int]) -> None:
    services = scene()
    nasty = services.contacts.add(hostile_contact(id=0))
    relations = (Relation(RelationKind.MANAGER, 22), Relation(RelationKind.FRIEND, nasty.id))
    services.contacts.edit(PRIYA, replace(PRIYA, relations=relations))
    for contact_id, words in ((21, "Relations manager: Ana Ruiz; friend: "), (22, "manages: Priya Raman")):
        async with page_app(services, contact_id).run_test(size=size) as pilot:
            await settle(pilot, "Timeline")
            await pilot.press("tab", "G")
            await pilot.pause()
            card = " ".join(" ".join(screen_of(pilot).query_one(TextPage).shown).split())
            assert words in card
            assert harmless(text_of(pilot.app))


async def test_the_section_that_is_shown_is_named_whole_on_a_narrow_screen() -> None:
    async with page_app(scene()).run_test(size=(60, 24)) as pilot:
        for whole in ("[Timeline]", "[Follow-ups]", "[Interviews]", "[Introductions]"):
            await settle(pilot, whole)
            assert "Favours Company" in text_of(pilot.app)  # short names need no shortening
            await pilot.press("right_square_bracket")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"paused": True}, "paused: no check-ins"),
        ({"cadence": None, "next_due_on": None}, "no check-ins"),
        ({"archived_at": datetime(2026, 11, 18, 23, 30, tzinfo=UTC)}, "archived since Thu 19 Nov 2026"),
    ],
)
async def test_a_paused_cadence_is_named(change: dict[str, Any], message: str) -> None:
    store = InMemoryStore()
    store.seed(replace(PRIYA, **change))
    async with page_app(build(store)).run_test(size=(80, 24)) as pilot:
        await settle(pilot, message)


async def test_the_timeline_tells_everything_newest_first() -> None:
    async with page_app(scene()).run_test(size=(80, 24)) as pilot:
        rows = [row for row in screen_of(pilot).story.rows if hasattr(row, "id")]
        assert [row.id for row in rows] == [33, 31, 32]
        text = text_of(pilot.app)
        assert "Coffee  with Ana Ruiz" in text
        assert "2025" in text


async def test_an_interview_that_was_logged_is_shown_once() -> None:
    store = InMemoryStore()
    store.seed(PRIYA, make_interview(id=33, contact_id=21, status=InterviewStatus.DONE))
    store.seed(make_interaction(id=36, contact_ids=(21,), kind=InteractionKind.INTERVIEW, interview_id=33))
    async with page_app(build(store)).run_test(size=(80, 24)) as pilot:
        rows = [row for row in screen_of(pilot).story.rows if hasattr(row, "id")]
        assert [row.id for row in rows] == [36]


async def test_enter_shows_the_whole_entry_and_e_changes_it() -> None:
    services = scene()
    async with page_app(services).run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "enter")
        await settle(pilot, "and the second line")
        await pilot.press("e")
        await settle(pilot, "Change this entry")
        await pilot.press("end", *" paid", "ctrl+s")
        await settle(pilot, "paid")
        assert services.log.get(31).text == "Ledgers and the second line paid"
        assert screen_of(pilot).story.cursor_row.id == 31


async def test_changing_only_the_channel_keeps_the_lines_of_the_text() -> None:
    services = scene()
    async with page_app(services).run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "e", "tab", "right", "ctrl+s")
        await pilot.pause()
    changed = services.log.get(31)
    assert changed.text == "Ledgers\nand the second line"
    assert changed.kind is InteractionKind.MEETING


async def test_d_removes_an_entry_and_u_brings_it_back() -> None:
    services = scene()
    async with page_app(services).run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "d")
        await settle(pilot, "Timeline 2")
        assert screen_of(pilot).story.cursor_row.id == 32
        await pilot.press("u")
        await settle(pilot, "Timeline 3")


async def test_follow_ups_are_done_snoozed_and_deleted_here() -> None:
    services = scene()
    async with page_app(services).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("right_square_bracket")
        await settle(pilot, "[Follow-ups 1]")
        assert "Send the paper" in text_of(pilot.app)
        await pilot.press("s", "1")
        await settle(pilot, "snoozed")
        await pilot.press("space")
        await settle(pilot, "[Follow-ups 0]")
        assert services.follow_ups.get(34).state is FollowUpState.DONE
        await pilot.press("x")
        await settle(pilot, "This one is closed already.")
        await pilot.press("u")
        await settle(pilot, "[Follow-ups 1]")
        await pilot.press("g", "x")
        await settle(pilot, "[Follow-ups 0]")
        assert services.follow_ups.get(34).state is FollowUpState.DROPPED


async def test_sections_name_introductions_and_colleagues() -> None:
    opened: list[object] = []
    routes = Routes(open={"contact": opened.append})
    async with page_app(scene(), routes=routes).run_test(size=(80, 24)) as pilot:
        await pilot.press("left_square_bracket")
        await settle(pilot, "[Company 1]")
        assert "Tom Weiss" in text_of(pilot.app)
        assert list(screen_of(pilot).current_contact_ids()) == [23]
        await pilot.press("left_square_bracket", "left_square_bracket")
        await settle(pilot, "INTRODUCED ME TO")
        assert "INTRODUCED TO ME BY" in text_of(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
    assert opened == [22]


async def test_a_adds_what_the_section_holds() -> None:
    acted: list[tuple[str, tuple[int, ...]]] = []

    def act(verb: str) -> Any:
        return lambda _app, ids: acted.append((verb, ids))

    routes = Routes(
        person={verb: act(verb) for verb in ("log", "follow-up", "interview", "introduce", "tag")}
    )
    async with page_app(scene(), routes=routes).run_test(size=(80, 24)) as pilot:
        for _ in range(4):
            await pilot.press("a", "right_square_bracket")
        await pilot.press("left_square_bracket", "tab", "t")
        await pilot.pause()
    assert acted == [(verb, (21,)) for verb in ("log", "follow-up", "interview", "introduce", "tag")]


async def test_e_edits_the_person_on_the_card_and_the_interview_on_an_interview() -> None:
    opened: list[tuple[str, object]] = []

    def note(kind: str) -> Any:
        return lambda entity_id: opened.append((kind, entity_id))

    routes = Routes(open={kind: note(kind) for kind in ("contact-form", "interview-form")})
    async with page_app(scene(), routes=routes).run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "tab", "e")
        await pilot.pause()
        assert "Card" in text_of(pilot.app)
    assert opened == [("interview-form", 33), ("contact-form", 21)]


async def test_a_person_who_is_deleted_leaves_no_broken_page() -> None:
    services = scene()
    async with app_for(services, lambda: ContactScreen(services, 22)).run_test(size=(80, 24)) as pilot:
        pilot.app.push_screen(ContactScreen(services, 21))
        await settle(pilot, "Priya Raman  Engineer")
        services.contacts.delete([21])
        await settle(pilot, "Ana Ruiz  Nordlicht")
        assert len(pilot.app.screen_stack) == 1


async def test_a_new_person_has_friendly_empty_sections() -> None:
    store = InMemoryStore()
    store.seed(make_contact(id=21, name="New One"))
    async with page_app(build(store)).run_test(size=(60, 20)) as pilot:
        for message in (
            "Nothing has happened yet.",
            "Nothing is promised.",
            "No interview with them so far.",
        ):
            await settle(pilot, message)
            await pilot.press("right_square_bracket")
        await settle(pilot, "No introductions are known.")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_hostile_text_is_shown_as_typed_and_harmless(size: tuple[int, int]) -> None:
    store = InMemoryStore()
    store.seed(hostile_contact(id=21), make_contact(id=22, name=HOSTILE["action markup"], introduced_by=21))
    store.seed(make_interaction(contact_ids=(21, 22), text=HOSTILE_TEXT, gone=(HOSTILE["clear screen"],)))
    store.seed(make_follow_up(contact_id=21, text=HOSTILE_TEXT, about_id=22))
    store.seed(make_interview(contact_id=21, goal=HOSTILE_TEXT))
    async with page_app(build(store)).run_test(size=size) as pilot:
        for section in Section:
            await pilot.press("j", "enter")
            await pilot.pause()
            assert harmless(text_of(pilot.app)), section
            if len(pilot.app.screen_stack) > 1:
                await pilot.press("escape")
            await pilot.press("right_square_bracket")
            await pilot.pause()
        await pilot.press("tab", "pagedown")
        await pilot.pause()
        assert harmless(text_of(pilot.app))
