"""The demo network: made up, lived through the real services day by day, and alive whatever day it is."""

from collections.abc import Sequence
from datetime import datetime, time, tzinfo
from functools import partial

from netui.data.demo_giving import GivingTeller
from netui.data.demo_groups import GroupTeller
from netui.data.demo_journal import JournalTeller
from netui.data.demo_plan import PlanTeller
from netui.data.demo_story import Person, Promised, Remark, Turned, read_interviews, read_log, read_people
from netui.data.demo_talks import TalkTeller
from netui.data.demo_time import Timeline
from netui.data.demo_upkeep import UpkeepTeller
from netui.data.loading import load_checklists, load_prompts, load_questions
from netui.domain.config import Config
from netui.domain.interviews.preparation import ChecklistTemplate, Question
from netui.domain.journal.reflection import Prompt
from netui.domain.people.cadence import Cadence, RuleScope
from netui.domain.people.contact import Position, Stage
from netui.domain.plan.goal import Measure, Period
from netui.domain.values import replace
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
        calendar = self._time.calendar
        self._time.at(self._time.start, self._begin)
        for person in read_people(calendar):
            self._time.on(person.entered_on, time(8), partial(self._enter, person))
        for index, entry in enumerate(read_log(calendar)):
            self._plan(entry, index)
        interviews = TalkTeller(self._time, self._services, self._ids)
        for interview in read_interviews(calendar):
            interviews.plan(interview)
        for teller in (PlanTeller, GroupTeller, GivingTeller, UpkeepTeller, JournalTeller):
            teller(self._time, self._services, self._ids).tell()
        self._time.run(self._store)

    def _begin(self) -> None:
        for scope, value, every in _RULES:
            self._services.cadences.set_rule(scope, value, Cadence.parse(every))
        self._services.goals.add(
            "One talk a month",
            measure=Measure.TALKS,
            target=1,
            period=Period.MONTH,
            aspiration="Know the work before I choose it",
            motive="No advertisement says what the third year is like",
        )

    def _enter(self, person: Person) -> None:
        introducer = self._ids[person.introduced_by] if person.introduced_by else None
        contact = replace(person.contact, introduced_by=introducer)
        named = next((row.id for row in self._store.contacts.rows() if row.name == contact.name), None)
        if named is None:
            self._ids[person.key] = self._services.contacts.add(contact).id
            return
        # Named in an interview before: completing it has entered the name already.
        base = self._services.contacts.get(named)
        filled = replace(contact, id=base.id, uid=base.uid, created_at=base.created_at)
        self._ids[person.key] = self._services.contacts.edit(base, filled).id

    def _plan(self, entry: Remark | Promised | Turned, index: int) -> None:
        match entry:
            case Remark():
                clock = time(9 + index * 5 % 9, index * 7 % 12 * 5)
                self._time.on(entry.on, clock, partial(self._say, entry))
            case Promised():
                self._time.on(entry.on, time(18, 30), partial(self._follow_up, entry))
            case Turned():
                self._time.on(entry.on, time(19), partial(self._turn, entry))

    def _say(self, remark: Remark) -> None:
        self._services.log.log(
            contact_ids=[self._ids[key] for key in remark.who],
            kind=remark.kind,
            on=remark.on,
            at=self._time.clock.now(),
            direction=remark.direction,
            text=remark.text,
        )

    def _follow_up(self, promised: Promised) -> None:
        follow_up = self._services.follow_ups.add(
            contact_id=self._ids[promised.who],
            kind=promised.kind,
            text=promised.text,
            due_on=promised.due_on,
            about_id=self._ids[promised.about] if promised.about else None,
        )
        if promised.kept_on is not None:
            self._time.on(promised.kept_on, time(20), partial(self._services.follow_ups.done, follow_up.id))

    def _turn(self, turned: Turned) -> None:
        who = self._ids[turned.who]
        match turned.what:
            case "stage":
                self._services.contacts.set_stage([who], Stage(turned.value))
            case "archive":
                self._services.contacts.archive([who])
            case "pause":
                self._services.cadences.pause([who], paused=True)
            case _:
                title, company = turned.value.split(" @ ")
                month = f"{turned.on:%Y-%m}"
                before = self._services.contacts.get(who)
                now_held = Position(title, company, month)
                ended = tuple(replace(old, until=old.until or month) for old in before.positions)
                self._services.contacts.edit(before, replace(before, positions=(now_held, *ended)))
