"""quick."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from netui.cli import questions
from netui.cli.context import Context
from netui.cli.streams import piped
from netui.domain.errors import AmbiguousError, NotFoundError
from netui.domain.people.person_name import capitalised

if TYPE_CHECKING:
    from netui.domain.people.follow_up import FollowUp
    from netui.services.week.logged_requests import Request


def quick(args: Namespace, context: Context) -> None:
    """Do what one line says: log it, add the person, set the follow-up or plan the interview."""
    service = context.services.quick
    line = piped(" ".join(args.line))
    if unclear := service.unclear(line):
        from netui.services.people.finding import candidate

        name, rows = unclear
        shown = tuple(candidate(row) for row in rows)
        raise AmbiguousError(f"“{name}” can be several people: write the whole name, or #ID for one", shown)
    strangers = service.strangers(line)
    if args.dry_run:
        words = f"{service.as_typed(line)}; {_unknown(strangers)}" if strangers else service.echo(line)
        context.answer({"words": words, "done": False, "contacts": []}, words)
        return
    if strangers:
        _add_or_stop(strangers, context, yes=args.yes)
    same = service.namesake(line)
    if same is not None:
        refuse_namesake(same.name, same.id, context, again=args.again)
    made = service.add(line, strangers=True)
    contacts = [{"id": str(one), "name": context.name_of(one)} for one in made.contact_ids]
    lines = [made.message, *settle_follow_ups(made.may_be_kept, context)]
    context.answer({"words": made.message, "done": True, "contacts": contacts}, lines)


def refuse_namesake(name: str, contact_id: int, context: Context, *, again: bool) -> None:
    """Ask before a second person of a name is added, and refuse it without a terminal or --again."""
    from netui.domain.errors import InvalidValueError

    here = f"{name} ({contact_id}) is here already"
    if again or (not context.as_json and questions.can_ask() and questions.ask(f"{here}. Add a second one?")):
        return
    raise InvalidValueError(f"{here}. Nothing was changed: say --again to add a second one")


def settle_follow_ups(near: "Sequence[FollowUp]", context: Context) -> list[str]:
    """Ask of each thing promised whether this was it; return a line for each that is done now."""
    done = []
    for one in near:
        due = context.echo(one.shown_on)
        what = f"“{one.text}”, due {due}"
        is_mine = one.checks_in_with is not None
        question = f"Was this the check-in you promised, {what}?" if is_mine else f"Is this done now: {what}?"
        if not context.as_json and questions.can_ask() and questions.ask(question):
            context.services.follow_ups.done(one.id, logged=True)
            done.append(f"Done: {one.text}")
        else:
            context.say(f"Still open: {one.text}, due {due}")
    return done


def record_request(request: "Request | None", context: Context) -> list[str]:
    """Ask whether to record what was asked for in an entry; return a line for what is recorded now."""
    if request is None:
        return []
    words = request.words[:1].upper() + request.words[1:]
    if request.unclear or context.as_json or not questions.can_ask():
        context.say(f"{words}: to record that too, {request.command}")
    elif questions.ask(f"{words}. Record that too?"):
        request.record()
        return [f"Recorded: {request.words}"]
    return []


def _add_or_stop(names: Sequence[str], context: Context, *, yes: bool) -> None:
    """Ask before people whose names no one has are added, and refuse it without a terminal or --yes."""
    them = "them" if len(names) > 1 else "this person"
    if yes or (
        not context.as_json and questions.can_ask() and questions.ask(f"{_unknown(names)}. Add {them} too?")
    ):
        return
    raise NotFoundError(f"{_unknown(names)}. Nothing was changed: say --yes to add {them} too")


def _unknown(names: Sequence[str]) -> str:
    return f"no one is called {' or '.join(f'“{capitalised(name)}”' for name in names)} yet"
