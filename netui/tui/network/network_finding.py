"""Whom to find on the map: asked for by a name, a company or any words of a search."""

from collections.abc import Callable

from netui.services.people.search import ContactSearch
from netui.tui.modals.ask import PromptModal
from netui.tui.network.state import MapView
from netui.tui.shell.area import Host


def ask_whom(
    host: Host, search: ContactSearch, view: MapView, title: str, then: Callable[[int], object]
) -> None:
    """Ask for a person on the map, telling who is meant while it is typed; `then` gets their id."""

    def echo(text: str) -> str:
        found = view.matches(search.search(text), text)
        row = view.rows[found[0]]
        more = f", and {len(found) - 1:,} more" if len(found) > 1 else ""
        return ", ".join(part for part in (row.name, row.company) if part) + more

    prompt = PromptModal(
        title, placeholder="a name, a company, tag:alumni", validate=echo, about=(), searches=True
    )
    host.ask(prompt, lambda text: then(view.matches(search.search(text), text)[0]))
