"""The form of a person: every field, checked while the user types, nothing typed lost."""

import asyncio
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from netui.domain.people.cadence import Cadence, Unit
from netui.domain.people.contact import Contact, Position, Role, Stage
from netui.domain.people.fields import CONTACT_FIELDS, contact_field
from netui.domain.people.relation import Relation, RelationKind
from netui.domain.time.date_order import DateOrder
from netui.domain.time.partial_date import PartialDate
from netui.domain.values import replace
from netui.services.people.contacts import ContactReading
from netui.services.services import Services
from netui.tui.people.draft import ContactDraft
from netui.tui.people.form_screen import PAGES, ContactFormScreen
from netui.tui.shell.app import NetuiApp
from netui.tui.terminal.key_order import is_busy
from netui.tui.widgets.field_line import FieldLine
from tests.factories import hostile_contact, make_contact
from tests.fakes import FakeDrafts, InMemoryStore
from tests.tui.conftest import harmless, text_of
from tests.tui.services_builder import app_for, build, toasts
from tests.tui.stillness import until

PRIYA = make_contact(id=21, name="Priya Raman", company="Stripe", title="Engineer", notes="line 1\nline 2")
ANA = make_contact(id=22, name="Ana Ruiz", company="Nordlicht")
ANAS = make_contact(id=23, name="Ana Silva")


def scene(*people: Contact, drafts: FakeDrafts | None = None) -> Services:
    store = InMemoryStore()
    store.seed(*(people or (PRIYA, ANA, ANAS)))
    return build(store, drafts=drafts)


def form_app(services: Services, contact_id: int = 0, name: str = "") -> NetuiApp:
    class Below(ContactFormScreen):
        """A screen to come back to."""

    app = app_for(services, lambda: Below(services, 0))
    app.call_later(lambda: app.push_screen(ContactFormScreen(services, contact_id, name)))
    return app


def form_of(pilot: Pilot[Any]) -> ContactFormScreen:
    return next(one for one in reversed(pilot.app.screen_stack) if type(one) is ContactFormScreen)


def is_open(pilot: Pilot[Any]) -> bool:
    return any(type(one) is ContactFormScreen for one in pilot.app.screen_stack)


def field(pilot: Pilot[Any], name: str) -> FieldLine:
    return form_of(pilot).query_one(f"#field-{name}", FieldLine)


async def go_to(pilot: Pilot[Any], name: str) -> FieldLine:
    page = next(index for index, (_, names) in enumerate(PAGES) if name in names)
    await form_of(pilot)._go_to(page, name)
    await pilot.pause()
    return field(pilot, name)


async def settle(pilot: Pilot[Any], wanted: str) -> None:
    await until(pilot, lambda: wanted in text_of(pilot.app))


def test_every_field_has_its_place() -> None:
    placed = [name for _, names in PAGES for name in names]
    assert sorted(placed) == sorted(field.name for field in CONTACT_FIELDS)


async def test_each_page_fits_on_a_small_screen() -> None:
    async with form_app(scene(), 21).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Edit Priya Raman")
        for page, (title, _) in enumerate(PAGES):
            shown = form_of(pilot).query_one(f"#page-{page}")
            assert shown.display, title
            assert shown.max_scroll_y == 0, title
            assert f"[{title}]" in text_of(pilot.app)
            await pilot.press("pagedown")
            await pilot.pause()


async def test_a_new_person_is_added() -> None:
    services = scene()
    async with form_app(services, name="Mei").run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot, "Add a person")
        await pilot.press("end", *" Chen", "tab", "tab", *"Designer", "enter", *"Acme")
        await pilot.press("ctrl+s")
        await settle(pilot, "Added Mei Chen")
        assert not is_open(pilot)
    added = next(row for row in services.contacts.rows() if row.name == "Mei Chen")
    assert (added.title, added.company) == ("Designer", "Acme")


async def test_another_can_be_added_at_once() -> None:
    services = scene()
    async with form_app(services).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Add a person")
        await pilot.press(*"Mei", "tab", *"may", "ctrl+n", *"Bo", "ctrl+s")
        await pilot.pause()
        assert not is_open(pilot)
    people = {row.name: services.contacts.get(row.id) for row in services.contacts.rows()}
    assert people["Mei"].pronunciation == "may"
    assert people["Bo"].pronunciation == ""


async def test_only_what_was_changed_is_written() -> None:
    services = scene()
    async with form_app(services, 21).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Edit Priya Raman")
        await pilot.press("tab", *"PREE-ya")
        services.contacts.set_tags([21], add=["new"])
        await pilot.press("ctrl+s")
        await pilot.pause()
    saved = services.contacts.get(21)
    assert saved.pronunciation == "PREE-ya"
    assert saved.tags == ("new",)
    assert saved.notes == "line 1\nline 2"


