"""Who was met, reviewed before anything is saved."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netui.tui.look.text import Line, Span, cell_len, fit
from netui.tui.modals.base import Modal
from netui.tui.widgets.form import Remark
from netui.tui.widgets.line_list import LineList
from netui.tui.widgets.lines import Lines


class MetChoice(Struct, frozen=True):
    """One line of the list: its name, what was noted, and who it may mean, the first taken.

    `meanings` are (contact id, words); None is someone new. `names_day` says that it has a day of its own.
    """

    name: str
    details: str
    meanings: tuple[tuple[int | None, str], ...]
    names_day: bool = False


class MetDecision(Struct, frozen=True):
    """What was decided of one line; a line that is left out is not returned."""

    index: int
    contact_id: int | None
    follow_up: bool


class MetModal(Modal[list[MetDecision]]):
    """Ask who each name means and who to write to; returns a decision for each line that stays."""

    DEFAULT_CSS = """
    MetModal > .dialog { width: 92; }
    MetModal .dialog LineList { max-height: 60vh; margin-bottom: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "keep all", id="met.accept", priority=True),
        Binding("space", "other", "other person", id="met.other", priority=True),
        Binding("f", "follow_up", "write", id="met.follow-up"),
        Binding("x", "leave_out", "leave out", id="met.leave-out"),
    ]

    def __init__(self, title: str, people: Sequence[MetChoice], due: str) -> None:
        super().__init__(title)
        self._people = list(people)
        self._due = due
        self._meant = [0] * len(self._people)
        self._write = [True] * len(self._people)
        self._stays = [True] * len(self._people)

    @property
    def question(self) -> str:
        """The title and what the list shows: it names who may be forgotten in another session."""
        return "\n".join([self._title, *(f"{one.name}, {one.details}" for one in self._people)])

    def compose_question(self) -> ComposeResult:
        """Yield the list, the whole of the line under the cursor, and what will come of it."""
        yield LineList(self._paint, opens=False)
        yield Remark()
        yield Lines(classes="said")

    def on_mount(self) -> None:
        """Fill the list."""
        people = self.query_one(LineList)
        people.set_rows(range(len(self._people)))
        people.focus()
        self._sum_up()

    def action_accept(self) -> None:
        """Return what was decided."""
        self.dismiss(
            [
                MetDecision(index, person.meanings[self._meant[index]][0], self._write[index])
                for index, person in enumerate(self._people)
                if self._stays[index]
            ]
        )

    def action_other(self) -> None:
        """Take the next person the name may mean."""
        index = self._row
        if index is not None and len(self._people[index].meanings) > 1:
            self._meant[index] = (self._meant[index] + 1) % len(self._people[index].meanings)
            self._changed(index)

    def action_follow_up(self) -> None:
        """Write to this one, or not."""
        index = self._row
        if index is not None:
            self._write[index] = not self._write[index]
            self._changed(index)

    def action_leave_out(self) -> None:
        """Keep this one, or leave it out."""
        index = self._row
        if index is not None:
            self._stays[index] = not self._stays[index]
            self._changed(index)
            self.query_one(LineList).action_down()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim choosing where the name can mean one person only."""
        if action == "other" and self.is_mounted:
            index = self._row
            return True if index is not None and len(self._people[index].meanings) > 1 else None
        return super().check_action(action, parameters)

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Follow the cursor."""
        event.stop()
        index = self._row
        self.query_one(Remark).say("" if index is None else self._people[index].details)
        self.refresh_bindings()

    @property
    def _row(self) -> int | None:
        index: int | None = self.query_one(LineList).cursor_row
        return index

    def _changed(self, index: int) -> None:
        self.query_one(LineList).refresh_row(index)
        self._sum_up()

    def _sum_up(self) -> None:
        stay = [index for index, stays in enumerate(self._stays) if stays]
        # Someone known may be on two lines; two new ones are two people.
        meant = {index: self._people[index].meanings[self._meant[index]][0] for index in stay}
        met = {known or ("new", index) for index, known in meant.items()}
        new = sum(known is None for known in meant.values())
        write: dict[object, bool] = {}
        for index, known in meant.items():
            if self._write[index]:
                write.setdefault(known or ("new", index), self._people[index].names_day)
        by = by_day(len(write), len(write) - sum(write.values()), self._due)
        words = f"{len(met):,} met, {new:,} new, {len(write):,} to write to{by}"
        self.query_one(Lines).set_lines([Line((Span(words, "dim"),))])

    def _paint(self, index: int, width: int) -> Line:
        person = self._people[index]
        glyphs = self.query_one(LineList).glyphs
        contact_id, words = person.meanings[self._meant[index]]
        if not self._stays[index]:
            struck = (Span(person.name, "struck dim"),)
            return Line(struck, (Span("left out", "dim"),), Span(glyphs.skipped, "dim"))
        several = f"{self._meant[index] + 1} of {len(person.meanings)}" if len(person.meanings) > 1 else ""
        write = Span("write  " if self._write[index] else "no note", "dim" if self._write[index] else "ghost")
        room = width - cell_len(person.name) - 22  # the details are below in whole
        words = fit(words, max(width // 3, room), pad=False)
        right = (Span(words, "accent" if contact_id is None else ""), Span(f"  {several:<6}  ", "dim"), write)
        left = (Span(person.name, "strong"), Span(f"  {person.details}" if person.details else "", "dim"))
        return Line(left, right, Span(glyphs.tick, "success"))


def by_day(people: int, by_then: int, day: str) -> str:
    """Return by when people are written to, where some have another day: ", 2 by Sun 22 Nov"."""
    if by_then == people:
        return f" by {day}"
    return f", {by_then:,} by {day}" if by_then else ""
