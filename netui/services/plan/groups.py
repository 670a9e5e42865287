"""Groups: kept, with their members, hours, meetings and what one owes them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from netui.domain.errors import InvalidValueError, existing
from netui.domain.one_line import required_line
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.plan.group import Group, GroupKind, GroupMeeting, GroupRole, HoursEntry, hours_words
from netui.domain.text import choose, fold
from netui.domain.values import replace
from netui.services.entries import new_identity
from netui.services.people.follow_ups import FollowUpService
from netui.services.ports import Store
from netui.services.present import Present

_CHANGED = frozenset(
    {"name", "kind", "role", "objectives", "criteria", "rhythm", "link", "notes", "contact_ids"}
)
_TEXTS = frozenset({"objectives", "criteria", "rhythm", "link", "notes"})


class GroupService:
    """Keeps the groups of the user."""

    def __init__(self, store: Store, present: Present, follow_ups: FollowUpService) -> None:
        self._store = store
        self._present = present
        self._follow_ups = follow_ups

    def get(self, group_id: int) -> Group:
        """Return a group; raise NotFoundError if there is none."""
        return existing(self._store.of(Group).get(group_id), "group", group_id)

    def list(self) -> list[Group]:
        """Return the groups by name; groups not joined come last."""
        groups = self._store.of(Group).all()
        return sorted(groups, key=lambda one: (one.role is GroupRole.INTERESTED, fold(one.name), one.id))

    def count(self) -> int:
        """Return how many groups there are."""
        return self._store.of(Group).count()

    def name_of(self, group_id: int | None) -> str:
        """Return a group's name, or an empty text once it is gone."""
        group = self._store.of(Group).get(group_id) if group_id is not None else None
        return group.name if group else ""

    def members(self, group: Group) -> Sequence[tuple[int, str]]:
        """Return (id, name) of the members who are still known, by name."""
        rows = (self._store.contacts.row(contact_id) for contact_id in group.contact_ids)
        known = [(row.id, row.name) for row in rows if row is not None]
        return sorted(known, key=lambda one: fold(one[1]))

    def add(self, name: str, **fields: Any) -> Group:
        """Keep a group; `fields` are those of Group. Raises InvalidValueError for an empty name."""
        values = _checked({"name": name, **fields})
        with self._store.transaction(f"Add group: {values['name']}"):
            group = Group(**new_identity(self._store, self._present), **values)
            self._store.of(Group).add(group)
        return group

    def edit(self, group_id: int, **fields: Any) -> Group:
        """Change what is given."""
        values = _checked(fields)
        with self._store.transaction(f"Change group: {self.get(group_id).name}"):
            return self._save(replace(self.get(group_id), **values))

    def remove(self, group_id: int) -> None:
        """Remove a group; what is still owed to it is dropped, its events stay."""
        group = self.get(group_id)
        with self._store.transaction(f"Remove group: {group.name}"):
            for action in self.actions(group):
                if action.is_open:
                    self._follow_ups.drop(action.id)
            self._store.of(Group).remove(group_id)
            self._store.relabel(f"Remove group: {group.name}")

    def add_members(self, group_id: int, contact_ids: Iterable[int]) -> Group:
        """Note that people are in a group."""
        with self._store.transaction(f"Members of {self.get(group_id).name}"):
            group = self.get(group_id)
            ids = tuple(dict.fromkeys((*group.contact_ids, *contact_ids)))
            return self._save(replace(group, contact_ids=ids))

    def set_members(self, group_id: int, contact_ids: Iterable[int]) -> Group:
        """Say who is in a group."""
        return self.edit(group_id, contact_ids=tuple(dict.fromkeys(contact_ids)))

    # What the user does in it

    def give_hours(self, group_id: int, hours: float, *, on: date | None = None, text: str = "") -> Group:
        """Note time given to a group; raise InvalidValueError for a day to come."""
        entry = HoursEntry(on=self._past(on), hours=hours, text=" ".join(text.split()))
        if hours <= 0:
            raise InvalidValueError("hours are more than 0")
        with self._store.transaction(f"{hours_words(hours)} for {self.get(group_id).name}"):
            group = self.get(group_id)
            entries = sorted((*group.hours, entry), key=lambda one: one.on)
            return self._save(replace(group, hours=tuple(entries)))

    def log_meeting(self, group_id: int, text: str = "", *, on: date | None = None) -> Group:
        """Note a meeting of a group; raise InvalidValueError for a day to come."""
        meeting = GroupMeeting(on=self._past(on), text=text.strip())
        with self._store.transaction(f"Meeting of {self.get(group_id).name}"):
            group = self.get(group_id)
            meetings = sorted((*group.meetings, meeting), key=lambda one: one.on)
            return self._save(replace(group, meetings=tuple(meetings)))

    def add_action(self, group_id: int, text: str, due_on: date) -> FollowUp:
        """Take something on for a group; it appears on the agenda as a follow-up with the group's name."""
        words = required_line(text, "an action needs a few words: what did you take on?")
        with self._store.transaction(f"Take on for {self.get(group_id).name}: {words}"):
            group = self.get(group_id)
            action = self._follow_ups.add(
                contact_id=None,
                kind=FollowUpKind.OTHER,
                text=f"{words}{_for(group)}",
                due_on=due_on,
            )
            self._save(replace(group, action_ids=(*group.action_ids, action.id)))
            self._store.relabel(f"Take on for {group.name}: {words}")
        return action

    def actions(self, group: Group) -> Sequence[FollowUp]:
        """Return what one took on for a group, open ones first, by the day they are due."""
        found = self._store.follow_ups.get_many(group.action_ids)
        return sorted(found, key=lambda one: (not one.is_open, one.due_on))

    def action_words(self, group: Group, action: FollowUp) -> str:
        """Return what is to be done, without the group's name."""
        return action.text.removesuffix(_for(group))

    def _save(self, group: Group) -> Group:
        self._store.of(Group).save(group)
        return group

    def _past(self, on: date | None) -> date:
        today = self._present.today()
        if on is not None and on > today:
            raise InvalidValueError(f"{on:%a %d %b %Y} is still to come: log what happened")
        return on or today


def _for(group: Group) -> str:
    return f" · {group.name}"


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - _CHANGED
    if unknown:
        raise InvalidValueError(f"a group has no {', '.join(sorted(unknown))}")
    values = {name: value.strip() if name in _TEXTS else value for name, value in fields.items()}
    if "kind" in values:
        values["kind"] = choose(GroupKind, values["kind"], "kind of group")
    if "role" in values:
        values["role"] = choose(GroupRole, values["role"], "role in a group")
    if "name" in values:
        values["name"] = required_line(values["name"], "a group needs a name")
    return values
