"""note."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from netui.cli.columns import table
from netui.cli.context import Context
from netui.cli.questions import ask, can_ask
from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.notes.mailing import Letter
from netui.domain.notes.note import Gap, Note
from netui.domain.people.interaction import InteractionKind
from netui.domain.plan.favour import FAVOUR_WORDS, FavourEntry, FavourSource
from netui.domain.text import clean, shortened
from netui.services.ports import FILE_WAY
from netui.typed_path import new_file

_NEWS = "news"
_STREAM = "-"
_WITH_NAME = ("copy", "out", "eml", "mailto", "send", "sent")


def note(args: Namespace, context: Context) -> None:
    """Write a note to a person from a template; without a person list the templates, or draft news."""
    if args.name is not None and not args.news:
        _write_one(args, context)
    elif args.name is not None or args.template or any(map(vars(args).get, _WITH_NAME)):
        wrong = (
            "--news takes no name and no other option" if args.news else "a note needs the person it is to"
        )
        raise InvalidValueError(f"{wrong}: netui note NAME --template thank-you, or netui note --news")
    elif args.news:
        _news(context)
    else:
        _templates(context)


def _write_one(args: Namespace, context: Context) -> None:
    notes = context.services.notes
    contact = context.contact(args.name)
    written = notes.compose(contact.id, args.template)
    to = contact.id if written.contact_id is None else written.contact_id
    if to != contact.id:
        context.say(f"This note goes to {written.to}, who introduced you to {contact.name}.")
    mailed = args.eml or args.mailto or args.send
    letter = context.services.mail.letter(written) if mailed else None  # before anything is done
    if args.send:
        context.services.mail.require_command()
    files = {name: new_file(name) for name in (args.out, args.eml) if name and name != _STREAM}
    check = notes.check(written.body, written)
    open_gaps = check.gaps
    unreached = False
    shape = _shape(written, open_gaps, context)
    if args.out in files:
        _write(written, files[args.out], context)
    if args.copy:
        result = notes.copy_text(written.body)
        shape["copied"] = {"way": result.way, "confirmed": result.confirmed, "message": result.message}
        context.say(result.message)
        unreached = result.way == FILE_WAY
    if letter is not None:
        shape["mailto"] = _mail(letter, files.get(args.eml), args, context)
    if args.sent:
        sent = notes.mark_sent(written, kind=InteractionKind.EMAIL if mailed else None)
        context.say(f"{notes.was_sent(written)}, logged as {sent.kind}. netui undo reverts it.")
    if context.as_json:
        context.print_json(shape)
    elif unreached or args.out == _STREAM or not any(map(vars(args).get, _WITH_NAME)):
        context.print_text(written.body)
    for problem in notes.problems():
        context.say(problem)
    if labels := [gap.label for gap in open_gaps if not gap.text]:
        context.say(f"{counted(len(labels), 'gap')} left to fill: {', '.join(labels)}")
    if check.own_notes:
        context.say(check.own_notes)


def _mail(letter: Letter, file: Path | None, args: Namespace, context: Context) -> str:
    """Hand a letter to a file and to mail programs; return its mailto link."""
    mail = context.services.mail
    link = mail.link(letter)
    if file is not None:
        mail.write(letter, file)
        context.say(f"Wrote the mail to {letter.address} to {file}")
    elif args.eml and not context.as_json:
        mail.write(letter, Path(_STREAM))
    if args.mailto and mail.has_desktop():
        mail.open_link(letter)
        context.say(f"Your desktop opens a mail to {letter.address}")
    elif args.mailto:
        context.say("There is no desktop here that opens mail: this is the link for one that does")
        if not context.as_json:
            context.print_text(link)
    if args.send:
        mail.run_command(letter)
        args.sent = args.sent or (can_ask() and ask(f"Sent to {letter.name}?"))
    return link


def _shape(written: Note, open_gaps: Sequence[Gap], context: Context) -> dict[str, Any]:
    return {
        "contact": context.shapes.person(written.contact_id),
        "template": written.template,
        "address": written.address or None,
        "subject": written.subject or None,
        "body": written.body,
        "characters": len(written.body),
        "limit": written.limit,
        "gaps": [gap.label for gap in open_gaps],
        "own_notes": [gap.text for gap in open_gaps if gap.text],
    }


def _news(context: Context) -> None:
    """Draft news to everyone who gave something and has had none since, the longest ago first."""
    notes, givers = context.services.notes, context.services.news.people()
    shapes: list[dict[str, Any]] = []
    words: list[str] = []
    for row, gave in givers:
        written = notes.compose(row.id, _NEWS)
        given = [{"kind": one.kind.value, "on": _day(one), "text": one.text or None} for one in gave]
        shapes.append({**_shape(written, notes.check(written.body, written).gaps, context), "gave": given})
        gifts = "; ".join(f"{_gift(one)} ({_day(one)})" for one in gave)
        words += [*([""] if words else []), f"{row.name}: {gifts}", "", *written.body.splitlines()]
    context.answer(shapes, words)
    if not givers:
        context.say_empty("Everyone who gave you something in the last year has had news from you.")
    elif not context.as_json:
        context.say("Sent one? netui note NAME --template news --sent")


def _gift(favour: FavourEntry) -> str:
    joint = " " if favour.source is FavourSource.INTRODUCTION else ": "
    return joint.join(part for part in (FAVOUR_WORDS[favour.kind], shortened(favour.text)) if part)


def _day(favour: FavourEntry) -> str | None:
    return favour.on.isoformat() if favour.on is not None else None


def _templates(context: Context) -> None:
    templates = context.services.notes.templates()
    shapes = [
        {"name": one.name, "title": one.title, "limit": one.limit, "path": one.path or None}
        for one in templates
    ]
    context.answer(
        shapes, () if context.as_json else table(((one.name, one.title) for one in templates), (28,))
    )
    for problem in context.services.notes.problems():
        context.say(problem)


def _write(written: Note, target: Path, context: Context) -> None:
    body = clean(written.body, newlines=True).removesuffix("\n") + "\n"
    context.services.save(target, body)
    context.say(f"Wrote {counted(len(written.body), 'character')} to {target}")
