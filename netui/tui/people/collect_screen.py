"""Entries for the log from mail, calendars and messages: read a file, tick what counts, take it."""

from typing import ClassVar, Literal

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from netui.domain.counted import count_people, counted
from netui.domain.errors import UnknownUserError
from netui.domain.people.collecting import LEFT_OUT_WORDS, Proposal, Stranger, direction_words
from netui.domain.settings import BY_NAME, as_text
from netui.domain.time.dates import short_day
from netui.services.people.collecting import Collected, CollectPlan
from netui.services.services import Services
from netui.tui.look.text import Line, Span, fit
from netui.tui.modals.ask import PromptModal
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.shell.area import SCREEN_BINDINGS, AreaScreen
from netui.tui.widgets.background_work import BackgroundWork, Progress
from netui.tui.widgets.file_field import FileField
from netui.tui.widgets.line_list import BLANK, Heading, LineList
from netui.tui.widgets.panel import Panel

_HINT = (
    "An mbox, a Maildir, a message, a calendar (.ics), a folder of these, or LinkedIn's messages.csv. Only "
    "who wrote to who and when is read, never a text. tab completes the path, enter reads it; nothing "
    "changes until you log what is ticked."
)
Rest = Literal["leave", "entries", "all"]


class _Row(Struct, frozen=True):
    """One thing to tick: an entry, or someone to add."""

    number: int
    what: Proposal | Stranger


