"""Interviews on the agenda: asked for, prepared, to come, and to tell of."""

from collections.abc import Callable, Iterator
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from netui.domain.counted import counted
from netui.domain.interviews.interview import Interview, InterviewStatus, ItemState
from netui.domain.interviews.rules import (
    RequestStep,
    days_waiting,
    needs_outcome,
    request_step,
    waited_twice,
)
from netui.domain.people.interaction import InteractionKind
from netui.domain.text import shortened
from netui.domain.values import replace
from netui.domain.week.agenda import (
    AgendaRow,
    InterviewAhead,
    InterviewOver,
    Lead,
    Preparation,
    PrepItem,
    RequestWaiting,
    RowKind,
    ToArea,
    ToDialog,
    ToScreen,
    Verb,
    day_words,
)
from netui.services.agenda_source import AgendaSource, Changed, shown_rows
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.week.sources import about_person

if TYPE_CHECKING:
    from netui.services.interviews.service import InterviewService

InterviewSubject = InterviewAhead | InterviewOver | PrepItem | Preparation | RequestWaiting
_DONE_WORDS: dict[type[InterviewSubject], str] = {
    InterviewAhead: "wrap up",
    InterviewOver: "say how it went",
    PrepItem: "tick",
    Preparation: "tick",
    RequestWaiting: "next step",
}


