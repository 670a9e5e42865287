"""An entry about someone whose check-in was promised: one question, and none is forgotten or done twice."""

from datetime import date

import pytest

from netui.bootstrap.full_screen import build_app
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact
from netui.domain.people.follow_up import FollowUp, FollowUpKind, FollowUpState
from netui.domain.people.interaction import InteractionKind
from netui.services.services import Services
from tests.factories import make_contact
from tests.tui.conftest import settle, text_of
from tests.tui.services_builder import build, toasts

QUESTION = "Was this the check-in you promised?"
NEAR = date(2026, 11, 27)


@pytest.fixture
def services() -> Services:
    return build()


@pytest.fixture
def tom(services: Services) -> Contact:
    return services.contacts.add(make_contact(name="Tom Weiss"))


def check_in_for(
    services: Services, tom: Contact, due_on: date = NEAR, repeats: Cadence | None = None
) -> FollowUp:
    return services.follow_ups.add(
        contact_id=tom.id,
        kind=FollowUpKind.CHECK_IN,
        text="Call Tom about robots",
        due_on=due_on,
        repeats=repeats,
    )


@pytest.mark.parametrize("keys", [["l", *"robots", "ctrl+s"], ["A", *"call with tom about robots", "enter"]])
@pytest.mark.parametrize(("answer", "open_ones"), [("y", 0), ("n", 1), ("escape", 1)])
async def test_one_key_closes_the_check_in_that_an_entry_was(
    services: Services, tom: Contact, keys: list[str], answer: str, open_ones: int
) -> None:
    made = check_in_for(services, tom)
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press(*(key if key != " " else "space" for key in keys))
        await settle(pilot)
        assert QUESTION in text_of(app)
        assert "“Call Tom about robots”, due Fri 27 Nov" in text_of(app)
        await pilot.press(answer)
        await settle(pilot)
        assert ("Done: Call Tom about robots. u undo" in toasts(app)) is (answer == "y")
        assert len(services.follow_ups.open()) == open_ones
        assert len(services.log.for_contact(tom.id)) == 1
        if answer == "y":
            await pilot.press("u")
            await settle(pilot)
            assert services.follow_ups.get(made.id).state is FollowUpState.OPEN


async def test_what_is_promised_with_the_entry_or_is_far_off_is_not_asked_about(
    services: Services, tom: Contact
) -> None:
    check_in_for(services, tom, date(2026, 12, 11))
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await settle(pilot)
        line = "coffee with tom about robots, check in by fri"
        await pilot.press("A", *(key if key != " " else "space" for key in line), "enter")
        await settle(pilot)
        assert QUESTION not in text_of(app)
        assert len(services.log.for_contact(tom.id)) == 1
        assert len(services.follow_ups.open()) == 2


def test_only_what_was_promised_by_the_day_of_the_entry_is_near(services: Services, tom: Contact) -> None:
    made = check_in_for(services, tom, repeats=Cadence.parse("1 month"))

    def near(ids: list[int], on: date) -> list[FollowUp]:
        return services.follow_ups.kept.perhaps(ids, "", on)

    assert near([tom.id], date(2026, 11, 20)) == [made]
    assert near([tom.id], date(2026, 11, 19)) == []  # promised on the 20th
    assert near([tom.id + 1], date(2026, 11, 20)) == []
    services.follow_ups.done(made.id, logged=True)
    [following] = services.follow_ups.open()  # the series goes on
    assert near([tom.id], date(2026, 11, 20)) == []
    assert near([tom.id], following.due_on) == [following]


