"""Introductions, favours and collaborations in plan, person page and brief, by real keys."""

from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from netui.bootstrap.routes import routes_of
from netui.domain.people.cadence import Cadence
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.collaboration import Collaboration, CollaborationState
from netui.domain.plan.favour import FavourKind
from netui.domain.plan.introduction import IntroductionState
from netui.services.services import Services
from netui.tui.interviews.before_screen import BeforeInterviewScreen
from netui.tui.look.messages import WriteNote
from netui.tui.people.page_screen import ContactScreen
from netui.tui.plan.collaborations import CollaborationsSection
from netui.tui.plan.favours import FavoursSection
from netui.tui.plan.introductions import IntroductionsSection
from netui.tui.sections.screen import SectionsScreen
from netui.tui.shell.app import NetuiApp, Routes
from tests.factories import HOSTILE_TEXT, TODAY, hostile_contact, make_contact
from tests.fakes import FakeClock, InMemoryStore
from tests.tui.conftest import harmless, text_of
from tests.tui.services_builder import app_for, build, store_of, toasts
from tests.tui.stillness import until

ANA = make_contact(id=11, name="Ana Ruiz", interests=("compilers",))
DANA = make_contact(id=12, name="Dana Okafor")
TOM = make_contact(id=13, name="Tom Weiss", interests=("compilers",))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def services(clock: FakeClock) -> Services:
    store = InMemoryStore(clock)
    store.seed(ANA, DANA, TOM)
    return build(store, clock=clock)


def plan(
    services: Services,
    start: str,
    opened: list[Any] | None = None,
    notes: list[WriteNote] | None = None,
    noted: list[Any] | None = None,
) -> NetuiApp:
    sections = [IntroductionsSection(services), FavoursSection(services), CollaborationsSection(services)]
    sections.sort(key=lambda one: one.name != start)
    routes = Routes(
        open={"contact": opened.append if opened is not None else lambda _: None},
        person=dict(routes_of(services).person)
        | ({"note": lambda _, ids: noted.append(ids)} if noted is not None else {}),
        write_note=notes.append if notes is not None else lambda _: None,
    )
    return app_for(services, lambda: SectionsScreen("Plan", sections), routes=routes)


async def typed(pilot: Pilot[Any], *texts: str) -> None:
    """Fill in the fields of a form, one after the other; "" leaves one as it is."""
    for text in texts:
        await pilot.press(*("space" if letter == " " else letter for letter in text))
        await pilot.press("tab")
    await pilot.press("ctrl+s")
    await pilot.pause()
    await pilot.pause()


