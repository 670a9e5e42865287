"""Groups, events, the brand and evidence by keys."""

from datetime import date, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from netui.domain.plan.brand import RecordKind
from netui.domain.plan.event import EventState
from netui.domain.plan.group import GroupKind, GroupRole
from netui.domain.values import replace
from netui.services.services import Services
from netui.tui.journal.evidence import EvidenceSection
from netui.tui.modals.text import TextModal
from netui.tui.plan.brand import BrandSection
from netui.tui.plan.events import EventsSection
from netui.tui.plan.groups import GroupsSection
from netui.tui.sections.screen import SectionsScreen
from netui.tui.sections.section import Section
from netui.tui.shell.app import NetuiApp
from tests.factories import HOSTILE_TEXT, make_contact, make_event, make_group
from tests.tui.conftest import harmless, settle, text_of
from tests.tui.services_builder import app_for, build, toasts

TODAY = date(2026, 11, 20)


@pytest.fixture
def services() -> Services:
    return build()


def app_with(services: Services, section: type[Any]) -> NetuiApp:
    made: list[Section] = [section(services)]
    return app_for(services, lambda: SectionsScreen("Plan", made))


async def keys(pilot: Pilot[Any], *pressed: str) -> None:
    for key in pressed:
        await pilot.press(key)
        await pilot.pause()
    await settle(pilot)


async def typed(pilot: Pilot[Any], text: str) -> None:
    names = {" ": "space", ".": "full_stop", ",": "comma", "/": "slash", ":": "colon"}
    await pilot.press(*(names.get(letter, letter) for letter in text))


async def test_a_group_by_keys(services: Services) -> None:
    ana = services.contacts.add(make_contact(name="Ana Silva")).id
    app = app_with(services, GroupsSection)
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        assert "No groups yet" in text_of(app)
        await keys(pilot, "a")
        await typed(pilot, "Rust Club")
        await keys(pilot, "tab", "tab", "o", "tab")
        await typed(pilot, "meet people")
        await keys(pilot, "tab", "tab")
        await typed(pilot, "every 2 weeks")
        await keys(pilot, "ctrl+s")
        (group,) = services.groups.list()
        assert (group.name, group.kind, group.role) == ("Rust Club", GroupKind.MEETUP, GroupRole.ORGANISER)
        assert (group.objectives, group.rhythm) == ("meet people", "every 2 weeks")
        assert "follows from the first meeting you log" in text_of(app)

        await keys(pilot, "space")
        await typed(pilot, "borrow checker")
        await keys(pilot, "ctrl+s")
        await keys(pilot, "v", "h")
        await typed(pilot, "1.5")
        await keys(pilot, "ctrl+s")
        await keys(pilot, "v", "t")
        await typed(pilot, "book the room")
        await keys(pilot, "ctrl+s")
        await keys(pilot, "enter")
        await typed(pilot, "ana")
        await keys(pilot, "enter")
        group = services.groups.get(group.id)
        assert group.total_hours == 1.5
        assert group.meetings[0].text == "borrow checker"
        assert group.contact_ids == (ana,)
        shown = text_of(app)
        for words in (
            "meets Fri 4 Dec",
            "1.5 h",
            "book the room",
            "borrow checker",
            "Ana Silva",
            "organiser",
        ):
            assert words in shown
        await keys(pilot, "v", "k", "1")
        assert not services.follow_ups.get(group.action_ids[0]).is_open
        await keys(pilot, "v", "n")
        await typed(pilot, "good people")
        await keys(pilot, "ctrl+s")
        assert services.groups.get(group.id).notes == "good people"
        await keys(pilot, "d")
        assert services.groups.count() == 0
        await keys(pilot, "u")
        assert services.groups.count() == 1


async def test_an_event_by_keys(services: Services) -> None:
    services.groups.add(make_group(name="Rust Club"))
    ana = services.contacts.add(make_contact(name="Ana Silva")).id
    app = app_with(services, EventsSection)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "a")
        await typed(pilot, "Rust dinner")
        await keys(pilot, "tab")
        await typed(pilot, "tomorrow 18:30")
        await keys(pilot, "tab")
        await typed(pilot, "Bern")
        await keys(pilot, "tab", "tab", "right", "ctrl+s")
        (event,) = services.events.coming()
        assert (event.on, event.place) == (TODAY + timedelta(days=1), "Bern")
        assert services.present.local(event.at or services.present.now()).hour == 18
        assert services.groups.name_of(event.group_id) == "Rust Club"
        await keys(pilot, "enter")
        assert "event mode opens on the day" in toasts(app)
        await keys(pilot, "v", "g")
        await typed(pilot, "two people")
        await keys(pilot, "ctrl+s")
        assert services.events.get(event.id).goals == "two people"

        event = services.events.get(event.id)
        services.events.edit(replace(event, on=TODAY - timedelta(days=1), at=None), event)
        await settle(pilot)
        assert "WHAT BECAME OF IT?" in text_of(app)
        await keys(pilot, "space")
        await typed(pilot, "ana")
        await keys(pilot, "ctrl+s")
        saved = services.events.get(event.id)
        assert (saved.state, saved.contact_ids) == (EventState.ATTENDED, (ana,))
        assert "1 met" in text_of(app)
        await keys(pilot, "v", "p", "x")
        assert services.events.get(event.id).state is EventState.SKIPPED
        assert "not there" in text_of(app)


