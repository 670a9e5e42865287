"""The demo network: made up, lived through the real services day by day, and alive whatever day it is."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from netui.data.demo_giving import GivingTeller
from netui.data.demo_groups import GroupTeller
from netui.data.demo_interviews import InterviewTeller
from netui.data.demo_journal import JournalTeller
from netui.data.demo_people import LogTeller, PeopleTeller
from netui.data.demo_plan import PlanTeller
from netui.data.demo_time import Timeline
from netui.data.demo_upkeep import UpkeepTeller
from netui.data.loading import load_checklists, load_prompts, load_questions
from netui.domain.config import Config
from netui.domain.interviews.preparation import ChecklistTemplate, Question
from netui.domain.journal.reflection import Prompt
from netui.domain.people.cadence import Cadence, RuleScope
from netui.domain.people.contact import Stage
from netui.domain.plan.goal import Goal, Measure, Period
from netui.services.all_ports import Ports
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.services import Services

DEMO_NAME = "Jo"
"""Whose network it is; notes are signed with it."""

_RULES = (
    (RuleScope.TAG, "close", "6 weeks"),
    (RuleScope.TAG, "mentor", "month"),
    (RuleScope.TAG, "alumni", "6 months"),
    (RuleScope.STAGE, Stage.ACTIVE, "3 months"),
)
_TELLERS = (
    PeopleTeller,
    LogTeller,
    InterviewTeller,
    PlanTeller,
    GroupTeller,
    GivingTeller,
    UpkeepTeller,
    JournalTeller,
)
"""Where two things happen at the same instant, the one of the earlier teller comes first."""


def build_demo(store: Store, now: datetime, zone: tzinfo) -> None:
    """Fill an empty store with the demo network as of `now`, on a clock in `zone`.

    Everything is dated relative to `now` (aware), so that the same instant gives the same people. It takes
    one transaction for each month of the story, and one for each of the last days.
    """
    _Builder(store, now, zone).build()


class _DemoPorts(Ports):
    """The store and the time of the story; nothing else outside is used."""

    def __init__(self, store: Store, present: Present) -> None:
        self.store = store
        self.present = present
        self.config = Config()

    def checklists(self) -> Sequence[ChecklistTemplate]:
        """Return the built-in checklists."""
        return load_checklists()

    def questions(self) -> Sequence[Question]:
        """Return the built-in questions."""
        return load_questions()

    def prompts(self) -> Sequence[Prompt]:
        """Return the built-in prompts."""
        return load_prompts()


class _Builder:
    """Lays every step of the story on one line of time, then takes them in order."""

    def __init__(self, store: Store, now: datetime, zone: tzinfo) -> None:
        self._store = store
        self._time = Timeline(now, zone)
        self._services = Services(_DemoPorts(store, Present(self._time.clock, zone)))
        self._ids: dict[str, int] = {}

    def build(self) -> None:
        """Live through the story."""
        self._time.at(self._time.start, self._begin)
        for teller in _TELLERS:
            teller(self._time, self._services, self._ids).tell()
        self._time.run(self._store)

    def _begin(self) -> None:
        for scope, value, every in _RULES:
            self._services.cadences.set_rule(scope, value, Cadence.parse(every))
        goal = Goal(
            id=0,
            uid="",
            title="One talk a month",
            measure=Measure.TALKS,
            target=1,
            period=Period.MONTH,
            aspiration="Know the work before I choose it",
            motive="No advertisement says what the third year is like",
        )
        self._services.goals.add(goal)
