"""The settings: each with its meaning, its value and its default, changed here and kept in config.toml."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from netui.domain.errors import ConfigError
from netui.domain.people.field_values import entries
from netui.domain.people.importing import read_mapping
from netui.domain.people.rules import check_zone
from netui.domain.settings import SETTINGS, TABLES, Setting, Value, as_text
from netui.domain.time.calendar_ends import on_clock
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.text import Line, Span
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.themes import ThemeModal
from netui.tui.shell.area import AreaScreen, read_all_again
from netui.tui.shell.row_finding import find_row
from netui.tui.widgets.line_list import BLANK, Heading, LineList
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.text_page import paragraph

_KEYMAP, _SEARCHES, _MAPPINGS = TABLES
_AT_START = "It takes effect at the next start."
_LEAST = 20
_ABOUT_TABLE = {
    _KEYMAP: "Keys of your own. Write several with commas: space,enter. Leave it empty for netui's own.",
    _SEARCHES: "A search you saved: ' in Contacts offers it. Leave it empty to remove it.",
    _MAPPINGS: "What the columns of a file hold: COLUMN=FIELD; COLUMN=FIELD. Leave it empty to remove it.",
}
_TITLES = {_KEYMAP: "KEYS", _SEARCHES: "SAVED SEARCHES", _MAPPINGS: "IMPORT MAPPINGS"}
_MORE = {_KEYMAP: "give something another key ...", _SEARCHES: "save a search ..."}
_ABOUT_MORE = {
    _KEYMAP: "Choose what it does, then type the key. ? shows the keys of the place you are in.",
    _SEARCHES: "A search under a name, such as tag:friend last:>180d. W in Contacts saves the one you see.",
}


class _Entry(Struct, frozen=True):
    """One entry of a table of the file; without a name it stands for one more."""

    table: str
    name: str = ""
    value: str = ""


class SettingsScreen(AreaScreen):
    """Everything in config.toml; what is changed is written at once, comments kept."""

    KEYS_TITLE = "Settings"
    PERSON_KEYS = False

    DEFAULT_CSS = """
    SettingsScreen #settings { layout: horizontal; }
    SettingsScreen #settings-list { width: 1fr; }
    SettingsScreen #setting { width: 46; height: 1fr; padding: 0 1; }
    SettingsScreen.-narrow #settings { layout: vertical; }
    SettingsScreen.-narrow #setting { width: 1fr; height: 7; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "default", "default", id="settings.default"),
        Binding("slash", "find", "search", show=False, id="settings.find"),
        Binding("escape,comma", "app.close", "back", id="settings.back"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._config = services.config

    def compose_body(self) -> ComposeResult:
        """Yield the settings, and what the one under the cursor means."""
        path = str(self._services.settings.path)
        with Container(id="settings"):
            with Panel(title="Settings", subtitle=path, id="settings-list"):
                yield LineList(self._paint, key=_key)
            with Panel(title="Meaning", id="setting"):
                yield Lines()

    def on_mount(self) -> None:
        """Start in the list."""
        self._list.focus()

    def on_resize(self) -> None:
        """Wrap the words again."""
        self.call_after_refresh(self._explain)

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    @property
    def _row(self) -> Setting | _Entry | None:
        row = self._list.cursor_row if self.is_mounted else None
        return row if isinstance(row, Setting | _Entry) else None

    # What is shown

    def reload(self, change: Change | None) -> None:
        """Read the file again; one that can't be read leaves what is in force."""
        if change is not None:
            return
        try:
            self._config = self._services.settings.load()
        except ConfigError as error:
            self.host.show_error(error)
            self._config = self._services.config
        self._list.set_rows(list(self._rows()))
        self._explain()

    def _rows(self) -> Iterator[Any]:
        group = ""
        for setting in SETTINGS:
            if setting.group != group:
                if group:
                    yield BLANK
                group = setting.group
                yield Heading(group)
            yield setting
        for table, title in _TITLES.items():
            entries: dict[str, str] = getattr(self._config, TABLES[table])
            if table == _MAPPINGS and not entries:
                continue  # they are saved where a file is imported
            yield BLANK
            yield Heading(title)
            yield from (_Entry(table, name, value) for name, value in sorted(entries.items()))
            if table != _MAPPINGS:
                yield _Entry(table)

    def _paint(self, row: Setting | _Entry, _width: int) -> Line:
        if isinstance(row, Setting):
            value = row.value_in(self._config)
            tone = "dim" if value == row.default else "accent"
            return Line((Span(row.label),), (Span(row.words(value), tone),))
        if not row.name:
            return Line((Span(_MORE[row.table], "dim"),))
        return Line((Span(row.name),), (Span("; ".join(row.value.splitlines()), "accent"),))

    def on_line_list_highlighted(self, _event: LineList.Highlighted) -> None:
        """Say what the row means."""
        self._explain()
        self.refresh_bindings()

    def _explain(self) -> None:
        row, lines = self._row, self.query_one("#setting Lines", Lines)
        width = max((lines.size.width or self.app.size.width - 6), _LEAST)
        title, about, notes = _meaning(row)
        self.query_one("#setting", Panel).set_title(title)
        wrapped = [one for note in notes for one in paragraph(note, width, "dim")]
        lines.set_lines([*paragraph(about, width), *wrapped])

    def describe_binding(self, binding_id: str) -> str | None:
        """Name the keys by what they do to this row."""
        row = self._row
        if binding_id == "list.open":
            return "add" if isinstance(row, _Entry) and not row.name else "change"
        if binding_id == "settings.default" and isinstance(row, _Entry):
            return "remove"
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what can't be done to this row."""
        if action == "default":
            return True if self.why_not(action) is None else None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Say why there is nothing to reset."""
        if action != "default":
            return super().why_not(action)
        row = self._row
        if isinstance(row, Setting):
            changed = row.value_in(self._config) != row.default
            return None if changed else "This is the default."
        return None if row is not None and row.name else "There is nothing to remove here."

    # Keys

    def action_find(self) -> None:
        """Go to a setting by some of its letters."""
        find_row(self.host, self._list, "Find a setting")

    def action_default(self) -> None:
        """Take a setting back to its default, or remove an entry."""
        row = self._row
        if isinstance(row, Setting):
            self._services.settings.reset(row)
            self._changed(row)
        elif row is not None:
            self._write_entry(row.table, row.name, "")

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Ask for another value."""
        row = event.row
        if isinstance(row, _Entry):
            self._ask_entry(row)
        elif row.name == "theme":
            modal = ThemeModal(self.app.available_themes, self.app.theme)
            self.host.ask(modal, lambda name: self._set(row, name))
        elif row.choices:
            now = next((one for one, _ in row.choices if row.read(one) == row.value_in(self._config)), None)
            choices = [Choice(value, words) for value, words in row.choices]
            self.host.ask(ChoiceModal(row.label, choices, start=now), lambda value: self._set(row, value))
        else:
            self._ask_value(row)

    def _ask_value(self, row: Setting) -> None:
        def echo(text: str) -> str:
            value = row.typed(text)
            if row.name != "time_zone":
                return ""
            now = self._services.present.now()
            return f"It is {on_clock(now, check_zone(str(value))):%H:%M} there."

        is_text = isinstance(row.default, str | tuple)
        prompt = PromptModal(
            row.label,
            value=as_text(row.value_in(self._config)),
            hint=row.about,
            validate=echo,
            required=not is_text,
            about=(),
        )
        self.host.ask(prompt, lambda text: self._set(row, row.typed(text)))

    def _set(self, row: Setting, value: Value) -> None:
        self._services.settings.set(row.name, value)
        self._changed(row)

    def _changed(self, row: Setting) -> None:
        self._read_all()
        if row.name == "theme":
            wanted = self._config.theme
            self.app.theme = wanted if wanted in self.app.available_themes else str(row.default)
        words = f"{row.label}: {row.words(row.value_in(self._config))}."
        self.host.say(f"{words} {_AT_START}" if row.at_start else words)

    # The tables

    def _ask_entry(self, row: _Entry) -> None:
        if row.table == _MAPPINGS:
            self._ask_mapping(row)
        elif row.name:
            self._ask_value_of(row)
        elif row.table == _SEARCHES:
            prompt = PromptModal("Name of the search", placeholder="old friends", kept=False, about=())
            self.host.ask(prompt, lambda name: self._ask_value_of(_Entry(_SEARCHES, name.strip())))
        else:
            choices = [
                Choice(key.id, key.words, f"{key.id}  {key.keys}")
                for key in self._services.settings.bindings()
            ]
            modal = ChoiceModal[str]("Give which one another key?", choices, filterable=True)
            self.host.ask(modal, lambda name: self._ask_value_of(_Entry(_KEYMAP, name, self._keys_of(name))))

    def _ask_mapping(self, row: _Entry) -> None:
        def check(text: str) -> str:
            read_mapping(entries(text))
            return ""

        def write(text: str) -> None:
            self._write_entry(_MAPPINGS, row.name, "\n".join(entries(text)))

        value, hint = "; ".join(row.value.splitlines()), _ABOUT_TABLE[_MAPPINGS]
        prompt = PromptModal(row.name, value=value, hint=hint, validate=check, kept=False, about=())
        self.host.ask(prompt, write)

    def _keys_of(self, name: str) -> str:
        return self._config.keymap.get(name, "")

    def _ask_value_of(self, row: _Entry) -> None:
        check: Callable[[str], str] | None = None
        if row.table == _SEARCHES:
            check = self._found
        prompt = PromptModal(
            row.name,
            value=row.value,
            hint=_ABOUT_TABLE[row.table],
            validate=check,
            required=not row.value,
            kept=False,
            about=(),
        )
        self.host.ask(prompt, lambda text: self._write_entry(row.table, row.name, text))

    def _found(self, query: str) -> str:
        found = len(self._services.search.search(query))
        return f"Finds {found:,} {'person' if found == 1 else 'people'}."

    def _write_entry(self, table: str, name: str, value: str) -> None:
        settings = self._services.settings
        if table == _KEYMAP:
            settings.set_keys(name, value)
            words = f"{name}: {value}." if value.strip() else f"{name} has its own key again."
            self._read_all()
            self.host.say(f"{words} {_AT_START}")
            return
        (settings.save_search if table == _SEARCHES else settings.save_mapping)(name, value)
        self._read_all()
        what = f"the {'search' if table == _SEARCHES else 'mapping'} {name}"
        self.host.say(f"Saved {what}." if value.strip() else f"Removed {what}.")

    def _read_all(self) -> None:
        """Have every screen read again what it shows by these settings, this one too."""
        read_all_again(self.app)
        self.reload(None)


def _key(row: Setting | _Entry) -> str:
    return row.name if isinstance(row, Setting) else f"{row.table}.{row.name}"


def _meaning(row: Setting | _Entry | None) -> tuple[str, str, list[str]]:
    """Return the title of a row, what it means, and what else to know."""
    if isinstance(row, Setting):
        default = row.words(row.default)
        notes = [f"Default: {default}.", f"In the file: {row.name}"]
        return row.label, row.about, [*notes, _AT_START] if row.at_start else notes
    if row is None:
        return "Meaning", "", []
    if not row.name:
        return "Meaning", _ABOUT_MORE[row.table], [_AT_START] if row.table == _KEYMAP else []
    notes = [f"In the file: [{row.table}] {row.name}"]
    return row.name, _ABOUT_TABLE[row.table], [*notes, _AT_START] if row.table == _KEYMAP else notes