@pytest.mark.parametrize(
    ("contact_id", "name_last"),
    [(21, False), (0, False), (0, True)],
    ids=["of someone known", "of a new person", "of a new person named last"],
)
async def test_fields_are_read_as_the_command_line_reads_them(contact_id: int, *, name_last: bool) -> None:
    services = scene()
    named = {} if contact_id else {"name": "Jo Li"}
    async with form_app(services, contact_id).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Edit Priya Raman" if contact_id else "Add a person")
        for name, text in {
            **({} if name_last else named),
            "emails": "a@example.org, b@example.org",
            "birthday": "--02-29",
            "roles": "mentor, peer",
            "met_on": "12 mar 2025",
            "cadence": "6w",
            "introduced_by": "ana ruiz",
            "custom": "coffee: flat white",
            "stage": "active",
            "time_zone": "Asia/Tokyo",
            **(named if name_last else {}),
        }.items():
            (await go_to(pilot, name)).put(text)
            await pilot.pause()
            assert field(pilot, name).error == ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not is_open(pilot)
    saved = services.contacts.get(contact_id or services.contacts.find("Jo Li").id)
    assert saved.emails == ("a@example.org", "b@example.org")
    assert saved.time_zone == "Asia/Tokyo"
    assert str(saved.birthday) == "--02-29"
    assert saved.roles == (Role.MENTOR, Role.PEER)
    assert saved.met_on == date(2025, 3, 12)
    assert saved.cadence == Cadence(6, Unit.WEEKS)
    assert saved.introduced_by == 22
    assert saved.custom == {"coffee": "flat white"}
    assert saved.stage is Stage.ACTIVE


async def until_fine(pilot: Pilot[Any], typed: FieldLine) -> None:
    await until(pilot, lambda: typed.error == "")


async def test_unreadable_values_are_reported_below_and_not_saved() -> None:
    services = scene()
    async with form_app(services, 21).run_test(size=(120, 40)) as pilot:
        await settle(pilot, "Edit Priya Raman")
        for name, text, message in (
            ("emails", "nobody", "no email address"),
            ("birthday", "often", "no date"),
            ("time_zone", "Moon", "no time zone"),
            ("roles", "boss", "use one of"),
            ("cadence", "often", "doesn't say how often"),
            ("met_on", "blue", "no date"),
            ("met_on", "1 jan 2030", "1 Jan 2030 is still to come"),
            ("custom", "coffee", "no field of your own"),
        ):
            typed = await go_to(pilot, name)
            before = typed.value
            typed.put(text)
            await settle(pilot, message)
            assert message in typed.error, name
            await go_to(pilot, "name")
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert is_open(pilot), name
            assert typed.has_focus_within, name
            typed.put(before)
            await until_fine(pilot, typed)
    assert services.contacts.get(21) == PRIYA


async def test_a_name_is_needed() -> None:
    async with form_app(scene()).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Add a person")
        await pilot.press("ctrl+s")
        await settle(pilot, "a contact needs a name")


async def test_a_typed_name_echoes_who_it_finds() -> None:
    async with form_app(scene(), 21).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Edit Priya Raman")
        await go_to(pilot, "introduced_by")
        await pilot.press(*"ana")
        await settle(pilot, "several: Ana Ruiz")
        await pilot.press(*" r")
        await settle(pilot, "Ana Ruiz · Nordlicht")
        await pilot.press("backspace", *"zzz")
        await settle(pilot, "no one is called")


