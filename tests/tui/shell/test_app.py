"""The app: areas stay alive, changes reach the screens, errors are one line."""

from collections.abc import Callable, Sequence
from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from netui.domain.config import Config
from netui.domain.errors import ConfigError, NotFoundError, StoreReadOnlyError, crash_report
from netui.services.ports import Change
from netui.tui.look.keys import check_keymap, key_label, scope_of
from netui.tui.look.messages import GoToArea, Open, WriteNote
from netui.tui.look.text import Line, Span
from netui.tui.modals.ask import ConfirmModal, PromptModal
from netui.tui.modals.text import TextModal
from netui.tui.people.list_screen import ContactsScreen
from netui.tui.shell.app import NetuiApp, Routes, Shell
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.wiring import Keeping
from netui.tui.widgets.key_bar import KeyBar
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.top_bar import TopBar
from tests.factories import HOSTILE, make_contact
from tests.fakes import InMemoryStore
from tests.tui.conftest import harmless, make_app, make_shell, picture, settle, text_of
from tests.tui.services_builder import app_for, build
from tests.tui.stillness import until


class PeopleScreen(AreaScreen):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("S", "sort", "sort", id="people.sort"),
        Binding("x", "fail", "fail", id="people.fail"),
        Binding("p", "later", "later", id="people.later"),
    ]

    def __init__(self, store: InMemoryStore | None = None) -> None:
        super().__init__()
        self.store = store or InMemoryStore()
        self.reloads: list[Change | None] = []
        self.query_words = ""

    def compose_body(self) -> ComposeResult:
        with Horizontal():
            with Panel(title="People", classes="first"):
                yield LineList(lambda row, _w: Line([Span(f"person {row}")]), id="people")
            with Panel(title="Preview [b]", classes="second"):
                yield LineList(lambda row, _w: Line([Span(f"detail {row}")]), id="detail")

    def on_mount(self) -> None:
        self.query_one("#people", LineList).focus()

    def reload(self, change: Change | None) -> None:
        self.reloads.append(change)
        self.query_one("#people", LineList).set_rows([contact.id for contact in self.store.contacts.all()])

    def current_contact_ids(self) -> Sequence[int]:
        ids: list[int] = self.query_one("#people", LineList).acting_ids
        return ids

    def why_not(self, action: str) -> str | None:
        return "It is not Sunday." if action == "later" else super().why_not(action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if action == "later" else super().check_action(action, parameters)

    def action_sort(self) -> None:
        self.app.push_screen(ConfirmModal("Sort?"))

    def action_fail(self) -> None:
        raise NotFoundError("No one is called [b]Ann; netui list shows everyone.")

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        raise NotFoundError(f"{event.row_id} [/b] is gone.")

    def search_for(self, query: str) -> None:
        self.query_words = query


class SavingScreen(AreaScreen):
    SAVES: ClassVar[bool] = True


def toasts(app: NetuiApp) -> str:
    return "\n".join(note.message for note in app._notifications)


def add(store: InMemoryStore, *ids: int) -> None:
    with store.transaction("Add people"):
        for contact_id in ids:
            store.contacts.add(make_contact(id=contact_id))


def people(app: NetuiApp) -> PeopleScreen:
    screen = app.screen_stack[0]
    assert isinstance(screen, PeopleScreen)
    return screen


async def test_areas_are_kept_alive() -> None:
    app = make_app(PeopleScreen, AreaScreen, PeopleScreen)
    async with app.run_test(size=(120, 30)) as pilot:
        first = app.screen
        assert picture(app)[0].startswith("  netui   1 This week   2 Contacts   3 Interviews")
        assert picture(app)[0].endswith("Fri 20 Nov · saved")
        await pilot.press("2")
        assert app.screen is not first
        assert app.active_area() == 1
        await pilot.press("1")
        assert app.screen is first
        await pilot.press("6")
        assert app.screen is first


async def test_a_change_reaches_the_screen_in_sight_and_later_the_others() -> None:
    store = InMemoryStore()
    app = make_app(lambda: PeopleScreen(store), AreaScreen, shell=make_shell(store))
    async with app.run_test(size=(120, 30)) as pilot:
        screen = people(app)
        assert screen.reloads == [None]
        with store.transaction("Add"):
            store.contacts.add(make_contact(id=5))
        add(store, 6)
        await settle(pilot)
        assert len(screen.reloads) == 2
        last = screen.reloads[-1]
        assert last is not None
        assert last.touched["contacts"] == {5, 6}
        await pilot.press("2")
        add(store, 7)
        await settle(pilot)
        assert len(screen.reloads) == 2
        await pilot.press("1")
        await settle(pilot)
        assert len(screen.reloads) == 3
        assert "person 7" in text_of(app)


async def test_what_another_session_wrote_is_taken_in() -> None:
    calls: list[str] = []

    class Store(InMemoryStore):
        def catch_up(self) -> int:
            calls.append("caught up")
            return 0

        def sessions(self) -> int:
            return 2

    app = make_app(AreaScreen, shell=make_shell(Store()))
    async with app.run_test(size=(120, 30)) as pilot:
        app.poll()
        app.status_line.count_sessions()
        await settle(pilot)
        assert calls
        assert "2 sessions" in picture(app)[0]


async def test_a_session_says_once_that_a_backup_cannot_be_made() -> None:
    store = InMemoryStore()
    app = make_app(AreaScreen, shell=make_shell(store))
    lines: list[str] = []
    async with app.run_test(size=(120, 30)):
        app.say = lambda text, tone="information": lines.append(f"{tone}: {text}")  # type: ignore[method-assign]
        app.poll()
        store.backup_problem = "Today's backup is missing."
        for _ in range(3):
            app.poll()
    assert lines == ["error: Today's backup is missing."]


async def test_trouble_with_the_store_is_shown_at_the_top_until_it_is_over() -> None:
    class Store(InMemoryStore):
        broken = True

        def catch_up(self) -> int:
            if self.broken:
                raise StoreReadOnlyError("The disk is full.")
            return 0

    store = Store()
    app = make_app(AreaScreen, shell=make_shell(store))
    async with app.run_test(size=(120, 30)) as pilot:
        app.poll()
        await settle(pilot)
        assert "The disk is full." in picture(app)[0]
        assert "saved" not in picture(app)[0]
        store.broken = False
        app.poll()
        await settle(pilot)
        assert "saved" in picture(app)[0]


READ_ONLY = (
    "/tmp/a/netui/contacts.json: it was changed outside netui; "
    "run `netui doctor --repair`, or `netui restore` a backup"
)


@pytest.mark.parametrize(
    ("width", "reason", "expected"),
    [
        (80, READ_ONLY, "READ-ONLY: contacts.json…; netui doctor --repair"),
        (150, READ_ONLY, "READ-ONLY: contacts.json was changed outside netui; netui doctor --repair"),
        (80, "/tmp/a b/netui: check its mode", "READ-ONLY: netui: check its mode"),
        (80, "opened for reading only: leave out --read-only", "READ-ONLY: opened…: leave out --read-only"),
    ],
)
async def test_a_read_only_store_says_what_to_do_at_any_width(width: int, reason: str, expected: str) -> None:
    store = InMemoryStore()
    store.read_only = reason
    app = make_app(AreaScreen, shell=make_shell(store, overdue=lambda: 3))
    async with app.run_test(size=(width, 24)) as pilot:
        app.status_line.count_overdue()
        await settle(pilot)
        head, _, tail = expected.partition("…")
        assert head in picture(app)[0]
        assert tail in picture(app)[0]


@pytest.mark.parametrize(
    "form",
    [
        lambda: PromptModal("Tags", about=1),
        lambda: TextModal("Pitch", draft_key="pitch:1"),
        SavingScreen,
        AreaScreen,
    ],
)
async def test_what_asks_for_words_says_first_that_they_cannot_be_saved(
    form: Callable[[], Screen[object]],
) -> None:
    store = InMemoryStore()
    store.read_only = READ_ONLY
    app = make_app(AreaScreen, shell=make_shell(store))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(form())
        await settle(pilot)
        shown = "No change can be saved. READ-ONLY: contacts.json" in toasts(app)
        assert shown == (form is not AreaScreen)


async def test_ctrl_c_names_the_key_that_quits() -> None:
    for config, words in ((Config(), "ctrl+q quits."), (Config(keymap={"app.quit": "f10"}), "f10 quits.")):
        app = make_app(AreaScreen, shell=make_shell(config=config), scopes=SCOPES)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("ctrl+c")
            await settle(pilot)
            assert toasts(app) == words


async def test_the_demo_and_what_is_overdue_are_shown() -> None:
    app = make_app(AreaScreen, shell=make_shell(demo=True, overdue=lambda: 3))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert picture(app)[0].endswith("Fri 20 Nov · 3 overdue · DEMO, not kept")


@pytest.mark.parametrize(
    ("keys", "kept"),
    [(("q", "y"), "Kept: 1 person"), (("ctrl+q", "n"), None), (("q", "escape", "q", "ctrl+q"), None)],
)
async def test_leaving_a_throwaway_network_offers_to_keep_what_was_added(
    keys: tuple[str, ...], kept: str | None
) -> None:
    keeping = Keeping(added=lambda: "1 person", keep=lambda: "Kept: 1 person")
    app = make_app(AreaScreen, shell=make_shell(demo=True, keeping=keeping))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(keys[0])
        await settle(pilot)
        assert "You added 1 person" in "\n".join(picture(app))
        for key in keys[1:]:
            assert app.is_running
            await pilot.press(key)
            await settle(pilot)
    assert app.return_value == kept


async def test_below_110_columns_one_pane_is_seen_and_tab_reaches_the_other() -> None:
    app = make_app(PeopleScreen, AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "People" in text_of(app)
        assert "Preview" not in text_of(app)
        assert picture(app)[0].startswith("  netui   1 This week   2")
        await pilot.press("tab")
        await settle(pilot)
        assert "Preview [b]" in text_of(app)
        assert "People" not in text_of(app)
        await pilot.press("shift+tab")
        await settle(pilot)
        assert "People" in text_of(app)
        await pilot.resize_terminal(120, 30)
        await settle(pilot)
        assert "People" in text_of(app)
        assert "Preview" in text_of(app)


AREAS = ("This week", "Contacts", "Interviews", "Network", "Plan", "Journal")


@pytest.mark.parametrize(
    ("width", "late", "demo", "bar"),
    [
        (80, 0, False, "1 This week 2 Contacts 3 Interviews 4 Network 5 Plan 6 Journal saved"),
        (80, 3, False, "1 This week 2 Contacts 3 Interviews 4 Network 5 Plan 6 Journal 3 overdue"),
        (80, 3, True, "1 Week 2 Contacts 3 Interviews 4 Network 5 Plan 6 Journal DEMO, not kept"),
        (66, 0, False, "1 Week 2 Contacts 3 Interviews 4 Network 5 Plan 6 Journal"),
        (60, 3, False, "netui 1 This week 2 3 4 5 6 3 overdue · saved"),
    ],
)
async def test_the_areas_keep_their_names_while_the_status_gives_way(
    width: int, late: int, demo: bool, bar: str
) -> None:
    app = make_app(*[AreaScreen] * 6, shell=make_shell(overdue=lambda: late, demo=demo), titles=AREAS)
    async with app.run_test(size=(width, 24)) as pilot:
        app.status_line.count_overdue()
        await settle(pilot)
        assert " ".join(picture(app)[0].split()) == bar


async def test_a_short_name_of_an_area_is_clicked() -> None:
    app = make_app(*[AreaScreen] * 6, titles=AREAS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(TopBar, offset=(picture(app)[0].index("Network"), 0))
        await settle(pilot)
        assert app.active_area() == 3


async def test_messages_are_routed() -> None:
    store = InMemoryStore()
    add(store, 5)
    heard: list[object] = []
    routes = Routes(
        open={"contact": heard.append},
        person={"log": lambda _app, ids: heard.append(ids)},
        write_note=lambda message: heard.append((message.contact_ids, message.template)),
        add=lambda _app: heard.append("add"),
        quick_add=lambda _app: heard.append("quick"),
    )
    app = make_app(lambda: PeopleScreen(store), PeopleScreen, shell=make_shell(store), routes=routes)
    async with app.run_test(size=(120, 30)) as pilot:
        screen = people(app)
        await pilot.press("l", "a", "A")
        screen.post_message(Open("contact", 5))
        screen.post_message(WriteNote([5], "thank-you"))
        screen.post_message(GoToArea("contacts", "stripe"))
        await settle(pilot)
        assert heard == [(5,), "add", "quick", 5, ((5,), "thank-you")]
        assert app.active_area() == 1
        assert people(app).query_words == "stripe"


class FormScreen(PeopleScreen):
    SAVES: ClassVar[bool] = True


async def test_keys_that_lead_round_in_a_circle_open_no_more_and_more_pages() -> None:
    store = InMemoryStore()
    add(store, 5)
    pages: dict[str, Callable[[int], Screen[None] | None]] = {
        "contact": lambda _: PeopleScreen(store),
        "before": lambda _: PeopleScreen(store),
        "form": lambda _: FormScreen(store),
    }
    app = make_app(lambda: PeopleScreen(store), shell=make_shell(store), routes=Routes(open=pages))
    async with app.run_test(size=(120, 30)) as pilot:

        async def open_all(*opened: Open) -> int:
            for message in opened:
                app.screen.post_message(message)
                await settle(pilot)
            return len(app.screen_stack)

        assert await open_all(Open("contact", 5), Open("before", 5)) == 3
        contact = app.screen_stack[1]
        assert await open_all(Open("contact", 5)) == 2
        assert app.screen is contact
        assert await open_all(Open("contact", 5), Open("before", 5), Open("contact", 6)) == 4
        assert await open_all(Open("form", 5), Open("contact", 5)) == 6  # what is typed there stays
        assert await open_all(Open("form", 5)) == 5
        app.push_screen(ConfirmModal("Sure?"))
        await settle(pilot)
        assert await open_all(Open("contact", 6)) == 7  # a question stays as well


async def test_an_error_the_user_can_act_on_is_one_line() -> None:
    store = InMemoryStore()
    add(store, 5)

    def gone(_contact_id: int) -> Screen[None]:
        raise NotFoundError("That contact [@click=app.quit] is gone.")

    app = make_app(
        lambda: PeopleScreen(store), shell=make_shell(store), routes=Routes(open={"contact": gone})
    )
    async with app.run_test(notifications=True, size=(120, 30)) as pilot:
        await pilot.press("x")
        await settle(pilot)
        assert "No one is called [b]Ann" in text_of(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "5 [/b] is gone." in text_of(app)
        people(app).post_message(Open("contact", 5))
        await settle(pilot)
        assert "[@click=app.quit]" in text_of(app)
        people(app).host.ask(ConfirmModal("Sure?"), lambda _yes: gone(1))
        await pilot.press("y")
        await settle(pilot)
        assert app.is_running


async def test_a_key_that_cannot_work_says_why() -> None:
    app = make_app(PeopleScreen)
    async with app.run_test(notifications=True, size=(120, 30)) as pilot:
        await pilot.press("p")
        await settle(pilot)
        assert "It is not Sunday." in text_of(app)
        await pilot.press("l")
        await settle(pilot)
        assert "There is no one under the cursor." in text_of(app)


async def test_toasts_and_bars_show_hostile_text_as_text() -> None:
    app = make_app(AreaScreen, titles=["".join(HOSTILE.values())])
    async with app.run_test(notifications=True, size=(120, 60)) as pilot:
        for text in HOSTILE.values():
            app.say(text)
            app.notify(text, title=text)
            app.status_line.problem = text
            app.status_line.show()
            panel = Panel(title=text, subtitle=text)
            app.screen.mount(panel)
            await pilot.pause()
            await pilot.pause()
            assert harmless(text_of(app))
            panel.remove()
            app.clear_notifications()


async def test_the_key_bar_keeps_help_and_the_way_out() -> None:
    store = InMemoryStore()
    add(store, 5)
    app = make_app(lambda: PeopleScreen(store), shell=make_shell(store))
    for width in (200, 120, 80, 60, 30):
        app = make_app(lambda: PeopleScreen(store), shell=make_shell(store))
        async with app.run_test(size=(width, 20)) as pilot:
            await settle(pilot)
            bar = app.screen.query_one(KeyBar).text
            assert "q quit" in bar
            assert "? help" in bar
            assert len(bar) <= width
            if width >= 80:
                assert bar.startswith(" enter open  S sort")


async def test_the_top_bar_is_clicked() -> None:
    app = make_app(AreaScreen, AreaScreen, AreaScreen)
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.click(TopBar, offset=(26, 0))
        await settle(pilot)
        assert app.active_area() == 1


async def test_the_key_of_the_area_that_is_shown_leads_back_to_it() -> None:
    class Typing(AreaScreen):
        SAVES = True

    app = make_app(AreaScreen, AreaScreen)
    async with app.run_test(size=(120, 20)) as pilot:
        for index in (0, 1):
            await pilot.press(str(index + 1))
            await settle(pilot)
            await app.push_screen(AreaScreen())
            await app.push_screen(page := AreaScreen())
            await settle(pilot)
            assert "q close" in app.screen.query_one(KeyBar).text
            await pilot.press(str(2 - index))
            await pilot.press(str(index + 1))
            await settle(pilot)
            assert (app.screen, app.active_area()) == (page, index)  # from another area as it was left
            await pilot.press(str(index + 1))
            await settle(pilot)
            assert (len(app.screen_stack), app.active_area()) == (1, index)
            assert "q quit" in app.screen.query_one(KeyBar).text
        await app.push_screen(Typing())
        await pilot.press("2")
        await settle(pilot)
        assert isinstance(app.screen, Typing)  # what is typed stays


async def test_q_closes_what_is_on_top_and_quits_from_an_area() -> None:
    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(AreaScreen())
        await settle(pilot)
        assert "q close" in app.screen.query_one(KeyBar).text
        await pilot.press("q")
        await settle(pilot)
        assert len(app.screen_stack) == 1
        await pilot.press("escape")
        assert app.is_running
        await pilot.press("q")
    assert app.return_code == 0


async def test_undo_says_what_it_did() -> None:
    shell: Shell = make_shell(undo=lambda: "Undone: Log [b]coffee", redo=lambda: "Again: Log coffee")
    app = make_app(AreaScreen, shell=shell)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("u")
        await settle(pilot)
        assert "Undone: Log [b]coffee" in text_of(app)
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert "Again: Log coffee" in text_of(app)
        assert "Undone" not in text_of(app)


@pytest.mark.parametrize("theme", ["netui-night", "netui-day", "nord", "ansi-dark", "ansi-light", "unknown"])
@pytest.mark.parametrize("size", [(60, 20), (300, 60)])
async def test_every_theme_and_size_paints(theme: str, size: tuple[int, int]) -> None:
    store = InMemoryStore()
    add(store, *range(1, 60))
    app = make_app(lambda: PeopleScreen(store), shell=make_shell(store, config=Config(theme=theme)))
    async with app.run_test(size=size) as pilot:
        await pilot.press("j")
        await settle(pilot)
        assert any("▸  person 2" in line for line in picture(app))


@pytest.mark.parametrize(
    ("environment", "ascii_only"),
    [
        ({"TERM": "linux", "LANG": "C.UTF-8"}, False),
        ({"TERM": "xterm", "LANG": "C"}, False),
        ({"TERM": "xterm", "LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, False),
        ({"TERM": "xterm", "LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"TERM": "screen", "TMUX": "/tmp/tmux-0/default,1,0"}, False),
        ({"TERM": "xterm-256color", "LANG": "C.UTF-8"}, True),
    ],
)
async def test_every_sign_has_an_ascii_replacement(environment: dict[str, str], ascii_only: bool) -> None:
    store = InMemoryStore()
    add(store, *range(1, 60))
    shell = make_shell(store, config=Config(ascii_only=ascii_only))
    app = make_app(lambda: PeopleScreen(store), shell=shell, environment=environment)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "question_mark")
        await settle(pilot)
        assert text_of(app).isascii()


async def test_no_color_keeps_the_active_area_and_the_cursor_readable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    store = InMemoryStore()
    add(store, 1, 2)
    app = make_app(lambda: PeopleScreen(store), AreaScreen, shell=make_shell(store))
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        assert "[1 This week]" in picture(app)[0]
        assert any("▸  person 1" in line for line in picture(app))


SCOPES = [scope_of("People", PeopleScreen, LineList, NetuiApp)]


@pytest.mark.parametrize(
    ("keymap", "words"),
    [
        ({"people.sorted": "f2"}, "there is no “people.sorted”"),
        ({"people.sort": "l"}, "l would be both"),
        ({"people.sort": "x"}, "x would be both"),
        ({"people.sort": "f2", "list.open": "f2"}, "f2 would be both"),
        ({"people.sort": "banana"}, "“banana” is not a key"),
        ({"people.sort": "strg+x"}, "unknown modifier"),
        ({"people.sort": ""}, "is not a key"),
    ],
)
def test_a_keymap_that_cannot_be_used_is_refused(keymap: dict[str, str], words: str) -> None:
    with pytest.raises(ConfigError, match="config") as caught:
        check_keymap(keymap, SCOPES)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    with pytest.raises(ConfigError, match=r"^other.toml line 7, \[keymap\]"):
        check_keymap(keymap, SCOPES, lambda binding_id: f"other.toml line {7 if binding_id in keymap else 0}")


def test_two_keys_can_change_places() -> None:
    assert check_keymap({"people.sort": "x", "people.fail": "S"}, SCOPES)


async def test_a_keymap_of_ones_own_is_used_and_shown() -> None:
    app = make_app(
        PeopleScreen,
        shell=make_shell(config=Config(keymap={"people.sort": "f4", "list.down": "ctrl+j,down"})),
        scopes=SCOPES,
    )
    async with app.run_test(size=(120, 24)) as pilot:
        assert "f4 sort" in app.screen.query_one(KeyBar).text
        await pilot.press("S")
        assert isinstance(app.screen, PeopleScreen)
        await pilot.press("f4")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmModal)


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("question_mark", "?"),
        ("ctrl+y", "ctrl+y"),
        ("escape", "esc"),
        ("full_stop", "."),
        ("left_square_bracket", "["),
        ("plus", "+"),
        ("G", "G"),
        ("space", "space"),
    ],
)
def test_keys_are_shown_as_people_read_them(key: str, label: str) -> None:
    assert key_label(key) == label


def test_a_crash_report_holds_places_and_no_values() -> None:
    secret = "Priya owes me 40"
    values: dict[str, int] = {}
    try:
        values[secret]
    except KeyError as error:
        report = crash_report(error)
    assert "KeyError" in report
    assert "test_app.py" in report
    assert secret not in report


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_undo_is_the_first_key_after_a_change(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netui.tui.shell.undo_offer._SECONDS", 0.001)
    services = build()
    app = app_for(services, lambda: ContactsScreen(services))
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        bar = app.screen.query_one(KeyBar)
        assert not bar.text.startswith(" u undo")
        with monkeypatch.context() as patch:
            patch.setattr("netui.tui.shell.undo_offer._SECONDS", 3_600)
            services.contacts.add(services.contacts.blank("Ana"))
            await settle(pilot)
        assert bar.text.startswith(" u undo")
        assert bar.text.rstrip().endswith("? help")
        services.contacts.add(services.contacts.blank("Bob"))
        await until(pilot, lambda: not bar.text.startswith(" u undo"))


async def test_toasts_leave_nothing_on_a_screen() -> None:
    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for number in range(5):
            app.say(f"message {number}")
            await pilot.pause()
        frames = app.screen.query("ToastHolder")
        assert [len(frame.children) for frame in frames] == [1]
        assert toasts(app).count("message") == 1


@pytest.mark.parametrize(("width", "most"), [(60, 60), (79, 79), (80, 78), (200, 78)])
async def test_a_toast_loses_no_words_at_the_edge(width: int, most: int) -> None:
    app = make_app(AreaScreen)
    async with app.run_test(size=(width, 20), notifications=True) as pilot:
        app.say(" ".join(f"word{number}" for number in range(40)))
        await until(pilot, lambda: bool(app.screen.query("Toast")))
        await settle(pilot)
        (toast,) = app.screen.query("Toast")
        assert toast.region.width == most
        assert toast.region.right <= width


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_toast_covers_no_more_than_the_bar_at_the_top(size: tuple[int, int]) -> None:
    app = make_app(AreaScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        for words, height in (
            ("Undone. " * 12, 2),
            ("Undone.", 1),
            ("A sentence of more than one line. " * 3, 2),
        ):
            app.say(words.strip())
            await settle(pilot)
            [toast] = app.screen.query("Toast")
            assert (toast.region.y, toast.region.height, toast.region.right) == (0, height, size[0])
