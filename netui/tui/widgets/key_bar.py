"""The line at the bottom: the keys that work now, the most useful first."""

from collections.abc import Iterable
from typing import NamedTuple

from textual.screen import Screen
from textual.strip import Strip

from netui.tui.look.keys import key_label
from netui.tui.look.text import Span, cell_len, safe
from netui.tui.widgets.lines import LineWidget

PINNED_ACTIONS = ("app.help", "help", "app.close", "close", "back", "leave", "dismiss", "cancel", "app.quit")
SAVING_ACTIONS = frozenset(
    ("save", "accept", "mark_sent", "complete", "apply", "merge", "finish", "count", "write_at_home")
)
"""What keeps what was typed or chosen: of the keys that are not pinned, these are the last to go."""
CURSOR = "Cursor and scrolling"
_GAP = "  "


class LiveKey(NamedTuple):
    """One live binding as help, palette and key bar show it."""

    keys: tuple[str, ...]
    text: str
    action: str
    binding_id: str
    namespace: object
    enabled: bool
    shown: bool
    group: str


def live_keys(screen: Screen[object]) -> list[LiveKey]:
    """Return the bindings that are live on a screen, nearest to the focus first, one entry for an action.

    A screen or widget may have `describe_binding(binding_id) -> str | None` to say more than its text, and a
    screen `keys_of_rows() -> str` to name the keys that pick one of its rows.
    """
    found: dict[tuple[object, str], LiveKey] = {}
    for key, (node, binding, enabled, _tooltip) in screen.active_bindings.items():
        if not binding.description or binding.system:
            continue
        place = (id(node), binding.id or binding.action)
        label = binding.key_display or key_label(key)
        if place in found:
            old = found[place]
            found[place] = old._replace(keys=(*old.keys, label))
            continue
        text = _described(node, screen, binding.id) or binding.description
        group = getattr(node, "KEYS_TITLE", "") or ("Everywhere" if node is screen.app else "Here")
        if not binding.id and node is not screen and node is not screen.app:  # Textual's own
            group, text = CURSOR, text.lower()
        found[place] = LiveKey(
            (label,), text, binding.action, binding.id or "", node, enabled, binding.show, group
        )
    rows = getattr(screen, "keys_of_rows", None)
    if rows is not None and (keys := rows()):
        found[id(screen), "rows"] = LiveKey((keys,), "pick", "", "", screen, True, True, "This question")
    nodes = list(dict.fromkeys(id(key.namespace) for key in found.values()))
    return sorted(
        found.values(), key=lambda key: (nodes.index(id(key.namespace)), _commonness(key.binding_id))
    )


def _commonness(binding_id: str) -> int:
    """Put a screen's own keys before those of a person, and these before what every screen has.

    What is due asks for a note more often than for a search.
    """
    if binding_id.startswith("screen."):
        return 3
    return 2 if binding_id == "agenda.find" else int(binding_id.startswith("person."))


def _described(node: object, screen: object, binding_id: str | None) -> str | None:
    for holder in (node, screen):
        describe = getattr(holder, "describe_binding", None)
        if binding_id and describe is not None:
            text = describe(binding_id)
            if isinstance(text, str):
                return text
    return None


class KeyBar(LineWidget):
    """The live keys of the focused widget and its screen; `? help` and the way out are never dropped.

    The binding that the app's `first_key` names comes first.
    """

    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; width: 100%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[Span] = []

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._on_bindings)
        self._collect()

    def on_resize(self) -> None:
        """Choose what fits."""
        self._collect()

    @property
    def text(self) -> str:
        """What is on the bar."""
        return "".join(span.text for span in self._spans)

    def _on_bindings(self, _screen: Screen[object]) -> None:
        self._collect()

    def _collect(self) -> None:
        if not self.is_attached or self.size.width <= 0:
            return
        keys = [key for key in live_keys(self.screen) if key.shown]
        spans = _choose(keys, self.size.width, getattr(self.app, "first_key", ""))
        if spans != self._spans:
            self._spans = spans
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Paint the line."""
        width = self.size.width
        taken = sum(cell_len(span.text) for span in self._spans)
        return self.paint([*self._spans, Span(" " * max(0, width - taken))], width).crop(0, width)


def _choose(keys: Iterable[LiveKey], width: int, first: str) -> list[Span]:
    listed = sorted(keys, key=lambda key: not first or key.binding_id != first)
    pinned = [key for key in listed if key.action.partition("(")[0] in PINNED_ACTIONS]
    others = _with_other_words(key for key in listed if key not in pinned)
    pinned.sort(key=lambda key: "help" in key.action)
    room = width - 1
    kept_pins: list[list[Span]] = []
    for key in reversed(pinned):
        spans = _key_spans(key)
        taken = _width(spans)
        if taken <= room:
            kept_pins.insert(0, spans)
            room -= taken
    kept = [(key, _key_spans(key)) for key in others]
    while kept and sum(_width(spans) for _, spans in kept) > room:
        del kept[max(range(len(kept)), key=lambda place: (_gives_way(kept[place][0]), place))]
    return [Span(" "), *(span for spans in (*(one for _, one in kept), *kept_pins) for span in spans)]


def _gives_way(key: LiveKey) -> int:
    """Return how soon a key gives way: first what can't work now, last what saves."""
    if not key.enabled:
        return 2
    return int(key.action.partition("(")[0] not in SAVING_ACTIONS)


def _with_other_words(keys: Iterable[LiveKey]) -> list[LiveKey]:
    """Return the keys without those that do what an earlier one says already."""
    listed: dict[tuple[str, bool], LiveKey] = {}
    for key in keys:
        listed.setdefault((key.text, key.enabled), key)
    return list(listed.values())


def _width(spans: Iterable[Span]) -> int:
    return sum(cell_len(span.text) for span in spans)


def _key_spans(key: LiveKey) -> list[Span]:
    text = safe(key.text)
    if key.enabled:
        return [Span(key.keys[0], "accent strong"), Span(f" {text}{_GAP}", "dim")]
    return [Span(f"{key.keys[0]} {text}{_GAP}", "ghost")]
