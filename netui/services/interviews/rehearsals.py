"""Rehearsing an interview alone: what to say, ask and avoid; one that counts is kept as practice."""

from msgspec import Struct

from netui.domain.interviews.interview import Interview
from netui.domain.interviews.rules import lies_ahead
from netui.domain.plan.brand import Pitch
from netui.domain.plan.practice import Practice, PracticeKind
from netui.domain.time.lengths import LONGEST
from netui.services.interviews.interviews import Interviews
from netui.services.interviews.preparation import InterviewPreparation
from netui.services.plan.brand import BrandService
from netui.services.plan.practice import PracticeService


class Rehearsal(Struct, frozen=True, kw_only=True):
    """What there is to rehearse: my pitches, the shortest first, the chosen questions, and what to avoid."""

    interview: Interview
    name: str
    pitches: tuple[Pitch, ...] = ()
    avoid: tuple[str, ...] = ()


class InterviewRehearsals:
    """Gathers what to rehearse before an interview, and keeps the rehearsals that count."""

    def __init__(self, interviews: Interviews, preparation: InterviewPreparation) -> None:
        self._interviews = interviews
        self._preparation = preparation
        self._store = interviews.store
        self._present = interviews.present
        self._brand = BrandService(self._store, self._present)
        self._practice = PracticeService(self._store, self._present)

    def of(self, interview_id: int) -> Rehearsal:
        """Return what there is to rehearse; raise NotFoundError if there is no such interview."""
        interview = self._interviews.get(interview_id)
        person = self._store.contacts.get(interview.contact_id) if interview.contact_id is not None else None
        return Rehearsal(
            interview=interview,
            name=self._interviews.name_of(interview),
            pitches=tuple(pitch for pitch in self._brand.pitches() if pitch.text),
            avoid=person.avoid if person is not None else (),
        )

    def next_with(self, contact_id: int) -> Interview | None:
        """Return the interview with a person that can be rehearsed, the first that has a date, or None."""
        now = self._present.now()
        ahead = [one for one in self._store.interviews.for_contact(contact_id) if lies_ahead(one, now)]
        return min(ahead, key=lambda one: (one.at is None, one.at or now, one.id), default=None)

    def why_not(self, interview: Interview) -> str:
        """Return why an interview can't be rehearsed, "" if it can."""
        if lies_ahead(interview, self._present.now()):
            return ""
        name = self._interviews.name_of(interview)
        return f"The interview with {name} isn't ahead of you: there is nothing to rehearse."

    def count(self, interview_id: int, minutes: int, text: str = "") -> Practice:
        """Keep a rehearsal as practice and tick what the checklist asks for, in one transaction.

        `text` is what to keep from it.
        """
        label = f"Rehearse the interview with {self._interviews.name_of(self._interviews.get(interview_id))}"
        with self._store.transaction(label):
            self._preparation.rehearsed(interview_id)
            return self._practice.add(
                Practice(
                    id=0,
                    uid="",
                    kind=PracticeKind.REHEARSAL,
                    on=self._present.today(),
                    minutes=min(max(1, minutes), LONGEST),
                    interview_id=interview_id,
                    text=text,
                )
            )

    def partner(self, practice: Practice) -> str:
        """Return who a rehearsed interview is with; "" for other practice, or once the interview is gone."""
        found = (
            self._store.interviews.get(practice.interview_id) if practice.interview_id is not None else None
        )
        return self._interviews.name_of(found) if found is not None else ""
