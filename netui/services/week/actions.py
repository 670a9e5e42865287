"""What one key does to a row of the agenda: done, snooze, skip."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from netui.domain.errors import AmbiguousError, InvalidValueError, NotFoundError
from netui.domain.people.interaction import InteractionKind
from netui.domain.text import fold
from netui.domain.week.agenda import AgendaRow, RowKind
from netui.services.interviews.service import InterviewService
from netui.services.people.follow_ups import FollowUpService
from netui.services.people.interactions import InteractionService
from netui.services.people.rhythm import RhythmService
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.week.agenda import AgendaService
from netui.services.week.sources import AgendaSource

_FAR = date(9000, 1, 1)


class AgendaActions:
    """Acts on agenda rows; every method takes the row it is about."""

    def __init__(
        self,
        store: Store,
        present: Present,
        agenda: AgendaService,
        *,
        rhythm: RhythmService,
        log: InteractionService,
        follow_ups: FollowUpService,
        interviews: InterviewService,
        more: Sequence[AgendaSource] = (),
    ) -> None:
        self._store = store
        self._present = present
        self._agenda = agenda
        self._rhythm = rhythm
        self._log = log
        self._follow_ups = follow_ups
        self._interviews = interviews
        self._more = tuple(more)

    def find(self, text: str) -> AgendaRow:
        """Return the row with this id, or the only one whose words hold the text.

        Check-ins are found however far off they are. Raises NotFoundError and AmbiguousError.
        """
        rows = self._agenda.until(_FAR, all_check_ins=True).rows
        for row in rows:
            if row.id == text:
                return row
        wanted = fold(text.strip())
        found = [
            row
            for row in rows
            if wanted and wanted in fold(f"{row.kind} {row.kind.word} {row.who} {row.text}")
        ]
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFoundError(f"nothing due goes by “{text}”: `netui due --json` lists the ids")
        lines = tuple(f"{row.id}  {row.kind}  {row.who} {row.text}" for row in found[:20])
        raise AmbiguousError(f"“{text}” fits {len(found)} items: name one by its id", lines)

    def done(self, row: AgendaRow, kind: InteractionKind | None = None) -> None:
        """Do a row: log the check-in, keep the promise, tick the item, mark what a request needed.

        `kind` is the channel of a check-in (message by default) or of a thank-you (email by default).
        Raises InvalidValueError for a talk: that is completed with its debrief.
        """
        if row.follow_up_id is not None:
            self._follow_ups.done(row.follow_up_id, kind=kind or InteractionKind.EMAIL)
        elif row.kind is RowKind.CHECK_IN and row.contact_id is not None:
            self._log.log(
                contact_ids=(row.contact_id,), kind=kind or InteractionKind.MESSAGE, on=self._present.today()
            )
        elif row.kind is RowKind.PREP and row.interview_id is not None and row.item_id is not None:
            self._interviews.tick_item(row.interview_id, row.item_id)
        elif row.kind is RowKind.REQUEST and row.interview_id is not None:
            self._request_done(row, row.interview_id)
        elif row.kind in {RowKind.INTERVIEW, RowKind.OUTCOME}:
            raise InvalidValueError(
                f"a talk is completed with its debrief: `netui interview done {row.interview_id}`, or c on it"
            )
        elif not any(row.kind in source.kinds and source.done(row) for source in self._more):
            self._dismiss(row, "Done")

    def snooze(self, row: AgendaRow, until: date) -> None:
        """Put a row off until a day to come."""
        if until <= self._present.today():
            raise InvalidValueError(f"{until:%a %d %b %Y} is not to come: snooze until tomorrow or after")
        if row.follow_up_id is not None:
            self._follow_ups.snooze(row.follow_up_id, until)
        elif row.kind is RowKind.CHECK_IN and row.contact_id is not None:
            self._rhythm.snooze(row.contact_id, until)
        elif row.kind is RowKind.INTERVIEW:
            raise InvalidValueError("a talk has its date: move it instead (e on the talk)")
        else:
            with self._store.transaction(f"Snooze until {until:%a %d %b}: {_words(row)}"):
                before = self._store.preferences.load()
                snoozed = {**before.snoozed, row.id: until}
                self._store.preferences.save(replace(before, snoozed=snoozed))

    def snooze_all(self, rows: Sequence[AgendaRow], until: date) -> None:
        """Put rows off until a day to come, as one change."""
        with self._store.transaction(f"Snooze {len(rows):,} rows until {until:%a %d %b}"):
            for row in rows:
                self.snooze(row, until)

    def skip_all(self, rows: Sequence[AgendaRow]) -> None:
        """Pass over rows this time, as one change."""
        with self._store.transaction(f"Skip {len(rows):,} rows"):
            for row in rows:
                self.skip(row)

    def skip(self, row: AgendaRow) -> None:
        """Pass over a row this time: a check-in starts its interval anew, a promise is let go."""
        if row.follow_up_id is not None:
            self._follow_ups.drop(row.follow_up_id)
        elif row.kind is RowKind.CHECK_IN and row.contact_id is not None:
            self._rhythm.skip(row.contact_id)
        elif row.kind is RowKind.PREP and row.interview_id is not None and row.item_id is not None:
            self._interviews.skip_item(row.interview_id, row.item_id)
        elif row.kind in {RowKind.INTERVIEW, RowKind.OUTCOME}:
            raise InvalidValueError("a talk is not skipped: cancel it or say what became of it (enter)")
        elif not any(row.kind in source.kinds and source.skip(row) for source in self._more):
            self._dismiss(row, "Skip")

    def _request_done(self, row: AgendaRow, interview_id: int) -> None:
        step = row.id.rsplit(":", 1)[-1]
        if step == "ask-else":
            self._interviews.also_asked(interview_id)
        elif step == "resend":
            self._interviews.second_try(interview_id)
        else:
            self._interviews.no_answer(interview_id)

    def _dismiss(self, row: AgendaRow, verb: str) -> None:
        with self._store.transaction(f"{verb}: {_words(row)}"):
            before = self._store.preferences.load()
            self._store.preferences.save(replace(before, dismissed=(*before.dismissed, row.id)))


def _words(row: AgendaRow) -> str:
    return " ".join(part for part in (row.kind.value, row.who) if part)