class CollectScreen(AreaScreen, inherit_bindings=False):
    """One file at a time; it is read in a thread, and esc stops that."""

    KEYS_TITLE = "Collect"
    PERSON_KEYS = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "apply", "log what is ticked", id="collect.apply", priority=True),
        Binding("space", "tick", "tick", id="collect.tick"),
        Binding("escape", "cancel", "back", id="collect.cancel"),
        *SCREEN_BINDINGS,
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._plan: CollectPlan | None = None
        self._ticked: set[int] = set()
        self._work = BackgroundWork(self, self._failed)

    def compose_body(self) -> ComposeResult:
        """Yield the field, and below it what was found."""
        with Panel(title="Collect from mail or a calendar", card=True, id="collect-file"):
            yield FileField(_HINT, placeholder="~/mail/Sent", path_id="collect-path")
        with Panel(title="Entries for the log", id="collect-found"):
            yield LineList(self._paint, key=lambda row: row.number, empty="Nothing read yet.")

    @property
    def file(self) -> FileField:
        """The field, and the message below it."""
        return self.query_one(FileField)

    @property
    def found(self) -> LineList:
        """The entries, and below them the people."""
        return self.query_one(LineList)

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Another file has not been read yet."""
        if self._plan is not None:
            self._show(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read the file."""
        event.stop()
        self._read()

    # Reading and logging, in a thread

    def _read(self) -> None:
        path = self.file.path
        if path is not None and not self._work.running:
            self.file.say(f"Reading {path.name}")
            preview = self._services.collecting.preview

            def read(beat: Progress) -> CollectPlan | UnknownUserError:
                try:
                    return preview([path], progress=beat)
                except UnknownUserError as error:
                    return error

            self._work.start(read, self._planned, self._show_progress)

    def _show_progress(self, done: int, _total: int | None) -> None:
        self.file.say(f"Reading  {counted(done, 'message')}")

    def _failed(self, reason: str, tone: str) -> None:
        self.file.say(reason, tone=tone)
        self.file.input.focus()

    def _planned(self, plan: CollectPlan | UnknownUserError) -> None:
        if isinstance(plan, UnknownUserError):
            self._failed("To tell what you sent from what you got, netui needs your own addresses.", "dim")
            self._ask_who()
            return
        self._show(plan)
        rows = len(plan.proposals) + len(plan.strangers)
        left = ", ".join(f"{count:,} {LEFT_OUT_WORDS[reason]}" for reason, count in plan.left.items())
        entries, people = len(plan.proposals), len(plan.strangers)
        words = f"{counted(entries, 'entry', 'entries')} to log. " if entries else "Nothing to log. "
        words += f"{count_people(people)} met often and not here yet. " if people else ""
        words += f"Left out: {left}." if left else ""
        self.file.say("\n".join((words.strip(), *plan.unread_lines)))
        (self.found if rows else self.file.input).focus()

    def _ask_who(self) -> None:
        """Ask for the user's own addresses, keep them as the setting, and read the file again."""
        setting = BY_NAME["addresses"]

        def keep(text: str) -> None:
            self._services.settings.set(setting.name, setting.typed(text))
            self._read()

        value = as_text(setting.value_in(self._services.config))
        modal = PromptModal(setting.label, value=value, hint=setting.about, about=())
        self.host.ask_unasked(modal, keep)

    def action_apply(self) -> None:
        """Log what is ticked; ask first what to do with the rest."""
        plan = self._plan
        if plan is None:
            self._read()
            return
        rest = [row.what for row in self._rows() if row.number not in self._ticked]
        if not rest:
            self._log("leave")
            return
        entries = sum(1 for each in rest if isinstance(each, Proposal))
        people = len(rest) - entries
        choices: list[Choice[Rest]] = [Choice("leave", "leave it for next time")]
        if entries:
            what = counted(entries, "entry", "entries")
            choices.append(Choice("entries", f"never propose {what} again"))
        if people:
            parts = [counted(entries, "entry", "entries")] if entries else []
            what = " and ".join([*parts, count_people(people)])
            choices.append(Choice("all", f"never propose {what} again"))
        modal = ChoiceModal[Rest]("What to do with what isn't ticked?", choices)
        self.host.ask_unasked(modal, self._log)

    def _log(self, rest: Rest) -> None:
        plan = self._plan
        if plan is None or self._work.running:
            return
        ticked = [row.what for row in self._rows() if row.number in self._ticked]
        others = [row.what for row in self._rows() if row.number not in self._ticked]
        apply = self._services.collecting.apply
        self._work.start(
            lambda _: apply(
                plan,
                take=[each for each in ticked if isinstance(each, Proposal)],
                add=[each for each in ticked if isinstance(each, Stranger)],
                refuse=[each for each in others if isinstance(each, Proposal) and rest != "leave"],
                refuse_people=[each for each in others if isinstance(each, Stranger) and rest == "all"],
            ),
            self._logged,
            self._show_progress,
        )

    def _logged(self, done: Collected) -> None:
        self._show(None)
        parts = [f"Logged {counted(done.logged, 'entry', 'entries')}"] if done.logged else []
        parts += [f"added {count_people(len(done.added))}"] if done.added else []
        parts += [f"{done.refused:,} never proposed again"] if done.refused else []
        words = ", ".join(parts) or "Nothing was changed"
        self.file.say(f"{words[0].upper()}{words[1:]}.")
        if parts:
            self.host.say(f"{words[0].upper()}{words[1:]}. u undo")
        self.file.input.focus()
        self.refresh_bindings()

    # The rows

    def _rows(self) -> list[_Row]:
        if self._plan is None:
            return []
        found: tuple[Proposal | Stranger, ...] = (*self._plan.proposals, *self._plan.strangers)
        return [_Row(number, each) for number, each in enumerate(found)]

    def _show(self, plan: CollectPlan | None) -> None:
        """Show what was found: entries are ticked, people are not."""
        self._plan = plan
        rows = self._rows()
        self._ticked = {row.number for row in rows if isinstance(row.what, Proposal)}
        entries = [row for row in rows if isinstance(row.what, Proposal)]
        people = [row for row in rows if isinstance(row.what, Stranger)]
        heads = [*([BLANK] if entries else []), Heading("MET OFTEN, NOT HERE YET")] if people else []
        self.found.set_empty("Nothing read yet." if plan is None else "Nothing to log.")
        self.found.set_rows([*entries, *heads, *people], keep=False)
        self._count()

    def _count(self) -> None:
        words = f"{len(self._ticked):,} of {len(self._rows()):,} ticked" if self._plan is not None else ""
        self.query_one("#collect-found", Panel).set_subtitle(words)
        self.refresh_bindings()

    def _paint(self, row: _Row, width: int) -> Line:
        glyphs, today = self.found.glyphs, self._services.present.today()
        ticked = row.number in self._ticked
        sign = Span(glyphs.tick, "success") if ticked else Span(glyphs.todo, "dim")
        room = max(16, min(32, width * 2 // 5))
        if isinstance(row.what, Stranger):
            who = row.what
            words = f"{who.party.known_by}, {counted(who.days, 'day')}"
            return Line(
                [Span(fit(who.name, room)), Span(f"  {words}", "dim")],
                [Span(f"last {short_day(who.last_on, today)}", "dim")],
                sign,
            )
        each = row.what
        names = ", ".join(map(self._services.contacts.name_of, each.contact_ids))
        words = ", ".join(
            filter(None, (each.kind.value, direction_words(each.direction, each.kind), each.text))
        )
        return Line(
            [Span(fit(names, room), "" if ticked else "dim"), Span(f"  {words}", "dim")],
            [Span(short_day(each.on, today), "dim")],
            sign,
        )

    def action_tick(self) -> None:
        """Tick the row under the cursor, or take its tick away, and go on to the next."""
        row = self.found.cursor_row
        if isinstance(row, _Row):
            self._ticked ^= {row.number}
            self.found.refresh_row(row.number)
            self.found.action_down()
            self._count()

    def on_line_list_opened(self, _event: LineList.Opened) -> None:
        """Log what is ticked."""
        self.action_apply()

    # Going, and keys

    def action_cancel(self) -> None:
        """Stop what is running; else go back."""
        if self._work.running:
            self._work.stop()
        else:
            self.go_back()

    def on_unmount(self) -> None:
        """Stop what is running: no one would see the result."""
        self._work.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the keys of the present step."""
        if action == "tick":
            return True if self._plan is not None else None
        if action == "apply":
            return None if self._work.running else True
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Say why a key is dim."""
        if action == "tick":
            return "Read a file first."
        if action == "apply":
            return "Wait until this is done, or stop it with esc."
        return super().why_not(action)

    def describe_binding(self, binding_id: str) -> str | None:
        """Name what the keys do at this step."""
        if binding_id == "collect.cancel":
            return "stop" if self._work.running else "back"
        if binding_id == "collect.apply" and self._plan is None:
            return "read"
        if binding_id == "list.open":
            return "log what is ticked"
        return None