async def test_a_person_and_roles_can_be_picked() -> None:
    services = scene(PRIYA, ANA, make_contact(id=24, name="Ana Ruiz", company="Other"))
    async with form_app(services, 21).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Edit Priya Raman")
        await go_to(pilot, "introduced_by")
        await pilot.press("ctrl+l", *"other", "enter")
        await settle(pilot, "#24")
        await go_to(pilot, "roles")
        await pilot.press("ctrl+l", "space", "enter")
        await settle(pilot, "mentor")
        await pilot.press("ctrl+s")
        await pilot.pause()
    saved = services.contacts.get(21)
    assert (saved.introduced_by, saved.roles) == (24, (Role.MENTOR,))


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_relations_are_typed_and_picked_and_are_on_both(size: tuple[int, int]) -> None:
    services = scene(PRIYA, ANA, make_contact(id=24, name="Tom Weiss", company="ETH"))
    async with form_app(services, 21).run_test(size=size) as pilot:
        await settle(pilot, "Edit Priya Raman")
        await go_to(pilot, "relations")
        await pilot.press(*"manger: Ana Ruiz")
        await settle(pilot, "is no relation")
        await pilot.press("ctrl+u", *"Ana Ruiz")
        await settle(pilot, "say who “Ana Ruiz” is to them")
        await pilot.press("ctrl+u", *"boss: ana")
        await settle(pilot, "manager Ana Ruiz")
        await pilot.press("ctrl+l", "1", *"tom", "enter")
        await settle(pilot, "partner Tom Weiss")
        assert field(pilot, "relations").value == "boss: ana; partner: Tom Weiss"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not is_open(pilot)
    relations = services.contacts.get(21).relations
    assert relations == (Relation(RelationKind.MANAGER, ANA.id), Relation(RelationKind.PARTNER, 24))
    assert services.contacts.get(ANA.id).relations == (Relation(RelationKind.MANAGES, 21),)
    async with form_app(services, ANA.id).run_test(size=size) as pilot:
        await settle(pilot, "Edit Ana Ruiz")
        assert (await go_to(pilot, "relations")).value == "manages: Priya Raman"
        await pilot.press("ctrl+u", "ctrl+s")
        await pilot.pause()
    assert services.contacts.get(21).relations == (Relation(RelationKind.PARTNER, 24),)


async def test_a_person_is_not_related_to_themself() -> None:
    services = scene()
    async with form_app(services, 21).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Edit Priya Raman")
        await go_to(pilot, "relations")
        await pilot.press(*"friend: priya")
        await settle(pilot, "related to themself")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert is_open(pilot)
    assert services.contacts.get(21) == PRIYA


async def test_a_new_persons_introducer_is_thanked_and_the_person_kept_up_with() -> None:
    services = scene()
    async with form_app(services, name="Mei Chen").run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot, "Add a person")
        await go_to(pilot, "introduced_by")
        await pilot.press(*"ana ruiz", "ctrl+s")
        await settle(pilot, "Keep in touch with Mei?")
        assert "Added Mei Chen; Thank Ana for the introduction to Mei" in text_of(pilot.app)
        await pilot.press("2")
        await settle(pilot, "Mei: every month")
    (thanks,) = services.follow_ups.open()
    mei = services.contacts.find("Mei Chen")
    assert (thanks.contact_id, thanks.about_id, mei.cadence) == (ANA.id, mei.id, Cadence.parse("month"))


async def test_an_introducer_of_long_ago_is_only_noted() -> None:
    services = scene(replace(PRIYA, met_on=date(2026, 1, 9)), ANA)
    async with form_app(services, PRIYA.id).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot, "Edit Priya Raman")
        await go_to(pilot, "introduced_by")
        await pilot.press(*"ana ruiz", "ctrl+s")
        await settle(pilot, "Saved Priya Raman")
        assert "Keep in touch" not in text_of(pilot.app)
    assert services.contacts.get(PRIYA.id).introduced_by == ANA.id
    assert services.follow_ups.open() == []


async def test_a_namesake_is_pointed_out() -> None:
    async with form_app(scene(), name="").run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Add a person")
        await pilot.press(*"ana ruiz")
        await settle(pilot, "you know a Ana Ruiz already: Nordlicht")


async def test_title_and_positions_say_the_same() -> None:
    services = scene()
    async with form_app(services, 21).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Edit Priya Raman")
        (await go_to(pilot, "positions")).put(
            "CTO @ Wise (2026-01 to now)\nEngineer @ Stripe (2020 to 2025-12)"
        )
        await pilot.pause()
        assert field(pilot, "title").value == "CTO"
        (await go_to(pilot, "company")).put("Wise plc")
        await pilot.pause()
        assert field(pilot, "positions").value.startswith("CTO @ Wise plc (2026-01 to now)")
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert services.contacts.get(21).positions == (
        Position("CTO", "Wise plc", "2026-01"),
        Position("Engineer", "Stripe", "2020", "2025-12"),
    )


async def test_escape_asks_only_where_something_was_typed() -> None:
    services = scene()
    async with form_app(services, 21).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Edit Priya Raman")
        await pilot.press("x", "backspace", "escape")
        await pilot.pause()
        assert not is_open(pilot)
        assert services.contacts.get(21) == PRIYA


