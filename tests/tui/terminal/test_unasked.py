"""A question that opens unasked is answered by no key that was typed before it was seen."""

from datetime import timedelta

import pytest
from textual import events
from textual.app import App

from netui.bootstrap.full_screen import build_app
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import InterviewStatus
from netui.domain.people.follow_up import FollowUpKind
from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.notes.screen import NoteScreen
from netui.tui.sections.keep_in_touch import offer_to_keep_in_touch
from netui.tui.shell.area import AreaScreen
from tests.factories import make_contact
from tests.fakes import InMemoryStore
from tests.tui.conftest import make_app, settle, text_of
from tests.tui.services_builder import build, toasts
from tests.tui.terminal.test_key_order import bunch

IGNORED = "Ignored what you typed before this opened."
NAMES = {" ": "space", ",": "comma"}


@pytest.fixture
def services() -> Services:
    store = InMemoryStore()
    store.seed(make_contact(name="Sam Berg"), make_contact(name="Sam Okafor"), make_contact(name="Tom Weiss"))
    return build(store)


def typed(app: App[str], text: str, *after: str) -> None:
    """Type a text and keys in one burst."""
    for letter in text:
        app.post_message(events.Key(NAMES.get(letter, letter), letter))
    bunch(app, *after)


async def test_who_is_meant_is_picked_by_no_key_from_before_the_question(services: Services) -> None:
    app = build_app(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        typed(app, "Acoffee with Sam today", "enter", "1", "j", "enter", "alt+j")
        await settle(pilot)
        assert "Which Sam?" in text_of(app)
        assert toasts(app).count(IGNORED) == 1
        await pilot.press("2")
        await settle(pilot)
    talked_to = [row.name for row in services.contacts.rows() if services.log.for_contact(row.id)]
    assert talked_to == ["Sam Okafor"]


async def test_the_next_line_of_who_adds_several_answers_no_question(services: Services) -> None:
    tom = services.contacts.find("Tom")
    app = build_app(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        offer_to_keep_in_touch(services, app, [tom.id])
        await settle(pilot)
        assert "Keep in touch with Tom?" in text_of(app)
        typed(app, "Avera every 6 weeks")
        await settle(pilot)
        assert "│ vera every 6 weeks" in text_of(app)
        assert "Nothing set for Tom; r sets it." in toasts(app)
    assert list(services.cadences.undecided([tom.id])) == [tom.id]


async def test_the_digit_of_an_area_sets_no_cadence_and_says_no_to_nothing(services: Services) -> None:
    tom = services.contacts.find("Tom")
    services.follow_ups.add(
        contact_id=tom.id,
        kind=FollowUpKind.THANK_YOU,
        text="Thank Tom",
        due_on=services.present.today(),
    )
    app = build_app(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        bunch(app, "space", "1")
        await settle(pilot)
        assert "How did you send it to Tom Weiss?" in text_of(app)
        bunch(app, "1", "2", "0", "escape")  # a message; then to the second area
        await settle(pilot)
        assert "Keep in touch with Tom?" in text_of(app)
        assert IGNORED in toasts(app)
        assert "Marked the thank-you to Tom Weiss as sent. u undo" in toasts(app)
        assert list(services.cadences.undecided([tom.id])) == [tom.id]
        bunch(app, "2")
        await settle(pilot)
    assert str(services.contacts.get(tom.id).cadence) == "month"


async def test_a_refused_answer_is_asked_again_and_keeps_what_follows_out_of_it() -> None:
    answers: list[str] = []

    def then(text: str) -> None:
        answers.append(text)
        if len(answers) == 1:
            raise InvalidValueError("Not that one.")

    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.ask(PromptModal("Name it", about=()), then)
        bunch(app, *"one", "enter", "2", "slash", "enter")
        app.post_message(events.Paste("and more"))
        await settle(pilot)
        assert "Not that one." in text_of(app)
        assert answers == ["one"]
        assert IGNORED in toasts(app)
        await pilot.press("s", "enter")
        await settle(pilot)
    assert answers == ["one", "ones"]


async def test_the_note_after_a_debrief_takes_no_key_from_before_it(services: Services) -> None:
    tom = services.contacts.find("Tom")
    at = services.present.now() - timedelta(hours=2)
    held = services.interviews.add(tom.id, status=InterviewStatus.SCHEDULED, at=at)
    app = build_app(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        app.post_message(Open("complete", held.id))
        await settle(pilot)
        bunch(app, *"Tests", "ctrl+s", *"XYZ", "ctrl+y", "ctrl+g", "ctrl+g")
        await settle(pilot)
        assert isinstance(app.screen, NoteScreen)
        assert "Z" not in app.screen.editor.text
        assert IGNORED in toasts(app)
        assert services.interviews.get(held.id).thanked_at is None
        await pilot.press("X", "Y", "Z")
        await settle(pilot)
        assert "XYZ" in app.screen.editor.text


async def test_what_leaving_a_form_asks_is_answered_by_no_key_from_before_it(services: Services) -> None:
    tom = services.contacts.find("Tom")
    app = build_app(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        app.post_message(Open("contact-form", tom.id))
        await settle(pilot)
        bunch(app, *"zz", "escape", "1")  # back, and to the first area; 1 would save
        await settle(pilot)
        assert "Not saved yet" in text_of(app)
        assert services.contacts.find("Tom").name == "Tom Weiss"


async def test_unasked_questions_come_one_after_the_other_and_go_with_the_one_that_is_gone() -> None:
    answers: list[int] = []
    app = make_app(AreaScreen)

    def ask(*titles: str) -> None:
        for title in titles:
            app.ask_unasked(ChoiceModal(title, [Choice(len(title), "it")]), answers.append)

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        ask("One", "Three", "Sixsix")
        await settle(pilot)
        assert "One" in text_of(app)
        assert "Three" not in text_of(app)
        await pilot.press("1")
        await settle(pilot)
        assert "Three" in text_of(app)
        await pilot.press("escape")
        await settle(pilot)
        assert "Sixsix" in text_of(app)
        assert answers == [3]
        ask("Never")
        app.pop_screen()  # as when what it asks about is gone
        await settle(pilot)
        ask("Later")
        await settle(pilot)
        await pilot.press("1")
        await settle(pilot)
    assert answers == [3, 5]


async def test_a_question_that_was_asked_for_takes_what_was_typed_ahead() -> None:
    picked: list[int] = []
    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        app.ask(ChoiceModal("Pick", [Choice(one, str(one)) for one in range(3)]), picked.append)
        bunch(app, "2")
        await settle(pilot)
        assert picked == [1]
        assert IGNORED not in toasts(app)


async def test_the_key_that_quits_goes_through_a_question_no_one_has_seen() -> None:
    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.ask_unasked(ChoiceModal("Pick", [Choice(1, "one")]), lambda _: None)
        bunch(app, "1", "ctrl+q")
        await settle(pilot)
        assert app._exit
