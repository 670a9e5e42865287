"""A network to show in This week, and short ways to fill it and to find its rows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from textual.message import Message
from textual.pilot import Pilot

from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.people.interaction import InteractionKind
from netui.domain.time.partial_date import PartialDate
from netui.domain.week.agenda import AgendaRow
from netui.domain.week.debrief import Debrief
from netui.services.services import Services
from netui.tui.look.messages import GoToArea, Open, WriteNote
from netui.tui.shell.app import NetuiApp
from netui.tui.week.due_list import DueList
from netui.tui.week.screen import ThisWeekScreen
from netui.tui.widgets.line_list import Heading
from tests.factories import make_contact, make_goal
from tests.fakes import FakeClock, InMemoryStore
from tests.tui.services_builder import FRIDAY, app_for, build

TODAY = date(2026, 11, 20)
WEEKLY = Cadence.parse("weekly")


class HeardScreen(ThisWeekScreen):
    """Keeps what would lead to other screens."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.heard: list[Message] = []

    def on_open(self, message: Open) -> None:
        self.heard.append(message)

    def on_write_note(self, message: WriteNote) -> None:
        self.heard.append(message)

    def on_go_to_area(self, message: GoToArea) -> None:
        self.heard.append(message)


@dataclass
class Scene:
    """A network, and short ways to fill it."""

    clock: FakeClock = field(default_factory=lambda: FakeClock(FRIDAY))
    store: InMemoryStore = field(init=False)
    services: Services = field(init=False)

    def __post_init__(self) -> None:
        self.store = InMemoryStore(self.clock)
        self.services = build(self.store, clock=self.clock)

    def person(self, name: str, **over: Any) -> Contact:
        return self.services.contacts.add(make_contact(name=name, **over))

    def late(self, name: str, days: int, **over: Any) -> Contact:
        """Add someone whose weekly check-in is so many days late (to come, where negative)."""
        person = self.person(name, cadence=WEEKLY, cadence_from=date(2026, 1, 1), **over)
        on = TODAY - timedelta(days=days + 7)
        if on <= TODAY:
            self.services.log.log(
                contact_ids=[person.id], kind=InteractionKind.COFFEE, on=on, text="compilers"
            )
        return self.services.contacts.get(person.id)

    def add_follow_up(self, text: str, due_on: date, person: Contact | None = None) -> int:
        kind = FollowUpKind.SEND
        contact_id = person.id if person else None
        return self.services.follow_ups.add(contact_id=contact_id, kind=kind, text=text, due_on=due_on).id

    def full(self) -> "Scene":
        """Set the week of the pictures: something of every kind."""
        self.late("Tom Weiss", 12, company="ETH Zürich", title="Researcher", location="Zürich")
        priya = self.person(
            "Priya Raman", company="Stripe", title="Staff Engineer", emails=("priya@stripe.example",)
        )
        mika = self.person(
            "Mika Ito", company="Sony", title="kernel engineer", location="Tokyo", time_zone="Asia/Tokyo"
        )
        dana = self.person("Dana Okafor", company="Fastly", title="SRE")
        self.person(
            "Omar Aziz", birthday=PartialDate(11, 22, 1990), cadence=Cadence.parse("3 months"), company="Acme"
        )
        self.add_follow_up("Send the eBPF verifier article", TODAY, mika)
        self.add_follow_up("Tell Ana how it went with Priya", date(2026, 11, 21))
        words, thanks = "Thank Mika for the introduction to Dana", FollowUpKind.THANK_YOU
        self.services.follow_ups.add(contact_id=mika.id, kind=thanks, text=words, due_on=TODAY)
        interviews = self.services.interviews
        interview = interviews.add(priya.id, at=datetime(2026, 11, 19, 16, 30, tzinfo=UTC))
        interviews.closing.complete(interview.id, Debrief(insights=("read the incident reviews first",)))
        upcoming = interviews.add(dana.id, at=datetime(2026, 11, 23, 18, tzinfo=UTC), goal="edge work")
        for item in interviews.get(upcoming.id).items[:4]:
            interviews.preparation.tick_item(upcoming.id, item.id)
        for number in range(6):
            self.late(f"Lena Fox {number}", -4 - number % 3, company="Northwind")
        self.services.goals.add(make_goal(title="Informational interviews", target=2))
        return self

    def app(self) -> NetuiApp:
        return app_for(self.services, lambda: HeardScreen(self.services))


def due(pilot: Pilot[Any]) -> DueList:
    return pilot.app.screen.query_one(DueList)


def heard(pilot: Pilot[Any]) -> list[Message]:
    assert isinstance(pilot.app.screen, HeardScreen)
    return pilot.app.screen.heard


async def settled(pilot: Pilot[Any]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def on_row(pilot: Pilot[Any], wanted: Callable[[Any], bool]) -> Any:
    """Go to the first row of which `wanted` holds."""
    await settled(pilot)
    row = next(row for row in due(pilot).rows if not isinstance(row, Heading) and wanted(row))
    due(pilot).move_to(row.id)
    await pilot.pause()
    return row


def kind_is(kind: str) -> Callable[[Any], bool]:
    return lambda row: isinstance(row, AgendaRow) and row.kind == kind
