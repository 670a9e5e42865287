"""Closing an interview: held and told, called off, declined, deleted."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from netui.domain.errors import InvalidValueError
from netui.domain.interviews import preparation as prep
from netui.domain.interviews.interview import Interview, InterviewStatus, ItemState
from netui.domain.people.follow_up import FollowUpKind
from netui.domain.text import fold
from netui.domain.time.calendar_ends import on_clock, time_after
from netui.domain.time.working_days import add_working_days
from netui.domain.values import replace
from netui.domain.week.debrief import Debrief, tidy_debrief
from netui.services.interviews.after_interview import AfterInterview
from netui.services.interviews.interviews import Interviews
from netui.services.people.follow_ups import FollowUpService
from netui.services.people.interactions import InteractionService


class InterviewClosing:
    """Ways for a talk to end; each is one transaction with all that follows from it."""

    def __init__(self, interviews: Interviews, log: InteractionService, follow_ups: FollowUpService) -> None:
        self._interviews = interviews
        self._store = interviews.store
        self._present = interviews.present
        self._follow_ups = follow_ups
        self._after_interview = AfterInterview(self._store, self._present, log, follow_ups)

    def complete(self, interview_id: int, debrief: Debrief | None = None) -> Interview:
        """Close an interview that was held, with all that follows from it, in one transaction.

        The end is the agreed one, or now where that is earlier, or the debrief's `ended_at`; an interview
        that has not begun needs the latter. The interview is logged, the thanks are due 24 hours after its
        end, the introducer is owed thanks and news, each action and each item meant for after the interview
        becomes a follow-up, and who is to be asked next becomes a potential contact. Raises
        InvalidValueError.
        """
        tidied = tidy_debrief(debrief or Debrief())
        now = self._present.now()
        label = f"Wrap up interview with {self._interviews.name_of(self._interviews.get(interview_id))}"
        with self._store.transaction(label):
            interview = self._interviews.get(interview_id)
            self._interviews.require(interview, InterviewStatus.DONE)
            began_at, ended_at = self._held(interview, tidied.ended_at, now)
            person = (
                self._store.contacts.get(interview.contact_id) if interview.contact_id is not None else None
            )
            agreed = self._present.local(max(began_at, interview.at or began_at)).date()
            left = [
                item
                for item in interview.items
                if item.state is ItemState.OPEN and item.days_before is None and item.due_on > agreed
            ]
            done = replace(
                interview,
                status=InterviewStatus.DONE,
                at=began_at,
                ended_at=ended_at,
                closed_at=now,
                contact_name=person.name if person is not None else interview.contact_name,
                company=person.company if person is not None else interview.company,
                title=person.title if person is not None else interview.title,
                items=prep.close_open_items(interview.items, now),
                insights=tidied.insights,
                trends=tidied.trends,
                actions=tidied.actions,
                influence=tidied.influence,
                ask_next=tidied.ask_next,
            )
            self._store.interviews.save(done)
            self._after_interview.of(done)
            self._after_interview.carry_over(done, left)
            self._store.relabel(label)
        return done

    def set_debrief(self, interview_id: int, debrief: Debrief, base: Interview | None = None) -> Interview:
        """Write or change the debrief of a done interview; only new actions and new people are acted on.

        With its `base`, as it was when the edit began, lines that others wrote stay.
        """
        tidied = tidy_debrief(debrief)
        label = (
            f"Wrap-up of the interview with {self._interviews.name_of(self._interviews.get(interview_id))}"
        )
        with self._store.transaction(label):
            interview = self._interviews.get(interview_id)
            if interview.status is not InterviewStatus.DONE:
                name, status = self._interviews.name_of(interview), self._interviews.status_of(interview)
                raise InvalidValueError(f"the interview with {name} is {status}: wrap it up first")
            changed = replace(
                base or interview,
                insights=tidied.insights,
                trends=tidied.trends,
                actions=tidied.actions,
                influence=tidied.influence,
                ask_next=tidied.ask_next,
            )
            changed = self._interviews.merged(base or interview, changed, interview)
            self._store.interviews.save(changed)
            self._after_interview.plan(changed, _new(changed.actions, interview.actions))
            self._after_interview.meet(changed, _new(changed.ask_next, interview.ask_next))
            self._after_interview.retell(interview, changed)
            self._store.relabel(label)
        return changed

    def decline(self, interview_id: int) -> Interview:
        """Note that the person said no."""
        return self._close(interview_id, InterviewStatus.DECLINED, "Declined:")

    def cancel(self, interview_id: int) -> Interview:
        """Call an interview off; what was left to prepare is closed."""
        return self._close(interview_id, InterviewStatus.CANCELLED, "Cancel")

    def no_answer(self, interview_id: int) -> Interview:
        """Close a request that was never answered."""
        return self._close(interview_id, InterviewStatus.NO_ANSWER, "No answer for")

    def delete(self, interview_id: int) -> None:
        """Delete an interview and the thanks and news owed for it; the log and other follow-ups stay."""
        with self._store.transaction(
            f"Delete interview with {self._interviews.name_of(self._interviews.get(interview_id))}"
        ):
            for follow_up in self._store.follow_ups.for_interview(interview_id):
                if follow_up.is_open and follow_up.kind in {FollowUpKind.THANK_YOU, FollowUpKind.UPDATE}:
                    self._follow_ups.drop(follow_up.id)
            self._store.interviews.remove(interview_id)

    def no_show(self, interview_id: int) -> Interview:
        """Cancel an interview that the person did not come to; offering another time becomes a follow-up."""
        interview = self._interviews.get(interview_id)
        if interview.at is not None and interview.at > self._present.now():
            raise InvalidValueError(
                f"the interview with {self._interviews.name_of(interview)} is still to come"
            )
        label = f"No-show: interview with {self._interviews.name_of(interview)}"
        with self._store.transaction(label):
            closed = self.cancel(interview_id)
            person = self._store.contacts.get(closed.contact_id) if closed.contact_id is not None else None
            if person is not None:
                self._follow_ups.add(
                    contact_id=person.id,
                    kind=FollowUpKind.OTHER,
                    text=f"Offer {person.first_name} another time: the interview did not take place",
                    due_on=add_working_days(self._present.today(), 1),
                    interview_id=closed.id,
                )
            self._store.relabel(label)
        return closed

    def _held(
        self, interview: Interview, ended_at: datetime | None, now: datetime
    ) -> tuple[datetime, datetime]:
        """Return when an interview began and ended; raise InvalidValueError if it is still to come."""
        starts, ends = interview.at, interview.ends_at
        if ended_at is not None:
            if ended_at.tzinfo is None or ended_at > now:
                raise InvalidValueError("the end of an interview that was held cannot be still to come")
            ended = on_clock(ended_at, now.tzinfo)
        elif starts is None or ends is None:
            ended = now
        elif starts > now:
            name, begins = self._interviews.name_of(interview), self._present.full_moment(starts)
            raise InvalidValueError(
                f"the interview with {name} begins {begins}: move it, or say when it ended"
            )
        else:
            ended = min(ends, now)
        if starts is None or starts > ended:
            starts = time_after(ended, -timedelta(minutes=interview.minutes))
        return starts, ended

    def _close(self, interview_id: int, status: InterviewStatus, what: str) -> Interview:
        now = self._present.now()

        def closed(interview: Interview) -> Interview:
            self._interviews.require(interview, status)
            items = prep.close_open_items(interview.items, now)
            return replace(interview, status=status, closed_at=now, items=items)

        return self._interviews.change(interview_id, what, closed)


def _new(entries: Sequence[str], known: Sequence[str]) -> list[str]:
    folded = {fold(entry) for entry in known}
    return [entry for entry in entries if fold(entry) not in folded]
