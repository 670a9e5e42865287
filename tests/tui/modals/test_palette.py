"""From the first screen the palette leads to everything there is, by the words one would look for."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from netui.bootstrap.full_screen import build_app
from netui.bootstrap.routes import SECTIONS as SECTION_ROWS
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact, Position
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.domain.week.agenda import RowKind
from netui.services.services import Services
from netui.tui.interviews.rehearsal_screen import RehearsalScreen
from netui.tui.journal.portfolio_screen import PortfolioScreen
from netui.tui.modals.form import FormModal
from netui.tui.modals.palette import Entry, PaletteModal
from netui.tui.network.screen import NetworkScreen
from netui.tui.notes.screen import NoteScreen
from netui.tui.people.company_screen import CompanyScreen
from netui.tui.people.import_screen import ImportScreen
from netui.tui.people.page_screen import ContactScreen
from netui.tui.sections.screen import SectionsScreen
from netui.tui.week.due_list import DueList
from netui.tui.widgets.editors import SafeInput
from tests.tui.conftest import settle, text_of
from tests.tui.services_builder import build, toasts

SECTIONS = {
    "aspiration": "goals",
    "strategies": "strategies",
    "association": "groups",
    "event mode": "events",
    "companies industries": "wanted",
    "mentor": "mentoring",
    "pitch": "brand",
    "learn": "skills",
    "referral": "opportunities",
    "thank introducer": "introductions",
    "balance": "favours",
    "collab": "collaborations",
    "everyone i know at": "companies",
    "duplicates": "upkeep",
    "star": "reflections",
    "network check": "reflections",
    "weekly": "reviews",
    "trends": "insights",
    "confidence": "practice",
    "certificate": "evidence",
}


@pytest.fixture
def services() -> Services:
    return build()


@pytest.fixture
def ana(services: Services) -> Contact:
    return services.contacts.add(services.contacts.blank("Ana Ruiz"))


async def find(pilot: Pilot[Any], words: str) -> None:
    await pilot.press("1", "colon")
    pilot.app.screen.query_one(SafeInput).value = words
    await pilot.press("enter")
    await pilot.pause()


def shown(pilot: Pilot[Any]) -> Screen[Any]:
    return pilot.app.screen


async def test_every_section_is_found_from_the_first_screen(services: Services) -> None:
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        for words, name in SECTIONS.items():
            await find(pilot, words)
            screen = shown(pilot)
            assert isinstance(screen, SectionsScreen), words
            assert screen.section.name == name, words
    pages_of_their_own = {"portfolio", "history"}
    everything = {name for rows in SECTION_ROWS.values() for name in rows}
    assert set(SECTIONS.values()) == everything - pages_of_their_own


async def test_pages_and_the_person_under_the_cursor_are_found(services: Services, ana: Contact) -> None:
    app = build_app(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await find(pilot, "ghosts")
        network = shown(pilot)
        assert isinstance(network, NetworkScreen)
        await find(pilot, "warm path")
        await pilot.press(*"ana", "enter")
        await settle(pilot)
        assert network.view.target == ana.id
        await pilot.press("escape")
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("full_stop", "w")  # from wherever there is a person
        await settle(pilot)
        assert (shown(pilot), network.view.target) == (network, ana.id)
        await find(pilot, "diversity")
        assert "v the map" in text_of(pilot.app)
        for words, screen in (("html", PortfolioScreen), ("linkedin", ImportScreen)):
            await find(pilot, words)
            assert isinstance(shown(pilot), screen), words
            await pilot.press("escape")
            await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("colon", *"favour", "space", *"given", "enter")
        await settle(pilot)
        assert isinstance(shown(pilot), FormModal)
        assert ana.name in text_of(pilot.app)


async def test_people_and_companies_are_found_by_name(services: Services) -> None:
    for name, company in (
        ("Ana Priya", "Tarn Systems"),
        ("Priya Raman", "Vela Systems"),
        ("Upriya Lund", ""),
    ):
        services.contacts.add(replace(services.contacts.blank(name), positions=(Position(company=company),)))
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        for words, kind, title in (
            ("priya", ContactScreen, "Priya Raman"),
            ("lund", ContactScreen, "Upriya Lund"),
            ("tarn", CompanyScreen, "Tarn Systems"),
        ):
            await pilot.press("1", "colon", *words, "enter")
            await settle(pilot)
            assert isinstance(shown(pilot), kind), words
            assert title in text_of(app)
            await pilot.press("escape")
            await settle(pilot)


async def test_a_long_job_leaves_room_for_the_name(services: Services) -> None:
    long = replace(services.contacts.blank("Priya Raman"), positions=(Position("Head " * 40, "Vela " * 40),))
    services.contacts.add(long)
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("colon", *"priya")
        await settle(pilot)
        assert re.search(r"│.?▸ +Priya Raman +Head Head", text_of(app))


NAMED = ("Jo Li", "Goals Müller", "Ofelia Pride", "Prisca Holm", "Bjork Maj")
COMMANDS = (
    Entry("6 Journal"),
    Entry("opportunities", "", "job referral"),
    Entry("the rides"),
    Entry("goals"),
    Entry("of prides"),
    Entry("how it is", "", "rides"),
    Entry("follow-up"),
)


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("jo", ["Jo Li", "6 Journal", "Bjork Maj", "opportunities"]),
        ("jo l", ["Jo Li", "6 Journal"]),
        ("goals", ["goals", "Goals Müller"]),
        ("pride", ["Ofelia Pride", "of prides"]),
        ("of pr", ["of prides", "Ofelia Pride"]),
        ("rides", ["the rides", "of prides", "how it is"]),
        ("isca", ["Prisca Holm"]),
        ("ork", ["Bjork Maj"]),
        ("prho", ["Prisca Holm"]),
        ("mull", ["Goals Müller"]),
        ("up", ["follow-up"]),
    ],
)
async def test_whole_words_come_first_then_beginnings_then_parts_then_letters(
    services: Services, words: str, best: list[str]
) -> None:
    for name in NAMED:
        services.contacts.add(services.contacts.blank(name))
    palette = PaletteModal(COMMANDS, lambda text: [Entry(row.name) for row in services.names.search(text, 5)])
    found = palette.matching(words.split())
    assert [palette.choices[index].label for index in found] == best


async def test_the_best_five_companies_are_those_whose_names_have_the_whole_word(services: Services) -> None:
    for company in (*(f"{'AEIOU'[n]}bjord" for n in range(5)), "Uni Jo", "Jo"):
        one = replace(services.contacts.blank(f"At {company}"), positions=(Position(company=company),))
        services.contacts.add(one)
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "colon", *"jo")
        await settle(pilot)
        shown_now = re.findall(r"(\w+(?: Jo)?) +company", text_of(app))
        assert shown_now == ["Jo", "Uni Jo", "Abjord", "Ebjord", "Ibjord"]


async def test_a_thank_you_is_found_by_its_words(services: Services, ana: Contact) -> None:
    app = build_app(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("colon", *"thank", "space", *"you")
        await settle(pilot)
        shown_now = text_of(app)
        assert "thank-you notes to write" in shown_now
        assert re.search(r"note +n ", shown_now)
        assert "thank-you to Ana" not in shown_now
        await pilot.press("enter")  # Ana need not be thanked
        await settle(pilot)
        assert "Nothing of this kind is due" in toasts(app)
        services.follow_ups.add(
            contact_id=ana.id,
            kind=FollowUpKind.THANK_YOU,
            text="Thank Ana for the review",
            due_on=services.present.today(),
        )
        await pilot.press("2")
        await settle(pilot)
        await find(pilot, "thank you")
        await settle(pilot)
        screen = shown(pilot)
        assert isinstance(screen, NoteScreen)
        assert screen.editor.text.startswith("Hi Ana,\n\nThank you for your help")


async def test_an_interview_ahead_is_rehearsed_by_its_words(services: Services, ana: Contact) -> None:
    app = build_app(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("colon", *"rehearse")
        await settle(pilot)
        assert "rehearse the interview with Ana" not in text_of(app)
        await pilot.press("escape")
        services.interviews.add(ana.id, at=services.present.now() + timedelta(days=3))
        await settle(pilot)
        await find(pilot, "practise aloud")
        await settle(pilot)
        assert isinstance(shown(pilot), RehearsalScreen)


async def test_a_birthday_ahead_is_gone_to_among_what_is_due(services: Services, ana: Contact) -> None:
    today = services.present.today()
    bo = services.contacts.add(services.contacts.blank("Bo"))
    birthday = PartialDate(today.month, today.day)
    for before, after in ((ana, ana), (bo, replace(bo, birthday=birthday))):
        weekly = replace(after, cadence=Cadence.parse("1 week"), cadence_from=date(2020, 1, 1))
        services.contacts.edit(before, weekly)
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("G")
        due = pilot.app.screen.query_one(DueList)
        assert due.cursor_due is not None
        assert due.cursor_due.kind is RowKind.CHECK_IN
        await find(pilot, "job change")
        await settle(pilot)
        assert (due.cursor_due.kind, due.cursor_due.who) == (RowKind.BIRTHDAY, "Bo")


async def test_suspending_is_offered_where_a_field_has_its_key(services: Services, ana: Contact) -> None:
    app = build_app(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2", "slash", *"ana", "ctrl+p", *"suspend")
        await settle(pilot)
        assert "suspend to the shell" in text_of(app)
