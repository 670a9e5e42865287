"""Tells the interviews of the demo network: each step through the interview service, on its day."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial

from msgspec import Struct, convert, field

from netui.data.demo_teller import Teller, read_part
from netui.domain.interviews.interview import InterviewStatus, ItemState, Medium
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.week.debrief import Debrief

_LEFT_OUT = 2
_SETTLED_AFTER = timedelta(days=5)


class PlannedInterview(Struct, frozen=True, kw_only=True):
    """One informational interview, as its file tells it; days count from today."""

    who: str
    goal: str
    minutes: int = 30
    medium: Medium = Medium.VIDEO
    place: str = ""
    checklist: str | None = None
    status: InterviewStatus | None = None
    noted: int | str | None = None
    asked: int | str | None = None
    also_asked: int | str | None = None
    second_try: int | str | None = None
    booked: int | str | None = None
    closed: int | str | None = None
    on: int | str = 0
    at: str = ""
    ended_hours_ago: int = 0
    thanked: int | None = None
    request: str = ""
    prep: tuple[str, ...] = ()
    questions: dict[str, str] = field(default_factory=dict)
    debrief: Debrief = Debrief()


class TalkTeller(Teller):
    """Plans what happens around each interview."""

    clock = time(10)

    def tell(self) -> None:
        """Put each interview on the timeline, from the idea to the thanks."""
        for table in read_part("talks")["talk"]:
            talk = convert({**table, "debrief": table}, PlannedInterview)
            noted = talk.asked if talk.noted is None else talk.noted
            assert noted is not None, f"the talk with {talk.who} begins on no day"
            self._time.on(self._time.calendar.workday(noted), self.clock, partial(self._note, talk))

    def _note(self, talk: PlannedInterview) -> None:
        talk_id = self._services.interviews.add(
            self._people[talk.who], minutes=talk.minutes, medium=talk.medium, place=talk.place, goal=talk.goal
        ).id
        steps = (
            (talk.asked, self._ask),
            (talk.also_asked, self._also_ask),
            (talk.second_try, self._try_again),
            (talk.booked, self._book),
            (talk.closed, self._close),
        )
        for hours, (days, step) in enumerate(steps):
            if days is not None:
                day = self._time.calendar.workday(days)
                self._time.on(day, time(11 + hours), partial(step, talk, talk_id))

    def _ask(self, talk: PlannedInterview, talk_id: int) -> None:
        self._services.interviews.ask(talk_id)
        if talk.request:
            self._write(talk, talk_id, talk.request)

    def _also_ask(self, _talk: PlannedInterview, talk_id: int) -> None:
        self._services.interviews.also_asked(talk_id)

    def _try_again(self, talk: PlannedInterview, talk_id: int) -> None:
        self._services.interviews.second_try(talk_id)
        self._write(talk, talk_id, "A second, shorter try; no answer needed if it does not suit.")

    def _write(self, talk: PlannedInterview, talk_id: int, text: str) -> None:
        now = self._time.clock.now()
        self._services.log.log(
            contact_ids=[self._people[talk.who]],
            kind=InteractionKind.EMAIL,
            on=self._time.calendar.local(now).date(),
            at=now,
            direction=Direction.GAVE,
            text=text,
            interview_id=talk_id,
        )

    def _book(self, talk: PlannedInterview, talk_id: int) -> None:
        preparation = self._services.interviews.preparation
        starts_at = self._start(talk)
        self._services.interviews.schedule(talk_id, starts_at, checklist=talk.checklist)
        preparation.choose_questions(talk_id, list(talk.questions))
        for line in talk.prep:
            day, what, item, *due = line.split()
            self._time.on(self._day(day), time(17), partial(self._prepare, talk_id, what, int(item), due))
        if talk.debrief.insights:
            self._time.at(starts_at - timedelta(hours=2), partial(self._prepare_well, talk_id))
            ended_at = starts_at + timedelta(minutes=talk.minutes)
            self._time.at(ended_at + timedelta(minutes=20), partial(self._complete, talk, talk_id, ended_at))

    def _start(self, talk: PlannedInterview) -> datetime:
        calendar = self._time.calendar
        if talk.at:
            return calendar.at(calendar.workday(talk.on, exact_from=-10), time.fromisoformat(talk.at))
        return calendar.hours_ago(talk.ended_hours_ago) - timedelta(minutes=talk.minutes)

    def _prepare(self, talk_id: int, what: str, item: int, due: Sequence[str]) -> None:
        preparation = self._services.interviews.preparation
        match what:
            case "tick":
                preparation.tick_item(talk_id, item)
            case "skip":
                preparation.skip_item(talk_id, item)
            case _:
                preparation.edit_item(talk_id, item, due_on=self._day(due[0]))

    def _prepare_well(self, talk_id: int) -> None:
        """Tick the checklist but for its last lines, as people do on the day of an interview."""
        items = self._services.interviews.get(talk_id).items
        for item in items[: len(items) - _LEFT_OUT]:
            if item.state is ItemState.OPEN:
                self._services.interviews.preparation.tick_item(talk_id, item.id)

    def _complete(self, talk: PlannedInterview, talk_id: int, ended_at: datetime) -> None:
        chosen = self._services.interviews.get(talk_id).questions
        for question, answer in zip(chosen, talk.questions.values(), strict=True):
            if answer:
                self._services.interviews.preparation.answer(talk_id, question.id, answer)
        self._services.interviews.closing.complete(talk_id, talk.debrief)
        if talk.thanked is not None:
            thanked_at = ended_at + timedelta(hours=talk.thanked)
            self._time.at(thanked_at, partial(self._thank, talk))
            self._time.at(thanked_at + _SETTLED_AFTER, partial(self._settle, talk_id))

    def _thank(self, talk: PlannedInterview) -> None:
        """Thank the person, and the one who introduced them."""
        for promise in self._services.follow_ups.for_contact(self._people[talk.who]):
            if promise.is_open and promise.kind is FollowUpKind.THANK_YOU:
                self._services.follow_ups.done(promise.id)

    def _settle(self, talk_id: int) -> None:
        """Keep what else was promised, news to the introducer included."""
        for promise in self._services.follow_ups.open():
            if promise.interview_id == talk_id:
                self._services.follow_ups.done(promise.id)
                if promise.kind is FollowUpKind.UPDATE:
                    self._tell_news(promise)

    def _tell_news(self, promise: FollowUp) -> None:
        if promise.contact_id is None:
            return
        now = self._time.clock.now()
        self._services.log.log(
            contact_ids=[promise.contact_id],
            kind=InteractionKind.MESSAGE,
            on=self._time.calendar.local(now).date(),
            at=now,
            direction=Direction.GAVE,
            text=promise.text.replace("Tell ", "Told ", 1),
        )

    def _close(self, talk: PlannedInterview, talk_id: int) -> None:
        match talk.status:
            case InterviewStatus.DECLINED:
                self._services.interviews.closing.decline(talk_id)
            case InterviewStatus.CANCELLED:
                self._services.interviews.closing.cancel(talk_id)
            case _:
                self._services.interviews.closing.no_answer(talk_id)
