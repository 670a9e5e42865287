"""The interviews of a store: found, named, and changed one at a time."""

from collections.abc import Callable, Iterable
from datetime import date

from netui.domain.errors import existing
from netui.domain.interviews.interview import Interview, InterviewStatus
from netui.domain.interviews.preparation import ChecklistItem, tick_what_is_seen
from netui.domain.interviews.rules import require_transition
from netui.domain.text import fold
from netui.services.entries import merge_edit
from netui.services.people.people import name_of
from netui.services.ports import Store
from netui.services.present import Present

_LINES = frozenset({"insights", "trends", "actions", "ask_next"})
_PARTS = {"items": "id", "questions": "id"}


class Interviews:
    """What all services of interviews need of the store and the day."""

    def __init__(self, store: Store, present: Present, lines: Iterable[ChecklistItem] = ()) -> None:
        """Take what is read and written, and the `lines` of all checklists."""
        self.store = store
        self.present = present
        self._ticked_by = {fold(line.text): line.ticked_by for line in lines if line.ticked_by is not None}

    def get(self, interview_id: int) -> Interview:
        """Return an interview; raise NotFoundError if there is none."""
        return existing(self.store.interviews.get(interview_id), "interview", interview_id)

    def name_of(self, interview: Interview) -> str:
        """Return the name of the person an interview is with, also when that person is gone."""
        return name_of(self.store, interview.contact_id, interview.contact_name)

    def change(
        self,
        interview_id: int,
        what: str,
        change: Callable[[Interview], Interview],
        base: Interview | None = None,
    ) -> Interview:
        """Store a changed interview; `what` becomes "`what` the interview with Dana".

        With its `base`, as it was when the edit began, what others changed is kept.
        """
        label = what if what.endswith("the interview with") else f"{what} the interview with"
        with self.store.transaction(f"{label} {self.name_of(self.get(interview_id))}"):
            before = self.get(interview_id)
            changed = change(before)
            if base is not None:
                changed = self.merged(base, change(base), before)
            changed = self.ticked(changed, before)
            self.store.interviews.save(changed)
        return changed

    def merged(self, base: Interview, edited: Interview, fresh: Interview) -> Interview:
        """Return `fresh` with what was edited; the open transaction tells what that takes the place of."""
        return merge_edit(self.store, base, edited, fresh, sets=_LINES, parts=_PARTS)

    def ticked(self, interview: Interview, before: Interview | None = None) -> Interview:
        """Return an added or changed interview with the items ticked that ask for what is there now."""
        return tick_what_is_seen(interview, before, self._ticked_by, self.present.now())

    def day_of(self, interview: Interview) -> date | None:
        """Return the day of an interview, here, or None if it has no date."""
        return self.present.day_of(interview.at)

    def require(self, interview: Interview, to: InterviewStatus) -> None:
        """Raise InvalidValueError if an interview can't become this."""
        require_transition(interview, to, self.name_of(interview))

    def status_of(self, interview: Interview) -> str:
        """Return the status of an interview with its date, in words."""
        if interview.at is None:
            return interview.status.value
        return f"{interview.status}, {self.present.full_moment(interview.at)}"
