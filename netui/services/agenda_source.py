"""What puts rows on the agenda, and knows what can be done with each of them."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar, Generic, TypeVar

from netui.domain.interviews.interview import Interview
from netui.domain.people.contact import Contact
from netui.domain.people.follow_up import FollowUp
from netui.domain.people.interaction import InteractionKind
from netui.domain.preferences import Preferences
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.domain.week.agenda import AgendaRow, Lead, Subject, ToScreen, Verb
from netui.services.ports import Store

SubjectT = TypeVar("SubjectT", bound=Subject)
Changed = Contact | FollowUp | Interview | None
"""What a verb changed; None where the agenda alone remembers it."""


class RowVerbs(Generic[SubjectT]):
    """What can be done with rows about some kinds of subject.

    Where a source does not say otherwise, the agenda remembers by the id of a row that it is done, skipped
    or snoozed, and a row leads to its person.
    """

    subjects: ClassVar[tuple[type[Subject], ...]]
    done_words: ClassVar[str] = ""
    _store: Store

    def done(self, row: AgendaRow, _subject: SubjectT, _kind: InteractionKind | None = None, /) -> Changed:
        """Do a row; `kind` is the channel, where someone was reached."""
        self._dismiss(row, "Done")
        return None

    def skip(self, row: AgendaRow, _subject: SubjectT, /) -> Changed:
        """Skip a row this time."""
        self._dismiss(row, "Skip")
        return None

    def delete(self, row: AgendaRow, subject: SubjectT, /) -> Changed:
        """Delete what a row is about, where `why_not` lets it."""
        return self.skip(row, subject)

    def snooze(self, row: AgendaRow, _subject: SubjectT, until: date, /) -> Changed:
        """Snooze a row until a day to come."""
        with self._store.transaction(f"Snooze until {full_day(until)}: {row.name}"):
            before = self._store.preferences.load()
            self._store.preferences.save(replace(before, snoozed={**before.snoozed, row.id: until}))
        return None

    def leads(self, verb: Verb, row: AgendaRow, _subject: SubjectT, /) -> Lead | None:
        """Return where done, edit or open leads on the screen; None if there is nothing to ask or show."""
        if verb is Verb.DONE or row.contact_id is None:
            return None
        return ToScreen("contact" if verb is Verb.OPEN else "contact-form", row.contact_id)

    def why_not(self, verb: Verb, row: AgendaRow, subject: SubjectT, /) -> str:
        """Return the sentence the user sees where a verb does not fit a row; else ""."""
        if verb is Verb.DROP:
            return "Only follow-ups can be deleted. x skips this one."
        if verb in {Verb.EDIT, Verb.OPEN} and self.leads(verb, row, subject) is None:
            return f"There is nothing to {verb} on this row."
        return ""

    def done_word(self, _row: AgendaRow, _subject: SubjectT, /) -> str:
        """Return what doing a row is called; "" where it is just done."""
        return self.done_words

    def _is_dismissed(self, row_id: str) -> bool:
        return row_id in self._store.preferences.load().dismissed

    def _dismiss(self, row: AgendaRow, verb: str) -> None:
        with self._store.transaction(f"{verb}: {row.name}"):
            before = self._store.preferences.load()
            self._store.preferences.save(replace(before, dismissed=(*before.dismissed, row.id)))


class AgendaSource(RowVerbs[SubjectT], ABC):
    """Something that puts rows on the agenda."""

    @abstractmethod
    def rows(self, last: date) -> Iterator[AgendaRow]:
        """Yield the rows due up to a day, not yet placed against today."""


def shown_rows(rows: Iterable[AgendaRow], preferences: Preferences) -> Iterator[AgendaRow]:
    """Leave out what was dismissed, and move what was snoozed."""
    hidden = set(preferences.dismissed)
    for row in rows:
        if row.id in hidden:
            continue
        later = preferences.snoozed.get(row.id)
        yield replace(row, due_on=later) if later is not None and later > row.due_on else row
