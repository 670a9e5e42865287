"""While the log is still being read no screen waits for it; what it holds is shown as soon as it is there."""

import threading
from datetime import timedelta

import pytest

from netui.domain.people.cadence import Cadence, Unit
from netui.domain.people.contact import Contact
from netui.domain.people.interaction import Interaction
from netui.domain.values import replace
from netui.services.services import Services
from netui.tui.people.list_screen import ContactsScreen
from netui.tui.people.page_screen import ContactScreen
from netui.tui.shell.area import AreaScreen
from netui.tui.week.screen import ThisWeekScreen
from tests.factories import make_contact, make_interaction
from tests.fakes import InMemoryStore, MemoryInteractions
from tests.tui.conftest import text_of
from tests.tui.services_builder import FRIDAY, app_for, build
from tests.tui.stillness import until
from tests.waiting import HANG_SECONDS


class LateLog(MemoryInteractions):
    """A log that is read once the gate is open; on the thread of the screens no one may ask earlier."""

    def __init__(self, store: InMemoryStore) -> None:
        super().__init__(store, "interactions")
        self.gate = threading.Event()
        self.at_hand = False

    def for_contact(self, contact_id: int) -> list[Interaction]:
        if not self.at_hand:
            assert threading.current_thread() is not threading.main_thread()
            assert self.gate.wait(HANG_SECONDS)
            self.at_hand = True
        return super().for_contact(contact_id)


@pytest.fixture
def store() -> InMemoryStore:
    store = InMemoryStore()
    store.interactions = LateLog(store)
    return store


@pytest.fixture
def tom(store: InMemoryStore) -> Contact:
    late = FRIDAY.date() - timedelta(days=2)
    tom = replace(make_contact(name="Tom Weiss"), cadence=Cadence(1, Unit.WEEKS), next_due_on=late)
    store.seed(tom, make_interaction(contact_ids=(tom.id,), text="bridges"))
    return tom


def screens(services: Services, contact: Contact) -> list[AreaScreen]:
    return [ThisWeekScreen(services), ContactsScreen(services), ContactScreen(services, contact.id)]


@pytest.mark.parametrize("which", range(3))
async def test_a_screen_is_shown_before_the_log_is_read(
    store: InMemoryStore, tom: Contact, which: int
) -> None:
    services = build(store)
    app = app_for(services, lambda: screens(services, tom)[which])
    log = store.interactions
    assert isinstance(log, LateLog)
    async with app.run_test(size=(120, 40)) as pilot:
        try:
            await pilot.pause()
            assert "bridges" not in text_of(app)
            if which < 2:
                assert "Tom Weiss" in text_of(app)
        finally:
            log.gate.set()
        await until(pilot, lambda: "bridges" in text_of(app))
