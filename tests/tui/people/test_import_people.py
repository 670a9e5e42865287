"""Importing by keys: complete the path, look at the ledger, take it in, take it back."""

import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from netui.domain.errors import ImportFileError
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Position
from netui.domain.people.importing import GuessedColumn, ImportedPerson, LedgerAction, LedgerRow, RejectedRow
from netui.domain.values import replace
from netui.exchange.reading.address_table import ANY, AddressTableReader
from netui.exchange.reading.linkedin import LinkedInReader
from netui.services.services import Services
from netui.tui.look.glyphs import UNICODE
from netui.tui.look.messages import Open
from netui.tui.people.go_through_screen import GoThroughScreen
from netui.tui.people.import_rows import paint_row
from netui.tui.people.import_screen import ImportScreen
from netui.tui.people.mapping import MappingModal
from netui.tui.shell.app import NetuiApp, Routes
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import SafeInput
from netui.tui.widgets.path_input import PathInput, complete_path
from tests.factories import HOSTILE
from tests.tui.conftest import harmless, settle, text_of
from tests.tui.services_builder import app_for, build
from tests.waiting import HANG_SECONDS

WIDE = (120, 40)
SAMPLES = Path(__file__).parents[2] / "exchange" / "samples"


class Home(AreaScreen):
    """Somewhere to come from and go back to."""


class ManyPeople:
    """A reader of any number of people; it waits where `gate` is given, so that a test can stop it."""

    def __init__(self, count: int, gate: threading.Event | None = None) -> None:
        self.count = count
        self.gate = gate
        self.read_on = threading.Event()

    def read(self, path: Path) -> Iterator[ImportedPerson | RejectedRow]:
        for number in range(self.count):
            if number == 300 and self.gate is not None:
                self.read_on.set()
                self.gate.wait(HANG_SECONDS)
            yield ImportedPerson(file="many.csv", line=number + 2, name=f"Person {number}")


class HostileReader:
    """A reader of strangers' text."""

    def read(self, path: Path) -> Iterator[ImportedPerson | RejectedRow]:
        for line, text in enumerate(HOSTILE.values(), start=2):
            yield ImportedPerson(file=text, line=line, name=f"A {text}", company=text)
            yield RejectedRow(file="hostile.csv", line=line, reason=text, name=text)


class BrokenReader:
    """A reader that takes no file."""

    def read(self, path: Path) -> Iterator[ImportedPerson | RejectedRow]:
        if path.name:
            raise ImportFileError(f"{path.name} is no LinkedIn export: ask LinkedIn for Connections")
        yield from ()


def _linkedin() -> Services:
    return build(readers={"linkedin": LinkedInReader()})


def _app(services: Services) -> NetuiApp:
    routes = Routes(
        open={
            "import": lambda _: ImportScreen(services),
            "go-through": lambda wanted: GoThroughScreen(services, wanted),
        }
    )
    return app_for(services, Home, routes=routes)


async def _open(pilot: Pilot[str] | Pilot[None]) -> ImportScreen:
    pilot.app.post_message(Open("import", 0))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    return screen


async def _settle(pilot: Pilot[str] | Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def _read(pilot: Pilot[str] | Pilot[None], path: str = "any.csv") -> ImportScreen:
    screen = await _open(pilot)
    await pilot.press(*path, "enter")
    await _settle(pilot)
    return screen


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SAMPLES / "linkedin" / "2026", tmp_path / "export")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


async def test_a_linkedin_export_is_imported_by_keys(folder: Path) -> None:
    services = _linkedin()
    async with _app(services).run_test(size=WIDE) as pilot:
        await _open(pilot)
        assert "tab completes the path" in text_of(pilot.app).replace("\n", " ")
        await pilot.press(*"~/ex", "tab", *"Conn", "tab", "enter")
        await _settle(pilot)
        shown = text_of(pilot.app)
        assert "~/export/Connections.csv" in shown
        assert "10 new   2 hidden by LinkedIn" in shown
        assert "Nothing is changed yet" in shown
        assert "[Acme] [/b] Rosen" in shown
        assert services.contacts.count() == 0

        await pilot.press("enter")
        await _settle(pilot)
        assert services.contacts.count() == 10
        assert "Imported. No one is due until you choose" in text_of(pilot.app)
        message = "".join(note.message for note in pilot.app._notifications)
        assert "Imported: 10 new, 0 updated. u undo" in message
        assert all(row.next_due_on is None for row in services.contacts.rows())

        await pilot.press("w")
        await pilot.pause()
        assert isinstance(pilot.app.screen, GoThroughScreen)
        assert "0 of 10 to keep in touch with" in text_of(pilot.app)
        services.cadences.set_cadence([services.contacts.rows()[0].id], Cadence.parse("6 weeks"))
        await pilot.press("escape")
        await _settle(pilot)
        assert "You keep in touch with 1 of 10: press w to pick others." in text_of(pilot.app)


