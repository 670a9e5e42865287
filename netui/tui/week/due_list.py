"""The list of what is due: paints agenda rows, folds, and keeps the cursor where one looks for it."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from netui.domain.week.agenda import Agenda, AgendaRow
from netui.tui.look.text import Line, Span
from netui.tui.week.due_rows import CHECK_INS, DueRow, Fold, ListRow, ReachOut, due_rows, paint_due
from netui.tui.widgets.line_list import Blank, Heading, LineList

_ROOMY = 32
_MOST_REMEMBERED = 50
_NOBODY = (
    Line((Span("No one here yet."),)),
    Line(()),
    Line((Span("a", "accent"), Span(" adds the first person, or brings your contacts in.", "dim"))),
)
_NOTHING_DUE = (
    Line((Span("Nothing due this week, and no one waits to hear from you.", "success"),)),
    Line(()),
    Line(
        (
            Span("2", "accent"),
            Span(" shows everyone; ", "dim"),
            Span("a", "accent"),
            Span(" adds someone.", "dim"),
        )
    ),
)


class DueList(LineList):
    """Shows an agenda; a row that was acted on gives the cursor to the next, and gets it back by an undo."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "fold(False)", "unfold", id="agenda.unfold"),
        Binding("left", "fold(True)", "fold", id="agenda.fold"),
    ]

    class Folds(Message):
        """What a row stands for is to be shown, or taken away again."""

        def __init__(self, what: str, *, fold: bool) -> None:
            super().__init__()
            self.what = what
            self.fold = fold

    def __init__(self, now: datetime, today: date) -> None:
        """Start empty; `now` and `today` decide what is late until an agenda is shown."""
        super().__init__(self._paint_row, key=lambda row: row.id, empty=_NOBODY, marks=True)
        self._now = now
        self._today = today
        self._agenda = Agenda(today=today)
        self._reach_out: Sequence[ReachOut] = ()
        self._room = 0
        self._unfolded: set[str] = set()
        self._shown: Sequence[ListRow] = ()
        self._looks = 0
        self._goes_to: object = None
        self._acted_on: list[str] = []

    @property
    def all_check_ins(self) -> bool:
        """Whether every check-in is wanted, not the most pressing alone."""
        return CHECK_INS in self._unfolded

    @property
    def cursor_due(self) -> AgendaRow | None:
        """The agenda row under the cursor, if it is one."""
        row = self.cursor_row
        return row if isinstance(row, AgendaRow) else None

    @property
    def marked_due(self) -> list[AgendaRow]:
        """The agenda rows that are marked, in the order shown."""
        marked = set(self.marked_ids)
        return [row for row in self.rows if isinstance(row, AgendaRow) and row.id in marked]

    @property
    def contact_ids(self) -> list[int]:
        """The people that the marked rows are about, or the row under the cursor."""
        if self.marked_ids:
            marked = set(self.marked_ids)
            rows = [row for row in self.rows if isinstance(row, AgendaRow | ReachOut) and row.id in marked]
            ids = [row.contact.id if isinstance(row, ReachOut) else row.contact_id for row in rows]
            return list(dict.fromkeys(one for one in ids if one is not None))
        return [] if self.contact_id is None else [self.contact_id]

    @property
    def contact_id(self) -> int | None:
        """The person the row under the cursor is about."""
        row = self.cursor_row
        if isinstance(row, ReachOut):
            return row.contact.id
        return row.contact_id if isinstance(row, AgendaRow) else None

    def show(
        self,
        agenda: Agenda,
        reach_out: Sequence[ReachOut],
        now: datetime,
        *,
        anyone: bool = False,
        ours: bool = False,
    ) -> bool:
        """Show an agenda, after a change of our own with `ours`; return whether anything looks different.

        `anyone` says whether there are people at all: then an empty agenda is good news.
        """
        self.set_empty(_NOTHING_DUE if anyone else _NOBODY)
        self._agenda, self._reach_out = agenda, reach_out
        rows = self._laid_out()
        self._now, self._today = now, agenda.today
        cursor: object = None
        if ours:
            cursor, self._goes_to = self._goes_to or self._came_back(rows), None
        if not self._changes(rows) and cursor is None:
            return False
        self.set_rows(rows, cursor=cursor)
        return True

    def _changes(self, rows: Sequence[ListRow]) -> bool:
        """Remember what is shown; return whether it looks different from what was."""
        lines = (self._paint_row(row, 0) for row in rows if not isinstance(row, Heading | Blank))
        looks = hash(tuple(hash((*line.left, None, *line.right, line.glyph)) for line in lines))
        before = self._shown, self._looks
        self._shown, self._looks = rows, looks  # the lines themselves may be tens of thousands
        return before != (rows, looks)

    def _laid_out(self) -> list[ListRow]:
        self._room = self.size.height
        top = self.app.size.height >= _ROOMY
        marked = self.marked_ids
        return due_rows(self._agenda, self._reach_out, self._unfolded, room=self._room, top=top, kept=marked)

    def on_resize(self) -> None:
        """Fold as much as the room there is now asks for."""
        if self.size.height != self._room and self._changes(rows := self._laid_out()):
            self.set_rows(rows)

    def leaving(self, row: AgendaRow) -> None:
        """Note that a row, or the marked rows, are about to be acted on; one with more items stays."""
        gone = {row.id, *self.marked_ids}
        if self.cursor_id not in gone or (len(gone) == 1 and len(row.items) > 1):
            self._goes_to = self.cursor_id
        elif len(gone) == 1:
            self._goes_to = self._next_left()
        else:
            self._goes_to = self._nearest_left(gone)
        others = [row_id for row_id in self._acted_on if row_id != row.id]
        self._acted_on = [*others, row.id][-_MOST_REMEMBERED:]

    def staying(self) -> None:
        """Note that nothing came of it."""
        self._goes_to = None

    def unfold(self, what: str, read: Callable[[], object], *, fold: bool = False) -> None:
        """Show in full, or in outline again, what a row stands for; `read` shows the agenda again."""
        before = {row.id for row in self.rows if isinstance(row, AgendaRow)}
        if fold:
            self._unfolded.discard(what)
        else:
            self._unfolded.add(what)
        read()
        fresh = [row.id for row in self.rows if isinstance(row, AgendaRow) and row.id not in before]
        if fold:
            self.move_to(what if what in before else f"more:{what}")
        elif fresh:
            self.move_to(fresh[0])

    def action_fold(self, fold: bool) -> None:
        """Show what the row under the cursor stands for, or take away what it was folded into."""
        if (what := self._folds(fold=fold)) is not None:
            self.post_message(self.Folds(what, fold=fold))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the keys that fold where there is something to fold."""
        if action == "fold":
            return self._folds(fold=bool(parameters[0])) is not None
        return super().check_action(action, parameters)

    def _folds(self, *, fold: bool) -> str | None:
        """Return what the row under the cursor lets unfold, or fold again; None where it lets nothing."""
        row = self.cursor_row
        if isinstance(row, Fold):
            return row.what if row.open is fold else None
        if not isinstance(row, AgendaRow):
            return None
        if row.items:
            return row.id if (row.id in self._unfolded) is fold else None
        held = (one.id for one in self.rows if isinstance(one, AgendaRow) and row in one.items)
        return next(held, None) if fold else None

    def unfold_all(self) -> None:
        """Show in full all that is in outline, but for check-ins, from the next `show` on."""
        folds = [row for row in self.rows if isinstance(row, Fold) and not row.open]
        self._unfolded.update(fold.what for fold in folds if fold.what != CHECK_INS)
        self._unfolded.update(row.id for row in self.rows if isinstance(row, AgendaRow) and row.items)

    def _next_left(self) -> object:
        """Return the row below the cursor; of a fold the row that comes out of it into the room made."""
        below = self.next_id()
        folds = {row.id: row for row in self.rows if isinstance(row, Fold) and not row.open}
        return folds[below].next_id or below if below in folds else below

    def _nearest_left(self, gone: Collection[str]) -> str | None:
        """Return the next row below the cursor that stays, or above it where none does."""
        ids = [row.id for row in self.rows if isinstance(row, AgendaRow)]
        here = ids.index(self.cursor_id) if self.cursor_id in ids else 0
        return next((row_id for row_id in (*ids[here:], *reversed(ids[:here])) if row_id not in gone), None)

    def _came_back(self, rows: Sequence[ListRow]) -> str | None:
        """Return the row that an undo restored, or moved back to its day."""
        before = {row.id: row for row in self.rows if isinstance(row, AgendaRow)}
        now = {row.id: row for row in rows if isinstance(row, AgendaRow)}
        for row_id in reversed(self._acted_on):
            row = now.get(row_id)
            if row is not None and (row_id not in before or before[row_id].due_on != row.due_on):
                self._acted_on.remove(row_id)
                return row_id
        return None

    def _paint_row(self, row: DueRow, _width: int) -> Line:
        return paint_due(row, self._now, self._today, self.glyphs)
