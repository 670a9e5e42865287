"""Area 4: walking the map, warm paths, groups, thin spots, and what may leave it as a file."""

import re
import stat
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from netui.domain.network.network import REST
from netui.domain.people.contact import Contact, Naming, Position, Role, Stage
from netui.services.network.network import NetworkSource
from netui.services.services import Services
from netui.tui.look.messages import WriteNote
from netui.tui.network.lines import PersonRow
from netui.tui.network.screen import NetworkScreen
from netui.tui.shell import area
from netui.tui.shell.app import NetuiApp, Routes
from netui.tui.widgets.key_bar import live_keys
from netui.tui.widgets.text_page import TextPage
from tests.factories import TODAY, hostile_contact, make_contact
from tests.fakes import InMemoryStore
from tests.tui.conftest import harmless, settle, text_of
from tests.tui.services_builder import app_for, build, toasts
from tests.waiting import HANG_SECONDS

ANA = make_contact(
    id=11,
    name="Ana Ruiz",
    positions=(Position("Manager", "Nordlicht"), Position("SRE", "Fastly", until="2021")),
    stage=Stage.ACTIVE,
    roles=(Role.MENTOR,),
    naming=Naming.YES,
    emails=("ana@example.org",),
    last_contact_on=TODAY.replace(day=9),
)
BEN = make_contact(
    id=12, name="Ben Ito", company="Stripe", next_due_on=TODAY.replace(day=8), location="Kyoto, Japan"
)
CHEN = make_contact(id=13, name="Chen Li", company="Stripe", location="Berlin, Germany")
DANA = make_contact(id=14, name="Dana Okafor", company="Fastly", title="SRE", stage=Stage.POTENTIAL)
PEOPLE = (ANA, BEN, CHEN, DANA)


def scene(*people: Contact) -> Services:
    store = InMemoryStore()
    store.seed(*(people or PEOPLE))
    return build(store)


def network_app(services: Services, **options: Any) -> NetuiApp:
    return app_for(services, lambda: NetworkScreen(services), **options)


def screen_of(pilot: Pilot[Any]) -> NetworkScreen:
    return next(one for one in pilot.app.screen_stack if isinstance(one, NetworkScreen))


def card(pilot: Pilot[Any]) -> str:
    return "\n".join(screen_of(pilot).query_one("#card", TextPage).shown)


async def worked(pilot: Pilot[Any]) -> None:
    """Wait until what is computed in the background is shown."""
    await settle(pilot)
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


async def find(pilot: Pilot[Any], text: str) -> None:
    await pilot.press("slash", *("space" if ch == " " else ch for ch in text), "enter")
    await settle(pilot)


async def test_the_map_shows_groups_people_and_those_to_meet() -> None:
    async with network_app(scene()).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        shown = text_of(pilot.app)
        for words in ("Stripe", "Nordlicht", "● Ana Ruiz", "Dana Okafor", "4 people, 4 shown", "by company"):
            assert words in shown or words[::-1] in shown or words.replace("● ", "") in shown, shown
        assert "○" in shown
        assert "● known · ○ to meet · ◐ due soon · ! late" in shown
        assert "3 known, 1 to meet" in " ".join(card(pilot).split())
        assert not re.search(r"\bmet\b", shown)
        assert "ana@example.org" not in shown


async def test_a_hidden_map_drops_everybody_once_many_have_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(area, "AT_ONCE", 2)
    services = scene()
    async with network_app(services).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        await pilot.app.push_screen(Screen())
        services.contacts.set_tags([11, 12], add=["one"])
        await settle(pilot)
        assert screen.view.rows.keys() == {11, 12, 13, 14}
        services.contacts.set_tags([11, 12, 13], add=["two"])
        await settle(pilot)
        assert screen.view.rows == {}
        pilot.app.pop_screen()
        await worked(pilot)
        assert screen.view.rows[13].tags == ("two",)
        assert "4 people, 4 shown" in text_of(pilot.app)


