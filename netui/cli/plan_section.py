"""What a section of the plan is for commands: what it holds, what can be set, what done means."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from netui.services.services import Services

Named = tuple[str, Callable[[Mapping[str, Any], str, str], Any]]
"""The field that holds several named texts, and how one is set: (values so far, its name, its text)."""


class Done(Struct, frozen=True, kw_only=True):
    """What a user adds when something is done: its day, a text, people, lines of people, hours."""

    on: date | None = None
    text: str = ""
    contact_ids: tuple[int, ...] = ()
    met: tuple[str, ...] = ()
    hours: str = ""


class PlanSection(Struct, frozen=True, kw_only=True):
    """One section: `first` is the field that tells an entry from others, `fields` what can be set besides.

    `past` are days never to come; `done_with` are the options that `done` takes. `add`, `get`, `edit`,
    `remove` and `done` are how the section does it, `more_words` tells more of what `done` returned,
    `enter` sets the field `state`, which has days of its own. `count` is for a section that takes long
    to read. `added_by` is the command that adds where `plan add` doesn't. `called` names entries that
    `first` doesn't tell from others. `named` has fields of several texts by the word before the dot, as
    in `--set part.task=...`; `more` are values that follow from others, shown and never set.
    """

    name: str
    word: str
    entity: type[Any]
    service: Callable[["Services"], Any]
    every: Callable[[Any], Iterable[Any]] = lambda service: service.list()
    count: Callable[[Any], int] | None = None
    first: str
    fields: tuple[str, ...]
    past: tuple[str, ...] = ()
    named: Mapping[str, Named] = {}
    more: tuple[str, ...] = ()
    called: Callable[["Services", Any], str] | None = None
    add: Callable[[Any, Any], Any] = lambda service, draft: service.add(draft)
    added_by: str = ""
    get: Callable[[Any, int], Any] = lambda service, entry_id: service.get(entry_id)
    edit: Callable[[Any, Any, Any], Any] = lambda service, changed, base: service.edit(changed, base)
    remove: Callable[[Any, Any], object] = lambda service, entry: service.remove(entry.id)
    done: Callable[["Services", Any, Done], object] | None = None
    more_words: Callable[["Services", Any], str] = lambda _services, _done: ""
    done_means: str
    done_with: tuple[str, ...] = ()
    state: str = ""
    enter: Callable[[Any, Any, Any], object] | None = None

    def settable(self) -> list[str]:
        """Return the names of the fields that can be set, as they are typed."""
        return [*map(spoken_field, self.fields), *(f"{prefix}.NAME" for prefix in self.named)]


def spoken_field(name: str) -> str:
    """Return what a field is called in commands and JSON: "contact" for `contact_id`."""
    return name.removesuffix("_ids") + "s" if name.endswith("_ids") else name.removesuffix("_id")
