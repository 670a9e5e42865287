"""The map as a file: what goes in, and where to; and who is meant by a name on it."""

from collections.abc import Callable

from netui.domain.counted import count_people, counted
from netui.domain.journal.anonymity import KEEP_IT
from netui.domain.people.person_name import name_key
from netui.services.network.network import NetworkService
from netui.services.people.search import ContactSearch
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.form import Ask, FormModal
from netui.tui.modals.host import Host
from netui.tui.network.state import MapView, Reading
from netui.tui.shell.area import AreaScreen
from netui.typed_path import is_there, new_file, typed_path

_MOST_MEANT = 9
_EVERYONE = "everyone"
_NAMES = (
    ("agreed", "of those who said yes to being named"),
    (_EVERYONE, "of everyone, for your own eyes"),
)


def export_map(screen: AreaScreen, network: NetworkService, reading: Reading, view: MapView) -> None:
    """Say what goes in, ask whose names and which file, and write the map in the background."""
    counts = network.counts(reading.source, reading.clusters)
    lit = view.rows.get(view.target) if view.target is not None and view.path else None
    way = f" The way to {lit.name} is lit in it." if lit is not None else ""
    rest = (
        f"{counted(counts.groups, 'group')}, by {view.grouping.value}.{way} "
        "No emails, telephone numbers, birthdays, notes or dates."
    )

    def whose(names: str) -> str:
        everyone = count_people(counts.named + counts.anonymous)
        if names == _EVERYONE:
            return f"{everyone} by name. {KEEP_IT} {rest}"
        agreed = f"{count_people(counts.named)} by name"
        return f"{agreed}, {count_people(counts.anonymous)} as “a person at …”. {rest}"

    def checked(text: str) -> str:
        path = network.check_target(new_file(text))
        return "It takes the place of the file there." if is_there(path) else ""

    def write(values: dict[str, str]) -> None:
        named = values["names"] == _EVERYONE
        network.export(
            reading.source, view.grouping, typed_path(values["file"]), path_to=view.target, named=named
        )

    def written(values: dict[str, str]) -> None:
        path = network.check_target(typed_path(values["file"]))
        mine = f". {KEEP_IT}" if values["names"] == _EVERYONE else ""
        screen.host.say(f"Wrote the map to {path}{mine}")

    asks = [
        Ask("names", "Names", "agreed", _NAMES, check=whose),
        Ask(
            "file",
            "Write to",
            "~/network.svg",
            check=checked,
            hint=f"The ending chooses the format: {' '.join(network.formats)}",
            required=True,
            needed="a file is needed",
            overtype=True,
        ),
    ]
    form = FormModal("Export the map", asks, about=(), start="file", kept=False, use=write)
    screen.host.ask(form, written)


def ask_for_person(
    host: Host, search: ContactSearch, view: MapView, title: str, then: Callable[[int], object]
) -> None:
    """Ask for a person on the map, telling who is meant while it is typed; `then` gets their id.

    Where several are meant, one of the first of them is picked.
    """

    def echo(text: str) -> str:
        found = view.matches(search.search(text), text)
        row = view.rows[found[0]]
        more = f", and {len(found) - 1:,} more" if len(found) > 1 else ""
        return ", ".join(part for part in (row.name, row.company) if part) + more

    def found(text: str) -> None:
        rows = [view.rows[one] for one in view.matches(search.search(text), text)]
        same = [row for row in rows if name_key(row.name) == name_key(text)]
        if len(same) == 1 or len(rows) == 1:
            then((same or rows)[0].id)
            return
        choices = [Choice(row.id, row.name, row.company) for row in rows[:_MOST_MEANT]]
        more = f", {len(rows) - _MOST_MEANT:,} more fit" if len(rows) > _MOST_MEANT else ""
        host.ask_unasked(ChoiceModal(f"Who is meant by “{text}”?{more}", choices), then)

    prompt = PromptModal(
        title, placeholder="a name, a company, tag:alumni", validate=echo, about=(), kept=False
    )
    host.ask(prompt, found)
