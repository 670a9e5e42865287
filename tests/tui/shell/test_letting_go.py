"""Another session deletes or forgets someone while something is typed about them here."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.events import Resize
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Input

from netui.domain.people.contact import Contact
from netui.domain.people.interaction import Direction
from netui.domain.plan.favour import Favour, FavourKind
from netui.domain.values import replace
from netui.services.lending import LendingDrafts
from netui.services.safety.safekeeping import Person
from netui.services.services import Services
from netui.storage.base.owned import DRAFTS
from netui.storage.safety.safekeeping import safekeeping_of
from netui.storage.store.store import TinyDBStore
from netui.tui.interviews.asking import ask_who
from netui.tui.interviews.before_screen import BeforeInterviewScreen
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.closed import ClosedModal
from netui.tui.modals.form import FormModal
from netui.tui.modals.met import MetModal
from netui.tui.notes.screen import NoteScreen
from netui.tui.people import keys as people
from netui.tui.people import log_form
from netui.tui.people.form_screen import ContactFormScreen
from netui.tui.people.merge_screen import MergeScreen
from netui.tui.people.page_screen import ContactScreen
from netui.tui.people.sharing import copy_menu
from netui.tui.plan.event_mode_screen import EventModeScreen
from netui.tui.sections.giving_forms import ask_collaboration, ask_favour, ask_made, ask_received
from netui.tui.sections.milestone_forms import ask_milestone
from netui.tui.shell.app import NetuiApp
from netui.tui.shell.area import AreaScreen
from netui.tui.widgets.editors import NoteEditor, SafeInput
from netui.tui.widgets.field_line import FieldLine
from tests.factories import make_event
from tests.storage.opened import add_contact, opened
from tests.tui.conftest import settle, text_of
from tests.tui.services_builder import app_for, build

NAME = "Aadi Zzyzxov"
WORD = "qzjword"
_FORGOTTEN = "This person was forgotten in another session, with what you typed."


@dataclass
class Sessions:
    """A session with the screens, and another one on the same store."""

    folder: Path
    here: TinyDBStore
    elsewhere: TinyDBStore
    services: Services
    aadi: Contact
    ben: Contact
    cy: Contact

    @property
    def everyone(self) -> tuple[int, ...]:
        return self.aadi.id, self.ben.id, self.cy.id

    def app(self) -> NetuiApp:
        return app_for(self.services, AreaScreen, AreaScreen)

    def forget(self) -> None:
        safekeeping_of(self.elsewhere).forget(Person(id=self.aadi.id, name=NAME))

    def delete(self) -> None:
        with self.elsewhere.transaction("Delete someone"):
            self.elsewhere.contacts.remove(self.aadi.id)

    def left(self) -> bytes:
        """All that the drafts hold."""
        files = [path for path in (self.folder / DRAFTS).rglob("*") if path.is_file()]
        return b"".join(path.read_bytes() for path in files)


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[Sessions]:
    here, elsewhere = opened(tmp_path, "here"), opened(tmp_path, "elsewhere")
    aadi = add_contact(elsewhere, NAME, emails=("aadi@zzyzxov.example",))
    ben, cy = add_contact(elsewhere, "Ben Ito"), add_contact(elsewhere, "Cy Orr")
    here.catch_up()
    yield Sessions(tmp_path, here, elsewhere, build(here, drafts=here.drafts), aadi, ben, cy)
    here.close()
    elsewhere.close()


async def hear(app: NetuiApp, pilot: Pilot[Any]) -> None:
    app.poll()
    await settle(pilot)


async def closed(app: NetuiApp, pilot: Pilot[Any]) -> tuple[str, ...]:
    """Type on after a screen closed, and leave the dialog that says why; return its lines."""
    dialog = app.screen
    assert isinstance(dialog, ClosedModal)
    await pilot.press(*"lnq1?a:", "enter", "tab", "space", "l")
    await settle(pilot)
    assert dialog.is_current
    await pilot.press("escape")
    await settle(pilot)
    assert type(app.screen) is AreaScreen
    return dialog.lines


def _log(sessions: Sessions, app: NetuiApp) -> None:
    log_form.ask_log(sessions.services, app, sessions.everyone)


def _follow_up(sessions: Sessions, app: NetuiApp) -> None:
    people.follow_up(sessions.services, app, sessions.everyone)


def _tag(sessions: Sessions, app: NetuiApp) -> None:
    people.tag(sessions.services, app, sessions.everyone)


def _introducer(sessions: Sessions, app: NetuiApp) -> None:
    ask_received(sessions.services, app, introducer_id=sessions.aadi.id)


def _introduced(sessions: Sessions, app: NetuiApp) -> None:
    ask_received(sessions.services, app, contact_id=sessions.aadi.id)


def _first_end(sessions: Sessions, app: NetuiApp) -> None:
    ask_made(sessions.services, app, sessions.aadi.id, sessions.ben.id)


def _other_end(sessions: Sessions, app: NetuiApp) -> None:
    ask_made(sessions.services, app, sessions.ben.id, sessions.aadi.id)


def _favour(sessions: Sessions, app: NetuiApp) -> None:
    ask_favour(sessions.services, app, contact_id=sessions.aadi.id)


def _collaboration(sessions: Sessions, app: NetuiApp) -> None:
    ask_collaboration(sessions.services, app, contact_id=sessions.aadi.id)


def _milestone(sessions: Sessions, app: NetuiApp) -> None:
    ask_milestone(sessions.services, app, sessions.aadi.id)


DIALOGS: list[Callable[[Sessions, NetuiApp], None]] = [
    _log,
    _follow_up,
    _tag,
    _introducer,
    _introduced,
    _first_end,
    _other_end,
    _favour,
    _collaboration,
    _milestone,
]


async def test_a_change_looks_only_for_what_it_touched(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After 30,000 people are deleted, all of them would be looked for at each later change."""
    session = sessions.services.session
    holds, asked = session.holds, list[int]()

    def looked_for(one: int) -> bool:
        asked.append(one)
        return holds(one)

    monkeypatch.setattr(session, "holds", looked_for)
    app = sessions.app()
    async with app.run_test():
        sessions.services.contacts.delete([sessions.aadi.id, sessions.ben.id])
        asked.clear()
        sessions.services.contacts.set_tags([sessions.cy.id], add=["met"])
        assert asked == [sessions.cy.id]


