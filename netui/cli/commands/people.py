"""add, log, list, find, show, tag, archive, delete."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from netui.cli.columns import labelled, table
from netui.cli.commands.introductions import thanks_owed
from netui.cli.commands.quick import record_request, refuse_namesake, settle_follow_ups
from netui.cli.context import Context
from netui.cli.output import put
from netui.cli.rows import rows_printed
from netui.cli.shapes import Shape
from netui.cli.streams import STREAM, on_disk, piped
from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import InvalidValueError
from netui.domain.people.contact import Contact, ContactRow
from netui.domain.people.follow_up import FollowUp, FollowUpKind
from netui.domain.people.interaction import Direction, InteractionKind
from netui.domain.search.query import left_out_words
from netui.domain.search.sorting import SortOrder
from netui.domain.text import choose

_MESSAGE_HINT = "- reads a message from stdin: netui add - < message.eml"
_ASKED_STATES = {"idea": "still to ask", "asked": "asked", "dropped": "closed"}
_WIDEST = 60
"""How wide the first two columns of a block of the card can be."""
_SHOWN_APART = frozenset({"name", "positions", "notes", "custom"})


def add(args: Namespace, context: Context) -> None:
    """Add a person, who may come from a message on stdin."""
    if args.name == STREAM:
        with on_disk(STREAM, hint=_MESSAGE_HINT) as path:
            _add_from_message(path, args, context)
        return
    added = context.services.contacts.add(
        _filled_in(context.services.contacts.blank(args.name), args, context)
    )
    _say_added(added, [f"Added {added.name} ({added.id})"], context)


def _add_from_message(path: Path, args: Namespace, context: Context) -> None:
    messages, contacts = context.services.collecting.messages, context.services.contacts
    person = messages.person_in(path)
    if person.contact_id is not None:
        known = contacts.get(person.contact_id)
        logged = messages.log(known.id, path)
        more = "; the message is logged" if logged else ""
        context.answer(context.shapes.contact(known), f"{known.name} is here already{more}")
        return
    args.email = [person.address, *args.email]
    added, logged = messages.add(_filled_in(contacts.blank(person.name), args, context), path)
    words = f"Added {added.name}, {person.address} ({added.id})"
    _say_added(added, [words, *(["Logged the message"] if logged else [])], context)


def _filled_in(contact: Contact, args: Namespace, context: Context) -> Contact:
    """Return someone to add with what the options say; a namesake is asked about."""
    from netui.domain.people.fields import ADD_FIELDS

    services = context.services
    same = services.contacts.namesake(contact)
    if same is not None:
        refuse_namesake(same.name, same.id, context, again=args.again)
    for field, option in ADD_FIELDS:
        given = getattr(args, option.name.replace("-", "_"))
        if not given:
            continue
        if option.whole:
            contact = field.with_value(contact, tuple(given))
        else:
            text = ", ".join(given) if field.holds_several else given
            contact = field.put(contact, piped(text) if field.name == "notes" else text, context)
    return contact


def _say_added(added: Contact, words: list[str], context: Context) -> None:
    if added.next_due_on:
        words.append(f"Next check-in: {context.echo(added.next_due_on)}")
    words += thanks_owed(None, added, context)
    context.answer(context.shapes.contact(added), words)


def log(args: Namespace, context: Context) -> None:
    """Log an interaction, and with it the follow-up it led to."""
    services = context.services
    people = services.contacts.find_all(args.names)
    kind = choose(InteractionKind, args.kind, "kind of interaction")
    direction = Direction.GAVE if args.gave else Direction.RECEIVED if args.received else Direction.BOTH
    on, text = context.past_day(args.on), piped(args.text)
    wanted = services.follow_ups.reading.follow_up(args.follow_up) if args.follow_up else None
    words = [f"Logged {kind} with {', '.join(row.name for row in people)} on {context.echo(on)}"]
    ids = [row.id for row in people]
    near = services.follow_ups.kept.perhaps(ids, text, on, direction)
    kept = services.follow_ups.kept.surely(ids, text, on, direction)
    made, follow_ups = services.follow_ups.log_with_follow_ups(
        () if wanted is None else (wanted,),
        contact_ids=ids,
        kind=kind,
        on=on,
        direction=direction,
        text=text,
        kept=kept,
    )
    shape = context.shapes.interaction(made)
    for follow_up in follow_ups:
        owed_to = next(row.name for row in people if row.id == follow_up.contact_id)
        to = f" {owed_to}" if len(people) > 1 else ""
        words.append(f"Promised{to}: {follow_up.text}, {services.follow_ups.due_words(follow_up)}")
    if follow_ups:
        shape["follow_up"] = context.shapes.follow_up(follow_ups[0])
        shape["follow_ups"] = [context.shapes.follow_up(one) for one in follow_ups]
    words += [f"Done: {one.text}" for one in kept]
    words += settle_follow_ups(near, context)
    words += record_request(services.quick.requests.of(ids, text, on, direction), context)
    context.answer(shape, words)


def listing(args: Namespace, context: Context) -> None:
    """List people, or those a query fits."""
    services = context.services
    query = " ".join((*([_saved(args.saved, context)] if args.saved is not None else []), *args.query))
    rows = services.search.search(query, choose(SortOrder, args.sort, "order"))
    rows = rows[:1] if args.first else rows
    shapes = _shapes(rows, context)
    if rows_printed(args, shapes, "list"):
        return
    if context.as_json:
        context.print_json(list(shapes))
        return
    people = (_columns(row, context.services.search.due_on(row)) for row in rows)
    for line in table(people, (16, 28, 26, 22, 10), least=(0, 16, 12, 12, 0, 8), spare=(5, 0)):
        put(line)
    if left_out := left_out_words(query):
        context.say(left_out)
    if not rows:
        context.say_empty(
            "No one matches." if query else "No one here yet: netui add NAME, or netui import FILE"
        )


def _saved(name: str, context: Context) -> str:
    searches = context.services.config.saved_searches
    if name not in searches:
        raise InvalidValueError(f"no search is saved as “{name}”{did_you_mean(name, searches)}")
    return searches[name]


def _shapes(rows: Sequence[ContactRow], context: Context) -> Iterator[Shape]:
    """Yield the shapes of people: a row of a list holds less."""
    for contact in context.services.contacts.get_many(row.id for row in rows):
        yield context.shapes.contact(contact)


def show(args: Namespace, context: Context) -> None:
    """Show everything known of a person."""
    contact = context.contact(args.name)
    if args.brief and not context.as_json:
        from netui.cli.commands.briefs import brief_lines

        context.answer(None, brief_lines(contact, context))
        return
    context.answer(context.shapes.contact_page(contact), _card(contact, context))


def tag(args: Namespace, context: Context) -> None:
    """Give people tags, and take tags from them."""
    contacts = context.services.contacts
    people = contacts.find_all(args.names)
    wrong = next((tag for tag in args.tags if tag[0] not in "+-" or len(tag) == 1), None)
    if wrong is not None:
        raise InvalidValueError(
            f"“{wrong}” is no tag: write +{wrong.strip('+-') or 'mentor'} to give it, - to take it"
        )
    ids = [row.id for row in people]
    given, taken = ([tag[1:] for tag in args.tags if tag[0] == sign] for sign in "+-")
    contacts.set_tags(ids, add=given, remove=taken)
    changed = list(contacts.get_many(ids))
    lines = [f"{one.name}: {' '.join(f'#{tag}' for tag in one.tags) or 'no tags'}" for one in changed]
    context.answer([context.shapes.contact(one) for one in changed], lines)


def delete(args: Namespace, context: Context) -> None:
    """Delete a person."""
    contact = context.contact(args.name)
    context.services.contacts.delete([contact.id])
    words = f"Deleted {contact.name}. `netui undo` brings them back"
    context.answer({"id": str(contact.id), "name": contact.name}, words)


def archive(args: Namespace, context: Context) -> None:
    """Archive a person, or restore one."""
    contact = context.contact(args.name)
    contacts = context.services.contacts
    if args.back:
        contacts.unarchive([contact.id])
    else:
        contacts.archive([contact.id])
    verb = "Brought back" if args.back else "Archived"
    context.answer(context.shapes.contact(contacts.get(contact.id)), f"{verb} {contact.name}")


def _columns(row: ContactRow, due_on: date | None) -> tuple[str, ...]:
    due = due_on.isoformat() if due_on else ""
    return (str(row.id), row.name, row.title, row.company, due, " ".join(f"#{tag}" for tag in row.tags))


def _card(contact: Contact, context: Context) -> list[str]:
    from netui.domain.people.field_values import position_words
    from netui.domain.people.fields import CONTACT_FIELDS
    from netui.domain.time.dates import echo

    services = context.services
    today = services.present.today()
    lines = [contact.name, ""]
    for field in CONTACT_FIELDS:
        value = field.spoken(contact, context)
        if value and field.name not in _SHOWN_APART:
            lines += labelled(field.title, value)
        elif field.name == "positions":
            lines += [
                line for one in contact.positions[1:] for line in labelled("Before", position_words(one))
            ]
    if contact.last_contact_on:
        lines += labelled("Last contact", echo(contact.last_contact_on, today))
    if contact.next_due_on:
        lines += labelled("Next check-in", echo(contact.next_due_on, today))
    lines += [line for key, value in contact.custom.items() for line in labelled(key, value)]
    if contact.notes:
        lines += ["", *contact.notes.splitlines()]
    open_ones = sorted(
        (one for one in services.follow_ups.around(contact.id) if one.is_open),
        key=lambda one: (one.waits, one.due_on, one.id),
    )
    lines += _aligned("Open", [(_due(one, context), _kind(one), one.text) for one in open_ones])
    lines += _aligned("Introductions", _introductions_of(contact, context))
    words_with = services.pages.words_with
    timeline = [
        (one.on.isoformat(), one.kind.value, words_with(one, contact.id).partition("\n")[0])
        for one in services.log.for_contact(contact.id)
    ]
    return lines + _aligned("Timeline", timeline)


def _aligned(title: str, rows: list[tuple[str, str, str]]) -> list[str]:
    """Return a block of the card, its rows in columns; a long text is never cut."""
    if not rows:
        return []
    return ["", title, *(f"  {line}" for line in table(rows, (_WIDEST, _WIDEST), room=0))]


def _introductions_of(contact: Contact, context: Context) -> list[tuple[str, str, str]]:
    """Say which introductions of this person, or by them, are asked for or still to ask, and which I made."""
    name, views = context.services.introductions.name, context.services.introduction_views
    rows: list[tuple[date | None, str, str]] = []
    for one in views.asked_about(contact.id):
        words = f"to {name(one.contact_id)}" if one.by_id == contact.id else f"by {name(one.by_id)}"
        reminded = one.reminded_on if one.is_open else None
        on = reminded or one.dropped_on or one.asked_on or one.named_on
        rows.append((on, "reminded" if reminded else _ASKED_STATES[one.state], words))
    for one in views.with_contact(contact.id):
        other = name(one.contact_id if one.other_id == contact.id else one.other_id)
        rows.append((one.on, one.state.replace("-", " "), f"you introduce {other}"))
    return [(str(on or ""), state, words) for on, state, words in rows]


def _kind(follow_up: FollowUp) -> str:
    return "follow-up" if follow_up.kind is FollowUpKind.OTHER else follow_up.kind.replace("-", " ")


def _due(follow_up: FollowUp, context: Context) -> str:
    """Return the day something is due, or what it waits for."""
    if follow_up.waits:
        return context.services.follow_ups.due_words(follow_up)
    return follow_up.due_on.isoformat()