async def test_someone_introduced_me_then_the_loop_is_closed(services: Services) -> None:
    notes: list[WriteNote] = []
    app = plan(services, "introductions", notes=notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "No introductions yet" in text_of(app)
        await pilot.press("a", "m")
        await pilot.pause()
        await typed(pilot, "Ana", "Dana")
        assert services.contacts.get(DANA.id).introduced_by == ANA.id
        assert "Keep in touch with Dana?" in text_of(app)
        await pilot.press("3")
        await pilot.pause()
        assert services.contacts.get(DANA.id).cadence == Cadence.parse("every 6 weeks")
        assert "Dana Okafor  by Ana Ruiz" in text_of(app)
        assert "once you have talked to Dana" in text_of(app)
        services.log.log(contact_ids=[DANA.id], kind=InteractionKind.CALL, on=TODAY)
        await pilot.pause()
        assert "thank · tell" in text_of(app)
        assert "space next step" in text_of(app)
        await pilot.press("n")
        await pilot.pause()
        (thanks,) = [one for one in services.follow_ups.open() if one.kind is FollowUpKind.THANK_YOU]
        assert (notes[0].contact_ids, notes[0].follow_up_id) == ((ANA.id,), thanks.id)
        await pilot.press("space")
        await pilot.pause()
        assert "Keep in touch with Ana?" in text_of(app)
        await pilot.press("0")
        await pilot.pause()
        assert "thank · tell" not in text_of(app)
        await pilot.press("space")
        await pilot.pause()
        assert services.follow_ups.open() == []
        assert "thanked · told" in text_of(app)
        assert "me → Ana Ruiz → Dana Okafor" in text_of(app)
        assert "TOP CONNECTORS" in text_of(app)
        assert "1 person" in text_of(app)
        await pilot.press("g", "space")
        await pilot.pause()
        assert "counted from the introductions" in toasts(app)
        await pilot.press("v")
        assert "nothing more to do with this row" in toasts(app)
        await pilot.press("G")
        await pilot.press("d")
        await pilot.pause()
        assert services.contacts.get(DANA.id).introduced_by is None
        await pilot.press("u")
        await pilot.pause()
        assert services.contacts.get(DANA.id).introduced_by == ANA.id


async def test_an_introduction_asked_for_is_waited_for_and_made(services: Services, clock: FakeClock) -> None:
    notes: list[WriteNote] = []
    services.introductions.asking.named(ANA.id, DANA.id)
    app = plan(services, "introductions", notes=notes)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "next: ask Ana" in text_of(app)
        await pilot.press("n")
        await pilot.pause()
        (step,) = services.follow_ups.open()
        assert (notes[-1].contact_ids, notes[-1].follow_up_id) == ((ANA.id,), step.id)
        await pilot.press("space")
        await pilot.pause()
        assert "asked Ana" in text_of(app)
        assert services.follow_ups.open() == []
        await pilot.press("n")
        await pilot.pause()
        assert (notes[-1].template, notes[-1].about_id) == ("ask-introduction", DANA.id)
        clock.advance(timedelta(days=1))
        await pilot.press("n")
        await pilot.pause()
        assert (notes[-1].template, notes[-1].about_id) == ("introduction-reminder", DANA.id)
        await pilot.press("space")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        assert "reminded Ana" in text_of(app)
        await pilot.press("space")
        await pilot.pause()
        assert "write a reminder" not in text_of(app)
        await pilot.press("c")
        await pilot.pause()
        assert "closed" in text_of(app)
        await pilot.press("u")
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert services.contacts.get(DANA.id).introduced_by == ANA.id
        assert "once you have talked to Dana" in text_of(app)
        assert "thank" in text_of(app)


async def test_i_introduce_two_people_step_by_step(services: Services) -> None:
    opened: list[Any] = []
    notes: list[WriteNote] = []
    both: list[Any] = []
    app = plan(services, "introductions", opened, notes, both)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a", "i")
        await pilot.pause()
        await typed(pilot, "Ana", "Tom")
        (made,) = services.introduction_views.made()
        assert "next: ask Ana" in text_of(app)
        await pilot.press("n")
        await pilot.pause()
        assert (notes[0].contact_ids, notes[0].follow_up_id) == ((ANA.id,), made.step_id)
        await pilot.press("space")
        await pilot.pause()
        assert "asked Ana, next: ask Tom" in text_of(app)
        await pilot.press("v", "2")
        await pilot.pause()
        assert "next: introduce them" in text_of(app)
        await pilot.press("n")
        await pilot.pause()
        assert (len(notes), both) == (1, [(ANA.id, TOM.id)])  # a note to each of them
        await pilot.press("space")
        await pilot.pause()
        assert services.introductions.get(made.id).state is IntroductionState.MADE
        assert services.log.for_contact(TOM.id)[0].text == "Introduced Ana Ruiz to Tom Weiss"
        await pilot.press("enter")
        await pilot.pause()
    assert opened == [ANA.id]


async def test_one_who_makes_no_sense_is_reported(services: Services) -> None:
    app = plan(services, "introductions")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "i")
        await pilot.pause()
        await typed(pilot, "Ana", "Ana")
        assert "cannot be introduced to themself" in text_of(app)
        assert store_of(services).history() == []
        await pilot.press("shift+tab", "ctrl+u", *"tom", "ctrl+s")  # what was typed is still there
        await pilot.pause()
        (made,) = services.introduction_views.made()
        assert made.people == (ANA.id, TOM.id)


