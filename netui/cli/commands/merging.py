"""merge."""

from argparse import Namespace

from netui.cli.columns import table
from netui.cli.context import Context
from netui.domain.did_you_mean import did_you_mean
from netui.domain.errors import InvalidValueError
from netui.domain.people.merging import MergeField, Side

_SIDES = {"a": Side.KEEP, "b": Side.OTHER, "both": Side.BOTH}


def merge(args: Namespace, context: Context) -> None:
    """Make one person of two, remember that they are two, or list who may be one."""
    if args.one is None:
        _list(context)
        return
    if args.other is None:
        raise InvalidValueError("a merge needs two people: netui merge A B; without names it lists pairs")
    services = context.services
    keep, other = context.contact(args.one), context.contact(args.other)
    if args.two_people:
        services.duplicates.not_same(keep.id, other.id)
        context.answer(context.shapes.contact(keep), f"{keep.name} and {other.name} stay two people")
        return
    fields = {field.name: field for field in services.duplicates.fields(keep.id, other.id)}
    choices = dict(_choice(typed, fields) for typed in args.choices)
    one = services.duplicates.merge(keep.id, other.id, choices)
    sides = {field.name: choices.get(field.name, field.side) for field in fields.values() if field.conflict}
    words = [f"Merged {other.name} into {keep.name}. `netui undo` makes two of them again"]
    words += [f"  {fields[name].label}: {_taken(fields[name], side)}" for name, side in sides.items()]
    context.answer(context.shapes.contact(one), words)


def _list(context: Context) -> None:
    pairs = context.services.duplicates.find()
    person = context.shapes.person
    shapes = [
        {"one": person(pair.one_id), "other": person(pair.other_id), "reasons": list(pair.reasons)}
        for pair in pairs
    ]
    rows = (
        (
            str(pair.one_id),
            str(pair.other_id),
            context.name_of(pair.one_id),
            context.name_of(pair.other_id),
            ", ".join(pair.reasons),
        )
        for pair in pairs
    )
    context.answer(shapes, () if context.as_json else table(rows, (16, 16, 28, 28), least=(0, 0, 12, 12)))
    if not pairs:
        context.say_empty("No one is here twice, as far as netui can tell.")


def _choice(typed: str, fields: dict[str, MergeField]) -> tuple[str, Side]:
    """Read FIELD=A, FIELD=B or FIELD=both; raise InvalidValueError where that can't be chosen."""
    name, _, side = typed.partition("=")
    field, chosen = fields.get(name.strip()), _SIDES.get(side.strip().casefold())
    if chosen is None:
        raise InvalidValueError(f"“{typed}” says no side: write --keep FIELD=A, FIELD=B or FIELD=both")
    if field is None or not field.conflict:
        open_ones = [one.name for one in fields.values() if one.conflict]
        meant = did_you_mean(name, open_ones) if open_ones else ": both agree, or only one has a value"
        raise InvalidValueError(f"there is nothing to choose for {name}{meant}")
    if chosen not in field.sides:
        raise InvalidValueError(f"{name} holds one value: write --keep {name}=A or {name}=B")
    return field.name, chosen


def _taken(field: MergeField, side: Side) -> str:
    if side is Side.BOTH:
        return f"{field.keep} and {field.other}"
    return f"{field.keep}, not {field.other}" if side is Side.KEEP else f"{field.other}, not {field.keep}"
