"""note."""

from argparse import Namespace

from netui.cli.columns import table
from netui.cli.context import Context
from netui.domain.errors import InvalidValueError
from netui.domain.notes.note import Note
from netui.domain.text import clean
from netui.services.ports import FILE_WAY
from netui.typed_path import new_file


def note(args: Namespace, context: Context) -> None:
    """Write a note to a person from a template; without a person list the templates."""
    notes = context.services.notes
    if args.name is None:
        if args.copy or args.out or args.sent or args.template:
            raise InvalidValueError("a note needs the person it is to: netui note NAME --template thank-you")
        _templates(context)
        return
    contact = context.contact(args.name)
    written = notes.compose(contact.id, args.template)
    to = contact.id if written.contact_id is None else written.contact_id
    if to != contact.id:
        context.say(f"This note goes to {written.to}, who introduced you to {contact.name}.")
    check = notes.check(written.body, written)
    open_gaps = check.gaps
    unreached = False
    shape = {
        "contact": context.shapes.person(to),
        "template": written.template,
        "address": written.address or None,
        "subject": written.subject or None,
        "body": written.body,
        "characters": len(written.body),
        "limit": written.limit,
        "gaps": [gap.label for gap in open_gaps],
        "own_notes": [gap.text for gap in open_gaps if gap.text],
    }
    if args.out and args.out != "-":
        _write(written, args.out, context)
    if args.copy:
        result = notes.copy_text(written.body)
        shape["copied"] = {"way": result.way, "confirmed": result.confirmed, "message": result.message}
        context.say(result.message)
        unreached = result.way == FILE_WAY
    if args.sent:
        notes.mark_sent(written)
        context.say(f"Marked as sent to {written.to}")
    if context.as_json:
        context.print_json(shape)
    elif unreached or args.out == "-" or not (args.out or args.copy or args.sent):
        context.print_text(written.body)
    for problem in notes.problems():
        context.say(problem)
    if labels := [gap.label for gap in open_gaps if not gap.text]:
        context.say(f"{len(labels)} to fill: {', '.join(labels)}")
    if check.own_notes:
        context.say(check.own_notes)


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


def _write(written: Note, out: str, context: Context) -> None:
    body = clean(written.body, newlines=True).removesuffix("\n") + "\n"
    target = new_file(out)
    context.services.save(target, body)
    context.say(f"Wrote {len(written.body):,} characters to {target}")
