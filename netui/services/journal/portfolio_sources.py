"""What a portfolio is gathered from: each goal, interview, reflection, practice and proof there is."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.journal.portfolio import Part, PortfolioItem
from netui.domain.journal.reflection import Reflection
from netui.domain.plan.brand import Evidence, Record
from netui.domain.plan.goal import Goal
from netui.domain.plan.practice import PRACTICE_WORDS, Practice
from netui.services.journal.reflections import ReflectionService
from netui.services.people.people import name_of
from netui.services.plan.goals import GoalService
from netui.services.plan.practice import PracticeService
from netui.services.ports import Store
from netui.services.present import Present


class PortfolioSources:
    """Reads what may go in, without whatever is left out by its id."""

    def __init__(
        self,
        store: Store,
        present: Present,
        goals: GoalService,
        reflections: ReflectionService,
        practice: PracticeService,
    ) -> None:
        self._store = store
        self._present = present
        self._goals = goals
        self._reflections = reflections
        self._practice = practice

    def goals(self, without: Collection[int] = ()) -> Sequence[Goal]:
        """Return the goals, closed ones too."""
        return [one for one in self._goals.list(closed=True) if one.id not in without]

    def interviews(self, without: Collection[int] = ()) -> Sequence[Interview]:
        """Return the interviews that were held, the newest first."""
        held = [one for one in self._store.interviews.all() if one.status is InterviewStatus.DONE]
        held.sort(key=lambda one: (self.ended_on(one), one.id), reverse=True)
        return [one for one in held if one.id not in without]

    def reflections(self, without: Collection[int] = ()) -> Sequence[Reflection]:
        """Return the reflections that are not private."""
        return [one for one in self._reflections.list() if not one.private and one.id not in without]

    def practice(self, without: Collection[int] = ()) -> Sequence[Practice]:
        """Return what was practised and rated."""
        return [one for one in self._practice.list() if one.id not in without]

    def evidence(self, without: Collection[int] = ()) -> Sequence[Evidence | Record]:
        """Return certificates and what was published, the newest first."""
        kept: list[Evidence | Record] = [*self._store.of(Evidence).all(), *self._store.of(Record).all()]
        return sorted(
            (one for one in kept if one.id not in without), key=lambda one: (one.on, one.id), reverse=True
        )

    def counts(self) -> Mapping[Part, int]:
        """Return how many there are of each part that has things of its own."""
        return {
            Part.PLAN: len(self.goals()),
            Part.TALKS: sum(one.status is InterviewStatus.DONE for one in self._store.interviews.all()),
            Part.REFLECTIONS: sum(not one.private for one in self._store.of(Reflection).all()),
            Part.PRACTICE: self._practice.count(),
            Part.EVIDENCE: sum(len(self._store.of(kind).all()) for kind in (Evidence, Record)),
        }

    def items(self) -> Mapping[Part, Sequence[PortfolioItem]]:
        """Return what there is of each part that has things of its own, as the user knows it."""
        return {
            Part.PLAN: [PortfolioItem(one.id, one.title) for one in self.goals()],
            Part.TALKS: [
                PortfolioItem(
                    one.id, name_of(self._store, one.contact_id, one.contact_name), self.ended_on(one)
                )
                for one in self.interviews()
            ],
            Part.REFLECTIONS: [PortfolioItem(one.id, one.opening, one.on) for one in self.reflections()],
            Part.PRACTICE: [
                PortfolioItem(one.id, one.text or PRACTICE_WORDS[one.kind], one.on) for one in self.practice()
            ],
            Part.EVIDENCE: [PortfolioItem(one.id, one.title, one.on) for one in self.evidence()],
        }

    def ended_on(self, interview: Interview) -> date:
        """Return the day an interview was held, as far as it is known."""
        at: datetime | None = (
            interview.ended_at or interview.ends_at or interview.closed_at or interview.created_at
        )
        return self._present.local(at).date() if at is not None else date.min
