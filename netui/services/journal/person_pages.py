"""Pages about people, one file each, for notes programs such as Obsidian: for the user's own eyes."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.interviews.interview import Interview
from netui.domain.journal.person_page import PersonPage, page_fields
from netui.domain.people.contact import Contact
from netui.domain.people.field_values import Names
from netui.domain.text import clean
from netui.domain.values import replace
from netui.services.people.people import words_with
from netui.services.people.search import ContactSearch
from netui.services.ports import Store
from netui.typed_path import real_path, typed_path

_AT_ONCE = 500
_MOST_NAMED = 5


class NamedPage(Struct, frozen=True):
    """A page as it is written, but for the lines that say whose it is."""

    uid: str
    name: str
    text: str


class PagesWritten(Struct, frozen=True, kw_only=True):
    """What became of the files of a folder, by their names.

    `changed` were changed by someone else since netui wrote them and stay so; `gone` are of people netui
    doesn't know any more; `foreign` aren't netui's.
    """

    written: int
    same: int
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    left_out: int = 0

    @property
    def words(self) -> str:
        """What was written: "3 pages", "3 pages; 12 unchanged"."""
        written = counted(self.written, "page")
        return f"{written}; {self.same:,} unchanged" if self.same else written

    def remarks(self, replacing: str) -> list[str]:
        """Return a line for each kind of file that was left alone; `replacing` says what replaces them."""
        kinds = (
            (f"Changed by hand, so left alone ({replacing})", self.changed),
            ("Of people who aren't in netui any more", self.gone),
            ("Not netui's, so left alone", self.foreign),
        )
        lines = []
        for what, names in kinds:
            more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
            lines += [f"{what}: {', '.join(names[:_MOST_NAMED])}{more}"] if names else []
        return lines


class PageWriter(Protocol):
    """Makes the text of a page."""

    def text(self, page: PersonPage) -> str:
        """Return the Markdown of a page; raise TemplateError."""


class Folder(Protocol):
    """A folder of pages."""

    def write(self, pages: Iterable[NamedPage], known: Iterable[str], *, over: bool) -> PagesWritten:
        """Write what changed; `known` are the uids of everyone, `over` replaces files changed by hand."""


class PagePorts(Protocol):
    """What writing pages needs from outside; `folder` is the store's own, into which none is written."""

    folder: Path | None

    def page_writer(self) -> PageWriter:
        """Return what makes pages."""

    def page_folder(self, path: Path) -> Folder:
        """Return the folder that a path names."""


class PersonPages:
    """Writes a page for each person into a folder that the user names."""

    def __init__(
        self,
        store: Store,
        search: ContactSearch,
        names: Names,
        ports: PagePorts,
    ) -> None:
        self._store = store
        self._search = search
        self._names = names
        self._ports = ports

    def write(self, query: str, path: Path, *, over: bool = False) -> PagesWritten:
        """Write those a query fits into a folder; raise InvalidValueError, TemplateError, NetuiError."""
        ids = [row.id for row in self._search.search(query)]
        done = self.write_of(ids, path, over=over)
        return done if query.strip() else replace(done, left_out=self._store.contacts.count() - len(ids))

    def write_of(self, ids: Sequence[int], path: Path, *, over: bool = False) -> PagesWritten:
        """Write these people into a folder; raise InvalidValueError, TemplateError, NetuiError."""
        target = typed_path(path)
        inside = self._ports.folder
        if inside is not None and real_path(target).is_relative_to(real_path(inside)):
            raise InvalidValueError(f"{target} lies in the store's own folder: choose another")
        known = (person.uid for person in self._people([row.id for row in self._store.contacts.rows()]))
        return self._ports.page_folder(target).write(self._pages(sorted(ids)), known, over=over)

    def _people(self, ids: list[int]) -> Iterator[Contact]:
        for start in range(0, len(ids), _AT_ONCE):
            yield from self._store.contacts.get_many(ids[start : start + _AT_ONCE])

    def _pages(self, ids: list[int]) -> Iterator[NamedPage]:
        writer = self._ports.page_writer()
        for person in self._people(ids):
            page = self._page(person)
            yield NamedPage(page.uid, page.name, writer.text(page))

    def _page(self, person: Contact) -> PersonPage:
        follow_ups = (one for one in self._store.follow_ups.for_contact(person.id) if one.is_open)
        interviews = self._store.interviews.for_contact(person.id)
        return PersonPage(
            uid=person.uid,
            name=person.name,
            fields=page_fields(person, self._names),
            lists={
                "timeline": [
                    _line(f"{one.on} {one.kind}: {words_with(self._store, one, person.id)}")
                    for one in self._store.interactions.for_contact(person.id)
                ],
                "follow_ups": [
                    _line(one.text if one.waits else f"{one.text} (due {one.due_on})") for one in follow_ups
                ],
                "interviews": [_line(_interview(one)) for one in interviews],
            },
        )


def _interview(interview: Interview) -> str:
    day = f"{interview.at:%Y-%m-%d} " if interview.at is not None else ""
    learned = "; ".join(interview.insights)
    return f"{day}{interview.status}: {learned or interview.goal}"


def _line(text: str) -> str:
    """Return a text on one line, without a colon before nothing."""
    return " ".join(clean(text).split()).removesuffix(":")
