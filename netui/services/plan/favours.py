"""Favours: given, received, in balance or not, and what could be given back."""

from datetime import date

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import ContactRow
from netui.domain.people.interaction import Direction
from netui.domain.plan.favour import FAVOUR_WORDS, Balance, Favour, FavourKind, balance_of
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.services.entries import Entries, new_identity
from netui.services.people.people import require_contact
from netui.services.plan.favour_ideas import FavourIdeas
from netui.services.plan.favour_ledger import FavourLedger
from netui.services.plan.introduction_views import IntroductionViews
from netui.services.ports import Change, Store
from netui.services.present import Present


class PersonBalance(Struct, frozen=True):
    """The balance with one person."""

    row: ContactRow
    balance: Balance


class FavourService:
    """Notes favours and keeps the balance."""

    def __init__(self, store: Store, present: Present, introductions: IntroductionViews) -> None:
        self._store = store
        self._present = present
        self.ledger = FavourLedger(store, present, introductions)
        self._ideas = FavourIdeas(store, present, self.ledger)
        self._favours = store.of(Favour)
        entries = Entries(store, present, Favour, "favour", lambda one: FAVOUR_WORDS[one.kind], self._checked)
        self.get = entries.get
        self.edit = entries.edit
        self.remove = entries.remove
        self._counted: tuple[object, list[PersonBalance]] | None = None
        store.subscribe(self._on_change)
        self.of = self.ledger.of
        self.ideas = self._ideas.of

    def note(
        self,
        contact_id: int,
        direction: Direction,
        kind: FavourKind,
        text: str = "",
        on: date | None = None,
    ) -> Favour:
        """Note a favour; raise InvalidValueError for one that went no way, or for a day to come."""
        contact = require_contact(self._store, contact_id)
        day = on or self._present.today()
        self._check(direction, day)
        words = FAVOUR_WORDS[kind]
        way = "Gave" if direction is Direction.GAVE else "Received from"
        with self._store.transaction(f"{way} {contact.name}: {words}"):
            favour = Favour(
                **new_identity(self._store, self._present),
                contact_id=contact_id,
                direction=direction,
                kind=kind,
                on=day,
                text=text.strip(),
            )
            self._favours.add(favour)
        return favour

    def noted(self) -> list[Favour]:
        """Return what was noted by hand, the newest first."""
        return sorted(self._favours.all(), key=lambda one: (one.on, one.id), reverse=True)

    def balance(self, contact_id: int) -> Balance:
        """Return the balance with a person."""
        return balance_of(self.ledger.of(contact_id))

    @property
    def are_read(self) -> bool:
        """Whether `people` can be asked without reading the log."""
        return self.ledger.is_read

    def people(self) -> list[PersonBalance]:
        """Return the balance with everyone there was a favour with, those I owe most first."""
        ledger = self.ledger.by_person()
        if self._counted is not None and self._counted[0] is ledger:
            return self._counted[1]
        found = [
            PersonBalance(row, balance_of(entries))
            for contact_id, entries in ledger.items()
            if (row := self._store.contacts.row(contact_id)) is not None
        ]
        found.sort(key=lambda one: (one.balance.net, -one.balance.received, one.row.name.casefold()))
        self._counted = (ledger, found)
        return found

    def _on_change(self, change: Change) -> None:
        if "contacts" in change.touched:
            self._counted = None  # people go by other names, and would be held as they were

    def overall(self) -> Balance:
        """Return the balance over the whole network."""
        people = self.people()
        return Balance(sum(one.balance.gave for one in people), sum(one.balance.received for one in people))

    def _checked(self, favour: Favour) -> Favour:
        self._check(favour.direction, favour.on)
        return replace(favour, text=favour.text.strip())

    def _check(self, direction: Direction, on: date) -> None:
        if direction is Direction.BOTH:
            raise InvalidValueError("a favour goes one way: say whether you did it for them, or they for you")
        if on > self._present.today():
            raise InvalidValueError(f"{full_day(on)} is still to come: note what was given, promise the rest")
