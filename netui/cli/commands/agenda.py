"""due, done, snooze, skip, follow-up."""

from argparse import Namespace
from datetime import date, datetime

from netui.cli.columns import table
from netui.cli.context import Context
from netui.cli.output import put
from netui.cli.row_numbers import is_number, number_rows, numbered, refuse_if_changed
from netui.domain.errors import InvalidValueError, NotFoundError
from netui.domain.interviews.interview import Interview
from netui.domain.people.cadence import Cadence
from netui.domain.people.contact import Contact
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import InteractionKind
from netui.domain.text import choose
from netui.domain.time.calendar_ends import days_after
from netui.domain.week.agenda import Agenda, AgendaRow, RowKind, RowState, when_words
from netui.services.agenda_source import Changed

_MAX_DAYS = 3660


def due(args: Namespace, context: Context) -> None:
    """Show what is due."""
    if args.days is not None and not 0 <= args.days <= _MAX_DAYS:
        raise InvalidValueError(f"--days is a number from 0 to {_MAX_DAYS}")
    services = context.services
    agenda = (
        services.agenda.week()
        if args.days is None
        else services.agenda.until(days_after(services.present.today(), args.days))
    )
    if args.exit_code:
        pressing = (row.state in {RowState.OVERDUE, RowState.TODAY} for row in agenda.rows)
        context.exit_code = int(any(pressing) or bool(agenda.more_check_ins))
    if args.prompt:
        from netui.cli.commands.prompting import print_prompt

        print_prompt(args, agenda, context)
        return
    if context.as_json:
        context.print_json(
            [context.shapes.agenda_row(row, services.agenda.explain(row)) for row in agenda.rows]
        )
        return
    if args.plain:
        _print_sentences(agenda, context)
        return
    _print_agenda(agenda, context, later="NEXT WEEK" if args.days is None else "LATER")


def done(args: Namespace, context: Context) -> None:
    """Do an item of the agenda."""
    row = _row(args, context)
    kind = choose(InteractionKind, args.kind, "kind of interaction") if args.kind else None
    _answer(row.acted_on, context.services.actions.done(row, kind), "Done", context)


def snooze(args: Namespace, context: Context) -> None:
    """Snooze an item."""
    row = _row(args, context)
    until = context.coming_day(args.when)
    changed = context.services.actions.snooze(row, until)
    _answer(row, changed, f"Snoozed until {context.echo(until)}", context, until)


def skip(args: Namespace, context: Context) -> None:
    """Skip an item this time."""
    row = _row(args, context)
    _answer(row, context.services.actions.skip(row), "Skipped", context)


def follow_up(args: Namespace, context: Context) -> None:
    """Add a follow-up for a person, a company or a group."""
    from netui.domain.week.promises import follow_up_kind

    if args.company or args.group:
        _owe_others(args, context)
        return
    follow_ups = context.services.follow_ups
    contact, text = context.contact(args.name), args.text
    due_on = context.coming_day(args.due) if args.due is not None else None
    repeats = Cadence.parse(args.repeat) if args.repeat else None
    if args.after is not None:
        after_id: int | None = follow_ups.reading.conversation(args.after).id
    elif due_on is not None:
        text, awaited = follow_ups.reading.split(text)
        after_id = awaited.id if awaited is not None else None
    else:
        read = follow_ups.reading.follow_up(text)
        text, due_on, after_id, repeats = read.text, read.due_on, read.after_id, repeats or read.repeats
    made = follow_ups.add(
        contact_id=contact.id,
        kind=choose(FollowUpKind, args.kind, "kind of follow-up") if args.kind else follow_up_kind(text),
        text=text,
        due_on=due_on,
        after_id=after_id,
        repeats=repeats,
    )
    words = f"Promised {contact.name}: {made.text}, {follow_ups.due_words(made)}"
    context.answer(context.shapes.follow_up(made), words)


def _owe_others(args: Namespace, context: Context) -> None:
    """Add a follow-up for a company or a group, with no one person in mind."""
    services = context.services
    given = {"--after": args.after, "--repeat": args.repeat, "--kind": args.kind}
    wrong = next((option for option, value in given.items() if value is not None), None)
    if wrong is not None:
        raise InvalidValueError(f"{wrong} is for what you promise to a person: leave it out")
    text, due_on = args.text, context.coming_day(args.due) if args.due is not None else None
    if due_on is None:
        _, text, due_on, *_ = services.follow_ups.reading.follow_up(text)
    if due_on is None:
        raise InvalidValueError("when is it due? --due fri, or end the text with “by fri”")
    if args.group:
        from netui.cli.plan_sections import SECTIONS
        from netui.cli.plan_values import PlanValues

        group = PlanValues(SECTIONS["groups"], context).find(args.name)
        name, made = group.name, services.groups.add_action(group.id, text, due_on)
    else:
        name, made = (
            services.companies.get(args.name).name,
            services.companies.add_follow_up(args.name, text, due_on),
        )
    words = f"Promised {name}: {made.text}, {services.follow_ups.due_words(made)}"
    context.answer(context.shapes.follow_up(made), words)


