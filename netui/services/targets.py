"""Whom one wants to know: potential contacts, and the companies and industries they are looked for in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from netui.domain.contact import Contact, ContactRow, Position, Stage
from netui.domain.errors import InvalidValueError
from netui.domain.folding import fold
from netui.domain.target import Target, TargetKind
from netui.services.contacts import ContactService
from netui.services.entries import Entries
from netui.services.ports import Change, Store
from netui.services.present import Present


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetStanding:
    """A target with the people one knows there, and those one wants to know there."""

    target: Target
    known: tuple[ContactRow, ...] = ()
    wanted: tuple[ContactRow, ...] = ()


class TargetService:
    """Keeps what one aims at."""

    def __init__(self, store: Store, present: Present, contacts: ContactService) -> None:
        self._store = store
        self._contacts = contacts
        self._standings: tuple[Sequence[ContactRow], Sequence[TargetStanding]] | None = None
        self._aims = 0
        store.subscribe(self._forget)
        self._entries = Entries(store, present, Target, "target", lambda one: one.name)
        self.get = self._entries.get
        self.remove = self._entries.remove

    def list(self, kind: TargetKind | None = None) -> Sequence[Target]:
        """Return the targets, of one kind or all, by name."""
        found = [one for one in self._entries.all() if kind is None or one.kind is kind]
        return sorted(found, key=lambda one: (list(TargetKind).index(one.kind), one.name.casefold()))

    def add(self, draft: Target) -> Target:
        """Aim at a company or an industry; raise InvalidValueError without a name, or for one aimed at."""
        return self._entries.add(self._checked(draft))

    def edit(self, changed: Target, base: Target | None = None) -> Target:
        """Store a changed target; with its `base`, what others changed is kept."""
        return self._entries.save(self._checked(changed), base=base)

    def want_to_know(self, name: str, *, title: str = "", company: str = "", why: str = "") -> Contact:
        """Add a person one does not know yet, as a contact of the stage potential."""
        positions = (Position(title.strip(), company.strip()),) if title.strip() or company.strip() else ()
        draft = replace(
            self._contacts.blank(name), positions=positions, why=why.strip(), stage=Stage.POTENTIAL
        )
        return self._contacts.add(draft)

    def people(self) -> Sequence[ContactRow]:
        """Return the people one wants to know, by name."""
        rows = (row for row in self._store.contacts.rows() if row.stage is Stage.POTENTIAL)
        return sorted((row for row in rows if row.archived_at is None), key=lambda row: row.name.casefold())

    @property
    def are_read(self) -> bool:
        """Whether `standings` can be asked without looking through everybody."""
        return self._standings is not None and self._standings[0] is self._store.contacts.rows()

    def standings(self) -> Sequence[TargetStanding]:
        """Return every target with who is known there."""
        rows = self._store.contacts.rows()
        known, aims = self._standings, self._aims
        if known is None or known[0] is not rows:
            known = (rows, self._stand(rows))
            if aims == self._aims:  # else a target changed while a worker looked
                self._standings = known
        return known[1]

    def _forget(self, change: Change) -> None:
        if "targets" in change.touched:
            self._aims += 1
            self._standings = None

    def _stand(self, rows: Sequence[ContactRow]) -> Sequence[TargetStanding]:
        targets = self.list()
        there: dict[tuple[TargetKind, str], list[ContactRow]] = {
            (target.kind, fold(target.name)): [] for target in targets
        }
        for row in rows if targets else ():
            if row.archived_at is None:
                for kind, name in ((TargetKind.COMPANY, row.company), (TargetKind.INDUSTRY, row.industry)):
                    found = there.get((kind, fold(name))) if name else None
                    if found is not None:
                        found.append(row)
        return [_standing(target, there[target.kind, fold(target.name)]) for target in targets]

    def _checked(self, target: Target) -> Target:
        name = " ".join(target.name.split())
        if not name:
            raise InvalidValueError(f"name the {target.kind} you aim at")
        same = next(
            (one for one in self.list(target.kind) if fold(one.name) == fold(name) and one.id != target.id),
            None,
        )
        if same is not None:
            raise InvalidValueError(f"{same.name} is among the {_MANY[target.kind]} you aim at already")
        return replace(target, name=name, why=target.why.strip())


_MANY = {TargetKind.COMPANY: "companies", TargetKind.INDUSTRY: "industries"}


def _standing(target: Target, there: Sequence[ContactRow]) -> TargetStanding:
    people = sorted(there, key=lambda row: row.name.casefold())
    return TargetStanding(
        target=target,
        known=tuple(row for row in people if row.stage is not Stage.POTENTIAL),
        wanted=tuple(row for row in people if row.stage is Stage.POTENTIAL),
    )
