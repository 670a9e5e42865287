"""The folder of the store is deleted or unmounted while something is typed: netui says so, and asks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from netui.domain.errors import StoreError
from netui.services.services import Services
from netui.storage.store.store import TinyDBStore
from netui.tui.people import log_form
from netui.tui.people.form_screen import ContactFormScreen
from netui.tui.shell.app import NetuiApp
from netui.tui.shell.area import AreaScreen
from tests.storage.opened import add_contact, opened
from tests.tui.conftest import picture, settle
from tests.tui.services_builder import app_for, build, toasts


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TinyDBStore]:
    store = opened(tmp_path / "store")
    add_contact(store, "Ann")
    yield store
    store.close()


@pytest.fixture
def services(store: TinyDBStore) -> Services:
    return build(store, drafts=store.drafts)


@pytest.fixture
def app(services: Services) -> NetuiApp:
    return app_for(services, AreaScreen, AreaScreen)


def found(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*")]


@pytest.mark.parametrize("mounted_on", [False, True])
async def test_quitting_asks_before_what_was_typed_is_lost(
    app: NetuiApp, services: Services, store: TinyDBStore, tmp_path: Path, *, mounted_on: bool
) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        log_form.ask_log(services, app, (store.contacts.all()[0].id,))
        await settle(pilot)
        await pilot.press(*"tea")
        app.mirror.flush()  # the thread that writes drafts may be as quick
        shutil.rmtree(tmp_path / "store")
        if mounted_on:
            (tmp_path / "store").mkdir()
        await pilot.press("ctrl+q")
        await settle(pilot)
        assert "What you typed is lost when you quit" in "\n".join(picture(app))
        assert "drafts was deleted, moved or unmounted" in toasts(app)
        await pilot.press("s")
        await settle(pilot)
        assert app.is_running
        assert "tea" in "\n".join(picture(app))
        await pilot.press("ctrl+q")
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
    assert app.return_code == 0
    assert "\n".join(found(tmp_path)) == "store" * mounted_on


async def test_a_form_says_that_a_draft_is_kept_only_until_you_quit(
    app: NetuiApp, services: Services, store: TinyDBStore, tmp_path: Path
) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        app.push_screen(ContactFormScreen(services, store.contacts.all()[0].id))
        await settle(pilot)
        await pilot.press(*"zzz")
        shutil.rmtree(tmp_path / "store")
        await pilot.press("escape")
        await settle(pilot)
        assert "only until you quit" in "\n".join(picture(app))


def test_what_can_not_be_kept_or_lent_says_why(store: TinyDBStore, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "store")
    for keep in (store.drafts.save, store.drafts.lend):
        with pytest.raises(StoreError, match="drafts was deleted, moved or unmounted: copy what you typed"):
            keep("note:1", "words")
    with pytest.raises(StoreError, match="nothing was saved: bring it back, then restart netui"):
        add_contact(store, "Bob")