class InterviewAgenda(AgendaSource[InterviewSubject]):
    """Interviews: asked for, prepared, held, and told of."""

    subjects = (InterviewAhead, InterviewOver, PrepItem, Preparation, RequestWaiting)

    def __init__(self, store: Store, present: Present, interviews: Callable[[], "InterviewService"]) -> None:
        self._store = store
        self._present = present
        self._interviews = interviews

    def done(
        self, _row: AgendaRow, subject: InterviewSubject, _kind: InteractionKind | None = None
    ) -> Interview | None:
        """Tick the item, or note the next step of a request."""
        interviews = self._interviews()
        if isinstance(subject, PrepItem):
            return interviews.preparation.tick_item(*subject)
        if isinstance(subject, RequestWaiting):
            steps = {
                RequestStep.ASK_ELSE: interviews.also_asked,
                RequestStep.RESEND: interviews.second_try,
                RequestStep.CLOSE: interviews.closing.no_answer,
            }
            return steps[subject.step](subject.interview_id)
        return None

    def skip(self, row: AgendaRow, subject: InterviewSubject) -> Interview | None:
        """Leave an item out, or a step of a request."""
        if isinstance(subject, PrepItem):
            return self._interviews().preparation.skip_item(*subject)
        super().skip(row, subject)
        return self._store.interviews.get(subject.interview_id)

    def snooze(self, row: AgendaRow, subject: InterviewSubject, until: date) -> Changed:
        """Move an item of the checklist, so that it moves along with the interview; snooze all else."""
        if isinstance(subject, PrepItem):
            return self._interviews().preparation.snooze_item(*subject, until)
        return super().snooze(row, subject, until)

    def leads(self, verb: Verb, _row: AgendaRow, subject: InterviewSubject) -> Lead | None:
        """Show the interview or its form; ask how it went, or what the request needs."""
        if verb is Verb.EDIT:
            return ToScreen("interview-form", subject.interview_id)
        if isinstance(subject, InterviewOver):
            return ToDialog("outcome")
        if verb is Verb.OPEN:
            return ToArea("interviews", str(subject.interview_id))
        if isinstance(subject, InterviewAhead):
            return ToScreen("complete", subject.interview_id)
        return ToDialog("request") if isinstance(subject, RequestWaiting) else None

    def why_not(self, verb: Verb, row: AgendaRow, subject: InterviewSubject) -> str:
        """Say what to do instead with an interview that has its date, or with several items at once."""
        if verb in {Verb.SNOOZE, Verb.SKIP} and len(row.items) > 1:
            command = f"`netui {verb} {row.acted_on.id}`"
            items = counted(len(row.items), "item")
            return f"{items} are folded into this row. Right unfolds it; or {command} names one."
        whole = isinstance(subject, InterviewAhead | InterviewOver)
        if verb is Verb.DONE and whole:
            command = f"`netui interview done {subject.interview_id}`"
            return f"An interview is wrapped up with its own command: {command}, or c on it."
        if verb is Verb.SNOOZE and isinstance(subject, InterviewAhead):
            return "An interview can't be snoozed. Move it to another time: e on it."
        item = row.acted_on
        if verb is Verb.SNOOZE and self._is_last_day(item):
            return f"“{shortened(item.text)}” is for the day of the interview. Tick it or skip it."
        if verb is Verb.SKIP and whole:
            return "An interview can't be skipped. Move or cancel it (e), or wrap it up (space)."
        return super().why_not(verb, row, subject)

    def _is_last_day(self, row: AgendaRow) -> bool:
        """Whether a row is an item of a checklist for which no later day is left before the interview."""
        subject = row.subject
        interview = (
            self._store.interviews.get(subject.interview_id) if isinstance(subject, PrepItem) else None
        )
        if interview is None or interview.at is None:
            return False
        day = self._present.local(interview.at).date()
        return row.due_on <= day <= max(row.due_on, self._present.today())

    def done_word(self, _row: AgendaRow, subject: InterviewSubject) -> str:
        """Return what is done with each of them."""
        return _DONE_WORDS[type(subject)]

    def rows(self, last: date) -> Iterator[AgendaRow]:  # noqa: ARG002
        """Yield interviews to come with their preparation, those to tell of, and requests that wait."""
        for interview in self._store.interviews.all():
            if interview.status is InterviewStatus.SCHEDULED:
                yield from self._scheduled(interview)
            elif interview.status is InterviewStatus.ASKED:
                today = self._present.today()
                step = request_step(interview, today)
                if step is not RequestStep.NONE:
                    row = self._request(interview, step)
                    skipped = step is RequestStep.RESEND and self._is_dismissed(row.id)
                    if skipped and interview.asked_on and waited_twice(interview.asked_on, today):
                        row = self._request(interview, RequestStep.CLOSE)
                    yield row

    def _scheduled(self, interview: Interview) -> Iterator[AgendaRow]:
        if interview.at is None:
            return
        starts = self._present.local(interview.at)
        today = self._present.today()
        row = self._store.contacts.row(interview.contact_id) if interview.contact_id else None
        who = row.name if row else interview.contact_name
        when = f"{day_words(starts.date(), today)} {starts:%H:%M}"
        held = AgendaRow(
            id=f"outcome:{interview.id}:{starts:%Y-%m-%d}",
            kind=RowKind.OUTCOME,
            subject=InterviewOver(interview.id),
            due_on=today,
            text="did it happen?",
            contact_id=row.id if row else None,
            who=who,
            about=row.company if row else "",
            why=f"the interview of {when} is over: did it happen, was it moved or cancelled?",
        )
        if needs_outcome(interview, self._present.now()):
            yield replace(held, since=starts.date())
            return
        length = f"{interview.minutes} minutes, {interview.medium}"
        about = f"for {day_words(starts.date(), today)}"
        yield replace(
            held,
            id=str(interview.id),
            kind=RowKind.INTERVIEW,
            subject=InterviewAhead(interview.id),
            due_on=max(starts.date(), today),
            due_at=starts,
            text=interview.goal or length,
            about=about_person(row) if row else "",
            why=f"{length}; prep {interview.prep_done} of {interview.prep_total} done",
        )
        items = [
            replace(
                held,
                id=f"prep:{interview.id}:{item.id}",
                kind=RowKind.PREP,
                subject=PrepItem(interview.id, item.id),
                due_on=item.due_on,
                text=item.text,
                about=about,
                why=f"prepares the interview of {when} with {who}",
            )
            for item in interview.items
            if item.state is ItemState.OPEN
        ]
        shown = tuple(sorted(shown_rows(items, self._store.preferences.load()), key=attrgetter("due_on")))
        if not shown:
            return
        due = sum(1 for item in shown if item.due_on <= today)
        yield replace(
            held,
            id=f"prep:{interview.id}",
            kind=RowKind.PREP,
            subject=Preparation(interview.id),
            due_on=shown[0].due_on,
            text=f"{interview.prep_done} of {interview.prep_total}" + (f", {due} due" if due else ""),
            about=about,
            why=f"next: {shown[0].text}",
            items=shown,
        )

    def _request(self, interview: Interview, step: RequestStep) -> AgendaRow:
        row = self._store.contacts.row(interview.contact_id) if interview.contact_id else None
        today = self._present.today()
        second = " to the second try" if interview.second_try_on else ""
        words = {
            RequestStep.ASK_ELSE: "no answer yet: ask someone else as well",
            RequestStep.RESEND: "no answer yet: one more gentle try",
            RequestStep.CLOSE: f"no answer{second}: close it",
        }
        waited = days_waiting(interview, today)
        return AgendaRow(
            id=f"request:{interview.id}:{step}:{interview.asked_on}",
            kind=RowKind.REQUEST,
            subject=RequestWaiting(interview.id, step),
            due_on=today,
            text=words[step],
            contact_id=row.id if row else None,
            who=row.name if row else interview.contact_name,
            about=row.company if row else "",
            why=f"asked for an interview; {waited} working days without an answer",
        )
