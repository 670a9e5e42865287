"""Area 2: finding people, acting on one or on all marked, nothing raw on the screen."""

import os
from pathlib import Path
from threading import Event, get_ident
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from netui.bootstrap.routes import destinations
from netui.domain.config import Config
from netui.domain.errors import NetuiError
from netui.domain.people.contact import Contact
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.services.journal.exports import Export
from netui.services.services import Services
from netui.storage.base.sessions import Session
from netui.storage.drafts.drafts import FileDrafts
from netui.tui.modals.form import FormModal
from netui.tui.modals.host import Host
from netui.tui.people import exporting, sharing
from netui.tui.people import list_screen as contacts_module
from netui.tui.people.columns import COMPANY, DUE, LAST, NAME, TAGS, TITLE, columns_in
from netui.tui.people.keys import write_notes
from netui.tui.people.list_screen import ContactsScreen
from netui.tui.shell.app import NetuiApp, Routes
from netui.tui.widgets.editors import SearchLine
from netui.tui.widgets.text_page import TextPage
from tests.factories import HOSTILE, TODAY, hostile_contact, make_contact, make_follow_up, make_interaction
from tests.fake_ports import MemorySettings
from tests.fakes import InMemoryStore
from tests.tui.conftest import harmless, picture, text_of
from tests.tui.services_builder import app_for, build
from tests.tui.stillness import until
from tests.waiting import HANG_SECONDS

PEOPLE = (
    make_contact(id=11, name="Ana Ruiz", company="Nordlicht", title="Manager", tags=("mentor",)),
    make_contact(id=12, name="Ben Ito", company="Stripe", title="Engineer", next_due_on=TODAY.replace(day=8)),
    make_contact(id=13, name="Chen Li", company="Stripe", last_contact_on=TODAY.replace(month=9)),
)


def scene(*people: Contact, **options: Any) -> Services:
    store = InMemoryStore()
    store.seed(*(people or PEOPLE))
    return build(store, **options)


def contacts_app(services: Services, routes: Routes | None = None) -> NetuiApp:
    return app_for(services, lambda: ContactsScreen(services), routes=routes)


def screen_of(pilot: Pilot[Any]) -> ContactsScreen:
    screen = next(one for one in pilot.app.screen_stack if isinstance(one, ContactsScreen))
    assert isinstance(screen, ContactsScreen)
    return screen


def names(pilot: Pilot[Any]) -> list[str]:
    return [row.name for row in screen_of(pilot).people.rows]


async def settle(pilot: Pilot[Any], wanted: str) -> None:
    """Wait until something is on the screen."""
    await until(pilot, lambda: wanted in text_of(pilot.app))


async def until_toast(pilot: Pilot[Any], wanted: str) -> None:
    """Wait until the app has told the user something."""
    await until(pilot, lambda: any(wanted in one.message for one in pilot.app._notifications))


async def test_a_second_search_takes_the_place_of_the_first() -> None:
    async with contacts_app(scene()).run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"stripe", "enter", "slash", *"ana")
        assert (screen_of(pilot).query_text, names(pilot)) == ("ana", ["Ana Ruiz"])
        await pilot.press("enter", "slash", "right", *"x")
        assert screen_of(pilot).query_text == "anax"


async def test_typing_narrows_the_list_and_escape_brings_it_back() -> None:
    async with contacts_app(scene()).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"stripe")
        assert names(pilot) == ["Ben Ito", "Chen Li"]
        assert "2 of 3 · by name" in text_of(pilot.app)
        await pilot.press("escape")
        assert screen_of(pilot).focused is screen_of(pilot).people
        assert screen_of(pilot).query_text == "stripe"
        await pilot.press("escape")
        await pilot.pause()
        assert names(pilot) == ["Ana Ruiz", "Ben Ito", "Chen Li"]


@pytest.mark.parametrize("key", ["enter", "down"])
async def test_from_the_search_line_one_goes_on_to_the_list(key: str) -> None:
    async with contacts_app(scene()).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", "b", key)
        await pilot.pause()
        assert screen_of(pilot).focused is screen_of(pilot).people
        assert screen_of(pilot).people.cursor_row.name == "Ben Ito"


async def test_a_broken_query_is_explained_and_the_last_result_stays() -> None:
    async with contacts_app(scene()).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"stripe")
        screen_of(pilot).query_one(SearchLine).value = "stripe stage:xyz"
        await pilot.pause()
        shown = text_of(pilot.app)
        assert "“stage:xyz” finds no one; use one of potential," in shown
        assert "active, dormant" in shown, "the whole of it, on two lines"
        assert "Company" in shown, "the heads of the columns stay"
        assert names(pilot) == ["Ben Ito", "Chen Li"]
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert "finds no one" not in text_of(pilot.app)