@pytest.mark.parametrize(
    ("known", "kind"),
    [
        ({"emails": ("tom@x.example",)}, InteractionKind.EMAIL),
        ({"links": ("linkedin.com/in/tom",)}, None),
        ({}, None),
    ],
)
async def test_the_channel_of_a_thank_you_is_asked_where_it_is_not_known_and_once(
    services: Services, known: dict[str, tuple[str, ...]], kind: InteractionKind | None
) -> None:
    ann = services.contacts.add(make_contact(name="Ann Lee", **known))
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        for number in (1, 2):
            today = services.present.today()
            services.follow_ups.add(
                contact_id=ann.id, kind=FollowUpKind.THANK_YOU, text=f"Thank Ann {number}", due_on=today
            )
            await pilot.press("1")
            await settle(pilot)
            await pilot.press("g", "space")
            await settle(pilot)
            asked = "How did you send it to Ann Lee?" in text_of(app)
            assert asked is (kind is None and number == 1)
            if asked:
                await pilot.press("1")
                await settle(pilot)
            if "Keep in touch with Ann?" in text_of(app):
                await pilot.press("escape")
                await settle(pilot)
        assert services.follow_ups.open() == []
    logged = [entry.kind for entry in services.log.for_contact(ann.id)]
    assert logged == [kind or InteractionKind.MESSAGE] * 2


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (["A", *"thanked tom by email", "enter"], "done: “Thank Tom for the intro”"),
        (["l", *"Thanks!", "ctrl+s"], "Logged message with Tom Weiss; done: Thank Tom for the intro"),
    ],
)
async def test_thanks_that_were_logged_are_owed_no_more_and_lead_on_as_a_note_does(
    services: Services, tom: Contact, keys: list[str], message: str
) -> None:
    today = services.present.today()
    owed = services.follow_ups.add(
        contact_id=tom.id, kind=FollowUpKind.THANK_YOU, text="Thank Tom for the intro", due_on=today
    )
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press(*(key if key != " " else "space" for key in keys))
        await settle(pilot)
        assert message in toasts(app)
        assert "Keep in touch with Tom?" in text_of(app)
        await pilot.press("escape")
        await settle(pilot)
        assert services.follow_ups.open() == []
        await pilot.press("u")
        await settle(pilot)
        assert services.follow_ups.get(owed.id).is_open
        assert services.log.for_contact(tom.id) == []


async def test_who_was_introduced_in_one_line_is_offered_to_keep_up_with(
    services: Services, tom: Contact
) -> None:
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await settle(pilot)
        line = "tom introduced me to Ana Silva"
        await pilot.press("A", *(key if key != " " else "space" for key in line), "enter", "enter")
        await settle(pilot)
        assert "Keep in touch with Ana?" in text_of(app)
        await pilot.press("2")
        await settle(pilot)
    [ana] = services.search.search("ana")
    assert str(ana.cadence) == "month"


@pytest.mark.parametrize(
    ("line", "is_asked"), [("got the deck from tom", False), ("got the slides from tom", True)]
)
async def test_what_they_owed_and_sent_is_done_or_asked_about(
    services: Services, tom: Contact, line: str, is_asked: bool
) -> None:
    services.quick.add(
        f"Tom promised to send {'me the slides and the deck' if is_asked else 'the deck'} by mon"
    )
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("A", *(key if key != " " else "space" for key in line))
        await settle(pilot)
        assert ("done: “Tom promised" in text_of(app)) is not is_asked
        await pilot.press("enter")
        await settle(pilot)
        if is_asked:
            assert "Is this done now?" in text_of(app)
            await pilot.press("y")
            await settle(pilot)
        assert services.follow_ups.open() == []


async def test_what_the_log_form_says_was_asked_for_can_be_recorded(services: Services, tom: Contact) -> None:
    sara = services.contacts.add(make_contact(name="Sara Lind"))
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        for text in ("asked him to introduce me to Sara", "asked for an interview"):
            await pilot.press("2")
            await settle(pilot)
            await pilot.press("g", "slash", *"tom", "enter")
            await settle(pilot)
            await pilot.press("l", *(key if key != " " else "space" for key in text), "ctrl+s")
            await settle(pilot)
            assert "Record what you asked for too?" in text_of(app)
            await pilot.press("y")
            await settle(pilot)
    assert services.introductions.asking.find(tom.id, sara.id) is not None
    assert [one.asked_on for one in services.interviews.for_contact(tom.id)] == [services.present.today()]


async def test_the_log_form_says_with_who_of_several_a_follow_up_is(services: Services, tom: Contact) -> None:
    mei = services.contacts.add(make_contact(name="Mei Chen"))
    app = build_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "M", "l", *"met", "enter", "enter", "enter", "enter")
        await pilot.press(*(key if key != " " else "space" for key in "send mei slides by fri"), "ctrl+s")
        await settle(pilot)
        assert "promised Mei Chen: send mei slides" in toasts(app)
    assert [one.contact_id for one in services.follow_ups.open()] == [mei.id]
