"""Groups: kept, with their members, hours, meetings and what one owes them."""

from collections.abc import Iterable, Sequence
from datetime import date

from netui.domain.errors import InvalidValueError
from netui.domain.one_line import required_line
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.plan.group import Group, GroupMeeting, GroupRole, HoursEntry, hours_words
from netui.domain.text import fold
from netui.domain.time.dates import full_day
from netui.domain.values import replace
from netui.services.entries import Entries
from netui.services.people.follow_ups import FollowUpService
from netui.services.ports import Store
from netui.services.present import Present


class GroupService:
    """Keeps the groups of the user."""

    def __init__(self, store: Store, present: Present, follow_ups: FollowUpService) -> None:
        self._store = store
        self._present = present
        self._follow_ups = follow_ups
        self._entries = Entries(store, present, Group, "group", lambda one: one.name, _tidy)
        self.get = self._entries.get

    def add(self, draft: Group) -> Group:
        """Keep a group; joined today, unless you are only interested."""
        return self._entries.add(self._joined(draft, GroupRole.INTERESTED))

    def edit(self, group: Group, base: Group | None = None) -> Group:
        """Store a changed group; the day of joining is that on which you become more than interested."""
        return self._entries.edit(self._joined(group, (base or self.get(group.id)).role), base)

    def list(self) -> list[Group]:
        """Return the groups by name; groups not joined come last."""
        groups = self._entries.all()
        return sorted(groups, key=lambda one: (one.role is GroupRole.INTERESTED, fold(one.name), one.id))

    def count(self) -> int:
        """Return how many groups there are."""
        return self._store.of(Group).count()

    def name_of(self, group_id: int | None) -> str:
        """Return a group's name, or an empty text once it is gone."""
        group = self._entries.known(group_id)
        return group.name if group else ""

    def members(self, group: Group) -> Sequence[tuple[int, str]]:
        """Return (id, name) of the members who are still known, by name."""
        rows = (self._store.contacts.row(contact_id) for contact_id in group.contact_ids)
        known = [(row.id, row.name) for row in rows if row is not None]
        return sorted(known, key=lambda one: fold(one[1]))

    def remove(self, group_id: int) -> None:
        """Remove a group; what is still owed to it is dropped, its events stay."""
        with self._store.transaction(f"Remove group: {self.get(group_id).name}"):
            group = self.get(group_id)
            for action in self.actions(group):
                if action.is_open:
                    self._follow_ups.drop(action.id)
            self._entries.remove(group_id)
            self._store.relabel(f"Remove group: {group.name}")

    def add_members(self, group_id: int, contact_ids: Iterable[int]) -> Group:
        """Note that people are in a group."""
        with self._store.transaction(f"Members of {self.get(group_id).name}"):
            group = self.get(group_id)
            ids = tuple(dict.fromkeys((*group.contact_ids, *contact_ids)))
            return self._save(replace(group, contact_ids=ids))

    def set_members(self, group: Group, contact_ids: Iterable[int]) -> Group:
        """Say who is in a group, instead of those in it as it was read; others added since then stay."""
        return self.edit(replace(group, contact_ids=tuple(dict.fromkeys(contact_ids))), group)

    # What the user does in it

    def give_hours(self, group_id: int, hours: float, *, on: date | None = None, text: str = "") -> Group:
        """Note time given to a group; raise InvalidValueError for a day to come."""
        entry = HoursEntry(on=self._past(on), hours=hours, text=" ".join(text.split()))
        if hours <= 0:
            raise InvalidValueError("hours are more than 0")
        with self._store.transaction(f"Give time: {hours_words(hours)} for {self.get(group_id).name}"):
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

    def _joined(self, group: Group, before: GroupRole) -> Group:
        if group.role is GroupRole.INTERESTED:
            return replace(group, joined_on=None)
        is_new = before is GroupRole.INTERESTED and group.joined_on is None
        return replace(group, joined_on=self._present.today()) if is_new else group

    def _save(self, group: Group) -> Group:
        self._store.of(Group).save(group)
        return group

    def _past(self, on: date | None) -> date:
        today = self._present.today()
        if on is not None and on > today:
            raise InvalidValueError(f"{full_day(on)} is still to come: log what happened")
        return on or today


def _for(group: Group) -> str:
    return f" · {group.name}"


def _tidy(group: Group) -> Group:
    return replace(
        group,
        name=required_line(group.name, "a group needs a name"),
        objectives=group.objectives.strip(),
        criteria=group.criteria.strip(),
        rhythm=group.rhythm.strip(),
        link=group.link.strip(),
        notes=group.notes.strip(),
    )
