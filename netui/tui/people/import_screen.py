"""Import people from a file: read it, preview it, and only then import it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.people.cadence import Cadence
from netui.domain.people.field_values import entries
from netui.domain.people.importing import GuessedColumn, LedgerRow, Messages, mapping_lines
from netui.services.people.imports import ImportPlan
from netui.services.people.ledger import Ledger
from netui.services.ports import Change
from netui.services.services import Services
from netui.tui.look.messages import Open
from netui.tui.look.text import Line, Span
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.people.import_rows import ACTION_WORDS, TONES, is_worth_a_key, paint_row
from netui.tui.people.mapping import MappingModal
from netui.tui.shell.area import SCREEN_BINDINGS, AreaScreen
from netui.tui.widgets.background_work import BackgroundWork, Progress
from netui.tui.widgets.charts import bar
from netui.tui.widgets.editors import SafeInput
from netui.tui.widgets.file_field import FileField
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.panel import Panel

_HINT = (
    "Contacts from LinkedIn (Settings & Privacy > Data privacy > Get a copy of your data), Google, Outlook, "
    "Thunderbird, a phone or address book (.vcf, .ldif), or any table (.csv). tab completes the path, enter "
    "reads it; nothing changes until you confirm."
)
_MESSAGE_WORDS = {
    Messages.NONE: "leave messages unread",
    Messages.DATES: "log who wrote to who on which day",
    Messages.TEXT: "log that, and what was written",
}


class ImportScreen(AreaScreen, inherit_bindings=False):
    """One file at a time; reading and importing happen in a thread, and esc stops either."""

    KEYS_TITLE = "Import"
    PERSON_KEYS = False

    DEFAULT_CSS = """
    ImportScreen #import-every { width: 22; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "apply", "import", id="import.apply", priority=True),
        Binding("l", "messages", "log messages", id="import.messages"),
        Binding("ctrl+o", "columns", "what columns hold", id="import.columns", priority=True),
        Binding("w", "go_through", "choose who to keep up with", id="import.go-through"),
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

    def __init__(self, services: Services, path: int | str = 0) -> None:
        """Begin with the path of a file, or 0 for none."""
        super().__init__()
        self._services = services
        self._start = str(path or "")
        self._plan: ImportPlan | None = None
        self._done: Ledger | None = None
        self._only = ""
        self._path: Path | None = None
        self._mapping: dict[str | int, str] = {}
        self._messages = Messages.NONE
        self._work = BackgroundWork(self, self._failed)

    def compose_body(self) -> ComposeResult:
        """Yield the fields, and below them the ledger."""
        with Panel(title="Import people", card=True, id="import-file"):
            tags = SafeInput(placeholder="optional, for everyone in it", id="import-tags")
            every = SafeInput(placeholder="optional: 6 months", id="import-every")
            row = (FileField.label("Tags"), tags, FileField.label(" Every"), every)
            yield FileField(_HINT, row, placeholder="~/contacts.vcf", path_id="import-path")
        with Panel(title="What it brings", id="import-ledger"):
            yield LineList(self._painted, key=lambda row: (row.file, row.line), empty="Nothing read yet.")

    @property
    def file(self) -> FileField:
        """The fields, and the message below them."""
        return self.query_one(FileField)

    @property
    def ledger(self) -> LineList:
        """The rows of the file."""
        return self.query_one(LineList)

    def on_mount(self) -> None:
        """Begin with a file, if one was given."""
        if self._start:
            self.file.input.value = self._start

    def reload(self, change: Change | None) -> None:  # noqa: ARG002
        """Notice when the import was undone."""
        done = self._done
        if done is None or not done.added_ids:
            return
        if self._services.contacts.row(done.added_ids[0]) is None:
            self._done = self._plan = None
            self._show_rows()
            self.ledger.set_empty("Nothing read yet.")
            self.query_one("#import-ledger", Panel).set_title("What it brings")
            self.file.say("Undone: nothing of that import is here any more.", tone="success")
            self.file.input.focus()
        else:
            self._say_counts(done)

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
            self.file.say(str(error), tone="error")
            typed.focus()
            return None
        return tags, every

    def _read(self) -> None:
        path, options = self.file.path, self._options()
        if path is not None and options is not None and not self._work.running:
            if path != self._path:
                self._mapping, self._messages = {}, Messages.NONE
            self._path, self._plan, self._done = path, None, None
            self.file.say(f"Reading {path.name}")
            self._work.start(self._reading(path, *options), self._planned, self._progress("Reading"))

    def _reading(
        self, path: Path, tags: tuple[str, ...], every: Cadence | None, seen: ImportPlan | None = None
    ) -> Callable[[Progress], ImportPlan]:
        """Return what reads a file; `seen` is the plan that the user knows."""
        imports, mapping, messages = self._services.imports, self._mapping, self._messages
        known = imports.formats
        return lambda beat: imports.preview(
            [path],
            known[0] if len(known) == 1 else "auto",
            tags=tags,
            every=every,
            progress=beat,
            instead_of=seen,
            mapping=mapping,
            messages=messages,
        )

    def action_columns(self) -> None:
        """Ask what the columns of a table hold, and read it again by that."""
        path = self.file.path
        if path is not None and not self._work.running and self._done is None:
            self._work.start(
                lambda _: self._services.imports.columns(path),
                lambda columns: self._ask_columns(path, columns),
                self._progress("Reading"),
            )

    def _ask_columns(self, path: Path, columns: Sequence[GuessedColumn]) -> None:
        mapping = self._mapping if path == self._path else {}
        modal = MappingModal(columns, mapping, self._save_mapping, draft_key=f"columns:{path.absolute()}")
        self.host.ask(modal, lambda chosen: self._read_so(path, chosen))

    def action_messages(self) -> None:
        """Ask what of the messages comes into the log, and read the file again."""
        choices = [Choice(one, _MESSAGE_WORDS[one]) for one in Messages]
        modal = ChoiceModal[Messages]("What of the messages comes into the log?", choices)
        self.host.ask(modal, self._read_messages)

    def _read_messages(self, messages: Messages) -> None:
        self._messages = messages
        self._read()

    def _read_so(self, path: Path, mapping: dict[str | int, str]) -> None:
        self._path, self._mapping = path, mapping
        self._read()

    def _save_mapping(self, name: str, mapping: dict[str | int, str]) -> None:
        self._services.settings.save_mapping(name, mapping_lines(mapping))
        self.host.say(f"Saved the mapping {name.strip()}: `netui import FILE --map “{name.strip()}”` uses it")

    def action_apply(self) -> None:
        """Import what was read."""
        options, plan, path = self._options(), self._plan, self._path
        if plan is None or path is None:
            self._read()
        elif options is not None and not self._work.running:
            apply, progress = self._services.imports.apply, self._progress("Importing")
            if plan.options == plan.options.of(*options):
                self._work.start(lambda beat: apply(plan, progress=beat), self._imported, progress)
            else:
                read = self._reading(path, *options, plan)
                self._work.start(lambda beat: apply(read(beat), progress=beat), self._imported, progress)

    def _progress(self, verb: str) -> Progress:
        def show(done: int, total: int | None) -> None:
            if total is None:
                self.file.say(f"{verb}  {counted(done, 'row')}")
            else:
                spans = bar(done, total, 24, self.ledger.glyphs)
                self.file.say([Span(f"{verb}  ", "dim"), *spans, Span(f"  {done:,} of {total:,}", "dim")])

        return show

    def _failed(self, reason: str, tone: str) -> None:
        self.file.say(reason, tone=tone)
        if tone == "error":
            self.file.input.focus()

    def _planned(self, plan: ImportPlan) -> None:
        self._plan, self._only = plan, ""
        self._show_ledger(plan)

    def _imported(self, done: Ledger) -> None:
        self._plan, self._done, self._only = None, done, ""
        self._show_ledger(done)
        logged = f", {counted(done.logged, 'entry', 'entries')} in the log" if done.logged else ""
        self.host.say(f"Imported: {done.added:,} new, {done.updated:,} updated{logged}. u undo")
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
        (self.ledger if ledger.rows or ledger.files else self.file.input).focus()
        self.refresh_bindings()

    def _say_counts(self, ledger: Ledger) -> None:
        counts: list[Span] = []
        for action, count in ledger.counts.items():
            if count:
                counts += [Span("   ")] if counts else []
                tone = TONES.get(action, "dim")
                counts += [Span(f"{count:,}", f"{tone} strong"), Span(f" {ACTION_WORDS[action]}", tone)]
        if not counts:
            nothing = "There are no people in this file." if ledger.files else "There is no one in this file."
            counts = [Span(nothing, "dim")]
        if self._done is not None:
            message = self._next_words(ledger.added_ids)
            message = message if ledger.added else "In your network now. u undo."
        elif ledger.brings_something:
            message = "Nothing is changed yet: enter imports, esc goes back."
        else:
            message = "There is nothing to import from it."
        kept = [f"{ledger.kept:,} kept as you changed them by hand"] if ledger.kept else []
        ask = "l logs them" if self._done is None else "read the file again to log them"
        self.file.say(counts, *kept, *ledger.other_lines(ask), message)

    def _next_words(self, added: Sequence[int]) -> str:
        """Say who of the imported people may fall due, and what to press for the others."""
        rows = map(self._services.contacts.row, added)
        chosen = sum(1 for row in rows if row is not None and row.cadence is not None)
        if not chosen:
            return "Imported. No one is due until you choose: press w to pick who to keep up with."
        if chosen == len(added):
            return "Imported. You chose how often to be in touch with each of them."
        return f"Imported. You keep in touch with {chosen:,} of {len(added):,}: press w to pick others."

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
        if self._work.running:
            self._work.stop()
        else:
            self.go_back()

    def on_unmount(self) -> None:
        """Stop what is running: no one would see the result."""
        self._work.stop()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the keys of the present step."""
        ledger = self._done or self._plan
        checks: dict[str, Callable[[], bool | None]] = {
            "only": lambda: ledger is not None and is_worth_a_key(ledger, str(parameters[0])),
            "go_through": lambda: self._done is not None and bool(self._done.added_ids),
            "messages": lambda: self._done is None and self._has_messages(),
            "columns": lambda: self._done is None and not self._work.running,
            "apply": lambda: False if self._done is not None else (not self._work.running) or None,
        }
        check = checks.get(action)
        return super().check_action(action, parameters) if check is None else check()

    def _has_messages(self) -> bool:
        plan = self._plan
        if plan is None or self._work.running:
            return False
        return plan.read.messages is not Messages.NONE or any(one.messages_left for one in plan.files)

    def why_not(self, action: str) -> str | None:
        """Say why a key is dim."""
        if action == "apply":
            return "Wait until this is done, or stop it with esc."
        return super().why_not(action)

    def describe_binding(self, binding_id: str) -> str | None:
        """Name what the keys do at this step."""
        if binding_id == "import.cancel":
            return "stop" if self._work.running else "back"
        if binding_id == "import.apply":
            return "read" if self._plan is None else "import"
        if binding_id == "list.open":
            return "open" if self._done is not None else "import"
        return None
