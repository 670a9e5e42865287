"""What a key on a row of the agenda asks before a service acts."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.rules import Outcome, RequestStep
from netui.domain.people.contact import ContactRow
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import InteractionKind
from netui.domain.time.dates import at_zone, clock_note, echo, full_day
from netui.domain.week.agenda import (
    AgendaRow,
    CheckIn,
    EventDay,
    FollowUpDue,
    GoalPeriod,
    InterviewOver,
    IntroductionAsked,
    Lead,
    MeetingDue,
    RequestWaiting,
    RowKind,
    ToArea,
    ToDialog,
    Verb,
    day_words,
)
from netui.services.services import Services
from netui.tui.look.messages import GoToArea, Open, PersonAction, WriteNote
from netui.tui.modals.ask import ConfirmModal, PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.sections.agenda_dialogs import Act, change_follow_up, mentor_asked, next_step
from netui.tui.sections.answers import Answers
from netui.tui.sections.keep_in_touch import offer_to_keep_in_touch
from netui.tui.sections.sent_by import ask_sent_by
from netui.tui.shell.area import AreaScreen

CHANNELS = (
    InteractionKind.MESSAGE,
    InteractionKind.EMAIL,
    InteractionKind.CALL,
    InteractionKind.COFFEE,
    InteractionKind.MEETING,
    InteractionKind.EVENT,
    InteractionKind.LETTER,
)
_STEP_WORDS = {
    RequestStep.ASK_ELSE: "I asked someone else as well",
    RequestStep.RESEND: "I sent it once more",
    RequestStep.CLOSE: "Close it without an answer",
}
_TYPED = "typed"
_SNOOZES = (
    ("1", "tomorrow", "tomorrow"),
    ("2", "the weekend", "weekend"),
    ("3", "Monday", "mon"),
    ("4", "a month", "in 1 month"),
)
_TYPED_KEY = "5"


class AgendaKeys:
    """Asks with the modals of one screen and hands what is to be done to `act`, or does it without one."""

    def __init__(self, services: Services, screen: AreaScreen, act: Act | None = None) -> None:
        self._services = services
        self._screen = screen
        self._act = act or self._just_act
        self._answers = Answers(services)
        self.dialogs: Mapping[str, Callable[[AgendaRow, Any], object]] = {
            "channel": self._channel,
            "event": self._event,
            "follow-up": partial(change_follow_up, services, screen, self._act),
            "goal": self._goal,
            "introduction": self._introduction,
            "mentoring-met": self._met,
            "mentoring-next": self._next_meeting,
            "mentor-asked": partial(mentor_asked, services, screen, self._act),
            "news": lambda *_: screen.post_message(PersonAction("news", ())),
            "next-step": partial(next_step, services, screen, self._act),
            "outcome": self._outcome,
            "request": self._request,
            "sent-by": self._sent_by,
        }

    def _follow(self, lead: Lead, row: AgendaRow) -> None:
        """Go where a row leads."""
        if isinstance(lead, ToDialog):
            self.dialogs[lead.name](row, row.subject)
        else:
            self._screen.post_message(GoToArea(*lead) if isinstance(lead, ToArea) else Open(*lead))

    # Done

    def done(self, row: AgendaRow) -> None:
        """Do a row, asking what has to be known."""
        actions = self._services.actions
        lead = actions.leads(Verb.DONE, row)
        if lead is not None:
            self._follow(lead, row)
        else:
            self._act(row, lambda: self._do(row), _done_message(row))

    def _do(self, row: AgendaRow, kind: InteractionKind | None = None) -> None:
        self._services.actions.done(row, kind)
        if row.kind is RowKind.THANK_YOU and row.contact_id is not None:
            offer_to_keep_in_touch(self._services, self._screen.host, [row.contact_id])

    def _channel(self, row: AgendaRow, _subject: CheckIn | FollowUpDue) -> None:
        actions = self._services.actions

        def log(kind: InteractionKind, text: str) -> None:
            self._act(row, lambda: actions.check_in(row, kind, text), f"Logged {kind} with {row.who}. u undo")

        self._reach(row.contact_id or 0, row.who, log)

    def _sent_by(self, row: AgendaRow, _subject: FollowUpDue) -> None:
        message = _done_message(row)
        ask_sent_by(
            self._screen.host, row.who, lambda kind: self._act(row, partial(self._do, row, kind), message)
        )

    def _met(self, _row: AgendaRow, subject: MeetingDue) -> None:
        from netui.tui.sections.mentoring_forms import ask_met

        ask_met(self._services, self._screen.host, self._services.mentoring.get(subject.mentoring_id))

    def reached(self, contact: ContactRow) -> None:
        """Ask for the channel of a contact nothing is due with, and log it."""
        services = self._services

        def log(kind: InteractionKind, text: str) -> None:
            services.log.log(contact_ids=(contact.id,), kind=kind, on=services.present.today(), text=text)
            self._screen.host.say(f"Logged {kind} with {contact.name}. u undo")

        self._reach(contact.id, contact.name, log)

    def _reach(self, contact_id: int, name: str, then: Callable[[InteractionKind, str], None]) -> None:
        """Ask how someone was reached, and what it was about, which may stay empty."""

        def picked(kind: InteractionKind) -> None:
            about = PromptModal(
                f"{kind.value.capitalize()} with {name}",
                placeholder="what it was about",
                hint="enter alone logs it without words",
                required=False,
                about=contact_id,
            )
            self._ask(about, lambda text: then(kind, text))

        self._ask(
            ChoiceModal(f"How did you reach {name}?", [Choice(kind, kind.value) for kind in CHANNELS]), picked
        )

    def _outcome(self, row: AgendaRow, subject: InterviewOver) -> None:
        interviews, interview_id = self._services.interviews, subject.interview_id

        def picked(outcome: Outcome) -> None:
            if outcome is Outcome.HELD:
                self._screen.post_message(Open("complete", interview_id))
            elif outcome is Outcome.MOVED:
                self._ask(
                    PromptModal(
                        f"The interview with {row.who} moved to",
                        placeholder="tue 14:00",
                        hint="a day and a time, on your clock",
                        validate=echoed,
                        about=interview_id,
                    ),
                    moved,
                )
            else:
                message = f"The interview with {row.who} is cancelled"
                self._act(row, lambda: interviews.outcome(interview_id, outcome), message)

        def others(text: str) -> str:
            minutes = interviews.get(interview_id).minutes
            return interviews.at_that_time(self._moment(text), minutes, but=interview_id)

        def echoed(text: str) -> str:
            return "\n".join(filter(None, (self._echo_moment(text), others(text))))

        def moved(text: str) -> None:
            at = self._moment(text)
            words = ". ".join(filter(None, (f"Moved to {_moment_words(at)}", others(text))))
            self._act(row, lambda: interviews.outcome(interview_id, Outcome.MOVED, at), words)

        choices = [
            Choice(Outcome.HELD, "held", "wrap it up, then thank", key="h"),
            Choice(Outcome.MOVED, "moved", "to another time", key="m"),
            Choice(Outcome.CANCELLED, "cancelled", key="c"),
            Choice(Outcome.NO_SHOW, "no-show", "a follow-up offers another time", key="n"),
        ]
        self._ask(ChoiceModal(f"Did the interview with {row.who}{self._on(row)} happen?", choices), picked)

    def _request(self, row: AgendaRow, subject: RequestWaiting) -> None:
        interview_id, step = subject
        choices = [Choice("done", _STEP_WORDS[step])]
        if step is RequestStep.ASK_ELSE:
            choices.append(Choice("else", "Look for someone else to ask", "in Contacts"))
        if step is RequestStep.RESEND and row.contact_id is not None:
            choices.append(Choice("write", "Write the second try", "a note"))
        choices.append(Choice("answered", "They answered", "put in the date"))

        def picked(choice: str) -> None:
            if choice == "done":
                self._act(row, lambda: self._services.actions.done(row), "")
            elif choice == "else":
                company = self._company(row)
                self._screen.post_message(GoToArea("contacts", f'company:"{company}"' if company else ""))
            elif choice == "write" and row.contact_id is not None:
                self._screen.post_message(WriteNote([row.contact_id], interview_id=interview_id))
            else:
                self._screen.post_message(Open("interview-form", interview_id))

        self._ask(ChoiceModal(f"{row.who}: {row.text}", choices), picked)

    def _introduction(self, row: AgendaRow, subject: IntroductionAsked) -> None:
        from netui.tui.sections.asked_forms import ask_what_came

        asked = self._services.introductions.get(subject.introduction_id)
        ask_what_came(self._services, self._screen.host, asked, lambda do, words: self._act(row, do, words))

    def _event(self, row: AgendaRow, subject: EventDay) -> None:
        choices = [
            Choice("met", "I was there", "who did you meet: event mode", key="w"),
            Choice("there", "I was there", "met no one to write to", key="t"),
            Choice("not", "I was not there", key="n"),
        ]

        def picked(choice: str) -> None:
            if choice == "met":
                self._screen.post_message(Open("event", subject.event_id))
            elif choice == "there":
                self._act(row, lambda: self._services.actions.done(row), f"Was there: {row.who}")
            else:
                self._act(row, lambda: self._services.actions.skip(row), f"Was not there: {row.who}")

        self._ask(ChoiceModal(f"Did you go to {row.who}{self._on(row)}?", choices), picked)

    def _on(self, row: AgendaRow) -> str:
        """Return the day that a question about what has passed is of: " on Mon 16"."""
        return f" on {day_words(row.since or row.due_on, self._today)}"

    def _company(self, row: AgendaRow) -> str:
        known = self._services.contacts.row(row.contact_id) if row.contact_id is not None else None
        return known.company.replace('"', "") if known is not None else ""

    # Later, not at all

    def snooze(self, *rows: AgendaRow) -> None:
        """Ask until when, and snooze the rows."""
        today, actions = self._today, self._services.actions

        def until(day: date) -> None:
            what = counted(len(rows), "row") if rows[1:] else rows[0].name
            snooze = partial(actions.snooze_all, rows) if rows[1:] else partial(actions.snooze, rows[0])
            message = f"Snoozed {what} until {day_words(day, today)}. u undo"
            self._act(rows[0], lambda: snooze(day), message)

        def picked(value: date | str) -> None:
            if isinstance(value, date):
                until(value)
                return
            self._ask(
                PromptModal(
                    "Snooze until",
                    placeholder="fri, in 2 weeks, 12 mar",
                    validate=self.echo_coming,
                    about=[row.follow_up_id or row.interview_id or row.contact_id for row in rows],
                ),
                lambda text: until(self._answers.day(text)),
            )

        choices: list[Choice[Any]] = []
        for key, label, words in _SNOOZES:
            day = self._answers.day(words) if words != "weekend" or today.weekday() != 5 else None
            if day is not None and day > today:
                choices.append(Choice(day, label, day_words(day, today), key=key))
        choices.append(Choice(_TYPED, "another day", "typed", key=_TYPED_KEY))
        self._ask(ChoiceModal("Snooze until", choices), picked)

    def skip(self, *rows: AgendaRow) -> None:
        """Skip rows this time; a question first where they are many."""
        what, actions = counted(len(rows), "row"), self._services.actions
        if len(rows) == 1:
            self._act(rows[0], lambda: self._skip(rows[0]), "")
            return

        def sure(yes: bool) -> None:
            if yes:
                self._act(rows[0], lambda: actions.skip_all(rows), f"Skipped {what}")

        self._ask(ConfirmModal(f"Skip {what}?", "u undoes it.", danger=True), sure)

    def _skip(self, row: AgendaRow) -> None:
        self._services.actions.skip(row)
        known = self._services.contacts.row(row.contact_id) if row.contact_id is not None else None
        coming = known.next_due_on if known is not None and row.kind is RowKind.CHECK_IN else None
        what = f"Skipped {row.name}."
        if coming:
            what = f"Skipped. Next check-in with {row.who}: {day_words(coming, self._today)}."
        self._screen.host.say(f"{what} u undo")

    def drop(self, row: AgendaRow) -> None:
        """Delete a follow-up."""
        self._act(row, lambda: self._services.actions.delete(row), f"Dropped: {row.text}")

    # Change, look

    def edit(self, row: AgendaRow) -> None:
        """Change what a row is about."""
        self._lead(Verb.EDIT, row)

    def open(self, row: AgendaRow) -> None:
        """Show what a row is about."""
        self._lead(Verb.OPEN, row)

    def _lead(self, verb: Verb, row: AgendaRow) -> None:
        """Go where a verb leads, or say why it leads nowhere."""
        lead = self._services.actions.leads(verb, row)
        if lead is not None:
            self._follow(lead, row)
        else:
            self._screen.host.say(self._services.actions.why_not(verb, row))

    def _goal(self, _row: AgendaRow, subject: GoalPeriod) -> None:
        from netui.tui.sections.goal_form import ask_goal

        ask_goal(self._services, self._screen.host, subject.goal_id)

    def _next_meeting(self, _row: AgendaRow, subject: MeetingDue) -> None:
        from netui.tui.sections.mentoring_forms import ask_next

        ask_next(self._services, self._screen.host, self._services.mentoring.get(subject.mentoring_id))

    # Days as they are typed

    @property
    def _today(self) -> date:
        return self._services.present.today()

    def echo_coming(self, text: str) -> str:
        """Say how a day to come was understood; raise InvalidValueError if it is not to come."""
        day = self._answers.day(text)
        if day <= self._today:
            raise InvalidValueError(f"{echo(day, self._today)}: that is not to come")
        return echo(day, self._today)

    def _moment(self, text: str) -> datetime:
        present = self._services.present
        now = present.local_now()
        when = present.read_when(text)
        if not isinstance(when, datetime):
            raise InvalidValueError(f"{echo(when, now.date())}: at what time? Such as tue 14:00")
        at = present.local(at_zone(when, present.zone))
        if at <= now:
            raise InvalidValueError(f"{_moment_words(at)} is over: say when the interview is to be")
        return at

    def _echo_moment(self, text: str) -> str:
        at = self._moment(text)
        odd = clock_note(at.replace(tzinfo=None), self._services.present.zone)
        return f"{_moment_words(at)}{'; ' if odd else ''}{odd}"

    def _just_act(self, _row: AgendaRow, write: Callable[[], object], message: str) -> None:
        write()
        if message:
            self._screen.host.say(message)

    def _ask(self, modal: Any, then: Callable[[Any], None]) -> None:
        self._screen.host.ask(modal, then)


def follow_up_row(follow_up: FollowUp, who: str) -> AgendaRow:
    """Return a follow-up as the agenda has it, so that its keys do elsewhere what they do there."""
    return AgendaRow(
        id=str(follow_up.id),
        kind=RowKind(follow_up.kind.value),
        subject=FollowUpDue(follow_up.id, follow_up.interview_id),
        due_on=follow_up.due_on,
        text=follow_up.text,
        contact_id=follow_up.contact_id,
        who=who,
    )


def _done_message(row: AgendaRow) -> str:
    if row.kind is RowKind.THANK_YOU:
        return f"Marked the thank-you to {row.who} as sent. u undo"
    done = f"Done: {row.text}. u undo" if isinstance(row.subject, FollowUpDue) else ""
    return f"Ticked: {row.acted_on.text}. u undo" if row.items else done


def _moment_words(at: datetime) -> str:
    return f"{full_day(at.date())} {at:%H:%M}"
