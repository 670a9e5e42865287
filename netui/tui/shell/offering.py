"""What the palette offers: the live keys, what is behind a screen or a person, every place and theme."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from netui.tui.look.messages import GoToArea, PersonAction
from netui.tui.shell.area import AreaScreen
from netui.tui.shell.areas import AreasApp
from netui.tui.shell.wiring import Destination, Routes, Shell
from netui.tui.widgets.key_bar import LiveKey, live_keys


class Offer(NamedTuple):
    """One line of the palette: its words, a dim note, more words it is found by, and what it does."""

    text: str
    note: str
    also: str
    run: Callable[[], Any]


class OfferingApp(AreasApp):
    """An app whose palette leads everywhere, whatever screen it is opened on."""

    shell: Shell
    routes: Routes

    def action_palette(self) -> None:
        """Find and do anything there is."""
        from netui.tui.modals.palette import Entry, PaletteModal

        offers = self._offers()

        def chosen(index: int | None) -> None:
            if index is not None:
                self.call_later(offers[index].run)

        self.push_screen(PaletteModal([Entry(one.text, one.note, one.also) for one in offers]), chosen)

    def _offers(self) -> list[Offer]:
        found: dict[str, Offer] = {}
        for one in (*self._keys(), *self._behind_the_screen(), *self._places(), *self._themes()):
            found.setdefault(one.text, one)
        return list(found.values())

    def _keys(self) -> Iterator[Offer]:
        for key in sorted(live_keys(self.screen), key=_only_moves):
            if key.enabled and key.action not in ("palette", "app.palette"):
                yield Offer(
                    key.text, " ".join(key.keys), "", partial(self.run_action, key.action, key.namespace)
                )

    def _behind_the_screen(self) -> Iterator[Offer]:
        if not isinstance(self.screen, AreaScreen):
            return
        for text, run in self.screen.palette_entries():
            yield Offer(text, "", "", run)
        people = tuple(self.screen.current_contact_ids())
        if people:
            for verb, text in self.routes.person_words.items():
                yield Offer(text, ". more", "", partial(self.post_message, PersonAction(verb, people)))

    def _places(self) -> Iterator[Offer]:
        numbers = {area.name: f"{index + 1} {area.title}" for index, area in enumerate(self._areas)}
        for one in self.routes.destinations:
            message = one.message()
            note = numbers.get(message.area, "") if isinstance(message, GoToArea) else ""
            yield Offer(one.text, note, one.also, partial(self._go, one))

    def _go(self, destination: Destination) -> None:
        self.post_message(destination.message())

    def _themes(self) -> Iterator[Offer]:
        for name in sorted(self.available_themes):
            yield Offer(f"theme {name}", "", "colours", partial(self._use_theme, name))

    def _use_theme(self, name: str) -> None:
        self.theme = name
        self.shell.theme_chosen(name)


def _only_moves(key: LiveKey) -> bool:
    """Whether a key only moves about: no one looks for it by name."""
    return key.binding_id.startswith(("list.", "page.", "screen.")) and key.binding_id != "list.open"
