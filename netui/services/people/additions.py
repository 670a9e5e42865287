"""The new people of an import, as contacts only where they are wanted: many files have tens of thousands."""

from collections.abc import Iterable, Iterator
from datetime import date

from netui.domain.people.contact import Contact, Position, Stage
from netui.domain.people.import_changes import joined, labels_of
from netui.domain.people.importing import CONNECTED, ImportedPerson
from netui.domain.people.typed_fields import with_typed
from netui.domain.values import replace
from netui.services.people.import_facts import LINKEDIN, Fact, Options, apply_facts
from netui.services.people.packed_rows import PackedRows


class Additions:
    """New people by ids that are negative until they are stored: the first is -1."""

    def __init__(self, options: Options, today: date) -> None:
        self._options = options
        self._today = today
        self._people: PackedRows[ImportedPerson] = PackedRows()
        self._sources: list[tuple[int, str]] = []
        self._last_connection: date | None = None
        self._facts: dict[int, list[Fact]] = {}

    def __len__(self) -> int:
        return len(self._people)

    def __iter__(self) -> Iterator[Contact]:
        return map(self.contact, self.ids())

    def ids(self, after: int = 0) -> Iterable[int]:
        """Return the ids in order, without the first `after`."""
        return range(-after - 1, -len(self._people) - 1, -1)

    def add(self, source: str, person: ImportedPerson) -> int:
        """Take someone from a file; return their id."""
        if not self._sources or self._sources[-1][1] != source:
            self._sources.append((len(self._people), source))
        self._people.append(person)
        if source == LINKEDIN and person.connected_on is not None:
            self._last_connection = max(person.connected_on, self._last_connection or person.connected_on)
        return -len(self._people)

    def contact(self, new_id: int) -> Contact:
        """Return someone new as a contact, with all that the files say."""
        contact = self._new(new_id)
        facts = self._facts.get(new_id)
        return apply_facts(contact, facts, self._options, self._today)[0] if facts else contact

    def learn(self, new_id: int, fact: Fact) -> list[str]:
        """Take what another row says of someone new; return the reasons, none where nothing is new."""
        _, reasons = apply_facts(self.contact(new_id), [fact], self._options, self._today)
        if reasons:
            self._facts.setdefault(new_id, []).append(fact)
        return reasons

    def connected_after(self, day: date) -> bool:
        """Whether someone connected on LinkedIn later than on a day."""
        return self._last_connection is not None and self._last_connection > day

    def _new(self, new_id: int) -> Contact:
        number = -new_id - 1
        person = self._people[number]
        source = next(source for first, source in reversed(self._sources) if first <= number)
        has_job = person.title or person.company
        jobs = (Position(person.title, person.company),) if has_job else ()
        new = Contact(
            id=new_id,
            uid="",
            name=person.name,
            positions=() if dict(person.typed).get("positions") else jobs,
            emails=person.emails,
            phones=person.phones,
            links=person.pages,
            labels=labels_of(person),
            card_lines=person.other,
            custom=dict(person.custom),
            pronouns=person.pronouns,
            pronunciation=person.pronunciation,
            time_zone=person.time_zone,
            location=person.location,
            birthday=person.birthday,
            birthday_imported=person.birthday is not None,
            tags=joined(person.tags, self._options.tags, str.casefold),
            stage=Stage.CONNECTED,
            met=CONNECTED if source == LINKEDIN else "",
            met_on=person.connected_on,
            notes="\n".join(filter(None, (person.notes, person.note))),
        )
        new, _ = with_typed(new, person.typed)
        return replace(new, positions=new.positions or jobs, cadence=new.cadence or self._options.every)
