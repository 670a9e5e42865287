"""Area 4: the map of the network, the same in words next to it, who can introduce me, and thin spots."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from netui.domain.counted import count_people
from netui.domain.network.diversity import ThinSpot
from netui.domain.network.map_layout import MOST_PEOPLE, Kind, Wish, most_groups
from netui.domain.network.network import Cluster, Grouping
from netui.domain.network.warm_path import Act, Step
from netui.domain.people.contact import ContactRow
from netui.services.ports import Change
from netui.services.services import Services
from netui.services.week.introduction_source import ASKING, REMINDER
from netui.tui.look.glyphs import glyphs_of
from netui.tui.look.messages import Open, WriteNote
from netui.tui.look.text import Line, Span
from netui.tui.look.unread import unless_unread
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.network.asking import ask_for_person, export_map
from netui.tui.network.lines import (
    GroupRow,
    MoreRow,
    PersonRow,
    ThinRow,
    card_of,
    legend,
    list_rows,
    paint_row,
    path_words,
    person_sign,
    spread_rows,
    title_of,
)
from netui.tui.network.map import NetworkMap
from netui.tui.network.state import MapView, Reading, WaySought, read
from netui.tui.shell.area import AreaScreen
from netui.tui.terminal.threads import AT_ONCE, OneAtATime, do_work
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.text_page import TextPage

_COLLECTIONS = frozenset({"contacts", "groups"})
_ROW_ID = attrgetter("id")
_ON_FRAME = 4
_ON_PEOPLE = frozenset({"export", "find"})


class NetworkScreen(AreaScreen):
    """The map and its list; thin spots take the place of the map while they are looked at."""

    KEYS_TITLE: ClassVar[str] = "Network"
    AUTO_FOCUS = "#map"

    DEFAULT_CSS = """
    NetworkScreen #picture { width: 1fr; }
    NetworkScreen #beside { width: 38; }
    NetworkScreen.-narrow #beside { width: 1fr; }
    NetworkScreen #card { height: auto; max-height: 60%; margin-bottom: 1; padding: 0 1 0 3; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "warm_path", "warm path", id="network.warm-path"),
        Binding("B", "group_by", "group by", id="network.group-by"),
        Binding("plus,equals_sign", "more(1)", "more", id="network.more"),
        Binding("minus", "more(-1)", "fewer", id="network.fewer"),
        Binding("v", "thin_spots", "thin spots", id="network.thin-spots"),
        Binding("X", "export", "export", id="network.export"),
        Binding("slash", "find", "find", id="network.find"),
        Binding("escape", "back", "back", id="network.back"),
    ]

    map = getters.query_one("#map", NetworkMap)
    found_list = getters.query_one("#list", LineList)
    spread = getters.query_one("#spread", LineList)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._reading: Reading | None = None
        self._thin = False
        self._way = WaySought()
        self._readings, self._paths = OneAtATime(self), OneAtATime(self)
        self.view = MapView()

    # What is shown

    def compose_body(self) -> ComposeResult:
        """Yield the map and the thin spots in one panel, and the list next to them."""
        nothing = "Too few people to say where the network is thin."
        with Horizontal():
            with Panel(title="Map", classes="first", id="picture"):
                yield NetworkMap(self._sign, id="map")
                spread = LineList(self._paint, key=_ROW_ID, empty=nothing, id="spread")
                spread.display = False
                yield spread
            with Panel(title="Selected", classes="second", id="beside"):
                card = TextPage(id="card")
                card.can_focus = False
                yield card
                yield LineList(self._paint, key=_ROW_ID, empty="No one on the map yet.", id="list")

    def reload(self, change: Change | None) -> None:
        """Read the network again, in the background if it is large."""
        if change is not None and not _COLLECTIONS & change.touched.keys():
            return
        source = self._services.network.source()
        size = len(source.rows)
        if self._reading is None and size > AT_ONCE:
            self.map.show((), Wish(), f"Reading {count_people(size)} ...")
        do_work(self, self._readings, size, partial(read, source, self.view.grouping), self._show_reading)

    def let_go(self) -> None:
        """Drop the network as it was: 100 MB of 30,000 people."""
        self._reading, self.view.rows = None, {}
        self.map.show((), Wish(), "")
        self.found_list.set_rows(())

    def _show_reading(self, reading: Reading) -> None:
        self._reading = reading
        self.view.use(reading)
        self._show_map()
        self._show_list()
        self.spread.set_rows(spread_rows(reading.spread))
        if self._way.target is not None:
            self._seek(self._way.target, note=self._way.note)

    def _show_map(self) -> None:
        reading = self._reading
        if reading is None:
            return
        nothing = unless_unread(self.app, "No one here yet. Press a to add someone.")
        self.map.show(reading.clusters, self.view.wish(), nothing)
        if isinstance(self.map.selected, int) and self.map.selected not in self.view.rows:
            self.map.select(0)
        self._show_selected()

    def _show_list(self) -> None:
        reading, view = self._reading, self.view
        if reading is not None:
            rows = list_rows(
                reading.clusters, view.grouping, reading.spread, opened=view.opened, every=view.every_group
            )
            self.found_list.set_rows(rows)

    @on(NetworkMap.LaidOut)
    def _show_frame(self) -> None:
        panel, glyphs = self.query_one("#picture", Panel), glyphs_of(self.app)
        total = len(self.view.rows)
        if self._thin and self._reading is not None:
            panel.set_subtitle(f"{count_people(self._reading.spread.people)} you know")
        else:
            shown, room = self.map.layout_shown.shown, self.map.size.width - _ON_FRAME
            panel.set_subtitle(legend(total, shown, glyphs, room) if total else "")
        self.refresh_bindings()

    def _sign(self, contact_id: int) -> Span:
        return person_sign(self.view.rows.get(contact_id), self._today, glyphs_of(self.app))

    def _paint(self, row: Any, width: int) -> Line:
        return paint_row(row, width, self._today, glyphs_of(self.app))

    @property
    def _today(self) -> Any:
        return self._services.present.today()

    # What is selected, on the map or in the list that has the focus

    @property
    def contact_id(self) -> int | None:
        """The person that is selected."""
        focused = self.focused
        if isinstance(focused, LineList):
            row = focused.cursor_row
            return row.row.id if isinstance(row, PersonRow) else None
        key = self.map.selected
        return key if isinstance(key, int) and key in self.view.rows else None

    def current_contact_ids(self) -> Sequence[int]:
        """Return the person that is selected."""
        return () if not self.is_mounted or self.contact_id is None else (self.contact_id,)

    def _selected(self) -> ContactRow | Cluster | ThinSpot | None:
        row = self.view.rows.get(self.contact_id or 0)
        if row is not None or self._reading is None:
            return row
        if isinstance(self.focused, LineList):
            match self.focused.cursor_row:
                case GroupRow(cluster):
                    return cluster
                case ThinRow(spot):
                    return spot
        clusters, most = self._reading.clusters, most_groups(self.map.size.height)
        return self.view.cluster(clusters, self.map.selected, most)

    @on(NetworkMap.Selected)
    def _show_selected(self) -> None:
        selected, view, today, glyphs = self._selected(), self.view, self._today, glyphs_of(self.app)
        frame = "Thin spots" if self._thin else "Map"
        if not self.is_wide:  # the card is out of sight
            frame = title_of(selected, view, today, glyphs) or frame
        self.query_one("#picture", Panel).set_title(frame)
        self.query_one("#card", TextPage).show(lambda width: card_of(selected, view, today, width, glyphs))
        self.refresh_bindings()

    @on(LineList.Highlighted)
    def _row_selected(self, event: LineList.Highlighted) -> None:
        event.stop()
        row = event.row
        if not event.line_list.has_focus:
            return
        if isinstance(row, GroupRow):
            head = row.cluster.head
            self.map.select(row.cluster.key if head is None else head.id)
        elif isinstance(row, PersonRow) and not self.map.select(row.row.id):
            self.map.select(row.under)  # who found no room on the map is in that group
        self._show_selected()

    def on_descendant_focus(self, event: Any) -> None:  # noqa: ARG002
        """Show what is selected in what has the focus now."""
        self._show_selected()

    # Opening

    @on(NetworkMap.Opened)
    def _place_opened(self, event: NetworkMap.Opened) -> None:
        if isinstance(event.key, str):
            self._open_group(event.key)
        elif event.kind is not Kind.ME:
            self.post_message(Open("contact", event.key))

    @on(LineList.Opened)
    def _row_opened(self, event: LineList.Opened) -> None:
        event.stop()
        match event.row:
            case PersonRow(row):
                self.post_message(Open("contact", row.id))
            case GroupRow(cluster):
                self._open_group(cluster.key)
            case MoreRow():
                self.view.every_group = True
                self._show_list()
            case ThinRow() if not self._thin:
                self.action_thin_spots()

    def _open_group(self, key: str) -> None:
        """Show the people of one group alone, or everybody again."""
        self.view.toggle(key)
        self._show_map()
        self._show_list()

    # Keys

    def action_person(self, verb: str) -> None:
        """Take the next step of a lit way with a note; all else as everywhere."""
        if verb == "note" and self._way.is_sought_from(self.contact_id):
            self._way.note = True  # it is written once it is known who to ask
        elif verb == "note" and (note := self.view.note_from(self.contact_id)) is not None and note.about:
            template = REMINDER if note.act is Act.REMIND else ASKING
            self.post_message(WriteNote((note.to.id,), template, about_id=note.about.id))
        else:
            super().action_person(verb)

    def action_warm_path(self) -> None:
        """Light the way to the person that is selected, or let it go dark again."""
        one = self.contact_id
        if one is not None and one == self.view.target:
            self.view.light(None)
            self._show_map()
        elif one is not None:
            self._seek(one)

    def _seek(self, one: int, *, note: bool = False) -> None:
        self._way = WaySought(one, self.contact_id, note)
        if self._reading is None:
            return  # once everybody is read
        source = self._reading.source
        if len(source.rows) > AT_ONCE:
            self.host.say(f"Looking for the way to {self._services.contacts.name_of(one)} ...")
        do_work(self, self._paths, len(source.rows), partial(source.path_to, one), partial(self._light, one))

    def _light(self, target: int, path: tuple[Step, ...]) -> None:
        way, self._way = self._way, WaySought()
        if target not in self.view.rows or way.target != target:
            return
        writes = way.note and self.contact_id == way.asked_at
        self.view.light(target, path)
        self.map.select(target)
        self._show_map()
        if not self.is_wide or (way.note and not path):
            today = self._services.present.today()
            self.host.say(path_words(path, self.view.rows[target], today, glyphs_of(self.app)))
        if writes and path:
            self.action_person("note")

    def action_group_by(self) -> None:
        """Group by something else."""
        choices = [Choice(one, one.value, "now" * (one is self.view.grouping)) for one in Grouping]
        self.host.ask(ChoiceModal("Group by", choices, start=self.view.grouping), self._group_by)

    def _group_by(self, grouping: Grouping) -> None:
        self.view.grouping, self.view.opened = grouping, None
        self.reload(None)

    def action_more(self, step: int) -> None:
        """Show more people, or fewer; none leaves the groups with their counts."""
        now = self.map.people_wished
        wished = now + max(4, now // 2) if step > 0 else now - max(4, now // 3)
        self.view.people = max(0, min(MOST_PEOPLE, wished))
        self._show_map()

    def action_thin_spots(self) -> None:
        """Look at the thin spots, or at the map again."""
        self._thin = not self._thin
        self.map.display, self.spread.display = not self._thin, self._thin
        (self.spread if self._thin else self.map).focus()
        self._show_frame()
        self._show_selected()

    def action_back(self) -> None:
        """Go back from the thin spots; then let the way go dark, then close the group."""
        self._way = WaySought()
        if self._thin:
            self.action_thin_spots()
        elif self.view.step_back():
            self._show_map()
            self._show_list()

    def action_find(self) -> None:
        """Find a person on the map by name, company or any words of a search."""
        ask_for_person(self.host, self._services.search, self.view, "Find on the map", self._find)

    def search_for(self, query: str) -> None:
        """Light the way to a person (`path:ID`; `path:` asks for one), or show the thin spots (`thin:`)."""
        what, _, who = query.partition(":")
        if what == "path" and who:
            self._seek(int(who))
        elif what == "path":
            ask_for_person(self.host, self._services.search, self.view, "Who can introduce me to", self._seek)
        elif not self._thin:
            self.action_thin_spots()

    def _find(self, found: int) -> None:
        """Show someone, no matter what else is shown."""
        if self._thin:
            self.action_thin_spots()
        self.view.found, self.view.opened = (found,), None
        self.map.select(found)
        self.map.focus()
        self._show_map()
        self._show_list()

    def action_export(self) -> None:
        """Write the map to a file."""
        if self._reading is not None:
            export_map(self, self._services.network, self._reading, self.view)

    # Which keys work

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what cannot work now."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        view = self.view
        if action == "warm_path":
            return True if self.contact_id is not None else None
        if action == "more" and parameters:
            can = self.map.can_show_more if parameters[0] == 1 else self.map.can_show_fewer
            return False if self._thin else True if can else None
        if action == "back":
            return self._thin or view.narrowed
        if action in _ON_PEOPLE:
            return True if view.rows else None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Say why a key cannot work now."""
        if action == "more":
            return "No one else is left to show, or to leave out."
        if action == "warm_path":
            return "Select a person first: the arrows go from label to label."
        return "There is no one on the map yet." if action in _ON_PEOPLE else super().why_not(action)

    def describe_binding(self, binding_id: str) -> str | None:
        """Say what a key does now."""
        if self._thin:
            return "the map" if binding_id == "network.thin-spots" else None
        return self.view.key_words(binding_id, self.contact_id)

    def palette_entries(self) -> Iterable[tuple[str, Callable[[], None]]]:
        """Offer the groupings by name."""
        for grouping in Grouping:
            yield f"map by {grouping.value}", partial(self._group_by, grouping)
