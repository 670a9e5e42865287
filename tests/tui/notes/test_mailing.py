"""Mailing a note from its screen: which address, which program, and whether it was sent."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from netui.domain.config import Config
from netui.domain.people.interaction import InteractionKind
from netui.services.services import Services
from netui.tui.modals.ask import ConfirmModal
from netui.tui.notes.screen import NoteScreen
from netui.tui.shell.app import NetuiApp
from netui.tui.shell.area import AreaScreen
from tests.factories import make_contact
from tests.fakes import FakeMailPrograms, InMemoryStore
from tests.tui.conftest import text_of
from tests.tui.services_builder import app_for, build, store_of, toasts


class Home(AreaScreen):
    """Somewhere to come from and go back to."""


def _services(mail: FakeMailPrograms, *emails: str, command: str = "") -> Services:
    store = InMemoryStore()
    store.seed(make_contact(id=1, name="Priya Raman", emails=emails))
    return build(store, mail=mail, config=Config(name="Jo", mail_command=command))


async def _writing(pilot: Pilot[str], services: Services) -> NoteScreen:
    screen = NoteScreen(services, (1,), "check-in")
    pilot.app.push_screen(screen)
    await pilot.pause()
    await pilot.pause()
    return screen


async def test_a_note_goes_to_the_mail_command_and_is_marked_as_sent_only_when_the_user_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mail = FakeMailPrograms()
    services = _services(mail, "priya@stripe.example", "p@home.example", command="neomutt -H {eml}")
    app = app_for(services, Home)
    monkeypatch.setattr(app, "run_outside", lambda work: work())  # a test has no terminal to give away
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await _writing(pilot, services)
        await pilot.press("ctrl+s")
        assert "Press the key again to mail it anyway." in toasts(app)
        await pilot.press(*"I moved", "ctrl+s", "down", "enter")
        await pilot.pause()
        [(command, letter)] = mail.handed
        assert (command, letter.address) == ("neomutt -H {eml}", "p@home.example")
        assert letter.subject
        assert "I moved" in letter.body
        assert isinstance(app.screen, ConfirmModal)
        await pilot.press("n")
        await pilot.pause()
        assert "I moved" in screen.editor.text
        assert not store_of(services).interactions.for_contact(1)
        mail.problem = "neomutt ended with 1. Your note is as it was."
        await pilot.press("escape", "m", "enter")
        await pilot.pause()
        assert mail.problem in toasts(app)
        mail.problem, mail.missing = "", "neomutt can't be started: No such file or directory."
        await pilot.press("m", "enter")
        await pilot.pause()
        assert mail.missing in toasts(app)
        assert (len(mail.handed), isinstance(app.screen, NoteScreen)) == (1, True)
        mail.missing = ""
        await pilot.press("m", "enter")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(app.screen, Home)
        [sent] = store_of(services).interactions.for_contact(1)
        assert (sent.kind, len(sent.came_from)) == (InteractionKind.EMAIL, 1)
        await pilot.press("u")
        assert not store_of(services).interactions.for_contact(1)


async def test_without_a_command_the_desktop_or_a_file_takes_the_mail(tmp_path: Path) -> None:
    mail = FakeMailPrograms()
    services = _services(mail, "priya@stripe.example")
    app = app_for(services, Home)
    async with app.run_test(size=(100, 30)) as pilot:
        await _writing(pilot, services)
        mail.is_desktop = True
        await pilot.press("escape", "m", "m", "m")
        await pilot.pause()
        assert [way for way, _ in mail.handed] == ["desktop"]
        await pilot.press("escape")
        mail.is_desktop = False
        await pilot.press("m")
        await pilot.pause()
        assert "mail_command is not set" in text_of(app)
        await pilot.press("ctrl+u", *f"{tmp_path}/a.eml", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "To: Priya Raman <priya@stripe.example>" in (tmp_path / "a.eml").read_text()
        assert isinstance(app.screen, ConfirmModal)


async def test_someone_without_an_address_gets_one_line() -> None:
    mail = FakeMailPrograms()
    services = _services(mail)
    app: NetuiApp = app_for(services, Home)
    async with app.run_test(size=(100, 30)) as pilot:
        await _writing(pilot, services)
        await pilot.press("escape", "m", "m")
        assert "Priya Raman has no email address: add one" in toasts(app)
        assert isinstance(app.screen, NoteScreen)
