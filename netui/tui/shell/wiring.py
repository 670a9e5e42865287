"""What the app is built from: the services of its own frame, its areas, and where messages lead."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from textual.message import Message
from textual.screen import Screen

from netui.domain.config import Config
from netui.domain.errors import NetuiError
from netui.services.ports import Drafts
from netui.services.present import Present
from netui.services.session import StoreSession
from netui.tui.look.messages import WriteNote
from netui.tui.modals.host import Host


class UnknownRouteError(NetuiError):
    """A message asks for what the table of routes has no row for: the user sees which, and goes on."""


class Area(Struct, frozen=True):
    """One of the areas behind the keys 1 to 6, made when first shown and kept."""

    name: str
    title: str
    factory: Callable[[], Screen[Any]]


class Destination(Struct, frozen=True):
    """Where the palette leads from anywhere: its words, the message, more to find it by, a dim note."""

    text: str
    message: Callable[[], Message]
    also: str = ""
    note: str = ""


class Keeping(Struct, frozen=True, kw_only=True):
    """What can be kept of a throwaway network: in words, empty for nothing, and the way to keep it.

    `keep` returns what to tell the user.
    """

    added: Callable[[], str]
    keep: Callable[[], str]


class Shell(Struct, frozen=True, kw_only=True):
    """What the app itself asks of the services; undo and redo return what to tell the user.

    `keeping` is asked about before the program ends, `greeting` said at its start;
    `get_ready` runs in a thread soon after the first paint, so that the keys most pressed find all in place;
    `leave` stops, when the app ends, what no one waits for any more; `killed` runs instead where a signal or
    a closed terminal ends it; `key_place` says in which file, and on which line of it, the keys of a binding
    id are set.
    """

    session: StoreSession
    present: Present
    config: Config
    undo: Callable[[], str]
    redo: Callable[[], str]
    overdue: Callable[[], int] = lambda: 0
    theme_chosen: Callable[[str], None] = lambda _: None
    key_place: Callable[[str], str] = lambda _: "config.toml"
    drafts: Drafts | None = None
    get_ready: Callable[[], None] = lambda: None
    leave: Callable[[], None] = lambda: None
    killed: Callable[[], object] = lambda: None
    demo: bool = False
    keeping: Keeping | None = None
    greeting: str = ""


class Routes(Struct, frozen=True, kw_only=True):
    """Where messages that cross screens lead; a factory returns a screen to push, or None.

    `open` is by kind and gets the id; `person` is by verb and gets the app, the contact ids and, for the log,
    the follow-up under the cursor: it asks and acts by itself; `person_words` are the verbs that have no key
    of their own, as the palette says them.
    `for_person` is what fits a person now, by the id, such as a thank-you that is owed.
    `named` are the people and companies whose names fit what is typed, the best few, and `read_names` reads
    ahead, in a thread, what it needs; `key_words` are more words that a key is found by, by its id.
    `templates` names those a note can be written from; `add` and `quick_add` are the keys a and A; `first` is
    shown at the start.
    """

    open: Mapping[str, Callable[[Any], Screen[Any] | None]] = field(default_factory=dict)
    person: Mapping[str, Callable[..., object]] = field(default_factory=dict)
    person_words: Mapping[str, str] = field(default_factory=dict)
    for_person: Callable[[int], Sequence[Destination]] = lambda _: ()
    destinations: Sequence[Destination] = ()
    named: Callable[[str], Sequence[Destination]] = lambda _: ()
    read_names: Callable[[], object] = lambda: None
    key_words: Mapping[str, str] = field(default_factory=dict)
    write_note: Callable[[WriteNote], Screen[Any] | None] | None = None
    templates: Callable[[], Collection[str]] = lambda: ()
    add: Callable[[Host], None] | None = None
    quick_add: Callable[[Host], None] | None = None
    first: Callable[[], Screen[Any]] | None = None