async def test_arrows_reach_every_label_and_enter_opens_the_person() -> None:
    opened: list[Any] = []
    routes = Routes(open={"contact": opened.append})
    async with network_app(scene(), routes=routes).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        seen = set()
        for key in ("right", "up", "left", "left", "down", "down", "right", "right", "up", "up", "left"):
            await pilot.press(key)
            seen.add(screen_of(pilot).map.selected)
        assert len({11, 12, 13, 14} & seen) >= 2
        await find(pilot, "ben")
        assert screen_of(pilot).map.selected == 12
        assert "12 days late" in card(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert opened == [12]


async def test_w_lights_the_way_and_n_asks_the_first_for_an_introduction() -> None:
    written: list[WriteNote] = []
    routes = Routes(write_note=written.append)
    async with network_app(scene(), routes=routes).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await find(pilot, "dana")
        await pilot.press("w")
        await settle(pilot)
        assert [step.row.id for step in screen_of(pilot).view.path] == [11, 14]
        words = " ".join(card(pilot).split())
        assert "WARM PATH" in words
        assert "mentor, Mon 9 Nov" in words
        assert "at Fastly, where Ana was" in words
        assert "n asks Ana to introduce you to Dana" in words
        await pilot.press("n")
        await settle(pilot)
        assert (written[0].contact_ids, written[0].template, written[0].about_id) == (
            (11,),
            "ask-introduction",
            14,
        )
        await pilot.press("escape")
        await settle(pilot)
        assert "WARM PATH" not in card(pilot)


async def way_to_dana(services: Services, size: tuple[int, int]) -> tuple[str, list[WriteNote]]:
    """Return what w says of the way to Dana, and what n then writes."""
    written: list[WriteNote] = []
    routes = Routes(write_note=written.append, person={"note": lambda _, ids: None})
    app = network_app(services, routes=routes)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await find(pilot, "dana")
        await pilot.press("w")
        await settle(pilot)
        words = " ".join((card(pilot) or toasts(app)).split())
        await pilot.press("n")
        await settle(pilot)
        return words, written


async def test_an_introduction_that_was_made_is_not_asked_for_again() -> None:
    services = scene()
    services.introductions.received(CHEN.id, DANA.id)  # Ana is nearer, but Chen did it
    words, written = await way_to_dana(services, (120, 36))
    assert "Dana Okafor Chen introduced you on Fri 20 Nov n writes to Dana" in words
    assert written == []  # n is the note to Dana that n writes everywhere
    words, _ = await way_to_dana(services, (80, 24))
    assert "you → Chen Li → Dana Okafor: Chen introduced you on Fri 20 Nov; n writes to Dana" in words


async def test_an_introduction_that_was_asked_for_is_reminded_of_not_asked_for_again() -> None:
    services = scene()
    services.introductions.asking.ask(CHEN.id, DANA.id, TODAY.replace(day=9))
    words, [note] = await way_to_dana(services, (120, 36))
    assert "you asked Chen on Mon 9 Nov n reminds Chen to introduce you to Dana" in words
    assert (note.contact_ids, note.template, note.about_id) == ((13,), "introduction-reminder", 14)
    words, _ = await way_to_dana(services, (80, 24))
    assert "you asked Chen on Mon 9 Nov; n reminds Chen to introduce you to Dana" in words


async def test_on_a_longer_way_each_is_asked_for_the_next() -> None:
    eli = make_contact(id=15, name="Eli Park", company="Fastly", stage=Stage.POTENTIAL)
    fay = make_contact(id=16, name="Fay Wu", company="Far", stage=Stage.POTENTIAL, introduced_by=15)
    written: list[WriteNote] = []
    services = scene(ANA, BEN, CHEN, eli, fay)
    app = network_app(services, routes=Routes(write_note=written.append))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await find(pilot, "fay")
        await pilot.press("w")
        await settle(pilot)
        assert [step.row.id for step in screen_of(pilot).view.path] == [11, 15, 16]
        words = " ".join(card(pilot).split())
        assert "n asks Ana to introduce you to Eli then Eli to introduce you to Fay" in words
        await pilot.press("n")
        await settle(pilot)
        assert (written[0].contact_ids, written[0].about_id) == ((11,), 15)
        assert (
            "introduce me to Eli Park" in services.notes.compose(11, "ask-introduction", about_id=15).subject
        )


async def test_a_missing_way_is_reported() -> None:
    alone = make_contact(id=20, name="Zoe Far", company="Nowhere", stage=Stage.POTENTIAL)
    async with network_app(scene(*PEOPLE, alone)).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await find(pilot, "zoe")
        await pilot.press("w")
        await settle(pilot)
        assert "No one here can introduce you" in card(pilot)


async def test_groups_are_chosen_opened_and_closed_again() -> None:
    async with network_app(scene()).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert screen_of(pilot).view.opened == "stripe"
        listed = [row.row.name for row in screen_of(pilot).found_list.rows if isinstance(row, PersonRow)]
        assert listed == ["Ben Ito", "Chen Li"]
        await pilot.press("j")
        assert screen_of(pilot).current_contact_ids() == (12,)
        await pilot.press("escape")
        await settle(pilot)
        assert screen_of(pilot).view.opened is None
        await pilot.press("B", "4")
        await settle(pilot)
        assert "by location" in text_of(pilot.app)
        assert "Japan" in text_of(pilot.app)


async def test_fewer_and_more_people_are_shown_and_counted() -> None:
    people = [make_contact(name=f"Person {n}", company=f"Firm {n % 5}") for n in range(60)]
    async with network_app(scene(*people)).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        before = screen_of(pilot).map.layout_shown.shown
        await pilot.press("plus")
        await settle(pilot)
        assert screen_of(pilot).map.layout_shown.shown > before
        await pilot.press(*["minus"] * 9)
        await settle(pilot)
        assert screen_of(pilot).map.layout_shown.shown == 0
        assert "Firm 1 +12" in text_of(pilot.app)


async def test_a_large_network_is_read_in_the_background() -> None:
    people = [make_contact(name=f"Person {n}", company=f"Firm {n % 90}") for n in range(1_500)]
    async with network_app(scene(*people)).run_test(size=(120, 36)) as pilot:
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert "1,500 people" in text_of(pilot.app)
        assert "81 smaller groups" in text_of(pilot.app)
        screen_of(pilot).map.select(REST)
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert screen_of(pilot).view.opened == REST
        assert "smaller groups" not in text_of(pilot.app)
        assert "enter shows all groups again" in card(pilot)


async def test_a_note_waits_for_the_way_that_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    found, look = Event(), NetworkSource.path_to
    monkeypatch.setattr(NetworkSource, "path_to", lambda *args: found.wait(HANG_SECONDS) and look(*args))
    written: list[WriteNote] = []
    people = [make_contact(id=n, name=f"Person {n}", company=f"Firm {n % 90}") for n in range(100, 1_200)]
    plain: list[Any] = []
    routes = Routes(write_note=written.append, person={"note": lambda _, ids: plain.append(ids)})
    app = network_app(scene(*PEOPLE, *people), routes=routes)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        found.set()
        screen_of(pilot).search_for("path:12")  # asked from elsewhere, before everybody is read
        await worked(pilot)
        await worked(pilot)
        assert [step.row.id for step in screen_of(pilot).view.path] == [12]
        found.clear()
        await find(pilot, "dana")
        await pilot.press("w", "n")
        await settle(pilot)
        assert "Looking for the way to Dana Okafor" in toasts(app)
        assert written == []
        found.set()
        await worked(pilot)
        assert (written[0].contact_ids, written[0].template, written[0].about_id) == (
            (11,),
            "ask-introduction",
            14,
        )
        found.clear()
        await pilot.press("w", "w", "escape")  # left it: n is an ordinary note again
        await find(pilot, "dana")
        await pilot.press("n")
        await settle(pilot)
        found.set()
        await worked(pilot)
        assert (plain, len(written)) == ([(14,)], 1)
        assert screen_of(pilot).view.path == ()


async def test_thin_spots_say_who_could_bridge_them() -> None:
    people = [
        make_contact(
            name=f"Person {n}",
            function="engineering",
            location="Berlin, Germany",
            seniority="senior",
            stage=Stage.ACTIVE,
        )
        for n in range(20)
    ]
    yuki = make_contact(
        id=31, name="Yuki Tanaka", function="design", location="Kyoto, Japan", introduced_by=people[0].id
    )
    async with network_app(scene(*people, yuki)).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "outside Europe" in text_of(pilot.app)
        await pilot.press("v")
        await settle(pilot)
        shown = text_of(pilot.app)
        assert "THIN SPOTS" in shown
        assert "1 of 21" in shown
        whys = [row.why for row in screen_of(pilot).spread.rows if isinstance(row, PersonRow)]
        assert "outside Europe, outside engineering; no contact yet" in whys
        await pilot.press("v")
        await settle(pilot)
        assert "THIN SPOTS" not in text_of(pilot.app)


async def test_the_export_says_what_goes_in_and_writes_a_private_file(tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    async with network_app(scene()).run_test(size=(120, 36), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("X")
        await settle(pilot)
        assert "1 person by name" in text_of(pilot.app)
        assert "3 people as “a person at …”" in text_of(pilot.app)
        assert "of those who said yes to being named" in text_of(pilot.app)
        pilot.app.screen.query_one(Input).value = str(target)
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, NetuiApp)
        assert "Wrote the map" in toasts(app)
    written = target.read_text(encoding="utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "Ana Ruiz" in written
    assert "Dana" not in written


async def test_the_map_is_written_with_all_names_only_when_that_is_chosen(tmp_path: Path) -> None:
    target = tmp_path / "mine.html"
    async with network_app(scene()).run_test(size=(120, 36), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("X", "up", "right", "escape", "X")  # what was left is not chosen the next time
        await settle(pilot)
        assert "of those who said yes to being named" in text_of(pilot.app)
        await pilot.press(*str(target), "up", "right")
        await settle(pilot)
        assert "4 people by name. Everyone is named: keep it to yourself." in text_of(pilot.app)
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, NetuiApp)
        assert "Everyone is named: keep it to yourself." in toasts(app)
    written = target.read_text(encoding="utf-8")
    assert "Dana" in written
    assert "with all names, for your own eyes" in written


async def test_no_one_yet_and_small_terminals() -> None:
    async with network_app(build(InMemoryStore())).run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        assert "No one here yet" in text_of(pilot.app)
        await pilot.press("v")
        await settle(pilot)
        assert "Too few people" in text_of(pilot.app)
    async with network_app(scene()).run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        assert "Ana Ruiz" in text_of(pilot.app)
        await pilot.press("tab")
        await settle(pilot)
        assert "GROUPS" in text_of(pilot.app)
        keys = {key.binding_id for key in live_keys(pilot.app.screen)}
        assert {"network.warm-path", "network.group-by", "network.export", "person.log"} <= keys


async def test_where_the_card_is_out_of_sight_frame_and_message_say_it() -> None:
    async with network_app(scene()).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await find(pilot, "dana")
        assert "Dana Okafor · Fastly · to meet" in text_of(pilot.app)
        await pilot.press("w")
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, NetuiApp)
        words = "you → Ana Ruiz → Dana Okafor: n asks Ana to introduce you to Dana"
        assert words in toasts(app)
        assert words in text_of(app)  # and stays in the frame when the message is gone


async def test_hostile_names_stay_text_and_the_plain_console_gets_ascii() -> None:
    strangers = [hostile_contact(id=40 + n) for n in range(3)]
    app = network_app(scene(*PEOPLE, *strangers), environment={"TERM": "linux", "LANG": "C.UTF-8"})
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        shown = text_of(pilot.app)
        assert harmless(shown)
        assert not any("\u2800" <= ch <= "\u28ff" for ch in shown)
        assert "." in shown
        await pilot.press("right", "right", "w", "v", "v", "tab", "enter", "j")
        await settle(pilot)
        assert harmless(text_of(pilot.app))


async def test_where_several_fit_one_is_picked_and_a_whole_name_goes_there_at_once() -> None:
    mei = [make_contact(id=21, name="Mei Chen", company="Asos"), make_contact(id=22, name="Mei Schmid")]
    async with network_app(scene(*PEOPLE, *mei)).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await find(pilot, "mei s")
        assert "Who is meant by “mei s”?" in text_of(pilot.app)
        await pilot.press("1")
        await settle(pilot)
        assert screen_of(pilot).map.selected == 22
        await find(pilot, "mei chen")
        assert screen_of(pilot).map.selected == 21
