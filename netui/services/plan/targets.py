"""Who the user wants to know: potential contacts, and the companies and industries they are looked for in."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.one_line import required_line
from netui.domain.people.company import company_key
from netui.domain.people.contact import Contact, ContactRow, Position, Stage
from netui.domain.plan.target import Target, TargetKind
from netui.domain.text import fold
from netui.domain.values import replace
from netui.services.entries import Entries
from netui.services.people.contacts import ContactService
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.remembered import Remembered


class TargetStanding(Struct, frozen=True, kw_only=True):
    """A target with the people the user knows there, and those they want to know there."""

    target: Target
    known: tuple[ContactRow, ...] = ()
    wanted: tuple[ContactRow, ...] = ()


class _Looked(Struct, frozen=True):
    """What one look through everybody found; `colleagues` of those the user wants to know, by company."""

    people: Sequence[ContactRow]
    standings: Sequence[TargetStanding]
    colleagues: Mapping[str, Sequence[ContactRow]]


class TargetService:
    """Keeps what one aims at."""

    def __init__(self, store: Store, present: Present, contacts: ContactService) -> None:
        self._store = store
        self._contacts = contacts
        self._looked = Remembered(store, self._look, "contacts", "targets")
        self._entries = Entries(store, present, Target, "target", lambda one: one.name, self._checked)
        self.get = self._entries.get
        self.add = self._entries.add
        self.edit = self._entries.edit
        self.remove = self._entries.remove

    def list(self, kind: TargetKind | None = None) -> Sequence[Target]:
        """Return the targets, of one kind or all, by name."""
        found = [one for one in self._entries.all() if kind is None or one.kind is kind]
        return sorted(found, key=lambda one: (list(TargetKind).index(one.kind), one.name.casefold()))

    def want_to_know(self, name: str, *, title: str = "", company: str = "", why: str = "") -> Contact:
        """Add a person the user doesn't know yet, as a contact of the stage potential."""
        positions = (Position(title.strip(), company.strip()),) if title.strip() or company.strip() else ()
        draft = replace(
            self._contacts.blank(name), positions=positions, why=why.strip(), stage=Stage.POTENTIAL
        )
        return self._contacts.add(draft)

    def people(self) -> Sequence[ContactRow]:
        """Return the people the user wants to know, by name."""
        return self._looked().people if self.are_read else self._find_people()

    @property
    def are_read(self) -> bool:
        """Whether all can be asked without looking through everybody."""
        return self._looked.is_known

    def standings(self) -> Sequence[TargetStanding]:
        """Return every target with who is known there."""
        return self._looked().standings

    def known_elsewhere(self, person: ContactRow) -> Sequence[ContactRow]:
        """Return who the user knows where someone they want to know works, by name."""
        return self._looked().colleagues.get(company_key(person.company), ())

    def _find_people(self) -> Sequence[ContactRow]:
        rows = (row for row in self._store.contacts.rows() if row.stage is Stage.POTENTIAL)
        return sorted((row for row in rows if row.archived_at is None), key=_by_name)

    def _look(self) -> _Looked:
        targets, people = self.list(), self._find_people()
        aimed_at: dict[tuple[TargetKind, str], list[ContactRow]] = {
            (target.kind, fold(target.name)): [] for target in targets
        }
        colleagues_at: dict[str, list[ContactRow]] = {
            company_key(row.company): [] for row in people if row.company
        }
        for row in self._store.contacts.rows() if aimed_at or colleagues_at else ():
            company = row.company
            if company and row.stage is not Stage.POTENTIAL:
                colleagues = colleagues_at.get(company_key(company))
                if colleagues is not None:
                    colleagues.append(row)
            if row.archived_at is None:
                for kind, name in ((TargetKind.COMPANY, company), (TargetKind.INDUSTRY, row.industry)):
                    found = aimed_at.get((kind, fold(name))) if name else None
                    if found is not None:
                        found.append(row)
        return _Looked(
            people=people,
            standings=[_standing(target, aimed_at[target.kind, fold(target.name)]) for target in targets],
            colleagues={name: sorted(rows, key=_by_name) for name, rows in colleagues_at.items()},
        )

    def _checked(self, target: Target) -> Target:
        name = required_line(target.name, f"name the {target.kind} you aim at")
        same = next(
            (one for one in self.list(target.kind) if fold(one.name) == fold(name) and one.id != target.id),
            None,
        )
        if same is not None:
            raise InvalidValueError(f"{same.name} is among the {_MANY[target.kind]} you aim at already")
        return replace(target, name=name, why=target.why.strip())


_MANY = {TargetKind.COMPANY: "companies", TargetKind.INDUSTRY: "industries"}


def _by_name(row: ContactRow) -> str:
    return row.name.casefold()


def _standing(target: Target, there: Sequence[ContactRow]) -> TargetStanding:
    people = sorted(there, key=_by_name)
    return TargetStanding(
        target=target,
        known=tuple(row for row in people if row.stage is not Stage.POTENTIAL),
        wanted=tuple(row for row in people if row.stage is Stage.POTENTIAL),
    )
