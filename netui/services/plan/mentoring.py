"""Mentoring: found as a pipeline, kept alive by meetings with an agenda and actions."""

from collections.abc import Iterator, Sequence
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.people.check_in import is_check_in_too
from netui.domain.people.contact import ContactRow, Role
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.plan.mentoring import (
    MEETING_STAGES,
    Mentoring,
    MentoringMeeting,
    MentoringSide,
    MentoringStage,
    answer_due,
    check_cadence,
    neighbouring_stage,
    next_in_series,
    next_meeting,
)
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.domain.week.agenda import (
    AgendaRow,
    Lead,
    MeetingDue,
    MentorAsked,
    RowKind,
    ToDialog,
    Verb,
    day_words,
)
from netui.services.agenda_source import AgendaSource
from netui.services.entries import Entries
from netui.services.people.people import name_of, require_contact
from netui.services.people.people_services import PeopleServices
from netui.services.ports import Store
from netui.services.present import Present


class MentoringService(AgendaSource[MeetingDue | MentorAsked]):
    """Keeps mentoring relations, and puts their meetings on the agenda, and who was asked."""

    subjects = (MeetingDue, MentorAsked)

    def __init__(self, store: Store, present: Present, people: PeopleServices) -> None:
        self._store = store
        self._present = present
        self._contacts, self._log, self._follow_ups = people
        self._entries = Entries(store, present, Mentoring, "mentoring", self.who, _tidy)
        self.get = self._entries.get
        self.edit = self._entries.edit
        self.remove = self._entries.remove

    def list(self) -> Sequence[Mentoring]:
        """Return the relations: mentors, then mentees, each the furthest come first and those ended last."""
        order = ("active", "trying", "asked", "wanted", "ended")
        return sorted(
            self._entries.all(),
            key=lambda one: (list(MentoringSide).index(one.side), order.index(one.stage), one.id),
        )

    def who(self, mentoring: Mentoring) -> str:
        """Return the other person's name, also once that person is gone."""
        return name_of(self._store, mentoring.contact_id, mentoring.contact_name)

    def of_contact(self, contact_id: int) -> Sequence[Mentoring]:
        """Return the relations with a person."""
        return [one for one in self.list() if one.contact_id == contact_id]

    def add(self, draft: Mentoring) -> Mentoring:
        """Note a mentor or mentee, wanted or found; raise InvalidValueError for one that is there already."""
        if draft.contact_id is None:
            raise InvalidValueError("mentoring is with a person: name one")
        name = require_contact(self._store, draft.contact_id).name
        same = [one for one in self.of_contact(draft.contact_id) if one.side is draft.side]
        if any(one.stage is not MentoringStage.ENDED for one in same):
            raise InvalidValueError(f"{name} is on the list as a {draft.side} already")
        wanted = replace(draft, contact_name=name)
        with self._store.transaction(f"Add {draft.side}: {name}"):
            return self._enter(self._entries.add(wanted), wanted.stage)

    def move(self, mentoring_id: int, step: int) -> Mentoring:
        """Take a relation one stage on, or back."""
        return self.set_stage(mentoring_id, neighbouring_stage(self.get(mentoring_id).stage, step))

    def set_stage(self, mentoring_id: int, stage: MentoringStage) -> Mentoring:
        """Say how far it has come; the days of asking, beginning and ending follow, and the person's role.

        One that comes to be asked, whatever it was, waits from today.
        """
        before = self.get(mentoring_id)
        with self._store.transaction(f"{before.side.capitalize()} {stage}: {self.who(before)}"):
            return self._enter(self.get(mentoring_id), stage)

    def open_actions(self, mentoring: Mentoring) -> Sequence[FollowUp]:
        """Return what was taken on in meetings and is still to be done, the most pressing first."""
        words = {words for meeting in mentoring.meetings for words in meeting.actions}
        if mentoring.contact_id is None or not words:
            return ()
        found = self._store.follow_ups.for_contact(mentoring.contact_id)
        return sorted((one for one in found if one.is_open and one.text in words), key=lambda one: one.due_on)

    def plan(
        self, mentoring_id: int, agenda: Sequence[str], next_on: date | None, base: Mentoring | None = None
    ) -> Mentoring:
        """Say what to talk about next time, and when that is; None leaves the day to the cadence.

        If the original is given too, what others changed in the meantime is kept.
        """
        mentoring = base or self.get(mentoring_id)
        if next_on is not None and next_on < self._present.today() and next_on != mentoring.next_on:
            raise InvalidValueError(f"{full_day(next_on)} is over: when is the next meeting?")
        points = tuple(point for line in agenda if (point := " ".join(line.split())))
        changed = replace(mentoring, agenda=points, next_on=next_on)
        return self._entries.save(changed, f"Next meeting with {self.who(mentoring)}", base)

    def require_meeting(self, mentoring_id: int) -> Mentoring:
        """Return a relation in which one meets; raise InvalidValueError if there is none."""
        mentoring = self.get(mentoring_id)
        self._met_in(mentoring)
        return mentoring

    def why_no_meeting(self, mentoring: Mentoring) -> str:
        """Return why the user meets no one in a relation, or ""."""
        name = self.who(mentoring)
        if mentoring.stage not in MEETING_STAGES:
            return f"{name} is {mentoring.stage}: move it to trying or active first"
        if mentoring.contact_id is None or self._store.contacts.row(mentoring.contact_id) is None:
            return f"{name} is not among your contacts any more: end this mentoring"
        return ""

    def met(
        self,
        mentoring_id: int,
        *,
        on: date,
        text: str = "",
        actions: Sequence[tuple[str, date | None]] = (),
        next_on: date | None = None,
    ) -> Mentoring:
        """Log a meeting: an interaction, a follow-up for each action (due at the next meeting), a new agenda.

        Raises InvalidValueError for a future day, and if the meetings haven't started or are over.
        """
        mentoring = self.get(mentoring_id)
        name, contact_id = self.who(mentoring), self._met_in(mentoring)
        if next_on is not None and next_on <= on:
            raise InvalidValueError(f"the next meeting is to be after {full_day(on)}")
        with self._store.transaction(f"Met {mentoring.side} {name}"):
            interaction = self._log.log(
                contact_ids=(contact_id,),
                kind=InteractionKind.MEETING,
                on=on,
                direction=Direction.BOTH,
                text=text.strip() or "; ".join(mentoring.agenda),
            )
            held = MentoringMeeting(
                on=on,
                text=text.strip(),
                agenda=mentoring.agenda,
                actions=tuple(words for words, _ in actions),
                interaction_id=interaction.id,
            )
            meetings = tuple(sorted((*mentoring.meetings, held), key=lambda one: one.on))
            changed = replace(mentoring, meetings=meetings, agenda=(), next_on=next_on)
            coming = next_meeting(changed) or mentoring.rhythm.after(on)
            for words, due_on in actions:
                self._follow_ups.add(
                    contact_id=contact_id,
                    kind=FollowUpKind.OTHER,
                    text=words,
                    due_on=due_on or max(coming, self._present.today()),
                )
            self._entries.save(changed)
        return changed

    # On the agenda

    def asked_again(self, mentoring_id: int) -> Mentoring:
        """Note that you asked once more."""
        mentoring = replace(self.get(mentoring_id), second_try_on=self._present.today())
        return self._entries.save(mentoring, f"Asked once more: {self.who(mentoring)}")

    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the next meetings due up to a day, and who has not answered by then."""
        today = self._present.today()
        for mentoring in self._entries.all():
            due, wait = next_meeting(mentoring), answer_due(mentoring)
            if (due is None or due > last) and (wait is None or max(wait, today) > last):
                continue
            row = self._store.contacts.row(mentoring.contact_id) if mentoring.contact_id else None
            if row is None or row.archived_at is not None:
                continue
            if wait is not None:
                yield self._asked(mentoring, row, wait)
            if due is None:
                continue
            met = mentoring.last_met_on
            points = len(mentoring.agenda)
            why = f"{mentoring.side}, every {mentoring.rhythm}"
            why += f"; last met {day_words(met, today)}" if met is not None else "; not met so far"
            if is_check_in_too(due, row.next_due_on, today):
                why += "; it is the check-in too"
            yield AgendaRow(
                id=f"mentoring:{mentoring.id}:{due:%Y-%m-%d}",
                kind=RowKind.MENTORING,
                subject=MeetingDue(mentoring.id),
                due_on=due,
                text="meet" if mentoring.next_on is not None else "agree on a day and meet",
                contact_id=row.id,
                who=row.name,
                about=f"{points} on the agenda" if points else "no agenda yet",
                why=why,
            )

    def _asked(self, mentoring: Mentoring, row: ContactRow, wait: date) -> AgendaRow:
        today = self._present.today()
        again = mentoring.second_try_on is None
        asked_on = mentoring.second_try_on or mentoring.asked_on or wait
        asked = f"asked{'' if again else ' again'}"
        what = "mentor you" if mentoring.side is MentoringSide.MENTOR else "be your mentee"
        return AgendaRow(
            id=f"mentor-asked:{mentoring.id}:{'again' if again else 'close'}:{asked_on}",
            kind=RowKind.REQUEST,
            subject=MentorAsked(mentoring.id, again),
            due_on=max(wait, today),
            since=wait,
            text="no answer yet: ask once more" if again else "no answer to the second try: close it",
            contact_id=row.id,
            who=row.name,
            about=row.company,
            why=f"{asked} to {what} on {day_words(asked_on, today)}; you wait 7 working days",
        )

    def done(
        self, _row: AgendaRow, subject: MeetingDue | MentorAsked, _kind: InteractionKind | None = None
    ) -> None:
        """Log the meeting as held today; note that you asked once more, or wait no longer."""
        if isinstance(subject, MentorAsked):
            if subject.again:
                self.asked_again(subject.mentoring_id)
            else:
                self.set_stage(subject.mentoring_id, MentoringStage.ENDED)
            return
        self.met(subject.mentoring_id, on=self._present.today())

    def skip(self, row: AgendaRow, subject: MeetingDue | MentorAsked) -> None:
        """Skip this meeting: the next one is a cadence later."""
        if isinstance(subject, MentorAsked):
            self._dismiss(row, "Skip")
            return
        mentoring = self.get(subject.mentoring_id)
        after = max(row.due_on, self._present.today())
        changed = replace(mentoring, next_on=next_in_series(mentoring, after))
        self._entries.save(changed, f"Skip meeting with {self.who(mentoring)}")

    def leads(self, verb: Verb, row: AgendaRow, subject: MeetingDue | MentorAsked) -> Lead | None:
        """Ask how the meeting went, or what the next one is about; or what the answer was."""
        if isinstance(subject, MentorAsked):
            return super().leads(verb, row, subject) if verb is Verb.OPEN else ToDialog("mentor-asked")
        asked = {Verb.DONE: "mentoring-met", Verb.EDIT: "mentoring-next"}.get(verb)
        return super().leads(verb, row, subject) if asked is None else ToDialog(asked)

    def _met_in(self, mentoring: Mentoring) -> int:
        """Return who the user meets; raise InvalidValueError if there is none."""
        if why := self.why_no_meeting(mentoring):
            raise InvalidValueError(why)
        assert mentoring.contact_id is not None
        return mentoring.contact_id

    def _enter(self, mentoring: Mentoring, stage: MentoringStage) -> Mentoring:
        today = self._present.today()
        meets, asks = stage in MEETING_STAGES, stage is MentoringStage.ASKED
        waits_on = asks and mentoring.stage is MentoringStage.ASKED
        changed = replace(
            mentoring,
            stage=stage,
            asked_on=today if asks and not (waits_on and mentoring.asked_on) else mentoring.asked_on,
            second_try_on=mentoring.second_try_on if waits_on else None,
            began_on=mentoring.began_on or today if meets else mentoring.began_on,
            ended_on=today if stage is MentoringStage.ENDED else None,
            next_on=mentoring.next_on if meets else None,
        )
        self._entries.save(changed)
        row = self._store.contacts.row(mentoring.contact_id) if meets and mentoring.contact_id else None
        role = Role.MENTOR if mentoring.side is MentoringSide.MENTOR else Role.MENTEE
        if row is not None and role not in row.roles:
            self._contacts.set_roles([row.id], add=[role])
        return changed


def _tidy(mentoring: Mentoring) -> Mentoring:
    points = tuple(point for line in mentoring.agenda if (point := " ".join(line.split())))
    check_cadence(mentoring.rhythm)
    return replace(mentoring, goals=mentoring.goals.strip(), agenda=points)