async def type_into(app: NetuiApp, pilot: Pilot[Any]) -> None:
    await pilot.pause()
    [*fields] = [one for one in app.screen.query(Input) if one.display]
    fields[-1].value = WORD
    await pilot.pause()
    app.mirror.flush()


@pytest.mark.parametrize("ask", DIALOGS, ids=lambda ask: ask.__name__.strip("_"))
async def test_a_dialog_about_someone_forgotten_closes_and_keeps_nothing(
    sessions: Sessions, ask: Callable[[Sessions, NetuiApp], None]
) -> None:
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        ask(sessions, app)
        await type_into(app, pilot)
        assert WORD.encode() in sessions.left()
        sessions.forget()
        app.screen.query(Input).last().value = f"{WORD} and more"
        await pilot.pause()
        app.mirror.flush()
        assert WORD.encode() not in sessions.left()
        await hear(app, pilot)
        assert await closed(app, pilot) == (_FORGOTTEN,)
    assert sessions.left() == b""


@pytest.mark.parametrize("ask", [_log, _other_end], ids=["log", "other end"])
async def test_a_dialog_about_someone_deleted_closes_and_its_words_come_back_with_them(
    sessions: Sessions, ask: Callable[[Sessions, NetuiApp], None]
) -> None:
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        ask(sessions, app)
        await type_into(app, pilot)
        sessions.delete()
        await hear(app, pilot)
        assert "was deleted in another session. What you typed is kept" in (await closed(app, pilot))[0]
        assert WORD.encode() in sessions.left()
        sessions.elsewhere.undo(sessions.elsewhere.seq)
        await hear(app, pilot)
        ask(sessions, app)
        await pilot.pause()
        assert app.screen.query(Input).last().value == WORD


@pytest.mark.parametrize("again", [False, True], ids=["merged", "merged by redo"])
async def test_a_dialog_about_someone_merged_says_who_they_are_now(sessions: Sessions, again: bool) -> None:
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        _log(sessions, app)
        await type_into(app, pilot)
        build(sessions.elsewhere).duplicates.merge(sessions.ben.id, sessions.aadi.id)
        if again:
            merge = sessions.elsewhere.seq
            sessions.elsewhere.undo(merge)
            sessions.elsewhere.redo(merge)
        await hear(app, pilot)
        [line] = await closed(app, pilot)
        assert line.startswith(
            "This person was merged into Ben Ito in another session. What you typed is kept"
        )


async def test_a_page_says_deleted_though_another_of_its_people_was_merged_before(sessions: Sessions) -> None:
    build(sessions.elsewhere).duplicates.merge(sessions.ben.id, sessions.cy.id)
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        sessions.here.catch_up()
        log_form.ask_log(sessions.services, app, (sessions.aadi.id, sessions.ben.id))
        await type_into(app, pilot)
        sessions.delete()
        await hear(app, pilot)
        [line] = await closed(app, pilot)
        assert line.startswith("This person was deleted in another session.")


