"""The rows of This week: the agenda in its sections, next week in outline, each row as one line."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from operator import itemgetter

from msgspec import Struct

from netui.domain.counted import counted
from netui.domain.people.contact import ContactRow, first_name
from netui.domain.week.agenda import (
    Agenda,
    AgendaRow,
    CheckIn,
    EventDay,
    FollowUpDue,
    InterviewAhead,
    InterviewOver,
    MeetingDue,
    Preparation,
    PrepItem,
    RowKind,
    RowState,
    day_words,
    when_words,
)
from netui.tui.look.glyphs import Glyphs
from netui.tui.look.text import Line, Span
from netui.tui.widgets.line_list import BLANK, Blank, Heading

OUTLINE = 3
_KIND_WIDTH = 13
_SECTIONS = (
    (RowState.OVERDUE, "OVERDUE", "error"),
    (RowState.TODAY, "TODAY", "accent"),
    (RowState.WEEK, "THIS WEEK", "primary"),
    (RowState.LATER, "NEXT WEEK", "dim"),
)
_FIRST = FollowUpDue | InterviewAhead | InterviewOver | EventDay | MeetingDue
"""What stays of a week the longest: what is promised, or has a day with someone."""
_LEAST_FOLDED = 2
"""A line that stands for one row is no shorter than the row."""
_WORDS_FIRST = frozenset(
    {
        RowKind.SEND,
        RowKind.INTRODUCTION,
        RowKind.UPDATE,
        RowKind.CONGRATULATE,
        RowKind.OTHER,
    }
)
_DETAIL_IN_TEXT = frozenset(
    {
        RowKind.BIRTHDAY,
        RowKind.GOAL,
        RowKind.PREP,
        RowKind.OUTCOME,
        RowKind.REQUEST,
        RowKind.MILESTONE,
        RowKind.REVIEW,
        RowKind.DUPLICATE,
        RowKind.EVENT,
        RowKind.GROUP,
        RowKind.ACTION,
    }
)
CHECK_INS = "check-ins"
IDEAS = "ideas"
_FOLDS = {
    RowState.OVERDUE: "late-check-ins",
    RowState.TODAY: "check-ins-today",
    RowState.WEEK: "this-week",
    RowState.LATER: "next-week",
}
"""What folds in each section for want of room."""
NEWS = {
    RowKind.BIRTHDAY: "birthdays",
    RowKind.MILESTONE: "milestones",
}
"""What may come up for many people on one day: a few of each are shown, the rest is counted."""
MOST_NEWS = 3
_FOLD_WORDS = {
    "more:this-week": "enter shows all of this week",
    "less:this-week": "enter shows the first rows only",
    "more:next-week": "enter shows all of next week",
    "less:next-week": "enter shows the first rows only",
    f"more:{CHECK_INS}": "only the most pressing check-ins are asked for; enter shows every one",
    f"less:{CHECK_INS}": "enter goes back to the most pressing",
    f"more:{IDEAS}": "enter shows what you could do when there is time",
    f"less:{IDEAS}": "enter takes them away again",
}


class Fold(Struct, frozen=True):
    """A line that stands for rows not shown, or, when `open`, takes them away again.

    `next_id` is the row that comes out of it as soon as there is room.
    """

    what: str
    text: str
    open: bool = False
    next_id: str = ""

    @property
    def id(self) -> str:
        """What the list knows it by."""
        return f"{'less' if self.open else 'more'}:{self.what}"

    @property
    def why(self) -> str:
        """What enter does here."""
        return _FOLD_WORDS.get(
            self.id, "enter shows the first only" if self.open else "enter shows every one"
        )


class ReachOut(Struct, frozen=True):
    """Someone to reach out to when nothing is due."""

    contact: ContactRow
    about: str

    @property
    def id(self) -> str:
        """What the list knows it by."""
        return f"reach:{self.contact.id}"


DueRow = AgendaRow | Fold | ReachOut
ListRow = DueRow | Heading | Blank


def is_quiet(agenda: Agenda) -> bool:
    """Return whether nothing asks for anything up to the end of this week."""
    return not any(agenda.of(state) for state in (RowState.OVERDUE, RowState.TODAY, RowState.WEEK))


def due_rows(
    agenda: Agenda,
    reach_out: Sequence[ReachOut],
    unfolded: Collection[str],
    *,
    room: int = 0,
    top: bool = False,
    kept: Collection[str] = (),
) -> list[ListRow]:
    """Return the rows of the list; `unfolded` names what is shown in full, `top` starts with a blank line.

    Rows are folded only as far as they have to be for all to fit into `room` lines, and never those whose
    ids are in `kept`. Where few would be left of next week, the blank lines between the groups go first.
    """
    foldable = [row for row in _first_to_fold(agenda, unfolded) if row.id not in kept]

    def laid_out(count: int, *, airy: bool, short: bool = True) -> list[ListRow]:
        shown: list[ListRow] = []
        for group in _groups(agenda, reach_out, unfolded, foldable[:count], short=short):
            if airy and (shown or top):
                shown.append(BLANK)
            for row in group:
                shown.append(row)
                if isinstance(row, AgendaRow) and row.id in unfolded:
                    shown.extend(row.items)
        return shown

    def fits(count: int, *, airy: bool) -> bool:
        return len(laid_out(count, airy=airy)) <= room

    whole = laid_out(0, airy=True, short=False)
    if len(whole) <= room:
        return whole
    later = sum(row.state is RowState.LATER for row in foldable)
    for airy, most in ((True, max(0, later - OUTLINE)), (False, len(foldable))):
        if fits(most, airy=airy):
            return laid_out(bisect_left(range(most), True, key=partial(fits, airy=airy)), airy=airy)
    return laid_out(len(foldable), airy=False)


def _first_to_fold(agenda: Agenda, unfolded: Collection[str]) -> list[AgendaRow]:
    """Return the rows that may fold, those first that can be missed best.

    Next week comes before late check-ins, and these before what else is open this week. What is promised,
    or has a day with someone, comes last of its week; an interview of this week never folds.
    """
    ranked: list[tuple[int, int, AgendaRow]] = []
    check_ins = 0
    for place, row in enumerate(agenda.rows):
        if not _may_fold(row):
            continue
        rank = 1 if isinstance(row.subject, _FIRST) else 0
        if row.state is RowState.WEEK:
            rank = 5 if rank else 3
        elif row.state is not RowState.LATER:
            check_ins += 1
            if check_ins == 1 or CHECK_INS in unfolded:
                continue
            rank = 2 if check_ins > OUTLINE else 4
        if _FOLDS[row.state] not in unfolded and row.id not in unfolded:
            ranked.append((rank, -place, row))
    return [row for _, _, row in sorted(ranked, key=itemgetter(0, 1))]


def _may_fold(row: AgendaRow) -> bool:
    """Return whether a row may fold for want of room: what is due by now does not, check-ins apart."""
    if row.state is RowState.WEEK:
        return not isinstance(row.subject, InterviewAhead)
    is_late = row.state in {RowState.OVERDUE, RowState.TODAY}
    return row.state is RowState.LATER or (is_late and isinstance(row.subject, CheckIn))


def _groups(
    agenda: Agenda,
    reach_out: Sequence[ReachOut],
    unfolded: Collection[str],
    folded: Sequence[AgendaRow],
    *,
    short: bool,
) -> Iterator[Sequence[ListRow]]:
    """Yield the groups of the list; where room is `short`, what is unfolded has a line that folds it."""
    if agenda.away_until is not None:
        until = day_words(agenda.away_until, agenda.today)
        yield [Heading("AWAY", f"until {until}: no check-ins before, only what you promised", "warning")]
    if is_quiet(agenda) and (reach_out or agenda.rows):
        yield [Heading("NOTHING DUE THIS WEEK", tone="success")]
    if is_quiet(agenda) and reach_out:
        yield [Heading("REACH OUT", "people you haven't talked to for longest"), *reach_out]
    for state, title, tone in _SECTIONS:
        if rows := agenda.of(state):
            gone = [row for row in folded if row.state is state]
            note = f"{agenda.today:%a} {agenda.today.day}" if state is RowState.TODAY else ""
            yield _section(Heading(title, note, tone), rows, gone, unfolded, short=short)
    folds: list[ListRow] = []
    if CHECK_INS in unfolded:
        folds.append(Fold(CHECK_INS, "Show the most pressing check-ins only", open=True))
    elif agenda.more_check_ins:
        folds.append(Fold(CHECK_INS, f"{agenda.more_words}: enter shows them"))
    ideas = agenda.of(RowState.IDEA)
    if ideas and IDEAS not in unfolded:
        folds.append(Fold(IDEAS, f"Ideas {len(ideas)}"))
    if folds:
        yield folds
    if ideas and IDEAS in unfolded:
        yield [Heading("IDEAS", tone="dim"), *ideas, Fold(IDEAS, "Fold the ideas", open=True)]


def _section(
    heading: Heading,
    rows: Sequence[AgendaRow],
    gone: Sequence[AgendaRow],
    unfolded: Collection[str],
    *,
    short: bool,
) -> list[ListRow]:
    """Return a section with a line for the rows that are gone; a week of which all is gone is that line."""
    state, what = rows[0].state, _FOLDS[rows[0].state]
    name = {RowState.WEEK: "this week", RowState.LATER: "next week"}.get(state)
    if name and len(gone) == len(rows):
        return [Fold(what, f"{len(gone):,} {name}{_promised(gone)}", next_id=gone[-1].id)]
    folds = len(gone) >= _LEAST_FOLDED
    hidden = {row.id for row in gone} if folds else ()
    shown = _few_news([row for row in rows if row.id not in hidden], unfolded, state)
    end = len(shown)
    if not name:
        check_ins = (at for at, row in enumerate(shown, 1) if isinstance(row, AgendaRow) and _may_fold(row))
        end = max(check_ins, default=end)
    if folds:
        words = f"more{_promised(gone)}" if name else "more check-ins: enter shows them"
        shown.insert(end, Fold(what, f"{len(gone):,} {words}", next_id=gone[-1].id))
    elif short and what in unfolded and sum(map(_may_fold, rows)) > _LEAST_FOLDED:
        words = f"{name.capitalize()} in outline" if name else "Show the first check-ins only"
        shown.insert(end, Fold(what, words, open=True))
    return [heading, *shown]


def _promised(rows: Sequence[AgendaRow]) -> str:
    """Return how many of the rows were promised, in brackets."""
    count = sum(row.follow_up_id is not None for row in rows)
    return f" ({counted(count, 'follow-up')})" if count else ""


def _few_news(rows: Sequence[AgendaRow], unfolded: Collection[str], state: RowState) -> list[ListRow]:
    """Return the rows of one day or week with a few of each kind of news, and a line for the others."""
    counts = Counter(row.kind for row in rows)
    shown: list[ListRow] = []
    seen: Counter[RowKind] = Counter()
    for row in rows:
        seen[row.kind] += 1
        over = counts[row.kind] - MOST_NEWS
        if row.kind not in NEWS or over < 2:  # a line that stands for one row isn't shorter
            shown.append(row)
            continue
        what = f"{row.kind}-{state}"
        if what in unfolded or seen[row.kind] <= MOST_NEWS:
            shown.append(row)
        if what in unfolded and seen[row.kind] == counts[row.kind]:
            shown.append(Fold(what, "Show the first few only", open=True))
        elif what not in unfolded and seen[row.kind] == MOST_NEWS:
            shown.append(Fold(what, f"{over} more {NEWS[row.kind]}: enter"))
    return shown


def paint_due(row: DueRow, now: datetime, today: date, glyphs: Glyphs) -> Line:
    """Return one row as a line: what it asks for, the person, and its state at the right edge."""
    if isinstance(row, Fold):
        return Line((Span(row.text, "dim"),))
    if isinstance(row, ReachOut):
        return _reach_out(row, today)
    return Line(_subject(row, glyphs), _when(row, now, today), _glyph(row, glyphs))


def as_check_in(row: ReachOut) -> AgendaRow:
    """Return the row a person would have if a check-in were due, for the reason shown."""
    return AgendaRow(
        id=row.id,
        kind=RowKind.CHECK_IN,
        subject=CheckIn(row.contact.id),
        due_on=date.max,
        text="",
        contact_id=row.contact.id,
        why="nothing is due with them",
    )


def _reach_out(row: ReachOut, today: date) -> Line:
    last = row.contact.last_contact_on
    words = f"last {day_words(last, today)}" if last is not None else "not yet"
    return Line((Span(row.contact.name), Span(f" {row.about}", "dim")), (Span(words, "dim"),))


def _glyph(row: AgendaRow, glyphs: Glyphs) -> Span | None:
    if row.state is RowState.OVERDUE:
        return Span(glyphs.overdue, "error")
    if _is_timed(row) and row.state is RowState.TODAY:
        return Span(glyphs.overdue, "error")
    return Span(glyphs.waiting, "accent") if row.is_over else None


def _subject(row: AgendaRow, glyphs: Glyphs) -> list[Span]:
    clock_runs = _is_timed(row) and row.state in {RowState.OVERDUE, RowState.TODAY}
    if isinstance(row.subject, PrepItem):
        return [Span(" " * _KIND_WIDTH), Span(row.text)]
    kind = Span(f"{row.kind.word:<{_KIND_WIDTH}}", "strong" if clock_runs else "")
    promised = row.follow_up_id is not None and (
        row.kind is RowKind.CHECK_IN or (row.kind is RowKind.THANK_YOU and not _is_timed(row))
    )
    if row.kind in _WORDS_FIRST or promised:
        named = not row.who or first_name(row.who).casefold() in row.text.casefold()
        return [kind, Span(row.text), *([] if named else [Span(f" {glyphs.arrow} {row.who}", "dim")])]
    message = row.kind in _DETAIL_IN_TEXT and row.text != row.kind.word
    detail = row.text if message else row.about
    return [kind, Span(row.who or row.text), Span(f" {detail}" if row.who else "", "dim")]


def _is_timed(row: AgendaRow) -> bool:
    """Return whether a row is the thank-you after an interview, with its 24 hours; other thanks are
    follow-ups.
    """
    return row.kind is RowKind.THANK_YOU and row.due_at is not None


def _when(row: AgendaRow, now: datetime, today: date) -> list[Span]:
    words = when_words(row, now, today)
    if row.kind is RowKind.THANK_YOU and " left of " in words:
        left, _, rest = words.partition(" of ")
        return [Span(left, "error strong"), Span(f" of {rest}", "dim")]
    if row.state is RowState.OVERDUE:
        return [Span(words, "error")]
    if row.kind is RowKind.INTERVIEW:
        return [Span(words, "accent" if row.state is RowState.TODAY else "")]
    if isinstance(row.subject, Preparation):
        return [Span(row.about, "dim")]
    if words:
        return [Span(words, "dim")]
    promised = row.why.partition(";")[0] if row.follow_up_id is not None else ""
    return [Span(promised, "dim")] if promised.startswith("promised ") else []
