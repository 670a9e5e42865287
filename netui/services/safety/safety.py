"""Backups, restoring, examining and repairing the store, and forgetting a person for good."""

from collections.abc import Callable
from datetime import datetime, time
from functools import cache
from pathlib import Path

from netui.domain.counted import count_people, counted
from netui.domain.errors import AmbiguousError, InvalidValueError, NotFoundError
from netui.domain.people.person_name import name_key
from netui.domain.text import fold
from netui.domain.time.dates import at_zone
from netui.services.people.finding import find_contact
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.safety.safekeeping import Erasure, Examination, Health, Person, Restoration, Safekeeping
from netui.typed_path import is_there, typed_path

MUCH = 20
"""A restore that touches more documents than this, or brings back who was forgotten, is asked about first."""

Confirm = Callable[[str], bool]


class SafetyService:
    """Keeps what is stored safe: the way back is always there, except from `forget`."""

    def __init__(
        self,
        store: Store,
        present: Present,
        keeping: Callable[[], Safekeeping],
        examination: Callable[[], Examination | None],
    ) -> None:
        self._store = store
        self._present = present
        self._find_keeping = cache(keeping)
        self._find_examination = examination
        self._examination: Examination | None = None

    @property
    def keeping(self) -> Safekeeping:
        """What can be done to the store as a whole."""
        return self._find_keeping()

    def examine(self) -> Health:
        """Look at every file, in a thread that may wait; a long session does not grow by it."""
        look = self._examination = self._find_examination()
        found = look() if look is not None else None
        return self.keeping.examine() if found is None else found

    def stop(self) -> None:
        """Look no longer: the program ends."""
        if self._examination is not None:
            self._examination.stop()

    def back_up_before(self, what: str) -> None:
        """Put a backup into the store's own folder before something large, where there is anything yet."""
        if self._store.contacts.count():
            self.keeping.back_up(f"before-{what}")

    def find_backup(self, text: str) -> Path:
        """Return the backup a path or the name of one in the store's folder stands for."""
        given = typed_path(text)
        if is_there(given):
            return given
        own = [backup.path for backup in self.keeping.backups() if backup.path.name == text]
        if own:
            return own[0]
        raise NotFoundError(f"there is no backup {text}: `netui backup` lists those of this store")

    def restore_file(self, source: Path, confirm: Confirm) -> Restoration | None:
        """Make the state that of a backup; None if that was not confirmed."""
        plan = self.keeping.plan_file(source)
        return self.keeping.restore_file(source) if self._agreed(plan, confirm) else None

    def restore_instant(self, when: str, confirm: Confirm) -> Restoration | None:
        """Make the state that of an instant in the past; None if that was not confirmed."""
        at = self.past_instant(when)
        plan = self.keeping.plan_instant(at)
        return self.keeping.restore_instant(at) if self._agreed(plan, confirm) else None

    def past_instant(self, when: str) -> datetime:
        """Read an instant; a day alone means its end, or now where it is today.

        One to come counts only where the clock was ahead when something was saved.
        """
        now = self._present.now()
        read = self._present.read_when(when, past=True)
        if isinstance(read, datetime):
            at = at_zone(read, self._present.zone)
        elif read == self._present.day_of(now):
            at = now
        else:
            at = at_zone(datetime.combine(read, time(23, 59, 59, 999999)), self._present.zone)
        if at > now and not any(entry.at > now for entry in self._store.entries()):
            raise InvalidValueError(f"“{when}” is still to come: give a time in the past")
        return at

    def find_person(self, text: str) -> Person:
        """Find who to forget: in the store, or among those history still tells of; raise NotFoundError."""
        try:
            row = find_contact(self._store, text)
        except NotFoundError:
            wanted = fold(text.strip())
            gone = [
                person
                for person in self.keeping.people_gone()
                if wanted in (fold(person.name), str(person.id))
            ]
            gone = gone or self.keeping.people_in_drafts(text.strip())
            if len(gone) > 1:
                lines = tuple(f"{person.id}  {person.name} (deleted)" for person in gone)
                raise AmbiguousError(
                    f"“{text}” can be {count_people(len(gone))}: give the id of one", lines
                ) from None
            if gone:
                return gone[0]
            raise
        return Person(id=row.id, name=row.name, company=row.company)

    def namesakes_gone(self, person: Person) -> list[Person]:
        """Return others of the same name who were deleted: history tells of them still."""
        merged = {one.id for one in self.keeping.merged_into(person)}
        key = name_key(person.name)
        return [
            one
            for one in self.keeping.people_gone()
            if one.id not in {person.id, *merged} and name_key(one.name) == key
        ]

    def forget(self, person: Person, confirm: Confirm, *, asks: bool = True) -> Erasure | None:
        """Erase one person everywhere; None if that was not confirmed. This can't be undone.

        Where no one is asked, no backup is read only to say how many can't be searched: they are named after.
        """
        about = f"{person.name} ({person.company})" if person.company else person.name
        if merged := self.keeping.merged_into(person):
            names = ", ".join(dict.fromkeys(each.name for each in merged))
            about = f"{about}, with what was merged into them ({names}),"
        question = (
            f"Erase {about} from the store, its history, the drafts and the backups? This cannot be undone."
        )
        if asks and (count := self.keeping.unsearchable()):
            files = counted(count, "file in backups", "files in backups")
            question = f"{files} can't be searched for them and will be deleted too. {question}"
        if left := self.keeping.foreign():
            question = f"Left as it is, for it isn't netui's: {', '.join(left)}. {question}"
        if self._store.read_only is None and not confirm(question):
            return None
        return self.keeping.forget(person)  # raises why, where nothing can be written

    @staticmethod
    def _agreed(plan: Restoration, confirm: Confirm) -> bool:
        if plan.whole and not plan.damaged:
            return True
        back = "".join(f" {about}." for about in (plan.about_forgotten, plan.about_clock) if about)
        if plan.damaged:
            return confirm(
                f"{plan.label}: the damaged files are kept aside, the backup takes their place.{back}"
            )
        if not plan.forgotten and ((not plan.changed and not plan.removed) or plan.touched <= MUCH):
            return True
        undone = "It can be undone, but they stay in the history" if plan.forgotten else "It can be undone"
        return confirm(f"{plan.label}: {plan.counts}.{back} {undone}.")
