"""collect: entries for the log from mail, calendars and messages."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

from netui.cli.columns import table
from netui.cli.context import Context
from netui.cli.streams import on_disk
from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.people.collecting import LEFT_OUT_WORDS, Proposal, Stranger, direction_words
from netui.domain.people.matching import profile_link
from netui.domain.time.dates import full_day
from netui.services.people.collecting import Collected, CollectPlan

_HINT = "- reads a message, an mbox or a calendar from stdin: netui collect - < message.eml"
_MOST_PEOPLE = 20


def collect(args: Namespace, context: Context) -> None:
    """Propose entries, and with --yes log them."""
    if args.add_people < 0:
        raise InvalidValueError("--add-people is a number, from 0 on")
    service = context.services.collecting
    with ExitStack() as kept:
        plan = service.preview(
            [kept.enter_context(on_disk(file, hint=_HINT)) for file in args.files],
            since=context.past_day(args.since) if args.since else None,
            progress=_progress if sys.stderr is not None and sys.stderr.isatty() else None,
        )
    refused = _rows(args.refuse, "--refuse", plan.proposals) if args.refuse else []
    taken = _rows(args.take, "--take", plan.proposals) if args.take else list(plan.proposals)
    added = plan.strangers[: args.add_people]
    done = Collected()
    if args.yes:
        taken = [each for each in taken if each not in refused]
        done = service.apply(plan, take=taken, add=added, refuse=refused)
    people = [_person(row, stranger) for row, stranger in enumerate(plan.strangers, start=1)]
    shape = {
        "since": plan.window.first.isoformat(),
        "logged": done.logged,
        "refused": done.refused,
        "added": [{"id": str(one.id), "name": one.name} for one in done.added],
        "left": {reason.value: count for reason, count in plan.left.items()},
        "files": [{"file": one.file, "what": one.words, "read": one.read} for one in plan.unread],
        "entries": [_entry(row, each, context) for row, each in enumerate(plan.proposals, start=1)],
        "people": people,
    }
    words = [] if context.as_json else [*_words(plan, done, context, dry_run=not args.yes)]
    context.answer(shape, words)


def _rows(text: str, option: str, rows: tuple[Proposal, ...]) -> list[Proposal]:
    """Return the rows that numbers such as "1,3-5" name; raise InvalidValueError for what names none."""
    if text.strip() == "all":
        return list(rows)
    numbers: dict[int, None] = {}
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        ends = first, last if dash else first
        if not all(end.isascii() and end.isdecimal() and len(end) < 10 for end in ends):
            raise InvalidValueError(f"{option} takes numbers of rows, such as 1,3-5, not “{part.strip()}”")
        begin, end = map(int, ends)
        if not 1 <= begin <= end <= len(rows):
            raise InvalidValueError(f"{option}: there is no row {part.strip()}; there are {len(rows):,}")
        numbers.update(dict.fromkeys(range(begin, end + 1)))
    return [rows[number - 1] for number in numbers]


def _entry(row: int, each: Proposal, context: Context) -> dict[str, Any]:
    return {
        "row": row,
        "contacts": [{"id": str(one), "name": context.name_of(one)} for one in each.contact_ids],
        "kind": each.kind.value,
        "on": each.on.isoformat(),
        "at": context.shapes.instant(each.at),
        "direction": each.direction.value,
        "text": each.text or None,
        "source": each.origin.value,
        "messages": len(each.keys),
    }


def _person(row: int, stranger: Stranger) -> dict[str, Any]:
    party = stranger.party
    return {
        "row": row,
        "name": stranger.name,
        "email": party.address or None,
        "link": profile_link(party.profile) if party.profile else None,
        "days": stranger.days,
        "last_on": stranger.last_on.isoformat(),
    }


def _words(plan: CollectPlan, done: Collected, context: Context, *, dry_run: bool) -> Iterator[str]:
    if dry_run and plan.proposals:
        yield from table(
            (_cells(row, each, context) for row, each in enumerate(plan.proposals, start=1)),
            (6, 15, 32, 10),
            least=(0, 0, 16),
        )
    if dry_run and plan.strangers:
        yield "Met often, and not here yet:"
        people = (
            (
                str(row),
                one.name,
                one.party.known_by,
                counted(one.days, "day"),
                f"last {full_day(one.last_on)}",
            )
            for row, one in enumerate(plan.strangers[:_MOST_PEOPLE], start=1)
        )
        yield from table(people, (6, 32, 40, 10), least=(0, 16, 16))
        if (more := len(plan.strangers) - _MOST_PEOPLE) > 0:
            yield f"... and {more:,} more; --json lists everyone"
    yield from plan.unread_lines
    if plan.left:
        left = ", ".join(f"{count:,} {LEFT_OUT_WORDS[reason]}" for reason, count in plan.left.items())
        yield f"Left out: {left}"
    yield _summary(plan, done, dry_run=dry_run)


def _cells(row: int, each: Proposal, context: Context) -> tuple[str, ...]:
    names = ", ".join(map(context.name_of, each.contact_ids))
    how = ", ".join(filter(None, (each.kind.value, direction_words(each.direction, each.kind))))
    return str(row), full_day(each.on), names, how, each.text


def _summary(plan: CollectPlan, done: Collected, *, dry_run: bool) -> str:
    if not dry_run:
        parts = [f"Logged {counted(done.logged, 'entry', 'entries')}"]
        parts += [f"added {', '.join(one.name for one in done.added)}"] if done.added else []
        parts += [f"{done.refused:,} refused for good"] if done.refused else []
        return "; ".join(parts)
    count = len(plan.proposals)
    proposed = f"{counted(count, 'entry', 'entries')} to log: add --yes" if count else "nothing to log"
    more = "; --add-people N adds the first N of those met often" if plan.strangers else ""
    return f"Dry run, nothing changed: {proposed}{more}" + _since(plan.window.first)


def _since(first: date) -> str:
    return f" (since {full_day(first)}; --since goes further back)"


def _progress(done: int, _total: int | None) -> None:
    print(f"\r{done:,} messages", end="", file=sys.stderr, flush=True)
