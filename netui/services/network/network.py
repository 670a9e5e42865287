"""The network as a whole: the map, the way to someone, where it is thin, and the map as a file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct, field

from netui.domain.errors import InvalidValueError
from netui.domain.journal.anonymity import FOR_YOUR_EYES
from netui.domain.network.diversity import Diversity, diversity
from netui.domain.network.network import Cluster, Grouping, Memberships, clusters, on_the_map, public_rows
from netui.domain.network.warm_path import Introductions, Step, reason, warm_path
from netui.domain.people.contact import ContactRow, Naming
from netui.domain.plan.group import Group
from netui.domain.plan.introduction import Introduction, Way
from netui.services.ports import Store
from netui.services.present import Present
from netui.services.remembered import Remembered
from netui.typed_path import is_folder


def group_memberships(store: Store) -> Memberships:
    """Return the names of the groups that each person belongs to."""
    found: dict[int, list[str]] = {}
    for group in store.of(Group).all():
        for one in group.contact_ids:
            found.setdefault(one, []).append(group.name)
    return found


class NetworkSource(Struct, frozen=True):
    """All a map is made of, taken at one moment; its methods read nothing else, and may run in a worker.

    `introductions` are those to me, made or not.
    """

    rows: Sequence[ContactRow]
    today: date
    memberships: Memberships = field(default_factory=dict)
    introductions: Introductions = field(default_factory=dict)

    def clusters(self, grouping: Grouping) -> list[Cluster]:
        """Return everybody in groups, the largest first."""
        return clusters(self.rows, grouping, self.memberships)

    def path_to(self, contact_id: int) -> tuple[Step, ...]:
        """Return the way to a person over people who can introduce me; nothing if there is none."""
        return warm_path(self.rows, contact_id, self.memberships, self.introductions)

    def diversity(self) -> Diversity:
        """Return the spread of the network and its thin spots."""
        return diversity(self.rows, self.today)

    def reason(self, step: Step) -> str:
        """Say what connects a step of a way to the previous one."""
        return reason(step, self.today)


class PublishedMap(Struct, frozen=True, kw_only=True):
    """A map fit to be published: people who may not be named are anonymous, and there are no contact details.

    `rows` have ids of their own, from 1; `path` is the way that is lit, with the reason of each step.
    """

    title: str
    on: date
    grouping: Grouping
    rows: Sequence[ContactRow]
    clusters: Sequence[Cluster]
    path: Sequence[tuple[ContactRow, str]] = ()


class PublishedCount(Struct, frozen=True):
    """What goes into a published map: people by name, people without, and the groups."""

    named: int
    anonymous: int
    groups: int


MapWriter = Callable[[PublishedMap], str]
"""Returns the text of a file in one format."""


class NetworkService:
    """Reads the network as a whole; writes nothing to the store."""

    def __init__(
        self,
        store: Store,
        present: Present,
        *,
        writers: Mapping[str, MapWriter] | None = None,
        save: Callable[[Path, str], None] | None = None,
    ) -> None:
        """Take what is read, and the writers of files by suffix (".svg"); `save` puts a text in its file."""
        self._store = store
        self._present = present
        self._memberships = Remembered(store, partial(group_memberships, store), "groups")
        self._writers = dict(writers or {})
        self._save = save

    def source(self) -> NetworkSource:
        """Take what a map is made of; cheap, and to be called where the store is used."""
        rows = on_the_map(self._store.contacts.rows())
        introductions = {
            (one.by_id, one.contact_id): one
            for one in self._store.of(Introduction).all()
            if one.way is Way.RECEIVED and one.contact_id is not None and one.by_id is not None
        }
        return NetworkSource(rows, self._present.today(), self._memberships(), introductions)

    @property
    def formats(self) -> tuple[str, ...]:
        """The suffixes of the files that can be written."""
        return tuple(self._writers)

    @staticmethod
    def counts(source: NetworkSource, found: Sequence[Cluster]) -> PublishedCount:
        """Return what would go into a published map of these groups."""
        named = sum(1 for row in source.rows if row.naming is Naming.YES)
        groups = sum(1 for one in found if not one.loose)
        return PublishedCount(named, len(source.rows) - named, groups)

    def check_target(self, path: Path) -> Path:
        """Return where a map is to be written; raise InvalidValueError for a format that is not written."""
        if path.suffix.lower() not in self._writers:
            known = ", ".join(self._writers)
            raise InvalidValueError(f"{path.name or path} has no known ending: give a name in {known}")
        if is_folder(path):
            raise InvalidValueError(f"{path} is a folder: give the name of a file in it")
        return path

    def published(
        self, source: NetworkSource, grouping: Grouping, *, path_to: int | None = None, named: bool = False
    ) -> PublishedMap:
        """Return the map as it may be published, or with the names of all, for the user's own eyes."""
        rows = public_rows(source.rows, named=named)
        ids = {row.id: public.id for row, public in zip(source.rows, rows, strict=True)}
        memberships = {ids[one]: names for one, names in source.memberships.items() if one in ids}
        introductions = {
            (ids[by], ids[one]): known
            for (by, one), known in source.introductions.items()
            if by in ids and one in ids
        }
        public = NetworkSource(rows, source.today, memberships, introductions)
        steps = public.path_to(ids[path_to]) if path_to in ids and path_to is not None else ()
        return PublishedMap(
            title=f"My network{FOR_YOUR_EYES if named else ''}",
            on=source.today,
            grouping=grouping,
            rows=rows,
            clusters=public.clusters(grouping),
            path=[(step.row, public.reason(step)) for step in steps],
        )

    def text(
        self,
        source: NetworkSource,
        grouping: Grouping,
        suffix: str,
        *,
        path_to: int | None = None,
        named: bool = False,
    ) -> str:
        """Return the map in the format of a suffix (".svg")."""
        return self.written(self.published(source, grouping, path_to=path_to, named=named), suffix)

    def written(self, published: PublishedMap, suffix: str) -> str:
        """Return a map that is fit to be published in the format of a suffix (".svg")."""
        return self._writers[suffix](published)

    def export(
        self,
        source: NetworkSource,
        grouping: Grouping,
        path: Path,
        *,
        path_to: int | None = None,
        named: bool = False,
    ) -> Path:
        """Write the map to a file, in the format its name ends with; raise InvalidValueError, NetuiError."""
        target = self.check_target(path)
        text = self.text(source, grouping, target.suffix.lower(), path_to=path_to, named=named)
        if self._save is None:
            raise InvalidValueError("maps cannot be written here")
        self._save(target, text)
        return target
