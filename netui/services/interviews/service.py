"""Informational interviews: asked for, dated, moved, held, thanked, closed."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from netui.domain.counted import counted
from netui.domain.edits import had_become
from netui.domain.errors import AmbiguousError, InvalidValueError, NotFoundError
from netui.domain.interviews import preparation as prep
from netui.domain.interviews.interview import Interview, InterviewStatus, ItemState, Medium
from netui.domain.interviews.preparation import ChecklistTemplate, Question
from netui.domain.interviews.rules import Outcome, as_instant, check_minutes
from netui.domain.people.contact import Stage
from netui.domain.people.rules import check_zone
from netui.domain.text import fold
from netui.domain.time.calendar_ends import time_after
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.domain.week.debrief import Debrief, Insight
from netui.services.entries import new_identity
from netui.services.interviews import views
from netui.services.interviews.closing import InterviewClosing
from netui.services.interviews.interviews import Interviews
from netui.services.interviews.preparation import InterviewPreparation
from netui.services.interviews.rehearsals import InterviewRehearsals
from netui.services.people.follow_ups import FollowUpService
from netui.services.people.interactions import InteractionService
from netui.services.people.people import require_contact
from netui.services.ports import Store
from netui.services.present import Present

_TO_ADD = frozenset({InterviewStatus.IDEA, InterviewStatus.ASKED, InterviewStatus.SCHEDULED})


class InterviewService:
    """Keeps the interviews of the user: `preparation` is for checklists and questions,
    `rehearsals` for trying it alone, `closing` for ends.
    """

    def __init__(  # noqa: PLR0917 - one for each part it works with
        self,
        store: Store,
        present: Present,
        log: InteractionService,
        follow_ups: FollowUpService,
        checklists: Sequence[ChecklistTemplate] = (),
        questions: Sequence[Question] = (),
    ) -> None:
        self._store = store
        self._present = present
        lines = (line for checklist in checklists for line in checklist.items)
        self._interviews = Interviews(store, present, lines)
        self.preparation = InterviewPreparation(self._interviews, checklists, questions)
        self.rehearsals = InterviewRehearsals(self._interviews, self.preparation)
        self.closing = InterviewClosing(self._interviews, log, follow_ups)
        self.get = self._interviews.get
        self.name_of = self._interviews.name_of
        self.for_contact = store.interviews.for_contact

    def list(self) -> list[Interview]:
        """Return every interview, the newest date first."""
        return sorted(self._store.interviews.all(), key=views.when, reverse=True)

    def overlapping(self, at: datetime, minutes: int, *, but: int | None = None) -> Sequence[Interview]:
        """Return the scheduled interviews, except `but`, that overlap with some minutes from an instant."""
        end = time_after(at, timedelta(minutes=minutes))
        planned = (one for one in self.list() if one.status is InterviewStatus.SCHEDULED and one.id != but)
        return [one for one in planned if one.at and one.ends_at and one.at < end and at < one.ends_at]

    def at_that_time(self, at: datetime, minutes: int, *, but: int | None = None) -> str:
        """Say who else there is an interview with then, as `overlapping` finds them; "" for no one."""
        names = ", ".join(map(self.name_of, self.overlapping(at, minutes, but=but)))
        return f"At that time you also talk with {names}." if names else ""

    def find(self, text: str, among: Collection[InterviewStatus] = tuple(InterviewStatus)) -> Interview:
        """Return the one interview meant by an id, a name or a part of the name or goal.

        Only interviews in one of the statuses `among` are looked at. Raises NotFoundError or AmbiguousError.
        """
        wanted = fold(" ".join(text.split()))
        every = self.list()
        found = self._meant(wanted, [interview for interview in every if interview.status in among])
        if not found and (others := self._meant(wanted, every)):
            name, status = self.name_of(others[0]), others[0].status
            raise NotFoundError(
                f"the interview with {name} is {status} already: its id, {others[0].id}, means it anyway"
            )
        if not found:
            raise NotFoundError(
                f"no interview goes by “{text}”: write its id or the name of the person; "
                "`netui interview list` shows them"
            )
        if len(found) > 1:
            lines = tuple(
                f"{interview.id}  {self.name_of(interview)}  {self._interviews.status_of(interview)}"
                for interview in found
            )
            raise AmbiguousError(
                f"{counted(len(found), 'interview')} go by “{text}”: write the id of one", lines
            )
        return found[0]

    def _meant(self, wanted: str, interviews: Sequence[Interview]) -> Sequence[Interview]:
        """Return the interviews a text can mean: by id, by whole name, or by a part of name or goal."""
        by_id = [interview for interview in interviews if str(interview.id) == wanted]
        by_name = [interview for interview in interviews if fold(self.name_of(interview)) == wanted]
        return (
            by_id
            or by_name
            or [
                interview
                for interview in interviews
                if wanted and wanted in fold(f"{self.name_of(interview)}\n{interview.goal}")
            ]
        )

    def grouped(self) -> views.InterviewGroups:
        """Return every interview in the groups of the list: over, upcoming, asked, to thank, ideas, past."""
        return views.group(self._store, self._present, self._store.interviews.all())

    def summary(self, interview_id: int) -> views.InterviewSummary:
        """Return one talk with all around it."""
        return views.summarise(self._store, self._present, self.get(interview_id))

    def insight_count(self) -> int:
        """Return how many insights and trends there are in all interviews."""
        return sum(
            len(interview.insights) + len(interview.trends) for interview in self._store.interviews.all()
        )

    def insights_of_all(self, query: str = "") -> Sequence[Insight]:
        """Return the insights and trends of all interviews, the newest first; a query narrows them down."""
        return views.find_insights(self._store, query)

    def add(
        self,
        contact_id: int,
        *,
        status: InterviewStatus = InterviewStatus.IDEA,
        at: datetime | None = None,
        zone: str = "",
        minutes: int = 30,
        medium: Medium = Medium.VIDEO,
        place: str = "",
        goal: str = "",
        checklist: str | None = None,
    ) -> Interview:
        """Add an interview; with a date it is scheduled and gets its checklist.

        `zone` is the IANA zone of the appointment, by default the user's own. `checklist` names a template,
        "" means none, None the one made for the medium.
        """
        if status not in _TO_ADD:
            raise InvalidValueError(
                f"a new interview cannot be {status}: add it, then wrap it up or close it"
            )
        if at is None and status is InterviewStatus.SCHEDULED:
            raise InvalidValueError("a scheduled interview needs a date: say when")
        person = require_contact(self._store, contact_id)
        today = self._present.today()
        with self._store.transaction(f"Add interview with {person.name}"):
            person = require_contact(self._store, contact_id)
            interview = Interview(
                **new_identity(self._store, self._present),
                contact_id=contact_id,
                contact_name=person.name,
                status=InterviewStatus.IDEA,
                zone=self._zone(zone),
                minutes=check_minutes(minutes),
                medium=medium,
                place=place.strip(),
                goal=goal.strip(),
                company=person.company,
                title=person.title,
            )
            if at is not None:
                interview = self._dated(interview, at, checklist)
            elif status is InterviewStatus.ASKED:
                interview = replace(interview, status=status, asked_on=today)
                self._reached_out(contact_id)
            interview = self._interviews.ticked(interview)
            self._store.interviews.add(interview)
        return interview

    def ask(self, interview_id: int, on: date | None = None) -> Interview:
        """Note that the interview was asked for, today or earlier; the waiting starts again."""
        day = self._not_to_come(on)

        def asked(interview: Interview) -> Interview:
            self._interviews.require(interview, InterviewStatus.ASKED)
            self._reached_out(interview.contact_id)
            kept = [i for i in interview.items if i.days_before is None or i.state is not ItemState.SKIPPED]
            return replace(
                interview,
                status=InterviewStatus.ASKED,
                asked_on=day,
                also_asked_on=None,
                second_try_on=None,
                at=None,
                closed_at=None,
                items=tuple(kept),
            )

        return self._interviews.change(interview_id, "Ask for", asked)

    def also_asked(self, interview_id: int) -> Interview:
        """Note that someone else was asked as well while this request waits."""

        def also(interview: Interview) -> Interview:
            self._require_waiting(interview)
            return replace(interview, also_asked_on=self._present.today())

        return self._interviews.change(interview_id, "Asked someone else too", also)

    def second_try(self, interview_id: int) -> Interview:
        """Note that the request was sent a second time."""

        def again(interview: Interview) -> Interview:
            self._require_waiting(interview)
            return replace(interview, second_try_on=self._present.today())

        return self._interviews.change(interview_id, "Second try for", again)

    def schedule(
        self, interview_id: int, at: datetime, *, zone: str = "", checklist: str | None = None
    ) -> Interview:
        """Give an interview its date, or another one; the checklist is made, or moves along."""
        return self._interviews.change(
            interview_id,
            "Schedule",
            lambda interview: self._dated(self._edited(interview, zone=zone), at, checklist),
        )

    def move(self, interview_id: int, at: datetime, *, zone: str = "") -> Interview:
        """Move a scheduled interview; its open items move along."""

        def moved(interview: Interview) -> Interview:
            if interview.status is not InterviewStatus.SCHEDULED:
                name, status = self.name_of(interview), self._interviews.status_of(interview)
                raise InvalidValueError(
                    f"the interview with {name} is {status}: only a scheduled interview moves"
                )
            return self._dated(self._edited(interview, zone=zone), at, None)

        return self._interviews.change(interview_id, "Move", moved)

    def change(
        self,
        interview_id: int,
        *,
        zone: str = "",
        minutes: int | None = None,
        medium: Medium | None = None,
        place: str | None = None,
        goal: str | None = None,
        at: datetime | None = None,
        at_zone: str = "",
        asked: bool = False,
        checklist: str = "",
        base: Interview | None = None,
    ) -> Interview:
        """Change what is given, in one transaction; another zone alone leaves the instant as it is.

        With `at`, in the zone `at_zone`, it is scheduled; else with `asked` it was asked for today.
        With `checklist` it gets another one. `base` is the interview as it was when the edit began.
        """
        with self._store.transaction(f"Change the interview with {self.name_of(self.get(interview_id))}"):
            before = self.get(interview_id)
            start = base or before
            edited = self._edited(start, zone=zone, minutes=minutes, medium=medium, place=place, goal=goal)
            interview = self._interviews.ticked(self._interviews.merged(start, edited, before), before)
            self._store.interviews.save(interview)
            if at is not None:
                if before.at not in (start.at, at):
                    self._store.overtake(had_become("the date", self._interviews.status_of(before)))
                interview = self.schedule(interview_id, at, zone=at_zone)
            elif asked:
                interview = self.ask(interview_id)
            if checklist:
                interview = self.preparation.use_checklist(interview_id, checklist)
            return interview

    def is_to_come(self, interview: Interview) -> bool:
        """Whether an interview has a date in the future."""
        return (
            interview.status is InterviewStatus.SCHEDULED
            and interview.at is not None
            and interview.at > self._present.now()
        )

    def complete_early(self, interview_id: int, debrief: Debrief | None = None) -> Interview:
        """Complete an interview as `complete` does; one that is to come is moved, as held until now."""
        with self._store.transaction(f"Wrap up interview with {self.name_of(self.get(interview_id))}"):
            interview, now = self.get(interview_id), self._present.now()
            if self.is_to_come(interview):
                self.move(interview_id, time_after(now, -timedelta(minutes=interview.minutes)))
            return self.closing.complete(interview_id, debrief)

    def outcome(self, interview_id: int, outcome: Outcome, at: datetime | None = None) -> Interview:
        """Say what became of an interview whose time has passed; a moved interview needs its new date.

        A held one is completed without a debrief, so that the thanks are not forgotten. After a no-show the
        interview is cancelled, and offering another time becomes a follow-up.
        """
        match outcome:
            case Outcome.HELD:
                return self.closing.complete(interview_id)
            case Outcome.MOVED:
                if at is None:
                    raise InvalidValueError("an interview that was moved needs its new date: say when")
                return self.move(interview_id, at)
            case Outcome.CANCELLED:
                return self.closing.cancel(interview_id)
            case Outcome.NO_SHOW:
                return self.closing.no_show(interview_id)

    def _dated(self, interview: Interview, at: datetime, checklist: str | None) -> Interview:
        """Return an interview with a date; items move along, or are made if it is still to come."""
        template = self.preparation.checklist(checklist) if checklist else None
        self._interviews.require(interview, InterviewStatus.SCHEDULED)
        today = self._present.today()
        start = as_instant(at)
        day = self._present.local(start).date()
        items = interview.items
        if interview.closed_at is not None:
            items = prep.reopen_items_closed(items, interview.closed_at, day, today)
        old_day = self._interviews.day_of(interview)
        if old_day is not None:
            items = prep.move_items(items, old_day, day, today)
        dated = replace(
            interview,
            status=InterviewStatus.SCHEDULED,
            at=start,
            closed_at=None,
            thanked_at=None,
            items=items,
        )
        prepared = old_day is not None and any(item.days_before is not None for item in items)
        to_come = time_after(start, timedelta(minutes=interview.minutes)) > self._present.now()
        if template is not None or (checklist is None and not prepared and to_come):
            return self.preparation.with_checklist(dated, template)
        return dated

    def _edited(
        self,
        interview: Interview,
        *,
        zone: str = "",
        minutes: int | None = None,
        medium: Medium | None = None,
        place: str | None = None,
        goal: str | None = None,
    ) -> Interview:
        return replace(
            interview,
            zone=self._zone(zone) if zone else interview.zone,
            minutes=interview.minutes if minutes is None else check_minutes(minutes),
            medium=medium or interview.medium,
            place=interview.place if place is None else place.strip(),
            goal=interview.goal if goal is None else goal.strip(),
        )

    def _require_waiting(self, interview: Interview) -> None:
        if interview.status is not InterviewStatus.ASKED:
            name, status = self.name_of(interview), self._interviews.status_of(interview)
            raise InvalidValueError(f"the interview with {name} is {status}: no request is waiting")

    def _reached_out(self, contact_id: int | None) -> None:
        person = self._store.contacts.get(contact_id) if contact_id is not None else None
        if person is not None and person.stage is Stage.POTENTIAL:
            self._store.contacts.save(replace(person, stage=Stage.REACHED_OUT))

    def _not_to_come(self, on: date | None) -> date:
        today = self._present.today()
        if on is not None and on > today:
            raise InvalidValueError(f"{full_day(on)} is still to come: note it on the day")
        return on or today

    def _zone(self, zone: str) -> str:
        if zone:
            return check_zone(zone).key
        return self._present.zone.key if isinstance(self._present.zone, ZoneInfo) else ""
