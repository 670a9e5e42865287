"""introduce."""

from argparse import Namespace
from datetime import date

from netui.cli.context import Context
from netui.domain.errors import InvalidValueError


def introduce(args: Namespace, context: Context) -> None:
    """Record an introduction: of two people by me, or of a person to me."""
    if args.by is not None and args.to is not None:
        raise InvalidValueError("either A and B, whom you introduced, or NAME --by NAME, who introduced them")
    if args.by is None and args.to is None:
        raise InvalidValueError("who else? write both you introduced, or --by NAME for who introduced them")
    on = context.past_day(args.on) if args.on else None
    if args.by is not None:
        _received(args, context, on)
    else:
        _made(args, context, on)


def _received(args: Namespace, context: Context, on: date | None) -> None:
    services = context.services
    introducer, contact = context.contact(args.by), context.contact(args.name)
    introduction = services.introductions.received(introducer.id, contact.id, on)
    today = services.present.today()
    received = services.introduction_views.between(introducer.id, contact.id)
    day = context.echo(introduction.on or today)
    words = [f"{introducer.name} introduced you to {contact.name} on {day}"]
    owed = [follow_up for follow_up in (received.thank, received.tell) if follow_up is not None]
    words += [f"Owed: {follow_up.text}, due {context.echo(follow_up.due_on)}" for follow_up in owed]
    context.answer(context.shapes.introduction(introduction, received), words)


def _made(args: Namespace, context: Context, on: date | None) -> None:
    introductions = context.services.introductions
    first, second = context.contact(args.name), context.contact(args.to)
    today = context.services.present.today()
    if on is not None and on > today:
        planned = introductions.plan(first.id, second.id, by=on)
        words = [f"Planned: introduce {first.name} to {second.name}"]
        step = context.services.follow_ups.get(planned.step_id) if planned.step_id else None
        if step is not None:
            words.append(f"First: {step.text}, due {context.echo(step.due_on)}")
        context.answer(context.shapes.introduction(planned), words)
        return
    made = introductions.made(first.id, second.id, on)
    day = context.echo(made.on or today)
    context.answer(
        context.shapes.introduction(made), f"You introduced {first.name} to {second.name} on {day}"
    )