def _row(args: Namespace, context: Context) -> AgendaRow:
    """Return the row meant by a number of this terminal, an id, or a part of its words."""
    actions, found = context.services.actions, numbered(args.item, context.cache)
    if found is None and not is_number(args.item):
        return actions.find(args.item)
    if found is None:  # never a row with these figures in its words: another one is meant
        try:
            return actions.get(args.item)
        except NotFoundError as error:
            raise NotFoundError(f"nothing due goes by “{args.item}”: `netui due` shows what is") from error
    row_id, shown = found
    try:
        row = actions.get(row_id)
    except NotFoundError as error:
        raise NotFoundError(f"{args.item}: {error}") from error
    refuse_if_changed(args.item, row, shown)
    return row


def _answer(row: AgendaRow, changed: Changed, verb: str, context: Context, until: date | None = None) -> None:
    """Answer with what was changed: the follow-up, the person, the interview, or the row itself."""
    shapes = context.shapes
    if isinstance(changed, FollowUp):
        shape = shapes.follow_up(changed)
    elif isinstance(changed, Contact):
        shape = shapes.contact(changed)
    elif isinstance(changed, Interview):
        shape = shapes.interview_page(changed)
    else:
        shape = shapes.agenda_row(context.services.agenda.placed(row, until), row.why)
    context.answer(shape, f"{verb}: {_named(row)}{_next_check_in(changed, context) if until is None else ''}")


def _named(row: AgendaRow) -> str:
    """Return a row in a sentence: "send Jo Li: the paper", "check-in Tom Weiss, every 6 weeks"."""
    joint = ", " if row.kind is RowKind.CHECK_IN else ": " if row.who else " "
    return joint.join(filter(None, (" ".join(filter(None, (row.kind.word, row.who))), row.text)))


def _next_check_in(changed: Changed, context: Context) -> str:
    if not isinstance(changed, Contact) or changed.next_due_on is None:
        return ""
    return f". Next check-in: {context.echo(changed.next_due_on)}"


def _print_agenda(agenda: Agenda, context: Context, *, later: str) -> None:
    present = context.services.present
    now, today = present.now(), present.today()
    headings = {
        RowState.OVERDUE: "OVERDUE",
        RowState.TODAY: f"TODAY  {today:%A} {today.day} {today:%B}",
        RowState.WEEK: "THIS WEEK",
        RowState.LATER: later,
        RowState.IDEA: "IDEAS",
    }
    has_numbers = number_rows(agenda.rows, context.cache)
    cells = (
        (
            f"{number:>3} " if has_numbers else "",
            row.kind.word,
            " · ".join(part for part in (row.who, row.about) if part),
            row.text,
            when_words(row, now, today),
            f"[{row.id}]",
        )
        for number, row in enumerate(agenda.rows, start=1)
    )
    lines = table(cells, (4, 12, 40, 52, 20), least=(0, 0, 24, 40), spare=(5,))
    state = None
    for row, line in zip(agenda.rows, lines, strict=True):
        if row.is_idea and state is not RowState.IDEA:
            _end_due(agenda, context)
        if row.state is not state:
            state = row.state
            context.head(headings[state])
        context.line(line, late=state is RowState.OVERDUE)
    if state is not RowState.IDEA:
        _end_due(agenda, context)


def _print_sentences(agenda: Agenda, context: Context) -> None:
    """Print a sentence a row, with no columns, signs or ids: for a screen reader, or to be read aloud."""
    present = context.services.present
    now, today = present.now(), present.today()
    has_numbers = number_rows(agenda.rows, context.cache)
    is_due = True
    for number, row in enumerate(agenda.rows, start=1):
        if is_due and row.is_idea:
            is_due = False
            _end_due(agenda, context)
        sentence = _sentence(row, now, today)
        context.line(f"{number}. {sentence}" if has_numbers else sentence, late=False)
    if is_due:
        _end_due(agenda, context)


def _sentence(row: AgendaRow, now: datetime, today: date) -> str:
    when = when_words(row, now, today)
    begins_at = row.due_at if row.kind in {RowKind.INTERVIEW, RowKind.EVENT} else None
    hour = f" at {begins_at:%H:%M}" if begins_at is not None else ""
    if row.state is RowState.OVERDUE:
        head, when = when[:1].upper() + when[1:], ""
    elif row.state is RowState.TODAY:
        head, when = f"Today{hour}", "" if hour else when
    elif row.is_idea:
        head, when = "Idea", ""
    else:
        head, when = f"{row.due_on:%A} {row.due_on.day} {row.due_on:%B}{hour}", ""
    parts = (f"{row.kind.word} {row.who}".strip(), row.about, row.text, when)
    sentence = f"{head}: {', '.join(filter(None, parts)).replace(' · ', ', ')}"
    return sentence if sentence[-1] in ".?!" else f"{sentence}."


def _end_due(agenda: Agenda, context: Context) -> None:
    """Print what is left to say of the rows that are due."""
    if agenda.more_check_ins:
        put(agenda.more_words)
    if all(row.is_idea for row in agenda.rows):
        context.say_empty("Nothing is due.")