async def test_the_preview_shows_what_they_do_at_80_columns(folder: Path) -> None:
    async with _app(_linkedin()).run_test(size=(80, 24)) as pilot:
        await _read(pilot, "~/export/Connections.csv")
        assert "VP Engineering, Bright" in text_of(pilot.app)


async def test_messages_of_an_export_are_logged_by_a_key(folder: Path) -> None:
    services = _linkedin()
    async with _app(services).run_test(size=(80, 24)) as pilot:
        await _read(pilot, "export")
        assert "messages.csv: 6 messages, not read; l logs them" in text_of(pilot.app)
        await pilot.press("l", "2")
        await _settle(pilot)
        assert "5 entries for the log" in text_of(pilot.app)
        await pilot.press("enter")
        await _settle(pilot)
        assert "10 new, 0 updated, 5 entries in the log" in "".join(
            note.message for note in pilot.app._notifications
        )
    assert str(services.contacts.find("Maren").last_contact_on) == "2026-02-01"


async def test_the_columns_of_a_table_are_named_by_keys(folder: Path) -> None:
    (folder / "club.csv").write_text("Member,Contact,Shoe\nAnn Lee,ann@x.example,42\n", encoding="utf-8")
    services = build(readers={"csv": AddressTableReader(ANY)})
    async with _app(services).run_test(size=(80, 24)) as pilot:
        await _read(pilot, "club.csv")
        assert "which don't name a person" in " ".join(text_of(pilot.app).replace("│", " ").split())
        await pilot.press("ctrl+o", "enter", *"name", "enter", "down", "enter", *"work email", "enter")
        await pilot.press("escape", "ctrl+o")  # and what was chosen is there again
        await settle(pilot)
        await pilot.press("down")
        await pilot.press("down", "enter", *"another", "enter", *"Shoe size", "enter")
        await settle(pilot)
        shown = text_of(pilot.app)
        for words in ("Member", "name", "Ann Lee", "work email", "Shoe size"):
            assert words in shown
        await pilot.press("w", *"club", "enter", "ctrl+s")
        await _settle(pilot)
        assert services.settings.load().saved_mappings == {
            "club": "Member=name\nContact=work email\nShoe=custom.Shoe size"
        }
        assert "1 new" in text_of(pilot.app)
        await pilot.press("enter")
        await _settle(pilot)
    [ann] = services.contacts.get_many([row.id for row in services.contacts.rows()])
    assert (ann.name, ann.labels, ann.custom) == ("Ann Lee", {"ann@x.example": "work"}, {"Shoe size": "42"})


async def test_messages_left_unread_are_logged_when_the_file_is_read_again(folder: Path) -> None:
    services = _linkedin()
    async with _app(services).run_test(size=(120, 40)) as pilot:
        screen = await _read(pilot, "export")
        await pilot.press("enter")
        await _settle(pilot)
        assert "6 messages, not read; read the file again to log them" in text_of(pilot.app)
        screen.file.input.focus()
        await pilot.press("enter")
        await _settle(pilot)
        assert "6 messages, not read; l logs them" in text_of(pilot.app)
        await pilot.press("l", "2")
        await _settle(pilot)
        await pilot.press("enter")
        await _settle(pilot)
    assert str(services.contacts.find("Maren").last_contact_on) == "2026-02-01"


async def test_one_undo_takes_it_all_back(folder: Path) -> None:
    services = _linkedin()
    async with _app(services).run_test(size=(80, 24)) as pilot:
        await _read(pilot, "export/Connections.csv")
        await pilot.press("ctrl+s")
        await _settle(pilot)
        assert services.contacts.count() == 10
        await pilot.press("u")
        await pilot.pause()
        assert services.contacts.count() == 0
        assert "Undone: nothing of that import" in text_of(pilot.app)


