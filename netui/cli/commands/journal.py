"""reflect, review, export portfolio."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from msgspec.structs import asdict

from netui.cli.columns import table
from netui.cli.context import Context
from netui.cli.streams import piped
from netui.domain.errors import InvalidValueError
from netui.domain.journal.anonymity import KEEP_IT, FoundName, NameKey
from netui.domain.journal.portfolio import Part
from netui.domain.journal.reflection import KIND_WORDS, PARTS, Reflection, ReflectionKind, Start
from netui.domain.plan.goal import Period
from netui.domain.text import choose, fold
from netui.services.journal.review import Review
from netui.services.journal.review_lines import due_words, review_text
from netui.typed_path import new_file
from netui.user_file import is_stream, refuse_to_replace

_MARKDOWN = ".md"
_MOST_BACK = 520


def reflect(args: Namespace, context: Context) -> None:
    """Keep a reflection, or list those there are."""
    reflections = context.services.reflections
    if args.text is None:
        found = reflections.list()
        rows = ((one.on.isoformat(), KIND_WORDS[one.kind], one.opening) for one in found)
        context.answer(
            [_shape(one, context) for one in found],
            () if context.as_json else table(rows, (10, 15), least=(0, 0, 30)),
        )
        if not found:
            context.say_empty('Nothing written yet: netui reflect --text "What I learned this week"')
        return
    kind = choose(ReflectionKind, args.kind, "kind of reflection")
    text = {PARTS[kind][0]: piped(args.text)}
    made = reflections.add(Start(kind=kind), text, private=args.private)
    left = ", ".join(PARTS[kind][1:])
    more = f"; still to write, in the journal: {left}" if left else ""
    context.answer(_shape(made, context), f"Kept: {KIND_WORDS[kind]}{more}")


def review(args: Namespace, context: Context) -> None:
    """Look back on a week or a month, as text."""
    if not 0 <= args.back <= _MOST_BACK:
        raise InvalidValueError(f"--back {args.back}: give how many weeks or months ago, 0 to {_MOST_BACK}")
    reviews = context.services.reviews
    period = Period.MONTH if args.month else Period.WEEK
    found = reviews.review(reviews.spans(period, args.back + 1)[-1])
    if context.as_json:
        context.print_json(_review(found))
    else:
        context.print_text(review_text(found, context.services.present.today()))


def export_portfolio(args: Namespace, context: Context) -> None:
    """Write the portfolio; the names in its free texts are listed first, as far as netui knows them."""
    portfolios = context.services.portfolio
    without = {choose(Part, one, "part") for one in args.without}
    parts = [part for part in Part if part not in without]
    to_stdout = args.out == "-"
    target = new_file(args.out or ".")
    streams = is_stream(target)
    if not streams:
        targets = portfolios.targets(target)
        if not args.yes:
            refuse_to_replace(targets, named=target)
    portfolio, names = portfolios.gather(parts, hide=args.hide, named=args.named)
    if args.allow and not args.named:
        portfolio, names = portfolios.gather(parts, _allowed(names, args.allow), hide=args.hide)
    for one in () if args.named else names:
        if one.who:
            shown = f"is shown as “{one.replacement}”" if one.hidden else "stands as it is"
            context.say(f"Name in free text: {one.words} ({one.count}) {shown}")
    unknown = ", ".join(f"{one.words} ({one.count})" for one in names if not one.who)
    if args.named:
        context.say(KEEP_IT)
    elif unknown:
        context.say(f"May be names of people netui doesn't know: {unknown}. --hide NAME hides one.")
    if not args.named:
        context.say("netui can miss the names of other people: read the portfolio before you publish it.")
    if to_stdout and not context.as_json:
        context.print_text(portfolios.text(portfolio, _MARKDOWN))
        return
    files = [] if to_stdout else [target]
    if streams and not to_stdout:
        suffix = ".html" if target.suffix.lower() == ".html" else _MARKDOWN
        context.services.save(target, portfolios.text(portfolio, suffix))
    elif not to_stdout:
        files = list(portfolios.write(portfolio, target))
    shape = {
        "files": [str(path) for path in files],
        "parts": [part.value for part in parts],
        "names": [_name(one) for one in names],
    }
    context.wrote(target, shape, [f"Wrote {path}" for path in files])


def _allowed(names: Sequence[FoundName], wanted: Sequence[str]) -> list[NameKey]:
    keys = []
    for words in wanted:
        found = [one for one in names if fold(one.words) == fold(" ".join(words.split()))]
        if not found:
            raise InvalidValueError(f"“{words}” is no name in the texts of this portfolio")
        if any(one.fixed for one in found):
            raise InvalidValueError(f"{found[0].who} said no to being named: netui edit --set naming=yes")
        keys += [one.key for one in found]
    return keys


def _review(review: Review) -> dict[str, Any]:
    return {
        "period": review.span.period.value,
        "from": review.span.first.isoformat(),
        "to": review.span.last.isoformat(),
        "done": asdict(review.figures),
        "before": asdict(review.before),
        "due": [{"on": due.row.due_on.isoformat(), "text": due_words(due)} for due in review.due],
        "due_more": review.due_more,
        "waiting": [{"id": str(one.follow_up.id), "text": one.words} for one in review.waiting],
        "goals": [
            {"id": str(one.goal.id), "title": one.goal.title, "done": one.done, "target": one.target}
            for one in review.goals
        ],
        "changed": [{"text": text, "count": count} for text, count in review.changed],
    }


def _name(found: FoundName) -> dict[str, Any]:
    return {
        "text": found.words,
        "may_mean": found.who,
        "count": found.count,
        "hidden": found.hidden,
        "shown_as": found.replacement if found.hidden else found.words,
    }


def _shape(reflection: Reflection, context: Context) -> dict[str, Any]:
    tie = context.services.reflections.tie_of(reflection)
    return {
        "id": str(reflection.id),
        "kind": reflection.kind.value,
        "on": reflection.on.isoformat(),
        "parts": [{"part": one.part, "text": one.text} for one in reflection.written],
        "from": reflection.first.isoformat() if reflection.first else None,
        "to": reflection.last.isoformat() if reflection.last else None,
        "about": {"kind": tie.kind, "id": str(tie.id), "text": tie.label} if tie else None,
        "private": reflection.private,
    }