async def test_a_list_that_leaves_people_out_says_how_to_find_them() -> None:
    async with contacts_app(scene()).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"last:>30d")
        await pilot.pause()
        assert names(pilot) == ["Chen Li"]
        assert "last:>30d,never finds them too" in text_of(pilot.app)
        await pilot.press(*",never")
        await pilot.pause()
        assert names(pilot) == ["Ana Ruiz", "Ben Ito", "Chen Li"]
        assert "left out" not in text_of(pilot.app)


async def test_a_broken_query_is_not_taken_for_one_that_finds_no_one() -> None:
    async with contacts_app(scene()).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"qqq stage:x")
        await pilot.pause()
        assert "“stage:x” finds no one" in text_of(pilot.app)
        assert "No one matches" not in text_of(pilot.app), "that was said of what was typed before"


async def test_no_one_found_says_how_to_go_on() -> None:
    async with contacts_app(scene()).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"qqq")
        assert "/ search" not in text_of(pilot.app), "in the search line a slash is typed"
        assert "No one matches “qqq”." in text_of(pilot.app)
        assert "esc clears the search" in text_of(pilot.app)


async def test_an_empty_store_says_how_to_begin() -> None:
    async with contacts_app(build()).run_test(size=(60, 20), notifications=True) as pilot:
        await pilot.pause()
        assert "No one here yet." in text_of(pilot.app)
        assert "Press a to add someone" in text_of(pilot.app)
        await pilot.press("e")
        await settle(pilot, "There is no one under the cursor.")


async def test_sorting_walks_through_the_orders_and_keeps_the_cursor() -> None:
    async with contacts_app(scene()).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j", "S")
        assert "by last contact" in text_of(pilot.app)
        assert screen_of(pilot).people.cursor_row.name == "Ben Ito"
        assert names(pilot)[0] == "Chen Li"
        assert "Last ↓" in picture(pilot.app)[3]


async def test_one_key_acts_on_all_marked() -> None:
    acted: list[tuple[str, tuple[int, ...]]] = []

    def act(verb: str) -> Any:
        return lambda _app, ids: acted.append((verb, ids))

    routes = Routes(person={verb: act(verb) for verb in ("tag", "delete", "log")})
    async with contacts_app(scene(), routes).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("l", "m", "m", "t")
        await pilot.pause()
        assert "2 marked" in text_of(pilot.app)
        await pilot.press("escape", "M", "d")
        await pilot.pause()
    assert acted == [("log", (11,)), ("tag", (11, 12)), ("delete", (11, 12, 13))]


async def test_people_are_exported_by_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    services = scene(*PEOPLE, hostile_contact(id=14))
    routes = Routes(
        person={
            "export": lambda app, ids: exporting.export(services, app, ids),
            "yank": lambda app, ids: sharing.copy_menu(services, app, ids),
        },
        destinations=destinations(),
    )
    async with contacts_app(services, routes).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("m", "m", "X")
        await settle(pilot, "Export [/b]")
        assert harmless(text_of(pilot.app))
        await pilot.press("a")
        await settle(pilot, "~/contacts.vcf")
        await pilot.press("ctrl+s")
        await until_toast(pilot, "Wrote 2 people to")
        cards = (tmp_path / "contacts.vcf").read_text(encoding="utf-8")
        assert cards.count("END:VCARD\n") == 2
        assert "FN:Ana Ruiz" in cards
        await pilot.press("escape", "slash", *"stripe", "enter", "X")
        await settle(pilot, "Export Ben Ito and Chen Li")
        await pilot.press("enter", "right", "ctrl+s")
        await until_toast(pilot, "contacts.csv")
        await pilot.press("y")
        await settle(pilot, "the card, without your notes")
        await pilot.press("4")
        await pilot.press("escape", "colon", *"export everything", "enter")
        await settle(pilot, "Export everything")
        await pilot.press("j", "ctrl+s")
        await until_toast(pilot, "netui.json")
    table = (tmp_path / "contacts.csv").read_text(encoding="utf-8")
    assert table.startswith("First Name,")
    assert "Chen,,Li" in table
    assert (tmp_path / "netui.json").read_text(encoding="utf-8") == "everything"


