"""What the palette offers: live keys, what a screen or a person offers, places, themes, all by name."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from netui.tui.look.messages import GoToArea, PersonAction
from netui.tui.modals.palette import Entry, PaletteModal
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.areas import Areas
from netui.tui.shell.wiring import Destination, Routes, Shell
from netui.tui.terminal.app import SUSPEND_ID, SUSPEND_WORDS, TerminalApp
from netui.tui.widgets.key_bar import LiveKey, live_keys


class Offer(NamedTuple):
    """One line of the palette: its words, a dim note, more words it is found by, and what it does."""

    text: str
    note: str
    also: str
    run: Callable[[], Any]


class Offers:
    """All there is to do in an app on the screen that is seen, as its palette offers it."""

    def __init__(self, app: TerminalApp, shell: Shell, routes: Routes, areas: Areas) -> None:
        self._app = app
        self._shell = shell
        self._routes = routes
        self._areas = areas

    def ask(self) -> None:
        """Show the palette, and do what is chosen."""
        offers = self._all()
        named: list[Offer] = []

        def find(text: str) -> list[Entry]:
            named[:] = [self._leading_to(one) for one in self._routes.named(text)]
            return _entries(named)

        def chosen(index: int | None) -> None:
            if index is not None:
                self._app.call_later([*offers, *named][index].run)

        self._app.push_screen(PaletteModal(_entries(offers), find), chosen)

    def _all(self) -> list[Offer]:
        found: dict[str, Offer] = {}
        for one in (
            *self._keys(),
            *self._behind_the_screen(),
            *self._places(),
            *self._suspending(),
            *self._themes(),
        ):
            first = found.setdefault(one.text, one)
            if one.also not in first.also:  # what is offered twice is found by the words of both
                found[one.text] = found.pop(one.text)._replace(also=f"{first.also} {one.also}".strip())
        return list(found.values())

    def _keys(self) -> Iterator[Offer]:
        for key in sorted(live_keys(self._app.screen), key=_only_moves):
            if key.enabled and key.action not in ("palette", "app.palette"):
                run = partial(self._app.run_action, key.action, key.namespace)
                yield Offer(key.text, " ".join(key.keys), self._routes.key_words.get(key.binding_id, ""), run)

    def _suspending(self) -> Iterator[Offer]:
        """Offer what a text field, where the key undoes typing, keeps from the live keys."""
        words = self._routes.key_words.get(SUSPEND_ID, "")
        yield Offer(SUSPEND_WORDS, "", words, partial(self._app.run_action, "app.suspend"))

    def _behind_the_screen(self) -> Iterator[Offer]:
        screen = self._app.screen
        if not isinstance(screen, AreaScreen):
            return
        for text, run in screen.palette_entries():
            yield Offer(text, "", "", run)
        people = tuple(screen.current_contact_ids())
        if len(people) == 1:
            yield from map(self._leading_to, self._routes.for_person(people[0]))
        if people:
            for verb, text in self._routes.person_words.items():
                also = self._routes.key_words.get(f"person.{verb}", "")
                yield Offer(text, ". more", also, partial(self._app.post_message, PersonAction(verb, people)))

    def _places(self) -> Iterator[Offer]:
        yield from map(self._leading_to, self._routes.destinations)

    def _leading_to(self, one: Destination) -> Offer:
        message = one.message()
        area = self._areas.numbers().get(message.area, "") if isinstance(message, GoToArea) else ""
        return Offer(one.text, one.note or area, one.also, partial(self._go, one))

    def _go(self, destination: Destination) -> None:
        self._app.post_message(destination.message())

    def _themes(self) -> Iterator[Offer]:
        for name in sorted(self._app.available_themes):
            yield Offer(f"theme {name}", "", "colours", partial(self._use_theme, name))

    def _use_theme(self, name: str) -> None:
        self._app.theme = name
        self._shell.theme_chosen(name)


def _entries(offers: list[Offer]) -> list[Entry]:
    return [Entry(one.text, one.note, one.also) for one in offers]


def _only_moves(key: LiveKey) -> bool:
    """Whether a key only moves the cursor: no one looks for it by name."""
    return key.binding_id.startswith(("list.", "page.", "screen.")) and key.binding_id != "list.open"