async def test_the_second_time_brings_nothing_new(folder: Path) -> None:
    services = _linkedin()
    async with _app(services).run_test(size=(80, 24)) as pilot:
        await _read(pilot, "export/Connections.csv")
        await pilot.press("enter")
        await _settle(pilot)
        await pilot.press("escape")
        await pilot.pause()
        await _read(pilot, "export/Connections.csv")
        assert "already here" in text_of(pilot.app)
        assert "There is nothing to import from it." in text_of(pilot.app)


async def test_the_ledger_is_filtered_by_keys(folder: Path) -> None:
    async with _app(_linkedin()).run_test(size=WIDE) as pilot:
        await _read(pilot, "export/Connections.csv")
        await pilot.press("h")
        await pilot.pause()
        assert "Maren Oakhollow" not in text_of(pilot.app)
        assert "2 rows" in text_of(pilot.app)
        await pilot.press("e")
        await pilot.pause()
        assert "12 rows" in text_of(pilot.app)


@pytest.mark.parametrize("size", [WIDE, (80, 24)])
async def test_what_stays_as_it_was_changed_by_hand_is_counted_and_shown(
    folder: Path, size: tuple[int, int]
) -> None:
    services = _linkedin()
    services.imports.apply(services.imports.preview([folder / "export" / "Connections.csv"], "linkedin"))
    for name in ("Maren Oakhollow", "[Acme] [/b] Rosen"):
        known = services.contacts.get(services.contacts.find(name).id)
        services.contacts.edit(known, replace(known, positions=(Position("Head", "Elsewhere"),)))
    async with _app(services).run_test(size=size) as pilot:
        await _read(pilot, "export/Connections.csv")
        assert "2 kept as you changed them by hand" in text_of(pilot.app)
        await pilot.press("b")
        await pilot.pause()
        shown = text_of(pilot.app)
        assert "What it brings: kept by hand" in shown
        assert "2 rows" in shown
        assert "Maren Oakhollow" in shown


async def test_tags_and_a_cadence_are_given_to_those_who_are_new(folder: Path) -> None:
    services = _linkedin()
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _read(pilot, "export/Connections.csv")
        screen.query_one("#import-tags").focus()
        await pilot.press(*"school, alumni")
        screen.query_one("#import-every").focus()
        await pilot.press(*"often", "ctrl+s")
        await _settle(pilot)
        assert "doesn't say how often" in text_of(pilot.app)
        assert services.contacts.count() == 0
        await pilot.press("ctrl+u", *"6 months", "ctrl+s")
        await _settle(pilot)
        rows = services.contacts.rows()
        assert len(rows) == 10
        assert all(set(row.tags) == {"school", "alumni"} for row in rows)
        assert all(str(row.cadence) == "6 months" for row in rows)


async def test_reading_is_stopped_by_escape_and_nothing_is_changed() -> None:
    gate = threading.Event()
    reader = ManyPeople(2_000, gate)
    services = build(readers={"linkedin": reader})
    async with _app(services).run_test(size=(80, 24)) as pilot:
        await _open(pilot)
        await pilot.press(*"many.csv", "enter")
        assert reader.read_on.wait(HANG_SECONDS)
        await pilot.pause()
        assert "Reading" in text_of(pilot.app)
        await pilot.press("escape")
        gate.set()
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, ImportScreen)
        while screen._work.running:
            await pilot.pause()
        assert "Stopped: nothing was changed." in text_of(pilot.app)
        assert services.contacts.count() == 0
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Home)


async def test_many_people_are_imported_in_a_thread() -> None:
    services = build(readers={"linkedin": ManyPeople(3_000)})
    async with _app(services).run_test(size=(80, 24)) as pilot:
        await _read(pilot, "many.csv")
        assert "3,000 new" in text_of(pilot.app)
        await pilot.press("G")
        await pilot.pause()
        assert "Person 2999" in text_of(pilot.app)
        await pilot.press("enter")
        await _settle(pilot)
        assert services.contacts.count() == 3_000


async def test_a_file_that_is_none_is_one_line_under_the_field() -> None:
    services = build(readers={"linkedin": BrokenReader()})
    async with _app(services).run_test(size=(60, 20)) as pilot:
        await _read(pilot, "holiday.csv")
        assert "holiday.csv is no LinkedIn export" in text_of(pilot.app)
        await pilot.press("ctrl+u", "enter")
        await pilot.pause()
        assert "Which file?" in text_of(pilot.app)


async def test_after_a_file_without_anyone_another_one_can_be_typed() -> None:
    services = build(readers={"many": ManyPeople(0)})
    async with _app(services).run_test(size=WIDE) as pilot:
        screen = await _read(pilot, "any.csv")
        assert "There is no one in this file." in text_of(pilot.app)
        await pilot.press("ctrl+u", *"news.csv")
        assert screen.query_one(PathInput).value == "news.csv"


