"""Upkeep, companies, merging and milestones by keys, through the whole program."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from netui.bootstrap.full_screen import build_app
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, Position
from netui.domain.people.milestone import MilestoneKind
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.domain.week.agenda import RowKind
from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.notes.screen import NoteScreen
from netui.tui.people.company_screen import CompanyScreen
from netui.tui.people.merge_screen import MergeScreen
from netui.tui.people.page_screen import ContactScreen
from netui.tui.sections.screen import SectionsScreen
from netui.tui.shell.app import NetuiApp
from tests.factories import HOSTILE, hostile_contact
from tests.tui.conftest import text_of
from tests.tui.services_builder import build, store_of, toasts

SIZES = [(120, 40), (80, 24), (60, 20)]
SIX_WEEKS = Cadence.parse("6 weeks")
Add = Callable[..., Contact]


@pytest.fixture
def services() -> Services:
    return build()


@pytest.fixture
def add(services: Services) -> Add:
    def make(name: str, company: str = "", **fields: Any) -> Contact:
        if company:
            fields["positions"] = (Position("CTO", company),)
        return services.contacts.add(replace(services.contacts.blank(name), **fields))

    return make


async def wait(pilot: Pilot[Any], times: int = 3) -> None:
    for _ in range(times):
        await pilot.pause()


async def go_to(pilot: Pilot[Any], section: str) -> None:
    await pilot.press("5")
    await wait(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, SectionsScreen)
    screen.show_section(section)
    await wait(pilot)


async def open_up(pilot: Pilot[Any], kind: str, key: Any) -> None:
    pilot.app.post_message(Open(kind, key))
    await wait(pilot)


def shown_toasts(pilot: Pilot[Any]) -> str:
    assert isinstance(pilot.app, NetuiApp)
    return toasts(pilot.app)


def app_of(services: Services) -> NetuiApp:
    return build_app(services)


@pytest.mark.parametrize("size", SIZES)
async def test_upkeep_leads_to_the_merge_and_back(
    services: Services, add: Add, size: tuple[int, int]
) -> None:
    tom = add("Tom Weiss", "Acme", location="Bern", cadence=SIX_WEEKS)
    twin = add("T. Weiss", "Acme Inc.", location="Basel")
    async with app_of(services).run_test(size=size) as pilot:
        await go_to(pilot, "upkeep")
        assert "POSSIBLE DUPLICATES" in text_of(pilot.app)
        assert "enter compare" in text_of(pilot.app)
        await pilot.press("enter")
        await wait(pilot)
        assert isinstance(pilot.app.screen, MergeScreen)
        assert "2 fields to choose" in text_of(pilot.app)
        await pilot.press("j", "left")
        await pilot.press("ctrl+s")
        await wait(pilot)
        assert services.contacts.count() == 1
        assert services.contacts.get(tom.id).location == "Bern"
        assert "u brings both back" in shown_toasts(pilot)
        await pilot.press("u")
        await wait(pilot)
        assert services.contacts.get(twin.id).name == "T. Weiss"


async def test_a_choice_goes_round_and_an_agreed_field_says_why_not(services: Services, add: Add) -> None:
    one = add("Tom Weiss", "Acme", notes="first", why="x")
    other = add("Tom Weiss", "Acme", notes="second")
    async with app_of(services).run_test(size=(100, 30)) as pilot:
        await open_up(pilot, "merge", (one.id, other.id))
        assert "both" in text_of(pilot.app)
        await pilot.press("space")
        await wait(pilot)
        assert "left" in text_of(pilot.app)
        await pilot.press("right", "G", "space")
        await wait(pilot)
        assert "nothing to choose" in shown_toasts(pilot)
        await pilot.press("ctrl+s")
        await wait(pilot)
        assert services.contacts.get(one.id).notes == "second"


async def test_two_marked_people_are_merged_from_the_list(services: Services, add: Add) -> None:
    add("Ann Lee")
    add("Ann Li")
    async with app_of(services).run_test(size=(100, 30)) as pilot:
        await pilot.press("2")
        await wait(pilot)
        await pilot.press("M", "full_stop", "g")
        await wait(pilot)
        assert isinstance(pilot.app.screen, MergeScreen)
        await pilot.press("x")
        await wait(pilot)
        assert services.contacts.count() == 2
        assert "Two people" in shown_toasts(pilot)


async def test_one_person_cannot_be_merged_and_a_gone_pair_says_so(services: Services, add: Add) -> None:
    one, other = add("Ann"), add("Ann")
    async with app_of(services).run_test(size=(100, 30)) as pilot:
        await open_up(pilot, "merge", (one.id, other.id))
        services.contacts.delete([other.id])
        await wait(pilot)
        assert not isinstance(pilot.app.screen, MergeScreen)
        assert "no longer here" in shown_toasts(pilot)


async def test_space_says_that_details_are_right(services: Services, add: Add) -> None:
    ann = add("Ann Lee", "Acme", emails=("a@x.org",), cadence=SIX_WEEKS)
    with store_of(services).transaction("Long ago"):
        store_of(services).contacts.save(replace(services.contacts.get(ann.id), reviewed_on=date(2025, 1, 1)))
    async with app_of(services).run_test(size=(120, 40)) as pilot:
        await pilot.press("G", "right")
        assert "are the details still right?" in text_of(pilot.app)
        await go_to(pilot, "upkeep")
        assert "22 months ago" in text_of(pilot.app)
        assert "space reviewed today" in text_of(pilot.app)
        await pilot.press("x")
        assert "Only a pair can be two people" in shown_toasts(pilot)
        await pilot.press("space")
        await wait(pilot)
        assert "Nothing to review" in text_of(pilot.app)
        assert services.contacts.get(ann.id).reviewed_on == services.present.today()


async def test_the_agenda_row_of_a_pair_compares_them(services: Services, add: Add) -> None:
    add("Tom Weiss", "Acme", cadence=SIX_WEEKS)
    add("Tom Weiss", "Acme")
    services.duplicates.find()
    async with app_of(services).run_test(size=(120, 40)) as pilot:
        await wait(pilot)
        await pilot.press("G", "right")
        assert "twice in your contacts" in text_of(pilot.app)
        await wait(pilot)
        await pilot.press("slash", *"twice", "enter", "space")
        await wait(pilot)
        assert isinstance(pilot.app.screen, MergeScreen)


async def test_a_day_that_is_typed_for_a_milestone_replaces_today(services: Services, add: Add) -> None:
    ann = add("Ann Lee", "Acme")
    async with app_of(services).run_test(size=(100, 40)) as pilot:
        await open_up(pilot, "contact", ann.id)
        await pilot.press("full_stop", "m")
        await wait(pilot)
        await pilot.press(*"best paper", "tab", "tab", *"12 mar 2026", "ctrl+s")
        await wait(pilot)
        (noted,) = services.milestones.of_contact(ann.id)
        assert str(noted.on) == "2026-03-12"


async def test_a_milestone_is_noted_by_keys_and_written_about(services: Services, add: Add) -> None:
    ann = add("Ann Lee", "Acme", cadence=SIX_WEEKS)
    async with app_of(services).run_test(size=(100, 40)) as pilot:
        await open_up(pilot, "contact", ann.id)
        await pilot.press("full_stop", "m")
        await wait(pilot)
        await pilot.press(*"best paper", "ctrl+s")
        await wait(pilot)
        (noted,) = services.milestones.of_contact(ann.id)
        assert (noted.text, noted.kind) == ("best paper", MilestoneKind.AWARD)
        assert "best paper" in text_of(pilot.app)
        await pilot.press("d")
        await wait(pilot)
        assert services.milestones.of_contact(ann.id) == []
        await pilot.press("u", "escape")
        await wait(pilot)
        assert "award: best paper" in text_of(pilot.app)
        await pilot.press("n")
        await wait(pilot)
        assert isinstance(pilot.app.screen, NoteScreen)
        assert "Congratulations" in text_of(pilot.app)


async def test_a_day_written_about_is_done_once_the_note_is_sent(services: Services, add: Add) -> None:
    today = services.present.today()
    day = PartialDate(today.month, today.day, today.year)
    ann = add("Ann Lee", cadence=SIX_WEEKS, birthday=day, emails=("ann@x.example",))
    for kind, text in ((MilestoneKind.AWARD, "best paper"), (MilestoneKind.NEW_JOB, "to Acme")):
        services.milestones.add(ann.id, kind, day, text=text)

    def standing() -> set[str]:
        kinds = {RowKind.BIRTHDAY, RowKind.MILESTONE}
        return {row.text for row in services.agenda.week().rows if row.kind in kinds}

    days = {"turns 0", "award: best paper", "new job: to Acme"}
    async with app_of(services).run_test(size=(100, 40)) as pilot:
        await wait(pilot)
        assert standing() == days
        for words in ("turns 0", "award", "new job"):
            await pilot.press("slash", *words, "enter", "n")
            await wait(pilot)
            assert ("best paper" in text_of(pilot.app)) == (words == "award")
            await pilot.press("ctrl+g", "ctrl+g")
            await wait(pilot)
            assert standing() == {one for one in days if words not in one}
            await pilot.press("u")
            await wait(pilot)
            assert standing() == days


async def test_a_day_in_no_calendar_is_refused_where_it_is_typed(services: Services, add: Add) -> None:
    ann = add("Ann Lee")
    async with app_of(services).run_test(size=(100, 40)) as pilot:
        await open_up(pilot, "contact", ann.id)
        await pilot.press("full_stop", "m")
        await wait(pilot)
        await pilot.press("x", "tab", "tab", "ctrl+u", *"--02-31", "ctrl+s")
        await wait(pilot)
        assert "February has no day 31" in text_of(pilot.app)
        assert services.milestones.of_contact(ann.id) == []
        await pilot.press("ctrl+u", *"today", "ctrl+s")
        await wait(pilot)
        assert "This week tells of it once r says how often" in shown_toasts(pilot)


@pytest.mark.parametrize("size", SIZES[::2])
async def test_a_company_shows_everyone_and_keeps_what_one_noted(
    services: Services, add: Add, size: tuple[int, int]
) -> None:
    ann = add("Ann Lee", "Acme Inc.")
    add("Bob Ray", positions=(Position("x", "Beta"), Position("y", "ACME", None, "2020")))
    async with app_of(services).run_test(size=size) as pilot:
        await go_to(pilot, "companies")
        assert "1 now" in text_of(pilot.app)
        await pilot.press("a")
        await wait(pilot)
        await pilot.press(*"ask them", "ctrl+s")
        await wait(pilot)
        (owed,) = services.companies.follow_ups("acme")
        assert owed.text == "ask them"
        await pilot.press("enter")
        await wait(pilot)
        assert isinstance(pilot.app.screen, CompanyScreen)
        shown = text_of(pilot.app)
        assert all(words in shown for words in ("NOW", "BEFORE", "Ann Lee", "Bob Ray", "ask them"))
        await pilot.press("e")
        await wait(pilot)
        await pilot.press(*"hires", "ctrl+s")
        await wait(pilot)
        assert services.companies.note("ACME") == "hires"
        await pilot.press("space")
        await wait(pilot)
        assert services.companies.follow_ups("acme") == []
        await pilot.press("g", "enter")
        await wait(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ContactScreen)
        assert screen.current_contact_ids() == (ann.id,)
        await pilot.press("c")
        await wait(pilot)
        assert isinstance(pilot.app.screen, CompanyScreen)


async def test_a_follow_up_on_a_company_is_on_the_agenda_and_leads_there(services: Services) -> None:
    services.companies.add_follow_up("Acme", "ask about interns", services.present.today())
    async with app_of(services).run_test(size=(120, 40)) as pilot:
        await wait(pilot)
        assert "Acme" in text_of(pilot.app)
        assert services.agenda.week().rows[0].kind is RowKind.OTHER
        await pilot.press("enter")
        await wait(pilot)
        assert isinstance(pilot.app.screen, CompanyScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_people_are_painted_as_they_are_typed(
    services: Services, size: tuple[int, int]
) -> None:
    one, other = (services.contacts.add(replace(hostile_contact(), emails=())) for _ in range(2))
    services.milestones.add(
        one.id, MilestoneKind.OTHER, PartialDate(11, 21, 2026), text=HOSTILE["action markup"]
    )
    services.companies.set_note(HOSTILE["bracketed name"], HOSTILE["clear screen"])
    async with app_of(services).run_test(size=size) as pilot:
        for section in ("companies", "upkeep"):
            await go_to(pilot, section)
            assert "\x1b" not in text_of(pilot.app)
        await open_up(pilot, "merge", (one.id, other.id))
        assert "\x1b" not in text_of(pilot.app)
        await open_up(pilot, "company", HOSTILE["bracketed name"])
        assert "[Acme] Ann" in text_of(pilot.app)
        await open_up(pilot, "contact", one.id)
        assert "[@click=app.quit]" in text_of(pilot.app)


async def test_empty_sections_say_what_to_do(services: Services) -> None:
    async with app_of(services).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "upkeep")
        assert "Nothing to review" in text_of(pilot.app)
        await go_to(pilot, "companies")
        assert "No companies yet" in text_of(pilot.app)