async def test_a_dialog_about_an_entry_that_went_with_them_closes(sessions: Sessions) -> None:
    store = sessions.elsewhere
    with store.transaction("Add a favour"):
        favour = Favour(
            id=store.new_id(),
            uid="00000000-0000-4000-8000-000000000001",
            contact_id=sessions.aadi.id,
            direction=Direction.GAVE,
            kind=FavourKind.ARTICLE,
            on=sessions.services.present.today(),
        )
        store.of(Favour).add(favour)
    sessions.here.catch_up()
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        ask_favour(sessions.services, app, favour=favour)
        await type_into(app, pilot)
        with store.transaction("Delete a favour"):
            store.of(Favour).remove(favour.id)
        await hear(app, pilot)
        assert "What this is about was deleted in another session." in (await closed(app, pilot))[0]


async def test_a_dialog_about_someone_else_stays(sessions: Sessions) -> None:
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        log_form.ask_log(sessions.services, app, (sessions.ben.id,))
        await type_into(app, pilot)
        app.screen.query(Input).first().value = f"met {NAME} of aadi@zzyzxov.example"
        await pilot.pause()
        sessions.forget()
        await hear(app, pilot)
        assert isinstance(app.screen, FormModal)
        assert app.screen.query(Input).first().value == "met someone of someone"
        assert WORD.encode() in sessions.left()
        assert b"zzyzxov" not in sessions.left().lower()


async def test_undo_in_a_field_forgets_too(sessions: Sessions) -> None:
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        log_form.ask_log(sessions.services, app, (sessions.ben.id,))
        await settle(pilot)
        field = app.screen.query(SafeInput).first()
        field.replace(NAME, 0, 0)
        field.action_delete_left_all()
        await pilot.pause()
        sessions.forget()
        await hear(app, pilot)
        field.action_undo()
        assert field.value == ""


async def test_someone_added_again_under_a_forgotten_name_is_written_about(sessions: Sessions) -> None:
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        sessions.forget()
        await hear(app, pilot)
        again = add_contact(sessions.here, NAME)
        await settle(pilot)
        log_form.ask_log(sessions.services, app, (again.id,))
        await type_into(app, pilot)
        assert WORD.encode() in sessions.left()
        add_contact(sessions.elsewhere, "Di Wu")
        await hear(app, pilot)
        assert isinstance(app.screen, FormModal)


@pytest.mark.parametrize(("leave", "words"), [("forget", "forgotten"), ("delete", "deleted")])
async def test_a_form_out_of_sight_closes_when_it_is_seen_again(
    sessions: Sessions, leave: str, words: str
) -> None:
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ContactFormScreen(sessions.services, sessions.aadi.id))
        await settle(pilot)
        app.action_area(1)
        await settle(pilot)
        getattr(sessions, leave)()
        await hear(app, pilot)
        assert type(app.screen) is AreaScreen
        app.action_area(0)
        await settle(pilot)
        assert f"was {words}" in (await closed(app, pilot))[0]


async def test_what_is_only_looked_for_is_kept_nowhere(sessions: Sessions) -> None:
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, AreaScreen)
        ask_who(screen, sessions.services)
        await type_into(app, pilot)
        assert sessions.left() == b""


