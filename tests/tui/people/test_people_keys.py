"""The menu of what is done less often with a person, and the quick line."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, cast

import pytest

from netui.domain.config import Config
from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Role
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.values import replace
from netui.tui.modals.choose import ChoiceModal
from netui.tui.people import adding, log_form
from netui.tui.people import keys as people
from netui.tui.people.go_through_screen import GoThroughScreen
from netui.tui.people.list_screen import ContactsScreen
from netui.tui.shell.app import NetuiApp, Routes
from netui.tui.shell.area import AreaScreen
from tests.factories import make_contact
from tests.fakes import InMemoryStore
from tests.tui.conftest import make_app, settle, text_of
from tests.tui.services_builder import app_for, build
from tests.tui.stillness import until


class Asked:
    """Keeps the dialog that was asked for, and what its answer is given to."""

    modal: Any
    then: Callable[[Any], object]

    def ask(self, modal: Any, then: Callable[[Any], object]) -> None:
        self.modal, self.then = modal, then

    ask_unasked = ask

    def say(self, text: str, tone: str = "information") -> None:
        pass


def test_a_week_that_begins_on_sunday_counts_in_the_log_too() -> None:
    services, asked = build(config=Config(week_start=6)), Asked()
    ann = services.contacts.add(make_contact(name="Ann Lee"))
    log_form.ask_log(services, cast("Any", asked), (ann.id,))
    values = {"kind": "coffee", "direction": "both", "text": "", "on": "last week"}
    asked.then({**values, "promise": "send it by end of week"})
    assert [entry.on for entry in services.log.for_contact(ann.id)] == [date(2026, 11, 8)]
    assert [one.due_on for one in services.follow_ups.open()] == [date(2026, 11, 21)]
    [check] = [ask.check for ask in asked.modal._asks if ask.name == "on"]
    assert check("last week").startswith("Sun 8 Nov")
    with pytest.raises(InvalidValueError, match="still to come"):
        check("2026-11-25")


def test_an_entry_does_the_follow_up_it_was_asked_for_as_one_change() -> None:
    services, asked = build(), Asked()
    ann = services.contacts.add(make_contact(name="Ann Lee"))
    send = services.follow_ups.add(
        contact_id=ann.id, kind=FollowUpKind.SEND, text="send the book", due_on=date(2026, 11, 20)
    )
    log_form.ask_log(services, cast("Any", asked), (ann.id,), (send.id,))
    values = {ask.name: ask.value for ask in asked.modal._asks}
    assert (values["text"], values["direction"], values["kept"]) == ("send the book", "gave", "done")
    asked.then({**values, "kept": "open"})
    assert services.follow_ups.get(send.id).is_open
    asked.then({**values, "text": "by post"})
    assert not services.follow_ups.get(send.id).is_open
    assert [one.text for one in services.log.for_contact(ann.id)] == ["by post", "send the book"]
    services.history.undo()
    assert services.follow_ups.get(send.id).is_open
    assert len(services.log.for_contact(ann.id)) == 1


@pytest.mark.parametrize(
    ("cadence", "paused", "start", "note"),
    [
        ("month", False, "month", "now"),
        ("1 week", False, "typed", "now every week"),
        ("month", True, "pause", "now"),
    ],
)
def test_how_often_you_keep_in_touch_now_is_marked(cadence: str, paused: bool, start: str, note: str) -> None:
    services, asked = build(), Asked()
    ann = services.contacts.add(make_contact(cadence=Cadence.parse(cadence), paused=paused))
    people.keep_in_touch(services, cast("Any", asked), (ann.id,))
    assert asked.modal._start == start
    assert [one.note for one in asked.modal.choices if one.value == start] == [note]


async def test_a_pause_is_ended_only_where_there_is_one() -> None:
    services = build()
    ann = services.contacts.add(make_contact(name="Ann Lee"))
    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        for paused in (False, True):
            services.cadences.pause([ann.id], paused=paused)
            people.more(services, app, (ann.id,))
            await pilot.pause()
            assert isinstance(app.screen, ChoiceModal)
            assert ("resume" in [choice.value for choice in app.screen.choices]) is paused
            await pilot.press("escape")


async def test_the_introducer_chosen_in_the_menu_is_thanked() -> None:
    services = build()
    ann, bo = (services.contacts.add(make_contact(name=name)) for name in ("Ann Lee", "Bo Lind"))
    app = make_app(AreaScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        people.introduced_by(services, app, (ann.id,))
        await pilot.pause()
        await pilot.press(*"lind", "enter")
        await settle(pilot)
        assert "Ann Lee: introduced by Bo Lind · Thank Bo for the introduction to Ann" in text_of(app)
        assert "Keep in touch with Ann?" in text_of(app)
    assert [one.contact_id for one in services.follow_ups.open()] == [bo.id]


def _flat(app: NetuiApp) -> str:
    """Return what is on the screen as one line, without frames."""
    return " ".join(text_of(app).replace("│", " ").split())


async def test_a_quick_line_about_a_stranger_adds_them_with_one_more_key() -> None:
    services = build(InMemoryStore())
    app = app_for(
        services,
        lambda: ContactsScreen(services),
        routes=Routes(quick_add=lambda asker: adding.quick_add(services, asker)),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("A", *"coffee with Zoe Lund at RustFest yesterday")
        await until(pilot, lambda: "“Zoe Lund” yet" in text_of(app))
        echoed = _flat(app)
        assert "Log coffee with Zoe Lund: " in echoed
        assert "yesterday · “at RustFest”; no one is called “Zoe Lund” yet" in echoed
        await pilot.press("enter")
        await settle(pilot)
        assert "no one is called “Zoe Lund”: enter again adds that person too" in text_of(app)
        assert "coffee with Zoe Lund at RustFest yesterday" in text_of(app)  # what was typed is kept
        assert services.contacts.rows() == []
        await pilot.press("enter")
        await settle(pilot)
        [zoe] = services.contacts.rows()
        assert (zoe.name, len(services.log.for_contact(zoe.id))) == ("Zoe Lund", 1)
        assert len(services.history.entries()) == 1


async def test_who_of_several_is_meant_is_picked_by_a_key_and_escape_goes_back_to_the_line() -> None:
    services = build(InMemoryStore())
    for company in ("Arm", "Fastly"):
        services.contacts.add(make_contact(name="Sam Lee", company=company))
    app = app_for(
        services,
        lambda: ContactsScreen(services),
        routes=Routes(quick_add=lambda asker: adding.quick_add(services, asker)),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("A", *"talked to Sam about caches")
        await until(pilot, lambda: "“Sam” can be 2 people: enter asks who is meant" in _flat(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Which Sam?" in text_of(app))
        assert re.search(r"1 Sam Lee +Arm.*2 Sam Lee +Fastly", text_of(app), re.DOTALL)
        await pilot.press("escape")
        await until(pilot, lambda: "“Sam” can be 2 people" in _flat(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Which Sam?" in text_of(app))
        await pilot.press("2")
        await settle(pilot)
    [fastly] = [row.id for row in services.contacts.rows() if row.company == "Fastly"]
    assert [entry.text for entry in services.log.for_contact(fastly)] == ["caches"]
    assert len(services.history.entries()) == 3


async def test_a_second_person_of_one_name_needs_one_more_key() -> None:
    services = build(InMemoryStore())
    services.contacts.add(make_contact(name="Dr. Ana Ruiz", company="Arm"))
    app = app_for(
        services,
        lambda: ContactsScreen(services),
        routes=Routes(quick_add=lambda asker: adding.quick_add(services, asker)),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("A", *"add Ana Ruiz, SRE at Fastly")
        await until(pilot, lambda: "Dr. Ana Ruiz (Arm) is here already" in _flat(app))
        await pilot.press("enter")
        await until(pilot, lambda: "is here already: enter again adds a second one" in _flat(app))
        assert services.contacts.count() == 1
        await pilot.press("enter")
        await settle(pilot)
    assert services.contacts.count() == 2


async def test_a_cadence_has_the_same_digit_wherever_it_is_asked() -> None:
    services, asked = build(), Asked()
    ann = services.contacts.add(make_contact(name="Ann Lee", cadence=Cadence.parse("3 months")))
    people.keep_in_touch(services, cast("Any", asked), (ann.id,))
    shown = [(one.key, one.value, one.note) for one in asked.modal.choices]
    assert shown[:7] == [
        ("1", "2 weeks", ""),
        ("2", "month", ""),
        ("3", "6 weeks", ""),
        ("4", "3 months", "now"),
        ("5", "6 months", ""),
        ("6", "year", ""),
        ("o", "typed", ""),
    ]
    assert asked.modal.choices[-1].key == "0"
    app = app_for(services, lambda: GoThroughScreen(services, [ann.id]))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "1 two weeks  2 month  3 six weeks  4 quarter  5 half a year  6 year  0 none" in text_of(app)
        for key, every in (("3", "6 weeks"), ("6", "year"), ("1", "2 weeks"), ("0", "None")):
            await pilot.press("home", key)
            await settle(pilot)
            assert str(services.contacts.get(ann.id).cadence) == every


async def test_the_cursor_goes_to_who_was_just_added() -> None:
    services = build(InMemoryStore())
    for name in ("Ana", "Bo", "Cleo"):
        services.contacts.add(make_contact(name=name))
    app = app_for(services, lambda: ContactsScreen(services))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = cast("ContactsScreen", app.screen)
        services.contacts.add(services.contacts.blank("Bob"))
        await settle(pilot)
        assert screen.people.cursor_row.name == "Bob"
        ana = services.contacts.get(services.contacts.find("Ana").id)
        services.contacts.edit(ana, replace(ana, why="x"))
        await settle(pilot)
        assert screen.people.cursor_row.name == "Bob"


def test_roles_of_several_people_change_by_what_was_ticked_and_nothing_else() -> None:
    services, asked = build(), Asked()
    ann = services.contacts.add(make_contact(name="Ann Lee", roles=(Role.MENTOR, Role.FRIEND)))
    ben = services.contacts.add(make_contact(name="Ben Ito", roles=(Role.FRIEND, Role.PEER)))
    people.roles(services, cast("Any", asked), (ann.id, ben.id))
    assert asked.modal.chosen == ["friend"]
    services.contacts.set_roles([ben.id], add=[Role.ALUMNI])  # in another session
    asked.then(["sponsor"])
    assert services.contacts.get(ann.id).roles == (Role.MENTOR, Role.SPONSOR)
    assert services.contacts.get(ben.id).roles == (Role.PEER, Role.ALUMNI, Role.SPONSOR)
