"""The log: what happened, and with which people; every real contact restarts the cadence."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.people.check_in import chosen_cadence, chosen_on, with_next_due
from netui.domain.people.contact import Contact, Stage
from netui.domain.people.interaction import ONE_SIDED, Direction, Interaction, InteractionKind
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.services.entries import merge_edit, new_identity
from netui.services.people.awaited import AwaitedConversations
from netui.services.people.people import named, require_contact
from netui.services.ports import Store
from netui.services.present import Present


class InteractionService:
    """Logs, changes and removes interactions, and keeps each person's last contact true."""

    def __init__(
        self,
        store: Store,
        present: Present,
        when_logged: Callable[[], Callable[[Interaction], None]] | None = None,
    ) -> None:
        """Take what is called in the transaction that logs an interaction: what `when_logged` returns."""
        self._store = store
        self._present = present
        self._when_logged = when_logged
        self._awaited = AwaitedConversations(store, present)
        self.count = store.interactions.count
        self.for_contact = store.interactions.for_contact
        self.between = store.interactions.between

    def get(self, interaction_id: int) -> Interaction:
        """Return an interaction; raise NotFoundError if there is none."""
        interaction = self._store.interactions.get(interaction_id)
        if interaction is None:
            raise NotFoundError(f"there is no interaction with the id {interaction_id}")
        return interaction

    @property
    def at_hand(self) -> bool:
        """Whether the log is read; until then asking for a person's part waits for all of it."""
        return self._store.interactions.at_hand

    def read_ahead(self) -> None:
        """Read the log, in a thread that may wait for it."""
        if not self.at_hand:
            self._store.interactions.for_contact(0)

    def log(
        self,
        *,
        contact_ids: Sequence[int],
        kind: InteractionKind,
        on: date,
        at: datetime | None = None,
        direction: Direction = Direction.BOTH,
        text: str = "",
        interview_id: int | None = None,
        template: str | None = None,
        real: bool | None = None,
        source: str | None = None,
        came_from: Sequence[str] = (),
    ) -> Interaction:
        """Log one interaction with one or several people.

        `real` says whether it was contact at all; by default every kind is, but for engaging with a post.
        A real contact ends a snooze, moves a potential contact on (reached-out when only I gave, else
        connected) and wakes a dormant one. Raises InvalidValueError for a future day or without people.
        """
        ids = tuple(dict.fromkeys(contact_ids))
        if not ids:
            raise InvalidValueError("an interaction needs at least one person")
        self._refuse_future(on)
        really = kind not in ONE_SIDED if real is None else real
        with self._store.transaction("Log interaction"):
            self._store.relabel(log_label(kind, [require_contact(self._store, one).name for one in ids]))
            interaction = Interaction(
                **new_identity(self._store, self._present),
                contact_ids=ids,
                kind=kind,
                on=on,
                at=at,
                direction=direction,
                text=text.strip(),
                real=really,
                interview_id=interview_id,
                template=template,
                source=source,
                came_from=tuple(came_from),
            )
            self._store.interactions.add(interaction)
            if really:
                rules = self._store.preferences.load().rules
                for one in ids:
                    person = require_contact(self._store, one)
                    touched = _touched(person, on, direction)
                    if (cadence := chosen_cadence(touched, rules)) != chosen_cadence(person, rules):
                        touched = chosen_on(self._present.today(), touched, cadence)
                    self._store.contacts.save(with_next_due(touched, rules))
            self._awaited.settle(ids)
            if self._when_logged is not None:
                self._when_logged()(interaction)
            return interaction

    def edit(self, interaction: Interaction, base: Interaction | None = None) -> Interaction:
        """Store a changed interaction, and recount the last contact of everyone it was or is with.

        If the original is given too, what others changed in the meantime is kept.
        """
        if not interaction.contact_ids and not interaction.gone:
            raise InvalidValueError("an interaction needs at least one person")
        self._refuse_future(interaction.on)
        with self._store.transaction(
            f"Change {interaction.kind} of {self._present.short_day(interaction.on)}"
        ):
            before = self.get(interaction.id)
            if base is not None:
                interaction = merge_edit(self._store, base, interaction, before)
            self._store.interactions.save(interaction)
            self.recount({*before.contact_ids, *interaction.contact_ids})
        return interaction

    def remove(self, interaction_id: int) -> None:
        """Remove an interaction from the log."""
        interaction = self.get(interaction_id)
        with self._store.transaction(
            f"Remove {interaction.kind} of {self._present.short_day(interaction.on)}"
        ):
            self._store.interactions.remove(interaction_id)
            self.recount(interaction.contact_ids)

    def recount(self, contact_ids: Iterable[int]) -> None:
        """Update what is kept of some people by the log: last contact, next check-in, what waits for it."""
        ids = tuple(contact_ids)
        rules = self._store.preferences.load().rules
        for one in ids:
            contact = self._store.contacts.get(one)
            if contact is None:
                continue
            last = self._store.interactions.last_contact_on(contact.id)
            self._store.contacts.save(with_next_due(replace(contact, last_contact_on=last), rules))
        self._awaited.settle(ids)

    def _refuse_future(self, on: date) -> None:
        if on > self._present.today():
            raise InvalidValueError(f"{full_day(on)} is still to come: log what happened, plan a follow-up")


def log_label(kind: InteractionKind, names: Iterable[str]) -> str:
    """Return what history calls it when something is logged."""
    return f"Log {kind} with {named(names)}"


def _touched(person: Contact, on: date, direction: Direction) -> Contact:
    if person.last_contact_on is not None and person.last_contact_on >= on:
        return person
    stage = person.stage
    if stage in {Stage.POTENTIAL, Stage.REACHED_OUT}:
        stage = Stage.REACHED_OUT if direction is Direction.GAVE else Stage.CONNECTED
    elif stage is Stage.DORMANT:
        stage = Stage.ACTIVE
    return replace(person, last_contact_on=on, snoozed_until=None, stage=stage)
