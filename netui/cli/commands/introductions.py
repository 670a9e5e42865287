"""introduce."""

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from netui.cli.context import Context
from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import Contact
from netui.domain.plan.introduction import IntroductionState

if TYPE_CHECKING:
    from netui.services.plan.introduction_views import Received


def introduce(args: Namespace, context: Context) -> None:
    """Record an introduction: of two people by me, or of a person to me."""
    if args.by is not None and args.to is not None:
        raise InvalidValueError("give A and B, who you introduced, or NAME --by NAME, who introduced you")
    if args.by is None and args.to is None:
        raise InvalidValueError("who else? write both you introduced, or --by NAME for who introduced them")
    if args.asked and args.by is None:
        raise InvalidValueError("--asked says that you asked someone to introduce you: add --by NAME")
    on = context.past_day(args.on) if args.on else None
    if args.asked:
        _asked(args, context, on)
    elif args.by is not None:
        _received(args, context, on)
    else:
        _made(args, context, on)


def thanks_owed(before: int | None, contact: Contact, context: Context) -> list[str]:
    """Say what is owed to who is now said to have introduced a person; `before` is who was."""
    if contact.introduced_by is None or contact.introduced_by == before:
        return []
    return _owed(context.services.introduction_views.between(contact.introduced_by, contact.id), context)


def _owed(received: "Received", context: Context) -> list[str]:
    due_words = context.services.follow_ups.due_words
    return [f"Owed: {one.text}, {due_words(one)}" for one in received.owed]


def _received(args: Namespace, context: Context, on: date | None) -> None:
    services = context.services
    introducer, contact = context.contact(args.by), context.contact(args.name)
    introduction = services.introductions.received(introducer.id, contact.id, on)
    today = services.present.today()
    received = services.introduction_views.between(introducer.id, contact.id)
    day = context.echo(introduction.on or today)
    words = [f"{introducer.name} introduced you to {contact.name} on {day}"]
    words += _owed(received, context)
    if received.tell is None and received.told_on is None:
        words.append(
            f"Then: tell {introducer.first_name} how it went, once you have talked to {contact.name}"
        )
    context.answer(context.shapes.introduction(introduction, received), words)


def _asked(args: Namespace, context: Context, on: date | None) -> None:
    services = context.services
    introducer, contact = context.contact(args.by), context.contact(args.name)
    today = services.present.today()
    asked = services.introductions.asking.ask(introducer.id, contact.id, on)
    if asked.state is IntroductionState.MADE:
        raise InvalidValueError(f"{introducer.name} introduced you to {contact.name} already")
    received = services.introduction_views.between(introducer.id, contact.id)
    last = asked.reminded_on or asked.asked_on or today
    what = "reminded" if asked.reminded_on else "asked"
    words = f"You {what} {introducer.name} to introduce you to {contact.name} on {context.echo(last)}"
    context.answer(context.shapes.introduction(asked, received), words)


def _made(args: Namespace, context: Context, on: date | None) -> None:
    introductions = context.services.introductions
    first, second = context.contact(args.name), context.contact(args.to)
    today = context.services.present.today()
    if on is not None and on > today:
        planned = introductions.plan(first.id, second.id, by=on)
        words = [f"Planned: introduce {first.name} to {second.name}"]
        step = context.services.follow_ups.get(planned.step_id) if planned.step_id else None
        if step is not None:
            words.append(f"First: {step.text}, {context.services.follow_ups.due_words(step)}")
        context.answer(context.shapes.introduction(planned), words)
        return
    made = introductions.made(first.id, second.id, on)
    day = context.echo(made.on or today)
    context.answer(
        context.shapes.introduction(made), f"You introduced {first.name} to {second.name} on {day}"
    )
