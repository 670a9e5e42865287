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


class InterviewTeller(Teller):
    """Plans what happens around each interview."""

    clock = time(10)

    def tell(self) -> None:
        """Put each interview on the timeline, from the idea to the thanks."""
        for table in read_part("talks")["talk"]:
            interview = convert({**table, "debrief": table}, PlannedInterview)
            noted = interview.asked if interview.noted is None else interview.noted
            assert noted is not None, f"the interview with {interview.who} begins on no day"
            self._time.on(self._time.calendar.workday(noted), self.clock, partial(self._note, interview))

    def _note(self, interview: PlannedInterview) -> None:
        interview_id = self._services.interviews.add(
            self._people[interview.who],
            minutes=interview.minutes,
            medium=interview.medium,
            place=interview.place,
            goal=interview.goal,
        ).id
        steps = (
            (interview.asked, self._ask),
            (interview.also_asked, self._also_ask),
            (interview.second_try, self._try_again),
            (interview.booked, self._book),
            (interview.closed, self._close),
        )
        for hours, (days, step) in enumerate(steps):
            if days is not None:
                day = self._time.calendar.workday(days)
                self._time.on(day, time(11 + hours), partial(step, interview, interview_id))

    def _ask(self, interview: PlannedInterview, interview_id: int) -> None:
        self._services.interviews.ask(interview_id)
        if interview.request:
            self._write(interview, interview_id, interview.request)

    def _also_ask(self, _interview: PlannedInterview, interview_id: int) -> None:
        self._services.interviews.also_asked(interview_id)

    def _try_again(self, interview: PlannedInterview, interview_id: int) -> None:
        self._services.interviews.second_try(interview_id)
        self._write(interview, interview_id, "A second, shorter try; no answer needed if it does not suit.")

    def _write(self, interview: PlannedInterview, interview_id: int, text: str) -> None:
        now = self._time.clock.now()
        self._services.log.log(
            contact_ids=[self._people[interview.who]],
            kind=InteractionKind.EMAIL,
            on=self._time.calendar.local(now).date(),
            at=now,
            direction=Direction.GAVE,
            text=text,
            interview_id=interview_id,
        )

    def _book(self, interview: PlannedInterview, interview_id: int) -> None:
        preparation = self._services.interviews.preparation
        starts_at = self._start(interview)
        self._services.interviews.schedule(interview_id, starts_at, checklist=interview.checklist)
        preparation.choose_questions(interview_id, list(interview.questions))
        for line in interview.prep:
            day, what, item, *due = line.split()
            self._time.on(
                self._day(day), time(17), partial(self._prepare, interview_id, what, int(item), due)
            )
        if interview.debrief.insights:
            self._time.at(starts_at - timedelta(hours=2), partial(self._prepare_well, interview_id))
            ended_at = starts_at + timedelta(minutes=interview.minutes)
            self._time.at(
                ended_at + timedelta(minutes=20), partial(self._complete, interview, interview_id, ended_at)
            )

    def _start(self, interview: PlannedInterview) -> datetime:
        calendar = self._time.calendar
        if interview.at:
            return calendar.at(
                calendar.workday(interview.on, exact_from=-10), time.fromisoformat(interview.at)
            )
        return calendar.hours_ago(interview.ended_hours_ago) - timedelta(minutes=interview.minutes)

    def _prepare(self, interview_id: int, what: str, item: int, due: Sequence[str]) -> None:
        preparation = self._services.interviews.preparation
        match what:
            case "tick":
                preparation.tick_item(interview_id, item)
            case "skip":
                preparation.skip_item(interview_id, item)
            case _:
                preparation.edit_item(interview_id, item, due_on=self._day(due[0]))

    def _prepare_well(self, interview_id: int) -> None:
        """Tick the checklist but for its last lines, as people do on the day of an interview."""
        items = self._services.interviews.get(interview_id).items
        for item in items[: len(items) - _LEFT_OUT]:
            if item.state is ItemState.OPEN:
                self._services.interviews.preparation.tick_item(interview_id, item.id)

    def _complete(self, interview: PlannedInterview, interview_id: int, ended_at: datetime) -> None:
        chosen = self._services.interviews.get(interview_id).questions
        for question, answer in zip(chosen, interview.questions.values(), strict=True):
            if answer:
                self._services.interviews.preparation.answer(interview_id, question.id, answer)
        self._services.interviews.closing.complete(interview_id, interview.debrief)
        if interview.thanked is not None:
            thanked_at = ended_at + timedelta(hours=interview.thanked)
            self._time.at(thanked_at, partial(self._thank, interview))
            self._time.at(thanked_at + _SETTLED_AFTER, partial(self._settle, interview_id))

    def _thank(self, interview: PlannedInterview) -> None:
        """Thank the person, and the one who introduced them."""
        for follow_up in self._services.follow_ups.for_contact(self._people[interview.who]):
            if follow_up.is_open and follow_up.kind is FollowUpKind.THANK_YOU:
                self._services.follow_ups.done(follow_up.id)

    def _settle(self, interview_id: int) -> None:
        """Keep what else was promised, news to the introducer included."""
        for follow_up in self._services.follow_ups.open():
            if follow_up.interview_id == interview_id:
                self._services.follow_ups.done(follow_up.id)
                if follow_up.kind is FollowUpKind.UPDATE:
                    self._tell_news(follow_up)

    def _tell_news(self, follow_up: FollowUp) -> None:
        if follow_up.contact_id is None:
            return
        now = self._time.clock.now()
        self._services.log.log(
            contact_ids=[follow_up.contact_id],
            kind=InteractionKind.MESSAGE,
            on=self._time.calendar.local(now).date(),
            at=now,
            direction=Direction.GAVE,
            text=follow_up.text.replace("Tell ", "Told ", 1),
        )

    def _close(self, interview: PlannedInterview, interview_id: int) -> None:
        match interview.status:
            case InterviewStatus.DECLINED:
                self._services.interviews.closing.decline(interview_id)
            case InterviewStatus.CANCELLED:
                self._services.interviews.closing.cancel(interview_id)
            case _:
                self._services.interviews.closing.no_answer(interview_id)
