"""The year itself: each day a plan of acts, each morning and evening the whole agenda against the model."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from netui.domain.week.agenda import Agenda, CheckIn, RowKind, RowState
from netui.services.week.sources import about_person
from netui.tui.week.due_rows import ReachOut, due_rows, is_quiet
from tests.faults.calls import without_syncing
from tests.faults.experiment import Experiment, Tally
from tests.year.answers import Answers
from tests.year.days import A_DAY, A_WEEK
from tests.year.happenings import Happenings
from tests.year.life import MONDAY, Life, as_row, flat
from tests.year.model import CHECK_INS_A_WEEK, CLOSENESS
from tests.year.row import Row

PEOPLE = 200
PAGE = 16
"""The lines that the list of This week has at 80x24."""
_QUARTER, _YEAR = 91, 364
_AS_LATE = 1.1
"""Months have different lengths: what is so much later against its cadence counts as later."""


def year(folder: Path, size: int, tally: Tally) -> None:
    """Live `size` days; more than a year is several years, each with a plan of its own."""
    for seed in range(-(-size // _YEAR)):
        _live(folder / f"life-{seed}", seed + 1, min(size, _YEAR), tally)


def _live(folder: Path, seed: int, days: int, tally: Tally) -> None:
    folder.mkdir()
    with without_syncing():
        life = Life(folder, seed, PEOPLE)
        answers = Answers(life, Happenings(life))
        lines: list[int] = []
        for number in range(days):
            day = MONDAY + number * A_DAY
            life.acts.clear()
            life.set_clock(day, 7)
            problem = _problem(life, tally) or _typed(life, number)
            lines.append(_lines(life))
            try:
                _act(life, answers, number)
            except AssertionError as error:
                problem = problem or str(error)
            life.set_clock(day, 22)
            problem = problem or _problem(life, tally)
            if problem:
                acts = "\n  ".join(life.acts)
                tally.check(False, f"seed {seed}, {day:%a %d %b %Y}: {problem}\n  {acts}")
                break
        weeks = [lines[first : first + 7] for first in range(0, len(lines), 7)]
        mondays = sum(week[0] <= PAGE for week in weeks)
        tally.check(
            mondays * 10 >= len(weeks) * 9, f"seed {seed}: {mondays} of {len(weeks)} Mondays fit {PAGE} lines"
        )
        tally.note("weeks", len(weeks))
        tally.note("with Monday on one page of 80x24", mondays)
        tally.note("with every day on one page", sum(max(week) <= PAGE for week in weeks))
        tally.note("days on one page", sum(most <= PAGE for most in lines))
        life.store.close()


def _act(life: Life, answers: Answers, number: int) -> None:
    """Do most of what is due, in any order, and some of what is not."""
    dice = life.dice
    for hour in (8, 13, 18):
        life.set_clock(life.today, hour, dice.randrange(60))
        seen = [(as_row(one), one) for row in life.services.agenda.week().rows for one in flat(row)]
        answers.see(seen)
        due: Sequence[Row] = ()
        for row, _ in dice.sample(seen, len(seen)):
            near = row.state in {"overdue", "today", "idea"} or (row.state == "week" and dice.random() < 0.1)
            if not near or dice.random() < 0.5:
                continue
            due = due or life.model.due(life.network.week_end() + A_WEEK)
            if row in due:  # for one act may settle another
                verb = dice.choices(["done", "snooze", "skip"], [16, 3, 1])[0]
                answers.act(row, verb, typed=number % 5 == 0 and dice.random() < 0.3)
                due = ()
        for _ in range(dice.choice([0, 0, 1, 2])):
            answers.happenings.unasked()


def _problem(life: Life, tally: Tally) -> str:
    """Compare the whole agenda; return what is wrong with it, or ""."""
    tally.tried()
    last = life.network.week_end() + A_WEEK
    every, shown = life.services.agenda.week(all_check_ins=True), life.services.agenda.week()
    due = life.model.check_ins(last)
    wanted = [*life.model.rows(last), *due]
    return (
        _difference([as_row(one) for row in every.rows for one in flat(row) if one.due_on <= last], wanted)
        or _flood(life, shown, due)
        or _disorder(shown)
    )


def _difference(found: Sequence[Row], wanted: Sequence[Row]) -> str:
    more, less = Counter(found) - Counter(wanted), Counter(wanted) - Counter(found)
    lines = [f"netui alone has {row}" for row in more.elements()]
    lines += [f"netui does not have {row}" for row in less.elements()]
    return "\n  ".join(lines[:8])


def _flood(life: Life, shown: Agenda, due: Sequence[Row]) -> str:
    """Ten check-ins a week, those done among them, and the most pressing of all."""
    model = life.model
    most = max(0, CHECK_INS_A_WEEK - model.done_this_week())
    asked = [row.who for row in shown.rows if isinstance(row.subject, CheckIn)]
    if len(asked) != min(most, len(due)) or len(asked) + shown.more_check_ins != len(due):
        return f"{len(asked)} check-ins of {len(due)} and {shown.more_check_ins} more, {most} are left"
    late = {row.who: (model.today - row.day).days / model.network.days_of(row.who) for row in due}
    close = {name: CLOSENESS.index(model.network.people[name]["stage"]) for name in late}
    for left in set(late) - set(asked):
        for one in asked:
            if late[left] > max(late[one], 0) * _AS_LATE and close[left] >= close[one]:
                return f"{left} is later than {one}, and as close, and not shown"
    return ""


def _disorder(shown: Agenda) -> str:
    """The sections in their order; what runs out by the hour first in TODAY."""
    states = [list(RowState).index(row.state) for row in shown.rows]
    if states != sorted(states):
        return f"the sections are mixed: {states}"
    prepared = [row for row in shown.rows if row.items]
    if len({row.interview_id for row in prepared}) < len(prepared):
        return "one interview is prepared in two rows"
    if any(row.due_on != min(item.due_on for item in row.items) for row in prepared):
        return "the preparation of an interview is not where its first item is"
    today = [row.kind is RowKind.THANK_YOU for row in shown.of(RowState.TODAY)]
    return "" if today == sorted(today, reverse=True) else "a thank-you is not first today"


def _typed(life: Life, number: int) -> str:
    """Compare what the command line says on some days."""
    if number % 5:
        return ""
    last = life.today + timedelta(days=number % 15)
    found = [row for row in life.due((last - life.today).days) if row.day <= last]
    due = life.model.check_ins(last)
    others = [row for row in found if row not in due]
    asked = len(found) - len(others)
    most = max(0, CHECK_INS_A_WEEK - life.model.done_this_week())
    if asked != min(most, len(due)):
        return f"netui due has {asked} check-ins of {len(due)}, {most} are left"
    return _difference(others, [row for row in life.model.rows(last) if row not in due])


def _lines(life: Life) -> int:
    """Return how many lines the list of This week has, as the screen paints it."""
    agenda = life.services.agenda.week()
    quiet = life.services.agenda.reach_out() if is_quiet(agenda) else []
    return len(due_rows(agenda, [ReachOut(row, about_person(row)) for row in quiet], (), room=PAGE))


YEAR = Experiment(
    "year",
    "a year of 200 people: nothing owed is missing, doubled, late or early",
    year,
    fast=_QUARTER,
    middle=_YEAR,
    long=3 * _YEAR,
)
