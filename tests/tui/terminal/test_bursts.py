"""Keys, clicks and answers that come before a screen is there, or after it has gone, break nothing."""

import pytest
from textual import events
from textual.widgets._toast import Toast

from netui.services.services import Services
from netui.tui.journal.history_screen import HistoryScreen
from netui.tui.modals.choose import Choice, ChoiceModal, ListModal
from netui.tui.people.form_screen import PAGES, ContactFormScreen
from netui.tui.people.list_screen import ContactsScreen
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.wiring import Routes
from netui.tui.terminal import key_order
from netui.tui.widgets.editors import SafeInput
from tests.factories import make_contact
from tests.fakes import InMemoryStore
from tests.tui.conftest import make_app, settle
from tests.tui.services_builder import app_for, build
from tests.tui.terminal.test_key_order import bunch


@pytest.fixture
def services() -> Services:
    store = InMemoryStore()
    store.seed(make_contact(name="Dana Okafor"), make_contact(name="Ana Ruiz"))
    return build(store)


@pytest.mark.parametrize(
    "keys",
    [
        ("enter", "pageup"),
        ("enter", "pagedown", "shift+tab"),
        ("pageup", "enter", "enter"),
        ("tab", "pagedown", "pageup", "up"),
        ("ctrl+s", "pagedown", "enter"),
    ],
)
async def test_keys_that_turn_the_page_together_keep_the_form(
    services: Services, keys: tuple[str, ...]
) -> None:
    routes = Routes(open={"contact-form": lambda key: ContactFormScreen(services, int(key))})
    app = app_for(services, lambda: ContactsScreen(services), routes=routes)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        bunch(app, *(keys * 6))
        await settle(pilot)
    assert app.crash is None


@pytest.mark.parametrize("page", [0, len(PAGES) - 1])
async def test_two_ways_to_move_at_once_end_on_a_field(services: Services, page: int) -> None:
    screen = ContactFormScreen(services, services.contacts.rows()[0].id)
    app = app_for(services, lambda: screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*["pagedown"] * page)
        for _ in range(3):
            screen.call_later(screen.action_page, -1)
            app.call_later(screen.action_field, 1)
            screen.call_later(screen.action_field, -1)
        await settle(pilot)
        assert app.focused is not None
    assert app.crash is None


async def test_a_letter_that_comes_while_a_list_closes_is_let_go_of() -> None:
    app = make_app(AreaScreen)
    async with app.run_test() as pilot:
        for _ in range(3):
            modal: ListModal[int] = ChoiceModal("Pick", [Choice(n, f"row {n}") for n in range(30)])
            app.push_screen(modal)
            await settle(pilot)
            typed = SafeInput.Changed(modal.query_one(SafeInput), "r")
            modal.dismiss(None)
            modal.query_one("LineList").remove()
            modal.remove()
            modal.post_message(typed)
            await settle(pilot)
    assert app.crash is None


async def test_a_click_on_a_toast_that_has_just_gone(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_for(services, lambda: ContactsScreen(services))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.say("Saved.")
        await settle(pilot)
        toast = app.screen.query_one(Toast)
        x, y = toast.region.x + 2, toast.region.y
        monkeypatch.setattr(
            app.screen, "_refresh_layout", lambda *_, **__: None
        )  # which comes a little later
        await toast.remove()
        for kind in (events.MouseDown, events.MouseMove, events.MouseUp):
            await app.on_event(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
        await settle(pilot)
    assert app.crash is None


async def test_quitting_goes_ahead_of_the_keys_that_wait(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_order, "QUIT_WORK", 0.0)
    app = app_for(services, lambda: ContactsScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        bunch(app, *["down", "up"] * 5_000)
        await app._post_message(events.Key("ctrl+q", None))
        await settle(pilot)
        assert app._exit
        assert not app.key_order._waiting


async def test_a_screen_that_opens_while_the_program_ends_breaks_nothing(services: Services) -> None:
    app = app_for(services, lambda: ContactsScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.exit()
        await app.push_screen(HistoryScreen(services))
    assert app.crash is None


async def test_what_was_typed_before_quitting_is_kept(services: Services) -> None:
    screen = ContactFormScreen(services, services.contacts.rows()[0].id)
    app = app_for(services, lambda: screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in [*"xyz", "ctrl+q"]:
            await app._post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        kept = app.mirror.load(f"contact-form:{services.contacts.rows()[0].id}")
    assert kept is not None
    assert "xyz" in kept


async def test_a_question_is_answered_once_however_often_it_is_clicked(services: Services) -> None:
    app = app_for(services, lambda: ContactsScreen(services))
    answers: list[int] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        modal: ListModal[int] = ChoiceModal("Pick", [Choice(n, f"row {n}") for n in range(30)])
        app.ask(modal, answers.append)
        await settle(pilot)
        for _ in range(3):
            modal.choice_list.action_open()
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
    assert app.crash is None
    assert answers == [0]


async def test_a_screen_is_left_once_and_takes_no_other_with_it(services: Services) -> None:
    person = services.contacts.rows()[0].id
    app = app_for(services, lambda: ContactsScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        below, form = ContactFormScreen(services, person), ContactFormScreen(services, person)
        for screen in (below, form):
            app.push_screen(screen)
            await settle(pilot)
        for _ in range(3):
            form.call_later(form.action_leave)
            form.call_later(form.action_save)
        await settle(pilot)
        assert app.screen is below
    assert app.crash is None
