"""Tells the interviews of the demo network: each step through the interview service, on its day."""

from datetime import datetime, time, timedelta
from functools import partial

from netui.data.demo_story import Prepared, Talk
from netui.data.demo_teller import Teller
from netui.domain.interviews.interview import InterviewStatus, ItemState
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.week.debrief import Debrief

_LEFT_OUT = 2
_SETTLED_AFTER = timedelta(days=5)


class TalkTeller(Teller):
    """Plans what happens around each interview; `ids` maps the keys of people to contact ids."""

    clock = time(10)

    def plan(self, talk: Talk) -> None:
        """Put an interview on the timeline, from the idea to the thanks."""
        self._time.on(talk.noted_on, self.clock, partial(self._note, talk))

    def _note(self, talk: Talk) -> None:
        talk_id = self._services.interviews.add(
            self._people[talk.who], minutes=talk.minutes, medium=talk.medium, place=talk.place, goal=talk.goal
        ).id
        steps = (
            (talk.asked_on, self._ask),
            (talk.also_asked_on, self._also_ask),
            (talk.second_try_on, self._try_again),
            (talk.booked_on, self._book),
            (talk.closed_on, self._close),
        )
        for hours, (day, step) in enumerate(steps):
            if day is not None:
                self._time.on(day, time(11 + hours), partial(step, talk, talk_id))

    def _ask(self, talk: Talk, talk_id: int) -> None:
        self._services.interviews.ask(talk_id)
        if talk.request:
            self._write(talk, talk_id, talk.request)

    def _also_ask(self, _talk: Talk, talk_id: int) -> None:
        self._services.interviews.also_asked(talk_id)

    def _try_again(self, talk: Talk, talk_id: int) -> None:
        self._services.interviews.second_try(talk_id)
        self._write(talk, talk_id, "A second, shorter try; no answer needed if it does not suit.")

    def _write(self, talk: Talk, talk_id: int, text: str) -> None:
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

    def _book(self, talk: Talk, talk_id: int) -> None:
        assert talk.starts_at is not None, f"the talk with {talk.who} is booked and has no time"
        self._services.interviews.schedule(talk_id, talk.starts_at, checklist=talk.checklist)
        self._services.interviews.preparation.choose_questions(talk_id, list(talk.questions))
        for prepared in talk.prep:
            self._time.on(prepared.on, time(17), partial(self._prepare, prepared, talk_id))
        if talk.status is InterviewStatus.DONE:
            self._time.at(talk.starts_at - timedelta(hours=2), partial(self._prepare_well, talk_id))
            ended_at = talk.starts_at + timedelta(minutes=talk.minutes)
            self._time.at(ended_at + timedelta(minutes=20), partial(self._complete, talk, talk_id, ended_at))

    def _prepare(self, prepared: Prepared, talk_id: int) -> None:
        match prepared.what:
            case "tick":
                self._services.interviews.preparation.tick_item(talk_id, prepared.item)
            case "skip":
                self._services.interviews.preparation.skip_item(talk_id, prepared.item)
            case _:
                self._services.interviews.preparation.edit_item(
                    talk_id, prepared.item, due_on=prepared.due_on
                )

    def _prepare_well(self, talk_id: int) -> None:
        """Tick the checklist but for its last lines, as people do on the day of an interview."""
        items = self._services.interviews.get(talk_id).items
        for item in items[: len(items) - _LEFT_OUT]:
            if item.state is ItemState.OPEN:
                self._services.interviews.preparation.tick_item(talk_id, item.id)

    def _complete(self, talk: Talk, talk_id: int, ended_at: datetime) -> None:
        chosen = self._services.interviews.get(talk_id).questions
        for question, answer in zip(chosen, talk.questions.values(), strict=True):
            if answer:
                self._services.interviews.preparation.answer(talk_id, question.id, answer)
        self._services.interviews.closing.complete(talk_id, Debrief(**talk.told))
        if talk.thanked_after is not None:
            thanked_at = ended_at + timedelta(hours=talk.thanked_after)
            self._time.at(thanked_at, partial(self._thank, talk))
            self._time.at(thanked_at + _SETTLED_AFTER, partial(self._settle, talk_id))

    def _thank(self, talk: Talk) -> None:
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

    def _close(self, talk: Talk, talk_id: int) -> None:
        match talk.status:
            case InterviewStatus.DECLINED:
                self._services.interviews.closing.decline(talk_id)
            case InterviewStatus.CANCELLED:
                self._services.interviews.closing.cancel(talk_id)
            case _:
                self._services.interviews.closing.no_answer(talk_id)