async def test_a_missing_file_is_reported(folder: Path) -> None:
    async with _app(_linkedin()).run_test(size=(80, 24)) as pilot:
        await _read(pilot, "nowhere.csv")
        assert "nowhere.csv" in text_of(pilot.app).split("What it brings")[0].split("Tags")[1]


async def test_several_names_that_fit_are_offered(folder: Path) -> None:
    async with _app(_linkedin()).run_test(size=WIDE) as pilot:
        await _open(pilot)
        await pilot.press(*"export/P", "tab")
        await pilot.pause()
        assert "export/P" in text_of(pilot.app)
        assert "Positions.csv" in text_of(pilot.app)
        assert "Profile.csv" in text_of(pilot.app)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_strangers_text_is_shown_as_text(size: tuple[int, int]) -> None:
    services = build(readers={"linkedin": HostileReader()})
    async with _app(services).run_test(size=size) as pilot:
        await _read(pilot, "[/b].csv")
        for _ in range(4):
            assert harmless(text_of(pilot.app))
            await pilot.press("pagedown")
        await pilot.press("enter")
        await _settle(pilot)
        assert harmless(text_of(pilot.app))


def test_paths_are_completed_as_far_as_they_are_certain(folder: Path) -> None:
    (folder / ".hidden").mkdir()
    (folder / "export 2").mkdir()
    assert complete_path("~") == ("~/", [])
    assert complete_path("ex") == ("export", ["export 2/", "export/"])
    assert complete_path("export/Inv") == ("export/Invitations.csv", ["Invitations.csv"])
    assert complete_path("./.h") == ("./.hidden/", [".hidden/"])
    assert complete_path("") == ("export", ["export 2/", "export/"])
    assert complete_path("no/where") == ("no/where", [])
    assert complete_path("~nobody-here/x") == ("~nobody-here/x", [])
    assert complete_path("nul\0l/x") == ("nul\0l/x", [])


@pytest.mark.parametrize("tag", ["", "pycon"])
async def test_someone_forgotten_since_the_file_was_read_does_not_come_in_again(
    folder: Path, tag: str
) -> None:
    services = _linkedin()
    services.imports.apply(services.imports.preview([folder / "export" / "Connections.csv"], "linkedin"))
    first = services.contacts.rows()[0]
    async with _app(services).run_test(size=WIDE) as pilot:
        await _read(pilot, "~/export/Connections.csv")
        services.contacts.delete([first.id])
        if tag:
            pilot.app.screen.query_one("#import-tags", SafeInput).value = tag
        await pilot.press("ctrl+s")
        await _settle(pilot)
        assert "gone from your contacts since this was read" in text_of(pilot.app)
    assert first.name not in [row.name for row in services.contacts.rows()]


def test_addresses_and_days_are_below_each_other() -> None:
    days = (date(2026, 11, 30), date(2026, 2, 8))
    addresses = ("ann@x.example", "linkedin.com/in/ann-lee")
    rows = [
        LedgerRow(file="a.csv", line=2, action=LedgerAction.ADDED, name="Ann", address=address, met_on=day)
        for day, address in zip(days, addresses, strict=True)
    ]
    first, second = ("".join(span.text for span in paint_row(row, 80, UNICODE).right) for row in rows)
    assert (first, second) == ("ann@x.example       30 Nov 2026", "linkedin.com/in/a…   8 Feb 2026")


def test_a_row_shows_the_whole_address_where_there_is_room() -> None:
    address = "b.featherston@an-example.org"
    row = LedgerRow(file="a.csv", line=2, action=LedgerAction.ADDED, name="Bart", address=address)
    for width, shown in ((120, True), (60, False)):
        line = paint_row(row, width, UNICODE)
        assert (address in "".join(span.text for span in line.right)) is shown


def test_the_columns_of_a_table_leave_room_for_what_is_in_them() -> None:
    columns = [
        GuessedColumn(1, "Given", "given name", ("Ada", "Grace")),
        GuessedColumn(2, "Mail", "email", ()),
    ]
    modal = MappingModal(columns, {}, lambda _name, _mapping: None, draft_key="x")
    text = "".join(span.text for span in modal.render_choice(0, 50).left)
    assert text.rstrip() == "Given  given name  Ada, Grace"