async def test_the_screen_is_alive_while_an_export_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writing 30,000 people kept every key waiting; keys typed while it writes reach nothing else."""
    services = scene()
    may_end, write, threads = Event(), services.exports.write, set[int]()

    def slow(made: Export, path: Path) -> Path:
        threads.add(get_ident())
        may_end.wait(HANG_SECONDS)
        if path.parent.name == "full":
            raise NetuiError("no room is left")
        return write(made, path)

    monkeypatch.setattr(services.exports, "write", slow)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "full").mkdir()
    routes = Routes(person={"export": lambda app, ids: exporting.export(services, app, ids)})
    async with contacts_app(services, routes).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("X")
        await settle(pilot, "~/contacts.csv")
        await pilot.press("tab", "tab", "tab", "ctrl+u", *"~/full/x.csv", "ctrl+s")
        await settle(pilot, "One moment")
        await pilot.press("escape", "ctrl+s", "d", "q")
        assert isinstance(pilot.app.screen, FormModal)
        may_end.set()
        await settle(pilot, "no room is left")
        assert "One moment" not in text_of(pilot.app)
        may_end.clear()
        await pilot.press("ctrl+u", *"~/a.csv", "ctrl+s")
        await settle(pilot, "One moment")
        await pilot.press("escape", "d", "d")
        may_end.set()
        await until_toast(pilot, "Wrote 3 people to")
        await until(pilot, lambda: pilot.app.screen is screen_of(pilot))
        assert len(names(pilot)) == 3
    assert get_ident() not in threads
    assert (tmp_path / "a.csv").exists()


async def test_a_path_that_takes_no_file_is_refused_in_the_dialog() -> None:
    """A dash, which is stdout for commands, ended the program."""
    services = scene()
    routes = Routes(person={"export": lambda app, ids: exporting.export(services, app, ids)})
    async with contacts_app(services, routes).run_test(size=(80, 24)) as pilot:
        await pilot.press("X", "tab", "tab", "tab", "ctrl+u", "-", "ctrl+s")
        await settle(pilot, "can't be written")
        assert isinstance(pilot.app.screen, FormModal)


async def test_a_calendar_and_pages_are_written_into_folders_by_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "cal").mkdir()
    services = scene(make_contact(id=11, name="Ana Ruiz", birthday=PartialDate(11, 25)), make_contact(id=12))
    routes = Routes(person={"export": lambda app, ids: exporting.export(services, app, ids)})
    async with contacts_app(services, routes).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("X", "c")
        await settle(pilot, "interviews, events, birthdays")
        assert "Columns" not in text_of(pilot.app)
        await pilot.press("enter", *"birthdys", "ctrl+s")
        await settle(pilot, "did you mean birthdays?")
        await pilot.press("backspace", "backspace", *"ays", "enter", "enter", "right", "enter", "ctrl+u")
        await pilot.press(*"~/cal/", "ctrl+s")
        await until_toast(pilot, "1 written, 0 unchanged, 0 removed")
        (file,) = (tmp_path / "cal").iterdir()
        written = file.read_text(encoding="utf-8")
        assert "Ana Ruiz" in written
        assert "VALARM" not in written
        await pilot.press("X", "m", "ctrl+s")
        await until_toast(pilot, "Wrote 2 pages to")
    assert (tmp_path / "people" / "Ana Ruiz.md").exists()


async def test_opening_and_editing_are_posted_to_the_app() -> None:
    opened: list[tuple[str, object]] = []

    def note(kind: str) -> Any:
        return lambda entity_id: opened.append((kind, entity_id))

    routes = Routes(open={kind: note(kind) for kind in ("contact", "contact-form")})
    async with contacts_app(scene(), routes).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter", "j", "e")
        await pilot.pause()
    assert opened == [("contact", 11), ("contact-form", 12)]


async def test_a_search_is_saved_and_found_again() -> None:
    services = scene(config=Config(saved_searches={"mentors": "tag:mentor"}))
    file = services.settings._file
    assert isinstance(file, MemorySettings)
    async with contacts_app(services).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("W")
        await settle(pilot, "Type a search first")
        await pilot.press("slash", *"stripe", "escape", "W", *"pay", "enter")
        await pilot.pause()
        assert file.saved == [("searches.pay", "stripe")]
        await pilot.press("apostrophe")
        await settle(pilot, "Saved searches")
        await pilot.press("1")
        await pilot.pause()
        assert names(pilot) == ["Ana Ruiz"]
        await pilot.press("apostrophe", "2")
        await pilot.pause()
        assert names(pilot) == ["Ben Ito", "Chen Li"]
        for text, run in screen_of(pilot).palette_entries():
            if text == "forget the saved search pay":
                run()
        assert file.saved[-1] == ("searches.pay", None)


async def test_another_screen_can_ask_for_a_search() -> None:
    async with contacts_app(scene()).run_test(size=(80, 24), notifications=True) as pilot:
        screen_of(pilot).search_for("company:stripe")
        await pilot.pause()
        assert names(pilot) == ["Ben Ito", "Chen Li"]


async def test_the_preview_follows_the_cursor_once_it_rests() -> None:
    store = InMemoryStore()
    store.seed(*PEOPLE, make_interaction(contact_ids=(12,), text="Talked about ledgers\nand more"))
    store.seed(make_follow_up(contact_id=12, text="Send the ledger paper"))
    async with contacts_app(build(store)).run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot, "Manager · Nordlicht")
        await pilot.press("j")
        await settle(pilot, "Engineer · Stripe")
        text = "\n".join(screen_of(pilot).query_one(TextPage).shown)
        assert "coffee, Fri 20 Nov: Talked about ledgers" in " ".join(text.split())
        assert "Send the ledger paper" in text


async def test_below_110_columns_tab_reaches_the_preview() -> None:
    async with contacts_app(scene()).run_test(size=(80, 24), notifications=True) as pilot:
        assert "Preview" not in text_of(pilot.app)
        await pilot.press("tab")
        await settle(pilot, "Preview")
        await pilot.press("escape")
        await pilot.pause()
        assert "Preview" not in text_of(pilot.app)


async def test_the_cursor_stays_on_its_person_when_others_change() -> None:
    services = scene()
    async with contacts_app(services).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("j")
        ana = services.contacts.get(services.contacts.find("Ana Ruiz").id)
        services.contacts.edit(ana, replace(ana, name="Zoe Ruiz"))
        await settle(pilot, "Zoe Ruiz")
        assert screen_of(pilot).people.cursor_row.name == "Ben Ito"
        services.contacts.archive([12])
        await settle(pilot, "2 of 3")
        assert screen_of(pilot).people.cursor_row.name == "Chen Li"


async def test_a_large_network_is_sorted_after_the_first_paint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contacts_module, "_AT_ONCE", 2)
    async with contacts_app(scene()).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot, "3 of 3 · by name")
        assert names(pilot) == ["Ana Ruiz", "Ben Ito", "Chen Li"]


async def test_notes_are_written_in_the_own_editor(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import nullcontext

    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "likes tea\\n" > "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(editor))
    services = scene()
    routes = Routes(person={"notes": lambda app, ids: write_notes(services, app, ids)})
    async with contacts_app(services, routes).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("E")
        await settle(pilot, "be handed to an editor")
        monkeypatch.setattr(pilot.app, "suspend", nullcontext)
        await pilot.press("E")
        await settle(pilot, "Notes on Ana Ruiz saved")
        await pilot.press("M", "E")
        await settle(pilot, "one person at a time")
    assert services.contacts.get(11).notes == "likes tea"


def test_notes_left_in_an_editor_meet_what_was_stored_since(tmp_path: Path) -> None:
    lent = FileDrafts(over := Session(tmp_path)).lend("notes:11", "likes tea")
    lent.path.write_text("likes tea and rye bread\n")
    os.close(lent.lock)
    over.release()
    services = scene(drafts=FileDrafts(Session(tmp_path)))
    ana = services.contacts.get(11)
    services.contacts.edit(ana, replace(ana, notes="moved to Bern"))
    host = SimpleNamespace(edit_outside=lambda _drafts, _key, text: text, say=lambda _text: None)
    write_notes(services, cast(Host, host), [11])
    assert services.contacts.get(11).notes == "moved to Bern\n\nlikes tea and rye bread"
    assert services.drafts.load("notes:11") is None


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_hostile_people_are_shown_as_typed_and_harmless(size: tuple[int, int]) -> None:
    odd = [make_contact(name=text, company=text, tags=(text,)) for text in HOSTILE.values()]
    services = scene(hostile_contact(), *odd)
    async with contacts_app(services).run_test(size=size) as pilot:
        await pilot.press("M", *["j"] * 8)
        await pilot.pause()
        assert harmless(text_of(pilot.app))
        assert "[Acme] Ann" in text_of(pilot.app) or size[0] < 80


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (10, [NAME]),
        (54, [NAME, COMPANY, DUE]),
        (74, [NAME, TITLE, COMPANY, LAST, DUE]),
        (130, [NAME, TITLE, COMPANY, TAGS, LAST, DUE]),
    ],
)
def test_columns_are_those_that_fit(width: int, columns: list[Any]) -> None:
    placed = columns_in(width)
    assert [column for column, _ in placed] == columns
    assert sum(room for _, room in placed) + 2 * (len(placed) - 1) <= max(width, 20)
