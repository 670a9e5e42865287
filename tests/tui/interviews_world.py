"""A small world of interviews for the tests of their screens, and an app that notes what it is asked for."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.services.services import Services
from netui.tui.interviews.complete_screen import CompleteScreen
from netui.tui.interviews.form_screen import InterviewFormScreen
from netui.tui.interviews.list_screen import InterviewsScreen
from netui.tui.interviews.questions_screen import QuestionsScreen
from netui.tui.interviews.rehearsal_screen import RehearsalScreen
from netui.tui.interviews.talk_mode_screen import TalkModeScreen
from netui.tui.look.messages import WriteNote
from netui.tui.shell.app import Area, NetuiApp, Routes
from tests.factories import make_contact
from tests.fakes import FakeClock, FakeDrafts, InMemoryStore
from tests.tui.conftest import UTF8
from tests.tui.services_builder import FRIDAY, app_for, build

MONDAY_EVENING = datetime(2026, 11, 23, 18, tzinfo=UTC)
"""Monday 23 November, 19:00 in Zurich and 11:00 in Denver."""


class World:
    """Services over memory, the people in them, and the notes that were asked for."""

    def __init__(self, drafts: FakeDrafts | None = None) -> None:
        self.clock = FakeClock(FRIDAY)
        self.store = InMemoryStore(self.clock)
        self.drafts = FakeDrafts() if drafts is None else drafts
        self.services: Services = build(self.store, clock=self.clock, drafts=self.drafts)
        self.notes: list[WriteNote] = []
        self.asked_for: list[tuple[str, tuple[int, ...]]] = []
        self.dana = self.person("Dana Okafor", "SRE", "Fastly", time_zone="America/Denver")

    @property
    def interviews(self) -> Any:
        return self.services.interviews

    def person(self, name: str, title: str = "", company: str = "", **over: Any) -> int:
        made = make_contact(name=name, title=title, company=company, **over)
        return self.services.contacts.add(made).id

    def scheduled(self, contact_id: int | None = None, **over: Any) -> Interview:
        values: dict[str, Any] = {"at": MONDAY_EVENING, "goal": "Is edge work a way in?", **over}
        made: Interview = self.interviews.add(
            contact_id or self.dana, status=InterviewStatus.SCHEDULED, **values
        )
        return made

    def asked(self, name: str, on: date) -> Interview:
        idea = self.interviews.add(self.person(name))
        made: Interview = self.interviews.ask(idea.id, on)
        return made

    def held(self, contact_id: int | None = None) -> Interview:
        """Return an interview that ended three hours ago, completed."""
        interview = self.scheduled(contact_id, at=self.clock.now() - timedelta(hours=3, minutes=30))
        done: Interview = self.interviews.closing.complete(interview.id)
        return done

    def get(self, interview_id: int) -> Interview:
        interview: Interview = self.interviews.get(interview_id)
        return interview

    def app(self, factory: Any = None) -> NetuiApp:
        services = self.services
        routes = Routes(
            open={
                "interview-new": lambda key: InterviewFormScreen(services, contact_id=int(key)),
                "interview-form": lambda key: InterviewFormScreen(services, interview_id=int(key)),
                "questions": lambda key: QuestionsScreen(services, int(key)),
                "talk": lambda key: TalkModeScreen(services, int(key)),
                "rehearsal": lambda key: RehearsalScreen(services, int(key)),
                "complete": lambda key: CompleteScreen(services, int(key)),
            },
            person={"before": lambda _app, ids: self.asked_for.append(("before", ids))},
            write_note=self.notes.append,
        )
        make = factory or (lambda: InterviewsScreen(services))
        shell = app_for(services, make).shell
        return NetuiApp(
            shell, [Area("interviews", "Interviews", make)], routes, environment=UTF8, watch_signals=False
        )


async def type_text(pilot: Any, text: str) -> None:
    """Type a text key by key."""
    names = {" ": "space", "\n": "enter"}
    await pilot.press(*(names.get(letter, letter) for letter in text))
    await pilot.pause()
