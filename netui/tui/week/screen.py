"""This week: what is due and why, and next to it the next interview, the month, the goals and the network."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from netui.domain.counted import counted
from netui.domain.errors import NetuiError
from netui.domain.people.health import Health
from netui.domain.week.agenda import Agenda, AgendaRow, RowKind, RowState, Verb
from netui.services.ports import Change
from netui.services.services import Services
from netui.services.week.sources import about_person
from netui.tui.look.messages import Open, PersonAction, WriteNote
from netui.tui.shell.area import AreaScreen
from netui.tui.terminal.threads import OneAtATime
from netui.tui.week.cards import WeekCards, WhyPanel
from netui.tui.week.due_list import DueList
from netui.tui.week.due_rows import Fold, ReachOut, as_check_in, is_quiet
from netui.tui.week.month import MonthCard
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from netui.tui.sections.agenda_keys import AgendaKeys
    from netui.tui.week.settings import WeekSettings

_TICK_SECONDS = 30


class ThisWeekScreen(AreaScreen):
    """The first screen: one key does what is due."""

    KEYS_TITLE = "This week"

    DEFAULT_CSS = """
    ThisWeekScreen #week { width: 1fr; }
    ThisWeekScreen.-narrow WeekCards { width: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "done", "done", id="agenda.done"),
        Binding("s", "snooze", "snooze", id="agenda.snooze"),
        Binding("x", "skip", "skip", id="agenda.skip"),
        Binding("d", "drop", "drop", show=False, id="agenda.drop"),
        Binding("e", "edit", "edit", show=False, id="agenda.edit"),
        Binding("w", "away", "away until ...", show=False, id="agenda.away"),
        Binding("plus", "add_goal", "set a goal", show=False, id="agenda.add-goal"),
        Binding("slash", "find", "search", id="agenda.find"),
        Binding("escape", "no_marks", "no marks", id="agenda.no-marks"),
    ]

    class Counted(Message):
        """What takes longer to count has been counted, away from the screen."""

        def __init__(
            self, today: date, marks: dict[date, int], health: Health, over_time: list[Health] | None
        ) -> None:
            super().__init__()
            self.today = today
            self.marks = marks
            self.health = health
            self.over_time = over_time

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._agenda = Agenda(today=services.present.today())
        self._over_time: list[Health] | None = None
        self._counting = OneAtATime(self)
        self._goals_waited = self._has_looked = False

    def compose_body(self) -> ComposeResult:
        """Yield what is due on the left, the cards on the right."""
        present = self._services.present
        with Horizontal():
            with Vertical(id="week", classes="first"):
                with Panel(title="Due", id="due"):
                    yield DueList(present.now(), present.today())
                yield WhyPanel()
            yield WeekCards(MonthCard(self._services), classes="second")

    def on_mount(self) -> None:
        """Let the clocks go down."""
        self._list.focus()
        self.set_interval(_TICK_SECONDS, self.tick)

    def on_resize(self) -> None:
        """Explain the row in the room there is."""
        self.call_after_refresh(self._explain)

    @cached_property
    def _keys(self) -> "AgendaKeys":
        from netui.tui.sections.agenda_keys import AgendaKeys

        return AgendaKeys(self._services, self, self._act)

    @cached_property
    def _settings(self) -> "WeekSettings":
        from netui.tui.week.settings import WeekSettings

        return WeekSettings(self._services, self, self._keys.echo_coming)

    @property
    def _list(self) -> DueList:
        return self.query_one(DueList)

    # What is shown

    def reload(self, change: Change | None) -> None:
        """Read the agenda and the cards again; what takes longer is counted away from the screen."""
        self._read_due(ours=change is not None and change.ours)
        self._read_cards()
        self.call_after_refresh(self._count)

    def _look_for_duplicates(self) -> None:
        """Search once, away from the screen, so that the agenda can offer a pair."""
        duplicates = self._services.duplicates
        if not self._has_looked and not duplicates.is_current:
            today = self._services.present.today()
            self.host.in_background(duplicates.search(), lambda _: any(True for _ in duplicates.rows(today)))
        self._has_looked = True

    def tick(self) -> None:
        """Read the clock again: hours run down, an interview ends, a day begins."""
        if not self._in_sight():
            self._stale = True
            return
        before = self._agenda.today
        self._read_due()
        self._read_cards()
        if self._agenda.today != before:
            self._count()

    def _read_due(self, *, ours: bool = False) -> None:
        agenda = self._services.agenda
        self._agenda = week = agenda.week(all_check_ins=self._list.all_check_ins)
        quiet = is_quiet(week)
        reach_out = [ReachOut(row, about_person(row)) for row in agenda.reach_out()] if quiet else []
        anyone = self._services.contacts.count() > 0
        if self._list.show(week, reach_out, self._services.present.now(), anyone=anyone, ours=ours):
            self._explain()
        self._show_count()

    def _show_count(self) -> None:
        ideas = self._agenda.counts.get(RowState.IDEA, 0)
        count, marked = len(self._agenda.rows) - ideas, len(self._list.marked_due)
        words = counted(count, "row") if count else ""
        self.query_one("#due", Panel).set_subtitle(
            f"{words} {self._list.glyphs.dot} {marked:,} marked" if marked else words
        )

    def on_line_list_marked(self, _event: LineList.Marked) -> None:
        """Count the marked rows."""
        self._show_count()
        self.refresh_bindings()

    def action_no_marks(self) -> None:
        """Take all marks away."""
        self._list.clear_marks()

    def _read_cards(self) -> None:
        cards, present = self.query_one(WeekCards), self._services.present
        cards.show_next_interview(self._services.agenda.next_interview(), present.local(present.now()))
        cards.show_goals(self._services.goals.progress_of_all())
        self._goals_waited = self._services.goals.are_waiting

    def _count(self) -> None:
        self._counting.run(self._counted, self.post_message)

    def _counted(self) -> Counted:
        agenda, today = self._services.agenda, self._services.present.today()
        marks, health = agenda.marks(today), agenda.health()
        self.post_message(self.Counted(today, marks, health, None))
        self._services.log.read_ahead()
        self._services.goals.progress_of_all()  # which is remembered, so that the screen need not wait
        over_time = agenda.health_over_time() if health.total else []
        return self.Counted(today, marks, health, over_time)

    def on_this_week_screen_counted(self, message: Counted) -> None:
        """Show what was counted."""
        self._over_time = message.over_time or self._over_time
        cards = self.query_one(WeekCards)
        cards.show_month(message.today, message.marks)
        cards.show_network(message.health, self._over_time)
        if message.over_time is not None:  # the log is read now: it tells of goals and of the last contact
            if self._goals_waited:
                self.tick()
            self._explain()
            self._look_for_duplicates()

    def _explain(self) -> None:
        services, panel, row = self._services, self.query_one(WhyPanel), self._list.cursor_row
        contact_id = self._list.contact_id
        who = services.contacts.get(contact_id) if contact_id is not None else None
        clock = (services.present.now(), services.present.zone)
        if isinstance(row, AgendaRow):
            panel.show(who, row.who or row.text, self._why(row), *clock)
        elif isinstance(row, ReachOut):
            panel.show(who, row.contact.name, self._why(as_check_in(row)), *clock)
        else:
            panel.show(None, "", row.why if isinstance(row, Fold) else "", *clock)

    def _why(self, row: AgendaRow) -> str:
        services = self._services
        known = row.kind is not RowKind.CHECK_IN or services.log.at_hand
        return services.agenda.explain(row) if known else row.why

    def on_line_list_highlighted(self, _event: LineList.Highlighted) -> None:
        """Say why the row under the cursor is there."""
        self._explain()
        self.refresh_bindings()

    # The row under the cursor

    @property
    def _due(self) -> AgendaRow | None:
        return self._list.cursor_due if self.is_mounted else None

    def current_contact_ids(self) -> Sequence[int]:
        """Return who the marked rows are about, or the row under the cursor."""
        return self._list.contact_ids if self.is_mounted else ()

    def action_person(self, verb: str) -> None:
        """Hand on what the row is about where a note is written or logged; else as everywhere."""
        row = self._due
        if self._list.marked_ids:
            super().action_person(verb)
        elif verb == "note" and row is not None and row.contact_id is not None:
            self.post_message(
                WriteNote(
                    [row.contact_id],
                    template=row.template,
                    interview_id=row.interview_id,
                    follow_up_id=row.follow_up_id,
                    about_id=row.about_id,
                )
            )
        elif verb == "log" and row is not None and row.contact_id is not None:
            self.post_message(PersonAction(verb, [row.contact_id], row.follow_up_id))
        else:
            super().action_person(verb)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what cannot be done with the row under the cursor."""
        if action == "no_marks":
            return self.is_mounted and bool(self._list.marked_ids)
        if action in _ON_A_ROW and self.is_mounted:
            return True if self.why_not(action) is None else None
        return super().check_action(action, parameters)

    def why_not(self, action: str) -> str | None:
        """Say why a key does nothing for this row."""
        if action not in _ON_A_ROW:
            return super().why_not(action)
        if self._list.marked_ids:
            if action not in _ON_MARKED:
                return "One row at a time: esc takes the marks away."
            return None if self._marked_for(action) else "None of the marked rows can be snoozed or skipped."
        row = self._due
        if row is None:
            reaching = action == "done" and isinstance(self._list.cursor_row, ReachOut)
            return None if reaching else "There is nothing due under the cursor."
        return self._why_not_row(Verb(action), row)

    def _why_not_row(self, verb: Verb, row: AgendaRow) -> str | None:
        actions = self._services.actions
        asks = verb is Verb.DONE and actions.leads(verb, row) is not None
        return None if asks else actions.why_not(verb, row) or None

    def _marked_for(self, action: str) -> list[AgendaRow]:
        return [row for row in self._list.marked_due if self._why_not_row(Verb(action), row) is None]

    def describe_binding(self, binding_id: str) -> str | None:
        """Name the keys by what they do to this row."""
        row = self._list.cursor_row if self.is_mounted else None
        if binding_id == "agenda.done" and isinstance(row, AgendaRow):
            return self._services.actions.done_word(row) or None
        if binding_id == "agenda.done" and isinstance(row, ReachOut):
            return "reached out"
        if binding_id == "list.open" and isinstance(row, Fold):
            return "less" if row.open else "show"
        return None

    # Keys

    def action_done(self) -> None:
        """Do the row under the cursor."""
        row = self._list.cursor_row
        if isinstance(row, AgendaRow):
            self._keys.done(row)
        elif isinstance(row, ReachOut):
            self._keys.reached(row.contact)

    def action_snooze(self) -> None:
        """Put the marked rows off, or the one under the cursor."""
        self._on_rows("snooze", self._keys.snooze)

    def action_skip(self) -> None:
        """Skip the marked rows, or the one under the cursor."""
        self._on_rows("skip", self._keys.skip)

    def _on_rows(self, action: str, act: Callable[..., None]) -> None:
        if self._list.marked_ids:
            act(*self._marked_for(action))
        elif self._due is not None:
            act(self._due)

    def action_drop(self) -> None:
        """Delete the follow-up."""
        if self._due is not None:
            self._keys.drop(self._due)

    def action_edit(self) -> None:
        """Change what the row is about."""
        if self._due is not None:
            self._keys.edit(self._due)

    def action_away(self) -> None:
        """Be away until a day, or back again."""
        self._settings.away()

    def action_add_goal(self) -> None:
        """Set a goal."""
        self._settings.add_goal()

    def action_find(self) -> None:
        """Go to a row by some of its letters."""
        from netui.tui.modals.choose import Choice, ChoiceModal

        if not self._agenda.rows:
            self.host.say("Nothing is due: 2 has the search over everyone")
            return
        every = (one for row in self._agenda.rows for one in (row, *row.items))
        rows = [Choice(row.id, f"{row.who} {row.text}".strip(), row.kind) for row in every]
        self.host.ask(ChoiceModal("Find in this week", rows, filterable=True), self._go_to)

    def search_for(self, query: str) -> None:
        """Go to the first row of one of the kinds that a query names; say so where there is none."""
        if row := next((one for one in self._agenda.rows if one.kind in query.split()), None):
            self._go_to(row.id)
        else:
            self.host.say("Nothing of this kind is due")

    def _go_to(self, row_id: str) -> None:
        if not self._list.move_to(row_id):
            self._list.unfold_all()
            self._read_due()
            self._list.move_to(row_id)
        self._list.focus()

    def on_month_card_row_chosen(self, event: MonthCard.RowChosen) -> None:
        """Go to a row of the day that was chosen; one further ahead is opened."""
        if any(row.id == event.row.id for row in self._agenda.rows):
            self._go_to(event.row.id)
        else:
            self._keys.open(event.row)

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """Show what the row is about, or the rows it stands for."""
        row = event.row
        if isinstance(row, Fold):
            self._list.unfold(row.what, self._read_due, fold=row.open)
        elif isinstance(row, ReachOut):
            self.post_message(Open("contact", row.contact.id))
        elif isinstance(row, AgendaRow):
            self._keys.open(row)

    def on_due_list_folds(self, event: DueList.Folds) -> None:
        """Show what a row stands for, or take it away again."""
        self._list.unfold(event.what, self._read_due, fold=event.fold)

    def _act(self, row: AgendaRow, write: Callable[[], object], message: str) -> None:
        """Do something to a row; where it fails the cursor stays."""
        self._list.leaving(row)
        try:
            write()
        except NetuiError:
            self._list.staying()
            raise
        self._list.clear_marks()
        if message:
            self.host.say(message)

    def palette_entries(self) -> Iterable[tuple[str, Callable[[], None]]]:
        """Return the settings of the agenda."""
        return self._settings.offers()


_ON_A_ROW = frozenset({"done", "snooze", "skip", "drop", "edit"})
_ON_MARKED = frozenset({"snooze", "skip"})
