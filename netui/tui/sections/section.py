"""What a section is: rows, how one is painted, what is shown of it, and what the keys do to it."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from netui.domain.errors import InvalidValueError
from netui.services.services import Services
from netui.tui.look.messages import Open, WriteNote
from netui.tui.look.text import Line
from netui.tui.modals.host import Host
from netui.tui.sections.answers import Answers


class Verb(Struct, frozen=True):
    """Something more that can be done to a row, offered by `v` with its own key."""

    key: str
    label: str
    run: Callable[[], object]
    note: str = ""


class Section:
    """One section; subclasses set `name` and `title` and give what they can do.

    `keys` names what the standard keys mean here ("done": "kept"): a key that is not named is hidden.
    A section asks with modals through `host` and calls one service; it is read again after each change.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    empty: ClassVar[str] = "Nothing here yet. Press a to add something."
    keys: ClassVar[dict[str, str]] = {}
    """Standard keys: add, edit, delete, done, open, skip, snooze, up, down, copy, way (to be introduced)."""
    tall_detail: ClassVar[bool] = False
    """Whether what is shown of a row is the main thing here, and gets most of the room."""

    host: Host

    def __init__(self, services: Services) -> None:
        self._services = services
        self._answers = Answers(services)

    def reading(self) -> Callable[[], object] | None:
        """Return the slow read that the rows need, or None if all is loaded.

        It runs away from the screen, which shows the previous rows until then, or says that it reads.
        """
        return None

    def let_go(self) -> None:
        """Drop what was read of the rows: many things changed, and no one sees them."""

    def rows(self) -> Sequence[Any]:
        """Return the rows, with `Heading`s and BLANK between them."""
        raise NotImplementedError

    def key(self, row: Any) -> Hashable:
        """Return what identifies a row: the cursor stays on it."""
        key: Hashable = row.id
        return key

    def paint(self, row: Any, width: int) -> Line:
        """Paint a row."""
        raise NotImplementedError

    def detail(self, row: Any, width: int) -> list[Line]:  # noqa: ARG002
        """Return what is shown of a row beneath the list, wrapped to a width; nothing hides the panel."""
        return []

    def contacts(self, row: Any) -> Sequence[int]:  # noqa: ARG002
        """Return the people a row is about: the keys on a person act on them."""
        return ()

    def note(self, row: Any) -> WriteNote | None:  # noqa: ARG002
        """Return the note a row asks for, or None for the one that fits its person."""
        return None

    def more(self, row: Any | None) -> Sequence[Verb]:  # noqa: ARG002
        """Return what else can be done, to this row or (None) to the section."""
        return ()

    def count(self) -> int | None:
        """Return the number shown next to the section's name, or None."""
        return None

    def refusal(self, verb: str, row: Any) -> str:  # noqa: ARG002
        """Say why a standard key cannot do this to a row, which dims it; "" where it can."""
        return ""

    def add(self) -> None:
        """Ask for an entry."""
        self.ask(None)

    def edit(self, row: Any) -> None:
        """Ask what an entry is to be."""
        self.ask(row)

    def open(self, row: Any) -> None:
        """Change it."""
        self.edit(row)

    def ask(self, row: Any | None) -> None:
        """Show the form of an entry, or of a new one."""
        raise NotImplementedError

    def words(self, verb: str, row: Any | None) -> str | None:  # noqa: ARG002
        """Return what a standard key is called for this row, or for none."""
        return self.keys.get(verb)

    def do(self, verb: str, row: Any | None) -> None:
        """Do what a standard key means here: calls the method of that name with the row (`add` has none)."""
        if verb not in self.keys:
            raise InvalidValueError(f"that key does nothing in {self.title}: ? shows those that do")
        method = getattr(self, verb)
        if verb == "add":
            method()
        elif row is not None:
            method(row)


class PublishedSection(Section):
    """A section from which `X` leads to the portfolio, where `keys` names "export"."""

    def export(self) -> None:
        """Make the portfolio."""
        self.host.post_message(Open("portfolio", 0))
