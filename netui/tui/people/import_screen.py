"""Import people from a file: read it, preview it, and only then import it."""

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input
from textual.worker import Worker, get_current_worker

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError, NetuiError
from netui.domain.people.cadence import Cadence
from netui.domain.people.field_values import entries
from netui.domain.people.importing import LedgerRow, mapping_lines
from netui.services.people.imports import ImportPlan, Ledger, Progress
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.people.import_rows import ACTION_WORDS, TONES, is_worth_a_key, paint_row
from netui.tui.people.mapping import MappingModal
from netui.tui.shell.area import SCREEN_BINDINGS, AreaScreen
from netui.tui.widgets.charts import bar
from netui.tui.widgets.editors import SafeInput
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.lines import Lines
from netui.tui.widgets.panel import Panel
from netui.tui.widgets.path_input import PathInput

_HINT = (
    "Contacts from LinkedIn (Settings & Privacy > Data privacy > Get a copy of your data), Google, Outlook, "
    "Thunderbird, a phone or address book (.vcf), or any table (.csv). tab completes the path, enter reads "
    "it; nothing is changed before you say so."
)
_MOST_NAMES = 24


class _StoppedError(Exception):
    """The user stopped the work; nothing of it stays."""


class ImportScreen(AreaScreen, inherit_bindings=False):
    """One file at a time; reading and importing happen in a thread, and esc stops either."""

    KEYS_TITLE = "Import"
    PERSON_KEYS = False

    DEFAULT_CSS = """
    ImportScreen .import-row { height: 1; }
    ImportScreen .import-label { width: 7; }
    ImportScreen #import-say { margin-top: 1; }
    ImportScreen #import-path, ImportScreen #import-tags { width: 1fr; }
    ImportScreen #import-every { width: 22; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "apply", "import", id="import.apply", priority=True),
        Binding("ctrl+o", "columns", "what columns hold", id="import.columns", priority=True),
        Binding("w", "go_through", "choose whom to keep up with", id="import.go-through"),
        Binding("n", "only('added')", "new", id="import.only-added"),
        Binding("c", "only('updated')", "updated", id="import.only-updated"),
        Binding("s", "only('skipped')", "here", id="import.only-skipped"),
        Binding("h", "only('hidden')", "hidden", id="import.only-hidden"),
        Binding("x", "only('failed')", "failed", id="import.only-failed"),
        Binding("b", "only('kept')", "kept by hand", id="import.only-kept"),
        Binding("e", "only('')", "everything", id="import.everything"),
        Binding("escape", "cancel", "back", id="import.cancel"),
        *SCREEN_BINDINGS,
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._plan: ImportPlan | None = None
        self._done: Ledger | None = None
        self._only = ""
        self._path: Path | None = None
        self._mapping: dict[str | int, str] = {}
        self._worker: Worker[None] | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the fields, and below them the ledger."""
        with Panel(title="Import people", card=True, id="import-file"):
            with Horizontal(classes="import-row"):
                yield Lines([Line([Span("File", "dim")])], classes="import-label")
                yield PathInput(placeholder="~/contacts.vcf", id="import-path")
            with Horizontal(classes="import-row"):
                yield Lines([Line([Span("Tags", "dim")])], classes="import-label")
                yield SafeInput(placeholder="optional, for everyone in it", id="import-tags")
                yield Lines([Line([Span(" Every", "dim")])], classes="import-label")
                yield SafeInput(placeholder="optional: 6 months", id="import-every")
            yield Lines(id="import-say")
        with Panel(title="What it brings", id="import-ledger"):
            yield LineList(self._painted, key=lambda row: (row.file, row.line), empty="Nothing read yet.")

    @property
    def ledger(self) -> LineList:
        """The rows of the file."""
        return self.query_one(LineList)

    def reload(self, change: Change | None) -> None:
        """Begin with the hint; notice when the import was undone."""
        if change is None:
            self._hint()
            return
        done = self._done
        if done is None or not done.added_ids:
            return
        if self._services.contacts.row(done.added_ids[0]) is None:
            self._done = self._plan = None
            self._show_rows()
            self.ledger.set_empty("Nothing read yet.")
            self.query_one("#import-ledger", Panel).set_title("What it brings")
            self._say([Span("Taken back: nothing of that import is here any more.", "success")])
            self.query_one(PathInput).focus()

    def on_resize(self) -> None:
        """Wrap the hint again."""
        self._hint()

    def _hint(self) -> None:
        if self._plan is not None or self._done is not None or self._worker is not None:
            return
        parts = textwrap.wrap(_HINT, max(self.app.size.width - 6, 20))
        self.query_one("#import-say", Lines).set_lines([Line([Span(part, "dim")]) for part in parts])

    def _say(self, *lines: list[Span]) -> None:
        self.query_one("#import-say", Lines).set_lines([Line(spans) for spans in lines])

    def on_path_input_offered(self, event: PathInput.Offered) -> None:
        """Show what fits what was typed."""
        if event.names:
            names = "  ".join(event.names[:_MOST_NAMES])
            more = f"  and {len(event.names) - _MOST_NAMES:,} more" if len(event.names) > _MOST_NAMES else ""
            parts = textwrap.wrap(names + more, max(self.app.size.width - 6, 20))[:4]
            self._say(*([Span(part, "dim")] for part in parts))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another file has not been read yet."""
        if event.input.id == "import-path" and self._plan is not None:
            self._plan = None
            self._show_rows()
            self.refresh_bindings()

    # Reading and importing, in a thread

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read the file, also again with other tags or another cadence."""
        event.stop()
        self._read()

    def _options(self) -> tuple[tuple[str, ...], Cadence | None] | None:
        """Return tags and cadence as typed, or None, said so, where they cannot be used."""
        typed = self.query_one("#import-every", SafeInput)
        tags = entries(self.query_one("#import-tags", SafeInput).value)
        try:
            every = Cadence.parse(typed.value) if typed.value.strip() else None
        except InvalidValueError as error:
            self._say([Span(str(error), "error")])
            typed.focus()
            return None
        return tags, every

    def _read(self) -> None:
        path, options = self.query_one(PathInput).path, self._options()
        if path is None:
            self._say([Span("Which file? tab completes what you type.", "error")])
            self.query_one(PathInput).focus()
        elif options is not None and self._worker is None:
            if path != self._path:
                self._mapping = {}
            self._path, self._plan, self._done = path, None, None
            self._say([Span(f"Reading {path.name}", "dim")])
            self._worker = self._read_file(path, *options, None)
            self.refresh_bindings()

    def action_columns(self) -> None:
        """Ask what the columns of a table hold, and read it again by that."""
        path = self.query_one(PathInput).path
        if path is None:
            self._say([Span("Which file? tab completes what you type.", "error")])
        elif self._worker is None and self._done is None:
            columns = self._services.imports.columns(path)
            mapping = self._mapping if path == self._path else {}
            modal = MappingModal(columns, mapping, self._save_mapping)
            self.host.ask(modal, lambda chosen: self._read_so(path, chosen))

    def _read_so(self, path: Path, mapping: dict[str | int, str]) -> None:
        self._path, self._mapping = path, mapping
        self._read()

    def _save_mapping(self, name: str, mapping: dict[str | int, str]) -> None:
        self._services.settings.save_mapping(name, mapping_lines(mapping))
        self.host.say(f"Saved the mapping {name.strip()}: `netui import FILE --map “{name.strip()}”` uses it")

    def action_apply(self) -> None:
        """Import what was read."""
        options, plan = self._options(), self._plan
        if plan is None or self._path is None:
            self._read()
        elif options is not None and self._worker is None:
            tags, every = options
            if plan.options == plan.options.of(tags, every):
                self._worker = self._import(plan)
            else:
                self._worker = self._read_file(self._path, tags, every, plan)
            self.refresh_bindings()

    @work(thread=True, group="import")
    def _read_file(
        self, path: Path, tags: tuple[str, ...], every: Cadence | None, seen: ImportPlan | None
    ) -> None:
        """Read a file; with the plan the user has `seen` import it too."""
        imports, worker = self._services.imports, get_current_worker()
        known = imports.formats
        try:
            plan = imports.preview(
                [path],
                known[0] if len(known) == 1 else "auto",
                tags=tags,
                every=every,
                progress=self._beat("Reading", worker),
                instead_of=seen,
                mapping=self._mapping,
            )
            done = None if seen is None else imports.apply(plan, progress=self._beat("Importing", worker))
        except _StoppedError:
            self.call_later(self._stopped)
        except NetuiError as error:
            self.call_later(self._failed, str(error))
        else:
            self.call_later(self._imported if done else self._planned, done or plan)

    @work(thread=True, group="import")
    def _import(self, plan: ImportPlan) -> None:
        try:
            done = self._services.imports.apply(plan, progress=self._beat("Importing", get_current_worker()))
        except _StoppedError:
            self.call_later(self._stopped)
        except NetuiError as error:
            self.call_later(self._failed, str(error))
        else:
            self.call_later(self._imported, done)

    def _beat(self, verb: str, worker: Worker[object]) -> Progress:
        def beat(done: int, total: int | None) -> None:
            if worker.is_cancelled:
                raise _StoppedError
            self.call_later(self._show_progress, verb, done, total)

        return beat

    def _show_progress(self, verb: str, done: int, total: int | None) -> None:
        if self._worker is None:
            return
        if total is None:
            self._say([Span(f"{verb}  {counted(done, 'row')}", "dim")])
        else:
            spans = bar(done, total, 24, self.ledger.glyphs)
            self._say([Span(f"{verb}  ", "dim"), *spans, Span(f"  {done:,} of {total:,}", "dim")])

    def _stopped(self) -> None:
        self._worker = None
        self._say([Span("Stopped: nothing was changed.", "dim")])
        self.refresh_bindings()

    def _failed(self, reason: str) -> None:
        self._worker = None
        parts = textwrap.wrap(reason, max(self.app.size.width - 6, 20))
        self._say(*([Span(part, "error")] for part in parts))
        self.query_one(PathInput).focus()
        self.refresh_bindings()

    def _planned(self, plan: ImportPlan) -> None:
        self._worker, self._plan, self._only = None, plan, ""
        self._show_ledger(plan)

    def _imported(self, done: Ledger) -> None:
        self._worker, self._plan, self._done, self._only = None, None, done, ""
        self._show_ledger(done)
        self.host.say(f"Imported: {done.added:,} new, {done.updated:,} updated. u takes it all back")
        if done.added:
            twice = self._services.duplicates
            self.host.in_background(twice.search(), lambda _: self._say_twice(done.added_ids))

    def _say_twice(self, added: tuple[int, ...]) -> bool:
        if count := self._services.duplicates.count_among(added):
            self.host.say(f"Pairs that may be one person: {count:,}. Upkeep in the Plan compares them")
        return False

    # The ledger

    def _show_ledger(self, ledger: Ledger) -> None:
        """Show the rows of a file, and go to them; without any, go to the field for another file."""
        self._say_counts(ledger)
        self._show_rows()
        (self.ledger if ledger.rows else self.query_one(PathInput)).focus()
        self.refresh_bindings()

    def _say_counts(self, ledger: Ledger) -> None:
        counts: list[Span] = []
        for action, count in ledger.counts.items():
            if count:
                counts += [Span("   ")] if counts else []
                tone = TONES.get(action, "dim")
                counts += [Span(f"{count:,}", f"{tone} strong"), Span(f" {ACTION_WORDS[action]}", tone)]
        if not counts:
            counts = [Span("There is no one in this file.", "dim")]
        if self._done is not None:
            message = "In your network now. Nobody falls due by themselves: w chooses whom to keep up with."
            message = message if ledger.added else "In your network now. u takes it all back."
        elif ledger.added or ledger.updated:
            message = "Nothing is changed yet: enter imports, esc goes back."
        else:
            message = "There is nothing to import from it."
        parts = textwrap.wrap(message, max(self.app.size.width - 6, 20))
        kept = [f"{ledger.kept:,} kept as you changed them by hand"] if ledger.kept else []
        self._say(counts, *([Span(part, "dim")] for part in (*kept, *parts)))

    def _show_rows(self) -> None:
        ledger = self._done or self._plan or Ledger()
        rows, shown = ledger.rows, ledger.only(self._only)
        self.ledger.set_empty("None of these." if rows else "Nothing read yet.")
        self.ledger.set_rows(shown, keep=False)
        title = "What it brought" if self._done is not None else "What it brings"
        panel = self.query_one("#import-ledger", Panel)
        panel.set_title(f"{title}: {ACTION_WORDS[self._only]}" if self._only else title)
        panel.set_subtitle(counted(len(shown), "row") if rows else "")

    def _painted(self, row: LedgerRow, width: int) -> Line:
        return paint_row(row, width, self.ledger.glyphs)

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Import, or after that open the person."""
        row: LedgerRow = event.row
        if self._done is None:
            self.action_apply()
        elif row.contact_id is not None:
            self.post_message(Open("contact", row.contact_id))

    def action_only(self, action: str) -> None:
        """Show the rows of one action, those where something is kept, or all."""
        self._only = action
        self._show_rows()

    # Going

    def action_go_through(self) -> None:
        """Choose which of the imported people to keep up with."""
        if self._done is not None:
            self.post_message(Open("go-through", self._done.added_ids))

    def action_cancel(self) -> None:
        """Stop what is running; else go back."""
        if self._worker is not None:
            self._worker.cancel()
        else:
            self.go_back()

    def on_unmount(self) -> None:
        """Stop what is running: no one would see the result."""
        if self._worker is not None:
            self._worker.cancel()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the keys of the present step."""
        ledger = self._done or self._plan
        checks: dict[str, Callable[[], bool | None]] = {
            "only": lambda: ledger is not None and is_worth_a_key(ledger, str(parameters[0])),
            "go_through": lambda: self._done is not None and bool(self._done.added_ids),
            "columns": lambda: self._done is None and self._worker is None,
            "apply": lambda: False if self._done is not None else self._worker is None or None,
        }
        check = checks.get(action)
        return super().check_action(action, parameters) if check is None else check()

    def why_not(self, action: str) -> str | None:
        """Say why a key is dim."""
        if action == "apply":
            return "Wait until this is done, or stop it with esc."
        return super().why_not(action)

    def describe_binding(self, binding_id: str) -> str | None:
        """Name what the keys do at this step."""
        if binding_id == "import.cancel":
            return "stop" if self._worker is not None else "back"
        if binding_id == "import.apply":
            return "read" if self._plan is None else "import"
        if binding_id == "list.open":
            return "open" if self._done is not None else "import"
        return None
