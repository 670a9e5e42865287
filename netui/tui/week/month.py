"""The month next to the agenda: its marked days, and what falls on the one that is chosen."""

from collections.abc import Collection
from datetime import date
from functools import partial

from textual.app import ComposeResult
from textual.message import Message

from netui.domain.week.agenda import AgendaRow
from netui.services.services import Services
from netui.tui.modals.choose import Choice, ChoiceModal
from netui.tui.modals.host import host_of
from netui.tui.widgets.charts import MonthCalendar
from netui.tui.widgets.panel import Panel


class MonthCard(Panel):
    """A calendar that leads to the rows of a day; another month is read when it comes into sight."""

    class RowChosen(Message):
        """A row of a day was chosen."""

        def __init__(self, row: AgendaRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, services: Services) -> None:
        self._services = services
        self._today = services.present.today()
        super().__init__(title=f"{self._today:%B}", card=True, id="month")

    def compose(self) -> ComposeResult:
        """Yield the calendar."""
        yield MonthCalendar(self._today, week_start=self._services.present.week_start)

    @property
    def calendar(self) -> MonthCalendar:
        """The calendar."""
        return self.query_one(MonthCalendar)

    def show(self, today: date, marks: Collection[date]) -> None:
        """Show the marks of today's month, or read those of the month that the user went to."""
        went_away = self.calendar.month != self._today.replace(day=1)
        self._today = today
        if went_away:
            self._read(self.calendar.month)
        else:
            self._show(today, marks)

    def on_month_calendar_moved(self, event: MonthCalendar.Moved) -> None:
        """Name the day; read the marks of another month."""
        event.stop()
        day, today = event.day, self._today
        year = f" {day.year}" if day.year != today.year else ""
        self.set_title(f"{day:%a} {day.day} {day:%B}{year}{', today' if day == today else ''}")
        if not self.calendar.marks_read:
            self._read(self.calendar.month)

    def on_month_calendar_chosen(self, event: MonthCalendar.Chosen) -> None:
        """Show what falls on the day."""
        event.stop()
        host, day = host_of(self), f"{event.day:%a} {event.day.day} {event.day:%B %Y}"
        rows = self._services.agenda.on_day(event.day)
        if not rows:
            host.say(f"Nothing falls on {day}.")
            return
        choices = [Choice(row, f"{row.who} {row.text}".strip(), row.kind) for row in rows]
        modal = ChoiceModal[AgendaRow](day, choices)
        host.ask(modal, lambda row: self.post_message(self.RowChosen(row)))

    def _read(self, month: date) -> None:
        def read(marks: Collection[date]) -> bool:
            if self.is_attached and self.calendar.month == month:
                self._show(month, marks)
            return False

        host_of(self).in_background(partial(self._services.agenda.marks, month), read)

    def _show(self, month: date, marks: Collection[date]) -> None:
        calendar = self.calendar
        calendar.show(self._today, marks, month, week_start=self._services.present.week_start)
        if not calendar.has_focus:
            same_year = month.year == self._today.year
            self.set_title(f"{month:%B}" if same_year else f"{month:%B %Y}")
