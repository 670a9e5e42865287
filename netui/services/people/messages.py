"""A person from one message: who wrote it, or who the user wrote to, and the message in the log."""

from collections.abc import Callable, Collection
from pathlib import Path

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.domain.people.collecting import Party
from netui.domain.people.contact import Contact
from netui.domain.people.matching import Matcher
from netui.domain.people.senders import is_robot
from netui.services.people.contacts import ContactService
from netui.services.ports import Store, TraceReader


class Correspondent(Struct, frozen=True):
    """The person of a message, and their id where they are a contact already."""

    name: str
    address: str
    contact_id: int | None


class MessageService:
    """Adds the person of a message, and logs the message."""

    def __init__(
        self,
        store: Store,
        contacts: ContactService,
        reader: TraceReader,
        mine: Callable[[], Collection[str]],
        log: Callable[[int, Path], bool],
    ) -> None:
        """Take what returns the user's addresses, and what logs a message with someone."""
        self._store = store
        self._contacts = contacts
        self._reader = reader
        self._mine = mine
        self._log = log

    def person_in(self, path: Path) -> Correspondent:
        """Return who a message is from, or to if the user wrote it: the first who isn't a contact yet.

        Raises ImportFileError for what isn't a message, InvalidValueError where no person is in it.
        """
        sender, others = self._reader.people_in(path)
        mine = self._mine()
        parties = others if sender.address in mine else (sender,)
        people = [one for one in parties if one.address not in mine and not is_robot(one.address)]
        if not people:
            raise InvalidValueError(
                "this message has no one to add: it is from a program, or only to yourself"
            )
        known = Matcher(self._store.contacts.rows())
        found = [_correspondent(one, known) for one in people]
        return next((one for one in found if one.contact_id is None), found[0])

    def add(self, contact: Contact, path: Path) -> tuple[Contact, bool]:
        """Add the person of a message and log that; return them, and whether it was logged. One transaction.

        It is logged where the settings say which addresses are the user's.
        """
        with self._store.transaction(f"Add {contact.name} from a message"):
            added = self._contacts.add(contact)
            logged = self._log(added.id, path)
            self._store.relabel(f"Add {contact.name} from a message")
        return added, logged

    def log(self, contact_id: int, path: Path) -> bool:
        """Log a message with someone who is a contact; return whether it wasn't in the log yet."""
        name = self._contacts.name_of(contact_id)
        with self._store.transaction(f"Log a message with {name}"):
            return self._log(contact_id, path)


def _correspondent(party: Party, known: Matcher) -> Correspondent:
    row = known.who(party, by_name=False)
    return Correspondent(party.name or party.address, party.address, row.id if row is not None else None)