async def test_a_pitch_is_timed_while_one_writes(services: Services) -> None:
    app = app_with(services, BrandSection)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "a", "p")
        await typed(pilot, "In a lift")
        await keys(pilot, "enter")
        assert isinstance(app.screen, TextModal)
        await typed(pilot, "I make compilers small and friendly")
        await settle(pilot)
        assert "6 words, about 3 seconds aloud" in text_of(app)
        await keys(pilot, "ctrl+s")
        (pitch,) = services.brand.pitches()
        assert pitch.text == "I make compilers small and friendly"
        assert "3 s     6 words" in text_of(app)
        await keys(pilot, "enter")
        await typed(pilot, " and")
        await keys(pilot, "escape")
        assert services.brand.pitch(pitch.id).text == pitch.text
        await keys(pilot, "enter", "ctrl+s")
        assert services.brand.pitch(pitch.id).text.endswith("friendly and")


async def test_bios_show_their_limits_and_differences(services: Services) -> None:
    app = app_with(services, BrandSection)
    async with app.run_test(size=(100, 40)) as pilot:
        await keys(pilot, "a", "b", "1")
        await keys(pilot, "a", "b", "1")
        linkedin, github = services.brand.bios()
        assert (linkedin.platform, github.platform) == ("LinkedIn", "GitHub")
        services.brand.set_field(linkedin, "Headline", "x" * 221)
        services.brand.set_field(linkedin, "Location", "Bern")
        services.brand.set_field(github, "Location", "Bern")
        await settle(pilot)
        assert "221/220, 1 over" in text_of(app)
        assert "0/160" in text_of(app)
        await keys(pilot, "k", "k", "enter")  # what was just added has the cursor
        assert "0 of 2600" in text_of(app)
        await typed(pilot, "Hello")
        await keys(pilot, "ctrl+s")
        await keys(pilot, "v", "c")
        shown = text_of(app)
        assert "LinkedIn and GitHub" in shown
        assert "only on LinkedIn" in shown
        assert "the same" in shown
        await keys(pilot, "escape", "space")
        assert "Reviewed today: LinkedIn" in toasts(app)
        await keys(pilot, "v", "f")
        await typed(pilot, "Pronouns")
        await keys(pilot, "enter")
        assert services.brand.bio(linkedin.id).field("pronouns") is not None
        await keys(pilot, "v", "p")
        assert [bio.platform for bio in services.brand.bios()] == ["GitHub"]


async def test_what_was_published_and_what_proves_it(services: Services) -> None:
    app = app_with(services, BrandSection)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "a", "r")
        await typed(pilot, "On linkers")
        await keys(pilot, "tab", "t", "ctrl+s")
        (record,) = services.brand.records()
        assert (record.title, record.kind, record.on) == ("On linkers", RecordKind.TALK, TODAY)
        assert "PUBLISHED" in text_of(app)
    app = app_with(services, EvidenceSection)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "a")
        await typed(pilot, "Exam")
        await keys(pilot, "tab", "tab")
        await typed(pilot, "ask me")
        await keys(pilot, "ctrl+s")
        assert "“ask me” is no web address" in text_of(app)
        assert services.brand.evidence() == []
        await keys(pilot, "ctrl+u")
        await typed(pilot, "https://c.example/1")
        await keys(pilot, "ctrl+s")
        await keys(pilot, "enter")
        await typed(pilot, "Took two months")
        await keys(pilot, "ctrl+s")
        (kept,) = services.brand.evidence()
        assert (kept.title, kept.link, kept.text) == ("Exam", "https://c.example/1", "Took two months")
        await keys(pilot, "d", "u")
        assert services.brand.evidence() == [kept]


@pytest.mark.parametrize("size", [(60, 20), (120, 40)], ids=str)
@pytest.mark.parametrize("section", [GroupsSection, EventsSection, BrandSection, EvidenceSection])
async def test_hostile_text_stays_text(services: Services, section: type[Any], size: tuple[int, int]) -> None:
    bad = HOSTILE_TEXT[:2000]
    group = services.groups.add(
        make_group(name=bad, objectives=bad, criteria=bad, rhythm=bad, link=bad, notes=bad)
    )
    services.groups.log_meeting(group.id, bad)
    services.groups.give_hours(group.id, 1, text=bad)
    services.groups.add_action(group.id, bad, TODAY)
    services.events.add(make_event(title=bad, on=TODAY, place=bad, goals=bad, group_id=group.id, notes=bad))
    services.brand.add_pitch(bad, bad)
    bio = services.brand.add_bio(bad, link=bad)
    services.brand.set_field(bio, bad, bad)
    services.brand.add_record(bad, TODAY, where=bad, link=bad)
    services.brand.add_evidence(bad, TODAY, link=bad, text=bad)
    app = app_with(services, section)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for _ in range(6):
            assert harmless(text_of(app))
            await keys(pilot, "j")
        await keys(pilot, "e")
        assert harmless(text_of(app))


async def test_notes_that_two_sessions_write_are_named(services: Services) -> None:
    group = services.groups.add(make_group(name="Rust Club", notes="first"))
    app = app_with(services, GroupsSection)
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await keys(pilot, "v", "n")
        await typed(pilot, " and mine")
        services.groups.edit(replace(group, notes="theirs"), group)
        await keys(pilot, "ctrl+s")
        assert toasts(app) == "Saved; meanwhile the notes had become theirs: undo restores it"
        assert services.groups.get(group.id).notes == "first and mine"
        await keys(pilot, "u")
    assert services.groups.get(group.id).notes == "theirs"
