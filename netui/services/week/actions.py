"""What one key does to a row of the agenda: done, snooze, skip."""

from collections.abc import Sequence
from datetime import date

from netui.domain.counted import counted
from netui.domain.errors import AmbiguousError, InvalidValueError, NotFoundError
from netui.domain.people.interaction import InteractionKind
from netui.domain.text import fold, shortened
from netui.domain.time.dates import full_day
from netui.domain.week.agenda import AgendaRow, CheckIn, FollowUpDue, Lead, RowKind, Verb, day_words
from netui.services.agenda_source import Changed
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.week.agenda import AgendaService
from netui.services.week.sources import AgendaSources, FollowUpAgenda

_FAR = date(9000, 1, 1)
_MOST_NAMED = 20


class AgendaActions:
    """Finds the source of a row and hands over; every method takes the row it is about.

    Of a row that stands for others the first is done; only the last one left is snoozed or skipped by it.
    A verb that does not fit raises InvalidValueError with the sentence of `why_not`.
    """

    def __init__(self, store: Store, present: Present, agenda: AgendaService, sources: AgendaSources) -> None:
        self._store = store
        self._present = present
        self._agenda = agenda
        self._sources = sources

    def get(self, row_id: str) -> AgendaRow:
        """Return the row with an id; raise NotFoundError if it is no longer due."""
        if (row := _with_id(row_id, self._all())) is not None:
            return row
        raise NotFoundError("what had this number is done or gone: `netui due` shows what is due now")

    def _all(self) -> Sequence[AgendaRow]:
        return self._agenda.until(_FAR, all_check_ins=True).rows

    def find(self, text: str) -> AgendaRow:
        """Return the row with this id, or the only one whose words hold the text.

        Of several the only one that is overdue or due today, ideas left out. Check-ins are found however far
        off they are; the items of a row only where no row holds the text.
        Raises NotFoundError and AmbiguousError.
        """
        rows = self._all()
        if (row := _with_id(text, rows)) is not None:
            return row
        today = self._present.today()
        wanted = fold(text.strip())
        found = _with_words(wanted, rows) or _with_words(wanted, [one for row in rows for one in row.items])
        if len(found) == 1:
            return found[0]
        urgent = [row for row in found if row.due_on <= today and not row.is_idea]
        if len(urgent) == 1:
            return urgent[0]
        if not found:
            raise NotFoundError(f"nothing due goes by “{text}”: `netui due` shows what is")
        lines = tuple(
            f"{row.id}  {day_words(row.due_on, today)}  {row.kind.word}  {row.who} {row.text}"
            for row in found[:_MOST_NAMED]
        )
        raise AmbiguousError(f"“{text}” fits {counted(len(found), 'item')}: name one by its id", lines)

    def done(self, row: AgendaRow, kind: InteractionKind | None = None) -> Changed:
        """Do a row; `kind` is the channel of a check-in, by default a message, or of a thank-you."""
        self._require(Verb.DONE, row)
        one = row.acted_on
        return self._sources.of(one).done(one, one.subject, kind)

    def check_in(self, row: AgendaRow, kind: InteractionKind, text: str) -> Changed:
        """Do a check-in by a channel, with what it was about; an empty text says nothing of that."""
        self._require(Verb.DONE, row)
        source, subject = self._sources.of(row), row.subject
        match subject:
            case CheckIn():
                return self._sources.check_ins.done(row, subject, kind, text)
            case FollowUpDue() if row.kind is RowKind.CHECK_IN and isinstance(source, FollowUpAgenda):
                return source.done(row, subject, kind, text)
        raise InvalidValueError(f"“{row.text or row.who}” is no check-in")

    def snooze(self, row: AgendaRow, until: date) -> Changed:
        """Snooze a row until a day to come."""
        if until <= self._present.today():
            raise InvalidValueError(f"{full_day(until)} is not to come: snooze until tomorrow or after")
        if row.due_on > until:
            what, due = shortened(row.text or row.who), f"{full_day(row.due_on)}"
            raise InvalidValueError(f"“{what}” is due on {due} anyway: snooze it until a day after that")
        self._require(Verb.SNOOZE, row)
        one = row.acted_on
        return self._sources.of(one).snooze(one, one.subject, until)

    def skip(self, row: AgendaRow) -> Changed:
        """Skip a row this time: a check-in starts its interval again, a follow-up is dropped."""
        self._require(Verb.SKIP, row)
        one = row.acted_on
        return self._sources.of(one).skip(one, one.subject)

    def delete(self, row: AgendaRow) -> Changed:
        """Delete the follow-up of a row, and nothing else."""
        self._require(Verb.DROP, row)
        return self._sources.of(row).delete(row, row.subject)

    def snooze_all(self, rows: Sequence[AgendaRow], until: date) -> None:
        """Snooze rows until a day to come, as one change; what is due later anyway stays."""
        earlier = [row for row in rows if row.due_on <= until] or rows
        with self._store.transaction(
            f"Snooze {counted(len(earlier), 'row')} until {self._present.short_day(until)}"
        ):
            for row in earlier:
                self.snooze(row, until)

    def skip_all(self, rows: Sequence[AgendaRow]) -> None:
        """Skip rows this time, as one change."""
        with self._store.transaction(f"Skip {counted(len(rows), 'row')}"):
            for row in rows:
                self.skip(row)

    def leads(self, verb: Verb, row: AgendaRow) -> Lead | None:
        """Return where done, edit or open leads on the screen; None if there is nothing to ask or show."""
        return self._sources.of(row).leads(verb, row, row.subject)

    def why_not(self, verb: Verb, row: AgendaRow) -> str:
        """Return the sentence the user sees where a verb does not fit a row; else ""."""
        return self._sources.of(row).why_not(verb, row, row.subject)

    def done_word(self, row: AgendaRow) -> str:
        """Return what doing a row is called; "" where it is just done."""
        return self._sources.of(row).done_word(row, row.subject)

    def _require(self, verb: Verb, row: AgendaRow) -> None:
        if why_not := self.why_not(verb, row):
            raise InvalidValueError(why_not)


def _with_id(row_id: str, rows: Sequence[AgendaRow]) -> AgendaRow | None:
    return next((one for row in rows for one in (row, *row.items) if one.id == row_id), None)


def _with_words(wanted: str, rows: Sequence[AgendaRow]) -> list[AgendaRow]:
    return [
        row for row in rows if wanted and wanted in fold(f"{row.kind} {row.kind.word} {row.who} {row.text}")
    ]
