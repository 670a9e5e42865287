"""The collections of a store, and what is special about each."""

from importlib import import_module

from msgspec import Struct


class Kind(Struct, frozen=True, kw_only=True):
    """One collection: the entity its documents hold, and how its fields behave in an undo and a merge.

    Fields in `sets` merge item by item; `bookkeeping` never conflicts. Of a `single` kind there is
    one document, which is there when any of its fields is: it is neither added nor removed as a whole.
    One that `grows` without end is kept compressed by a program that stays open. `path` is the
    entity's `module:Class`; it is imported when its documents are first read as entities.
    """

    name: str
    path: str
    sets: frozenset[str] = frozenset()
    bookkeeping: frozenset[str] = frozenset({"updated_at"})
    single: bool = False
    grows: bool = False

    @property
    def entity(self) -> type:
        """The entity that documents are read as."""
        module, _, name = self.path.partition(":")
        entity: type = getattr(import_module(module), name)
        return entity


KINDS = (
    Kind(
        name="contacts",
        path="netui.domain.people.contact:Contact",
        sets=frozenset({"tags", "roles", "relations", "corrected_jobs", "removed_details", "refused"}),
        bookkeeping=frozenset({"updated_at", "last_contact_on", "next_due_on"}),
    ),
    Kind(name="interactions", path="netui.domain.people.interaction:Interaction", grows=True),
    Kind(name="follow_ups", path="netui.domain.people.follow_up:FollowUp"),
    Kind(name="interviews", path="netui.domain.interviews.interview:Interview"),
    Kind(name="goals", path="netui.domain.plan.goal:Goal"),
    Kind(name="introductions", path="netui.domain.plan.introduction:Introduction"),
    Kind(name="favours", path="netui.domain.plan.favour:Favour"),
    Kind(
        name="collaborations",
        path="netui.domain.plan.collaboration:Collaboration",
        sets=frozenset({"contact_ids"}),
    ),
    Kind(name="groups", path="netui.domain.plan.group:Group", sets=frozenset({"contact_ids", "action_ids"})),
    Kind(name="events", path="netui.domain.plan.event:Event", sets=frozenset({"contact_ids"})),
    Kind(name="pitches", path="netui.domain.plan.brand:Pitch"),
    Kind(name="bios", path="netui.domain.plan.brand:Bio"),
    Kind(name="records", path="netui.domain.plan.brand:Record"),
    Kind(name="evidence", path="netui.domain.plan.brand:Evidence"),
    Kind(name="strategies", path="netui.domain.plan.strategy:Strategy", sets=frozenset({"contact_ids"})),
    Kind(name="plan_actions", path="netui.domain.plan.strategy:PlanAction"),
    Kind(name="targets", path="netui.domain.plan.target:Target"),
    Kind(name="skills", path="netui.domain.plan.skill:Skill", sets=frozenset({"contact_ids"})),
    Kind(name="opportunities", path="netui.domain.plan.opportunity:Opportunity"),
    Kind(name="mentoring", path="netui.domain.plan.mentoring:Mentoring"),
    Kind(name="milestones", path="netui.domain.people.milestone:Milestone"),
    Kind(name="company_notes", path="netui.domain.people.company:CompanyNote"),
    Kind(name="reflections", path="netui.domain.journal.reflection:Reflection"),
    Kind(name="practice", path="netui.domain.plan.practice:Practice"),
    Kind(
        name="preferences",
        path="netui.domain.preferences:Preferences",
        sets=frozenset({"dismissed"}),
        single=True,
    ),
)


def kind_of(entity: type) -> Kind:
    """Return the collection that holds entities of a type; raise KeyError for a type that has none."""
    path = f"{entity.__module__}:{entity.__qualname__}"
    for kind in KINDS:
        if kind.path == path:
            return kind
    raise KeyError(path)