async def test_a_note_in_an_editor_is_let_go_of_with_one_line(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(_app: NetuiApp, drafts: LendingDrafts, key: str, text: str) -> str:
        lent = drafts.lend(key, text)
        sessions.forget()
        lent.path.parent.mkdir(exist_ok=True)
        lent.path.write_text(f"Dear {NAME}, {WORD}")
        return drafts.returned(key)

    monkeypatch.setattr("netui.tui.shell.external_editor.edit_suspended", edit)
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(NoteScreen(sessions.services, [sessions.aadi.id]))
        await settle(pilot)
        await pilot.press("ctrl+o")
        await hear(app, pilot)
        assert await closed(app, pilot) == (_FORGOTTEN,)
    assert sessions.left() == b""


async def test_a_note_that_is_resized_before_it_closes_says_one_line(sessions: Sessions) -> None:
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = NoteScreen(sessions.services, [sessions.aadi.id])
        await app.push_screen(screen)
        await settle(pilot)
        sessions.forget()
        sessions.here.catch_up()
        screen.post_message(Resize(Size(80, 24), Size(80, 24)))
        await settle(pilot)
        assert await closed(app, pilot) == (_FORGOTTEN,)


def _page(sessions: Sessions) -> list[AreaScreen]:
    return [ContactScreen(sessions.services, sessions.aadi.id)]


def _page_under_note(sessions: Sessions) -> list[AreaScreen]:
    return [*_page(sessions), NoteScreen(sessions.services, [sessions.aadi.id])]


def _before(sessions: Sessions) -> list[AreaScreen]:
    return [BeforeInterviewScreen(sessions.services, sessions.aadi.id)]


def _merge(sessions: Sessions) -> list[AreaScreen]:
    return [MergeScreen(sessions.services, sessions.aadi.id, sessions.ben.id)]


PAGES: list[tuple[Callable[[Sessions], list[AreaScreen]], tuple[str, ...]]] = [
    (_page, ("This person was forgotten in another session.",)),
    (_page_under_note, (_FORGOTTEN,)),
    (_before, ("This person was forgotten in another session.",)),
    (_merge, ("One of these two people was forgotten in another session.",)),
]


@pytest.mark.parametrize(("screens", "lines"), PAGES, ids=["page", "under a note", "before a talk", "merge"])
async def test_keys_typed_on_a_page_of_someone_forgotten_go_nowhere(
    sessions: Sessions, screens: Callable[[Sessions], list[AreaScreen]], lines: tuple[str, ...]
) -> None:
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        for screen in screens(sessions):
            await app.push_screen(screen)
            await settle(pilot)
        sessions.forget()
        await hear(app, pilot)
        assert await closed(app, pilot) == lines


async def test_the_page_to_prepare_closes_with_a_person_deleted_there(sessions: Sessions) -> None:
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(_before(sessions)[0])
        people.follow_up(sessions.services, app, (sessions.aadi.id,))
        await type_into(app, pilot)
        sessions.delete()
        await hear(app, pilot)
        [line] = await closed(app, pilot)
        assert line.startswith("This person was deleted in another session. What you typed is kept")


def _who_is_meant(services: Services, app: NetuiApp, ids: tuple[int, ...]) -> None:
    choices = [Choice(one, services.contacts.get(one).name, "Fastly") for one in ids]
    app.push_screen(ChoiceModal("Which one?", choices))


CHOICES = {
    "who": _who_is_meant,
    "rhythm": people.keep_in_touch,
    "stage": people.stage,
    "roles": people.roles,
    "copy": copy_menu,
}


@pytest.mark.parametrize("ask", CHOICES.values(), ids=CHOICES)
async def test_a_choice_that_names_someone_forgotten_closes(
    sessions: Sessions, ask: Callable[[Services, NetuiApp, tuple[int, ...]], None]
) -> None:
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        ask(sessions.services, app, (sessions.aadi.id,))
        await settle(pilot)
        assert NAME in text_of(app)
        sessions.forget()
        await hear(app, pilot)
        assert await closed(app, pilot) == ("This person was forgotten in another session.",)


async def test_a_page_of_someone_deleted_here_leaves_without_a_word(sessions: Sessions) -> None:
    app = sessions.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ContactScreen(sessions.services, sessions.aadi.id))
        await settle(pilot)
        with sessions.here.transaction("Delete someone"):
            sessions.here.contacts.remove(sessions.aadi.id)
        await settle(pilot)
        assert type(app.screen) is AreaScreen


async def test_who_was_met_is_not_added_again_once_forgotten(sessions: Sessions) -> None:
    services = sessions.services
    event = services.events.add(make_event(title="Fair", on=services.present.today()))
    app = sessions.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await app.push_screen(EventModeScreen(services, event.id))
        await settle(pilot)
        app.screen.query_one(NoteEditor).load_text(f"Di Wu, knows {NAME}\n{NAME}, compilers")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, MetModal)
        sessions.forget()
        await hear(app, pilot)
        assert isinstance(app.screen, ClosedModal)
        assert app.screen.lines == ("This person was forgotten in another session.",)
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert app.screen.query_one(NoteEditor).text == "Di Wu, knows someone\nsomeone, compilers"
    assert NAME not in [row.name for row in services.contacts.rows()]


@pytest.mark.parametrize("seen", [False, True], ids=["page not seen yet", "page seen"])
async def test_no_page_of_a_form_brings_back_who_was_forgotten(sessions: Sessions, seen: bool) -> None:
    contacts = sessions.services.contacts
    notes = f"His boss is {NAME}."
    base = contacts.edit(sessions.ben, replace(sessions.ben, notes=notes, introduced_by=sessions.aadi.id))
    sessions.elsewhere.catch_up()
    sessions.here.drafts.save(f"contact-form:{base.id}", json.dumps({"why": f"{NAME} asked", "met": "here"}))
    app = sessions.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await app.push_screen(ContactFormScreen(sessions.services, base.id))
        await settle(pilot)
        pages = ["pagedown"] * 5
        await pilot.press(*(pages if seen else []))
        await settle(pilot)
        sessions.forget()
        await hear(app, pilot)
        for page in pages:
            await pilot.press(page)
            await settle(pilot)
            assert NAME not in text_of(app)
        [field] = [one for one in app.screen.query(FieldLine) if one.name == "notes"]
        field.put(f"{field.value} He rows.")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    saved = contacts.get(base.id)
    assert (saved.notes, saved.met, saved.introduced_by) == ("His boss is someone. He rows.", "here", None)
    assert saved.why == "someone asked"
