"""Follow-ups: made, done, snoozed, deleted."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import first_name
from netui.domain.people.follow_up import FollowUp, FollowUpKind, FollowUpState
from netui.domain.people.interaction import Direction, Interaction, InteractionKind
from netui.domain.people.written_to import likely_channel
from netui.domain.time.calendar_ends import days_after
from netui.domain.values import replace
from netui.services.entries import merge_edit, new_identity
from netui.services.people.awaited import AwaitedConversations
from netui.services.people.interactions import InteractionService, log_label
from netui.services.people.people import name_of, names_of, require_contact
from netui.services.ports import Store
from netui.services.present import Present

if TYPE_CHECKING:
    from netui.domain.week.promises import NewFollowUp
    from netui.services.people.follow_up_reading import FollowUpReading
    from netui.services.people.kept_follow_ups import KeptFollowUps

_VALUE_WITHIN = 7

Kept = Callable[[FollowUp, bool], None]
"""Takes a follow-up that was completed, and whether a note did it."""


class FollowUpService:
    """Adds, changes and completes follow-ups."""

    def __init__(
        self,
        store: Store,
        present: Present,
        log: InteractionService,
        introduction_kept: Callable[[], Kept] | None = None,
    ) -> None:
        """What `introduction_kept` returns is called as a follow-up of an introduction is completed."""
        self._store = store
        self._present = present
        self._log = log
        self._awaited = AwaitedConversations(store, present)
        self._introduction_kept = introduction_kept
        self.open = store.follow_ups.open
        self.for_contact = store.follow_ups.for_contact

    def get(self, follow_up_id: int) -> FollowUp:
        """Return a follow-up; raise NotFoundError if there is none."""
        follow_up = self._store.follow_ups.get(follow_up_id)
        if follow_up is None:
            raise NotFoundError(f"there is no follow-up with the id {follow_up_id}")
        return follow_up

    def around(self, contact_id: int) -> list[FollowUp]:
        """Return those owed to a person or about one, then those that wait for a conversation with them."""
        known = self._store.follow_ups.for_contact(contact_id)
        ids = {one.id for one in known}
        return [*known, *(one for one in self._store.follow_ups.after(contact_id) if one.id not in ids)]

    def waiting(self) -> list[FollowUp]:
        """Return those that are due only once there was a conversation, the longest promised first."""
        found = self._store.follow_ups.waiting()
        return sorted(found, key=lambda one: (one.promised_on or date.min, one.id))

    def due_words(self, follow_up: FollowUp) -> str:
        """Return when a follow-up is due: "due Fri 27 Nov 2026, in 7 days", "once you talk to Mei Chen"."""
        from netui.domain.time.dates import echo
        from netui.domain.week.awaited import awaited_words

        due = "" if follow_up.waits else f"due {echo(follow_up.due_on, self._present.today())}"
        due += f", then every {follow_up.repeats}" if follow_up.repeats is not None else ""
        awaited = "" if (name := self.awaited_name(follow_up)) == "" else awaited_words(name)
        return ", or ".join(part for part in (due, awaited) if part)

    def awaited_name(self, follow_up: FollowUp) -> str:
        """Return the name of who is still to be talked to before a follow-up is due; else ""."""
        if follow_up.after_id is None or follow_up.after_on is not None:
            return ""
        return name_of(self._store, follow_up.after_id)

    def open_from_interview(self, interview_id: int) -> list[FollowUp]:
        """Return the follow-ups still to do that came from an interview."""
        return [one for one in self._store.follow_ups.for_interview(interview_id) if one.is_open]

    def add(
        self,
        *,
        contact_id: int | None,
        kind: FollowUpKind,
        text: str,
        due_on: date | None,
        due_at: datetime | None = None,
        about_id: int | None = None,
        after_id: int | None = None,
        interview_id: int | None = None,
        repeats: Cadence | None = None,
        repeats_from: date | None = None,
        company: str = "",
        promised_on: date | None = None,
    ) -> FollowUp:
        """Add a follow-up; raise InvalidValueError for an empty text.

        `repeats_from` is the first day of its series, `promised_on` the day it was promised: today. With
        `after_id` it waits for a conversation with that person since then; with a day as well, until then.
        """
        words = text.strip()
        if not words:
            raise InvalidValueError("a follow-up needs a few words: what is to be done?")
        promised_on = promised_on or self._present.today()
        if after_id is None and due_on is None:
            raise InvalidValueError("a follow-up needs a day it is due, or someone to talk to before")
        _check_waiting(after_id, contact_id, repeats)
        with self._store.transaction(f"Promise: {words}"):
            follow_up = FollowUp(
                **new_identity(self._store, self._present),
                kind=kind,
                text=words,
                due_on=due_on or promised_on,
                due_at=due_at,
                contact_id=contact_id,
                about_id=about_id,
                after_id=after_id,
                latest_on=due_on if after_id is not None else None,
                interview_id=interview_id,
                repeats=repeats,
                repeats_from=repeats_from,
                company=company,
                promised_on=promised_on,
            )
            if after_id is not None:
                require_contact(self._store, after_id)
            self._store.follow_ups.add(follow_up)
            if after_id is None:
                return follow_up
            self._awaited.settle([after_id])
            return self.get(follow_up.id)

    def add_for_each(
        self,
        contact_ids: Sequence[int],
        *,
        kind: FollowUpKind,
        text: str,
        due_on: date | None,
        after_id: int | None = None,
        repeats: Cadence | None = None,
    ) -> list[FollowUp]:
        """Add the same follow-up for each of some people, in one transaction."""
        with self._store.transaction(f"Promise: {text.strip()}"):
            return [
                self.add(
                    contact_id=one, kind=kind, text=text, due_on=due_on, after_id=after_id, repeats=repeats
                )
                for one in contact_ids
            ]

    def add_all(
        self, contact_id: int | None, follow_ups: "Iterable[NewFollowUp]", promised_on: date | None = None
    ) -> list[FollowUp]:
        """Add several follow-ups for a person, promised today or on a day, in one transaction.

        Who they wait for is known: see `known`.
        """
        with self._store.transaction("Promise"):
            made = [
                self.add(
                    contact_id=contact_id,
                    kind=one.kind,
                    text=one.text,
                    due_on=one.due_on,
                    after_id=one.after_id,
                    repeats=one.repeats,
                    promised_on=promised_on,
                )
                for one in follow_ups
            ]
            self._store.relabel(f"Promise: {'; '.join(one.text for one in made)}")
            return made

    def value_due_on(self) -> date:
        """Return the day by which something of value is to be sent to someone met or thanked today."""
        return days_after(self._present.today(), _VALUE_WITHIN)

    def add_value(self, contact_id: int) -> FollowUp:
        """Add a follow-up to send someone something of value within a week."""
        first = first_name(require_contact(self._store, contact_id).name)
        return self.add(
            contact_id=contact_id,
            kind=FollowUpKind.SEND,
            text=f"Send {first} something of value",
            due_on=self.value_due_on(),
        )

    @cached_property
    def reading(self) -> "FollowUpReading":
        """Reads follow-ups as they are typed."""
        from netui.services.people.follow_up_reading import FollowUpReading

        return FollowUpReading(self._store, self._present)

    @cached_property
    def kept(self) -> "KeptFollowUps":
        """Finds what an entry of the log keeps of what was promised."""
        from netui.services.people.kept_follow_ups import KeptFollowUps

        return KeptFollowUps(self._store)

    def log_with_follow_ups(
        self,
        follow_ups: "Iterable[NewFollowUp]",
        *,
        contact_ids: Sequence[int],
        kind: InteractionKind,
        on: date,
        direction: Direction = Direction.BOTH,
        text: str = "",
        source: str | None = None,
        kept: Sequence[FollowUp] = (),
    ) -> tuple[Interaction, list[FollowUp]]:
        """Log what happened, and add its follow-ups for the people they are owed to, in one transaction.

        See `owed_to`. It does the follow-ups that are `kept` by it. Raises what the log and `add` raise.
        """
        thanks = next((one for one in kept if one.kind is FollowUpKind.THANK_YOU), None)
        with self._store.transaction("Log interaction"):
            logged = self._log.log(
                contact_ids=contact_ids,
                kind=kind,
                on=on,
                direction=direction,
                text=text,
                source=source,
                interview_id=None if thanks is None else thanks.interview_id,
                template=None if thanks is None else _template(thanks),
            )
            names = names_of(self._store, logged.contact_ids)
            made = self._add_for(names, follow_ups, on)
            for one in kept:
                self.done(one.id, logged=True)
            self._store.relabel(log_label(kind, names.values()))
            return logged, made

    def _add_for(
        self, names: dict[int, str], follow_ups: "Iterable[NewFollowUp]", on: date
    ) -> list[FollowUp]:
        """Add follow-ups for those of some people that each is owed to."""
        from netui.domain.week.promises import owed_to

        ids, made = list(names), list[FollowUp]()
        for one in follow_ups:
            for place in owed_to(one, list(names.values())):
                made += self.add_all(ids[place], [one], on)
        return made

    def edit(self, follow_up: FollowUp, base: FollowUp | None = None) -> FollowUp:
        """Store a changed follow-up; with the original, what others changed in the meantime is kept."""
        if not follow_up.text.strip():
            raise InvalidValueError("a follow-up needs a few words: what is to be done?")
        _check_waiting(follow_up.after_id, follow_up.contact_id, follow_up.repeats)
        with self._store.transaction(f"Change: {follow_up.text}"):
            if base is not None and follow_up.due_on != base.due_on:
                follow_up = replace(follow_up, repeats_from=None)  # the series goes on from the new day
            if base is not None:
                follow_up = merge_edit(self._store, base, follow_up, self.get(base.id))
            self._store.follow_ups.save(follow_up)
        return follow_up

    def done(
        self,
        follow_up_id: int,
        *,
        kind: InteractionKind | None = None,
        about: str = "",
        logged: bool = False,
    ) -> FollowUp:
        """Complete a follow-up; a recurring one is opened again.

        Thanks and check-ins are logged unless they were already: without a `kind` as notes reach the person,
        or by message; a check-in with what it was `about`, else with the words of the follow-up.
        """
        now = self._present.now()
        with self._store.transaction(f"Done: {self.get(follow_up_id).text}"):
            follow_up = self._require_open(follow_up_id)
            closed = replace(follow_up, state=FollowUpState.DONE, closed_at=now)
            self._store.follow_ups.save(closed)
            if follow_up.kind is FollowUpKind.THANK_YOU:
                self._thanked(follow_up, now)
                if not logged:
                    self._sent_thanks(follow_up, kind, now)
            elif (who := follow_up.checks_in_with) is not None and not logged:
                self._checked_in(who, kind or InteractionKind.MESSAGE, about or follow_up.text)
            if follow_up.repeats is not None:
                self._open_again(follow_up, follow_up.repeats)
            if self._introduction_kept is not None and closed.kind is FollowUpKind.INTRODUCTION:
                self._introduction_kept()(closed, logged)
        return closed

    def drop(self, follow_up_id: int) -> FollowUp:
        """Delete a follow-up; a recurring one is opened again."""
        with self._store.transaction(f"Skip: {self.get(follow_up_id).text}"):
            follow_up = self._require_open(follow_up_id)
            dropped = replace(follow_up, state=FollowUpState.DROPPED, closed_at=self._present.now())
            self._store.follow_ups.save(dropped)
            if follow_up.repeats is not None:
                self._open_again(follow_up, follow_up.repeats)
        return dropped

    def snooze(self, follow_up_id: int, until: date) -> FollowUp:
        """Snooze a follow-up until a future day; its own due day and its clock stay what they are."""
        if until <= self._present.today():
            raise InvalidValueError(
                f"{self._present.short_day(until)} is not to come: snooze until tomorrow or after"
            )
        with self._store.transaction(
            f"Snooze until {self._present.short_day(until)}: {self.get(follow_up_id).text}"
        ):
            follow_up = self._require_open(follow_up_id)
            if follow_up.waits:
                raise InvalidValueError(
                    f"“{follow_up.text}” is due {self.due_words(follow_up)}. Edit it to give it a day."
                )
            later = replace(follow_up, snoozed_until=until)
            self._store.follow_ups.save(later)
        return later

    def _require_open(self, follow_up_id: int) -> FollowUp:
        follow_up = self.get(follow_up_id)
        if not follow_up.is_open:
            raise InvalidValueError(f"“{follow_up.text}” is {follow_up.state} already")
        return follow_up

    def _sent_thanks(self, follow_up: FollowUp, kind: InteractionKind | None, now: datetime) -> None:
        person = self._store.contacts.get(follow_up.contact_id) if follow_up.contact_id is not None else None
        if person is not None:
            self._log.log(
                contact_ids=(person.id,),
                kind=kind or likely_channel(person, self._log.for_contact(person.id)),
                on=self._present.today(),
                at=now,
                direction=Direction.GAVE,
                text=follow_up.text,
                interview_id=follow_up.interview_id,
                template=_template(follow_up),
            )

    def _thanked(self, follow_up: FollowUp, now: datetime) -> None:
        interview = self._store.interviews.get(follow_up.interview_id) if follow_up.interview_id else None
        if interview is not None and interview.thanked_at is None:
            self._store.interviews.save(replace(interview, thanked_at=now))

    def _checked_in(self, contact_id: int, kind: InteractionKind, text: str) -> None:
        if self._store.contacts.get(contact_id) is not None:
            self._log.log(contact_ids=(contact_id,), kind=kind, on=self._present.today(), text=text)

    def _open_again(self, follow_up: FollowUp, repeats: Cadence) -> None:
        """Open it again on the next day of its series, which keeps the day it began with: the 31st, say."""
        first = follow_up.repeats_from or follow_up.due_on
        due_on = repeats.first_from(days_after(max(self._present.today(), follow_up.due_on), 1), first)
        self.add(
            contact_id=follow_up.contact_id,
            kind=follow_up.kind,
            text=follow_up.text,
            due_on=due_on,
            about_id=follow_up.about_id,
            repeats=repeats,
            repeats_from=first,
            company=follow_up.company,
        )


def _template(thanks: FollowUp) -> str:
    """Return the name of the note that would have given thanks."""
    return "thank-you" if thanks.about_id is None else "introduction-thanks"


def _check_waiting(after_id: int | None, contact_id: int | None, repeats: Cadence | None) -> None:
    """Refuse to let wait what is owed to no one, and what has days of its own."""
    if after_id is not None and contact_id is None:
        raise InvalidValueError("only what you owe to a person can wait for a conversation: give it a day")
    if after_id is not None and repeats is not None:
        raise InvalidValueError("what comes again and again can't wait for a conversation: give it a day")
