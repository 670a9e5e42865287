"""Follow-ups as they are typed, with the person each waits for found by name."""

from contextlib import suppress
from datetime import date
from typing import NamedTuple

from netui.domain.errors import AmbiguousError, InvalidValueError, NotFoundError
from netui.domain.people.contact import ContactRow
from netui.domain.week.awaited import awaited_words, conversation_with, split_off_conversation
from netui.domain.week.line_parts import DUE_LATE, day_reader, due_day, unreadable_due, words_of
from netui.domain.week.promises import NewFollowUp, hour_in_day, parse_follow_up, split_off_repeat
from netui.services.people.finding import find_contact
from netui.services.ports import Store
from netui.services.present import Present


class Due(NamedTuple):
    """When something is due: on a day, once there was a conversation with someone, or the first of both."""

    on: date | None
    after: ContactRow | None = None

    @property
    def after_id(self) -> int | None:
        """Who is to be talked to before."""
        return None if self.after is None else self.after.id


class FollowUpReading:
    """Reads what was promised, and what it waits for; raises InvalidValueError for what is in doubt.

    For a name that no one has it raises NotFoundError, for one of several people AmbiguousError.
    """

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self._present = present

    def follow_up(self, text: str) -> NewFollowUp:
        """Read "send the article by fri", "tell her how it went once I talked to Mei"."""
        return self.known(parse_follow_up(text, self._present.reading()))

    def with_own_day(self, text: str) -> NewFollowUp | None:
        """Return what was promised where its words say when, as in "call every friday"; None otherwise.

        "once I talked to Mei" says so where one person has that name.
        Raises InvalidValueError for a day that can't be meant, as in "by 30 feb".
        """
        reading, words = self._present.reading(), words_of(text)
        found = due_day(words, day_reader(reading))
        says = found is not None and DUE_LATE.match(found.phrase) is not None
        if DUE_LATE.search(text) is not None and found is None:
            says = bool(unreadable_due(text, reading) or hour_in_day(words, reading))
        with suppress(InvalidValueError):
            says = says or split_off_repeat(text, reading)[1] is not None
        name = split_off_conversation(text, reading)[1]
        with suppress(NotFoundError, AmbiguousError):
            says = says or bool(name and find_contact(self._store, name))
        return self.known(parse_follow_up(text, reading)) if says else None

    def when(self, new: NewFollowUp) -> Due:
        """Return when something that was read is due."""
        return Due(new.due_on, None if new.after_id is None else self._store.contacts.row(new.after_id))

    def known(self, new: NewFollowUp) -> NewFollowUp:
        """Return what was promised with who it waits for, by id and by name."""
        if not new.after or new.after_id is not None:
            return new
        try:
            row = find_contact(self._store, new.after)
        except NotFoundError:
            if new.otherwise is None:
                raise
            return new.otherwise
        return new._replace(after=row.name, after_id=row.id)

    def due(self, text: str) -> Due:
        """Read "fri", "once I talked to Mei", "by fri, or after talking to Mei"; a day to come."""
        rest, name = split_off_conversation(text, self._present.reading())
        day = self._present.read_due(rest) if rest or not name else None
        return Due(day, find_contact(self._store, name) if name else None)

    def echo(self, due: Due) -> str:
        """Return how it was understood: "Fri 27 Nov 2026, in 7 days", "once you talk to Mei Chen"."""
        from netui.domain.time.dates import echo

        day = "" if due.on is None else echo(due.on, self._present.today())
        awaited = "" if due.after is None else awaited_words(due.after.name)
        return ", or ".join(part for part in (day, awaited) if part)

    def conversation(self, text: str) -> ContactRow:
        """Read who is to be talked to: "talking to Mei", "I met Mei", "Mei"."""
        return find_contact(self._store, conversation_with(text, self._present.reading()))

    def split(self, text: str) -> tuple[str, ContactRow | None]:
        """Return a text without the conversation at its end, where that is with someone known, and who."""
        rest, name = split_off_conversation(text, self._present.reading())
        try:
            return (rest, find_contact(self._store, name)) if name and rest else (text, None)
        except NotFoundError:
            return text, None
