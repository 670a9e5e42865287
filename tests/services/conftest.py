"""One network of services over the in-memory store, on a Friday noon in Zurich."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from netui.services.people.cadences import CadenceService
from netui.services.people.contacts import ContactService
from netui.services.people.follow_ups import FollowUpService
from netui.services.people.interactions import InteractionService
from netui.services.present import Present
from netui.services.safety.history import HistoryService
from netui.services.services import Services
from tests.fake_ports import FakePorts
from tests.fakes import FakeClock, InMemoryStore

FRIDAY = datetime(2026, 11, 20, 11, tzinfo=UTC)


@dataclass(frozen=True)
class Core:
    store: InMemoryStore
    clock: FakeClock
    present: Present
    cadences: CadenceService
    contacts: ContactService
    log: InteractionService
    follow_ups: FollowUpService
    history: HistoryService
    services: Services


@pytest.fixture
def core() -> Core:
    return make_core()


def make_core() -> Core:
    clock = FakeClock(FRIDAY)
    store = InMemoryStore(clock)
    present = Present(clock, ZoneInfo("Europe/Zurich"))
    services = Services(FakePorts(store, present))
    return Core(
        store=store,
        clock=clock,
        present=present,
        cadences=services.cadences,
        contacts=services.contacts,
        log=services.log,
        follow_ups=services.follow_ups,
        history=services.history,
        services=services,
    )
