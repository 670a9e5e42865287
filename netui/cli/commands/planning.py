"""plan list, show, add, set, done, delete."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import NODEFAULT, UNSET
from msgspec.structs import fields

from netui.cli.columns import labelled, table
from netui.cli.context import Context
from netui.cli.plan_section import Done, PlanSection, spoken_field
from netui.cli.plan_sections import SECTIONS
from netui.cli.plan_values import PlanValues
from netui.cli.rows import rows_printed
from netui.domain.counted import counted
from netui.domain.errors import InvalidValueError
from netui.domain.time.dates import short_day
from netui.domain.values import replace

_SHOWN = (
    "state",
    "stage",
    "side",
    "role",
    "kind",
    "direction",
    "level",
    "on",
    "due_on",
    "next_step",
    "next_on",
    "reviewed_on",
)


def listing(args: Namespace, context: Context) -> None:
    """List a section, or how much each holds."""
    if args.section is None:
        if args.format is not None or args.tsv:
            raise InvalidValueError("--format and --tsv print the entries of a section: name one")
        counts = {name: PlanValues(section, context).count() for name, section in SECTIONS.items()}
        shapes = [{"section": name, "count": count} for name, count in counts.items()]
        context.answer(shapes, (f"{name:16}{count:>5,}" for name, count in counts.items()))
        return
    if args.section == "favours":
        _ledger(args, context)
        return
    section = SECTIONS[args.section]
    values = PlanValues(section, context)
    entries = values.every()
    rows = ((str(one.id), values.name(one), _facts(one, values.name(one), context)) for one in entries)
    as_rows = args.format is not None or args.tsv
    shapes = [values.shape(one) for one in entries] if context.as_json or as_rows else []
    if rows_printed(args, shapes, f"plan list {section.name}"):
        return
    context.answer(shapes, () if context.as_json else table(rows, (16, 44), least=(0, 20), spare=(0,)))
    if not entries:
        adding = section.added_by or f"netui plan add {section.name} NAME"
        context.say_empty(f"Nothing in {section.name} yet: {adding}")


def show(args: Namespace, context: Context) -> None:
    """Show all there is of an entry."""
    values = PlanValues(SECTIONS[args.section], context)
    entry = values.find(args.name)
    shape = values.shape(entry)
    lines = [values.name(entry), ""]
    for key, value in shape.items():
        if key not in {"section", "name"} and value not in (None, [], ""):
            first, *more = _whole(value).splitlines()
            lines += labelled(key.replace("_", " ").capitalize(), first)
            lines += [line for one in more for line in labelled("", one)]
    context.answer(shape, lines)


def add(args: Namespace, context: Context) -> None:
    """Add an entry to a section."""
    section = SECTIONS[args.section]
    if section.added_by:
        raise InvalidValueError(f"{section.added_by} adds one")
    values = PlanValues(section, context)
    given = values.read([f"{spoken_field(section.first)}={args.name}", *args.changes])
    state = given.pop(section.state, UNSET)
    if "on" in section.past and section.name != "milestones":
        given.setdefault("on", context.services.present.today())
    _require(section, given)

    def added() -> Any:
        made = section.add(values.service, section.entity(id=0, uid="", **given))
        return _entered(section, values, made, state)

    made = (
        added()
        if state is UNSET
        else context.services.history.at_once(f"Add {section.word}: {args.name}", added)
    )
    _answer(values, made, "Added", context)


def change(args: Namespace, context: Context) -> None:
    """Change an entry."""
    section = SECTIONS[args.section]
    values = PlanValues(section, context)
    if not args.changes:
        names = ", ".join(section.settable())
        raise InvalidValueError(f"nothing to change: write --set FIELD=VALUE; FIELD is one of {names}")
    base = values.find(args.name)
    given = values.read(args.changes, base)
    state = given.pop(section.state, UNSET)

    def changed() -> Any:
        made = section.edit(values.service, replace(base, **given), base) if given else base
        return _entered(section, values, made, state)

    several = len(given) + (state is not UNSET) > 1
    label = f"Change {section.word}: {values.name(base)}"
    made = context.services.history.at_once(label, changed) if several else changed()
    _answer(values, made, "Changed", context)


def done(args: Namespace, context: Context) -> None:
    """Take an entry one step on, or say that it happened."""
    section = SECTIONS[args.section]
    values = PlanValues(section, context)
    if section.done is None:
        raise InvalidValueError(f"a {section.word} isn't done here: {section.done_means}")
    given = {"on": args.on, "text": args.text, "with": args.people, "met": args.met, "hours": args.hours}
    wrong = next((name for name, value in given.items() if value and name not in section.done_with), None)
    if wrong is not None:
        raise InvalidValueError(f"--{wrong} says nothing about {section.name}: leave it out")
    entry = values.find(args.name)
    people = context.services.contacts.find_all(args.people) if args.people else ()
    how = Done(
        on=context.past_day(args.on) if args.on else None,
        text=args.text or "",
        contact_ids=tuple(row.id for row in people),
        met=tuple(args.met),
        hours=args.hours or "",
    )
    made = section.done(context.services, entry, how)
    _answer(values, section.get(values.service, entry.id), "Done", context)
    if words := section.more_words(context.services, made):
        context.say(words)


def delete(args: Namespace, context: Context) -> None:
    """Delete an entry."""
    section = SECTIONS[args.section]
    values = PlanValues(section, context)
    entry = values.find(args.name)
    name = values.name(entry)
    section.remove(values.service, entry)
    shape = {"section": section.name, "id": str(entry.id), "name": name}
    context.answer(shape, f"Deleted the {section.word}: {name}. `netui undo` brings it back")


def _ledger(args: Namespace, context: Context) -> None:
    """List what went each way, those owed most first."""
    favours = context.services.favours
    found = [(person, favours.of(person.row.id)) for person in favours.people()]
    shapes = [
        {
            "section": "favours",
            "id": str(one.id),
            "name": person.row.name,
            "contact": context.shapes.person(person.row.id),
            "direction": one.direction.value,
            "kind": one.kind.value,
            "source": one.source.value,
            "on": one.on.isoformat() if one.on else None,
            "text": one.text or None,
        }
        for person, entries in found
        for one in entries
    ]
    if rows_printed(args, shapes, "plan list favours"):
        return

    def lines() -> Iterator[str]:
        for person, entries in found:
            yield f"{person.row.name}: {person.balance.words}"
            for one in entries:
                day = one.on.isoformat() if one.on else ""
                yield f"  {day:10}  {one.direction:8}  {one.kind:14}  {one.text}".rstrip()

    context.answer(shapes, lines())
    if not found:
        context.say_empty("No favours yet: netui plan add favours NAME --set direction=gave --set kind=help")


def _entered(section: PlanSection, values: PlanValues, entry: Any, state: Any) -> Any:
    """Set the state of an entry, if one was given; return the entry as it is now."""
    if state is not UNSET and section.enter is not None:
        section.enter(values.service, entry, state)
    return section.get(values.service, entry.id)


def _require(section: PlanSection, given: Mapping[str, Any]) -> None:
    for field in fields(section.entity):
        is_needed = field.default is NODEFAULT and field.default_factory is NODEFAULT
        if is_needed and field.name not in {"id", "uid", *given}:
            name = spoken_field(field.name)
            raise InvalidValueError(f"the {section.word} needs its {name}: write --set {name}=VALUE")


def _answer(values: PlanValues, entry: Any, verb: str, context: Context) -> None:
    facts = _facts(entry, values.name(entry), context)
    context.answer(values.shape(entry), f"{verb}: {values.name(entry)}{f' ({facts})' if facts else ''}")


def _whole(value: Any) -> str:
    """Return a value of a shape in words, each of several things on a line of its own."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(map(_whole, value))
    if isinstance(value, dict):
        parts = [value["name"]] if value.keys() == {"id", "name"} else value.values()
        return ", ".join(_whole(one) for one in parts if one)
    return str(value)


def _facts(entry: Any, name: str, context: Context) -> str:
    """Return the fields of an entry that a list shows next to its name."""
    today = context.services.present.today()
    found = []
    for field in _SHOWN:
        value = getattr(entry, field, None)
        if field == "level":
            found += [f"level {value} of {entry.wanted}"] if value else []
        elif isinstance(value, date):
            found.append(short_day(value, today))
        elif value and str(value) != name:
            found.append(str(value))
    if people := len(getattr(entry, "contact_ids", ())):
        found.append(counted(people, "person", "people"))
    return ", ".join(found)