async def test_a_draft_is_kept_and_comes_back() -> None:
    drafts = FakeDrafts()
    services = scene(drafts=drafts)
    async with form_app(services, 21).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Edit Priya Raman")
        await pilot.press("end", *" II", "escape")
        await settle(pilot, "Not saved yet")
        await pilot.press("k")
        await pilot.pause()
        assert not is_open(pilot)
        pilot.app.mirror.flush()  # type: ignore[attr-defined]
    assert drafts.kept["contact-form:21"] == '{"name": "Priya Raman II"}'
    async with form_app(services, 21).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Priya Raman II")
        await pilot.press("escape", "t")
        await pilot.pause()
        assert not is_open(pilot)
    assert drafts.kept == {}
    assert services.contacts.get(21) == PRIYA


async def test_escape_can_save() -> None:
    services = scene()
    async with form_app(services, 21).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Edit Priya Raman")
        await pilot.press("end", *" II", "escape", "s")
        await pilot.pause()
        assert not is_open(pilot)
    assert services.contacts.get(21).name == "Priya Raman II"


async def test_tab_goes_on_over_the_pages() -> None:
    async with form_app(scene(), 21).run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Edit Priya Raman")
        await pilot.press(*["tab"] * len(PAGES[0][1]))
        await pilot.pause()
        assert field(pilot, "phones").has_focus_within
        await pilot.press("shift+tab")
        await pilot.pause()
        assert field(pilot, "seniority").has_focus_within


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_hostile_fields_are_harmless_and_stay_as_they_are(size: tuple[int, int]) -> None:
    odd = hostile_contact(id=21)
    services = scene(odd)
    async with form_app(services, 21).run_test(size=size) as pilot:
        for _ in PAGES:
            await pilot.press("pagedown")
            await pilot.pause()
            assert harmless(text_of(pilot.app))
        await pilot.press("escape")
        await pilot.pause()
        assert not is_open(pilot)
    assert services.contacts.get(21) == odd


async def test_two_changes_that_are_underway_come_to_rest() -> None:
    async with form_app(scene()).run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: is_open(pilot))
        title, positions = await go_to(pilot, "title"), await go_to(pilot, "positions")
        title.put("Baker")
        positions.put("Cook @ Inn")
        for _ in range(2_000):
            await asyncio.sleep(0)
            if not any(map(is_busy, pilot.app._registry)):
                break
        else:
            pytest.fail("title and positions change each other without end")
        draft = form_of(pilot)._draft
        assert (title.value, positions.value) == (draft.text("title"), draft.text("positions"))


async def test_another_session_changes_the_title_while_the_company_is_typed() -> None:
    services = scene()
    app = form_app(services, PRIYA.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Edit Priya")
        company = await go_to(pilot, "company")
        company.put("Akamai")
        await until(pilot, lambda: "Akamai" in field(pilot, "company").value)
        title = contact_field("title")
        services.contacts.edit(PRIYA, title.with_value(PRIYA, "Director"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not is_open(pilot))
    saved = services.contacts.get(PRIYA.id)
    assert (saved.title, saved.company) == ("Director", "Akamai")


async def test_a_save_says_what_another_session_had_made_of_the_field() -> None:
    services = scene()
    app = form_app(services, PRIYA.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, "Edit Priya")
        typed = await go_to(pilot, "title")
        typed.put("VP")
        await until(pilot, lambda: "VP" in field(pilot, "title").value)
        services.contacts.edit(PRIYA, contact_field("title").with_value(PRIYA, "Director"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not is_open(pilot))
        await pilot.pause()
        wanted = "Saved Priya Raman; meanwhile the title had become Director: undo restores it"
        assert toasts(app) == wanted
    assert services.contacts.get(PRIYA.id).title == "VP"


def test_a_draft_that_comes_back_leaves_what_another_session_changed() -> None:
    services = scene()
    reading = ContactReading(services.contacts, services.present)
    draft = ContactDraft(PRIYA, reading)
    draft.type("company", "Akamai")
    for name, text in list(draft.linked_to("company")):
        draft.type(name, text)
    later = ContactDraft(contact_field("title").with_value(PRIYA, "Director"), reading)
    assert later.load(draft.dump())
    assert later.text("positions") == "Director @ Akamai"
    assert later.contact().positions == (Position("Director", "Akamai"),)


@pytest.mark.parametrize(
    ("order", "born"),
    [(DateOrder.DAY_FIRST, PartialDate(5, 3, 1990)), (DateOrder.MONTH_FIRST, PartialDate(3, 5, 1990))],
)
def test_a_birthday_in_figures_follows_the_settings(order: DateOrder, born: PartialDate) -> None:
    services = scene()
    services.present.date_order = order
    draft = ContactDraft(PRIYA, ContactReading(services.contacts, services.present))
    draft.type("birthday", "3/5/1990")
    assert draft.contact().birthday == born
