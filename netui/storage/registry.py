"""The collections of a store, and what is special about each."""

from dataclasses import dataclass

from netui.domain.contact import Contact
from netui.domain.follow_up import FollowUp
from netui.domain.goal import Goal
from netui.domain.interaction import Interaction
from netui.domain.interview import Interview
from netui.domain.preferences import Preferences


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One collection: the entity its documents hold, and how its fields behave in an undo.

    Fields in `sets` merge item by item; `bookkeeping` never stands in the way. Of a `single` kind there is
    one document, which is there when any of its fields is: it is neither added nor removed as a whole.
    """

    name: str
    entity: type
    sets: frozenset[str] = frozenset()
    bookkeeping: frozenset[str] = frozenset({"updated_at"})
    single: bool = False


KINDS = (
    Kind(
        name="contacts",
        entity=Contact,
        sets=frozenset({"tags", "roles"}),
        bookkeeping=frozenset({"updated_at", "last_contact_on", "next_due_on"}),
    ),
    Kind(name="interactions", entity=Interaction),
    Kind(name="follow_ups", entity=FollowUp),
    Kind(name="interviews", entity=Interview),
    Kind(name="goals", entity=Goal),
    Kind(name="preferences", entity=Preferences, sets=frozenset({"dismissed"}), single=True),
)