async def test_favours_are_noted_and_what_to_give_back_is_shown(services: Services) -> None:
    services.favours.note(ANA.id, Direction.RECEIVED, FavourKind.REVIEW, "my talk")
    services.log.log(
        contact_ids=(TOM.id,), kind=InteractionKind.EMAIL, on=services.present.today(), text="hello"
    )
    app = plan(services, "favours")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        text = text_of(app)
        assert "ONLY THEY DID FOR YOU" in text
        assert "over all: you did 0 for them, they did 1 for you" in text
        assert "Introduce Tom Weiss: compilers for both" in text
        await pilot.press("space")
        await pilot.pause()
        await typed(pilot)
        assert "Ana Ruiz: you did 1 for them, they did 1 for you" in toasts(app)
        assert "EVEN" in text_of(app)
        await pilot.press("d", "1")
        await pilot.pause()
        assert len(services.favours.of(ANA.id)) == 1


async def test_collaborations_move_on(services: Services) -> None:
    app = plan(services, "collaborations")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        await typed(pilot, "Slow builds", "", "Ana, Tom")
        (made,) = services.collaborations.all()
        assert made.contact_ids == (ANA.id, TOM.id)
        await pilot.press("space")
        await pilot.pause()
        assert "ACTIVE" in text_of(app)
        await pilot.press("v", "x")
        await pilot.pause()
        assert services.collaborations.get(made.id).state is CollaborationState.DROPPED
        await pilot.press("space")
        await pilot.pause()
        assert "dropped already" in toasts(app)


async def test_the_keys_on_a_person_reach_all_of_it(services: Services) -> None:
    app = app_for(
        services,
        lambda: ContactScreen(services, ANA.id),
        routes=Routes(person=routes_of(services).person),
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("I")
        await pilot.pause()
        assert "Ana Ruiz introduced me to" in text_of(app)
        await pilot.press("m")
        await pilot.pause()
        await typed(pilot, "Noor New")
        noor = next(row for row in services.contacts.rows() if row.name == "Noor New")
        assert noor.introduced_by == ANA.id
        assert "Keep in touch with" in text_of(app)
        await pilot.press("escape", "full_stop", "f")
        await pilot.pause()
        await typed(pilot, "article")  # the person is known: it begins with the words
        for _ in range(4):
            await pilot.press("right_square_bracket")
        await until(pilot, lambda: "[Favours" in text_of(app))
        text = text_of(app)
        assert "[Favours" in text
        assert "YOU DID 1 FOR THEM, THEY DID 1 FOR YOU" in text
        assert "to Noor New" in text
        await pilot.press("d")
        await pilot.pause()
        assert services.favours.balance(ANA.id).gave == 0


async def test_before_an_interview_what_is_between_us_is_shown(services: Services) -> None:
    services.favours.note(ANA.id, Direction.RECEIVED, FavourKind.REVIEW)
    services.collaborations.add(Collaboration(id=0, uid="", title="Slow builds", contact_ids=(ANA.id,)))
    app = app_for(services, lambda: BeforeInterviewScreen(services, ANA.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "you did 0 for them, they did 1 for you" in text_of(app)
        assert "Slow builds (idea)" in text_of(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("section", ["introductions", "favours", "collaborations"])
async def test_hostile_text_stays_text(services: Services, section: str, size: tuple[int, int]) -> None:
    nasty = hostile_contact(id=66)
    store = store_of(services)
    assert isinstance(store, InMemoryStore)
    store.seed(nasty)
    services.introductions.received(ANA.id, nasty.id, None, HOSTILE_TEXT)
    services.introductions.plan(nasty.id, TOM.id, HOSTILE_TEXT)
    services.favours.note(nasty.id, Direction.RECEIVED, FavourKind.OTHER, HOSTILE_TEXT)
    services.collaborations.add(
        Collaboration(id=0, uid="", title=HOSTILE_TEXT, contact_ids=(nasty.id,), text=HOSTILE_TEXT)
    )
    app = plan(services, section)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in ("G", "g"):
            await pilot.press(key)
            await pilot.pause()
            assert harmless(text_of(app))
